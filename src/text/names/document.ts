/** The second look at a document: what the tagger decided for the same word elsewhere in it. */
import type { Prepared } from "./features.js";
import { NAME_TYPES, partOf, typeOf, UNIT } from "./labels.js";
import { mix } from "./words.js";

/** Decisions for one word: how often outside, how often in each type; and in each type as part of a longer name. */
const WIDTH = 1 + 2 * NAME_TYPES.length;

/** Most features that `votesOn` writes for a token. */
export const VOTE_FEATURES = 8;

export type Votes = ReadonlyMap<number, Int32Array>;

/** Counts the decisions for each capitalised word of the document. */
export function countVotes(doc: Prepared, Label: Uint8Array): Votes {
  const votes = new Map<number, Int32Array>();
  for (let i = 0; i < doc.length; i++) {
    const word = doc.Word[i]!;
    if (!word.capital) continue;
    let row = votes.get(word.norm);
    if (row === undefined) {
      row = new Int32Array(WIDTH);
      votes.set(word.norm, row);
    }
    change(row, Label[i]!, 1);
  }
  return votes;
}

function change(row: Int32Array, label: number, by: number): void {
  const type = typeOf(label);
  row[1 + type] = row[1 + type]! + by;
  if (type >= 0 && partOf(label) !== UNIT) {
    const long = 1 + NAME_TYPES.length + type;
    row[long] = row[long]! + by;
  }
}

const others = new Int32Array(WIDTH);

/** Writes what the other occurrences of the word of token `i` say; returns the number of features, 0 where there are none. */
export function votesOn(doc: Prepared, votes: Votes, Label: Uint8Array, i: number, out: Int32Array): number {
  const word = doc.Word[i]!;
  if (!word.capital) return 0;
  const row = votes.get(word.norm);
  if (row === undefined) return 0;
  others.set(row);
  change(others, Label[i]!, -1);
  let total = 0;
  let best = 0;
  let long = -1;
  for (let k = 0; k <= NAME_TYPES.length; k++) {
    total += others[k]!;
    if (others[k]! > others[best]!) best = k;
  }
  if (total === 0) return 0;
  for (let type = 0; type < NAME_TYPES.length; type++) {
    const count = others[1 + NAME_TYPES.length + type]!;
    if (count > 0 && (long < 0 || count > others[1 + NAME_TYPES.length + long]!)) long = type;
  }
  const share = others[best]! === total ? 2 : others[best]! * 3 >= total * 2 ? 1 : 0;
  const vote = best * 3 + share;
  const own = Label[i]!;
  const many = total === 1 ? 0 : total < 4 ? 1 : 2;
  let n = 0;
  out[n++] = mix(200, vote);
  out[n++] = mix(mix(201, vote), many);
  out[n++] = mix(mix(202, vote), 1 + typeOf(own));
  out[n++] = mix(mix(203, vote), own);
  out[n++] = mix(mix(204, best), 1 + long);
  out[n++] = mix(mix(mix(205, best), 1 + long), own);
  const alone = doc.RunFirst[i] === doc.RunLast[i] ? 1 : 0;
  out[n++] = mix(mix(mix(206, best), 1 + long), alone);
  return n;
}
