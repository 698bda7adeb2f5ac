/** Settles where events took place: by their own words, else by those beside them; a nation-wide act has its country. */
import { type EventPlace, PLACE_PRECISIONS } from "../../../model/coding.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import type { Building } from "../merging/building.js";
import { type Draft, isNational } from "../merging/drafts.js";
import { type View, wordsAt } from "../reading/view.js";
import { AT_HOME, asPlace, type PlaceAt } from "../sites/where.js";

/** "the Chapinero neighbourhood", "the quarter of Sadra": what such words call a part of a town is narrower than the town. */
function isQuarter(view: View, { quote: { start, end, quote } }: EventPlace): boolean {
  const { text } = view.analysis;
  const behind = /^\s+([\p{L}-]+)/u.exec(text.slice(end, end + 20))?.[1] ?? "";
  const before = /([\p{L}-]+)\s+of\s+$/iu.exec(text.slice(Math.max(0, start - 24), start))?.[1] ?? "";
  const inside = /[\p{L}-]+$/u.exec(quote)?.[0] ?? "";
  return [behind, before, inside].some((word) => view.cues.quarters!.has(word.toLowerCase()));
}

/** So many steps up to the verb of an infinitive. */
const UP_TO_END = 4;

/** It is what others act for or against, in an infinitive: "to protest the killings", "to demand an inquiry into the shooting". */
function endOf(view: View, head: number): boolean {
  const { tokens } = view;
  for (let i = head, hop = 0; hop < UP_TO_END; hop++) {
    i = tokens.Head[i]!;
    if (i < 0) return false;
    if (!view.verb(i)) continue;
    return (
      (view.is(i, "advcl") || view.is(i, "xcomp")) &&
      view.children(i).some((k) => tokens.Norm[k] === "to" && view.is(k, "mark"))
    );
  }
  return false;
}

/** The most precise place among the tellings, one with a point before one without. */
export function finestPlace(view: View, drafts: readonly Draft[]): EventPlace | null {
  let best: EventPlace | null = null;
  let by: Draft | null = null;
  // "tear gas was fired at the marchers on the avenue": where a few words only mention the event says less than where it is told.
  const own = drafts.filter((d) => d.places.length > 0 && !d.trigger.case.mention);
  // "blocked the road to protest the killings": where they protest is not where the killings were.
  const full = own.filter(
    (d) => !(d.trigger.case.loose && view.noun(d.trigger.head) && endOf(view, d.trigger.head)),
  );
  const told = full.length > 0 ? full : own;
  for (const draft of told.length > 0 ? told : drafts) {
    for (const place of draft.places) {
      const worth = (p: EventPlace) =>
        p.precision === "G2" && isQuarter(view, p)
          ? 0.5
          : PLACE_PRECISIONS.indexOf(p.precision) + (p.lat === null && p.precision !== "G6" ? 2.5 : 0);
      if (best && worth(place) >= worth(best)) continue;
      best = place;
      by = draft;
    }
  }
  if (view.why && best && by && drafts.filter((d) => d.places.length > 0).length > 1) {
    const { first, last } = by.trigger;
    view.why.note(drafts, "place.telling", best.quote, { precision: best.precision }, [
      wordsAt(view, first, last),
    ]);
  }
  return best;
}

/** What a mention says of where the report's events were, next to a plain mention of a place of the country, which says 2. */
const FILED = 4;
const POLICE = 3;
const NAMED = 2;
const DESCRIBES = 1;
const ABROAD = 0.5;

/**
 * "Chilean police" act in Chile, and a report is mostly filed in the country that it tells of; the officials, envoys and capitals of
 * a country speak of other countries too. `filedIn`: the country of the dateline; soldiers of another may be abroad.
 */
function weightOf(view: View, { place, head, filed }: PlaceAt, filedIn: string | null): number {
  if (filed) return FILED;
  const up = view.tokens.Head[head]!;
  const describes =
    place.use === "demonym" ||
    (place.precision === "G6" &&
      (view.is(head, "compound") || view.is(head, "amod") || view.is(head, "nmod:poss")));
  if (!describes && COUNTERPART.has(view.preposition(head) ?? "")) return ABROAD;
  if (!describes) return place.use === "place" ? NAMED : place.use === "metonym" ? ABROAD : DESCRIBES;
  if (up < 0) return DESCRIBES;
  // "against the Chinese mine".
  if (view.preposition(up) === "against") return ABROAD;
  const category = view.classOf(up)?.category;
  if (category === "journalists") return NAMED;
  if (category === "state_security" || (category === "military" && place.country === filedIn)) return POLICE;
  return category === "government" || category === "foreign_state" || category === "igo" ? ABROAD : DESCRIBES;
}

/** "a trade deal with Brazil", "a vote against Israel": the other side of what another country does. */
const COUNTERPART = new Set(["with", "against"]);

const filedIn = (places: readonly PlaceAt[]): string | null =>
  places.find(({ filed }) => filed)?.place.country ?? null;

