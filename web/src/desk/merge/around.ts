/** What stands around a mention: enough to judge it, cut at sentences where there are some. Pure. */

/** How many units of text before and behind. */
const REACH = 400;

/** The words before and behind `[start, end)`, with a mark where they were cut. */
export function around(text: string, start: number, end: number): readonly [before: string, after: string] {
  const from = Math.max(0, start - REACH);
  const to = Math.min(text.length, end + REACH);
  let before = text.slice(from, start);
  let after = text.slice(end, to);
  if (from > 0) {
    const cut = /^[\s\S]{0,150}?(?:[.!?…]["”’]?\s+|\n)/.exec(before)?.[0].length ?? before.indexOf(" ") + 1;
    before = `…${before.slice(cut)}`;
  }
  if (to < text.length) {
    const cut = Math.max(after.lastIndexOf(". "), after.lastIndexOf("\n"), after.lastIndexOf("! "));
    after =
      cut > REACH / 2
        ? after.slice(0, cut + 1)
        : `${after.slice(0, after.lastIndexOf(" ") + 1 || undefined)}…`;
  }
  return [before, after];
}
