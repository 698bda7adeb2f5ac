/** Within one report: the mentions of several coders that overlap are one telling of one event. */
import type { EventRecord } from "../model/coding.js";
import { overlaps, type Span } from "../model/span.js";
import type { CurrentCoding } from "./standing.js";

/** What one coder says in a telling. */
export type Account = { readonly coding: CurrentCoding; readonly event: EventRecord };

/** All that the current codings of one report say about one event. */
export type Telling = {
  /** Mention id of the ranking coder's event. */
  readonly id: string;
  readonly report: string;
  readonly published: string | null;
  /** The ranking coder's first. */
  readonly accounts: readonly Account[];
  /** False where the ranking coder says that there is no such event. */
  readonly exists: boolean;
};

const touch = (one: Span, many: readonly Span[]) => many.some((other) => overlaps(one, other));

/**
 * How well two coders' events fit: 0 where they are not one. Triggers that overlap weigh most, then the trigger of one in
 * a re-telling of the other; re-tellings alone count only within one family, since "the violence" may re-tell either side.
 */
export function closeness(a: EventRecord, b: EventRecord): number {
  const family = a.type.slice(0, 3) === b.type.slice(0, 3);
  const likeness = a.type === b.type ? 2 : family ? 1 : 0;
  if (overlaps(a.trigger, b.trigger)) return 9 + likeness;
  if (touch(a.trigger, b.mentions) || touch(b.trigger, a.mentions)) return 5 + likeness;
  return family && a.mentions.some((mention) => touch(mention, b.mentions)) ? 1 + likeness : 0;
}

/** More than any closeness: one trigger is in one telling. */
const EXACT = 100;

/**
 * The tellings of one report. `codings` has the ranking one first: its events found tellings, and each event of a lower
 * coder joins the telling that it fits best or founds its own. Events of one coding are never one telling unless a coder
 * of higher rank told them as one. A person's coding without events says of every event of a machine that it is none.
 */
export function tellingsOf(codings: readonly CurrentCoding[]): Telling[] {
  const found: { accounts: Account[] }[] = [];
  for (const coding of codings) {
    const known = found.length;
    for (const event of coding.coding.events) {
      let best = -1;
      let most = 0;
      for (let i = 0; i < known; i++) {
        const { accounts } = found[i]!;
        const exact = accounts.some((account) => account.event.id === event.id);
        const score = exact ? EXACT : closeness(event, accounts[0]!.event);
        if (score > most) [best, most] = [i, score];
      }
      if (best < 0) found.push({ accounts: [{ coding, event }] });
      else found[best]!.accounts.push({ coding, event });
    }
  }
  const [first] = codings;
  const emptied =
    first !== undefined &&
    first.coding.events.length === 0 &&
    (first.standing === "person" || first.standing === "adjudicated");
  return found.map(({ accounts }) => {
    const { coding, event } = accounts[0]!;
    const { id: report, published } = coding.coding.report;
    return { id: event.id, report, published, accounts, exists: !emptied && event.exists !== false };
  });
}
