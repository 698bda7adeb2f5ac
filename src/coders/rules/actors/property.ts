/** What is attacked, entered or taken, and whose it is: owners, office-holders, people inside. */

import { isA, ownerOf } from "../lexicon/lexicon.js";
import { antecedentOf } from "../reading/antecedents.js";
import { PRON, type View } from "../reading/view.js";
import { aimable, namedIn } from "./aimed.js";
import type { Placed } from "./casting.js";

/** Property that is attacked and whose it is: "shops", "the party's office", "a police station". */
export function belongings(view: View, heads: readonly number[]): Placed[] {
  const out: Placed[] = [];
  for (const head of heads) {
    if (!view.noun(head) || view.classOf(head) !== null) continue;
    const category = ownerOf(view.lexicon, view.tokens, head, view.children);
    if (category !== null && category !== "unknown" && category !== "civilians")
      out.push({ head, role: "victim", by: "actor.undergoer", category });
  }
  return out;
}

/** Whose house, car or post is no private property. */
const STATE = /^(state_security|military|government|legislature|judiciary|party)$/;
/** Bodies that stand for their house: "the town hall", "parliament". */
const SEATED = /^(government|legislature|judiciary)$/;

/** What is struck in a riot: what belongs to the state says whom the riot is aimed at; people, shops and homes suffer it. */
export function struckIn(view: View, heads: readonly number[], entered: boolean): Placed[] {
  const things = belongings(view, heads).map(
    (f): Placed => (STATE.test(f.category ?? "") ? { ...f, role: "target", by: "actor.premises" } : f),
  );
  if (entered) return things.filter(({ role }) => role === "target");
  const seat = (head: number) => {
    const noun = view.classOf(head);
    const house = noun?.collective || isA(view.lexicon, "premises", view.tokens.Lemma[head]!);
    return house === true && SEATED.test(noun?.category ?? "");
  };
  const others = heads
    .filter((head) => !things.some((f) => f.head === head))
    .map(
      (head): Placed =>
        seat(head)
          ? { head, role: "target", by: "actor.premises" }
          : { head, role: "victim", by: "actor.undergoer" },
    );
  return [...others, ...things];
}

/** "a bus carrying teachers", "a convoy of nurses", "the home of the union leader": people in or behind what is attacked. */
export function insideOf(view: View, heads: readonly number[]): number[] {
  const person = (k: number) => view.noun(k) && view.classOf(k)?.person === true;
  const out: number[] = [];
  for (const head of heads) {
    if (!view.noun(head) || view.classOf(head) !== null) continue;
    out.push(...belongingTo(view, head).filter(person));
    // The parse may tie the participle right behind to the verb before.
    for (const k of new Set([...view.children(head), head + 1])) {
      if (k >= view.tokens.length) continue;
      const beside = k === head + 1 && view.verb(k) && view.tokens.Norm[k]!.endsWith("ing");
      if ((view.is(k, "acl") || beside) && view.cues.carryingPeople!.has(view.tokens.Lemma[k]!)) {
        const load = view.passive(k)
          ? view.children(k).filter((c) => view.preposition(c) === "with")
          : [view.child(k, "obj")];
        out.push(
          ...load
            .filter((c) => c >= 0)
            .flatMap((c) => view.conjuncts(c))
            .filter(person),
        );
      } else if (
        view.cues.ownedThings!.has(view.tokens.Lemma[head]!) &&
        (view.is(k, "nmod:poss") || view.preposition(k) === "of") &&
        person(k)
      )
        out.push(k);
    }
  }
  return out;
}

/** Those in office whose house or seat is taken: "stormed the president's residence", "his residence". */
export function ownersOf(view: View, head: number): number[] {
  const parse = {
    tokens: view.tokens,
    sentences: view.analysis.sentences,
    noun: view.noun,
    is: view.is,
    classOf: view.classOf,
  };
  const owner = view.child(head, "nmod:poss");
  if (owner >= 0 && view.tokens.Upos[owner] === PRON) {
    const who = antecedentOf(parse, owner);
    if (who === owner) return [];
    if (aimable(view, who)) return [who];
    // "The president, a brother of the former leader, fled after a mob stormed his residence": the office-holder named before.
    const first = view.analysis.sentences.First[view.tokens.Sentence[owner]!]!;
    for (let k = owner - 1; k >= first; k--)
      if (view.noun(k) && view.is(k, "nsubj") && aimable(view, k) && !view.classOf(k)!.collective) return [k];
    return [];
  }
  return namedIn(view, head);
}

/** "the office of the rights centre", "the party's headquarters": the people or body whose place it is. */
export function keepersOf(view: View, heads: readonly number[]): number[] {
  return heads
    .filter((head) => view.noun(head) && view.classOf(head) === null)
    .flatMap((head) => [
      ...view.children(head).filter((k) => view.is(k, "nmod:poss") || view.preposition(k) === "of"),
      ...belongingTo(view, head),
    ])
    .filter((k) => view.noun(k) && view.classOf(k)?.person);
}

/** "excavators belonging to a coal company", "a truck owned by the firm": whose a thing is by the participle right behind it. */
function belongingTo(view: View, head: number): number[] {
  const k = head + 1;
  if (
    k >= view.tokens.length ||
    !view.verb(k) ||
    !/^(?:belong|own|operate|run|use)$/.test(view.tokens.Lemma[k]!)
  )
    return [];
  return view.children(k).filter((c) => c > k && /^(?:to|by)$/.test(view.preposition(c) ?? ""));
}
