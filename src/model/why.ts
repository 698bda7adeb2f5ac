/** Why each value was chosen or declined: notes taken where the decisions are made, and what becomes of them. */
import type { Span } from "./span.js";
import type { ReasonCode } from "./why-codes.js";

/** A half-open stretch of the report's text. */
export type Words = { readonly start: number; readonly end: number };

/** What fills the blanks in the words of a reason. */
export type Given = Readonly<Record<string, string | number>>;

/** `words`: the value's own words, or the ones that were looked at. `cues`: the words that decided. */
export type Note = {
  readonly code: ReasonCode;
  readonly words: Words | null;
  readonly given: Given;
  readonly cues: readonly Words[];
};

/** A reason of a coding, as it is printed. */
export type Reason = {
  /** The event it is about; null for what no event took. */
  readonly event: string | null;
  /** The telling of the event that it was read at, where it was read at one. */
  readonly telling: Span | null;
  readonly field: string;
  readonly verdict: "for" | "against";
  readonly code: ReasonCode;
  /** The code in words, its blanks filled. */
  readonly says: string;
  readonly words: Span | null;
  readonly cues: readonly Span[];
  readonly given: Given;
};

/** A word that was looked up and said something of an act: kept until it is known whether it decided. */
export type Heard = { readonly list: string; readonly says: string; readonly words: Words };

/**
 * Takes the notes, by what they are about: a trigger, a figure, an event that is being built. Where no reasons are asked
 * for there is none, and nothing is noted.
 */
export class Why {
  readonly #notes = new Map<object, Note[]>();
  #heard: Heard[] = [];

  note(
    about: object,
    code: ReasonCode,
    words: Words | null = null,
    given: Given = {},
    cues: readonly Words[] = [],
  ): void {
    const list = this.#notes.get(about);
    const note = { code, words, given, cues };
    if (list) list.push(note);
    else this.#notes.set(about, [note]);
  }

  notes(about: object): readonly Note[] {
    return this.#notes.get(about) ?? [];
  }

  /** What was noted about one thing holds for another too. */
  copy(from: object, to: object): void {
    const list = this.#notes.get(from);
    if (list) this.#notes.set(to, [...(this.#notes.get(to) ?? []), ...list]);
  }

  /** A decision is taken anew. */
  forget(about: object): void {
    this.#notes.delete(about);
  }

  /** A reason no longer holds: the value that it spoke for was dropped again. */
  retract(about: object, code: ReasonCode): void {
    const list = this.#notes.get(about);
    if (list)
      this.#notes.set(
        about,
        list.filter((note) => note.code !== code),
      );
  }

  hear(list: string, says: string, words: Words): void {
    if (!this.#heard.some((h) => h.list === list && h.says === says && h.words.start === words.start))
      this.#heard.push({ list, says, words });
  }

  /** What was heard since the last call. */
  takeHeard(): readonly Heard[] {
    const heard = this.#heard;
    this.#heard = [];
    return heard;
  }
}
