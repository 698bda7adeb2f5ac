import { execFileSync } from "node:child_process";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { byReport, type ComparableCoding, type ComparableEvent } from "./comparable.js";
import { compare, measure as measureCompared } from "./measure.js";
import { pairEvents, sentenceCuts } from "./pair.js";
import { round3 } from "./ratio.js";

const MARCH: ComparableEvent = {
  type: "PRO.DEMO",
  actuality: "happened",
  scope: "event",
  trigger: { start: 10, end: 17 },
  mentions: [{ start: 60, end: 69 }],
  date: { start: "2021-03-04", end: "2021-03-04", precision: "D" },
  places: [{ role: "site", country: "NL", lat: 51.92, lon: 4.48, precision: "G1" }],
  actors: [{ role: "participant", quote: { start: 0, end: 9 } }],
  figures: [
    {
      kind: "crowd_size",
      low: 3000,
      high: null,
      hedge: "at least",
      stock: false,
      quote: { start: 0, end: 8 },
    },
    { kind: "other", low: 1, high: 1 },
  ],
};

const measure = (...sides: Parameters<typeof compare>) => measureCompared(compare(...sides));

function codings(...events: ComparableEvent[]): Map<string, ComparableCoding> {
  return byReport([{ report: { id: "r" }, events }]);
}

describe("measure", () => {
  test("finds nothing to mend in the gold itself", () => {
    const { figures, fields, types } = measure(codings(MARCH), codings(MARCH));
    expect(figures).toMatchObject({
      record_f1: 1,
      event_f1: 1,
      figure_f1: 1,
      actor_f1: 1,
      place_acc: 1,
      day_acc: 1,
    });
    expect(figures.false_happened).toBeNull();
    expect(fields.figures).toEqual({ agreed: 1, gold: 1, coded: 1, p: 1, r: 1, f1: 1 });
    expect(types).toEqual([{ type: "PRO.DEMO", agreed: 1, gold: 1, coded: 1, p: 1, r: 1, f1: 1 }]);
  });

  test("counts each fact that differs", () => {
    const coded: ComparableEvent = {
      ...MARCH,
      type: "PRO.RIOT",
      actuality: "planned",
      date: { start: "2021-03-05", end: "2021-03-05" },
      places: [{ role: "site", country: "NL", lat: 52.37, lon: 4.9, precision: "G1" }],
      actors: [{ role: "perpetrator", quote: { start: 0, end: 9 } }],
      figures: [{ kind: "crowd_size", low: 3000, high: 3000, quote: { start: 0, end: 8 } }],
    };
    const { figures, fields } = measure(codings(MARCH), codings(coded));
    expect(figures).toMatchObject({
      event_f1: 1,
      type_acc: 0,
      actuality_acc: 0,
      date_acc: 0,
      place_acc: 0,
      figure_f1: 0,
      hedge_acc: 0,
      agent_invention: 1,
      record_f1: 0,
    });
    expect(fields.type).toMatchObject({ agreed: 0, gold: 1, coded: 1 });
  });

  test("a plan told as done is a false happening, a toll told as a flow is counted", () => {
    const stock = {
      ...MARCH,
      figures: [{ kind: "deaths", low: 7, high: 7, stock: true, quote: { start: 0, end: 8 } }],
    };
    const flow = {
      ...MARCH,
      figures: [{ kind: "deaths", low: 7, high: 7, stock: false, quote: { start: 0, end: 8 } }],
    };
    const { figures } = measure(codings({ ...stock, actuality: "planned" }), codings(flow));
    expect(figures).toMatchObject({ false_happened: 1, stock_as_flow: 1, figure_f1: 1 });
  });

  test("leaves out what a reviewer rejected and what the gold does not code", () => {
    const speech: ComparableEvent = { ...MARCH, type: "POL.STATE" };
    const { figures } = measure(codings(MARCH), codings({ ...MARCH, exists: false }, speech));
    expect(figures).toMatchObject({ coded_events: 0, event_f1: 0, event_p: null, event_r: 0 });
  });

  test("counts a report that was not coded as missed, and chooses by language", () => {
    const reports = new Map([["r", { text: "Dockers marched.", lang: "en" }]]);
    expect(measure(codings(MARCH), new Map(), reports, "en").figures).toMatchObject({
      reports: 1,
      document_f1: 0,
    });
    expect(measure(codings(MARCH), codings(MARCH), reports, "es").figures.reports).toBe(0);
  });
});

