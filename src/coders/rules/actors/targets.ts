/** Whom a protest is aimed at, by the words beside its trigger: "against the government", "marched to the ministry over fees". */
import { UPOS } from "../../../text/analysis.js";
import { ADJ, DET, NUM, type View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";

const ADV = UPOS.indexOf("ADV");

const AIMABLE = new Set([
  "government",
  "legislature",
  "judiciary",
  "business",
  "party",
  "foreign_state",
  "military",
  "state_security",
  "igo",
  "rebel",
  "militia",
]);
/** Verbs whose subject brings a protest about: "the president's decision sparked protests". */
const CAUSING = new Set([
  "spark",
  "trigger",
  "prompt",
  "provoke",
  "ignite",
  "cause",
  "unleash",
  "draw",
  "fuel",
]);
/** "the exit from the Union": what is left or stood by is no owner. */
const AWAY = new Set(["from", "with", "for"]);
const OWNED = ["compound", "nmod", "amod", "obl", "appos", "acl"];

export function aimable(view: View, i: number): boolean {
  const noun = view.classOf(i);
  return noun?.person === true && AIMABLE.has(noun.category);
}

/** The bodies and office-holders named in the phrase at `k`: "government plans", "the policies of the president". */
export function namedIn(view: View, k: number, depth = 0): number[] {
  if (aimable(view, k)) return [k];
  if (depth > 2) return [];
  return view
    .children(k)
    .filter((c) => OWNED.some((relation) => view.is(c, relation)) && !view.verb(c))
    .filter((c) => !AWAY.has(view.preposition(c) ?? ""))
    .flatMap((c) => namedIn(view, c, depth + 1));
}

function officeAt(view: View, i: number): boolean {
  return aimable(view, i) && !view.classOf(i)!.collective && view.tokens.Feats[i]!.includes("Number=Sing");
}

/** Heads of what the words at the trigger say the protest is aimed at. */
export function targets(view: View, trigger: Trigger): number[] {
  const { tokens } = view;
  const { head } = trigger;
  const out: number[] = [];
  // "gathered to protest against …", "a strike called against …": what is aimed may hang on the verb beside the trigger.
  const up = tokens.Head[head]!;
  const beside = up >= 0 && tokens.Sentence[up] === trigger.sentence ? up : -1;
  for (const at of beside >= 0 ? [head, beside] : [head]) {
    for (const k of view.children(at)) {
      if (k >= trigger.first && k < trigger.last) continue;
      if (view.is(k, "obl") || view.is(k, "nmod")) {
        const preposition = view.preposition(k);
        const aimed =
          preposition !== null &&
          view.cues.outcryTakes!.has(preposition) &&
          (preposition === "against" || at === head);
        // "marched to the Minister of Transport": to somebody, not to a place.
        const to = preposition === "to" && at === head && trigger.type === "PRO.DEMO" && officeAt(view, k);
        if (aimed || to) out.push(...view.conjuncts(k));
      } else if (at === head && view.is(k, "obj") && tokens.Lemma[head] === "protest")
        out.push(...view.conjuncts(k));
    }
  }
  if (beside >= 0 && view.is(head, "obj") && CAUSING.has(tokens.Lemma[beside]!)) {
    const cause = view.child(beside, "nsubj");
    if (cause >= 0) out.push(cause);
  }
  const found = out.flatMap((k) => namedIn(view, k));
  return found.length > 0 ? found : afterAgainst(view, trigger);
}

/** The order of the words: a body named in the noun phrase after an "against" that follows the trigger. */
function afterAgainst(view: View, trigger: Trigger): number[] {
  const { tokens } = view;
  const end = Math.min(view.analysis.sentences.Last[trigger.sentence]!, trigger.last + 4);
  for (let i = trigger.last; i < end; i++) {
    if (view.verb(i) || /^[,;:]$/.test(tokens.Norm[i]!)) return [];
    if (tokens.Norm[i] !== "against") continue;
    for (let k = i + 1; k < i + 8 && tokens.Sentence[k] === trigger.sentence; k++) {
      if (aimable(view, k)) return [k];
      const tag = tokens.Upos[k]!;
      const inside = view.noun(k) || tag === ADJ || tag === DET || tag === NUM || tag === ADV;
      if (!inside && !/^(['’]s?|the|of)$/.test(tokens.Norm[k]!)) return [];
    }
  }
  return [];
}
