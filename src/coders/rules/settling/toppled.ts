/** Whom protests brought down: "protests that toppled the president". */
import { aimable } from "../actors/aimed.js";
import type { View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";

/** "protests that toppled the president", "leading to the downfall of the regime": whom a protest brought down. */
export function toppledBy(view: View, { head }: Trigger): number[] {
  const { tokens } = view;
  const up = tokens.Head[head]!;
  const verbs: number[] = [];
  for (const k of view.children(head))
    if (view.verb(k) && ["acl", "advcl", "conj", "xcomp"].some((relation) => view.is(k, relation)))
      verbs.push(k);
  if (view.noun(head) && up >= 0 && view.verb(up)) {
    verbs.push(up);
    for (const k of view.children(up))
      if (view.verb(k) && (view.is(k, "advcl") || view.is(k, "conj"))) verbs.push(k);
  }
  for (const verb of verbs.flatMap((v) => [
    v,
    ...view.children(v).filter((k) => view.verb(k) && view.is(k, "xcomp")),
  ])) {
    const lemma = tokens.Lemma[verb]!;
    if (view.cues.endingIn!.has(lemma))
      for (const k of view.children(verb)) {
        if (k < verb || !view.cues.fallsFromPower!.has(tokens.Lemma[k]!)) continue;
        const whose = view.children(k).filter((c) => view.is(c, "nmod:poss") || view.preposition(c) === "of");
        const fallen = whose.filter((c) => view.noun(c) && view.classOf(c)?.person);
        if (fallen.length > 0) return fallen;
      }
    if (!view.cues.toppling!.has(lemma) || view.passive(verb)) continue;
    const object = view.child(verb, "obj");
    const office = object >= 0 && view.noun(object) && aimable(view, object);
    const out = ["force", "drive", "bring", "remove"].includes(lemma)
      ? OUT.test(wordsAfter(view, verb))
      : true;
    if (office && out) return [object];
  }
  return [];
}

const OUT = /\b(power|office|out|down|resign|step|quit)\b/;

/** The words behind a verb, up to eight. */
function wordsAfter({ tokens }: View, verb: number): string {
  const out: string[] = [];
  for (let i = verb + 1; i < verb + 9 && tokens.Sentence[i] === tokens.Sentence[verb]; i++)
    out.push(tokens.Norm[i]!);
  return out.join(" ");
}
