/** Who has to answer those who protest: at whom they are angry, to whom they hand what they want, who hears or ignores it. */
import { PROPN, type View } from "../reading/view.js";
import { aimable, namedIn } from "./aimed.js";

const AT = new Set(["at", "with", "about", "against", "towards", "toward", "to", "over"]);

/** Those who hear the protesters out, or do not: "refused to listen to the mayor", "drowned out the minister". */
const DROWNING = new Set(["drown", "shout"]);

/** Whether a word may say at whom those who protest are angry, or what they hand over. */
export function angers({ cues }: View, lemma: string): boolean {
  return (
    cues.angry!.has(lemma) || cues.anger!.has(lemma) || cues.handedPapers!.has(lemma) || DROWNING.has(lemma)
  );
}

/** Somebody whom nobody knows, by the name: "Fastbus". */
export function unknownName(view: View, k: number): boolean {
  const open = view.classOf(k) === null || view.classOf(k)!.category === "unknown";
  return open && view.tokens.Upos[k] === PROPN && !view.is(k, "compound");
}

/** Those at whom the word at `i` says that there is anger, or who have to answer what it names; with those who are angry, where it says. */
export function answerable(view: View, i: number): { heads: number[]; askers: readonly number[] } {
  const { tokens } = view;
  const lemma = tokens.Lemma[i]!;
  if (view.cues.angry!.has(lemma) && !view.noun(i)) {
    const subject = view.child(i, "nsubj", "nsubj:pass");
    const described = subject < 0 && (view.is(i, "acl") || view.is(i, "amod")) ? tokens.Head[i]! : subject;
    const askers = described >= 0 ? [described] : view.agents(i);
    return { heads: aimedAt(view, i), askers };
  }
  if (view.cues.anger!.has(lemma) && view.noun(i))
    return { heads: aimedAt(view, i), askers: bearersOf(view, i) };
  if (view.cues.handedPapers!.has(lemma) && view.noun(i)) return handed(view, i);
  if (DROWNING.has(lemma) && view.verb(i) && tokens.Norm[i + 1] !== "that") {
    const out = view.children(i).some((k) => tokens.Norm[k] === "out" || tokens.Norm[k] === "down");
    const heads = out ? view.patients(i).filter((k) => view.noun(k) && aimable(view, k)) : [];
    return { heads, askers: view.agents(i) };
  }
  return { heads: [], askers: [] };
}

/** "angry not just at the police but at the government" */
function aimedAt(view: View, i: number): number[] {
  // "tired of the regime", but "the rage of the young"
  const towards = (how: string | null) =>
    how !== null && (AT.has(how) || (!view.noun(i) && /^(of|by)$/.test(how)));
  return view
    .children(i)
    .filter((k) => k > i && (view.is(k, "obl") || view.is(k, "nmod")) && towards(view.preposition(k)))
    .flatMap((k) => view.conjuncts(k))
    .flatMap((k) => namedIn(view, k));
}

/** "their anger", "the protesters' opposition": whose it is. */
function bearersOf(view: View, i: number): readonly number[] {
  const { tokens } = view;
  const owner = view.child(i, "nmod:poss");
  if (owner >= 0) return [owner];
  const up = tokens.Head[i]!;
  // "their concerns, including opposition to the coalition"
  const over = up >= 0 && view.noun(up) && view.is(i, "nmod") ? view.child(up, "nmod:poss") : -1;
  if (over >= 0) return [over];
  return up >= 0 && view.verb(up) && view.is(i, "obj") ? view.agents(up) : [];
}

/** "delivered a petition to the ministry", "a letter to the mayor", "Fastbus has not responded to the memorandum". */
function handed(view: View, i: number): { heads: number[]; askers: readonly number[] } {
  const { tokens } = view;
  const up = tokens.Head[i]!;
  const to = (at: number) =>
    view
      .children(at)
      .filter((k) => k > i && /^(to|for|at)$/.test(view.preposition(k) ?? ""))
      .flatMap((k) => [...namedIn(view, k), ...(unknownName(view, k) ? [k] : [])]);
  const verb = up >= 0 && view.verb(up) ? up : -1;
  const own = to(i);
  if (
    verb >= 0 &&
    view.cues.handingOver!.has(tokens.Lemma[verb]!) &&
    (view.is(i, "obj") || view.passive(verb))
  ) {
    const heads = own.length > 0 ? own : to(verb);
    return { heads, askers: view.passive(verb) ? [] : view.agents(verb) };
  }
  if (verb >= 0 && view.cues.answeringClaims!.has(tokens.Lemma[verb]!) && !view.is(i, "nsubj")) {
    const heads = view.agents(verb).filter((k) => view.noun(k) && (aimable(view, k) || unknownName(view, k)));
    return { heads, askers: bearersOf(view, i) };
  }
  return { heads: own, askers: bearersOf(view, i) };
}
