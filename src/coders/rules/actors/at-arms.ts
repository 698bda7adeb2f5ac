/** States that act by their arms: "Turkish artillery shelled", "the Israeli air strikes", "Russia's invasion", "a war with Chad". */
import type { ActorCategory } from "../../../model/coding.js";
import { isA } from "../lexicon/lexicon.js";
import type { View } from "../reading/view.js";
import { isNation } from "../triggers/nations.js";
import type { Trigger } from "../triggers/triggers.js";
import type { Placed } from "./casting.js";

const UPON = /^(on|of|against|upon)$/;

/** The country whose people or things the word at `i` describes ("Turkish"), or null. */
function peopleAt(view: View, i: number): string | null {
  const at = view.tokens.Start[i]!;
  const place = view.analysis.places.find(
    ({ start, end, use }) => use === "demonym" && start <= at && at < end,
  );
  return place?.country ?? null;
}

/** Whose arms: those of another state than the one in which the words set the act, or the army of its own. */
function armsOf(view: View, { sentence }: Trigger, i: number): ActorCategory {
  const { tokens, analysis } = view;
  const own = peopleAt(view, i);
  const [first, last] = [analysis.sentences.First[sentence]!, analysis.sentences.Last[sentence]!];
  const home = analysis.places.some(
    ({ start, country, use }) =>
      use === "place" && country === own && start >= tokens.Start[first]! && start < tokens.End[last - 1]!,
  );
  return home ? "military" : "foreign_state";
}

/** States that the words at an act of arms name as those who do it. */
export function statesAtArms(view: View, trigger: Trigger, acting: readonly number[]): Placed[] {
  const { tokens } = view;
  const { first, last, head } = trigger;
  const out: Placed[] = [];
  const put = (at: number, whose: number) =>
    out.push({ head: at, role: "perpetrator", by: "actor.agent", category: armsOf(view, trigger, whose) });
  // "Turkish artillery shelled a village"
  for (const arms of acting) {
    if (!view.noun(arms) || view.classOf(arms) !== null || (arms >= first && arms < last)) continue;
    const whose = view.children(arms).find((k) => k < arms && peopleAt(view, k) !== null);
    if (
      whose !== undefined &&
      (isA(view.lexicon, "weapon", tokens.Lemma[arms]!) || view.cues.armsOfStates!.has(tokens.Lemma[arms]!))
    )
      put(arms, whose);
  }
  if (out.length > 0) return out;
  const act = view.noun(head) ? head : tokens.Head[head] === last - 1 || view.noun(last - 1) ? last - 1 : -1;
  if (act < 0) return out;
  let states = false;
  for (let i = first; i < last; i++) if (view.cues.armsOfStates!.has(tokens.Lemma[i]!)) states = true;
  for (const k of view.children(act))
    if (k < act && view.cues.armsOfStates!.has(tokens.Lemma[k]!)) states = true;
  const upon = view.cues.doneOnSomething!.has(tokens.Lemma[act]!) && UPON.test(tokens.Norm[act + 1] ?? "");
  for (const k of view.children(act)) {
    if (k > act) continue;
    // "the U.S.-led invasion"
    const led = tokens.Norm[k] === "led" ? view.children(k).find((c) => isNation(view, c)) : undefined;
    if (led !== undefined) put(led, led);
    const whose = view.is(k, "nmod:poss") && isNation(view, k);
    if (whose && (states || view.cues.doneOnSomething!.has(tokens.Lemma[act]!)))
      out.push({ head: k, role: "perpetrator", by: "actor.agent", category: "foreign_state" });
    else if ((states || upon) && !view.noun(k) && peopleAt(view, k) !== null) put(k, k);
  }
  return out;
}

/** "a war with Chad", "fighting between Chad and Niger": states that fight. */
export function statesInFight(view: View, sides: readonly number[], role: Placed["role"]): Placed[] {
  return sides
    .filter((head) => view.classOf(head) === null && isNation(view, head))
    .map((head) => ({ head, role, by: "actor.side", category: "foreign_state" }));
}
