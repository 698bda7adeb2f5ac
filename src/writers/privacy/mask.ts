/** Finds names that must not leave, in any string: texts get the phrase that stands for the name, addresses and ids get shorter. */
import { sha256 } from "../../model/identity.js";
import { hasCase, type Word, wordsOf } from "./names.js";

/** Words in a row, each leading on to the next; `phrase` where a name ends. */
type Step = { phrase: string | null; readonly next: Map<string, Step> };

type Found = { readonly start: number; readonly end: number; readonly phrase: string };
const NOTHING: readonly Found[] = [];

/** Names word by word; single words (surnames) that count only in one report; names in scripts without case. */
export class Mask {
  readonly #names = new Map<string, Step>();
  readonly #singles = new Map<string, string>();
  readonly #literal = new Map<string, string>();

  get isEmpty(): boolean {
    return this.#names.size === 0 && this.#singles.size === 0 && this.#literal.size === 0;
  }

  /** The whole name, wherever its words stand in a row, whatever their case and accents. */
  add(name: string, phrase: string): void {
    if (!hasCase(name) && /\p{L}/u.test(name)) this.#literal.set(name.normalize("NFC"), phrase);
    this.addWords(
      wordsOf(name).map((word) => word.folded),
      phrase,
    );
  }

  /** The phrase that was given first stays. */
  addWords(words: readonly string[], phrase: string): void {
    let [steps, last]: [Map<string, Step>, Step | null] = [this.#names, null];
    for (const word of words) {
      last = steps.get(word) ?? { phrase: null, next: new Map() };
      steps.set(word, last);
      steps = last.next;
    }
    if (last !== null) last.phrase ??= phrase;
  }

  /** One word of a name; in a text it counts only with a capital. */
  addSingle(folded: string, phrase: string): void {
    if (!this.#singles.has(folded)) this.#singles.set(folded, phrase);
  }

  /** The text with each name replaced by its phrase in square brackets. */
  text(text: string): string {
    if (this.isEmpty) return text;
    const found = this.#find(text, true);
    if (found.length === 0 && this.#literal.size === 0) return text;
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

  #find(text: string, capitals: boolean): readonly Found[] {
    let found: Found[] | null = null;
    const words = wordsOf(text);
    for (let i = 0; i < words.length; i++) {
      const hit = this.#at(words, i) ?? this.#single(text, words[i]!, capitals);
      if (hit === null) continue;
      found ??= [];
      found.push({ start: words[i]!.start, end: words[i + hit.length - 1]!.end, phrase: hit.phrase });
      i += hit.length - 1;
    }
    return found ?? NOTHING;
  }

  /** The longest first: "Ana de la Cruz" before "Ana". */
  #at(words: readonly Word[], i: number): { length: number; phrase: string } | null {
    let hit: { length: number; phrase: string } | null = null;
    let step = this.#names.get(words[i]!.folded);
    for (let length = 1; step !== undefined; length++) {
      if (step.phrase !== null) hit = { length, phrase: step.phrase };
      const word = words[i + length];
      step = word === undefined ? undefined : step.next.get(word.folded);
    }
    return hit;
  }

  #single(text: string, word: Word, capitals: boolean): { length: number; phrase: string } | null {
    if (this.#singles.size === 0) return null;
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
