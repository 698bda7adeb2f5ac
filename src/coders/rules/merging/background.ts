/** Reports that bring no news of protest or violence: history alone, or a law, a question, a habit that only supposes such acts. */
import type { ReasonCode } from "../../../model/why-codes.js";
import { type View, wordsAt } from "../reading/view.js";
import type { Cluster } from "./merge.js";

/** Years before publication from which on an event is history; where nobody says when a report was published, years before this one are. */
const LIVING_MEMORY = 60;
export const SURELY_PAST = 1960;

const NEWS = /^(PRO|VIO|REP)/;

/** Clusters without those that are history or are told of in general, where the report tells of no other protest, violence or repression. */
export function withoutBackground(view: View, clusters: readonly Cluster[]): Cluster[] {
  const news = clusters.filter(({ type }) => NEWS.test(type));
  const out = new Map<Cluster, ReasonCode>();
  const history = news.filter((cluster) => isHistory(view, cluster));
  for (const cluster of news) {
    const along = history.length > 0 && cluster.drafts.every(ofThePast);
    if (along || history.includes(cluster)) out.set(cluster, "trigger.history");
    else if (inGeneral(cluster)) out.set(cluster, "trigger.in_general");
  }
  if (out.size === 0 || out.size < news.length) return [...clusters];
  for (const [{ drafts, type }, code] of out) {
    const { first, last } = drafts[0]!.trigger;
    view.why?.note(view, code, wordsAt(view, first, last), { type });
  }
  return clusters.filter((cluster) => !out.has(cluster));
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

/** "Anyone who blocks a road may be fined", "should I go on strike?": of none in particular, on no day and nowhere. */
function inGeneral({ drafts }: Cluster): boolean {
  return drafts.every(
    ({ actuality, date, places }) =>
      (actuality === "generic" || actuality === "hypothetical") && date === null && places.length === 0,
  );
}
