/** What other words of the clause say about an event, wherever the parse ties them. */
import type { Trigger } from "./triggers.js";
import type { View } from "./view.js";

/** "no protesters were arrested", "nobody was killed" */
export function nobody(view: View, trigger: Trigger): boolean {
  const { tokens } = view;
  if (!view.verb(trigger.head)) return false;
  return view.children(trigger.head).some((k) => {
    if (!(view.is(k, "nsubj") || view.is(k, "obj"))) return false;
    if (view.cues.nobody!.has(tokens.Norm[k]!)) return true;
    return view.children(k).some((c) => tokens.Norm[c] === "no" && view.is(c, "det"));
  });
}

/** "kept the opposition from taking to the streets", "hinted at the use of force" */
export function prevented(view: View, trigger: Trigger): boolean {
  const { tokens, analysis, cues } = view;
  const first = Math.max(analysis.sentences.First[trigger.sentence]!, trigger.first - 9);
  const before = trigger.first - 1;
  if (before <= first) return false;
  const from = tokens.Norm[before] === "from" && tokens.Norm[trigger.first]!.endsWith("ing");
  for (let i = before; i >= first; i--) {
    if (from && cues.preventing!.has(tokens.Lemma[i]!)) return true;
    if (view.noun(trigger.head) && tokens.Lemma[i] === "hint" && view.verb(i)) return true;
    if (i < before && tokens.Norm[i] === ",") return false;
  }
  return false;
}

/** "was accused of killings, allegations that it denies" */
export function allegedAndDenied(view: View, head: number): boolean {
  const { tokens, analysis } = view;
  let i = head;
  let accused = false;
  for (let hop = 0; hop < 5; hop++) {
    i = tokens.Head[i]!;
    if (i < 0) break;
    const lemma = tokens.Lemma[i]!;
    if (lemma === "accuse" || lemma === "allegation" || lemma === "accusation" || lemma === "deny")
      accused = true;
  }
  if (!accused) return false;
  const sentence = tokens.Sentence[head]!;
  for (let k = analysis.sentences.First[sentence]!; k < analysis.sentences.Last[sentence]!; k++)
    if (view.cues.denied!.has(tokens.Lemma[k]!)) return true;
  return false;
}
