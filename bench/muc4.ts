/**
 * Scores codings against the templates of MUC-4, by the rules of 1992 (template-doc 7, scoring-guidelines 7), five slots: type, date,
 * location, perpetrator (individual and organisation), human target (name and description). A template is mapped to the event that
 * shares most with it and its type at least in part; what is right in part counts half; what is told beside is spurious. Stage,
 * instruments, effects and physical targets are not asked, so this is no official score: the official one maps a template only where
 * a perpetrator or a target is shared too, for which it also has the slots that are not asked here.
 */
import type { Coding, EventRecord } from "../src/model/coding.js";

type Fill = { readonly optional: boolean; readonly alts: readonly string[] };
type Slots = Readonly<Record<string, readonly Fill[] | string>>;
export type MucRow = {
  readonly id: string;
  readonly doc_date: string | null;
  readonly text: string;
  readonly templates: readonly { readonly optional_template: boolean; readonly slots: Slots }[];
};

export const SLOTS = ["type", "date", "location", "perpetrator", "target"] as const;
type Slot = (typeof SLOTS)[number];
/** For one slot: correct (halves count), fills of the key, fills told. */
export type Tally = { correct: number; key: number; told: number };

const words = (text: string): string[] => text.toUpperCase().match(/[\p{L}\p{N}]{2,}/gu) ?? [];
/** Articles, quantities and the nationalities of the nine countries: modifiers that a fill may have or lack (3.1.1.1). */
const NONESSENTIAL = new Set(
  (
    "THE OF AN AND IN THIS THAT THESE THOSE ONE TWO THREE FOUR FIVE SIX SEVEN EIGHT NINE TEN MORE MOST MANY SEVERAL SOME ALL " +
    "FEW ANY ANOTHER OTHER CERTAIN SALVADORAN GUATEMALAN HONDURAN ARGENTINE BOLIVIAN CHILEAN COLOMBIAN ECUADORAN ECUADOREAN PERUVIAN"
  ).split(" "),
);
const essential = (text: string): string[] => {
  const all = words(text);
  const kept = all.filter((word) => !NONESSENTIAL.has(word) && !/^\d+$/.test(word)).map(singular);
  return kept.length > 0 ? kept : all;
};
/** "PEASANTS", "PEASANT": how many there are is a slot of its own. */
const singular = (word: string): string => (/[^S]S$/.test(word) ? word.slice(0, -1) : word);

/** In English, as the keys of 1992 name a country: "EL SALVADOR". */
const COUNTRY = new Intl.DisplayNames(["en"], { type: "region" });

/** Words of the kind of a district or town in our gazetteer, which the keys write in brackets: "Provincia de Huamanga", "Bogotá D.C.". */
const UNIT = /^(?:Municipio|Provincia|Departamento|Distrito|Cantón) del? |\s+[DF]\.\s?[CD]\.$/;

/**
 * A place as the keys write it, from the country down: "EL SALVADOR: SAN MIGUEL (DEPARTMENT): CHINAMECA (TOWN)". What stands in
 * brackets is no name. The narrowest name comes last.
 */
function pathOf({ name, country, admin1, admin2, precision }: EventRecord["places"][number]): string {
  const nation = country ? COUNTRY.of(country) : null;
  // "The country", "Peruvians" are the country; an embassy or a street is told by the town that it is in.
  const narrowest = precision === "G6" || (precision === "G0" && (admin1 || admin2)) ? null : name;
  return [nation, admin1, admin2, narrowest]
    .map((part) => part?.replace(UNIT, ""))
    .filter(Boolean)
    .join(": ");
}

/** "(EL SALVADOR: SAN SALVADOR (CITY))": the brackets round a whole alternative mean nothing. */
const unwrapped = (alt: string): string => /^\s*\((.*)\)\s*$/.exec(alt)?.[1] ?? alt;

