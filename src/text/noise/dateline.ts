/** Finds the dateline of a report: place, date and agency before a dash or colon at the head of its first paragraph. */
import { every, type NoiseRules } from "./rules.js";

type Stretch = { readonly start: number; readonly end: number };

/** Offsets into the text. `place` without its region; `date` holds a year only where the text prints one. */
export type Dateline = Stretch & {
  readonly place: Stretch | null;
  readonly region: Stretch | null;
  readonly date: Stretch | null;
  readonly agency: Stretch | null;
  /** A newspaper or service in the place of the town: "Harbour News, 24 March -". */
  readonly outlet: Stretch | null;
  /** The author's name before it on the same line. */
  readonly byline: Stretch | null;
};

/** How far into a line a dateline may reach. */
const HEAD = 300;

type Forms = {
  readonly start: RegExp;
  readonly title: RegExp;
  readonly inside: RegExp;
  readonly outlet: RegExp;
};
const forms = new WeakMap<NoiseRules, Forms>();

const TOWN = "(?:[\\p{Lu}][\\p{Lu}'’.-]+|[\\p{Lu}]\\.)(?:[ /][\\p{Lu}][\\p{Lu}'’.-]+){0,4}";
const WORD = "[\\p{Lu}][\\p{L}.'’-]*";
const TITLE = "[\\p{Lu}][\\p{Ll}'’.-]+";
const REGION = `(?:(?:, ${WORD}(?: (?:of|and|the|${WORD})){0,3}){1,2}| \\(${WORD}(?: ${WORD}){0,2}\\)(?=,))`;
const AGENCY = "\\([\\p{L}][\\p{L}\\p{N} .,/&'’-]{1,30}\\)";
const DASH = "(?:\\s?(?:--|[–—])|\\s[-_](?=\\s|$))";

function formsOf(rules: NoiseRules): Forms {
  let known = forms.get(rules);
  if (!known) {
    const day = `(?:${rules.month} \\d{1,2}|\\d{1,2} ${rules.month})(?:,? (?:\\d{4}|\\d\\d(?= ?(?:\\(|--|[–—]))))?`;
    const date = `,? ?(?<date>(?:[\\p{L}]{3,6}day,? )?${day})`;
    const tail = `(?<region>${REGION})??(?:${date})?`;
    known = {
      start: new RegExp(`^(?<place>${TOWN})${tail}(?: ?(?<agency>${AGENCY}))?(?:${DASH}|:(?=\\s))`, "u"),
      title: new RegExp(
        `^(?<place>${TITLE}(?: (?:de |la |el |al-)?${TITLE}){0,3})${tail}(?: ?(?<agency>${AGENCY}))?(?:\\s(?:--|[-–—])(?=\\s)|:(?=\\s))`,
        "u",
      ),
      inside: new RegExp(
        `(?<=^|[\\s.!?”"])(?<place>${TOWN})${tail}(?: ?(?<agency>${AGENCY}))?\\s?(?:--|[-–—])(?=\\s)`,
        "gu",
      ),
      outlet: new RegExp(`^(?<place>[\\p{L}][\\p{L}\\p{N} .'’-]{2,40}?)${date}\\s(?:--|[-–—])(?=\\s)`, "u"),
    };
    forms.set(rules, known);
  }
  return known;
}

/** Every dateline ends in one of these: most lines have none, and need no closer look. */
const ENDS = /--|[–—]|[-_](?:\s|$)|:\s/;

/** The dateline at the head of the line `[start, end)`, or null. `first`: the line opens the text. */
export function datelineAt(text: string, line: Stretch, first: boolean, rules: NoiseRules): Dateline | null {
  const head = text.slice(line.start, Math.min(line.end, line.start + HEAD));
  if (!ENDS.test(head)) return null;
  const found = atStart(head, line.start, first, rules) ?? (first ? inside(head, line.start, rules) : null);
  return (
    found && {
      ...found,
      end: found.end + (TAGS.exec(text.slice(found.end, found.end + HEAD))?.[0].length ?? 0),
    }
  );
}

/** "[TEXT]", "[REPORT] [ANA REY]": what an editor says of the text that follows. */
const TAGS = /^(?:\s{1,3}\[[\p{L}\p{N} ,.'()/-]{2,90}\s?[\p{L}\p{N} ,.'()/-]{0,60}\](?=\s)){1,4}/u;

