/** Tests of the actor lexicon: one row a noun phrase, its parse in a small notation, and what it must be. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import type { NameType, Tokens } from "../../../text/analysis.js";
import { UPOS } from "../../../text/analysis.js";
import { knownNames, recall } from "../reading/known-names.js";
import { classifyNoun, isA, type NounClass, ownerOf } from "./lexicon.js";
import { compileLexiconData } from "./lexicon-build.js";
import { lexiconFrom, singular } from "./lexicon-words.js";

const yaml = readFileSync(
  fileURLToPath(new URL("../../../../languages/en/actors.yaml", import.meta.url)),
  "utf8",
);
const lexicon = lexiconFrom(compileLexiconData(yaml));

/**
 * Tokens from words such as `of/ADP>3:case`: form, tag (NOUN unless said; PROPN for a capital), the 1-based head and
 * relation (compound unless said). The word without `>` is the root. `parsed: false` leaves the parse out.
 */
function tokensOf(
  phrase: string,
  parsed = true,
): { tokens: Tokens; root: number; children(i: number): number[] } {
  const words = phrase.split(" ").map((word) => {
    const [, form, tag, head, relation] = /^(.+?)(?:\/([A-Z]+))?(?:>(\d+)(?::(\S+))?)?$/.exec(word)!;
    return { form: form!, tag, head: head ? Number(head) - 1 : -1, relation: relation ?? "compound" };
  });
  const length = words.length;
  let at = 0;
  const Start = Int32Array.from(words, (w) => {
    const start = at;
    at += w.form.length + 1;
    return start;
  });
  const Head = Int32Array.from(words, (w) => (parsed ? w.head : -1));
  const tokens: Tokens = {
    length,
    Start,
    End: Start.map((start, i) => start + words[i]!.form.length),
    Form: words.map((w) => w.form),
    Norm: words.map((w) => w.form.toLowerCase().replaceAll("’", "'")),
    Lemma: words.map((w) => singular(w.form.toLowerCase())),
    Upos: Uint8Array.from(words, (w) =>
      UPOS.indexOf((w.tag ?? (/^\p{Lu}/u.test(w.form) ? "PROPN" : "NOUN")) as (typeof UPOS)[number]),
    ),
    Feats: words.map(() => ""),
    Head,
    Deprel: words.map((w) => (!parsed ? "" : w.head < 0 ? "root" : w.relation)),
    Sentence: new Int32Array(length),
  };
  return {
    tokens,
    root: words.findIndex((w) => w.head < 0),
    children: (i) => (parsed ? [...Head.keys()].filter((j) => Head[j] === i) : []),
  };
}

function classOf(phrase: string, name: NameType | null = null, parsed = true): NounClass | null {
  const { tokens, root, children } = tokensOf(phrase, parsed);
  return classifyNoun(lexicon, tokens, root, children, name);
}

