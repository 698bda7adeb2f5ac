/**
 * Reads the tense, polarity and factuality of every event predicate from the arcs of its sentence: what is certain is
 * handed down from the root, and each word over an event, its auxiliaries and the words beside it take their share. The
 * scale is that of Lee et al. 2015; the composing of signatures is that of Karttunen 1971 and Lotan et al. 2013.
 */
import { type Polarity, type Predicate, type Sentences, type Tense, type Tokens, UPOS } from "../analysis.js";
import { type Beside, besideOf, CERTAIN } from "./beside.js";
import { type PredicateWords, predicateWords, type Signature, type Worth } from "./predicate-words.js";
import { isRelation, type Tree } from "./tree.js";

const [VERB, NOUN, ADJ, PROPN, AUX, ADP] = ["VERB", "NOUN", "ADJ", "PROPN", "AUX", "ADP"].map((tag) =>
  UPOS.indexOf(tag as (typeof UPOS)[number]),
) as [number, number, number, number, number, number];

/** A value nearer to nought than this leaves it open whether the event came about. */
const OPEN = 0.5;

type Form = "finite" | "infinitive" | "gerund" | "participle" | "none";

type State = {
  readonly tokens: Tokens;
  readonly tree: Tree;
  readonly words: PredicateWords;
  /** What the words above make of a token, and what it is worth with the words beside it. */
  readonly Base: Float32Array;
  readonly Value: Float32Array;
  /** 1: about what is to come; 2: open which way it went. */
  readonly Flags: Uint8Array;
  readonly Tenses: Uint8Array;
};

const FUTURE = 1;
const UNDECIDED = 2;
/** Denied by its subject or object: these do not inherit it. */
const NONE_DOES = 4;
const TOO_MUCH = 8;
const TENSES: readonly Tense[] = ["none", "past", "present", "future"];

/** Predicates in reading order. Needs tags, features and arcs. Linear in the number of tokens. */
export function predicates(tokens: Tokens, sentences: Sentences, tree: Tree, lang = "en"): Predicate[] {
  const n = tokens.length;
  const state: State = {
    tokens,
    tree,
    words: predicateWords(lang),
    Base: new Float32Array(n),
    Value: new Float32Array(n),
    Flags: new Uint8Array(n),
    Tenses: new Uint8Array(n),
  };
  const { Child, Next } = tree;
  const Told = new Uint8Array(n);
  for (let i = 0; i < n; i++) if (isPredicate(state, i)) Told[i] = 1;
  const stack: number[] = [];
  for (let s = 0; s < sentences.length; s++) {
    const last = sentences.Last[s]!;
    for (let i = sentences.First[s]!; i < last; i++) if (tokens.Head[i]! < 0) stack.push(i);
    const asked = tokens.Norm[last - 1] === "?" || (last > 1 && tokens.Norm[last - 2] === "?");
    while (stack.length > 0) {
      const i = stack.pop()!;
      settle(state, i, asked);
      // A word with nothing under it that tells no event hands nothing on.
      for (let k = Child[i]!; k >= 0; k = Next[k]!) if (Child[k]! >= 0 || Told[k] === 1) stack.push(k);
    }
  }
  const found: Predicate[] = [];
  for (let i = 0; i < n; i++) {
    if (Told[i] === 0) continue;
    const factuality = Math.round(10 * state.Value[i]!) / 10;
    found.push({
      start: tokens.Start[i]!,
      end: tokens.End[i]!,
      token: i,
      tense: TENSES[state.Tenses[i]!]!,
      polarity: polarityOf(state, i),
      factuality: factuality === 0 ? 0 : factuality,
    });
  }
  return found;
}

function polarityOf({ Value, Flags }: State, i: number): Polarity {
  if (Math.abs(Value[i]!) < OPEN || (Flags[i]! & UNDECIDED) !== 0) return "unknown";
  return Value[i]! > 0 ? "positive" : "negative";
}

/** Relations in which an adjective tells something of its subject. */
const PREDICATIVE = new Set([
  "root",
  "ccomp",
  "xcomp",
  "conj",
  "advcl",
  "acl",
  "acl:relcl",
  "parataxis",
  "csubj",
]);

