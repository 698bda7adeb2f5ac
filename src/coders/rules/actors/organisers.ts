/** Who organises a protest: "called by the union", "the march led by her", "the union plans a strike", "urged members to march". */

import type { ActorCategory } from "../../../model/coding.js";
import { PROPN, type View } from "../reading/view.js";
import { actors } from "../triggers/sides.js";
import type { Trigger } from "../triggers/triggers.js";
import { nounAfter } from "../triggers/word-order.js";
import { besides } from "./listed.js";
import { askers, gatherers, holders, leadersOf, speakers } from "./organising.js";

/** Verbs of those who bring a protest about: "called by the union", "the front plans a march". */
export const ORGANISING = new Set([
  "organise",
  "organize",
  "call",
  "lead",
  "convene",
  "plan",
  "announce",
  "convoke",
  "mobilise",
  "mobilize",
  "head",
  "spearhead",
  "coordinate",
  "sponsor",
  "initiate",
]);
const LEADING = new Set(["lead", "head", "mobilise", "mobilize", "organise", "organize", "rally"]);
/** Verbs of bringing others to act: "expects 20,000 of its members to march", "called on workers to strike". */
const MOVING = new Set([
  "call",
  "appeal",
  "urge",
  "ask",
  "expect",
  "invite",
  "tell",
  "order",
  "instruct",
  "encourage",
  "exhort",
  "mobilise",
  "mobilize",
]);
/** Verbs of an organisation that speaks for a stoppage: it goes on, it is off, this is what it is for. */
const DECIDING = new Set([
  "say",
  "announce",
  "confirm",
  "insist",
  "warn",
  "vow",
  "add",
  "declare",
  "state",
  "tell",
  "threaten",
]);
const STOPPAGES = new Set(["PRO.STRIKE", "PRO.GENSTRIKE"]);

export function organisers(view: View, trigger: Trigger): number[] {
  const { tokens } = view;
  const { head } = trigger;
  const out: number[] = [];
  for (const k of view.children(head)) {
    if (view.is(k, "acl") && ORGANISING.has(tokens.Lemma[k]!) && !tokens.Norm[k]!.endsWith("ing")) {
      for (const j of view.children(k)) if (view.preposition(j) === "by") out.push(...view.conjuncts(j));
    }
  }
  // "the march that the front had planned"
  for (const k of view.noun(head) ? view.children(head) : []) {
    const who = view.child(k, "nsubj");
    const planned = tokens.Deprel[k] === "acl:relcl" && ORGANISING.has(tokens.Lemma[k]!);
    if (planned && who >= 0 && tokens.Deprel[who] === "nsubj" && view.noun(who))
      out.push(...view.conjuncts(who));
  }
  const up = tokens.Head[head]!;
  const under = ["obj", "obl", "nsubj:pass"].some((relation) => view.is(head, relation));
  // "a rally calling for an end to the strike": what follows the noun describes it.
  const before = up < head || view.is(head, "nsubj:pass");
  if (up >= 0 && under && before && view.verb(up) && ORGANISING.has(tokens.Lemma[up]!))
    out.push(...view.agents(up));
  // "a Miners' Union rally": whose it is, where that is an organisation.
  if (view.noun(head) && GATHERINGS.has(trigger.type))
    for (const k of view.children(head)) {
      const own = view.is(k, "compound") || (view.is(k, "nmod:poss") && view.noun(k));
      if (own && isBody(view, k)) out.push(k);
    }
  out.push(
    ...banners(view, trigger),
    ...leaders(view, trigger),
    ...movers(view, head),
    ...callers(view, head),
    ...enders(view, head),
    ...holders(view, trigger),
    ...gatherers(view, trigger),
    ...askers(view, trigger),
    ...leadersOf(view, trigger),
  );
  if (out.length === 0) out.push(...afterParticiple(view, trigger));
  if (out.length === 0) out.push(...deciders(view, trigger), ...speakers(view, trigger));
  return out;
}

/** The category of a body whose name no lexicon knows: that of the word beside it ("the NGO Clean Water"), or unknown; undefined for all others. */
export function unknownBody(view: View, head: number): ActorCategory | undefined {
  if (view.classOf(head) !== null) return undefined;
  const beside = view.children(head).find((k) => view.is(k, "compound") && view.classOf(k)?.person);
  if (beside !== undefined) return view.classOf(beside)!.category;
  const name = view.nameAt(head)?.type ?? null;
  return name === "ORG" || (name === null && view.tokens.Upos[head] === PROPN) ? "unknown" : undefined;
}

const BANNERS = new Set([
  "banner",
  "aegis",
  "umbrella",
  "auspices",
  "leadership",
  "initiative",
  "invitation",
]);

