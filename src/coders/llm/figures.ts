/** Reads the numbers that a model quotes by our own analysis, so that "at least 20,000" stays a bound; its own number is a check. */
import type { Figure } from "../../model/coding.js";
import { type Span, span } from "../../model/span.js";
import type { Quantity } from "../../text/analysis.js";
import { looseWord } from "../rules/figures/loose-words.js";
import { loadRules } from "../rules/triggers/rule.js";
import { type Notes, shown } from "./notes.js";
import type { ReplyFigure } from "./reply.js";

type Claim = { readonly quote: Span; readonly saidBy: string | null; readonly claimed: ReplyFigure };

/** `text`: the report; `numbers`: of its analysis. Where no number is read in the words, the bounds stay open. */
export function figureOf(
  { quote, saidBy, claimed }: Claim,
  { text, numbers }: { text: string; numbers: readonly Quantity[] },
  { note }: Notes,
): Figure {
  const { kind, value, stock, group } = claimed;
  const inside = numbers.filter((n) => n.start < quote.end && quote.start < n.end);
  const quantity = inside.find((n) => fits(n, value)) ?? inside[0];
  const rest = { kind, stock, group: group === "" ? null : group, said_by: saidBy };
  if (quantity === undefined) {
    note(
      "llm.figure_unread",
      `No number was read in «${shown(quote.quote)}»${value === null ? "" : `, where the model reads ${value}`}. The figure has its words and no bounds. Read them.`,
      quote,
    );
    return { ...rest, low: null, high: null, point: null, hedge: null, quote };
  }
  if (!fits(quantity, value))
    note(
      "llm.figure_differs",
      `The model reads ${value} in «${shown(quote.quote)}», the analysis ${boundsOf(quantity)}. The analysis stands. Check it.`,
      quote,
    );
  return {
    ...rest,
    low: quantity.low,
    high: quantity.high,
    point: quantity.vague ? null : quantity.value,
    hedge: quantity.hedge ?? looseWord(text, quantity, loadRules().cues.loose!),
    // The hedge belongs to the words, also where the model left it out.
    quote: span(text, Math.min(quote.start, quantity.start), Math.max(quote.end, quantity.end)),
  };
}

/** Whether a number lies within the bounds that the words give. */
function fits({ low, high, value }: Quantity, claimed: number | null): boolean {
  if (claimed === null || claimed === value) return true;
  return claimed >= (low ?? Number.NEGATIVE_INFINITY) && claimed <= (high ?? Number.POSITIVE_INFINITY);
}

function boundsOf({ low, high }: Quantity): string {
  if (low !== null && low === high) return String(low);
  if (low === null) return high === null ? "no bounds" : `${high} at most`;
  return high === null ? `${low} at least` : `${low} to ${high}`;
}
