/** Variants of annotated documents to learn from: other names in the same places, and other settings of the letters. */
import type { GoldDocument, GoldSentence, GoldSpan } from "./names-corpus.js";

/** The name lists and `names-parts.yaml`, each as an array. */
export type Parts = Readonly<Record<string, readonly string[]>>;

export function partsOf(lists: Readonly<Record<string, string>>): Parts {
  return Object.fromEntries(
    Object.entries(lists).map(([name, value]) => [name, value.split(",").map((phrase) => phrase.trim())]),
  );
}

const pick = (list: readonly string[], next: () => number): string => list[Math.floor(next() * list.length)]!;

/** A name that no list has, from the beginning of one name and the end of another. */
function blend(list: readonly string[], next: () => number): string {
  for (let attempt = 0; attempt < 20; attempt++) {
    const a = pick(list, next);
    const b = pick(list, next);
    if (a.includes(" ") || b.includes(" ") || a.length < 5 || b.length < 5) continue;
    const tail = b.slice(Math.floor(b.length / 2));
    if (!/^\p{Ll}+$/u.test(tail)) continue;
    return a.slice(0, Math.ceil(a.length / 2)) + tail;
  }
  return pick(list, next);
}

const CONSONANTS = "BCDFGHJKLMNPRSTVZ";
const LETTERS = "ABCDEFGHIKLMNOPRSTUVWZ";

function acronym(next: () => number): string {
  const size = 3 + Math.floor(next() * 2.4);
  let out = CONSONANTS[Math.floor(next() * CONSONANTS.length)]!;
  while (out.length < size) out += LETTERS[Math.floor(next() * LETTERS.length)]!;
  return out;
}

function place(lists: Parts, next: () => number): string {
  const way = next();
  const town = next() < 0.5 ? blend(lists.city!, next) : pick(lists.city!, next);
  if (way < 0.2) return `${town} ${pick(lists.feature!, next)}`;
  if (way < 0.27) return `${pick(lists.before_place!, next)} ${town}`;
  if (way < 0.6) return blend(next() < 0.6 ? lists.city! : lists.region!, next);
  return pick(way < 0.72 ? lists.country! : way < 0.88 ? lists.city! : lists.region!, next);
}

function organisation(lists: Parts, next: () => number): string {
  const way = next();
  const somewhere = (): string =>
    next() < 0.4
      ? pick(lists.country!, next)
      : next() < 0.5
        ? pick(lists.city!, next)
        : pick(lists.demonym!, next);
  const someone = (): string => (next() < 0.5 ? pick(lists.surname!, next) : blend(lists.surname!, next));
  if (way < 0.12)
    return `${pick(["Ministry", "Department", "Institute", "Bureau", "Office", "Board", "Secretariat", "Faculty"], next)} of ${pick(lists.topic!, next)}`;
  if (way < 0.22)
    return `${pick(lists.quality!, next)} ${pick(lists.topic!, next)} ${pick(lists.head!, next)}`;
  if (way < 0.3) return `${somewhere()} ${pick(lists.topic!, next)} ${pick(lists.head!, next)}`;
  if (way < 0.36)
    return `${pick(lists.quality!, next)} ${pick(["Union", "Federation", "Association", "Council", "League", "Confederation"], next)} of ${pick(lists.people!, next)}`;
  if (way < 0.42) return `${somewhere()} ${pick(lists.people!, next)} ${pick(lists.head!, next)}`;
  if (way < 0.5) return `${pick(lists.quality!, next)} ${pick(lists.head!, next)}`;
  if (way < 0.62)
    return `${next() < 0.5 ? pick(lists.city!, next) : blend(lists.city!, next)} ${pick(lists.institution!, next)}`;
  if (way < 0.67) return `University of ${pick(lists.city!, next)}`;
  if (way < 0.8) return `${someone()} ${pick(lists.company!, next)}`;
  if (way < 0.84)
    return `${pick(lists.topic!, next)} ${pick(["Ministry", "Department", "Commission", "Council"], next)}`;
  if (way < 0.9) return pick(lists.organisation!, next);
  return someone();
}

/** Another name of the same kind as `name`, or the name itself where we would not know one. */
function other(name: string, type: string, lists: Parts, next: () => number): string {
  if (!/^\p{Lu}/u.test(name) || next() < 0.1) return name;
  const words = name.split(" ");
  const capitals = name === name.toUpperCase() && name.length > 5;
  const surname = (): string => (next() < 0.35 ? blend(lists.surname!, next) : pick(lists.surname!, next));
  const given = (): string => (next() < 0.15 ? blend(lists.given!, next) : pick(lists.given!, next));
  let out = name;
  if (type === "PER") {
    if (words.length === 1) out = next() < 0.75 ? surname() : given();
    else if (words.length === 2) out = `${given()} ${surname()}`;
    else if (words.length === 3 && /^\p{Lu}\.?$/u.test(words[1]!))
      out = `${given()} ${words[1]} ${surname()}`;
    else if (words.length === 3)
      out = next() < 0.5 ? `${given()} ${given()} ${surname()}` : `${given()} ${surname()} ${surname()}`;
  } else if (type === "LOC") {
    out = place(lists, next);
  } else if (type === "ORG") {
    if (/^\p{Lu}{2,5}$/u.test(name)) out = next() < 0.8 ? acronym(next) : pick(lists.organisation!, next);
    else if (words.length > 1 || lists.organisation!.includes(name)) out = organisation(lists, next);
  } else if (lists.demonym!.includes(name)) {
    out = pick(lists.demonym!, next);
    if (out.endsWith("s") !== name.endsWith("s")) return name;
  }
  return capitals ? out.toUpperCase() : out;
}

/** The document with names swapped, the same name always for the same name. */
export function swapNames(document: GoldDocument, parts: Parts, next: () => number): GoldDocument {
  const chosen = new Map<string, string>();
  const sentences = document.sentences.map((sentence): GoldSentence => {
    let text = "";
    let last = 0;
    const spans: GoldSpan[] = [];
    for (const span of [...sentence.spans].sort((a, b) => a.start - b.start)) {
      if (span.start < last) continue;
      const name = sentence.text.slice(span.start, span.end);
      const key = span.type + name;
      let swapped = chosen.get(key);
      if (swapped === undefined) {
        swapped = other(name, span.type, parts, next);
        chosen.set(key, swapped);
      }
      text += sentence.text.slice(last, span.start);
      spans.push({ start: text.length, end: text.length + swapped.length, type: span.type });
      text += swapped;
      last = span.end;
    }
    return { text: text + sentence.text.slice(last), spans };
  });
  return { id: document.id, sentences };
}

const capital = (word: string): string => word.slice(0, 1).toUpperCase() + word.slice(1);

/** The document with its letters changed; a sentence whose length would change stays as it is. */
export function recaseAll(document: GoldDocument, change: (text: string) => string): GoldDocument {
  const sentences = document.sentences.map(({ text, spans }) => {
    const out = change(text);
    return { text: out.length === text.length ? out : text, spans };
  });
  return { id: document.id, sentences };
}

const titleCase = (text: string): string =>
  text.replace(/\p{L}+/gu, (word) => (word.length > 3 ? capital(word) : word));

/** The document all in capitals, all in small letters, or with every long word capital. */
export function recase(document: GoldDocument, next: () => number): GoldDocument {
  const way = Math.floor(next() * 3);
  if (way === 0) return recaseAll(document, (text) => text.toUpperCase());
  return recaseAll(document, way === 1 ? (text) => text.toLowerCase() : titleCase);
}
