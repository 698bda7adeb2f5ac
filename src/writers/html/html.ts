/** `html`: one page that works from a file, without a network and without a script: each report beside the record made of it. */
import type { Claim, Edition, EditionEvent, EditionReport } from "../../model/edition.js";
import { encoded } from "../chunks.js";
import { EditionIndex } from "../edition-index.js";
import type { WriteContext, Writer } from "../writer.js";
import { anchor, escaped, isWebAddress } from "./escape.js";
import { highlighted } from "./highlight.js";
import { card } from "./record.js";
import { STYLE } from "./style.js";

export const htmlWriter: Writer = {
  id: "html",
  mediaType: "text/html; charset=utf-8",
  extension: "html",
  write: (edition, context) => encoded(page(edition, context)),
};

const LOCAL =
  "This page shows the full text of the reports, with every name in it. It is for you, on this machine: whoever publishes it publishes the reports. Write a page for others with --public.";
const PUBLIC =
  "This page quotes a few words of each report. With the offsets and the hash, whoever has the report can check every value.";

type Told = { readonly claim: Claim; readonly event: string };

async function* page(edition: Edition, context: WriteContext): AsyncGenerator<string> {
  const index = new EditionIndex(edition);
  const claims = new Map<string, Told[]>();
  const first = new Map<string, EditionEvent[]>();
  for (const event of edition.events) {
    for (const claim of event.claims) append(claims, claim.report, { claim, event: event.id });
    const [mention] = event.mentions;
    if (mention !== undefined) append(first, mention.report, event);
  }
  yield head(edition, context.public);
  for (const report of edition.reports) {
    const told = claims.get(report.id) ?? [];
    const events = first.get(report.id) ?? [];
    if (told.length === 0 && events.length === 0) continue;
    const text = context.public ? null : await context.text(report.id);
    if (text === null && !context.public) {
      const message = "The text of the report is not at hand: the page has its quotes only.";
      context.found({ code: "export.no_text", message, about: report.id });
    }
    yield reportHead(report);
    yield `<div class="pair">\n<div class="text" lang="${escaped(report.lang ?? "und")}">`;
    yield text === null ? quotes(told) : highlighted(text, told);
    yield "</div>\n<div>\n";
    for (const event of events) yield card(event, index, context.codebook);
    yield elsewhere(told, events);
    yield "</div>\n</div>\n";
  }
  yield "</main>\n</body>\n</html>\n";
}

function append<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

function head({ number, policy, codebook, events, reports }: Edition, isPublic: boolean): string {
  const fields = ["type", "figure", "label", "actor", "place", "date", "means", "demand"];
  const key = fields.map((field) => `<span class="${field}">${field === "type" ? "event" : field}</span>`);
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>Quipu edition ${number}</title>
<style>${STYLE}</style>
</head>
<body>
<header>
<h1>Edition ${number}</h1>
<p class="small">${events.length} events of ${reports.length} reports · policy ${escaped(policy)} · codebook ${escaped(codebook)}</p>
<p class="notice">${isPublic ? PUBLIC : LOCAL}</p>
<p class="key small">${key.join(" ")}</p>
</header>
<main>
`;
}

function reportHead({ id, title, outlet, published, url, sha256 }: EditionReport): string {
  const where = [outlet, published].filter((part) => part !== null).map(escaped);
  const link =
    url === null
      ? ""
      : isWebAddress(url)
        ? ` · <a href="${escaped(url)}" rel="noreferrer">${escaped(url)}</a>`
        : ` · ${escaped(url)}`;
  return `<h2 id="${anchor("report", id)}">${escaped(title ?? "Report without a title")}</h2>
<p class="small">${where.join(" · ")}${link}<br>SHA-256 ${escaped(sha256)}</p>
`;
}

/** Where the text is not shown: the quotes that are, in the order of the text. */
function quotes(told: readonly Told[]): string {
  const found = new Map<number, string>();
  for (const { claim, event } of told)
    for (const { start, end, quote } of claim.quotes)
      if (quote !== "" && !found.has(start))
        found.set(
          start,
          `<a class="m ${claim.field}" href="#${anchor("event", event)}" title="units ${start} to ${end}">${escaped(quote)}</a>`,
        );
  const lines = [...found].sort(([a], [b]) => a - b).map(([, line]) => line);
  return lines.length === 0 ? '<span class="small">No words are quoted.</span>' : lines.join("\n… ");
}

/** Events that this report tells too, with their card beside another report. */
function elsewhere(told: readonly Told[], here: readonly EditionEvent[]): string {
  const known = new Set(here.map(({ id }) => id));
  const others = [...new Set(told.map(({ event }) => event))].filter((id) => !known.has(id));
  if (others.length === 0) return "";
  const links = others.map((id) => `<a href="#${anchor("event", id)}">${escaped(id)}</a>`);
  return `<p class="small">Also tells of ${links.join(", ")}.</p>\n`;
}
