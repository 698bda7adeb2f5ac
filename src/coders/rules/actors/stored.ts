/** Actors as they are stored: one name for one actor, private persons by role, with tier, sector and interaction code. */
import type { EventActor } from "../../../model/coding.js";
import type { Name } from "../../../text/analysis.js";
import { calledBy, codesOf, isPrivate, tierOf } from "../../standing.js";
import { PROPN, type View } from "../reading/view.js";
import { identitiesOf } from "./identities.js";
import type { Cast } from "./roles.js";

/** The actor of an event of a type, as its coding holds it. The quote stays the words in the event. */
export function storedActor(
  view: View,
  type: string,
  { name, role, category, quote, head }: Cast,
): EventActor {
  const person = personAt(view, head);
  const tier = tierOf(category, role, person !== null || oneAt(view, head, quote.quote));
  const rest = { role, category, quote, tier, ...codesOf(category, role, type) };
  const text = view.analysis.text;
  const names = person && !view.analysis.names.includes(person) ? [person] : view.analysis.names;
  if (tier !== "group" && isPrivate(tier)) {
    const told = names.some((n) => n.type === "PER" && n.start < quote.end && quote.start < n.end);
    return { name: told ? calledBy(quote, role, type, names, text) : name, ...rest };
  }
  const known = identitiesOf(view)(head);
  if (known !== null && known.person === (person !== null)) return { name: known.name, ...rest };
  return { name: tier === "group" ? withoutPersons(view, name, quote.start) : name, ...rest };
}

/** The personal name at a token, marked as one or not; null where it is none. */
export function personAt(view: View, head: number): Name | null {
  const name = view.nameAt(head);
  if (name) return name.type === "PER" ? name : null;
  const { tokens } = view;
  const noun = view.classOf(head);
  if (tokens.Upos[head] !== PROPN || noun === null || noun.collective || !noun.person) return null;
  const known = identitiesOf(view)(head);
  return known?.person ? { start: tokens.Start[head]!, end: tokens.End[head]!, type: "PER" } : null;
}

/** One person, not several and no body: "a photographer", not "two photographers" or "a union". */
function oneAt(view: View, head: number, words: string): boolean {
  const noun = view.classOf(head);
  if (!noun?.person || noun.collective || view.tokens.Feats[head]!.includes("Number=Plur")) return false;
  return !/\band\b/i.test(words) && view.tokens.Upos[head] !== PROPN;
}

/** "the family of Ana Rey": a group is not named by a person who is private. */
function withoutPersons(view: View, name: string, start: number): string {
  const inside = view.analysis.names.find(
    (n) => n.type === "PER" && n.start > start && n.start < start + name.length,
  );
  if (!inside) return name;
  const head = headAt(view, inside.start);
  const category = view.classOf(head)?.category ?? "unknown";
  if (!isPrivate(tierOf(category, "participant", true))) return name;
  const before = name.slice(0, inside.start - start).replace(/(\s+(of|from|by|for|to))?\s*$/i, "");
  return /\p{L}{3}/u.test(before) ? before : name;
}

function headAt({ tokens }: View, offset: number): number {
  let i = 0;
  while (i + 1 < tokens.length && tokens.End[i]! <= offset) i++;
  return i;
}
