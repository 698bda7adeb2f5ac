/** Build step: checks `languages/LANG/predicates.yaml` and writes `LANG/predicates.json`. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { KEYS, type PredicateData } from "./predicate-words.js";

/** Reads every `languages/LANG/predicates.yaml` under `root` and writes `OUT/LANG/predicates.json`. Throws on a bad key or value. */
export function compilePredicates(root: string, out: string): void {
  for (const lang of readdirSync(`${root}languages`)) {
    const file = `${root}languages/${lang}/predicates.yaml`;
    if (!existsSync(file)) continue;
    mkdirSync(`${out}${lang}`, { recursive: true });
    writeFileSync(
      `${out}${lang}/predicates.json`,
      JSON.stringify(readPredicates(readFileSync(file, "utf8"), file)),
    );
  }
}

const inRange = (value: unknown): boolean => typeof value === "number" && value >= -3 && value <= 3;
const isWorth = (value: unknown): boolean =>
  Array.isArray(value) && value.length === 2 && value.every(inRange);
const isWords = (value: unknown): boolean =>
  Array.isArray(value) && value.every((word) => typeof word === "string");

/** The words of one YAML text. `file` is named in errors. */
export function readPredicates(yaml: string, file: string): PredicateData {
  const data = parse(yaml) as Record<string, unknown>;
  const wrong = (key: string, wanted: string): never => {
    throw new Error(`${file}: \`${key}\` is to be ${wanted}.`);
  };
  const known = new Set<string>([...KEYS.worths, ...KEYS.shares, ...KEYS.lists, "embedders", "events"]);
  for (const key of Object.keys(data))
    if (!known.has(key)) throw new Error(`${file}: unknown key \`${key}\`.`);
  for (const key of KEYS.worths)
    if (!Object.values(data[key] ?? { none: 0 }).every(isWorth))
      wrong(key, "words with two numbers from -3 to 3");
  for (const key of KEYS.shares)
    if (!Object.values(data[key] ?? { none: "" }).every(inRange))
      wrong(key, "words with a number from -3 to 3");
  for (const key of KEYS.lists) if (!isWords(data[key])) wrong(key, "a list of words");
  if (typeof data.events !== "string") wrong("events", "words with blanks between");
  if (!Array.isArray(data.embedders)) wrong("embedders", "a list of groups");
  for (const group of data.embedders as Array<Record<string, unknown>>) {
    if (!isWorth(group.holds))
      wrong(`embedders: ${String(group.name)}`, "a group with `holds`, two numbers from -3 to 3");
    for (const kind of ["verbs", "adjectives", "nouns"])
      if (group[kind] !== undefined && !isWords(group[kind]))
        wrong(`embedders: ${String(group.name)}: ${kind}`, "a list of words");
  }
  return { ...data, events: (data.events as string).split(/\s+/) } as unknown as PredicateData;
}
