/** Reports about the past alone: a battle of 1830, a king who was shot in 1951. What lies beyond living memory is no news of theirs. */
import { type View, wordsAt } from "../reading/view.js";
import type { Cluster } from "./merge.js";

/** Years before publication from which on an event is history; where nobody says when a report was published, years before this one are. */
const LIVING_MEMORY = 60;
export const SURELY_PAST = 1960;

const NEWS = /^(PRO|VIO|REP)/;

/** Clusters without those that are history, where the report tells of no other protest, violence or repression. */
export function withoutHistory(view: View, clusters: readonly Cluster[]): Cluster[] {
  const news = clusters.filter(({ type }) => NEWS.test(type));
  const old = new Set(news.filter((cluster) => isHistory(view, cluster)));
  if (old.size === 0 || old.size < news.length) return [...clusters];
  for (const { drafts, type } of old) {
    const { first, last } = drafts[0]!.trigger;
    view.why?.note(view, "trigger.history", wordsAt(view, first, last), { type });
  }
  return clusters.filter((cluster) => !old.has(cluster));
}

function isHistory(view: View, { drafts }: Cluster): boolean {
  const { published } = view.analysis;
  const limit = published ? Number(published.slice(0, 4)) - LIVING_MEMORY : SURELY_PAST;
  const dates = drafts.flatMap(({ date }) => (date?.end ? [date.end] : []));
  return dates.length > 0 && dates.every((end) => Number(end.slice(0, 4)) < limit);
}
