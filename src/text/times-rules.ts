/** The normalisations that a rule of the grammar can ask for by name. */
import { adjacent, event, following, offset, part } from "./times-anchored.js";
import { calendar } from "./times-calendar.js";
import { clock, clockDay, duration, set } from "./times-length.js";
import type { Make } from "./times-meaning.js";
import {
  anchoredWeekday,
  century,
  decade,
  holiday,
  numeric,
  periodOfDay,
  quarter,
  weekOfMonth,
} from "./times-named.js";
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
  "period-of-day": periodOfDay,
  quarter,
  reference,
  set,
  span,
  "week-of-month": weekOfMonth,
};
