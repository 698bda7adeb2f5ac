/** One person who is first described and then named: "A Leeds teacher was charged. … Jane Moss, 40, was charged after an audit." */

import type { Cast } from "../actors/roles.js";
import { personAt } from "../actors/stored.js";
import type { Draft } from "../merging/drafts.js";
import type { View } from "../reading/view.js";

const OPEN = new Set(["unknown", "civilians"]);

/** Those who undergo an act of the law that one person undergoes: the name stands for the description, which says who that is. */
export function describedAndNamed(
  view: View,
  drafts: readonly Draft[],
  type: string,
  actors: readonly Cast[],
): readonly Cast[] {
  if (!type.startsWith("LAW.")) return actors;
  const victims = actors.filter(({ role }) => role === "victim");
  if (victims.length !== 2) return actors;
  const described = victims.find((cast) => anybody(view, cast));
  const named = victims.find(({ head }) => personAt(view, head) !== null);
  if (!described || !named || described === named || described.head > named.head) return actors;
  const { Sentence } = view.tokens;
  if (Sentence[described.head] === Sentence[named.head]) return actors;
  if (!OPEN.has(named.category) && named.category !== described.category) return actors;
  view.why?.note(drafts, "actor.points_back", described.quote, { role: "victim" }, [named.quote]);
  const category = OPEN.has(named.category) ? described.category : named.category;
  return actors
    .filter((cast) => cast !== described)
    .map((cast) => (cast === named ? { ...cast, category } : cast));
}

/** "a Leeds teacher": one person who is brought in without a name. */
function anybody(view: View, { head, name }: Cast): boolean {
  const noun = view.classOf(head);
  if (!noun?.person || noun.collective || view.tokens.Feats[head]!.includes("Number=Plur")) return false;
  return personAt(view, head) === null && /^an? /i.test(name);
}
