/** The draft of a coder: actions are pure, quotes always slice, undo gives back, the gate of the server is the gate here. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { accept } from "../../../../src/model/accept.js";
import { span } from "../../../../src/model/span.js";
import type { Action, ListField } from "./action.js";
import { LIST_FIELDS } from "./action.js";
import { apply } from "./apply.js";
import { check, placed } from "./check.js";
import { codingOf, type Draft, draftOf, type LoggedCoding, slices } from "./draft.js";
import { keep, keyOf, restore } from "./keep.js";
import { marksOf, pieces, sections } from "./marks.js";
import { disputes, joined, nameOf, pairEvents, taking, takingList, undecided } from "./pairs.js";
import { saidBeside } from "./said.js";
import { act, redo, replay, sit, undo } from "./sitting.js";
import { allStops, partiesAt, settle, stepEvent, stepStop, wordsAt } from "./stops.js";
import { CODEBOOK, DRAFT, FREE, POST, TEXT, words } from "./told.js";

const ID = "r1";
const ME = "human:ana";

const anySpan = fc
  .tuple(fc.nat(TEXT.length - 1), fc.integer({ min: 1, max: 30 }))
  .map(([start, length]) => span(TEXT, start, Math.min(TEXT.length, start + length)));
/** Ids that there are, ids that actions make, and ids of nothing. */
const anyId = fc.oneof(
  fc.constantFrom(
    ...DRAFT.events.map(({ id }) => id),
    ...DRAFT.events[0]!.mentions.map((m) => `${ID}:${m.start}-${m.end}`),
  ),
  anySpan.map(({ start, end }) => `${ID}:${start}-${end}`),
);
const VALUES = {
  places: anySpan.map((quote) => ({
    name: quote.quote,
    role: "site",
    country: "PE",
    admin1: null,
    admin2: null,
    lat: null,
    lon: null,
    precision: "G1",
    geonameId: null,
    quote,
  })),
  actors: anySpan.map((quote) => ({ name: "protesters", role: "participant", category: "civilians", quote })),
  figures: anySpan.map((quote) => ({
    kind: "arrested",
    low: 2,
    high: null,
    point: null,
    hedge: null,
    stock: false,
    group: null,
    said_by: null,
    quote,
  })),
  demands: anySpan.map((quote) => ({ issue: "wages", quote })),
  means: anySpan.map((quote) => ({ means: "stones", quote })),
  contested: anySpan.map((quote) => ({ label: "coup", speaker: "narrator", quote })),
  mentions: anySpan,
} as unknown as Record<ListField, fc.Arbitrary<never>>;

const anyBeside = fc.oneof(
  fc.record({
    field: fc.constant("links"),
    value: fc.record({
      from: anyId,
      to: anyId,
      relation: fc.constantFrom("part_of", "reaction_to"),
      basis: fc.constant("text"),
      quote: fc.option(anySpan),
    }),
  }),
  fc.record({
    field: fc.constant("freeFigures"),
    value: anySpan.map((quote) => ({ ...FREE, quote })),
  }),
  fc.record({
    field: fc.constant("relations"),
    value: fc.tuple(anySpan, anySpan).map(([quote, subjectQuote]) => ({ ...POST, quote, subjectQuote })),
  }),
);

const anyAction: fc.Arbitrary<Action> = fc.oneof(
  fc
    .tuple(anyBeside, fc.option(fc.nat(2)))
    .map(([row, at]) => ({ do: "put", event: null, at, ...row }) as unknown as Action),
  fc.record({
    do: fc.constant("drop"),
    event: fc.constant(null),
    field: fc.constantFrom("links", "freeFigures", "relations"),
    at: fc.nat(2),
  }),
  fc.record({ do: fc.constantFrom("reject", "restore", "check"), event: anyId }),
  fc.record({ do: fc.constantFrom("reject-all", "check-all") }),
  fc.record({
    do: fc.constant("set"),
    event: anyId,
    field: fc.constant("type"),
    value: fc.constantFrom("PRO.DEMO", "PRO.STRIKE"),
  }),
  fc.record({
    do: fc.constant("set"),
    event: anyId,
    field: fc.constant("actuality"),
    value: fc.constantFrom("planned", "denied"),
  }),
  fc.record({ do: fc.constant("trigger"), event: anyId, span: anySpan }),
  fc.record({ do: fc.constant("add"), span: anySpan, type: fc.constantFrom("PRO.DEMO", "REP.ARREST") }),
  fc.record({ do: fc.constant("merge"), into: anyId, from: anyId }),
  fc.record({ do: fc.constantFrom("split", "free"), event: anyId, at: fc.nat(3) }),
  fc.record({ do: fc.constant("drop"), event: anyId, field: fc.constantFrom(...LIST_FIELDS), at: fc.nat(3) }),
  ...LIST_FIELDS.map((field) =>
    fc.record({
      do: fc.constant("put"),
      event: anyId,
      field: fc.constant(field),
      at: fc.option(fc.nat(2)),
      value: VALUES[field],
    }),
  ),
) as fc.Arbitrary<Action>;
const anyActions = fc.array(anyAction, { maxLength: 25 });

