/** Gives each figure to the event whose words count it; a toll of a period goes to no dated event. */
import type { FreeFigure } from "../../model/coding.js";
import { span } from "../../model/span.js";
import type { Given } from "../../model/why.js";
import type { ReasonCode } from "../../model/why-codes.js";
import { UNREAL } from "./actuality.js";
import type { Building } from "./building.js";
import { harmOf } from "./counted-words.js";
import type { Draft } from "./drafts.js";
import { type CountedFigure, tokenAt } from "./figures.js";
import type { View } from "./view.js";
import { closeness, type TimeAt } from "./when.js";

/** How well a type suits a kind of figure: 0 = not at all. */
const FITS: Readonly<Record<string, (type: string) => number>> = {
  deaths: (t) =>
    t === "VIO.KILL" || t === "REP.LETHAL" || t === "VIO.ARMED"
      ? 3
      : t === "VIO.ARSON" || t === "VIO.ATTACK" || t === "VIO.CLASH"
        ? 2.5
        : t === "PRO.RIOT" || t === "REP.FORCE" || t === "REP.BEAT"
          ? 1
          : 0,
  injured: (t) =>
    t === "VIO.ARMED" || t === "REP.LETHAL" || t === "VIO.CLASH" || t === "VIO.ATTACK" || t === "REP.BEAT"
      ? 3
      : t === "PRO.RIOT" || t.startsWith("VIO")
        ? 2.5
        : t.startsWith("REP") && t !== "REP.ARREST"
          ? 2
          : 0,
  arrested: (t) => (t === "REP.ARREST" || t === "LAW.DETAIN" ? 5 : 0),
  missing: (t) => (t.startsWith("VIO") ? 2 : 0),
  troops: (t) => (t === "MIL.DEPLOY" || t === "MIL.WITHDRAW" ? 5 : 0),
  displaced: (t) => (t.startsWith("VIO") || t === "REP.LETHAL" ? 2 : 0),
  crowd_size: (t) =>
    t === "PRO.DEMO" || t === "PRO.COUNTER" || t === "PRO.VIGIL"
      ? 3.5
      : t === "PRO.WAVE"
        ? 2
        : t === "PRO.RIOT" || t === "PRO.GENSTRIKE" || t === "PRO.MIXED"
          ? 2.5
          : t.startsWith("PRO")
            ? 3
            : 0,
  event_count: (t) => (t.startsWith("PRO") || t.startsWith("VIO") ? 2 : 0),
};

const SO_FAR: readonly (readonly string[])[] = [
  ["so", "far"],
  ["this", "year"],
  ["in", "the", "past"],
  ["over", "the", "last"],
  ["in", "the", "last"],
  ["during", "the", "past"],
  ["in", "recent", "weeks"],
  ["in", "recent", "days"],
  ["to", "date"],
  ["in", "total"],
  ["in", "all"],
  ["over", "the", "past"],
  ["in", "recent", "months"],
  ["in", "recent", "years"],
];

/** "since the election": told in the perfect, it is a period whatever the words after it. */
function sinceThen(view: View, first: number, last: number): boolean {
  const { Norm, Lemma } = view.tokens;
  let perfect = false;
  let since = -1;
  for (let i = first; i < last; i++) {
    if (PERFECT.has(Norm[i]!)) perfect = true;
    // "those killed since", "brings the toll since the vote to 40"
    else if (view.cues.tollNouns!.has(Lemma[i]!)) perfect = true;
    if (Norm[i] === "since" && !comparedSince(view, i)) since = i;
  }
  return since >= 0 && (perfect || (since > first && harmOf(view, since - 1) !== null));
}

/** "the deadliest since June", "the first march since": that is how long none was like it. */
function comparedSince(view: View, i: number): boolean {
  const { Norm } = view.tokens;
  for (let k = i - 1; k >= Math.max(0, i - 3); k--)
    if (
      UNLIKE.has(Norm[k]!) ||
      (Norm[k]!.length > 5 && Norm[k]!.endsWith("iest")) ||
      Norm[k]!.endsWith("gest")
    )
      return true;
  return false;
}
const UNLIKE = new Set(["worst", "most", "first", "only", "last", "highest", "lowest", "fewest"]);

const PERFECT = new Set(["have", "has", "had"]);

