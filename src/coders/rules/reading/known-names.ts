/** What a report itself says about its names: "President Ana Rey" makes a later "Rey" the government, "the Miners' Union (MIU)" makes "MIU" a union. */
import type { ActorCategory } from "../../../model/coding.js";
import { type Name, type Tokens, UPOS } from "../../../text/analysis.js";
import { classifyNoun, type Lexicon, type NounClass } from "../lexicon/lexicon.js";
import type { Children } from "../lexicon/noun-modifiers.js";
import { appositionAfter } from "./appositions.js";

/** Classes by name, in lower case: the words of persons' names, organisations of one word, and acronyms in brackets. */
export type KnownNames = ReadonlyMap<string, NounClass>;

const NOUN = UPOS.indexOf("NOUN");
const PROPN = UPOS.indexOf("PROPN");
const LENT: ReadonlySet<ActorCategory> = new Set(["rebel", "militia", "party", "union", "opposition"]);

/** Reads the names of a report once. The first mention that says something about a name holds for the later ones. */
export function knownNames(
  lexicon: Lexicon,
  tokens: Tokens,
  names: readonly Name[],
  children: Children,
): KnownNames {
  const known = new Map<string, NounClass>();
  const learn = (i: number, found: NounClass | null): void => {
    const key = tokens.Norm[i]!;
    if (found && found.category !== "unknown" && key.length > 1 && !known.has(key)) known.set(key, found);
  };
  // What a report itself says that letters stand for comes before all else.
  for (let i = 2; i < tokens.length - 1; i++) {
    if (
      !/^[([]$/.test(tokens.Form[i - 1]!) ||
      !/^[)\]]$/.test(tokens.Form[i + 1]!) ||
      !isAcronym(tokens.Form[i]!)
    )
      continue;
    learn(i, classifyNoun(lexicon, tokens, climb(tokens, i - 2), children, "ORG"));
  }
  const inName = new Uint8Array(tokens.length);
  let token = 0;
  for (const name of names) {
    while (token < tokens.length && tokens.End[token]! <= name.start) token++;
    let last = token;
    while (last < tokens.length && tokens.Start[last]! < name.end) last++;
    inName.fill(1, token, last);
    if (last === token || name.type === "LOC") continue;
    const head = headOf(tokens, token, last);
    let found = classifyNoun(lexicon, tokens, head, children, name.type);
    if (name.type === "PER") {
      // "Minister Ana Rey", whatever the parse makes of the two.
      const before = token - 1;
      const beside = before >= 0 && tokens.Sentence[before] === tokens.Sentence[token] && !inName[before];
      const noun = beside && (tokens.Upos[before] === NOUN || tokens.Upos[before] === PROPN);
      const title = noun ? classifyNoun(lexicon, tokens, before, children, null) : null;
      if ((found === null || found.category === "unknown") && title?.person && !title.collective)
        found = title;
      // "Ana Rey, the mayor of Tal, …", whatever the parse makes of it.
      const said = found === null || found.category === "unknown" ? appositionAfter(tokens, last) : null;
      const office = said === null ? null : classifyNoun(lexicon, tokens, said.head, children, null);
      if (office?.person && !office.collective) found = office;
      for (let i = token; i < last; i++) if (isBareName(lexicon, tokens, i)) learn(i, found);
    } else if (last - token === 1)
      learn(
        token,
        found?.category === "unknown"
          ? lent(lexicon, tokens, head, children)
          : (found ?? lent(lexicon, tokens, head, children)),
      );
  }
  for (let i = 0; i < tokens.length; i++) {
    if (inName[i] || !isBareName(lexicon, tokens, i)) continue;
    const found = classifyNoun(lexicon, tokens, i, children, null);
    if (!found) continue;
    learn(i, found);
    for (const j of children(i))
      if (tokens.Deprel[j]!.startsWith("flat") && isBareName(lexicon, tokens, j)) learn(j, found);
  }
  return known;
}

/** The class of token `i` as `classifyNoun` made it or, where that says nothing, as the report has said before. */
export function recall(
  known: KnownNames,
  tokens: Tokens,
  i: number,
  made: NounClass | null,
): NounClass | null {
  if (tokens.Upos[i] !== PROPN) return made;
  const said = known.get(tokens.Norm[i]!);
  // "the Popular Liberation Front (PLF)", which elsewhere is a party
  if (made?.category === "party" && said?.armedNonState) return said;
  return made && made.category !== "unknown" ? made : (said ?? made);
}

/** What a name before a noun takes from it: "the Sable rebels". */
function lent(lexicon: Lexicon, tokens: Tokens, i: number, children: Children): NounClass | null {
  const head = tokens.Head[i]!;
  if (head < 0 || !/^compound/.test(tokens.Deprel[i]!)) return null;
  const found = classifyNoun(lexicon, tokens, head, children, null);
  return found && LENT.has(found.category) ? found : null;
}

function headOf(tokens: Tokens, first: number, last: number): number {
  for (let i = first; i < last; i++) {
    const head = tokens.Head[i]!;
    if (tokens.Deprel[i] !== "" && (head < first || head >= last)) return i;
  }
  return last - 1;
}

/** The head of the phrase whose last word is `i`. */
function climb(tokens: Tokens, i: number): number {
  let at = i;
  for (let n = 0; n < 6; n++) {
    const head = tokens.Head[at]!;
    if (head < 0 || head > i || !/^(?:compound|flat|nmod|amod|conj)/.test(tokens.Deprel[at]!)) break;
    at = head;
  }
  return at;
}

function isBareName(lexicon: Lexicon, tokens: Tokens, i: number): boolean {
  const norm = tokens.Norm[i]!;
  if (tokens.Upos[i] !== PROPN || norm.length < 3) return false;
  const plain = norm.replaceAll(".", "");
  return (
    !lexicon.titles.has(plain) &&
    !lexicon.nouns.has(plain) &&
    !lexicon.generic.has(plain) &&
    !lexicon.names.has(plain)
  );
}

function isAcronym(form: string): boolean {
  return (
    form.length > 1 && form.length < 12 && /^[\p{L}\p{N}.&-]+$/u.test(form) && /^\p{Lu}.*\p{Lu}/u.test(form)
  );
}
