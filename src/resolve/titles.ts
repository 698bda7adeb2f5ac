/** Events and their numbers in words, for people who read what changed. */
import type { Claim, EditionEvent, SettledFigure } from "../model/edition.js";

const MONTHS = [
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

/** "19 July 2023", "July 2023", or the EDTF of a date that is neither. */
export function dayInWords({ start, end, precision, edtf }: EditionEvent["date"]["value"]): string {
  if (start === null) return end === null ? "an unknown day" : `up to ${spoken(end)}`;
  if (end === null) return `since ${spoken(start)}`;
  if (start === end) return spoken(start);
  if (precision === "M" && start.slice(0, 7) === end.slice(0, 7)) return spoken(start).replace(/^\d+ /, "");
  return start <= end ? `${spoken(start)} to ${spoken(end)}` : edtf;
}

function spoken(day: string): string {
  const [year, month, date] = day.split("-");
  return `${Number(date)} ${MONTHS[Number(month) - 1]} ${Number(year)}`;
}

/** What an event of a type is called in a sentence; other types by their code. */
const NOUNS: Readonly<Record<string, string>> = {
  "PRO.DEMO": "march",
  "PRO.VIGIL": "vigil",
  "PRO.BLOCK": "blockade",
  "PRO.OCCUPY": "occupation",
  "PRO.STRIKE": "strike",
  "PRO.GENSTRIKE": "general strike",
  "PRO.HUNGER": "hunger strike",
  "PRO.BOYCOTT": "boycott",
  "PRO.RIOT": "riot",
  "PRO.COUNTER": "counter-protest",
  "PRO.MIXED": "protest",
  "PRO.WAVE": "protest wave",
  "VIO.ARSON": "fire",
  "VIO.ATTACK": "attack",
  "VIO.KILL": "killing",
  "VIO.CLASH": "clash",
  "VIO.ABDUCT": "abduction",
  "VIO.ARMED": "armed attack",
  "REP.FORCE": "use of force",
  "REP.DISPERSE": "dispersal",
  "REP.BEAT": "beating",
  "REP.LETHAL": "use of lethal force",
  "REP.ARREST": "arrests",
};

/** "The march in Lima on 19 July 2023". */
export function titleOf({ type, places, date }: Pick<EditionEvent, "type" | "places" | "date">): string {
  const place = places[0]?.value.name;
  return `The ${NOUNS[type.value] ?? `event (${type.value})`}${place === undefined ? "" : ` in ${place}`} on ${dayInWords(date.value)}`;
}

const digits = (n: number) => (Number.isInteger(n) ? n : Math.round(n * 100) / 100).toLocaleString("en-US");

const KINDS: Readonly<Record<string, string>> = {
  crowd_size: "crowd",
  event_count: "number of events",
  duration_days: "days",
  poll_share: "share",
  deaths: "dead",
};

/** "crowd", "dead (police)", "toll of dead". */
export function figureName({ kind, group, stock }: Pick<SettledFigure, "kind" | "group" | "stock">): string {
  const name = KINDS[kind] ?? kind;
  return `${stock ? "toll of " : ""}${name}${group === null ? "" : ` (${group})`}`;
}

/** "at least 20,000", "6,000 to 21,000", "13,500 (6,000 to 21,000)", or that there is none. */
export function figureInWords({ low, best, high, conflict }: SettledFigure): string {
  const range =
    low !== null && high !== null
      ? low === high
        ? digits(low)
        : `${digits(low)} to ${digits(high)}`
      : low !== null
        ? `at least ${digits(low)}`
        : high !== null
          ? `at most ${digits(high)}`
          : null;
  const alone = best !== null && (low === null || high === null || low === high);
  const number = best === null ? range : alone ? digits(best) : `${range} (best ${digits(best)})`;
  if (number === null) return conflict ? "in conflict" : "unknown";
  return conflict && best === null ? `${number}, in conflict` : number;
}

/** The words and report of a claim, for a "because". */
export function sourceInWords({ report, coder, quotes }: Claim): string {
  return `«${quotes[0].quote.slice(0, 80)}» of report ${report} by ${coder}`;
}
