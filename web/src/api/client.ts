/** Asks the server. Errors come as `Problem`: what, why, what to do, in the server's own words. */
import { texts } from "../texts/index.js";

/** What the server said went wrong (application/problem+json), or that it could not be asked. `status` 0: no answer. */
export class Problem extends Error {
  constructor(
    readonly status: number,
    readonly title: string,
    readonly detail: string,
    readonly todo: string,
    readonly findings: readonly { readonly code?: string; readonly message?: string }[] = [],
  ) {
    super(`${title}: ${detail}`);
  }
}

type ProblemBody = {
  readonly title?: string;
  readonly detail?: string;
  readonly todo?: string;
  readonly findings?: [];
};

async function problemOf(answer: Response): Promise<Problem> {
  const body: ProblemBody = await answer.json().catch(() => ({}));
  return new Problem(
    answer.status,
    body.title ?? texts.problems.unknown(answer.status),
    body.detail ?? "",
    body.todo ?? texts.problems.tryAgain,
    body.findings ?? [],
  );
}

/** The token that writes carry where an account is signed in by cookie; set by whoever asks for the account. */
let csrf: string | null = null;
export function signWrites(token: string | null): void {
  csrf = token;
}

async function ask(path: string, init: RequestInit): Promise<Response> {
  let answer: Response;
  try {
    answer = await fetch(path, { ...init, credentials: "same-origin" });
  } catch (error) {
    if (init.signal?.aborted === true) throw error;
    const { title, detail, todo } = texts.problems.unreachable;
    throw new Problem(0, title, detail, todo);
  }
  if (!answer.ok) throw await problemOf(answer);
  return answer;
}

/** `GET path`, as JSON. */
export async function read<T>(path: string, signal?: AbortSignal): Promise<T> {
  const answer = await ask(path, {
    headers: { accept: "application/json" },
    ...(signal === undefined ? {} : { signal }),
  });
  return (await answer.json()) as T;
}

/** `POST path` with a JSON body; answers what the server answers (null where that is nothing, 204). */
export async function write<T>(path: string, body: unknown): Promise<T> {
  const answer = await ask(path, {
    method: "POST",
    headers: {
      accept: "application/json",
      "content-type": "application/json",
      ...(csrf === null ? {} : { "x-quipu-csrf": csrf }),
    },
    body: JSON.stringify(body),
  });
  return (answer.status === 204 ? null : await answer.json()) as T;
}
