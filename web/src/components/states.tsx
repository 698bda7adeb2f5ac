/** How a part of a page looks while it loads, when it is empty, and when it failed. */
import type { ComponentChildren } from "preact";
import type { Problem } from "../api/client.js";
import type { Loaded } from "../api/load.js";
import { texts } from "../texts/index.js";

/** Where to sign in, so that one comes back to where one is. */
export const signInAddress = (): string =>
  `/login?to=${encodeURIComponent(location.pathname + location.search)}`;

/** What went wrong, why, what to do; and a way to try again, or to sign in. */
export function ProblemNote({ problem, again }: { readonly problem: Problem; readonly again?: () => void }) {
  return (
    <div class="note note-problem" role="alert">
      <p class="note-title">{problem.title}</p>
      {problem.detail !== "" && <p>{problem.detail}</p>}
      {problem.findings.length > 0 && (
        <ul>
          {problem.findings.map((finding) => (
            <li key={finding.message}>{finding.message}</li>
          ))}
        </ul>
      )}
      {problem.todo !== "" && <p>{problem.todo}</p>}
      {problem.status === 401 && (
        <a class="button button-main" href={signInAddress()}>
          {texts.account.signIn}
        </a>
      )}
      {again !== undefined && problem.status !== 401 && (
        <button type="button" class="button" onClick={again}>
          {texts.problems.again}
        </button>
      )}
    </div>
  );
}

export function EmptyNote({
  title,
  children,
}: {
  readonly title: string;
  readonly children?: ComponentChildren;
}) {
  return (
    <div class="note note-empty">
      <p class="note-title">{title}</p>
      {children}
    </div>
  );
}

export function LoadingNote({ text = texts.loading }: { readonly text?: string }) {
  return (
    <p class="note note-loading" role="status">
      {text}
    </p>
  );
}

/** Shows what is loaded; while another is under way what was there stays, marked as busy. */
export function Shown<T>({
  loaded,
  again,
  waiting,
  children,
}: {
  readonly loaded: Loaded<T>;
  readonly again?: () => void;
  readonly waiting?: ComponentChildren;
  readonly children: (value: T) => ComponentChildren;
}) {
  if (loaded.state === "failed")
    return <ProblemNote problem={loaded.problem} {...(again === undefined ? {} : { again })} />;
  if (loaded.state === "idle") return null;
  if (loaded.value === null) return waiting ?? <LoadingNote />;
  return (
    <div class="shown" aria-busy={loaded.state === "loading"}>
      {children(loaded.value)}
    </div>
  );
}
