/** Pairs of mentions that the linker could not tell apart or together: side by side, and judged by one key. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Problem, read } from "../../api/client.js";
import type { MentionSide, ReportAnswer } from "../../api/desk-answers.js";
import { Glyph } from "../../atlas/glyph.js";
import { EmptyNote, LoadingNote, ProblemNote } from "../../components/states.js";
import { go } from "../../route.js";
import { day } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import { addressOf, goTo, here } from "../address.js";
import { labelOf } from "../session.js";
import { useKeys } from "../use-keys.js";
import { around } from "./around.js";
import {
  at,
  judge,
  openPairs,
  PAIR_STATES,
  type PairState,
  pair as pairHere,
  pairs,
  readPairs,
  said,
  standing,
  step,
  trouble,
} from "./merge-state.js";
import { VERDICTS, type Verdict } from "./verdicts.js";

const t = texts.desk.merge;

const passages = signal<ReadonlyMap<string, string>>(new Map());

/** The texts of both reports, each read once. */
async function readText(id: string): Promise<void> {
  if (passages.peek().has(id)) return;
  try {
    const { report } = await read<ReportAnswer>(`/api/reports/${encodeURIComponent(id)}?blind=1`);
    passages.value = new Map([...passages.peek(), [id, report.text]]);
  } catch (error) {
    // The words of the mention itself are there without it.
    if (!(error instanceof Problem)) throw error;
  }
}

function Side({ side, name }: { readonly side: MentionSide; readonly name: string }) {
  const { report, span } = side;
  const text = passages.value.get(report.id);
  useEffect(() => void readText(report.id), [report.id]);
  const [before, after] = text === undefined ? ["", ""] : around(text, span.start, span.end);
  return (
    <article class="side" aria-label={name}>
      <header>
        <h3 dir="auto">
          <a href={addressOf("report", { id: report.id })}>{report.title ?? texts.desk.queue.untitled}</a>
        </h3>
        <p class="soft">
          <bdi>{report.outlet ?? texts.desk.queue.noOutlet}</bdi>
          {" · "}
          {report.published === null ? texts.desk.queue.noDay : day(report.published)}
        </p>
      </header>
      <p class="side-values">
        <Glyph type={side.type ?? ""} />
        <strong>{side.type === null ? "" : labelOf(side.type)}</strong>
        <span>{side.date === null || side.date === "" ? t.undated : side.date}</span>
        <bdi>{side.place ?? t.noPlace}</bdi>
      </p>
      <p class="side-words words" dir="auto" lang={report.lang ?? undefined}>
        {before}
        <mark>{span.quote}</mark>
        {after}
      </p>
    </article>
  );
}

/** "date tolerated: a day apart" as what was looked at, how it came out, and why. */
function Reason({ reason }: { readonly reason: string }) {
  const match = /^(\w+) (same|tolerated|different): (.*)$/s.exec(reason);
  if (match === null) return <li>{reason}</li>;
  const [, test = "", verdict = "", why] = match;
  return (
    <li class={`reason reason-${verdict}`}>
      <span class="reason-test">{t.tests[test] ?? test}</span>
      <strong>{t.verdicts[verdict] ?? verdict}</strong>
      <span class="soft">{why}</span>
    </li>
  );
}

/** Which pairs the address asks for; those that wait, where it asks for none. */
const stateHere = (): PairState =>
  PAIR_STATES.find((state) => state === here.value.query.get("pairs")) ?? "unsure";

const show = (state: PairState) =>
  go(addressOf("merge", { pairs: state === "unsure" ? null : state }), "replace");

function StateButtons({ state }: { readonly state: PairState }) {
  return (
    <div class="merge-states" role="group" aria-label={t.statesLabel}>
      {PAIR_STATES.map((one) => (
        <button
          key={one}
          type="button"
          class={one === state ? "button is-marked" : "button"}
          aria-pressed={one === state}
          onClick={() => show(one)}
        >
          {t.states[one]}
        </button>
      ))}
    </div>
  );
}

export function MergeQueue() {
  const why = useRef<HTMLInputElement>(null);
  const state = stateHere();
  useEffect(() => openPairs(state), [state]);
  const all = pairs.value;
  const pair = pairHere.value;
  const decide = (verdict: Verdict) => {
    void judge(verdict, why.current?.value ?? "");
    if (why.current !== null) why.current.value = "";
  };
  const toReport = (side: 0 | 1) => () => {
    if (pair !== null) goTo("report", { id: pair.mentions[side].report.id });
  };
  useKeys(() => ({
    ...Object.fromEntries(VERDICTS.map((verdict) => [verdict.key, () => decide(verdict)])),
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    w: () => why.current?.focus(),
    d: () => show(state === "unsure" ? "settled" : "unsure"),
    "[": toReport(0),
    "]": toReport(1),
  }));
  const head = (
    <header class="merge-head">
      <h2>{t.label}</h2>
      {all !== null && pair !== null && <span class="soft">{t.of(at.value + 1, all.total)}</span>}
      <StateButtons state={state} />
    </header>
  );
  if (trouble.value !== null)
    return (
      <div class="merge">
        {head}
        <ProblemNote problem={trouble.value} again={() => void readPairs(state)} />
      </div>
    );
  if (all === null)
    return (
      <div class="merge">
        {head}
        <LoadingNote />
      </div>
    );
  if (pair === null) {
    const { title, text } = state === "unsure" ? t.empty : t.emptySettled;
    return (
      <div class="merge">
        {head}
        <EmptyNote title={title}>
          <p>{text}</p>
        </EmptyNote>
      </div>
    );
  }
  const before = said.value.get(pair.id);
  const stands = before === undefined ? standing(pair) : { label: before.label, by: t.you };
  return (
    <div class="merge">
      {head}
      <p class="merge-intro soft">{state === "unsure" ? t.intro : t.introSettled}</p>
      <p class={before === undefined ? "merge-said" : "merge-said is-new"}>
        <bdi>{t.standing(stands.by, stands.label)}</bdi>
      </p>
      <div class="sides">
        <Side key={`left ${pair.id}`} side={pair.mentions[0]} name={t.left} />
        <Side key={`right ${pair.id}`} side={pair.mentions[1]} name={t.right} />
      </div>
      {pair.reasons.length > 0 && (
        <section class="reasons" aria-labelledby="reasons-title">
          <h3 id="reasons-title">{pair.coder.startsWith("human:") ? t.personReasons : t.reasons}</h3>
          <ul>
            {pair.reasons.map((reason) => (
              <Reason key={reason} reason={reason} />
            ))}
          </ul>
        </section>
      )}
      <footer class="merge-foot">
        {VERDICTS.map((verdict) => (
          <button
            key={verdict.key}
            type="button"
            class={verdict.label === stands.label ? "button is-marked" : "button"}
            onClick={() => decide(verdict)}
          >
            <kbd>{verdict.key}</kbd> {verdict.label}
          </button>
        ))}
        <label class="merge-why">
          <span>
            {t.why} <kbd>w</kbd>
          </span>
          <input
            ref={why}
            type="text"
            class="input"
            maxLength={1000}
            placeholder={t.whyHint}
            onKeyDown={(event) => {
              if (event.key !== "Enter" && event.key !== "Escape") return;
              event.preventDefault();
              event.currentTarget.blur();
            }}
          />
        </label>
      </footer>
    </div>
  );
}
