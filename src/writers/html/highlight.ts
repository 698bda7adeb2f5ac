/** A report's text with the words that claims rest on marked: overlapping spans are cut where one begins or ends. */
import type { Claim, ClaimField } from "../../model/edition.js";
import { anchor, escaped } from "./escape.js";

type Mark = {
  readonly start: number;
  readonly end: number;
  readonly field: ClaimField;
  readonly event: string;
};

/** What is shown where several claims rest on the same words. */
const ORDER: readonly ClaimField[] = [
  "type",
  "figure",
  "label",
  "actor",
  "place",
  "date",
  "means",
  "demand",
  "exists",
  "actuality",
  "scope",
];

/** `claims`: those on this report, with the event that each belongs to. */
export function highlighted(
  text: string,
  claims: readonly { readonly claim: Claim; readonly event: string }[],
): string {
  const marks: Mark[] = claims
    .flatMap(({ claim, event }) =>
      claim.quotes.map(({ start, end }) => ({ start, end, field: claim.field, event })),
    )
    .filter(({ start, end }) => 0 <= start && start < end && end <= text.length)
    .sort((a, b) => a.start - b.start || ORDER.indexOf(a.field) - ORDER.indexOf(b.field));
  const cuts = [...new Set([0, text.length, ...marks.flatMap(({ start, end }) => [start, end])])].sort(
    (a, b) => a - b,
  );
  let out = "";
  let open: readonly Mark[] = [];
  let next = 0;
  for (let i = 0; i + 1 < cuts.length; i++) {
    const [from, to] = [cuts[i]!, cuts[i + 1]!];
    open = open.filter(({ end }) => end > from);
    while (next < marks.length && marks[next]!.start <= from) open = [...open, marks[next++]!];
    out += piece(text.slice(from, to), open);
  }
  return out;
}

function piece(words: string, open: readonly Mark[]): string {
  const [shown] = [...open].sort((a, b) => ORDER.indexOf(a.field) - ORDER.indexOf(b.field));
  if (shown === undefined) return escaped(words);
  const fields = [...new Set(open.map(({ field }) => field))].join(", ");
  return `<a class="m ${shown.field}" href="#${anchor("event", shown.event)}" title="${fields}">${escaped(words)}</a>`;
}
