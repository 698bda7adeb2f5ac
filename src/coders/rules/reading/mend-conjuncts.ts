/** Mends verbs joined by "and" that a parse ties to the wrong verb before them. */
import { type Tokens, UPOS } from "../../../text/analysis.js";

const VERB = UPOS.indexOf("VERB");

/** "A man, police say, shot and killed him": the second of two verbs with only "and" between them belongs to the first. */
export function joinNeighbours(tokens: Tokens, Head: Int32Array, Deprel: string[]): void {
  for (let i = 2; i < tokens.length; i++) {
    const first = i - 2;
    if (tokens.Upos[i] !== VERB || tokens.Upos[first] !== VERB || tokens.Norm[i - 1] !== "and") continue;
    if (Deprel[i] !== "conj" || Head[i] === first || Head[i]! < 0 || Head[i]! > first) continue;
    if (tokens.Sentence[first] === tokens.Sentence[i]) Head[i] = first;
  }
}

const SUBJECT = /^nsubj/;
const RELATIVE = new Set(["who", "which", "that"]);
/** So many steps up from a clause on a noun to the verb that the sentence is about. */
const UP = 8;

/**
 * "Police broke up a rally that the governor had banned, and arrested nine": behind a comma the second verb is no part of a clause on
 * a noun that has a subject of its own, but of the verb over it.
 */
export function liftOverClauses(tokens: Tokens, Head: Int32Array, Deprel: string[]): void {
  const { length, Norm, Upos, Feats } = tokens;
  let subjects: Int32Array | null = null;
  for (let i = 3; i < length; i++) {
    if (Upos[i] !== VERB || Deprel[i] !== "conj" || !finite(tokens, i)) continue;
    const clause = Head[i]!;
    if (clause < 0 || clause > i || Deprel[clause] !== "acl:relcl") continue;
    subjects ??= subjectsOf(Head, Deprel, length);
    if (subjects[i]! >= 0 || subjects[clause]! < 0 || RELATIVE.has(Norm[subjects[clause]!]!)) continue;
    let and = i - 1;
    while (and > clause && Norm[and] !== "and" && Head[and] === i) and--;
    if (Norm[and] !== "and" || Norm[and - 1] !== ",") continue;
    let over = Head[clause]!;
    for (let hop = 0; over >= 0 && hop < UP && !(Upos[over] === VERB && finite(tokens, over)); hop++)
      over = Head[over]!;
    if (over < 0 || Upos[over] !== VERB || !finite(tokens, over) || over === clause) continue;
    if (Feats[over]!.includes("Tense=Past") === Feats[i]!.includes("Tense=Past")) Head[i] = over;
  }
}

/** Verbs that no participle behind a noun is made of, before the word that follows them then. */
const NO_PARTICIPLE: Readonly<Record<string, ReadonlySet<string>>> = {
  call: new Set(["for", "on"]),
  ...Object.fromEntries(
    ["vow", "agree", "refuse", "threaten", "promise", "decide", "fail", "continue", "begin", "try"].map(
      (verb) => [verb, new Set(["to"])],
    ),
  ),
  ...Object.fromEntries(
    ["clash", "respond", "react", "retaliate", "march", "protest", "demonstrate", "rally", "gather"].map(
      (verb) => [
        verb,
        new Set(["with", "by", "on", "in", "at", "outside", "against", "to", "through", "for"]),
      ],
    ),
  ),
};

/** "Groups vowed to keep up the pressure, and the union called for a march": a clause of its own behind ", and", no one more thing. */
export function freeClauses(tokens: Tokens, Head: Int32Array, Deprel: string[]): number[] {
  const freed: number[] = [];
  for (let verb = 4; verb + 1 < tokens.length; verb++) {
    const noun = verb - 1;
    if (
      tokens.Upos[verb] !== VERB ||
      Deprel[verb] !== "acl" ||
      Head[verb] !== noun ||
      Deprel[noun] !== "conj"
    )
      continue;
    if (!NO_PARTICIPLE[tokens.Lemma[verb]!]?.has(tokens.Norm[verb + 1]!)) continue;
    let and = noun - 1;
    while (and > Head[noun]! && tokens.Norm[and] !== "and") and--;
    if (and <= Head[noun]! || tokens.Norm[and - 1] !== ",") continue;
    let over = Head[noun]!;
    for (let hop = 0; over >= 0 && hop < UP && !(tokens.Upos[over] === VERB && finite(tokens, over)); hop++)
      over = Head[over]!;
    if (over < 0 || tokens.Upos[over] !== VERB || !finite(tokens, over)) continue;
    [Head[noun], Deprel[noun]] = [verb, "nsubj"];
    [Head[verb], Deprel[verb]] = [over, "conj"];
    freed.push(verb);
  }
  return freed;
}

/** "opened an inquiry and nine officers were dismissed": a verb with a helper has the list's last noun as its subject. */
export function giveLastOfList(tokens: Tokens, Head: Int32Array, Deprel: string[]): void {
  const { length, Norm, Upos } = tokens;
  for (let verb = 4; verb < length; verb++) {
    if (Upos[verb] !== VERB || Deprel[verb] !== "conj" || Head[verb]! < 0 || Head[verb]! > verb) continue;
    let [helped, passive, and] = [-1, false, verb - 1];
    while (and > Head[verb]! && !/^(?:and|,|;|but)$/.test(Norm[and]!)) {
      if (Head[and] === verb && SUBJECT.test(Deprel[and]!)) break;
      if (Head[and] === verb && Deprel[and]!.startsWith("aux")) {
        helped = and;
        passive ||= Deprel[and] === "aux:pass";
      }
      and--;
    }
    if (helped < 0 || Norm[and] !== "and") continue;
    for (let noun = and + 1; noun < helped; noun++) {
      if (
        !NOMINAL.has(Upos[noun]!) ||
        Deprel[noun] !== "conj" ||
        Head[noun]! > and ||
        Head[noun]! < Head[verb]!
      )
        continue;
      [Head[noun], Deprel[noun]] = [verb, passive ? "nsubj:pass" : "nsubj"];
      if (Head[and] === noun) Head[and] = verb;
      break;
    }
  }
}

