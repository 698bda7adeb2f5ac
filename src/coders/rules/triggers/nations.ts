/** Which nouns of a report name a country that may act: "Kenya and Uganda met", "The United States will supply helicopters". */
import type { View } from "../reading/view.js";

type Stretch = { readonly start: number; readonly end: number };

const named = new WeakMap<View, readonly Stretch[]>();

/** Where countries are named in the report, read once. What only describes ("Kenyan") is none. */
function countriesOf(view: View): readonly Stretch[] {
  let known = named.get(view);
  if (!known) {
    known = view.analysis.places.filter(
      ({ precision, use }) => precision === "G6" && (use === "place" || use === "metonym"),
    );
    named.set(view, known);
  }
  return known;
}

/** The word is (in) the name of a country, and names nothing else: not "Kenya's army". */
export function isNation(view: View, head: number): boolean {
  const at = view.tokens.Start[head]!;
  return view.classOf(head) === null && countriesOf(view).some(({ start, end }) => at >= start && at < end);
}
