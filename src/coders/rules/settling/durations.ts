/** How long what is told went on, as a figure of its event. */
import { type Span, span } from "../../../model/span.js";
import type { Building } from "../merging/building.js";
import { around, type Telling } from "../merging/tellings.js";
import { tokenAt } from "../reading/token-at.js";
import type { View } from "../reading/view.js";
import { closeness, type TimeAt, upwardFrom } from "../sites/when.js";

/** Words before a length of time that make it the length of what is told: "has been going on for two weeks". */
const LASTING = new Set(["for", "lasting", "lasted", "lasts", "last", "of"]);

const HEDGING = new Set([
  "more",
  "than",
  "about",
  "around",
  "nearly",
  "almost",
  "over",
  "at",
  "least",
  "some",
]);

/** Durations of sustained action: "a 24-hour strike", "two weeks of protests", "fighting that lasted three days". */
export function lasts(view: View, at: TimeAt, tellings: readonly Telling[]): void {
  const { tokens, analysis } = view;
  const { days, start, end } = at.time;
  if (at.time.type !== "DURATION" || days === null || days < 0.9) return;
  // "a day of protests" is that day, "a decades-long war" counts no decades.
  if (view.cues.anyLength!.has(view.analysis.text.slice(start, end).toLowerCase())) return;
  // "another week of protests" is yet to come, "the past ten years" are those until now.
  const opens = tokenAt(view, start);
  if (NOT_ITS.has(tokens.Norm[opens]!) || NOT_ITS.has(tokens.Norm[opens + 1]!)) return;
  let before = tokenAt(view, start) - 1;
  while (before > 0 && HEDGING.has(tokens.Norm[before]!)) before--;
  const next = tokenAt(view, end - 1) + 1;
  const said =
    LASTING.has(tokens.Norm[before] ?? "") ||
    (tokens.Norm[next] === "of" && tokens.Sentence[next] === at.sentence);
  for (const { of: b, draft } of around(tellings, at.sentence)) {
    const { trigger } = draft;
    if (trigger.sentence !== at.sentence || draft.type !== b.type) continue;
    if (!(b.type.startsWith("PRO") || b.type === "VIO.ARMED")) continue;
    const far = Math.abs(trigger.head - at.head);
    if (elsewhere(view, trigger.head, at.head)) continue;
    if (!(far < 9 && closeness(view, trigger, at.head) === 0) && !(said && far < 18)) continue;
    if (b.figures.some((f) => f.kind === "duration_days")) continue;
    const { low, high, hedge } = bounds(view, at);
    give(view, b, span(analysis.text, start, end), days, { low, high, hedge });
    return;
  }
}

/** The first or second word of a length that is not that of what is told. */
const NOT_ITS = new Set(["another", "past", "last", "next", "coming", "every", "each"]);

/** "jailed for a year for protesting": so long lasts the punishment. */
function elsewhere(view: View, trigger: number, time: number): boolean {
  const verb = upwardFrom(view, time).find((i) => view.verb(i)) ?? -1;
  return verb >= 0 && verb !== trigger && view.cues.punishing!.has(view.tokens.Lemma[verb]!);
}

type Bounds = { readonly low: number | null; readonly high: number | null; readonly hedge: string | null };

function give(view: View, b: Building, quote: Span, days: number, { low, high, hedge }: Bounds): void {
  const none = { stock: false, group: null, said_by: null } as const;
  view.why?.note(b, "figure.duration", quote, { figure: "duration_days", days }, [b.trigger]);
  b.figures.push({ kind: "duration_days", low, high, point: hedge ? null : days, hedge, ...none, quote });
}

const UNITS: Readonly<Record<string, number>> = {
  day: 1,
  night: 1,
  evening: 1,
  week: 7,
  month: 30,
  year: 365,
};

/**
 * "the fifth night in a row", "for a third straight day", "entered its sixth day": so long has gone on what is told there. It
 * is a series: the wave of the report or what lasts in it, else the event of the sentence, which then covers those days.
 */
export function inARow(view: View, tellings: readonly Telling[]): void {
  const { tokens, analysis, cues } = view;
  const among = (list: ReadonlySet<string>, i: number) => list.has(tokens.Norm[i] ?? "");
  for (const quantity of analysis.numbers) {
    const count = quantity.value;
    if (quantity.kind !== "ordinal" || count === null || count < 2 || count > MOST_IN_A_ROW) continue;
    const first = tokenAt(view, quantity.start);
    const straight = among(cues.straight!, first + 1);
    const unit = UNITS[tokens.Lemma[first + (straight ? 2 : 1)] ?? ""];
    if (unit === undefined) continue;
    let last = first + (straight ? 2 : 1);
    const row = ["in", "a", "row"].every((word, k) => tokens.Norm[last + 1 + k] === word);
    const running = among(cues.straight!, last + 1);
    const entered =
      unit === 1 && among(cues.itsNth!, first - 1) && cues.entering!.has(tokens.Lemma[first - 2] ?? "");
    if (!(straight || row || running || entered)) continue;
    if (row) last += 3;
    else if (running) last += 1;
    const sentence = tokens.Sentence[first]!;
    const b = seriesAt(tellings, sentence);
    if (b === null || b.figures.some((f) => f.kind === "duration_days")) continue;
    const days = count * unit;
    // "its sixth week" may just have begun.
    const low = unit === 1 ? days : days - unit + 1;
    give(view, b, span(analysis.text, quantity.start, tokens.End[last]!), days, {
      low,
      high: days,
      hedge: null,
    });
    if (b.scope === "event" || b.scope === "campaign") b.scope = "site_day_series";
    if (unit === 1 && b.date.precision === "D" && b.date.end)
      b.date = { ...b.date, ...daysUpTo(b.date.end, count) };
  }
}

const MOST_IN_A_ROW = 400;

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

/** The days that a length of time stands for, with the hedge before it: "more than 20 years" has no upper bound. */
function bounds(view: View, at: TimeAt): Bounds {
  const { start, end } = at.time;
  const days = at.time.days!;
  const hedged = view.analysis.numbers.find(
    (q) => q.start <= start && start < q.end && q.start < end && q.hedge,
  );
  if (!hedged) return { low: days, high: days, hedge: null };
  return {
    low: hedged.low === null ? null : days,
    high: hedged.high === null ? null : days,
    hedge: hedged.hedge,
  };
}