function frozen<T>(value: T): T {
  if (typeof value === "object" && value !== null) {
    for (const member of Object.values(value)) frozen(member);
    Object.freeze(value);
  }
  return value;
}
const outcome = (actions: readonly Action[], draft: Draft = DRAFT) => replay(frozen(draft), actions).now;

describe("a draft", () => {
  test("keeps every quote at its words, its ids at its triggers, and its links at its events, whatever is done", () => {
    fc.assert(
      fc.property(anyActions, (actions) => {
        const draft = outcome(actions);
        expect(slices(TEXT, [draft.events, draft.links, draft.figures, draft.relations])).toBe(true);
        const ids = draft.events.map(({ id }) => id);
        expect(new Set(ids).size).toBe(ids.length);
        // What the coder chooses may contradict itself; the form of a coding never does.
        const faults = accept(codingOf(draft, ME), { ...draft.report, text: TEXT }, CODEBOOK);
        expect(faults).toEqual([]);
      }),
      { numRuns: 300 },
    );
  });

  test("comes back step by step with undo, and forth again with redo", () => {
    fc.assert(
      fc.property(anyActions, (actions) => {
        let sitting = sit(DRAFT);
        const drafts = [sitting.now];
        for (const action of actions) {
          const next = act(sitting, action);
          if (next !== sitting) drafts.push(next.now);
          sitting = next;
        }
        const last = sitting.now;
        for (const draft of [...drafts].reverse()) {
          expect(sitting.now).toEqual(draft);
          sitting = undo(sitting);
        }
        expect(undo(sitting)).toBe(sitting);
        for (let i = 1; i < drafts.length; i++) sitting = redo(sitting);
        expect(sitting.now).toEqual(last);
        expect(redo(sitting)).toBe(sitting);
      }),
    );
  });

  test("refuses words that do not stand in the report", () => {
    const shifted = { ...words("Arequipa"), start: 3, end: 11 };
    for (const action of [
      { do: "add", span: shifted, type: "PRO.DEMO" },
      { do: "trigger", event: DRAFT.events[0]!.id, span: shifted },
      { do: "put", event: DRAFT.events[0]!.id, field: "mentions", at: null, value: shifted },
    ] as const)
      expect(apply(DRAFT, action)).toBe(DRAFT);
  });

  test("rejects what others have coded, and drops what is the coder's own", () => {
    const [march, , arrest] = DRAFT.events;
    const draft = outcome([
      { do: "reject", event: march!.id },
      { do: "reject", event: arrest!.id },
    ]);
    expect(draft.events.map(({ id, exists }) => [id === march!.id, exists])).toEqual([
      [true, false],
      [false, undefined],
    ]);
    expect(outcome([{ do: "restore", event: march!.id }], draft).events[0]).toEqual(march);
  });

  test("merges two events into one that has the words of both, and splits a telling off", () => {
    const [march, gas] = DRAFT.events;
    const one = outcome([{ do: "merge", into: march!.id, from: gas!.id }]);
    expect(one.events).toHaveLength(2);
    expect(one.events[0]!.mentions.map(({ quote }) => quote)).toEqual(["fired", "The march", "rally"]);
    expect(one.events[0]!.means).toEqual(gas!.means);
    expect(one.links).toEqual([]);
    const two = outcome([{ do: "split", event: march!.id, at: 1 }]);
    const rally = two.events.find(({ trigger }) => trigger.quote === "rally")!;
    expect(rally.type).toBe("PRO.DEMO");
    expect(rally.figures).toEqual([]);
    expect(two.events[0]!.mentions.map(({ quote }) => quote)).toEqual(["The march"]);
  });

  test("starts from the coder's own coding, then another person's, and says what was on screen", () => {
    const report = { ...DRAFT.report, text: TEXT };
    const machine = { id: "m", author: "rules@1.0.0", coding: codingOf(DRAFT, "rules@1.0.0") };
    const ben = {
      id: "b",
      author: "human:ben",
      coding: { ...codingOf(DRAFT, "human:ben"), seen: [], events: [] },
    };
    const own = { id: "o", author: ME, coding: { ...codingOf(DRAFT, ME), seen: ["m"] } };
    const open = (codings: readonly LoggedCoding[]) =>
      draftOf({ report, codings, codebook: "protest@1.0.0", coder: ME });
    expect(open([]).seen).toEqual([]);
    expect(open([machine, ben]).events).toEqual([]);
    expect(open([machine, ben]).seen).toEqual(["m", "b"]);
    // Blind, but the own coding before it was not.
    expect(open([own]).seen).toEqual(["m"]);
    expect(open([machine, ben, own]).events).toHaveLength(3);
  });
});

