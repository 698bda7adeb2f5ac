/** Measures the analysis part by part, each figure beside its target. A part whose corpus is not here is left out. */
import { existsSync, readFileSync } from "node:fs";
import { englishTagger } from "../src/text/names/names.js";
import { attributionF1, attributionsFile, scoreAttributions } from "./attributions-eval.js";
import { score } from "./conllu-eval.js";
import { EVENT_FILE, type EventText, scoreSites } from "./event-location-eval.js";
import { factualityFile, scoreFactuality } from "./factuality-eval.js";
import { CORPORA, jsonLines, keep, machine } from "./machine.js";
import { readCorpus } from "./names-corpus.js";
import { f1, SCORED_TYPES, scoreNames } from "./names-eval.js";
import { scoreNumbers, valueF1 } from "./numbers-eval.js";
import { CONVENTION, type PlaceText, placesFile, scorePlaces } from "./places-eval.js";
import { NEWS, newsCuts, rawDocuments, scoreCuts } from "./sentences-eval.js";
import { textSpeed } from "./text-speed.js";
import { scoreTimes, type TimeText, timeF1 } from "./times-eval.js";
import { DEV } from "./train-corpus.js";
import { crossValidated } from "./train-names.js";

type Figure = readonly [name: string, value: number | null, target?: number];
type Part = {
  readonly name: string;
  readonly note?: string;
  /** Files without which there is nothing to measure. */
  readonly needs: readonly string[];
  readonly figures: () => readonly Figure[] | Promise<readonly Figure[]>;
};

const TIMES = `${CORPORA}tempeval3_en/dev.jsonl`;

const PARTS: readonly Part[] = [
  {
    // First, while the process has done nothing else.
    name: "speed and memory",
    note: "whole analysis on one core, processor time; all three on the same texts in one run; compromise and wink-nlp give tags, names and numbers, wink-nlp lemmas as well, neither a tree",
    needs: [],
    figures: async () => {
      const { reports, tokens, tokensPerSecond, bytesPerToken, peak } = await textSpeed();
      return [
        ["reports", reports],
        ["tokens", tokens],
        ["tokens/s", tokensPerSecond.quipu, 40_000],
        ["tokens/s, compromise", tokensPerSecond.compromise],
        ["tokens/s, wink-nlp", tokensPerSecond.wink],
        ["bytes per token", bytesPerToken.quipu],
        ["bytes per token, compromise", bytesPerToken.compromise],
        ["bytes per token, wink-nlp", bytesPerToken.wink],
        ["peak memory, MB", peak.quipu],
        ["peak memory, MB, compromise", peak.compromise],
        ["peak memory, MB, wink-nlp", peak.wink],
      ];
    },
  },
  {
    name: "tags and trees, UD EWT dev",
    note: "gold tokens and sentences, punctuation counted, relations with subtypes; settings were chosen on it",
    needs: [DEV],
    figures: () => {
      const { upos, feats, lemma, uas, las } = score(readFileSync(DEV, "utf8"));
      return [
        ["UPOS", upos, 96],
        ["UFeats", feats],
        ["lemma", lemma],
        ["UAS", uas, 89],
        ["LAS", las, 86],
      ];
    },
  },
  {
    name: "sentences, UD EWT dev",
    note: "raw text of each document, paragraphs parted by a blank line; both ends right",
    needs: [DEV],
    figures: () => [["F1", scoreCuts(rawDocuments(readFileSync(DEV, "utf8"))).f1, 85]],
  },
  {
    name: "sentences, news",
    note: "ECB+ dev: documents put together from its tokens, a blank line after what has no closing mark; both ends right",
    needs: [NEWS],
    figures: () => [["F1", newsCuts().f1, 98]],
  },
  {
    name: "names, UNER EWT dev",
    note: "people, organisations, places; the tagger that ships learnt from these texts, so believe the cross-validation, noted when it was trained",
    needs: [`${CORPORA}ner_en_uner_ewt/dev.jsonl`],
    figures: () => [
      ["F1, cross-validated", crossValidated(), 80],
      ["F1, on what it learnt from", namesF1("ner_en_uner_ewt")],
    ],
  },
  {
    name: "names, worldwide newswire dev",
    note: "never learnt from",
    needs: [`${CORPORA}ner_en_worldwide/dev.jsonl`],
    figures: () => [["F1", namesF1("ner_en_worldwide")]],
  },
  {
    name: "times, TempEval-3 dev",
    needs: [TIMES],
    figures: () => {
      const count = scoreTimes(jsonLines<TimeText>(TIMES));
      return [
        ["value F1", timeF1(count, count.value), 80],
        ["span F1, overlap", timeF1(count, count.overlap)],
        ["span F1, exact", timeF1(count, count.strict)],
      ];
    },
  },
  {
    name: "numbers",
    note: "NewsQuant: F1 of values; the others: share of the gold's values that are found; NewsQuant and the recognizers have one part, which the rules were read against",
    needs: [CORPORA],
    figures: () => scoreNumbers().map((score) => [score.name, valueF1(score)]),
  },
  placesPart("LGL", "lgl", 75),
  placesPart("GeoVirus", "geovirus", 88),
  {
    name: "attributions, PolNeAR dev",
    note: "right where cue, source and content each overlap those of the corpus",
    needs: [attributionsFile()],
    figures: () => {
      const count = scoreAttributions(attributionsFile());
      return [
        ["F1", attributionF1(count, count.right) / 100, 0.6],
        ["cue F1", attributionF1(count, count.cue) / 100],
      ];
    },
  },
  factualityPart("UW dev", "factuality_uw", 0.65),
  factualityPart("MEANTIME dev", "factuality_meantime"),
  {
    name: "places of events",
    note: "Halterman's sentences, the half that the rules were not written on",
    needs: [EVENT_FILE],
    figures: () => {
      const { all } = scoreSites(jsonLines<EventText>(EVENT_FILE), 1);
      const pairs = (hits: number): number => (200 * hits) / (all.gold + all.found);
      return [
        ["pairs F1, overlap", pairs(all.overlap), 80],
        ["pairs F1, exact", pairs(all.exact)],
        ["tokens F1", (200 * all.tokensRight) / (all.tokensGold + all.tokensFound)],
        ["without a place, left without", (100 * all.leftEmpty) / all.empty],
      ];
    },
  },
];

