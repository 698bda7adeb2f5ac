/** Small random logs for the properties of resolving, and the few words that properties are made of. */
import fc from "fast-check";
import type { EventRecord, Figure } from "../src/model/coding.js";
import type { LogEntry, PublishedEdition } from "../src/model/log.js";
import type { Names, Policy, Records, Resolved } from "../src/resolve/index.js";
import { codingEntry, day, eventOf, figureOf, judgementEntry, placeAt, reportEntry } from "./log-sample.js";

/** The parts of `src/resolve` that the properties ask. */
export type Implementation = {
  readonly resolve: (records: Records, policy: Policy) => Resolved;
  readonly name: (events: Resolved["events"], previous: PublishedEdition | null) => Names;
  readonly POLICIES: readonly Policy[];
};

const REPORTS = ["r1", "r2", "r3", "r4"];
const CODERS = ["rules@1.0.0", "rules@1.1.0", "llm:m@p1", "human:ana", "human:ben"];
const PLACES = [0, 10, 12, 40, 80];

const figures: fc.Arbitrary<Figure> = fc
  .tuple(
    fc.constantFrom(5, 100, 200, 20_000),
    fc.boolean(),
    fc.constantFrom("deaths", "crowd_size"),
    fc.boolean(),
  )
  .map(([n, open, kind, stock]) => figureOf(n, open ? null : n, { kind: kind as Figure["kind"], stock }));

const events = (report: string): fc.Arbitrary<EventRecord> =>
  fc
    .record({
      start: fc.constantFrom(...PLACES),
      type: fc.constantFrom("PRO.DEMO", "PRO.RIOT", "REP.DISPERSE"),
      date: fc.constantFrom("2023-07-19", "2023-07-20"),
      place: fc.constantFrom("Lima", "Huancavelica", "Peru"),
      figures: fc.array(figures, { maxLength: 2 }),
      exists: fc.constantFrom(undefined, undefined, undefined, true, false),
      again: fc.option(fc.constantFrom(100, 102, 120)),
      said: fc.constantFrom("narrator", "narrator", "the police"),
    })
    .map(({ start, type, date, place, exists, again, said, ...rest }) =>
      eventOf(report, start, {
        type,
        date: day(date),
        places: [placeAt(place)],
        figures: rest.figures,
        mentions: again === null ? [] : [{ start: again, end: again + 4, quote: "word" }],
        attribution: { voice: said, evidentiality: "reported", quote: null },
        ...(exists === undefined ? {} : { exists }),
      }),
    );

const codings = fc
  .record({
    report: fc.constantFrom(...REPORTS),
    coder: fc.constantFrom(...CODERS),
    published: fc.constantFrom("2023-07-20", "2023-07-21"),
  })
  .chain(({ report, coder }) =>
    fc
      .uniqueArray(events(report), { maxLength: 3, selector: ({ id }) => id })
      .map((list) => ({ report, coder, events: list })),
  );

const mention = fc
  .tuple(fc.constantFrom(...REPORTS), fc.constantFrom(...PLACES))
  .map(([r, p]) => `${r}:${p}-${p + 4}`);
const judgements = fc
  .tuple(
    mention,
    mention,
    fc.constantFrom("same_event", "same_event", "same_event", "different_event", "part_of", "unsure"),
    fc.constantFrom("linker@1.0.0", "linker@1.0.0", "human:ana", "human:ben"),
  )
  .filter(([a, b]) => a !== b);

/** One event a report and many judgements between them: chains and vetoes. */
const DENSE = REPORTS.map((report) => ({ report, coder: "rules@1.0.0", events: [eventOf(report, 0)] }));
const first = fc.constantFrom(...REPORTS.map((report) => `${report}:0-4`));
const dense = fc
  .tuple(
    first,
    first,
    fc.constantFrom("same_event", "same_event", "different_event"),
    fc.constantFrom("linker@1.0.0", "linker@1.0.0", "human:ana", "human:ben"),
  )
  .filter(([a, b]) => a !== b);
const denseSeeds = fc.record({
  codings: fc.constant(DENSE),
  judgements: fc.array(dense, { minLength: 3, maxLength: 7 }),
  origins: fc.constant(REPORTS),
});

const sparseSeeds = fc.record({
  codings: fc.array(codings, { minLength: 1, maxLength: 8 }),
  judgements: fc.array(judgements, { maxLength: 8 }),
  origins: fc.array(fc.constantFrom(...REPORTS), { minLength: 4, maxLength: 4 }),
});

/** A log of a few reports, coders and judgements; every entry at a place of its own. */
export const logs: fc.Arbitrary<Records> = fc
  .oneof({ arbitrary: sparseSeeds, weight: 1 }, { arbitrary: denseSeeds, weight: 1 })
  .map((seed) => ({
    reports: REPORTS.map((id, i) =>
      reportEntry(id, { origin: seed.origins[i]!, published: `2023-07-2${i}` }, i + 1),
    ),
    codings: seed.codings.map(({ report, coder, events: list }, i) =>
      codingEntry(report, list, { coder, published: `2023-07-2${REPORTS.indexOf(report)}` }, 10 + i),
    ),
    judgements: seed.judgements.map(([a, b, relation, coder], i) =>
      judgementEntry(a, b, relation as "same_event", coder, 100 + i),
    ),
  }));

export const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((value, i) => ({ value, at: Math.imul(Math.imul(i + 1, 0x9e3779b1) ^ seed, 0x85ebca6b) >>> 0 }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);

const coderName = (coder: string) =>
  coder.startsWith("human:") ? coder : coder.slice(0, coder.lastIndexOf("@"));

/** The coding that counts of each coder and report. */
export function current(records: Records): LogEntry<"coding">[] {
  const last = new Map<string, LogEntry<"coding">>();
  for (const entry of [...records.codings].sort((a, b) => a.position - b.position))
    last.set(`${entry.record.report.id} ${coderName(entry.record.coder)}`, entry);
  return [...last.values()];
}

export const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

export const publishedOf = (
  resolved: Resolved,
  { ids, redirects }: Names,
  previous: PublishedEdition | null,
): PublishedEdition => ({
  number: (previous?.number ?? 0) + 1,
  previous: previous?.number ?? null,
  policy: "interval@1",
  at: 0,
  names: resolved.events.map(({ key, mentions }) => ({
    id: ids.get(key)!,
    mentions: mentions.map(({ id }) => id),
  })),
  redirects,
});

export type Property = (code: Implementation, records: Records, seed: number) => void;

export const policyAt = (code: Implementation, seed: number) =>
  code.POLICIES[Math.abs(seed) % code.POLICIES.length]!;
