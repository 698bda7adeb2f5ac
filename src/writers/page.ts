/** Lines of styled words for a terminal: wrapped at its width, with a hanging indent. */
import pc from "picocolors";

export type Style = "plain" | "bold" | "dim" | "red" | "green" | "yellow" | "blue" | "magenta" | "cyan";
/** Words of one style. A piece is broken at its blanks only. */
export type Piece = { readonly text: string; readonly style: Style };
export type Colours = ReturnType<typeof pc.createColors>;

export const plain = (text: string): Piece => ({ text, style: "plain" });
export const bold = (text: string): Piece => ({ text, style: "bold" });
export const dim = (text: string): Piece => ({ text, style: "dim" });

export function colours(on: boolean): Colours {
  return pc.createColors(on);
}

/**
 * Puts pieces one after the other, a blank between them, and breaks the line before `width`. The first line starts with
 * `head`; the others are indented by `hang` columns.
 */
export function wrap(
  head: readonly Piece[],
  hang: number,
  pieces: readonly Piece[],
  width: number,
  paint: Colours,
): string {
  const lines: string[] = [];
  let line = head.map((piece) => painted(piece, paint)).join("");
  let used = head.reduce((sum, piece) => sum + columns(piece.text), 0);
  let fresh = true;
  for (const { text, style } of pieces) {
    let run = "";
    for (const word of text.split(" ")) {
      const length = columns(word);
      if (!fresh && used + 1 + length > width) {
        lines.push(line + painted({ text: run, style }, paint));
        run = "";
        line = " ".repeat(hang);
        used = hang;
        fresh = true;
      }
      run += fresh ? word : ` ${word}`;
      used += length + (fresh ? 0 : 1);
      fresh = false;
    }
    line += painted({ text: run, style }, paint);
  }
  lines.push(line);
  return lines.map((each) => each.trimEnd()).join("\n");
}

function painted({ text, style }: Piece, paint: Colours): string {
  return style === "plain" || text === "" ? text : paint[style](text);
}

/** How many columns a word takes: marks take none, East Asian wide characters two. */
export function columns(text: string): number {
  let sum = 0;
  for (const char of text) {
    if (/\p{M}/u.test(char)) continue;
    sum += /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\uff00-\uff60\u{1f300}-\u{1faff}]/u.test(
      char,
    )
      ? 2
      : 1;
  }
  return sum;
}
