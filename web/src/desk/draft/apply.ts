/** `apply(draft, action)`: the draft after an action. What makes no sense changes nothing: the same draft comes back. */
import type { EventRecord, Span } from "../../../../src/model/index.js";
import { mentionId } from "../../../../src/model/mention.js";
import type { Action, CodingField, ListField } from "./action.js";
import { rowsOf, withRows } from "./beside.js";
import { type Decision, type Draft, isRejected, slices, sorted } from "./draft.js";

const sameSpan = (a: Span, b: Span) => a.start === b.start && a.end === b.end;
const equal = (a: unknown, b: unknown) => JSON.stringify(a) === JSON.stringify(b);

/** An event that nothing but its trigger and type is known of yet. */
function bare(draft: Draft, trigger: Span, type: string): EventRecord {
  return {
    id: mentionId(draft.report.id, trigger),
    type,
    actuality: "happened",
    scope: "event",
    trigger,
    mentions: [],
    date: { edtf: "", start: null, end: null, precision: "U", rule: "", quote: null },
    places: [],
    actors: [],
    figures: [],
    demands: [],
    means: [],
    attribution: { voice: "narrator", evidentiality: "asserted", quote: null },
    contested: [],
    confidence: 1,
  };
}

/** Puts `next` in the place of an event; its id may be another, then links and marks follow. */
function replaced(draft: Draft, id: string, next: EventRecord): Draft {
  if (!draft.events.some((event) => event.id === id)) return draft;
  if (next.id !== id && draft.events.some((event) => event.id === next.id)) return draft;
  const events = draft.events.map((event) => (event.id === id ? next : event));
  if (next.id === id) return { ...draft, events };
  const renamed = (end: string) => (end === id ? next.id : end);
  return sorted({
    ...draft,
    events,
    links: draft.links.map((link) => ({ ...link, from: renamed(link.from), to: renamed(link.to) })),
    checked: draft.checked.map(renamed),
  });
}

/** Without an event: its links go with it. */
function without(draft: Draft, id: string): Draft {
  return {
    ...draft,
    events: draft.events.filter((event) => event.id !== id),
    links: draft.links.filter((link) => link.from !== id && link.to !== id),
    checked: draft.checked.filter((other) => other !== id),
  };
}

function union<T>(a: readonly T[], b: readonly T[]): readonly T[] {
  return [...a, ...b.filter((value) => !a.some((other) => equal(other, value)))];
}

/** One event from two: what `into` says counts, lists are joined, the other's words become tellings of it. */
function merged(draft: Draft, into: EventRecord, from: EventRecord): Draft {
  const spans = [...into.mentions, from.trigger, ...from.mentions];
  const mentions = spans.filter(
    (span, at) => !sameSpan(span, into.trigger) && spans.findIndex((other) => sameSpan(other, span)) === at,
  );
  const next: EventRecord = {
    ...into,
    mentions: [...mentions].sort((a, b) => a.start - b.start || b.end - a.end),
    date: into.date.start === null && into.date.end === null ? from.date : into.date,
    places: union(into.places, from.places),
    actors: union(into.actors, from.actors),
    figures: union(into.figures, from.figures),
    demands: union(into.demands, from.demands),
    means: union(into.means, from.means),
    contested: union(into.contested, from.contested),
  };
  const links = draft.links
    .map((link) => ({
      ...link,
      from: link.from === from.id ? into.id : link.from,
      to: link.to === from.id ? into.id : link.to,
    }))
    .filter((link, at, all) => link.from !== link.to && all.findIndex((other) => equal(other, link)) === at);
  return without({ ...replaced(draft, into.id, next), links }, from.id);
}

function reject(draft: Draft, event: EventRecord): Draft {
  if (isRejected(event)) return draft;
  return draft.known.includes(event.id)
    ? replaced(draft, event.id, { ...event, exists: false })
    : without(draft, event.id);
}

function withList(event: EventRecord, field: ListField, list: readonly unknown[]): EventRecord {
  return { ...event, [field]: list };
}

const find = (draft: Draft, id: string): EventRecord | null =>
  draft.events.find((event) => event.id === id) ?? null;

function taken(draft: Draft, id: string | null, record: EventRecord): Draft {
  if (record.id !== mentionId(draft.report.id, record.trigger)) return draft;
  const there = find(draft, id ?? record.id);
  if (there !== null) return id === null || equal(there, record) ? draft : replaced(draft, there.id, record);
  return id === null ? sorted({ ...draft, events: [...draft.events, record] }) : draft;
}

/** A list beside the events with a value put into it; a link needs two events that are there. */
function putBeside(draft: Draft, field: CodingField, at: number | null, value: unknown): Draft {
  const list: readonly unknown[] = rowsOf(draft, field);
  if (field === "links") {
    const { from, to } = value as Draft["links"][number];
    if (from === to || find(draft, from) === null || find(draft, to) === null) return draft;
  }
  if (list.some((other) => equal(other, value))) return draft;
  if (at === null) return withRows(draft, field, [...list, value]);
  return at < 0 || at >= list.length ? draft : withRows(draft, field, list.with(at, value));
}

