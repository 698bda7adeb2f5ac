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
const SMALL = new Set(["THE", "OF", "AN", "AND", "IN", "CITY", "DEPARTMENT", "TOWN"]);

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
/** "- 09 JAN 90" as its last day, ISO. */
function day(text: string): string | null {
  const [, d, m, y] = /(\d\d) ([A-Z]{3}) (\d\d)\s*$/.exec(text) ?? [];
  const month = MONTHS.indexOf(m ?? "");
  return month < 0 ? null : `19${y}-${String(month + 1).padStart(2, "0")}-${d}`;
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

function toldOf(event: EventRecord): Record<Slot, string[]> {
  const of = (roles: readonly string[]): string[] =>
    event.actors.flatMap(({ role, quote }) => (roles.includes(role) && quote ? [quote.quote] : []));
  return {
    type: [typeOf(event) ?? ""],
    date: event.date.start ? [`${event.date.start}/${event.date.end ?? event.date.start}`] : [],
    location: event.places.slice(0, 1).map((place) => `${place.name} ${place.quote.quote}`),
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
  if (slot !== "date") return alike(fill.alts, told);
  const [from, to] = told.split("/");
  const days = fill.alts.flatMap((alt) => day(alt) ?? []);
  if (days.some((d) => d === from && d === to)) return 1;
  return days.some((d) => d >= from! && d <= to!) ? 0.5 : 0;
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

/** Adds what one report gives to the tallies. */
export function score(row: MucRow, coding: Coding | undefined, into: Readonly<Record<Slot, Tally>>): void {
  const events = (coding?.events ?? [])
    .filter(
      (e) => typeOf(e) !== null && ["happened", "ongoing", "attempted", "threatened"].includes(e.actuality),
    )
    .map(toldOf);
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
  }
  for (const [k, { key, optional_template }] of keys.entries())
    if (!usedKeys.has(k) && !optional_template)
      for (const slot of SLOTS) add(slot, matched(slot, key[slot], []));
  // As in 1992, a template told beside counts whole against precision.
  for (const [e, told] of events.entries())
    if (!usedEvents.has(e)) for (const slot of SLOTS) add(slot, matched(slot, [], told[slot]));
}
