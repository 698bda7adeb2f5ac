/** The build step of the name tagger: the trained model as it is, the name lists as a table of hashes. */
import { copyFileSync, existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { buildPhraseTable, type PhraseTable } from "./lists.js";

/** The name lists of `languages/en/names.yaml`, ready to look up. */
export function loadLists(root: string): PhraseTable {
  return buildPhraseTable(parse(readFileSync(`${root}languages/en/names.yaml`, "utf8")));
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
  if (existsSync(model)) copyFileSync(model, `${out}en/names.bin`);
}
