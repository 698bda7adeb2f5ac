/** Where the treebank lies. It is read beside the repository and never copied into it. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type ConlluSentence, readConllu } from "../src/text/linguistics/conllu.js";

const FOLDER = fileURLToPath(new URL("../../../shared/corpora/ud_en_ewt/", import.meta.url));
export const TRAIN = `${FOLDER}train.conllu`;
export const DEV = `${FOLDER}dev.conllu`;

export const corpusIsThere = (): boolean => existsSync(TRAIN) && existsSync(DEV);

/** Longest sentence trained on. */
const LONGEST = 120;

export const readTraining = (): ConlluSentence[] =>
  readConllu(readFileSync(TRAIN, "utf8")).filter((sentence) => sentence.form.length <= LONGEST);
