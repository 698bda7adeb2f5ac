/** Makes event records of clustered tellings: settles their date, place, scope and figures, and links responses to protests. */
import type {
  Actuality, EventActor, EventDate, EventPlace, EventRecord, Figure, FreeFigure, Link, Means, MeansUsed, Scope,
} from "../../model/coding.js";
import { overlaps, type Span, span } from "../../model/span.js";
import { UNREAL } from "./actuality.js";
import { attribution } from "./attribution.js";
import { type Draft, isNational } from "./drafts.js";
import type { CountedFigure } from "./figures.js";
import type { Cluster } from "./merge.js";
import { kilometres } from "./merge.js";
import type { View } from "./view.js";
import { closeness, type TimeAt, UNDATED } from "./when.js";
import { asPlace, type PlaceAt } from "./where.js";

/** An event while it is being put together. */
type Building = {
  readonly cluster: Cluster;
  readonly lead: Draft;
  trigger: Span;
  mentions: Span[];
  type: string;
  actuality: Actuality;
  scope: Scope;
  date: EventDate;
  places: EventPlace[];
  actors: EventActor[];
  figures: Figure[];
  means: MeansUsed[];
};

function triggerSpan(view: View, draft: Draft): Span {
  const { tokens, analysis } = view;
  return span(analysis.text, tokens.Start[draft.trigger.first]!, tokens.End[draft.trigger.last - 1]!);
}

const PRECISE = ["D", "R", "W", "M", "Y", "I", "O", "U"];

function finestDate(drafts: readonly Draft[]): EventDate | null {
  let best: Draft | null = null;
  for (const draft of drafts) {
    if (!draft.date) continue;
    const rank = best ? PRECISE.indexOf(draft.date.precision) - PRECISE.indexOf(best.date!.precision) : -1;
    if (rank < 0 || (rank === 0 && draft.dateCost < best!.dateCost)) best = draft;
  }
  return best?.date ?? null;
}

const PLACE_ORDER = ["G0", "G1", "G2", "G3", "G4", "G5", "G6", "G7", "G9"];

function finestPlace(drafts: readonly Draft[]): EventPlace | null {
  let best: EventPlace | null = null;
  for (const draft of drafts) {
    for (const place of draft.places) {
      const worth = (p: EventPlace) => PLACE_ORDER.indexOf(p.precision) + (p.lat === null && p.precision !== "G6" ? 2.5 : 0);
      if (!best || worth(place) < worth(best)) best = place;
    }
  }
  return best;
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
        if ((words.includes(tokens.Lemma[i]!) || words.includes(tokens.Norm[i]!)) && !out.some((m) => m.means === means)) {
          out.push({ means, quote: span(analysis.text, tokens.Start[i]!, tokens.End[i]!) });
        }
      }
    }
  }
  return out;
}

function sameActor(a: EventActor, b: EventActor): boolean {
  return a.role === b.role && (overlaps(a.quote, b.quote) || a.name.toLowerCase().replace(/^(the|a|an) /, "") === b.name.toLowerCase().replace(/^(the|a|an) /, ""));
}

const MOST_ACTORS = 6;
const MOST_IN_A_ROLE = 3;
/** "The protesters", "one demonstrator": words that only point back to those who were named before. */
const POINTING = /^((the|these|those|some|many|other|one|a|an|several|angry)\s+)*(protest[eo]rs?|demonstrators?|marchers?|strikers?|crowds?|rioters?|participants?|mobs?)$/i;
const ONE = /^(one|a|an)\s/i;

