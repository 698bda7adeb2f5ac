/** Pairs of mentions that the linker could not tell apart or together: side by side, and judged by one key. */
import { signal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { Problem, read, write } from "../../api/client.js";
import type { Listed, MentionSide, PairRow, ReportAnswer, Written } from "../../api/desk-answers.js";
import { Glyph } from "../../atlas/glyph.js";
import { EmptyNote, LoadingNote, ProblemNote } from "../../components/states.js";
import { day } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import { say } from "../say.js";
import { labelOf } from "../session.js";
import { useKeys } from "../use-keys.js";
import { around } from "./around.js";
import { VERDICTS, type Verdict } from "./verdicts.js";

const t = texts.desk.merge;

const pairs = signal<readonly PairRow[] | null>(null);
const trouble = signal<Problem | null>(null);
const at = signal(0);
/** What was said here, by pair. */
const said = signal<ReadonlyMap<string, Verdict>>(new Map());
const passages = signal<ReadonlyMap<string, string>>(new Map());

async function readPairs(): Promise<void> {
  try {
    const page = await read<Listed<PairRow>>("/api/judgements?state=unsure&limit=500");
    pairs.value = page.items;
    at.value = 0;
    said.value = new Map();
    trouble.value = null;
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    trouble.value = error;
  }
}

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

async function judge(verdict: Verdict, why: string): Promise<void> {
  const pair = pairs.peek()?.[at.peek()];
  if (pair === undefined) return;
  try {
    const reasons = why.trim() === "" ? [] : [why.trim()];
    const mentions = pair.mentions.map(({ id }) => id);
    const { relation, from } = verdict;
    const directed = from === undefined ? {} : { from: mentions[from] };
    await write<Written>("/api/judgements", { mentions, relation, reasons, ...directed });
    said.value = new Map([...said.peek(), [pair.id, verdict]]);
    say(t.said(verdict.label), "good");
    at.value = Math.min(at.peek() + 1, pairs.peek()!.length - 1);
  } catch (error) {
    if (!(error instanceof Problem)) throw error;
    say(t.failed(error.detail === "" ? error.title : error.detail), "bad");
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
        <h3 dir="auto">{report.title ?? texts.desk.queue.untitled}</h3>
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

export function MergeQueue() {
  const why = useRef<HTMLInputElement>(null);
  useEffect(() => void readPairs(), []);
  const all = pairs.value;
  const pair = all?.[at.value];
  const step = (by: number) => {
    at.value = Math.max(0, Math.min((all?.length ?? 1) - 1, at.peek() + by));
  };
  const decide = (verdict: Verdict) => {
    void judge(verdict, why.current?.value ?? "");
    if (why.current !== null) why.current.value = "";
  };
  useKeys(() => ({
    ...Object.fromEntries(VERDICTS.map((verdict) => [verdict.key, () => decide(verdict)])),
    j: () => step(1),
    k: () => step(-1),
    ArrowDown: () => step(1),
    ArrowUp: () => step(-1),
    w: () => why.current?.focus(),
  }));
  if (trouble.value !== null) return <ProblemNote problem={trouble.value} again={() => void readPairs()} />;
  if (all === null) return <LoadingNote />;
  if (pair === undefined)
    return (
      <EmptyNote title={t.empty.title}>
        <p>{t.empty.text}</p>
      </EmptyNote>
    );
  const before = said.value.get(pair.id);
  return (
    <div class="merge">
      <header class="merge-head">
        <h2>{t.label}</h2>
        <span class="soft">{t.of(at.value + 1, all.length)}</span>
        {before !== undefined && <strong class="merge-said">{t.said(before.label)}</strong>}
      </header>
      <p class="merge-intro soft">{t.intro}</p>
      <div class="sides">
        <Side key={`left ${pair.id}`} side={pair.mentions[0]} name={t.left} />
        <Side key={`right ${pair.id}`} side={pair.mentions[1]} name={t.right} />
      </div>
      <section class="reasons" aria-labelledby="reasons-title">
        <h3 id="reasons-title">{t.reasons}</h3>
        <ul>
          {pair.reasons.map((reason) => (
            <Reason key={reason} reason={reason} />
          ))}
        </ul>
      </section>
      <footer class="merge-foot">
        {VERDICTS.map((verdict) => (
          <button key={verdict.key} type="button" class="button" onClick={() => decide(verdict)}>
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
