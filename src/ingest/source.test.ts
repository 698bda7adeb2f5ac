import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { parse } from "yaml";
import { folderForTests, HINTS, readThrough } from "../../test/ingest-kit.js";
import { asSource } from "./source.js";
import { addVolume, volumeFinding } from "./volume.js";

const { file, path } = folderForTests();
const GOOD = {
  slug: "harbour-post",
  name: "The Harbour Post",
  kind: "feed",
  address: "https://harbour.example/feed",
};

describe("a source", () => {
  test("has usual values for what it does not say", () => {
    expect(asSource(GOOD).source).toMatchObject({
      rate: 2,
      language: null,
      agency: false,
      whole: false,
      expected: null,
    });
  });

  test.each([
    [{ slug: "Harbour Post" }, /slug may hold small letters/],
    [{ name: undefined }, /name is missing/],
    [{ kind: "blog" }, /kind must be one of feed, sitemap/],
    [{ address: "ftp://x.example" }, /address must start with https?:/],
    [{ kind: "folder" }, /must be a path on this machine/],
    [{ language: "english" }, /language must be a code/],
    [{ country: "Bolivia" }, /country must be a code of two capitals/],
    [{ rate: 0 }, /rate must be at least 0.2 seconds/],
    [{ rate: "fast" }, /rate must be a number/],
    [{ expected: { per: "hour", least: 1 } }, /expected.per must be day or week/],
    [{ expected: { per: "day", least: 0 } }, /expected.least must be at least 1/],
    [{ partisan: { of: "the party" } }, /partisan.evidence .* is missing/],
    [{ colour: "red" }, /there is no field colour; the fields are slug/],
    [{ charset: "klingon" }, /there is no character set klingon/],
    [{ columns: { body: "Text" } }, /columns/],
  ])("with %j is refused in words", (change, words) => {
    const { source, wrong } = asSource({ ...GOOD, ...change });
    expect(source).toBeNull();
    expect(wrong.join("\n")).toMatch(words);
  });

  test.each([
    ["nothing", ""],
    ["a list", "- a"],
    ["broken", "a: [b"],
    ["aliases", "a: &a [x]\nb: *a"],
  ])("file with %s is a finding", async (_, content) => {
    const { codes } = await readThrough(file("bad.yaml", content));
    expect(codes[0]).toBe("source.invalid");
  });

  test("of a folder reads the folder beside it, with its name, language, columns and days", async () => {
    file("drop/a.csv", "Kop,Bericht,Datum\nStaking,De havenarbeiders staakten.,03/04/2021\n");
    const source = file(
      "drop.yaml",
      "slug: haven\nname: Havenblad\nkind: folder\naddress: drop\nlanguage: nl\ndayOrder: dmy\ncolumns: {title: Kop, text: Bericht, published: Datum}\n",
    );
    const { reports, findings } = await readThrough(source);
    expect(findings).toEqual([]);
    expect(reports[0]).toMatchObject({
      report: {
        title: "Staking",
        text: "De havenarbeiders staakten.",
        published: "2021-04-03",
        outlet: "Havenblad",
        lang: "nl",
      },
      custody: { source: "haven", from: `${path}/drop/a.csv` },
    });
  });

  test("that asks for a column which the table lacks is a finding", async () => {
    const source = file(
      "lacks.yaml",
      "slug: haven\nname: H\nkind: folder\naddress: drop\ncolumns: {text: Body}\n",
    );
    expect((await readThrough(source, { hints: HINTS })).findings).toMatchObject([
      { code: "table.columns", message: expect.stringContaining('no column "Body"') },
    ]);
  });

  test("of the examples in `sources/` is right", () => {
    const folder = fileURLToPath(new URL("../../sources/", import.meta.url));
    const names = readdirSync(folder).filter((name) => name.endsWith(".yaml"));
    expect(names.length).toBeGreaterThan(3);
    for (const name of names) {
      const { source, wrong } = asSource(parse(readFileSync(folder + name, "utf8")));
      expect(wrong, name).toEqual([]);
      expect(`${source!.slug}.yaml`).toBe(name);
    }
  });
});

describe("the volume of a source", () => {
  const source = (per: "day" | "week", least: number) =>
    asSource({ ...GOOD, expected: { per, least } }).source!;

  test("raises an alarm when fewer reports come than are expected", () => {
    const volume = { since: "2024-06-01", days: { "2024-06-08": 4, "2024-06-14": 2, "2024-06-15": 1 } };
    expect(volumeFinding(source("day", 3), volume, "2024-06-15", "x")).toBeNull();
    expect(volumeFinding(source("day", 4), volume, "2024-06-15", "x")).toMatchObject({
      code: "source.volume",
      message: expect.stringContaining("gave 3 reports since yesterday; at least 4 reports a day"),
    });
    expect(volumeFinding(source("week", 7), volume, "2024-06-15", "x")).toBeNull();
    expect(volumeFinding(source("week", 8), volume, "2024-06-15", "x")).toMatchObject({
      code: "source.volume",
    });
  });

  test("raises none before the source has been read for long enough", () => {
    const volume = addVolume(null, "2024-06-15", 0);
    expect(volumeFinding(source("day", 5), volume, "2024-06-15", "x")).toBeNull();
    expect(
      volumeFinding(source("day", 5), addVolume(volume, "2024-06-16", 4), "2024-06-16", "x"),
    ).toMatchObject({ code: "source.volume" });
    expect(volumeFinding(source("week", 5), volume, "2024-06-16", "x")).toBeNull();
  });

  test("forgets days long past", () => {
    expect(addVolume({ since: "2024-01-01", days: { "2024-01-01": 9 } }, "2024-06-15", 1)).toEqual({
      since: "2024-01-01",
      days: { "2024-06-15": 1 },
    });
  });
});
