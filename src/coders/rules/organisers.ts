/** Who organises a protest: "called by the union", "the march led by her", "the union plans a strike". */
import type { Trigger } from "./triggers.js";
import type { View } from "./view.js";

const ORGANISING = new Set([
  "organise",
  "organize",
  "call",
  "lead",
  "convene",
  "plan",
  "announce",
  "convoke",
]);

export function organisers(view: View, trigger: Trigger): number[] {
  const { tokens } = view;
  const { head } = trigger;
  const out: number[] = [];
  for (const k of view.children(head)) {
    if (view.is(k, "acl") && ORGANISING.has(tokens.Lemma[k]!) && !tokens.Norm[k]!.endsWith("ing")) {
      for (const j of view.children(k)) if (view.preposition(j) === "by") out.push(...view.conjuncts(j));
    }
  }
  const up = tokens.Head[head]!;
  const under = ["obj", "obl", "nsubj:pass"].some((relation) => view.is(head, relation));
  if (up >= 0 && under && view.verb(up) && ORGANISING.has(tokens.Lemma[up]!)) out.push(...view.agents(up));
  // "a Miners' Union rally": whose it is, where that is an organisation.
  if (view.noun(head) && GATHERINGS.has(trigger.type))
    for (const k of view.children(head)) {
      const own = view.is(k, "compound") || (view.is(k, "nmod:poss") && view.noun(k));
      const noun = own ? view.classOf(k) : null;
      if (noun?.collective && BODIES.has(noun.category)) out.push(k);
    }
  return out;
}

const GATHERINGS = new Set(["PRO.DEMO", "PRO.VIGIL", "PRO.COUNTER"]);
const BODIES = new Set(["union", "party", "opposition", "civil_society", "business", "religious"]);