/** "marched under the banner of the coalition", "at the initiative of the union": whose it is, by the order of the words. */
function banners(view: View, trigger: Trigger): readonly number[] {
  const { tokens, analysis } = view;
  const first = analysis.sentences.First[trigger.sentence]!;
  const end = analysis.sentences.Last[trigger.sentence]!;
  for (let i = first + 1; i + 1 < end; i++) {
    // "on strike under their various unions, including the Nurses' Front"
    if (tokens.Norm[i] === "under" && tokens.Norm[i + 1] === "their") {
      const bodies = nounAfter(view, i + 2, end);
      if (bodies >= 0 && isBody(view, bodies)) {
        const named = besides(view, bodies);
        return named.length > 0 ? named : [bodies];
      }
    }
    if (i < first + 2 || !BANNERS.has(tokens.Lemma[i]!) || tokens.Norm[i + 1] !== "of") continue;
    if (!/^(under|at|on)$/.test(tokens.Norm[i - 2]!) && !/^(under|at|on)$/.test(tokens.Norm[i - 1]!))
      continue;
    const whose = nounAfter(view, i + 2, end);
    if (whose >= 0) return view.conjuncts(whose);
  }
  return [];
}

/** "the rally called by the union": who is named behind the participle right after the protest, whatever the parse makes of it. */
function afterParticiple(view: View, trigger: Trigger): readonly number[] {
  const { tokens, analysis } = view;
  const end = analysis.sentences.Last[trigger.sentence]!;
  let comma = false;
  for (let i = trigger.last; i + 1 < end; i++) {
    if (tokens.Norm[i] === "," && i > trigger.last) comma = true;
    const near = i < trigger.last + SPAN && !comma;
    const told =
      /^organi[sz]e$/.test(tokens.Lemma[i]!) ||
      (near && (ORGANISING.has(tokens.Lemma[i]!) || HOLDING.has(tokens.Lemma[i]!)));
    if (!told || !view.verb(i) || tokens.Norm[i + 1] !== "by") continue;
    const who = nounAfter(view, i + 2, end);
    return who >= 0 && (view.classOf(who)?.person || unknownBody(view, who)) ? view.conjuncts(who) : [];
  }
  return [];
}

/** Who does so takes part, but "held by the union" says whose it is. */
const HOLDING = new Set(["stage", "arrange", "hold", "mount"]);

/** Words between a protest and the participle that says whose it is. */
const SPAN = 7;

const GATHERINGS = new Set(["PRO.DEMO", "PRO.VIGIL", "PRO.COUNTER"]);
const BODIES = new Set([
  "union",
  "party",
  "opposition",
  "civil_society",
  "business",
  "religious",
  "professionals",
  "students",
  "farmers",
  "workers",
]);
/** Many in one word, but no body that decides. */
const STAFF = new Set(["staff", "workforce", "crew", "personnel"]);

/** A body that decides what its members do: a union, a party, an association, a church. */
export function isBody(view: View, k: number): boolean {
  const noun = view.classOf(k);
  // "Members of the church held a vigil": they are no body.
  if (/^(member|leader|follower)$/.test(view.tokens.Lemma[k]!)) return false;
  // A body that nobody knows is one by its name.
  const named = noun?.category === "unknown" && view.nameAt(k)?.type === "ORG";
  return (
    noun?.collective === true && (named || BODIES.has(noun.category)) && !STAFF.has(view.tokens.Lemma[k]!)
  );
}

/** "Thousands of students led by Ana Rey marched": who leads those who act. */
function leaders(view: View, trigger: Trigger): readonly number[] {
  const { tokens } = view;
  const crowd = view.verb(trigger.head) ? actors(view, trigger) : [trigger.head];
  const out: number[] = [];
  for (const who of crowd)
    for (const noun of [who, tokens.Head[who]!]) {
      if (noun < 0 || !view.noun(noun) || view.classOf(noun) === null) continue;
      for (const k of view.children(noun)) {
        if (!view.is(k, "acl") || !LEADING.has(tokens.Lemma[k]!) || !view.passive(k)) continue;
        for (const j of view.children(k)) if (view.preposition(j) === "by") out.push(...view.conjuncts(j));
      }
    }
  return out.length > 0 ? out : ledBefore(view, trigger);
}

/** "Residents of Tal, led by the local union, protested": by the order of the words before the act. */
function ledBefore(view: View, trigger: Trigger): readonly number[] {
  const { tokens, analysis } = view;
  for (let i = analysis.sentences.First[trigger.sentence]! + 1; i + 2 < trigger.first; i++) {
    if (!LEADING.has(tokens.Lemma[i]!) || tokens.Norm[i + 1] !== "by") continue;
    const whose = tokens.Norm[i - 1] === "," ? i - 2 : i - 1;
    const comma = tokens.Norm[i - 1] === ",";
    const people = view.classOf(whose);
    if (!comma && !(people?.person && !people.state)) continue;
    const who = nounAfter(view, i + 2, trigger.first);
    return who >= 0 ? [who] : [];
  }
  return [];
}

