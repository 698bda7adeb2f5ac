/** How long what is told went on, as a figure of its event. */
import { type Span, span } from "../../../model/span.js";
import type { Building } from "../merging/building.js";
import { around, type Telling } from "../merging/tellings.js";
import { tokenAt } from "../reading/token-at.js";
import { upwardFrom } from "../reading/upward.js";
import { ADP, AUX, type View } from "../reading/view.js";
import { closeness, type TimeAt } from "../sites/when.js";
import { heldFor } from "./custody-terms.js";

/** Words before a length of time that make it the length of what is told: "has been going on for two weeks". */
const LASTING = new Set(["for", "lasting", "lasted", "lasts", "last", "of"]);

/** A length of time in the report: its words, its days, the token that stands for it. */
type Length = Span & { readonly days: number; readonly sentence: number; readonly head: number };

/** Every length of time of a report, nights too ("four nights of riots"). */
function lengthsOf(view: View, times: readonly TimeAt[]): Length[] {
  const { tokens, analysis } = view;
  const out: Length[] = [];
  for (const { time, sentence, head } of times)
    if (time.type === "DURATION" && time.days !== null)
      out.push({ ...span(analysis.text, time.start, time.end), days: time.days, sentence, head });
  for (const { kind, unit, value, start, end } of analysis.numbers) {
    if (kind !== "duration" || unit !== "night" || value === null) continue;
    const head = tokenAt(view, end - 1);
    if (!out.some((one) => one.start < end && start < one.end))
      out.push({ ...span(analysis.text, start, end), days: value, sentence: tokens.Sentence[head]!, head });
  }
  return out;
}

/** Durations of sustained action: "a 24-hour strike", "two weeks of protests", "fighting that lasted three days". */
export function durations(view: View, times: readonly TimeAt[], tellings: readonly Telling[]): void {
  for (const length of lengthsOf(view, times)) lasts(view, length, tellings);
}

function lasts(view: View, length: Length, tellings: readonly Telling[]): void {
  const { tokens, cues } = view;
  const { start, end, days, sentence, head, quote } = length;
  if (days < 0.9) return;
  // "a day of protests" is that day, "a decades-long war" counts no decades.
  if (cues.anyLength!.has(quote.toLowerCase())) return;
  const held = heldFor(view, length, tellings);
  if (held !== null) {
    if (!held.figures.some((f) => f.kind === "duration_days"))
      give(view, held, span(view.analysis.text, start, end), days, bounds(view, length));
    return;
  }
  // "another week of protests" is yet to come, "the past ten years" are those until now.
  const first = tokenAt(view, start);
  if (NOT_ITS.has(tokens.Norm[first]!) || NOT_ITS.has(tokens.Norm[first + 1]!)) return;
  let before = first - 1;
  while (before > 0 && cues.lengthHedges!.has(tokens.Norm[before]!)) before--;
  const next = tokenAt(view, end - 1) + 1;
  const named = tokens.Norm[next] === "of" && tokens.Sentence[next] === sentence ? nounsOf(view, next) : [];
  const said = LASTING.has(tokens.Norm[before] ?? "") || endsAfter(view, before, head);
  let best: Building | null = null;
  let word = -1;
  let nearest = Number.POSITIVE_INFINITY;
  for (const { of: b, draft } of around(tellings, sentence)) {
    const { trigger } = draft;
    if (trigger.sentence !== sentence || draft.type !== b.type || !LONG.test(b.type)) continue;
    if (elsewhere(view, trigger.head, head)) continue;
    const far = Math.abs(trigger.head - head);
    // "four nights of riots": of these, whatever else the sentence tells.
    const fits =
      named.length > 0
        ? named.some((noun) => noun >= trigger.first && noun < trigger.last)
        : (far < 9 && closeness(view, trigger, head) === 0) || (said && far < 18);
    if (fits && far < nearest) [best, nearest, word] = [b, far, trigger.head];
  }
  if (best !== null && !best.figures.some((f) => f.kind === "duration_days"))
    give(view, best, span(view.analysis.text, start, end), days, bounds(view, length));
  if (best !== null && opens(view, word)) closes(best, days);
}