/**
 * 1 where the path leads to the same place; 0.5 where both share a part (the country, the town of a quarter, the place in another
 * country) or the place is one end of a range; else 0 (3.2.3).
 */
function sameSite(alts: readonly string[], told: string): number {
  const parts = (path: string): string[] =>
    path
      .replace(/\([^)]*\)/g, "")
      .split(/:| - /)
      .map((part) => words(part).join(" "))
      .filter(Boolean);
  const have = parts(told.normalize("NFD").replace(/\p{M}/gu, ""));
  const narrowest = have.at(-1);
  let best = 0;
  for (const alt of alts.map(unwrapped)) {
    const asked = parts(alt);
    const shared = asked.filter((part) => have.includes(part)).length;
    const range = / - /.test(alt);
    if (!range && asked.length > 0 && asked.at(-1) === narrowest && have.includes(asked[0]!)) return 1;
    if (shared > 0) best = 0.5;
  }
  return best;
}

/** The word that a phrase is about: the last before what follows a noun. */
function headOf(phrase: string): string | undefined {
  const [before] = phrase
    .replace(/[[(][^\])]*[\])]/g, " ")
    .split(/,|\b(?:OF|WHO|WHICH|THAT|FROM|IN|AT|WITH|BY|ON|TO|FOR)\b/i);
  return essential(before ?? "").at(-1);
}

/**
 * 1 where a told fill has the essential words of an alternative (more modifiers do no harm), 0.5 where it has what the alternative is
 * about, or part of a proper name; else 0 (3.1.1).
 */
function alike(alts: readonly string[], told: string, proper: boolean): number {
  const have = new Set(essential(told));
  let best = 0;
  for (const alt of alts) {
    const asked = essential(alt);
    const shared = asked.filter((word) => have.has(word)).length;
    const head = headOf(alt);
    if (asked.length > 0 && shared === asked.length) best = 1;
    else if (shared > 0 && (proper || (head !== undefined && have.has(head)))) best = Math.max(best, 0.5);
  }
  return best;
}

const MONTHS = ["JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP", "OCT", "NOV", "DEC"];
/** "09 JAN 90" as one day, "08 JAN 90 - 09 JAN 90" as two, "- 09 JAN 90" (at some time up to that day) as open to the left; ISO. */
function days(text: string): readonly [from: string | null, to: string] | null {
  const told = [...text.matchAll(/(\d\d) ([A-Z]{3}) (\d\d)/g)].map(
    ([, d, m, y]) => `19${y}-${String(MONTHS.indexOf(m!) + 1).padStart(2, "0")}-${d}`,
  );
  const to = told.at(-1);
  if (to === undefined) return null;
  return [text.trim().startsWith("-") ? null : told[0]!, to];
}

/**
 * 1 for the same days, 0.5 for days that overlap, else 0. A told date without a beginning ("up to the day of the report") is right in
 * part only where the day or the range of the key ends on that same day (3.2.2).
 */
function sameDays(alts: readonly string[], told: string): number {
  const [from, to] = told.split("/");
  let best = 0;
  for (const [start, end] of alts.flatMap((alt) => [days(unwrapped(alt))].filter((d) => d !== null))) {
    if ((start ?? "") === from && end === to) return 1;
    if (from === "" ? end === to : end >= from! && (start ?? "") <= to!) best = 0.5;
  }
  return best;
}

/**
 * "As long as it at least indicates the nature of the target or the nature of the attack" (1.0, 7): who was hit, a building, the dead and
 * injured, a bomb, a fire, a kidnapping; "an attack by a subversive group" alone is excluded.
 */
const isSpecific = (event: EventRecord): boolean =>
  typeOf(event) !== "ATTACK" ||
  event.actors.some(({ role }) => role === "victim" || role === "target") ||
  event.figures.some(({ kind }) => kind === "deaths" || kind === "injured") ||
  event.places.some(({ precision }) => precision === "G0");

