/** What must hold of resolving any log, as functions of an implementation: so that planted faults can be put in its place. */
import fc from "fast-check";
import type { LogEntry } from "../src/model/log.js";
import { codingEntry, eventOf, figureOf, judgementEntry, reportEntry } from "./log-sample.js";
import { BUILT } from "./resolve-built.js";
import {
  current,
  type Implementation,
  logs,
  must,
  type Property,
  policyAt,
  publishedOf,
  shuffled,
} from "./resolve-logs.js";

export type { Implementation } from "./resolve-logs.js";

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
  ...BUILT,
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
