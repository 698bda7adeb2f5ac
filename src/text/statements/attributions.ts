/** Finds who says what: source, cue and content of reported speech, thought and stance, read from the arcs of each sentence. */
import { type Attribution, type Sentences, type Tokens, UPOS } from "../analysis.js";
import { add, type Draft, type Range, type Reader } from "./draft.js";
import { firstQuote, quotesOf } from "./quotes.js";
import { agentRange, nearestSubject, sourceRange, subjectOf } from "./sources.js";
import { isRelation, type Tree, treeOf } from "./tree.js";
import { attributionWords } from "./words.js";

const [VERB, NOUN, ADJ, ADV, PROPN] = ["VERB", "NOUN", "ADJ", "ADV", "PROPN"].map((tag) =>
  UPOS.indexOf(tag as (typeof UPOS)[number]),
) as [number, number, number, number, number];

/** Who speaks as "I" and "we" outside quotations is the narrator. */
const NARRATOR = new Set(["i", "we", "you"]);

/**
 * Attributions in the order of their cues; site furniture is left out. An attribution may lie in the content of another.
 * Needs the tags and arcs of the tokens. What begins where one of `unheard` does (a town before a colon) is no speaker. Linear in the length of the text.
 */
export function attributions(
  text: string,
  tokens: Tokens,
  sentences: Sentences,
  tree = treeOf(tokens),
  unheard: readonly { readonly start: number }[] = [],
  lang = "en",
): Attribution[] {
  const mute = new Set(unheard.map(({ start }) => start));
  const quotes = quotesOf(text);
  const reader: Reader = {
    text,
    tokens,
    sentences,
    words: attributionWords(lang),
    tree,
    Subject: new Int32Array(tokens.length).fill(-2),
    quotes,
    speaker: null,
  };
  const found: Attribution[] = [];
  let quote = 0;
  for (let s = 0; s < sentences.length; s++) {
    if (sentences.Noise[s] === 1) continue;
    const speaker = mute.has(tokens.Start[sentences.First[s]!]!) ? null : speakerBefore(reader, s);
    if (speaker) add(reader, speaker, found);
    reader.speaker = null;
    for (let i = sentences.First[s]!; i < sentences.Last[s]!; i++) {
      const start = tokens.Start[i]!;
      while (quote < quotes.length && quotes[quote]!.end <= start) quote++;
      if (quote < quotes.length && quotes[quote]!.start < start) continue;
      const narrow = draftAt(reader, i);
      if (!narrow) continue;
      const draft = widened(reader, narrow);
      add(reader, draft, found);
      if (draft.source) reader.speaker = draft.source;
    }
  }
  return found;
}

function draftAt(reader: Reader, i: number): Draft | null {
  const { tokens, words } = reader;
  const tag = tokens.Upos[i]!;
  const lemma = tokens.Lemma[i]!;
  if (words.according.has(tokens.Norm[i]!) && tokens.Norm[i + 1] === "to") return accordingTo(reader, i);
  if (tag === VERB) return words.verbs.has(lemma) ? verb(reader, i, lemma) : null;
  if (tag === NOUN) return words.nouns.has(lemma) ? noun(reader, i) : null;
  if (tag === ADJ) return words.adjectives.has(lemma) ? adjective(reader, i) : null;
  if (tag === ADV) return words.adverbs.has(lemma) ? adverb(reader, i) : null;
  return null;
}

/**
 * What stands before ", police said." or ", according to police." at the end of a sentence is said, and all that follows
 * "According to police," at its head, whatever part of it the parse ties the cue to.
 */
function widened({ tokens, sentences, tree }: Reader, draft: Draft): Draft {
  const { source, content } = draft;
  const cue = draft.cue[0]!;
  if (!source || draft.cue.length > 1) return draft;
  const s = tokens.Sentence[cue[0]]!;
  const [first, last] = [sentences.First[s]!, sentences.Last[s]! - 1];
  const [from, to] = [Math.min(cue[0], source[0]), Math.max(cue[1], source[1])];
  if (content[1] < from && from > first && tokens.Norm[from - 1] === ",") {
    let end = tokens.Upos[cue[0]] === VERB ? Math.max(to, rightOf(tree, cue[0], from)) : to;
    while (end < last && !WORD.test(tokens.Norm[end + 1]!)) end++;
    if (end >= last) return { ...draft, content: [first, from - 1] };
  }
  if (from === first && cue[0] === first && content[0] > to && tokens.Norm[to + 1] === ",")
    return { ...draft, content: [to + 1, last] };
  return draft;
}

const WORD = /[\p{L}\p{N}]/u;

/** The last token of the complements of a verb that begin after `from`. */
function rightOf({ Child, Next, Left, Right }: Tree, i: number, from: number): number {
  let right = i;
  for (let k = Child[i]!; k >= 0; k = Next[k]!) if (Left[k]! >= from && Right[k]! > right) right = Right[k]!;
  return right;
}

