/** Private persons are stored by what they are, not by name: by default whoever holds no public office or part. */
import type { ActorCategory, ActorRole, EventActor } from "../../model/coding.js";
import { type Span, span } from "../../model/span.js";
import type { Name } from "../../text/analysis.js";
import type { PERSONS } from "./reply.js";

/** Whoever is named in one of these categories is a private person, whatever the model says. */
const PRIVATE: ReadonlySet<ActorCategory> = new Set([
  "students",
  "workers",
  "farmers",
  "ethnic",
  "women",
  "professionals",
  "journalists",
  "residents",
  "migrants",
  "prisoners",
  "civilians",
  "unknown",
] satisfies ActorCategory[]);

const CALLED: Readonly<Partial<Record<ActorRole, string>>> = {
  organiser: "an organiser",
  participant: "a participant",
  would_be_participant: "a participant",
  caller: "an organiser",
  victim: "a victim",
  perpetrator: "a perpetrator",
  speaker: "a speaker",
};

export type ActorClaim = {
  readonly quote: Span;
  readonly role: ActorRole;
  readonly category: ActorCategory;
  readonly person: (typeof PERSONS)[number];
};

/**
 * The actor as it is stored: called by the report's words, a private person by the words beside the name ("teacher") or by
 * the role. `names`: of the analysis. `withheld` takes the names that were left out.
 */
export function actorOf(
  { quote, role, category, person }: ActorClaim,
  names: readonly Name[],
  text: string,
  withheld: Set<string>,
): EventActor {
  const inside = names.filter((n) => n.type === "PER" && n.start < quote.end && quote.start < n.end);
  const named = inside.length > 0 || person !== "none";
  if (!named || !(person === "private" || PRIVATE.has(category) || (person === "none" && inside.length > 0)))
    return { name: quote.quote, role, category, quote };
  for (const name of inside) withheld.add(text.slice(name.start, name.end));
  const called = CALLED[role] ?? "a private person";
  const [first] = inside;
  if (first === undefined) return { name: called, role, category, quote };
  const before = trimmed(text, quote.start, Math.min(first.start, quote.end));
  if (before === null) return { name: called, role, category, quote };
  return { name: before.quote, role, category, quote: before };
}

/** A stretch without blanks and marks at its ends; null where no letters are left. */
function trimmed(text: string, start: number, end: number): Span | null {
  const words = text.slice(start, end);
  const lead = /^[\s\p{P}]*/u.exec(words)![0].length;
  const body = words.slice(lead).replace(/[\s\p{P}]+$/u, "");
  return /\p{L}{3}/u.test(body) ? span(text, start + lead, start + lead + body.length) : null;
}

/** The words that name a speaker, unless they name somebody whose name was left out. */
export function speakerOf(words: string, withheld: ReadonlySet<string>): string {
  for (const name of withheld) if (words.includes(name)) return "a private person";
  return words;
}
