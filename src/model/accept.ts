/** The gate that every coding passes, whoever made it: the rule coder, a model or a person. */
import { acceptAttribution, acceptEvent } from "./accept-event.js";
import { checkFigure } from "./accept-figure.js";
import type { Codebook } from "./codebook.js";
import type { Coding, Finding, Link, NoiseKind, Relation } from "./coding.js";
import { LINK_RELATIONS, RELATION_TYPES } from "./coding.js";
import {
  type Gate,
  isDay,
  note,
  type Row,
  readList,
  readOneOf,
  readQuote,
  readRow,
  readSpan,
  readText,
  readWhole,
  show,
} from "./gate.js";
import type { Report } from "./report.js";

const NOISE_KINDS = Object.keys({
  site_furniture: true,
  photo_credit: true,
  dateline: true,
  byline: true,
  copyright: true,
  navigation: true,
  agency_code: true,
} satisfies Record<NoiseKind, true>) as NoiseKind[];

/** As `Relation.status` has them. */
const RELATION_STATUSES = ["current", "historical"] as const satisfies readonly Relation["status"][];
const BASES = Object.keys({ text: true, inferred: true, claimed: true } satisfies Record<
  Link["basis"],
  true
>) as Link["basis"][];

/**
 * What is wrong with a coding of a report under a codebook; an empty list means accepted. The coding may be anything
 * that was parsed from JSON: wrong types are findings too, and nothing is thrown. Findings come in the order of the coding.
 * The codes are those of `ACCEPT_FINDINGS`; a message says where, what, why and what to do.
 */
export function accept(coding: Coding, report: Report, codebook: Codebook): Finding[] {
  const gate: Gate = { text: report.text, found: [] };
  const row = readRow(gate, coding as unknown, "coding");
  if (row === null) return gate.found;
  const published = acceptHead(gate, row, report);
  readText(gate, row, "coder", "coding");
  acceptCodebookId(gate, row, codebook);
  readList(gate, row, "seen", "", (seen, path) => readText(gate, { seen }, "seen", path));

  if (row.answers !== undefined) readText(gate, row, "answers", "coding");

  const ids = new Set<string>();
  readList(gate, row, "events", "", (event, path) => {
    const id = acceptEvent(gate, event, path, { reportId: report.id, published, codebook });
    if (id === null) return;
    if (ids.has(id)) {
      const message = `another event has the id ${show(id)} too. One trigger makes one record. Merge the two, or give each its own trigger words.`;
      note(gate, "id.duplicate", path, message);
    }
    ids.add(id);
  });
  readList(gate, row, "links", "", (link, path) => acceptLink(gate, link, path, ids));
  readList(gate, row, "figures", "", (figure, path) => {
    const free = checkFigure(gate, figure, path);
    if (free === null) return;
    readText(gate, free, "population", path, null, { orNull: true });
    if (free.unit !== undefined) readText(gate, free, "unit", path);
  });
  readList(gate, row, "relations", "", (relation, path) => acceptRelation(gate, relation, path));
  readList(gate, row, "noise", "", (noise, path) => acceptNoise(gate, noise, path));
  readList(gate, row, "findings", "", (finding, path) => acceptFinding(gate, finding, path));
  return gate.found;
}