// --- Verbs ---------------------------------------------------------------------------------------------------

type Kids = {
  subject: number;
  agent: number;
  passive: boolean;
  clause: number;
  object: number;
  aside: number;
  particle: number;
  as: boolean;
  /** Stretch of the complements after the verb. */
  first: number;
  last: number;
};

/** The complements of a word, read in one pass over its children. */
function kidsOf({ tree, tokens }: Reader, i: number): Kids {
  const kids: Kids = {
    subject: -1,
    agent: -1,
    passive: false,
    clause: -1,
    object: -1,
    aside: -1,
    particle: -1,
    as: false,
    first: -1,
    last: -1,
  };
  for (let k = tree.Child[i]!; k >= 0; k = tree.Next[k]!) {
    const relation = tokens.Deprel[k]!;
    if (isRelation(relation, "nsubj")) {
      kids.subject = k;
      if (relation === "nsubj:pass") kids.passive = true;
    } else if (relation === "aux:pass") kids.passive = true;
    else if (relation === "compound:prt") kids.particle = k;
    else if (relation === "ccomp") {
      // "…, organisers said, in the biggest march since May": what follows the comma is no content beside what was said.
      if (kids.clause < 0 || kids.clause > i || !opensAfterComma(tree, k)) kids.clause = k;
    } else if (relation === "mark") kids.as ||= tokens.Norm[k] === "as";
    else if (isRelation(relation, "parataxis")) kids.aside = k;
    else if (isRelation(relation, "obl")) {
      if (relation === "obl:agent" || isBy(tree, k)) kids.agent = k;
      else if (k > i && relation !== "obl:tmod" && relation !== "obl:npmod") complement(kids, tree, k);
    } else if (k > i) {
      if (relation === "obj") kids.object = k;
      if (relation === "obj" || relation === "xcomp" || relation === "advcl" || relation === "iobj")
        complement(kids, tree, k);
    }
  }
  return kids;
}

function complement(kids: Kids, tree: Tree, k: number): void {
  if (kids.first < 0) kids.first = tree.Left[k]!;
  kids.last = Math.max(kids.last, tree.Right[k]!);
}

function isBy(tree: Tree, k: number): boolean {
  const first = tree.Child[k]!;
  return first >= 0 && tree.tokens.Norm[first] === "by" && tree.tokens.Deprel[first] === "case";
}

function verb(reader: Reader, i: number, lemma: string): Draft | null {
  const { tokens, words } = reader;
  const relation = tokens.Deprel[i]!;
  const feats = tokens.Feats[i]!;
  const saying = words.say.has(lemma) || words.told.has(lemma);
  if (!saying && feats.includes("VerbForm=Inf")) return null;
  const kids = kidsOf(reader, i);
  const participle =
    (relation === "acl" || relation === "advcl") &&
    feats.includes("Tense=Past") &&
    feats.includes("VerbForm=Part");
  const passive = kids.passive || participle;
  const cue: Range[] = [[i, i]];
  if (kids.particle >= 0) cue.push([kids.particle, kids.particle]);
  const content =
    contentOf(reader, i, lemma, kids, passive) ?? (saying && !passive ? saidBefore(reader, i) : null);
  if (!content) return null;
  let source: Range | null = null;
  if (!words.nobody.has(lemma)) {
    const from = passive ? kids.agent : subjectOf(reader, i, 0);
    if (from >= 0) source = passive ? agentRange(reader, from) : sourceRange(reader, from, i);
    if (from >= 0 && NARRATOR.has(tokens.Norm[from]!)) return null;
    // "…, adding that": who spoke last in the sentence goes on.
    if (!passive && !source) source = reader.speaker;
    if (!source && (!passive || (!saying && !words.expected.has(lemma)))) return null;
  }
  return { source, cue, content };
}