describe("what the gate finds", () => {
  test("stands at the value that it is about", () => {
    const [march] = DRAFT.events;
    const late = {
      edtf: "2024-02-01",
      start: "2024-02-01",
      end: "2024-02-01",
      precision: "D",
      rule: "coder",
      quote: null,
    } as const;
    const figure = { ...march!.figures[0]!, low: 500, high: 300 };
    const draft = outcome([
      { do: "set", event: march!.id, field: "date", value: late },
      { do: "put", event: march!.id, field: "figures", at: 0, value: figure },
    ]);
    expect(check(draft, CODEBOOK, ME).map(({ code, stop }) => [code, stop])).toEqual([
      ["date.future", { event: march!.id, field: "date", at: 0 }],
      ["figure.inverted", { event: march!.id, field: "figures", at: 0 }],
    ]);
    expect(check(DRAFT, CODEBOOK, ME)).toEqual([]);
    expect(
      placed(draft, [{ code: "seen.unknown", message: "seen: there is no coding" }])[0]!.stop,
    ).toBeNull();
  });
});

describe("unsaved work", () => {
  const shelf = () => {
    const rows = new Map<string, string>();
    return {
      rows,
      getItem: (key: string) => rows.get(key) ?? null,
      setItem: (key: string, value: string) => void rows.set(key, value),
      removeItem: (key: string) => void rows.delete(key),
    };
  };
  const key = keyOf(ME, "r1", "open");

  test("comes back as it was, with what can be undone, and without the text having been kept", () => {
    fc.assert(
      fc.property(anyActions, (actions) => {
        const [where, sitting] = [shelf(), replay(DRAFT, actions)];
        expect(keep(where, key, sitting, 5)).toBe(true);
        const back = restore(where, key, { sha256: DRAFT.report.sha256, text: TEXT });
        if (sitting.done.length === 0) expect(back).toBeNull();
        else {
          expect(back?.sitting).toEqual(sitting);
          expect([...where.rows.values()].join("")).not.toContain("through Arequipa on Friday to demand");
        }
      }),
    );
  });

  test("of another text, or unreadable, is left alone; a full browser is said to be", () => {
    const where = shelf();
    keep(where, key, replay(DRAFT, [{ do: "check-all" }]), 5);
    expect(restore(where, key, { sha256: "b".repeat(64), text: TEXT })).toBeNull();
    where.setItem(key, "{");
    expect(restore(where, key, { sha256: DRAFT.report.sha256, text: TEXT })).toBeNull();
    const full = {
      ...where,
      setItem: () => {
        throw new Error("full");
      },
    };
    expect(keep(full, key, replay(DRAFT, [{ do: "check-all" }]), 5)).toBe(false);
  });
});

describe("going through values", () => {
  test("reaches each one once, and stays near where it was when the draft changes", () => {
    const all = allStops(DRAFT);
    let stop = stepStop(DRAFT, null, 1);
    const visited = [stop];
    for (let i = 1; i < all.length; i++) {
      stop = stepStop(DRAFT, stop, 1);
      visited.push(stop);
    }
    expect(visited).toEqual(all);
    fc.assert(
      fc.property(fc.nat(all.length - 1), anyAction, (at, action) => {
        const next = apply(DRAFT, action);
        const there = settle(next, all[at]!, DRAFT);
        if (there === null) expect(allStops(next)).toEqual([]);
        else expect(allStops(next)).toContainEqual(there);
      }),
    );
  });
});

