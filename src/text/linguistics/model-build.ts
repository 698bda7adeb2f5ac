/** The build step of the linguistic data: word lists from YAML to JSON, trained models as they are. */
import { copyFileSync, existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";

/** Word lists of `languages/en/` that the modules of `text/` read as JSON of the same name. */
const LISTS = ["abbreviations", "lemmas"];

/** Writes `out/en/*.json` and `out/en/*.bin` from `languages/en/` under the root of the package. */
export function compileModels(root: string, out: string): void {
  mkdirSync(`${out}en`, { recursive: true });
  for (const list of LISTS) {
    const data = parse(readFileSync(`${root}languages/en/${list}.yaml`, "utf8"));
    writeFileSync(`${out}en/${list}.json`, JSON.stringify(data));
  }
  const models = `${root}languages/en/model/`;
  if (!existsSync(models)) return;
  for (const name of readdirSync(models)) {
    if (name.endsWith(".bin") || name.endsWith(".json")) copyFileSync(models + name, `${out}en/${name}`);
  }
}
