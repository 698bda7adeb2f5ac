/** Quotations of a text: stretches between quotation marks. */

export type Quote = { readonly start: number; readonly end: number };

/**
 * Quotations in reading order with their marks, none within another. A mark that is not closed is taken to reach
 * the end of its line, as in quotations that go on in the next paragraph; a line that begins small goes on with the one before. Linear in the length of the text.
 */
export function quotesOf(text: string): Quote[] {
  const found: Quote[] = [];
  const mark = /["“”]|''|\n(?!\p{Ll})/gu;
  let open = -1;
  for (let m = mark.exec(text); m; m = mark.exec(text)) {
    const at = m.index;
    if (m[0] === "\n") {
      if (open >= 0 && at > open + 1) found.push({ start: open, end: at });
      open = -1;
    } else if (open >= 0 && m[0] !== "“") {
      found.push({ start: open, end: at + m[0].length });
      open = -1;
    } else if (open < 0 && m[0] !== "”") open = at;
  }
  if (open >= 0 && text.length > open + 1) found.push({ start: open, end: text.length });
  return found;
}

/** Index of the first quotation that ends after `at`. */
export function firstQuote(quotes: readonly Quote[], at: number): number {
  let low = 0;
  let high = quotes.length;
  while (low < high) {
    const mid = (low + high) >> 1;
    if (quotes[mid]!.end <= at) low = mid + 1;
    else high = mid;
  }
  return low;
}
