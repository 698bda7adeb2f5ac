/** Chooses ACLED's type for an event, or says why there is none. Nothing is guessed: what the record leaves open is refused or told. */

import type { Codebook } from "../../model/codebook.js";
import type { ActorCategory } from "../../model/coding.js";
import type { EditionEvent } from "../../model/edition.js";
import { actorsIn, type EditionIndex, familyOf, flow } from "../edition-index.js";
import { type AcledType, acledType, candidatesIn, type SubEvent } from "./types.js";

export type Chosen = {
  readonly type: AcledType;
  /** Responses of the state that stand in this row. */
  readonly responses: readonly EditionEvent[];
  /** What else it might be, and what would decide it; null where nothing. */
  readonly doubt: string | null;
};
export type Choice = Chosen | { readonly refused: string } | { readonly unknown: string };

const VIOLENT_MEANS = new Set(["fire", "stones", "explosives"]);
/** What the state does on the spot, which ACLED keeps inside the protest. */
const ON_THE_SPOT = new Set(["REP.FORCE", "REP.DISPERSE", "REP.BEAT", "REP.LETHAL", "REP.ARREST"]);
const ARMED: ReadonlySet<ActorCategory> = new Set([
  "state_security",
  "military",
  "rebel",
  "militia",
  "government",
]);

export function choose(event: EditionEvent, index: EditionIndex, codebook: Codebook): Choice {
  const type = codebook.types.get(event.type.value);
  if (type === undefined) return { unknown: event.type.value };
  const cell = type.crosswalk.acled;
  const candidates = candidatesIn(cell);
  if (candidates === null) return { refused: `ACLED has no row for ${type.code} (crosswalk: “${cell}”).` };
  const { subs, conditional } = candidates;
  const responses = index.responsesTo(event).filter(({ type: { value } }) => ON_THE_SPOT.has(value));
  if (subs.some((sub) => acledType(sub).event === "Protests")) return protest(event, subs, responses);
  if (familyOf(type.code) === "PRO") return one(subs[0]!, responses);
  if (conditional)
    return { refused: `ACLED's type for ${type.code} depends on what the record does not say: “${cell}”.` };
  if (type.code === "REP.ARREST") return one("Arrests", []);
  if (subs.length === 1) return one(subs[0]!, []);
  return byAgent(event, subs, cell);
}

/** Protests, and what the state does to them: ACLED's sub-event is the worst that happened. */
function protest(event: EditionEvent, subs: readonly SubEvent[], responses: readonly EditionEvent[]): Chosen {
  const violent = event.means.some(({ value }) => VIOLENT_MEANS.has(value.means));
  if (violent && subs.includes("Violent demonstration")) return one("Violent demonstration", responses);
  const force = ON_THE_SPOT.has(event.type.value) ? [event, ...responses] : responses;
  const lethal = force.some(
    (one) => one.type.value === "REP.LETHAL" || ((flow(one, "deaths")?.low ?? 0) as number) > 0,
  );
  if (lethal) return one("Excessive force against protesters", responses);
  if (force.length > 0) {
    const hurt = force.some((one) => flow(one, "injured") !== null);
    return {
      ...one("Protest with intervention", responses),
      doubt: hurt
        ? "People were injured; “Excessive force against protesters” applies if the injuries were serious, which the record does not say."
        : null,
    };
  }
  return {
    ...one("Peaceful protest", responses),
    doubt: subs.includes("Violent demonstration")
      ? "“Violent demonstration” applies if there was violence or a burning barricade; the record tells of none."
      : null,
  };
}

function one(sub: SubEvent, responses: readonly EditionEvent[]): Chosen {
  return { type: acledType(sub), responses, doubt: null };
}

/** Violence against persons and things: what it is in ACLED depends on who did it. */
function byAgent(event: EditionEvent, subs: readonly SubEvent[], cell: string): Choice {
  const agents = actorsIn(event, "perpetrator", "actor");
  if (agents.length === 0)
    return {
      refused: `It is one of several ACLED types by who did it (“${cell}”), and the reports do not say who.`,
    };
  const armed = agents.every(({ category }) => ARMED.has(category));
  const civil = agents.every(({ category }) => !ARMED.has(category) && category !== "unknown");
  if (armed && subs.includes("Attack")) return one("Attack", []);
  if (armed && subs.includes("Looting/property destruction")) return one("Looting/property destruction", []);
  if (civil && subs.includes("Violent demonstration")) {
    const atProtest = agents.some(
      ({ role, inter }) => role === "perpetrator" && (inter === 5 || inter === 6),
    );
    return one(atProtest ? "Violent demonstration" : "Mob violence", []);
  }
  if (civil && subs.includes("Mob violence")) return one("Mob violence", []);
  return {
    refused: `It may be several ACLED types (“${cell}”), and the record does not decide between them.`,
  };
}
