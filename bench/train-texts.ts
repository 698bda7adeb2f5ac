/** More sentences for the parser: news patterns written for Quipu, sentences in other words, and texts without trees. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { type ConlluSentence, newSentence } from "../src/text/linguistics/conllu.js";
import { tokenise } from "../src/text/linguistics/tokens.js";
import { normalise } from "../src/text/linguistics/tokens-chars.js";
import { joinTokens } from "./names-corpus.js";
import type { Chance } from "./train-chance.js";
import { goldTag } from "./train-tags.js";

const root = fileURLToPath(new URL("../../", import.meta.url));
const CORPORA = `${root}../shared/corpora/`;

/** Parts of speech of the Penn tags; the others are punctuation. */
const UPOS_OF: Record<string, string> = {
  NN: "NOUN",
  NNS: "NOUN",
  NNP: "PROPN",
  VB: "VERB",
  VBD: "VERB",
  VBN: "VERB",
  VBG: "VERB",
  VBP: "VERB",
  VBZ: "VERB",
  JJ: "ADJ",
  JJR: "ADJ",
  JJS: "ADJ",
  RB: "ADV",
  WRB: "ADV",
  CD: "NUM",
  DT: "DET",
  IN: "ADP",
  RP: "ADP",
  PRP: "PRON",
  WP: "PRON",
  CC: "CCONJ",
  MD: "AUX",
  TO: "PART",
};
/** Tags of the patterns that stand for a part of speech, a Penn tag and features of their own. */
const SPECIAL: Record<string, readonly [upos: string, xpos: string, feats: string]> = {
  BED: ["AUX", "VBD", ""],
  BEZ: ["AUX", "VBZ", ""],
  BEP: ["AUX", "VBP", ""],
  BEN: ["AUX", "VBN", ""],
  VBNP: ["VERB", "VBN", "Voice=Pass"],
  VBGG: ["VERB", "VBG", "VerbForm=Ger"],
  MARK: ["SCONJ", "IN", ""],
  NEG: ["PART", "RB", ""],
};

/** Each pattern of `parser-news.txt` `times` times, with words drawn from its lists. */
export function newsSentences(times: number, chance: Chance): ConlluSentence[] {
  const lists = new Map<string, string[]>();
  const patterns: string[][] = [];
  for (const line of readFileSync(`${root}bench/parser-news.txt`, "utf8").split("\n")) {
    if (line === "" || line.startsWith("#")) continue;
    const words = line.split(" ");
    if (line.includes("|")) patterns.push(words);
    else lists.set(words[0]!, words.slice(1));
  }
  const draw = (name: string): string => {
    const list = lists.get(name);
    if (!list) throw new Error(`No list ${name} in bench/parser-news.txt: add it, or correct the pattern.`);
    return list[Math.floor(chance.next() * list.length)]!;
  };
  const filled = (pattern: readonly string[]): ConlluSentence => {
    const sentence = newSentence();
    pattern.forEach((word, i) => {
      const parts = word.split("|");
      const [name, tag, head, relation] =
        parts.length === 2 ? [parts[0], parts[0], parts[1], "punct"] : parts;
      const form = name!.startsWith("$") ? draw(name!) : name!;
      const [upos, xpos, feats] = SPECIAL[tag!] ?? penn(tag!);
      sentence.form.push(i === 0 ? form.charAt(0).toUpperCase() + form.slice(1) : form);
      sentence.upos.push(upos);
      sentence.xpos.push(xpos);
      sentence.feats.push(feats);
      sentence.head.push(Number(head) - 1);
      sentence.deprel.push(relation!);
    });
    sentence.form.forEach((form, i) => {
      const vowel = /^[aeiou]/i.test(sentence.form[i + 1] ?? "");
      if (vowel && (form === "a" || form === "A")) sentence.form[i] += "n";
    });
    return sentence;
  };
  return patterns.flatMap((pattern) => Array.from({ length: times }, () => filled(pattern)));
}

function penn(tag: string): readonly [string, string, string] {
  const [upos, xpos] = tag.split("/");
  return xpos ? [upos!, xpos, ""] : [UPOS_OF[tag] ?? "PUNCT", tag, ""];
}

