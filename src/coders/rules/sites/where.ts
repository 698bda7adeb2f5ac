/** Which place of a report is the site of an event: never a participant's origin, never a default capital. */
import type { EventPlace } from "../../../model/coding.js";
import { span } from "../../../model/span.js";
import { inMixedCase } from "../../../model/title.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import type { Place } from "../../../text/analysis.js";
import { headFrom } from "../reading/token-at.js";
import type { View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";
import { underDeed } from "./of-others.js";
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
  if (preposition !== null && NO_SITE.has(preposition) && !takenFrom(view, trigger, at, preposition))
    return "place.preposition";
  // "US-backed", "US troops", "the Supreme Court ruled": a name that only qualifies or acts is no site.
  if (analysis.text[at.place.end] === "-") return "place.hyphen";
  const up = tokens.Head[at.head]!;
  const qualifies = view.is(at.head, "compound") || view.is(at.head, "amod") || view.is(at.head, "nmod:poss");
  // "in Nigeria's northern Zamfara state": the word for what kind of place it is belongs to the name.
  const unit = view.is(at.head, "compound") && AROUND.has(tokens.Lemma[up]!);
  const qualifiesOther = qualifies && up >= 0 && !unit && !(up >= trigger.first && up < trigger.last);
  if (preposition === null && qualifiesOther && view.classOf(up)?.person) return "place.describes";
  // "the Kerala government", "the government of Kerala"
  const bodys = (preposition === null && qualifiesOther) || (preposition === "of" && up >= 0);
  if (
    bodys &&
    (at.place.precision === "G4" || at.place.precision === "G6") &&
    AT_HOME.has(view.classOf(up)?.category ?? "")
  )
    return "place.describes";
  // "bombs against U.S. properties", "British tourists": a country before a noun says whose it is; "the Syria border" is there.
  if (qualifiesOther && at.place.precision === "G6" && !view.cues.withinCountries!.has(tokens.Lemma[up]!))
    return "place.describes";
  if (preposition === null && view.is(at.head, "nsubj") && view.classOf(at.head)?.person)
    return "place.subject";
  // "a suit by the justice ministry": who brings it, not where.
  const elsewhere = up >= 0 && !(up >= trigger.first && up < trigger.last);
  if (preposition === "by" && elsewhere && view.classOf(at.head)?.person) return "place.subject";
  // "Italy grew critical after a student was killed": the country acts, and the killing has its own clause.
  if (
    preposition === null &&
    at.place.precision === "G6" &&
    view.is(at.head, "nsubj") &&
    inClauseUnder(view, trigger.head, tokens.Head[at.head]!)
  )
    return "place.subject";
  // "a first in Europe", "the peoples of Europe": a continent is no site but for what goes on all over it.
  if (at.place.precision === "G7" && !OVER.has(preposition ?? "")) return "place.preposition";
  if (preposition !== null && GOALS.has(preposition) && goalOfOther(view, trigger, at.head))
    return "place.goal";
  return null;
}

/** Acts that take somebody from where they are: there it happens. */
const TAKING = /^(?:LAW\.DETAIN|LAW\.RELEASE|REP\.ARREST|VIO\.ABDUCT|MIL\.WITHDRAW)$/;

/** "picked up from his house in Kano", "withdraws its troops from Mali"; not "arrested a man from Kano". */
function takenFrom(view: View, { type, head }: Trigger, at: PlaceAt, preposition: string): boolean {
  if (preposition !== "from" || !TAKING.test(type)) return false;
  const { tokens } = view;
  const up = tokens.Head[at.head]!;
  if (up === head) return true;
  // "withdraw its troops from Mali", "detained by the police from Tema": the parse ties it to the noun between.
  return (
    up > head &&
    tokens.Head[up] === head &&
    view.verb(head) &&
    (type === "MIL.WITHDRAW" || (view.passive(head) && view.is(up, "obl:agent")))
  );
}

/** So many steps up to the clause that a word stands in. */
const CLAUSE_UP = 6;

