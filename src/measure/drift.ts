/** What a change altered: two sets of codings of the same reports, report by report, in words. */
import {
  actorsOf,
  type ComparableCoding,
  type ComparableEvent,
  type ComparableFigure,
  place,
} from "./comparable.js";
import { pairEvents } from "./pair.js";

/** A field whose words differ. */
export type FieldChange = { readonly field: string; readonly before: string; readonly after: string };
export type EventChange = {
  readonly change: "gone" | "new" | "altered";
  /** Type and trigger words, as the newer coding has them where there is one. */
  readonly event: string;
  readonly start: number | null;
  readonly fields: readonly FieldChange[];
};
export type ReportDrift = {
  readonly report: string;
  readonly events: readonly EventChange[];
};

export type Drift = {
  readonly reports: number;
  readonly events: { readonly before: number; readonly after: number };
  readonly gone: number;
  readonly new: number;
  readonly altered: number;
  /** How many events differ in each field, the most frequent first. */
  readonly fields: ReadonlyArray<{ readonly field: string; readonly events: number }>;
  /** The reports that differ, by id. */
  readonly changes: readonly ReportDrift[];
};

/** A report that one side lacks counts as coded without events there. */
export function driftOf(
  before: ReadonlyMap<string, ComparableCoding>,
  after: ReadonlyMap<string, ComparableCoding>,
): Drift {
  const ids = [...new Set([...before.keys(), ...after.keys()])].sort();
  const events = { before: 0, after: 0 };
  const changes: ReportDrift[] = [];
  for (const report of ids) {
    const [old, young] = [eventsOf(before.get(report)), eventsOf(after.get(report))];
    events.before += old.length;
    events.after += young.length;
    const changed = eventChanges(old, young);
    if (changed.length > 0) changes.push({ report, events: changed });
  }
  const all = changes.flatMap((report) => report.events);
  const count = (change: EventChange["change"]): number =>
    all.filter((event) => event.change === change).length;
  const fields = new Map<string, number>();
  for (const { field } of all.flatMap((event) => event.fields))
    fields.set(field, (fields.get(field) ?? 0) + 1);
  return {
    reports: ids.length,
    events,
    gone: count("gone"),
    new: count("new"),
    altered: count("altered"),
    fields: [...fields]
      .map(([field, events]) => ({ field, events }))
      .sort((a, b) => b.events - a.events || (a.field < b.field ? -1 : 1)),
    changes,
  };
}

function eventsOf(coding: ComparableCoding | undefined): readonly ComparableEvent[] {
  return (coding?.events ?? []).filter(({ exists }) => exists !== false);
}

/** In the order of the text. */
function eventChanges(old: readonly ComparableEvent[], young: readonly ComparableEvent[]): EventChange[] {
  const pairs = pairSame(old, young);
  const [kept, met] = [new Set(pairs.map(([i]) => i)), new Set(pairs.map(([, j]) => j))];
  const changes: EventChange[] = [
    ...old.filter((_, i) => !kept.has(i)).map((event) => changeOf("gone", event, [])),
    ...young.filter((_, j) => !met.has(j)).map((event) => changeOf("new", event, [])),
    ...pairs
      .map(([i, j]) => changeOf("altered", young[j]!, fieldChanges(old[i]!, young[j]!)))
      .filter(({ fields }) => fields.length > 0),
  ];
  return changes.sort((a, b) => (a.start ?? 0) - (b.start ?? 0) || (a.event < b.event ? -1 : 1));
}

/** Events with the same trigger are one; the others are paired as gold and coding are. */
function pairSame(
  old: readonly ComparableEvent[],
  young: readonly ComparableEvent[],
): Array<readonly [number, number]> {
  const key = (event: ComparableEvent): string => JSON.stringify([place(event.trigger), event.type]);
  const free = new Map(young.map((event, j) => [key(event), j]));
  const pairs: Array<readonly [number, number]> = [];
  for (const [i, event] of old.entries()) {
    const j = free.get(key(event));
    if (j === undefined) continue;
    free.delete(key(event));
    pairs.push([i, j]);
  }
  const [kept, met] = [new Set(pairs.map(([i]) => i)), new Set(pairs.map(([, j]) => j))];
  const [restOld, restYoung] = [
    [...old.keys()].filter((i) => !kept.has(i)),
    [...young.keys()].filter((j) => !met.has(j)),
  ];
  const rest = pairEvents(
    restOld.map((i) => old[i]!),
    restYoung.map((j) => young[j]!),
    null,
  );
  return [...pairs, ...rest.map(([i, j]) => [restOld[i]!, restYoung[j]!] as const)];
}

function changeOf(
  change: EventChange["change"],
  event: ComparableEvent,
  fields: readonly FieldChange[],
): EventChange {
  const words = wordsOf(event.trigger);
  return {
    change,
    event: words === null ? event.type : `${event.type} ${words}`,
    start: place(event.trigger)?.start ?? null,
    fields,
  };
}

const NOTHING = "–";

/** What each field says, in words; a list is in the order of its words, so that order alone is no change. */
const READ: ReadonlyArray<readonly [field: string, read: (event: ComparableEvent) => string]> = [
  ["type", ({ type }) => type],
  ["trigger", ({ trigger }) => wordsOf(trigger) ?? NOTHING],
  ["actuality", ({ actuality }) => actuality ?? NOTHING],
  ["scope", ({ scope }) => scope ?? NOTHING],
  ["date", ({ date }) => date?.edtf ?? ([date?.start, date?.end].filter(Boolean).join("/") || NOTHING)],
  [
    "places",
    ({ places }) =>
      listed(places, (p) => [p.role, p.name, p.geonameId && `#${p.geonameId}`, p.precision].filter(Boolean)),
  ],
  ["actors", (event) => listed(actorsOf(event), (a) => [a.role, a.category, wordsOf(a.quote) ?? a.name])],
  ["figures", ({ figures }) => listed(figures, figureWords)],
  ["demands", ({ demands }) => listed(demands, ({ issue }) => [issue])],
  ["means", ({ means }) => listed(means, (used) => [typeof used === "string" ? used : used.means])],
  ["mentions", ({ mentions }) => listed(mentions, (mention) => [wordsOf(mention)])],
];

function fieldChanges(old: ComparableEvent, young: ComparableEvent): FieldChange[] {
  return READ.map(([field, read]) => ({ field, before: read(old), after: read(young) })).filter(
    ({ before, after }) => before !== after,
  );
}

function listed<T>(values: readonly T[] | null | undefined, words: (value: T) => readonly unknown[]): string {
  const all = (values ?? []).map((value) =>
    words(value)
      .filter((word) => word != null && word !== "")
      .join(" "),
  );
  return all.length === 0 ? NOTHING : all.sort().join("; ");
}

function figureWords({ kind, low, high, stock, quote, span }: ComparableFigure): unknown[] {
  return [kind, `${low ?? ""}..${high ?? ""}`, stock && "in all", wordsOf(quote ?? span)];
}

/** The words of a span where the coding carries them. */
function wordsOf(at: unknown): string | null {
  const quote = typeof at === "string" ? at : (at as { quote?: unknown } | null | undefined)?.quote;
  return typeof quote === "string" && quote !== "" ? `«${quote.replace(/\s+/g, " ")}»` : null;
}