/** "A call by the union to march", "answered the union's call for a strike", "marched at the call of the union": whose call it is. */
function callers(view: View, head: number): readonly number[] {
  const { tokens } = view;
  const up = tokens.Head[head]!;
  const calls = (i: number) => i >= 0 && view.noun(i) && CALLS.has(tokens.Lemma[i]!);
  // "heeded a call by the bishops and marched"
  const heeded = [head, up]
    .filter((i) => i >= 0 && view.verb(i))
    .flatMap((i) => [i, ...view.children(i)])
    .filter((i) => view.verb(i) && view.cues.heeding!.has(tokens.Lemma[i]!))
    .map((i) => view.child(i, "obj"))
    .filter(calls);
  const carrying = up >= 0 && view.verb(up) && view.is(head, "obl") ? [head, up] : [head];
  const beside = carrying
    .flatMap((i) => view.children(i))
    .filter((k) => calls(k) && AT.has(view.preposition(k) ?? ""));
  // "the strike call given by the union"
  const over =
    calls(up) && ["acl", "nmod", "compound"].some((relation) => view.is(head, relation)) ? [up] : [];
  return [...over, ...beside, ...heeded].flatMap((call) => [
    ...view.agents(call),
    ...view.children(call).filter((k) => /^(of|from)$/.test(view.preposition(k) ?? "")),
  ]);
}

const CALLS = new Set(["call", "appeal", "invitation", "urging", "behest", "request"]);
const AT = new Set(["at", "after", "following", "on", "upon", "to"]);

const ENDING = new Set([
  "suspend",
  "cancel",
  "postpone",
  "launch",
  "initiate",
  "end",
  "begin",
  "start",
  "resume",
]);

/** "The union suspended its strike": a body that begins or ends a protest decides on it. */
function enders(view: View, head: number): readonly number[] {
  const up = view.tokens.Head[head]!;
  if (up < 0 || !view.verb(up) || !view.is(head, "obj") || !ENDING.has(view.tokens.Lemma[up]!)) return [];
  return view.agents(up).filter((k) => isBody(view, k));
}

/** Who brings others to act: the subject of the verb whose infinitive the trigger is, or stands under ("to take part in a march"). */
function movers(view: View, head: number): readonly number[] {
  const { tokens } = view;
  let verb = head;
  for (let hop = 0; hop < 2 && !infinitive(view, verb); hop++) {
    const up = tokens.Head[verb]!;
    if (up < 0 || !(view.verb(up) || view.is(verb, "conj"))) return [];
    verb = up;
  }
  let up = tokens.Head[verb]!;
  // "20,000 of its members to march": the tree may tie the infinitive to those who are moved.
  if (view.is(verb, "acl"))
    for (let hop = 0; hop < 3 && up >= 0 && !view.verb(up); hop++) up = tokens.Head[up]!;
  if (up < 0 || !infinitive(view, verb) || !MOVING.has(tokens.Lemma[up]!) || !view.verb(up)) return [];
  // "Police expected supporters to march": forces that foresee or order something do not organise it.
  const movers = view.agents(up).filter((k) => !view.classOf(k)?.state);
  const moved = view.agents(verb);
  return moved.length > 0 && !moved.some((k) => movers.includes(k)) ? movers.filter(view.noun) : [];
}

function infinitive(view: View, i: number): boolean {
  const told = ["xcomp", "advcl", "ccomp", "acl"].some((relation) => view.is(i, relation));
  return told && view.children(i).some((k) => view.tokens.Norm[k] === "to" && view.is(k, "mark"));
}

/** "The strike will go on, the union said": the union or strike committee that speaks of a stoppage of its own. */
function deciders(view: View, trigger: Trigger): number[] {
  if (!STOPPAGES.has(trigger.type)) return [];
  const { tokens, analysis } = view;
  const end = analysis.sentences.Last[trigger.sentence]!;
  for (let i = analysis.sentences.First[trigger.sentence]!; i < end; i++) {
    if (!view.verb(i) || !DECIDING.has(tokens.Lemma[i]!)) continue;
    const speaker = view.child(i, "nsubj");
    const speaks = speaker >= 0 && view.noun(speaker) && deciding(view, speaker);
    const coming = view.noun(trigger.head) ? ahead(view, trigger.head) : auxiliary(view, trigger.head);
    if (speaks && coming) return [speaker];
  }
  return [];
}

function deciding(view: View, i: number): boolean {
  const body = view.classOf(i);
  if (body?.category === "union") return true;
  return (
    view.tokens.Lemma[i] === "committee" && view.children(i).some((k) => /^strike/.test(view.tokens.Norm[k]!))
  );
}

const COMING = new Set([
  "continue",
  "begin",
  "start",
  "proceed",
  "go",
  "resume",
  "end",
  "be",
  "take",
  "last",
  "spread",
]);

/** "will continue", "would go ahead": what is said of the stoppage is what its organiser decides. */
function ahead(view: View, stoppage: number): boolean {
  const { tokens } = view;
  const up = tokens.Head[stoppage]!;
  if (up < 0 || !view.is(stoppage, "nsubj") || !COMING.has(tokens.Lemma[up]!)) return false;
  return auxiliary(view, up);
}

function auxiliary(view: View, verb: number): boolean {
  return view.children(verb).some((k) => /^(will|would|is|was|has|had|['’]ll)$/.test(view.tokens.Norm[k]!));
}