function isPredicate({ tokens, words }: State, i: number): boolean {
  const tag = tokens.Upos[i]!;
  if (tag === VERB) return true;
  if (tag === NOUN || tag === PROPN) return words.event(tokens.Lemma[i]!.toLowerCase());
  const relation = tokens.Deprel[i]!;
  if (tag === ADJ) return PREDICATIVE.has(relation) || /(?:ed|ing)$/.test(tokens.Norm[i]!);
  return tag === AUX && PREDICATIVE.has(relation);
}

/** Fills in the columns of a token whose head is settled. */
function settle(state: State, i: number, asked: boolean): void {
  const { tokens, words, Base, Value, Flags } = state;
  const beside = besideOf(tokens, state.tree, words, i);
  const nominal = tokens.Upos[i] !== VERB && tokens.Upos[i] !== AUX && beside.cop < 0;
  tense(state, i, beside, nominal);
  const head = tokens.Head[i]!;
  Flags[i] = head < 0 ? 0 : Flags[head]! & UNDECIDED;
  let base = head < 0 ? CERTAIN : fromAbove(state, i, head, beside);
  if (asked && head < 0 && beside.question) {
    base = words.plain.question![0];
    Flags[i]! |= UNDECIDED;
  }
  if (words.open.has(beside.mark)) Flags[i]! |= UNDECIDED;
  if (words.future.has(beside.modalWord)) Flags[i]! |= FUTURE;
  Base[i] = base;
  let own = CERTAIN;
  const none = beside.none && !beside.denied && !words.light.has(tokens.Lemma[i]!);
  if (none) Flags[i]! |= NONE_DOES;
  if (beside.tooMuch) Flags[i]! |= TOO_MUCH;
  const denied = beside.denied || none;
  if (beside.modal) own = beside.modal[denied ? 1 : 0];
  else if (!nominal && tokens.Feats[i]!.includes("Mood=Imp")) own = words.plain.imperative![denied ? 1 : 0];
  else if (nominal) own = denied ? words.plain.noun![1] : boundOf(state, i, beside);
  else own = words.plain[state.Tenses[i] === PRESENT ? "present" : "past"]![denied ? 1 : 0];
  own *= beside.share;
  if (own > beside.cap) own = beside.cap;
  Value[i] = scaled(own, base);
}

/** A noun without an article may name no one event: "opposed to strikes". */
function boundOf({ tokens, words }: State, i: number, beside: Beside): number {
  const open = !beside.definite && !beside.article && tokens.Upos[i] !== PROPN;
  return open ? words.plain.noun![0] : CERTAIN;
}

/** What a word is worth where its clause is: what is denied twice holds. */
function scaled(own: number, base: number): number {
  return (own * base) / CERTAIN;
}

/** What a word leaves of an event under it: `holds` where the word is certain, `denied` where it is denied, between them else. */
function signed({ holds, denied }: { holds: number; denied: number }, value: number): number {
  return (holds + denied) / 2 + ((holds - denied) / 2) * (value / CERTAIN);
}

// --- Tense ---------------------------------------------------------------------------------------------------

const [NONE, PAST, PRESENT, COMING] = [0, 1, 2, 3] as const;

function tense(state: State, i: number, beside: Beside, nominal: boolean): void {
  const { tokens, words, Tenses } = state;
  if (nominal) return;
  if (beside.modal) {
    Tenses[i] = words.future.has(beside.modalWord) ? COMING : NONE;
    return;
  }
  if (beside.to) return;
  if (beside.aux >= 0) {
    Tenses[i] = beside.have ? PAST : tenseOf(tokens.Feats[beside.aux]!);
    return;
  }
  Tenses[i] = tenseOf(tokens.Feats[i]!);
  // "was beaten and shot"
  if (Tenses[i] === NONE && tokens.Deprel[i] === "conj") Tenses[i] = Tenses[tokens.Head[i]!]!;
}

function tenseOf(feats: string): number {
  if (!feats.includes("VerbForm=Fin")) return NONE;
  return feats.includes("Tense=Past") ? PAST : feats.includes("Tense=Pres") ? PRESENT : NONE;
}

