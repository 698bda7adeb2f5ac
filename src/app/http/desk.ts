/** Handlers of the review desk: the queue of reports, a report with its codings, pairs to be judged, agreement of coders. */
import type { z } from "zod";
import { agreementOf } from "../../measure/agreement.js";
import type { ComparableCoding } from "../../measure/comparable.js";
import { compare as compareCodings } from "../../measure/measure.js";
import type { LogEntry } from "../../model/log.js";
import { folded, isPerson, type LedgerCoding, type LedgerJudgement, type LedgerReport } from "./ledger.js";
import { parseMention } from "./mention.js";
import { Problem } from "./problem.js";
import type { agreementQuery, blindQuery, judgementsQuery, reportsQuery } from "./queries.js";
import type { Answer, Call, Services } from "./services.js";

const STATES = { uncoded: 0, coded: 1, reviewed: 2 } as const;
type State = keyof typeof STATES;

function stateOf({ codings }: LedgerReport): State {
  if (codings.length === 0) return "uncoded";
  return codings.some(({ coder }) => isPerson(coder)) ? "reviewed" : "coded";
}

/** What is left to do first: coded by machines only, the least certain on top; then uncoded; then reviewed. */
const ORDER: Readonly<Record<State, number>> = { coded: 0, uncoded: 1, reviewed: 2 };

export async function listReports({ query, services }: Call<z.infer<typeof reportsQuery>>): Promise<Answer> {
  const { state, coder, outlet, q, limit, cursor } = query;
  await services.ledger.catchUp();
  const words = q === undefined ? [] : folded(q).split(/\s+/).filter(Boolean);
  const rows = [...services.ledger.reports.values()]
    .map((report) => ({ report, state: stateOf(report), latest: report.codings.at(-1) }))
    .filter(
      (row) =>
        (state === undefined || state.includes(row.state)) &&
        (coder === undefined || row.report.codings.some((coding) => coding.coder === coder)) &&
        (outlet === undefined || row.report.head.outlet === outlet) &&
        words.every((word) => row.report.words.includes(word)),
    )
    .map((row) => ({
      ...row,
      place: [ORDER[row.state], row.latest?.confidence ?? 2, row.report.position],
    }))
    .sort((a, b) => compare(a.place, b.place));
  const { items, next } = pageOf(rows, limit, cursor, ({ place }) => place);
  return {
    total: rows.length,
    items: items.map(({ report, state, latest }) => ({
      report: report.head,
      state,
      events: latest?.events ?? 0,
      confidence: latest?.confidence ?? null,
      coders: [...new Set(report.codings.map((coding) => coding.coder))].sort(),
    })),
    next,
  };
}

/**
 * A page of a list that is in memory, sorted by `placeOf`. The cursor is the place of the last row that was shown: what comes
 * after it is due, whatever has left the list or come into it since, so that no row is passed over.
 */
function pageOf<Row>(
  rows: readonly Row[],
  limit: number,
  cursor: string | undefined,
  placeOf: (row: Row) => readonly number[],
) {
  const last =
    cursor === undefined ? null : decodeCursor(cursor, rows.length > 0 ? placeOf(rows[0]!).length : null);
  const after = last === null ? 0 : rows.findIndex((row) => compare(placeOf(row), last) > 0);
  const from = after < 0 ? rows.length : after;
  const items = rows.slice(from, from + limit);
  const shown = items.at(-1);
  const next = shown !== undefined && from + limit < rows.length ? encodeCursor(placeOf(shown)) : null;
  return { items, next };
}

/** Which of two places in a list comes first. */
function compare(a: readonly number[], b: readonly number[]): number {
  const at = a.findIndex((number, i) => number !== b[i]);
  return at < 0 ? 0 : a[at]! - b[at]!;
}

function encodeCursor(place: readonly number[]): string {
  return Buffer.from(JSON.stringify(place)).toString("base64url");
}

/** `length`: of the places of this list; null where it is empty and any will do. */
function decodeCursor(cursor: string, length: number | null): readonly number[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(cursor, "base64url").toString("utf8"));
    if (Array.isArray(value) && value.length === (length ?? value.length) && value.every(Number.isFinite))
      return value as number[];
  } catch {
    // Falls through: it is none of ours.
  }
  throw new Problem("bad-request", "The cursor is none of this list.", "Start without one.");
}

/** The codings of a report as entries of the log; with `blind` only those by whoever asks. */
async function codingsOf(
  { query, caller, services }: Call<z.infer<typeof blindQuery>>,
  report: LedgerReport,
) {
  const own = `human:${caller.name}`;
  const shown = query.blind === "1" ? report.codings.filter(({ author }) => author === own) : report.codings;
  const entries = await Promise.all(shown.map(({ id }) => services.store.get("coding", id)));
  const items = entries
    .filter((entry): entry is LogEntry<"coding"> => entry !== null)
    .map(({ id, position, author, time, record }) => ({ id, position, author, time, coding: record }));
  return { items, hidden: report.codings.length - shown.length };
}

async function reportOf({ params, services }: Call<unknown>): Promise<LedgerReport> {
  await services.ledger.catchUp();
  const report = services.ledger.reports.get(params.id ?? "");
  if (report === undefined)
    throw new Problem(
      "not-found",
      "There is no report with this id.",
      "GET /api/reports lists those there are.",
    );
  return report;
}

