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

/** "Six villagers died when herders attacked them": those who strike in the clause of a death. */
export function strikersBeside(view: View, { head }: Trigger): number[] {
  const { tokens } = view;
  return view
    .children(head)
    .filter(
      (k) =>
        k > head && view.is(k, "advcl") && view.cues.deathDealing!.has(tokens.Lemma[k]!) && !view.passive(k),
    )
    .filter((k) => view.children(k).some((c) => c < k && /^(when|after|as)$/.test(tokens.Norm[c]!)))
    .flatMap((k) => view.agents(k))
    .filter((k) => view.noun(k) && view.classOf(k)?.person && !view.classOf(k)!.state);
}

const SETTING = new Set([
  "throw",
  "hurl",
  "lob",
  "toss",
  "fling",
  "set",
  "torch",
  "attack",
  "storm",
  "pelt",
  "ransack",
  "firebomb",
  "ignite",
  "pour",
  "break",
  "light",
  "fire",
]);

/** "The bank caught fire after youths hurled petrol bombs inside": those who act in the clause that tells why it burns. */
export function settersBeside(view: View, { head }: Trigger): number[] {
  const { tokens } = view;
  const verbs = [head, tokens.Head[head]!].filter((i) => i >= 0 && view.verb(i));
  return verbs
    .flatMap((i) => view.children(i))
    .filter((k) => k > head && view.is(k, "advcl") && SETTING.has(tokens.Lemma[k]!) && !view.passive(k))
    .filter((k) => view.children(k).some((c) => c < k && /^(?:when|after|as)$/.test(tokens.Norm[c]!)))
    .flatMap((k) => view.agents(k))
    .filter((k) => view.noun(k) && view.classOf(k)?.person && !view.classOf(k)!.state);
}

const WITH_REACH = 14;

/** "Clashes broke out in the centre, with hundreds of people smashing windows": who does it by a "with" and a participle. */
export function withDoing(view: View, { head, last, sentence }: Trigger): number[] {
  const { tokens, analysis } = view;
  if (!view.noun(head)) return [];
  const end = Math.min(analysis.sentences.Last[sentence]!, last + WITH_REACH);
  for (let i = last; i < end; i++) {
    if (tokens.Norm[i] !== "with") continue;
    const who = nounAfter(view, i + 1, end);
    if (who < 0) continue;
    const [, stop] = view.phrase(who);
    const counted = view.children(who).find((k) => view.preposition(k) === "of" && view.classOf(k)?.person);
    const verb = counted === undefined ? stop : Math.max(stop, counted + 1);
    if (!view.verb(verb) || !tokens.Norm[verb]!.endsWith("ing")) continue;
    return view
      .conjuncts(counted ?? who)
      .filter((k) => view.noun(k) && view.classOf(k)?.person && !view.classOf(k)!.state);
  }
  return [];
}

/** "dispersed a march by nurses", "crushed an uprising of miners": those whose protest it is that is put down. */
export function ofTheProtest(view: View, { first, last }: Trigger, hit: readonly number[]): number[] {
  const { tokens } = view;
  const events = [...hit];
  for (let i = first; i < last; i++) if (view.noun(i)) events.push(i);
  return events
    .filter((i) => view.noun(i) && GATHERED.has(tokens.Lemma[i]!))
    .flatMap((i) => [
      ...view.agents(i),
      ...view.children(i).filter((k) => k > i && /^(?:of|by)$/.test(view.preposition(k) ?? "")),
    ])
    .filter((k) => view.noun(k) && view.classOf(k)?.person && !view.classOf(k)!.state && !view.is(k, "amod"));
}

const GATHERED = new Set(
  "march rally protest demonstration sit-in vigil procession uprising rebellion revolt strike picket gathering assembly blockade parade meeting congress conference".split(
    " ",
  ),
);

const TAKING_GROUND = new Set(
  "recapture retake seize capture take drive push repel repulse wrest expel dislodge flush oust reclaim liberate".split(
    " ",
  ),
);

/** "Troops recaptured the town from rebels after heavy fighting": who fought, by the verb over the noun of the fight. */
export function groundTakers(view: View, { head }: Trigger): number[] {
  const { tokens } = view;
  const up = tokens.Head[head]!;
  if (!view.noun(head) || up < 0 || !view.verb(up) || !TAKING_GROUND.has(tokens.Lemma[up]!)) return [];
  const armed = (k: number) =>
    view.noun(k) && (view.classOf(k)?.armedNonState === true || view.classOf(k)?.category === "military");
  return [
    ...view.agents(up),
    ...view.patients(up),
    ...view.children(up).filter((k) => /^(?:from|by)$/.test(view.preposition(k) ?? "")),
  ].filter(armed);
}

