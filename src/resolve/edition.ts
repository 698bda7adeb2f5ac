/** Makes an edition: resolved events with their names, sorted, beside what made them. */
import type { Edition, EditionEvent } from "../model/edition.js";
import type { PublishedEdition } from "../model/log.js";
import { diagnosticsOf } from "./diagnostics.js";
import { name } from "./name.js";
import type { Policy } from "./policy.js";
import { type Records, type Resolved, resolve } from "./resolve.js";
import { order } from "./standing.js";

export type EditionOptions = {
  readonly policy: Policy;
  /** The last published edition, whose names are kept; null for the first. */
  readonly previous: PublishedEdition | null;
  /** Position of the log up to which the records go. */
  readonly at: number;
};

/** By date, events without one last, then by name. */
export function byDate(a: EditionEvent, b: EditionEvent): number {
  const [x, y] = [
    a.date.value.start ?? a.date.value.end ?? "~",
    b.date.value.start ?? b.date.value.end ?? "~",
  ];
  return order(x, y) || order(a.id, b.id);
}

/** The edition that records give. Its number follows that of the previous one. Findings: see `resolve`. */
export function edition(
  records: Records,
  options: EditionOptions,
): { readonly edition: Edition; readonly resolved: Resolved } {
  const { policy, previous, at } = options;
  const resolved = resolve(records, policy);
  const nameable = resolved.events.map(({ key, mentions, formerly }) => ({
    key,
    mentions: [...mentions, ...formerly.map((id) => ({ id }))],
  }));
  const { ids, redirects } = name(nameable, previous);
  const events = resolved.events
    .map(({ key, formerly: _, ...event }): EditionEvent => ({ id: ids.get(key)!, ...event }))
    .sort(byDate);
  const place = new Map(events.map(({ id }, i) => [id, i]));
  const links = resolved.links
    .map((link) => ({ ...link, from: ids.get(link.from)!, to: ids.get(link.to)! }))
    .sort((a, b) => order(a.from, b.from) || order(a.to, b.to) || order(a.relation, b.relation));
  const made: Edition = {
    number: (previous?.number ?? 0) + 1,
    previous: previous?.number ?? null,
    policy: policy.id,
    codebook: [...new Set(records.codings.map(({ record }) => record.codebook))].sort().join(", "),
    at,
    events,
    links,
    reports: resolved.reports,
    stories: resolved.stories.map((story) => ({
      ...story,
      events: story.events.map((key) => ids.get(key)!).sort((a, b) => place.get(a)! - place.get(b)!),
    })),
    redirects,
    diagnostics: diagnosticsOf(events),
  };
  return { edition: made, resolved };
}

/** What is published of an edition: its names and redirects. All else can be computed again from the log up to `at`. */
export function published({ number, previous, policy, at, events, redirects }: Edition): PublishedEdition {
  const names = events
    .map(({ id, mentions }) => ({ id, mentions: mentions.map((mention) => mention.id) }))
    .sort((a, b) => order(a.id, b.id));
  return { number, previous, policy, at, names, redirects };
}