/** "Six men, among them a police officer, were arrested": the one is named as a member, and does not act. */
export function tieMembers({ length, Norm, Upos }: Tokens, Head: Int32Array, Deprel: string[]): void {
  for (let among = 2; among + 2 < length; among++) {
    if (Norm[among] !== "among" || Norm[among - 1] !== "," || !/^(?:them|whom)$/.test(Norm[among + 1]!))
      continue;
    for (let noun = among + 2; noun < length && Norm[noun] !== ","; noun++) {
      if (!NOMINAL.has(Upos[noun]!) || !SUBJECT.test(Deprel[noun]!)) continue;
      let whole = among - 2;
      while (
        whole > 0 &&
        !(Head[whole] === Head[noun] && SUBJECT.test(Deprel[whole]!)) &&
        Norm[whole] !== ","
      )
        whole--;
      if (Head[whole] === Head[noun]) [Head[noun], Deprel[noun]] = [whole, "appos"];
      break;
    }
  }
}

/**
 * "Ana Rey, whose supporters clashed with police last week, accused the mayor": behind the comma that closes a clause on the first
 * noun of a sentence stands the verb of that noun.
 */
export function closeClauses(tokens: Tokens, Head: Int32Array, Deprel: string[]): void {
  const { length, Norm, Upos, Sentence } = tokens;
  for (let verb = 5; verb < length; verb++) {
    if (Upos[verb] !== VERB || Deprel[verb] !== "conj" || Norm[verb - 1] !== "," || !finite(tokens, verb))
      continue;
    const clause = Head[verb]!;
    if (clause < 0 || clause > verb || Deprel[clause] !== "acl:relcl") continue;
    const noun = Head[clause]!;
    if (noun < 0 || Head[noun] !== -1 || !NOMINAL.has(Upos[noun]!)) continue;
    let own = false;
    for (let k = noun + 1; k < verb; k++) if (Head[k] === verb && SUBJECT.test(Deprel[k]!)) own = true;
    if (own) continue;
    [Head[verb], Deprel[verb]] = [-1, "root"];
    [Head[noun], Deprel[noun]] = [verb, "nsubj"];
    // What stands before the comma is of the clause.
    for (let k = noun + 1; k < verb - 1; k++)
      if (Head[k] === verb && Sentence[k] === Sentence[verb]) Head[k] = clause;
  }
}

const SAYING = new Set(["say", "report", "add"]);

/**
 * "Troops shot two farmers, witnesses and a priest said.": between the last comma and a verb of saying at the end stand those who say
 * so, and no more of the victims.
 */
export function freeSources(tokens: Tokens, Head: Int32Array, Deprel: string[]): void {
  const { length, Lemma, Norm, Upos, Sentence, Feats } = tokens;
  for (let said = 4; said < length; said++) {
    if (Upos[said] !== VERB || !SAYING.has(Lemma[said]!) || !Feats[said]!.includes("Tense=Past")) continue;
    if (!/^[.;]$/.test(Norm[said + 1] ?? ".") || !NOMINAL.has(Upos[said - 1]!)) continue;
    let [and, start] = [-1, said - 1];
    while (start > 0 && Norm[start] !== "," && Upos[start] !== VERB && Sentence[start] === Sentence[said]) {
      if (Norm[start] === "and") and = start;
      start--;
    }
    if (Norm[start] !== "," || and < start + 2 || !NOMINAL.has(Upos[and - 1]!)) continue;
    const [first, second] = [and - 1, said - 1];
    // Those who say so are no subject yet, and hang on what stands before the comma.
    if (Head[first] === said || Head[first]! > start || Head[first]! < 0) continue;
    let subject = -1;
    for (let k = start - 1; k >= 0 && Sentence[k] === Sentence[said]; k--)
      if (Head[k] === said && SUBJECT.test(Deprel[k]!)) subject = k;
    for (let k = subject + 1; subject >= 0 && k < start; k++)
      if (Head[k] === said && Deprel[k] === "ccomp") {
        Head[subject] = k;
        break;
      }
    [Head[first], Deprel[first]] = [said, "nsubj"];
    [Head[second], Deprel[second]] = [first, "conj"];
  }
}

const NOMINAL = new Set(["NOUN", "PROPN"].map((tag) => UPOS.indexOf(tag as "NOUN")));

const finite = ({ Feats }: Tokens, i: number): boolean =>
  Feats[i]!.includes("VerbForm=Fin") || /Tense=Past(?!.*Voice=Pass)/.test(Feats[i]!);

function subjectsOf(Head: Int32Array, Deprel: readonly string[], length: number): Int32Array {
  const subjects = new Int32Array(length).fill(-1);
  for (let k = 0; k < length; k++)
    if (Head[k]! >= 0 && SUBJECT.test(Deprel[k]!) && subjects[Head[k]!]! < 0) subjects[Head[k]!] = k;
  return subjects;
}
