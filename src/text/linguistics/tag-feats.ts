/** UD features of tagged and parsed words: a table of what the tag and the word give, then agreement with the subject. */
import { readFileSync } from "node:fs";
import { dataFile } from "../data.js";

export type FeatTable = {
  /** `UPOS/XPOS/marker` to features. */
  readonly byTag: ReadonlyMap<string, string>;
  /** `UPOS/XPOS/marker` to words and their features, where the word's differ from the tag's. */
  readonly byWord: ReadonlyMap<string, ReadonlyMap<string, string>>;
};

let english: FeatTable | null = null;

/** The English table, read once. Throws when the package has not been built. */
export function featTable(): FeatTable {
  english ??= featTableOf(JSON.parse(readFileSync(dataFile("en/words.json"), "utf8")));
  return english;
}

export function featTableOf(data: {
  byTag: Record<string, string>;
  byWord: Record<string, string>;
}): FeatTable {
  const byWord = new Map<string, Map<string, string>>();
  for (const [key, feats] of Object.entries(data.byWord)) {
    const [, norm, tag] = /^(.*)\/([^/]*\/[^/]*\/[^/]*)$/s.exec(key)!;
    const words = byWord.get(tag!) ?? new Map<string, string>();
    byWord.set(tag!, words.set(norm!, feats));
  }
  return { byTag: new Map(Object.entries(data.byTag)), byWord };
}

/** What the features of words of a tag depend on besides word and tag. */
type Context = "subject" | "voice" | "pronoun" | "none";
const contexts = new Map<string, Context>();

function contextOf(tag: string): Context {
  let context = contexts.get(tag);
  if (context === undefined) {
    context = /^(VERB|AUX)\/VB[DP]\//.test(tag)
      ? "subject"
      : /^(VERB|AUX)\/VBN\//.test(tag)
        ? "voice"
        : /^(PRON|ADV|DET)\/W/.test(tag)
          ? "pronoun"
          : "none";
    contexts.set(tag, context);
  }
  return context;
}

/** The features that a word has by itself under a tag. */
export function wordFeats(table: FeatTable, tag: string, norm: string): string {
  if (tag === "NUM/CD/" && /^\d*[./]\d+$/.test(norm)) return "NumForm=Digit|NumType=Frac";
  return table.byWord.get(tag)?.get(norm) ?? table.byTag.get(tag) ?? "";
}

/** What `agreement` reads of a sentence `[first, last)`: columns of the whole text. */
export type Parsed = {
  readonly Norm: readonly string[];
  /** `UPOS/XPOS/marker` of each token. */
  readonly tagOf: (i: number) => string;
  readonly Head: Int32Array;
  readonly Deprel: readonly string[];
};

/** Changes the features of the tokens `[first, last)`, which are those of `wordFeats`, to what their sentence makes of them. */
export function agreement(parsed: Parsed, first: number, last: number, Feats: string[]): void {
  const { tagOf, Deprel } = parsed;
  const subjects = subjectsOf(parsed, first, last);
  for (let i = first; i < last; i++) {
    const context = contextOf(tagOf(i));
    const feats = Feats[i]!;
    if (context === "subject") Feats[i] = agree(parsed, Feats, subjects, i, first, feats);
    else if (context === "voice") Feats[i] = voice(parsed, i, first, last, feats);
    else if (feats.startsWith("Case=Nom") && OBLIQUE.test(Deprel[i]!))
      Feats[i] = feats.replace("Case=Nom", "Case=Acc");
    else if (context === "pronoun") Feats[i] = feats.replace(/PronType=(Int|Rel)/, relative(parsed, i));
  }
}

const OBLIQUE = /^(obj|iobj|obl|nmod)/;

