/** Whose forces two tellings are about: "Kenya sent soldiers. … Ugandan troops arrived". */
import type { View } from "../reading/view.js";
import type { Draft } from "./drafts.js";

const PRONOUNS = new Set(["it", "they", "he", "she"]);

/** Both tellings name the state that acts, or whose forces act, and none in common. */
export function ofOtherStates(view: View, draft: Draft, told: readonly Draft[]): boolean {
  if (!draft.type.startsWith("MIL.")) return false;
  const here = statesBehind(view, draft);
  if (here.size === 0) return false;
  let named = false;
  for (const one of told)
    for (const state of statesBehind(view, one)) {
      if (here.has(state)) return false;
      named = true;
    }
  return named;
}

/** The countries of those who act in a telling, and of the forces that it speaks of. */
function statesBehind(view: View, { trigger, actors }: Draft): ReadonlySet<string> {
  const { tokens } = view;
  const out = new Set<string>();
  const add = (i: number): void => {
    const country = countryAt(view, i);
    if (country !== null) out.add(country);
  };
  const heads = view.verb(trigger.head)
    ? [...view.agents(trigger.head), ...view.patients(trigger.head)]
    : [...view.children(trigger.head)];
  for (const head of [...heads, ...actors.map((actor) => actor.head)]) {
    if (PRONOUNS.has(tokens.Norm[head]!)) add(speaker(view, trigger.head));
    else if (view.is(head, "nsubj") || view.is(head, "amod")) add(head);
    for (const k of view.children(head))
      if (k < head && (view.is(k, "amod") || view.is(k, "nmod:poss"))) add(k);
  }
  return out;
}

/** "Ecuador said it had sent 3,000 soldiers": who says it of itself. */
function speaker(view: View, verb: number): number {
  const over = view.tokens.Head[verb]!;
  return over >= 0 && view.is(verb, "ccomp") ? view.child(over, "nsubj") : -1;
}

/** The country of which a token is the name or whose people it names; null where it is none. */
function countryAt(view: View, i: number): string | null {
  if (i < 0) return null;
  const at = view.tokens.Start[i]!;
  const place = view.analysis.places.find(
    ({ start, end, precision, use }) => start <= at && at < end && (precision === "G6" || use === "metonym"),
  );
  return place?.country ?? null;
}
