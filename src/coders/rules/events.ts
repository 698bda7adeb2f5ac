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
import { storedActor } from "./actors/stored.js";
import { SUSTAINED } from "./actuality/actuality-aspect.js";
import { UNREAL } from "./actuality/stated.js";
import type { CountedFigure } from "./figures/figures.js";
import { freeFigures, takenBy } from "./figures/free-figures.js";
import type { Building } from "./merging/building.js";
import type { Draft } from "./merging/drafts.js";
import type { Cluster } from "./merging/merge.js";
import { widened } from "./merging/scope.js";
import { tokenAt } from "./reading/token-at.js";
import { type View, wordsAt } from "./reading/view.js";
import { casualties } from "./settling/casualties.js";
import { demandsOf } from "./settling/demands.js";
import { labelsOf } from "./settling/labels.js";
import { links } from "./settling/links.js";
import { parts } from "./settling/parts.js";
import { gatherActors } from "./settling/settle-actors.js";
import { settleCrowd } from "./settling/settle-crowd.js";
import { beginning, finestDate, settleDates } from "./settling/settle-dates.js";
import { settleDoers } from "./settling/settle-doers.js";
import { settleFigures } from "./settling/settle-figures.js";
import { settleOrganisers } from "./settling/settle-organisers.js";
import { settleParticipants } from "./settling/settle-participants.js";
import { finestPlace, settlePlaces } from "./settling/settle-places.js";
import { settleResponders } from "./settling/settle-responders.js";
import { settleTargets } from "./settling/settle-targets.js";
import { settleVictims } from "./settling/settle-victims.js";
import { type TimeAt, UNDATED } from "./sites/when.js";
import type { PlaceAt } from "./sites/where.js";
import { attribution, type Voices } from "./voices/attribution.js";

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
          const quote = span(analysis.text, tokens.Start[i]!, tokens.End[i]!);
          out.push({ means, quote });
          view.why?.note(drafts, "means.word", quote, { means });
        }
      }
    }
  }
  return out;
}

/** The actuality of the event: what its strongest telling says. */
function settleActuality(view: View, drafts: readonly Draft[]): Actuality {
  const [value, by] = strongest(drafts);
  if (view.why === null || drafts.length === 1) return value;
  const { first, last } = by.trigger;
  const code = by.actuality === value && leadOf(drafts) === by ? "actuality.lead" : "actuality.other_telling";
  view.why.note(drafts, code, wordsAt(view, first, last), { value });
  return value;
}

function leadOf(drafts: readonly Draft[]): Draft {
  return drafts.find((d) => !d.trigger.case.loose && !d.trigger.case.mention) ?? drafts[0]!;
}

/** The actuality of the event, and the telling that it is taken from. */
function strongest(drafts: readonly Draft[]): [Actuality, Draft] {
  const lead = leadOf(drafts);
  if (!UNREAL.has(lead.actuality)) {
    const lasts = LASTING.has(lead.type) && lead.actuality === "happened" && !overOnItsDay(lead);
    const on = lasts ? drafts.find((d) => d.actuality === "ongoing" && d.type === lead.type) : undefined;
    // "the slain minister": another telling says outright that it took place.
    const outright =
      lead.actuality === "presupposed" && /^(?:VIO|LAW\.DETAIN|REP\.ARREST)/.test(lead.type)
        ? drafts.find(
            (d) => (d.actuality === "happened" || d.actuality === "ongoing") && d.type === lead.type,
          )
        : undefined;
    const by = on ?? outright ?? lead;
    return [by.actuality, by];
  }
  // "the demonstrations had been banned" points back to what was planned; it does not make it happen.
  const real = drafts.find(
    (d) =>
      !UNREAL.has(d.actuality) &&
      (!d.trigger.case.loose || d.date !== null) &&
      !d.definite &&
      d.type === lead.type,
  );
  if (real) return [real.actuality, real];
  const planned = drafts.find((d) => d.actuality === "planned" && !d.trigger.case.mention);
  return planned && (lead.actuality === "hypothetical" || lead.actuality === "called_for")
    ? ["planned", planned]
    : [lead.actuality, lead];
}

/** "staged a 24-hour strike on Wednesday": every later word of the strike, which by itself would go on, is of that day. */
function overOnItsDay({ type, date }: Draft): boolean {
  return SUSTAINED.has(type) && date?.precision === "D";
}

const LASTING = new Set(["PRO.STRIKE", "PRO.WAVE", "PRO.OCCUPY", "PRO.HUNGER"]);

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

const LONG = new Set(["PRO.STRIKE", "PRO.HUNGER", "PRO.WAVE"]);

/** Whether the event is of a kind that lasts, and lasts still. */
const goesOn = (type: string, actuality: Actuality): boolean => actuality === "ongoing" && LONG.has(type);

