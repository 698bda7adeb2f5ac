/** What must hold of resolving any log, as functions of an implementation: so that planted faults can be put in its place. */
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

const shuffled = <T>(list: readonly T[], seed: number): T[] =>
  list
    .map((value, i) => ({ value, at: Math.imul(Math.imul(i + 1, 0x9e3779b1) ^ seed, 0x85ebca6b) >>> 0 }))
    .sort((a, b) => a.at - b.at)
    .map(({ value }) => value);

const coderName = (coder: string) =>
  coder.startsWith("human:") ? coder : coder.slice(0, coder.lastIndexOf("@"));

/** The coding that counts of each coder and report. */
function current(records: Records): LogEntry<"coding">[] {
  const last = new Map<string, LogEntry<"coding">>();
  for (const entry of [...records.codings].sort((a, b) => a.position - b.position))
    last.set(`${entry.record.report.id} ${coderName(entry.record.coder)}`, entry);
  return [...last.values()];
}

const must = (holds: boolean, what: string): void => {
  if (!holds) throw new Error(what);
};

const publishedOf = (
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

type Property = (code: Implementation, records: Records, seed: number) => void;

const policyAt = (code: Implementation, seed: number) =>
  code.POLICIES[Math.abs(seed) % code.POLICIES.length]!;

export const PROPERTIES: Readonly<Record<string, Property>> = {
  "any order of the records gives the same bytes": (code, records, seed) => {
    const policy = policyAt(code, seed);
    const other = {
      reports: shuffled(records.reports, seed),
      codings: shuffled(records.codings, seed),
      judgements: shuffled(records.judgements, seed),
    };
    must(
      JSON.stringify(code.resolve(records, policy)) === JSON.stringify(code.resolve(other, policy)),
      "order counts",
    );
  },
  "an unrelated report leaves the others alone": (code, records, seed) => {
    const policy = policyAt(code, seed);
    const more = {
      ...records,
      reports: [...records.reports, reportEntry("r0", {}, 500)],
      codings: [
        codingEntry("r0", [eventOf("r0", 0, { figures: [figureOf(7, 7)] })], {}, 501),
        ...records.codings,
      ],
    };
    const before = code.resolve(records, policy);
    const after = code.resolve(more, policy);
    const rest = after.events.filter(({ mentions }) => mentions.every(({ report }) => report !== "r0"));
    must(JSON.stringify(rest) === JSON.stringify(before.events), "events changed");
    must(after.events.length === before.events.length + 1, "the report is no event of its own");
    const [a, b] = [code.name(before.events, null).ids, code.name(after.events, null).ids];
    for (const [key, id] of a) must(b.get(key) === id, "a name changed");
  },
  "every claim that a value names is there, once, and is of a coding that counts": (code, records, seed) => {
    const counting = new Set(current(records).map(({ id }) => id));
    for (const event of code.resolve(records, policyAt(code, seed)).events) {
      const ids = event.claims.map(({ id }) => id);
      must(new Set(ids).size === ids.length, "a claim twice");
      must(
        ids.every((id, i) => i === 0 || ids[i - 1]! < id),
        "claims unsorted",
      );
      must(
        event.claims.every(({ coding }) => counting.has(coding)),
        "a superseded coding speaks",
      );
      const settled = [
        event.type,
        event.actuality,
        event.scope,
        event.date,
        ...event.places,
        ...event.actors,
      ];
      for (const value of settled) {
        must(value.for.length > 0, "nobody says a value");
        must(
          [...value.for, ...value.against].every((id) => ids.includes(id)),
          "a claim is missing",
        );
        must(!value.for.some((id) => value.against.includes(id)), "a claim on both sides");
      }
      for (const id of event.type.for)
        must(
          event.claims.some((claim) => claim.id === id && claim.value === event.type.value),
          "for says another",
        );
      for (const figure of event.figures) {
        const named = [...figure.inputs, ...figure.excluded.map(({ claim }) => claim)];
        must(
          named.every((id) => ids.includes(id)),
          "a claim of a figure is missing",
        );
      }
    }
  },
  "a toll and the count of an event never make one number": (code, records, seed) => {
    for (const event of code.resolve(records, policyAt(code, seed)).events)
      for (const figure of event.figures)
        for (const id of figure.inputs) {
          const claim = event.claims.find((one) => one.id === id)!;
          must(
            claim.field === "figure" &&
              claim.value.stock === figure.stock &&
              claim.value.kind === figure.kind,
            "mixed",
          );
        }
  },
  "who ranks highest in a report is heard, others stand against": (code, records, seed) => {
    const rank = (coder: string) => (coder.startsWith("human:") ? 0 : coder.startsWith("llm:") ? 1 : 2);
    const resolved = code.resolve(records, policyAt(code, seed));
    const ranking = new Set(
      resolved.tellings.map(({ accounts: [first] }) => `${first!.coding.id} ${first!.event.id}`),
    );
    for (const { report, accounts } of resolved.tellings) {
      const best = Math.min(...accounts.map(({ coding }) => rank(coding.coding.coder)));
      must(rank(accounts[0]!.coding.coding.coder) === best, `a machine speaks for ${report} before a person`);
    }
    for (const event of resolved.events) {
      const persons = event.claims.filter(({ coder }) => rank(coder) === 0);
      const types = persons.filter(({ field }) => field === "type").map(({ value }) => value);
      if (types.length > 0) must(types.includes(event.type.value), "a machine overrules a person");
      for (const { inputs } of event.figures)
        for (const id of inputs) {
          const claim = event.claims.find((one) => one.id === id)!;
          must(ranking.has(`${claim.coding} ${claim.mention}`), "an outranked number counts");
        }
    }
  },
  "what the ranking coder rejects is in no event": (code, records, seed) => {
    const policy = policyAt(code, seed);
    const resolved = code.resolve(records, policy);
    for (const { report } of resolved.reports.map(({ id }) => ({ report: id }))) {
      const mine = current(records).filter(({ record }) => record.report.id === report);
      const person = mine
        .filter(({ record }) => record.coder.startsWith("human:"))
        .sort((a, b) => b.position - a.position)[0];
      if (person === undefined) continue;
      const events = resolved.events.filter(({ claims }) => claims.some((claim) => claim.report === report));
      if (person.record.events.length === 0) {
        const others = mine.some(
          ({ record }) => record.coder.startsWith("human:") && record !== person.record,
        );
        must(others || events.length === 0, "a report with nothing in it has an event");
      }
      for (const event of person.record.events)
        if (event.exists === false)
          must(
            !events.some(({ claims }) =>
              claims.some(({ coding, mention: id }) => coding === person.id && id === event.id),
            ),
            "a rejected event stands",
          );
    }
  },
  "persons hold apart what they say is different, and a machine joins nothing within a report": (
    code,
    records,
    seed,
  ) => {
    const policy = policyAt(code, seed);
    const human = records.judgements.filter(({ record }) => record.coder.startsWith("human:"));
    const other = { ...records, judgements: records.judgements.filter((entry) => !human.includes(entry)) };
    for (const event of code.resolve(other, policy).events) {
      const rankingOf = new Map<string, Set<string>>();
      for (const telling of code.resolve(other, policy).tellings)
        for (const { coding, event: coded } of telling.accounts)
          if (
            telling.exists &&
            event.claims.some((claim) => claim.coding === coding.id && claim.mention === coded.id)
          )
            rankingOf.set(telling.report, (rankingOf.get(telling.report) ?? new Set()).add(telling.id));
      for (const tellings of rankingOf.values())
        must(tellings.size === 1, "two tellings of one report joined");
    }
    const last = new Map<string, LogEntry<"judgement">>();
    for (const entry of [...human].sort((a, b) => a.position - b.position))
      last.set(entry.record.mentions.join(" "), entry);
    const resolved = code.resolve(records, policy);
    const idOf = new Map(resolved.tellings.map((telling, i) => [telling.id, i]));
    for (const { record } of last.values()) {
      if (record.relation !== "different_event" || !record.mentions.every((id) => idOf.has(id))) continue;
      const together = resolved.events.some(({ mentions, key }) =>
        record.mentions.every((id) => key === id || mentions.some((one) => one.id === id)),
      );
      const exists = record.mentions.every((id) => resolved.tellings[idOf.get(id)!]!.exists);
      must(!together || !exists, "joined against a person's word");
    }
  },
  "same_event joins where nothing stands against it": (code, records, seed) => {
    const joins = records.judgements.filter(({ record }) => record.relation === "same_event");
    const doubts = records.judgements.filter(({ record }) => record.relation === "unsure");
    const alone = code.resolve({ ...records, judgements: [] }, policyAt(code, seed)).events.length;
    must(
      code.resolve({ ...records, judgements: doubts }, policyAt(code, seed)).events.length === alone,
      "a doubt joins",
    );
    const only = { ...records, judgements: joins.slice(0, 1) };
    const resolved = code.resolve(only, policyAt(code, seed));
    for (const { record } of only.judgements) {
      const [a, b] = record.mentions.map((id) => resolved.tellings.find((telling) => telling.id === id));
      if (!a?.exists || !b?.exists || (a.report === b.report && !record.coder.startsWith("human:"))) continue;
      must(
        resolved.events.some(({ mentions }) =>
          record.mentions.every((id) => mentions.some((one) => one.id === id)),
        ),
        "not joined",
      );
    }
  },
  "names stay: the same log, the same names; a name that goes says where": (code, records, seed) => {
    const policy = policyAt(code, seed);
    const half = {
      ...records,
      judgements: records.judgements.slice(0, 4),
      codings: records.codings.slice(0, 5),
    };
    const first = code.resolve(half, policy);
    const one = publishedOf(first, code.name(first.events, null), null);
    const again = code.name(first.events, one);
    must(again.redirects.length === 0, "a redirect without a change");
    for (const { id, mentions } of one.names)
      must([...again.ids.values()].includes(id) && mentions.length > 0, "a name lost without a change");
    const second = code.resolve(records, policy);
    const names = code.name(second.events, one);
    const two = publishedOf(second, names, one);
    const alive = new Set(names.ids.values());
    must(alive.size === second.events.length, "two events of one name");
    const gone = new Map(names.redirects.map(({ from, to }) => [from, to]));
    for (const { id } of one.names)
      must(alive.has(id) !== gone.has(id), "a name neither stands nor redirects");
    for (const to of gone.values())
      must(
        to.every((id) => alive.has(id)),
        "a redirect to nothing",
      );
    const third = code.name(first.events, two);
    const now = new Set(third.ids.values());
    const on = new Map(third.redirects.map(({ from, to }) => [from, to]));
    for (const id of [...alive, ...gone.keys()]) must(now.has(id) !== on.has(id), "an old name is forgotten");
    for (const to of on.values())
      must(
        to.every((id) => now.has(id)),
        "a redirect to nothing in the third edition",
      );
  },
  "an event keeps its name while reports are added to it": (code, records, seed) => {
    const policy = policyAt(code, seed);
    const first = code.resolve(records, policy);
    const one = publishedOf(first, code.name(first.events, null), null);
    for (const event of first.events.slice(0, 2)) {
      const coding = codingEntry("q", [eventOf("q", 0)], { published: "2023-07-01" }, 900);
      const joined = judgementEntry(event.key, "q:0-4", "same_event", "human:ana", 901);
      const second = code.resolve(
        { ...records, codings: [...records.codings, coding], judgements: [...records.judgements, joined] },
        policy,
      );
      const named = code.name(second.events, one);
      const before = one.names[first.events.indexOf(event)]!.id;
      const grown = second.events.find(({ mentions }) => mentions.some(({ id }) => id === "q:0-4"))!;
      must(named.ids.get(grown.key) === before, "an earlier report renamed the event");
    }
  },
  "parts of equal weight have no heir: the name leads to all of them": (code, records, seed) => {
    const policy = policyAt(code, seed);
    const [x, y] = seed % 2 === 0 ? (["q1", "q2"] as const) : (["q2", "q1"] as const);
    const codings = [
      ...records.codings,
      ...[x, y].map((id, i) => codingEntry(id, [eventOf(id, 0)], {}, 900 + i)),
    ];
    const said = (relation: "same_event" | "different_event", at: number) =>
      judgementEntry("q1:0-4", "q2:0-4", relation, "human:ana", at);
    const joined = { ...records, codings, judgements: [...records.judgements, said("same_event", 902)] };
    const first = code.resolve(joined, policy);
    const one = publishedOf(first, code.name(first.events, null), null);
    const { id } = one.names.find(({ mentions }) => mentions.includes("q1:0-4"))!;
    const parted = { ...joined, judgements: [...joined.judgements, said("different_event", 903)] };
    const second = code.resolve(parted, policy);
    const names = code.name(second.events, one);
    const parts = second.events.filter(({ key }) => key === "q1:0-4" || key === "q2:0-4");
    must(parts.length === 2, "two events are not two");
    must(![...names.ids.values()].includes(id), "one of two equal parts inherits");
    const to = names.redirects.find(({ from }) => from === id)?.to ?? [];
    must(
      JSON.stringify(to) === JSON.stringify(parts.map(({ key }) => names.ids.get(key)!).sort()),
      "the name does not lead to both parts",
    );
  },
  "of names whose events merge one stays, whichever": (code, records, seed) => {
    const policy = policyAt(code, seed);
    const codings = [
      ...records.codings,
      ...["q1", "q2"].map((id, i) => codingEntry(id, [eventOf(id, 0)], {}, 900 + i)),
    ];
    const first = code.resolve({ ...records, codings }, policy);
    const one = publishedOf(first, code.name(first.events, null), null);
    const old = one.names.filter(({ mentions }) => mentions.some((m) => m === "q1:0-4" || m === "q2:0-4"));
    const judgements = [
      ...records.judgements,
      judgementEntry("q1:0-4", "q2:0-4", "same_event", "human:ana", 902),
    ];
    const second = code.resolve({ ...records, codings, judgements }, policy);
    const names = code.name(second.events, one);
    const stays = old.filter(({ id }) => [...names.ids.values()].includes(id));
    must(old.length === 2 && stays.length === 1, "not one of the two names stays");
    const gone = names.redirects.find(({ from }) => from === old.find((one) => one !== stays[0])!.id);
    must(gone?.to.join() === stays[0]!.id && gone.reason === "merged", "the other name does not lead to it");
  },
  "a person is heard before any number of machines, and what was told first names the event": (
    code,
    records,
    seed,
  ) => {
    const policy = policyAt(code, seed);
    const reports = ["q1", "q2", "q3"];
    const person = reports[seed % 3]!;
    const earliest = reports[(seed >> 2) % 3]!;
    const codings = reports.map((id, i) =>
      codingEntry(
        id,
        [
          id === person
            ? eventOf(id, 0, {
                type: "PRO.RIOT",
                actuality: "attempted",
                date: day("2023-07-20"),
                places: [placeAt("Callao")],
              })
            : eventOf(id, 0),
        ],
        {
          coder: id === person ? "human:ana" : "rules@1.0.0",
          published: id === earliest ? "2023-07-20" : "2023-07-25",
        },
        900 + i,
      ),
    );
    const judgements = [
      judgementEntry("q1:0-4", "q2:0-4", "same_event", "human:ana", 910),
      judgementEntry("q2:0-4", "q3:0-4", "same_event", "human:ana", 911),
    ];
    const { events } = code.resolve(
      {
        ...records,
        codings: [...records.codings, ...codings],
        judgements: [...records.judgements, ...judgements],
      },
      policy,
    );
    const event = events.find(({ mentions }) => mentions.some(({ id }) => id === "q1:0-4"))!;
    must(event.mentions.length === 3, "not one event");
    must(event.key === `${earliest}:0-4`, "the event has the key of a later telling");
    must(
      event.type.value === "PRO.RIOT" && event.actuality.value === "attempted",
      "machines overrule a person",
    );
    must(event.date.value.start === "2023-07-20", "machines date what a person dated");
    must(event.places[0]?.value.name === "Callao", "machines place what a person placed");
  },
  "who was held apart from a part is held apart from the whole": (code, records, seed) => {
    const policy = policyAt(code, seed);
    const n = 7;
    const ids = Array.from({ length: n }, (_, i) => `q${i}`);
    const codings = ids.map((id, i) => codingEntry(id, [eventOf(id, 0)], {}, 900 + i));
    const graph: [number, number, boolean][] = [];
    let state = seed >>> 0;
    const next = (most: number) => {
      state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
      return Math.floor((state / 2 ** 32) * most);
    };
    const drawn = new Set<number>();
    for (let i = 0; i < 14; i++) {
      const [a, b] = [next(n), next(n)].sort() as [number, number];
      if (a === b || drawn.has(a * n + b)) continue;
      drawn.add(a * n + b);
      graph.push([a, b, next(5) < 3]);
    }
    const judgements = graph.map(([a, b, same], i) =>
      judgementEntry(`q${a}:0-4`, `q${b}:0-4`, same ? "same_event" : "different_event", "human:ana", 920 + i),
    );
    const { events } = code.resolve(
      {
        ...records,
        codings: [...records.codings, ...codings],
        judgements: [...records.judgements, ...judgements],
      },
      policy,
    );
    const eventOfReport = new Map(
      events.flatMap(({ key, mentions }) => mentions.map(({ report }) => [report, key])),
    );
    for (const [a, b, same] of graph)
      must(same || eventOfReport.get(`q${a}`) !== eventOfReport.get(`q${b}`), "a veto was lost on the way");
  },
  "a copy of a report adds no origin and changes no number": (code, records, seed) => {
    const policy = policyAt(code, seed);
    const source = { ...records, judgements: [] };
    const event = code.resolve(source, policy).events[0];
    if (event === undefined) return;
    const telling = code.resolve(source, policy).tellings.find(({ id }) => id === event.key)!;
    const { event: coded } = telling.accounts[0]!;
    const copied = { ...coded, id: coded.id.replace(telling.report, "copy") };
    const origin = records.reports.find(({ record }) => record.id === telling.report)!.record.origin;
    const more = {
      reports: [...source.reports, reportEntry("copy", { origin, published: telling.published }, 800)],
      codings: [
        ...source.codings,
        codingEntry(
          "copy",
          [copied],
          { published: telling.published, coder: telling.accounts[0]!.coding.coding.coder },
          801,
        ),
      ],
      judgements: [judgementEntry(coded.id, copied.id, "same_event", "human:ana", 802)],
    };
    const after = code
      .resolve(more, policy)
      .events.find(({ mentions }) => mentions.some(({ id }) => id === copied.id))!;
    must(after.origins === event.origins, "a copy is an origin");
    const numbers = (of: typeof event) =>
      JSON.stringify(
        of.figures
          .map(({ kind, stock, low, best, high, inputs }) => [kind, stock, low, best, high, inputs.length])
          .sort(),
      );
    must(numbers(after) === numbers(event), "a copy changed a number");
  },
};

/** Checks one property on many logs; throws with the smallest that breaks it, or with `first` with the first that does. */
export function check(code: Implementation, property: Property, runs: number, first = false): void {
  fc.assert(
    fc.property(logs, fc.integer({ min: 1, max: 1_000_000 }), (records, seed) =>
      property(code, records, seed),
    ),
    { numRuns: runs, seed: 20230719, endOnFailure: first },
  );
}
