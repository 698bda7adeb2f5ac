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
  /** A second event that the same words tell, or null. */
  readonly besides: PloverEvent | null;
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
  "heavy-weapons":
    /\b(?:shell|bombard|artiller|mortar|rocket|missile|howitzer|tank|anti-aircraft|batter(?:y|ies))/i,
  explosives: /\b(?:bomb(?!ard)|explo|blast|grenade|dynamite|land ?mine|mines?\b|ied\b|blew|blow|detonat)/i,
  firearms: /\b(?:shot|shoot|gun(?!ship)|rifle|pistol|firefight|open(?:ed)? fire)/i,
  violence: /\b(?:threat|intimidat|menac)/i,
  disapprove: /\b(?:insult|abus|heckl|jeer|slur|verbal)/i,
};

type Worded = readonly (readonly [mode: string, words: RegExp])[];

/** Modes that words tell although the crosswalk's cell does not list them, by event; the first that fits is taken. */
const WORDED: Readonly<Partial<Record<PloverEvent, Worded>>> = {
  ASSAULT: [
    ["sexual", /\b(?:rap(?:e|ed|es|ing)\b|sexual|molest)/i],
    ["torture", /\btortur/i],
    ["suicide-attack", /\bsuicide\b/i],
    ["unconventional", /\b(?:chemical|chlorine|sarin|nerve gas|mustard gas|poison gas)/i],
    ["drone", /\b(?:drones?|unmanned)\b/i],
    [
      "aerial",
      /\b(?:air[- ]?(?:strike|raid|attack|force)|warplanes?|jets?|helicopters?|gunships?|aircraft|planes?|aerial)/i,
    ],
  ],
  COERCE: [
    ["deport", /\b(?:deport|expel|expuls)/i],
    ["seize", /\b(?:seiz|confiscat|impound|raid)/i],
    [
      "restrict",
      /\b(?:seal|cordon|bar(?:red|s|ring)?\b|block|restrict|prevent|stopp?(?:ed|s|ing)?\b|halt|intercept)/i,
    ],
  ],
  CONSULT: [
    ["phone", /\b(?:tele)?phon/i],
    ["third-party", /\b(?:mediat|broker)/i],
    ["multilateral", /\b(?:summit|conference)/i],
    ["visit", /\b(?:visit|trip|tour|travel|flew|fly|arriv|head|receiv|host)/i],
  ],
  REQUEST: [
    ["assist", /\b(?:help|aid|assist|support|troops|weapons|food|money|loan|peacekeepers|send|lend)/i],
    ["yield", /\b(?:cease-?fire|truce|withdraw|release|free|surrender|lay|lift|stop|end)\b/i],
    ["meet", /\b(?:talks?|dialogue|negotiat|mediat|meet)/i],
  ],
  REJECT: [
    ["assist", /\b(?:help|aid|assist|support)\b/i],
    ["meet", /\b(?:talks?|dialogue|negotiat|mediat|meet|summit|visit)/i],
  ],
  THREATEN: [
    ["expel", /\b(?:expel|expulsion|deport)/i],
    ["relations", /\b(?:relations|ties|embassy)\b/i],
    ["restrict", /\b(?:sanction|embargo|restrict|fine|impose)/i],
    ["arrest", /\b(?:arrest|jail|prosecut)/i],
    [
      "violence",
      /\b(?:attack|war|force|invad|invasion|bomb|strike|retaliat|retaliation|aveng|reveng|crush|destroy|kill|fight)/i,
    ],
  ],
};

/** Their words are heard even where the cell has modes of its own: the cell's are what the words do not specify. */
const OVERRULING: ReadonlySet<PloverEvent> = new Set(["ASSAULT", "REQUEST"]);

/** Where a cell leaves two events open, the words that name the first and those that name the second. */
const EVENT_OF_WORDS: readonly (readonly [event: PloverEvent, besides: PloverEvent, words: RegExp])[] = [
  // PLOVER: who signs, ratifies or restores ties supports; who agrees to something promises.
  [
    "SUPPORT",
    "AGREE",
    /\b(?:sign|ratif|initial|conclu|seal|finali[sz]|str(?:ike|uck)|restor|resum|establish|re-?establish|normali[sz]|renew|upgrad|(?:re)?open|endors|approv|welcom)/i,
  ],
  ["AGREE", "SUPPORT", /\b(?:agree|accept|consent|reach|declar|announc|observ|ceasefire|truce)/i],
  ["CONCEDE", "RETREAT", /\b(?:amnest|pardon)/i],
  ["RETREAT", "CONCEDE", /\b(?:releas|free|freed|discharg|bail)/i],
  ["THREATEN", "ACCUSE", /\b(?:threat|intimidat|menac)/i],
  ["ACCUSE", "THREATEN", /\b(?:insult|abus|heckl|jeer|slur)/i],
];

