/** Bodies and office-holders that a protest can be aimed at, and where a phrase names them. */
import type { View } from "../reading/view.js";

const AIMABLE = new Set([
  "government",
  "legislature",
  "judiciary",
  "business",
  "party",
  "foreign_state",
  "military",
  "state_security",
  "igo",
  "rebel",
  "militia",
]);
/** "the exit from the Union": what is left or stood by is no owner. */
const AWAY = new Set(["from", "with", "for"]);
/** What is done to a law or a plan by whom it is aimed at. */
const DECIDING = new Set([
  "pass",
  "adopt",
  "approve",
  "sign",
  "impose",
  "introduce",
  "propose",
  "announce",
  "issue",
  "draft",
  "plan",
  "enact",
]);
const OWNED = ["compound", "nmod", "amod", "obl", "appos", "acl"];

export function aimable(view: View, i: number): boolean {
  const noun = view.classOf(i);
  // "a general strike": an adjective names nobody.
  return noun?.person === true && AIMABLE.has(noun.category) && view.tokens.Lemma[i] !== "general";
}

/** The bodies and office-holders named in the phrase at `k`: "government plans", "the policies of the president". */
export function namedIn(view: View, k: number, depth = 0): number[] {
  if (aimable(view, k)) return [k];
  if (depth > 2) return [];
  // "a law passed by congress"
  const made = view
    .children(k)
    .filter((c) => view.is(c, "acl") && DECIDING.has(view.tokens.Lemma[c]!) && view.passive(c));
  const makers = made.flatMap((c) => view.agents(c)).filter((c) => aimable(view, c));
  if (makers.length > 0) return makers;
  return view
    .children(k)
    .filter((c) => OWNED.some((relation) => view.is(c, relation)) && !view.verb(c))
    .filter((c) => !AWAY.has(view.preposition(c) ?? ""))
    .flatMap((c) => namedIn(view, c, depth + 1));
}