/** Armed groups, and forces: an attack on nobody else is war, and no incident (template-doc 1.0, 1). */
const ARMED = new Set(["military", "state_security", "rebel", "militia"]);
/** "Within two months of the date of the article" (1.0, 6), in days. */
const RECENT = 62;

/**
 * What the keys count: an incident that is told to have been done, tried or threatened; no war that goes on, no fight of the forces
 * with armed groups where nobody and nothing else is hit, nothing that the report itself puts more than two months before.
 */
function isIncident(event: EventRecord, published: string | null): boolean {
  const hit = event.actors.filter(({ role }) => role === "victim" || role === "target");
  const sides = event.actors.filter(({ role }) => role === "participant");
  const fought =
    (hit.length > 0 && hit.every(({ category }) => ARMED.has(category))) ||
    (hit.length === 0 && sides.length > 0 && sides.every(({ category }) => ARMED.has(category)));
  const last = event.date.end ?? event.date.start;
  const old =
    last !== null && published !== null && (Date.parse(published) - Date.parse(last)) / 86_400_000 > RECENT;
  return (
    typeOf(event) !== null &&
    isSpecific(event) &&
    !fought &&
    !old &&
    !["campaign", "habitual"].includes(event.scope) &&
    ["happened", "attempted", "threatened"].includes(event.actuality)
  );
}

/** The type of a template that an event would be, or null for one that MUC-4 does not ask for. */
function typeOf({ type, means, trigger }: EventRecord): string | null {
  if (type === "VIO.ABDUCT") return "KIDNAPPING";
  if (type === "VIO.ARSON") return "ARSON";
  if (!/^(?:VIO\.(?:KILL|ATTACK|ARMED)|REP\.LETHAL)$/.test(type)) return null;
  return /bomb|explo|blast|dynamit/i.test(trigger.quote) || means.some((m) => m.means === "explosives")
    ? "BOMBING"
    : "ATTACK";
}

/** What an event fills in. Where the report gives it no day, it is "up to the day of publication", as the keys have it. */
function toldOf(event: EventRecord, published: string | null): Record<Slot, string[]> {
  const of = (roles: readonly string[]): string[] =>
    event.actors.flatMap(({ role, quote }) => (roles.includes(role) && quote ? [quote.quote] : []));
  return {
    type: [typeOf(event) ?? ""],
    date: event.date.start
      ? [`${event.date.start}/${event.date.end ?? event.date.start}`]
      : [event.date.end ?? published].flatMap((end) => (end ? [`/${end}`] : [])),
    location: event.places.slice(0, 1).map(pathOf),
    perpetrator: of(["perpetrator", "responder"]),
    target: of(["victim", "target"]),
  };
}

/** The fills of a slot, in kinds: one told actor may give a fill of each kind ("GUERRILLAS OF THE ELN", "JUDGE ANA REY"). */
type Key = Record<Slot, readonly (readonly Fill[])[]> & { readonly things: readonly Fill[] };

function keyOf(slots: Slots): Key {
  const fills = (name: string): readonly Fill[] => {
    const given = slots[name];
    return given === undefined || typeof given === "string" ? [] : given;
  };
  return {
    type: [fills("incident_type")],
    date: [fills("incident_date")],
    location: [fills("incident_location")],
    perpetrator: [fills("perp_organization_id"), fills("perp_individual_id")],
    target: [fills("hum_tgt_name"), fills("hum_tgt_description")],
    things: fills("phys_tgt_id"),
  };
}

function credit(slot: Slot, kind: number, fill: Fill, told: string): number {
  if (slot === "type") {
    if (fill.alts.includes(told)) return 1;
    // An attack that is told of what the key has as a bombing or another kind (3.2.4).
    return told === "ATTACK" ? 0.5 : 0;
  }
  if (slot === "location") return sameSite(fill.alts, told);
  return slot === "date" ? sameDays(fill.alts, told) : alike(fill.alts, told, kind === 0);
}

