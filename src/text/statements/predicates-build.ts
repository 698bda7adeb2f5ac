/** Build step: checks `languages/LANG/predicates.yaml` and writes `LANG/predicates.json`. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { ACTS, BESIDE_ACTS, KEYS, KINDS, MODAL_ACTS, type PredicateData } from "./predicate-words.js";

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

type Check = (value: unknown) => boolean;
const inRange: Check = (value) => typeof value === "number" && value >= -3 && value <= 3;
const isWorth: Check = (value) => Array.isArray(value) && value.length === 2 && value.every(inRange);
const isWords: Check = (value) => Array.isArray(value) && value.every((word) => typeof word === "string");
const oneOf =
  (list: readonly string[]): Check =>
  (value) =>
    list.includes(value as string);
const ifThere =
  (check: Check): Check =>
  (value) =>
    value === undefined || check(value);
const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === "object" && value !== null && !Array.isArray(value);
/** A record of values of one kind, a record with these keys and no others, a list of such records. */
const recordOf =
  (check: Check): Check =>
  (value) =>
    isRecord(value) && Object.values(value).every(check);
const isRow =
  (checks: Record<string, Check>): Check =>
  (value) =>
    isRecord(value) &&
    Object.keys(value).every((key) => key in checks) &&
    Object.entries(checks).every(([key, check]) => check(value[key]));
const rowsOf =
  (checks: Record<string, Check>): Check =>
  (value) =>
    Array.isArray(value) && value.every(isRow(checks));

const beside = { act: ifThere(oneOf(BESIDE_ACTS)), worth: inRange, words: isWords };
const words = {
  acts: ifThere((value) => Array.isArray(value) && value.every(oneOf(ACTS))),
  ...Object.fromEntries(KINDS.map((kind) => [kind, ifThere(isWords)])),
};
const CHECKS: Record<string, readonly [wanted: string, check: Check]> = {
  ...Object.fromEntries(KEYS.lists.map((key) => [key, ["a list of words", isWords]])),
  ...Object.fromEntries(
    KEYS.shares.map((key) => [key, ["words with a number from -3 to 3", recordOf(inRange)]]),
  ),
  ...Object.fromEntries(
    KEYS.worths.map((key) => [key, ["words with two numbers from -3 to 3", recordOf(isWorth)]]),
  ),
  modals: [
    "groups with `act`, `holds` (two numbers from -3 to 3) and `words`",
    rowsOf({ act: oneOf(MODAL_ACTS), holds: isWorth, perfect: ifThere(isWorth), words: isWords }),
  ],
  modifiers: ["groups with `worth` (a number from -3 to 3) and `words`", rowsOf(beside)],
  prepositions: ["groups with `worth` (a number from -3 to 3) and `words`", rowsOf(beside)],
  embedders: [
    "groups with `says`, `holds` (two numbers from -3 to 3) and `words`, by `acts` and by part of speech",
    rowsOf({
      says: (value) => typeof value === "string",
      holds: isWorth,
      objects: ifThere((value) => typeof value === "boolean"),
      words: rowsOf(words),
    }),
  ],
  events: ["words with blanks between", (value) => typeof value === "string"],
};

/** The words of one YAML text. `file` is named in errors. */
export function readPredicates(yaml: string, file: string): PredicateData {
  const data = parse(yaml) as Record<string, unknown>;
  for (const key of Object.keys(data))
    if (!(key in CHECKS)) throw new Error(`${file}: unknown key \`${key}\`.`);
  for (const [key, [wanted, check]] of Object.entries(CHECKS))
    if (!check(data[key])) throw new Error(`${file}: \`${key}\` is to be ${wanted}.`);
  return { ...data, events: (data.events as string).split(/\s+/) } as unknown as PredicateData;
}
