/**
 * Scores codings against the templates of MUC-4 (1992), five slots: type, date, location, perpetrator, human target. Each
 * template is mapped to the event that shares most with it; a fill that matches in part counts half; what is told beside is
 * spurious. Stage, instruments, effects and physical targets are not asked, so this is no official score.
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
const SMALL = new Set(["THE", "OF", "AN", "AND", "IN"]);

/** In English, as the keys of 1992 name a country: "EL SALVADOR". */
const COUNTRY = new Intl.DisplayNames(["en"], { type: "region" });

/**
 * A place as the keys write it, from the country down: "EL SALVADOR: SAN MIGUEL (DEPARTMENT): CHINAMECA (TOWN)". What stands in
 * brackets is no name. The narrowest name comes last.
 */
function pathOf({ name, country, admin1, admin2, precision }: EventRecord["places"][number]): string {
  const nation = country ? COUNTRY.of(country) : null;
  // "The country", "Peruvians" are the country; an embassy or a street is told by the town that it is in.
  const narrowest = precision === "G6" || (precision === "G0" && (admin1 || admin2)) ? null : name;
  return [nation, admin1, admin2, narrowest].filter(Boolean).join(": ");
}

/** 1 where the path leads to the same place, 0.5 where both share a part (the country, the town of a quarter), else 0. */
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
  for (const alt of alts) {
    const asked = parts(alt);
    const shared = asked.filter((part) => have.includes(part)).length;
    if (asked.length > 0 && asked.at(-1) === narrowest && have.includes(asked[0]!)) return 1;
    if (shared > 0) best = 0.5;
  }
  return best;
}

/** 1 where a told fill has the words of an alternative, 0.5 where it shares some, else 0. */
function alike(alts: readonly string[], told: string): number {
  const have = new Set(words(told).filter((word) => !SMALL.has(word)));
  let best = 0;
  for (const alt of alts) {
    const asked = words(alt).filter((word) => !SMALL.has(word));
    const shared = asked.filter((word) => have.has(word)).length;
    if (asked.length > 0 && shared === asked.length) best = 1;
    else if (shared > 0) best = Math.max(best, 0.5);
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

/** 1 for the same days, 0.5 for days that overlap, else 0. A told date without a beginning is one up to its end. */
function sameDays(alts: readonly string[], told: string): number {
  const [from, to] = told.split("/");
  let best = 0;
  for (const [start, end] of alts.flatMap((alt) => [days(alt)].filter((d) => d !== null))) {
    if ((start ?? "") === from && end === to) return 1;
    if (end >= from! && (start ?? "") <= to!) best = 0.5;
  }
  return best;
}

/**
 * What the keys count: an incident that is told to have been done, tried or threatened; no war that goes on, and (as the
 * instructions of 1992 have it) no fight of the forces with armed groups, where nobody and nothing else is hit.
 */
function isIncident(event: EventRecord): boolean {
  const hit = event.actors.filter(({ role }) => role === "victim" || role === "target");
  const fought =
    event.type === "VIO.ARMED" &&
    hit.length > 0 &&
    hit.every(({ category }) => ["military", "rebel", "militia"].includes(category));
  return (
    typeOf(event) !== null &&
    !fought &&
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

function keyOf(slots: Slots): Record<Slot, readonly Fill[]> {
  const fills = (name: string): readonly Fill[] => {
    const given = slots[name];
    return given === undefined || typeof given === "string" ? [] : given;
  };
  const targets = [...fills("hum_tgt_name"), ...fills("hum_tgt_description")];
  return {
    type: fills("incident_type"),
    date: fills("incident_date"),
    location: fills("incident_location"),
    perpetrator: [...fills("perp_individual_id"), ...fills("perp_organization_id")],
    target: targets,
  };
}

function credit(slot: Slot, fill: Fill, told: string): number {
  if (slot === "type") {
    if (fill.alts.includes(told)) return 1;
    // In the order of types an attack is the kind of which bombing and arson are kinds.
    return fill.alts.includes("ATTACK") || told === "ATTACK" ? 0.5 : 0;
  }
  if (slot === "location") return sameSite(fill.alts, told);
  return slot === "date" ? sameDays(fill.alts, told) : alike(fill.alts, told);
}

/** Every fill of the key takes the best told fill that is left. */
function matched(slot: Slot, key: readonly Fill[], told: readonly string[]): Tally {
  const left = [...told];
  let correct = 0;
  let asked = 0;
  for (const fill of key) {
    const credits = left.map((one) => credit(slot, fill, one));
    const best = Math.max(0, ...credits);
    if (best > 0) {
      correct += best;
      left.splice(credits.indexOf(best), 1);
    }
    if (best > 0 || !fill.optional) asked++;
  }
  return { correct, key: asked, told: told.length };
}

/** Adds what one report gives to the tallies; `tell` hears each template and event that found no partner, and each pair. */
export function score(
  row: MucRow,
  coding: Coding | undefined,
  into: Readonly<Record<Slot, Tally>>,
  tell: (line: string) => void,
): void {
  const records = (coding?.events ?? []).filter(isIncident);
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
        worth: SLOTS.reduce((sum, slot) => sum + matched(slot, one.key[slot], told[slot]).correct, 0),
      })),
    )
    .filter(({ worth }) => worth >= 1)
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
    for (const slot of SLOTS) add(slot, matched(slot, keys[k]!.key[slot], events[e]![slot]));
    tell(`pair ${row.id} ${written(keys[k]!.key)} = ${brief(records[e]!)} ${JSON.stringify(events[e])}`);
  }
  for (const [k, { key, optional_template }] of keys.entries())
    if (!usedKeys.has(k) && !optional_template) {
      for (const slot of SLOTS) add(slot, matched(slot, key[slot], []));
      tell(`missed ${row.id} ${written(key)}`);
    }
  // As in 1992, a template told beside counts whole against precision.
  for (const [e, told] of events.entries())
    if (!usedEvents.has(e)) {
      for (const slot of SLOTS) add(slot, matched(slot, [], told[slot]));
      tell(`spurious ${row.id} ${brief(records[e]!)} ${JSON.stringify(told)}`);
    }
}

const brief = ({ type, actuality, scope, trigger }: EventRecord): string =>
  `${type}/${actuality}/${scope} "${trigger.quote}"`;

const written = (key: Record<Slot, readonly Fill[]>): string =>
  JSON.stringify(
    Object.fromEntries(SLOTS.map((slot) => [slot, key[slot].map(({ alts }) => alts.join(" / "))])),
  );
