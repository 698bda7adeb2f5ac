/**
 * Relations: what lastingly holds of two parties in a report, each told by a frame of words (`languages/en/relations.yaml`).
 * A change of one (an appointment, a resignation) is an event and not told here.
 */
import type { Attribution, Relation, RelationType } from "../../../model/coding.js";
import { NOUN, PROPN, VERB, type View } from "../reading/view.js";
import { aliases } from "./aliases.js";
import {
  isBody,
  isPerson,
  nounAfter,
  type Party,
  partyAt,
  personAfter,
  personBefore,
  phraseStart,
  skipDeterminers,
} from "./parties.js";
import { settled } from "./settle.js";
import { type RelationWords, relationWords } from "./words.js";

/** A relation as the frames find it, sides still as tokens. */
export type Found = {
  readonly type: RelationType;
  readonly subject: Party;
  readonly object: Party;
  readonly past: boolean;
  /** A token of the words that say it. */
  readonly at: number;
  /** Told by a clause of its own ("is led by"), not by how somebody is named in passing. */
  readonly clause?: boolean;
};

/** "deputy head": an office, not the lead. */
const SECOND = new Set(["deputy", "vice", "assistant", "acting", "would-be"]);

/** The relations of a report in the order of the text, each once. `voiceAt` says whose words stand at a token. */
export function relations(view: View, voiceAt: (i: number) => Attribution): Relation[] {
  const words = relationWords();
  const { tokens, analysis } = view;
  const found: Found[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (analysis.sentences.Noise[tokens.Sentence[i]!] === 1) continue;
    const lemma = tokens.Lemma[i]!.toLowerCase();
    if (tokens.Upos[i] === NOUN || tokens.Upos[i] === PROPN) found.push(...ofNoun(view, words, i, lemma));
    if (tokens.Norm[i - 1] === "-" && words.joined.has(tokens.Norm[i]!))
      found.push(...ofJoined(view, words, i));
    else if (tokens.Upos[i] === VERB) found.push(...ofVerb(view, words, i, lemma));
  }
  found.push(...aliases(view, words));
  return settled(view, found, voiceAt);
}

/** "its leader Ana Torres", "Ana Torres, a member of the party", "the regime under Gen. Haddad", "the armed wing of the party". */
function ofNoun(view: View, words: RelationWords, i: number, lemma: string): Found[] {
  if (words.rule.has(lemma)) return ofRule(view, i);
  if (words.parts.has(lemma)) return ofPart(view, i);
  if (words.allies.has(lemma)) return ofAlly(view, i);
  if (words.pieces.has(lemma)) return ofPiece(view, i);
  const kin = words.kin.get(lemma);
  const role = words.leaders.has(lemma) || words.members.has(lemma) || words.officials.has(lemma);
  // "leaders Ana Torres and Juan Vega": who else there is stays open, so nobody is "the leaders".
  if ((!kin && !role) || isPerson(view, i) || view.tokens.Feats[i]!.includes("Number=Plur")) return [];
  const start = phraseStart(view, i);
  const whole = nounAfter(view, i + 1, ["of", "for", "in", "at", "to"]);
  const body = bodyOf(view, i, start, whole);
  const after = partyAt(view, whole);
  const end = after !== null && after.first > i ? after.last : i + 1;
  const person = namedPerson(view, words, i, start, end);
  if (person === null) return [];
  const past = isPast(view, words, start, i);
  const clause = view.children(i).some((k) => view.tokens.Deprel[k] === "cop");
  if (kin) {
    const other =
      body !== null && (isPerson(view, body.head) || view.tokens.Norm[body.first] !== "the") ? body : null;
    return other && isPerson(view, other.head)
      ? [{ type: kin, subject: person, object: other, past, at: i }]
      : [];
  }
  const list: Found[] = [];
  const second = SECOND.has(view.tokens.Norm[i - 1] ?? "");
  if (body !== null && isBody(view, body.head) && words.leaders.has(lemma) && !second)
    list.push({ type: "led_by", subject: body, object: person, past, at: i, clause });
  else if (body !== null && isBody(view, body.head) && words.members.has(lemma))
    list.push({ type: "member_of", subject: person, object: body, past, at: i, clause });
  if (list.length === 0 || words.officials.has(lemma)) {
    const from = skipDeterminers(view, start, i);
    list.push({
      type: "holds_office",
      subject: person,
      object: { first: from, last: end, head: i },
      past,
      at: i,
      clause,
    });
  }
  return list;
}

