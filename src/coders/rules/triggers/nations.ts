/** Which nouns of a report name a state that may act: "Kenya and Uganda met", "Moscow rejected the offer"; and which a person by name alone. */
import { UPOS } from "../../../text/analysis.js";
import type { View } from "../reading/view.js";

type Stretch = { readonly start: number; readonly end: number };

const [PROPN, ADJ] = [UPOS.indexOf("PROPN"), UPOS.indexOf("ADJ")];

/** "Tordanian", "Maltese": a people by the name of its land. */
const PEOPLE = /^(\p{Lu}\p{L}{2,}?)(?:an|ian|ese|ish|i)s?$/u;
/** What only a state owns; a politician has a government or a cabinet as well ("Blair's government"). */
const OF_STATES = new Set([
  "president",
  "parliament",
  "army",
  "navy",
  "troop",
  "ambassador",
  "capital",
  "border",
]);
const MINISTERS = new Set(["foreign", "prime", "defence", "defense"]);

type Countries = {
  /** Countries of the gazetteer, capitals that speak for them, names that the report makes known as states. */
  readonly sure: readonly Stretch[];
  /** Places that the gazetteer lacks and that no "in" makes a scene: states only where they act. */
  readonly likely: readonly Stretch[];
};

const named = new WeakMap<View, Countries>();

/** Where countries are named in the report, read once. What only describes ("Kenyan") is none. */
function countriesOf(view: View): Countries {
  let known = named.get(view);
  if (!known) {
    const { places, names, text } = view.analysis;
    const sure: Stretch[] = places.filter(
      ({ precision, use, country }) =>
        (precision === "G6" && (use === "place" || use === "metonym")) ||
        (use === "metonym" && country !== null && /^G[12]$/.test(precision)),
    );
    const likely: Stretch[] = [];
    const states = statesTold(view);
    for (const { start, end, type } of names) {
      if (places.some((place) => place.start < end && start < place.end)) continue;
      const words = text.slice(start, end);
      if (states.has(words)) sure.push({ start, end });
      else if (type === "LOC" && /^\p{Lu}/u.test(words)) likely.push({ start, end });
    }
    known = { sure, likely };
    named.set(view, known);
  }
  return known;
}

/** Names of one word that the report itself tells to be a state's: "Tordania's foreign minister", "Tordanian troops". */
function statesTold(view: View): ReadonlySet<string> {
  const { tokens } = view;
  const told = new Set<string>();
  for (let i = 0; i < tokens.length; i++) {
    const tag = tokens.Upos[i];
    if (tag !== PROPN && tag !== ADJ) continue;
    if (
      tag === PROPN &&
      view.is(i, "nmod:poss") &&
      !view.classOf(i)?.person &&
      ownsState(view, tokens.Head[i]!)
    )
      told.add(tokens.Form[i]!);
    const people = PEOPLE.exec(tokens.Form[i]!);
    if (people !== null) for (const ending of ["", "a", "ia"]) told.add(people[1]! + ending);
  }
  return told;
}

function ownsState(view: View, owned: number): boolean {
  const { Lemma, Norm } = view.tokens;
  if (Lemma[owned] !== "minister") return OF_STATES.has(Lemma[owned]!);
  return view.children(owned).some((k) => MINISTERS.has(Norm[k]!));
}

const ACTING = ["nsubj", "obj", "iobj", "conj"];

/** The word is (in) the name of a country, and names nothing else: not "Kenya's army". */
export function isNation(view: View, head: number): boolean {
  const noun = view.classOf(head);
  if (noun !== null && noun.category !== "unknown") return false;
  const at = view.tokens.Start[head]!;
  const holds = ({ start, end }: Stretch): boolean => at >= start && at < end;
  const { sure, likely } = countriesOf(view);
  if (sure.some(holds)) return true;
  return ACTING.some((relation) => view.is(head, relation)) && likely.some(holds);
}

/** A country or its people ("Kenyan officials") are named in the sentence, besides those who act. */
export function namesAbroad(view: View, sentence: number, acting: readonly number[]): boolean {
  const { sentences, places } = view.analysis;
  const [first, last] = [sentences.First[sentence]!, sentences.Last[sentence]!];
  const [from, to] = [view.tokens.Start[first]!, view.tokens.End[last - 1]!];
  const people = places.some(({ use, start }) => use === "demonym" && start >= from && start < to);
  if (people) return true;
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
