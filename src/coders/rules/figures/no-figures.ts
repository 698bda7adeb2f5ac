/** Numbers beside people that are no figure of an event: of a population, a share, a household, an age, a house. */
import type { Quantity } from "../../../text/analysis.js";
import { tokenAt } from "../reading/token-at.js";
import { NUM, PROPN, type View } from "../reading/view.js";

const POPULATED = new Set([
  "city",
  "country",
  "nation",
  "population",
  "town",
  "province",
  "region",
  "state",
  "island",
  "village",
  "hamlet",
  "settlement",
  "municipality",
]);

/** "a city of 10 million", "home to 10 million", "22,000 inhabitants" */
export function ofPopulation(view: View, first: number, noun: number): boolean {
  const { tokens } = view;
  if (noun >= 0 && tokens.Lemma[noun] === "inhabitant") return true;
  const [before, opens] = [tokens.Lemma[first - 2] ?? "", tokens.Norm[first - 1]];
  return (opens === "of" && POPULATED.has(before)) || (opens === "to" && before === "home");
}

/** "the father of four boys": a number that says of one person what they have or lead. */
export function ofOne(view: View, first: number): boolean {
  const { tokens, cues } = view;
  const one = first - 2;
  if (one < 0 || tokens.Norm[first - 1] !== "of" || !view.noun(one)) return false;
  const made = view.classOf(one);
  const single = made?.person === true && !made.collective && !tokens.Feats[one]!.includes("Number=Plur");
  return single && !cues.measures!.has(tokens.Lemma[one]!);
}

/** "90 percent of its 12,000 members", "half the 900 hoped for", "a third of the country's 4,000": the whole of a share. */
export function ofShare({ tokens }: View, first: number): boolean {
  let of = first - 1;
  // "of the country's", "of Peru's"
  if (/^['’]s?$/.test(tokens.Norm[of] ?? "")) {
    of--;
    while (of > first - 6 && !/^(?:of|the|its)$/.test(tokens.Norm[of] ?? "of")) of--;
  }
  if (/^(its|their|the|our|his|her)$/.test(tokens.Norm[of] ?? "")) of--;
  if (SHARES.test(tokens.Norm[of] ?? "")) return true;
  const part = tokens.Norm[of - 1] ?? "";
  return tokens.Norm[of] === "of" && (SHARES.test(part) || /^(?:percent|cent|%|majority)$/.test(part));
}
const SHARES = /^(?:half|third|thirds|quarter|quarters|fifth|fifths|tenth)$/;

/** "Children under 15": a bare number behind those it tells the age of. */
export function ofAge(view: View, quantity: Quantity): boolean {
  const hedge = tokenAt(view, quantity.start);
  return (
    quantity.noun < 0 &&
    /^(?:under|over|below|above)$/.test(view.tokens.Norm[hedge]!) &&
    view.noun(hedge - 1) &&
    view.classOf(hedge - 1)?.person === true
  );
}

/** "On 11700 Robertson, …", "at 12 Mill Lane": the number of a house. */
export function ofHouse(view: View, quantity: Quantity): boolean {
  const { tokens } = view;
  const number = tokenAt(view, quantity.start);
  return (
    quantity.noun === number + 1 &&
    tokens.Upos[quantity.noun] === PROPN &&
    tokens.Feats[quantity.noun]!.includes("Number=Sing") &&
    /^(?:on|at|near|outside|of)$/.test(tokens.Norm[number - 1] ?? "")
  );
}

/** "Omar Reyes, 35; Luz Paz, 26, died", "until he turned 21": a bare number that tells how old somebody is. */
export function ofPerson(view: View, quantity: Quantity): boolean {
  const { tokens, analysis } = view;
  const [number, next] = [tokenAt(view, quantity.start), tokenAt(view, quantity.end - 1) + 1];
  if (quantity.value === null || quantity.value > OLDEST || tokens.Upos[number] !== NUM) return false;
  const before = tokens.Norm[number - 1] ?? "";
  if (TURNED.has(before)) return !view.noun(next);
  // "another woman, also 22, was hurt", "Rui Paz and Ana Mora, both 31,"
  const also = (before === "also" || before === "both") && tokens.Norm[number - 2] === ",";
  if (also && AGE_CLOSES.has(tokens.Norm[number + 1] ?? ".")) return true;
  if (before !== "," || !AGE_CLOSES.has(tokens.Norm[number + 1] ?? ".")) return false;
  const named = view.nameAt(number - 2);
  if (named) return named.type === "PER";
  const at = tokens.Start[number - 2] ?? 0;
  return (
    tokens.Upos[number - 2] === PROPN && !analysis.times.some(({ start, end }) => start <= at && at < end)
  );
}
const OLDEST = 115;
const TURNED = new Set(["turned", "turns", "turning"]);
const AGE_CLOSES = new Set([",", ";", ".", ")", "and"]);

/** "Image 1 of 8": the place of a picture in its gallery; "a reward of 5K": a sum of money. */
export function ofCaption(view: View, quantity: Quantity): boolean {
  const { tokens, analysis } = view;
  if (quantity.noun < 0 && /\dk$/i.test(analysis.text.slice(quantity.start, quantity.end))) return true;
  let k = tokenAt(view, quantity.start) - 1;
  if (PICTURES.has(tokens.Lemma[k] ?? "")) return tokens.Norm[k + 2] === "of";
  if (tokens.Norm[k] === "/") k--;
  return tokens.Norm[k] === "of" && tokens.Upos[k - 1] === NUM && PICTURES.has(tokens.Lemma[k - 2] ?? "");
}
const PICTURES = new Set(["image", "photo", "slide", "picture", "page", "video", "gallery"]);

/** "10,000, 2,000 more than last year", "fewer than the 900 hoped for": a number told only to compare another with it. */
export function ofComparison({ tokens }: View, quantity: Quantity, first: number, next: number): boolean {
  const than = (i: number) => MORE_OR_LESS.has(tokens.Norm[i] ?? "") && tokens.Norm[i + 1] === "than";
  if (than(next) && quantity.noun < next) return true;
  for (let k = first; k < next; k++)
    if (tokens.Norm[k] === "than" && tokens.Norm[k + 1] === "the") return true;
  return tokens.Norm[first - 1] === "the" && tokens.Norm[first - 2] === "than";
}
/** "a call to 911 dispatchers": the number that one calls in need. */
export function ofEmergency({ tokens }: View, quantity: Quantity): boolean {
  return (
    quantity.value === 911 &&
    quantity.noun >= 0 &&
    /^(?:dispatcher|operator|caller|call|recording)$/.test(tokens.Lemma[quantity.noun]!)
  );
}
const MORE_OR_LESS = new Set(["more", "fewer", "less"]);
