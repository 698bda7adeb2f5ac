/** What a title is made of wherever it stands: the noun of a type, a place by a name of the gazetteer, a country by its own. */
import type { EventPlace } from "./coding.js";

/** The noun for each type of event that has one; a code that is not here is named by its family. */
const NOUNS: Readonly<Record<string, string>> = {
  "PRO.DEMO": "Demonstration",
  "PRO.VIGIL": "Vigil",
  "PRO.BLOCK": "Blockade",
  "PRO.OCCUPY": "Occupation",
  "PRO.STRIKE": "Strike",
  "PRO.GENSTRIKE": "General strike",
  "PRO.HUNGER": "Hunger strike",
  "PRO.BOYCOTT": "Boycott",
  "PRO.RIOT": "Violent demonstration",
  "PRO.COUNTER": "Counter-demonstration",
  "PRO.MIXED": "Protests of several forms",
  "PRO.WAVE": "Wave of protests",
  "VIO.ARSON": "Fire or damage to property",
  "VIO.ATTACK": "Attack on persons",
  "VIO.KILL": "Killing",
  "VIO.HARASS": "Threats or harassment",
  "VIO.CLASH": "Clash between civilian groups",
  "VIO.ABDUCT": "Abduction",
  "VIO.ARMED": "Armed attack or battle",
  "REP.FORCE": "Force against protesters",
  "REP.DISPERSE": "Dispersal of protesters",
  "REP.BEAT": "Beating by state forces",
  "REP.LETHAL": "Lethal force by the state",
  "REP.ARREST": "Arrests at a protest",
  "REP.RESTRICT": "Ban or restriction of protest",
  "REP.EMERGENCY": "Emergency measure",
  "REP.CENSOR": "Censorship",
  "REP.STIGMA": "Official label for a group",
  "REP.OTHER": "Measure against dissent",
  "LAW.DETAIN": "Detention",
  "LAW.CHARGE": "Charge",
  "LAW.PROSECUTE": "Trial",
  "LAW.RULING": "Court ruling",
  "LAW.CONVICT": "Conviction",
  "LAW.INVESTIGATE": "Investigation",
  "LAW.RELEASE": "Release",
  "GOV.REMOVE": "Removal of a head of executive",
  "GOV.IMPEACH": "Impeachment procedure",
  "GOV.DISSOLVE": "Dissolution of an institution",
  "GOV.INSTALL": "Accession to office",
  "GOV.APPOINT": "Appointment",
  "GOV.RESIGN": "Resignation",
  "GOV.DISMISS": "Dismissal",
  "GOV.TURNOVER": "Turnover of office-holders",
  "GOV.ELECTION": "Election",
  "GOV.LEGISLATE": "Act of a legislature",
  "GOV.DECIDE": "Government decision",
  "GOV.SPEND": "Spending decision",
  "GOV.POWER": "Shift of powers",
  "GOV.CONCEDE": "Concession",
  "POL.STATE": "Statement",
  "POL.SUPPORT": "Statement of support",
  "POL.CONDEMN": "Criticism",
  "POL.PROMISE": "Promise",
  "POL.RENEGE": "Promise withdrawn",
  "POL.DEMAND": "Demand",
  "POL.CALL": "Call to mobilise",
  "POL.PLAN": "Plan to mobilise",
  "POL.ORGMEET": "Organising assembly",
  "POL.REFUSE": "Refusal",
  "POL.APPEAL": "Appeal",
  "POL.RESPOND": "Answer to an appeal",
  "POL.MEET": "Meeting",
  "POL.INVITE": "Invitation",
  "POL.RECOGNISE": "Recognition",
  "POL.AGREE": "Agreement",
  "POL.AWARD": "Award",
  "POL.WARN": "Warning",
  "POL.THREAT": "Threat",
  "POL.DENY": "Denial",
  "MIL.DEPLOY": "Deployment",
  "MIL.EXERCISE": "Military exercise",
  "MIL.TRAIN": "Training of forces",
  "MIL.CEREMONY": "Military ceremony",
  "MIL.PROCURE": "Arms purchase",
  "MIL.WITHDRAW": "Withdrawal of forces",
  "MIL.ALERT": "Military alert",
  "MIL.AID": "Military aid",
};
const FAMILIES: Readonly<Record<string, string>> = {
  PRO: "Protest",
  VIO: "Violence",
  REP: "State response",
  LAW: "Legal act",
  GOV: "Act of government",
  POL: "Political act",
  MIL: "Military act",
};

/** "Demonstration" for `PRO.DEMO`; a type that has no noun is named by its family, and an unknown family is an "Event". */
export const nounOfType = (type: string): string => NOUNS[type] ?? FAMILIES[type.slice(0, 3)] ?? "Event";

/** The form of a demonstration by its own words, where one of these names it. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/\bmarch/i, "March"],
  [/\brall(?:y|ie)/i, "Rally"],
  [/\bsit-?in/i, "Sit-in"],
  [/\bpicket/i, "Picket"],
];

/** The same by the words of the event, where they are plain: "March" for a `PRO.DEMO` told by "marched". */
export const nounOf = (type: string, words: string): string =>
  (type === "PRO.DEMO" ? FORMS.find(([pattern]) => pattern.test(words))?.[1] : undefined) ?? nounOfType(type);

export const MONTHS = [
  "January",
  "February",
  "March",
  "April",
  "May",
  "June",
  "July",
  "August",
  "September",
  "October",
  "November",
  "December",
];

/** "4 March 2021". */
export function dayInWords(iso: string): string {
  const [year, month, day] = iso.split("-").map(Number);
  return `${day} ${MONTHS[(month ?? 0) - 1]} ${year}`;
}

let countries: Intl.DisplayNames | null = null;

/** "Peru" for "PE". */
export function countryName(code: string): string {
  countries ??= new Intl.DisplayNames(["en"], { type: "region" });
  try {
    return countries.of(code) ?? code;
  } catch {
    return code;
  }
}

/** The narrowest name that is one of the gazetteer, else the province or country; never other words of the report. */
export function placeInTitle(places: readonly EventPlace[]): string | null {
  const place = places.find(({ role }) => role === "site") ?? places.find(({ role }) => role === "extent");
  if (!place) return null;
  const { geonameId, precision, name, country } = place;
  if (precision === "G6" && country !== null) return countryName(country);
  if (geonameId !== null && precision !== "G5" && isName(name)) return inMixedCase(name);
  return place.admin1 ?? (place.country === null ? null : countryName(place.country));
}

/** "Plaza de Armas", and not "Peruvian capital" or "the border". */
const isName = (words: string) =>
  words.split(/[\s-]+/u).every((word) => /^\p{Lu}/u.test(word) || PARTICLES.has(word)) &&
  /^\p{Lu}/u.test(words);
const PARTICLES = new Set([
  "de",
  "del",
  "la",
  "las",
  "los",
  "el",
  "of",
  "the",
  "y",
  "da",
  "do",
  "dos",
  "al",
  "and",
]);

/** A name that stands in capitals ("MOMBASA", as in datelines) as names are written otherwise. */
export const inMixedCase = (name: string): string =>
  name === name.toUpperCase() && name.length > 3
    ? name.replace(/\p{L}+/gu, (word) => word.charAt(0) + word.slice(1).toLowerCase())
    : name;
