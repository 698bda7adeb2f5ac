/** Marks what is no part of the report: site furniture, credits, bylines, datelines, copyright, lists of links, agency codes. */
import type { NoiseKind } from "../../model/coding.js";
import type { NoiseSpan } from "../analysis.js";
import { type Dateline, datelineAt } from "./dateline.js";
import { every, type NoiseRules, noiseRules } from "./rules.js";

/** A line of the text without its outer spaces; blank lines are left out. */
export type Line = { readonly start: number; readonly end: number };

/** Datelines are looked for in the first lines that are no noise. */
const OPENING_LINES = 8;
/** A line of a list of links is no longer than this. */
const LONGEST_LINK = 250;
/** How much of the end of a line is searched for credits and agency codes, and for links to other reports. */
const [TAIL, LINKS] = [200, 400];

/** Noise in reading order, none overlapping another. Lines are judged one by one; linear in the length of the text. */
export function noise(text: string, lang = "en"): NoiseSpan[] {
  const rules = noiseRules(lang);
  const found: NoiseSpan[] = [];
  let list = false;
  let prose = 0;
  for (const line of lines(text)) {
    const words = text.slice(line.start, Math.min(line.end, line.start + rules.longestLine + 1));
    const heading = rules.lists.has(bare(words));
    if (heading) list = true;
    const kind = heading ? "navigation" : lineKind(words, rules);
    if (kind) {
      found.push({ start: line.start, end: line.end, kind });
      continue;
    }
    if (list && isLink(words, line)) {
      found.push({ start: line.start, end: line.end, kind: "navigation" });
      continue;
    }
    list = false;
    if (prose < OPENING_LINES) {
      const dateline = datelineAt(text, line, prose === 0, rules);
      if (dateline) found.push(...datelineSpans(dateline));
    }
    prose++;
    found.push(...tails(text, line, found.at(-1)?.end ?? 0, rules));
  }
  return found;
}

/** Lines of a text, trimmed, without blank ones. */
export function* lines(text: string): Generator<Line> {
  let at = 0;
  while (at < text.length) {
    let end = text.indexOf("\n", at);
    if (end < 0) end = text.length;
    let start = at;
    let stop = end;
    while (start < stop && isSpace(text.charCodeAt(start))) start++;
    while (stop > start && isSpace(text.charCodeAt(stop - 1))) stop--;
    if (stop > start) yield { start, end: stop };
    at = end + 1;
  }
}

const isSpace = (code: number): boolean =>
  code === 32 || (code >= 9 && code <= 13) || code === 0xa0 || code === 0xfeff || code === 0x200b;

/** A line in lower case without its last punctuation and bullets: what the lists of whole lines hold. */
function bare(words: string): string {
  if (words.length > 80) return "";
  return words
    .toLowerCase()
    .replace(/^[•·»>\-–×*[\s]{1,4}/, "")
    .replace(/[.:»>\]…\s]{1,4}$/, "");
}

/** What a whole line is, or null where it is prose. */
export function lineKind(words: string, rules: NoiseRules): NoiseKind | null {
  if (words.length > rules.longestLine) return null;
  const whole = rules.lines.get(bare(words)) ?? rules.lines.get(words.toLowerCase());
  if (whole) return whole;
  if (isButtons(words, rules)) return "site_furniture";
  if (!rules.any.some((any) => any.test(words))) return null;
  for (const pattern of rules.patterns) {
    if (pattern.is.test(words) && !pattern.unless?.test(words)) return pattern.kind;
  }
  return null;
}

/** "Facebook Twitter Linkedin Mail", "Share | Tweet". */
function isButtons(words: string, rules: NoiseRules): boolean {
  if (words.length > 120) return false;
  const parts = words
    .toLowerCase()
    .split(/[\s|•·,/]+/)
    .filter((part) => part !== "");
  return (
    parts.length > 0 &&
    parts.every((part) => rules.buttons.has(part)) &&
    parts.some((part) => rules.buttonsNeed.has(part))
  );
}

/** A line of a list of links: short, and no sentence. */
function isLink(words: string, line: Line): boolean {
  const length = line.end - line.start;
  if (length > LONGEST_LINK) return false;
  return length < 60 || !/[.!?]["”’)]?$/.test(words);
}

function datelineSpans(dateline: Dateline): NoiseSpan[] {
  const own: NoiseSpan = { start: dateline.start, end: dateline.end, kind: "dateline" };
  return dateline.byline ? [{ ...dateline.byline, kind: "byline" }, own] : [own];
}

/** Credits and agency codes in a line of prose; a short line that ends with a credit is a caption and noise as a whole. */
function tails(text: string, line: Line, from: number, rules: NoiseRules): NoiseSpan[] {
  const start = Math.max(line.start, from);
  const found: NoiseSpan[] = [];
  const code = codes(text, { start, end: line.end }, rules);
  const tailStart = Math.max(start, line.end - TAIL);
  const tail = text.slice(tailStart, line.end);
  const credit = rules.credit.exec(tail);
  if (credit) {
    const caption = line.end - line.start <= rules.longestCaption && from <= line.start;
    const opens = caption ? line.start : tailStart + credit.index + leading(credit[0]);
    return [
      ...code.filter((span) => span.end <= opens),
      { start: opens, end: line.end, kind: "photo_credit" },
    ];
  }
  found.push(...code);
  const linksFrom = Math.max(start, line.end - LINKS);
  const links = rules.linkTail.exec(text.slice(linksFrom, line.end));
  if (links) {
    const opens = linksFrom + links.index + leading(links[0]);
    return [
      ...found.filter((span) => span.end <= opens),
      { start: opens, end: line.end, kind: "navigation" },
    ];
  }
  const agency = rules.agencyTail.exec(tail);
  if (agency && tailStart + agency.index > start && (code.at(-1)?.end ?? 0) <= tailStart + agency.index) {
    found.push({ start: tailStart + agency.index + leading(agency[0]), end: line.end, kind: "agency_code" });
  }
  return found;
}

/** Units of a match that close the sentence before it. */
const leading = (match: string): number => /^[\s.!?)”"]*/.exec(match)![0].length;

function codes(text: string, span: Line, rules: NoiseRules): NoiseSpan[] {
  const words = text.slice(span.start, span.end);
  const found: NoiseSpan[] = [];
  for (const match of every(rules.agencyCode, words)) {
    const start = span.start + match.index + leading(match[0]);
    const end = span.start + match.index + match[0].trimEnd().length;
    if (end > start) found.push({ start, end, kind: "agency_code" });
  }
  return found;
}