/**
 * Every fill of the key takes the best told fill that is left, in each kind of its slot. A told actor that fills one of each kind is two
 * told fills; one that is a physical target, which is not asked, is none.
 */
function matched(slot: Slot, key: Key, told: readonly string[]): Tally {
  let [correct, asked] = [0, 0];
  const uses = told.map(() => 0);
  for (const [kind, fills] of key[slot].entries()) {
    const left = new Set(told.keys());
    for (const fill of fills) {
      let [best, taken] = [0, -1];
      for (const i of left) {
        const worth = credit(slot, kind, fill, told[i]!);
        if (worth > best) [best, taken] = [worth, i];
      }
      if (taken >= 0) {
        correct += best;
        left.delete(taken);
        uses[taken]!++;
      }
      if (best > 0 || !fill.optional) asked++;
    }
  }
  const thing = (words: string): boolean =>
    slot === "target" && key.things.some(({ alts }) => alike(alts, words, false) > 0);
  const given = told.map((one, i) => (uses[i] === 0 ? (thing(one) ? 0 : 1) : uses[i]!));
  return { correct, key: asked, told: given.reduce((sum, n) => sum + n, 0) };
}

const NOTHING: Key = { type: [], date: [], location: [], perpetrator: [], target: [], things: [] };

/** Adds what one report gives to the tallies; `tell` hears each template and event that found no partner, and each pair. */
export function score(
  row: MucRow,
  coding: Coding | undefined,
  into: Readonly<Record<Slot, Tally>>,
  tell: (line: string) => void,
): void {
  const records = (coding?.events ?? []).filter((event) => isIncident(event, row.doc_date));
  const events = records.map((event) => toldOf(event, row.doc_date));
  const keys = row.templates.map(({ slots, optional_template }) => ({
    key: keyOf(slots),
    optional_template,
  }));
  const pairs = keys
    .flatMap((one, k) =>
      events.map((told, e) => ({
        k,
        e,
        typed: matched("type", one.key, told.type).correct > 0,
        worth: SLOTS.reduce((sum, slot) => sum + matched(slot, one.key, told[slot]).correct, 0),
      })),
    )
    .filter(({ typed }) => typed)
    .sort((a, b) => b.worth - a.worth);
  const [usedKeys, usedEvents] = [new Set<number>(), new Set<number>()];
  const add = (slot: Slot, tally: Tally): void => {
    into[slot].correct += tally.correct;
    into[slot].key += tally.key;
    into[slot].told += tally.told;
  };
  for (const { k, e } of pairs) {
    if (usedKeys.has(k) || usedEvents.has(e)) continue;
    usedKeys.add(k);
    usedEvents.add(e);
    for (const slot of SLOTS) add(slot, matched(slot, keys[k]!.key, events[e]![slot]));
    tell(`pair ${row.id} ${written(keys[k]!.key)} = ${brief(records[e]!)} ${JSON.stringify(events[e])}`);
  }
  for (const [k, { key, optional_template }] of keys.entries())
    if (!usedKeys.has(k) && !optional_template) {
      for (const slot of SLOTS) add(slot, matched(slot, key, []));
      tell(`missed ${row.id} ${written(key)}`);
    }
  // As in 1992, a template told beside counts whole against precision.
  for (const [e, told] of events.entries())
    if (!usedEvents.has(e)) {
      for (const slot of SLOTS) add(slot, matched(slot, NOTHING, told[slot]));
      tell(`spurious ${row.id} ${brief(records[e]!)} ${JSON.stringify(told)}`);
    }
}

const brief = ({ type, actuality, scope, trigger }: EventRecord): string =>
  `${type}/${actuality}/${scope} "${trigger.quote}"`;

const written = (key: Key): string =>
  JSON.stringify(
    Object.fromEntries(SLOTS.map((slot) => [slot, key[slot].flat().map(({ alts }) => alts.join(" / "))])),
  );
