/** What the atlas shows, all of it derived from the address bar: what is selected, and what the server answers about it. */
import { computed, effect, signal } from "@preact/signals";
import type {
  ActorNetwork,
  EventAnswer,
  EventPage,
  Facets,
  FacetValue,
  FigureSums,
  Points,
  SourceList,
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
  if (name === null || name === "source" || filterCount({ ...NO_FILTERS, [name]: filters.value[name] }) === 0)
    return null;
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

/** First and last day that the charts of numbers show: the days that are selected, else those of the time line. */
export const chartSpan = computed(() => {
  if (span.value === null) return null;
  const { from, to } = filters.value;
  return {
    first: from === null ? span.value.first : dayNumber(from),
    last: to === null ? span.value.last : dayNumber(to),
  };
});
const chartBin = computed(() =>
  chartSpan.value === null ? "month" : binFor(chartSpan.value.last - chartSpan.value.first),
);

/** The numbers of all that was seen, added up over time: whatever is drawn, what is counted is the whole selection. */
export const sums = load<FigureSums>(() => {
  const text = shows("figures") ? narrowed("seen") : null;
  return text === null ? null : ask("/api/figures", text, `by=${chartBin.value}`);
});
/** Up to so many events are drawn one by one. */
const DRAWN_ONE_BY_ONE = 1000;
const few = computed(() => (facets.value.value?.total ?? Infinity) <= DRAWN_ONE_BY_ONE);
/** All events of a small selection, with their figures; idle where it is large. */
export const singly = load<EventPage>(() =>
  shows("figures") && few.value ? ask("/api/events", query.value, `limit=${DRAWN_ONE_BY_ONE}`) : null,
);

/** The part of the selection that has no point; null where all of it has one. */
export const withoutPoint = computed<Filters | null>(() => {
  const { bbox, placed } = filters.value;
  return bbox === null && placed !== true && (placing.value?.unplaced ?? 0) > 0
    ? { ...filters.value, placed: false }
    : null;
});
const unplacedFacets = load<Facets>(() =>
  withoutPoint.value === null ? null : ask("/api/facets", filterQuery(withoutPoint.value)),
);

/** Events without a point by country (`none` where none is known), most first. */
export const unplaced = computed<readonly FacetValue[] | null>(() => {
  if (placing.value === null) return null;
  if (withoutPoint.value === null) return [];
  const found = unplacedFacets.value.value;
  if (found === null) return null;
  const rest = found.total - found.country.reduce((sum, { count }) => sum + count, 0);
  return rest > 0 ? [...found.country, { value: "none", label: "", count: rest }] : found.country;
});

/** What is typed to find an outlet. */
export const sourceName = signal("");
/** Outlets of that name in the selection, whatever outlet is chosen. */
export const sources = load<SourceList>(() => {
  if (openedMenu.value !== "source") return null;
  const name = sourceName.value.trim();
  const wanted = name === "" ? "" : `name=${encodeURIComponent(name)}`;
  return ask("/api/sources", filterQuery({ ...filters.value, source: null }), wanted, "limit=50");
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
