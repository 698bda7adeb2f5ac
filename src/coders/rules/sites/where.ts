/** Which place of a report is the site of an event: never a participant's origin, never a default capital. */
import type { EventPlace } from "../../../model/coding.js";
import { span } from "../../../model/span.js";
import { inMixedCase } from "../../../model/title.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import type { Place } from "../../../text/analysis.js";
import { headFrom } from "../reading/token-at.js";
import type { View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";
import { nearness } from "./when.js";

export type PlaceAt = {
  readonly place: Place;
  readonly head: number;
  readonly sentence: number;
  /** It stands in a dateline or other furniture: where the report was filed, which need not be where its events took place. */
  readonly filed: boolean;
};

export function locatePlaces(view: View): PlaceAt[] {
  const { tokens, analysis } = view;
  const out: PlaceAt[] = [];
  let i = 0;
  for (const place of [...analysis.places].sort((a, b) => a.start - b.start)) {
    while (i > 0 && tokens.Start[i - 1]! >= place.start) i--;
    while (i < tokens.length && tokens.End[i]! <= place.start) i++;
    const head = headFrom(view, i, place);
    const filed = analysis.noise.some((n) => n.start < place.end && place.start < n.end);
    if (head < tokens.length) out.push({ place, head, sentence: tokens.Sentence[head]!, filed });
  }
  return out;
}

const COARSE = new Set(["G5", "G6", "G7", "G9"]);

export function asPlace(text: string, place: Place): EventPlace {
  const pointless = COARSE.has(place.precision);
  return {
    // Datelines stand in capitals; a name that the gazetteer knows is told as it is written elsewhere.
    name: place.proper ?? (place.geonameId === null ? place.name : inMixedCase(place.name)),
    role: "site",
    country: place.country,
    admin1: place.admin1,
    admin2: place.admin2,
    lat: pointless ? null : place.lat,
    lon: pointless ? null : place.lon,
    precision: place.precision,
    geonameId: place.geonameId,
    quote: span(text, place.start, place.end),
  };
}

const FINE: Readonly<Record<string, number>> = {
  G0: 0,
  G1: 1,
  G2: 2,
  G3: 4,
  G4: 5,
  G5: 8,
  G6: 9,
  G7: 14,
  G9: 16,
};
const SITE = new Set([
  "in",
  "at",
  "near",
  "outside",
  "on",
  "across",
  "around",
  "through",
  "throughout",
  "along",
  "inside",
  "opposite",
  "beside",
  "by",
  "between",
  "over",
  "within",
  "into",
  "to",
  "toward",
  "towards",
  "upon",
  "off",
  "behind",
  "of",
  "front",
]);

/** Names of people or bodies, not sites: "Peruvians", "Washington said", "Bank of America". */
function namesSite(at: PlaceAt): boolean {
  return at.place.use === "place";
}

/** "… and the town of Tema, where a depot was burnt": "where" speaks of the last place before it. */
export function whereAfter(view: View, at: PlaceAt, trigger: Trigger): boolean {
  const { tokens } = view;
  if (at.place.start >= tokens.Start[trigger.first]!) return false;
  let where = -1;
  for (let i = trigger.first - 1; i > at.head && where < 0; i--) if (tokens.Norm[i] === "where") where = i;
  return where > 0 && where - at.head <= 3;
}

/** The preposition of a place, also where the parse ties it to the first word of a long name. */
function leading(view: View, at: PlaceAt): string | null {
  const { tokens } = view;
  const own = view.preposition(at.head);
  if (own !== null) return own;
  for (let i = at.head - 1; i >= 0 && tokens.Start[i]! >= at.place.start; i--) {
    const before = view.preposition(i);
    if (before !== null) return before;
  }
  return null;
}

/** Why a place of the sentence is not the site of a trigger; null where it may be. */
function notSite(view: View, trigger: Trigger, at: PlaceAt): ReasonCode | null {
  const { tokens, analysis } = view;
  if (at.filed) return "place.filed";
  if (!namesSite(at)) return "place.use";
  const preposition = leading(view, at);
  if (preposition !== null && NO_SITE.has(preposition)) return "place.preposition";
  // "US-backed", "US troops", "the Supreme Court ruled": a name that only qualifies or acts is no site.
  if (analysis.text[at.place.end] === "-") return "place.hyphen";
  const up = tokens.Head[at.head]!;
  const qualifies = view.is(at.head, "compound") || view.is(at.head, "amod") || view.is(at.head, "nmod:poss");
  const ofOther = qualifies && up >= 0 && !(up >= trigger.first && up < trigger.last);
  if (preposition === null && ofOther && view.classOf(up)?.person) return "place.describes";
  // "bombs against U.S. properties", "British tourists": a country before a noun says whose it is; "the Syria border" is there.
  if (ofOther && at.place.precision === "G6" && !view.cues.withinCountries!.has(tokens.Lemma[up]!))
    return "place.describes";
  if (preposition === null && view.is(at.head, "nsubj") && view.classOf(at.head)?.person)
    return "place.subject";
  return null;
}

const ARTICLES = new Set(["a", "an", "the"]);
/** So many words an apposition has before the place in it. */
const APPOSED = 8;

/** "in Tema, a port near Accra": the second place only says where the first is. */
function describesAnother(view: View, at: PlaceAt, places: readonly PlaceAt[]): boolean {
  const { tokens } = view;
  let i = at.head;
  for (let hop = 0; hop < APPOSED && i > 1 && tokens.Norm[i] !== ","; hop++, i--)
    if (view.verb(i)) return false;
  if (tokens.Norm[i] !== "," || !ARTICLES.has(tokens.Norm[i + 1]!) || tokens.Start[i + 1]! >= at.place.start)
    return false;
  const before = tokens.End[i - 1]!;
  return places.some((other) => other !== at && other.place.use === "place" && other.place.end === before);
}

/** What a place of the clause above costs more than one of the trigger's own clause. */
const UPPER = 10;

/** The nearest verb from a token upwards, itself included; -1 where there is none. */
function verbAt(view: View, i: number): number {
  for (let hop = 0; i >= 0 && hop < 20; i = view.tokens.Head[i]!, hop++) if (view.verb(i)) return i;
  return -1;
}

/** "Protesters threw stones in Lima as the rioting spread to Trujillo": Lima is the site of the stones. */
function ofUpperClause(view: View, trigger: Trigger, at: PlaceAt): boolean {
  const [own, theirs] = [verbAt(view, trigger.head), verbAt(view, at.head)];
  if (own < 0 || theirs < 0 || own === theirs || !view.is(own, "advcl")) return false;
  return view.child(own, "nsubj") >= 0 && verbAt(view, view.tokens.Head[own]!) === theirs;
}

const NO_SITE = new Set(["from", "with", "against", "like", "about"]);

/** The places that stand in the trigger's own sentence and belong to it, best first. */
export function ownPlaces(view: View, trigger: Trigger, places: readonly PlaceAt[]): PlaceAt[] {
  const { tokens, why } = view;
  const scored: { at: PlaceAt; cost: number }[] = [];
  for (const at of places) {
    if (at.sentence !== trigger.sentence) continue;
    const no = notSite(view, trigger, at) ?? (describesAnother(view, at, places) ? "place.describes" : null);
    const near = no === null ? nearness(view, trigger, at.head) : 9;
    const preposition = leading(view, at);
    if (near >= 9) {
      const given = { preposition: preposition ?? "", use: at.place.use };
      why?.note(trigger, no ?? "place.saying", at.place, given);
      continue;
    }
    const deprel = tokens.Deprel[at.head]!;
    let cost =
      near * 10 +
      Math.min(30, Math.abs(at.head - trigger.head)) * 0.6 +
      (FINE[at.place.precision] ?? 9) * 1.2;
    if (preposition === null || !SITE.has(preposition))
      cost += deprel === "compound" || deprel === "nmod:poss" ? 4 : 10;
    if (whereAfter(view, at, trigger)) cost -= 25;
    if (ofUpperClause(view, trigger, at)) cost += UPPER;
    if (at.place.lat === null && !COARSE.has(at.place.precision)) cost += 5;
    if (deprel === "nsubj" && near > 0) cost += 6;
    if (cost < 75) scored.push({ at, cost });
    else why?.note(trigger, "place.far", at.place);
  }
  const own = scored.sort((a, b) => a.cost - b.cost || a.at.head - b.at.head).map((s) => s.at);
  if (why) for (const at of own) why.note(trigger, at === own[0] ? "place.own" : "place.farther", at.place);
  return own;
}
