/** To whom the words of a report lay an act: who claims it, is blamed, charged or suspected, ordered it, or is what its doers are said to be. */

import type { ActorCategory } from "../../../model/coding.js";
import { span } from "../../../model/span.js";
import { nobody } from "../actors/casting.js";
import type { Cast } from "../actors/roles.js";
import { antecedentOf } from "../reading/antecedents.js";
import type { View } from "../reading/view.js";

const INVOLVING = new Set(["implicate", "involve", "participate"]);
const RESPONSIBILITY = new Set(["responsibility", "authorship", "credit"]);
/** Besides those who bear arms without the state. */
const DOING = new Set<ActorCategory>(["military", "state_security", "unknown"]);

/** Responsibility that is claimed or laid on, and no part in the deed. */
export const claims = ({ tokens, cues }: View, i: number): boolean =>
  cues.claimingIt!.has(tokens.Lemma[i]!) || tokens.Lemma[i] === "responsible";

/** Who is said at `i` to have done an act: who claims it, is blamed for it, to whom it is ascribed. */
export function doersAt(view: View, i: number): readonly number[] {
  const { tokens, cues } = view;
  const lemma = tokens.Lemma[i]!;
  if (view.predicateAt(i)?.polarity === "negative") return [];
  if (view.noun(i)) {
    if (view.cues.culprits!.has(lemma)) return doing(view, named(view, i));
    if (cues.hallmarks!.has(lemma)) return doing(view, hallmarkOf(view, i));
    return doing(view, sameAs(view, i));
  }
  if (lemma === "responsible") {
    const own = view.child(i, "nsubj");
    const those = answerable(view, i);
    // "The movement said it was responsible": whoever says it of itself.
    return own >= 0 && !view.noun(own) ? those.filter((k) => view.noun(k)) : doing(view, those);
  }
  if (lemma === "behind") return doing(view, standsBehind(view, i));
  if (!view.verb(i)) return [];
  const object = view.child(i, "obj");
  if (object >= 0 && RESPONSIBILITY.has(tokens.Lemma[object]!) && view.cues.claimingIt!.has(lemma))
    return claimants(view, i);
  // "The front claimed the killing", "a bombing claimed by the front"
  if (lemma === "claim") {
    const by = behind(view, i, BY);
    if (by >= 0)
      return [...view.patients(i), tokens.Head[i]!].some((k) => deed(view, k)) ? doing(view, [by]) : [];
    return deed(view, object) ? claimants(view, i) : [];
  }
  if (
    (lemma === "point" && object >= 0 && tokens.Lemma[object] === "finger") ||
    view.cues.blameOn!.has(lemma)
  ) {
    const subject = view.child(i, "nsubj");
    const blame = (k: number) =>
      k >= 0 && /^(finger|blame|suspicion|guilt|responsibility)$/.test(tokens.Lemma[k]!);
    const on = behind(view, i, /^(on|at|upon|with)$/);
    return on >= 0 && (blame(object) || blame(subject)) ? doing(view, [on]) : [];
  }
  // "The front is to blame"
  if (lemma === "blame" && tokens.Norm[i - 1] === "to" && view.child(i, "obj") < 0) {
    const up = tokens.Head[i]!;
    const whom = view.child(i, "nsubj");
    return doing(view, whom >= 0 ? [whom] : up >= 0 ? [view.child(up, "nsubj")].filter((k) => k >= 0) : []);
  }
  if (view.cues.blamingFor!.has(lemma)) {
    const on = behind(view, i, /^on$/);
    if (lemma === "blame" && on >= 0) return doing(view, [on]);
    // The parse may tie "of the murder" to whom is accused of it.
    const of = [i, ...view.patients(i)].some((k) => behind(view, k, /^(for|of)$/) >= 0);
    // "The army blamed the rebels."
    const armed = lemma === "blame" && view.patients(i).every((k) => view.classOf(k)?.armedNonState);
    return lemma === "suspect" || of || armed ? doing(view, view.patients(i)) : [];
  }
  // "Two lieutenants were charged with the murder"
  if (cues.charging!.has(lemma))
    return view.children(i).some((k) => deed(view, k) && CHARGED.test(view.preposition(k) ?? ""))
      ? doing(view, view.patients(i))
      : [];
  if (/^(identify|describe|recognise|recognize)$/.test(lemma)) {
    const as = behind(view, i, /^as$/);
    return as >= 0 && view.patients(i).some((k) => cues.calledByDeed!.has(tokens.Lemma[k]!))
      ? doing(view, [as])
      : [];
  }
  if (view.cues.ascribing!.has(lemma)) {
    const to = behind(view, i, /^to$/);
    return to < 0 ? [] : doing(view, [to]);
  }
  if (INVOLVING.has(lemma) || (lemma === "take" && object >= 0 && tokens.Lemma[object] === "part")) {
    const inDeed = [i, object]
      .filter((k) => k >= 0)
      .flatMap((k) => view.children(k))
      .some((k) => view.preposition(k) === "in" && (deed(view, k) || cues.undergone!.has(tokens.Lemma[k]!)));
    if (!inDeed) return [];
    const those = lemma === "participate" || lemma === "take" ? view.agents(i) : view.patients(i);
    return doing(view, those.length > 0 || !view.is(i, "acl") ? those : [tokens.Head[i]!]);
  }
  const orders = cues.ordered!.has(lemma);
  if (!orders && !cues.carriedOut!.has(lemma)) return [];
  if (view.passive(i) || (object < 0 && tokens.Feats[i]!.includes("VerbForm=Part"))) {
    const by = behind(view, i, BY);
    if (by < 0) return [];
    const done = view.patients(i).some((k) => deed(view, k));
    // "investigations conducted by the police" are no deed.
    const other =
      view.is(i, "acl") && tokens.Head[i]! === i - 1 && !cues.undergone!.has(tokens.Lemma[i - 1]!);
    return !done && (orders || other) ? [] : doing(view, [by], done);
  }
  // "Men of the front did it": told of an act right before
  const it = lemma === "do" && object >= 0 && /^(it|this|that)$/.test(tokens.Norm[object]!);
  return it || deed(view, object) ? doing(view, meant(view, i, view.agents(i))) : [];
}