function contentOf(reader: Reader, i: number, lemma: string, kids: Kids, passive: boolean): Range | null {
  const { tokens, tree, words } = reader;
  const under = (k: number): Range => [tree.Left[k]!, tree.Right[k]!];
  const head = tokens.Head[i]!;
  const relation = tokens.Deprel[i]!;
  // "…, it said, leaving many homeless": the clause after a comma is no content where the cue hangs on what is said.
  const apart =
    head >= 0 && isRelation(relation, "parataxis") && kids.clause > i && opensAfterComma(tree, kids.clause);
  if (kids.clause >= 0 && !apart) return withSecond(reader, i, clauseOf(reader, i, kids.clause));
  // "…, police said" and "as police said" hang on what is said.
  if (head >= 0 && (isRelation(relation, "parataxis") || (kids.as && relation === "advcl"))) {
    if (words.say.has(lemma) || words.clause.has(lemma) || words.told.has(lemma)) return under(head);
  }
  const saying = words.say.has(lemma);
  if (saying && kids.aside >= 0) return under(kids.aside);
  if (words.any.has(lemma) || words.nobody.has(lemma) || words.told.has(lemma)) {
    const told = words.told.has(lemma) && !words.any.has(lemma);
    if (passive && !words.told.has(lemma)) {
      const of = kids.subject >= 0 ? kids.subject : isRelation(relation, "acl") ? head : -1;
      if (of >= 0)
        return kids.last > i && kids.subject >= 0 ? [tree.Left[of]!, kids.last] : [tree.Left[of]!, i - 1];
    }
    if (kids.last > i && !(told && kids.object >= 0 && kids.last === tree.Right[kids.object]!))
      return [told && kids.object >= 0 ? tree.Right[kids.object]! + 1 : kids.first, kids.last];
  }
  if (!saying) return null;
  if (kids.object > i) return under(kids.object);
  return quoteBeside(reader, i);
}

function opensAfterComma({ tokens, Left }: Tree, i: number): boolean {
  const first = Left[i]!;
  return tokens.Norm[first] === "," || (first > 0 && tokens.Norm[first - 1] === ",");
}

/** All that stands before ", the hospital said." */
function saidBefore({ tokens, sentences, tree }: Reader, i: number): Range | null {
  const subject = nearestSubject(tree, i);
  const s = tokens.Sentence[i]!;
  const first = sentences.First[s]!;
  if (subject < 0 || subject > i || i + 1 < sentences.Last[s]! - 1) return null;
  const comma = tree.Left[subject]! - 1;
  return comma > first + 1 && tokens.Norm[comma] === "," ? [first, comma - 1] : null;
}

/** "said drivers who joined would be fined", where the parse ties the subject of what is said to the verb of saying. */
function clauseOf({ tokens, tree }: Reader, i: number, clause: number): Range {
  const [first, last] = [tree.Left[clause]!, tree.Right[clause]!];
  if (first <= i + 1 || nearestSubject(tree, clause) >= 0) return [first, last];
  for (let k = tree.Child[i]!; k >= 0; k = tree.Next[k]!) {
    const relation = tokens.Deprel[k]!;
    if (k > i && tree.Right[k] === first - 1 && (relation === "obj" || relation === "nsubj"))
      return [tree.Left[k]!, last];
  }
  return [first, last];
}

/** "alleged that the army knew of it, and that it took part": all that the second "that" opens is told too. */
function withSecond({ tokens, sentences }: Reader, i: number, [first, last]: Range): Range {
  const end = sentences.Last[tokens.Sentence[i]!]! - 1;
  if (tokens.Norm[first] !== "that" || first < i) return [first, last];
  let at = last + 1;
  if (tokens.Norm[at] === ",") at++;
  const second = at < end && tokens.Norm[at] === "and" && tokens.Norm[at + 1] === "that";
  return [first, second ? end : last];
}

/** The tokens of a quotation in the same sentence, or what follows a colon at its end. */
function quoteBeside(reader: Reader, i: number): Range | null {
  const { tokens, sentences, quotes } = reader;
  const s = tokens.Sentence[i]!;
  const [first, last] = [sentences.First[s]!, sentences.Last[s]! - 1];
  const at = firstQuote(quotes, tokens.Start[first]!);
  const quote = quotes[at];
  if (
    quote &&
    quote.start < tokens.End[last]! &&
    !(quote.start < tokens.Start[i]! && tokens.Start[i]! < quote.end)
  ) {
    if (quote.end <= tokens.Start[i]!) return [first, i - 1];
    let from = i + 1;
    while (from < last && tokens.Start[from]! < quote.start) from++;
    return [from, last];
  }
  const next = sentences.First[s + 1];
  if (tokens.Norm[last] === ":" && next !== undefined && last - i < 12)
    return [next, sentences.Last[s + 1]! - 1];
  return null;
}

// --- Other cues ----------------------------------------------------------------------------------------------

/** "according to X": the source is the phrase after "to", the content the clause on which the phrase hangs. */
function accordingTo(reader: Reader, i: number): Draft | null {
  const { tokens, tree } = reader;
  if (i + 2 >= tokens.length || tokens.Sentence[i + 2] !== tokens.Sentence[i]) return null;
  const opening = openingSource(reader, i);
  if (opening) return opening;
  let top = i + 2;
  for (let hop = 0; hop < 12; hop++) {
    const head = tokens.Head[top]!;
    if (head < i + 2 || tokens.Upos[head] === VERB || top === tokens.Head[i]) break;
    top = head;
  }
  let above = tokens.Head[top]!;
  for (let hop = 0; hop < 3 && above >= i && above <= i + 1; hop++) above = tokens.Head[above]!;
  if (above < 0) return null;
  const source: Range = [i + 2, tree.Right[top]!];
  const [first, last] = [tree.Left[above]!, tree.Right[above]!];
  return { source, cue: [[i, i + 1]], content: cut([first, last], [i, source[1]]) };
}

