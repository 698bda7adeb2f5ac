/** The normalisations that a rule of the grammar can ask for by name. */
import { adjacent, event, following, offset, part } from "./times-anchored.js";
import { anchoredWeekday, calendar, century, decade, holiday, numeric, quarter } from "./times-calendar.js";
import { clock, clockDay, duration, set } from "./times-length.js";
import type { Make } from "./times-meaning.js";
import { ago, day, now, overnight, period, reference, span } from "./times-relative.js";

/** By the `make` of a rule. `none` claims words that only look like a time. */
export const MAKES: Readonly<Record<string, Make>> = {
  adjacent,
  "anchored-weekday": anchoredWeekday,
  ago,
  calendar,
  century,
  clock,
  "clock-day": clockDay,
  day,
  decade,
  duration,
  event,
  following,
  holiday,
  none: () => [],
  now,
  numeric,
  offset,
  overnight,
  part,
  period,
  quarter,
  reference,
  set,
  span,
};