const BY = /^by$/;
const CHARGED = /^(with|in|for|of|over)$/;

/** What hangs on the word at `i` behind it by one of the prepositions, or -1. */
function behind(view: View, i: number, preposition: RegExp): number {
  return view.children(i).find((k) => k > i && preposition.test(view.preposition(k) ?? "")) ?? -1;
}

/** Whether a word names a deed: "the crime", "this bombing". */
function deed({ tokens, cues }: View, k: number): boolean {
  return k >= 0 && (cues.crimes!.has(tokens.Lemma[k]!) || cues.bombWords!.has(tokens.Lemma[k]!));
}

/** "the attack was the work of the front", "it bears the hallmark of the front". */
function hallmarkOf(view: View, i: number): number[] {
  const { tokens } = view;
  const whose = view.children(i).find((k) => k > i && view.preposition(k) === "of");
  const bears = view.is(i, "obj") && /^(bear|carry|have|show)$/.test(tokens.Lemma[tokens.Head[i]!]!);
  const subject = bears ? view.child(tokens.Head[i]!, "nsubj") : view.child(i, "nsubj");
  if (whose === undefined || subject < 0 || !(bears || view.child(i, "cop") >= 0)) return [];
  return deed(view, subject) || /^(it|this|that)$/.test(tokens.Norm[subject]!) ? [whose] : [];
}

/** "The killers were soldiers of the brigade", "the gunmen are thought to be members of the front". */
function sameAs(view: View, i: number): number[] {
  if (view.child(i, "cop") < 0) return [];
  const { tokens, cues } = view;
  const up = tokens.Head[i]!;
  const own = view.child(i, "nsubj");
  // "are believed to be members"
  const subject = own >= 0 ? own : view.is(i, "xcomp") && up >= 0 ? view.child(up, "nsubj") : -1;
  return subject >= 0 && cues.calledByDeed!.has(tokens.Lemma[subject]!) && subject < i ? [i] : [];
}

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

