/** Build step: compiles `languages/en/rules/*.yaml` and `cues.yaml` into `en/rules.json`, checking every word of them. */

import { mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { FAMILIES, type Family } from "../../../model/codebook.js";
import { ACTUALITIES } from "../../../model/coding.js";
import { readPredicates } from "../../../text/statements/predicates-build.js";
import { parsePattern } from "./pattern.js";
import { predicateCues } from "./predicate-cues.js";
import type { Case, Group } from "./rule.js";

const CONDITIONS = new Set([
  "agent",
  "noagent",
  "patient",
  "nopatient",
  "patientcategory",
  "nopatientcategory",
  "patientlemma",
  "parties",
  "lemma",
  "pos",
  "mod",
  "prep",
  "noprep",
  "prepclass",
  "noprepclass",
  "words",
  "nowords",
  "inphrase",
  "near",
  "nonear",
  "doc",
  "nodoc",
  "object",
  "passive",
  "active",
  "agentless",
  "plural",
  "definite",
  "wave",
  "number",
  "first",
  "noverb",
  "progressive",
  "since",
  "negated",
  "political",
  "same",
  "purpose",
  "tried",
  "under",
  "ofplace",
  "ofyear",
  "placeafter",
  "bare",
  "agentlemma",
  "after",
  "said",
  "inanimate",
  "abroad",
  "several",
  "owner",
  "single",
  "disaster",
  "toplace",
  "describes",
]);

const CASE_KEYS = new Set([
  "when",
  "type",
  "also",
  "loose",
  "mention",
  "implied",
  "outcome",
  "scope",
  "calls",
  "omits",
  "told",
  "nursery",
]);

type Classes = Readonly<Record<string, readonly string[]>>;

type RuleFile = {
  family: Family;
  /** Classes of words that only this file names, as `@class` in its words and conditions. */
  classes?: Classes;
  groups: Record<string, { words: string[]; cases: Case[]; nursery?: true }>;
};

/** A case with the words of its classes where its conditions name them: `words: ["@smear", thug]`. */
function spelledOut(one: Case, classes: Classes, where: string): Case {
  if (!one.when) return one;
  const word = (item: unknown): unknown => {
    if (typeof item !== "string" || !item.startsWith("@")) return item;
    const members = classes[item.slice(1)];
    if (!members) throw new Error(`${where}: unknown class "${item}"; name it under "classes".`);
    return members;
  };
  const when = Object.fromEntries(
    Object.entries(one.when).map(([key, value]) => [
      key,
      Array.isArray(value) ? [...new Set(value.flatMap(word))] : value,
    ]),
  );
  return { ...one, when } as Case;
}

/** Throws an Error that names the file, the group and the fault. */
export function compileRules(root: string, out: string): void {
  const folder = `${root}languages/en/rules/`;
  const actors = parse(readFileSync(`${root}languages/en/actors.yaml`, "utf8")) as {
    things: Record<string, string[]>;
    protesters: string[];
  };
  const common: Classes = { ...actors.things, protester: actors.protesters };
  const groups: Group[] = [];
  for (const name of readdirSync(folder)
    .filter((file) => file.endsWith(".yaml"))
    .sort()) {
    const file = parse(readFileSync(folder + name, "utf8")) as RuleFile;
    if (!FAMILIES.includes(file.family)) throw new Error(`${name}: unknown family "${file.family}"`);
    const classes = { ...common, ...file.classes };
    for (const [id, group] of Object.entries(file.groups)) {
      for (const one of group.cases) {
        for (const key of Object.keys(one)) {
          if (!CASE_KEYS.has(key)) throw new Error(`${name}, ${id}: unknown key "${key}" of a case`);
        }
        if (one.told !== undefined && !ACTUALITIES.includes(one.told))
          throw new Error(`${name}, ${id}: unknown actuality "${one.told}"`);
        for (const condition of Object.keys(one.when ?? {})) {
          if (!CONDITIONS.has(condition)) throw new Error(`${name}, ${id}: unknown condition "${condition}"`);
        }
      }
      groups.push({
        id,
        family: file.family,
        ...(name !== `${file.family}.yaml` && { file: name }),
        patterns: group.words.flatMap((words) => parsePattern(words, classes)),
        cases: group.cases.map((one) => spelledOut(one, classes, `${name}, ${id}`)),
        ...(group.nursery && { nursery: true as const }),
      });
    }
  }
  const byId = new Map(groups.map((group) => [group.id, group]));
  for (const group of groups) {
    for (const one of group.cases) {
      if (one.type === null || one.type.includes(".")) continue;
      const other = byId.get(one.type);
      if (!other)
        throw new Error(`the group ${group.id} refers to the group "${one.type}", which does not exist`);
      if (other.nursery && !group.nursery && !one.nursery)
        throw new Error(
          `the group ${group.id} refers to the group "${one.type}", which is in the nursery and may go`,
        );
    }
  }
  const own = parse(readFileSync(`${root}languages/en/cues.yaml`, "utf8")) as Record<string, string[]>;
  const file = `${root}languages/en/predicates.yaml`;
  const shared = predicateCues(readPredicates(readFileSync(file, "utf8"), file));
  const twice = Object.keys(own).filter((list) => list in shared);
  if (twice.length > 0)
    throw new Error(`cues.yaml: predicates.yaml has ${twice.join(", ")} already: a word stands in one file.`);
  const cues = { ...own, ...shared };
  mkdirSync(`${out}en`, { recursive: true });
  writeFileSync(`${out}en/rules.json`, JSON.stringify({ groups, cues }));
}
