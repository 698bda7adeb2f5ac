/** The patterns of what is no part of a report, as `build.ts` writes them, and how they are loaded. */
import { readFileSync } from "node:fs";
import type { NoiseKind } from "../../model/coding.js";
import { dataFile } from "../data.js";

/** `languages/LANG/noise.yaml` as JSON, with month names put into its patterns. */
export type NoiseData = {
  readonly longest_line: number;
  readonly longest_caption: number;
  readonly lines: Readonly<Record<string, readonly string[]>>;
  readonly buttons: readonly string[];
  readonly buttons_need: readonly string[];
  readonly patterns: ReadonlyArray<{
    readonly kind: NoiseKind;
    readonly is: string;
    readonly case?: boolean;
    readonly unless?: string;
  }>;
  readonly credits: readonly string[];
  readonly lists: readonly string[];
  readonly agency_codes: readonly string[];
  readonly agency_tails: readonly string[];
  readonly link_tails: readonly string[];
  readonly datelines: {
    readonly agencies: readonly string[];
    readonly outlets: readonly string[];
    readonly not_places: readonly string[];
  };
  readonly months: readonly string[];
  readonly months_short: readonly string[];
  readonly published: readonly string[];
  readonly beside_dates: readonly string[];
  readonly updated: readonly string[];
};

/** The same, compiled: sets and regular expressions. */
export type NoiseRules = {
  readonly longestLine: number;
  readonly longestCaption: number;
  readonly lines: ReadonlyMap<string, NoiseKind>;
  readonly buttons: ReadonlySet<string>;
  readonly buttonsNeed: ReadonlySet<string>;
  readonly patterns: ReadonlyArray<{
    readonly kind: NoiseKind;
    readonly is: RegExp;
    readonly unless: RegExp | null;
  }>;
  /** A line that none of these matches is none of the patterns. */
  readonly any: readonly RegExp[];
  /** Matches a credit at the end of a line. */
  readonly credit: RegExp;
  readonly lists: ReadonlySet<string>;
  readonly agencyCode: RegExp;
  /** Matches " - Reuters" or " (AFP)" at the end of a line. */
  readonly agencyTail: RegExp;
  /** Matches ". Related stories:" within a line, "Â" being what is left of a space in another encoding. */
  readonly linkTail: RegExp;
  readonly agencies: ReadonlySet<string>;
  readonly outlets: ReadonlySet<string>;
  readonly notPlaces: ReadonlySet<string>;
  /** One alternation of month names and their abbreviations: "july", "July" and "JULY". */
  readonly month: string;
  /** A full date with the name of its month. */
  readonly fullDate: RegExp;
  /** Month number by the first three letters of its name. */
  readonly monthNumber: Readonly<Record<string, number>>;
  /** What stands beside a printed date: weekdays, times of day, zones, "last updated at". */
  readonly beside: RegExp;
  readonly published: ReadonlySet<string>;
  readonly updated: ReadonlySet<string>;
};

const loaded = new Map<string, NoiseRules>();

/** Noise patterns of a language ("en"). Read once. Throws when `dist/data` lacks them. */
export function noiseRules(lang: string): NoiseRules {
  let rules = loaded.get(lang);
  if (!rules) {
    rules = compile(JSON.parse(readFileSync(dataFile(`${lang}/noise.json`), "utf8")) as NoiseData);
    loaded.set(lang, rules);
  }
  return rules;
}

const escaped = (text: string): string => text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
/** A pattern for a month name, full or short. */
export const monthPattern = (data: Pick<NoiseData, "months" | "months_short">): string =>
  `(?:${[...data.months, ...data.months_short.map((month) => `${month}\\.?`)].join("|")})`;

const anyCase = (words: readonly string[]): string =>
  `(?:${words.flatMap((word) => [word, word[0]!.toUpperCase() + word.slice(1), word.toUpperCase()]).join("|")})`;

const flagsOf = (pattern: { readonly case?: boolean }): string => (pattern.case ? "u" : "iu");

/** Every match of a global pattern. Unlike `matchAll`, it compiles no copy of the pattern. */
export function every(pattern: RegExp, text: string): RegExpExecArray[] {
  const found: RegExpExecArray[] = [];
  pattern.lastIndex = 0;
  for (let match = pattern.exec(text); match !== null; match = pattern.exec(text)) {
    found.push(match);
    if (match[0] === "") pattern.lastIndex++;
  }
  return found;
}

function compile(data: NoiseData): NoiseRules {
  const lines = new Map<string, NoiseKind>();
  for (const [kind, list] of Object.entries(data.lines)) {
    for (const line of list) lines.set(line, kind as NoiseKind);
  }
  const tails = data.agency_tails.map(escaped).join("|");
  const month = anyCase([...data.months, ...data.months_short.map((short) => `${short}\\.?`)]);
  return {
    longestLine: data.longest_line,
    longestCaption: data.longest_caption,
    lines,
    buttons: new Set(data.buttons),
    buttonsNeed: new Set(data.buttons_need),
    patterns: data.patterns.map((pattern) => ({
      kind: pattern.kind,
      is: new RegExp(`^(?:${pattern.is})$`, flagsOf(pattern)),
      unless: pattern.unless === undefined ? null : new RegExp(pattern.unless, "iu"),
    })),
    any: [...new Set(data.patterns.map(flagsOf))].map(
      (flags) =>
        new RegExp(
          `^(?:${data.patterns
            .filter((pattern) => flagsOf(pattern) === flags)
            .map(({ is }) => `(?:${is})`)
            .join("|")})$`,
          flags,
        ),
    ),
    credit: new RegExp(`(?:${data.credits.join("|")})\\s*$`, "u"),
    lists: new Set(data.lists),
    agencyCode: new RegExp(data.agency_codes.join("|"), "gu"),
    agencyTail: new RegExp(
      `(?:\\s?[-–—]{1,2}\\s?(?:${tails})(?: \\([A-Z]{2,6}\\))?|\\s\\((?:${tails})\\)|\\s[-–—]\\s\\((?:${tails})\\))\\.?$`,
      "iu",
    ),
    linkTail: new RegExp(
      `[.!?]["”’)]?\\s{1,3}(?:${data.link_tails.map(escaped).join("|")})\\s?[:|»>–Â]`,
      "iu",
    ),
    agencies: new Set(data.datelines.agencies),
    outlets: new Set(data.datelines.outlets),
    notPlaces: new Set(data.datelines.not_places),
    month,
    fullDate: new RegExp(
      `(?<![\\p{L}\\d])(?:(?<m1>${month}) (?<d1>\\d{1,2})(?:st|nd|rd|th)?,? (?<y1>\\d{4})|(?<d2>\\d{1,2})(?:st|nd|rd|th)? (?<m2>${month}),? (?<y2>\\d{4}))(?!\\d)`,
      "u",
    ),
    monthNumber: Object.fromEntries(data.months.map((month, i) => [month.slice(0, 3), i + 1])),
    beside: new RegExp(
      `(?<![\\p{L}\\d])(?:(?:${data.beside_dates.join("|")})(?![\\p{L}\\d])|\\d{1,2}[:. ]\\d\\d(?::\\d\\d)? ?(?:[ap]\\.?m\\.?)?(?: ?[A-Z]{2,4})?(?![\\p{L}\\d])|\\d{1,2} ?[ap]\\.?m\\.?(?![\\p{L}\\d])|@)\\.?`,
      "giu",
    ),
    published: new Set(data.published),
    updated: new Set(data.updated),
  };
}
