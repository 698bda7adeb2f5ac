/** Private persons are stored by what they are, not by name: by default whoever holds no public office or part. */
import type { ActorCategory, ActorRole, EventActor, Tier } from "../../model/coding.js";
import type { Span } from "../../model/span.js";
import type { Name } from "../../text/analysis.js";
import { calledBy, codesOf, isPrivate, tierOf } from "../standing.js";
import type { PERSONS } from "./reply.js";

export type ActorClaim = {
  readonly quote: Span;
  readonly role: ActorRole;
  readonly category: ActorCategory;
  readonly person: (typeof PERSONS)[number];
};

/**
 * The actor as it is stored: called by the report's words, a private person by the words beside the name ("a teacher") or by
 * the role; the quote stays whole. `type`: of the event. `names`: of the analysis. `withheld` takes the names that were left out.
 */
export function actorOf(
  { quote, role, category, person }: ActorClaim,
  type: string,
  names: readonly Name[],
  text: string,
  withheld: Set<string>,
): EventActor {
  const inside = names.filter((n) => n.type === "PER" && n.start < quote.end && quote.start < n.end);
  const named = inside.length > 0 || person !== "none";
  const single = named || /^(an?|one)\s/i.test(quote.quote);
  const own = tierOf(category, role, single);
  // Whom the model calls private is so, whatever the category; whom it calls public is not for that.
  const tier: Tier = person === "private" && !isPrivate(own) ? "T2" : own;
  const codes = codesOf(category, role, type);
  if (!named || !isPrivate(tier)) return { name: quote.quote, role, category, quote, tier, ...codes };
  for (const name of inside) withheld.add(text.slice(name.start, name.end));
  return { name: calledBy(quote, role, type, names, text), role, category, quote, tier, ...codes };
}
