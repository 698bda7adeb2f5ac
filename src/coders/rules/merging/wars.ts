/** Which war is meant, where wars are told by their names. */
import type { View } from "../reading/view.js";
import type { Draft } from "./drafts.js";

const NAMED = "named-war";

/** "the Korean War. … the Falklands war": another name, another war. */
export function otherWar({ tokens }: View, draft: Draft, told: readonly Draft[]): boolean {
  if (draft.trigger.group !== NAMED) return false;
  const named = told.filter((d) => d.trigger.group === NAMED);
  const name = tokens.Lemma[draft.trigger.first]!;
  return named.length > 0 && named.every((d) => tokens.Lemma[d.trigger.first]! !== name);
}
