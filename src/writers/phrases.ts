/** Values of a record in words that a person reads: dates, places, numbers, value lists. */
import type {
  Actuality,
  EventDate,
  EventPlace,
  Figure,
  LinkRelation,
  PlacePrecision,
  Scope,
} from "../model/coding.js";
import { countryName, dayInWords, MONTHS } from "../model/title.js";

export { dayInWords };

const DAYS = ["Sunday", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday"];
/** "Thursday 4 March 2021", "19–21 July 2023", "since 7 December 2022", "day unknown". */
export function dateInWords({ start, end, precision }: EventDate): string {
  if (start === null && end === null) return "day unknown";
  if (start === null) return `until ${dayInWords(end!)}`;
  if (end === null) return `since ${dayInWords(start)}`;
  if (start === end) return `${weekday(start)} ${dayInWords(start)}`;
  const [year, month] = start.split("-");
  const [endYear, endMonth] = end.split("-");
  if (precision === "M" && year === endYear && month === endMonth)
    return `${MONTHS[Number(month) - 1]} ${year}`;
  if (precision === "Y" && year === endYear) return `${year}`;
  if (year === endYear && month === endMonth) return `${Number(start.slice(8))}–${dayInWords(end)}`;
  return `${dayInWords(start)} – ${dayInWords(end)}`;
}

function weekday(iso: string): string {
  return DAYS[new Date(`${iso}T00:00:00Z`).getUTCDay()]!;
}

const PRECISIONS: Readonly<Record<PlacePrecision, string>> = {
  G0: "building or street",
  G1: "town",
  G2: "near or part of a town",
  G3: "district",
  G4: "province",
  G5: "several provinces, no point",
  G6: "country, no point",
  G7: "international, no point",
  G9: "place unknown, no point",
};

/** "town in Lima, Peru, 12.04° S 77.03° W". */
export function placeInWords(place: EventPlace): string {
  const { precision, admin1, country, lat, lon, name } = place;
  const kind =
    lat === null && !/no point/.test(PRECISIONS[precision])
      ? `${PRECISIONS[precision]}, no point`
      : PRECISIONS[precision];
  const land = country === null || precision === "G6" ? null : countryName(country);
  const within = [admin1 === name && precision === "G4" ? null : admin1, land].filter(
    (part) => part !== null,
  );
  const point = lat === null || lon === null ? "" : `, ${degrees(lat, "N", "S")} ${degrees(lon, "E", "W")}`;
  return `${kind}${within.length > 0 ? ` in ${within.join(", ")}` : ""}${point}`;
}

function degrees(value: number, positive: string, negative: string): string {
  return `${Math.abs(value).toFixed(2)}° ${value < 0 ? negative : positive}`;
}

/** "≥ 20,000", "200–999", "7", "up to 50", with what the bounds leave open. */
export function boundsInWords({ low, high, point }: Pick<Figure, "low" | "high" | "point">): string {
  if (low === null && high === null) return point === null ? "number not stated" : amount(point);
  if (low === null) return `≤ ${amount(high!)}`;
  if (high === null) return `≥ ${amount(low)}`;
  if (low === high) return amount(low);
  const range = `${amount(low)}–${amount(high)}`;
  return point !== null && point !== low && point !== high ? `${amount(point)} (${range})` : range;
}

function amount(value: number): string {
  return value.toLocaleString("en", { maximumFractionDigits: 2 });
}

export const FIGURE_NAMES: Readonly<Record<Figure["kind"], string>> = {
  crowd_size: "crowd",
  event_count: "number of events",
  deaths: "killed",
  injured: "injured",
  arrested: "arrested",
  missing: "missing",
  displaced: "displaced",
  troops: "troops",
  money: "money",
  poll_share: "percent in a poll",
  population: "population",
  duration_days: "days",
  count: "count",
  rank: "rank",
  other: "number",
};

export const SCOPES_IN_WORDS: Readonly<Record<Scope, string | null>> = {
  event: null,
  site_day_series: "several days at one place",
  campaign: "a campaign",
  aggregate: "a sum over many places or days",
  habitual: "a habit",
};

/** Null for what simply happened; the rest says that and how it did not, or not now. */
export const ACTUALITIES_IN_WORDS: Readonly<Record<Actuality, string | null>> = {
  happened: null,
  ongoing: "going on",
  attempted: "attempted",
  planned: "planned",
  called_for: "called for",
  promised: "promised",
  threatened: "threatened",
  refused: "refused",
  denied: "denied",
  hypothetical: "only if",
  historical: "in the past",
  generic: "in general",
  presupposed: "taken for granted",
};

export const RELATIONS_IN_WORDS: Readonly<Record<LinkRelation, string>> = {
  part_of: "part of",
  state_response_to: "in response to",
  reaction_to: "in reaction to",
  call_for: "calls for",
  planned_continuation_of: "planned to continue",
  follow_up_of: "follows up",
  contradicts: "contradicts",
  commemorates: "commemorates",
};

const CIRCLED = "①②③④⑤⑥⑦⑧⑨⑩⑪⑫⑬⑭⑮⑯⑰⑱⑲⑳㉑㉒㉓㉔㉕㉖㉗㉘㉙㉚㉛㉜㉝㉞㉟㊱㊲㊳㊴㊵㊶㊷㊸㊹㊺㊻㊼㊽㊾㊿";

/** The n-th event of a report, from 1. */
export function ordinalSign(n: number): string {
  return CIRCLED[n - 1] ?? `(${n})`;
}

/** "state_security" → "state security". */
export function spaced(value: string): string {
  return value.replaceAll("_", " ");
}
