/** Makes event records of clustered tellings. */
import type {
  Actuality,
  EventDate,
  EventPlace,
  EventRecord,
  FreeFigure,
  Link,
  Means,
  MeansUsed,
} from "../../model/coding.js";
import { type Span, span } from "../../model/span.js";
import { UNREAL } from "./actuality.js";
import { attribution } from "./attribution.js";
import type { Building } from "./building.js";
import { demandsOf } from "./demands.js";
import type { Draft } from "./drafts.js";
import { type CountedFigure, tokenAt } from "./figures.js";
import { links } from "./links.js";
import type { Cluster } from "./merge.js";
import { gatherActors } from "./settle-actors.js";
import { finestDate, settleDates } from "./settle-dates.js";
import { settleFigures } from "./settle-figures.js";
import { finestPlace, settlePlaces } from "./settle-places.js";
import type { View } from "./view.js";
import { type TimeAt, UNDATED } from "./when.js";
import type { PlaceAt } from "./where.js";

function triggerSpan(view: View, draft: Draft): Span {
  const { tokens, analysis } = view;
  return span(analysis.text, tokens.Start[draft.trigger.first]!, tokens.End[draft.trigger.last - 1]!);
}

const MEANS_WORDS: readonly [Means, readonly string[]][] = [
  ["tear_gas", ["teargas", "gas"]],
  ["water_cannon", ["cannon"]],
  ["pellets", ["rubber", "pellet"]],
  ["stun_grenades", ["stun", "flash-bang"]],
  ["live_ammunition", ["live", "shoot", "gun", "gunfire", "firing"]],
  ["batons", ["baton", "baton-charge", "lathi", "truncheon", "club"]],
  ["explosives", ["bomb", "bombing", "explosive", "grenade", "ied"]],
  ["fire", ["torch", "arson", "ablaze", "firebomb", "molotov", "petrol"]],
  ["stones", ["stone", "rock", "brick"]],
];

function meansOf(view: View, drafts: readonly Draft[]): MeansUsed[] {
  const out: MeansUsed[] = [];
  const { tokens, analysis } = view;
  for (const draft of drafts) {
    for (let i = draft.trigger.first; i < draft.trigger.last; i++) {
      for (const [means, words] of MEANS_WORDS) {
        if (
          (words.includes(tokens.Lemma[i]!) || words.includes(tokens.Norm[i]!)) &&
          !out.some((m) => m.means === means)
        ) {
          out.push({ means, quote: span(analysis.text, tokens.Start[i]!, tokens.End[i]!) });
        }
      }
    }
  }
  return out;
}

/** The actuality of the event: what its strongest telling says. */
function settleActuality(drafts: readonly Draft[]): Actuality {
  const lead = drafts.find((d) => !d.trigger.case.loose && !d.trigger.case.mention) ?? drafts[0]!;
  if (!UNREAL.has(lead.actuality)) {
    if (
      lead.actuality === "happened" &&
      drafts.some((d) => d.actuality === "ongoing" && d.type === lead.type)
    ) {
      return lead.type === "PRO.STRIKE" ||
        lead.type === "PRO.WAVE" ||
        lead.type === "PRO.OCCUPY" ||
        lead.type === "PRO.HUNGER"
        ? "ongoing"
        : "happened";
    }
    return lead.actuality;
  }
  // "the demonstrations had been banned" points back to what was planned; it does not make it happen.
  const real = drafts.find(
    (d) =>
      !UNREAL.has(d.actuality) &&
      (!d.trigger.case.loose || d.date !== null) &&
      !d.definite &&
      d.type === lead.type,
  );
  if (real) return real.actuality;
  const planned = drafts.some((d) => d.actuality === "planned" && !d.trigger.case.mention);
  return planned && (lead.actuality === "hypothetical" || lead.actuality === "called_for")
    ? "planned"
    : lead.actuality;
}

/** What lies wholly after publication is to come; what had come about by then is dated no further than publication. */
function untilPublication(
  actual: Actuality,
  date: EventDate,
  published: string | null,
): [Actuality, EventDate] {
  const told =
    actual === "happened" || actual === "ongoing" || actual === "attempted" || actual === "historical";
  if (!published || !told) return [actual, date];
  if (date.start && date.start > published) return ["planned", date];
  if (actual === "ongoing" || !date.end || date.end <= published) return [actual, date];
  const start = date.start;
  return [
    actual,
    { ...date, end: published, edtf: `${start ?? ".."}/${published}`, rule: `${date.rule}+to publication` },
  ];
}

