/** The build step reads a folder of YAML as people write it, and stops with every fault at once. */
import { cpSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { afterAll, beforeEach, describe, expect, test } from "vitest";
import { compileCodebook, readCodebookFolder } from "./compile.js";
import { CODEBOOK_FILE } from "./load.js";

const source = fileURLToPath(new URL("../../codebooks/", import.meta.url));
const root = mkdtempSync(join(tmpdir(), "quipu-codebook-"));
const folder = join(root, "codebooks", "protest");
const demo = join(folder, "types", "PRO.DEMO.yaml");
const edit = (path: string, from: string | RegExp, to: string) => {
  const before = readFileSync(path, "utf8");
  const after = before.replace(from, to);
  if (after === before) throw new Error(`nothing to replace in ${path}`);
  writeFileSync(path, after);
};

beforeEach(() => {
  rmSync(join(root, "codebooks"), { recursive: true, force: true });
  cpSync(source, join(root, "codebooks"), { recursive: true });
});
afterAll(() => rmSync(root, { recursive: true }));

describe("compileCodebook", () => {
  test("writes what the folder says, the same every time", () => {
    compileCodebook(root, root);
    const first = readFileSync(join(root, CODEBOOK_FILE), "utf8");
    compileCodebook(root, root);
    expect(readFileSync(join(root, CODEBOOK_FILE), "utf8")).toBe(first);
    expect(JSON.parse(first)).toEqual(readCodebookFolder(folder));
  });

  test("stops with every fault at once", () => {
    edit(demo, "«marched»", "marched");
    edit(demo, "instead: PRO.STRIKE", "instead: PRO.WALKOUT");
    expect(() => compileCodebook(root, root)).toThrow(
      /codebook\.trigger.*\n.*codebook\.instead .*PRO\.WALKOUT/,
    );
  });

  test("takes no code without quotes, which YAML would read as a number", () => {
    edit(demo, 'cameo: "141"', "cameo: 141");
    expect(() => compileCodebook(root, root)).toThrow(/PRO\.DEMO has no crosswalk to cameo/);
  });

  test("takes no file under the name of another code", () => {
    edit(demo, "code: PRO.DEMO", "code: PRO.MARCH");
    expect(() => compileCodebook(root, root)).toThrow(/Name the file after its code/);
  });

  test("reads a type without lists as one that lacks them", () => {
    writeFileSync(demo, "code: PRO.DEMO\nfamily: PRO\n");
    expect(() => compileCodebook(root, root)).toThrow(/PRO\.DEMO has 0 examples/);
  });

  test("reads an example in another language", () => {
    edit(demo, "examples:\n", 'examples:\n  - {text: "Miles «marcharon» en Quito.", lang: es}\n');
    const type = readCodebookFolder(folder).types.find(({ code }) => code === "PRO.DEMO")!;
    expect(type.examples[0]).toMatchObject({ text: "Miles marcharon en Quito.", lang: "es", instead: null });
    expect(type.examples[1]).toMatchObject({ lang: "en" });
  });

  test("keeps the families in their order", () => {
    const families = readCodebookFolder(folder).types.map(({ family }) => family);
    expect([...new Set(families)]).toEqual(["PRO", "VIO", "REP", "LAW", "GOV", "POL", "MIL"]);
    expect(families.filter((family, i) => family !== families[i - 1])).toHaveLength(7);
  });
});
