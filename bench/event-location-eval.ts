/**
 * Measures where events took place on Halterman's sentences (a verb, and the places where its event was; none where the
 * sentence does not say). Counted as there, by token, and by pairs of a verb and a place that overlap or agree exactly.
 * The rules were written on the one half of the records (ids that hash even) and are reported on the other.
 * Run: `node dist/bench/event-location-eval.js [--misses]`.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { analyse } from "../src/text/analyse.js";
import type { Tokens } from "../src/text/analysis.js";
import { siteFinder } from "../src/text/places/event-sites.js";
import { CORPORA, halfOf, jsonLines } from "./machine.js";

type Span = { start: number; end: number; text: string };
export type EventText = { id: string; source: string; text: string; verbs: Span[]; locations: Span[] };

/** Tokens and pairs that are in the corpus, found, and both; of the records without a place, those left without one. */
export type SiteCounts = Record<
  | "records"
  | "empty"
  | "leftEmpty"
  | "tokensGold"
  | "tokensFound"
  | "tokensRight"
  | "gold"
  | "found"
  | "overlap"
  | "exact",
  number
>;

export const EVENT_FILE = `${CORPORA}event_location/train.jsonl`;

const none = (): SiteCounts => ({
  records: 0,
  empty: 0,
  leftEmpty: 0,
  tokensGold: 0,
  tokensFound: 0,
  tokensRight: 0,
  gold: 0,
  found: 0,
  overlap: 0,
  exact: 0,
});

/** The spans found for the events of one record: names only, as the corpus marks no others. */
export function sitesOf({ text, verbs }: EventText): { tokens: Tokens; found: Span[] } {
  const analysis = analyse(text, { published: null, title: null, outlet: null });
  const { tokens } = analysis;
  const sites = siteFinder(analysis);
  const found = new Map<number, Span>();
  for (const verb of verbs) {
    let first = 0;
    while (first < tokens.length && tokens.End[first]! <= verb.start) first++;
    let last = first;
    let head = -1;
    for (; last < tokens.length && tokens.Start[last]! < verb.end; last++) {
      const up = tokens.Head[last]!;
      const outside = up < 0 || tokens.Start[up]! < verb.start || tokens.Start[up]! >= verb.end;
      if (head < 0 && outside) head = last;
    }
    if (head < 0) continue;
    for (const [start, end] of sites({ first, last, head })) {
      found.set(start, { start, end, text: text.slice(start, end) });
    }
  }
  return { tokens, found: [...found.values()] };
}

const meets = (a: Span, b: Span): boolean => a.start < b.end && b.start < a.end;
const same = (a: Span, b: Span): boolean => a.start === b.start && a.end === b.end;

/** Adds one record to counts. */
function count(counts: SiteCounts, { locations }: EventText, tokens: Tokens, found: readonly Span[]): void {
  counts.records++;
  if (locations.length === 0) {
    counts.empty++;
    if (found.length === 0) counts.leftEmpty++;
  }
  for (let i = 0; i < tokens.length; i++) {
    const token = { start: tokens.Start[i]!, end: tokens.End[i]!, text: "" };
    const gold = locations.some((span) => meets(span, token));
    const mine = found.some((span) => meets(span, token));
    if (gold) counts.tokensGold++;
    if (mine) counts.tokensFound++;
    if (gold && mine) counts.tokensRight++;
  }
  counts.gold += locations.length;
  counts.found += found.length;
  const free = new Set(found);
  for (const location of locations) {
    const hit = [...free].find((span) => meets(span, location));
    if (!hit) continue;
    free.delete(hit);
    counts.overlap++;
    if (same(hit, location)) counts.exact++;
  }
}

/** Counts over records of one half, or of both, in all and by source. */
export function scoreSites(
  records: readonly EventText[],
  half: 0 | 1 | null,
  note: (record: EventText, found: readonly Span[]) => void = () => {},
): { all: SiteCounts; bySource: Map<string, SiteCounts> } {
  const all = none();
  const bySource = new Map<string, SiteCounts>();
  for (const record of records) {
    if (half !== null && halfOf(record.id) !== half) continue;
    const { tokens, found } = sitesOf(record);
    const one = bySource.get(record.source) ?? none();
    bySource.set(record.source, one);
    count(all, record, tokens, found);
    count(one, record, tokens, found);
    note(record, found);
  }
  return { all, bySource };
}

/** A source that names where nearly every event was, and has its places marked in one record of nine. */
const UNMARKED = "Masdar_RA";

function addTo(sum: SiteCounts, counts: SiteCounts): void {
  for (const key of Object.keys(sum) as (keyof SiteCounts)[]) sum[key] += counts[key];
}

const share = (a: number, b: number): string => ((100 * a) / Math.max(1, b)).toFixed(1);

function line(title: string, c: SiteCounts): string {
  const f1 = (hit: number): string => share(2 * hit, c.gold + c.found);
  return (
    `${title}: ${c.records} records | pairs, overlap F1 ${f1(c.overlap)} (P ${share(c.overlap, c.found)} R ${share(c.overlap, c.gold)}), ` +
    `exact F1 ${f1(c.exact)} | tokens F1 ${share(2 * c.tokensRight, c.tokensGold + c.tokensFound)} ` +
    `(P ${share(c.tokensRight, c.tokensFound)} R ${share(c.tokensRight, c.tokensGold)}) | ` +
    `of ${c.empty} without a place ${share(c.leftEmpty, c.empty)} % left without`
  );
}

/** A record with its verbs in square brackets, its places in braces, and those found in angle brackets. */
function marked({ text, verbs, locations }: EventText, found: readonly Span[]): string {
  const marks: Array<readonly [number, string]> = [];
  for (const [spans, open, close] of [
    [verbs, "[", "]"],
    [locations, "{", "}"],
    [found, "<", ">"],
  ] as const) {
    for (const { start, end } of spans) marks.push([start, open], [end, close]);
  }
  let out = text;
  for (const [at, mark] of marks.sort((a, b) => b[0] - a[0])) out = out.slice(0, at) + mark + out.slice(at);
  return out.replaceAll("\n", " ");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  if (!existsSync(EVENT_FILE)) {
    console.error(`${EVENT_FILE} is not here: nothing measured.`);
    process.exit(2);
  }
  const records = jsonLines<EventText>(EVENT_FILE);
  const misses = process.argv.includes("--misses");
  for (const half of [0, 1] as const) {
    const { all, bySource } = scoreSites(records, half, (record, found) => {
      if (!misses || half === 1) return;
      const { locations } = record;
      const right =
        locations.every((a) => found.some((b) => meets(a, b))) &&
        found.every((a) => locations.some((b) => meets(a, b)));
      if (!right) console.log(`${record.source}\t${marked(record, found)}`);
    });
    console.log(line(half === 0 ? "half that the rules were written on" : "the other half", all));
    const annotated = none();
    for (const [source, counts] of bySource) if (source !== UNMARKED) addTo(annotated, counts);
    console.log(line(`  without ${UNMARKED}`, annotated));
    for (const [source, counts] of bySource) console.log(line(`  ${source}`, counts));
  }
}