/** "The front is the suspected perpetrator": whom a sentence calls so. */
function named(view: View, i: number): number[] {
  const subject = view.children(i).some((k) => view.is(k, "cop")) ? view.child(i, "nsubj") : -1;
  return subject >= 0 && view.noun(subject) ? [subject] : [];
}

/** Who bears arms, serves a state by arms, or is somebody whom nobody can place; also a front that nobody knows, by its name. */
function armed(view: View, head: number): boolean {
  const noun = view.classOf(head);
  if (noun !== null) return noun.armedNonState || DOING.has(noun.category);
  return view.nameAt(head)?.type === "ORG";
}

/** Of those blamed the ones that may have done it: a party blamed for a murder is not said to have shot. */
function doing(view: View, heads: readonly number[], anybody = false): number[] {
  return heads
    .flatMap((head) => view.conjuncts(head))
    .filter((head) => {
      if (!view.noun(head) || nobody(view, head)) return false;
      if (view.tokens.Norm[view.phrase(head)[0] - 1] === "not") return false;
      if (view.children(head).some((k) => view.tokens.Norm[k] === "not")) return false;
      if (anybody && view.classOf(head) !== null) return view.classOf(head)!.person;
      // "men of the front", "members of the army"
      const body = view.children(head).find((k) => view.noun(k) && view.preposition(k) === "of");
      return armed(view, head) || (body !== undefined && view.classOf(head) !== null && armed(view, body));
    });
}

/** "The front is responsible for", "holds the front responsible for". */
function answerable(view: View, i: number): number[] {
  const { tokens } = view;
  const up = tokens.Head[i]!;
  const held = up >= 0 && tokens.Lemma[up] === "hold";
  const own = view.child(i, "nsubj");
  // "The front said it was responsible"
  const itself = own >= 0 && /^(it|they)$/.test(tokens.Norm[own]!);
  // "an attack for which the front was held responsible"
  if (
    !held &&
    !itself &&
    !view.children(i).some((k) => view.preposition(k) === "for") &&
    tokens.Norm[i + 1] !== "for"
  )
    return [];
  if (own >= 0) return [...meant(view, i, [own])];
  // "holds the front responsible for the attack": the parse may make it a part of the name.
  if (up >= 0 && up < i && view.noun(up) && view.is(up, "obj")) return [up];
  if (up < 0 || !view.verb(up) || view.predicateAt(up)?.polarity === "negative") return [];
  return view.patients(up).length > 0 ? [...view.patients(up)] : [...view.agents(up)];
}

/** "The front is behind the murder". */
function standsBehind(view: View, i: number): number[] {
  const at = view.tokens.Head[i]!;
  if (at < 0 || !view.children(at).some((k) => view.is(k, "cop"))) return [];
  // "is believed to be behind", "is suspected of being behind"
  const up = view.tokens.Head[at]!;
  const own = view.child(at, "nsubj");
  const subject = own < 0 && up >= 0 && view.verb(up) ? view.child(up, "nsubj", "nsubj:pass") : own;
  if (subject < 0) return [];
  // "The front said it was behind the blast"
  const { tokens, noun, is, classOf } = view;
  return [antecedentOf({ tokens, sentences: view.analysis.sentences, noun, is, classOf }, subject)];
}

/** "holds the front responsible for", "accuses the guard of the murder": an actor's words end before what it is blamed for. */
export function withoutBlame(view: View, cast: Cast): Cast {
  const { tokens, analysis } = view;
  for (let i = cast.head + 1; i < tokens.length && tokens.Start[i]! < cast.quote.end; i++) {
    const of =
      tokens.Norm[i] === "of" && [i + 1, i + 2, i + 3].some((k) => k < tokens.length && deed(view, k));
    if (!of && tokens.Norm[i] !== "responsible") continue;
    const quote = span(analysis.text, cast.quote.start, tokens.End[i - 1]!);
    return { ...cast, name: quote.quote, quote };
  }
  return cast;
}
