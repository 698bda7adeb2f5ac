/** PLOVER 0.8: its events by quad class, its sectors, and what a crosswalk cell of the codebook names. */

import type { EventActor, Means, PlacePrecision, Sector } from "../model/coding.js";
import { SECTOR_OF } from "../model/sectors.js";

/** 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. */
export const QUADS = {
  AGREE: 1,
  CONSULT: 1,
  SUPPORT: 1,
  CONCEDE: 1,
  COOPERATE: 2,
  AID: 2,
  RETREAT: 2,
  REQUEST: 3,
  ACCUSE: 3,
  REJECT: 3,
  THREATEN: 3,
  SANCTION: 3,
  PROTEST: 4,
  MOBILIZE: 4,
  COERCE: 4,
  ASSAULT: 4,
} as const;
export type PloverEvent = keyof typeof QUADS;
/** Without a recipient these are no events. */
export const NEED_RECIPIENT: ReadonlySet<PloverEvent> = new Set(["COOPERATE", "AID", "SANCTION"]);

export function sectorOf({ sector, category }: EventActor): Sector {
  return sector ?? SECTOR_OF[category];
}

/** 5 below the town, 4 town, 3 district, 2 province, 1 country. */
export const RESOLUTIONS: Readonly<Partial<Record<PlacePrecision, number>>> = {
  G0: 5,
  G1: 4,
  G2: 4,
  G3: 3,
  G4: 2,
  G6: 1,
};

export type PloverType = {
  readonly event: PloverEvent;
  readonly modes: readonly string[];
  readonly contexts: readonly string[];
  /** What the crosswalk leaves open, or null. */
  readonly doubt: string | null;
};

const CROWD_CONTROL: ReadonlySet<Means> = new Set([
  "tear_gas",
  "water_cannon",
  "pellets",
  "batons",
  "stun_grenades",
]);
const MODE_OF_MEANS: Readonly<Partial<Record<Means, string>>> = {
  live_ammunition: "firearms",
  explosives: "explosives",
};
/** Words of the telling that name a mode. */
const MODE_OF_WORDS: Readonly<Record<string, RegExp>> = {
  curfew: /\bcurfew/i,
  "martial-law": /\bmartial law|\b(?:state of )?(?:emergency|siege)\b/i,
  censor: /\b(?:censor|shut|block|jam|clos|ban|suspend|blackout|off (?:the )?air)/i,
  destroy: /\b(?:burn|torch|set|fire|ablaze|alight|arson|destroy|demolish|ransack|deface|topple|tore? down)/i,
  explosives: /\b(?:bomb|explo|blast|grenade|dynamite|land ?mine|mines?\b|ied\b|blew|blow|detonat)/i,
  firearms: /\b(?:shot|shoot|gun|rifle|pistol|firefight|open(?:ed)? fire)/i,
  "heavy-weapons": /\b(?:shell|artiller|mortar|rocket|missile|howitzer|tank)/i,
};

/** What the record tells besides its type: what was used, the words of its tellings, the sectors of those who act. */
export type Told = {
  readonly means: readonly Means[];
  readonly words: readonly string[];
  readonly sectors: readonly Sector[];
};

/** The modes of a cell that the record itself tells. */
function modesTold(modes: readonly string[], { means, words, sectors }: Told): readonly string[] {
  const used = new Set(means.flatMap((one) => MODE_OF_MEANS[one] ?? []));
  const byMeans = modes.filter((mode) => used.has(mode));
  if (byMeans.length > 0) return byMeans;
  const forces = modes.filter(
    (mode) =>
      (mode === "police" && sectors.includes("COP")) || (mode === "troops" && sectors.includes("MIL")),
  );
  if (forces.length > 0) return forces;
  return modes.filter((mode) => words.some((telling) => MODE_OF_WORDS[mode]?.test(telling)));
}

/** The event, mode and context that a cell names, or why it names none. What else is told decides between some. */
export function ploverType(cell: string, told: Told): PloverType | { readonly refused: string } {
  const { means, sectors } = told;
  const refused = { refused: `PLOVER has no one event for it (crosswalk: “${cell}”).` };
  if (/^(?:none|by content)|\bor none\b/.test(cell)) return refused;
  const contexts = [...cell.matchAll(/ctx=(\w+)/g)].map(([, context]) => context!);
  const bare = cell.replace(/\([^)]*\)/g, "").replace(/ctx=\w+/g, "");
  const parts = bare.split(/\s*\bor\b\s*|\s+\|\s+/).map((part) => part.trim());
  const found = parts.flatMap((part) => readPart(part));
  let options = found;
  const gas = means.some((one) => CROWD_CONTROL.has(one));
  if (gas && found.some(({ modes }) => modes.includes("crowd-control")))
    options = found.filter(({ modes }) => modes.includes("crowd-control"));
  // Forces that are sent mobilise; peacekeepers may be aid as well.
  const own = sectors.some((one) => one === "COP" || one === "MIL") && !sectors.includes("UNK");
  if (own && found.some(({ event }) => event === "MOBILIZE") && found.some(({ event }) => event === "AID"))
    options = found
      .filter(({ event }) => event === "MOBILIZE")
      .map((one) => ({ ...one, modes: ["troops", "police"] }));
  if (new Set(options.map(({ event }) => event)).size !== 1) return refused;
  const [{ event, modes }] = options as [{ event: PloverEvent; modes: readonly string[] }];
  const decided = modes.length > 1 ? modesTold(modes, told) : modes;
  const alternative = /\(or (\w[\w-]*)\)/.exec(cell)?.[1];
  const doubt =
    decided.length !== 1 && modes.length > 1
      ? `The mode may be ${modes.join(" or ")}; the record does not say, so it has none.`
      : alternative === undefined
        ? null
        : `The mode may also be ${alternative} (crosswalk: “${cell}”).`;
  return { event, modes: decided.length === 1 ? decided : [], contexts, doubt };
}

/** "ASSAULT/destroy|primitive" is one event with two modes; "SUPPORT|COERCE" are two events. */
function readPart(part: string): readonly { event: PloverEvent; modes: readonly string[] }[] {
  const [names = "", modes = ""] = part.split("/");
  const told = modes
    .split("|")
    .filter((mode) => mode !== "")
    .map((mode) => mode.trim());
  return names.split("|").flatMap((name) => {
    const event = name.trim();
    return event in QUADS ? [{ event: event as PloverEvent, modes: told }] : [];
  });
}
