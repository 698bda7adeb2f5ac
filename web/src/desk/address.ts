/** Where in the review desk we are: the address bar, read and written. Ids stand in the query: they may hold anything. */
import { computed } from "@preact/signals";
import { go, route } from "../route.js";

export type Place = "queue" | "report" | "compare" | "merge" | "agreement";

const PATHS: Readonly<Record<Place, string>> = {
  queue: "/desk",
  report: "/desk/report",
  compare: "/desk/compare",
  merge: "/desk/merge",
  agreement: "/desk/agreement",
};
/** What narrows the queue; the same names as the API's. */
export const QUEUE_FILTERS = ["state", "coder", "outlet", "q"] as const;
export type QueueFilter = (typeof QUEUE_FILTERS)[number];

export const here = computed(() => {
  const query = new URLSearchParams(route.value.query);
  const found = Object.entries(PATHS).find(([, path]) => path === route.value.path);
  return { place: (found?.[0] ?? null) as Place | null, query };
});

/** The filters of the queue in the address, as a query of the API. */
export const queueQuery = computed(() => {
  const { query } = here.value;
  const kept = new URLSearchParams();
  for (const name of QUEUE_FILTERS) {
    const value = query.get(name);
    if (value !== null && value !== "") kept.set(name, value);
  }
  return kept.toString();
});

/** An address of the desk that keeps the filters of the queue. */
export function addressOf(place: Place, more: Readonly<Record<string, string | null>> = {}): string {
  const query = new URLSearchParams(queueQuery.peek());
  for (const [name, value] of Object.entries(more)) {
    if (value === null || value === "") query.delete(name);
    else query.set(name, value);
  }
  const text = query.toString();
  return text === "" ? PATHS[place] : `${PATHS[place]}?${text}`;
}

export const goTo = (place: Place, more?: Readonly<Record<string, string | null>>): void =>
  go(addressOf(place, more));
