/** Measures codings against gold codings of the same reports: events, facts, fields and types. */
import { boundsAgree, dateAgrees, pairActors, pairFigures, placeAgrees } from "./agree.js";
import {
  actorsOf,
  type ComparableCoding,
  type ComparableEvent,
  familyOf,
  figuresOf,
  type ReportTexts,
  sitesOf,
} from "./comparable.js";
import { pairEvents, sentenceCuts } from "./pair.js";
import { f1, share } from "./ratio.js";

/** The facts of an event, each a field: precision and recall count them over all events, paired or not. */
export const FIELDS = ["type", "actuality", "date", "place", "figures", "actors"] as const;
export type Field = (typeof FIELDS)[number];

/** Agreed, in the gold, in the coding. */
export type Count = { readonly agreed: number; readonly gold: number; readonly coded: number };
export type Quality = Count & { readonly p: number | null; readonly r: number | null; readonly f1: number };

/** The figures that `score.py` prints, in its order, names and roundings; null where nothing could be counted. */
export type Figures = {
  readonly reports: number;
  readonly gold_events: number;
  readonly coded_events: number;
  readonly document_f1: number;
  readonly event_p: number | null;
  readonly event_r: number | null;
  readonly event_f1: number;
  readonly core_event_f1: number;
  readonly type_acc: number | null;
  readonly actuality_acc: number | null;
  readonly scope_acc: number | null;
  readonly date_acc: number | null;
  readonly day_acc: number | null;
  readonly place_acc: number | null;
  readonly figure_f1: number;
  readonly actor_f1: number;
  readonly hedge_acc: number | null;
  readonly false_happened: number | null;
  readonly agent_invention: number | null;
  readonly stock_as_flow: number | null;
  readonly record_p: number | null;
  readonly record_r: number | null;
  readonly record_f1: number;
};

export type Measurement = {
  readonly figures: Figures;
  readonly fields: Readonly<Record<Field, Quality>>;
  /** By type code, the most frequent in the gold first. `agreed`: pairs whose types are equal. */
  readonly types: ReadonlyArray<{ readonly type: string } & Quality>;
};

const CORE = new Set(["PRO", "REP", "VIO"]);
const UNREAL_AS_REAL = new Set(["happened", "ongoing"]);
const REAL = new Set(["happened", "ongoing", "historical"]);
/** Families of which the gold codes some types only; the others are not scored. */
const CODED_TYPES: Readonly<Record<string, ReadonlySet<string>>> = {
  POL: new Set(["POL.CALL"]),
  GOV: new Set(["GOV.REMOVE", "GOV.RESIGN", "GOV.DISMISS", "GOV.ELECTION", "GOV.CONCEDE"]),
  MIL: new Set(["MIL.DEPLOY", "MIL.EXERCISE", "MIL.PROCURE", "MIL.WITHDRAW"]),
};

/**
 * Compares two sets of codings by report id. Reports of the gold that are not coded count as coded without events.
 * `reports` brings the texts (for "in one sentence") and languages (for `lang`).
 */
export function measure(
  gold: ReadonlyMap<string, ComparableCoding>,
  coded: ReadonlyMap<string, ComparableCoding>,
  reports: ReportTexts = new Map(),
  lang: string | null = null,
): Measurement {
  const ids = [...gold.keys()].filter((id) => lang === null || reports.get(id)?.lang === lang);
  const tally = new Tally();
  for (const id of ids) {
    const text = reports.get(id)?.text;
    const codedEvents = (coded.get(id)?.events ?? []).filter(isScored);
    tally.addReport(gold.get(id)!.events, codedEvents, text === undefined ? null : sentenceCuts(text));
  }
  return tally.measurement(ids.length);
}

function isScored(event: ComparableEvent): boolean {
  const types = CODED_TYPES[familyOf(event)];
  return event.exists !== false && (types === undefined || types.has(event.type));
}

type Counter = { agreed: number; gold: number; coded: number };

