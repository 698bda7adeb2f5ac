/** "The fifth night in a row", "the third day of the strike": how long what is told there has gone on, as a figure of its event. */
import { span } from "../../../model/span.js";
import type { Quantity } from "../../../text/analysis.js";
import { perfect, toldAsPast } from "../actuality/actuality-aspect.js";
import type { Building } from "../merging/building.js";
import { around, type Telling } from "../merging/tellings.js";
import { tokenAt } from "../reading/token-at.js";
import type { View } from "../reading/view.js";
import { because } from "../why/because.js";
import { give, nounsOf } from "./durations.js";

const UNITS: Readonly<Record<string, number>> = {
  day: 1,
  night: 1,
  evening: 1,
  week: 7,
  month: 30,
  year: 365,
};
const MOST_IN_A_ROW = 400;

/** Days told one after another: how many units of how many days, the tokens of the words, and the nouns of what they are days of. */
type Row = {
  readonly count: number;
  readonly unit: number;
  readonly first: number;
  readonly last: number;
  readonly of: readonly number[];
};

/**
 * Gives each series of days to what goes on: what the words name ("the third day of the strike"), else the wave of the report
 * or what lasts in it, else the event of the sentence, which then covers those days.
 */
export function inARow(view: View, tellings: readonly Telling[]): void {
  const { tokens, analysis } = view;
  for (const quantity of analysis.numbers) {
    const row = rowAt(view, quantity);
    if (row === null) continue;
    const { count, unit, first, last, of } = row;
    const sentence = tokens.Sentence[first]!;
    const b = of.length > 0 ? namedAt(view, tellings, sentence, of) : seriesAt(tellings, sentence);
    if (b === null || b.figures.some((f) => f.kind === "duration_days")) continue;
    const days = count * unit;
    // "its sixth week" may just have begun.
    const low = unit === 1 ? days : days - unit + 1;
    give(view, b, span(analysis.text, tokens.Start[first]!, tokens.End[last]!), days, {
      low,
      high: days,
      hedge: null,
    });
    if (b.actuality === "happened" && GOES_ON.test(b.type) && !doneThen(view, b) && !over(view, sentence))
      b.actuality = because(view, b.lead.trigger, "actuality.still_on", "ongoing");
    // "the third day of protests" are days of a wave, which is told as one thing.
    if (b.scope === "event" || (b.scope === "campaign" && of.length === 0)) b.scope = "site_day_series";
    if (unit === 1 && b.date.precision === "D" && b.date.end)
      b.date = { ...b.date, ...daysUpTo(b.date.end, count) };
  }
}

/** "kept the crossing shut on Wednesday, for a third day" */
function doneThen(view: View, { lead: { trigger } }: Building): boolean {
  return view.verb(trigger.head) && toldAsPast(view, trigger.head) && !perfect(view, trigger.head);
}

const GOES_ON = /^PRO\.(WAVE|MIXED|STRIKE|GENSTRIKE|OCCUPY|BLOCK|HUNGER)$/;

/** "ended on its third day", "called off after a second night" */
function over(view: View, sentence: number): boolean {
  const { tokens, analysis, cues } = view;
  for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++)
    if (view.verb(i) && (cues.ending!.has(tokens.Lemma[i]!) || cues.endingVerbs!.has(tokens.Lemma[i]!)))
      return true;
  return false;
}

/** The series of days that a number tells of, or null. */
function rowAt(view: View, quantity: Quantity): Row | null {
  const { tokens, cues } = view;
  const count = quantity.value;
  if (count === null || count < 2 || count > MOST_IN_A_ROW || !Number.isInteger(count)) return null;
  const among = (list: ReadonlySet<string>, i: number) => list.has(tokens.Norm[i] ?? "");
  const first = tokenAt(view, quantity.start);
  if (quantity.kind === "cardinal") {
    // "on day 12 of their walkout"
    const unit = UNITS[tokens.Norm[first - 1] ?? ""];
    if (unit === undefined || tokens.Norm[first + 1] !== "of") return null;
    return { count, unit, first: first - 1, last: first, of: nounsOf(view, first + 1) };
  }
  if (quantity.kind !== "ordinal") return null;
  const straight = among(cues.straight!, first + 1);
  let last = first + (straight ? 2 : 1);
  const unit = UNITS[tokens.Lemma[last] ?? ""];
  if (unit === undefined) return null;
  const row = ["in", "a", "row"].every((word, k) => tokens.Norm[last + 1 + k] === word);
  const running = among(cues.straight!, last + 1);
  if (row) last += 3;
  else if (running) last += 1;
  const of = tokens.Norm[last + 1] === "of" ? nounsOf(view, last + 1) : [];
  if (of.length > 0) return { count, unit, first, last, of };
  const entered = among(cues.itsNth!, first - 1) && cues.entering!.has(tokens.Lemma[first - 2] ?? "");
  return straight || row || running || entered ? { count, unit, first, last, of } : null;
}

/** The `count` days that end with a day. */
function daysUpTo(end: string, count: number) {
  const from = new Date(`${end}T00:00:00Z`);
  from.setUTCDate(from.getUTCDate() - count + 1);
  const start = from.toISOString().slice(0, 10);
  return {
    start,
    edtf: `${start}/${end}`,
    precision: count < 7 ? ("R" as const) : count === 7 ? ("W" as const) : ("I" as const),
  };
}

/** What goes on of those told by these nouns of a sentence. */
function namedAt(
  view: View,
  tellings: readonly Telling[],
  sentence: number,
  nouns: readonly number[],
): Building | null {
  for (const { of: b, draft } of around(tellings, sentence)) {
    const { first, last, head } = draft.trigger;
    // "on the second day of the trial, supporters rallied": of no day of theirs.
    if (draft.trigger.sentence !== sentence || !LONG.test(b.type) || view.verb(head)) continue;
    if (nouns.some((noun) => noun >= first && noun < last)) return b;
  }
  return null;
}
const LONG = /^(?:PRO\.|VIO\.(?:ARMED|CLASH)$)/;

const SUSTAINED = /^PRO\.(WAVE|STRIKE|GENSTRIKE|OCCUPY|BLOCK|HUNGER)$/;

/**
 * What a series told of in a sentence is: what lasts in that sentence, the nearest wave, else the event of the sentence,
 * else what lasts in the one beside it.
 */
function seriesAt(tellings: readonly Telling[], sentence: number): Building | null {
  let wave: Building | null = null;
  let here: Building | null = null;
  let beside: Building | null = null;
  let far = 4;
  for (const { of: b, draft } of around(tellings, sentence)) {
    const gap = Math.abs(draft.trigger.sentence - sentence);
    if (gap === 0 && SUSTAINED.test(b.type)) return b;
    if (gap === 1 && SUSTAINED.test(b.type)) beside ??= b;
    if (gap === 0 && (b.type.startsWith("PRO") || b.type === "VIO.ARMED")) here ??= b;
    if (b.type === "PRO.WAVE" && gap < far) [wave, far] = [b, gap];
  }
  return wave ?? here ?? beside;
}