/** The body that a noun of a role belongs to: after "of", before "'s", a possessive pronoun, or a name joined to it. */
function bodyOf(view: View, i: number, start: number, after: number): Party | null {
  if (after >= 0 && (isBody(view, after) || isPerson(view, after))) return partyAt(view, after);
  const owner = view.children(i).find((k) => view.is(k, "nmod:poss"));
  if (owner !== undefined) return partyAt(view, owner);
  for (let k = i - 1; k >= start; k--)
    if (view.tokens.Upos[k] === PROPN && isBody(view, k)) return partyAt(view, k);
  return null;
}

/** Who is named beside the phrase `[start, end)` of a role: right after it, over a comma on either side, or as what "is" joins. */
function namedPerson(view: View, words: RelationWords, i: number, start: number, end: number): Party | null {
  const found =
    personAfter(view, i + 1, false) ??
    personBefore(view, start) ??
    beforeOtherRole(view, words, start) ??
    personAfter(view, end, true) ??
    personAfter(view, end, false);
  if (found !== null) return found;
  const isCopula = view.children(i).some((k) => view.tokens.Deprel[k] === "cop");
  const subject = isCopula ? view.child(i, "nsubj") : -1;
  return subject >= 0 && isPerson(view, subject) ? partyAt(view, subject) : null;
}

/** "Ana Torres, a former miner and current deputy": the second role is the same person's. */
function beforeOtherRole(view: View, words: RelationWords, start: number): Party | null {
  const { Norm, Lemma } = view.tokens;
  if (Norm[start - 1] !== "and" || start < 2) return null;
  const lemma = Lemma[start - 2]!.toLowerCase();
  const isRole = words.leaders.has(lemma) || words.members.has(lemma) || words.officials.has(lemma);
  return isRole ? personBefore(view, phraseStart(view, start - 2)) : null;
}

function isPast(view: View, words: RelationWords, start: number, i: number): boolean {
  const { Norm } = view.tokens;
  for (let k = start; k < i; k++) if (words.former.has(Norm[k]!)) return true;
  const copula = view.children(i).find((k) => view.tokens.Deprel[k] === "cop");
  return copula !== undefined && ["was", "were"].includes(Norm[copula]!);
}

/** "the regime under Gen. Haddad", "the Ortega government", "Castro's rule". */
function ofRule(view: View, i: number): Found[] {
  const { tokens } = view;
  const subject = partyAt(view, i);
  if (subject === null) return [];
  const after = nounAfter(view, i + 1, ["under", "of"]);
  const under = after < 0 ? -1 : named(view, after);
  const owner = view
    .children(i)
    .find((k) => k < i && ["compound", "nmod:poss"].includes(tokens.Deprel[k]!) && isPerson(view, k));
  const person = under >= 0 ? under : (owner ?? -1);
  if (person < 0) return [];
  const object = partyAt(view, person)!;
  const own = under < 0 ? { ...subject, first: Math.min(subject.first, object.first) } : withoutTail(subject);
  return [{ type: "led_by", subject: own, object, past: false, at: i }];
}

/** The person named at `k` or in the words that belong to it ("Gen. Omar Haddad"), or -1. */
function named(view: View, k: number): number {
  if (isPerson(view, k)) return k;
  return view.children(k).find((c) => isPerson(view, c)) ?? -1;
}

/** The phrase up to its head: what follows is the other side. */
function withoutTail(party: Party): Party {
  return { ...party, first: Math.min(party.first, party.head), last: party.head + 1 };
}

/** "in front of the ministry", "at the front of the university": where something stands. */
function inPlace({ tokens: { Norm } }: View, i: number): boolean {
  const before = Norm[i - 1] === "the" ? Norm[i - 2] : Norm[i - 1];
  return /^(in|at|from|to|near|outside|on|along|past)$/.test(before ?? "");
}

/** "the armed wing of the party", "its protest front the National Assembly". */
function ofPart(view: View, i: number): Found[] {
  const start = phraseStart(view, i);
  const after = nounAfter(view, i + 1, ["of"]);
  const owner = view.children(i).find((k) => view.is(k, "nmod:poss"));
  const whole = after >= 0 ? after : (owner ?? -1);
  if (whole < 0 || (view.tokens.Norm[i] === "front" && inPlace(view, i))) return [];
  const object = partyAt(view, whole);
  if (object === null || !(isBody(view, object.head) || isPerson(view, object.head))) return [];
  // "the armed wing of the Northern Front": a part without a name of its own is called what it is.
  const part =
    bodyBeside(view, i, start, after >= 0 ? object.last : i + 1) ??
    (after >= 0 && view.nameAt(object.head)?.type === "ORG"
      ? { first: skipDeterminers(view, start, i), last: i + 1, head: i }
      : null);
  return part === null ? [] : [{ type: "part_of", subject: part, object, past: false, at: i }];
}

