/** Which events of an edition an export is asked for. */
import type { EditionEvent } from "../model/edition.js";
import { familyOf, mainPlace } from "./edition-index.js";

/** All conditions must hold; what is left out does not matter. */
export type ExportFilter = {
  /** `YYYY-MM-DD`, both inclusive: events that may share a day with it. Undated events match neither. */
  readonly from?: string;
  readonly to?: string;
  /** Types (`PRO.DEMO`) or families (`PRO`). */
  readonly types?: readonly string[];
  /** ISO 3166-1 alpha-2, of the place that stands for the event. */
  readonly countries?: readonly string[];
};

export function matches(event: EditionEvent, { from, to, types, countries }: ExportFilter): boolean {
  const { start, end } = event.date.value;
  if ((from !== undefined || to !== undefined) && start === null && end === null) return false;
  if (from !== undefined && end !== null && end < from) return false;
  if (to !== undefined && start !== null && start > to) return false;
  const type = event.type.value;
  if (types !== undefined && !types.includes(type) && !types.includes(familyOf(type))) return false;
  if (countries === undefined) return true;
  const country = mainPlace(event)?.country ?? null;
  return country !== null && countries.includes(country);
}