describe("what stands beside the events", () => {
  const put = (
    draft: Draft,
    field: "links" | "freeFigures" | "relations",
    value: object,
    at: number | null = null,
  ) => apply(draft, { do: "put", event: null, field, at, value } as never);
  const [march, gas] = DRAFT.events as unknown as [Draft["events"][number], Draft["events"][number]];
  const both = put(put(DRAFT, "freeFigures", FREE), "relations", POST);

  test("is reached behind the events, with its words and the parties it names", () => {
    const all = allStops(both);
    expect(all.slice(-2)).toEqual([
      { event: null, field: "freeFigures", at: 0 },
      { event: null, field: "relations", at: 0 },
    ]);
    expect(wordsAt(both, all.at(-1)!)?.quote).toBe("Police fired");
    expect(partiesAt(both, all.at(-1)!).map(({ quote }) => quote)).toEqual(["Police", "12 people"]);
    const last = both.events.at(-1)!;
    expect(stepEvent(both, { event: last.id, field: "type", at: 0 }, 1)?.event).toBeNull();
    expect(stepEvent(both, all.at(-1)!, -1)?.event).toBe(last.id);
    expect(marksOf(both, null).filter(({ event }) => event === null)).toHaveLength(2);
  });

  test("is changed, taken away, and goes with the events when nothing is there", () => {
    const changed = put(both, "freeFigures", { ...FREE, low: 7 }, 0);
    expect(changed.figures).toMatchObject([{ low: 7 }]);
    expect(apply(changed, { do: "drop", event: null, field: "freeFigures", at: 0 }).figures).toEqual([]);
    expect(apply(both, { do: "drop", event: null, field: "relations", at: 3 })).toBe(both);
    const nothing = apply(both, { do: "reject-all" });
    expect([nothing.figures, nothing.relations]).toEqual([[], []]);
    // The values of an empty report are still gone through.
    const alone = { ...both, events: [], links: [] };
    expect(settle(alone, null, alone)).toEqual({ event: null, field: "freeFigures", at: 0 });
  });

  test("a figure of an event can be set free, once", () => {
    const free = apply(DRAFT, { do: "free", event: march.id, at: 0 });
    expect(free.events[0]!.figures).toEqual([]);
    expect(free.figures).toEqual([{ ...march.figures[0], population: null }]);
    expect(apply(free, { do: "free", event: march.id, at: 0 })).toBe(free);
  });

  test("a link joins two events that are there, and stands at the one that it starts from", () => {
    const link = { from: march.id, to: gas.id, relation: "part_of", basis: "text", quote: null };
    const linked = put(DRAFT, "links", link);
    expect(linked.links).toHaveLength(2);
    expect(allStops(linked)).toContainEqual({ event: march.id, field: "links", at: 1 });
    for (const wrong of [
      { ...link, to: march.id },
      { ...link, to: "r1:0-1" },
      { ...link, quote: { ...words("Police"), start: 0, end: 6 } },
    ])
      expect(put(DRAFT, "links", wrong)).toBe(DRAFT);
  });

  test("findings of the gate stand at it", () => {
    const draft = put(put(DRAFT, "freeFigures", { ...FREE, low: 9, high: 2 }), "relations", {
      ...POST,
      type: "unheard_of",
    });
    expect(check(draft, CODEBOOK, ME).map(({ code, stop }) => [code, stop])).toEqual([
      ["figure.inverted", { event: null, field: "freeFigures", at: 0 }],
      ["relation.unknown", { event: null, field: "relations", at: 0 }],
    ]);
  });

  test("who said what of it is found by its words", () => {
    const logged = [both, DRAFT].map((draft, n) => ({
      id: `c${n}`,
      author: ME,
      time: "2024-01-14T00:00:00Z",
      coding: codingOf(draft, ME),
    }));
    expect(saidBeside(both, "relations", 0, logged).map(({ rows }) => rows.length)).toEqual([1, 0]);
    expect(saidBeside(both, "links", 0, logged).map(({ rows }) => rows.length)).toEqual([1, 1]);
  });
});

