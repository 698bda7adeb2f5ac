/** Holds a coding against the claims of a corpus entry, and says in the words of the corpus what is wrong. */
import type { Coding, EventRecord, Figure, FreeFigure, Relation } from "../src/model/coding.js";
import type { Asked, AskedEvent, AskedFigure, Claimed, Entry } from "./corpus-format.js";
import { showEvent, showFigure, showRelation } from "./corpus-show.js";

type Quote = { readonly start: number; readonly end: number };

/** A coding with its report's text. */
export type Held = { readonly text: string; readonly coding: Coding };

/** True where the span shares a character with some place in the text where the words stand, in any case of letters. */
function touches(text: string, words: string, quote: Quote | null): boolean {
  if (quote === null) return false;
  const lower = text.toLowerCase();
  const wanted = words.toLowerCase();
  for (let at = lower.indexOf(wanted); at >= 0; at = lower.indexOf(wanted, at + 1)) {
    if (at < quote.end && quote.start < at + wanted.length) return true;
  }
  return false;
}

function allows<T>(asked: T | null | undefined, is: T): boolean {
  return asked === null || asked === undefined || asked === is;
}

function figureFits(text: string, asked: AskedFigure, figure: Figure | FreeFigure): boolean {
  return (
    figure.kind === asked.kind &&
    (asked.low === undefined || asked.low === figure.low) &&
    (asked.high === undefined || asked.high === figure.high) &&
    allows(asked.stock, figure.stock) &&
    allows(asked.group, figure.group) &&
    (asked.hedge === null || (figure.hedge ?? "").toLowerCase().includes(asked.hedge.toLowerCase())) &&
    (asked.saidBy === null || (figure.said_by !== null && touchesWords(asked.saidBy, figure.said_by))) &&
    (asked.words === null || touches(text, asked.words, figure.quote))
  );
}

/** One of two texts holds the other, in any case of letters. */
function touchesWords(a: string, b: string): boolean {
  const [x, y] = [a.toLowerCase(), b.toLowerCase()];
  return x.includes(y) || y.includes(x);
}

function dateFits(text: string, asked: Asked & { field: "date" }, { date }: EventRecord): boolean {
  return (
    (asked.start === undefined || asked.start === date.start) &&
    (asked.end === undefined || asked.end === date.end) &&
    (asked.words === null || touches(text, asked.words, date.quote))
  );
}

/** In `must not` a day is hit by any date that shares a day with it. */
function dateMeets(asked: Asked & { field: "date" }, { date }: EventRecord): boolean {
  if (asked.start === null && asked.end === null) return date.start === null && date.end === null;
  if (date.start === null && date.end === null) return false;
  return (
    (date.start ?? "0000") <= (asked.end ?? "9999") && (asked.start ?? "0000") <= (date.end ?? date.start!)
  );
}

/** `loose`: as `must not` reads it. */
function fieldFits(held: Held, asked: Asked, event: EventRecord, loose: boolean): boolean {
  const { text } = held;
  switch (asked.field) {
    case "date":
      return loose ? dateMeets(asked, event) : dateFits(text, asked, event);
    case "place": {
      const places = event.places.filter((p) => (p.role === "participant_origin") === asked.origin);
      if (asked.none) return places.length === 0;
      return places.some(
        (p) =>
          (asked.words === null || touches(text, asked.words, p.quote)) &&
          allows(asked.country, p.country ?? "") &&
          allows<string>(asked.precision, p.precision),
      );
    }
    case "actor": {
      const actors = event.actors.filter((a) => a.role === asked.role);
      if (asked.none) return actors.length === 0;
      return actors.some(
        (a) =>
          (asked.words === null || touches(text, asked.words, a.quote)) &&
          allows<string>(asked.category, a.category),
      );
    }
    case "figure":
      if (asked.none) return !event.figures.some((f) => f.kind === asked.kind);
      return event.figures.some((f) => figureFits(text, asked, f));
    case "means":
      if (asked.none) return event.means.length === 0;
      return event.means.some(
        (m) =>
          allows<string>(asked.means, m.means) &&
          (asked.words === null || touches(text, asked.words, m.quote)),
      );
    case "demand":
      return event.demands.some((d) => touches(text, asked.words, d.quote));
    case "label":
      return event.contested.some((c) => touches(text, asked.words, c.quote));
    case "also":
      return [event.trigger, ...event.mentions].some((m) => touches(text, asked.words, m));
    case "voice": {
      const { voice, quote } = event.attribution;
      return asked.words === null ? voice === "narrator" : touches(text, asked.words, quote);
    }
    case "link": {
      const { events, links } = held.coding;
      return links.some((link) => {
        if (link.from !== event.id || link.relation !== asked.relation) return false;
        const other = events.find((e) => e.id === link.to);
        return other !== undefined && misses(held, asked.to, other, loose).length === 0;
      });
    }
  }
}

function typeFits(types: readonly string[], type: string): boolean {
  return types.length === 0 || types.some((t) => t === type || type.startsWith(`${t}.`));
}

/** What of the asked an event lacks, as names of fields; empty: it is such an event. */
function misses(held: Held, asked: AskedEvent, event: EventRecord, loose = false): string[] {
  const out: string[] = [];
  if (!typeFits(asked.types, event.type)) out.push("type");
  const told = [event.trigger, ...event.mentions];
  if (!asked.words.every((words) => told.some((m) => touches(held.text, words, m)))) out.push("words");
  if (asked.actualities.length > 0 && !asked.actualities.includes(event.actuality)) out.push("actuality");
  if (asked.scopes.length > 0 && !asked.scopes.includes(event.scope)) out.push("scope");
  for (const field of asked.fields) {
    if (!fieldFits(held, field, event, loose)) out.push(nameOf(field));
  }
  return out;
}