describe("pairs", () => {
  const at = (start: number, type = "PRO.DEMO"): ComparableEvent => ({
    type,
    trigger: { start, end: start + 5 },
  });

  test("need the same words, or the same sentence and type", () => {
    const cuts = sentenceCuts("Dockers marched. Miners marched (too).” Police watched");
    expect(cuts).toEqual([0, 17, 40, 54]);
    expect(pairEvents([at(8)], [at(0)], cuts)).toEqual([[0, 0]]);
    expect(pairEvents([at(8)], [at(24)], cuts)).toEqual([]);
    expect(pairEvents([at(8)], [at(0, "PRO.BLOCK")], cuts)).toEqual([]);
    expect(pairEvents([at(8)], [at(10, "PRO.BLOCK")], cuts)).toEqual([[0, 0]]);
    expect(pairEvents([at(8)], [at(10, "REP.FORCE")], cuts)).toEqual([]);
  });

  test("are made best first, and each event once", () => {
    const golds = [at(8), at(24)];
    const codeds = [at(25), at(8, "PRO.BLOCK"), at(8)];
    expect(pairEvents(golds, codeds, null)).toEqual([
      [1, 0],
      [0, 2],
    ]);
  });

  test("cut a long line of one character quickly", () => {
    for (const unit of [".", "”", " ", "\n", ". ", ".”"]) {
      const start = performance.now();
      sentenceCuts(unit.repeat(1_000_000));
      expect(performance.now() - start).toBeLessThan(1_000);
    }
  });
});

test("rounds as Python does", () => {
  expect([0.0625, 0.1875, 0.3125, 0.5, 2 / 3, 0.0005, 1].map(round3)).toEqual([
    0.062, 0.188, 0.312, 0.5, 0.667, 0.001, 1,
  ]);
});

const SHARED = fileURLToPath(new URL("../../../shared/gold/", import.meta.url));

function hasPython(): boolean {
  try {
    execFileSync("python3", ["--version"], { stdio: "ignore" });
    return true;
  } catch {
    return false;
  }
}

describe.skipIf(!existsSync(`${SHARED}score.py`) || !hasPython())(
  "beside score.py (skipped without ../shared and python3)",
  () => {
    /** Spoils codings in a way that is the same every time, so that every rule of the comparison is used. */
    function spoiled(coding: ComparableCoding, seed: number): ComparableCoding {
      let state = seed;
      const chance = (share: number): boolean => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return state / 2 ** 32 < share;
      };
      const shift = <T extends { quote?: unknown }>(value: T): T => {
        const quote = value.quote as { start: number; end: number } | null;
        return quote && chance(0.2)
          ? { ...value, quote: { start: quote.start + 3, end: quote.end + 9 } }
          : value;
      };
      const events = coding.events
        .filter(() => !chance(0.15))
        .map((event) => {
          const spoil = { ...event } as Record<string, unknown>;
          if (chance(0.2)) spoil.type = "PRO.RIOT";
          if (chance(0.2)) spoil.actuality = "happened";
          if (chance(0.3)) spoil.trigger = { start: 40, end: 60 };
          if (chance(0.2)) spoil.date = { start: null, end: null, precision: "U" };
          if (chance(0.2))
            spoil.places = [{ role: "site", country: "PE", lat: -12, lon: -77, precision: "G1" }];
          spoil.figures = (event.figures ?? [])
            .map(shift)
            .map((figure) => (chance(0.2) ? { ...figure, high: null, hedge: null } : figure));
          spoil.actors = (event.actors ?? [])
            .map(shift)
            .map((actor) => (chance(0.2) ? { ...actor, role: "perpetrator" } : actor));
          return spoil as ComparableEvent;
        });
      return { report: coding.report, events };
    }

    test.each([1, 2, 3])("gives the same figures (%i)", (seed) => {
      const folder = `${SHARED}dev/codings/`;
      const golds = readdirSync(folder)
        .filter((name) => name.endsWith(".json"))
        .sort()
        .map((name) => JSON.parse(readFileSync(folder + name, "utf8")) as ComparableCoding);
      const coded = golds.map((coding, i) => spoiled(coding, seed * 1000 + i));
      const lines = readFileSync(`${SHARED}dev/reports.jsonl`, "utf8").split("\n").filter(Boolean);
      const reports = new Map(
        lines.map((line) => JSON.parse(line)).map(({ id, text, lang }) => [id, { text, lang }] as const),
      );
      const scratch = mkdtempSync(join(tmpdir(), "quipu-measure-"));
      try {
        const file = join(scratch, "coded.ndjson");
        writeFileSync(file, coded.map((coding) => JSON.stringify(coding)).join("\n"));
        for (const lang of [null, "en"]) {
          const options = [
            "--reports",
            `${SHARED}dev/reports.jsonl`,
            ...(lang ? ["--lang", lang] : []),
            "--json",
          ];
          const theirs = JSON.parse(
            execFileSync("python3", [`${SHARED}score.py`, folder, file, ...options], { encoding: "utf8" }),
          );
          expect(measure(byReport(golds), byReport(coded), reports, lang).figures).toEqual(theirs);
        }
      } finally {
        rmSync(scratch, { recursive: true });
      }
    });
  },
);
