/** Mends participles that a parse takes for verbs of their own: "denounced the murder of three workers killed when the bank burned". */
import { type Tokens, UPOS, withColumns } from "../../../text/analysis.js";

const [NOUN, PROPN, VERB] = (["NOUN", "PROPN", "VERB"] as const).map((tag) => UPOS.indexOf(tag));

/** What a participle behind a noun is followed by: who did it, where, when; never what it acts on. */
const BEHIND = new Set("when by in on at during after as while near since outside last this".split(" "));
/** Under such a relation the parse reads a clause. */
const CLAUSE = /^(?:ccomp|parataxis|dep)$/;

/**
 * A past form right behind a noun that stands under the object or the "of" of the verb before, without a subject and before a
 * preposition, describes that noun.
 */
export function describedNouns(tokens: Tokens): Tokens {
  const { Upos, Head, Deprel, Feats, Norm, Sentence } = tokens;
  let made: { Head: Int32Array; Deprel: string[]; Feats: string[] } | null = null;
  for (let i = 2; i + 1 < tokens.length; i++) {
    if (Upos[i] !== VERB || !CLAUSE.test(Deprel[i]!) || !Feats[i]!.includes("Tense=Past")) continue;
    const [noun, verb] = [i - 1, Head[i]!];
    if (verb < 0 || verb >= noun || (Upos[noun] !== NOUN && Upos[noun] !== PROPN)) continue;
    if (!/^(?:nmod|obj)/.test(Deprel[noun]!) || !BEHIND.has(Norm[i + 1]!)) continue;
    let own = false;
    for (let k = verb + 1; k < tokens.length && Sentence[k] === Sentence[i] && !own; k++)
      own = Head[k] === i && /^(?:nsubj|csubj|obj|ccomp|aux|mark)/.test(Deprel[k]!);
    if (own) continue;
    made ??= { Head: Head.slice(), Deprel: [...Deprel], Feats: [...Feats] };
    made.Head[i] = noun;
    made.Deprel[i] = "acl";
    made.Feats[i] = "Tense=Past|VerbForm=Part|Voice=Pass";
  }
  return made ? withColumns(tokens, made) : tokens;
}
