/** Finds names that must not leave, in any string: texts get the phrase that stands for the name, addresses and ids get shorter. */
import { sha256 } from "../../model/identity.js";
import { hasCase, type Word, wordsOf } from "./names.js";

/** A name that is withheld, and what stands for it. */
export type Withheld = { readonly words: readonly string[]; readonly phrase: string };

/** Names by their first word; single words (surnames) that count only in one report; names in scripts without case. */
export class Mask {
  readonly #byFirst = new Map<string, Withheld[]>();
  readonly #singles = new Map<string, string>();
  readonly #literal = new Map<string, string>();

  get isEmpty(): boolean {
    return this.#byFirst.size === 0 && this.#singles.size === 0 && this.#literal.size === 0;
  }

  /** The whole name, wherever its words stand in a row, whatever their case and accents. */
  add(name: string, phrase: string): void {
    if (!hasCase(name) && /\p{L}/u.test(name)) this.#literal.set(name.normalize("NFC"), phrase);
    this.addWords(
      wordsOf(name).map((word) => word.folded),
      phrase,
    );
  }

  addWords(words: readonly string[], phrase: string): void {
    const [first] = words;
    if (first === undefined) return;
    const known = this.#byFirst.get(first) ?? [];
    if (known.some((other) => same(other.words, words))) return;
    // The longest first: "Ana de la Cruz" before "Ana".
    this.#byFirst.set(
      first,
      [...known, { words, phrase }].sort((a, b) => b.words.length - a.words.length),
    );
  }

  /** One word of a name; in a text it counts only with a capital. */
  addSingle(folded: string, phrase: string): void {
    if (!this.#singles.has(folded)) this.#singles.set(folded, phrase);
  }

  /** The text with each name replaced by its phrase in square brackets. */
  text(text: string): string {
    if (this.isEmpty) return text;
    const found = this.#find(text, true);
    let out = "";
    let at = 0;
    for (const { start, end, phrase } of found) {
      out += `${text.slice(at, start)}[${phrase}]`;
      at = end;
    }
    out += text.slice(at);
    for (const [name, phrase] of this.#literal) out = replaced(out, name, `[${phrase}]`);
    return out;
  }

  /** Whether a name stands in it, in any case: for ids and addresses. */
  isIn(text: string): boolean {
    if (this.isEmpty) return false;
    if (this.#find(text, false).length > 0) return true;
    return [...this.#literal.keys()].some((name) => text.normalize("NFC").includes(name));
  }

  #find(text: string, capitals: boolean): { start: number; end: number; phrase: string }[] {
    const found: { start: number; end: number; phrase: string }[] = [];
    const words = wordsOf(text);
    for (let i = 0; i < words.length; i++) {
      const hit = this.#at(words, i) ?? this.#single(text, words[i]!, capitals);
      if (hit === null) continue;
      found.push({ start: words[i]!.start, end: words[i + hit.length - 1]!.end, phrase: hit.phrase });
      i += hit.length - 1;
    }
    return found;
  }

  #at(words: readonly Word[], i: number): { length: number; phrase: string } | null {
    const candidates = this.#byFirst.get(words[i]!.folded);
    const hit = candidates?.find(({ words: name }) => name.every((word, k) => words[i + k]?.folded === word));
    return hit === undefined ? null : { length: hit.words.length, phrase: hit.phrase };
  }

  #single(text: string, word: Word, capitals: boolean): { length: number; phrase: string } | null {
    const phrase = this.#singles.get(word.folded);
    if (phrase === undefined || (capitals && !/^\p{Lu}/u.test(text.slice(word.start, word.end)))) return null;
    return { length: 1, phrase };
  }
}

const HARMLESS = /^[0-9a-f:.\-_]*$/;

/** The id itself, or a hash where it tells a name ("ana-ruiz-arrested:10-20"). The same id always gives the same. */
export function maskedId(id: string, mask: Mask): string {
  return HARMLESS.test(id) || !mask.isIn(id) ? id : `x${sha256(id).slice(0, 19)}`;
}

/** The address, or the site's alone where the rest tells a name; null where even that does. */
export function maskedAddress(url: string, mask: Mask): string | null {
  if (!mask.isIn(decoded(url))) return url;
  const site = /^[a-z][a-z0-9+.-]*:\/\/[^/?#]*/i.exec(url)?.[0].replace(/\/\/[^@]*@/, "//") ?? null;
  return site === null || mask.isIn(decoded(site)) ? null : `${site}/`;
}

function decoded(url: string): string {
  try {
    return decodeURIComponent(url.replaceAll("+", " "));
  } catch {
    return url;
  }
}

function replaced(text: string, name: string, by: string): string {
  return text.includes(name) ? text.replaceAll(name, by) : text;
}

function same(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((word, i) => word === b[i]);
}
