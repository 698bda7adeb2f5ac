/** Promises of the exports: columns, refusals, what one event looks like in each format, and what real clients read back. */
import { execFileSync, spawnSync } from "node:child_process";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { parseHTML } from "linkedom";
import { describe, expect, test } from "vitest";
import { ACLED_COLUMNS } from "../src/writers/acled/acled.js";
import { SUB_EVENTS } from "../src/writers/acled/types.js";
import { cccColumns } from "../src/writers/ccc.js";
import { countryOf } from "../src/writers/countries.js";
import { GDELT_COLUMNS } from "../src/writers/gdelt.js";
import { WRITERS } from "../src/writers/index.js";
import { TIDY_COLUMNS } from "../src/writers/tidy.js";
import { sampleEdition, TEXTS } from "./export-edition.js";
import { type Row, readCsv, readGdelt, readLines, readParquet, written } from "./export-read.js";

const MARCH = "e1-march";

/** One event as "column: value" lines; empty cells are shown, since what a format leaves open matters. */
function inLines(row: Row): string {
  const width = Math.max(...Object.keys(row).map((name) => name.length));
  const cell = (value: unknown) =>
    value === null || value === undefined || value === ""
      ? "·"
      : typeof value === "object"
        ? JSON.stringify(value)
        : `${value}`;
  return `${Object.entries(row)
    .map(([name, value]) => `${name.padEnd(width)}  ${cell(value)}`)
    .join("\n")}\n`;
}

const pretty = (value: unknown) => `${JSON.stringify(value, null, 2)}\n`;

