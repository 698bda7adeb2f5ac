/** Decides whose name may leave the machine. Deny by default: what may be a private person's name is one. */
import type { ActorCategory, EventActor } from "../../model/coding.js";
import {
  BODY_WORDS,
  GROUP_WORDS,
  NAME_PARTICLES,
  OFFICE_WORDS,
  PERSON_WORDS,
  SMALL_NUMBERS,
} from "./name-words.js";
import { PEOPLE, personInWords, roleInWords } from "./roles.js";

const WORD = /[\p{L}\p{M}\p{N}]+/gu;

export type Word = { readonly folded: string; readonly start: number; readonly end: number };

/** Several masks look at one text in a row: its words are kept until the next. */
let last: { readonly text: string; readonly words: readonly Word[] } = { text: "", words: [] };

/** Words of a text, folded (lower case, no accents), and where they stand. Linear. */
export function wordsOf(text: string): readonly Word[] {
  if (text !== last.text) last = { text, words: plainWords(text) ?? cutWords(text) };
  return last.words;
}

function cutWords(text: string): readonly Word[] {
  const found: Word[] = [];
  for (const match of text.matchAll(WORD))
    found.push({ folded: fold(match[0]), start: match.index, end: match.index + match[0].length });
  return found;
}

/** Of each sign below U+0250: not of a word, of a word as it is, or of one that must be folded. */
const SIGNS = Uint8Array.from({ length: 0x250 }, (_, code) => {
  const sign = String.fromCharCode(code);
  return /[a-z0-9]/.test(sign) ? 1 : /[\p{L}\p{M}\p{N}]/u.test(sign) ? 2 : 0;
});

/** As `cutWords`, for a text in Latin letters alone; null for another. Most texts are such, and this is many times quicker. */
function plainWords(text: string): readonly Word[] | null {
  const found: Word[] = [];
  let start = -1;
  let isFolded = true;
  for (let i = 0; i <= text.length; i++) {
    const code = i < text.length ? text.charCodeAt(i) : 32;
    if (code >= SIGNS.length && !isPunctuation(code)) return null;
    const sign = SIGNS[code] ?? 0;
    if (sign === 0) {
      if (start >= 0) {
        const word = text.slice(start, i);
        found.push({ folded: isFolded ? word : fold(word), start, end: i });
      }
      start = -1;
      continue;
    }
    if (start < 0) {
      start = i;
      isFolded = true;
    }
    if (sign === 2) isFolded = false;
  }
  return found;
}

/** Dashes, quotation marks, the ellipsis. */
function isPunctuation(code: number): boolean {
  return code >= 0x2010 && code <= 0x2027;
}

const PLAIN = /^[a-z0-9]*$/;
const ASCII = /^[\0-\x7f]*$/;

export function fold(word: string): string {
  if (PLAIN.test(word)) return word;
  if (ASCII.test(word)) return word.toLowerCase();
  return word
    .normalize("NFKD")
    .replace(/\p{M}+/gu, "")
    .toLowerCase();
}

export function foldedKey(name: string): string {
  return wordsOf(name)
    .map((word) => word.folded)
    .join(" ");
}

/** Whether letters of the script have a case: where they have none, a name cannot be told by its capitals. */
export function hasCase(text: string): boolean {
  return /[\p{Lu}\p{Ll}]/u.test(text);
}

const isCapital = (text: string): boolean => /^\p{Lu}/u.test(text);
const isAcronym = (text: string): boolean => /^[\p{Lu}\p{N}]{2,}$/u.test(text);

/**
 * The runs of capitalised words in a name: "neighbour Ana de la Cruz" gives "Ana de la Cruz". Words of offices and places
 * are no part of a run.
 */
export function capitalRuns(name: string, places: ReadonlySet<string>): Word[][] {
  const runs: Word[][] = [];
  let run: Word[] = [];
  let waiting: Word[] = [];
  const close = () => {
    if (run.length > 0) runs.push(run);
    run = [];
    waiting = [];
  };
  let last = 0;
  for (const word of wordsOf(name)) {
    const written = name.slice(word.start, word.end);
    if (/[,;:()]/.test(name.slice(last, word.start))) close();
    last = word.end;
    if (
      isCapital(written) &&
      !isAcronym(written) &&
      !OFFICE_WORDS.has(word.folded) &&
      !places.has(word.folded)
    ) {
      run.push(...waiting, word);
      waiting = [];
    } else if (run.length > 0 && NAME_PARTICLES.has(word.folded)) waiting.push(word);
    else close();
  }
  close();
  return runs;
}

/** What a name is by its words alone. */
export type Kind = "described" | "body" | "office" | "person";

/**
 * "described": no name but words ("thousands of protesters", "Aymara women"); "body": an organisation; "office": a person
 * with the words of an office; "person": anything else, a single surname too. `places`: folded words of known places.
 */
