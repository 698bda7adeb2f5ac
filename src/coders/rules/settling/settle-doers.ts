/** Who did it, where the words at the act do not say: those to whom it is ascribed, and those who say that they did it. */

import type { ActorCategory } from "../../../model/coding.js";
import { castAt, nobody } from "../actors/casting.js";
import { identitiesOf } from "../actors/identities.js";
import type { Cast } from "../actors/roles.js";
import type { Building } from "../merging/building.js";
import { antecedentOf } from "../reading/antecedents.js";
import { PROPN, type View } from "../reading/view.js";
import { settleBeside, settleBodies } from "./armed-body.js";

const ACTS = new Set(["VIO.ARMED", "VIO.KILL", "VIO.ATTACK", "VIO.ARSON", "VIO.ABDUCT"]);
const DONE = new Set(["conduct", "commit", "stage", "perpetrate", "carry", "plant", "place", "launch"]);
/** What is done where no word of the codebook tells it. */
const DEEDS = new Set([
  "crime",
  "atrocity",
  "deed",
  "massacre",
  "murder",
  "attack",
  "killing",
  "incident",
  "action",
]);
const INVOLVING = new Set(["implicate", "involve", "participate"]);
const ASCRIBED = new Set(["ascribe", "attribute"]);
const BLAMING = new Set(["blame", "accuse", "suspect"]);
const CLAIMING = new Set(["claim", "accept", "admit", "assume", "acknowledge", "take"]);
const RESPONSIBILITY = new Set(["responsibility", "authorship", "credit"]);
/** Besides those who bear arms without the state. */
const DOING = new Set<ActorCategory>(["military", "state_security", "unknown"]);
/** Sentences after an act in which responsibility for it is still its own. */
const AFTER = 3;
/** The same, of the only act that a report tells. */
const ANYWHERE = 5;

/** Verbs of striking a person, whose subject did it. */
const STRIKING = new Set([
  "attack",
  "shoot",
  "stab",
  "beat",
  "hit",
  "gun",
  "kill",
  "murder",
  "strangle",
  "ambush",
  "assault",
  "hack",
]);
const STRUCK_TYPES = new Set(["VIO.KILL", "VIO.ATTACK"]);

/**
 * "Rosa Vidal was murdered on Monday. Two men shot her as she left home": those who strike the one victim of an act that is told
 * before, named or by a pronoun, did it.
 */
function settleStrikers(view: View, building: readonly Building[]): void {
  const { tokens, analysis } = view;
  const open = building.filter(
    (b) =>
      STRUCK_TYPES.has(b.type) &&
      !b.actors.some(({ role }) => role === "perpetrator") &&
      b.actors.some(({ role }) => role === "victim"),
  );
  if (open.length === 0) return;
  const who = identitiesOf(view);
  /** Of "union leader Ana Rey", that of the name. */
  const keyOf = ({ head, quote }: Cast): string | undefined => {
    for (let i = head; i < tokens.length && tokens.Start[i]! < quote.end; i++) {
      const key = who(i)?.key;
      if (key !== undefined) return key;
    }
    return undefined;
  };
  for (let i = 0; i < tokens.length; i++) {
    if (!view.verb(i) || !STRIKING.has(tokens.Lemma[i]!) || analysis.sentences.Noise[tokens.Sentence[i]!])
      continue;
    if (view.predicateAt(i)?.polarity === "negative") continue;
    const struck = view.patients(i);
    const doers = view
      .agents(i)
      .filter((k) => view.noun(k) && view.classOf(k)?.person && !view.classOf(k)!.state);
    if (struck.length === 0 || doers.length === 0) continue;
    for (const b of open) {
      if (b.actors.some(({ role }) => role === "perpetrator")) continue;
      const victims = b.actors.filter(({ role }) => role === "victim");
      const told = b.cluster.drafts.some(
        ({ trigger }) => Math.abs(tokens.Sentence[i]! - trigger.sentence) <= AFTER,
      );
      const same = victims.some((victim) => {
        const key = keyOf(victim);
        return struck.some(
          (k) =>
            (key !== undefined && who(k)?.key === key) ||
            (told &&
              (k === victim.head ||
                (single(view, victim.head) &&
                  pointing(view, k) &&
                  tokens.Lemma[k] === tokens.Lemma[victim.head]))),
        );
      });
      // "A man was attacked by two unknown suspects": of one act alone those who are called by such deeds did it.
      const called =
        open.length === 1 &&
        told &&
        struck.every((k) => victims.some(({ head }) => head === k) || SOMEBODY.has(tokens.Lemma[k]!)) &&
        doers.every((k) => DEEDLY.has(view.classOf(k)!.category));
      if (!(same || called) || doers.some((k) => victims.some(({ head }) => head === k))) continue;
      for (const head of doers.slice(0, 2)) {
        const cast = castAt(view, b.lead.trigger, { head, role: "perpetrator", by: "actor.struck" });
        if (cast) b.actors.push(cast);
      }
    }
  }
}