/** The march of the sample edition, as each format's own reader finds it. */
const MARCH_IN: Readonly<Record<string, () => Promise<string>>> = {
  acled: async () =>
    inLines(readCsv((await written("acled")).text).find((row) => row.event_id_cnty === `PER${MARCH}`)!),
  ccc: async () =>
    inLines(readCsv((await written("ccc")).text).find((row) => `${row.notes}`.includes(MARCH))!),
  gdelt: async () =>
    inLines(
      readGdelt((await written("gdelt")).text).find(
        (row) => row.EventCode === "141" && row.SQLDATE === "20240314",
      )!,
    ),
  csv: async () => inLines(readCsv((await written("csv")).text).find((row) => row.event_id === MARCH)!),
  parquet: async () =>
    inLines((await readParquet((await written("parquet")).bytes)).find((row) => row.event_id === MARCH)!),
  plover: async () => pretty(JSON.parse((await written("plover")).text).find((row: Row) => row.id === MARCH)),
  geojson: async () =>
    pretty(JSON.parse((await written("geojson")).text).features.find((one: Row) => one.id === MARCH)),
  jsonl: async () =>
    pretty(readLines((await written("jsonl")).text).find((one) => (one.event as Row).id === MARCH)),
  ftm: async () => {
    const all = readLines((await written("ftm")).text);
    const event = all.find(
      ({ properties }) => (properties as Record<string, string[]>).recordId?.[0] === MARCH,
    )!;
    const about = Object.values(event.properties as Record<string, string[]>).flat();
    return pretty([event, ...all.filter(({ id }) => about.includes(id as string))]);
  },
  annotations: async () =>
    pretty(
      JSON.parse((await written("annotations")).text).items.filter((one: Row) => `${one.id}`.includes(MARCH)),
    ),
  prov: async () => {
    const all = JSON.parse((await written("prov")).text) as Record<string, Record<string, unknown>>;
    const { prefix, ...sections } = all;
    const about = Object.entries(sections).map(([name, members]) => [
      name,
      Object.fromEntries(
        Object.entries(members).filter((entry) => /e1-march(?:\.1)?"/.test(JSON.stringify(entry))),
      ),
    ]);
    return pretty({ prefix, ...Object.fromEntries(about) });
  },
  html: async () => {
    const { document } = parseHTML((await written("html")).text);
    const card = document.getElementById(`event-${MARCH}`)!;
    const words = (of: { readonly textContent: string | null }) =>
      (of.textContent ?? "").replace(/\s+/g, " ").trim();
    const rows = [...card.querySelectorAll("dt")].map(
      (dt) => `${words(dt)}: ${words(dt.nextElementSibling!)}`,
    );
    return `${[words(card.querySelector("h3")!), ...rows, ...[...card.querySelectorAll("p")].map(words)].join("\n")}\n`;
  },
};

describe("one march in every format", () => {
  test("every format has its page", () => {
    expect(Object.keys(MARCH_IN).sort()).toEqual(WRITERS.map(({ id }) => id).sort());
  });
  for (const [format, read] of Object.entries(MARCH_IN))
    test(format, async () => {
      await expect(await read()).toMatchFileSnapshot(`exports/march.${format}.txt`);
    });
  test("what each format refuses, folds or doubts, and why", async () => {
    const told: string[] = [];
    for (const { id } of WRITERS) {
      const { findings } = await written(id);
      told.push(
        `# ${id}`,
        ...findings.map(({ code, about, message }) => `${about}  ${code}\n    ${message}`),
        "",
      );
    }
    await expect(told.join("\n")).toMatchFileSnapshot("exports/findings.txt");
  });
});

describe("every format", () => {
  for (const { id } of WRITERS) {
    test(`${id}: the same edition gives the same bytes`, async () => {
      const [one, two] = [await written(id), await written(id)];
      expect(Buffer.compare(one.bytes, two.bytes)).toBe(0);
    });
    test(`${id}: an edition without events is a whole document`, async () => {
      const edition = { ...sampleEdition(), events: [], links: [], reports: [] };
      const { bytes, text } = await written(id, { edition });
      if (["plover", "geojson", "annotations", "prov"].includes(id))
        expect(() => JSON.parse(text)).not.toThrow();
      if (id === "parquet") expect(await readParquet(bytes)).toEqual([]);
      if (["acled", "ccc", "csv"].includes(id)) expect(readCsv(text)).toEqual([]);
    });
    test(`${id}: every event is written, folded or refused`, async () => {
      const { text, bytes, findings } = await written(id);
      const told = new Set(findings.map(({ about }) => about));
      const all =
        id === "parquet"
          ? JSON.stringify(await readParquet(bytes), (_, v) => (typeof v === "bigint" ? Number(v) : v))
          : text;
      // GDELT's ids are numbers: count its rows.
      if (id === "gdelt") {
        const refused = findings.filter(({ code }) => code === "export.refused").length;
        expect(readGdelt(text).length + refused).toBe(sampleEdition().events.length);
        return;
      }
      expect(sampleEdition().events.filter((one) => !told.has(one.id) && !all.includes(one.id))).toEqual([]);
    });
  }
});

describe("columns", () => {
  test("acled has 31, gdelt 61", async () => {
    expect(ACLED_COLUMNS.length).toBe(31);
    expect(GDELT_COLUMNS.length).toBe(61);
    const { text } = await written("gdelt");
    for (const line of text.trimEnd().split("\n")) expect(line.split("\t").length).toBe(61);
  });
  test("acled's values are ACLED's", async () => {
    for (const row of readCsv((await written("acled")).text)) {
      expect(Object.keys(row)).toEqual([...ACLED_COLUMNS]);
      expect(SUB_EVENTS[row.event_type as keyof typeof SUB_EVENTS]).toContain(row.sub_event_type);
      expect(row.event_date).toMatch(/^\d{4}-\d{2}-\d{2}$/);
      expect(["1", "2", "3"]).toContain(row.time_precision);
      expect(["1", "2", "3"]).toContain(row.geo_precision);
      expect(row.fatalities).toMatch(/^\d+$/);
    }
  });
  test("ccc has as many sources as the event with the most", () => {
    expect(cccColumns(3).filter((name) => /^source_/.test(name))).toEqual([
      "source_1",
      "source_2",
      "source_3",
    ]);
    expect(cccColumns(1).at(-1)).toBe("fips_code");
  });
});

describe("what must not be", () => {
  test("a toll to date is never anybody's fatalities", async () => {
    expect(readCsv((await written("acled")).text).map((row) => row.fatalities)).not.toContain("70");
    const toll = readCsv((await written("csv")).text).find((row) => row.event_id === "e7-toll")!;
    expect(toll.deaths_best).toBe("");
    expect(toll.tolls).toBe("deaths 70");
  });
  test("a plan is no row of what happened", async () => {
    for (const format of ["acled", "ccc", "gdelt", "ftm"]) {
      const { findings } = await written(format);
      expect(findings.filter(({ about }) => about === "e3-planned").map(({ code }) => code)).toEqual([
        "export.refused",
      ]);
    }
  });
  test("a country is no point", async () => {
    const features = JSON.parse((await written("geojson")).text).features as Row[];
    for (const id of ["e4-strike", "e6-label", "e7-toll"])
      expect(features.find((one) => one.id === id)?.geometry).toBeNull();
    const strike = readCsv((await written("csv")).text).find((row) => row.event_id === "e4-strike")!;
    expect([strike.latitude, strike.longitude]).toEqual(["", ""]);
  });
  test("a label is nobody's type, group or tag", async () => {
    for (const format of ["acled", "ccc", "gdelt", "plover"])
      expect((await written(format)).text.toLowerCase()).not.toContain("terrorist");
    const row = readCsv((await written("csv")).text).find(({ event_id }) => event_id === "e6-label")!;
    expect(row.contested_labels).toBe("terrorists (said by Prime Minister Elena Varga)");
    const { contested_labels, ...rest } = row;
    expect(JSON.stringify(rest)).not.toContain("terrorist");
  });
  test("an unknown type is told, not defaulted", async () => {
    const [first, ...rest] = sampleEdition().events;
    const edition = {
      ...sampleEdition(),
      events: [{ ...first!, type: { ...first!.type, value: "PRO.NEW" } }, ...rest],
    };
    for (const format of ["acled", "ccc", "gdelt", "plover"])
      expect((await written(format, { edition })).findings.map(({ code }) => code)).toContain(
        "export.unknown_type",
      );
  });
});

/** The sample edition with one demand that is hostile to spreadsheets and terminals. */
function hostile(words: string) {
  const edition = sampleEdition();
  return {
    ...edition,
    reports: edition.reports.map((one) => ({ ...one, outlet: one.id === "andes-1" ? words : one.outlet })),
  };
}

describe("tables open right", () => {
  const NASTY = [
    "=cmd|' /C calc'!A0",
    "+1",
    "-2+3",
    "@SUM(A1)",
    "\t=1",
    "\r=1",
    'a "quoted", comma\r\nand line',
    "007",
  ];
  for (const words of NASTY)
    test(`csv: ${JSON.stringify(words)}`, async () => {
      const { text } = await written("csv", { edition: hostile(words) });
      const rows = readCsv(text);
      expect(rows.length).toBe(7);
      const outlets = rows.map((row) => `${row.outlets}`).filter((cell) => cell.includes(words));
      expect(outlets.length).toBeGreaterThan(0);
      for (const row of rows)
        for (const [name, cell] of Object.entries(row)) {
          const type = TIDY_COLUMNS.find((column) => column.name === name)!.type;
          if (type === "text") expect(`${cell}`).not.toMatch(/^[=+\-@\t\r]/);
        }
      const south = rows.find((row) => row.event_id === MARCH)!;
      expect([south.latitude, south.longitude]).toEqual(["-13.5226", "-71.9673"]);
    });

  const hasPython = spawnSync("python3", ["-c", "import csv"]).status === 0;
  test.skipIf(!hasPython)("csv: Python reads what csv-parse reads", async () => {
    const { bytes, text } = await written("csv", { edition: hostile('a "b",\r\nc') });
    const script =
      "import csv,io,json,sys; print(json.dumps(list(csv.DictReader(io.TextIOWrapper(sys.stdin.buffer,encoding='utf-8',newline='')))))";
    const read = JSON.parse(execFileSync("python3", ["-c", script], { input: bytes, encoding: "utf8" }));
    expect(read).toEqual(readCsv(text));
  });

  const hasPandas = spawnSync("python3", ["-c", "import pandas"]).status === 0;
  test.skipIf(!hasPandas)("csv: pandas takes numbers for numbers", async () => {
    const script =
      "import pandas,sys; f=pandas.read_csv(sys.stdin.buffer); print(len(f), f.latitude.dtype, f.crowd_size_best.max())";
    const { bytes } = await written("csv");
    expect(execFileSync("python3", ["-c", script], { input: bytes, encoding: "utf8" }).trim()).toBe(
      "7 float64 13500.0",
    );
  });

  test("gdelt: a cell holds no tab and no line break", async () => {
    const edition = sampleEdition();
    const reports = edition.reports.map((one) => ({ ...one, url: "=1\t2\r\n3" }));
    const { text } = await written("gdelt", { edition: { ...edition, reports } });
    for (const line of text.trimEnd().split("\n")) expect(line.split("\t").length).toBe(61);
    expect(text).not.toMatch(/(?:^|\t)=/m);
  });
});

test("parquet: numbers are numbers, and the same as in csv", async () => {
  const rows = await readParquet((await written("parquet")).bytes);
  const table = readCsv((await written("csv")).text);
  expect(rows.length).toBe(table.length);
  rows.forEach((row, i) => {
    for (const { name, type } of TIDY_COLUMNS) {
      const value = row[name];
      if (type === "count") expect(["bigint", "object"]).toContain(typeof value);
      if (type === "number") expect(["number", "object"]).toContain(typeof value);
      expect(value === null || value === undefined ? "" : `${value}`).toBe(table[i]![name]);
    }
  });
});

const hasGdal = spawnSync("ogrinfo", ["--version"]).status === 0;
test.skipIf(!hasGdal)("geojson: GDAL opens it, with a geometry where there is a point", async () => {
  const folder = mkdtempSync(join(tmpdir(), "quipu-"));
  try {
    const path = join(folder, "events.geojson");
    writeFileSync(path, (await written("geojson")).bytes);
    const said = execFileSync("ogrinfo", ["-ro", "-al", path], { encoding: "utf8" });
    expect(said).toContain("Feature Count: 7");
    expect(said).toContain("Geometry: Point");
    expect(said.match(/POINT \(/g)?.length).toBe(4);
    expect(said).toMatch(/crowd_size_best \((?:Real|Integer)\) = 13500/);
  } finally {
    rmSync(folder, { recursive: true });
  }
});

describe("annotations", () => {
  test("quotes and positions select the same words of the text, counted in code points", async () => {
    const texts = Object.fromEntries(Object.entries(TEXTS).map(([id, text]) => [id, text]));
    const { items } = JSON.parse((await written("annotations", { texts, public: false })).text);
    let checked = 0;
    for (const { target } of items)
      for (const { source, selector } of target) {
        const id = { "https://news.example/cusco-march": "andes-1", "https://sur.example/a/3": "agency-3" }[
          source as string
        ];
        if (id === undefined) continue;
        const quote = selector.find((one: Row) => one.type === "TextQuoteSelector");
        const position = selector.find((one: Row) => one.type === "TextPositionSelector");
        if (quote === undefined) continue;
        expect([...texts[id]!].slice(position.start, position.end).join("")).toBe(quote.exact);
        checked++;
      }
    expect(checked).toBeGreaterThan(5);
  });
  test("without the text there are offsets, and a finding", async () => {
    const { text, findings } = await written("annotations", { texts: {} });
    expect(findings.map(({ code }) => code)).toEqual(["export.no_text", "export.no_text", "export.no_text"]);
    expect(text).not.toContain("TextPositionSelector");
    expect(text).toContain('"quipu:utf16":[');
  });
});

describe("html", () => {
  test("is one file: no script, nothing from elsewhere, and says whose page it is", async () => {
    const { text } = await written("html", { public: false });
    expect(text).not.toMatch(/<script|<link|<img|<iframe|\bsrc=|@import|url\(|\bon\w+=/i);
    expect(text).toContain("default-src 'none'");
    expect(text).toContain("full text of the reports");
    expect(text).toContain("stayed shut all week");
    expect(text).toMatch(/prefers-color-scheme:dark/);
    expect(text).toMatch(/@media print/);
  });
  test("with --public has no text beyond the quotes", async () => {
    const { text } = await written("html", { public: true });
    expect(text).not.toContain("stayed shut all week");
    expect(text).not.toContain("full text of the reports");
  });
  test("words of a report are words: markup, quotes and reversed lines do nothing", async () => {
    const evil = `<img src=x onerror=alert(1)>"'\u202e</title><script>`;
    const edition = sampleEdition();
    const reports = edition.reports.map((one) => ({
      ...one,
      title: evil,
      outlet: evil,
      url: "javascript:alert(1)",
      lang: `"><b>`,
    }));
    const texts = { "andes-1": `${evil} ${TEXTS["andes-1"]}`, "diario-2": evil, "agency-3": evil };
    const { text } = await written("html", { edition: { ...edition, reports }, texts, public: false });
    const { document } = parseHTML(text);
    expect(document.querySelectorAll("script, img, b").length).toBe(0);
    expect(
      [...document.querySelectorAll("a")]
        .map((a) => a.getAttribute("href"))
        .filter((to) => !to?.startsWith("#")),
    ).toEqual([]);
    expect(text).not.toContain("\u202e");
  });
  test("marks every span that a claim rests on", async () => {
    const { text } = await written("html", { public: false });
    const { document } = parseHTML(text);
    const shown = [...document.querySelectorAll(".text")].map((one) => one.textContent);
    for (const original of Object.values(TEXTS)) expect(shown).toContain(original);
    const marked = [...document.querySelectorAll("a.m")].map((one) => one.textContent).join("|");
    expect(marked).toContain("At least 20,000 people");
    for (const link of document.querySelectorAll("a.m"))
      expect(document.getElementById(link.getAttribute("href")!.slice(1))).not.toBeNull();
  });
});

describe("places of rows", () => {
  const atBuilding = (sites: readonly { name: string; precision: "G0" | "G1" }[]) => {
    const edition = sampleEdition();
    const march = edition.events.find(({ id }) => id === MARCH)!;
    const [place] = march.places;
    const places = sites.map((site) => ({ ...place!, value: { ...place!.value, ...site } }));
    return {
      ...edition,
      events: edition.events.map((event) => (event.id === MARCH ? { ...event, places } : event)),
    };
  };
  const march = async (format: string, edition: ReturnType<typeof atBuilding>) =>
    readCsv((await written(format, { edition })).text).find((row) => JSON.stringify(row).includes(MARCH))!;

  test("a building is no populated place: the town that is named for it stands there, else nothing", async () => {
    const alone = atBuilding([{ name: "Tinta College", precision: "G0" }]);
    expect(await march("acled", alone)).toMatchObject({ location: "" });
    expect((await march("acled", alone)).notes).toContain("Tinta College");
    const inTown = atBuilding([
      { name: "Tinta College", precision: "G0" },
      { name: "Sicuani", precision: "G1" },
    ]);
    expect(await march("acled", inTown)).toMatchObject({ location: "Sicuani" });
    expect(await march("ccc", inTown)).toMatchObject({
      locality: "Sicuani",
      location_detail: "Tinta College",
    });
  });
});

test("each country of the exports has a FIPS code of its own, but for those that FIPS splits or lacks", () => {
  const codes = new Map<string, string>();
  const without: string[] = [];
  for (let a = 65; a < 91; a++)
    for (let b = 65; b < 91; b++) {
      const country = countryOf(String.fromCharCode(a, b));
      if (country === null) continue;
      if (country.fips === null) without.push(country.alpha2);
      else {
        expect(codes.get(country.fips)).toBeUndefined();
        codes.set(country.fips, country.alpha2);
      }
    }
  expect(without).toEqual(["AX", "BQ", "PS", "SJ", "UM"]);
  expect(["AU", "AS", "GM", "CH", "SZ", "RS", "OD"].map((code) => codes.get(code))).toEqual([
    "AT",
    "AU",
    "DE",
    "CN",
    "CH",
    "RU",
    "SS",
  ]);
});
