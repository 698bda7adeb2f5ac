/**
 * Measures `places` on the toponym corpora (Local-Global Lexicon, GeoVirus): tag precision, recall and F1, and the share
 * of gold toponyms placed within 161 km. LGL marks names of places in every use, of people ("Georgian") and inside the
 * names of organisations too; GeoVirus marks places alone: each is scored by its own convention, or as `--names`, `--uses`
 * or `--all` has it. Run: `node dist/bench/places-eval.js [lgl|geovirus] [--errors] [--names | --uses | --all] [--no-names | --whole]`.
 */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { analyse } from "../src/text/analyse.js";
import type { Place } from "../src/text/analysis.js";
import { names } from "../src/text/names/names.js";
import { kilometres } from "../src/text/places/gazetteer-format.js";
import { places } from "../src/text/places/places.js";
import { CORPORA, halfOf, jsonLines } from "./machine.js";
import { plainTokens } from "./places-plain.js";

type Toponym = { start: number; end: number; lat: number | null; lon: number | null };
export type PlaceText = {
  id: string;
  text: string;
  title?: string;
  domain?: string;
  toponyms: Toponym[];
};

/** `placed`: of the toponyms found and with a point in the gold, those that got one; `near`: of these, within 161 km. */
export type PlaceCounts = Record<
  "gold" | "found" | "exact" | "overlap" | "placed" | "near" | "goldPlaced",
  number
>;

export type PlaceOptions = {
  /** Which places count as toponyms. */
  readonly count?: "names" | "uses" | "all" | undefined;
  /** Places by the whole analysis, and not from names and untagged words. */
  readonly whole?: boolean;
  readonly withoutNames?: boolean;
};

/** What finds the places of a text, with all at hand that comes before. */
function finder({ text, domain, title }: PlaceText, options: PlaceOptions): () => readonly Place[] {
  const about = { outlet: domain ?? null, title: title ?? null };
  if (options.whole) return () => analyse(text, { ...about, published: null }).places;
  const { tokens, sentences } = plainTokens(text);
  const tagged = options.withoutNames ? [] : names(text, tokens, sentences);
  return () => places(text, tokens, sentences, tagged, { ...about, dateline: null });
}

/** Toponym corpora mark names: sites by their kind ("the city hall") and "the country" are no toponyms there. */
function counted(place: Place, which: PlaceOptions["count"]): boolean {
  if (which === "all") return true;
  const name = place.precision !== "G0" && /\p{Lu}/u.test(place.name);
  if (which === "uses") return name;
  return name && (place.use === "place" || place.use === "metonym");
}

/** What each corpus takes for a toponym. */
export const CONVENTION: Readonly<Record<string, "names" | "uses">> = { lgl: "uses", geovirus: "names" };

export const placesFile = (name: string): string => `${CORPORA}geo_${name}/all.jsonl`;

/** Counts what `places` finds in texts. `note` hears of every difference. */
export function scorePlaces(
  records: readonly PlaceText[],
  options: PlaceOptions = {},
  note: (key: string) => void = () => {},
): PlaceCounts & { readonly milliseconds: number } {
  const counts = { gold: 0, found: 0, exact: 0, overlap: 0, placed: 0, near: 0, goldPlaced: 0 };
  let milliseconds = 0;
  for (const record of records) {
    const find = finder(record, options);
    const began = performance.now();
    const all = find();
    milliseconds += performance.now() - began;
    const mine = all.filter((place) => counted(place, options.count));
    counts.found += mine.length;
    const matched = new Set<number>();
    for (const gold of record.toponyms) {
      counts.gold++;
      const words = record.text.slice(gold.start, gold.end);
      const at = mine.findIndex((place) => place.start < gold.end && gold.start < place.end);
      const place = mine[at];
      if (gold.lat !== null) counts.goldPlaced++;
      if (!place) {
        const other = all.find((p) => p.start < gold.end && gold.start < p.end);
        note(`miss ${words}${other ? ` (${other.use})` : ""}`);
        continue;
      }
      matched.add(at);
      counts.overlap++;
      if (place.start === gold.start && place.end === gold.end) counts.exact++;
      else note(`span [${words}] as [${place.name}]`);
      if (gold.lat === null || gold.lon === null) continue;
      if (place.lat === null || place.lon === null) {
        note(`declined ${words}: ${place.declined}`);
        continue;
      }
      counts.placed++;
      const km = kilometres(gold.lat, gold.lon, place.lat, place.lon);
      if (km <= 161) counts.near++;
      else note(`far ${words} ${Math.round(km)} km: ${place.country} ${place.admin1} ${place.precision}`);
    }
    mine.forEach((place, i) => {
      if (!matched.has(i)) note(`extra ${place.name} (${place.country} ${place.precision})`);
    });
  }
  return { ...counts, milliseconds };
}

/** Prints a corpus whole, and by halves; errors are shown of the first half only, so that no rule is written for a text. */
function print(name: string, given: PlaceOptions, showErrors: boolean): void {
  const options = { ...given, count: given.count ?? CONVENTION[name] };
  if (!existsSync(placesFile(name))) {
    console.log(`${name}: ${placesFile(name)} is absent, skipped`);
    return;
  }
  const records = jsonLines<PlaceText>(placesFile(name));
  const half = (which: 0 | 1): PlaceText[] => records.filter(({ id }) => halfOf(id) === which);
  printPart(name, records, options, false);
  printPart(`${name}, half that the rules were read against`, half(0), options, showErrors);
  printPart(`${name}, the other half`, half(1), options, false);
}

function printPart(
  name: string,
  records: readonly PlaceText[],
  options: PlaceOptions,
  showErrors: boolean,
): void {
  const errors = new Map<string, number>();
  const counts = scorePlaces(records, options, (key) => errors.set(key, (errors.get(key) ?? 0) + 1));
  const characters = records.reduce((sum, { text }) => sum + text.length, 0);
  const share = (a: number, b: number): string => ((100 * a) / Math.max(1, b)).toFixed(1);
  const f1 = (hit: number): string => share(2 * hit, counts.gold + counts.found);
  console.log(
    `${name}: ${counts.gold} gold, ${counts.found} found; exact P ${share(counts.exact, counts.found)} R ${share(counts.exact, counts.gold)} F1 ${f1(counts.exact)}; ` +
      `overlap P ${share(counts.overlap, counts.found)} R ${share(counts.overlap, counts.gold)} F1 ${f1(counts.overlap)}; ` +
      `within 161 km: ${share(counts.near, counts.placed)} % of ${counts.placed} placed, ${share(counts.near, counts.goldPlaced)} % of ${counts.goldPlaced} gold; ` +
      `${((characters / counts.milliseconds) * 0.001).toFixed(2)} M characters/s`,
  );
  if (showErrors) {
    for (const [key, count] of [...errors].sort((a, b) => b[1] - a[1])) console.log(`${count}\t${key}`);
  }
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const has = (option: string): boolean => process.argv.includes(option);
  const wanted = process.argv.slice(2).filter((word) => !word.startsWith("--"));
  const options: PlaceOptions = {
    count: has("--all") ? "all" : has("--uses") ? "uses" : has("--names") ? "names" : undefined,
    whole: has("--whole"),
    withoutNames: has("--no-names"),
  };
  for (const name of wanted.length > 0 ? wanted : ["lgl", "geovirus"]) print(name, options, has("--errors"));
}