/** "According to the health ministry, …" at the head of a sentence: the source reaches up to the comma. */
function openingSource({ tokens, sentences }: Reader, i: number): Draft | null {
  const s = tokens.Sentence[i]!;
  const last = sentences.Last[s]! - 1;
  if (i !== sentences.First[s]!) return null;
  for (let k = i + 2; k < last && k <= i + LONGEST_SOURCE; k++) {
    if (tokens.Upos[k] === VERB) return null;
    if (tokens.Norm[k] === ",") return { source: [i + 2, k - 1], cue: [[i, i + 1]], content: [k + 1, last] };
  }
  return null;
}

const LONGEST_SOURCE = 12;

/** The longer part of a range before or after a hole in it. */
function cut([first, last]: Range, [from, to]: Range): Range {
  if (to < first || from > last) return [first, last];
  return from - first >= last - to ? [first, from - 1] : [to + 1, last];
}

const ABOUT = new Set(["for", "of", "to", "on", "about", "against", "over", "with", "that", "in"]);

/** "the claim that", "her criticism of", "made the claim that". */
function noun(reader: Reader, i: number): Draft | null {
  const { tokens, tree, words } = reader;
  let source: Range | null = null;
  let content: Range | null = null;
  let that = false;
  for (let k = tree.Child[i]!; k >= 0; k = tree.Next[k]!) {
    const relation = tokens.Deprel[k]!;
    if (relation === "nmod:poss") {
      const last = tree.Right[k]!;
      const mark = tokens.Norm[last] === "'s" || tokens.Norm[last] === "'" || tokens.Norm[last] === "’s";
      source = [tree.Left[k]!, mark && last > k ? last - 1 : last];
    } else if (k < i) continue;
    else if (relation === "acl" || relation === "ccomp" || isThatClause(tree, k, relation)) {
      content = [tree.Left[k]!, tree.Right[k]!];
      that = tokens.Norm[content[0]] === "that";
    } else if (isRelation(relation, "nmod")) {
      const word = tokens.Norm[tree.Left[k]!]!;
      if (word === "by" || word === "from") source = [tree.Left[k]! + 1, tree.Right[k]!];
      else if (!content && ABOUT.has(word)) content = [tree.Left[k]!, tree.Right[k]!];
    }
  }
  if (!content) return null;
  const cue: Range[] = [[i, i]];
  const head = tokens.Head[i]!;
  if (!source && head >= 0 && tokens.Deprel[i] === "obj" && words.light.has(tokens.Lemma[head]!)) {
    if (words.verbs.has(tokens.Lemma[head]!)) return null;
    const subject = subjectOf(reader, head, 0);
    if (subject >= 0) source = sourceRange(reader, subject, head);
    if (head < i) cue.unshift([head, head]);
  }
  return source || that ? { source, cue, content } : null;
}

/** A clause after a noun that the parse takes for a relative one although "that" only opens it. */
function isThatClause({ tokens, Left }: Tree, k: number, relation: string): boolean {
  const first = Left[k]!;
  return relation === "acl:relcl" && tokens.Norm[first] === "that" && tokens.Deprel[first] === "mark";
}

/** "is confident that". */
function adjective(reader: Reader, i: number): Draft | null {
  const { tree } = reader;
  const kids = kidsOf(reader, i);
  const content: Range | null =
    kids.clause > i
      ? [tree.Left[kids.clause]!, tree.Right[kids.clause]!]
      : kids.last > i
        ? [kids.first, kids.last]
        : null;
  if (!content) return null;
  const subject = subjectOf(reader, i, 0);
  return subject < 0 ? null : { source: sourceRange(reader, subject, i), cue: [[i, i]], content };
}

/** "allegedly" hands its clause to nobody. */
function adverb({ tokens, tree }: Reader, i: number): Draft | null {
  const head = tokens.Head[i]!;
  return head < 0 ? null : { source: null, cue: [[i, i]], content: [tree.Left[head]!, tree.Right[head]!] };
}

const LONGEST_SPEAKER = 6;

/** "Ana Ruiz: …" at the head of a sentence. */
function speakerBefore({ tokens, sentences }: Reader, s: number): Draft | null {
  const [first, last] = [sentences.First[s]!, sentences.Last[s]! - 1];
  let i = first;
  while (i < last && i - first < LONGEST_SPEAKER && tokens.Upos[i] === PROPN) i++;
  if (i === first || tokens.Norm[i] !== ":" || last - i < 3) return null;
  return { source: [first, i - 1], cue: [[i, i]], content: [i + 1, last] };
}
