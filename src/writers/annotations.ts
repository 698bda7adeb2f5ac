/** `annotations`: W3C Web Annotations, one a claim, on the words of the report that it rests on. */
import type { Claim, Edition, EditionReport } from "../model/edition.js";
import type { Span } from "../model/span.js";
import { encoded } from "./chunks.js";
import { claimInWords } from "./claim-words.js";
import { EditionIndex } from "./edition-index.js";
import { isVerbatim } from "./privacy/quotes.js";
import type { WriteContext, Writer } from "./writer.js";

export const annotationsWriter: Writer = {
  id: "annotations",
  mediaType: 'application/ld+json; profile="http://www.w3.org/ns/anno.jsonld"',
  extension: "jsonld",
  write: (edition, context) => encoded(page(edition, context)),
};

const CONTEXT = ["http://www.w3.org/ns/anno.jsonld", { quipu: "urn:quipu:" }];
/** Words that may stand before or after an ambiguous quote. */
const AROUND = 3;

/** Report by report, so that one text is held at a time. */
async function* page(edition: Edition, context: WriteContext): AsyncGenerator<string> {
  const index = new EditionIndex(edition);
  const byReport = new Map<string, { claim: Claim; event: string }[]>();
  for (const event of edition.events)
    for (const claim of event.claims) {
      const known = byReport.get(claim.report);
      if (known === undefined) byReport.set(claim.report, [{ claim, event: event.id }]);
      else known.push({ claim, event: event.id });
    }
  yield `{"@context":${JSON.stringify(CONTEXT)},"id":"urn:quipu:edition:${edition.number}:annotations","type":"AnnotationPage","items":[`;
  let first = true;
  for (const [id, claims] of byReport) {
    const report = index.reports.get(id);
    if (report === undefined) continue;
    const text = await context.text(id);
    if (text === null) {
      const message =
        "The text of the report is not at hand: its annotations have offsets in UTF-16 units only, and no TextPositionSelector.";
      context.found({ code: "export.no_text", message, about: id });
    }
    const points = text === null ? null : codePoints(text);
    for (const { claim, event } of claims) {
      yield `${first ? "" : ","}\n${JSON.stringify(annotation(claim, event, report, text, points, context))}`;
      first = false;
    }
  }
  yield "\n]}\n";
}

function annotation(
  claim: Claim,
  event: string,
  report: EditionReport,
  text: string | null,
  points: ((offset: number) => number) | null,
  context: WriteContext,
) {
  const source = report.url ?? `urn:quipu:report:${encodeURIComponent(report.id)}`;
  return {
    id: `urn:quipu:claim:${encodeURIComponent(claim.id)}`,
    type: "Annotation",
    motivation: claim.field === "type" ? "classifying" : "describing",
    creator: { id: `urn:quipu:agent:${encodeURIComponent(claim.coder)}`, type: agentType(claim.coder) },
    body: [
      {
        type: "TextualBody",
        purpose: "tagging",
        format: "text/plain",
        value: `${claim.field}: ${claimInWords(claim)}`,
      },
      { id: `urn:quipu:event:${encodeURIComponent(event)}`, purpose: "linking" },
    ],
    target: claim.quotes.map((span) => ({
      source,
      "quipu:sha256": report.sha256,
      "quipu:utf16": [span.start, span.end],
      selector: selectors(span, text, points, context),
    })),
  };
}

function agentType(coder: string): string {
  return coder.startsWith("human:") ? "Person" : "Software";
}

/** The Recommendation counts code points, Quipu UTF-16 units: they differ after an emoji. */
function selectors(
  span: Span,
  text: string | null,
  points: ((offset: number) => number) | null,
  context: WriteContext,
): readonly object[] {
  const position =
    points === null
      ? []
      : [{ type: "TextPositionSelector", start: points(span.start), end: points(span.end) }];
  if (!isVerbatim(span.quote)) return position;
  return [{ type: "TextQuoteSelector", exact: span.quote, ...around(span, text, context) }, ...position];
}

/**
 * `prefix` and `suffix`, a few words, only where the quote stands more than once in the text: they are quotes as well, and
 * left out of what is meant for others.
 */
function around(span: Span, text: string | null, context: WriteContext): object {
  if (text === null || context.public) return {};
  if (text.indexOf(span.quote) === text.lastIndexOf(span.quote)) return {};
  const prefix = /(?:\S+\s+){0,3}\S*$/.exec(text.slice(Math.max(0, span.start - 60), span.start))?.[0] ?? "";
  const suffix = text
    .slice(span.end, span.end + 60)
    .split(/(?<=\s)/)
    .slice(0, AROUND)
    .join("");
  if (context.hides(prefix) || context.hides(suffix)) return {};
  return { prefix, suffix };
}

/** From UTF-16 offsets to code points, for offsets in any order. */
function codePoints(text: string): (offset: number) => number {
  const astral: number[] = [];
  for (let i = 0; i + 1 < text.length; i++) {
    const unit = text.charCodeAt(i);
    const next = text.charCodeAt(i + 1);
    if (unit >= 0xd800 && unit < 0xdc00 && next >= 0xdc00 && next < 0xe000) astral.push(i);
  }
  return (offset) => {
    let [low, high] = [0, astral.length];
    while (low < high) {
      const middle = (low + high) >> 1;
      if (astral[middle]! < offset) low = middle + 1;
      else high = middle;
    }
    return offset - low;
  };
}
