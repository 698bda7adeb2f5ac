/** Finds what a saved page prints about the report: title, publication date, dateline, outlet. Says null where nothing is printed. */

import { type Dateline, datelineAt } from "./dateline.js";
import { type Line, lineKind, lines } from "./noise.js";
import { type NoiseRules, noiseRules } from "./rules.js";

export type FrontMatter = {
  readonly title: string | null;
  /** ISO date, with the words that print it. */
  readonly published: { readonly date: string; readonly start: number; readonly end: number } | null;
  readonly dateline: {
    readonly place: { readonly start: number; readonly end: number } | null;
    readonly region: { readonly start: number; readonly end: number } | null;
    readonly agency: { readonly start: number; readonly end: number } | null;
    readonly start: number;
    readonly end: number;
  } | null;
  readonly outlet: { readonly name: string; readonly start: number; readonly end: number } | null;
};

const LONGEST_TITLE = 160;
const OPENING_LINES = 15;
const CLOSING_LINES = 5;
const DATELINE_LINES = 6;

/**
 * Front matter of a report as printed. Nothing is inferred: a numeric date that could be read two ways counts only with
 * an American clock time (AM/PM) beside it, a dateline's date only with its year.
 */
export function frontMatter(text: string, lang = "en"): FrontMatter {
  const rules = noiseRules(lang);
  const all = opening(text);
  const closing: Line[] = [];
  let count = 0;
  for (const line of lines(text)) {
    if (++count <= OPENING_LINES) continue;
    closing.push(line);
    if (closing.length > CLOSING_LINES) closing.shift();
  }
  const prose = all.filter((line) => isProse(text, line, rules));
  const dateline = firstDateline(text, prose, rules);
  return {
    title: titleOf(text, prose, rules),
    published: publishedOf(text, [...all, ...closing], rules) ?? datelineDate(text, dateline, rules),
    dateline: dateline && {
      place: dateline.place,
      region: dateline.region,
      agency: dateline.agency,
      start: dateline.start,
      end: dateline.end,
    },
    outlet: outletOf(text, dateline, [...all, ...closing]),
  };
}

/** Where the dateline says that the report was written, or null. */
export function datelinePlace(text: string, lang = "en"): Dateline["place"] {
  const rules = noiseRules(lang);
  const prose: Line[] = [];
  for (const line of opening(text)) {
    if (prose.length === DATELINE_LINES) break;
    if (isProse(text, line, rules)) prose.push(line);
  }
  return firstDateline(text, prose, rules)?.place ?? null;
}

function opening(text: string): Line[] {
  const first: Line[] = [];
  for (const line of lines(text)) {
    first.push(line);
    if (first.length === OPENING_LINES) break;
  }
  return first;
}

function isProse(text: string, line: Line, rules: NoiseRules): boolean {
  return lineKind(text.slice(line.start, Math.min(line.end, line.start + 400)), rules) === null;
}

function firstDateline(text: string, prose: readonly Line[], rules: NoiseRules): Dateline | null {
  for (const [i, line] of prose.slice(0, DATELINE_LINES).entries()) {
    const found = datelineAt(text, line, i === 0, rules);
    if (found) return found;
  }
  return null;
}

