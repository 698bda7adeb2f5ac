/** Build step: checks `languages/en/relations.yaml` and writes `en/relations.json`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { RELATION_TYPES } from "../../../model/coding.js";
import { LISTS, MAPS, type RelationData } from "./words.js";

export function compileRelations(root: string, out: string): void {
  const file = `${root}languages/en/relations.yaml`;
  mkdirSync(`${out}en`, { recursive: true });
  writeFileSync(`${out}en/relations.json`, JSON.stringify(readRelations(readFileSync(file, "utf8"), file)));
}

/** The lists of one YAML text. Throws on a key or a relation that there is not; `file` is named. */
export function readRelations(yaml: string, file: string): RelationData {
  const data = parse(yaml) as Record<string, unknown>;
  const known: readonly string[] = [...LISTS, ...MAPS];
  for (const key of Object.keys(data))
    if (!known.includes(key)) throw new Error(`${file}: unknown key \`${key}\`.`);
  for (const key of LISTS) {
    const list = data[key];
    if (!Array.isArray(list) || !list.every((word) => typeof word === "string"))
      throw new Error(`${file}: \`${key}\` is to be a list of words.`);
  }
  for (const key of MAPS)
    for (const type of Object.values(data[key] as Record<string, string>))
      if (!(RELATION_TYPES as readonly string[]).includes(type))
        throw new Error(`${file}: \`${key}\` has the unknown relation \`${type}\`.`);
  return data as RelationData;
}
