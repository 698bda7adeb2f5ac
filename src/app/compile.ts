/** The build step after the compiler: turns the YAML in `codebooks/`, `languages/` and `places/` into `dist/data/`. */
import { mkdirSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { compileCodebook } from "../codebook/compile.js";
import { compileLexicon } from "../coders/rules/lexicon/lexicon-build.js";
import { compileRelations } from "../coders/rules/relations/build.js";
import { compileRules } from "../coders/rules/triggers/rules-build.js";
import { compileWhy } from "../coders/rules/why/why-build.js";
import { compileFunctionWords } from "../ingest/language-build.js";
import { compileModels } from "../text/linguistics/model-build.js";
import { compileNames } from "../text/names/build.js";
import { compileNoise } from "../text/noise/build.js";
import { compileNumbers } from "../text/numbers/build.js";
import { compileGazetteer } from "../text/places/gazetteer-build.js";
import { compileAttributions } from "../text/statements/build.js";
import { compilePredicates } from "../text/statements/predicates-build.js";
import { compileTimes } from "../text/times/build.js";
import { copySample } from "./sample.js";

/** One step for each kind of data; each reads under the root of the package and writes into the data folder. */
const STEPS: ReadonlyArray<{ name: string; compile(root: string, out: string): void }> = [
  { name: "codebook", compile: compileCodebook },
  { name: "languages", compile: compileFunctionWords },
  { name: "linguistics", compile: compileModels },
  { name: "names", compile: compileNames },
  { name: "numbers", compile: compileNumbers },
  { name: "noise", compile: compileNoise },
  { name: "times", compile: compileTimes },
  { name: "attributions", compile: compileAttributions },
  { name: "predicates", compile: compilePredicates },
  { name: "places", compile: compileGazetteer },
  { name: "actors", compile: compileLexicon },
  { name: "relations", compile: compileRelations },
  { name: "rules", compile: compileRules },
  { name: "why", compile: compileWhy },
  { name: "sample", compile: copySample },
];

const root = fileURLToPath(new URL("../../../", import.meta.url));
const out = `${root}dist/data/`;
mkdirSync(out, { recursive: true });
for (const step of STEPS) step.compile(root, out);