function gatherActors(drafts: readonly Draft[], type: string): EventActor[] {
  const out: EventActor[] = [];
  const own = drafts.filter((d) => d.type === type);
  const others = drafts.filter((d) => d.type !== type && (d.trigger.case.loose || d.trigger.case.outcome));
  for (const draft of [...own, ...others]) {
    for (const actor of draft.actors) {
      // Of an outcome only those who suffer it belong to another's event: "the blast killed two women".
      if (draft.type !== type && draft.trigger.case.outcome && actor.role !== "victim") continue;
      if (out.length < 2 * MOST_ACTORS && !out.some((known) => sameActor(known, actor))) out.push(actor);
    }
  }
  const named = (actor: EventActor) => out.some((b) => b !== actor && b.role === actor.role && !POINTING.test(b.name));
  const kept = out.filter((actor, i) => {
    if (actor.role === "participant" && POINTING.test(actor.name)) {
      if (named(actor)) return false;
      if (out.some((b, k) => b.role === "participant" && k !== i && POINTING.test(b.name) && (k < i || ONE.test(actor.name)) && !(k < i && ONE.test(b.name)))) return false;
    }
    // Where people were hurt, the building is no victim.
    if (type === "VIO.ARSON" && actor.role === "victim" && actor.category === "business" && out.some((b) => b.role === "victim" && b.category !== "business")) return false;
    // "police" and "riot police" in one role are one actor told twice: the fuller words stay.
    const bare = actor.name.toLowerCase().replace(/^(the|a|an) /, "");
    return !out.some((b) => b !== actor && b.role === actor.role && b.category === actor.category && b.name.length > actor.name.length && b.name.toLowerCase().endsWith(` ${bare}`));
  });
  const perRole = new Map<string, number>();
  return kept
    .filter((actor) => {
      const n = (perRole.get(actor.role) ?? 0) + 1;
      perRole.set(actor.role, n);
      return n <= MOST_IN_A_ROLE;
    })
    .slice(0, MOST_ACTORS);
}

/** The actuality of the event: what its strongest telling says. */
function settleActuality(drafts: readonly Draft[]): Actuality {
  const lead = drafts.find((d) => !d.trigger.case.loose && !d.trigger.case.mention) ?? drafts[0]!;
  if (!UNREAL.has(lead.actuality)) {
    if (lead.actuality === "happened" && drafts.some((d) => d.actuality === "ongoing" && d.type === lead.type)) {
      return lead.type === "PRO.STRIKE" || lead.type === "PRO.WAVE" || lead.type === "PRO.OCCUPY" || lead.type === "PRO.HUNGER" ? "ongoing" : "happened";
    }
    return lead.actuality;
  }
  const real = drafts.find((d) => !UNREAL.has(d.actuality) && !d.trigger.case.loose && d.type === lead.type);
  return real ? real.actuality : lead.actuality;
}

/** The day that the report as a whole tells of: that of its first dated event. */
function mainDate(building: readonly Building[]): EventDate | null {
  for (const b of building) {
    const family = b.type.slice(0, 3);
    if ((family === "PRO" || family === "VIO" || family === "REP" || b.type.startsWith("LAW")) && b.date.precision === "D" && b.date.quote && !UNREAL.has(b.actuality) && b.actuality !== "historical") {
      return b.date;
    }
  }
  return null;
}

function reportDate(view: View, times: readonly TimeAt[]): EventDate | null {
  // A day named in the opening, not as the time of a statement, dates the opening's events.
  for (const at of times) {
    if (at.sentence > 1) break;
    if (at.time.precision !== "D" || at.time.from === null) continue;
    if (view.analysis.published && at.time.from > view.analysis.published) continue;
    let up = view.tokens.Head[at.head]!;
    while (up >= 0 && !view.verb(up)) up = view.tokens.Head[up]!;
    if (up >= 0 && view.cues.speech!.has(view.tokens.Lemma[up]!)) continue;
    return {
      edtf: at.time.edtf, start: at.time.from, end: at.time.to, precision: "D",
      rule: `${at.time.rule}+opening`, quote: span(view.analysis.text, at.time.start, at.time.end),
    };
  }
  return null;
}

