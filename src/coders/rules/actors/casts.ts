/** Parties that the grammar of an act names in ways of its own: states, those who come along, those on trial, those who threaten. */

import { isA } from "../lexicon/lexicon.js";
import { ADJ, type View } from "../reading/view.js";
import { isNation } from "../triggers/nations.js";
import type { Trigger } from "../triggers/triggers.js";
import { nounAfter } from "../triggers/word-order.js";
import type { Placed } from "./casting.js";
import { clausesAbout } from "./clauses.js";

/** "Iran executed two men": a country that acts is its government. */
export function states(view: View, heads: readonly number[], role: Placed["role"] = "responder"): Placed[] {
  return heads
    .filter((head) => isNation(view, head))
    .map((head) => ({ head, role, by: "actor.agent", category: "government" }));
}

const TOWARDS = new Set(["with", "to", "on", "upon", "against", "from", "at"]);
const GETTING = new Set(["receive", "get"]);

/** What hangs on the words of the trigger by one of the prepositions and is a state or people. */
function inPhrases(view: View, trigger: Trigger, prepositions: ReadonlySet<string>): number[] {
  const out: number[] = [];
  for (let i = trigger.first; i < trigger.last; i++) {
    if (i !== trigger.head && !view.noun(i)) continue;
    for (const k of view.children(i)) {
      if (!(view.is(k, "obl") || view.is(k, "nmod")) || !prepositions.has(view.preposition(k) ?? ""))
        continue;
      out.push(...view.conjuncts(k).filter((head) => isNation(view, head) || view.classOf(head)?.person));
    }
  }
  return out;
}

/** "held talks with Togo", "appealed to the rebels": the other side of what is said or agreed. */
export function addressed(view: View, trigger: Trigger): number[] {
  return inPhrases(view, trigger, TOWARDS);
}

/** "supplied weapons to Niger", "gave the army tanks"; "received tanks from Poland": who gives and who gets. */
export function handedOver(view: View, trigger: Trigger): { givers: number[]; getters: number[] } {
  const { head } = trigger;
  if (view.verb(head) && GETTING.has(view.tokens.Lemma[head]!))
    return { givers: inPhrases(view, trigger, new Set(["from"])), getters: [...view.agents(head)] };
  const given = view.child(head, "iobj");
  const getters = inPhrases(view, trigger, new Set(["to", "for"]));
  return { givers: [], getters: given >= 0 ? [...view.conjuncts(given), ...getters] : getters };
}

/** "India and France began military drills": the word "military" tells what kind they are, not who holds them. */
export function exercising(
  view: View,
  { first, last, head }: Trigger,
  acting: readonly number[],
): readonly number[] {
  const others = acting.filter((h) => h < first || h >= last || view.tokens.Upos[h] !== ADJ);
  const up = view.tokens.Head[head]!;
  const carried =
    up >= 0 && view.verb(up) && view.is(head, "obj") && view.cues.carriers!.has(view.tokens.Lemma[up]!);
  return others.length < acting.length && carried ? view.agents(up) : others;
}

/** "Air force planes bombed the village", "planes of the air force": whose the machines and weapons are that act. */
export function bearers(view: View, heads: readonly number[]): number[] {
  return heads
    .filter((head) => view.noun(head) && view.classOf(head) === null)
    .flatMap((head) => view.children(head))
    .filter((k) => view.noun(k) && (view.is(k, "compound") || view.preposition(k) === "of"))
    .filter((k) => view.classOf(k)?.armedNonState || view.classOf(k)?.category === "military");
}

const COMPRISING = new Set(["include", "comprise", "involve", "unite", "attract", "draw"]);

const CROWD = new Set(["crowd", "mob", "protester", "demonstrator", "marcher", "rioter", "youth", "striker"]);

const VOICING = new Set(["demand", "denounce", "chant", "shout", "condemn", "reject", "oppose"]);
const DURING = new Set(["in", "at", "during"]);

/** "a strike in which miners took part", "Students demanded books in a march": who does it by the verb below or above the noun. */
function bySideVerbs(view: View, trigger: Trigger): number[] {
  const { tokens, cues } = view;
  const { head } = trigger;
  const up = tokens.Head[head]!;
  const verbs = clausesAbout(view, trigger).filter(
    (k) =>
      k > head &&
      tokens.Deprel[k] !== "acl" &&
      // "riots in which a mob burned the office"
      (cues.crowdVerbs!.has(tokens.Lemma[k]!) || view.agents(k).some((who) => CROWD.has(tokens.Lemma[who]!))),
  );
  const voiced =
    up >= 0 && view.verb(up) && !view.passive(up) && VOICING.has(tokens.Lemma[up]!) && view.is(head, "obl");
  if (voiced && DURING.has(view.preposition(head) ?? "")) verbs.push(up);
  return verbs
    .flatMap((verb) => view.agents(verb))
    .filter((k) => k !== head && view.noun(k) && view.classOf(k)?.person);
}

