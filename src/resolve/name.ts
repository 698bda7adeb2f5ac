/** The names of events: given once, and kept from edition to edition. */
import type { Redirect } from "../model/edition.js";
import { sha256 } from "../model/identity.js";
import type { PublishedEdition } from "../model/log.js";
import { parseMention } from "./clusters.js";
import { order } from "./standing.js";

/** What naming needs of an event. */
export type Nameable = { readonly key: string; readonly mentions: readonly { readonly id: string }[] };
export type Names = {
  /** Name of each event, by key. */
  readonly ids: ReadonlyMap<string, string>;
  /** Every name of earlier editions that stands for no event of this one, sorted. */
  readonly redirects: readonly Redirect[];
};

const nameOf = (seed: string) => `ev-${sha256(seed).slice(0, 16)}`;

type Place = { readonly start: number; readonly end: number; readonly event: number };

/** Finds the events that tell what a mention told: by its words in its report. */
function eventsAt(events: readonly Nameable[]): (mention: string) => { report: string; events: Set<number> } {
  const byReport = new Map<string, Place[]>();
  for (const [event, { mentions }] of events.entries())
    for (const { id } of mentions) {
      const place = parseMention(id);
      if (place === null) continue;
      const list = byReport.get(place.report);
      if (list) list.push({ ...place, event });
      else byReport.set(place.report, [{ ...place, event }]);
    }
  return (mention) => {
    const place = parseMention(mention);
    const found = new Set<number>();
    if (place === null) return { report: mention, events: found };
    const all = byReport.get(place.report) ?? [];
    const exact = all.filter(({ start, end }) => start === place.start && end === place.end);
    const near =
      exact.length > 0 ? exact : all.filter(({ start, end }) => start < place.end && place.start < end);
    for (const { event } of near) found.add(event);
    return { report: place.report, events: found };
  };
}

/** What an event of now has of what a name stood for: reports, and mentions in them. */
type Part = { readonly event: number; readonly reports: number; readonly mentions: number };
type Shares = { readonly id: string; readonly shared: readonly Part[]; readonly all: number };

const heavier = (a: Part, b: Part) => b.reports - a.reports || b.mentions - a.mentions;

function sharesOf(id: string, mentions: readonly string[], at: ReturnType<typeof eventsAt>): Shares {
  const parts = new Map<number, { reports: Set<string>; mentions: number }>();
  const all = new Set<string>();
  for (const mention of mentions) {
    const { report, events } = at(mention);
    if (events.size > 0) all.add(report);
    for (const event of events) {
      const part = parts.get(event) ?? { reports: new Set<string>(), mentions: 0 };
      part.reports.add(report);
      part.mentions++;
      parts.set(event, part);
    }
  }
  const shared = [...parts].map(([event, part]) => ({
    event,
    reports: part.reports.size,
    mentions: part.mentions,
  }));
  return { id, shared, all: all.size };
}

/**
 * Names events. A first name is `ev-` and 16 hexadecimal digits of the hash of the mention told first. Where an earlier
 * edition exists, an event keeps the name with which it shares the most reports, then mentions: each name goes to one event
 * at most, to the heaviest part of what it stood for, and only where that is half of it. A name without an event redirects: to the survivor
 * (merged), to the events that share its mentions (split), or to nothing (withdrawn). Redirects are carried on for ever.
 */
export function name(events: readonly Nameable[], previous: PublishedEdition | null): Names {
  const sorted = [...events].sort((a, b) => order(a.key, b.key));
  const ids = new Map<string, string>();
  const at = eventsAt(sorted);
  const shares = (previous?.names ?? []).map(({ id, mentions }) => sharesOf(id, mentions, at));
  const pairs = shares.flatMap(({ id, shared, all }) =>
    shared
      // Parts of equal weight have no heir: each is as much what the name stood for.
      .filter(
        (part) =>
          part.reports * 2 >= all && shared.every((other) => other === part || heavier(part, other) < 0),
      )
      .map((part) => ({ id, ...part })),
  );
  pairs.sort((a, b) => heavier(a, b) || order(a.id, b.id) || a.event - b.event);
  const kept = new Set<string>();
  // Each name is in one pair at most; two names may want one event.
  for (const { id, event } of pairs) {
    const { key } = sorted[event]!;
    if (ids.has(key)) continue;
    ids.set(key, id);
    kept.add(id);
  }
  const old = new Map((previous?.redirects ?? []).map((redirect) => [redirect.from, redirect]));
  const known = new Set([...(previous?.names ?? []).map(({ id }) => id), ...old.keys()]);
  const revived = new Set<string>();
  for (const { key } of sorted) {
    if (ids.has(key)) continue;
    let id = nameOf(key);
    // What was withdrawn and is told again at the same words takes its name again; any other name that was used stays used.
    if (old.get(id)?.reason === "withdrawn") revived.add(id);
    else for (let n = previous?.number ?? 0; known.has(id); n++) id = nameOf(`${key}#${n}`);
    known.add(id);
    ids.set(key, id);
  }
  return {
    ids,
    redirects: redirectsOf(
      shares,
      sorted,
      ids,
      kept,
      [...old.values()].filter(({ from }) => !revived.has(from)),
    ),
  };
}

function redirectsOf(
  shares: readonly Shares[],
  events: readonly Nameable[],
  ids: ReadonlyMap<string, string>,
  kept: ReadonlySet<string>,
  old: readonly Redirect[],
): Redirect[] {
  const now = new Map<string, Redirect>();
  const redirect = (from: string, to: readonly string[]) => {
    const reason = to.length === 0 ? "withdrawn" : to.length === 1 ? "merged" : "split";
    now.set(from, { from, to: [...new Set(to)].sort(), reason });
  };
  for (const { id, shared } of shares)
    if (!kept.has(id))
      redirect(
        id,
        shared.map(({ event }) => ids.get(events[event]!.key)!),
      );
  const fresh = [...now.values()];
  const onward = new Map(fresh.map(({ from, to }) => [from, to]));
  for (const { from, to } of old)
    redirect(from, [...new Set(to.flatMap((target) => onward.get(target) ?? [target]))]);
  return [...now.values()].sort((a, b) => order(a.from, b.from));
}
