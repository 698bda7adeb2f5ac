/** Who says that an event took place: the narrator, or the source of the clause in which it is told. */
import type { Attribution } from "../../model/coding.js";
import { span } from "../../model/span.js";
import type { Trigger } from "./triggers.js";
import { PRON, type View, wordsAt } from "./view.js";

export const NARRATOR: Attribution = Object.freeze({
  voice: "narrator",
  evidentiality: "asserted",
  quote: null,
});

/** The source of the words at a token: subject of the verb of saying above it, or the noun after "according to". */
export function sourceOf(view: View, i: number): { head: number; verb: number } | null {
  const { tokens, cues } = view;
  let below = i;
  let above = tokens.Head[i]!;
  for (let hop = 0; above >= 0 && hop < 12; hop++) {
    if (view.verb(above) && cues.speech!.has(tokens.Lemma[above]!)) {
      const content = view.is(below, "ccomp") || view.is(below, "parataxis") || view.is(below, "xcomp");
      if (content) {
        const subject = view.child(above, "nsubj");
        if (subject >= 0) return { head: subject, verb: above };
      }
    }
    // "…, police said": the verb of saying hangs below the root of what is said.
    for (const k of view.children(above)) {
      if (k !== below && view.is(k, "parataxis") && cues.speech!.has(tokens.Lemma[k]!)) {
        const subject = view.child(k, "nsubj");
        if (subject >= 0) return { head: subject, verb: k };
      }
    }
    below = above;
    above = tokens.Head[above]!;
  }
  for (const k of view.children(below)) {
    if (view.is(k, "parataxis") && cues.speech!.has(tokens.Lemma[k]!)) {
      const subject = view.child(k, "nsubj");
      if (subject >= 0) return { head: subject, verb: k };
    }
    if (
      view.is(k, "obl") &&
      view.children(k).some((c) => tokens.Lemma[c] === "accord" || tokens.Norm[c] === "according")
    )
      return { head: k, verb: k };
  }
  return null;
}

/** Whose words stand at token `i`; `trigger` where they are an event's, whose reasons are noted. */
export function attribution(view: View, i: number, trigger: Trigger | null = null): Attribution {
  const { tokens, analysis, cues } = view;
  const source = sourceOf(view, i);
  if (!source || tokens.Upos[source.head] === PRON) {
    if (trigger) view.why?.note(trigger, source ? "attribution.pronoun" : "attribution.narrator");
    return NARRATOR;
  }
  const [first, last] = view.phrase(source.head);
  const quote = span(analysis.text, tokens.Start[first]!, tokens.End[last - 1]!);
  const lemma = tokens.Lemma[source.verb]!;
  const evidentiality = cues.alleging!.has(lemma)
    ? "alleged"
    : lemma === "admit" || lemma === "acknowledge"
      ? "admitted"
      : "reported";
  if (view.why && trigger) {
    // "according to the union": the cue hangs on the source.
    const cue = source.verb === source.head ? view.child(source.head, "case") : source.verb;
    view.why.note(
      trigger,
      "attribution.source",
      quote,
      { evidentiality },
      cue < 0 ? [] : [wordsAt(view, cue)],
    );
  }
  return { voice: quote.quote, evidentiality, quote };
}