function dropBeside(draft: Draft, field: CodingField, at: number): Draft {
  const list: readonly unknown[] = rowsOf(draft, field);
  return at < 0 || at >= list.length ? draft : withRows(draft, field, list.toSpliced(at, 1));
}

function decide(draft: Draft, decision: Decision): Draft {
  if (draft.decided.some((other) => equal(other, decision))) return draft;
  const others = draft.decided.filter(
    ({ event, field }) => event !== decision.event || field !== decision.field,
  );
  return { ...draft, decided: [...others, decision] };
}

/** See above. Spans that do not hold the words of the report are refused like everything else that makes no sense. */
export function apply(draft: Draft, action: Action): Draft {
  if (!slices(draft.text, action)) return draft;
  switch (action.do) {
    case "reject-all": {
      const rest = draft.events.reduce((now, event) => reject(now, event), draft);
      return rest.figures.length + rest.relations.length === 0
        ? rest
        : { ...rest, figures: [], relations: [] };
    }
    case "take-list": {
      const { field, list, decision } = action;
      const same = equal(rowsOf(draft, field), list);
      return decide(same ? draft : withRows(draft, field, list), decision);
    }
    case "put":
      if (action.event === null) return putBeside(draft, action.field, action.at, action.value);
      break;
    case "drop":
      if (action.event === null) return dropBeside(draft, action.field, action.at);
      break;
    case "check-all":
      return equal(
        draft.checked,
        draft.events.map(({ id }) => id),
      )
        ? draft
        : { ...draft, checked: draft.events.map(({ id }) => id) };
    case "add": {
      const event = bare(draft, action.span, action.type);
      if (find(draft, event.id) !== null) return draft;
      return sorted({ ...draft, events: [...draft.events, event] });
    }
    case "take":
      return decide(taken(draft, action.event, action.record), action.decision);
    case "decide":
      return decide(draft, action.decision);
    case "merge": {
      const [into, from] = [find(draft, action.into), find(draft, action.from)];
      return into === null || from === null || into === from ? draft : merged(draft, into, from);
    }
  }
  const event = find(draft, action.event);
  return event === null ? draft : applyTo(draft, event, action as OfEvent);
}

type OfEvent = Exclude<
  Extract<Action, { readonly event: string | null }>,
  { readonly event: null } | { readonly do: "take" }
>;

function applyTo(draft: Draft, event: EventRecord, action: OfEvent): Draft {
  switch (action.do) {
    case "set":
      if (equal(event[action.field], action.value)) return draft;
      return replaced(draft, event.id, { ...event, [action.field]: action.value });
    case "put": {
      const list: readonly unknown[] = event[action.field];
      const { at, value } = action;
      if (at === null)
        return list.some((other) => equal(other, value))
          ? draft
          : replaced(draft, event.id, withList(event, action.field, [...list, value]));
      if (at < 0 || at >= list.length || equal(list[at], value)) return draft;
      return replaced(draft, event.id, withList(event, action.field, list.with(at, value)));
    }
    case "drop": {
      const list: readonly unknown[] = event[action.field];
      if (action.at < 0 || action.at >= list.length) return draft;
      return replaced(draft, event.id, withList(event, action.field, list.toSpliced(action.at, 1)));
    }
    case "trigger": {
      if (sameSpan(event.trigger, action.span)) return draft;
      const id = mentionId(draft.report.id, action.span);
      const mentions = event.mentions.filter((mention) => !sameSpan(mention, action.span));
      return replaced(draft, event.id, { ...event, id, trigger: action.span, mentions });
    }
    case "free": {
      const figure = event.figures[action.at];
      if (figure === undefined) return draft;
      const without = withList(event, "figures", event.figures.toSpliced(action.at, 1));
      const rest = replaced(draft, event.id, without);
      const free = { ...figure, population: null };
      return rest.figures.some((other) => equal(other, free))
        ? rest
        : { ...rest, figures: [...rest.figures, free] };
    }
    case "reject":
      return reject(draft, event);
    case "restore": {
      if (!isRejected(event)) return draft;
      const { exists: _, ...there } = event;
      return replaced(draft, event.id, there);
    }
    case "check":
      return draft.checked.includes(event.id) ? draft : { ...draft, checked: [...draft.checked, event.id] };
    case "split": {
      const trigger = event.mentions[action.at];
      if (trigger === undefined) return draft;
      const id = mentionId(draft.report.id, trigger);
      if (find(draft, id) !== null) return draft;
      const rest = replaced(
        draft,
        event.id,
        withList(event, "mentions", event.mentions.toSpliced(action.at, 1)),
      );
      const { type, actuality, scope, date, places, attribution } = event;
      const own = { ...bare(draft, trigger, type), actuality, scope, date, places, attribution };
      return sorted({ ...rest, events: [...rest.events, own] });
    }
  }
}
