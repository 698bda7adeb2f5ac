/** What an "and" joins: the members of a list, and whom a participle behind one describes. */
import { type Name, type Tokens, UPOS } from "../../../text/analysis.js";
import type { NounClass } from "../lexicon/lexicon.js";

const NOUN = UPOS.indexOf("NOUN");

/** What is asked of the parse. */
export type ListParse = {
  readonly tokens: Tokens;
  children(i: number): readonly number[];
  noun(i: number): boolean;
  is(i: number, relation: string): boolean;
  classOf(i: number): NounClass | null;
  nameAt(i: number): Name | null;
};

/** Heads of the conjuncts of `i`, itself first. */
export function conjunctsOf(parse: ListParse, i: number): number[] {
  const { tokens, children, nameAt, noun } = parse;
  const { Deprel, Feats, Norm } = tokens;
  const out = [i];
  // "employees of the mill and its suppliers": "its" is no plural's.
  const ofPart = (k: number) =>
    Feats[i]!.includes("Number=Plur") && children(k).some((own) => Norm[own] === "its");
  // "Ana Rey, an activist and former councillor, was shot": one person, of whom two things are said.
  const name = nameAt(i);
  const describes = (k: number) => {
    if (name?.type !== "PER" || nameAt(k) !== null || !noun(k) || Feats[k]!.includes("Number=Plur"))
      return false;
    const said = children(i).find((a) => Deprel[a] === "appos" && i < a && a < k);
    if (said === undefined || children(k).some((d) => Deprel[d] === "det")) return false;
    for (let j = said; j < k; j++) if (Norm[j] === ",") return false;
    return true;
  };
  for (const k of children(i))
    if (Deprel[k] === "conj" && !ofPart(k) && !describes(k)) {
      out.push(k);
      // The parse may hang the third of a list on the second.
      for (const next of children(k)) if (Deprel[next] === "conj" && noun(next) && noun(k)) out.push(next);
    }
  // "Ana Rey and Luz Paz", where the second hangs on the first name of the first
  if (name?.type === "PER")
    for (const part of children(i))
      if (nameAt(part) === name)
        for (const k of children(part)) if (Deprel[k] === "conj" && nameAt(k) !== name) out.push(k);
  for (const k of parallelTo(parse, i)) if (!out.includes(k)) out.push(k);
  return out;
}

/** "Members of the party and supporters of its rival": people who have an "of" of their own are beside the people before them, not beside their party. */
function parallelTo({ tokens, children, noun, is, classOf }: ListParse, i: number): number[] {
  const many = (k: number) =>
    tokens.Upos[k] === NOUN &&
    tokens.Feats[k]!.includes("Number=Plur") &&
    classOf(k)?.person === true &&
    !classOf(k)!.collective;
  if (!many(i)) return [];
  const body = children(i).find((k) => k > i && is(k, "nmod") && noun(k));
  if (body === undefined || many(body)) return [];
  return children(body).filter(
    (k) => tokens.Deprel[k] === "conj" && many(k) && children(k).some((part) => part > k && is(part, "nmod")),
  );
}

const KIN = new Set([
  "family",
  "relative",
  "mother",
  "father",
  "parent",
  "wife",
  "widow",
  "husband",
  "friend",
  "colleague",
]);

/** The head of whom the participle at `i` describes. */
export function describedBy({ tokens, children, noun, is, classOf }: ListParse, i: number): number {
  const { Deprel, Head, Norm } = tokens;
  const [near, head] = [i - 1, Head[i]!];
  // "the release of nine students arrested in May": the people right before the participle.
  const closer = noun(near) && Deprel[near] === "nmod" && Head[near] === head && classOf(near)?.person;
  // "the family of a man shot dead": of kin and of him, he.
  const held = closer && (!classOf(head)?.person || KIN.has(tokens.Lemma[head]!)) ? near : head;
  // "all lawyers and activists arrested": without a word of its own the last of a list shares the participle.
  const shared = Deprel[held] === "conj" && !children(held).some((k) => is(k, "det") || is(k, "nummod"));
  return shared && Norm[held - 1] !== "," ? Head[held]! : held;
}
