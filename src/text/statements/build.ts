/** Build step: checks `languages/LANG/attributions.yaml` and writes `LANG/attributions.json`. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { type AttributionData, LISTS } from "./words.js";

/** Reads every `languages/LANG/attributions.yaml` under `root` and writes `OUT/LANG/attributions.json`. Throws on a bad key. */
export function compileAttributions(root: string, out: string): void {
  for (const lang of readdirSync(`${root}languages`)) {
    const file = `${root}languages/${lang}/attributions.yaml`;
    if (!existsSync(file)) continue;
    mkdirSync(`${out}${lang}`, { recursive: true });
    writeFileSync(
      `${out}${lang}/attributions.json`,
      JSON.stringify(readAttributions(readFileSync(file, "utf8"), file)),
    );
  }
}

/** The lists of one YAML text. `file` is named in errors. */
export function readAttributions(yaml: string, file: string): AttributionData {
  const data = parse(yaml) as AttributionData;
  for (const key of Object.keys(data)) {
    if (!(LISTS as readonly string[]).includes(key)) throw new Error(`${file}: unknown key \`${key}\`.`);
  }
  for (const key of LISTS) {
    if (!Array.isArray(data[key]) || !data[key].every((word) => typeof word === "string"))
      throw new Error(`${file}: \`${key}\` is to be a list of words.`);
  }
  return data;
}
