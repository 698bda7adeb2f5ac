/** Writes for a person what of a report its coding holds, and what was left over. */
import type { Coverage, LeftOver, Share } from "../model/coverage.js";
import { bold, colours, dim, type Piece, plain, wrap } from "./page.js";
import type { Look } from "./record.js";
import { clip, visible } from "./visible.js";

const WHY: Readonly<Record<LeftOver["why"], string>> = {
  event_word: "a word of an event that is not coded",
  number: "a number that is not coded",
  background: "background: nothing of the codebook",
};
const LONGEST = 160;

/** The section under a record, ending in a blank line. */
export function coverageLines(
  { sentences, numbers, evaluations, uncoded, left }: Coverage,
  look: Look,
): string {
  const paint = colours(look.colour);
  const line = (indent: number, pieces: readonly Piece[]) =>
    wrap(
      [plain(" ".repeat(indent))],
      indent + 2,
      pieces.map(({ text, style }) => ({ text: visible(text), style })),
      look.width,
      paint,
    );
  const lines = [
    line(1, [bold("Coverage")]),
    line(3, [
      plain(
        `sentences ${shareInWords(sentences)}, numbers ${shareInWords(numbers)}, ${evaluations.length} evaluations`,
      ),
    ]),
  ];
  for (const { quote, kind } of evaluations)
    lines.push(line(3, [dim(kind.replaceAll("_", " ")), plain(`«${clip(quote, LONGEST)}»`)]));
  for (const { quote } of uncoded)
    lines.push(line(3, [dim("number in no figure or time"), plain(`«${clip(quote, LONGEST)}»`)]));
  for (const { quote, why, words } of left)
    lines.push(
      line(3, [
        { text: `left over: ${WHY[why]}`, style: "yellow" },
        ...words.map((word) => plain(`«${clip(word.quote, 40)}»`)),
        dim(`in «${clip(quote, LONGEST)}»`),
      ]),
    );
  return `${lines.join("\n")}\n\n`;
}

/** "12 of 14 (86 %)". */
function shareInWords({ covered, of }: Share): string {
  return of === 0 ? "none" : `${covered} of ${of} (${Math.round((100 * covered) / of)} %)`;
}
