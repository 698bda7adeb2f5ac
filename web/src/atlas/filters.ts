/** Filters as the address bar and the API write them: the same names in both, so that a selection is one string everywhere. Pure. */
import type { Actuality, Verification } from "../../../src/model/index.js";
import { texts } from "../texts/index.js";

/** Degrees; `west` above `east` crosses the date line. */
export type Box = readonly [west: number, south: number, east: number, north: number];

export type Filters = {
  readonly bbox: Box | null;
  readonly from: string | null;
  readonly to: string | null;
  /** Codes (`PRO.DEMO`) and families (`PRO`). */
  readonly type: readonly string[];
  readonly actuality: readonly Actuality[];
  readonly actor: string | null;
  readonly q: string | null;
  readonly source: string | null;
  /** `none`: no country is known. */
  readonly country: string | null;
  readonly verification: Verification | null;
  /** With a point on the map, or without one. */
  readonly placed: boolean | null;
  readonly min_size: number | null;
};

export const NO_FILTERS: Filters = Object.freeze({
  bbox: null,
  from: null,
  to: null,
  type: [],
  actuality: [],
  actor: null,
  q: null,
  source: null,
  country: null,
  verification: null,
  placed: null,
  min_size: null,
});

export const SORTS = ["-date", "date"] as const;
export type Sort = (typeof SORTS)[number];
export const PANELS = ["figures", "actors", "unplaced"] as const;
export type Panel = (typeof PANELS)[number];

/** What the address bar of the atlas holds: the filters, the event that is open, the order of the list, the panel. */
export type Address = {
  readonly filters: Filters;
  readonly event: string | null;
  readonly sort: Sort;
  readonly panel: Panel;
  /** Names of parameters that were no filters or held no value of theirs, and were left out. */
  readonly invalid: readonly string[];
};

const LONGEST = 200;
const some = (text: string) => (text.trim() === "" || text.length > LONGEST ? undefined : text.trim());

/** A day that there is, or undefined. */
export function dayOf(text: string): string | undefined {
  if (!/^\d{4}-\d\d-\d\d$/.test(text)) return undefined;
  const date = new Date(`${text}T00:00:00Z`);
  return Number.isNaN(date.getTime()) || date.toISOString().slice(0, 10) !== text ? undefined : text;
}

/** `west,south,east,north` in degrees, or undefined. */
export function boxOf(text: string): Box | undefined {
  const numbers = text.split(",").map(Number);
  if (numbers.length !== 4 || !numbers.every(Number.isFinite)) return undefined;
  const [west, south, east, north] = numbers as [number, number, number, number];
  const fits =
    Math.abs(west) <= 180 && Math.abs(east) <= 180 && south >= -90 && north <= 90 && south <= north;
  return fits ? [west, south, east, north] : undefined;
}

function listOf<T extends string>(text: string, is: (value: string) => value is T): readonly T[] | undefined {
  const values = [...new Set(text.split(",").filter((value) => value !== ""))];
  return values.length > 0 && values.length <= 100 && values.every(is)
    ? (values.filter(is) as T[])
    : undefined;
}

const isType = (value: string): value is string => /^[A-Z]{3}(?:\.[A-Z]{1,20})?$/.test(value);
const isActuality = (value: string): value is Actuality => Object.hasOwn(texts.actualities, value);
const isVerification = (value: string): value is Verification => Object.hasOwn(texts.verifications, value);

/** Reads one parameter each; undefined where it is none. */
const READ: { readonly [Name in keyof Filters]: (text: string) => Filters[Name] | undefined } = {
  bbox: boxOf,
  from: dayOf,
  to: dayOf,
  type: (text) => listOf(text, isType),
  actuality: (text) => listOf(text, isActuality),
  actor: some,
  q: some,
  source: some,
  country: (text) => (/^(?:[A-Z]{2}|none)$/.test(text) ? text : undefined),
  verification: (text) => (isVerification(text) ? text : undefined),
  placed: (text) => (/^[01]$/.test(text) ? text === "1" : undefined),
  min_size: (text) => (/^\d{1,9}$/.test(text) ? Number(text) : undefined),
};
const NAMES = Object.keys(READ) as (keyof Filters)[];

function written(value: Filters[keyof Filters]): string | null {
  if (value === null || (Array.isArray(value) && value.length === 0)) return null;
  if (typeof value === "boolean") return value ? "1" : "0";
  return Array.isArray(value) ? value.join(",") : String(value);
}

/** Keeps the address readable: commas and dots as they are. */
const escaped = (text: string) => encodeURIComponent(text).replaceAll("%2C", ",").replaceAll("%20", "+");

/** The parameters of a selection, for the address bar and the API alike: "" where nothing is filtered. */
export function filterQuery(filters: Filters): string {
  return NAMES.flatMap((name) => {
    const text = written(filters[name]);
    return text === null ? [] : [`${name}=${escaped(text)}`];
  }).join("&");
}

/** Reads a query. What is none of its parameters, or holds no value of theirs, is left out and named in `invalid`. */
export function readAddress(query: string): Address {
  const filters: Record<string, unknown> = { ...NO_FILTERS };
  const address = { event: null as string | null, sort: "-date" as Sort, panel: "figures" as Panel };
  const invalid: string[] = [];
  for (const [name, text] of new URLSearchParams(query)) {
    const value = Object.hasOwn(READ, name) ? READ[name as keyof Filters](text) : undefined;
    if (value !== undefined) filters[name] = value;
    else if (name === "event" && text !== "") address.event = text;
    else if (name === "sort" && SORTS.includes(text as Sort)) address.sort = text as Sort;
    else if (name === "panel" && PANELS.includes(text as Panel)) address.panel = text as Panel;
    else invalid.push(name);
  }
  return { ...address, filters: filters as Filters, invalid };
}

/** The query of an address, without what is as usual. */
export function writeAddress({ filters, event, sort, panel }: Omit<Address, "invalid">): string {
  return [
    filterQuery(filters),
    sort === "-date" ? "" : `sort=${sort}`,
    panel === "figures" ? "" : `panel=${panel}`,
    event === null ? "" : `event=${escaped(event)}`,
  ]
    .filter((part) => part !== "")
    .join("&");
}

/** How many filters are set. From and to count as one. */
export function filterCount(filters: Filters): number {
  const set = NAMES.filter((name) => name !== "to" && written(filters[name]) !== null).length;
  return set + (filters.from === null && filters.to !== null ? 1 : 0);
}