/** "so far", "to date": the words of a toll that has been adding up. */
function soFar(view: View, sentence: number): boolean {
  const { tokens, analysis } = view;
  if (sinceThen(view, analysis.sentences.First[sentence]!, analysis.sentences.Last[sentence]!)) return true;
  for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++) {
    if (SO_FAR.some((words) => words.every((word, k) => tokens.Norm[i + k] === word))) return true;
  }
  return false;
}

/** A time from "since" on, where that only says since when nothing was like it. */
function afterCompared(view: View, at: TimeAt): boolean {
  const { tokens, analysis } = view;
  const from = tokenAt(view, at.time.start);
  for (let i = from; i >= analysis.sentences.First[at.sentence]! && i > from - 8; i--)
    if (tokens.Norm[i] === "since") return comparedSince(view, i);
  return false;
}

/** "over the past eight days", "in two weeks of clashes" */
function along(view: View, at: TimeAt): boolean {
  const { tokens } = view;
  if (at.time.type !== "DURATION" || (at.time.days ?? 0) < 2) return false;
  let k = tokenAt(view, at.time.start) - 1;
  while (k >= 0 && ["the", "past", "last", "these", "some", "nearly", "about"].includes(tokens.Norm[k]!)) k--;
  const opens = tokens.Norm[k] ?? "";
  if (opens === "over" || opens === "during") return true;
  const next = tokenAt(view, at.time.end - 1) + 1;
  return opens === "in" && tokens.Norm[next] === "of";
}

/** Nouns of what lasts: those who "have died in the violence" died in all of it. */
const LONG = new Set([
  "violence",
  "unrest",
  "conflict",
  "war",
  "crackdown",
  "turmoil",
  "insurgency",
  "uprising",
  "repression",
]);

/**
 * "Nine have died and dozens have been hurt in the unrest", "the toll has risen to 40": told as adding up, with no
 * day beside it.
 */
function addsUp(view: View, counted: CountedFigure, times: readonly TimeAt[]): boolean {
  const { tokens, analysis, cues } = view;
  const { sentence, by } = counted;
  if (times.some((at) => at.sentence === sentence && at.time.precision === "D")) return false;
  const [first, last] = [analysis.sentences.First[sentence]!, analysis.sentences.Last[sentence]!];
  const perfect = (i: number, from = Math.max(first, i - 4)) => {
    for (let k = i - 1; k >= from; k--)
      if (tokens.Norm[k] === "have" || tokens.Norm[k] === "has") return true;
    return false;
  };
  if (tokens.Lemma[by] === "toll" || cues.tollNouns!.has(tokens.Lemma[by]!)) {
    for (let i = by + 1; i < last; i++) if (cues.tollVerbs!.has(tokens.Lemma[i]!) && perfect(i)) return true;
    return false;
  }
  // "the protests have left 40 dead", "violence that has killed 40"
  for (let i = by - 1; i >= first && i > by - LONG_BEFORE; i--) {
    if (LONG.has(tokens.Lemma[i]!) || manyEvents(view, i)) return perfect(by, i);
  }
  if (!perfect(by)) return false;
  // "a total of 40 people have been killed"
  for (let i = first; i < by; i++) if (tokens.Norm[i] === "total" && tokens.Norm[i + 1] === "of") return true;
  for (let i = by + 1; i < last; i++) {
    if (!LONG.has(tokens.Lemma[i]!) && !manyEvents(view, i)) continue;
    for (let k = i - 1; k > by && k > i - 5; k--)
      if (tokens.Norm[k] === "in" || tokens.Norm[k] === "during") return true;
  }
  return false;
}

/** How far before the word of harm the noun of what lasts stands. */
const LONG_BEFORE = 8;

const manyEvents = (view: View, i: number): boolean =>
  view.noun(i) &&
  view.tokens.Feats[i]!.includes("Number=Plur") &&
  view.cues.eventNouns!.has(view.tokens.Lemma[i]!);

const POINTERS = new Set(["the", "these", "those", "this"]);

/** "the deaths of these three people", after three were said to have died: the same figure once more. */
function pointsBack(view: View, counted: CountedFigure, all: readonly CountedFigure[], n: number): boolean {
  const definite = view
    .children(counted.token)
    .some((k) => view.is(k, "det") && POINTERS.has(view.tokens.Norm[k]!));
  if (!definite) return false;
  const { kind, low, high } = counted.figure;
  for (let k = n - 1; k >= 0 && k > n - 40; k--) {
    const { figure } = all[k]!;
    if (figure.kind === kind && figure.low === low && figure.high === high) return true;
  }
  return false;
}

