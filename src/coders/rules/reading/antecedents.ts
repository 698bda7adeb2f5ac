/** Whom a pronoun stands for: the nearest noun phrase before it that fits, subjects first, at most one sentence back. */
import type { Analysis, Tokens } from "../../../text/analysis.js";
import { UPOS } from "../../../text/analysis.js";
import type { NounClass } from "../lexicon/lexicon.js";

const PRON = UPOS.indexOf("PRON");
const PROPN = UPOS.indexOf("PROPN");
const VERB = UPOS.indexOf("VERB");

type Number_ = "many" | "one" | "body";
const STANDS_FOR: ReadonlyMap<string, Number_> = new Map([
  ...["they", "them", "their", "themselves"].map((word) => [word, "many"] as const),
  ...["he", "him", "his", "she", "her"].map((word) => [word, "one"] as const),
  ...["it", "its"].map((word) => [word, "body"] as const),
]);
/** Forms that are objects: the subject of their own clause is somebody else. */
const OBJECTS = new Set(["them", "him", "her", "it"]);

/** What is asked of the parse. */
export type Parse = {
  readonly tokens: Tokens;
  readonly sentences: Analysis["sentences"];
  noun(i: number): boolean;
  is(i: number, relation: string): boolean;
  classOf(i: number): NounClass | null;
  /** Verbs of saying, and words of dying and killing: who is said to be dead does not speak. */
  readonly speech?: ReadonlySet<string>;
  /** Nouns whom "he" and whom "she" cannot mean. */
  readonly women?: ReadonlySet<string>;
  readonly men?: ReadonlySet<string>;
  readonly deaths?: ReadonlySet<string>;
};

/** "she was killed", "her murder": the pronoun stands for somebody who is dead. */
function killed({ tokens, is, deaths }: Parse, i: number): boolean {
  const up = tokens.Head[i]!;
  if (!deaths || up < 0 || !deaths.has(tokens.Lemma[up]!)) return false;
  return is(i, "nsubj:pass") || is(i, "nmod:poss") || is(i, "obj");
}

/** "His wife said officers had come; he was taken away": not the wife. */
const otherSex = ({ women, men }: Parse, pronoun: string, noun: string): boolean =>
  (pronoun.startsWith("h") && pronoun !== "her" ? women : men)?.has(noun) === true;

function speaker({ tokens, is, speech }: Parse, k: number): boolean {
  return speech !== undefined && is(k, "nsubj") && speech.has(tokens.Lemma[tokens.Head[k]!] ?? "");
}

/** The head of what the pronoun at `i` stands for; `i` itself where it is none, or nobody fits. */
export function antecedentOf(parse: Parse, i: number): number {
  const { tokens, sentences } = parse;
  // "a boy whose killing": the noun right before.
  if (tokens.Norm[i] === "whose" && i > 0) {
    const before = tokens.Norm[i - 1] === "," ? i - 2 : i - 1;
    return before >= 0 && parse.noun(before) ? before : i;
  }
  const kind = tokens.Upos[i] === PRON ? STANDS_FOR.get(tokens.Norm[i]!) : undefined;
  if (kind === undefined) return i;
  const verbs = clausesOf(parse, i);
  const object = OBJECTS.has(tokens.Norm[i]!) && !parse.is(i, "nsubj") && !parse.is(i, "nmod:poss");
  const bottom = sentences.First[Math.max(0, tokens.Sentence[i]! - 1)]!;
  const suffering = object || parse.is(i, "nsubj:pass");
  const dead = killed(parse, i);
  let spare = -1;
  let owner = -1;
  for (let k = i - 1; k >= bottom; k--) {
    // "Rey's bond was set at $500 and she will appear": whose it is in the same sentence, before anybody of the one before.
    if (owner >= 0 && tokens.Sentence[k] !== tokens.Sentence[i]) break;
    if (!parse.noun(k) || tokens.Deprel[k] === "compound") continue;
    const made = parse.classOf(k);
    if (!made?.person) continue;
    if (tokens.Deprel[k] === "nmod:poss") {
      const named = kind === "one" && spare < 0 && tokens.Upos[k] === PROPN && !made.collective;
      if (named && owner < 0 && tokens.Sentence[k] === tokens.Sentence[i]) owner = k;
      continue;
    }
    // A firm's name that ends in "s" is one firm.
    const plural = tokens.Feats[k]!.includes("Number=Plur") && !(tokens.Upos[k] === PROPN && made.collective);
    const fits =
      kind === "many"
        ? plural || made.collective
        : kind === "body"
          ? made.collective && !plural
          : !plural && !made.collective;
    if (!fits) continue;
    if (kind === "one" && otherSex(parse, tokens.Norm[i]!, tokens.Lemma[k]!.toLowerCase())) continue;
    // "The envoy wrote that her murder was planned": not that of the envoy.
    if (dead && speaker(parse, k)) continue;
    // "Police fired tear gas at them", "used canes to drive them back": not at themselves.
    if (object && parse.is(k, "nsubj") && verbs.includes(tokens.Head[k]!)) continue;
    // "shot by a policeman … he was killed": who did it does not suffer it.
    if (kind === "one" && suffering && actsBy(parse, k)) continue;
    // "The company would take back workers on the terms before their strike": of two, those who are many.
    const sure = kind !== "many" || plural || MEASURES.has(tokens.Lemma[k]!);
    // "Rey's lawyer said she was charged", "his brother said he was held": who speaks for somebody tells what was done to that one.
    const whose = kind === "one" && suffering && !object ? speaksFor(parse, k, i) : -1;
    if (whose >= 0) return parse.noun(whose) ? whose : antecedentOf(parse, whose);
    // "…, police said. They blocked the road": who speaks at the end of a sentence is not whom the next one is about.
    const speaks =
      SPEECH.has(tokens.Lemma[tokens.Head[k]!] ?? "") && tokens.Sentence[k] !== tokens.Sentence[i];
    if (parse.is(k, "nsubj") && sure && !(speaks && kind === "many"))
      return kind === "many" && dealtWith(parse, spare, k, i) ? spare : k;
    // "A group of members blocked the gate. Police removed them"
    const over = tokens.Head[k]!;
    const counted = over >= 0 && over < k && parse.is(k, "nmod") && parse.is(over, "nsubj");
    if (kind === "many" && plural && counted && MEASURES.has(tokens.Lemma[over]!)) return k;
    if (kind === "body") continue;
    if (spare < 0 || (plural && kind === "many" && !tokens.Feats[spare]!.includes("Number=Plur"))) spare = k;
  }
  if (owner >= 0 && spare < 0) return owner;
  return spare >= 0 ? spare : i;
}

