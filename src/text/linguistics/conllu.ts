/** Reads and writes CoNLL-U: sentences of words with their columns, comments and multi-word lines kept as they stand. */

/** The words of a sentence (multi-word ranges and empty nodes left out). Heads count words from 0; -1 is the root. */
export type ConlluSentence = {
  readonly form: string[];
  readonly lemma: string[];
  readonly upos: string[];
  readonly xpos: string[];
  readonly feats: string[];
  readonly head: number[];
  readonly deprel: string[];
  /** Every line of the sentence as read; `rows` gives the line of each word. */
  readonly lines: string[];
  readonly rows: number[];
};

export const newSentence = (): ConlluSentence => ({
  form: [],
  lemma: [],
  upos: [],
  xpos: [],
  feats: [],
  head: [],
  deprel: [],
  lines: [],
  rows: [],
});

/** Ids of multi-word ranges ("2-3") and empty nodes ("3.1"). */
const NO_WORD = /^\d+[-.]\d+$/;

/**
 * Sentences of a CoNLL-U text. Throws with the line number where a word line has not ten columns, its words are not counted
 * from 1 without a gap, it has no form, or its head is no word of its sentence. A byte order mark is passed over.
 */
export function readConllu(text: string): ConlluSentence[] {
  const found: ConlluSentence[] = [];
  let open: ConlluSentence | null = null;
  let number = 0;
  const close = (): void => {
    if (open && open.form.length > 0) {
      checkHeads(open, number - open.lines.length);
      found.push(open);
    }
    open = null;
  };
  for (const line of text.replace(/^\ufeff/, "").split(/\r?\n/)) {
    number++;
    if (line.trim() === "") {
      close();
      continue;
    }
    open ??= newSentence();
    open.lines.push(line);
    if (line.startsWith("#")) continue;
    const columns = line.split("\t");
    if (columns.length !== 10) {
      throw new Error(`Line ${number} of the CoNLL-U has ${columns.length} columns, not 10: check its tabs.`);
    }
    const id = columns[0]!;
    if (NO_WORD.test(id)) continue;
    const next = open.form.length + 1;
    if (id !== String(next))
      throw new Error(
        `Line ${number} of the CoNLL-U has the id "${clip(id)}", where word ${next} should come.`,
      );
    if (columns[1] === "")
      throw new Error(`Line ${number} of the CoNLL-U has no form: its second column is empty.`);
    open.rows.push(open.lines.length - 1);
    open.form.push(columns[1]!);
    open.lemma.push(columns[2]!);
    open.upos.push(columns[3]!);
    open.xpos.push(columns[4]!);
    open.feats.push(columns[5] === "_" ? "" : columns[5]!);
    open.head.push(columns[6] === "_" ? -1 : Number(columns[6]) - 1);
    open.deprel.push(columns[7]!);
  }
  number++;
  close();
  return found;
}

/** `first`: the number of the sentence's first line. */
function checkHeads({ head, lines, rows }: ConlluSentence, first: number): void {
  head.forEach((to, i) => {
    if (Number.isInteger(to) && to >= -1 && to < head.length && to !== i) return;
    const written = clip(lines[rows[i]!]!.split("\t")[6]!);
    throw new Error(
      `Line ${first + rows[i]!} of the CoNLL-U has the head "${written}", which is no other word of its sentence (1 to ${head.length}, 0 for the root).`,
    );
  });
}

function clip(text: string): string {
  return text.length > 20 ? `${text.slice(0, 20)}…` : text;
}

/** What a model predicts for a sentence; rows as in `ConlluSentence`. */
export type Predicted = Pick<ConlluSentence, "lemma" | "upos" | "feats" | "head" | "deprel">;

/** The sentence's lines with LEMMA, UPOS, FEATS, HEAD and DEPREL replaced, all else as read; ends with a blank line. */
export function writeConllu(sentence: ConlluSentence, predicted: Predicted): string {
  const lines = sentence.lines.slice();
  sentence.rows.forEach((row, i) => {
    const columns = lines[row]!.split("\t");
    columns[2] = predicted.lemma[i]!;
    columns[3] = predicted.upos[i]!;
    columns[5] = predicted.feats[i]! || "_";
    columns[6] = String(predicted.head[i]! + 1);
    columns[7] = predicted.deprel[i]!;
    lines[row] = columns.join("\t");
  });
  return lines.join("\n") + "\n\n";
}