/** How often a content word of `reworded` gives way to another. */
const REWORD = 0.35;
/** What a verb has beside it must suit the verb that takes its place. */
const FRAME = new Set(["obj", "iobj", "ccomp", "xcomp", "compound:prt", "csubj"]);

/** The sentences with other nouns, verbs, adjectives and names, drawn from the treebank's words in the same form. */
export function reworded(all: readonly ConlluSentence[], chance: Chance): ConlluSentence[] {
  const kinds = all.map(kindsOf);
  const words = new Map<string, Set<string>>();
  all.forEach((sentence, s) => {
    sentence.form.forEach((form, i) => {
      const kind = kinds[s]![i]!;
      if (kind === "") return;
      const found = words.get(kind) ?? new Set();
      words.set(kind, found.add(i === 0 && !kind.startsWith("PROPN") ? form.toLowerCase() : form));
    });
  });
  const lists = new Map([...words].map(([kind, found]) => [kind, [...found]]));
  return all.map((sentence, s) => ({
    ...sentence,
    form: sentence.form.map((form, i) => {
      const list = lists.get(kinds[s]![i]!);
      if (!list || chance.next() >= REWORD) return form;
      const other = list[Math.floor(chance.next() * list.length)]!;
      return i === 0 && form !== form.toLowerCase() ? other.charAt(0).toUpperCase() + other.slice(1) : other;
    }),
  }));
}

/** What a word must share with the word that takes its place; empty where it stays. */
function kindsOf(sentence: ConlluSentence): string[] {
  const frames = sentence.form.map(() => "");
  sentence.head.forEach((head, i) => {
    const relation = sentence.deprel[i]!;
    if (head >= 0 && FRAME.has(relation) && !frames[head]!.includes(relation)) frames[head] += ` ${relation}`;
  });
  return sentence.form.map((form, i) => {
    const upos = sentence.upos[i]!;
    if (!["NOUN", "VERB", "ADJ", "PROPN"].includes(upos) || !/^[A-Za-z]+$/.test(form)) return "";
    if (["fixed", "goeswith", "compound:prt"].includes(sentence.deprel[i]!)) return "";
    const capital = i > 0 && form !== form.toLowerCase() ? "C" : "";
    return `${upos} ${goldTag(sentence, i)} ${capital}${upos === "VERB" ? frames[i]! : ""}`;
  });
}

/** Texts without trees that may be learned from; NOTICE has their licences. */
const TOKENISED = ["ecbplus/train", "ecbplus/dev", "factuality_meantime/train", "ner_en_wikigold/test"];

type Line = { tokens?: string[]; text?: string; sentences?: Array<{ tokens: string[] }> };

/**
 * Their sentences and those of `names-texts.txt`, of up to `longest` words, as our tokeniser cuts them. Throws where a corpus
 * is not beside the repository.
 */
export function plainSentences(longest: number): string[][] {
  const lines = (name: string): Line[] => {
    const path = `${CORPORA}${name}.jsonl`;
    if (!existsSync(path))
      throw new Error(`There is no corpus at ${path}: put it there and run the command again.`);
    return readFileSync(path, "utf8")
      .split("\n")
      .filter(Boolean)
      .map((line) => JSON.parse(line) as Line);
  };
  const whole = TOKENISED.flatMap(lines).flatMap((line) =>
    (line.sentences ?? [{ tokens: line.tokens ?? line.text!.split(" ") }]).map(({ tokens }) =>
      cut(joinTokens(tokens.map(plainToken)).text),
    ),
  );
  const own = readFileSync(`${root}bench/names-texts.txt`, "utf8")
    .split("\n")
    .filter((line) => !line.startsWith("#"))
    .map((line) => cut(line.replace(/\[[A-Z]+ ([^\]]*)\]/g, "$1")));
  const seen = new Set<string>();
  return [...whole, ...own].filter((form) => {
    const key = form.map(normalise).join(" ");
    if (form.length < 3 || form.length > longest || seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}

const plainToken = (token: string): string =>
  token === "``" || token === "''" ? '"' : token === "-LRB-" ? "(" : token === "-RRB-" ? ")" : token;

/** The tokens of one sentence, as our tokeniser cuts them. */
function cut(text: string): string[] {
  return [...tokenise(text).Form];
}