/** A report whose words are of the day itself ("today", "have died") and that names no day tells of its day of publication. */
function breaking(view: View, building: readonly Building[], times: readonly TimeAt[]): EventDate | null {
  const { published, text } = view.analysis;
  if (!published) return null;
  for (const at of times) {
    if (at.time.from === published && at.time.to === published && /^(today|tonight|this)/i.test(text.slice(at.time.start, at.time.end))) {
      return { edtf: published, start: published, end: published, precision: "D", rule: "told on the day", quote: span(text, at.time.start, at.time.end) };
    }
  }
  for (const b of building) {
    for (const d of b.cluster.drafts) {
      if (d.trigger.sentence > 2 || !view.verb(d.trigger.head)) continue;
      const perfect = view.children(d.trigger.head).find((k) => view.is(k, "aux") && (view.tokens.Norm[k] === "have" || view.tokens.Norm[k] === "has" || view.tokens.Norm[k] === "are" || view.tokens.Norm[k] === "is"));
      if (perfect === undefined) continue;
      const quote = span(text, view.tokens.Start[perfect]!, view.tokens.End[d.trigger.head]!);
      return { edtf: published, start: published, end: published, precision: "D", rule: "told on the day", quote };
    }
  }
  return null;
}

const DAYS_WORK = new Set(["PRO.DEMO", "PRO.RIOT", "PRO.COUNTER", "PRO.VIGIL", "PRO.GENSTRIKE"]);

function inherit(date: EventDate, how: string): EventDate {
  return { ...date, rule: `${date.rule}+${how}` };
}

function settleDates(view: View, building: Building[], times: readonly TimeAt[]): void {
  const main = mainDate(building) ?? reportDate(view, times) ?? breaking(view, building, times);
  const bySentence = new Map<number, EventDate>();
  for (const b of building) {
    if (b.date.quote && b.date.precision !== "U" && !UNREAL.has(b.actuality) && b.actuality !== "historical") {
      for (const d of b.cluster.drafts) if (d.date) bySentence.set(d.trigger.sentence, b.date);
    }
  }
  for (const b of building) {
    if (b.date.precision !== "U" || b.date.quote) continue;
    const real = b.actuality === "happened" || b.actuality === "ongoing" || b.actuality === "attempted";
    if (!real) continue;
    const published = view.analysis.published;
    if (b.actuality === "ongoing" && DAYS_WORK.has(b.type) && published) {
      b.date = { edtf: published, start: published, end: published, precision: "D", rule: "ongoing at publication", quote: null };
      continue;
    }
    if (b.actuality === "ongoing") {
      b.date = { edtf: "", start: null, end: null, precision: "O", rule: "ongoing", quote: null };
      continue;
    }
    if (b.scope === "campaign" || b.scope === "habitual") {
      continue;
    }
    if (b.type === "GOV.ELECTION" || b.type === "GOV.REMOVE" || b.type === "POL.CALL") continue;
    const sentences = b.cluster.drafts.map((d) => d.trigger.sentence);
    let found: EventDate | null = null;
    for (const s of sentences) found ??= bySentence.get(s) ?? null;
    if (found && found.precision === "D") {
      b.date = inherit(found, "sentence");
      continue;
    }
    const before = bySentence.get(sentences[0]! - 1);
    if (before?.precision === "D") {
      b.date = inherit(before, "preceding");
      continue;
    }
    if (main) b.date = inherit(main, "report");
  }
}

function country(view: View, places: readonly PlaceAt[]): PlaceAt | null {
  const counts = new Map<string, number>();
  for (const { place } of places) if (place.country) counts.set(place.country, (counts.get(place.country) ?? 0) + (place.use === "place" ? 2 : 1));
  let best: string | null = null;
  for (const [code, n] of counts) if (best === null || n > counts.get(best)!) best = code;
  if (!best) return null;
  const all = places.filter(({ place }) => place.country === best && place.precision === "G6");
  return all.find(({ place }) => place.use === "place") ?? all[0] ?? null;
}

function asCountry(view: View, at: PlaceAt): EventPlace {
  return { ...asPlace(view.analysis.text, at.place), lat: null, lon: null, precision: "G6", role: "site" };
}