/** "began a two-day strike", "a two-day strike began": the words tell of its first day. */
function opens({ tokens, cues }: View, head: number): boolean {
  const verb = tokens.Head[head]!;
  return verb >= 0 && cues.opening!.has(tokens.Lemma[verb]!);
}

/** So many days a beginning and a length still make a period of. */
const LONGEST = 14;

/** What begins on a day and goes on for so many ends on the last of them. */
function closes(b: Building, days: number): void {
  const { start, precision, rule } = b.date;
  if (!start || (precision !== "D" && precision !== "O") || rule.startsWith("since+")) return;
  if (days < 2 || days > LONGEST || !Number.isInteger(days)) return;
  const end = new Date(Date.parse(start) + (days - 1) * 86_400_000).toISOString().slice(0, 10);
  b.date = {
    ...b.date,
    end,
    edtf: `${start}/${end}`,
    precision: days < 7 ? "R" : days === 7 ? "W" : "I",
    rule: `${rule}+length`,
  };
}

/** "ended after 11 days", "was called off after a week": so long it had gone on. */
function endsAfter(view: View, before: number, time: number): boolean {
  const { tokens, cues } = view;
  if (tokens.Norm[before] !== "after") return false;
  const verb = upwardFrom(view, time).find((i) => view.verb(i)) ?? -1;
  return verb >= 0 && (cues.endingVerbs!.has(tokens.Lemma[verb]!) || tokens.Norm[verb + 1] === "off");
}

/** What lasts. */
const LONG = /^(?:PRO\.|VIO\.(?:ARMED|CLASH)$)/;

/** "of riots and demonstrations", "of often violent protests": the nouns of the phrase behind the "of" at `of`. */
export function nounsOf(view: View, of: number): number[] {
  const { tokens } = view;
  const out: number[] = [];
  for (let i = of + 1; i < of + PHRASE && tokens.Sentence[i] === tokens.Sentence[of]; i++) {
    if (tokens.Upos[i] === ADP || tokens.Upos[i] === AUX || /^[.;:(]$/.test(tokens.Norm[i]!)) break;
    // "of rioting": a noun, whatever its tag.
    if (view.noun(i) || (i === of + 1 && tokens.Norm[i]!.endsWith("ing"))) out.push(i);
    // "of riots sparked by": what follows is told of them.
    else if (view.verb(i) && out.length > 0) break;
  }
  return out;
}
const PHRASE = 9;

/** The first or second word of a length that is not that of what is told. */
const NOT_ITS = new Set(["another", "past", "last", "next", "coming", "every", "each"]);

/** "jailed for a year for protesting": so long lasts the punishment. */
function elsewhere(view: View, trigger: number, time: number): boolean {
  const verb = upwardFrom(view, time).find((i) => view.verb(i)) ?? -1;
  return verb >= 0 && verb !== trigger && view.cues.punishing!.has(view.tokens.Lemma[verb]!);
}

type Bounds = { readonly low: number | null; readonly high: number | null; readonly hedge: string | null };

/** Notes for an event how many days it went on. */
export function give(view: View, b: Building, quote: Span, days: number, { low, high, hedge }: Bounds): void {
  const none = { stock: false, group: null, said_by: null } as const;
  view.why?.note(b, "figure.duration", quote, { figure: "duration_days", days }, [b.trigger]);
  b.figures.push({ kind: "duration_days", low, high, point: hedge ? null : days, hedge, ...none, quote });
}

/** The days that a length of time stands for, with the hedge before it: "more than 20 years", "over a month" have no upper bound. */
function bounds(view: View, { start, end, days, quote }: Length): Bounds {
  const hedged = view.analysis.numbers.find(
    (q) => q.start <= start && start < q.end && q.start < end && q.hedge,
  );
  if (hedged)
    return {
      low: hedged.low === null ? null : days,
      high: hedged.high === null ? null : days,
      hedge: hedged.hedge,
    };
  const words = /^(.*?) (?:an?|one|the)(?: |$)/.exec(quote.toLowerCase())?.[1] ?? "";
  const [more, less] = [view.cues.lengthMore!.has(words), view.cues.lengthLess!.has(words)];
  const near = view.cues.lengthNear!.has(words);
  return {
    low: less ? null : days,
    high: more ? null : days,
    hedge: more || less || near ? quote.slice(0, words.length) : null,
  };
}