const CATEGORIES: ReadonlyArray<readonly [phrase: string, category: string | null]> = [
  // The head noun decides.
  ["police", "state_security"],
  ["riot>2 police>3 officers", "state_security"],
  ["anti>3:amod ->3:punct riot>4 police", "state_security"],
  ["Security>2 forces", "state_security"],
  ["coast>2 guard", "state_security"],
  ["constables", "state_security"],
  ["soldiers", "military"],
  ["government>2 troops", "military"],
  ["the/DET>3:det armed/ADJ>3:amod forces", "military"],
  ["the/DET>3:det military/ADJ>3:amod junta", "military"],
  ["army>2 officers", "military"],
  ["the/DET>2:det government", "government"],
  ["the/DET>2:det regime", "government"],
  ["authorities", "government"],
  ["prime/ADJ>2:amod minister", "government"],
  ["fire>2 brigade", "government"],
  ["lawmakers", "legislature"],
  ["members of/ADP>3:case parliament>1:nmod", "legislature"],
  ["a/DET>3:det high/ADJ>3:amod court", "judiciary"],
  ["prosecutors", "judiciary"],
  ["rebels", "rebel"],
  ["gunmen", "rebel"],
  ["armed/ADJ>2:amod men", "rebel"],
  ["armed/ADJ>2:amod soldiers", "military"],
  ["boko>2 haram", "rebel"],
  ["vigilantes", "militia"],
  ["unionists", "union"],
  ["pupils", "students"],
  ["miners", "workers"],
  ["civil/ADJ>2:amod servants", "workers"],
  ["striking/ADJ>2:amod workers", "workers"],
  ["peasants", "farmers"],
  ["teachers", "professionals"],
  ["lawyers", "professionals"],
  ["reporters", "journalists"],
  ["the/DET>2:det company", "business"],
  ["market>2 vendors", "business"],
  ["local/ADJ>2:amod residents", "residents"],
  ["villagers", "residents"],
  ["asylum>2 seekers", "migrants"],
  ["inmates", "prisoners"],
  ["activists", "civil_society"],
  ["aid>2 workers", "civil_society"],
  ["pro/X>3:compound ->3:punct democracy>4 activists", "opposition"],
  ["opponents", "opposition"],
  ["an/DET>2:det ambassador", "foreign_state"],
  ["un>2 peacekeepers", "igo"],
  ["monks", "religious"],
  ["ethnic/ADJ>2:amod Tamils", "ethnic"],
  ["suspects", "unknown"],
  ["assailants", "unknown"],
  ["youths", "civilians"],
  ["a/DET>2:det mob", "civilians"],
  ["Greeks", "civilians"],
  ["the/DET>2:det women", "women"],
  ["two/NUM>2:nummod women", "civilians"],
  // A general head takes what modifies it.
  ["union>2 members", "union"],
  ["members of/ADP>4:case the/DET>4:det union>1:nmod", "union"],
  ["members of/ADP>5:case the/DET>5:det Renamo>5 party>1:nmod", "party"],
  ["opposition>2 party>3 supporters", "opposition"],
  ["opposition>2 lawmakers", "opposition"],
  ["police>2 spokesman", "state_security"],
  ["spokeswoman for/ADP>4:case the/DET>4:det ministry>1:nmod", "government"],
  ["rebel>2 group", "rebel"],
  ["rebel>2 soldiers", "rebel"],
  ["student>2 leaders", "students"],
  ["community>2 leaders", "residents"],
  ["government>2 officials", "government"],
  ["officials", "government"],
  ["leaders", "unknown"],
  ["tribal/ADJ>2:amod leader", "indigenous"],
  ["indigenous/ADJ>2:amod people", "indigenous"],
  ["hooded/ADJ>2:amod youths", "unknown"],
  ["government>2 supporters", "civilians"],
  ["anti-government/ADJ>2:amod groups", "unknown"],
  ["president of/ADP>4:case the/DET>4:det union>1:nmod", "union"],
  ["the/DET>2:det president", "government"],
  ["taxi>2 association", "business"],
  ["international/ADJ>2:amod community", "igo"],
  // What is counted decides for words of amount.
  ["hundreds of/ADP>3:case students>1:nmod", "students"],
  ["a/DET>2:det group of/ADP>4:case farmers>2:nmod", "farmers"],
  ["dozens", "civilians"],
  ["thousands of/ADP>3:case tonnes>1:nmod", null],
  ["series of/ADP>3:case marches>1:nmod", null],
  // Nothing human.
  ["the/DET>2:det road", null],
  ["police>2 station", null],
  ["storm", null],
  ["security/NOUN", null],
  ["army>2 base", null],
];

describe("the category of a noun phrase", () => {
  it.each(CATEGORIES)("%s → %s", (phrase, category) => {
    expect(classOf(phrase)?.category ?? null).toBe(category);
  });
});

const NAMED: ReadonlyArray<readonly [phrase: string, type: NameType | null, category: string | null]> = [
  ["President Rey>1:flat", null, "government"],
  ["President>2 Rey", "PER", "government"],
  ["Home>2 Minister>3 Ana Rey>3:flat", "PER", "government"],
  ["Gen.>2 Okoro", "PER", "military"],
  ["Rev.>2 Okoro", "PER", "religious"],
  ["Capt.>2 Okoro", null, "military"],
  ["police>2 spokesman>3 Ana Rey>3:flat", "PER", "state_security"],
  ["Rey ,>4:punct a/DET>4:det lawyer>1:appos", "PER", "professionals"],
  ["Rey", "PER", "unknown"],
  ["Stephen Bishop>1:flat", "PER", "unknown"],
  ["National/ADJ>2:amod Union of/ADP>4:case Bakers>2:nmod", "ORG", "union"],
  ["Congress of/ADP>5:case Southern>5:amod Trade>5 Unions>1:nmod", "ORG", "union"],
  ["Ministry of/ADP>3:case Fisheries>1:nmod", "ORG", "government"],
  ["Sable>2 Party", "ORG", "party"],
  ["Sable>2 Holdings>3 Ltd", "ORG", "business"],
  ["African>2 Union", "ORG", "igo"],
  ["UN", "ORG", "igo"],
  ["Cosatu", "ORG", "union"],
  ["who/PRON", null, "unknown"],
  ["Sable", "ORG", "unknown"],
  ["Sable>2 University", "ORG", null],
  ["Lima", "LOC", null],
  ["Taliban", "LOC", "rebel"],
];