function confidence(b: Building): number {
  let value = 0.9;
  if (b.lead.trigger.case.loose) value -= 0.25;
  if (b.lead.trigger.case.implied) value -= 0.15;
  if (b.date.quote === null) value -= 0.1;
  if (b.places.length === 0) value -= 0.1;
  if (b.actors.length === 0) value -= 0.1;
  return Math.round(Math.max(0.2, value) * 100) / 100;
}

/** Trigger spans must differ between events, since they name them: a second event told by the same words takes a few more. */
function distinct(view: View, wanted: Span, taken: Set<string>): Span {
  const { analysis, tokens } = view;
  let result = wanted;
  let i = tokenAt(view, wanted.end - 1) + 1;
  while (taken.has(`${result.start}-${result.end}`)) {
    if (i < tokens.length && tokens.Start[i]! - wanted.end < 120) {
      result = span(analysis.text, wanted.start, tokens.End[i]!);
      i++;
    } else {
      const k = tokenAt(view, result.start);
      if (k === 0) throw new Error("two events cannot be told apart by their triggers");
      result = span(analysis.text, tokens.Start[k - 1]!, result.end);
    }
  }
  taken.add(`${result.start}-${result.end}`);
  return result;
}

/**
 * Builds the records of a report from its clusters: one a cluster, more where one telling names several sites.
 * Links are inferred; figures that belong to no event are returned apart.
 */
export function build(
  view: View,
  reportId: string,
  clusters: readonly Cluster[],
  times: readonly TimeAt[],
  places: readonly PlaceAt[],
  figures: readonly CountedFigure[],
): { events: EventRecord[]; links: Link[]; figures: FreeFigure[] } {
  const building: Building[] = [];
  for (const cluster of clusters) {
    const { drafts } = cluster;
    const lead =
      drafts.find((d) => d.type === cluster.type && !d.trigger.case.loose) ??
      drafts.find((d) => d.type === cluster.type) ??
      drafts[0]!;
    const actual = settleActuality(drafts);
    const place = finestPlace(drafts);
    const one = (sites: EventPlace[]): Building => ({
      cluster,
      lead,
      trigger: triggerSpan(view, lead),
      mentions: drafts.filter((d) => d !== lead).map((d) => triggerSpan(view, d)),
      type: cluster.type,
      actuality: actual,
      scope: lead.scope,
      date: finestDate(drafts) ?? UNDATED,
      places: sites,
      actors: gatherActors(drafts, cluster.type),
      figures: [],
      means: meansOf(view, drafts),
    });
    building.push(one(place ? [place] : []));
    const split =
      lead.scope === "event" && place ? (drafts.find((d) => d.split.length > 0)?.split ?? []) : [];
    for (const site of split) if (site.quote.start !== place!.quote.start) building.push(one([site]));
  }
  for (const b of building) {
    const { date } = b;
    const sustained = b.type === "PRO.STRIKE" || b.type === "PRO.HUNGER" || b.type === "PRO.WAVE";
    if (
      b.actuality === "ongoing" &&
      sustained &&
      date.start &&
      date.end &&
      date.precision !== "O" &&
      view.analysis.published &&
      date.end < view.analysis.published
    ) {
      b.date = { ...date, edtf: `${date.start}/..`, end: null, precision: "O", rule: `${date.rule}+ongoing` };
      b.scope = "site_day_series";
    }
    if (b.actuality === "historical" && b.type !== "PRO.WAVE") b.scope = b.lead.scope;
  }
  settleDates(view, building, times);
  settlePlaces(view, building, places);
  const free = settleFigures(view, building, figures, times);
  const demands = demandsOf(view, building);
  const taken = new Set<string>();
  const published = view.analysis.published;
  const records = building.map((b) => {
    const trigger = distinct(view, b.trigger, taken);
    const [actual, date] = untilPublication(b.actuality, b.date, published);
    const seen = new Set<string>([`${trigger.start}-${trigger.end}`]);
    const mentions = b.mentions.filter((m) => {
      const key = `${m.start}-${m.end}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
    const record: EventRecord = {
      id: `${reportId}:${trigger.start}-${trigger.end}`,
      type: b.type,
      actuality: actual,
      scope: b.scope,
      trigger,
      mentions,
      date,
      places: b.places,
      actors: b.actors,
      figures: b.figures,
      demands: demands.get(b) ?? [],
      means: b.means,
      attribution: attribution(view, b.lead.trigger.head),
      contested: [],
      confidence: confidence(b),
    };
    return { record, sentences: b.cluster.drafts.map((d) => d.trigger.sentence) };
  });
  return { events: records.map((r) => r.record), links: links(records), figures: free };
}
