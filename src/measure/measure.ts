/** Measures codings against gold codings of the same reports: events, facts, fields and types. */
import type { ComparableCoding, ComparableEvent, ReportTexts } from "./comparable.js";
import { familyOf } from "./comparable.js";
import {
  type Count,
  type Counts,
  countOf,
  countsOf,
  FIELDS,
  type Field,
  type Quality,
  qualityOf,
  sum,
} from "./counts.js";
import { pairEvents, sentenceCuts } from "./pair.js";
import { share } from "./ratio.js";

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

/** One report coded by both sides: the events that are scored, and which of them are the same. */
export type Compared = {
  readonly id: string;
  readonly golds: readonly ComparableEvent[];
  readonly codeds: readonly ComparableEvent[];
  /** Indices `[gold, coded]`. */
  readonly pairs: ReadonlyArray<readonly [number, number]>;
  /** Where its sentences begin; null where the text is not at hand. */
  readonly cuts: readonly number[] | null;
};

/** Families of which a guide may leave all other types out. A gold that has none of those leaves them unscored. */
const CODED_TYPES: Readonly<Record<string, ReadonlySet<string>>> = {
  POL: new Set(["POL.CALL"]),
  GOV: new Set(["GOV.REMOVE", "GOV.RESIGN", "GOV.DISMISS", "GOV.ELECTION", "GOV.CONCEDE"]),
  MIL: new Set(["MIL.DEPLOY", "MIL.EXERCISE", "MIL.PROCURE", "MIL.WITHDRAW"]),
};

/**
 * Lays two sets of codings side by side, by report id. Reports of the gold that are not coded count as coded without events.
 * `reports` brings the texts (for "in one sentence") and languages (for `lang`).
 */
export function compare(
  gold: ReadonlyMap<string, ComparableCoding>,
  coded: ReadonlyMap<string, ComparableCoding>,
  reports: ReportTexts = new Map(),
  lang: string | null = null,
): Compared[] {
  const ids = [...gold.keys()].filter((id) => lang === null || reports.get(id)?.lang === lang);
  const leftOut = new Set(Object.keys(CODED_TYPES));
  for (const id of ids)
    for (const event of gold.get(id)!.events) if (!isInShortGuide(event)) leftOut.delete(familyOf(event));
  const isScored = (event: ComparableEvent): boolean =>
    event.exists !== false && (!leftOut.has(familyOf(event)) || isInShortGuide(event));
  return ids.map((id) => {
    const text = reports.get(id)?.text;
    const cuts = text === undefined ? null : sentenceCuts(text);
    const golds = gold.get(id)!.events.filter((event) => event.exists !== false);
    const codeds = (coded.get(id)?.events ?? []).filter(isScored);
    return { id, golds, codeds, pairs: pairEvents(golds, codeds, cuts), cuts };
  });
}

export function measure(reports: readonly Compared[]): Measurement {
  const counts = sum(reports.map(countsOfReport));
  const fields = Object.fromEntries(
    FIELDS.map((field) => [field, qualityOf(countOf(counts, field))]),
  ) as Record<Field, Quality>;
  return { figures: figuresFrom(counts, reports.length), fields, types: typesOf(reports) };
}

export function countsOfReport({ golds, codeds, pairs }: Compared): Counts {
  return countsOf(golds, codeds, pairs);
}

/** The figures of summed counts. */
export function figuresFrom(counts: Counts, reports: number): Figures {
  const [events, figures, actors] = [
    countOf(counts, "events"),
    countOf(counts, "pairedFigures"),
    countOf(counts, "pairedActors"),
  ];
  const ofPairs = (field: Field): number | null => share(countOf(counts, field).agreed, events.agreed);
  const shareOf = ({ agreed, gold }: Count): number | null => share(agreed, gold);
  const facts = FIELDS.map((field) => countOf(counts, field));
  const all = qualityOf({
    agreed: total(facts, "agreed"),
    gold: total(facts, "gold"),
    coded: total(facts, "coded"),
  });
  return {
    reports,
    gold_events: events.gold,
    coded_events: events.coded,
    document_f1: qualityOf(countOf(counts, "documents")).f1,
    event_p: qualityOf(events).p,
    event_r: qualityOf(events).r,
    event_f1: qualityOf(events).f1,
    core_event_f1: qualityOf(countOf(counts, "core")).f1,
    type_acc: ofPairs("type"),
    actuality_acc: ofPairs("actuality"),
    scope_acc: shareOf(countOf(counts, "sameScope")),
    date_acc: ofPairs("date"),
    day_acc: shareOf(countOf(counts, "sameDay")),
    place_acc: shareOf(countOf(counts, "samePlace")),
    figure_f1: qualityOf(figures).f1,
    actor_f1: qualityOf(actors).f1,
    hedge_acc: shareOf(countOf(counts, "hedge")),
    false_happened: shareOf(countOf(counts, "falseHappened")),
    agent_invention: shareOf(countOf(counts, "invented")),
    stock_as_flow: shareOf(countOf(counts, "stockAsFlow")),
    record_p: all.p,
    record_r: all.r,
    record_f1: all.f1,
  };
}

function total(list: readonly Count[], side: keyof Count): number {
  return list.reduce((sum, count) => sum + count[side], 0);
}

function typesOf(reports: readonly Compared[]): Array<{ type: string } & Quality> {
  const counts = new Map<string, { agreed: number; gold: number; coded: number }>();
  const of = (type: string) => {
    const found = counts.get(type) ?? { agreed: 0, gold: 0, coded: 0 };
    counts.set(type, found);
    return found;
  };
  for (const { golds, codeds, pairs } of reports) {
    for (const { type } of golds) of(type).gold++;
    for (const { type } of codeds) of(type).coded++;
    for (const [i, j] of pairs) if (golds[i]!.type === codeds[j]!.type) of(golds[i]!.type).agreed++;
  }
  return [...counts]
    .map(([type, count]) => ({ type, ...qualityOf(count) }))
    .sort((a, b) => b.gold - a.gold || b.coded - a.coded || (a.type < b.type ? -1 : 1));
}

function isInShortGuide(event: ComparableEvent): boolean {
  return CODED_TYPES[familyOf(event)]?.has(event.type) ?? true;
}
