/** Who is held, tried or counted by words that are no plain object of an act: "remain in prison", "the policeman charged with", "the three". */
import type { ActorCategory } from "../../../model/coding.js";
import { ADJ, NUM, PRON, type View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";

/** Sentences back in which those who are meant were named. */
const BACK = 2;

/** The category of those whom a bare number or an age stands for: theirs who were named before; undefined for all other words. */
export function numbered(view: View, head: number): ActorCategory | undefined {
  const { tokens, analysis } = view;
  if (view.classOf(head) !== null || !standsForPeople(view, head)) return undefined;
  const aged = tokens.Lemma[head] === "old";
  const bottom = analysis.sentences.First[Math.max(0, tokens.Sentence[head]! - BACK)]!;
  for (let k = head - 1; !aged && k >= bottom; k--) {
    const noun = view.noun(k) && !view.is(k, "compound") ? view.classOf(k) : null;
    if (noun?.person && !noun.collective && tokens.Feats[k]!.includes("Number=Plur")) return noun.category;
  }
  return aged ? "civilians" : "unknown";
}

function standsForPeople(view: View, head: number): boolean {
  const { tokens } = view;
  const the = view.children(head).some((k) => k < head && /^(the|these|those)$/.test(tokens.Norm[k]!));
  // "the 24-year-old", "a 31-year-old"
  if (tokens.Upos[head] === ADJ && tokens.Lemma[head] === "old")
    return tokens.Norm[head - 2] === "year" || /year$/.test(tokens.Norm[head - 1] ?? "");
  if (/^\d+-year-olds?$/.test(tokens.Norm[head]!)) return true;
  const subject = view.is(head, "nsubj") || view.is(head, "obj");
  if (view.cues.soManyPeople!.has(tokens.Lemma[head]!)) return the && subject;
  if (tokens.Norm[head] === "both") return subject;
  const word =
    tokens.Upos[head] === NUM &&
    /^(one|two|three|four|five|six|seven|eight|nine|ten)$/.test(tokens.Norm[head]!);
  // "Two nurses were arrested and one was charged"
  return word && subject && (the || (tokens.Norm[head] === "one" && view.is(head, "nsubj:pass")));
}

/** "They remain in prison", "the editor is under house arrest", "with his rivals in jail": who is kept where the words say. */
export function confined(view: View, { head, first, last }: Trigger): readonly number[] {
  const { tokens } = view;
  const person = (k: number) =>
    k >= 0 && (view.classOf(k)?.person === true || numbered(view, k) !== undefined);
  for (const at of new Set([head, last - 1])) {
    if (at < first) continue;
    if (view.verb(at) && view.cues.stayingIn!.has(tokens.Lemma[at]!)) return view.agents(at);
    if (!view.noun(at)) continue;
    // "in prison or under house arrest"
    const place = view.is(at, "conj") && view.noun(tokens.Head[at]!) ? tokens.Head[at]! : at;
    const own = view.child(place, "nsubj");
    if (own >= 0 && view.child(place, "cop") >= 0) {
      // "a journalist who has been under house arrest"
      const whose = view.is(place, "acl") && tokens.Upos[own] === PRON ? tokens.Head[place]! : own;
      return [view.is(whose, "appos") && tokens.Head[whose]! >= 0 ? tokens.Head[whose]! : whose];
    }
    const up = tokens.Head[place]!;
    if (up < 0 || !/^(in|under|behind)$/.test(view.preposition(place) ?? "")) continue;
    if (view.verb(up) && view.cues.stayingIn!.has(tokens.Lemma[up]!)) return view.agents(up);
    if (view.is(place, "nmod") && view.noun(up) && person(up)) return view.conjuncts(up);
  }
  return [];
}

/** Whether a verb of the law that the parse reads as active is told of the one before it: nothing that it acts on follows. */
export function unmarkedPassive(view: View, { head, last }: Trigger): boolean {
  const { tokens } = view;
  if (!view.verb(head) || view.passive(head) || !view.cues.doneByLaw!.has(tokens.Lemma[head]!)) return false;
  if (!/(ed|t)$/.test(tokens.Norm[head]!) || view.child(head, "obj") >= 0) return false;
  return (
    /^(with|of|to|over|in|on|for)$/.test(tokens.Norm[head + 1] ?? "") || tokens.Norm[last - 1] === "with"
  );
}
