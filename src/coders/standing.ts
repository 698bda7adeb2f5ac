/** What an actor is in an event, for whoever coded it: privacy tier, sector, interaction code, and the name a private person is stored under. */
import type { ActorCategory, ActorRole, Inter, Sector, Tier } from "../model/coding.js";
import { SECTOR_OF } from "../model/sectors.js";
import { type Span, span } from "../model/span.js";
import type { Name } from "../text/analysis.js";

/** ACLED's code by category where the part in the event does not decide it; null: the words do not say. */
const INTER: Readonly<Partial<Record<ActorCategory, Inter | null>>> = {
  state_security: 1,
  military: 1,
  government: 1,
  legislature: 1,
  judiciary: 1,
  rebel: 2,
  militia: 3,
  foreign_state: 8,
  igo: 8,
  unknown: null,
};
const TAKING_PART: ReadonlySet<ActorRole> = new Set([
  "participant",
  "organiser",
  "would_be_participant",
  "caller",
]);

/**
 * Tier of a single person by category (domain rules, part 5): office-holders T0; persons known by a public part T1; employees,
 * owners, reporters T2; everybody else T3.
 */
const TIER: Readonly<Partial<Record<ActorCategory, Tier>>> = {
  government: "T0",
  legislature: "T0",
  judiciary: "T0",
  state_security: "T0",
  military: "T0",
  foreign_state: "T0",
  igo: "T0",
  party: "T1",
  opposition: "T1",
  rebel: "T1",
  militia: "T1",
  union: "T1",
  religious: "T1",
  indigenous: "T1",
  civil_society: "T1",
  business: "T2",
  journalists: "T2",
  professionals: "T2",
  workers: "T2",
};
/** Being a victim raises protection by one tier. */
const RAISED = { T0: "T1", T1: "T2", T2: "T3", T3: "T3", group: "group" } as const;

/** The tier of an actor. `single`: one person, not several, a body or a firm. */
export function tierOf(category: ActorCategory, role: ActorRole, single: boolean): Tier {
  if (!single) return "group";
  const tier = TIER[category] ?? "T3";
  return role === "victim" ? RAISED[tier] : tier;
}

export function isPrivate(tier: Tier | undefined): boolean {
  return tier === undefined || tier === "T2" || tier === "T3";
}

/** PLOVER's sector and ACLED's interaction code of an actor in an event of a type; those who take part in a protest or riot are 6 or 5. */
export function codesOf(
  category: ActorCategory,
  role: ActorRole,
  type: string,
): { readonly sector: Sector; readonly inter?: Inter } {
  const sector = SECTOR_OF[category];
  const inPart = type.startsWith("PRO.") && TAKING_PART.has(role);
  const inter = inPart ? (type === "PRO.RIOT" ? 5 : 6) : category in INTER ? INTER[category] : 7;
  return inter == null ? { sector } : { sector, inter };
}

const CALLED: Readonly<Partial<Record<ActorRole, string>>> = {
  organiser: "an organiser",
  participant: "a participant",
  would_be_participant: "a participant",
  caller: "an organiser",
  victim: "a victim",
  perpetrator: "a perpetrator",
  speaker: "a speaker",
};

/**
 * How a private person is called: by the report's own words before the name ("a teacher"), else by the role. `names`: of the
 * analysis. The words that stay hold no part of a personal name.
 */
export function calledBy(
  quote: Span,
  role: ActorRole,
  type: string,
  names: readonly Name[],
  text: string,
): string {
  const inside = names.filter((n) => n.type === "PER" && n.start < quote.end && quote.start < n.end);
  const [first] = inside;
  const protesting = type.startsWith("PRO.") && role === "participant";
  const called = protesting ? "a protester" : (CALLED[role] ?? "a private person");
  if (first === undefined) return called;
  const before = trimmed(text, quote.start, Math.min(first.start, quote.end));
  if (before !== null) {
    const opens = /(^|[.!?]["”’]?\s+)$/.test(text.slice(Math.max(0, before.start - 4), before.start));
    const words = before.quote;
    return described(opens ? words[0]!.toLowerCase() + words.slice(1) : words);
  }
  // "Ana Rey, a teacher from Tal"
  const after = trimmed(text, Math.min(quote.end, inside.at(-1)!.end), quote.end);
  return after !== null && /^(an?|the)\s/i.test(after.quote) ? after.quote : called;
}

/** "teacher" is "a teacher"; words that bear an article or a number stay. */
function described(words: string): string {
  if (/^(an?|the|his|her|their|its|\p{N}|[\p{L}\p{N} ]+['’]s?)\s/iu.test(words)) return words;
  // "elected leaders"
  if (/[^s]s$/.test(words)) return words;
  return `${/^[aeio]/i.test(words) ? "an" : "a"} ${words}`;
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