const PROTESTING = new Set([
  "students",
  "workers",
  "farmers",
  "union",
  "opposition",
  "residents",
  "indigenous",
  "women",
  "civil_society",
  "party",
  "professionals",
  "migrants",
]);

/** "Migrants set mattresses alight during a riot": who acts in what is told of a riot. */
export function duringBy(view: View, { head, type }: Trigger): number[] {
  const up = view.tokens.Head[head]!;
  if (!view.noun(head) || up < 0 || !view.verb(up) || view.passive(up) || !view.is(head, "obl")) return [];
  if (!DURING.has(view.preposition(head) ?? "") || view.cues.speech!.has(view.tokens.Lemma[up]!)) return [];
  if (view.child(up, "obj") < 0) return [];
  return view.agents(up).filter((k) => {
    const who = view.noun(k) ? view.classOf(k) : null;
    if (!who?.person || who.state) return false;
    if (type === "PRO.RIOT") return true;
    // "Activists painted the office during a protest": those who protest, as many.
    const many = who.collective || view.tokens.Feats[k]!.includes("Number=Plur");
    return many && !who.armedNonState && (who.protester || PROTESTING.has(who.category));
  });
}

/** "The march included teachers and nurses": who takes part, as the object of what the gathering is made of. */
export function comprised(view: View, trigger: Trigger): number[] {
  const up = view.tokens.Head[trigger.head]!;
  if (view.noun(trigger.head)) {
    const beside = bySideVerbs(view, trigger);
    if (beside.length > 0) return beside;
  }
  if (up < 0 || !view.noun(trigger.head) || !view.is(trigger.head, "nsubj")) return [];
  if (!view.verb(up) || !COMPRISING.has(view.tokens.Lemma[up]!)) return [];
  const object = view.child(up, "obj");
  return object < 0 ? [] : view.conjuncts(object).filter((k) => view.classOf(k)?.person);
}

/** "will mobilise workers for a strike", "brought students out on a march": whom others bring to it. */
export function mobilised(view: View, { head }: Trigger): number[] {
  const up = view.tokens.Head[head]!;
  if (up < 0 || up > head || !view.verb(up) || !view.cues.mobilising!.has(view.tokens.Lemma[up]!)) return [];
  if (!view.is(head, "obl") && !view.is(head, "nmod") && !view.is(head, "xcomp") && !view.is(head, "advcl"))
    return [];
  const whom = view.child(up, "obj");
  return whom < 0
    ? []
    : view.conjuncts(whom).filter((k) => view.noun(k) && view.classOf(k)?.person && !view.classOf(k)!.state);
}

const JOINING = new Set(["join", "accompany"]);
const ALONG = new Set(["alongside", "with", "along", "together"]);

/** "Nurses, accompanied by students, marched", "marched alongside teachers": who else takes part. */
export function companions(view: View, trigger: Trigger, acting: readonly number[]): number[] {
  const { tokens, analysis } = view;
  const out: number[] = [];
  const end = analysis.sentences.Last[trigger.sentence]!;
  if (acting.length > 0)
    for (let i = analysis.sentences.First[trigger.sentence]! + 1; i + 2 < end; i++) {
      const participle = JOINING.has(tokens.Lemma[i]!) && tokens.Norm[i + 1] === "by";
      if (!participle || !(tokens.Norm[i - 1] === "," || view.noun(i - 1))) continue;
      const other = nounAfter(view, i + 2, end);
      if (other >= 0) out.push(...view.conjuncts(other));
    }
  // "mounting protests from state workers"
  if (view.noun(trigger.head) && tokens.Norm[trigger.last] === "from") {
    const from = nounAfter(view, trigger.last + 1, end);
    if (from >= 0) out.push(...view.conjuncts(from));
  }
  if (view.verb(trigger.head))
    for (const k of view.children(trigger.head))
      if (view.is(k, "obl") && ALONG.has(view.preposition(k) ?? "")) out.push(...view.conjuncts(k));
  return out.filter((k) => view.noun(k) && view.classOf(k)?.person && !acting.includes(k));
}

export function tried({ tokens, cues }: View, { first, last }: Trigger): boolean {
  for (let i = first; i < last; i++) if (cues.beforeCourt!.has(tokens.Lemma[i]!)) return true;
  return false;
}