function formOf({ tokens }: State, i: number, beside: Beside): Form {
  const tag = tokens.Upos[i];
  if (beside.to) return "infinitive";
  if (tag !== VERB && tag !== AUX) return beside.cop >= 0 ? "finite" : "none";
  if (beside.modal || beside.aux >= 0) return "finite";
  const feats = tokens.Feats[i]!;
  if (feats.includes("VerbForm=Fin")) return "finite";
  if (feats.includes("VerbForm=Inf")) return "infinitive";
  return tokens.Norm[i]!.endsWith("ing") ? "gerund" : "participle";
}

// --- What comes from above -----------------------------------------------------------------------------------

function signatureOf({ tokens, tree, words, Flags }: State, i: number, mark: string): Signature | undefined {
  if ((Flags[i]! & TOO_MUCH) !== 0) return words.tooMuchTo;
  const lemma = tokens.Lemma[i]!;
  const tag = tokens.Upos[i]!;
  if (tag === VERB || tag === AUX) {
    for (let k = tree.Child[i]!; k >= 0; k = tree.Next[k]!)
      if (tokens.Deprel[k] === "compound:prt") {
        const phrase = words.verbs.get(`${lemma} ${tokens.Norm[k]!}`);
        if (phrase) return phrase;
      }
    return (mark === "" ? undefined : words.verbs.get(`${lemma} ${mark}`)) ?? words.verbs.get(lemma);
  }
  if (tag === NOUN || tag === PROPN) return words.nouns.get(lemma.toLowerCase());
  return words.adjectives.get(lemma) ?? words.adjectives.get(tokens.Norm[i]!);
}

function fromAbove(state: State, i: number, head: number, beside: Beside): number {
  const { tokens, words, Base, Value, Flags } = state;
  const relation = tokens.Deprel[i]!;
  const form = formOf(state, i, beside);
  const value = Value[head]!;
  const { plain } = words;
  switch (relation) {
    case "ccomp":
    case "xcomp":
    case "csubj":
    case "csubj:pass":
    case "acl":
    case "advcl": {
      const signature =
        relation.startsWith("csubj") && tokens.Upos[head] === VERB
          ? undefined
          : signatureOf(state, head, beside.mark);
      if (form === "none" && relation === "xcomp") return value;
      // "police who had blocked the road fired": a clause of its own, whatever the parse says.
      if (form === "finite" && relation === "xcomp" && beside.subject >= 0) return CERTAIN;
      return clause(state, i, head, relation, form, beside, signature);
    }
    case "amod":
      return value < 0 ? value : CERTAIN;
    case "acl:relcl":
      return form === "infinitive" ? signed(pair(plain.infinitive!), value) : CERTAIN;
    case "conj":
      return joined(state, i, head, form, beside);
    case "parataxis":
    case "appos":
    case "list":
    case "discourse":
      return CERTAIN;
  }
  Flags[i]! |= Flags[head]! & FUTURE;
  if (form === "infinitive" || form === "gerund" || form === "finite") return Base[head]!;
  return phrase(state, i, head, relation, beside);
}

const pair = ([holds, denied]: Worth): { holds: number; denied: number } => ({ holds, denied });

function clause(
  state: State,
  i: number,
  head: number,
  relation: string,
  form: Form,
  beside: Beside,
  signature: Signature | undefined,
): number {
  const { words, Value, Flags } = state;
  const { plain } = words;
  const value = Value[head]!;
  const mark = words.marks.get(beside.mark);
  const coming = (Flags[head]! & FUTURE) !== 0 || Math.abs(value) < 2;
  if (form === "infinitive") {
    if (relation === "advcl" && !signature) return signed(pair(plain.purpose!), value);
    return signature
      ? signed(signature, value)
      : signed(pair(relation === "acl" ? plain.afterNoun! : plain.infinitive!), value);
  }
  const complement = relation === "ccomp" || relation === "xcomp" || relation === "csubj";
  if (form === "gerund" || form === "participle") {
    if (signature && words.complementary.has(beside.mark)) return signed(signature, value);
    if (mark && !complement) return mark[coming ? 1 : 0];
    if (complement || beside.mark !== "")
      return signature ? signed(signature, value) : signed({ holds: plain.gerund![0], denied: 0 }, value);
    if (relation === "acl") return value < 0 ? value : Math.max(value, words.plain[form]![1]);
    // "marched, carrying banners"
    return value >= 0 ? Math.max(value, 1) : 2.4;
  }
  if (complement || (relation === "acl" && beside.mark === "that")) {
    const over = signature ? signed(signature, value) : signed(pair(plain.clause!), value);
    if (mark && words.open.has(beside.mark)) return Math.min(over, mark[0]);
    return asksWhich(state, i) ? Math.max(over, plain.which![0]) : over;
  }
  if (mark) return mark[coming && state.Tenses[i] === PRESENT ? 1 : 0];
  return CERTAIN;
}