function factualityPart(title: string, corpus: string, target?: number): Part {
  return {
    name: `factuality of predicates, ${title}`,
    note: "by the whole analysis, -3 to 3; a target without a predicate counts as certain",
    needs: [factualityFile(corpus)],
    figures: () => {
      const { r, error, covered } = scoreFactuality(factualityFile(corpus));
      return [
        target === undefined ? ["Pearson's r", r] : ["Pearson's r", r, target],
        ["mean absolute error", error],
        ["targets with a predicate, %", covered],
      ];
    },
  };
}

function namesF1(corpus: string): number {
  return f1(scoreNames(englishTagger(), readCorpus(CORPORA, corpus, "dev")!, SCORED_TYPES).all!);
}

function placesPart(title: string, corpus: string, tag: number): Part {
  return {
    name: `places, ${title}`,
    note: `by the whole analysis${CONVENTION[corpus] === "uses" ? "; names of people and in names of organisations count, as in the corpus" : ""}; within 161 km: of the toponyms that were given a point, and of all in the gold that have one; half of it was read`,
    needs: [placesFile(corpus)],
    figures: () => {
      const records = jsonLines<PlaceText>(placesFile(corpus));
      const count = scorePlaces(records, { whole: true, count: CONVENTION[corpus] });
      const tagged = (hits: number): number => (200 * hits) / (count.gold + count.found);
      return [
        ["tag F1, exact", tagged(count.exact), tag],
        ["tag F1, overlap", tagged(count.overlap)],
        ["within 161 km, resolved", (100 * count.near) / Math.max(1, count.placed), 80],
        ["within 161 km, all gold", (100 * count.near) / Math.max(1, count.goldPlaced), 80],
      ];
    },
  };
}

const rounded = (value: number): number => Math.round(value * 100) / 100;

function row([name, value, target]: Figure): string {
  const shown = value === null ? "not measured" : rounded(value).toLocaleString("en");
  const aim = target === undefined ? "" : `   target ${target.toLocaleString("en")}`;
  return `  ${name.padEnd(36)}${shown.padStart(12)}${aim}`;
}

console.log(machine());
const measured: Record<string, Record<string, number | null>> = {};
for (const { name, note, needs, figures } of PARTS) {
  console.log(`\n${name}${note ? ` (${note})` : ""}`);
  const missing = needs.filter((path) => !existsSync(path));
  if (missing.length > 0) {
    console.log(`  skipped: ${missing.join(", ")} is not here`);
    continue;
  }
  const found = await figures();
  for (const figure of found) console.log(row(figure));
  measured[name] = Object.fromEntries(
    found.map(([figure, value]) => [figure, value === null ? null : rounded(value)]),
  );
}
keep("text", { figures: measured });
