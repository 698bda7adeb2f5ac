/** The tellings of all events of a report in reading order, and those near a sentence. */
import type { Building } from "./building.js";
import type { Draft } from "./drafts.js";

/** One telling of an event, and whether the event has tellings of its deadly outcome. */
export type Telling = { readonly of: Building; readonly draft: Draft; readonly deadly: boolean };

/** All tellings of all events in reading order. */
export function tellingsOf(building: readonly Building[]): Telling[] {
  return building
    .flatMap((b) => {
      const deadly = b.cluster.drafts.some((d) => d.trigger.case.outcome);
      return b.cluster.drafts.map((draft) => ({ of: b, draft, deadly }));
    })
    .sort((a, b) => a.draft.trigger.sentence - b.draft.trigger.sentence);
}

/** How many sentences a figure looks back and ahead for its event. */
const BACK = 80;
const AHEAD = 60;

/** The tellings so near a sentence that a figure in it may be theirs. */
export function* around(tellings: readonly Telling[], sentence: number): Generator<Telling> {
  let low = 0;
  let high = tellings.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (tellings[middle]!.draft.trigger.sentence < sentence - BACK) low = middle + 1;
    else high = middle;
  }
  for (let k = low; k < tellings.length && tellings[k]!.draft.trigger.sentence <= sentence + AHEAD; k++)
    yield tellings[k]!;
}