function settlePlaces(view: View, building: Building[], places: readonly PlaceAt[]): void {
  const towns = places.filter(({ place }) => place.use === "place" && place.lat !== null && (place.precision === "G1" || place.precision === "G0" || place.precision === "G2"));
  const counts = new Map<string, number>();
  for (const { place } of towns) counts.set(place.name, (counts.get(place.name) ?? 0) + 1);
  const opening = towns.find((t) => t.sentence <= 2);
  const frequent = [...towns].sort((a, b) => counts.get(b.place.name)! - counts.get(a.place.name)!)[0];
  const main = opening ?? frequent ?? null;
  const nation = country(view, places);
  const bySentence = new Map<number, EventPlace>();
  for (const b of building) for (const d of b.cluster.drafts) if (d.places[0] && d.places[0].lat !== null && !bySentence.has(d.trigger.sentence)) bySentence.set(d.trigger.sentence, d.places[0]);
  for (const b of building) {
    const wide = b.scope === "campaign" || b.scope === "aggregate" || b.actuality === "historical" || isNational(b.type);
    if (b.places.length === 0) {
      const sentences = b.cluster.drafts.map((d) => d.trigger.sentence);
      let found: EventPlace | null = null;
      if (!wide) for (const s of sentences) found ??= bySentence.get(s) ?? null;
      if (!wide) for (const s of sentences) found ??= bySentence.get(s - 1) ?? bySentence.get(s - 2) ?? null;
      if (!found && !wide && main) found = asPlace(view.analysis.text, main.place);
      if (!found && nation) found = asCountry(view, nation);
      if (found) b.places = [{ ...found }];
    }
  }
}

/** How well a type suits a kind of figure: 0 = not at all. */
const FITS: Readonly<Record<string, (type: string) => number>> = {
  deaths: (t) =>
    t === "VIO.KILL" || t === "REP.LETHAL" || t === "VIO.ARMED" ? 3
    : t === "VIO.ARSON" || t === "VIO.ATTACK" || t === "VIO.CLASH" ? 2.5
    : t === "PRO.RIOT" || t === "REP.FORCE" || t === "REP.BEAT" ? 1
    : 0,
  injured: (t) =>
    t === "VIO.ARMED" || t === "REP.LETHAL" || t === "VIO.CLASH" || t === "VIO.ATTACK" || t === "REP.BEAT" ? 3
    : t === "PRO.RIOT" || t.startsWith("VIO") ? 2.5
    : t.startsWith("REP") && t !== "REP.ARREST" ? 2
    : 0,
  arrested: (t) => (t === "REP.ARREST" || t === "LAW.DETAIN" ? 5 : 0),
  missing: (t) => (t.startsWith("VIO") ? 2 : 0),
  displaced: (t) => (t.startsWith("VIO") || t === "REP.LETHAL" ? 2 : 0),
  crowd_size: (t) =>
    t === "PRO.DEMO" || t === "PRO.COUNTER" || t === "PRO.VIGIL" ? 3.5
    : t === "PRO.WAVE" ? 2
    : t === "PRO.RIOT" || t === "PRO.GENSTRIKE" || t === "PRO.MIXED" ? 2.5
    : t.startsWith("PRO") ? 3
    : 0,
  event_count: (t) => (t.startsWith("PRO") || t.startsWith("VIO") ? 2 : 0),
};

