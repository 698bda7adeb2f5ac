/** Trains the name tagger and measures it: `npm run train` calls `trainNames`. */
import { createHash } from "node:crypto";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath, pathToFileURL } from "node:url";
import { parse } from "yaml";
import { loadLists } from "../src/text/names/build.js";
import { type NameModel, readModel, scorer, writeModel } from "../src/text/names/model.js";
import { ROOT } from "./machine.js";
import { type GoldDocument, readCorpus, readMarked } from "./names-corpus.js";
import { SCORED_TYPES, type Score, scoreNames, scoreRow, scoreRows } from "./names-eval.js";
import { learn, learnWordClasses, RECIPE, settingOf } from "./names-learn.js";
import { markedTreebank } from "./names-treebank.js";
import { partsOf } from "./names-variants.js";

const SOURCES = [
  ["ner_en_uner_ewt", "dev"],
  ["ner_en_wikigold", "test"],
  ["ner_en_wnut17", "train"],
  ["ner_en_wnut17", "dev"],
] as const;
function add(a: Record<string, Score> | null, b: Record<string, Score>): Record<string, Score> {
  if (!a) return b;
  return Object.fromEntries(
    Object.entries(a).map(([type, s]) => [
      type,
      { tp: s.tp + b[type]!.tp, fp: s.fp + b[type]!.fp, fn: s.fn + b[type]!.fn },
    ]),
  );
}

/** Cross-validation on the treebank's documents, as a row of `NAMES.md` that stays true for the same data. */
const FOLDS = 3;

/**
 * Trains the name tagger on the corpora in `../shared/corpora` beside `root` and on our own texts, writes
 * `languages/en/model/names.bin`, and writes what it was trained on and how it scores to `NAMES.md` beside it.
 * Cross-validation trains three more times; without it the row of an earlier run stays while the model is the same.
 */
export function trainNames(
  root: string,
  log: (line: string) => void = () => {},
  crossValidate = false,
): void {
  const corpora = `${root}../shared/corpora/`;
  if (!existsSync(corpora))
    throw new Error(`The name tagger is trained on corpora that are not here: ${corpora}`);
  const read = (corpus: string, file: string): GoldDocument[] => readCorpus(corpora, corpus, file) ?? [];
  const lists = parse(readFileSync(`${root}languages/en/names.yaml`, "utf8")) as Record<string, string>;
  const parts = partsOf({ ...lists, ...parse(readFileSync(`${root}bench/names-parts.yaml`, "utf8")) });
  const table = loadLists(root);
  const conllu = `${corpora}ud_en_ewt/train.conllu`;
  const setting = settingOf(table, learnWordClasses(readFileSync(conllu, "utf8")));
  const treebank = read(...SOURCES[0]);
  const others = [
    ...SOURCES.slice(1).flatMap(([corpus, file]) => read(corpus, file)),
    ...readMarked(`${root}bench/names-texts.txt`),
    ...markedTreebank(conllu, `${root}bench/names-ewt.txt`),
  ];
  const train = (documents: readonly GoldDocument[]): NameModel =>
    learn([...documents, ...others], parts, setting, RECIPE, log);

  log("the model that ships");
  const bytes = writeModel(train(treebank));
  const folder = `${root}languages/en/model/`;
  mkdirSync(folder, { recursive: true });
  writeFileSync(`${folder}names.bin`, bytes);
  const rows = scoreRows({ scorer: scorer(readModel(bytes), table), table }, read("ner_en_worldwide", "dev"));

  const digest = createHash("sha256").update(bytes).digest("hex");
  const page = `${folder}NAMES.md`;
  const kept = crossRow(page, digest);
  if (crossValidate) {
    let sum: Record<string, Score> | null = null;
    for (let fold = 0; fold < FOLDS; fold++) {
      log(`cross-validation on the treebank, ${fold + 1} of ${FOLDS}`);
      const by = train(treebank.filter((_, i) => i % FOLDS !== fold));
      const held = treebank.filter((_, i) => i % FOLDS === fold);
      sum = add(sum, scoreNames({ scorer: scorer(by, table), table }, held, SCORED_TYPES));
    }
    rows.push(scoreRow(CROSS, sum!));
  } else if (kept) rows.push(kept);
  writeFileSync(page, report(bytes.length, digest, rows));
  log(rows.join("\n"));
}

/** The row of the cross-validation on a page that was written for the model with this digest. */
function crossRow(page: string, digest: string): string | undefined {
  const before = existsSync(page) ? readFileSync(page, "utf8") : "";
  if (!before.includes(digest)) return undefined;
  return before.split("\n").find((line) => line.startsWith(`| ${CROSS}`));
}

/** F1 over all types in the cross-validation of the model that ships; null where none is noted for it. */
export function crossValidated(): number | null {
  const digest = createHash("sha256")
    .update(readFileSync(`${MODEL}names.bin`))
    .digest("hex");
  const cell = crossRow(`${MODEL}NAMES.md`, digest)?.split("|")[2];
  return cell === undefined ? null : Number(cell);
}

const MODEL = `${ROOT}languages/en/model/`;
const CROSS = `UNER EWT dev, ${FOLDS}-fold cross-validation by document`;

function report(bytes: number, digest: string, rows: readonly string[]): string {
  return `# The English name tagger

Written by \`bench/train-names.ts\`; do not edit. \`names.bin\`: ${(bytes / 1048576).toFixed(1)} MB, SHA-256 \`${digest}\`.

A linear-chain conditional random field over BILOU labels of four types (PER, ORG, LOC, MISC), with a second look at the
document that knows the first decisions for the same word elsewhere. It reads words, name lists, and the parts of speech and
trees of \`parser.bin\`: after that is trained anew, so is this.

## Learnt from

| data | licence |
|---|---|
| UNER English-EWT, dev part (Universal NER) | CC BY-SA 4.0 |
| WikiGold | CC BY 4.0 |
| WNUT17 emerging entities, train and dev parts | CC BY 4.0 |
| UD English-EWT, train part, with the names that \`bench/names-ewt.txt\` marks in it for this project | CC BY-SA 4.0 |
| \`bench/names-texts.txt\`, \`bench/names-parts.yaml\`, \`languages/en/names.yaml\`, \`names-more.yaml\`, written for this project | Apache-2.0 |
| \`languages/en/names-people.yaml\`, names of people from Faker | MIT |
| names of towns, from GeoNames | CC BY 4.0 |

The weights derive from share-alike corpora and are therefore under CC BY-SA 4.0. WNUT's person is PER, its location LOC,
corporation and group ORG, product and creative-work MISC. The worldwide newswire corpus has no licence and only measures.
The marks in the treebank began as guesses of an earlier tagger that had learnt from all of UNER's dev part, and were then
read through and corrected; the cross-validation below may be a little kind for that.

## Scores

Exact span and type, F1; precision and recall over PER, ORG and LOC. Sentences are those of the corpora; tokens are ours.
Facilities are no names in the worldwide scores; where that corpus has a name inside a name, the outer one counts.

| data | all | PER | ORG | LOC | precision | recall |
|---|---|---|---|---|---|---|
${rows.join("\n")}
`;
}

if (process.argv[1] && import.meta.url === pathToFileURL(process.argv[1]).href) {
  const root = fileURLToPath(new URL("../../", import.meta.url));
  trainNames(root, (line) => console.error(line), process.argv.includes("--cross-validate"));
}
