/** Build step: checks `languages/en/why.yaml` against the codes and writes `en/why.json`. */
import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { REASON_CODES } from "../../../model/why-codes.js";
import type { WhyWords } from "./why-words.js";

/** Throws an Error that names the code that lacks its words, or the words that have no code. */
export function compileWhy(root: string, out: string): void {
  const file = "languages/en/why.yaml";
  const words = parse(readFileSync(root + file, "utf8")) as Omit<WhyWords, "timeRules">;
  const codes = new Set<string>(REASON_CODES);
  for (const code of codes)
    if (typeof words.reasons[code] !== "string") throw new Error(`${file}: no words for \`${code}\`.`);
  for (const code of Object.keys(words.reasons))
    if (!codes.has(code)) throw new Error(`${file}: \`${code}\` is no code of src/model/why-codes.ts.`);
  mkdirSync(`${out}en`, { recursive: true });
  writeFileSync(
    `${out}en/why.json`,
    JSON.stringify({ ...words, timeRules: timeRules(`${root}languages/en/time/`) }),
  );
}

/** The file of each rule for times. */
function timeRules(folder: string): Record<string, string> {
  const rules: Record<string, string> = {};
  for (const name of readdirSync(folder).sort()) {
    const file = parse(readFileSync(folder + name, "utf8")) as { rules?: { id: string }[] };
    for (const { id } of file.rules ?? []) rules[id] = name;
  }
  return rules;
}