/** What the record tells besides its type: what was used, the words of its tellings, and those who act. */
export type Told = {
  readonly means: readonly Means[];
  readonly words: readonly string[];
  readonly sectors: readonly Sector[];
  readonly doers: readonly string[];
  /** How many of them are states or bodies of states. */
  readonly states: number;
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

type Option = { readonly event: PloverEvent; readonly modes: readonly string[] };

/** The options that remain when what the record tells is heard. */
function decide(found: readonly Option[], told: Told): readonly Option[] {
  const { means, sectors, words, states } = told;
  const has = (event: PloverEvent): boolean => found.some((one) => one.event === event);
  const only = (event: PloverEvent): readonly Option[] => found.filter((one) => one.event === event);
  if (found.some(({ modes }) => modes.includes("crowd-control"))) {
    // Without a weapon of crowd control PLOVER's manual calls it a restriction.
    const used =
      means.some((one) => CROWD_CONTROL.has(one)) || words.some((telling) => WEAPONS.test(telling));
    return found.filter(({ event, modes }) => (used ? modes.includes("crowd-control") : event === "COERCE"));
  }
  if (has("MOBILIZE") && has("AID")) {
    // Forces that are sent mobilise; peacekeepers may be aid as well.
    const own = sectors.some((one) => one === "COP" || one === "MIL") && !sectors.includes("UNK");
    return own ? only("MOBILIZE").map((one) => ({ ...one, modes: ["troops", "police"] })) : found;
  }
  if (has("MOBILIZE") && has("COOPERATE"))
    return states > 1 || words.some((telling) => JOINT.test(telling))
      ? only("COOPERATE")
      : only("MOBILIZE").map((one) => ({ ...one, modes: ["troops"] }));
  const named = EVENT_OF_WORDS.find(
    ([event, besides, pattern]) =>
      has(event) && has(besides) && words.some((telling) => pattern.test(telling)),
  );
  return named ? only(named[0]) : found;
}

const WEAPONS = /\b(?:tear|gas|cannon|hoses?|batons?|truncheons?|lathi|pepper|rubber|plastic|pellets?|stun)/i;
const JOINT = /\b(?:joint|multinational|combined)/i;
const JAILED = /\b(?:jail|prison|imprison|behind bars)/i;

/** The event, mode and context that a cell names, or why it names none. What else is told decides between some. */
export function ploverType(cell: string, told: Told): PloverType | { readonly refused: string } {
  const refused = { refused: `PLOVER has no one event for it (crosswalk: “${cell}”).` };
  if (/^(?:none|by content)|\bor none\b/.test(cell)) return refused;
  const contexts = [...cell.matchAll(/ctx=(\w+)/g)].map(([, context]) => context!);
  const bare = cell.replace(/\([^)]*\)/g, "").replace(/ctx=\w+/g, "");
  const parts = bare.split(/\s*\bor\b\s*|\s+\|\s+/).map((part) => part.trim());
  const options = decide(
    parts.flatMap((part) => readPart(part)),
    told,
  );
  if (new Set(options.map(({ event }) => event)).size !== 1) return refused;
  const [{ event, modes }] = options as [Option];
  const open = modes.length === 0 || OVERRULING.has(event);
  const worded = open
    ? WORDED[event]?.find(([, pattern]) =>
        [...told.words, ...told.doers].some((telling) => pattern.test(telling)),
      )
    : undefined;
  const decided = worded ? [worded[0]] : modes.length > 1 ? modesTold(modes, told) : modes;
  const alternative = /\(or (\w[\w-]*)\)/.exec(cell)?.[1];
  const doubt =
    decided.length !== 1 && modes.length > 1
      ? `The mode may be ${modes.join(" or ")}; the record does not say, so it has none.`
      : alternative === undefined
        ? null
        : `The mode may also be ${alternative} (crosswalk: “${cell}”).`;
  // "(+COERCE/arrest if jailed)": a sentence to prison is held as well.
  const jailed = cell.includes("if jailed") && told.words.some((telling) => JAILED.test(telling));
  return {
    event,
    modes: [...(decided.length === 1 ? decided : []), ...(jailed ? ["arrest"] : [])],
    besides: jailed ? "COERCE" : null,
    contexts,
    doubt,
  };
}

/** "ASSAULT/destroy|primitive" is one event with two modes; "SUPPORT|COERCE" are two events. */
function readPart(part: string): readonly Option[] {
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
