/** What a text names: its capitalised words and its numbers, by which reports of one happening are known. */

const WORD = /[\p{L}\p{N}][\p{L}\p{N}'’]*/gu;
const CAPITAL = /^\p{Lu}/u;
const DIGIT = /\d/;
const GENITIVE = /['’]s$/;

/** Each word of a text in lower case, and how often it stands there as a name or number: 0 for the others. */
export type Marks = ReadonlyMap<string, number>;

/**
 * The words of a text. One is a name where it begins with a capital outside a line of mostly capitalised words (a headline)
 * and never stands in lower case in the same text. Linear.
 */
export function marksOf(text: string): Marks {
  const marks = new Map<string, number>();
  const small = new Set<string>();
  for (const line of text.split("\n")) {
    const words = line.match(WORD);
    if (words === null) continue;
    let capitals = 0;
    for (const word of words) if (CAPITAL.test(word)) capitals++;
    const headline = capitals * 2 > words.length;
    for (const word of words) {
      const bare = word.replace(GENITIVE, "");
      const key = bare.toLowerCase();
      const numeral = DIGIT.test(bare);
      if (!numeral && !CAPITAL.test(bare)) small.add(key);
      marks.set(key, (marks.get(key) ?? 0) + (numeral || (CAPITAL.test(bare) && !headline) ? 1 : 0));
    }
  }
  for (const word of small) marks.set(word, 0);
  return marks;
}

const namesOfDays = new Map<string, ReadonlyMap<string, number>>();

/** Words of a language for the days of the week, Sunday 0; of none that this machine does not know. */
function weekdays(lang: string): ReadonlyMap<string, number> {
  const known = namesOfDays.get(lang);
  if (known !== undefined) return known;
  const found = new Map<string, number>();
  if (Intl.DateTimeFormat.supportedLocalesOf(lang).length > 0) {
    const format = new Intl.DateTimeFormat(lang, { weekday: "long", timeZone: "UTC" });
    // 4 January 1970 was a Sunday.
    for (let day = 0; day < 7; day++)
      found.set(format.format(new Date((3 + day) * 86_400_000)).toLowerCase(), day);
  }
  namesOfDays.set(lang, found);
  return found;
}

/**
 * The days that the weekdays of a text come to, each the last one up to its publication. `published`: days since 1970;
 * `lang`: a language code, or null where none is known (then no day is named).
 */
export function daysNamed(text: string, published: number, lang: string | null): ReadonlySet<number> {
  const days = new Set<number>();
  if (lang === null) return days;
  const names = weekdays(lang);
  // 1 January 1970 was a Thursday.
  const today = (((published + 4) % 7) + 7) % 7;
  for (const [word] of text.matchAll(WORD)) {
    const day = names.get(word.toLowerCase());
    if (day !== undefined) days.add(published - ((today - day + 7) % 7));
  }
  return days;
}
