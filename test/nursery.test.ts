/** The nursery: rules on trial are read by a coder of their own, and nothing that is stored rests on them. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { nurseryCoder, rulesCoder } from "../src/coders/index.js";
import { loadRules } from "../src/coders/rules/triggers/rule.js";
import { kindOf } from "../src/resolve/standing.js";
import { quipu } from "./cli.js";
import { reportOf } from "./corpus-code.js";

const TEXT =
  "SKOPJE, May 3 - Students turned their backs on the minister of housing in the library on Tuesday. " +
  "Police arrested three of them.";
const report = reportOf(TEXT, { published: "2023-05-03" });
const told = (coder: typeof rulesCoder) =>
  coder.code(report, "protest@1.0.0", []).events.map(({ type, trigger }) => `${type} ${trigger.quote}`);

describe("a rule on trial", () => {
  test("is no rule of the stable coder", () => {
    const [stable, all] = [loadRules(), loadRules(true)];
    const trial = [...all.groups.values()].filter(({ nursery }) => nursery);
    expect(trial.length).toBeGreaterThan(0);
    for (const { id } of trial) expect(stable.groups.has(id)).toBe(false);
    for (const { beginnings } of stable.words.values())
      for (const { group } of beginnings) {
        expect(group.nursery).toBeUndefined();
        expect(group.cases.every(({ nursery }) => !nursery)).toBe(true);
      }
  });

  test("tells events to the nursery coder alone", () => {
    expect(told(rulesCoder).filter((event) => event.startsWith("PRO."))).toEqual([]);
    expect(told(nurseryCoder)).toContain("PRO.DEMO turned their backs on");
  });

  test("makes codings that no edition rests on", () => {
    expect(kindOf(rulesCoder.id)).toBe("rules");
    expect(kindOf(nurseryCoder.id)).toBeNull();
  });

  test("is shown in words by the drift between the two coders", () => {
    const folder = mkdtempSync(join(tmpdir(), "nursery-"));
    const sides = ["rules", "rules-nursery"].map((coder) => {
      const file = join(folder, `${coder}.ndjson`);
      writeFileSync(file, quipu(["code", "--coder", coder, "--format", "ndjson", "-"], TEXT).out);
      return file;
    });
    expect(readFileSync(sides[1]!, "utf8")).toContain('"coder":"rules-nursery@');
    const drift = quipu(["measure", "--drift", ...sides]);
    expect(drift.code).toBe(1);
    expect(drift.out).toContain("+ PRO.DEMO «turned their backs on»");
  });
});