/** Checks that the coding speaks of this report; returns the day of publication that its dates are held against. */
function acceptHead(gate: Gate, coding: Row, report: Report): string | null {
  const head = readRow(gate, coding.report, "report");
  if (head === null) return report.published;
  const id = readText(gate, head, "id", "report");
  if (id !== null && id !== report.id) {
    const message = `the coding is of ${show(id)}, the report given is ${show(report.id)}. Claims hold for one report only. Look up the report that was coded.`;
    note(gate, "report.id", "report.id", message);
  }
  const hash = readText(gate, head, "sha256", "report");
  if (hash !== null && hash !== report.sha256) {
    const message = `${show(hash)} is not the hash of the report, ${show(report.sha256)}. The text was changed after it was coded, or another was coded. Code this text again.`;
    note(gate, "report.sha256", "report.sha256", message);
  }
  for (const key of ["lang", "title", "outlet", "url"]) {
    readText(gate, head, key, "report", null, { orNull: true, orEmpty: true });
  }
  const published = readText(gate, head, "published", "report", null, { orNull: true });
  if (published !== null && !isDay(published)) {
    const message = `${show(published)} is no day of the calendar. Dates in the report are resolved against it. Write YYYY-MM-DD, or null if unknown.`;
    note(gate, "date.invalid", "report.published", message);
    return report.published;
  }
  if (published !== null && report.published !== null && published !== report.published) {
    const message = `the coding has ${published}, the report ${report.published}. Dates resolved against another day are wrong. Code the report again with its own date.`;
    note(gate, "report.published", "report.published", message);
  }
  return report.published ?? published;
}

function acceptCodebookId(gate: Gate, coding: Row, codebook: Codebook): void {
  const id = readText(gate, coding, "codebook", "coding");
  if (id === null || id === codebook.id) return;
  const message = `coded with ${show(id)}, checked against ${show(codebook.id)}. Codes mean what their own version says. Check it against the version it was coded with.`;
  note(gate, "codebook.mismatch", "coding.codebook", message);
}

function acceptLink(gate: Gate, value: unknown, path: string, ids: ReadonlySet<string>): void {
  const link = readRow(gate, value, path);
  if (link === null) return;
  const place = readQuote(gate, link, "quote", path, { orNull: true });
  readOneOf(gate, link, "relation", path, LINK_RELATIONS, "relation.unknown", place);
  readOneOf(gate, link, "basis", path, BASES, "basis.unknown", place);
  const ends = [readText(gate, link, "from", path, place), readText(gate, link, "to", path, place)];
  for (const end of ends) {
    if (end === null || ids.has(end)) continue;
    const message = `no event of this coding has the id ${show(end)}. A link joins two events of one coding. Add the event or drop the link.`;
    note(gate, "link.dangling", path, message, place);
  }
  if (ends[0] !== null && ends[0] === ends[1]) {
    const message = `joins ${show(ends[0])} with itself. A relation needs two events. Name the other one or drop the link.`;
    note(gate, "link.self", path, message, place);
  }
}

function acceptRelation(gate: Gate, value: unknown, path: string): void {
  const relation = readRow(gate, value, path);
  if (relation === null) return;
  const place = readQuote(gate, relation, "quote", path);
  for (const key of ["subjectQuote", "objectQuote"]) readQuote(gate, relation, key, path);
  for (const key of ["subject", "object"]) readText(gate, relation, key, path, place);
  readOneOf(gate, relation, "type", path, RELATION_TYPES, "relation.unknown", place);
  readOneOf(gate, relation, "status", path, RELATION_STATUSES, "status.unknown", place);
  acceptAttribution(gate, relation.attribution, path, place);
}

function acceptNoise(gate: Gate, value: unknown, path: string): void {
  const noise = readRow(gate, value, path);
  if (noise === null) return;
  const place = readSpan(gate, noise, path);
  readOneOf(gate, noise, "kind", path, NOISE_KINDS, "kind.unknown", place);
}

function acceptFinding(gate: Gate, value: unknown, path: string): void {
  const finding = readRow(gate, value, path);
  if (finding === null) return;
  readText(gate, finding, "code", path);
  readText(gate, finding, "message", path);
  if (finding.place === null) return;
  const place = readRow(gate, finding.place, `${path}.place`);
  if (place === null) return;
  const start = readWhole(gate, place, "start", `${path}.place`);
  const end = readWhole(gate, place, "end", `${path}.place`);
  if (start === null || end === null || (0 <= start && start <= end && end <= gate.text.length)) return;
  const message = `[${start}, ${end}) does not lie in the report. A finding points at the words it is about. Correct the offsets, or give null.`;
  note(gate, "span.outside", `${path}.place`, message);
}
