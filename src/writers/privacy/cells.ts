/** Small cells: a handful of members of a protected group at one place on one day could be told apart, so the group is not named. */
import type { EventActor } from "../../model/coding.js";
import type { Edition, EditionEvent } from "../../model/edition.js";
import { countedIn, foldedKey } from "./names.js";
import { PROTECTED } from "./roles.js";

/** Whether an actor of an event stands for too few members of a protected group to be told of as such. */
export type SmallCells = (event: EditionEvent, actor: EventActor) => boolean;

/** Counts the persons of each protected group at each place and day of an edition. `least`: a cell of fewer is small. */
export function smallCells(edition: Edition, least: number): SmallCells {
  const persons = new Map<string, number>();
  for (const event of edition.events) {
    const inEvent = new Map<string, number>();
    for (const { value } of event.actors) {
      if (!PROTECTED.has(value.category)) continue;
      // A group in two roles of one event is the same persons.
      const cell = cellOf(event, value);
      inEvent.set(cell, Math.max(inEvent.get(cell) ?? 0, personsOf(event, value)));
    }
    for (const [cell, count] of inEvent) persons.set(cell, (persons.get(cell) ?? 0) + count);
  }
  return (event, actor) =>
    PROTECTED.has(actor.category) && (persons.get(cellOf(event, actor)) ?? personsOf(event, actor)) < least;
}

/** "Two Quechua men" and "a Quechua woman" are counted as one group: the category is what is protected. */
function cellOf(event: EditionEvent, { category }: EventActor): string {
  const [place] = event.places;
  const { country = null, admin1 = null, name: placeName = null } = place?.value ?? {};
  const { start, end } = event.date.value;
  return JSON.stringify([category, country, admin1, placeName, start, end]);
}

/** As the figures of the event count the group, else as its own words do; the highest number that may be meant. */
function personsOf(event: EditionEvent, actor: EventActor): number {
  const name = foldedKey(actor.name);
  const counts = event.figures
    .filter(({ stock, group }) => !stock && group !== null && foldedKey(group) === name)
    .map(({ high, best, low }) => high ?? best ?? (low === null ? Number.POSITIVE_INFINITY : low));
  return counts.length > 0 ? Math.max(...counts) : countedIn(actor.name);
}
