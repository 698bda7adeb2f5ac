/** The words of relations, read once. */
import { readFileSync } from "node:fs";
import type { RelationType } from "../../../model/coding.js";
import { dataFile } from "../../../text/data.js";

export const LISTS = [
  "leaders",
  "members",
  "officials",
  "parts",
  "rule",
  "lasting",
  "composed",
  "based",
  "former",
  "alias",
  "allies",
  "pieces",
  "giving",
  "support",
] as const;
export const MAPS = ["kin", "verbs", "joined"] as const;

/** As `relations.json` has it. */
export type RelationData = Record<(typeof LISTS)[number], string[]> &
  Record<(typeof MAPS)[number], Record<string, RelationType>>;

export type RelationWords = { readonly [K in (typeof LISTS)[number]]: ReadonlySet<string> } & {
  readonly [K in (typeof MAPS)[number]]: ReadonlyMap<string, RelationType>;
};

let read: RelationWords | null = null;

export function relationWords(): RelationWords {
  if (read === null) {
    const data = JSON.parse(readFileSync(dataFile("en/relations.json"), "utf8")) as RelationData;
    read = Object.fromEntries([
      ...LISTS.map((key) => [key, new Set(data[key])]),
      ...MAPS.map((key) => [key, new Map(Object.entries(data[key]))]),
    ]) as RelationWords;
  }
  return read;
}