/** Counts as it goes from report to report. */
class Tally {
  readonly #events = counter();
  readonly #core = counter();
  readonly #documents = counter();
  readonly #fields = Object.fromEntries(FIELDS.map((field) => [field, counter()])) as Record<Field, Counter>;
  readonly #types = new Map<string, Counter>();
  /** Over pairs of events only. `n` of `of`. */
  readonly #pairs = {
    scope: 0,
    places: ratio(),
    days: ratio(),
    falseHappened: ratio(),
    invented: ratio(),
    hedges: ratio(),
    stockAsFlow: ratio(),
    figures: counter(),
    actors: counter(),
  };

  addReport(
    golds: readonly ComparableEvent[],
    codeds: readonly ComparableEvent[],
    cuts: readonly number[] | null,
  ): void {
    const pairs = pairEvents(golds, codeds, cuts);
    const [goldCore, codedCore] = [golds.filter(isCore), codeds.filter(isCore)];
    addTo(this.#events, pairs.length, golds.length, codeds.length);
    addTo(this.#core, pairs.filter(([i]) => isCore(golds[i]!)).length, goldCore.length, codedCore.length);
    const [inGold, inCoded] = [goldCore.length > 0, codedCore.length > 0];
    addTo(this.#documents, Number(inGold && inCoded), Number(inGold), Number(inCoded));
    for (const event of golds) this.#addFacts(event, "gold");
    for (const event of codeds) this.#addFacts(event, "coded");
    for (const [i, j] of pairs) this.#addPair(golds[i]!, codeds[j]!);
  }

  #addFacts(event: ComparableEvent, side: "gold" | "coded"): void {
    for (const field of ["type", "actuality", "date"] as const) this.#fields[field][side]++;
    this.#fields.place[side] += sitesOf(event).length > 0 ? 1 : 0;
    this.#fields.figures[side] += figuresOf(event).length;
    this.#fields.actors[side] += actorsOf(event).length;
    this.#type(event.type)[side]++;
  }

  #addPair(gold: ComparableEvent, coded: ComparableEvent): void {
    const { type, actuality, date, place, figures, actors } = this.#fields;
    const pairs = this.#pairs;
    const sameDate = dateAgrees(gold, coded);
    const samePlace = placeAgrees(gold, coded) === true;
    if (gold.type === coded.type) {
      type.agreed++;
      this.#type(gold.type).agreed++;
    }
    actuality.agreed += Number(gold.actuality === coded.actuality);
    date.agreed += Number(sameDate);
    place.agreed += Number(samePlace);
    pairs.scope += Number(gold.scope === coded.scope);
    if (sitesOf(gold).length > 0) countIn(pairs.places, samePlace);
    if (gold.date?.precision === "D") countIn(pairs.days, sameDate);
    if (!REAL.has(gold.actuality ?? ""))
      countIn(pairs.falseHappened, UNREAL_AS_REAL.has(coded.actuality ?? ""));
    if (!actorsOf(gold).some(isPerpetrator)) countIn(pairs.invented, actorsOf(coded).some(isPerpetrator));

    const figurePairs = pairFigures(gold, coded);
    const right = figurePairs.filter(([a, b]) => boundsAgree(a, b)).length;
    figures.agreed += right;
    addTo(pairs.figures, right, figuresOf(gold).length, figuresOf(coded).length);
    for (const [a, b] of figurePairs) {
      countIn(pairs.hedges, Boolean(a.hedge) === Boolean(b.hedge));
      if (a.stock) countIn(pairs.stockAsFlow, !b.stock);
    }
    const actorPairs = pairActors(gold, coded).length;
    actors.agreed += actorPairs;
    addTo(pairs.actors, actorPairs, actorsOf(gold).length, actorsOf(coded).length);
  }

  #type(code: string): Counter {
    const found = this.#types.get(code) ?? counter();
    this.#types.set(code, found);
    return found;
  }

  measurement(reports: number): Measurement {
    const [events, pairs] = [this.#events, this.#pairs];
    const paired = events.agreed;
    const facts = counter();
    for (const { agreed, gold, coded } of Object.values(this.#fields)) addTo(facts, agreed, gold, coded);
    const figures: Figures = {
      reports,
      gold_events: events.gold,
      coded_events: events.coded,
      document_f1: quality(this.#documents).f1,
      event_p: quality(events).p,
      event_r: quality(events).r,
      event_f1: quality(events).f1,
      core_event_f1: quality(this.#core).f1,
      type_acc: share(this.#fields.type.agreed, paired),
      actuality_acc: share(this.#fields.actuality.agreed, paired),
      scope_acc: share(pairs.scope, paired),
      date_acc: share(this.#fields.date.agreed, paired),
      day_acc: share(pairs.days.n, pairs.days.of),
      place_acc: share(pairs.places.n, pairs.places.of),
      figure_f1: quality(pairs.figures).f1,
      actor_f1: quality(pairs.actors).f1,
      hedge_acc: share(pairs.hedges.n, pairs.hedges.of),
      false_happened: share(pairs.falseHappened.n, pairs.falseHappened.of),
      agent_invention: share(pairs.invented.n, pairs.invented.of),
      stock_as_flow: share(pairs.stockAsFlow.n, pairs.stockAsFlow.of),
      record_p: quality(facts).p,
      record_r: quality(facts).r,
      record_f1: quality(facts).f1,
    };
    const fields = Object.fromEntries(FIELDS.map((field) => [field, quality(this.#fields[field])])) as Record<
      Field,
      Quality
    >;
    const types = [...this.#types]
      .map(([type, count]) => ({ type, ...quality(count) }))
      .sort((a, b) => b.gold - a.gold || b.coded - a.coded || (a.type < b.type ? -1 : 1));
    return { figures, fields, types };
  }
}

function isCore(event: ComparableEvent): boolean {
  return CORE.has(familyOf(event));
}

function isPerpetrator(actor: { readonly role?: string }): boolean {
  return actor.role === "perpetrator";
}

function counter(): Counter {
  return { agreed: 0, gold: 0, coded: 0 };
}

function ratio(): { n: number; of: number } {
  return { n: 0, of: 0 };
}

function addTo(to: Counter, agreed: number, gold: number, coded: number): void {
  to.agreed += agreed;
  to.gold += gold;
  to.coded += coded;
}

function countIn(to: { n: number; of: number }, yes: boolean): void {
  to.of++;
  if (yes) to.n++;
}

function quality({ agreed, gold, coded }: Count): Quality {
  return {
    agreed,
    gold,
    coded,
    p: share(agreed, coded),
    r: share(agreed, gold),
    f1: f1(agreed, gold, coded),
  };
}
