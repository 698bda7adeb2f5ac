/** Reports that bring no news of protest or violence but history alone: a battle of 1830, a king who was shot in 1951. */
import { type View, wordsAt } from "../reading/view.js";
import type { Cluster } from "./merge.js";

/** Years before publication from which on an event is history; where nobody says when a report was published, years before this one are. */
const LIVING_MEMORY = 60;
export const SURELY_PAST = 1960;
/** A sentence or two are no whole report, and do not show what it is about. */
const WHOLE = 3;

const NEWS = /^(PRO|VIO|REP)/;

/** Clusters without those that are history, where the report tells of no other protest, violence or repression. */
export function withoutHistory(view: View, clusters: readonly Cluster[]): Cluster[] {
  if (view.analysis.sentences.length < WHOLE) return [...clusters];
  const news = clusters.filter(({ type }) => NEWS.test(type));
  const history = new Set(news.filter((cluster) => isHistory(view, cluster)));
  if (history.size === 0) return [...clusters];
  for (const cluster of news) if (cluster.drafts.every(ofThePast)) history.add(cluster);
  if (history.size < news.length) return [...clusters];
  for (const { drafts, type } of history) {
    const { first, last } = drafts[0]!.trigger;
    view.why?.note(view, "trigger.history", wordsAt(view, first, last), { type });
  }
  return clusters.filter((cluster) => !history.has(cluster));
}

function isHistory(view: View, { drafts }: Cluster): boolean {
  const { published } = view.analysis;
  const limit = published ? Number(published.slice(0, 4)) - LIVING_MEMORY : SURELY_PAST;
  const dates = drafts.flatMap(({ date }) => (date?.end ? [date.end] : []));
  return dates.length > 0 && dates.every((end) => Number(end.slice(0, 4)) < limit);
}

/** "photographs of strikes in 1926 and of hunger marches": beside history, what is past and has no day of its own. */
function ofThePast({ actuality, date }: Cluster["drafts"][number]): boolean {
  return actuality === "historical" && date === null;
}
