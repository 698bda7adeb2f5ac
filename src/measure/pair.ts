/** Pairs the events of two codings of one report one to one, the best pair first. */
import { overlaps } from "../model/span.js";
import { dateAgrees, placeAgrees } from "./agree.js";
import { type ComparableEvent, familyOf, place, tellings } from "./comparable.js";

/** Where the sentences of a text begin, roughly: after `.!?` with closing marks and white space, and after line ends. */
export function sentenceCuts(text: string): number[] {
  const cuts = [0];
  for (const match of text.matchAll(/[.!?]["”’)]*\s+|\n+/g)) cuts.push(match.index + match[0].length);
  cuts.push(text.length);
  return cuts;
}

/** Index of the sentence that a position lies in. */
export function sentenceAt(cuts: readonly number[], position: number): number {
  let [low, high] = [0, cuts.length];
  while (low < high) {
    const middle = (low + high) >> 1;
    if (cuts[middle]! <= position) low = middle + 1;
    else high = middle;
  }
  return low;
}

/**
 * How well two events fit, 0 where they must not be paired. They may where they are of one family and are told by the same
 * words, or stand in one sentence and are of one type, or agree in type, date and place.
 */
export function likeness(
  gold: ComparableEvent,
  coded: ComparableEvent,
  cuts: readonly number[] | null,
): number {
  if (familyOf(gold) !== familyOf(coded)) return 0;
  const [goldTrigger, codedTrigger] = [place(gold.trigger), place(coded.trigger)];
  const told = tellings(gold).some((a) => tellings(coded).some((b) => overlaps(a, b)));
  const type = gold.type === coded.type;
  const date = dateAgrees(gold, coded);
  const where = placeAgrees(gold, coded) === true;
  const near =
    cuts !== null &&
    goldTrigger !== null &&
    codedTrigger !== null &&
    sentenceAt(cuts, goldTrigger.start) === sentenceAt(cuts, codedTrigger.start);
  if (!(told || (near && type) || (type && date && where))) return 0;
  const trigger = goldTrigger !== null && codedTrigger !== null && overlaps(goldTrigger, codedTrigger);
  const actuality = gold.actuality === coded.actuality;
  return (
    1 +
    2 * Number(type) +
    2 * Number(trigger) +
    Number(told) +
    0.5 * (Number(date) + Number(where) + Number(actuality))
  );
}

/** Pairs of indices `[gold, coded]`. Of equally good pairs the later events come first, as in `score.py`. */
export function pairEvents(
  golds: readonly ComparableEvent[],
  codeds: readonly ComparableEvent[],
  cuts: readonly number[] | null,
): Array<readonly [number, number]> {
  const candidates = golds.flatMap((gold, i) =>
    codeds.map((coded, j) => ({ score: likeness(gold, coded, cuts), i, j })).filter(({ score }) => score > 0),
  );
  candidates.sort((a, b) => b.score - a.score || b.i - a.i || b.j - a.j);
  const [usedGold, usedCoded] = [new Set<number>(), new Set<number>()];
  const pairs: Array<readonly [number, number]> = [];
  for (const { i, j } of candidates) {
    if (usedGold.has(i) || usedCoded.has(j)) continue;
    usedGold.add(i);
    usedCoded.add(j);
    pairs.push([i, j]);
  }
  return pairs;
}
