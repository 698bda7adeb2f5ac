/** Gathers the notes that the coder took into the reasons of a coding: those of each event, and those of what no event took. */
import type { EventRecord } from "../../model/coding.js";
import { byPosition, type Span, span } from "../../model/span.js";
import type { Note, Reason, Words } from "../../model/why.js";
import { speaksAgainst } from "../../model/why-codes.js";
import type { Built } from "./events.js";
import type { Draft } from "./merging/drafts.js";
import { type View, wordsAt } from "./reading/view.js";
import type { TimeAt } from "./sites/when.js";
import type { PlaceAt } from "./sites/where.js";
import { inWords, type WhyWords } from "./why/why-words.js";

/** What the coder read and built. */
export type Told = {
  readonly view: View;
  readonly drafts: readonly Draft[];
  readonly events: readonly Built[];
  readonly times: readonly TimeAt[];
  readonly places: readonly PlaceAt[];
};

/** All reasons in the order of the events, then those of what no event took, in the order of the text. */
export function reasonsOf(told: Told, words: WhyWords): Reason[] {
  const { view, events } = told;
  return [...events.flatMap((built) => reasonsOfEvent(view, built, words)), ...reasonsOfRest(told, words)];
}

function reasonsOfEvent(view: View, { record, of }: Built, words: WhyWords): Reason[] {
  const why = view.why!;
  const out: Reason[] = [];
  const add = (about: object, telling: Words | null) => {
    for (const note of why.notes(about)) out.push(reason(view, record.id, telling, note, words));
  };
  const { drafts } = of.cluster;
  for (const draft of [of.lead, ...drafts.filter((d) => d !== of.lead)])
    add(draft.trigger, wordsAt(view, draft.trigger.first, draft.trigger.last));
  add(drafts, null);
  add(of, null);
  add(record, null);
  for (const place of placesOf(view, record)) add(place, null);
  return unlike(out);
}

/** The places of the analysis that an event took. */
function placesOf(view: View, record: EventRecord) {
  const taken = new Set(record.places.map(({ quote }) => `${quote.start}-${quote.end}`));
  return view.analysis.places.filter(({ start, end }) => taken.has(`${start}-${end}`));
}

function reasonsOfRest(told: Told, words: WhyWords): Reason[] {
  const { view, drafts, events, times, places } = told;
  const why = view.why!;
  const out: Reason[] = why.notes(view).map((note) => reason(view, null, null, note, words));
  const used = new Set<number>();
  for (const { record } of events) {
    if (record.date.quote) used.add(record.date.quote.start);
    for (const { quote } of record.places) used.add(quote.start);
    for (const { quote } of record.figures) used.add(quote.start);
  }
  const declined = new Map<number, Reason[]>();
  for (const { trigger } of drafts)
    for (const note of why.notes(trigger)) {
      if (!note.words || !/^(date|place)\./.test(note.code) || !speaksAgainst(note.code)) continue;
      const one = reason(view, null, wordsAt(view, trigger.first, trigger.last), note, words);
      declined.set(note.words.start, [...(declined.get(note.words.start) ?? []), one]);
    }
  const untaken = (at: Words, code: "date.no_event" | "place.no_event") => {
    if (used.has(at.start)) return;
    const reasons = declined.get(at.start);
    if (reasons) out.push(...reasons);
    else out.push(reason(view, null, null, { code, words: at, given: {}, cues: [] }, words));
  };
  for (const { time } of times) untaken(time, "date.no_event");
  for (const { place } of places) {
    untaken(place, "place.no_event");
    if (used.has(place.start)) continue;
    for (const note of why.notes(place))
      out.push(reason(view, null, null, { ...note, words: note.words ?? place }, words));
  }
  const position = (one: Reason): Words => one.words ?? { start: view.analysis.text.length, end: 0 };
  return unlike(out).sort((a, b) => byPosition(position(a), position(b)));
}

function reason(
  view: View,
  event: string | null,
  telling: Words | null,
  note: Note,
  words: WhyWords,
): Reason {
  const { code, given, cues } = note;
  const quote = (at: Words): Span => span(view.analysis.text, at.start, at.end);
  return {
    event,
    telling: telling && quote(telling),
    field: code.slice(0, code.indexOf(".")),
    verdict: speaksAgainst(code) ? "against" : "for",
    code,
    says: inWords(words, code, given),
    words: note.words && quote(note.words),
    cues: cues.map(quote),
    given,
  };
}

/** Each reason once. */
function unlike(reasons: readonly Reason[]): Reason[] {
  const seen = new Set<string>();
  return reasons.filter((one) => {
    const key = JSON.stringify(one);
    if (seen.has(key)) return false;
    seen.add(key);
    return true;
  });
}
