/** Events and their numbers in words, for people who read what changed. */
import type { Claim, EditionEvent, SettledFigure } from "../model/edition.js";
import { nounOfType, placeInTitle, dayInWords as spoken } from "../model/title.js";

/** "19 July 2023", "July 2023", or the EDTF of a date that is neither. */
export function dayInWords({ start, end, precision, edtf }: EditionEvent["date"]["value"]): string {
  if (start === null) return end === null ? "an unknown day" : `up to ${spoken(end)}`;
  if (end === null) return `since ${spoken(start)}`;
  if (start === end) return spoken(start);
  if (precision === "M" && start.slice(0, 7) === end.slice(0, 7)) return spoken(start).replace(/^\d+ /, "");
  return start <= end ? `${spoken(start)} to ${spoken(end)}` : edtf;
}

/** "The demonstration in Lima on 19 July 2023", "The arrests at a protest, day unknown": no word of a report but a name of the gazetteer. */
export function titleOf({ type, places, date }: Pick<EditionEvent, "type" | "places" | "date">): string {
  const noun = nounOfType(type.value);
  const place = placeInTitle(places.map(({ value }) => value));
  const { start, end } = date.value;
  const known = start !== null || end !== null;
  const when = !known
    ? ", day unknown"
    : start !== null && start === end
      ? ` on ${dayInWords(date.value)}`
      : `, ${dayInWords(date.value)}`;
  return `The ${noun.charAt(0).toLowerCase()}${noun.slice(1)}${place === null ? "" : ` in ${place}`}${when}`;
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
export function figureInWords(
  { low, best, high, conflict }: Pick<SettledFigure, "low" | "best" | "high" | "conflict">,
  told = "",
): string {
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
  if (number === null) return conflict ? [told, "in conflict"].filter(Boolean).join(", ") : "unknown";
  return conflict && best === null ? `${number}, in conflict` : number;
}

/** The same of a figure of an event: where the claims share no number, those that they tell: "400 or 650, in conflict". */
export function figureOfEvent(event: EditionEvent, figure: SettledFigure): string {
  const claimed = new Set([...figure.inputs, ...figure.excluded.map(({ claim }) => claim)]);
  const told = event.claims.flatMap((claim) =>
    claim.field === "figure" && claimed.has(claim.id)
      ? [figureInWords({ ...claim.value, best: null, conflict: false })]
      : [],
  );
  return figureInWords(figure, [...new Set(told)].join(" or "));
}

/** The words and report of a claim, for a "because". */
export function sourceInWords({ report, coder, quotes }: Claim): string {
  return `«${quotes[0].quote.slice(0, 80)}» of report ${report} by ${coder}`;
}