/** One telling of an event, and whether the event has tellings of its deadly outcome. */
type Telling = { readonly of: Building; readonly draft: Draft; readonly deadly: boolean };

/** All tellings of all events in reading order. */
function tellingsOf(building: readonly Building[]): Telling[] {
  return building
    .flatMap((b) => {
      const deadly = b.cluster.drafts.some((d) => d.trigger.case.outcome);
      return b.cluster.drafts.map((draft) => ({ of: b, draft, deadly }));
    })
    .sort((a, b) => a.draft.trigger.sentence - b.draft.trigger.sentence);
}

/** The sentence of the toll is the only one that tells the event. */
function ownTelling(b: Building, counted: CountedFigure): boolean {
  return b.cluster.drafts.every(({ trigger }) => trigger.sentence === counted.sentence);
}

/** True for what went on for a time: a wave, or an event of open or long dates. */
const ofPeriod = ({ date, scope }: Building): boolean =>
  date.precision === "O" ||
  date.precision === "I" ||
  scope === "campaign" ||
  (scope === "aggregate" && LONGER.has(date.precision));
const LONGER: ReadonlySet<string> = new Set(["W", "M", "Y"]);

const ofDay = ({ date, scope }: Building): boolean => date.precision === "D" && scope === "event";

/** The least score at which a toll goes to what went on for a time, rather than to no event. */
const LONG_ENOUGH = 6;

/** How many sentences a figure looks back and ahead for its event. */
const BACK = 80;
const AHEAD = 60;

function* around(tellings: readonly Telling[], sentence: number): Generator<Telling> {
  let low = 0;
  let high = tellings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tellings[middle]!.draft.trigger.sentence < sentence - BACK) low = middle + 1;
    else high = middle;
  }
  for (let k = low; k < tellings.length && tellings[k]!.draft.trigger.sentence <= sentence + AHEAD; k++)
    yield tellings[k]!;
}

function noteFigure(
  view: View,
  about: object,
  { figure }: CountedFigure,
  code: ReasonCode,
  given: Given = {},
  of: Building | null = null,
): void {
  const { kind, quote } = figure;
  view.why?.note(
    about,
    code,
    quote,
    { figure: kind, type: of?.type ?? "", ...given },
    of ? [of.trigger] : [],
  );
}

/** Notes why a figure went to no event, with what was noted of it before. */
function noteFreed(view: View, counted: CountedFigure, code: ReasonCode, of: Building | null = null): void {
  view.why?.copy(counted, view);
  noteFigure(view, view, counted, code, {}, of);
}