/** Who are known by nothing but such deeds: attackers, suspects, gunmen. */
const DEEDLY = new Set<ActorCategory>(["unknown", "rebel", "militia"]);

/** Words for a victim that tell nobody apart. */
const SOMEBODY = new Set(["man", "woman", "person", "people", "victim", "deceased"]);

function single(view: View, i: number): boolean {
  return !view.tokens.Feats[i]!.includes("Number=Plur") && view.classOf(i)?.collective === false;
}

/** "the boy" */
function pointing(view: View, i: number): boolean {
  return view.noun(i) && view.children(i).some((k) => /^(the|this|that)$/.test(view.tokens.Norm[k]!));
}

/** Gives acts of violence without a perpetrator the one that the report names for them. Linear in the length of the report. */
export function settleDoers(view: View, building: readonly Building[]): void {
  settleStrikers(view, building);
  const { tokens, analysis } = view;
  const acts = building.filter((b) => ACTS.has(b.type));
  if (acts.length === 0) return;
  for (let i = 0; i < tokens.length; i++) {
    if (analysis.sentences.Noise[tokens.Sentence[i]!]) continue;
    const doers = doersAt(view, i);
    if (doers.length === 0) continue;
    const near = actMeant(view, acts, i);
    if (!near || near.actors.some(({ role }) => role === "responder")) continue;
    const told = near.actors.filter(({ role }) => role === "perpetrator");
    // "the killers": they are who is named elsewhere.
    const known = told.filter(({ head }) => !byDeed(view, head));
    for (const head of doers.slice(0, MOST_DOERS)) {
      if (near.actors.some((actor) => actor.head === head)) continue;
      // "thrown by two men. The front claimed responsibility": who is only described may have a name too.
      if (known.length > 0 && !(claims(view, i) && names(view, head, known))) continue;
      // A front that nobody knows may claim an attack as well.
      const category = view.classOf(head) === null && tokens.Upos[head] === PROPN ? "unknown" : undefined;
      const cast = castAt(view, near.lead.trigger, {
        head,
        role: "perpetrator",
        by: "actor.claimed",
        category,
      });
      if (!cast) continue;
      if (known.length === 0)
        for (let k = near.actors.length - 1; k >= 0; k--)
          if (near.actors[k]!.role === "perpetrator" && byDeed(view, near.actors[k]!.head))
            near.actors.splice(k, 1);
      near.actors.push(cast);
    }
  }
  for (const b of acts) settleBeside(view, b, acts);
  for (const b of acts) settleByName(view, b, acts);
  settleBodies(view, acts);
}

/** Whether people are called by nothing but what they did: "the murderers", "its attackers". */
function byDeed({ tokens, nameAt }: View, head: number): boolean {
  if (/^(perpetrator|slayer|culprit)$/.test(tokens.Lemma[head]!)) return true;
  return nameAt(head) === null && Object.values(CALLED).some((words) => words.has(tokens.Lemma[head]!));
}

const MOST_DOERS = 2;

/** Responsibility that is claimed or laid on, and no part in the deed. */
const claims = ({ tokens }: View, i: number): boolean =>
  CLAIMING.has(tokens.Lemma[i]!) || tokens.Lemma[i] === "responsible";

/** Whether a head is a name, and none of those known to have done it is. */
function names(view: View, head: number, known: readonly Cast[]): boolean {
  const named = (i: number): boolean => view.nameAt(i) !== null || view.tokens.Upos[i] === PROPN;
  return (
    named(head) && !known.some((actor) => named(actor.head) || actor.name.includes(view.tokens.Form[head]!))
  );
}

/** The act that the ascription at `i` is of: the next one told in its sentence, or the last told a little before. */
function actMeant({ tokens }: View, acts: readonly Building[], i: number): Building | undefined {
  const sentence = tokens.Sentence[i]!;
  let best: Building | undefined;
  let least = Number.POSITIVE_INFINITY;
  for (const b of acts)
    for (const { trigger } of b.cluster.drafts) {
      const back = sentence - trigger.sentence;
      if (back < 0 || back > (acts.length === 1 ? ANYWHERE : AFTER)) continue;
      // In its own sentence the act stands behind the words of blame, or before them ("the murder, attributed to").
      const far = back === 0 ? Math.abs(trigger.head - i) / 100 + (trigger.head < i ? 0.1 : 0) : back;
      if (far < least) [best, least] = [b, far];
    }
  return best;
}

