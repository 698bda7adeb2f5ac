/** What an outlet's name and a title suggest: the country of a domain, the town in "Concord Monitor", countries in a headline. */
import type { Gazetteer } from "./gazetteer.js";
import { keyOf } from "./gazetteer-format.js";
import type { Hints } from "./places-resolve.js";
import type { PlaceWords } from "./places-words.js";
import { DEMONYM } from "./places-words.js";

/** Towns smaller than this are not read out of an outlet's name unless a word of newspapers follows. */
const MOST_SENSES = 12;

/** Hints for `resolve`. All weak: the text overrules them. */
export function hintsOf(
  g: Gazetteer,
  words: PlaceWords,
  context: { readonly outlet: string | null; readonly title: string | null },
): Hints {
  const countries: number[] = [];
  const places: number[][] = [];
  if (context.outlet) readOutlet(g, words, context.outlet, countries, places);
  if (context.title) {
    const parts = context.title.slice(0, 400).split(/[^\p{L}\p{M}.'’]+/u);
    for (let i = 0; i < parts.length; i++) {
      for (let n = 3; n >= 1; n--) {
        const key = keyOf(parts.slice(i, i + n).join(" "));
        const known = words.countries.get(key);
        if (!known || (words.capitals.has(key) && parts[i] !== parts[i]!.toUpperCase())) continue;
        countries.push(g.country(known.iso));
        i += n - 1;
        break;
      }
    }
  }
  return { countries: countries.filter((row) => row >= 0).slice(0, 6), places };
}

function readOutlet(g: Gazetteer, words: PlaceWords, outlet: string, countries: number[], places: number[][]): void {
  const domain = /^(?:https?:\/\/)?(?:www\.)?([a-z0-9-]+(?:\.[a-z0-9-]+)+)/i.exec(outlet.trim());
  if (domain) {
    const labels = domain[1]!.toLowerCase().split(".");
    const top = labels[labels.length - 1]!;
    if (top.length === 2) countries.push(g.country(top === "uk" ? "GB" : top.toUpperCase()));
    const label = labels[labels.length > 2 && labels[labels.length - 2]!.length <= 3 ? labels.length - 3 : labels.length - 2] ?? "";
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
function readLabel(g: Gazetteer, words: PlaceWords, label: string, places: number[][]): void {
  const whole = label.slice(0, 40);
  for (let cut = whole.length - 3; cut >= 4; cut--) {
    const tail = whole.slice(cut).replace(/^-/, "");
    if (!words.organisations.has(tail)) continue;
    const head = whole.slice(0, cut).replace(/-+$/, "");
    if (addTown(g, words, keyOf(head), places)) return;
  }
}

function addTown(g: Gazetteer, words: PlaceWords, key: string, places: number[][]): boolean {
  if (key.length < 4 || words.common.has(key) || words.organisations.has(key)) return false;
  const found = g.find(key);
  if (found.length === 0) return false;
  places.push(found.slice(0, MOST_SENSES).map(({ row }) => row));
  return true;
}