/** Attaches figures to events and returns those that belong to none. */
export function settleFigures(
  view: View,
  building: Building[],
  figures: readonly CountedFigure[],
  times: readonly TimeAt[],
): FreeFigure[] {
  const free: FreeFigure[] = [];
  const tellings = tellingsOf(building);
  const sinces = new Set(
    times
      .filter((at) => (at.time.precision === "O" && !afterCompared(view, at)) || along(view, at))
      .map((at) => at.sentence),
  );
  for (const [n, counted] of figures.entries()) {
    const { figure } = counted;
    if (pointsBack(view, counted, figures, n)) {
      noteFreed(view, counted, "figure.points_back");
      continue;
    }
    const suits = FITS[figure.kind];
    const harm = figure.kind !== "crowd_size" && figure.kind !== "event_count";
    const since =
      figure.kind !== "crowd_size" &&
      (sinces.has(counted.sentence) || soFar(view, counted.sentence) || addsUp(view, counted, times));
    let long: Building | null = null;
    let longScore = LONG_ENOUGH;
    const forces = harm && view.classOf(counted.token)?.state === true;
    let best: Building | null = null;
    let bestScore = 0;
    let rival: Building | null = null;
    for (const { of: b, draft, deadly } of around(tellings, counted.sentence)) {
      // Police are hurt by a riot, not by what police do.
      const worth = suits && !(forces && b.type.startsWith("REP")) ? suits(b.type) : 0;
      if (worth === 0) continue;
      const { trigger } = draft;
      const back = counted.sentence - trigger.sentence;
      // Told before its event ("Three people died. … The fire …") a figure reaches ahead less far than back.
      const reach = back === 0 ? 0 : back > 0 ? 3 + Math.min(back, 8) * 0.5 : 5 - Math.max(back, -6);
      let score = worth + 10 - reach;
      if (counted.by >= trigger.first && counted.by < trigger.last) score += 14;
      else if (back === 0 && view.tokens.Head[trigger.head] === counted.by) score += 8;
      else if (back === 0) {
        const near = closeness(view, trigger, counted.token);
        score += near === 0 ? 6 : near === 1 ? 4 : near >= 9 ? 0 : 1;
        score -= Math.min(12, Math.abs(counted.token - trigger.head)) * 0.2;
      }
      if ((figure.kind === "deaths" || figure.kind === "injured") && deadly) score += 4;
      // Nobody is hurt by what was only threatened or planned, unless its own sentence says so.
      if (harm && back !== 0 && UNREAL.has(b.actuality)) continue;
      if (UNREAL.has(b.actuality)) score -= 5;
      if (b.actuality === "historical" && back > 0) score -= 5;
      if (score >= bestScore && score > 0) {
        if (best !== b) rival = best;
        bestScore = score;
        best = b;
      } else if (best !== b) rival = b;
      if (since && ofPeriod(b) && score >= longScore) {
        longScore = score;
        long = b;
      }
    }
    // A toll of a period belongs to what went on for that time, where the report tells of it.
    if (harm && since && long && best && !ofPeriod(best) && !ownTelling(best, counted)) {
      rival = best;
      best = long;
      bestScore = longScore;
    }
    if (
      best &&
      !(figure.kind === "crowd_size" && bestScore < 8) &&
      !(figure.kind === "event_count" && bestScore < 20)
    ) {
      const period = ofPeriod(best);
      const as = since ? "adding_up" : period ? "period" : "none";
      const toll = harm && (period || since);
      const own = toll && since && ownTelling(best, counted);
      const apart = !own && toll && since && ofDay(best);
      if (view.why && !apart) {
        view.why.copy(counted, best);
        noteFigure(view, best, counted, "figure.event", { score: bestScore.toFixed(1) }, best);
        if (rival && rival !== best) noteFigure(view, best, counted, "figure.rival", {}, rival);
      }
      if (own) {
        best.scope = "aggregate";
        noteFigure(view, best, counted, "scope.toll");
        noteFigure(view, best, counted, "figure.running_total", { as });
        best.figures.push({ ...figure, stock: true });
      } else if (apart) {
        noteFreed(view, counted, "figure.toll", best);
        free.push({ ...figure, stock: true, population: figure.group });
      } else if (
        !best.figures.some((f) => f.kind === figure.kind && f.low === figure.low && f.high === figure.high)
      ) {
        // What was counted over a period is no count of one event, be it of harm or of events.
        const stock = toll || (since && !ofDay(best));
        noteFigure(view, best, counted, stock ? "figure.running_total" : "figure.flow", {
          as: stock ? as : "flow",
        });
        best.figures.push({ ...figure, stock });
      } else noteFigure(view, best, counted, "figure.repeated");
    } else {
      noteFreed(view, counted, best ? "figure.weak" : "figure.no_event", best);
      if (harm) free.push({ ...figure, stock: true, population: figure.group });
    }
  }
  for (const at of times) lasts(view, at, tellings);
  return free;
}

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
function lasts(view: View, at: TimeAt, tellings: readonly Telling[]): void {
  const { tokens, analysis } = view;
  const { days, start, end } = at.time;
  if (at.time.type !== "DURATION" || days === null || days < 0.9) return;
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
    if (!(far < 9 && closeness(view, trigger, at.head) === 0) && !(said && far < 18)) continue;
    if (b.figures.some((f) => f.kind === "duration_days")) continue;
    const { low, high, hedge } = bounds(view, at);
    const quote = span(analysis.text, start, end);
    const none = { stock: false, group: null, said_by: null } as const;
    view.why?.note(b, "figure.duration", quote, { figure: "duration_days", days }, [b.trigger]);
    b.figures.push({ kind: "duration_days", low, high, point: hedge ? null : days, hedge, ...none, quote });
    return;
  }
}

/** The days that a length of time stands for, with the hedge before it: "more than 20 years" has no upper bound. */
function bounds(view: View, at: TimeAt): { low: number | null; high: number | null; hedge: string | null } {
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