function nameOf(asked: Asked): string {
  if (asked.field === "actor") return asked.role;
  if (asked.field === "figure") return asked.kind;
  if (asked.field === "link") return asked.relation;
  return asked.field === "place" && asked.origin ? "origin" : asked.field;
}

/** The event that comes nearest to what was asked, with what it lacks. */
function nearestEvent({ held, asked }: { held: Held; asked: AskedEvent }): string {
  const weigh = (lacks: readonly string[]) =>
    lacks.reduce((sum, name) => sum + (name === "words" ? 3 : name === "type" ? 2 : 1), 0);
  const ranked = held.coding.events
    .map((event) => ({ event, lacks: misses(held, asked, event) }))
    .sort((a, b) => weigh(a.lacks) - weigh(b.lacks));
  const [best] = ranked;
  if (!best) return "found:    no event at all";
  return `found:    ${showEvent(best.event, held.coding)}\n  differs:  ${best.lacks.join(", ")}`;
}

type Pairing = { readonly claim: Claimed & { what: "event" }; readonly fits: readonly number[] };

/** Gives every claim an event of its own, as many as can be (augmenting paths). Returns event → claim. */
function assign(pairs: readonly Pairing[]): Map<number, number> {
  const taken = new Map<number, number>();
  const place = (claim: number, seen: Set<number>): boolean => {
    for (const event of pairs[claim]!.fits) {
      if (seen.has(event)) continue;
      seen.add(event);
      const holder = taken.get(event);
      if (holder === undefined || place(holder, seen)) {
        taken.set(event, claim);
        return true;
      }
    }
    return false;
  };
  for (let claim = 0; claim < pairs.length; claim++) place(claim, new Set());
  return taken;
}

function isEvent(claim: Claimed): claim is Claimed & { what: "event" } {
  return claim.what === "event";
}

/** What is wrong with the coding of an entry, a message each; empty: all as it should be. */
export function failures(entry: Entry, coding: Coding): string[] {
  const held: Held = { text: entry.text, coding };
  const out: string[] = [];
  const say = (claim: Claimed, found: string, must = "expected") =>
    out.push(`${entry.file}:${claim.line}\n  ${must}: ${claim.shown}\n  ${found}`);
  const pairs = entry.must.filter(isEvent).map((claim) => ({
    claim,
    fits: coding.events.flatMap((event, i) => (misses(held, claim.event, event).length === 0 ? [i] : [])),
  }));
  const taken = assign(pairs);
  const placed = new Set(taken.values());
  pairs.forEach(({ claim, fits }, i) => {
    if (placed.has(i)) return;
    if (fits.length === 0) say(claim, nearestEvent({ held, asked: claim.event }));
    else {
      const event = coding.events[fits[0]!]!;
      say(claim, `found:    an event that another line has already: ${showEvent(event, coding)}`);
    }
  });
  for (const claim of entry.must) {
    if (claim.what === "nothing" && coding.events.length > 0)
      say(claim, `found:    ${coding.events.map((e) => showEvent(e, coding)).join("\n            ")}`);
    if (claim.what === "figure") {
      const all = claim.on ? eventFigures(held, claim.on) : coding.figures;
      if (!all.some((f) => figureFits(entry.text, claim.figure, f)))
        say(claim, `found:    ${all.map(showFigure).join("; ") || "no such figure"}`);
    }
    if (claim.what === "relation" && !coding.relations.some((r) => relationFits(entry.text, claim, r)))
      say(claim, `found:    ${coding.relations.map(showRelation).join("; ") || "no relation"}`);
    if (claim.what === "noise") {
      const { kind, words } = claim;
      if (!coding.noise.some((n) => allows<string>(kind, n.kind) && touches(entry.text, words, n)))
        say(claim, `found:    ${coding.noise.map((n) => `${n.kind} «${n.quote}»`).join("; ") || "no noise"}`);
    }
  }
  for (const claim of entry.mustNot) {
    const wrong = (found: string) => say(claim, `found:    ${found}`, "must not");
    if (claim.what === "event") {
      for (const event of coding.events) {
        if (misses(held, claim.event, event, true).length === 0) wrong(showEvent(event, coding));
      }
    }
    if (claim.what === "anything else") {
      coding.events.forEach((event, i) => {
        if (!taken.has(i)) wrong(showEvent(event, coding));
      });
    }
    if (claim.what === "figure") {
      const anywhere = claim.on
        ? eventFigures(held, claim.on)
        : [...coding.figures, ...coding.events.flatMap((e) => e.figures)];
      for (const figure of anywhere) {
        if (figureFits(entry.text, claim.figure, figure)) wrong(showFigure(figure));
      }
    }
    if (claim.what === "relation") {
      for (const relation of coding.relations)
        if (relationFits(entry.text, claim, relation)) wrong(showRelation(relation));
    }
    if (claim.what === "noise") {
      for (const n of coding.noise) {
        if (allows<string>(claim.kind, n.kind) && touches(entry.text, claim.words, n))
          wrong(`${n.kind} «${n.quote}»`);
      }
    }
  }
  return out;
}

function relationFits(text: string, asked: Claimed & { what: "relation" }, relation: Relation): boolean {
  return (
    allows<string>(asked.type, relation.type) &&
    (asked.subject === null || touches(text, asked.subject, relation.subjectQuote)) &&
    (asked.object === null || touches(text, asked.object, relation.objectQuote)) &&
    allows(asked.past, relation.status === "historical")
  );
}

function eventFigures(held: Held, on: AskedEvent): Figure[] {
  return held.coding.events.flatMap((event) =>
    misses(held, on, event, true).length === 0 ? event.figures : [],
  );
}