describe("the category of a name", () => {
  it.each(NAMED)("%s (%s) → %s", (phrase, type, category) => {
    expect(classOf(phrase, type)?.category ?? null).toBe(category);
  });
});

describe("flags", () => {
  it("know the state", () => {
    for (const noun of ["police", "junta", "regime", "authorities", "troops"])
      expect(classOf(noun)?.state).toBe(true);
    for (const noun of ["court", "lawmakers", "students", "rebels"]) expect(classOf(noun)?.state).toBe(false);
  });
  it("know who bears arms without the state", () => {
    for (const noun of ["militants", "militia", "bandits"]) expect(classOf(noun)?.armedNonState).toBe(true);
    expect(classOf("armed/ADJ>2:amod youths")?.armedNonState).toBe(true);
    expect(classOf("armed/ADJ>2:amod police")?.armedNonState).toBe(false);
    expect(classOf("terrorists")?.armedNonState).toBe(false);
  });
  it("know protesters, and what kind of people they are", () => {
    expect(classOf("demonstrators")).toMatchObject({ protester: true, category: "civilians" });
    expect(classOf("student>2 protesters")).toMatchObject({ protester: true, category: "students" });
    expect(classOf("strikers")).toMatchObject({ protester: true, category: "workers" });
    expect(classOf("crowd of/ADP>3:case protesters>1:nmod")).toMatchObject({
      protester: true,
      collective: true,
    });
    expect(classOf("anti/X>3:compound ->3:punct government>4 protesters")?.category).toBe("civilians");
    expect(classOf("students")?.protester).toBe(false);
  });
  it("know collectives", () => {
    for (const noun of ["mob", "union", "police"]) expect(classOf(noun)?.collective).toBe(true);
    for (const noun of ["student", "officers"]) expect(classOf(noun)?.collective).toBe(false);
  });
});

describe("tokens without a parse", () => {
  it.each([
    ["union members", 1, "union"],
    ["opposition party supporters", 2, "opposition"],
    ["members of/ADP the/DET Sable union", 0, "union"],
    ["riot police", 1, "state_security"],
    ["hundreds of/ADP students", 0, "students"],
    ["President Ana Rey", 2, "government"],
  ] as const)("%s", (phrase, head, category) => {
    const { tokens, children } = tokensOf(phrase, false);
    expect(classifyNoun(lexicon, tokens, head, children, null)?.category).toBe(category);
  });
});

describe("things", () => {
  it.each([
    ["property", "vehicle"],
    ["property", "tyres"],
    ["premises", "embassy"],
    ["passage", "highway"],
    ["weapon", "petrol bomb"],
    ["weapon", "stones"],
    ["thing", "storm"],
  ] as const)("%s: %s", (kind, noun) => {
    expect(isA(lexicon, kind, noun)).toBe(true);
    expect(isA(lexicon, kind, "student")).toBe(false);
  });
  it.each([
    ["police>2 station", "state_security"],
    ["government>2 buildings", "government"],
    ["the/DET>2:det shops", "business"],
    ["party>2 office", "party"],
    ["a/DET>2:det car", null],
    ["students", null],
  ])("%s belong to %s", (phrase, owner) => {
    const { tokens, root, children } = tokensOf(phrase);
    expect(ownerOf(lexicon, tokens, root, children)).toBe(owner);
  });
});

describe("names that the report explains", () => {
  it("remembers offices, groups and acronyms", () => {
    const { tokens, children } = tokensOf(
      "President>2 Rey met/VERB Sable>5 rebels>3:obj ;>3:punct the/DET>9:det Bakers>9 Union>3:obj (>11:punct BXU>9:appos )>11:punct Rey>3:conj Sable>3:conj BXU>3:conj",
    );
    const name = (i: number, type: NameType) => ({ start: tokens.Start[i]!, end: tokens.End[i]!, type });
    const known = knownNames(lexicon, tokens, [name(1, "PER"), name(3, "ORG"), name(12, "PER")], children);
    const later = (i: number, type: NameType | null) =>
      recall(known, tokens, i, classifyNoun(lexicon, tokens, i, children, type))?.category;
    expect(later(12, "PER")).toBe("government");
    expect(later(13, "ORG")).toBe("rebel");
    expect(later(14, null)).toBe("union");
  });
});

describe("the build step", () => {
  it("refuses a word under two categories, and a category that does not exist", () => {
    expect(() => compileLexiconData(yaml.replace("[police, policeman", "[soldier, policeman"))).toThrow(
      /soldier/,
    );
    expect(() => compileLexiconData(yaml.replace("  militia:\n", "  milicia:\n"))).toThrow(/milicia/);
  });
});
