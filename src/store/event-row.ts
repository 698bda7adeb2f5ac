/** An event of an edition as the views keep it: the columns that are searched, and the row of a list. */
import type { EventActor, EventPlace, FigureKind } from "../model/coding.js";
import type { EditionEvent, EditionReport, SettledFigure } from "../model/edition.js";
import type { EventRow, MainPlace } from "./store.js";
import { wordsOf } from "./words.js";

/** Roles of a place where an event takes place, not of one that is only meant or come from. */
const WHERE = ["site", "route", "extent"];
/** What a map shows first. */
const SHOWN: readonly FigureKind[] = ["crowd_size", "deaths", "injured", "arrested"];
/** Events that last longer are looked for apart from those that start shortly before a day. */
export const LONG_DAYS = 31;
const OPEN_START = "0000-01-01";
const OPEN_END = "9999-12-31";

export type EventColumns = {
  readonly id: string;
  /** The first day, or "" where it is unknown: what events are sorted by. */
  readonly day: string;
  /** First and last day with an open side filled; both null where the event is undated. */
  readonly first: string | null;
  readonly last: string | null;
  readonly long: 0 | 1;
  readonly type: string;
  readonly actuality: string;
  readonly verification: string;
  readonly country: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly precision: string | null;
  readonly figure: number | null;
  readonly figureKind: FigureKind | null;
  readonly outlets: readonly string[];
  /** The figure of each kind with the greatest number: what a condition on figures looks at, and sums add up. */
  readonly amounts: readonly SettledFigure[];
  readonly words: readonly string[];
  readonly actorWords: readonly string[];
  readonly row: EventRow;
};

export function columnsOf(event: EditionEvent, reports: ReadonlyMap<string, EditionReport>): EventColumns {
  const { start, end } = event.date.value;
  const dated = start !== null || end !== null;
  const first = dated ? (start ?? OPEN_START) : null;
  const last = dated ? (end ?? OPEN_END) : null;
  const place = mainPlace(event);
  const heads = [...new Set(event.mentions.map(({ report }) => report))].flatMap(
    (id) => reports.get(id) ?? [],
  );
  const titles = heads.flatMap(({ title }) => title ?? []);
  const figure = shownFigure(event.figures);
  const actors = event.actors.map(({ value }) => value.name);
  return {
    id: event.id,
    day: start ?? "",
    first,
    last,
    long: first !== null && last !== null && daysBetween(first, last) > LONG_DAYS ? 1 : 0,
    type: event.type.value,
    actuality: event.actuality.value,
    verification: event.verification,
    country: place?.country ?? null,
    lat: place?.lat ?? null,
    lon: place?.lon ?? null,
    precision: place?.precision ?? null,
    figure: figure?.best ?? null,
    figureKind: figure?.kind ?? null,
    outlets: [...new Set(heads.flatMap(({ outlet }) => outlet ?? []))].map(plain),
    amounts: amounts(event.figures),
    words: wordsOf([
      ...event.mentions.map(({ span }) => span.quote),
      ...event.claims.flatMap(({ quotes }) => quotes.map(({ quote }) => quote)),
      ...actors,
      ...event.places.flatMap(({ value: { name, admin1 } }) => (admin1 === null ? [name] : [name, admin1])),
      ...titles,
    ]),
    actorWords: wordsOf(actors),
    row: {
      id: event.id,
      type: event.type.value,
      actuality: event.actuality.value,
      start,
      end,
      edtf: event.date.value.edtf,
      datePrecision: event.date.value.precision,
      place,
      actors,
      figures: event.figures.map(({ kind, group, stock, low, best, high, conflict }) => ({
        kind,
        group,
        stock,
        low,
        best,
        high,
        conflict,
      })),
      quote: event.mentions[0]?.span.quote ?? "",
      title: titles[0] ?? null,
      reports: heads.length,
      origins: event.origins,
      confidence: event.confidence,
      verification: event.verification,
    },
  };
}

/** Actors that a network may show, by category and name: office-holders, public figures, groups. Without a tier an actor is private. */
export function publicActors({ actors }: EditionEvent): ReadonlyMap<string, EventActor> {
  const found = new Map<string, EventActor>();
  for (const { value } of actors) {
    const { tier, category, name } = value;
    if (tier === "T0" || tier === "T1" || tier === "group")
      found.set(plain(`${category} ${name.toLowerCase()}`), value);
  }
  return found;
}

/** Text that any database can keep: no NUL, no lone surrogate. */
export function plain(text: string): string {
  return text.replace(/[\0\p{Surrogate}]/gu, "\ufffd");
}

/** Days from one day (`YYYY-MM-DD`) to another. */
export function daysBetween(first: string, last: string): number {
  return dayNumber(last) - dayNumber(first);
}

/** Days since 1970-01-01. */
export function dayNumber(day: string): number {
  return Math.round(Date.parse(`${day}T00:00:00Z`) / 86_400_000);
}

function mainPlace(event: EditionEvent): MainPlace | null {
  const places = event.places.map(({ value }) => value).filter(({ role }) => WHERE.includes(role));
  const found: EventPlace | undefined =
    places.find(({ lat, lon }) => lat !== null && lon !== null) ?? places[0];
  if (found === undefined) return null;
  const { name, country, admin1, lat, lon, precision } = found;
  return { name, country, admin1, lat, lon, precision };
}

function shownFigure(figures: readonly SettledFigure[]): SettledFigure | null {
  for (const kind of SHOWN) {
    const found = figures.find((figure) => figure.kind === kind && !figure.stock && figure.best !== null);
    if (found !== undefined) return found;
  }
  return null;
}

/** The number of a figure that is looked for; null where the words give an upper bound alone. */
export const amountOf = ({ best, low }: SettledFigure): number | null => best ?? low;

function amounts(figures: readonly SettledFigure[]): SettledFigure[] {
  const most = new Map<FigureKind, SettledFigure>();
  for (const figure of figures) {
    if (figure.stock || (figure.high === null && amountOf(figure) === null)) continue;
    const before = most.get(figure.kind);
    if (before === undefined || (amountOf(figure) ?? -1) > (amountOf(before) ?? -1))
      most.set(figure.kind, figure);
  }
  return [...most.values()];
}
