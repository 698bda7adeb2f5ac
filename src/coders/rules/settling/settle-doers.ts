/** Who did it, where the words at the act do not say: those to whom it is ascribed, and those who say that they did it. */

import type { ActorCategory } from "../../../model/coding.js";
import { castAt } from "../actors/casting.js";
import { identitiesOf } from "../actors/identities.js";
import type { Cast } from "../actors/roles.js";
import type { Building } from "../merging/building.js";
import { PROPN, type View } from "../reading/view.js";
import { settleBeside, settleBodies } from "./armed-body.js";
import { claims, doersAt, withoutBlame } from "./ascribed.js";

const ACTS = new Set(["VIO.ARMED", "VIO.KILL", "VIO.ATTACK", "VIO.ARSON", "VIO.ABDUCT"]);
/** Sentences after an act in which responsibility for it is still its own. */
const AFTER = 3;
/** The same, of the only act that a report tells. */
const ANYWHERE = 5;

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
    if (
      !view.verb(i) ||
      !view.cues.strikingOne!.has(tokens.Lemma[i]!) ||
      analysis.sentences.Noise[tokens.Sentence[i]!]
    )
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
      near.actors.push(withoutBlame(view, cast));
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
