/** What the triggers of a report tell of those whom a number beside them may count. */
import type { View } from "../reading/view.js";
import { actors, undergoers } from "../triggers/sides.js";
import type { Trigger } from "../triggers/triggers.js";

/** Tokens of heads of noun phrases, each with the token of the trigger that tells what they did or underwent. */
export type Acts = {
  /** Who acts in a protest. */
  readonly participants: ReadonlyMap<number, number>;
  /** Who does something at a protest: "thousands of his critics sang at a rally". */
  readonly attending: ReadonlyMap<number, number>;
  /** Who is arrested. */
  readonly arrested: ReadonlyMap<number, number>;
  /** What is occupied or blocked: as many acts as there are of them. */
  readonly sites: ReadonlyMap<number, number>;
  /** Who is charged, tried or let go. */
  readonly judged: ReadonlyMap<number, number>;
  /** The tokens that tell of a deployment or withdrawal. */
  readonly moves: ReadonlySet<number>;
};

const MOVES = new Set(["MIL.DEPLOY", "MIL.WITHDRAW"]);
const ARRESTS = new Set(["REP.ARREST", "LAW.DETAIN"]);
const SITES = new Set(["PRO.OCCUPY", "PRO.BLOCK"]);

/** What the triggers tell of those whom numbers may count. */
export function actsOf(view: View, found: readonly Trigger[]): Acts {
  const participants = new Map<number, number>();
  const attending = new Map<number, number>();
  const arrested = new Map<number, number>();
  const sites = new Map<number, number>();
  const judged = new Map<number, number>();
  const moves = new Set<number>();
  const add = (to: Map<number, number>, heads: Iterable<number>, trigger: Trigger) => {
    for (const head of heads) if (!to.has(head)) to.set(head, trigger.head);
  };
  for (const trigger of found) {
    const { type, head, first, last } = trigger;
    if (MOVES.has(type)) for (let i = first; i < last; i++) moves.add(i);
    if (ARRESTS.has(type)) {
      add(arrested, undergoers(view, trigger), trigger);
      // "put 66 activists behind bars"
      for (let i = first; i < last; i++)
        if (view.noun(i) && view.classOf(i)?.person) add(arrested, [i], trigger);
    }
    if (type.startsWith("LAW.") && !ARRESTS.has(type))
      add(judged, new Set([...view.agents(head), ...undergoers(view, trigger)]), trigger);
    if (SITES.has(type)) add(sites, undergoers(view, trigger), trigger);
    if (!type.startsWith("PRO.")) continue;
    add(participants, new Set([...view.agents(head), ...actors(view, trigger)]), trigger);
    add(attending, attendants(view, head), trigger);
  }
  return { participants, attending, arrested, sites, judged, moves };
}

const AT = new Set(["at", "in", "during", "for", "from"]);

/** Who does something at the protest that a noun names: the subject of the verb that it hangs on. */
function attendants(view: View, noun: number): readonly number[] {
  const verb = view.tokens.Head[noun]!;
  if (!view.noun(noun) || !view.is(noun, "obl") || !AT.has(view.preposition(noun) ?? "")) return [];
  return verb >= 0 && view.verb(verb) && !view.passive(verb) ? view.agents(verb) : [];
}