/** People who are called by what they did: "the kidnappers", "the assassins". */
const CALLED: Readonly<Record<string, ReadonlySet<string>>> = {
  "VIO.ABDUCT": new Set(["kidnapper", "abductor", "captor", "hostage-taker", "hijacker"]),
  "VIO.KILL": new Set([
    "assassin",
    "murderer",
    "killer",
    "assailant",
    "attacker",
    "hitman",
    "shooter",
    "gunman",
  ]),
  "VIO.ATTACK": new Set(["attacker", "assailant", "shooter", "gunman", "knifeman", "thug"]),
  "VIO.ARMED": new Set(["attacker", "assailant", "bomber", "terrorist"]),
  "VIO.ARSON": new Set(["arsonist", "attacker"]),
};

/** "Ana Rey was kidnapped. The kidnappers asked for money": those who are called by the act did it. */
function settleByName(view: View, b: Building, acts: readonly Building[]): void {
  const { tokens } = view;
  const words = CALLED[b.type];
  if (!words || b.actors.some(({ role }) => role === "perpetrator" || role === "participant")) return;
  for (const { trigger } of b.cluster.drafts) {
    const last = Math.min(view.analysis.sentences.length - 1, trigger.sentence + AFTER);
    for (
      let i = view.analysis.sentences.First[trigger.sentence]!;
      i < view.analysis.sentences.Last[last]!;
      i++
    ) {
      if (!view.noun(i) || !words.has(tokens.Lemma[i]!) || view.is(i, "compound")) continue;
      const definite = /^(the|these|those|his|her|their)$/.test(tokens.Norm[view.phrase(i)[0]]!);
      // "there were three shooters": where one act alone is told
      if (
        !definite &&
        (acts.length > 1 ||
          view.quantityOf(i) === null ||
          view.predicateAt(tokens.Head[i]!)?.polarity === "negative")
      )
        continue;
      if (actMeant(view, acts, i) !== b) continue;
      const cast = castAt(view, b.lead.trigger, { head: i, role: "perpetrator", by: "actor.called" });
      if (cast) {
        b.actors.push(cast);
        return;
      }
    }
  }
}

/** Who is said at `i` to have done an act: who claims it, is blamed for it, to whom it is ascribed. */
function doersAt(view: View, i: number): readonly number[] {
  const { tokens } = view;
  const lemma = tokens.Lemma[i]!;
  if (view.predicateAt(i)?.polarity === "negative") return [];
  if (CULPRITS.has(lemma) && view.noun(i)) return doing(view, named(view, i));
  if (lemma === "responsible") return doing(view, answerable(view, i));
  if (lemma === "behind") return doing(view, standsBehind(view, i));
  if (!view.verb(i)) return [];
  const object = view.child(i, "obj");
  if (object >= 0 && RESPONSIBILITY.has(tokens.Lemma[object]!) && CLAIMING.has(lemma))
    return claimants(view, i);
  // "The front claimed the killing", "a bombing claimed by the front"
  if (lemma === "claim") {
    const deed = (k: number) => DEEDS.has(tokens.Lemma[k]!) || view.cues.bombWords!.has(tokens.Lemma[k]!);
    const by = view.children(i).find((k) => k > i && view.preposition(k) === "by");
    if (by !== undefined)
      return [...view.patients(i), tokens.Head[i]!].some((k) => k >= 0 && deed(k)) ? doing(view, [by]) : [];
    return object >= 0 && deed(object) ? claimants(view, i) : [];
  }
  if ((lemma === "point" && object >= 0 && tokens.Lemma[object] === "finger") || BLAME_ON.has(lemma)) {
    const subject = view.child(i, "nsubj");
    const blame = (k: number) => k >= 0 && /^(finger|blame|suspicion|guilt)$/.test(tokens.Lemma[k]!);
    const on = view.children(i).find((k) => k > i && /^(on|at|upon)$/.test(view.preposition(k) ?? ""));
    return on !== undefined && (blame(object) || blame(subject)) ? doing(view, [on]) : [];
  }
  if (BLAMING.has(lemma)) {
    const on = view.children(i).find((k) => k > i && view.preposition(k) === "on");
    if (lemma === "blame" && on !== undefined) return doing(view, [on]);
    const named = view.children(i).some((k) => ["for", "of"].includes(view.preposition(k) ?? ""));
    return named || lemma === "suspect" ? doing(view, view.patients(i)) : [];
  }
  if (ASCRIBED.has(lemma)) {
    const to = view.children(i).find((k) => k > i && view.preposition(k) === "to");
    return to === undefined ? [] : doing(view, [to]);
  }
  if (INVOLVING.has(lemma)) {
    const inDeed = view
      .children(i)
      .some(
        (k) =>
          view.preposition(k) === "in" &&
          (DEEDS.has(tokens.Lemma[k]!) || view.cues.undergone!.has(tokens.Lemma[k]!)),
      );
    if (!inDeed) return [];
    const those = lemma === "participate" ? view.agents(i) : view.patients(i);
    return doing(view, those.length > 0 || !view.is(i, "acl") ? those : [tokens.Head[i]!]);
  }
  if (!DONE.has(lemma)) return [];
  if (view.passive(i) || (object < 0 && tokens.Feats[i]!.includes("VerbForm=Part"))) {
    const by = view.children(i).find((k) => k > i && view.preposition(k) === "by");
    if (by === undefined) return [];
    const deed = view
      .patients(i)
      .some((k) => DEEDS.has(tokens.Lemma[k]!) || view.cues.bombWords!.has(tokens.Lemma[k]!));
    return doing(view, [by], deed);
  }
  const deed =
    object >= 0 &&
    (DEEDS.has(tokens.Lemma[object]!) ||
      (lemma === "carry" && view.cues.bombWords!.has(tokens.Lemma[object]!)));
  return deed ? doing(view, meant(view, i, view.agents(i))) : [];
}