/** A token stands in a clause with a subject of its own, under a predicate. */
function inClauseUnder(view: View, token: number, predicate: number): boolean {
  let i = token;
  for (let hop = 0; hop < CLAUSE_UP && i >= 0; hop++) {
    const up = view.tokens.Head[i]!;
    if (up === predicate) return view.is(i, "advcl") && view.child(i, "nsubj") >= 0;
    i = up;
  }
  return false;
}

const OVER = new Set(["in", "across", "throughout", "around", "over"]);
const GOALS = new Set(["to", "toward", "towards", "into"]);

/**
 * "arrested while they were heading to Ayod", "a plan to hand the islands over to Saudi Arabia": where somebody goes, or what is
 * handed over to whom, in another clause than the trigger's, or in one below it.
 */
function goalOfOther(view: View, { type, head, first, last }: Trigger, place: number): boolean {
  const { tokens } = view;
  const over = tokens.Head[place]!;
  if (over < 0) return false;
  // "kept from proceeding to Ayod": where they would have gone.
  if (over >= first && over < last) return over > head && /^REP\.RESTRICT|^LAW/.test(type) && view.verb(over);
  const inside = (i: number) => i >= first && i < last;
  const lemma = tokens.Lemma[over]!;
  if (!view.verb(over)) return view.noun(over) && !WAYS.test(lemma);
  // "roads leading to the mine"
  if (lemma === "lead") return false;
  // Below the trigger, unless beside it: "gathered and marched to the palace".
  for (let i = over, hop = 0; i >= 0 && hop < 12; i = tokens.Head[i]!, hop++) {
    if (inside(i)) return true;
    if (view.is(i, "conj") || view.is(i, "parataxis")) break;
  }
  // "flew to Singapore as the nation awaited his resignation"
  const own = verbAt(view, head);
  return own >= 0 && own !== over && view.is(own, "advcl") && view.child(own, "nsubj") >= 0;
}

/** "a march to the palace", "the road to the mine" */
const WAYS = /^(?:march|visit|route|road|way|procession|rally|deployment|access|entrance)/;

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

/** "a curfew in Lahore in Punjab", "Lahore, Punjab": the second only says where the first is. */
function aroundAnother(view: View, at: PlaceAt, places: readonly PlaceAt[]): boolean {
  const { tokens } = view;
  let i = at.head;
  while (i > 0 && tokens.Start[i - 1]! >= at.place.start) i--;
  let joint = "";
  for (let hop = 0; hop < APPOSED && i > 0; hop++) {
    i--;
    const before = places.find((other) => other.place.end === tokens.End[i] && other !== at);
    if (before)
      return (
        joint !== "" &&
        before.place.use === "place" &&
        !before.filed &&
        before.place.country === at.place.country &&
        (FINE[before.place.precision] ?? 9) < (FINE[at.place.precision] ?? 9) + (joint === "in" ? 1 : 0)
      );
    const word = tokens.Norm[i]!;
    if (word === "in" || word === "," || word === "of") joint = word;
    else if (!AROUND.has(word) && !ARTICLES.has(word)) return false;
  }
  return false;
}

const AROUND = new Set(
  "town city village district province state region area county northern southern eastern western central".split(
    " ",
  ),
);

/** Prepositions that tie a place to the word right before them, whatever the parse says. */
const TIES = new Set(["in", "at", "near", "outside"]);