const LEAVING = new Set(["leave", "kill", "injure", "wound", "hurt"]);

/**
 * "A blast that left six soldiers dead", "the shelling killed a nurse", "a bomb exploded, wounding two guards", "the attack resulted in
 * the death of a driver": whom the verb beside an act leaves dead or hurt.
 */
export function leftHarmed(view: View, trigger: Trigger): number[] {
  const { tokens, cues } = view;
  const { head } = trigger;
  const up = tokens.Head[head]!;
  const verbs = view
    .children(head)
    .filter((k) =>
      view.noun(head)
        ? tokens.Deprel[k] === "acl:relcl"
        : k >= trigger.last && (view.is(k, "advcl") || view.is(k, "conj") || view.is(k, "parataxis")),
    );
  if (view.noun(head) && up >= 0 && view.is(head, "nsubj")) verbs.push(up);
  for (const verb of verbs) {
    if (!view.verb(verb) || view.passive(verb)) continue;
    const lemma = tokens.Lemma[verb]!;
    const object = CAUSING_HARM.has(lemma) ? ofDeath(view, verb) : view.child(verb, "obj");
    if (object < 0 || !view.noun(object) || !view.classOf(object)?.person) continue;
    if (CAUSING_HARM.has(lemma)) return view.conjuncts(object);
    if (!LEAVING.has(lemma) || (!view.noun(head) && view.child(verb, "nsubj") >= 0)) continue;
    const [, last] = view.phrase(object);
    const left = lemma === "leave";
    const harmed = cues.harmed!.has(tokens.Norm[last] ?? "") || cues.harmed!.has(tokens.Norm[last + 1] ?? "");
    if (!left || harmed) return view.conjuncts(object);
  }
  return [];
}

/** "shot dead a councillor and wounded his bodyguard": whom the same doers harm by the verb joined to the act. */
export function harmedToo(view: View, { head }: Trigger): number[] {
  const { tokens } = view;
  if (!view.verb(head) || view.passive(head)) return [];
  return view
    .children(head)
    .filter(
      (k) =>
        k > head &&
        tokens.Deprel[k] === "conj" &&
        HARMING.has(tokens.Lemma[k]!) &&
        !view.passive(k) &&
        view.child(k, "nsubj") < 0,
    )
    .flatMap((k) => {
      const object = view.child(k, "obj");
      return object < 0 ? [] : view.conjuncts(object);
    })
    .filter((k) => view.noun(k) && view.classOf(k)?.person);
}

const HARMING = new Set(["kill", "injure", "wound", "hurt", "abduct", "kidnap", "rape", "behead", "maim"]);

const HARMED = new Set(["kill", "injure", "wound", "hurt", "die", "maim", "perish"]);

/** "Two men were wounded as a device went off", "died when the police opened fire": who is harmed in the clause over the act. */
export function harmedAbove(view: View, { head }: Trigger): number[] {
  const { tokens } = view;
  for (let i = head, hop = 0; hop < 3; hop++) {
    const up = tokens.Head[i]!;
    if (
      up < 0 ||
      up > head ||
      !(view.is(i, "advcl") || view.is(i, "conj") || view.is(i, "obl") || view.is(i, "acl"))
    )
      return [];
    if (view.verb(up) && HARMED.has(tokens.Lemma[up]!)) {
      const who = view.passive(up)
        ? view.patients(up)
        : /^(?:die|perish)$/.test(tokens.Lemma[up]!)
          ? view.agents(up)
          : [];
      return who.filter((k) => view.noun(k) && view.classOf(k)?.person);
    }
    i = up;
  }
  return [];
}

const CAUSING_HARM = new Set(["cause", "result", "end", "claim"]);

/** "caused the death of a driver", "resulted in injuries to two guards": whose death it is; -1 where no death is told. */
function ofDeath(view: View, verb: number): number {
  const { tokens, cues } = view;
  const death = view
    .children(verb)
    .find(
      (k) =>
        view.noun(k) &&
        (cues.deathNouns!.has(tokens.Lemma[k]!) || /^(injury|wound|death)$/.test(tokens.Lemma[k]!)),
    );
  if (death === undefined) return -1;
  return view.children(death).find((k) => /^(of|to)$/.test(view.preposition(k) ?? "")) ?? -1;
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