/** The body named right after a phrase, or over a comma before it: "the front, a section of …", "its front the …". */
function bodyBeside(view: View, i: number, start: number, end: number): Party | null {
  const { tokens } = view;
  const next = view.children(i).find((k) => k > i && view.is(k, "appos") && isBody(view, k));
  if (next !== undefined && next <= end + 6) return partyAt(view, next);
  if (tokens.Norm[start - 1] !== "," || start < 2) return null;
  const before = start - 2;
  const isName = /^\p{Lu}/u.test(tokens.Form[before]!) && !isPerson(view, before);
  return isName && (isBody(view, before) || view.noun(before)) ? partyAt(view, before) : null;
}

/** "its main economic partner, China", "China, an ally of the junta". */
function ofAlly(view: View, i: number): Found[] {
  const { Norm } = view.tokens;
  const owner = view.children(i).find((k) => view.is(k, "nmod:poss"));
  const of = nounAfter(view, i + 1, ["of"]);
  const one =
    owner !== undefined ? partyAt(view, owner) : of >= 0 && isBody(view, of) ? partyAt(view, of) : null;
  if (one === null) return [];
  const after = Norm[i + 1] === "," ? i + 2 : i + 1;
  const start = phraseStart(view, i);
  const beside =
    view.nameAt(after) !== null && isParty(view, after) ? after : Norm[start - 1] === "," ? start - 2 : -1;
  if (beside < 0 || view.nameAt(beside) === null || !isParty(view, beside)) return [];
  return [{ type: "allied_with", subject: partyAt(view, beside)!, object: one, past: false, at: i }];
}

/** "a column by Ana Torres in the daily Harbour News". */
function ofPiece(view: View, i: number): Found[] {
  const by = nounAfter(view, i + 1, ["by"]);
  const author = by < 0 ? -1 : named(view, by);
  if (author < 0) return [];
  const subject = partyAt(view, author)!;
  let paper = ["in", "for"].includes(view.tokens.Norm[subject.last] ?? "") ? subject.last + 1 : -1;
  for (let k = 0; k < 7 && paper >= 0 && view.nameAt(paper)?.type !== "ORG"; k++)
    paper = view.tokens.Sentence[paper + 1] === view.tokens.Sentence[i] ? paper + 1 : -1;
  const object = view.nameAt(paper)?.type === "ORG" ? partyAt(view, paper) : null;
  if (object === null) return [];
  return [{ type: "writes_for", subject, object, past: false, at: i }];
}

/** "US-backed", "state-owned": of the noun that the adjective describes. */
function ofJoined(view: View, words: RelationWords, i: number): Found[] {
  const { tokens } = view;
  const other = i - 2;
  if (other < 0 || !(isBody(view, other) || view.noun(other))) return [];
  let head = tokens.Head[i]!;
  for (let hop = 0; hop < 3 && head >= 0 && !view.noun(head); hop++) head = tokens.Head[head]!;
  if (
    head <= i ||
    !(view.classOf(head) !== null || isBody(view, head) || words.rule.has(tokens.Lemma[head]!))
  )
    return [];
  const subject = partyAt(view, head)!;
  // A name that ends before the adjective is another one: the parse joined the two.
  if (subject.last <= i + 1) return [];
  const own = { ...subject, first: Math.max(subject.first, i + 1) };
  const object = { first: other, last: other + 1, head: other };
  return [{ type: words.joined.get(tokens.Norm[i]!)!, subject: own, object, past: false, at: i }];
}

/** "is controlled by", "led by", "based in Miami and owned by", "consists of", "the army controls". */
function ofVerb(view: View, words: RelationWords, i: number, lemma: string): Found[] {
  const { tokens } = view;
  const kids = view.children(i);
  const about = (prepositions: readonly string[]): number[] =>
    kids.filter(
      (k) => (view.is(k, "obl") || view.is(k, "nmod")) && prepositions.includes(view.preposition(k) ?? ""),
    );
  const undergoer = sufferer(view, i);
  const all = (type: RelationType, subject: number, objects: readonly number[]): Found[] => {
    const party = partyAt(view, subject);
    if (party === null || !isBody(view, party.head)) return [];
    return objects.flatMap((k) => {
      const object = partyAt(view, k);
      return object === null
        ? []
        : [{ type, subject: untilVerb(party, i), object, past: false, at: i, clause: true }];
    });
  };
  if (words.giving.has(lemma)) return ofSupport(view, words, i);
  const type = words.verbs.get(lemma);
  if (words.composed.has(lemma)) {
    const subject = lemma === "comprise" || lemma === "consist" ? doer(view, i) : undergoer;
    const next = nounAfter(view, i + 1, ["of"]);
    if (next >= 0) return all("composed_of", subject, view.conjuncts(next));
    return all(
      "composed_of",
      subject,
      lemma === "comprise" ? kids.filter((k) => view.is(k, "obj")) : about(["of"]),
    );
  }
  if (words.based.has(lemma) && undergoer >= 0)
    return all(
      "based_in",
      undergoer,
      about(["in", "at"]).filter((k) => view.nameAt(k)?.type === "LOC" || tokens.Upos[k] === PROPN),
    );
  if (type === undefined) return [];
  if (undergoer >= 0) {
    // "owned by the Kenyan James Otieno": the name within the words, before what they describe.
    const by = about(["by"])
      .flatMap((k) => view.conjuncts(k))
      .map((k) => (named(view, k) >= 0 ? named(view, k) : k));
    return all(
      type,
      undergoer,
      by.filter((k) => isParty(view, k)),
    );
  }
  const [subject, object] = [doer(view, i), view.child(i, "obj")];
  const lasting = words.lasting.has(lemma) && isPresent(view, i);
  if (!lasting || subject < 0 || object < 0 || !isParty(view, subject)) return [];
  return all(type, object, [subject]);
}

