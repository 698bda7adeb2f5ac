/** What the atlas shows, all of it derived from the address bar: what is selected, and what the server answers about it. */
import { computed, effect, signal } from "@preact/signals";
import type {
  ActorNetwork,
  EventAnswer,
  EventPage,
  Facets,
  FacetValue,
  Points,
  Timeline,
} from "../api/answers.js";
import { type Loading, load } from "../api/load.js";
import { go, route } from "../route.js";
import { binFor, dayNumber } from "./days.js";
import {
  type Address,
  type Filters,
  filterCount,
  filterQuery,
  NO_FILTERS,
  readAddress,
  writeAddress,
} from "./filters.js";
import { type Reality, within } from "./realities.js";
import { focusOf } from "./timeline/focus.js";

export const address = computed<Address>(() =>
  readAddress(route.value.path === "/" ? route.value.query : ""),
);
export const filters = computed(() => address.value.filters);
/** Changes only when the selection does, not when another event is opened. */
export const query = computed(() => filterQuery(filters.value));

/** Changes the address; a step in the history each. */
export function change(part: Partial<Omit<Address, "invalid">>, how: "push" | "replace" = "push"): void {
  const next = writeAddress({ ...address.peek(), ...part });
  go(next === "" ? "/" : `/?${next}`, how);
}

export const setFilters = (part: Partial<Filters>, how?: "push" | "replace"): void =>
  change({ filters: { ...filters.peek(), ...part } }, how);

/** The address of the atlas with another event open: for links. */
export const eventAddress = (event: string): string => `/?${writeAddress({ ...address.value, event })}`;
/** The address of the atlas with a part of the selection changed. */
export const filtered = (part: Partial<Filters>): string =>
  `/?${writeAddress({ ...address.value, event: null, filters: { ...filters.value, ...part } })}`;

const ask = (path: string, ...parts: readonly string[]): string => {
  const text = parts.filter((part) => part !== "").join("&");
  return text === "" ? path : `${path}?${text}`;
};

/** The selection, narrowed to what was seen to take place or to what was not; null where the filter leaves none of it. */
function narrowed(reality: Reality, without: Partial<Filters> = {}): string | null {
  const wanted = { ...filters.value, ...without };
  const actuality = within(reality, wanted.actuality);
  return actuality === null ? null : filterQuery({ ...wanted, actuality });
}

const perReality = <T>(path: (reality: Reality) => string | null): Readonly<Record<Reality, Loading<T>>> => ({
  seen: load<T>(() => path("seen")),
  unseen: load<T>(() => path("unseen")),
});

export const points = perReality<Points>((reality) => {
  const text = narrowed(reality);
  return text === null ? null : ask("/api/points", text);
});

/** How many events of the selection there are, and how many of them have no point; null until both are known. */
export const placing = computed(() => {
  const answers = [points.seen.value, points.unseen.value];
  if (answers.some(({ state, value }) => state !== "idle" && value === null)) return null;
  const known = answers.flatMap(({ value }) => value ?? []);
  const total = known.reduce((sum, answer) => sum + answer.total, 0);
  return { total, unplaced: total - known.reduce((sum, answer) => sum + answer.count, 0) };
});

export const facets = load<Facets>(() => ask("/api/facets", query.value));

/** The menu that was opened last. */
export const openedMenu = signal<"type" | "actuality" | "country" | "source" | "verification" | null>(null);
/** What that menu has to offer: the selection without its own filter, else it would offer only what is chosen already. */
const offered = load<Facets>(() => {
  const name = openedMenu.value;
  if (name === null || filterCount({ ...NO_FILTERS, [name]: filters.value[name] }) === 0) return null;
  return ask("/api/facets", filterQuery({ ...filters.value, [name]: NO_FILTERS[name] }));
});
/** The values that a menu offers, with how many events each would give. */
export function facetsFor(name: NonNullable<typeof openedMenu.value>): Facets | null {
  return (openedMenu.value === name ? offered.value.value : null) ?? facets.value.value;
}

