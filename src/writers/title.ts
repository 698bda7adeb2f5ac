/** A neutral one-line title of an event: its form, place, day and size. It says no word that judges, whatever the report says. */
import type { Actuality, EventRecord, Figure } from "../model/coding.js";
import { nounOf, placeInTitle } from "../model/title.js";
import { dateInWords, dayInWords } from "./phrases.js";

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
  const noun = nounOf(type, trigger.quote);
  const place = placeInTitle(places);
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

/** "at least 20,000", "up to 500", "200–999", "7"; null where nothing is bounded. */
function amountOf({ low, high }: Figure): string | null {
  const number = (value: number) => value.toLocaleString("en", { maximumFractionDigits: 0 });
  if (low === null) return high === null ? null : `up to ${number(high)}`;
  if (high === null) return `at least ${number(low)}`;
  return low === high ? number(low) : `${number(low)}–${number(high)}`;
}