/** How much the mentions of each country speak for it. */
function weights(view: View, places: readonly PlaceAt[]): ReadonlyMap<string, number> {
  const counts = new Map<string, number>();
  const base = filedIn(places);
  for (const at of places)
    if (at.place.country)
      counts.set(at.place.country, (counts.get(at.place.country) ?? 0) + weightOf(view, at, base));
  return counts;
}

/** A country that weighs so many times another is the one that the report tells of. */
const SURELY = 3;

/** The country that most mentions speak for. */
function country(counts: ReadonlyMap<string, number>, places: readonly PlaceAt[]): PlaceAt | null {
  let best: string | null = null;
  for (const [code, n] of counts) if (best === null || n > counts.get(best)!) best = code;
  // An embassy or a treaty alone does not say where a report plays.
  if (!best || counts.get(best)! < DESCRIBES) return null;
  const all = places.filter(({ place }) => place.country === best && place.precision === "G6");
  return all.find(({ place }) => place.use === "place") ?? all[0] ?? null;
}

function asCountry(view: View, at: PlaceAt): EventPlace {
  return { ...asPlace(view.analysis.text, at.place), lat: null, lon: null, precision: "G6", role: "site" };
}

/** "the parliament", "the courthouse": a building by its kind is where its own words put an event, and no other event. */
const isCommon = (view: View, { precision, start }: PlaceAt["place"]): boolean => {
  const first = view.analysis.text[start]!;
  return precision === "G0" && first === first.toLowerCase();
};

/**
 * "The murder of the Salvadoran priests", told in Caracas: the people of the event are of the country where it was. Not so where
 * another country's police or army tell of it.
 */
function peopleOf(view: View, b: Building, places: readonly PlaceAt[]): PlaceAt | null {
  const inside = places.filter(
    ({ place }) =>
      place.country !== null &&
      place.precision === "G6" &&
      b.actors.some(
        ({ role, quote }) =>
          (role === "victim" || role === "perpetrator" || role === "responder") &&
          quote !== null &&
          quote.start <= place.start &&
          place.end <= quote.end,
      ),
  );
  const [first] = inside;
  if (!first || inside.some(({ place }) => place.country !== first.place.country)) return null;
  const base = filedIn(places);
  const abroad = places.some(
    (at) => at.place.country !== first.place.country && weightOf(view, at, base) === POLICE,
  );
  return abroad ? null : first;
}

/** The country or people in the name of the court, police or government that acts. */
function bodyOf(view: View, b: Building, places: readonly PlaceAt[]): PlaceAt | null {
  for (const { role, quote, category } of b.actors) {
    if (role !== "responder" || !quote || !AT_HOME.has(category ?? "")) continue;
    const home = places.find(
      ({ place, head }) =>
        place.precision === "G6" &&
        place.use !== "in_name" &&
        quote.start <= place.start &&
        place.end <= quote.end &&
        view.preposition(head) === null,
    );
    if (home) return home;
  }
  return null;
}

/** How many sentences away the report's main place still holds. */
const REACH = 8;

function nearMain(b: Building, named: ReadonlySet<number>): boolean {
  return b.cluster.drafts.some((d) => {
    const { sentence } = d.trigger;
    if (sentence <= REACH) return true;
    for (let s = sentence - REACH; s <= sentence + REACH; s++) if (named.has(s)) return true;
    return false;
  });
}

/** A street or building whose point is that of the town. */
const sameSpot = ({ place: { lat, lon, precision } }: PlaceAt, { place: town }: PlaceAt): boolean =>
  precision === "G0" && lat !== null && lat === town.lat && lon === town.lon;

/** The first town without a point whose country is known. */
const roughly = (places: readonly PlaceAt[]): PlaceAt | null =>
  places.find(
    ({ place }) =>
      place.use === "place" && place.lat === null && place.country !== null && place.precision === "G9",
  ) ?? null;

/** "the Gainesville Police Department", "the Paris city council": the town that a local body has its name from. */
function ofBody(view: View, places: readonly PlaceAt[]): PlaceAt | null {
  const { tokens, cues } = view;
  return (
    places.find(
      ({ place, head }) =>
        place.use === "in_name" &&
        place.precision <= "G3" &&
        place.precision !== "G0" &&
        cues.localBodies!.has(tokens.Norm[head + 1] ?? ""),
    ) ?? null
  );
}

function otherDay(a: Building, b: Building): boolean {
  const days = [a.date, b.date].every((d) => d.precision === "D" && d.quote !== null);
  return days && a.date.start !== b.date.start;
}