/** "threats from soldiers": whose threats they are. */
export function threateners(view: View, trigger: Trigger): number[] {
  return threatsIn(view, trigger)
    .flatMap((i) => view.children(i))
    .filter((k) => view.preposition(k) === "from" && view.classOf(k)?.person)
    .flatMap(view.conjuncts);
}

const TAKING = new Set(["receive", "get", "face", "suffer", "endure", "report"]);

/** "She had received threats": who gets them. */
export function threatened(view: View, trigger: Trigger): readonly number[] {
  const { tokens } = view;
  for (const i of threatsIn(view, trigger)) {
    const up = tokens.Head[i]!;
    if (up >= 0 && view.is(i, "obj") && view.verb(up) && TAKING.has(tokens.Lemma[up]!))
      return view.agents(up);
  }
  return [];
}

function threatsIn({ tokens, noun }: View, { first, last }: Trigger): number[] {
  const out: number[] = [];
  for (let i = first; i < last; i++)
    if (noun(i) && /^(threat|intimidation|harassment)$/.test(tokens.Lemma[i]!)) out.push(i);
  return out;
}

const CLIMB = 5;

/**
 * "Youths clashed with police, who responded with tear gas", "marchers threw stones, prompting officers to fire tear gas": those
 * whom the forces answer; the subject of the verb over the one that the forces act in.
 */
export function provokers(view: View, trigger: Trigger, police: (head: number) => boolean): number[] {
  const { tokens } = view;
  let acted = false;
  for (let at = trigger.head, hop = 0; at >= 0 && hop < CLIMB; at = tokens.Head[at]!, hop++) {
    if (!view.verb(at) || view.cues.speech!.has(tokens.Lemma[at]!)) continue;
    const agents = view.agents(at).filter((k) => view.classOf(k)?.person);
    if (agents.some(police)) acted = true;
    else if (acted && agents.length > 0) return agents;
  }
  return [];
}

/** "carries out attacks, often targeting officials", "bombed a market, targeting traders": whom the act is meant for. */
export function targeting(view: View, { head }: Trigger): number[] {
  const up = view.tokens.Head[head]!;
  const carrying = view.noun(head) && up >= 0 && view.verb(up) ? [head, up] : [head];
  return carrying
    .flatMap((at) => view.children(at))
    .filter((k) => k > head && view.verb(k) && view.tokens.Norm[k] === "targeting")
    .flatMap((k) => view.patients(k))
    .filter((k) => view.noun(k) && view.classOf(k)?.person);
}

/** "rockets fired by the rebels hit a market": of a weapon that acts, those who sent it; nobody, where none is named. */
export function senders(view: View, head: number): readonly number[] {
  if (!isA(view.lexicon, "weapon", view.tokens.Lemma[head]!)) return [head];
  return view
    .children(head)
    .filter((k) => view.is(k, "acl") && view.verb(k))
    .flatMap((k) => view.agents(k))
    .filter((k) => view.classOf(k)?.person);
}

/** "a grenade thrown by unknown men wounded six": who is named by a "by" inside the trigger's own words. */
export function insideBy(view: View, { first, last }: Trigger): number[] {
  const out: number[] = [];
  let by = false;
  for (let i = first; i < last; i++) {
    if (view.tokens.Norm[i] === "by") by = true;
    else if (by && view.noun(i) && view.classOf(i)?.person && !view.is(i, "compound")) out.push(i);
  }
  return out;
}

const TOPPLING = new Set([
  "topple",
  "oust",
  "depose",
  "overthrow",
  "unseat",
  "remove",
  "force",
  "drive",
  "push",
]);

/** "forced the president from power", "the coup that toppled the minister": who is removed. */
export function removed(view: View, { head, first, last }: Trigger): readonly number[] {
  const person = (k: number) => view.noun(k) && view.classOf(k)?.person === true;
  for (let i = first; i < last; i++)
    if (i !== head && person(i) && (view.is(i, "obj") || view.is(i, "nsubj:pass"))) return [i];
  if (!view.noun(head)) return [];
  const up = view.tokens.Head[head]!;
  const verbs = view.children(head).filter((k) => view.tokens.Deprel[k] === "acl:relcl");
  if (up >= 0 && view.is(head, "nsubj")) verbs.push(up);
  return verbs
    .filter((k) => view.verb(k) && TOPPLING.has(view.tokens.Lemma[k]!) && !view.passive(k))
    .map((k) => view.child(k, "obj"))
    .filter((k) => k >= 0 && person(k));
}
