/** Which nouns of a report name a state that may act: "Kenya and Uganda met", "Moscow rejected the offer"; and which a person by name alone. */
import { UPOS } from "../../../text/analysis.js";
import type { View } from "../reading/view.js";

type Stretch = { readonly start: number; readonly end: number };

const [PROPN, ADJ] = [UPOS.indexOf("PROPN"), UPOS.indexOf("ADJ")];
const named = new WeakMap<View, readonly Stretch[]>();

/** "Tordanian", "Maltese": a people by the name of its land. */
const PEOPLE = /^(\p{Lu}\p{L}{2,}?)(?:an|ian|ese|ish|i)s?$/u;

/**
 * Where countries are named in the report, and capitals that speak for them, read once. What only describes ("Kenyan") is
 * none. A country that the gazetteer lacks is known by the words of the report: its name is that of a place which no "in" makes
 * the scene, or owns an army or a president, or has people called after it.
 */
function countriesOf(view: View): readonly Stretch[] {
  let known = named.get(view);
  if (!known) {
    const { places, names } = view.analysis;
    const found: Stretch[] = places.filter(
      ({ precision, use, country }) =>
        (precision === "G6" && (use === "place" || use === "metonym")) ||
        (use === "metonym" && country !== null && /^G[12]$/.test(precision)),
    );
    const states = statesTold(view);
    for (const { start, end, type } of names)
      if (
        (type === "LOC" || states.has(view.analysis.text.slice(start, end))) &&
        !places.some((place) => place.start < end && start < place.end)
      )
        found.push({ start, end });
    known = found;
    named.set(view, known);
  }
  return known;
}

/** Names of one word that the report itself tells to be a state's: "Tordania's foreign minister", "Tordanian troops". */
function statesTold(view: View): ReadonlySet<string> {
  const { tokens } = view;
  const told = new Set<string>();
  for (let i = 0; i < tokens.length; i++) {
    if (tokens.Upos[i] !== PROPN || view.classOf(i)?.person) continue;
    const owned = view.is(i, "nmod:poss") ? view.classOf(tokens.Head[i]!) : null;
    if (owned && (owned.state || owned.category === "legislature")) told.add(tokens.Form[i]!);
  }
  for (let i = 0; i < tokens.length; i++) {
    const people = PEOPLE.exec(tokens.Form[i]!);
    if (people === null || (tokens.Upos[i] !== ADJ && tokens.Upos[i] !== PROPN)) continue;
    for (const ending of ["", "a", "ia"]) told.add(people[1]! + ending);
  }
  return told;
}

/** The word is (in) the name of a country, and names nothing else: not "Kenya's army". */
export function isNation(view: View, head: number): boolean {
  const at = view.tokens.Start[head]!;
  const noun = view.classOf(head);
  if (noun !== null && noun.category !== "unknown") return false;
  return countriesOf(view).some(({ start, end }) => at >= start && at < end);
}

/** A country or its people ("Kenyan officials") are named in the sentence, besides those who act. */
export function namesAbroad(view: View, sentence: number, acting: readonly number[]): boolean {
  const { sentences, places } = view.analysis;
  const [first, last] = [sentences.First[sentence]!, sentences.Last[sentence]!];
  const [from, to] = [view.tokens.Start[first]!, view.tokens.End[last - 1]!];
  const abroad = places.some(
    ({ use, precision, start }) =>
      start >= from && start < to && (use === "demonym" || precision === "G6" || precision === "G9"),
  );
  if (abroad) return true;
  for (let i = first; i < last; i++) {
    if (acting.includes(i)) continue;
    if (isNation(view, i)) return true;
    if (view.nameAt(i)?.type === "MISC" && PEOPLE.test(view.tokens.Form[i]!)) return true;
  }
  return false;
}

/** Somebody, or a state that no list has, told by a name alone: "Tolan said he would not help Kenya". */
export function isBareName(view: View, head: number): boolean {
  if (view.tokens.Upos[head] !== PROPN || isNation(view, head)) return false;
  const noun = view.classOf(head);
  if (noun !== null && noun.category !== "unknown" && noun.category !== "civilians") return false;
  return view.nameAt(head)?.type === "PER";
}
