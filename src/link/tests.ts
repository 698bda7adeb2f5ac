/** The tests by which two mentions are held side by side (domain, matching: the table of 4.2). */
import type { EventPlace } from "../model/coding.js";
import type { Profile } from "./profile.js";

/** `none`: the test has nothing to say. */
export type Verdict = "same" | "tolerated" | "different" | "none";
export type Test = { readonly verdict: Verdict; readonly reason: string };

const test = (verdict: Verdict, reason: string): Test => ({ verdict, reason });

const CAME_ABOUT = new Set(["happened", "ongoing", "historical"]);
const AHEAD = new Set(["planned", "called_for"]);

export function actualityTest(a: Profile, b: Profile): Test {
  const [x, y] = [a.actuality, b.actuality];
  if (x === y || (CAME_ABOUT.has(x) && CAME_ABOUT.has(y)))
    return test("same", `both ${x === y ? x : "came about"}`);
  const stub = x === "presupposed" ? y : y === "presupposed" ? x : null;
  if (stub !== null && CAME_ABOUT.has(stub)) return test("tolerated", "one is only presupposed");
  return test("different", `one ${x}, the other ${y}`);
}

/** One is planned or called for, the other came about. */
export function realises(a: Profile, b: Profile): boolean {
  return (
    (AHEAD.has(a.actuality) && CAME_ABOUT.has(b.actuality)) ||
    (AHEAD.has(b.actuality) && CAME_ABOUT.has(a.actuality))
  );
}

const SUMMED = new Set(["aggregate", "campaign", "site_day_series"]);

/** One is a sum, a campaign or a series of days, the other an event that may be part of it. */
export function partly(a: Profile, b: Profile): boolean {
  return (SUMMED.has(a.scope) && b.scope === "event") || (SUMMED.has(b.scope) && a.scope === "event");
}

export function scopeTest(a: Profile, b: Profile): Test {
  return a.scope === b.scope
    ? test("same", `scope of both is ${a.scope}`)
    : test("different", `scope ${a.scope} and ${b.scope}`);
}

/** Days between two dates; 0 where they share a day, null where one is not known. */
export function gap(a: Profile, b: Profile): number | null {
  if (a.start === null || a.end === null || b.start === null || b.end === null) return null;
  return Math.max(0, a.start - b.end, b.start - a.end);
}

const DAYS = new Set(["D", "R"]);

export function dateTest(a: Profile, b: Profile): Test {
  const days = gap(a, b);
  if (days === null) return test("different", "a date is not known");
  const exact = DAYS.has(a.precision) && DAYS.has(b.precision);
  if (days === 0 && exact) return test("same", "the dates share a day");
  if (days <= 1 && (a.relative || b.relative || !exact))
    return test(
      "tolerated",
      days === 0 ? "the dates overlap, one is coarse" : "one day apart, and one date is relative or coarse",
    );
  return test("different", `${days} day${days === 1 ? "" : "s"} apart`);
}

/** Great-circle distance in kilometres, or null where one has no point. */
export function kilometres(a: EventPlace, b: EventPlace): number | null {
  if (a.lat === null || a.lon === null || b.lat === null || b.lon === null) return null;
  const rad = Math.PI / 180;
  const x =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 12742 * Math.asin(Math.min(1, Math.sqrt(x)));
}

const level = ({ precision }: EventPlace) => Number(precision.slice(1));
const sameName = (a: EventPlace, b: EventPlace) => a.name.toLowerCase() === b.name.toLowerCase();

/** Whether the coarser of two places, a district, province or country, holds the other. */
export function contains(coarse: EventPlace, fine: EventPlace): boolean {
  if (level(coarse) <= level(fine) || coarse.country === null || coarse.country !== fine.country)
    return false;
  if (coarse.precision === "G6") return true;
  if (coarse.precision === "G4") return coarse.admin1 !== null && coarse.admin1 === fine.admin1;
  return (
    coarse.precision === "G3" &&
    coarse.admin2 !== null &&
    coarse.admin2 === fine.admin2 &&
    coarse.admin1 === fine.admin1
  );
}

const NEAR_KM = 10;
const DISTRICT_KM = 50;

export function placeTest(a: Profile, b: Profile): Test {
  const [x, y] = [a.place, b.place];
  if (x === null || y === null || x.country === null || y.country === null)
    return test("different", "a place is not known");
  if (x.country !== y.country) return test("different", `in ${x.country} and ${y.country}`);
  const fine = level(x) <= 1 && level(y) <= 1;
  const one =
    (x.geonameId !== null && x.geonameId === y.geonameId) ||
    (sameName(x, y) && x.admin1 === y.admin1 && level(x) === level(y));
  const km = kilometres(x, y);
  // A facility without a point of its own stands at its town's: then its place is that town.
  const town = fine && level(x) !== level(y) && km === 0 && x.admin1 === y.admin1;
  if (town) return test("same", `both in the town of ${level(x) === 1 ? x.name : y.name}`);
  if (one && fine) return test("same", `both in ${x.name}`);
  if (one) return test("tolerated", `both in ${x.name}, no town named`);
  if (contains(x, y) || contains(y, x))
    return test("tolerated", `${contains(x, y) ? x.name : y.name} holds the other place`);
  if (km !== null && km <= NEAR_KM && x.admin2 === y.admin2 && x.admin1 === y.admin1)
    return test("tolerated", `${Math.round(km)} km apart in one district`);
  const vague = level(x) === 2 || level(x) === 3 || level(y) === 2 || level(y) === 3;
  if (km !== null && km <= DISTRICT_KM && vague)
    return test("tolerated", `${Math.round(km)} km apart, one only near or in a district`);
  return test("different", `${x.name} and ${y.name}`);
}

export function formTest(a: Profile, b: Profile): Test {
  if (a.type === b.type) return test("same", `both ${a.type}`);
  const pair = new Set([a.type, b.type]);
  const mixed = pair.has("PRO.DEMO") && pair.has("PRO.MIXED");
  const force = pair.has("REP.FORCE") && a.group === "REP" && b.group === "REP";
  return test(mixed || force ? "tolerated" : "different", `${a.type} and ${b.type}`);
}

const shared = (a: readonly string[], b: readonly string[]) => a.find((one) => b.includes(one));

export function actorsTest(a: Profile, b: Profile): Test {
  const organiser = shared(a.organisers, b.organisers);
  if (organiser !== undefined) return test("same", `both organised by ${organiser}`);
  const side = shared(a.side, b.side);
  if (side !== undefined) return test("same", `${side} act in both`);
  if (a.side.length === 0 || b.side.length === 0) return test("tolerated", "one names no side");
  if (shared(a.side, b.against) !== undefined && shared(b.side, a.against) !== undefined)
    return test("different", "opposite sides");
  return test("tolerated", `${a.side.join(", ")} act in one, ${b.side.join(", ")} in the other`);
}

export function nameTest(a: Profile, b: Profile): Test {
  if (a.ordinal !== null && b.ordinal !== null && a.ordinal !== b.ordinal)
    return test("different", `number ${a.ordinal} and number ${b.ordinal} of their kind`);
  return a.name !== null && a.name === b.name
    ? test("same", `both called "${a.name}"`)
    : test("none", "no name in common");
}