function attachFigures(view: View, building: Building[], figures: readonly CountedFigure[], times: readonly TimeAt[]): FreeFigure[] {
  const free: FreeFigure[] = [];
  for (const counted of figures) {
    const { figure } = counted;
    const suits = FITS[figure.kind];
    let best: Building | null = null;
    let bestScore = 0;
    for (const b of building) {
      const worth = suits ? suits(b.type) : 0;
      if (worth === 0) continue;
      for (const draft of b.cluster.drafts) {
        const { trigger } = draft;
        const back = counted.sentence - trigger.sentence;
        // Told before its event ("Three people died. … The fire …") a figure reaches ahead less far than back.
        const reach = back === 0 ? 0 : back > 0 ? 3 + Math.min(back, 8) * 0.5 : 5 - Math.max(back, -6);
        let score = worth + 10 - reach;
        if (counted.by >= trigger.first && counted.by < trigger.last) score += 14;
        else if (back === 0 && view.tokens.Head[trigger.head] === counted.by) score += 8;
        else if (back === 0) {
          const near = closeness(view, trigger, counted.token);
          score += near === 0 ? 6 : near === 1 ? 4 : near >= 9 ? 0 : 1;
          score -= Math.min(12, Math.abs(counted.token - trigger.head)) * 0.2;
        }
        if ((figure.kind === "deaths" || figure.kind === "injured") && b.cluster.drafts.some((d) => d.trigger.case.outcome)) score += 4;
        if (UNREAL.has(b.actuality)) score -= 5;
        if (b.actuality === "historical" && back > 0) score -= 5;
        if (score > bestScore) {
          bestScore = score;
          best = b;
        }
      }
    }
    if (best && !(figure.kind === "crowd_size" && bestScore < 8) && !(figure.kind === "event_count" && bestScore < 20)) {
      const period = best.date.precision === "O" || best.date.precision === "I" || best.scope === "campaign";
      const since = times.some((at) => at.sentence === counted.sentence && at.time.precision === "O");
      const toll = figure.kind !== "crowd_size" && figure.kind !== "event_count" && (period || since);
      if (toll && best.date.precision === "D" && best.scope === "event" && since) free.push({ ...figure, stock: true, population: figure.group });
      else if (!best.figures.some((f) => f.quote.start === figure.quote.start)) best.figures.push({ ...figure, stock: toll });
    } else if (figure.kind !== "crowd_size" && figure.kind !== "event_count") {
      free.push({ ...figure, stock: true, population: figure.group });
    }
  }
  // Durations of sustained action: "a 24-hour strike", "two weeks of protests".
  for (const at of times) {
    if (at.time.type !== "DURATION" || at.time.days === null) continue;
    for (const b of building) {
      const lasting = b.type.startsWith("PRO") || (b.type === "VIO.ARMED" && b.scope !== "event");
      if (!lasting) continue;
      const draft = b.cluster.drafts.find((d) => d.trigger.sentence === at.sentence && closeness(view, d.trigger, at.head) <= 1 && Math.abs(d.trigger.head - at.head) < 9);
      if (!draft || b.figures.some((f) => f.kind === "duration_days")) continue;
      b.figures.push({
        kind: "duration_days", low: at.time.days, high: at.time.days, point: at.time.days, hedge: null, stock: false,
        group: null, said_by: null, quote: span(view.analysis.text, at.time.start, at.time.end),
      });
      break;
    }
  }
  return free;
}

const RESPONDED = ["PRO.RIOT", "PRO.DEMO", "PRO.OCCUPY", "PRO.BLOCK", "PRO.STRIKE", "PRO.GENSTRIKE", "PRO.WAVE", "PRO.MIXED", "PRO.VIGIL", "PRO.HUNGER", "PRO.COUNTER"];

function links(records: readonly { record: EventRecord; sentences: readonly number[] }[]): Link[] {
  const out: Link[] = [];
  for (const { record, sentences } of records) {
    const family = record.type.slice(0, 3);
    if (family !== "REP" && record.type !== "GOV.CONCEDE" && record.type !== "MIL.DEPLOY") continue;
    let best: EventRecord | null = null;
    let bestScore = 0;
    for (const other of records) {
      const rank = RESPONDED.indexOf(other.record.type);
      if (rank < 0) continue;
      let gap = 99;
      for (const a of sentences) for (const b of other.sentences) gap = Math.min(gap, Math.abs(a - b));
      if (gap > 6) continue;
      const a = record.date;
      const b = other.record.date;
      if (a.end && b.start && a.end < b.start) continue;
      if (a.start && b.end && b.end < a.start) continue;
      const here = record.places[0];
      const there = other.record.places[0];
      if (here && there) {
        const km = kilometres(here, there);
        if (km !== null && km > 60) continue;
      }
      const score = 20 - gap * 2 - rank * 0.3;
      if (score > bestScore) {
        bestScore = score;
        best = other.record;
      }
    }
    if (best) out.push({ from: record.id, to: best.id, relation: "state_response_to", basis: "inferred", quote: null });
  }
  return out;
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
  let i = 0;
  while (i < tokens.length && tokens.End[i]! <= wanted.end) i++;
  while (taken.has(`${result.start}-${result.end}`)) {
    if (i < tokens.length && tokens.Start[i]! - wanted.end < 120) {
      result = span(analysis.text, wanted.start, tokens.End[i]!);
      i++;
    } else {
      let k = 0;
      while (k < tokens.length && tokens.Start[k]! < result.start) k++;
      if (k === 0) throw new Error("two events cannot be told apart by their triggers");
      result = span(analysis.text, tokens.Start[k - 1]!, result.end);
    }
  }
  taken.add(`${result.start}-${result.end}`);
  return result;
}

