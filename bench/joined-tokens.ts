/** Text put together from the tokens of a corpus that keeps no text: what `readings.jsonl` counts its offsets in. */

const CLOSES = /^(?:[.,;:!?%)\]’”]+|'s|n't|'re|'ve|'d|'ll|'m|’s|\.\.\.|'|-)$/;
const OPENS = /[([$£€“‘]$/;

/** The tokens of a sentence as a line of print. */
export function joined(tokens: readonly string[]): string {
  let out = "";
  let quoted = false;
  let opened = false;
  for (const token of tokens) {
    const mark = token === "``" || token === "''" ? '"' : token;
    if (mark === '"') {
      out += quoted || out === "" ? '"' : ' "';
      quoted = !quoted;
      opened = quoted;
      continue;
    }
    const glued = out === "" || CLOSES.test(mark) || OPENS.test(out) || opened;
    out += glued ? mark : ` ${mark}`;
    opened = false;
  }
  return out
    .replaceAll(/([\p{L}\p{N}_])- ([\p{L}\p{N}_])/gu, "$1-$2")
    .replaceAll(/([’'])\s(s|t|re|ve|ll|d|m)(?![\p{L}\p{N}_])/gu, "$1$2");
}

export type Line = { readonly doc: string; readonly tokens: readonly string[] };

/** Every document of lines of tokens, a sentence a line; addresses on lines of their own are left out. */
export function documents(lines: readonly Line[]): Map<string, string> {
  const texts = new Map<string, string[]>();
  for (const { doc, tokens } of lines) {
    if (tokens.length === 1 && tokens[0]!.startsWith("http")) continue;
    const text = texts.get(doc);
    if (text) text.push(joined(tokens));
    else texts.set(doc, [joined(tokens)]);
  }
  return new Map([...texts].map(([doc, sentences]) => [doc, sentences.join("\n")]));
}
