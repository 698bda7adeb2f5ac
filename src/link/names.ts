/** Named events ("the Third Takeover of Lima") in the words that tell an event. */
import type { EventRecord } from "../model/coding.js";

const ORDINALS: Readonly<Record<string, number>> = Object.fromEntries(
  [
    ["first", "1st", "primer", "primera", "primero"],
    ["second", "2nd", "segunda", "segundo"],
    ["third", "3rd", "tercer", "tercera", "tercero"],
    ["fourth", "4th", "cuarta", "cuarto"],
    ["fifth", "5th", "quinta", "quinto"],
    ["sixth", "6th", "sexta", "sexto"],
    ["seventh", "7th", "séptima", "séptimo"],
    ["eighth", "8th", "octava", "octavo"],
    ["ninth", "9th", "novena", "noveno"],
    ["tenth", "10th", "décima", "décimo"],
  ].flatMap((words, i) => words.map((word) => [word, i + 1])),
);
const WITHIN = new Set(["of", "for", "the", "and", "de", "del", "la", "las", "los", "por", "y"]);

export type EventName = {
  /** The capitalised words, without articles and ordinals, in lower case; null where there are not at least two. */
  readonly name: string | null;
  readonly ordinal: number | null;
};

/** The name that a stretch of words gives an event: two or more capitalised words in a row, small ones between them allowed. */
export function nameIn(quote: string): EventName {
  const words = quote.split(/[^\p{L}\p{N}'’-]+/u).filter((word) => word !== "");
  let ordinal: number | null = null;
  let best: string[] = [];
  let run: string[] = [];
  const close = () => {
    while (run.length > 0 && WITHIN.has(run.at(-1)!)) run.pop();
    if (run.length > best.length) best = run;
    run = [];
  };
  for (const word of words) {
    const small = word.toLowerCase();
    const number = ORDINALS[small];
    if (number !== undefined) ordinal ??= number;
    else if (/^\p{Lu}/u.test(word) && !WITHIN.has(small)) run.push(small);
    else if (run.length > 0 && WITHIN.has(word)) run.push(small);
    else close();
  }
  close();
  const named = best.filter((word) => !WITHIN.has(word)).length >= 2;
  return { name: named ? best.join(" ") : null, ordinal };
}

/** The name of an event by its trigger and re-tellings: the longest one, and the first ordinal. */
export function nameOf({ trigger, mentions }: EventRecord): EventName {
  let name: string | null = null;
  let ordinal: number | null = null;
  for (const { quote } of [trigger, ...mentions]) {
    const found = nameIn(quote);
    if (found.name !== null && (name === null || found.name.length > name.length)) name = found.name;
    ordinal ??= found.ordinal;
  }
  return { name, ordinal };
}