/** "told how police had fired": what is asked after is taken for true. */
function asksWhich({ tokens, tree, words }: State, i: number): boolean {
  for (let k = tree.Child[i]!; k >= 0 && k < i; k = tree.Next[k]!)
    if (words.which.has(tokens.Norm[k]!)) return true;
  return false;
}

/** "will march and strike", "did not march or strike": the second shares what the first has beside it. */
function joined(state: State, i: number, head: number, form: Form, beside: Beside): number {
  const { tokens, words, Base, Value, Flags } = state;
  if (tokens.Upos[i] === VERB && tokens.Upos[head] === VERB) {
    Flags[i]! |= Flags[head]! & FUTURE;
    const own = beside.modal !== null || beside.aux >= 0 || beside.subject >= 0;
    // "did not march or strike", where the parse takes the second for a past
    if (!own && (form !== "finite" || (beside.or && Value[head]! < 0))) return Value[head]!;
    // "failed to pay and filed for bankruptcy": a tensed verb is joined to a tensed verb, whatever the parse says.
    const tensed =
      form === "finite" && !beside.modal && state.Tenses[i] !== NONE && state.Tenses[head] === NONE;
    const over = tokens.Head[head]!;
    if (
      tensed &&
      over >= 0 &&
      tokens.Feats[head]!.includes("VerbForm=Inf") &&
      !words.modals.has(tokens.Norm[head - 1] ?? "")
    )
      return Math.max(Base[head]!, Value[over]!);
    return Base[head]!;
  }
  const worth = beside.case >= 0 ? words.prepositions.get(tokens.Norm[beside.case]!) : undefined;
  return worth ?? (form === "finite" ? Base[head]! : Value[head]!);
}

/** An event named by a noun: under a verb that speaks of it, in a phrase of another noun, or beside a verb. */
function phrase(state: State, i: number, head: number, relation: string, beside: Beside): number {
  const { tokens, words, Value, Base, Flags } = state;
  const value = (Flags[head]! & NONE_DOES) !== 0 ? Base[head]! : Value[head]!;
  const tag = tokens.Upos[head]!;
  const preposition = beside.case >= 0 ? tokens.Norm[beside.case]! : "";
  const worth = preposition === "" ? undefined : words.prepositions.get(preposition);
  const kept = words.plain[beside.definite ? "definite" : "indefinite"]!;
  if (tag === VERB || tag === AUX) {
    const signature = signatureOf(state, head, preposition);
    // "rejected the offer": an offer there was.
    const made = signature && signature.holds < 0 && words.nouns.has(tokens.Lemma[i]!);
    const theme =
      relation === "obj" ||
      relation === "nsubj:pass" ||
      (isRelation(relation, "obl") && words.themes.has(preposition));
    if (theme && signature?.objects && !made) return lifted(signed(signature, value), kept[0]);
    if (worth !== undefined) return worth >= 0 ? scaled(worth, lifted(value, kept[0])) : worth;
    if (relation === "obj" && words.carriers.has(tokens.Lemma[head]!) && !beside.definite) return value;
    return lifted(value, kept[0]);
  }
  if (tag === NOUN || tag === PROPN) {
    const signature = words.nouns.get(tokens.Lemma[head]!.toLowerCase());
    if (signature && (relation === "nmod" || relation === "compound") && !words.aside.has(preposition))
      return lifted(signed(signature, value), kept[1]);
    if (worth !== undefined) return Math.min(worth, lifted(value, kept[1]));
    return lifted(value, kept[1]);
  }
  if (tag === ADJ) return lifted(value, kept[0]);
  return worth ?? (tag === ADP ? Base[head]! : value);
}

/** An event that a phrase names is in part taken for known, whatever the words above say: all where `known` is 1. */
function lifted(value: number, known: number): number {
  return CERTAIN * known + (1 - known) * value;
}