function confidence(view: View, b: Building): number {
  let value = 0.9;
  const less: string[] = [];
  const take = (part: number, of: string) => {
    value -= part;
    less.push(of);
  };
  if (b.lead.trigger.case.loose) take(0.25, "loose");
  if (b.lead.trigger.case.implied) take(0.15, "implied");
  if (b.date.quote === null) take(0.1, "date");
  if (b.places.length === 0) take(0.1, "place");
  if (b.actors.length === 0) take(0.1, "actor");
  const sum = Math.round(Math.max(0.2, value) * 100) / 100;
  view.why?.note(b, "confidence.sum", null, { value: sum, less: less.join(", ") || "nothing" });
  return sum;
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

/** A record, and what it was built from. */
export type Built = { readonly record: EventRecord; readonly of: Building };

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
  voices: Voices,
): { events: Built[]; links: Link[]; figures: FreeFigure[] } {
  const building: Building[] = [];
  for (const cluster of clusters) {
    const { drafts } = cluster;
    const lead =
      drafts.find((d) => d.type === cluster.type && !d.trigger.case.loose) ??
      drafts.find((d) => d.type === cluster.type) ??
      drafts[0]!;
    const actual = settleActuality(view, drafts);
    const date =
      (goesOn(cluster.type, actual) ? beginning(drafts) : null) ?? finestDate(view, drafts) ?? UNDATED;
    const place = finestPlace(view, drafts);
    const actors = gatherActors(view, drafts, cluster.type);
    const means = meansOf(view, drafts);
    const one = (sites: EventPlace[]): Building => ({
      cluster,
      lead,
      trigger: triggerSpan(view, lead),
      mentions: drafts.filter((d) => d !== lead).map((d) => triggerSpan(view, d)),
      type: cluster.type,
      actuality: actual,
      scope: lead.scope,
      date,
      places: sites,
      actors: [...actors],
      figures: [],
      means: [...means],
    });
    building.push(one(place ? [place] : []));
    const split =
      lead.scope === "event" && place ? (drafts.find((d) => d.split.length > 0)?.split ?? []) : [];
    for (const { place: site, date: day } of split) {
      if (site.quote.start === place!.quote.start) continue;
      const another = one([site]);
      if (day) another.date = day;
      building.push(another);
      view.why?.note(another, "place.joined", site.quote, { name: site.name }, [place!.quote]);
    }
  }
  for (const b of building) {
    const { date } = b;
    if (
      goesOn(b.type, b.actuality) &&
      date.start &&
      date.end &&
      date.precision !== "O" &&
      view.analysis.published &&
      date.end < view.analysis.published
    ) {
      const rough = date.edtf.startsWith(`${date.start}~`) ? "~" : "";
      b.date = {
        ...date,
        edtf: `${date.start}${rough}/..`,
        end: null,
        precision: "O",
        rule: `${date.rule}+ongoing`,
      };
      b.scope = "site_day_series";
      view.why?.note(b, "date.open_end", date.quote);
      view.why?.note(b, "scope.going_on");
    }
    if (b.actuality === "historical" && b.type !== "PRO.WAVE") b.scope = b.lead.scope;
  }
  settleParticipants(view, building);
  settleTargets(view, building);
  settleOrganisers(view, building);
  settleCrowd(view, building);
  settleDoers(view, building);
  settleDates(view, building, times);
  settlePlaces(view, building, places);
  const tolls = casualties(
    view,
    settleFigures(view, building, figures, times),
    building,
    figures,
    voices,
    times,
  );
  settleVictims(view, building);
  settleResponders(view, building);
  const figured = takenBy(
    [...tolls, ...building.flatMap((b) => b.figures), ...figures.map((f) => f.figure)].map((f) => f.quote),
  );
  const free = [...tolls, ...freeFigures(view, figured, voices)].sort(
    (a, b) => a.quote.start - b.quote.start,
  );
  const demands = demandsOf(view, building);
  const contested = labelsOf(view, voices, building);
  const taken = new Set<string>();
  const published = view.analysis.published;
  const records = building.map((b) => {
    const trigger = distinct(view, b.trigger, taken);
    const [actual, date] = untilPublication(b.actuality, b.date, published);
    if (actual !== b.actuality)
      view.why?.note(b, "actuality.after_publication", date.quote, { value: actual });
    if (date !== b.date) view.why?.note(b, "date.to_publication", date.quote);
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
      scope: widened(view, b, date, actual),
      trigger,
      mentions,
      date,
      places: b.places,
      actors: b.actors.map((cast) => storedActor(view, b.type, cast)),
      figures: b.figures,
      demands: demands.get(b) ?? [],
      means: b.means,
      attribution: attribution(view, voices, b.lead.trigger.head, b.lead.trigger),
      contested: contested.get(b) ?? [],
      confidence: confidence(view, b),
    };
    const { drafts } = b.cluster;
    return {
      record,
      of: b,
      sentences: drafts.map((d) => d.trigger.sentence),
      before: drafts.every((d) => d.before),
    };
  });
  return { events: records, links: [...links(records, view.why), ...parts(view, records)], figures: free };
}
