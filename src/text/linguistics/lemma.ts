/** Dictionary forms: exceptions from `languages/en/lemmas.yaml`, the words of the treebank, then spelling rules. */
import { readFileSync } from "node:fs";
import { dataFile } from "../data.js";

type Class = "verbs" | "nouns" | "adjectives" | "adverbs" | "others";
const CLASSES = ["verbs", "nouns", "adjectives", "adverbs", "others"] as const;

export type LemmaLexicon = {
  /** `form` to lemma, for each class. */
  readonly exceptions: Readonly<Record<Class, ReadonlyMap<string, string>>>;
  /** `form/UPOS` to lemma, as the treebank has it. */
  readonly attested: ReadonlyMap<string, string>;
  /** Names in lower case to their dictionary form, where that is not the word with a capital: "nato", "paypal". */
  readonly names: ReadonlyMap<string, string>;
  readonly unchanged: ReadonlySet<string>;
  readonly verbs: ReadonlySet<string>;
  readonly adjectives: ReadonlySet<string>;
  readonly withE: readonly RegExp[];
};

let english: LemmaLexicon | null = null;

/** The English lexicon, read once. Throws when the package has not been built. */
export function lemmaLexicon(): LemmaLexicon {
  english ??= lexiconOf(
    JSON.parse(readFileSync(dataFile("en/lemmas.json"), "utf8")),
    JSON.parse(readFileSync(dataFile("en/words.json"), "utf8")),
  );
  return english;
}

/** A lexicon from the list written by hand and the one that training makes. */
export function lexiconOf(hand: Record<string, unknown>, attested: Record<string, unknown>): LemmaLexicon {
  const exceptions = Object.fromEntries(
    CLASSES.map((name) => [name, invert(hand[name] as Record<string, string>)]),
  ) as Record<Class, Map<string, string>>;
  const bases = Object.keys(hand.verbs as object);
  return {
    exceptions,
    attested: new Map(Object.entries((attested.forms ?? {}) as Record<string, string>)),
    names: new Map(Object.entries((attested.names ?? {}) as Record<string, string>)),
    unchanged: new Set(hand.nouns_unchanged as string[]),
    verbs: new Set([...bases, ...(hand.verbs_regular as string[]), ...wordsOf(attested.verbs)]),
    adjectives: new Set(wordsOf(attested.adjectives)),
    withE: (hand.stems_with_e as string[]).map((pattern) => new RegExp(pattern)),
  };
}

const wordsOf = (list: unknown): string[] => (typeof list === "string" ? list.split(" ") : []);

function invert(list: Record<string, string>): Map<string, string> {
  const forms = new Map<string, string>();
  for (const [lemma, line] of Object.entries(list)) {
    for (const form of line.split(" ")) if (!forms.has(form)) forms.set(form, lemma);
  }
  return forms;
}

/** Longest word that the spelling rules look into. */
const LONGEST = 40;

/**
 * The dictionary form of a word, in lower case except for names, "I" and adjectives of names. `xpos` is the Penn tag
 * ("VBD", "NNS" …), which says whether an ending is an inflection. `cased`: capitals mean something, because the sentence is
 * not all in capitals; where they do not, names are given those that they usually have.
 */
export function lemmaOf(
  lexicon: LemmaLexicon,
  form: string,
  norm: string,
  upos: string,
  xpos: string,
  opensSentence: boolean,
  cased: boolean,
): string {
  if (norm.length > LONGEST) return form;
  if (upos === "PROPN") return properName(lexicon, form, norm, xpos, cased);
  const attested = lexicon.attested.get(`${norm}/${upos}`);
  if (attested !== undefined && !(norm === "her" && xpos === "PRP")) return attested;
  switch (upos) {
    case "VERB":
    case "AUX":
      return verb(lexicon, norm, xpos);
    case "NOUN":
      if (
        form.length === 1 ||
        (cased && form.length < 6 && /^[A-Z]+s?$/.test(form) && /[A-Z]{2}/.test(form))
      ) {
        return xpos === "NNS" ? form.replace(/s$/, "") : form;
      }
      return noun(lexicon, norm, xpos);
    case "ADJ":
      return adjective(lexicon, form, norm, xpos, opensSentence);
    case "ADV":
      return (
        lexicon.exceptions.adverbs.get(xpos === "RB" ? "" : norm) ??
        (xpos === "RBR" || xpos === "RBS" ? degree(lexicon, norm) : norm)
      );
    case "PUNCT":
    case "SYM":
      return form;
    case "X":
      return form;
    case "NUM":
      return /^\d+(,\d+)+/.test(norm) ? norm.replaceAll(",", "") : norm;
    case "PART":
      return xpos === "POS" ? "'s" : (lexicon.exceptions.others.get(norm) ?? norm);
    case "PRON":
      return norm === "her"
        ? xpos === "PRP$"
          ? "her"
          : "she"
        : (lexicon.exceptions.others.get(norm) ?? norm);
    default:
      return lexicon.exceptions.others.get(norm) ?? norm;
  }
}

function properName(
  lexicon: LemmaLexicon,
  given: string,
  norm: string,
  xpos: string,
  cased: boolean,
): string {
  const form = cased && given !== norm ? given : nameOf(lexicon, given, norm);
  if (xpos !== "NNPS") return form;
  const base = noun(lexicon, norm, "NNS");
  if (!norm.startsWith(base.slice(0, -1))) return form;
  const stem = form.slice(0, Math.min(base.length, form.length));
  return stem.length === base.length && stem.toLowerCase() === base
    ? stem
    : stem.slice(0, base.length - 1) + base.slice(-1);
}

