/** Actors that one "and" joins and nothing tells apart: one actor. */
import type { ActorCategory } from "../../../model/coding.js";
import { span } from "../../../model/span.js";
import { NOUN, type View } from "../reading/view.js";
import type { Cast } from "./roles.js";

const PLAIN: ReadonlySet<ActorCategory> = new Set(["civilians", "women", "residents", "business"]);

/** "two women and a man", "shops and banks": what one "and" joins and nothing tells apart is one actor. */
export function joined(view: View, casts: readonly Cast[]): Cast[] {
  const { tokens, analysis } = view;
  const out: Cast[] = [];
  for (const cast of casts) {
    const before = out.at(-1);
    const between = before ? analysis.text.slice(before.quote.end, cast.quote.start) : "";
    const alike =
      before !== undefined &&
      before.role === cast.role &&
      PLAIN.has(before.category) &&
      PLAIN.has(cast.category) &&
      (before.category === "business") === (cast.category === "business") &&
      tokens.Upos[before.head] === NOUN &&
      tokens.Upos[cast.head] === NOUN &&
      /^(,|,? and) $/.test(between);
    if (!alike) {
      out.push(cast);
      continue;
    }
    const quote = span(analysis.text, before.quote.start, cast.quote.end);
    const category = before.category === cast.category ? before.category : "civilians";
    out[out.length - 1] = { ...before, name: quote.quote, category, quote };
  }
  return out;
}
