/** The normalisations that a rule of the grammar can ask for by name. */
import { adjacent, event, following, offset, part } from "./anchored.js";
import { calendar } from "./dates.js";
import { ahead, clock, clockDay, duration, set } from "./length.js";
import type { Make } from "./meaning.js";
import {
  anchoredWeekday,
  century,
  decade,
  half,
  holiday,
  numeric,
  periodOfDay,
  quarter,
  toldQuarter,
  weekOfMonth,
  yearAgo,
} from "./named.js";
import { ago, day, now, overnight, period, reference, span, yearEnd } from "./relative.js";

/** By the `make` of a rule. `none` claims words that only look like a time. */
export const MAKES: Readonly<Record<string, Make>> = {
  adjacent,
  ahead,
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
  half,
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
  "told-quarter": toldQuarter,
  "week-of-month": weekOfMonth,
  "year-ago": yearAgo,
  "year-end": yearEnd,
};
