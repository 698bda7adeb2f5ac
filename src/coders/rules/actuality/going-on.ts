/** Whether the words behind the name of an act tell that it goes on or is to come, whatever the parse ties them to. */
import type { Actuality } from "../../../model/coding.js";
import { ADJ, ADP, ADV, DET, NUM, type View } from "../reading/view.js";
import { negated } from "../triggers/embedders.js";
import type { Trigger } from "../triggers/triggers.js";
import { lasts } from "./verb-form.js";

/** So many words of the noun phrase may lie between. */
const REACH = 10;

/** "the sit-in outside the ministry continues", "the trial is under way", "fighting and shelling rage on", "a strike is in the offing". */
export function standing(view: View, { type, head, first, last, sentence }: Trigger): Actuality | null {
  const { tokens, analysis, cues } = view;
  if (view.verb(head)) return null;
  if (type === "PRO.WAVE" && (spreads(view, first, last) || movement(view, head) || upToNow(view, head)))
    return "ongoing";
  const up = tokens.Head[head]!;
  const subject = up >= 0 && view.is(head, "nsubj") && cues.goingOn!.has(tokens.Lemma[up]!);
  if (subject && tokens.Feats[up]!.includes("Tense=Pres") && tokens.Norm[up + 1] !== "to") return "ongoing";
  if (type === "VIO.ARMED" && swells(view, head)) return "ongoing";
  const end = Math.min(analysis.sentences.Last[sentence]!, last + REACH);
  for (let k = last; k < end; k++) {
    const norm = tokens.Norm[k]!;
    const upos = tokens.Upos[k]!;
    const present = tokens.Feats[k]!.includes("Tense=Pres");
    if (present && cues.goingOn!.has(tokens.Lemma[k]!))
      return tokens.Norm[k + 1] !== "to" || cues.lastingVerbs!.has(tokens.Lemma[k + 2] ?? "")
        ? "ongoing"
        : null;
    if (tokens.Lemma[k] === "be" || tokens.Lemma[k] === "remain")
      return present ? underWay(view, k + 1, end) : null;
    if (!(upos === ADP || upos === DET || upos === ADJ || upos === NUM || upos === ADV || view.noun(k)))
      if (norm !== "and" && norm !== "'s" && norm !== "-") return null;
  }
  return null;
}

/** "the army battles a growing insurgency", "is torn by a raging war", but "crushed a growing insurgency" */
function swells(view: View, head: number): boolean {
  const { tokens, cues } = view;
  if (!view.children(head).some((k) => k < head && cues.swelling!.has(tokens.Norm[k]!))) return false;
  const up = tokens.Head[head]!;
  if (up < 0 || !view.verb(up) || view.is(head, "obl")) return true;
  return ![up, ...view.children(up).filter((k) => view.is(k, "aux"))].some(
    (k) => tokens.Feats[k]!.includes("VerbForm=Fin") && tokens.Feats[k]!.includes("Tense=Past"),
  );
}

/** "still under way", "in progress", "continuing"; "in the pipeline", "on the cards" */
function underWay(view: View, from: number, end: number): Actuality | null {
  const { tokens, cues } = view;
  for (let k = from; k < end; k++) {
    if (tokens.Upos[k] === ADV && !cues.underWay!.has(tokens.Norm[k]!)) continue;
    const two = `${tokens.Norm[k]} ${tokens.Norm[k + 1]}`;
    const goes = cues.goingOn!.has(tokens.Lemma[k]!) && tokens.Norm[k]!.endsWith("ing");
    if (goes || cues.underWay!.has(tokens.Norm[k]!) || cues.underWay!.has(two)) return "ongoing";
    const three = `${two} ${tokens.Norm[k + 2]}`;
    return cues.onTheCards!.has(three) || cues.onTheCards!.has(tokens.Norm[k]!) ? "planned" : null;
  }
  return null;
}

/** "a wave of protests that have spread to a dozen cities" */
function spreads(view: View, first: number, last: number): boolean {
  const { tokens, cues } = view;
  for (let i = first; i < last; i++)
    for (const k of view.children(i))
      if (
        view.is(k, "acl:relcl") &&
        (cues.spreading!.has(tokens.Lemma[k]!) || cues.goingOn!.has(tokens.Lemma[k]!))
      )
        return lasts(view, k) && !negated(view, k);
  return false;
}

/** "comes after weeks of protests", "follows months of unrest", "amid days of rioting": a time that lasts until what is told now. */
function upToNow(view: View, head: number): boolean {
  const { tokens, cues } = view;
  if (!cues.periods!.has(tokens.Lemma[head]!)) return false;
  const before = view.preposition(head);
  if (before === "amid" || before === "amidst") return true;
  const up = tokens.Head[head]!;
  if (up < 0 || !view.verb(up)) return false;
  if (view.is(head, "nsubj")) return cues.sweepingOver!.has(tokens.Lemma[up]!) && lasts(view, up);
  return tokens.Feats[up]!.includes("Tense=Pres") && tokens.Feats[up]!.includes("VerbForm=Fin");
}

/** "has become the voice of the protest movement": one that something is said of in the present is there. */
function movement(view: View, head: number): boolean {
  const { tokens, cues } = view;
  if (!cues.movements!.has(tokens.Lemma[head]!) || view.child(head, "acl:relcl", "acl") >= 0) return false;
  const the = view.child(head, "det");
  if (the < 0 || tokens.Norm[the] !== "the") return false;
  for (let hop = 0, i = tokens.Head[head]!; hop < HOPS && i >= 0; hop++, i = tokens.Head[i]!) {
    if (view.verb(i) || view.child(i, "cop") >= 0) return lasts(view, i) && !negated(view, i);
  }
  return false;
}

const HOPS = 4;

/** So many words of its phrase stand between a "before" and the act, and between the act and its verb. */
const CLAUSE = 8;

/** "wants to leave before another round of killings happens": told in the present under a "before". */
export function beforeItHappens(view: View, { first, last, sentence }: Trigger): boolean {
  const { tokens, analysis, cues } = view;
  const start = Math.max(analysis.sentences.First[sentence]!, first - CLAUSE);
  let k = first - 1;
  while (k >= start && tokens.Norm[k] !== "before" && !view.verb(k) && tokens.Norm[k] !== ",") k--;
  if (k < start || tokens.Norm[k] !== "before") return false;
  const end = Math.min(analysis.sentences.Last[sentence]!, last + CLAUSE);
  for (let i = last; i < end && tokens.Norm[i] !== ","; i++)
    if (view.verb(i)) {
      const present = tokens.Norm[i] === tokens.Lemma[i] || tokens.Norm[i] === `${tokens.Lemma[i]}s`;
      return present && cues.start!.has(tokens.Lemma[i]!);
    }
  return false;
}

/** "voted in favour of a strike": what is voted for is to come. */
export function votedFor(view: View, i: number): boolean {
  const { tokens, cues } = view;
  const favour = tokens.Head[i]!;
  const verb = favour >= 0 && view.noun(favour) ? tokens.Head[favour]! : favour;
  return verb >= 0 && cues.balloting!.has(tokens.Lemma[verb]!);
}