/** A name whose capitals say nothing as it is usually written. Initials and words without a vowel stay as they are. */
function nameOf(lexicon: LemmaLexicon, given: string, norm: string): string {
  const known = lexicon.names.get(norm);
  if (known !== undefined) return known;
  if (/[@/]|\w\.\w\w|^\W/.test(norm)) return norm;
  if (norm.length < 3 || !/[aeiouy]/.test(norm) || norm.endsWith(".")) return given;
  return norm.replace(/(?<=^|[-'’])[a-z](?=[a-z]{2})|^[a-z]/g, (letter) => letter.toUpperCase());
}

function verb(lexicon: LemmaLexicon, norm: string, xpos: string): string {
  if (xpos === "VB" || xpos === "VBP" || xpos === "MD") {
    const irregular = lexicon.exceptions.verbs.get(norm);
    const changed = xpos !== "VB" && (xpos === "MD" || !lexicon.verbs.has(norm) || norm.startsWith("'"));
    return irregular !== undefined && changed ? irregular : norm;
  }
  const irregular = lexicon.exceptions.verbs.get(norm);
  if (irregular !== undefined && !(norm === "found" && xpos === "VB")) return irregular;
  if (xpos === "VBZ") return singular(norm);
  if (norm.endsWith("ied") && norm.length > 4) return norm.slice(0, -3) + "y";
  if (norm.endsWith("ed") && norm.length > 3) return stem(lexicon, norm.slice(0, -2));
  if (norm.endsWith("ing") && norm.length > 4) return stem(lexicon, norm.slice(0, -3));
  if (norm.endsWith("in'") && norm.length > 4) return stem(lexicon, norm.slice(0, -3));
  if (xpos === "VBG" && norm.endsWith("in") && norm.length > 4) return stem(lexicon, norm.slice(0, -2));
  return prefixed(lexicon, norm) ?? norm;
}

/** "re-took", "outfought": an irregular form behind a prefix. */
function prefixed(lexicon: LemmaLexicon, norm: string): string | null {
  const found = /^(re-?|out|over|under|un|mis|fore|inter|with|up|co-?|pre-?)(.{3,})$/.exec(norm);
  const base = found && lexicon.exceptions.verbs.get(found[2]!);
  return base ? found[1]! + base : null;
}

/** The verb behind what is left when "-ed" or "-ing" is cut off. */
function stem(lexicon: LemmaLexicon, cut: string): string {
  const { verbs } = lexicon;
  const last = cut.at(-1)!;
  const single = last === cut.at(-2) && !"aeiou".includes(last) ? cut.slice(0, -1) : null;
  if (single !== null && verbs.has(single) && !verbs.has(cut)) return single;
  if (verbs.has(cut)) return cut;
  if (verbs.has(cut + "e")) return cut + "e";
  if (single !== null && single.length > 2 && verbs.has(single)) return single;
  const plain = cut.replace(/^(re|un|out|over|under|mis|dis|de|pre|co)-?/, "");
  if (plain.length > 2 && plain !== cut) {
    if (verbs.has(plain)) return cut;
    if (verbs.has(plain + "e")) return cut + "e";
  }
  if (single !== null && !"lszf".includes(last)) return single;
  if (single !== null) return cut;
  return lexicon.withE.some((pattern) => pattern.test(cut)) ? cut + "e" : cut;
}

function noun(lexicon: LemmaLexicon, norm: string, xpos: string): string {
  if (lexicon.unchanged.has(norm)) return norm;
  if (/^\d+['’]?s$/.test(norm)) return norm.replace(/['’]/, "");
  if (xpos === "NN") return norm;
  const irregular = lexicon.exceptions.nouns.get(norm);
  if (irregular !== undefined) return irregular;
  if (norm.length > 5 && norm.endsWith("men")) return norm.slice(0, -3) + "man";
  return singular(norm);
}

/** Cuts the "-s" of plurals and third persons. */
function singular(norm: string): string {
  if (norm.length < 3 || !norm.endsWith("s") || norm.endsWith("ss") || norm.endsWith("us")) return norm;
  if (norm.endsWith("'s")) return norm.slice(0, -2);
  if (norm.endsWith("ies") && norm.length > 4) return norm.slice(0, -3) + "y";
  if (/(?:ss|sh|ch|x|zz|[^aeiou]o)es$/.test(norm)) return norm.slice(0, -2);
  return norm.slice(0, -1);
}

function adjective(lexicon: LemmaLexicon, form: string, norm: string, xpos: string, opens: boolean): string {
  if (xpos === "JJR" || xpos === "JJS") {
    return lexicon.exceptions.adjectives.get(norm) ?? degree(lexicon, norm);
  }
  const capitalised = !opens && form !== norm && form.slice(1) === norm.slice(1) && form.length > 1;
  return capitalised ? form : norm;
}

/** The positive behind "-er" or "-est"; words that are not built so ("more", "least") stay. */
function degree(lexicon: LemmaLexicon, norm: string): string {
  const cut = norm.endsWith("est") ? norm.slice(0, -3) : norm.endsWith("er") ? norm.slice(0, -2) : null;
  if (cut === null || cut.length < 3) return norm;
  if (cut.endsWith("i")) return cut.slice(0, -1) + "y";
  const { adjectives } = lexicon;
  if (adjectives.has(cut)) return cut;
  if (adjectives.has(cut + "e")) return cut + "e";
  if (cut.at(-1) === cut.at(-2) && !"aeiousl".includes(cut.at(-1)!)) return cut.slice(0, -1);
  return /[^aeiou][aeiou][dtvcgs]$|[rn]g$|[cvu]$|[bptgd]l$/.test(cut) ? cut + "e" : cut;
}