describe("highlighted words", () => {
  test("are cut into pieces that tile the text and hold every mark", () => {
    fc.assert(
      fc.property(anyActions, fc.nat(2), (actions, which) => {
        const draft = outcome(actions);
        const marks = marksOf(draft, draft.events[which]?.id ?? null);
        const cut = pieces(0, TEXT.length, marks);
        expect(cut.map(({ start, end }) => TEXT.slice(start, end)).join("")).toBe(TEXT);
        for (const mark of marks) {
          const under = cut.filter((piece) => piece.marks.includes(mark));
          expect(under.map(({ start, end }) => TEXT.slice(start, end)).join("")).toBe(
            TEXT.slice(mark.start, mark.end),
          );
        }
      }),
    );
  });

  test("sections hold every unit but line breaks, and no line is long or cut within a character", () => {
    const long = `${"🎈".repeat(5000)}\n\n${"word ".repeat(9000)}\nend`;
    const lines = sections(long).flat();
    let at = 0;
    for (const { start, end } of lines) {
      expect(long.slice(at, start)).toMatch(/^\n?$/);
      expect(end - start).toBeLessThanOrEqual(6001);
      expect(/[\ud800-\udbff]$/.test(long.slice(start, end))).toBe(false);
      at = end;
    }
    expect(at).toBe(long.length);
    expect(sections(long).length).toBeGreaterThan(3);
    expect(sections("").flat()).toEqual([{ start: 0, end: 0 }]);
  });
});

describe("two codings side by side", () => {
  const [march, gas, arrest] = DRAFT.events as [never, never, never] as unknown as Draft["events"];
  const other = { ...march!, type: "PRO.STRIKE", date: { ...march!.date, quote: null, rule: "coder" } };
  const pairs = pairEvents([march!, gas!], [other, arrest!]);
  const none = { links: [], figures: [], relations: [] };
  const both = { left: none, right: none, pairs };

  test("are paired by their words, and only what differs is disputed", () => {
    expect(pairs.map(({ left, right }) => [left?.type ?? null, right?.type ?? null])).toEqual([
      ["PRO.DEMO", "PRO.STRIKE"],
      ["REP.DISPERSE", null],
      [null, "REP.ARREST"],
    ]);
    expect(disputes(both)).toEqual([
      { pair: 0, field: "type" },
      { pair: 1, field: "type" },
      { pair: 2, field: "type" },
    ]);
  });

  test("lists beside the events are disputed as wholes, and either or both can be taken", () => {
    const same = pairEvents([march!, gas!], [march!, gas!]);
    const [own, other] = [FREE, { ...FREE, quote: words("Police"), low: 3 }];
    const two = {
      left: { ...none, figures: [own], relations: [POST] },
      right: { ...none, figures: [{ ...own, quote: words("12") }, other], relations: [POST] },
      pairs: same,
    };
    expect(disputes(two)).toEqual([{ pair: null, field: "freeFigures" }]);
    const base = { ...DRAFT, events: joined(same), figures: two.left.figures };
    expect(apply(base, takingList(two, "freeFigures", "right")).figures).toEqual(two.right.figures);
    const all = apply(base, takingList(two, "freeFigures", "own"));
    expect(all.figures).toEqual([own, other]);
    expect(undecided(all, two)).toEqual([]);
  });

  test("links are compared by the events that they join, whatever words name these", () => {
    const other = { ...march!, id: "r1:3-11", trigger: words("At least") };
    const told = { ...other, mentions: [march!.trigger] };
    const link = {
      from: gas!.id,
      to: march!.id,
      relation: "reaction_to",
      basis: "text",
      quote: null,
    } as const;
    const two = {
      left: { ...none, links: [link] },
      right: { ...none, links: [{ ...link, to: told.id }] },
      pairs: pairEvents([march!, gas!], [told, gas!]),
    };
    expect(disputes(two).filter(({ pair }) => pair === null)).toEqual([]);
  });

  test("either side can be taken, and taken back", () => {
    const base = { ...DRAFT, events: joined(pairs), known: joined(pairs).map(({ id }) => id) };
    const take = (draft: Draft, pair: number, side: "left" | "right") =>
      apply(draft, taking(draft, pairs[pair]!, "type", side)!);
    let draft = take(take(take(base, 0, "right"), 1, "right"), 2, "left");
    expect(draft.events.map(({ type, exists }) => [type, exists])).toEqual([
      ["PRO.STRIKE", undefined],
      ["REP.DISPERSE", false],
      ["REP.ARREST", false],
    ]);
    expect(undecided(draft, both)).toEqual([]);
    expect(undecided(base, both)).toHaveLength(3);
    draft = take(take(take(draft, 0, "left"), 1, "left"), 2, "right");
    expect(draft.events).toEqual(base.events);
    expect(nameOf(pairs[2]!)).toBe(arrest!.id);
  });
});
