/** The codebook that ships: complete, checked, true to its design, and able to explain itself on the command line. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { type CodebookArguments, codebookCommand } from "../src/app/codebook-command.js";
import { checkCodebook, describeType, loadCodebook, nearestCode } from "../src/codebook/index.js";
import { FAMILIES } from "../src/model/codebook.js";

const codebook = loadCodebook();
const types = [...codebook.types.values()];

describe("the compiled codebook", () => {
  test("has no faults", () => {
    expect(checkCodebook(codebook)).toEqual([]);
  });

  test("has every type once, in seven families", () => {
    expect(codebook.id).toBe("protest@1.0.0");
    expect(types).toHaveLength(81);
    const count = (family: string) => types.filter((type) => type.family === family).length;
    expect(FAMILIES.map(count)).toEqual([12, 7, 10, 7, 14, 23, 8]);
  });

  test("is loaded once and frozen", () => {
    expect(loadCodebook()).toBe(codebook);
    for (const value of [codebook, types[0], types[0]!.examples[0], codebook.guidance.values.actuality]) {
      expect(Object.isFrozen(value)).toBe(true);
    }
  });

  test("has ten general rules, each with its number", () => {
    expect(codebook.guidance.rules.map(({ id }) => id)).toEqual(
      Array.from({ length: 10 }, (_, i) => `C${i + 1}`),
    );
  });

  test("ranks every actuality but presupposed, which has no trigger", () => {
    const ranked = codebook.guidance.precedence.flat();
    const all = codebook.guidance.values.actuality.map(({ value }) => value);
    expect(all.filter((value) => !(ranked as string[]).includes(value))).toEqual(["presupposed"]);
  });

  test("writes examples as sentences", () => {
    for (const { examples, counterExamples } of types) {
      for (const { text } of [...examples, ...counterExamples]) {
        expect(text).toMatch(/^[\p{Lu}\d].+\.$/u);
        expect(text).not.toMatch(/[«»]| {2}/);
      }
    }
  });
});

const design = fileURLToPath(new URL("../../shared/design/codebook.json", import.meta.url));
const present = existsSync(design);

test.skipIf(!present)(
  `carries over its design word for word${present ? "" : " (skipped: no design here)"}`,
  () => {
    const designed = JSON.parse(readFileSync(design, "utf8")).types as Array<{ code: string }>;
    for (const type of designed) expect(codebook.types.get(type.code)).toMatchObject(type);
    expect(types).toHaveLength(designed.length);
  },
);

describe("quipu codebook", () => {
  const run = (args: CodebookArguments, over = codebook) => {
    const said = { out: "", err: "" };
    const io = {
      out: (text: string) => {
        said.out += text;
      },
      err: (text: string) => {
        said.err += text;
      },
    };
    return { exit: codebookCommand(args, io, over), ...said };
  };

  test("lists every type under its family", () => {
    const { exit, out, err } = run({});
    expect([exit, err]).toEqual([0, ""]);
    for (const { code, label } of types) expect(out).toContain(`  ${code.padEnd(16)}${label}\n`);
    expect(out.indexOf("\nPRO  ")).toBeLessThan(out.indexOf("\nMIL  "));
  });

  test("show tells all there is about a type", () => {
    const { exit, out, err } = run({ action: "show", code: "PRO.BLOCK" });
    expect([exit, err]).toEqual([0, ""]);
    const flat = out.replaceAll(/\s+/g, " ");
    const type = codebook.types.get("PRO.BLOCK")!;
    for (const part of [
      type.label,
      type.definition,
      type.include,
      type.exclude,
      ...Object.values(type.crosswalk),
    ]) {
      expect(flat).toContain(part);
    }
    for (const { trigger } of [...type.examples, ...type.counterExamples])
      expect(flat).toContain(`«${trigger}»`);
    expect(flat).toContain("(PRO.DEMO)");
    expect(flat).toContain("(no event)");
    for (const line of out.split("\n")) expect(line.length).toBeLessThanOrEqual(100);
  });

  test("show describes every type", () => {
    for (const { code } of types)
      expect(run({ action: "show", code }).out).toBe(describeType(codebook, code));
    expect(() => describeType(codebook, "PRO.NONE")).toThrow(/no type PRO\.NONE/);
  });

  test.each([
    ["pro.block", "PRO.BLOCK"],
    [" PRO.BLOCK ", "PRO.BLOCK"],
  ])("show takes %s", (code, found) => {
    expect(run({ action: "show", code }).out).toBe(describeType(codebook, found));
  });

  test.each([
    ["PRO.BLOK", "PRO.BLOCK"],
    ["block", "PRO.BLOCK"],
    ["REP.DISPERSAL", "REP.DISPERSE"],
    ["GOV.RESIGNED", "GOV.RESIGN"],
  ])("show of the unknown %s suggests %s", (code, near) => {
    const { exit, out, err } = run({ action: "show", code });
    expect([exit, out]).toEqual([2, ""]);
    expect(err).toContain(`Did you mean ${near}?`);
    expect(nearestCode(codebook, code)).toBe(near);
  });

  test("show of what is like no code says where the list is", () => {
    const { exit, err } = run({ action: "show", code: "qqqqqqqqqqqqqqqq" });
    expect(exit).toBe(2);
    expect(err).toContain("`quipu codebook` lists the codes");
  });

  test("show without a code, or an unknown action, cannot be done", () => {
    for (const args of [{ action: "show" }, { action: "list-all" }]) {
      const { exit, out, err } = run(args);
      expect([exit, out]).toEqual([2, ""]);
      expect(err).toContain("CODE");
    }
  });

  test("check counts what it has checked", () => {
    const { exit, out } = run({ action: "check" });
    expect(exit).toBe(0);
    expect(out).toMatch(/^protest@1\.0\.0: 81 types, \d+ examples, \d+ counter-examples, no faults\n$/);
  });

  test("check of a faulty codebook names the fault and exits with 1", () => {
    const type = { ...codebook.types.get("PRO.DEMO")!, label: "" };
    const faulty = { ...codebook, types: new Map([...codebook.types, ["PRO.DEMO", type]]) };
    const { exit, out } = run({ action: "check" }, faulty);
    expect(exit).toBe(1);
    expect(out).toContain("codebook.field  PRO.DEMO has no label.");
    expect(JSON.parse(run({ action: "check", json: true }, faulty).out).findings).toHaveLength(1);
  });

  test("speaks JSON", () => {
    expect(JSON.parse(run({ json: true }).out).types).toHaveLength(81);
    expect(JSON.parse(run({ action: "show", code: "POL.CALL", json: true }).out)).toEqual(
      codebook.types.get("POL.CALL"),
    );
    expect(JSON.parse(run({ action: "check", json: true }).out)).toMatchObject({ types: 81, findings: [] });
  });
});
