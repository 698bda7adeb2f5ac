/** The atom that event-by-event formats take: one form at one place on one day that took place. What is none is refused with its reason. */
import type { DatePrecision, EventPlace, PlacePrecision } from "../model/coding.js";
import type { EditionEvent } from "../model/edition.js";
import { mainPlace, sitesOf } from "./edition-index.js";

export type Atom = {
  readonly event: EditionEvent;
  /** `YYYY-MM-DD`: the day, or the middle of the days that it may be. */
  readonly day: string;
  readonly place: EventPlace & { readonly country: string };
};

/** What a format takes beside single days and towns. */
export type AtomLimits = {
  readonly format: string;
  readonly dates: readonly DatePrecision[];
  readonly places: readonly PlacePrecision[];
};

const HAPPENED = new Set(["happened", "historical"]);

/** The atom of an event, or why it is none. */
export function atomOf(event: EditionEvent, limits: AtomLimits): Atom | { readonly refused: string } {
  const { format, dates, places } = limits;
  const { actuality, scope, date } = event;
  if (!HAPPENED.has(actuality.value))
    return { refused: `${format} tells what happened; this is ${actuality.value.replaceAll("_", " ")}.` };
  if (scope.value !== "event")
    return {
      refused: `${format} takes one place and day a row; this is ${SCOPES[scope.value]}. Its parts have rows of their own where the reports tell them.`,
    };
  const { precision, start, end } = date.value;
  if (!dates.includes(precision) || start === null || end === null)
    return { refused: `The date (${date.value.edtf || "unknown"}) is too vague for ${format}.` };
  const sites = sitesOf(event);
  const place = mainPlace(event);
  if (place === null) return { refused: `${format} needs a place, and the reports give none.` };
  if (!places.includes(place.precision))
    return {
      refused: `${format} needs a place within a country; “${place.name}” is ${COARSE[place.precision] ?? "too vague"}.`,
    };
  const { country } = place;
  if (country === null) return { refused: `The country of “${place.name}” is not known.` };
  const towns = new Set(
    sites
      .filter((site) => site.precision === "G1")
      .map((site) => `${site.country} ${site.admin1} ${site.name}`),
  );
  const provinces = new Set(sites.flatMap(({ admin1 }) => (admin1 === null ? [] : [admin1])));
  if (towns.size > 1 || provinces.size > 1)
    return {
      refused: `It names several places (${[...new Set(sites.map(({ name }) => name))].join(", ")}), and nothing says which numbers belong to which.`,
    };
  return { event, day: middle(start, end), place: { ...place, country } };
}

const SCOPES: Readonly<Record<EditionEvent["scope"]["value"], string>> = {
  event: "one event",
  site_day_series: "a series of days",
  campaign: "a campaign",
  aggregate: "a sum over many places or days",
  habitual: "a habit",
};
const COARSE: Readonly<Partial<Record<PlacePrecision, string>>> = {
  G5: "several provinces",
  G6: "a whole country",
  G7: "international",
  G9: "unknown",
};

const DAY = 86_400_000;

/** The middle day of two, the earlier where there are two. */
function middle(start: string, end: string): string {
  const [from, to] = [Date.parse(`${start}T00:00:00Z`), Date.parse(`${end}T00:00:00Z`)];
  if (Number.isNaN(from) || Number.isNaN(to)) return start;
  return new Date(from + Math.floor((to - from) / DAY / 2) * DAY).toISOString().slice(0, 10);
}