/** "an ambush in Cotabato hours later": nothing but a preposition and an article stands between. */
function rightBehind(view: View, { last }: Trigger, at: PlaceAt): boolean {
  const { tokens } = view;
  if (!TIES.has(tokens.Norm[last] ?? "") || tokens.Sentence[last] !== at.sentence) return false;
  const first = ARTICLES.has(tokens.Norm[last + 1] ?? "") ? last + 2 : last + 1;
  return tokens.Start[first] === at.place.start;
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

/** Bodies of a state that act at home. */
export const AT_HOME = new Set(["state_security", "judiciary", "government", "legislature"]);

/** "a Belgian court", "Kerala police": the country or province whose body acts; null where none does. */
function jurisdiction(view: View, trigger: Trigger, places: readonly PlaceAt[]): PlaceAt | null {
  if (places.length === 0) return null;
  for (const agent of view.agents(trigger.head)) {
    if (!AT_HOME.has(view.classOf(agent)?.category ?? "")) continue;
    const [first] = view.phrase(agent);
    for (const at of places) {
      if (at.sentence !== trigger.sentence || at.head < first || at.head >= agent) continue;
      const { use, precision, country } = at.place;
      if (country !== null && use !== "in_name" && (precision === "G6" || precision === "G4")) return at;
    }
  }
  return null;
}

/** In another province than a town. */
const outsideProvince = ({ place }: PlaceAt, { place: town }: PlaceAt): boolean =>
  place.admin1 !== null && town.admin1 !== null && place.admin1 !== town.admin1;

function outside({ place }: PlaceAt, { place: home }: PlaceAt): boolean {
  if (place.country !== home.country) return place.country !== null;
  return home.precision === "G4" && place.admin1 !== null && place.admin1 !== home.admin1;
}

/** Where an act may be of which the sentence also tells: "dispersed the crowd at the rally in Lima". */
const BESIDE = new Set(["in", "at", "during", "amid", "near", "outside", "on", "from"]);

/** "charged over the Paris attacks", "the Lyon bombing trial": the place is where the other event was. */
function ofOther(view: View, trigger: Trigger, at: PlaceAt, others: readonly Trigger[]): boolean {
  const { tokens, cues } = view;
  // Under a noun for an event that is no trigger here: "the Berlin shooting".
  const up = tokens.Head[at.head]!;
  const lemma = up >= 0 && !(up >= trigger.first && up < trigger.last) ? tokens.Lemma[up]! : "";
  if (cues.crimes!.has(lemma) || cues.eventNouns!.has(lemma))
    return view.noun(up) && !BESIDE.has(view.preposition(up) ?? "");
  return others.some((other) => {
    if (!view.noun(other.head) || (other.first < trigger.last && trigger.first < other.last)) return false;
    const before =
      at.place.end <= tokens.Start[other.first]! && tokens.Start[other.first]! <= at.place.end + 2;
    if (!before && nearness(view, other, at.head) > 0) return false;
    // A trigger inside the phrase of the other is at its place: "the march and rally in Lima".
    if (nearness(view, other, trigger.head) === 0) return false;
    return !BESIDE.has(view.preposition(other.head) ?? "");
  });
}

const NO_SITE = new Set(["from", "with", "against", "like", "about"]);

/** The places that stand in the trigger's own sentence and belong to it, best first. */
export function ownPlaces(
  view: View,
  trigger: Trigger,
  places: readonly PlaceAt[],
  others: readonly Trigger[],
  base: PlaceAt | null,
): PlaceAt[] {
  const { tokens, why } = view;
  const home = jurisdiction(view, trigger, places);
  const from = home ?? base;
  // "MUMBAI: students marched after the killings in Surat": where people answer to is not where they protest.
  const answers = trigger.type.startsWith("PRO") && base !== null && base.place.precision === "G1";
  let abroad = false;
  const scored: { at: PlaceAt; cost: number }[] = [];
  for (const at of places) {
    if (at.sentence !== trigger.sentence) continue;
    const no =
      notSite(view, trigger, at) ??
      (describesAnother(view, at, places) || aroundAnother(view, at, places) ? "place.around" : null);
    const near = no !== null ? 9 : rightBehind(view, trigger, at) ? 0 : nearness(view, trigger, at.head);
    const preposition = leading(view, at);
    const foreign =
      near < 9 &&
      ((near > 0 && home !== null && outside(at, home)) ||
        (from !== null &&
          (outside(at, from) || (answers && outsideProvince(at, base))) &&
          ofOther(view, trigger, at, others)));
    if (foreign) {
      abroad = true;
      why?.note(trigger, "place.of_other", at.place);
      continue;
    }
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
    // "a suspect in the attack in Nice was arrested in Naples"
    if (trigger.type.startsWith("LAW") && underDeed(view, trigger, at.head)) cost += UPPER;
    if (cost < 75) scored.push({ at, cost });
    else why?.note(trigger, "place.far", at.place);
  }
  const own = scored.sort((a, b) => a.cost - b.cost || a.at.head - b.at.head).map((s) => s.at);
  if (abroad && own.length === 0 && home) own.push(home);
  if (why) for (const at of own) why.note(trigger, at === own[0] ? "place.own" : "place.farther", at.place);
  return own;
}