/** The subject of each word of the sentence, -1 for none, at index `i - first`. */
function subjectsOf(parsed: Parsed, first: number, last: number): Int32Array {
  const subjects = new Int32Array(last - first).fill(-1);
  for (let i = first; i < last; i++) {
    const deprel = parsed.Deprel[i]!;
    const head = parsed.Head[i]!;
    if (head >= 0 && /^(nsubj|csubj|expl)/.test(deprel) && subjects[head - first] === -1)
      subjects[head - first] = i;
  }
  return subjects;
}

/** Number and person of a finite verb, from its subject (its clause's, its antecedent's or the first conjunct's). */
function agree(
  parsed: Parsed,
  Feats: readonly string[],
  subjects: Int32Array,
  verb: number,
  first: number,
  feats: string,
): string {
  let clause = /^(aux|cop)/.test(parsed.Deprel[verb]!) ? parsed.Head[verb]! : verb;
  let subject = clause < 0 ? -1 : subjects[clause - first]!;
  for (let step = 0; subject < 0 && clause >= 0 && parsed.Deprel[clause] === "conj" && step < 5; step++) {
    clause = parsed.Head[clause]!;
    if (clause >= 0) subject = subjects[clause - first]!;
  }
  if (subject >= 0 && /^PRON\/W/.test(parsed.tagOf(subject)) && parsed.Deprel[clause] === "acl:relcl") {
    subject = parsed.Head[clause]!;
  }
  if (subject < 0) return parsed.Norm[verb] === "was" ? feats.replace("Person=1", "Person=3") : feats;
  const found = Feats[subject]!;
  const person = /Person=(\d)/.exec(found)?.[1] ?? "3";
  let number = /Number=(Sing|Plur)/.exec(found)?.[1] ?? (/Number=Ptan/.test(found) ? "Plur" : "Sing");
  if (/^(expl|csubj)/.test(parsed.Deprel[subject]!) && /\/VBP\//.test(parsed.tagOf(verb))) number = "Plur";
  if (number === "Sing" && coordinated(parsed, subject)) number = "Plur";
  if (number === "Sing" && person === "3" && /\/VBP\//.test(parsed.tagOf(verb))) number = "Plur";
  if (/^(were|'re|are)$/.test(parsed.Norm[verb]!) && person === "3") number = "Plur";
  if (parsed.Norm[verb] === "was") number = "Sing";
  return feats.replace(/Number=\w+/, `Number=${number}`).replace(/Person=\d/, `Person=${person}`);
}

/** Whether a later word is joined to the subject as a conjunct. */
function coordinated(parsed: Parsed, subject: number): boolean {
  const end = Math.min(parsed.Norm.length, subject + 30);
  for (let i = subject + 1; i < end; i++) {
    if (parsed.Head[i] === subject && parsed.Deprel[i] === "conj") return true;
  }
  return false;
}

/** Past participles: passive with a passive auxiliary, not with "have" alone. */
function voice(parsed: Parsed, verb: number, first: number, last: number, feats: string): string {
  if (!feats.includes("VerbForm=Part")) return feats;
  let have = false;
  for (let i = Math.max(first, verb - 12); i < Math.min(last, verb + 1); i++) {
    if (parsed.Head[i] !== verb) continue;
    if (parsed.Deprel[i] === "aux:pass") return "Tense=Past|VerbForm=Part|Voice=Pass";
    if (parsed.Deprel[i] === "aux" && /^(have|has|had|'ve|having)$/.test(parsed.Norm[i]!)) have = true;
  }
  return have ? "Tense=Past|VerbForm=Part" : feats;
}

/** "PronType=Rel" inside a relative clause, "PronType=Int" elsewhere. */
function relative(parsed: Parsed, i: number): string {
  let word = i;
  for (let step = 0; step < 4 && word >= 0; step++) {
    if (/:relcl$/.test(parsed.Deprel[word]!)) return "PronType=Rel";
    if (/^(ccomp|xcomp|advcl|conj|parataxis|root)/.test(parsed.Deprel[word]!)) break;
    word = parsed.Head[word]!;
  }
  return "PronType=Int";
}