/** "gives the junta its full support", "is providing the regime with material support". */
function ofSupport(view: View, words: RelationWords, i: number): Found[] {
  const kids = view.children(i);
  const given = kids.find(
    (k) =>
      (view.is(k, "obj") || (view.is(k, "obl") && view.preposition(k) === "with")) &&
      words.support.has(view.tokens.Lemma[k]!),
  );
  const helped = kids.find(
    (k) => k !== given && (view.is(k, "obj") || view.is(k, "iobj") || view.preposition(k) === "to"),
  );
  const [helper] = view.agents(i);
  if (given === undefined || helped === undefined || helper === undefined || !isParty(view, helper))
    return [];
  const [subject, object] = [partyAt(view, helped), partyAt(view, helper)];
  if (subject === null || object === null || !isBody(view, subject.head)) return [];
  return [{ type: "backed_by", subject, object, past: false, at: i, clause: true }];
}

const isParty = (view: View, k: number): boolean => isPerson(view, k) || isBody(view, k);

/** Who undergoes the verb: the noun of a participle, the subject of a passive; shared along "and". -1 for none. */
function sufferer(view: View, i: number, depth = 0): number {
  const { Head, Deprel } = view.tokens;
  const head = Head[i]!;
  const subject = view.child(i, "nsubj:pass");
  if (subject >= 0) return subject;
  if (head < 0 || depth > 2) return -1;
  const by = view.children(i).some((k) => view.is(k, "obl") && view.preposition(k) === "by");
  const participle =
    view.passive(i) ||
    view.tokens.Feats[i]!.includes("VerbForm=Part") ||
    (by && view.child(i, "nsubj", "obj") < 0);
  if (!participle) return -1;
  const shared = view.tokens.Norm[i - 1] === "and" ? participleBefore(view, i) : -1;
  if (shared >= 0) return Head[shared]!;
  if (Deprel[i] === "acl" && view.noun(head)) return head;
  if (Deprel[i] === "acl:relcl" && view.passive(i)) return head;
  if (Deprel[i] === "conj")
    return view.noun(head)
      ? Head[head]! >= 0 && isBody(view, head)
        ? head
        : -1
      : sufferer(view, head, depth + 1);
  return -1;
}

/** Words between two participles of one noun at most: "based in Accra and owned by". */
const APART = 12;

/** The participle of a noun that "and" joins to the one at `i`, or -1: where no other verb stands between. */
function participleBefore(view: View, i: number): number {
  const { Deprel, Sentence, Upos } = view.tokens;
  for (let k = i - 2; k >= 0 && i - k < APART && Sentence[k] === Sentence[i]; k--)
    if (Upos[k] === VERB) return Deprel[k] === "acl" ? k : -1;
  return -1;
}

function doer(view: View, i: number): number {
  const { Head, Deprel } = view.tokens;
  const subject = view.child(i, "nsubj");
  const relative = subject >= 0 && ["which", "that", "who"].includes(view.tokens.Norm[subject]!);
  if (subject >= 0 && !relative) return subject;
  return Deprel[i] === "acl:relcl" ? Head[i]! : -1;
}

function isPresent(view: View, i: number): boolean {
  const feats = view.tokens.Feats[i]!;
  return (
    feats.includes("Tense=Pres") &&
    !view.children(i).some((k) => view.is(k, "aux") || view.tokens.Norm[k] === "not")
  );
}

/** A phrase that holds the verb itself ("the union led by …") ends before it. */
function untilVerb(party: Party, verb: number): Party {
  return party.first < verb && party.last > verb
    ? { ...party, last: Math.min(Math.max(party.head, party.first) + 1, verb) }
    : party;
}