/**
 * "Police arrested dozens of protesters after they blocked a road": in a clause under an act of the state "they" are those whom it is
 * done to, unless it tells what forces do ("as they broke up a march").
 */
function dealtWith({ tokens, is, classOf }: Parse, whom: number, k: number, i: number): boolean {
  if (whom < 0 || !is(i, "nsubj") || tokens.Sentence[k] !== tokens.Sentence[i]) return false;
  if (!classOf(k)?.state || classOf(whom)?.state || !tokens.Feats[whom]!.includes("Number=Plur"))
    return false;
  const clause = tokens.Head[i]!;
  const act = tokens.Head[k]!;
  if (clause === act || whom < act || FORCES_DO.has(tokens.Lemma[clause] ?? "")) return false;
  for (let up = clause, hop = 0; up >= 0 && hop < 4; up = tokens.Head[up]!, hop++) {
    if (up === act) return true;
    if (!(is(up, "advcl") || is(up, "conj") || is(up, "ccomp") || is(up, "xcomp"))) return false;
  }
  return false;
}

/** What forces do rather than those whom they deal with. */
const FORCES_DO = new Set(
  "disperse break raid clear search patrol evict enforce intercept seize fire shoot arrest detain remove move open use deploy launch cordon secure restore".split(
    " ",
  ),
);

/** Whose lawyer or brother the one at `k` is who says in the sentence of the pronoun at `i` what it tells; or -1. */
function speaksFor({ tokens, is, noun, classOf }: Parse, k: number, i: number): number {
  const verb = tokens.Head[k]!;
  if (!is(k, "nsubj") || tokens.Sentence[k] !== tokens.Sentence[i] || !SPEECH.has(tokens.Lemma[verb] ?? ""))
    return -1;
  for (let c = k - 1; c >= 0 && c > k - 6; c--) {
    if (tokens.Head[c] !== k || !is(c, "nmod:poss")) continue;
    const named =
      noun(c) && tokens.Upos[c] === PROPN && classOf(c)?.person === true && !classOf(c)!.collective;
    return named || STANDS_FOR.get(tokens.Norm[c]!) === "one" ? c : -1;
  }
  return -1;
}

const SPEECH = new Set(["say", "add", "tell", "report", "announce", "state", "confirm", "explain"]);
const MEASURES = new Set([
  "group",
  "crowd",
  "number",
  "band",
  "mob",
  "gang",
  "hundred",
  "thousand",
  "dozen",
  "score",
  "majority",
  "handful",
]);
const CONTROLLED = ["xcomp", "advcl", "conj"];

/** The verb whose clause a token stands in, and those whose subject it shares. */
function clausesOf(parse: Parse, i: number): number[] {
  const { tokens } = parse;
  const out: number[] = [];
  let at = tokens.Head[i]!;
  for (let hop = 0; at >= 0 && hop < 8; hop++) {
    if (tokens.Upos[at] === VERB) {
      out.push(at);
      if (!CONTROLLED.some((relation) => parse.is(at, relation)) || hasSubject(parse, at)) break;
    }
    at = tokens.Head[at]!;
  }
  return out;
}

/** Whether the verb at `i` has a subject of its own. */
function hasSubject({ tokens, is }: Parse, i: number): boolean {
  for (let k = i - 1; k >= 0 && tokens.Sentence[k] === tokens.Sentence[i]; k--)
    if (tokens.Head[k] === i && is(k, "nsubj")) return true;
  return false;
}

/** "by a policeman" */
function actsBy({ tokens, is }: Parse, k: number): boolean {
  if (!is(k, "obl")) return false;
  for (let c = k - 1; c >= 0 && c > k - 5; c--)
    if (tokens.Head[c] === k && tokens.Norm[c] === "by") return true;
  return false;
}
