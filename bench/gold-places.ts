/**
 * Measures `places` on the gold reports (English, less the held-out): for each gold place with a quote and a point, is a
 * place overlapping the quote found, and within 25 km (the same country where the gold is a country or a vague region)?
 * Run: `node dist/bench/gold-places.js [--misses] [--lang es] [--no-names]`.
 */
import { existsSync, readFileSync } from "node:fs";
import type { Place } from "../src/text/analysis.js";
import { names } from "../src/text/names/names.js";
import { kilometres } from "../src/text/places/gazetteer-format.js";
import { places } from "../src/text/places/places.js";
import { plainTokens } from "./places-plain.js";

type GoldPlace = {
  name: string;
  country: string | null;
  lat: number | null;
  lon: number | null;
  precision: string;
  quote: { quote: string; occurrence?: number } | null;
};
type GoldCoding = { events: Array<{ places: GoldPlace[] }> };
type GoldReport = { id: string; text: string; title: string | null; outlet: string | null; lang: string };

const DEV = "../shared/gold/dev";
const NEAR = 25;

function locate(text: string, quote: string, occurrence: number): number {
  let at = -1;
  for (let n = 0; n < occurrence; n++) {
    at = text.indexOf(quote, at + 1);
    if (at < 0) return -1;
  }
  return at;
}

const vague = (precision: string): boolean => ["G5", "G6", "G7"].includes(precision);

function right(gold: GoldPlace, place: Place): boolean {
  if (vague(gold.precision) || gold.lat === null || gold.lon === null) return place.country === gold.country;
  if (place.lat === null || place.lon === null) return false;
  if (gold.precision === "G4")
    return place.country === gold.country && kilometres(gold.lat, gold.lon, place.lat, place.lon) <= 150;
  return kilometres(gold.lat, gold.lon, place.lat, place.lon) <= NEAR;
}

function measure(lang: string, showMisses: boolean): void {
  if (!existsSync(`${DEV}/reports.jsonl`)) {
    console.log(`${DEV} is absent, skipped`);
    return;
  }
  const heldOut = new Set(readFileSync("bench/held-out.txt", "utf8").split("\n"));
  let wanted = 0;
  let found = 0;
  let near = 0;
  let precise = 0;
  for (const line of readFileSync(`${DEV}/reports.jsonl`, "utf8").split("\n")) {
    if (line === "") continue;
    const report = JSON.parse(line) as GoldReport;
    if (report.lang !== lang || heldOut.has(report.id)) continue;
    const file = `${DEV}/codings/${report.id}.json`;
    if (!existsSync(file)) continue;
    const coding = JSON.parse(readFileSync(file, "utf8")) as GoldCoding;
    const { tokens, sentences } = plainTokens(report.text);
    const tagged = process.argv.includes("--no-names") ? [] : names(report.text, tokens, sentences);
    const mine = places(report.text, tokens, sentences, tagged, {
      outlet: report.outlet,
      title: report.title,
      dateline: null,
      lang,
    });
    for (const gold of coding.events.flatMap((event) => event.places)) {
      if (!gold.quote || gold.lat === null) continue;
      wanted++;
      const start = locate(report.text, gold.quote.quote, gold.quote.occurrence ?? 1);
      const end = start + gold.quote.quote.length;
      const overlapping = mine.filter((place) => place.start < end && start < place.end);
      if (overlapping.length > 0) found++;
      const hit = overlapping.find((place) => right(gold, place));
      if (hit) near++;
      if (hit && overlapping.some((place) => right(gold, place) && place.precision === gold.precision))
        precise++;
      if (!hit && showMisses) {
        const got = overlapping.map(
          (p) => `${p.name} ${p.lat},${p.lon} ${p.country} ${p.precision} ${p.use} ${p.declined ?? ""}`,
        );
        console.log(
          `${report.id}\t[${gold.quote.quote}] ${gold.precision} ${gold.lat},${gold.lon} ${gold.country}\t${got.join("; ") || "nothing"}`,
        );
      }
    }
  }
  const share = (n: number): string => `${((100 * n) / Math.max(1, wanted)).toFixed(1)} %`;
  console.log(
    `gold places (${lang}): ${wanted} with a quote and a point; overlapped ${share(found)}, right ${share(near)}, with the same precision ${share(precise)}`,
  );
}

const at = process.argv.indexOf("--lang");
measure(at > 0 ? process.argv[at + 1]! : "en", process.argv.includes("--misses"));