/** The time line shows what the selection would be without its dates, so that the dates can be seen in it. */
const ALWAYS = { from: null, to: null };
export const zoomed = signal(false);
/** Whether the time line is zoomed into the dates that are selected. */
const close = computed(() => zoomed.value && filters.value.from !== null && filters.value.to !== null);
const extent = load<Timeline>(() =>
  ask("/api/timeline", filterQuery({ ...filters.value, ...ALWAYS }), "by=month"),
);

/** Whether it shows all of the time, outlying events too. */
export const wholeTime = signal(false);
export const focus = computed(() => focusOf(extent.value.value?.items ?? [], wholeTime.value));
/** First and last day that the time line shows; null where nothing is dated. Dates that are selected are in it. */
export const span = computed(() => {
  const { from, to } = filters.value;
  if (close.value) return { first: dayNumber(from!), last: dayNumber(to!) };
  const near = focus.value;
  if (near === null) return null;
  const outside = (day: string | null) =>
    day !== null && (dayNumber(day) < near.first || dayNumber(day) > near.last);
  return outside(from) || outside(to) ? focusOf(extent.value.value!.items, true) : near;
});
export const bin = computed(() =>
  span.value === null ? "month" : binFor(span.value.last - span.value.first),
);
export const timeline = perReality<Timeline>((reality) => {
  if (span.value === null && extent.value.state !== "ready") return null;
  const text = narrowed(reality, close.value ? {} : ALWAYS);
  return text === null ? null : ask("/api/timeline", text, `by=${bin.value}`);
});
export const timelineState = extent;

const panel = computed(() => (address.value.event === null ? address.value.panel : null));
/** On a narrow page panels are beside the list in one sheet; then they are wanted whatever is open. */
export const wantedPanel = signal<string | null>(null);
const shows = (name: string) => panel.value === name || wantedPanel.value === name;

export const network = load<ActorNetwork>(() =>
  shows("actors") ? ask("/api/actors", query.value, "limit=200") : null,
);

/** The newest events of the selection with their figures. */
export const NEWEST = 1000;
export const newest = load<EventPage>(() =>
  shows("figures") ? ask("/api/events", query.value, `limit=${NEWEST}`) : null,
);

const unplacedNow = computed(() => (placing.value?.unplaced ?? 0) > 0);
/** The facets of what has a point: a box around the whole world leaves out the rest. */
const placedFacets = load<Facets>(() =>
  unplacedNow.value && filters.value.bbox === null
    ? ask("/api/facets", filterQuery({ ...filters.value, bbox: [-180, -90, 180, 90] }))
    : null,
);

/** Events without a point by country ("" where none is known), most first. */
export const unplaced = computed<readonly FacetValue[] | null>(() => {
  const count = placing.value?.unplaced;
  if (count === undefined) return null;
  if (count === 0 || filters.value.bbox !== null) return [];
  const [all, placed] = [facets.value.value, placedFacets.value.value];
  if (all === null || placed === null) return null;
  const having = new Map(placed.country.map(({ value, count }) => [value, count] as const));
  const left = all.country
    .map((country) => ({ ...country, count: country.count - (having.get(country.value) ?? 0) }))
    .filter(({ count }) => count > 0)
    .sort((a, b) => b.count - a.count);
  const rest = count - left.reduce((sum, { count }) => sum + count, 0);
  return rest > 0 ? [...left, { value: "", label: "", count: rest }] : left;
});

export const event = load<EventAnswer>(() => {
  const id = address.value.event;
  return id === null || route.value.path !== "/" ? null : `/api/events/${encodeURIComponent(id)}`;
});

/** A stretch of time is looked at closely only while it is selected. */
effect(() => {
  if (filters.value.from === null || filters.value.to === null) zoomed.value = false;
});

export const clearFilters = (): void => change({ filters: NO_FILTERS });
