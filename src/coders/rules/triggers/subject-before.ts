/** The subject of a clause by the order of its words, for where the parse finds none: "Ana Rey, mayor of Tal, was shot". */
import { UPOS } from "../../../text/analysis.js";
import { headOfName } from "../reading/appositions.js";
import { ADJ, ADP, ADV, AUX, DET, NUM, type View } from "../reading/view.js";
import type { Match } from "./match.js";

const SCONJ = UPOS.indexOf("SCONJ");
const LONGEST = 24;
const RELATIVES = new Set(["who", "which", "that"]);

/**
 * The head of the people before the auxiliary of a passive trigger, or before its "who"; what stands in apposition to a name before it
 * leads to the name. -1 where no people stand there.
 */
export function subjectBefore(view: View, { first, sentence }: Match): number {
  const { tokens, analysis } = view;
  const opening = analysis.sentences.First[sentence]!;
  let i = first - 1;
  while (i >= opening && (tokens.Upos[i] === AUX || tokens.Upos[i] === ADV)) i--;
  if (i === first - 1 || i < opening) return -1;
  if (RELATIVES.has(tokens.Norm[i]!)) i--;
  if (i >= opening && tokens.Norm[i] === ",") i--;
  if (i < opening) return -1;
  const start = stretchStart(view, i, opening);
  // "Ana Rey, the mayor of Tal, was shot": the stretch before the comma is a name.
  const before = start - 2;
  if (before >= opening && tokens.Norm[start - 1] === "," && view.nameAt(before)?.type === "PER")
    return headOfName(view, before);
  // "those who tried to storm the palace were driven back": the object of another verb is not the subject of this one.
  const above = start - 1;
  if (above >= opening && view.verb(above) && !view.cues.speech!.has(tokens.Lemma[above]!)) return -1;
  return firstPeople(view, start, i + 1);
}

/** Where the run of noun phrases begins that ends in token `i`: at a comma, a verb or a word that opens a clause. */
function stretchStart(view: View, i: number, opening: number): number {
  const { tokens } = view;
  let start = i;
  while (start > opening && i - start < LONGEST) {
    const before = start - 1;
    const inside =
      view.noun(before) ||
      tokens.Upos[before] === ADJ ||
      tokens.Upos[before] === DET ||
      tokens.Upos[before] === NUM ||
      tokens.Upos[before] === ADP ||
      view.nameAt(before) !== null ||
      /^(['’]s?|and)$/.test(tokens.Norm[before]!);
    if (!inside || tokens.Upos[before] === SCONJ) break;
    start = before;
  }
  return start;
}

/** The head of the first noun phrase of a stretch, where it names people; -1 where a preposition or a conjunction opens it. */
function firstPeople(view: View, start: number, end: number): number {
  const { tokens } = view;
  let head = -1;
  for (let i = start; i < end; i++) {
    if (tokens.Upos[i] === ADP && tokens.Norm[i] !== "of") break;
    if (tokens.Norm[i] === "of") {
      // "two members of the party": the members; "a group of nuns": the nuns.
      if (head < 0 || !view.cues.measures!.has(tokens.Lemma[head]!)) break;
    } else if (tokens.Norm[i] === "and") break;
    else if (view.noun(i)) head = i;
  }
  if (head < 0) return -1;
  const name = view.nameAt(head);
  if (name?.type === "PER") return headOfName(view, head);
  return view.classOf(head)?.person ? head : -1;
}
