/** Makes a report out of what an input says and what the user says, and finds fault with either. */
import { reportId, sha256 } from "../model/identity.js";
import type { Custody } from "../model/log.js";
import type { Report } from "../model/report.js";
import { readDay } from "./day.js";
import {
  type Fields,
  type Given,
  type Incoming,
  type InputFinding,
  refused,
  TEXT_LIMIT,
} from "./incoming.js";
import type { Reading } from "./reading.js";

/** Where a report stands. */
export type Origin = {
  readonly file: string;
  readonly line: number | null;
  readonly custody: Custody;
  readonly given: Given;
};

/** The primary language subtag in lower case ("en-GB" → "en", "spa" → "es"); null for what is no language tag. */
export function languageTag(value: string): string | null {
  try {
    const { language } = new Intl.Locale(value.trim().replaceAll("_", "-"));
    return language.length <= 3 && language !== "und" ? language : null;
  } catch {
    return null;
  }
}

/** An address of the web, made absolute; null for any other ("javascript:", "mailto:", a path without a base). */
export function webAddress(value: string | null | undefined, base?: string | null): string | null {
  if (!value || value.length > 4096) return null;
  try {
    const address = new URL(value, base ?? undefined);
    return /^https?:$/.test(address.protocol) ? address.href : null;
  } catch {
    return null;
  }
}

/** Whether an address is on the site of another: the same host, one below it, or with "www." before it. */
export function sameSite(address: string, home: string | null): boolean {
  if (home === null) return false;
  const host = (of: string) => new URL(of).hostname.replace(/^www\./, "");
  return host(address) === host(home) || host(address).endsWith(`.${host(home)}`);
}

/**
 * The report, or the finding that says why there is none: no text, or too much of it. `found` are findings of the reader
 * (replaced bytes, odd fields); those about date and language are added to them.
 */
export function compose(
  fields: Fields,
  origin: Origin,
  { hints, source }: Pick<Reading, "hints" | "source">,
  found: ReadonlyArray<{ code: string; message: string }>,
): Incoming {
  const { text } = fields;
  const { file, line, custody, given } = origin;
  if (text.trim() === "")
    return refused("text.empty", "There is no text to code: it is empty or all white space.", file, line);
  if (text.length > TEXT_LIMIT) return tooLong(file, line);
  const outlet = hints.outlet ?? source?.name ?? fields.outlet ?? given.outlet ?? null;
  const url = hints.url ?? fields.url ?? given.url ?? null;
  const id = fields.id ?? given.id ?? reportId({ source: source?.slug ?? outlet, url, text });
  const findings: InputFinding[] = [];
  const note = (code: string, message: string) => findings.push({ code, message, file, line, report: id });
  for (const finding of found) note(finding.code, finding.message);

  const published = hints.published ?? fields.published ?? given.published ?? null;
  const day = published === null ? null : readDay(published, hints.today, source?.dayOrder ?? null);
  if (day?.why)
    note(
      "published.unusable",
      `The day of publication "${clip(published!)}" ${day.why}. It is treated as unknown.`,
    );
  const language = hints.lang ?? source?.language ?? fields.lang ?? given.lang ?? null;
  const lang = language === null ? null : languageTag(language);
  if (language !== null && lang === null)
    note(
      "lang.unusable",
      `"${clip(language)}" is no language tag such as en or es. The language is guessed from the text.`,
    );
  const report: Report = Object.freeze({
    id,
    text,
    sha256: sha256(text),
    lang,
    published: day?.day ?? null,
    title: fields.title ?? given.title ?? null,
    outlet,
    url,
  });
  return { kind: "report", report, custody, file, line, findings };
}

export function tooLong(file: string, line: number | null): Incoming {
  const limit = TEXT_LIMIT.toLocaleString("en");
  const message = `One report of more than ${limit} characters is not read. Split it into its reports, one file each, or write them as JSONL, one report a line: that streams at any size.`;
  return refused("text.too_long", message, file, line);
}

/** The beginning of a value that may be long, for messages. */
export function clip(value: string): string {
  return value.length > 60 ? `${value.slice(0, 60)}…` : value;
}
