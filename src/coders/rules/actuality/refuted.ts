/** Whether what tells of an act is itself said to be untrue: "dismissed reports that", "it is not true that", "called the claims baseless". */
import { ADJ, ADV, AUX, type View } from "../reading/view.js";
import { negated } from "../triggers/embedders.js";
import { someInClass } from "../triggers/sides.js";
import type { Trigger } from "../triggers/triggers.js";

/** So many words may lie between a claim and its act, between who refutes and the claim, and behind the act. */
const [BEFORE, OVER, BEHIND] = [14, 5, 12];

/** By the order of the words, since clauses under a noun are often parsed apart from it. */
export function refuted(view: View, { first, last, sentence }: Trigger): boolean {
  const { tokens, analysis, cues } = view;
  const start = Math.max(analysis.sentences.First[sentence]!, first - BEFORE);
  for (let k = first - 1; k >= start; k--) {
    const norm = tokens.Norm[k]!;
    if (norm === ";" || norm === "who" || norm === "which") return false;
    if (norm === "that" && untrue(view, k, start)) return true;
    // "rejected claims that", where the tagger takes the claims for a verb
    const opens = k === analysis.sentences.First[sentence];
    const noun =
      opens || !view.verb(k) || (tokens.Norm[k + 1] === "that" && cues.refuting!.has(tokens.Lemma[k - 1]!));
    if (cues.claims!.has(tokens.Lemma[k]!) && noun)
      return (
        cues.claimTakes!.has(tokens.Norm[k + 1] ?? "") &&
        (rejected(view, k) || foundFalse(view, k, last, analysis.sentences.Last[sentence]!))
      );
    // Another act stands between: "rejected claims by the man who led the march that police fired".
    const finite = view.verb(k) && tokens.Feats[k]!.includes("VerbForm=Fin") && tokens.Upos[k] !== AUX;
    if (finite && !cues.carriers!.has(tokens.Lemma[k]!)) return false;
  }
  return false;
}

/** "it is not true that", "it was a lie that": `that` is the token of the "that". */
function untrue(view: View, that: number, start: number): boolean {
  const { tokens, cues } = view;
  const word = tokens.Lemma[that - 1] ?? "";
  if (that - 1 < start || !(cues.falseWords!.has(word) || cues.trueWords!.has(word))) return false;
  let no = false;
  for (let k = that - 2; k >= Math.max(0, that - 5); k--) {
    no ||= cues.negation!.has(tokens.Norm[k]!) || cues.noDeterminers!.has(tokens.Norm[k]!);
    if (tokens.Lemma[k] === "be") return cues.falseWords!.has(word) ? !no : no;
  }
  return false;
}

/** "rejected as untrue all claims", "contrary to reports", "no truth in rumours". */
function rejected(view: View, claim: number): boolean {
  const { tokens, cues } = view;
  for (let k = claim - 1; k >= Math.max(0, claim - OVER); k--) {
    if (tokens.Sentence[k] !== tokens.Sentence[claim] || tokens.Norm[k] === ",") return false;
    const lemma = tokens.Lemma[k]!;
    const past = tokens.Norm[k + 1] === "to" && cues.contrary!.has(lemma);
    const truth = cues.trueWords!.has(lemma) && cues.noDeterminers!.has(tokens.Norm[k - 1] ?? "");
    // "false reports that"
    if (past || truth || (k === claim - 1 && cues.falseWords!.has(lemma))) return true;
    const two = `${lemma} ${tokens.Norm[k + 1]}`;
    if (cues.refuting!.has(lemma) || cues.refuting!.has(two)) return !negated(view, k) && !undone(view, k);
  }
  return false;
}

/** "could not deny reports", "refused to deny": nobody refutes anything. */
function undone(view: View, verb: number): boolean {
  const up = view.tokens.Head[verb]!;
  return view.is(verb, "xcomp") && up >= 0 && view.cues.refuse!.has(view.tokens.Lemma[up]!);
}

/** "called the reports of looting fabricated", "reports that … were false", "claims that … were dismissed as lies". */
function foundFalse(view: View, claim: number, last: number, end: number): boolean {
  const { tokens, cues } = view;
  let judged = false;
  for (let k = claim - 1; k >= Math.max(0, claim - OVER); k--) judged ||= cues.naming!.has(tokens.Lemma[k]!);
  let be = false;
  for (let k = last; k < Math.min(end, last + BEHIND); k++) {
    const [norm, lemma] = [tokens.Norm[k]!, tokens.Lemma[k]!];
    if (cues.clauseOpeners!.has(norm)) return false;
    if (lemma === "be") be = true;
    else if (cues.negation!.has(norm)) return false;
    else if (cues.falseWords!.has(lemma) && (be || judged)) return true;
    else if (be && view.passive(k)) return cues.refuting!.has(lemma);
    else if (be && tokens.Upos[k] !== ADV && tokens.Upos[k] !== ADJ && !cues.smallWords!.has(norm))
      return false;
  }
  return false;
}

/** So far up the telling of an act is looked for, and so far behind the act its denial. */
const [TOLD, DENIED] = [5, 30];

/** "The league said that 20 of its members were held. The commissioner denied the claim": those in power deny what others say of them. */
export function deniedByPower(view: View, { head, last, sentence, type }: Trigger): boolean {
  if (!/^(?:REP|VIO|MIL|LAW\.DETAIN)/.test(type) || !claimed(view, head)) return false;
  const { tokens, analysis, cues } = view;
  const { Last } = analysis.sentences;
  const end = Math.min(Last[Math.min(sentence + 1, Last.length - 1)]!, last + DENIED);
  for (let k = last; k < end; k++) {
    if (!cues.deniable!.has(tokens.Lemma[k]!) || !cues.definite!.has(tokens.Norm[k - 1]!)) continue;
    const verb = tokens.Head[k]!;
    if (verb < last || !view.verb(verb) || !cues.denied!.has(tokens.Lemma[verb]!) || negated(view, verb))
      continue;
    if (view.is(k, "obj") || view.is(k, "nsubj")) return someInClass(view, view.agents(verb), ["state"]);
  }
  return false;
}

/** Whether the act is told in somebody's words: "said that …", "reports that …". */
function claimed(view: View, head: number): boolean {
  const { tokens, cues } = view;
  for (let hop = 0, i = tokens.Head[head]!; hop < TOLD && i >= 0; hop++, i = tokens.Head[i]!)
    if ((view.verb(i) && cues.speech!.has(tokens.Lemma[i]!)) || cues.claims!.has(tokens.Lemma[i]!))
      return true;
  return false;
}
