/** The review desk: where people check what machines have coded, code themselves, and settle what is in dispute. */
import "./desk.css";
import "./coding.css";
import "./narrow.css";
import { useRef } from "preact/hooks";
import { EmptyNote, LoadingNote, ProblemNote, signInAddress } from "../components/states.js";
import { texts } from "../texts/index.js";
import { addressOf, goTo, here, type Place } from "./address.js";
import { ComparePage } from "./adjudicate/compare.js";
import { AgreementPage } from "./agreement/agreement.js";
import { CodingPage } from "./coding/coding.js";
import { KeysDialog } from "./keys-dialog.js";
import { MergeQueue } from "./merge/merge.js";
import { Queue } from "./queue/queue.js";
import { line } from "./say.js";
import { account, blind, codebook, setBlind } from "./session.js";
import { type KeyMap, useKeys } from "./use-keys.js";

const t = texts.desk;
const PARTS = ["queue", "merge", "agreement"] as const satisfies readonly Place[];

function BlindSwitch() {
  const on = blind.value;
  return (
    <button
      type="button"
      role="switch"
      aria-checked={on}
      class={on ? "button is-marked" : "button button-quiet"}
      title={on ? t.blind.on : t.blind.off}
      onClick={() => setBlind(!on)}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d="M1.500 8S4 3.500 8 3.500 14.500 8 14.500 8 12 12.500 8 12.500 1.500 8 1.500 8z" />
        {on ? <path d="M2.500 13.500l11-11" /> : <circle cx="8" cy="8" r="2" />}
      </svg>
      <span class="desk-label">{t.blind.label}</span>
    </button>
  );
}

function Line() {
  const said = line.value;
  return (
    <div class="desk-line" role="status" aria-live="polite">
      {said !== null && (
        <p key={said.number} class={`line-${said.kind}`}>
          {said.text}
          {said.signIn && (
            <>
              {" "}
              <a href={signInAddress()} target="_self">
                {texts.account.signIn}
              </a>
            </>
          )}
        </p>
      )}
    </div>
  );
}

function Part({ place }: { readonly place: Place }) {
  if (place === "queue") return <Queue />;
  if (place === "merge") return <MergeQueue />;
  if (place === "agreement") return <AgreementPage />;
  return place === "compare" ? <ComparePage /> : <CodingPage />;
}

export default function Desk() {
  const dialog = useRef<HTMLDialogElement>(null);
  const { place } = here.value;
  const who = account.value;
  const inReport = place === "report" || place === "compare";
  useKeys((): KeyMap => {
    const keys = { "?": () => dialog.current?.showModal() };
    if (inReport) return keys;
    const away = { b: () => setBlind(!blind.peek()) };
    const parts = { "1": () => goTo("queue"), "2": () => goTo("merge"), "3": () => goTo("agreement") };
    if (place === "queue") return { ...keys, ...away, ...parts };
    const back = { Escape: () => goTo("queue") };
    return place === "merge" ? { ...keys, ...back } : { ...keys, ...away, ...parts, ...back };
  });
  if (who.state === "failed" && who.problem.status === 401) return <SignIn />;
  if (who.state === "failed") return <ProblemNote problem={who.problem} again={account.again} />;
  if (who.value === null || codebook.value === null) return <LoadingNote />;
  if (who.value.role === "reader")
    return (
      <EmptyNote title={t.notAllowed.title}>
        <p>{t.notAllowed.text}</p>
      </EmptyNote>
    );
  return (
    <div class="desk">
      <h1 class="only-read">{texts.pages.desk}</h1>
      <div class="desk-top">
        <nav class="desk-parts" aria-label={t.parts.label}>
          {PARTS.map((part) => (
            <a
              key={part}
              href={addressOf(part, { id: null, left: null, right: null })}
              aria-current={place === part || (part === "queue" && inReport) ? "page" : undefined}
            >
              {t.parts[part]}
            </a>
          ))}
        </nav>
        <span class="desk-who">
          <bdi>{t.who(who.value.name, t.roles[who.value.role])}</bdi>
        </span>
        <BlindSwitch />
        <button
          type="button"
          class="button button-quiet"
          aria-haspopup="dialog"
          onClick={() => dialog.current?.showModal()}
        >
          <kbd>?</kbd> <span class="desk-label">{t.keys.open}</span>
        </button>
      </div>
      {place === null ? <Missing /> : <Part place={place} />}
      <Line />
      <KeysDialog dialog={dialog} />
    </div>
  );
}

/** The server has a page of its own for signing in; it leads back here. */
function SignIn() {
  return (
    <EmptyNote title={t.signIn.title}>
      <p>{t.signIn.text}</p>
      <a class="button button-main" href={signInAddress()} target="_self">
        {t.signIn.button}
      </a>
    </EmptyNote>
  );
}

function Missing() {
  const { title, text } = texts.pages.missing;
  return (
    <EmptyNote title={title}>
      <p>{text}</p>
      <a href={addressOf("queue")}>{t.parts.queue}</a>
    </EmptyNote>
  );
}
