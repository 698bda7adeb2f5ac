/** Planned protests: until the day is past they are told by town and day, so that nobody can wait for them. */
import type { Actuality, EventDate, EventPlace, PlacePrecision } from "../../model/coding.js";
import type { EditionEvent } from "../../model/edition.js";

const AHEAD: ReadonlySet<Actuality> = new Set(["planned", "called_for", "promised", "threatened"]);
const FINER_THAN_TOWN: ReadonlySet<PlacePrecision> = new Set(["G0", "G2"]);

/** Whether detail of an event is held back. `today`: `YYYY-MM-DD`, null where it is not known. */
export function isHeldBack(event: EditionEvent, today: string | null): boolean {
  const ahead =
    AHEAD.has(event.actuality.value) ||
    event.claims.some((claim) => claim.field === "actuality" && AHEAD.has(claim.value));
  if (!ahead) return false;
  const { start, end } = event.date.value;
  // What is planned since a day, without an end, is not over.
  const over = end ?? (event.date.value.precision === "O" ? null : start);
  return today === null || over === null || over.slice(0, 10) >= today;
}

/** Streets, squares, routes and what lies near a town. */
export function isFinerThanTown(place: EventPlace): boolean {
  return FINER_THAN_TOWN.has(place.precision) || place.role === "route";
}

/** The place without what is finer than a town: the district or province around it, without a point. */
export function coarse(place: EventPlace): EventPlace {
  if (!isFinerThanTown(place)) return place;
  const { admin1, admin2, country } = place;
  return {
    ...place,
    name: admin2 ?? admin1 ?? country ?? "a place",
    role: place.role === "route" ? "site" : place.role,
    lat: null,
    lon: null,
    geonameId: null,
    precision: admin2 !== null ? "G3" : admin1 !== null ? "G4" : country !== null ? "G6" : "G9",
  };
}

/** The date without a time of day. */
export function dayOnly(date: EventDate): EventDate {
  const cut = (day: string | null) => day?.slice(0, 10) ?? null;
  return {
    ...date,
    edtf: date.edtf.replace(/T[0-9:.Z+-]*/g, ""),
    start: cut(date.start),
    end: cut(date.end),
    rule: "day",
  };
}