export async function oneReport(call: Call<z.infer<typeof blindQuery>>): Promise<Answer> {
  const report = await reportOf(call);
  const logged = await call.services.store.report(report.id);
  const { items, hidden } = await codingsOf(call, report);
  return {
    report: { ...report.head, text: logged?.text ?? "" },
    replaces: logged?.replaces ?? null,
    custody: logged?.custody ?? null,
    codings: items,
    hidden,
  };
}

export async function codingsOfReport(call: Call<z.infer<typeof blindQuery>>): Promise<Answer> {
  const report = await reportOf(call);
  return { report: report.id, ...(await codingsOf(call, report)) };
}

/** What was last said of a pair: by a person if one was sure, else the latest. */
function latestOf(judged: readonly LedgerJudgement[]): {
  readonly entry: LedgerJudgement;
  readonly isSettled: boolean;
} {
  const sure = judged.filter(({ judgement }) => judgement.relation !== "unsure");
  const persons = sure.filter(({ judgement }) => isPerson(judgement.coder));
  const last = judged.at(-1)!;
  const entry = persons.at(-1) ?? last;
  return { entry, isSettled: persons.length > 0 || entry.judgement.relation !== "unsure" };
}

export async function listJudgements({
  query,
  services,
}: Call<z.infer<typeof judgementsQuery>>): Promise<Answer> {
  const { state, limit, cursor } = query;
  await services.ledger.catchUp();
  const rows = [...services.ledger.pairs.values()]
    .map(latestOf)
    .filter(({ isSettled }) => state === "all" || isSettled === (state === "settled"))
    .map(({ entry }) => entry)
    .sort((a, b) => a.position - b.position);
  const { items, next } = pageOf(rows, limit, cursor, ({ position }) => [position]);
  const sides = await Promise.all(
    items.map(({ judgement }) => Promise.all(judgement.mentions.map((mention) => sideOf(mention, services)))),
  );
  return {
    total: rows.length,
    items: items.map(({ id, time, judgement }, i) => ({
      id,
      coder: judgement.coder,
      time,
      relation: judgement.relation,
      reasons: judgement.reasons,
      from: judgement.from ?? null,
      mentions: sides[i]!,
    })),
    next,
  };
}

/** One mention of a pair, with what its latest coding says of it. */
async function sideOf(mention: string, { ledger, store }: Services) {
  const { report, start, end } = parseMention(mention) ?? { report: mention, start: 0, end: 0 };
  const head = ledger.reports.get(report)?.head;
  const text = (await store.report(report))?.text ?? "";
  const coding = ledger.codingOfMention.get(mention);
  const entry = coding === undefined ? null : await store.get("coding", coding);
  const event = entry?.record.events.find(({ id }) => id === mention);
  const nobody = {
    id: report,
    sha256: "",
    lang: null,
    published: null,
    title: null,
    outlet: null,
    url: null,
  };
  return {
    id: mention,
    event: ledger.eventOfMention.get(mention) ?? null,
    report: head ?? nobody,
    span: { start, end, quote: text.slice(start, end) },
    type: event?.type ?? null,
    date: event?.date.edtf ?? null,
    place: event?.places[0]?.name ?? null,
  };
}

export async function agreement({ query, services }: Call<z.infer<typeof agreementQuery>>): Promise<Answer> {
  await services.ledger.catchUp();
  const reports = [...services.ledger.reports.values()];
  const counts = new Map<string, number>();
  for (const { codings } of reports)
    for (const coder of new Set(codings.map((coding) => coding.coder)))
      counts.set(coder, (counts.get(coder) ?? 0) + 1);
  const coders = [...counts].sort().map(([coder, count]) => ({ coder, reports: count }));
  const { a, b } = query;
  const nothing = { coders, a: a ?? null, b: b ?? null, reports: 0, blind: 0, fields: [] };
  if (a === undefined || b === undefined) return nothing;
  for (const coder of [a, b])
    if (!counts.has(coder))
      throw new Problem(
        "bad-request",
        `Nobody called "${coder}" has coded.`,
        `Choose two of: ${coders.map((row) => row.coder).join(", ") || "nobody yet"}.`,
      );
  const both = reports.flatMap(({ codings }) => {
    const pair = [a, b].map((coder) => codings.filter((coding) => coding.coder === coder).at(-1));
    return pair[0] === undefined || pair[1] === undefined ? [] : [[pair[0], pair[1]] as const];
  });
  const [left, right] = await Promise.all(
    [both.map(([x]) => x), both.map(([, y]) => y)].map((side) => load(side, services)),
  );
  const compared = compareCodings(left!, right!);
  return {
    ...nothing,
    reports: both.length,
    blind: both.filter(([x, y]) => x.isBlind && y.isBlind).length,
    fields: agreementOf(compared),
  };
}

async function load(
  codings: readonly LedgerCoding[],
  { store }: Services,
): Promise<Map<string, ComparableCoding>> {
  const found = new Map<string, ComparableCoding>();
  for (const { id, report } of codings) {
    const entry = await store.get("coding", id);
    if (entry !== null) found.set(report, entry.record);
  }
  return found;
}