export function kindOfName(name: string, places: ReadonlySet<string>): Kind {
  if (!hasCase(name)) return "person";
  const words = wordsOf(name);
  const written = words.map(({ start, end }) => name.slice(start, end));
  const office = words.some(({ folded }) => OFFICE_WORDS.has(folded));
  const runs = capitalRuns(name, places);
  const last = written.at(-1) ?? "";
  const describes =
    !isCapital(last) && (last.endsWith("s") || ["people", "police", "women", "men"].includes(last));
  if (words.length === 1 && GROUP_WORDS.has(words[0]!.folded)) return "described";
  if (runs.length === 0 && !describes && written.some((word) => isAcronym(word) && hasCase(word)))
    return "body";
  if (runs.length === 0) return office && written.some(isCapital) && !describes ? "office" : "described";
  const longest = Math.max(...runs.map((run) => run.length));
  const single = words.some(({ folded }) => PERSON_WORDS.has(folded));
  if (!office && !single && isBody(name, words, runs)) return "body";
  if (longest === 1 && !office && describes) return "described";
  const first = written[0] ?? "";
  // "A woman", "The crowd": the capital of a first word is no name where small words follow.
  if (longest === 1 && runs.length === 1 && runs[0]![0]!.start === 0 && words.length > 1 && isSmall(first))
    return "described";
  if (!office && /^(?:The|La|Las|Los|El)$/.test(first) && longest <= 2) return "body";
  return office ? "office" : "person";
}

/** Has a word of an organisation, and no second name beside it: "Ana Ruiz of the Teachers Union" is a person. */
function isBody(name: string, words: readonly Word[], runs: readonly Word[][]): boolean {
  const named = (word: Word) => BODY_WORDS.has(word.folded) && isCapital(name.slice(word.start));
  return words.some(named) && runs.every((run) => run.length < 2 || run.some(named));
}

function isSmall(word: string): boolean {
  return (
    /^(?:The|A|An|Some|Many|Several|Hundreds|Thousands|Dozens|Tens|People|Police|Local|Un|Una|Unos|Unas)$/.test(
      word,
    ) || SMALL_NUMBERS.has(fold(word))
  );
}

/** Bodies that act by name; a person's name in one of these needs an office or a tier. */
const OFFICIAL: ReadonlySet<ActorCategory> = new Set([
  "government",
  "legislature",
  "judiciary",
  "foreign_state",
  "igo",
  "party",
]);

/** Whether a name may stand, and else what stands for it. `person`: it is one human being's. */
export type Verdict =
  | { readonly kept: true; readonly person: boolean }
  | { readonly kept: false; readonly phrase: string };

/**
 * The verdict on an actor, domain rules of the export table: T0 and T1 by name, as victims only when released; T2 by role; T3
 * and persons without a tier by category; groups and bodies by name. An office-holder without a tier is told by the words
 * of the office, where the category is official.
 */
export function verdictOn(
  actor: EventActor,
  places: ReadonlySet<string>,
  released: ReadonlySet<string>,
): Verdict {
  const { name, role, category, tier } = actor;
  if (released.has(foldedKey(name))) return { kept: true, person: true };
  if (tier === "group") return { kept: true, person: false };
  const kind = kindOfName(name, places);
  if (kind === "described") return { kept: true, person: false };
  if (tier === "T2") return { kept: false, phrase: roleInWords(role) };
  if (tier === "T3") return { kept: false, phrase: personInWords(role, category) };
  if (tier === undefined && kind === "body") return { kept: true, person: false };
  if (role === "victim") return { kept: false, phrase: personInWords(role, category) };
  if (tier === "T0" || tier === "T1") return { kept: true, person: true };
  if (kind === "office" && OFFICIAL.has(category)) return { kept: true, person: true };
  return { kept: false, phrase: personInWords(role, category) };
}

/** Whether the words that name a speaker may stand: a body, an office, or words that describe. */
export function isPublicVoice(voice: string, places: ReadonlySet<string>): boolean {
  return kindOfName(voice, places) !== "person";
}

/** How many persons the words of a group count: 1 for "a Quechua man", 3 for "three monks", infinite for an uncounted plural. */
export function countedIn(name: string): number {
  const [first] = wordsOf(name);
  if (first === undefined || name === PEOPLE) return Number.POSITIVE_INFINITY;
  const digits = /^\d{1,9}$/.exec(first.folded);
  if (digits !== null) return Number(first.folded);
  const counted = SMALL_NUMBERS.get(first.folded);
  if (counted !== undefined && !/\b(?:group|crowd|number|grupo)\b/.test(name)) return counted;
  return /(?:s|people|women|men|crowd|group|community)$/.test(name.trim()) ? Number.POSITIVE_INFINITY : 1;
}
