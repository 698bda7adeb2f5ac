/** Properties of resolving that add reports of their own to a random log: persons and machines, vetoes, merges and splits. */
import { codingEntry, day, eventOf, judgementEntry, placeAt, reportEntry } from "./log-sample.js";
import { must, type Property, policyAt, publishedOf } from "./resolve-logs.js";

export const BUILT: Readonly<Record<string, Property>> = {
  "a report that was corrected says nothing": (code, records, seed) => {
    const policy = policyAt(code, seed);
    const { id } = records.reports[seed % records.reports.length]!;
    const reports = [...records.reports, reportEntry("q1", { replaces: id }, 900)];
    const before = code.resolve(records, policy);
    const after = code.resolve({ ...records, reports }, policy);
    must(
      after.events.every(({ claims }) => claims.every(({ report }) => report !== id)),
      "a corrected report is still heard",
    );
    const others = (of: typeof before) =>
      of.events
        .flatMap(({ mentions }) => mentions.filter(({ report }) => report !== id).map((one) => one.id))
        .sort();
    must(
      others(before).every((one) => others(after).includes(one)),
      "a correction silenced another report",
    );
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
};
