/** Gives each figure to the event whose words count it; a toll of a period goes to no dated event. */
import type { Given } from "../../../model/why.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import { UNREAL } from "../actuality/stated.js";
import { growing, lasting, tollAlone } from "../figures/adding-up.js";
import { amid, ofOneAct, ofProtest } from "../figures/amid.js";
import { datesOf } from "../figures/figure-dates.js";
import type { CountedFigure } from "../figures/figures.js";
import { tollsOf } from "../figures/tolls.js";
import type { Building } from "../merging/building.js";
import { around, type Telling, tellingsOf } from "../merging/tellings.js";
import type { View } from "../reading/view.js";
import { closeness, type TimeAt } from "../sites/when.js";
import type { Freed } from "./casualties.js";
import { durations } from "./durations.js";
import { inARow } from "./series.js";

/** How well a type suits a kind of figure: 0 = not at all. */
const FITS: Readonly<Record<string, (type: string) => number>> = {
  deaths: (t) =>
    t === "VIO.KILL" || t === "REP.LETHAL" || t === "VIO.ARMED"
      ? 3
      : t === "VIO.ARSON" || t === "VIO.ATTACK" || t === "VIO.CLASH"
        ? 2.5
        : t === "PRO.RIOT" || t === "PRO.WAVE" || t === "REP.FORCE" || t === "REP.BEAT"
          ? 1
          : 0,
  injured: (t) =>
    t === "VIO.ARMED" || t === "REP.LETHAL" || t === "VIO.CLASH" || t === "VIO.ATTACK" || t === "REP.BEAT"
      ? 3
      : t === "PRO.RIOT" || t.startsWith("VIO")
        ? 2.5
        : t === "REP.FORCE" || t === "REP.DISPERSE"
          ? 2
          : t === "PRO.WAVE"
            ? 1
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
const LONGER: ReadonlySet<string> = new Set(["W", "M", "Y", "U"]);

const ofDay = ({ date, scope }: Building): boolean => DAYS.has(date.precision) && scope === "event";
/** A day, a night, a weekend. */
const DAYS: ReadonlySet<string> = new Set(["D", "R"]);

/**
 * Two were shot dead on Monday, and "security forces have killed at least 60": many more than the event of a day of protest has
 * by its own words are no other count of it.
 */
function outgrown(b: Building, { figure, sentence }: CountedFigure): boolean {
  if (!ofDay(b) || !(b.type.startsWith("REP") || b.type.startsWith("PRO"))) return false;
  const [trigger, low] = [b.lead.trigger, figure.low ?? 0];
  return (
    trigger.sentence < sentence &&
    b.figures.some((f) => f.kind === figure.kind && !f.stock && f.high !== null && low > 3 * f.high)
  );
}

/** A noun with "a" or "an": told of for the first time. */
function indefinite(view: View, noun: number): boolean {
  const { Norm } = view.tokens;
  return view.children(noun).some((k) => view.is(k, "det") && (Norm[k] === "a" || Norm[k] === "an"));
}

/** Whether a token is part of the words of an event of its sentence. */
function inTelling(tellings: readonly Telling[], sentence: number, token: number): boolean {
  for (const { draft } of around(tellings, sentence))
    if (token >= draft.trigger.first && token < draft.trigger.last) return true;
  return false;
}

/** What is over at once. */
const SUDDEN: ReadonlySet<string> = new Set(["VIO.ARMED", "VIO.ARSON", "VIO.ATTACK"]);

/** The least score at which a toll goes to what went on for a time, rather than to no event. */
const LONG_ENOUGH = 6;

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
): Freed[] {
  const free: Freed[] = [];
  const tellings = tellingsOf(building);
  const isToll = tollsOf(view, times, figures);
  const otherwise = datesOf(view, times);
  const waves = building.filter(({ type, actuality }) => type === "PRO.WAVE" && !UNREAL.has(actuality));
  let lastWithin = -1;
  let last: { readonly counted: CountedFigure; readonly to: Building | null } | null = null;
  for (const [n, counted] of figures.entries()) {
    const { figure } = counted;
    if (pointsBack(view, counted, figures, n)) {
      noteFreed(view, counted, "figure.points_back");
      continue;
    }
    const suits = FITS[figure.kind];
    const harm = figure.kind !== "crowd_size" && figure.kind !== "event_count";
    const placed = harm ? amid(view, counted.by) : -1;
    // "36 have died in the protests and 800 have been hurt": in the same.
    const within = harm && placed < 0 && last?.counted.sentence === counted.sentence ? lastWithin : placed;
    lastWithin = within;
    const anew = within >= 0 && !inTelling(tellings, counted.sentence, within) && indefinite(view, within);
    const inProtest = within >= 0 && ofProtest(view, within);
    // "the attack had killed twelve": of one attack, whatever else adds up there.
    const told = isToll(counted) && !(within >= 0 && ofOneAct(view, within));
    // "three have been killed in the protests": in all of them.
    const ofWave = inProtest && waves.length > 0 && view.tokens.Feats[within]!.includes("Number=Plur");
    let long: Building | null = null;
    let longScore = LONG_ENOUGH;
    const forces = harm && view.classOf(counted.token)?.state === true;
    let best: Building | null = null;
    let bestScore = 0;
    let inBest = false;
    let ofLead = false;
    let rival: Building | null = null;
    for (const { of: b, draft, deadly } of around(tellings, counted.sentence)) {
      // Police are hurt by a riot, not by what police do.
      const worth = suits && !(forces && b.type.startsWith("REP")) ? suits(b.type) : 0;
      if (worth === 0) continue;
      const { trigger } = draft;
      const back = counted.sentence - trigger.sentence;
      const here = within >= trigger.first && within < trigger.last;
      // Of a wave of protests only its own sentence tells the harm; a total that added up only where it is said to be the wave's.
      if (harm && b.type === "PRO.WAVE" && !ofWave && (back !== 0 || (told && !here))) continue;
      const own = counted.by >= trigger.first && counted.by < trigger.last;
      if (ofWave && !own && !waves.includes(b)) continue;
      // "killed in the protests" tells of no bombing.
      if (inProtest && !own && !b.type.startsWith("PRO")) continue;
      if (back !== 0 && otherwise(counted, b.date)) continue;
      // "died in a nightclub fire": in another thing than those told of before.
      if (back !== 0 && anew) continue;
      // Told before its event ("Three people died. … The fire …") a figure reaches ahead less far than back.
      const reach = back === 0 ? 0 : back > 0 ? 3 + Math.min(back, 8) * 0.5 : 5 - Math.max(back, -6);
      let score = worth + 10 - reach;
      if (here) score += 8;
      if (own) score += 14;
      else if (back === 0 && view.tokens.Head[trigger.head] === counted.by) score += 8;
      else if (back === 0) {
        const near = closeness(view, trigger, counted.token);
        score += near === 0 ? 6 : near === 1 ? 4 : near >= 9 ? 0 : 1;
        score -= Math.min(12, Math.abs(counted.token - trigger.head)) * 0.2;
      }
      if ((figure.kind === "deaths" || figure.kind === "injured") && deadly) score += back === 0 ? 4 : 2;
      // Nobody is hurt by what was only threatened or planned, unless its own sentence says so.
      if (harm && back !== 0 && UNREAL.has(b.actuality)) continue;
      if (UNREAL.has(b.actuality)) score -= 5;
      if (b.actuality === "historical" && back > 0) score -= 5;
      if (score >= bestScore && score > 0) {
        if (best !== b) rival = best;
        bestScore = score;
        best = b;
        inBest = here;
        ofLead = own && b.lead === draft;
      } else if (best !== b) rival = b;
      if (told && ofPeriod(b) && score >= longScore) {
        longScore = score;
        long = b;
      }
    }
    // "left 355 dead, although others raise the figure to 684": of the same, by the same word.
    if (
      last !== null &&
      last.counted.by === counted.by &&
      last.counted.figure.kind === figure.kind &&
      last.to !== best
    )
      if (last.to !== null && last.counted.sentence >= counted.sentence - 1) [rival, best] = [best, last.to];
    // "The death toll has risen to 12", of one bomb: the last count of it.
    const ofOne = told && best !== null && SUDDEN.has(best.type) && ofDay(best) && tollAlone(view, counted);
    const since = (told && !ofOne) || (best !== null && growing(view, counted) && outgrown(best, counted));
    // A toll of a period belongs to what went on for that time, where the report tells of it.
    // "The clashes have left 300 dead", "hundreds are still in prison": told of it by its own words.
    const ofBest = best !== null && (ofLead || (inBest && lasting(view, best.lead.trigger.head)));
    if (harm && since && long && best && !ofPeriod(best) && !ofBest && !ownTelling(best, counted)) {
      rival = best;
      best = long;
      bestScore = longScore;
    }
    last = { counted, to: best };
    if (
      best &&
      !(figure.kind === "crowd_size" && bestScore < 8) &&
      !(figure.kind === "event_count" && bestScore < 20)
    ) {
      const period = ofPeriod(best);
      const as = since ? "adding_up" : period ? "period" : "none";
      const toll = harm && figure.kind !== "troops" && (period || since);
      const flow = best.figures.some((f) => f.kind === figure.kind && !f.stock);
      const own = toll && since && !flow && (ofBest || ownTelling(best, counted));
      const apart = !own && toll && since && ofDay(best);
      if (view.why && !apart) {
        view.why.copy(counted, best);
        noteFigure(view, best, counted, "figure.event", { score: bestScore.toFixed(1) }, best);
        if (rival && rival !== best) noteFigure(view, best, counted, "figure.rival", {}, rival);
      }
      const again = best.figures.some(
        (f) => f.kind === figure.kind && f.low === figure.low && f.high === figure.high,
      );
      if (again && !apart) noteFigure(view, best, counted, "figure.repeated");
      else if (own) {
        best.scope = "aggregate";
        noteFigure(view, best, counted, "scope.toll");
        noteFigure(view, best, counted, "figure.running_total", { as });
        best.figures.push({ ...figure, stock: true });
      } else if (apart) {
        noteFreed(view, counted, "figure.toll", best);
        free.push({ figure: { ...figure, stock: true, population: figure.group }, counted });
      } else {
        // What was counted over a period is no count of one event, be it of harm or of events.
        const stock = toll || (since && !ofDay(best));
        noteFigure(view, best, counted, stock ? "figure.running_total" : "figure.flow", {
          as: stock ? as : "flow",
        });
        best.figures.push({ ...figure, stock });
      }
    } else {
      noteFreed(view, counted, best ? "figure.weak" : "figure.no_event", best);
      // Of an event that is none of the codebook's, a count is one of that event; what added up stays a toll.
      if (harm) free.push({ figure: { ...figure, stock: since, population: figure.group }, counted });
    }
  }
  inARow(view, tellings);
  durations(view, times, tellings);
  return free;
}
