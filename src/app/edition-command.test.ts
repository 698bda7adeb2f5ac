/** `quipu edition` over a log at hand: prints, publishes, and tells what changed. */
import { afterEach, beforeEach, expect, test, vi } from "vitest";
import {
  codingEntry,
  eventOf,
  figureOf,
  judgementEntry,
  placeAt,
  reportEntry,
} from "../../test/log-sample.js";
import { judgementId } from "../model/identity.js";
import type { LogEntry } from "../model/log.js";
import { POLICIES } from "../resolve/index.js";
import { type EditionLog, editionCommand } from "./edition-command.js";
import { makeEdition, newJudgements } from "./make-edition.js";
import { Talk } from "./talk.js";

let printed = "";
beforeEach(() => {
  printed = "";
  vi.spyOn(process.stdout, "write").mockImplementation((text) => {
    printed += text;
    return true;
  });
});
afterEach(() => vi.restoreAllMocks());

const talk = new Talk({ json: false, quiet: true });

function logOf(entries: LogEntry[]): EditionLog & { readonly entries: LogEntry[] } {
  return {
    entries,
    async *all(kinds) {
      for (const entry of entries) if (kinds.includes(entry.kind)) yield entry;
    },
    at: async () => Math.max(...entries.map(({ position }) => position)),
    add: async (records) => {
      const position = Math.max(...entries.map((entry) => entry.position)) + 1;
      for (const { kind, record } of records)
        entries.push({
          kind,
          record,
          position,
          id: `${record.number}`,
          author: "quipu",
          time: "",
          hash: "",
          previous: "",
        });
    },
  };
}

const told = (id: string, low: number, high: number | null, position: number) =>
  codingEntry(id, [eventOf(id, 0, { figures: [figureOf(low, high)] })], {}, position);

test("prints, publishes, and says what changed and why", async () => {
  const log = logOf([reportEntry("r1"), told("r1", 20000, null, 2)]);
  expect(
    await editionCommand(log, { policy: "ccc-range", format: "table", publish: true }, talk, "quipu"),
  ).toBe(0);
  expect(printed).toMatch(
    /^ev-[0-9a-f]{16} {2}The demonstration in Lima on 19 July 2023: happened; crowd 20,000 \(1 report, 1 origin, machine\)\n$/,
  );
  expect(log.entries.at(-1)).toMatchObject({
    kind: "edition",
    record: { number: 1, policy: "ccc-range@1", at: 2 },
  });

  log.entries.push(
    reportEntry("r2", {}, 4),
    told("r2", 6000, 6000, 5),
    judgementEntry("r1:0-4", "r2:0-4", "same_event", "human:ana", 6),
  );
  printed = "";
  await editionCommand(log, { policy: "ccc-range", format: "table", diff: true }, talk, "quipu");
  expect(printed).toBe(
    "The demonstration in Lima on 19 July 2023: crowd was 20,000, now 6,000 to 20,000 (best 13,000), because «word» of report r2 by rules@1.0.0 was added.\n",
  );
  expect(log.entries.filter(({ kind }) => kind === "edition")).toHaveLength(1);
});

test("a policy or an edition that there is not is refused in words", async () => {
  const log = logOf([reportEntry("r1")]);
  await expect(editionCommand(log, { policy: "best" }, talk, "quipu")).rejects.toThrow(
    /no policy "best".*interval, acled-conservative/,
  );
  await expect(editionCommand(log, { diff: true }, talk, "quipu")).rejects.toThrow(
    /No edition is published yet/,
  );
});

test("a linker says again only what is new, and takes back what no coding gives any more", () => {
  const codings = [told("r1", 5, 5, 1), told("r2", 5, 5, 2)];
  const first = newJudgements(codings, []);
  expect(first.map(({ relation }) => relation)).toEqual(["same_event"]);
  const logged = first.map((record) => ({ ...judgementEntry("a:0-4", "b:0-4"), record, id: record.id }));
  expect(newJudgements(codings, logged)).toEqual([]);
  const moved = codingEntry("r2", [eventOf("r2", 0, { places: [] })], {}, 3);
  const taken = newJudgements([...codings, moved], logged);
  expect(taken.map(({ relation }) => relation)).toEqual(["unsure"]);
});

test("what a linker says, takes back and says again stands, and no record is there twice", () => {
  const codings = [told("r1", 5, 5, 1), told("r2", 5, 5, 2)];
  const moved = codingEntry("r2", [eventOf("r2", 0, { places: [] })], {}, 3);
  const back = codingEntry("r2", [eventOf("r2", 0, { places: [placeAt("Lima")], confidence: 0.7 })], {}, 4);
  const log: LogEntry<"judgement">[] = [];
  const relations = [[], [moved], [moved, back], [moved, back]].map((later, n) => {
    const fresh = newJudgements([...codings, ...later], log);
    for (const record of fresh)
      log.push({ ...judgementEntry("a:0-4", "b:0-4"), record, id: record.id, position: 10 + n });
    return fresh.map(({ relation }) => relation);
  });
  expect(relations).toEqual([["same_event"], ["unsure"], ["same_event"], []]);
  expect(new Set(log.map(({ id }) => id)).size).toBe(3);
  for (const { id, record } of log) expect(judgementId(record)).toBe(id);
  const { edition } = makeEdition(
    {
      reports: [reportEntry("r1"), reportEntry("r2")],
      codings: [...codings, moved, back],
      judgements: log,
      editions: [],
    },
    POLICIES[0]!,
    20,
  );
  expect(edition.events.map(({ mentions }) => mentions.length)).toEqual([2]);
});

test("reports of one happening that is no event are shown as a story, with what they say of the injured", async () => {
  const text = (more: string) =>
    `A crane fell on Kettle Street in Marlow on Saturday, Sheriff Dana Orrick said. ${more} Saint Brendan hospital took them in.`;
  const injured = { ...figureOf(2, 2, { kind: "injured", group: "workers" }), population: null };
  const log = logOf([
    reportEntry("r1", { title: "Crane falls", text: text("Two workers were hurt.") }, 1),
    reportEntry("r2", { text: text("The hurt men are from Pell Works.") }, 2),
    codingEntry("r1", [], { figures: [injured] }, 3),
    codingEntry("r2", [], {}, 4),
  ]);
  await editionCommand(log, { format: "table" }, talk, "quipu");
  expect(printed).toMatch(/^st-[0-9a-f]{16} {2}Story: Crane falls; injured 2 \(2 reports, 0 events\)\n$/);
  printed = "";
  await editionCommand(log, { format: "json" }, talk, "quipu");
  expect(JSON.parse(printed).stories).toMatchObject([{ reports: ["r1", "r2"], events: [] }]);
});
