/**
 * Measures time expressions on the English gold codings that are not held out: how often the date quote of an event is
 * found, and how often it resolves to the event's start and end. `node dist/bench/gold-times.js` lists the misses.
 */
import { existsSync, readFileSync } from "node:fs";
import type { Time } from "../src/text/analysis.js";
import { linguistics } from "../src/text/linguistics/linguistics.js";
import { sentences as sentencesOf } from "../src/text/linguistics/sentences.js";
import { tokenise } from "../src/text/linguistics/tokens.js";
import { daysNamed, times } from "../src/text/times/times.js";

type Row = { id: string; lang: string; published: string | null; text: string };
type Coding = {
  events: {
    type: string;
    date: {
      start: string | null;
      end: string | null;
      precision: string;
      quote: { start: number; end: number } | null;
    };
  }[];
};

const folder = "../shared/gold/dev/";
if (!existsSync(`${folder}reports.jsonl`)) {
  console.error(`${folder} is not here: nothing measured.`);
  process.exit(2);
}
const held = new Set(readFileSync("bench/held-out.txt", "utf8").split("\n"));
const count = { quotes: 0, found: 0, start: 0, both: 0, lenient: 0 };
const seen = new Set<string>();
for (const line of readFileSync(`${folder}reports.jsonl`, "utf8").split("\n")) {
  if (line === "") continue;
  const row = JSON.parse(line) as Row;
  if (row.lang !== "en" || held.has(row.id)) continue;
  const path = `${folder}codings/${row.id}.json`;
  if (!existsSync(path)) continue;
  const { tokens, sentences } = read(row.text);
  const found = times(row.text, tokens, sentences, row.published);
  for (const { date } of (JSON.parse(readFileSync(path, "utf8")) as Coding).events) {
    const { quote } = date;
    if (!quote) continue;
    const key = `${row.id} ${quote.start} ${date.start} ${date.end}`;
    if (seen.has(key)) continue;
    seen.add(key);
    count.quotes++;
    const words = row.text.slice(quote.start, quote.end);
    const here = found.filter((t) => t.start < quote.end && quote.start < t.end);
    const readings = here.flatMap((t) => readingsOf(t, words));
    if (here.length > 1) {
      const days = here.flatMap((t) => (t.from && t.to ? [t.from, t.to] : [])).sort();
      if (days.length > 0) readings.push({ from: days[0]!, to: days.at(-1)! });
    }
    if (here.length > 0) count.found++;
    const both = readings.some((r) => r.from === date.start && r.to === date.end);
    // An ongoing event starts on the day named and has no end; its end is no part of the words.
    const open = date.end === null && readings.some((r) => r.from === date.start);
    if (both) count.both++;
    if (both || open) count.lenient++;
    else {
      const got = here.map((t) => `${t.from}..${t.to} ${t.rule}`).join(" | ") || "nothing";
      console.log(`${row.id}: "${words}" is ${date.start}..${date.end} ${date.precision}, found ${got}`);
    }
  }
}

/** What a time can date: itself, and where the quote leaves out the "since" or "until", what its words name. */
function readingsOf(time: Time, words: string): { from: string | null; to: string | null }[] {
  const named = /^(since|until|by|before|after)\+/.test(time.rule) ? daysNamed(time) : null;
  const leaves = named && !/\b(since|until|till|by|before|after|later)\b/i.test(words);
  return leaves ? [time, named] : [time];
}

const rate = (n: number): string => `${((100 * n) / count.quotes).toFixed(1)} %`;
console.log(
  `${count.quotes} date quotes: found ${rate(count.found)}, start and end equal ${rate(count.both)}, ` +
    `with the open end of an ongoing event set aside ${rate(count.lenient)}`,
);

/** Tokens and sentences, with tags unless `--untagged` asks for the words alone. */
function read(text: string) {
  if (!process.argv.includes("--untagged")) return linguistics(text, "en");
  const tokens = tokenise(text);
  return { tokens, sentences: sentencesOf(text, tokens) };
}
