/** What an outlet's name and a title suggest: the country of a domain, the town in "Concord Monitor", countries in a headline. */
import type { Gazetteer } from "./gazetteer.js";
import { keyOf } from "./gazetteer-format.js";
import type { Hints } from "./resolve.js";
import type { PlaceWords } from "./words.js";
import { DEMONYM } from "./words.js";

/** Most senses of a town in an outlet's name. */
const MOST_SENSES = 12;
/** Regions and towns of a title count from this many people. */
const LARGE = 300_000;

type Places = Array<{ key: string; rows: number[] }>;

/** Hints for `resolve`. All weak: the text overrules them. */
export function hintsOf(
  g: Gazetteer,
  words: PlaceWords,
  context: { readonly outlet: string | null; readonly title: string | null },
): Hints {
  const countries: number[] = [];
  const places: Places = [];
  if (context.outlet) readOutlet(g, words, context.outlet, countries, places);
  if (context.title) readTitle(g, words, context.title, countries);
  return { countries: countries.filter((row) => row >= 0).slice(0, 6), places };
}

/** Countries that a title names, by themselves or by a region or a large town. */
function readTitle(g: Gazetteer, words: PlaceWords, title: string, countries: number[]): void {
  // "US-backed", "Franco-German": a name tied to another word says who, not where.
  const free = title.slice(0, 400).replace(/\p{L}+[-‐‑]\p{L}+/gu, " - ");
  const parts = free.split(/[^\p{L}\p{M}.'’]+/u);
  for (let i = 0; i < parts.length; i++) {
    for (let n = 3; n >= 1; n--) {
      const key = keyOf(parts.slice(i, i + n).join(" "));
      const known = words.countries.get(key);
      const capitals = parts[i] === parts[i]!.toUpperCase();
      if (known && (capitals || !words.capitals.has(key))) countries.push(g.country(known.iso));
      else {
        const row = g.find(key).find(({ variant }) => !variant)?.row ?? -1;
        const word =
          words.common.has(key) || words.surnames.has(key) || words.first_names.has(key) || key.length < 3;
        if (row < 0 || word || g.Population[row]! < LARGE || g.iso(row) === null) continue;
        countries.push(g.country(g.iso(row)!));
      }
      i += n - 1;
      break;
    }
  }
}

function readOutlet(
  g: Gazetteer,
  words: PlaceWords,
  outlet: string,
  countries: number[],
  places: Places,
): void {
  const domain = /^(?:https?:\/\/)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)/i.exec(outlet.trim());
  if (domain) {
    const labels = domain[1]!.toLowerCase().split(".");
    const top = labels[labels.length - 1]!;
    if (top.length === 2) countries.push(g.country(top === "uk" ? "GB" : top.toUpperCase()));
    const label =
      labels[
        labels.length > 2 && labels[labels.length - 2]!.length <= 3 ? labels.length - 3 : labels.length - 2
      ] ?? "";
    readLabel(g, words, label.replace(/^the/, ""), places);
    return;
  }
  const parts = outlet.slice(0, 100).split(/[^\p{L}\p{M}.'’]+/u);
  for (let i = 0; i < parts.length; i++) {
    for (let n = 3; n >= 1; n--) {
      const key = keyOf(parts.slice(i, i + n).join(" "));
      const known = words.countries.get(key);
      if (known && known.how <= DEMONYM) countries.push(g.country(known.iso));
      else if (!addTown(g, words, key, places)) continue;
      i += n - 1;
      break;
    }
  }
}

/** "palestineherald", "cambridge-news": a town, then a word of newspapers. */
function readLabel(g: Gazetteer, words: PlaceWords, label: string, places: Places): void {
  const whole = label.slice(0, 40);
  for (let cut = whole.length - 3; cut >= 4; cut--) {
    const tail = whole.slice(cut).replace(/^-/, "");
    if (!isPress(words, tail)) continue;
    const head = whole
      .slice(0, cut)
      .replace(/-+$/, "")
      .replace(/^(daily|online|my|in)-?/, "");
    if (addTown(g, words, keyOf(head), places)) return;
  }
}

/** "herald", "newssun", "statejournal": one or two words of newspapers. */
function isPress(words: PlaceWords, tail: string): boolean {
  if (words.organisations.has(tail)) return true;
  for (let cut = 4; cut < tail.length - 2; cut++) {
    if (words.organisations.has(tail.slice(0, cut)) && words.organisations.has(tail.slice(cut))) return true;
  }
  return false;
}

function addTown(g: Gazetteer, words: PlaceWords, key: string, places: Places): boolean {
  if (key.length < 4 || words.common.has(key) || words.organisations.has(key)) return false;
  const found = g.find(key);
  if (found.length === 0) return false;
  places.push({ key, rows: found.slice(0, MOST_SENSES).map(({ row }) => row) });
  return true;
}
