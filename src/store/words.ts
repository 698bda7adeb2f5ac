/** Words as they are looked for: letters and digits alone, without case, accents or marks, the same on every database. */

const LONGEST = 64;

/** The different words of some texts. */
export function wordsOf(texts: Iterable<string>): readonly string[] {
  const words = new Set<string>();
  for (const text of texts) for (const word of folded(text)) words.add(word.slice(0, LONGEST));
  return [...words];
}

/** A word that is looked for, whole or as a beginning (`prot*`). Holds nothing but letters and digits. */
export type Wanted = { readonly word: string; readonly beginning: boolean };

/** The words of a search. Null where it is blank: no condition. Empty where nothing can match. */
export function wantedWords(search: string | undefined): readonly Wanted[] | null {
  if (search === undefined || search.trim() === "") return null;
  return search.split(/\s+/).flatMap((part) => {
    const words = folded(part);
    return words.map((word, i) => ({
      word: word.slice(0, LONGEST),
      beginning: i === words.length - 1 && part.endsWith("*"),
    }));
  });
}

function folded(text: string): string[] {
  return (
    text
      .normalize("NFKD")
      .replace(/\p{M}+/gu, "")
      .toLowerCase()
      .match(/[\p{L}\p{N}]+/gu) ?? []
  );
}
