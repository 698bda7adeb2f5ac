/** Fills in what an input did not say about a report but its text does: language, day of publication, title, outlet. */
import { frontMatter } from "../text/noise/front-matter.js";
import { readDay } from "./day.js";
import type { IncomingReport, InputFinding } from "./incoming.js";
import { hasRules, languageOf } from "./language.js";

/** A report with all that can be known about it; `codable` false where no rules fit its language. */
export type CompleteReport = IncomingReport & { readonly codable: boolean };

/** Looks into the text for what is missing; what stays unknown is a finding. `today`: see `Hints`. */
export async function complete(incoming: IncomingReport, today: string): Promise<CompleteReport> {
  const { file, line, findings } = incoming;
  const { id, text } = incoming.report;
  const found: InputFinding[] = [...findings];
  const note = (code: string, message: string) => found.push({ code, message, file, line, report: id });

  const lang = incoming.report.lang ?? (await languageOf(text));
  if (lang === null)
    note(
      "lang.unknown",
      'The words are too few to tell the language; the report is not coded. Say it with --lang, or in the record\'s "lang".',
    );
  else if (!hasRules(lang))
    note(
      "lang.unsupported",
      `The report is in ${languageName(lang)}; there are no rules for it yet, so it is not coded. If that is wrong, say so with --lang.`,
    );
  if (lang === null || !hasRules(lang))
    return {
      ...incoming,
      report: Object.freeze({ ...incoming.report, lang }),
      findings: found,
      codable: false,
    };

  const printed = frontMatter(text, lang);
  const day = printed.published && readDay(printed.published.date, today).day;
  const published = incoming.report.published ?? day;
  if (published === null)
    note(
      "published.unknown",
      'The day of publication is unknown, so words such as "on Friday" give no date. Say it with --published YYYY-MM-DD, or in the record\'s "published".',
    );
  const title = incoming.report.title ?? printed.title;
  const outlet = incoming.report.outlet ?? printed.outlet?.name ?? null;
  const report = Object.freeze({ ...incoming.report, lang, published, title, outlet });
  return { ...incoming, report, findings: found, codable: true };
}

function languageName(lang: string): string {
  try {
    return new Intl.DisplayNames(["en"], { type: "language" }).of(lang) ?? lang;
  } catch {
    return `"${lang}"`;
  }
}
