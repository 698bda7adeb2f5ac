/** People named one after the other, by the order of the words: "killed Ana Rey, leader of the union, and two nurses". */
import { UPOS } from "../../../text/analysis.js";
import { headOfName } from "../reading/appositions.js";
import { ADJ, ADP, DET, NUM, PRON, type View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";

import { besidesAt } from "./casting.js";

const CCONJ = UPOS.indexOf("CCONJ");
const LONGEST = 60;
const MOST = 6;

/** A noun phrase of a list: its head, whether it is a personal name, and where it ends. */
type Item = { readonly head: number; readonly name: boolean; readonly end: number };

/** People in a list: the head of their noun phrase, and its first token. */
export type Listed = { readonly first: number; readonly head: number };

/** The people that the words right behind an act name: after its "of", "on" or "against" for a noun, after the verb for a verb. */
export function listedAfter(view: View, { head, last, sentence }: Trigger): Listed[] {
  const { tokens } = view;
  const from = view.noun(head) ? (/^(of|on|against)$/.test(tokens.Norm[last] ?? "") ? last + 1 : -1) : last;
  return from < 0 || tokens.Sentence[from] !== sentence ? [] : peopleFrom(view, from);
}

/** "50 members, including the leader Ana Rey": those who are named besides the many. */
export function besides(view: View, head: number): number[] {
  const { tokens, analysis } = view;
  const [, whole] = view.phrase(head);
  const end = Math.min(whole + 3, analysis.sentences.Last[tokens.Sentence[head]!]!);
  const at = besidesAt(view, head, end);
  if (at >= end) return [];
  const open = tokens.Norm[at] === "," ? at + 1 : at;
  const from = open + (tokens.Norm[open] === "among" ? 2 : 1);
  // "several unions, including the Teachers' Front (TF)"
  const body = view.classOf(head)?.collective === true;
  // "hundreds of people, including trade unionists and journalists": of people of whom nothing is said, the trades told.
  if (VAGUE.has(tokens.Lemma[head]!) && view.classOf(head)?.category === "civilians")
    return peopleFrom(view, from)
      .map((one) => one.head)
      .filter((k) => view.nameAt(k)?.type === "PER" || told(view, k))
      .slice(0, 4);
  return peopleFrom(view, from)
    .map((one) => one.head)
    .filter((k) => view.nameAt(k)?.type === "PER" || (body && view.nameAt(k)?.type === "ORG"))
    .slice(0, body ? 4 : 3);
}

const VAGUE = new Set([
  "people",
  "person",
  "civilian",
  "citizen",
  "resident",
  "other",
  "victim",
  "detainee",
  "dozen",
  "hundred",
  "thousand",
  "score",
  "million",
]);

/** Whether a noun says more of people than that they are people. */
function told({ classOf, tokens }: View, k: number): boolean {
  const noun = classOf(k);
  return (
    noun?.person === true &&
    noun.category !== "civilians" &&
    tokens.Feats[k]!.includes("Number=Plur") &&
    !noun.state
  );
}

/** The people in the list that begins at `from`; empty where no people stand there. */
export function peopleFrom(view: View, from: number): Listed[] {
  const { tokens, analysis } = view;
  const end = Math.min(analysis.sentences.Last[tokens.Sentence[from]!]!, from + LONGEST);
  const out: Listed[] = [];
  let at = from;
  let joined = true;
  let named = false;
  while (at < end && out.length < MOST) {
    const item = itemAt(view, at, end);
    if (item === null) break;
    // "Ana Rey, leader of the union": what a comma alone sets beside a name says who that is.
    // "…, the local press reported": who speaks is not in the list.
    const speaks = !joined && !item.name && view.verb(item.end) && !view.passive(item.end);
    if (speaks) break;
    if (joined || item.name || !named) out.push({ first: at, head: item.head });
    if (item.name) named = true;
    at = behind(view, item.end, end);
    joined = false;
    const start = at;
    while (at < end && /^[,;]$/.test(tokens.Norm[at]!)) {
      if (tokens.Norm[at] === ";") joined = true;
      at++;
      // "Ana Rey, 42,"
      if (tokens.Upos[at] === NUM && /^[,;.]$/.test(tokens.Norm[at + 1] ?? "")) at++;
    }
    if (tokens.Norm[at] === "as" && tokens.Norm[at + 1] === "well" && tokens.Norm[at + 2] === "as") {
      at += 3;
      joined = true;
    } else if (tokens.Upos[at] === CCONJ && tokens.Norm[at] === "and") {
      at++;
      joined = true;
      if (tokens.Norm[at] === "of") at++;
    }
    if (at === start) break;
  }
  return out;
}

/** The noun phrase at `at`, where it names people; else null. */
function itemAt(view: View, at: number, end: number): Item | null {
  const { tokens } = view;
  let head = -1;
  let name = false;
  let i = at;
  for (; i < end; i++) {
    const personal = view.nameAt(i)?.type === "PER";
    if (personal || view.noun(i)) {
      // Behind a name the phrase is over.
      if (name && !personal) break;
      head = name && personal ? head : i;
      if (personal) name = true;
      continue;
    }
    const tag = tokens.Upos[i];
    const inside =
      tag === ADJ ||
      tag === DET ||
      tag === NUM ||
      (tag === PRON && view.is(i, "nmod:poss")) ||
      /^['’]s?$/.test(tokens.Norm[i]!) ||
      (view.verb(i) && view.is(i, "amod"));
    if (!inside || name) break;
  }
  if (head < 0) return null;
  // "two members of the party", "a group of nuns"
  if (view.cues.measures!.has(tokens.Lemma[head]!) && tokens.Norm[i] === "of")
    return itemAt(view, i + 1, end);
  // "claimed the attack on social media"
  if (view.cues.airwaves!.has(tokens.Lemma[head]!)) return null;
  const noun = view.classOf(head);
  if (!name && (noun === null || !noun.person)) return null;
  return { head: name ? headOfName(view, head) : head, name, end: i };
}

/** Behind what belongs to a noun phrase: "of Tal", "from the union (TUC)", and a clause with "who" up to its comma. */
function behind(view: View, from: number, end: number): number {
  const { tokens } = view;
  let at = from;
  while (at < end && /^[([]$/.test(tokens.Norm[at]!)) {
    while (at < end && !/^[)\]]$/.test(tokens.Norm[at]!)) at++;
    at++;
  }
  if (at < end && tokens.Upos[at] === ADP && /^(of|from|for)$/.test(tokens.Norm[at]!)) {
    at++;
    while (
      at < end &&
      !/^[,;]$/.test(tokens.Norm[at]!) &&
      !view.verb(at) &&
      tokens.Norm[at] !== "and" &&
      tokens.Norm[at] !== "by"
    )
      at++;
  }
  return at;
}
