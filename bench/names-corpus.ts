/** Reads the corpora of named entities as documents of sentences with name spans, cut into tokens by our tokeniser. */
import { existsSync, readFileSync } from "node:fs";
import { type NameType, UPOS, type Upos } from "../src/text/analysis.js";
import { predict } from "../src/text/linguistics/parse.js";
import { tokenise } from "../src/text/linguistics/tokens.js";
import { sharedWord } from "../src/text/linguistics/tokens-words.js";
import type { NameSentences, NameTokens } from "../src/text/names/features.js";
import { BEGIN, INNER, LAST, labelOf, NAME_TYPES, UNIT } from "../src/text/names/labels.js";

export type GoldSpan = { readonly start: number; readonly end: number; readonly type: string };
export type GoldSentence = { readonly text: string; readonly spans: readonly GoldSpan[] };
export type GoldDocument = { readonly id: string; readonly sentences: readonly GoldSentence[] };

type Line = {
  id: string;
  doc: string | number | null;
  tokens: string[];
  tags: string[];
  entities: Array<[number, number, string]>;
};

function lines(path: string): Line[] {
  return readFileSync(path, "utf8")
    .split("\n")
    .filter(Boolean)
    .map((line) => whole(JSON.parse(line) as Line));
}

/**
 * Some lines of the worldwide corpus name a name inside a name: the word then carries the tag of the outer name after a
 * tab ("Uganda\tI-Organization"). Exact spans are scored on the outer names.
 */
function whole(line: Line): Line {
  if (!line.tokens.some((token) => token.includes("\t"))) return line;
  const tags = line.tokens.map((token, i) => token.split("\t")[1] ?? line.tags[i]!);
  const entities: Array<[number, number, string]> = [];
  for (let i = 0; i < tags.length; i++) {
    const type = tags[i]!.slice(2);
    if (type === "") continue;
    const open = entities.at(-1);
    // What follows the inner name begins anew in the file although the outer name goes on.
    const goesOn = tags[i]!.startsWith("I-") || (i > 0 && line.tokens[i - 1]!.includes("\t"));
    if (goesOn && open && open[1] === i && open[2] === type) open[1] = i + 1;
    else entities.push([i, i + 1, type]);
  }
  return { ...line, tokens: line.tokens.map((token) => token.split("\t")[0]!), tags, entities };
}