function atStart(head: string, offset: number, first: boolean, rules: NoiseRules): Dateline | null {
  const form = formsOf(rules);
  // The forms that open with a town need a capital; the one of an outlet needs the day of a date.
  const opensBig = /^\p{Lu}/u.test(head);
  const capitals = opensBig ? form.start.exec(head) : null;
  if (capitals && isTown(capitals.groups!.place!, rules)) {
    const { date, agency, region } = capitals.groups!;
    const colon = capitals[0].endsWith(":");
    // "THE MASSACRE--FOR WHICH NOBODY ...", broken into lines
    const parted = !first && !date && !agency && !region && /\S/.test(head[capitals[0].length] ?? " ");
    if (parted) return null;
    if (!colon || date || agency || (first && !region)) return read(capitals, head, offset, 0);
  }
  const outlet = /\d/.test(head) ? form.outlet.exec(head) : null;
  if (outlet) {
    const named = outlet
      .groups!.place!.toLowerCase()
      .split(" ")
      .some((word) => rules.outlets.has(word));
    if (named) {
      const found = read(outlet, head, offset, 0);
      return { ...found, place: null, region: null, outlet: found.place };
    }
  }
  const title = opensBig ? form.title.exec(head) : null;
  if (title && isTown(title.groups!.place!, rules)) {
    const { date, agency, region } = title.groups!;
    const known = agency !== undefined && rules.agencies.has(agency.slice(1, -1).toLowerCase());
    const dashed = !title[0].endsWith(":");
    if (known || (date && dashed) || (first && region && /[–—]$|--$/.test(title[0])))
      return read(title, head, offset, 0);
  }
  const lower = first ? /^\p{Ll}{3,20}(?:[/ ]\p{Ll}{3,20}){0,2}:(?= \p{Ll})/u.exec(head) : null;
  if (lower && !rules.notPlaces.has(lower[0].slice(0, -1))) {
    const place = { start: offset, end: offset + lower[0].length - 1 };
    return {
      ...place,
      end: place.end + 1,
      place,
      region: null,
      date: null,
      agency: null,
      outlet: null,
      byline: null,
    };
  }
  return null;
}

/** A dateline behind a title or an author's name on one line; it needs an agency, a date or a sentence end before it. */
function inside(head: string, offset: number, rules: NoiseRules): Dateline | null {
  for (const match of every(formsOf(rules).inside, head)) {
    if (match.index === 0 || !isTown(match.groups!.place!, rules)) continue;
    const before = head.slice(0, match.index).trimEnd();
    const afterSentence = /[.!?]["”)]?$/.test(before);
    if (!match.groups!.agency && !(afterSentence && match.index > 15)) continue;
    const by = /(?:^|\s)(?:By|BY|by):?$/.exec(before);
    const words = match.groups!.place!.split(" ");
    const name = by ? Math.min(2, words.length - 1) : 0;
    const cut = words.slice(0, name).join(" ").length + (name > 0 ? 1 : 0);
    const found = read(match, head, offset, cut);
    const ahead = before.split(/\s+/);
    const isName = ahead.length <= 4 && ahead.every((word) => /^\p{Lu}[\p{L}.'’-]*$/u.test(word));
    const opens = by ? offset + by.index + (by[0].length - by[0].trimStart().length) : offset;
    const byline = by || (isName && !afterSentence) ? { start: opens, end: found.place!.start } : null;
    return { ...found, byline: byline && trimmed(head, offset, byline) };
  }
  return null;
}

function trimmed(head: string, offset: number, span: Stretch): Stretch {
  const slice = head.slice(span.start - offset, span.end - offset);
  return { start: span.start, end: span.start + slice.trimEnd().length };
}

function isTown(place: string, rules: NoiseRules): boolean {
  const words = place.toLowerCase().split(/[ /-]/);
  return place.length > 2 && !words.some((word) => rules.notPlaces.has(word.replace(/\.$/, "")));
}

/** Offsets of the named parts of a match; `cut` units of the place belong to a name before it. */
function read(match: RegExpExecArray, head: string, offset: number, cut: number): Dateline {
  const at = (part: string | undefined, from: number): Stretch | null => {
    if (part === undefined) return null;
    const start = head.indexOf(part, from);
    return { start: offset + start, end: offset + start + part.length };
  };
  const { place, region, date, agency } = match.groups!;
  const from = match.index + cut;
  const spot = { start: offset + from, end: offset + match.index + place!.length };
  const behind = match.index + place!.length;
  return {
    start: spot.start,
    end: offset + match.index + match[0].length,
    place: spot,
    region: at(region?.replace(/^, | \(|\)/g, ""), behind),
    date: at(date, behind),
    agency: at(agency?.slice(1, -1), behind),
    outlet: null,
    byline: null,
  };
}
