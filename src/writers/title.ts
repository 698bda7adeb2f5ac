/** A neutral one-line title of an event: its form, place, day and size. It says no word that judges, whatever the report says. */
import type { Actuality, EventPlace, EventRecord, Figure } from "../model/coding.js";
import { countryName, dateInWords, dayInWords } from "./phrases.js";

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
/** The form of a demonstration by its own words, where one of these names it. */
const FORMS: readonly (readonly [RegExp, string])[] = [
  [/\bmarch/i, "March"],
  [/\brall(?:y|ie)/i, "Rally"],
  [/\bsit-?in/i, "Sit-in"],
  [/\bpicket/i, "Picket"],
];
/** What did not simply happen is said after the noun. */
const SAID: Readonly<Record<Actuality, string>> = {
  happened: "",
  ongoing: "",
  attempted: " (attempted)",
  planned: " (planned)",
  called_for: " (called for)",
  promised: " (promised)",
  threatened: " (threatened)",
  refused: " (refused)",
  denied: " (denied)",
  hypothetical: " (hypothetical)",
  historical: "",
  generic: " (in general)",
  presupposed: " (presupposed)",
};
/** The figures a title may end in, the first that the event has, and the words after the number. */
const SIZES: readonly (readonly [Figure["kind"], string])[] = [
  ["crowd_size", ""],
  ["event_count", " events"],
  ["deaths", " killed"],
  ["injured", " injured"],
  ["arrested", " arrested"],
  ["troops", " troops"],
];

/** "March in Lima, 19 July 2023, at least 20,000". No word of the report is in it but the name of a place of the gazetteer. */
export function titleOf(event: EventRecord): string {
  const { type, actuality, trigger, places, date, figures } = event;
  const form = type === "PRO.DEMO" ? FORMS.find(([pattern]) => pattern.test(trigger.quote))?.[1] : undefined;
  const noun = form ?? NOUNS[type] ?? FAMILIES[type.split(".")[0]!] ?? "Event";
  const place = placeOf(places);
  const known = date.start !== null || date.end !== null;
  const when = !known ? "" : date.start === date.end ? dayInWords(date.start!) : dateInWords(date);
  const size = SIZES.flatMap(([kind, after]) => {
    const figure = figures.find((f) => f.kind === kind && !f.stock);
    const amount = figure ? amountOf(figure) : null;
    return amount === null ? [] : [`${amount}${after}`];
  })[0];
  const parts = [`${noun}${SAID[actuality]}${place === null ? "" : ` in ${place}`}`, when, size ?? ""];
  return parts.filter((part) => part !== "").join(", ");
}

/** The narrowest name that is one of the gazetteer, else the province or country; never other words of the report. */
function placeOf(places: readonly EventPlace[]): string | null {
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

/** "MOMBASA" as the names around it are written. */
const inMixedCase = (name: string) =>
  name === name.toUpperCase() && name.length > 3
    ? name.replace(/\p{L}+/gu, (word) => word.charAt(0) + word.slice(1).toLowerCase())
    : name;

/** "at least 20,000", "up to 500", "200–999", "7"; null where nothing is bounded. */
function amountOf({ low, high }: Figure): string | null {
  const number = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 0 });
  if (low === null) return high === null ? null : `up to ${number(high)}`;
  if (high === null) return `at least ${number(low)}`;
  return low === high ? number(low) : `${number(low)}–${number(high)}`;
}