const BLAME_ON = new Set(["fall", "lay", "put", "pin", "place"]);

/** "The front claimed", "a note in which the front claims", "the front sent a message claiming": who claims. */
function claimants(view: View, i: number): number[] {
  const named = (heads: readonly number[]) => heads.filter((k) => view.noun(k) && !nobody(view, k));
  const own = named(meant(view, i, view.agents(i)));
  if (own.length > 0 || !view.tokens.Feats[i]!.includes("VerbForm=Part")) return own;
  for (let up = view.tokens.Head[i]!, hop = 0; up >= 0 && hop < 3; up = view.tokens.Head[up]!, hop++)
    if (view.verb(up) && !view.passive(up)) return doing(view, view.agents(up));
  return [];
}

/** "The front said that it had": of a pronoun the subject of the words of saying above it. */
function meant(view: View, i: number, heads: readonly number[]): readonly number[] {
  if (heads.some((k) => view.noun(k))) return heads;
  if (!heads.some((k) => /^(it|they)$/.test(view.tokens.Norm[k]!))) return heads;
  const up = view.tokens.Head[i]!;
  return up >= 0 && view.verb(up) && view.cues.speech!.has(view.tokens.Lemma[up]!) ? view.agents(up) : heads;
}

const CULPRITS = new Set(["perpetrator", "culprit", "author", "mastermind"]);

/** "The front is the suspected perpetrator": whom a sentence calls so. */
function named(view: View, i: number): number[] {
  const subject = view.children(i).some((k) => view.is(k, "cop")) ? view.child(i, "nsubj") : -1;
  return subject >= 0 && view.noun(subject) ? [subject] : [];
}

/** Of those blamed the ones that bear arms, or whom nobody can place: a party blamed for a murder is not said to have shot. */
function doing(view: View, heads: readonly number[], anybody = false): number[] {
  return heads
    .flatMap((head) => view.conjuncts(head))
    .filter((head) => {
      const noun = view.noun(head) && !nobody(view, head) ? view.classOf(head) : null;
      const denied = noun !== null && view.tokens.Norm[view.phrase(head)[0] - 1] === "not";
      const spared = view.children(head).some((k) => view.tokens.Norm[k] === "not");
      if (noun === null || denied || spared) return false;
      return anybody ? noun.person : noun.armedNonState || DOING.has(noun.category);
    });
}

/** "The front is responsible for", "holds the front responsible for". */
function answerable(view: View, i: number): number[] {
  const { tokens } = view;
  const up = tokens.Head[i]!;
  const held = up >= 0 && tokens.Lemma[up] === "hold";
  // "an attack for which the front was held responsible"
  if (!held && !view.children(i).some((k) => view.preposition(k) === "for") && tokens.Norm[i + 1] !== "for")
    return [];
  const own = view.child(i, "nsubj");
  if (own >= 0) return [...meant(view, i, [own])];
  if (up < 0 || !view.verb(up) || view.predicateAt(up)?.polarity === "negative") return [];
  return view.patients(up).length > 0 ? [...view.patients(up)] : [...view.agents(up)];
}

/** "The front is behind the murder". */
function standsBehind(view: View, i: number): number[] {
  const at = view.tokens.Head[i]!;
  if (at < 0 || !view.children(at).some((k) => view.is(k, "cop"))) return [];
  const subject = view.child(at, "nsubj");
  if (subject < 0) return [];
  // "The front said it was behind the blast"
  const { tokens, noun, is, classOf } = view;
  return [antecedentOf({ tokens, sentences: view.analysis.sentences, noun, is, classOf }, subject)];
}
