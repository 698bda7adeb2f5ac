/** Mends nouns for acts that a tagger takes for verbs. */
import { type Tokens, UPOS, withColumns } from "../../../text/analysis.js";

const [NOUN, PROPN, VERB] = (["NOUN", "PROPN", "VERB"] as const).map((tag) => UPOS.indexOf(tag));

type Columns = { Upos: Uint8Array; Feats: string[]; Head: Int32Array; Deprel: string[] };

/** Copies of the columns that a mend writes to. */
const columnsOf = (tokens: Tokens): Columns => ({
  Upos: tokens.Upos.slice(),
  Feats: [...tokens.Feats],
  Head: tokens.Head.slice(),
  Deprel: [...tokens.Deprel],
});

/** "condolence on the shooting and killing of Ana Rey": beside a noun and before "of" a word in "-ing" is the noun of an act. */
export function actNouns(tokens: Tokens): Tokens {
  let made: {
    Upos: Uint8Array;
    Feats: string[];
    Lemma: string[];
    Head: Int32Array;
    Deprel: string[];
  } | null = null;
  for (let i = 2; i + 1 < tokens.length; i++) {
    if (tokens.Upos[i] !== VERB || tokens.Norm[i + 1] !== "of" || !tokens.Norm[i]!.endsWith("ing")) continue;
    const beside = i - 2;
    const joined =
      tokens.Norm[i - 1] === "and" && tokens.Upos[beside] === NOUN && tokens.Deprel[i] === "conj";
    if (!joined || tokens.Sentence[beside] !== tokens.Sentence[i] || !tokens.Norm[beside]!.endsWith("ing"))
      continue;
    made ??= {
      Upos: tokens.Upos.slice(),
      Feats: [...tokens.Feats],
      Lemma: [...tokens.Lemma],
      Head: tokens.Head.slice(),
      Deprel: [...tokens.Deprel],
    };
    made.Upos[i] = NOUN!;
    made.Feats[i] = "Number=Sing";
    made.Lemma[i] = tokens.Norm[i]!;
    made.Head[i] = beside;
    for (let k = i + 2; k < tokens.length && tokens.Sentence[k] === tokens.Sentence[i]; k++)
      if (tokens.Head[k] === i && tokens.Deprel[k]!.startsWith("obl")) made.Deprel[k] = "nmod";
  }
  return made ? withColumns(tokens, made) : tokens;
}

/** "There were also blockades near the port": what there is or was is a noun, whatever the word is elsewhere. */
export function existents(tokens: Tokens): Tokens {
  let made: { Upos: Uint8Array; Feats: string[] } | null = null;
  for (let i = 2; i < tokens.length; i++) {
    const be = tokens.Head[i]!;
    if (tokens.Upos[i] !== VERB || tokens.Deprel[i] !== "nsubj" || be < 1 || be > i) continue;
    if (tokens.Lemma[be] !== "be" || tokens.Feats[i]!.includes("VerbForm=Part") || !there(tokens, be))
      continue;
    made ??= { Upos: tokens.Upos.slice(), Feats: [...tokens.Feats] };
    made.Upos[i] = NOUN!;
    made.Feats[i] = tokens.Norm[i] === tokens.Lemma[i]!.toLowerCase() ? "Number=Sing" : "Number=Plur";
  }
  return made ? withColumns(tokens, made) : tokens;
}

/** So many words stand between "there" and its verb: "there have since been". */
const THERE = 4;

function there({ Norm, Head }: Tokens, be: number): boolean {
  for (let k = be - 1; k >= 0 && be - k <= THERE; k--) if (Norm[k] === "there" && Head[k] === be) return true;
  return false;
}

/** "blocked Ngong Park with rocks": a word with a capital behind a name is the last of the name, also where it looks like a verb. */
export function streetNames(tokens: Tokens, last: ReadonlySet<string>): Tokens {
  let made: Columns | null = null;
  for (let i = 2; i < tokens.length; i++) {
    const verb = tokens.Head[i]!;
    if (tokens.Upos[i] !== VERB || tokens.Upos[i - 1] !== PROPN || !last.has(tokens.Norm[i]!)) continue;
    if (!/^\p{Lu}/u.test(tokens.Form[i]!)) continue;
    if (verb < 0 || verb > i || tokens.Upos[verb] !== VERB) continue;
    made ??= columnsOf(tokens);
    made.Upos[i] = PROPN!;
    made.Feats[i] = "Number=Sing";
    made.Deprel[i] = "obj";
    let name = true;
    for (let k = i - 1; k > verb; k--) {
      name &&= tokens.Upos[k] === PROPN;
      if (name) [made.Head[k], made.Deprel[k]] = [i, "compound"];
    }
    for (let k = i + 1; k < tokens.length && tokens.Sentence[k] === tokens.Sentence[i]; k++)
      if (tokens.Head[k] === i) made.Head[k] = verb;
  }
  return made ? withColumns(tokens, made) : tokens;
}

/** "a girl whose killing by police led to riots": what somebody has is a noun, and the past behind it its verb. */
export function whoseActs(tokens: Tokens): Tokens {
  let made: Columns | null = null;
  for (let i = 2; i + 1 < tokens.length; i++) {
    const whom = tokens.Head[i]!;
    if (tokens.Norm[i - 1] !== "whose" || tokens.Upos[i] !== VERB || !tokens.Norm[i]!.endsWith("ing"))
      continue;
    if (tokens.Deprel[i] !== "acl:relcl" || tokens.Head[i - 1] !== i) continue;
    let verb = i + 1;
    while (verb < tokens.length && !(tokens.Upos[verb] === VERB && tokens.Head[verb] === whom)) verb++;
    if (
      verb === tokens.length ||
      tokens.Deprel[verb] !== "acl" ||
      tokens.Sentence[verb] !== tokens.Sentence[i]
    )
      continue;
    made ??= columnsOf(tokens);
    made.Upos[i] = NOUN!;
    made.Feats[i] = "Number=Sing";
    [made.Head[i], made.Deprel[i]] = [verb, "nsubj"];
    made.Deprel[verb] = "acl:relcl";
    made.Feats[verb] = "Mood=Ind|Tense=Past|VerbForm=Fin";
  }
  return made ? withColumns(tokens, made) : tokens;
}