export function build(
  view: View, reportId: string, clusters: readonly Cluster[], times: readonly TimeAt[], places: readonly PlaceAt[], figures: readonly CountedFigure[],
): { events: EventRecord[]; links: Link[]; figures: FreeFigure[] } {
  const building: Building[] = [];
  for (const cluster of clusters) {
    const { drafts } = cluster;
    const lead = drafts.find((d) => d.type === cluster.type && !d.trigger.case.loose) ?? drafts.find((d) => d.type === cluster.type) ?? drafts[0]!;
    const actual = settleActuality(drafts);
    const place = finestPlace(drafts);
    const one = (sites: EventPlace[]): Building => ({
      cluster, lead, trigger: triggerSpan(view, lead), mentions: drafts.filter((d) => d !== lead).map((d) => triggerSpan(view, d)),
      type: cluster.type, actuality: actual, scope: lead.scope, date: finestDate(drafts) ?? UNDATED, places: sites,
      actors: gatherActors(drafts, cluster.type),
      figures: [], means: meansOf(view, drafts),
    });
    building.push(one(place ? [place] : []));
    const split = lead.scope === "event" && place ? (drafts.find((d) => d.split.length > 0)?.split ?? []) : [];
    for (const site of split) if (site.quote.start !== place!.quote.start) building.push(one([site]));
  }
  for (const b of building) {
    const { date } = b;
    const sustained = b.type === "PRO.STRIKE" || b.type === "PRO.HUNGER" || b.type === "PRO.WAVE";
    if (b.actuality === "ongoing" && sustained && date.start && date.end && date.precision !== "O" && view.analysis.published && date.end < view.analysis.published) {
      b.date = { ...date, edtf: `${date.start}/..`, end: null, precision: "O", rule: `${date.rule}+ongoing` };
      b.scope = "site_day_series";
    }
    if (b.actuality === "historical" && b.type !== "PRO.WAVE") b.scope = b.lead.scope;
  }
  settleDates(view, building, times);
  settlePlaces(view, building, places);
  const free = attachFigures(view, building, figures, times);
  const taken = new Set<string>();
  const published = view.analysis.published;
  const records = building.map((b) => {
    const trigger = distinct(view, b.trigger, taken);
    let actual = b.actuality;
    if (published && b.date.start && b.date.start > published && (actual === "happened" || actual === "ongoing")) actual = "planned";
    const seen = new Set<string>([`${trigger.start}-${trigger.end}`]);
    const mentions = b.mentions.filter((m) => {
      const key = `${m.start}-${m.end}`;
      if (seen.has(key)) return false;
      seen.add(key);
      return true;
    });
    const record: EventRecord = {
      id: `${reportId}:${trigger.start}-${trigger.end}`,
      type: b.type, actuality: actual, scope: b.scope, trigger, mentions, date: b.date, places: b.places, actors: b.actors,
      figures: b.figures, demands: [], means: b.means, attribution: attribution(view, b.lead.trigger), contested: [], confidence: confidence(b),
    };
    return { record, sentences: b.cluster.drafts.map((d) => d.trigger.sentence) };
  });
  return { events: records.map((r) => r.record), links: links(records), figures: free };
}
