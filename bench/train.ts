/** `npm run train`: trains the English linguistic models on the treebank beside the repository and says how good they are. */
import { mkdtempSync, readFileSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { parse } from "yaml";
import { packModel } from "../src/text/linguistics/model.js";
import { compileModels } from "../src/text/linguistics/model-build.js";
import { score, scoreRow } from "./conllu-eval.js";
import { corpusIsThere, DEV, readTraining, TRAIN } from "./train-corpus.js";
import { featLists } from "./train-feats.js";
import { lemmaList } from "./train-lemmas.js";
import { trainParser } from "./train-parser.js";

/**
 * The network has a place for word vectors, and none is filled: only texts whose licence allows it may shape what ships,
 * and no vectors trained on such texts are made yet. It learns from spelling and from the treebank's own words.
 */
const NO_VECTORS = {
  meta: { dimensions: 8, scale: 0.01 },
  arrays: { words: new Uint32Array(0), vectors: new Int8Array(0) },
};

const root = fileURLToPath(new URL("../../", import.meta.url));
const folder = `${root}languages/en/model/`;

if (corpusIsThere()) train();
else {
  console.error(`There is no treebank at ${TRAIN}: put UD_English-EWT there and run the command again.`);
  process.exitCode = 2;
}

function train(): void {
  const before = performance.now();
  const sentences = readTraining();
  const hand = parse(readFileSync(`${root}languages/en/lemmas.yaml`, "utf8")) as Record<string, unknown>;
  const words = { ...lemmaList(sentences, hand), ...featLists(sentences) };
  writeFileSync(`${folder}words.json`, JSON.stringify(words, null, 1) + "\n");
  const say = (line: string): void => {
    console.error(`${Math.round((performance.now() - before) / 1000)} s: ${line}`);
  };
  writeFileSync(`${folder}vectors.bin`, packModel(NO_VECTORS));
  const teachers = mkdtempSync(join(tmpdir(), "teachers-"));
  writeFileSync(`${folder}parser.bin`, trainParser(sentences, `${folder}vectors.bin`, teachers, say));
  compileModels(root, `${root}dist/data/`);
  const text = readFileSync(DEV, "utf8");
  const rows = [
    scoreRow("as written", score(text)),
    scoreRow(
      "in capitals",
      score(text, (form) => form.toUpperCase()),
    ),
    scoreRow(
      "in small letters",
      score(text, (form) => form.toLowerCase()),
    ),
  ];
  const readme = readFileSync(`${folder}README.md`, "utf8");
  const head = "| words | number | UPOS | UFeats | lemma | UAS | LAS |\n|---|---|---|---|---|---|---|\n";
  const table = `<!-- scores -->\n${head}${rows.join("\n")}\n<!-- /scores -->`;
  writeFileSync(`${folder}README.md`, readme.replace(/<!-- scores -->[\s\S]*<!-- \/scores -->/, table));
  console.log(head + rows.join("\n"));
}
