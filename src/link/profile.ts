/** What a linker looks at of a mention; mentions alike in all of it are one profile and are compared once. */
import type { Actuality, DatePrecision, EventPlace, Scope } from "../model/coding.js";
import type { LinkMention } from "./linker.js";
import { nameOf } from "./names.js";

export type Profile = {
  /** Equal for mentions that no test can tell apart. */
  readonly key: string;
  readonly type: string;
  /** Types of one group may be one event. */
  readonly group: string;
  readonly actuality: Actuality;
  readonly scope: Scope;
  /** Days since 1970; null where an end is open or unknown. */
  readonly start: number | null;
  readonly end: number | null;
  readonly precision: DatePrecision;
  /** Not named by a day of its own: "yesterday", "Friday", the day of the report. */
  readonly relative: boolean;
  readonly place: EventPlace | null;
  readonly organisers: readonly string[];
  /** Categories of those who act, and of those they act on. */
  readonly side: readonly string[];
  readonly against: readonly string[];
  readonly name: string | null;
  readonly ordinal: number | null;
};

const ACTING = new Set(["organiser", "participant", "caller", "perpetrator", "responder", "lead"]);
const ACTED_ON = new Set(["target", "victim"]);
/** Categories that name no side. */
const ANYBODY = new Set(["unknown", "civilians"]);

/** Families that are a type group as a whole; in the others each type is one by itself. */
const WHOLE_FAMILIES = new Set(["PRO", "REP", "VIO", "LAW"]);

export function groupOfType(type: string): string {
  const family = type.slice(0, 3);
  return WHOLE_FAMILIES.has(family) ? family : type;
}

const dayNumber = (day: string | null) => (day === null ? null : Math.round(Date.parse(day) / 86_400_000));

/** An absolute day is named with its month; everything else hangs on the day of publication or on another event. */
const absolute = (rule: string) => /^(?:[a-z]+\+)?(?:month-day|numeric|iso)/.test(rule);

export function profileOf({ event, published }: LinkMention): Profile {
  const { type, actuality, scope, date, places, actors } = event;
  const place =
    places.find(({ role }) => role === "site") ??
    places.find(({ role }) => role === "route" || role === "extent") ??
    null;
  const categories = (roles: ReadonlySet<string>) =>
    [
      ...new Set(actors.filter((a) => roles.has(a.role) && !ANYBODY.has(a.category)).map((a) => a.category)),
    ].sort();
  const organisers = [
    ...new Set(
      actors.filter((a) => a.role === "organiser").map((a) => a.name.toLowerCase().replace(/^the /, "")),
    ),
  ].sort();
  const { name, ordinal } = nameOf(event);
  const bare = {
    type,
    group: groupOfType(type),
    actuality,
    scope,
    start: dayNumber(date.start),
    // What is still open lasts to the day of its report.
    end: dayNumber(
      date.end ?? (date.start === null || published === null || published < date.start ? null : published),
    ),
    precision: date.precision,
    relative: date.quote === null || !absolute(date.rule),
    organisers,
    side: categories(ACTING),
    against: categories(ACTED_ON),
    name,
    ordinal,
  };
  const where = place && [
    place.geonameId,
    place.name,
    place.country,
    place.admin1,
    place.admin2,
    place.lat,
    place.lon,
    place.precision,
  ];
  return { ...bare, place, key: JSON.stringify([Object.values(bare), where]) };
}
