/** Bodies and office-holders that a protest can be aimed at, and where a phrase names them. */
import type { ActorCategory } from "../../../model/coding.js";
import type { View } from "../reading/view.js";
import { isNation } from "../triggers/nations.js";

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
/** "the exit from the Union", "pressure on judges": what is left, stood by or acted on is no owner. */
const AWAY = new Set(["from", "with", "for", "on"]);
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
  "offer",
  "table",
  "decree",
  "order",
  "back",
  "take",
]);
/** "a farm owned by the firm" */
const OWNING = new Set(["own", "run", "operate", "manage", "lease", "control", "build", "make"]);
const OWNED = ["compound", "nmod", "amod", "obl", "appos", "acl"];

/** Places that stand for those who govern them, where they own what is protested at: "the province's rules". */
const GOVERNED = new Set([
  "city",
  "town",
  "province",
  "state",
  "county",
  "district",
  "region",
  "municipality",
  "borough",
  "canton",
  "country",
  "township",
]);

/** "the province's rules", "Togo's decision", "a protest against Togo": a place that stands for its government. */
function governs(view: View, i: number, direct: boolean): boolean {
  if (view.classOf(i)?.person && !isNation(view, i)) return false;
  const owns = view.is(i, "nmod:poss") && !GATHERED.has(view.tokens.Lemma[view.tokens.Head[i]!] ?? "");
  if (GOVERNED.has(view.tokens.Lemma[i]!)) return owns;
  return (owns || direct) && isNation(view, i);
}

/** What a place has that is no doing of its government: "the country's farmers". */
const GATHERED = new Set([
  "people",
  "capital",
  "centre",
  "center",
  "north",
  "south",
  "east",
  "west",
  "history",
]);

/** The category of a place that stands for its government; undefined for all that have one of their own. */
export function governing(view: View, i: number): ActorCategory | undefined {
  if (view.classOf(i) !== null && !isNation(view, i)) return undefined;
  return isNation(view, i) ? "foreign_state" : "government";
}

export function aimable(view: View, i: number): boolean {
  const noun = view.classOf(i);
  // "a general strike": an adjective names nobody.
  return noun?.person === true && AIMABLE.has(noun.category) && view.tokens.Lemma[i] !== "general";
}

/** The bodies and office-holders named in the phrase at `k`: "government plans", "the policies of the president". */
export function namedIn(view: View, k: number, depth = 0): number[] {
  if (aimable(view, k) || (depth < 2 && governs(view, k, depth === 0))) return [k];
  if (depth > 2) return [];
  // "the arrest of a judge by soldiers": who suffers an act is not who is blamed for it.
  const act = view.cues.undergone!.has(view.tokens.Lemma[k]!);
  for (let i = k + 1; act && i < k + 8 && view.tokens.Sentence[i] === view.tokens.Sentence[k]; i++)
    if (view.tokens.Norm[i - 1] === "by" || view.tokens.Norm[i - 2] === "by")
      if (aimable(view, i) && view.noun(i) && !view.is(i, "compound")) return [i];
  // "a law passed by congress"
  const made = view
    .children(k)
    .filter(
      (c) => view.is(c, "acl") && (DECIDING.has(view.tokens.Lemma[c]!) || OWNING.has(view.tokens.Lemma[c]!)),
    )
    .filter((c) => view.passive(c));
  // "a tax that the council approved"
  const makers = [
    ...made.flatMap((c) => view.agents(c)),
    ...view
      .children(k)
      .filter(
        (c) =>
          view.tokens.Deprel[c] === "acl:relcl" && DECIDING.has(view.tokens.Lemma[c]!) && !view.passive(c),
      )
      .map((c) => view.child(c, "nsubj")),
  ].filter((c) => c >= 0 && view.noun(c) && aimable(view, c));
  if (makers.length > 0) return makers;
  return view
    .children(k)
    .filter((c) => OWNED.some((relation) => view.is(c, relation)) && !view.verb(c))
    .filter((c) => !AWAY.has(view.preposition(c) ?? ""))
    .filter((c) => !act || view.preposition(c) === "by" || !view.classOf(c)?.person || view.is(c, "amod"))
    .flatMap((c) => namedIn(view, c, depth + 1));
}
