/** Sites that a sentence joins, each another event: "marched in Lima and the town of Wari", "in Dakar on Monday and in Thiès on Tuesday". */
import type { EventDate, EventPlace } from "../../../model/coding.js";
import type { View } from "../reading/view.js";
import { asDate, type TimeAt } from "../sites/when.js";
import { asPlace, type PlaceAt } from "../sites/where.js";

/** A site after the first of a list, and its own day where one stands behind it. */
export type JoinedSite = { readonly place: EventPlace; readonly date: EventDate | null };

const LISTING = new Set([
  "and",
  "the",
  "in",
  "of",
  "on",
  "at",
  "town",
  "city",
  "village",
  "capital",
  "district",
  "province",
  "municipality",
  "port",
  "neighbouring",
  "neighboring",
  "nearby",
  ",",
]);
const FINE = new Set(["G0", "G1"]);

/** The sites after the first, where only words of a list and days stand between. `own` and `times` are those of the sentence. */
export function joinedSites(
  view: View,
  first: PlaceAt,
  own: readonly PlaceAt[],
  times: readonly TimeAt[],
): JoinedSite[] {
  const { tokens } = view;
  if (!FINE.has(first.place.precision) || first.place.lat === null) return [];
  const days = times.map(({ time }) => time).filter((time) => time.precision === "D");
  const out: PlaceAt[] = [];
  let end = first.place.end;
  for (const at of own
    .filter((o) => o.place.start > first.place.end)
    .sort((a, b) => a.place.start - b.place.start)) {
    let and = false;
    let listed = true;
    for (let i = first.head; i < tokens.length && tokens.Start[i]! < at.place.start; i++) {
      const start = tokens.Start[i]!;
      if (start < end) continue;
      if (tokens.Norm[i] === "and" || tokens.Norm[i] === ",") and = true;
      if (LISTING.has(tokens.Norm[i]!) || days.some((day) => day.start <= start && start < day.end)) continue;
      listed = false;
    }
    if (!listed || !and || !FINE.has(at.place.precision) || at.place.lat === null) continue;
    out.push(at);
    end = at.place.end;
  }
  // "Manaba, Margate" is one place: a list ends in "and".
  const last = out[out.length - 1];
  if (!last) return [];
  let k = last.head;
  while (k > first.head && tokens.Norm[k] !== "and") k--;
  if (k <= first.head) return [];
  const { text } = view.analysis;
  return out.map(({ place }, i) => {
    const next = out[i + 1]?.place.start ?? Number.POSITIVE_INFINITY;
    const day = days.find((time) => time.start >= place.end && time.end <= next);
    return { place: asPlace(text, place), date: day ? asDate(text, day) : null };
  });
}

/** "held protests in Kampala, Gulu and Mbale": several that the words bring in, one at each place. */
export function severalBrought(view: View, i: number): boolean {
  if (!view.noun(i) || !view.tokens.Feats[i]!.includes("Number=Plur")) return false;
  return view.child(i, "det") < 0 && view.child(i, "nmod:poss") < 0;
}