const NO_SPACE_BEFORE = /^(?:[.,;:!?%)\]}…]+|'s|'re|'ve|'ll|'d|'m|'S|n't|’s|’|''|”|’t|’re)$/;
const NO_SPACE_AFTER = /^(?:[([{$#£€]|``|“|‘)$/;

/** Text of a tokenised line with the spaces a typesetter would leave out; `at` has the offsets of the tokens. */
export function joinTokens(tokens: readonly string[]): { text: string; at: Array<[number, number]> } {
  let text = "";
  const at: Array<[number, number]> = [];
  let quoted = false;
  let glue = true;
  for (let i = 0; i < tokens.length; i++) {
    const token = tokens[i]!;
    const straight = token === '"';
    const closes = straight && quoted;
    const hyphen =
      token === "-" &&
      i > 0 &&
      i + 1 < tokens.length &&
      /[\p{L}\p{N}]$/u.test(tokens[i - 1]!) &&
      /^[\p{L}\p{N}]/u.test(tokens[i + 1]!);
    // "U . S ." and "China ’ s" as they were before the corpus cut them.
    const initial = /^\p{Lu}$/u.test(token) && tokens[i + 1] === "." && /(?:^|[\s(])\p{Lu}\.$/u.test(text);
    const apostrophe =
      /^['’]$/.test(token) && /^(?:s|t|re|ve|ll|d|m)$/.test(tokens[i + 1] ?? "") && /\p{L}$/u.test(text);
    const clitic = /\p{L}['’]$/u.test(text) && /^(?:s|t|re|ve|ll|d|m)$/.test(token);
    if (!glue && !closes && !hyphen && !initial && !apostrophe && !clitic && !NO_SPACE_BEFORE.test(token))
      text += " ";
    at.push([text.length, text.length + token.length]);
    text += token;
    glue = hyphen || NO_SPACE_AFTER.test(token) || (straight && !quoted);
    if (straight) quoted = !quoted;
  }
  return { text, at };
}

const TITLES = new Set(["Mr", "Mr.", "Mrs", "Mrs.", "Ms", "Ms.", "Dr", "Dr.", "President", "Sir"]);

function sentenceOf(
  line: Line,
  types: Readonly<Record<string, string>>,
  joined: { text: string; at: Array<[number, number]> },
): GoldSentence {
  const spans = line.entities.flatMap(([from, to, label]) => {
    const type = types[label];
    // Titles of courtesy are no part of a name, though some corpora have them inside at times.
    const first = type === "PER" && to - from > 1 && TITLES.has(line.tokens[from]!) ? from + 1 : from;
    return type === undefined ? [] : [{ start: joined.at[first]![0], end: joined.at[to - 1]![1], type }];
  });
  return { text: joined.text, spans };
}

function documents(read: Line[], sentence: (line: Line) => GoldSentence): GoldDocument[] {
  const byId = new Map<string, GoldSentence[]>();
  for (const line of read) {
    const id = String(line.doc ?? line.id);
    const list = byId.get(id);
    if (list) list.push(sentence(line));
    else byId.set(id, [sentence(line)]);
  }
  return [...byId].map(([id, sentences]) => ({ id, sentences }));
}

/** Types of each corpus as ours. Labels that are absent here are no names for us ("Date", "Money"). */
export const CORPUS_TYPES: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  ner_en_uner_ewt: { PER: "PER", ORG: "ORG", LOC: "LOC" },
  ner_en_wikigold: { PER: "PER", ORG: "ORG", LOC: "LOC", MISC: "MISC" },
  ner_en_wnut17: {
    person: "PER",
    corporation: "ORG",
    group: "ORG",
    location: "LOC",
    product: "MISC",
    "creative-work": "MISC",
  },
  ner_en_worldwide: {
    Person: "PER",
    Organization: "ORG",
    Location: "LOC",
    Facility: "FAC",
    NORP: "MISC",
    Misc: "MISC",
    Product: "MISC",
  },
};

/** Texts of the UD treebank by its words, for the spaces that the corpus of names lost. */
function treebankTexts(path: string): Map<string, { text: string; at: Array<[number, number]> }> {
  const out = new Map<string, { text: string; at: Array<[number, number]> }>();
  if (!existsSync(path)) return out;
  for (const block of readFileSync(path, "utf8").split("\n\n")) {
    const words: string[] = [];
    const at: Array<[number, number]> = [];
    let text = "";
    let until = 0;
    let pending: { form: string; start: number; used: number } | null = null;
    for (const line of block.split("\n")) {
      if (line.startsWith("#") || line === "") continue;
      const [id, form, , , , , , , , misc] = line.split("\t") as string[];
      if (id!.includes(".")) continue;
      const spaced = !misc!.includes("SpaceAfter=No");
      if (id!.includes("-")) {
        const [from, to] = id!.split("-").map(Number);
        // The words of a contraction follow; they share its letters.
        until = to! - from! + 1;
        text += form! + (spaced ? " " : "");
        pending = { form: form!, start: text.length - form!.length - (spaced ? 1 : 0), used: 0 };
        continue;
      }
      words.push(form!);
      if (until > 0 && pending) {
        const start = pending.start + pending.used;
        const length =
          until === 1
            ? pending.form.length - pending.used
            : Math.min(form!.length, pending.form.length - pending.used);
        at.push([start, start + length]);
        pending.used += length;
        until--;
        continue;
      }
      at.push([text.length, text.length + form!.length]);
      text += form! + (spaced ? " " : "");
    }
    if (words.length > 0) out.set(words.join(" "), { text: text.trimEnd(), at });
  }
  return out;
}
/** A corpus file as documents; `null` where the corpora are absent. */
export function readCorpus(corpora: string, corpus: string, file: string): GoldDocument[] | null {
  const path = `${corpora}${corpus}/${file}.jsonl`;
  if (!existsSync(path)) return null;
  const types = CORPUS_TYPES[corpus]!;
  const texts =
    corpus === "ner_en_uner_ewt" ? treebankTexts(`${corpora}ud_en_ewt/${file}.conllu`) : new Map();
  return documents(lines(path), (line) =>
    sentenceOf(line, types, texts.get(line.tokens.join(" ")) ?? joinTokens(line.tokens)),
  );
}

const MARK = /\[(PER|ORG|LOC|MISC) ([^\]]*)\]/g;

/** Our own texts: a blank line ends a document, a line is a sentence, names stand as `[PER Ada Lovelace]`. */
export function readMarked(path: string): GoldDocument[] {
  const out: GoldDocument[] = [];
  for (const [d, block] of readFileSync(path, "utf8")
    .split(/\n\s*\n/)
    .entries()) {
    const sentences = block
      .split("\n")
      .filter((line) => line.trim() !== "" && !line.startsWith("#"))
      .map((line): GoldSentence => {
        let text = "";
        let last = 0;
        const spans: GoldSpan[] = [];
        for (const match of line.matchAll(MARK)) {
          text += line.slice(last, match.index);
          spans.push({ start: text.length, end: text.length + match[2]!.length, type: match[1]! });
          text += match[2]!;
          last = match.index + match[0].length;
        }
        return { text: text + line.slice(last), spans };
      });
    if (sentences.length > 0) out.push({ id: `own-${d}`, sentences });
  }
  return out;
}

/** A document with the columns that the tagger reads and the labels it should give (255 = no name type of ours: ignore). */
export type Tokenised = {
  readonly id: string;
  readonly text: string;
  readonly tokens: NameTokens;
  readonly sentences: NameSentences;
  readonly Gold: Uint8Array;
  readonly spans: readonly GoldSpan[];
};

/** Tokenises a document; sentences keep the boundaries of the corpus. */
export function tokeniseDocument(document: GoldDocument): Tokenised {
  const Start: number[] = [];
  const End: number[] = [];
  const Form: string[] = [];
  const Norm: string[] = [];
  const First: number[] = [];
  const Last: number[] = [];
  const gold: number[] = [];
  const spans: GoldSpan[] = [];
  let text = "";
  for (const sentence of document.sentences) {
    const raw = tokenise(sentence.text);
    const base = text.length;
    First.push(Start.length);
    const from = Start.length;
    for (let i = 0; i < raw.length; i++) {
      Start.push(base + raw.Start[i]!);
      End.push(base + raw.End[i]!);
      Form.push(raw.Form[i]!);
      Norm.push(raw.Norm[i]!);
      gold.push(0);
    }
    Last.push(Start.length);
    for (const span of sentence.spans) {
      spans.push({ start: base + span.start, end: base + span.end, type: span.type });
      const type = NAME_TYPES.indexOf(span.type as NameType);
      if (type < 0) continue;
      let a = -1;
      let b = -1;
      for (let i = 0; i < raw.length; i++) {
        if (raw.End[i]! > span.start && raw.Start[i]! < span.end) {
          if (a < 0) a = i;
          b = i;
        }
      }
      if (a < 0) continue;
      for (let i = a; i <= b; i++) {
        gold[from + i] = labelOf(type, a === b ? UNIT : i === a ? BEGIN : i === b ? LAST : INNER);
      }
    }
    text += sentence.text + "\n";
  }
  const sentences = { length: First.length, First: Int32Array.from(First), Last: Int32Array.from(Last) };
  const { Tag, tags, Head, Label, labels } = predict(Form.map(sharedWord), sentences.First, sentences.Last);
  const upos = tags.map((tag) => UPOS.indexOf(tag.split("/")[0] as Upos));
  return {
    id: document.id,
    text,
    tokens: {
      length: Start.length,
      Start: Int32Array.from(Start),
      End: Int32Array.from(End),
      Form,
      Norm,
      Upos: Uint8Array.from(Tag, (tag) => upos[tag]!),
      Head,
      Deprel: Array.from(Label, (label) => labels[label]!),
    },
    sentences,
    Gold: Uint8Array.from(gold),
    spans,
  };
}
