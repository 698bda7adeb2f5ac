/** What the reading of attributions has at hand, and how a draft in tokens becomes an attribution in offsets. */
import type { Attribution, Sentences, Stretch, Tokens } from "../analysis.js";
import { firstQuote, type Quote } from "./quotes.js";
import type { Tree } from "./tree.js";
import type { AttributionWords } from "./words.js";

/** First and last token. */
export type Range = readonly [first: number, last: number];
export type Draft = {
  readonly source: Range | null;
  readonly cue: readonly Range[];
  readonly content: Range;
};

export type Reader = {
  readonly text: string;
  readonly tokens: Tokens;
  readonly sentences: Sentences;
  readonly words: AttributionWords;
  readonly tree: Tree;
  /** Subject of a token or of what it hangs on; -1 none, -2 not asked yet. */
  readonly Subject: Int32Array;
  readonly quotes: readonly Quote[];
  /** Source of the last attribution of the sentence. */
  speaker: Range | null;
};

const EDGE = new Set([",", ":", ";", ".", "-", "–", "—", "--"]);

/** Adds an attribution in offsets: the content without the cue and the source, and with the rest of its quotation. */
export function add(reader: Reader, draft: Draft, found: Attribution[]): void {
  const { tokens } = reader;
  const source = draft.source && trim(tokens, draft.source);
  const holes = [...(source ? [source] : []), ...draft.cue].sort((a, b) => a[0] - b[0]);
  const content: Stretch[] = [];
  let from = draft.content[0];
  const push = (to: number): void => {
    const part = trim(tokens, [from, to]);
    if (part) content.push(offsets(tokens, part));
  };
  for (const [first, last] of holes) {
    if (last < from || first > draft.content[1]) continue;
    if (first > from) push(first - 1);
    from = last + 1;
  }
  push(draft.content[1]);
  if (content.length === 0) return;
  const cue = draft.cue.map((range) => offsets(tokens, range));
  found.push({
    source: source ? [offsets(tokens, source)] : [],
    cue,
    content: quoted(reader, content, cue[0]!),
  });
}

/** Content that reaches into a quotation takes in the whole of it, unless the cue is quoted too. */
function quoted({ quotes }: Reader, content: Stretch[], cue: Stretch): Stretch[] {
  const last = content.length - 1;
  const quote = quotes[firstQuote(quotes, content[last]![1] - 1)];
  if (
    quote &&
    quote.start < content[last]![1] &&
    quote.end > content[last]![1] &&
    (cue[1] <= quote.start || cue[0] >= quote.end)
  )
    content[last] = [content[last]![0], quote.end];
  const before = quotes[firstQuote(quotes, content[0]![0])];
  if (before && before.start < content[0]![0] && (cue[1] <= before.start || cue[0] >= before.end))
    content[0] = [before.start, content[0]![1]];
  return content;
}

function trim(tokens: Tokens, [first, last]: Range): Range | null {
  while (first <= last && EDGE.has(tokens.Form[first]!)) first++;
  while (last >= first && EDGE.has(tokens.Form[last]!)) last--;
  return first <= last ? [first, last] : null;
}

function offsets(tokens: Tokens, [first, last]: Range): Stretch {
  return [tokens.Start[first]!, tokens.End[last]!];
}