export function settlePlaces(view: View, building: Building[], places: readonly PlaceAt[]): void {
  const towns = places.filter(
    ({ place }) =>
      place.use === "place" &&
      place.lat !== null &&
      !isCommon(view, place) &&
      (place.precision === "G1" || place.precision === "G0" || place.precision === "G2"),
  );
  const counts = new Map<string, number>();
  for (const { place } of towns) counts.set(place.name, (counts.get(place.name) ?? 0) + 1);
  const weight = weights(view, places);
  const nation = country(weight, places);
  const heavy = (code: string | null): boolean =>
    nation !== null && weight.get(nation.place.country!)! >= SURELY * (weight.get(code ?? "") ?? 0);
  const own = new Set(building.flatMap((b) => b.cluster.drafts.flatMap((d) => d.places.map((p) => p.name))));
  // A report filed abroad tells of the country that it names most, not of where it was filed; and one filed in that country not of a
  // town abroad where no event of its own takes place.
  const told = towns.filter(
    (t) =>
      !nation ||
      nation.place.country === t.place.country ||
      !(
        t.filed ||
        ((nation.place.country === filedIn(places) || heavy(t.place.country)) && !own.has(t.place.name))
      ),
  );
  const opening =
    told.find((t) => t.sentence <= 2 && /\p{Lu}/u.test(t.place.name)) ?? told.find((t) => t.sentence <= 2);
  // "the province of Salta": wider than a town, and yet what the opening says.
  const province = places.find(
    ({ place, sentence, filed }) =>
      sentence <= 2 &&
      !filed &&
      place.use === "place" &&
      place.lat !== null &&
      (place.precision === "G3" || place.precision === "G4"),
  );
  const frequent = [...told].sort((a, b) => counts.get(b.place.name)! - counts.get(a.place.name)!)[0];
  const main = opening ?? province ?? frequent ?? null;
  // Filed in a town whose streets and buildings it tells of, a report is of that town.
  const inTown =
    main !== null && places.some((at) => !at.filed && at.place.use === "place" && sameSpot(at, main));
  const lesser = main === null ? (roughly(places) ?? ofBody(view, places)) : null;
  const named = new Set(places.filter((t) => t.place.name === main?.place.name).map((t) => t.sentence));
  const bySentence = new Map<number, { place: EventPlace; of: Building }>();
  for (const b of building)
    for (const d of b.cluster.drafts)
      if (d.places[0] && d.places[0].lat !== null && !bySentence.has(d.trigger.sentence))
        bySentence.set(d.trigger.sentence, { place: d.places[0], of: b });
  const base = places.find(({ filed, place }) => filed && place.country !== null)?.place ?? null;
  // What is told beside an event of another day need not have taken place where that did.
  const beside = (b: Building, sentence: number): EventPlace | null => {
    const told = bySentence.get(sentence);
    if (!told || otherDay(b, told.of)) return null;
    // Nor does an arrest told beside an attack abroad take place there, or a protest beside one in another province.
    const { country, admin1 } = told.place;
    const abroad =
      base !== null &&
      country !== null &&
      (country !== base.country ||
        (b.type.startsWith("PRO") && base.precision === "G1" && admin1 !== null && admin1 !== base.admin1));
    return abroad && told.of.type.slice(0, 3) !== b.type.slice(0, 3) ? null : told.place;
  };
  // A province told of shortly before is wider than the report's own town.
  const narrow = (place: EventPlace | null): EventPlace | null =>
    place?.precision === "G4" && main !== null && main.place.precision <= "G2" ? null : place;
  for (const b of building) {
    const wide =
      b.scope === "campaign" || b.scope === "aggregate" || b.actuality === "historical" || isNational(b.type);
    if (b.places.length === 0) {
      const sentences = b.cluster.drafts.map((d) => d.trigger.sentence);
      let found: EventPlace | null = null;
      let how: ReasonCode = "place.sentence";
      if (!wide) for (const s of sentences) found ??= beside(b, s);
      if (!found) how = "place.preceding";
      if (!wide) for (const s of sentences) found ??= narrow(beside(b, s - 1)) ?? narrow(beside(b, s - 2));
      if (!found && !wide && main && nearMain(b, named) && !(main.filed && nation && !inTown)) {
        found = asPlace(view.analysis.text, main.place);
        how = "place.main";
      }
      if (wide) view.why?.note(b, "place.wide", null, { scope: b.scope, type: b.type });
      // "a Belgian court extended his detention", told beside the attack in another country.
      const home = found?.country ? bodyOf(view, b, places) : null;
      if (home && home.place.country !== found!.country) {
        found = asCountry(view, home);
        how = "place.nation";
      }
      const people = found ? null : peopleOf(view, b, places);
      if (people && people.place.country !== nation?.place.country) {
        found = asCountry(view, people);
        how = "place.nation";
      }
      if (!found && nation) {
        found = asCountry(view, nation);
        how = "place.nation";
      }
      // "the mayor was removed", where the report names no country but a town
      if (!found && main) {
        found = asPlace(view.analysis.text, main.place);
        how = "place.main";
      }
      // A town of which only the country is known, or the one whose police, court or council the report names.
      if (!found && lesser) {
        found = asPlace(view.analysis.text, lesser.place);
        how = "place.main";
      }
      if (found) b.places = [{ ...found }];
      view.why?.note(b, found ? how : "place.none", found?.quote ?? null, { name: found?.name ?? "" });
    }
  }
}
