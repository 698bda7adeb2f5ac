/** Which claims about a number may be compared: kind, group, place scope and period must be the same. */
import type { EventDate, EventPlace, FigureKind, Scope } from "../model/coding.js";
import { figureKey, placeKey } from "./claims.js";
import type { Counted } from "./policy.js";
import { order } from "./standing.js";

/** A claim about a number, and what it counts over. */
export type Count = Counted & {
  /** Site of the mention, or null where its coder gives none. */
  readonly place: EventPlace | null;
  readonly date: EventDate;
  readonly scope: Scope;
  /** Day of publication of its report: as of when a toll holds. */
  readonly asOf: string | null;
};

/** Claims about one number: those that may be compared, and those that may not, with the reason. */
export type Comparable = {
  readonly kind: FigureKind;
  readonly group: string | null;
  readonly stock: boolean;
  readonly counted: readonly Count[];
  readonly excluded: readonly { readonly claim: string; readonly reason: string }[];
};

/** Words that mean everybody there: a group of these is no group. */
const EVERYBODY = new Set(["people", "persons", "person", "others", "personas", "gente"]);
const THE_CROWD = new Set([
  "protesters",
  "protestors",
  "demonstrators",
  "marchers",
  "participants",
  "attendees",
  "crowd",
  "manifestantes",
  "participantes",
  "asistentes",
]);

/** The group that a figure counts, or null where it counts everybody. */
export function groupOf(kind: FigureKind, group: string | null): string | null {
  if (group === null) return null;
  const word = group.toLowerCase().trim();
  return EVERYBODY.has(word) || (kind === "crowd_size" && THE_CROWD.has(word)) ? null : word;
}

const LOCAL = new Set(["G0", "G1", "G2", "G3"]);
/** Local, a province, wider, or nothing that the words make clear: narrow first. */
const breadth = (place: EventPlace | null): number =>
  place === null || place.precision === "G9"
    ? 3
    : LOCAL.has(place.precision)
      ? 0
      : place.precision === "G4"
        ? 1
        : 2;

/** Kilometres within which two sites of towns or their parts count the same crowd (domain: tolerated distance within one district). */
const NEAR_KM = 10;

/** Great-circle distance in kilometres, or null where one has no point. */
export function kilometres(a: EventPlace, b: EventPlace): number | null {
  if (a.lat === null || a.lon === null || b.lat === null || b.lon === null) return null;
  const rad = Math.PI / 180;
  const x =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 12742 * Math.asin(Math.min(1, Math.sqrt(x)));
}

function samePlaces(a: EventPlace | null, b: EventPlace | null): boolean {
  if (a === null || b === null) return a === b;
  if (breadth(a) !== breadth(b)) return false;
  if (placeKey(a) === placeKey(b)) return true;
  const km = breadth(a) === 0 ? kilometres(a, b) : null;
  return km !== null && km <= NEAR_KM && a.country === b.country;
}

const DAY = 86_400_000;
/** Days that a date covers, or null where an end is open or unknown. */
const length = ({ start, end }: EventDate) =>
  start === null || end === null ? null : (Date.parse(end) - Date.parse(start)) / DAY + 1;

const placed = (place: EventPlace | null) => (place === null ? "no place" : place.name);

/** What the others are held against: the narrowest place, then the one most origins give; the shortest period. */
function reference(counts: readonly Count[]): { place: EventPlace | null; days: number | null } {
  const narrow = Math.min(...counts.map(({ place }) => breadth(place)));
  const origins = new Map<string, { place: EventPlace | null; said: Set<string> }>();
  for (const { place, origin } of counts) {
    if (breadth(place) !== narrow) continue;
    const key = place === null ? "" : placeKey(place);
    const known = origins.get(key);
    if (known) known.said.add(origin);
    else origins.set(key, { place, said: new Set([origin]) });
  }
  const [first] = [...origins].sort(([a, x], [b, y]) => y.said.size - x.said.size || order(a, b));
  const place = first![1].place;
  const lengths = counts.flatMap((count) =>
    samePlaces(count.place, place) ? (length(count.date) ?? []) : [],
  );
  return { place, days: lengths.length === 0 ? null : Math.min(...lengths) };
}

function incomparable(
  count: Count,
  to: { place: EventPlace | null; days: number | null; scope: Scope },
): string | null {
  const say = (why: string) => `not comparable: ${why}`;
  if (!samePlaces(count.place, to.place))
    return breadth(count.place) === 3
      ? say("its report does not make clear where it counts")
      : say(`it counts over ${placed(count.place)}, the others over ${placed(to.place)}`);
  const days = length(count.date);
  if (days !== to.days)
    return days === null
      ? say("its report does not say which days it counts")
      : say(`it counts over ${days} days, the others over ${to.days}`);
  const summed = (scope: Scope) => scope === "aggregate" || scope === "campaign" || scope === "habitual";
  if (summed(count.scope) !== summed(to.scope)) return say("it counts over many events, the others one");
  return null;
}

/** Claims of one origin that say the same count once; differing ones of one origin all stay. */
function oncePerOrigin(counts: readonly Count[]): Pick<Comparable, "counted" | "excluded"> {
  const known = new Map<string, string>();
  const counted: Count[] = [];
  const excluded: { claim: string; reason: string }[] = [];
  for (const count of counts) {
    const { low, high, point } = count.figure;
    const key = `${count.origin}\n${low} ${high} ${point}`;
    const first = known.get(key);
    if (first === undefined) {
      known.set(key, count.claim);
      counted.push(count);
    } else excluded.push({ claim: count.claim, reason: `one origin counts once: ${first} says the same` });
  }
  return { counted, excluded };
}

/**
 * Sorts claims into numbers. Tolls (stocks) never stand beside counts of one event, and two tolls are one number only as of
 * the same day over the same place and period: others stand side by side. Within a number of an event, what covers another
 * place, another length of time or many events is excluded. `counts` come sorted by report and place in it.
 */
export function comparable(counts: readonly Count[]): Comparable[] {
  const groups = new Map<string, Count[]>();
  for (const count of counts) {
    const { kind, group, stock } = count.figure;
    const series = stock
      ? `${count.asOf ?? ""} ${count.place === null ? "" : placeKey(count.place)} ${count.date.start ?? ""}/${count.date.end ?? ""}`
      : "";
    const key = `${kind}\n${groupOf(kind, group) ?? ""}\n${stock}\n${series}`;
    const list = groups.get(key);
    if (list) list.push(count);
    else groups.set(key, [count]);
  }
  return [...groups].map(([, members]) => {
    const { kind, group, stock } = members[0]!.figure;
    const { place, days } = reference(members);
    const at = members.filter((count) => samePlaces(count.place, place) && length(count.date) === days);
    const summed = at.every(({ scope }) => scope !== "event" && scope !== "site_day_series");
    const to = { place, days, scope: summed ? ("aggregate" as const) : ("event" as const) };
    const excluded: { claim: string; reason: string }[] = [];
    const fitting = members.filter((count) => {
      const reason = incomparable(count, to);
      if (reason !== null) excluded.push({ claim: count.claim, reason });
      return reason === null;
    });
    const once = oncePerOrigin(fitting);
    return {
      kind,
      group: groupOf(kind, group),
      stock,
      counted: once.counted,
      excluded: [...excluded, ...once.excluded],
    };
  });
}

/** The figure that a claim of a lower coder repeats or contradicts. */
export const sameFigure = (a: Counted, b: Counted) => figureKey(a.figure) === figureKey(b.figure);