/** The first line, where it is short, ends like a headline and stands over a longer paragraph. */
function titleOf(text: string, prose: readonly Line[], rules: NoiseRules): string | null {
  const [head, ...rest] = prose;
  if (!head || rest.length === 0) return null;
  const words = text.slice(head.start, head.end);
  if (words.length > LONGEST_TITLE || words.split(/\s+/).length < 3 || /[.:;,)\]]["”’]?$/.test(words))
    return null;
  if (!/^["“‘'¿¡]?[\p{Lu}\p{N}]/u.test(words) || datelineAt(text, head, true, rules)) return null;
  const body = rest.find((line) => /[.!?]["”’)]?$/.test(text.slice(line.start, line.end)));
  return body && body.end - body.start > words.length ? words : null;
}

function publishedOf(text: string, candidates: readonly Line[], rules: NoiseRules): FrontMatter["published"] {
  let updated: FrontMatter["published"] = null;
  for (const [n, line] of candidates.entries()) {
    if (line.end - line.start > 160) continue;
    const words = text.slice(line.start, line.end);
    const label =
      /^[\p{L} ]{3,20}?(?=:| \d| (?:on|at) | \p{Lu})/u.exec(words)?.[0].toLowerCase().trim() ?? "";
    const says = rules.published.has(label) ? "published" : rules.updated.has(label) ? "updated" : null;
    const date = dateIn(words, rules);
    if (!date) continue;
    const found = { date: date.iso, start: line.start + date.start, end: line.start + date.end };
    if (says === "published") return found;
    if (says === "updated") updated ??= found;
    else if (isDateLine(words, date, n === 0, rules)) return found;
  }
  return updated;
}

type PrintedDate = { readonly iso: string; readonly start: number; readonly end: number };

/**
 * True where a line prints the date and what stands beside one: a weekday, a time of day, a byline, or a town or an outlet that a mark
 * parts from it ("Larissa: 16 December 2008", "16 December 2008 | FOCUS"). `first`: nothing stands above it, so that a comma parts no
 * headline from the day that it is about.
 */
function isDateLine(words: string, date: PrintedDate, first: boolean, rules: NoiseRules): boolean {
  const before = words.slice(0, date.start).replace(rules.beside, " ").trim();
  const after = words.slice(date.end).replace(rules.beside, " ").trim();
  const ends = MARKS.test(after);
  if (MARKS.test(before) && ends) return true;
  // "By Ana Paz - 16 December 2008"
  if (ends && /^By(?: \p{Lu}[\p{L}.'’-]*){1,4}[\s,|•·–—-]*$/u.test(before)) return true;
  if (!NAMED.test(before) || !NAMED.test(after)) return false;
  if ((before === "" || /[|:•·–—-]$/u.test(before)) && (ends || /^[|:•·–—-]/u.test(after))) return true;
  if (!ends || !before.endsWith(",")) return false;
  return !first || rules.outlets.has(/(\p{L}+)[\s,]*$/u.exec(before)?.[1]?.toLowerCase() ?? "");
}
/** Nothing but marks. */
const MARKS = /^[\s,.|•·–—-]*$/u;
/** Nothing, or at most five words with capitals. */
const NAMED = /^[\s,|:•·–—-]*(?:\p{Lu}[\p{L}.'’]*[\s,|:•·–—-]*){0,5}$/u;

/** The first full date in a line. */
function dateIn(words: string, rules: NoiseRules): PrintedDate | null {
  const named = rules.fullDate.exec(words);
  if (named) {
    const { m1, d1, y1, m2, d2, y2 } = named.groups!;
    const month = rules.monthNumber[(m1 ?? m2)!.slice(0, 3).toLowerCase()];
    return isoAt(named, Number(y1 ?? y2), month ?? 0, Number(d1 ?? d2));
  }
  const iso = /(?<!\d)(\d{4})-(\d\d)-(\d\d)(?!\d)/.exec(words);
  if (iso) return isoAt(iso, Number(iso[1]), Number(iso[2]), Number(iso[3]));
  const numeric = /(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/-])/.exec(words);
  if (!numeric) return null;
  const [first, second, year] = [Number(numeric[1]), Number(numeric[3]), Number(numeric[4])];
  if (second > 12) return isoAt(numeric, year, first, second);
  if (first > 12) return isoAt(numeric, year, second, first);
  if (first === second) return isoAt(numeric, year, first, second);
  const american =
    numeric[2] === "/" &&
    /^,? \d{1,2}:\d\d(?::\d\d)? ?[AP]\.?M/.test(words.slice(numeric.index + numeric[0].length));
  return american ? isoAt(numeric, year, first, second) : null;
}

function isoAt(match: RegExpExecArray, year: number, month: number, day: number): PrintedDate | null {
  const date = new Date(Date.UTC(year, month - 1, day));
  if (date.getUTCMonth() !== month - 1 || date.getUTCDate() !== day || year < 1800) return null;
  return { iso: date.toISOString().slice(0, 10), start: match.index, end: match.index + match[0].length };
}

function datelineDate(text: string, dateline: Dateline | null, rules: NoiseRules): FrontMatter["published"] {
  if (!dateline?.date) return null;
  const date = dateIn(text.slice(dateline.date.start, dateline.date.end), rules);
  return (
    date && { date: date.iso, start: dateline.date.start + date.start, end: dateline.date.start + date.end }
  );
}

/** The service named in the dateline, else the holder of the copyright. */
function outletOf(
  text: string,
  dateline: Dateline | null,
  candidates: readonly Line[],
): FrontMatter["outlet"] {
  if (dateline?.outlet) {
    const { start, end } = dateline.outlet;
    return { name: text.slice(start, end), start, end };
  }
  for (const line of candidates) {
    if (line.end - line.start > 200) continue;
    const words = text.slice(line.start, line.end);
    const holder =
      /^(?:\(?©|\(c\)|Copyright(?: ©| \(c\))?) ?(?:19|20)\d\d(?:[-–](?:19|20)?\d\d)?,? (?:by )?(\p{Lu}[\p{L}\p{N} &'’.-]{1,60}?)(?=\)?\.? ?(?:- )?(?:All|$))/u.exec(
        words,
      );
    if (!holder) continue;
    const name = holder[1]!.trim();
    const start = line.start + holder.index + holder[0].lastIndexOf(holder[1]!);
    return { name, start, end: start + name.length };
  }
  return null;
}
