/** An edition by its names, and the readings of an event that several formats share. */
import type { ActorRole, EventActor, EventPlace, FigureKind, LinkRelation } from "../model/coding.js";
import type { Edition, EditionEvent, EditionReport, SettledFigure } from "../model/edition.js";

export class EditionIndex {
  readonly events: ReadonlyMap<string, EditionEvent>;
  readonly reports: ReadonlyMap<string, EditionReport>;
  readonly #from = new Map<string, { to: string; relation: string }[]>();
  readonly #to = new Map<string, { from: string; relation: string }[]>();

  constructor(edition: Edition) {
    this.events = new Map(edition.events.map((event) => [event.id, event]));
    this.reports = new Map(edition.reports.map((report) => [report.id, report]));
    for (const { from, to, relation } of edition.links) {
      push(this.#from, from, { to, relation });
      push(this.#to, to, { from, relation });
    }
  }

  /** Ids that an event has a relation to, as its links give them. */
  related(event: EditionEvent, relation: LinkRelation | "realises"): readonly string[] {
    return (this.#from.get(event.id) ?? []).filter((link) => link.relation === relation).map(({ to }) => to);
  }

  /** The events of the edition that an event answers to. */
  answersTo(event: EditionEvent): readonly EditionEvent[] {
    return this.#found(this.related(event, "state_response_to"));
  }

  /** The events of the edition that answer to an event: what the state did. */
  responsesTo(event: EditionEvent): readonly EditionEvent[] {
    const links = this.#to.get(event.id) ?? [];
    return this.#found(links.filter((link) => link.relation === "state_response_to").map(({ from }) => from));
  }

  /** The reports that tell an event, each once, in the order of its mentions. */
  reportsOf(event: EditionEvent): readonly EditionReport[] {
    const ids = [...new Set(event.mentions.map(({ report }) => report))];
    return ids.map((id) => this.reports.get(id)).filter((report) => report !== undefined);
  }

  #found(ids: readonly string[]): readonly EditionEvent[] {
    return ids.map((id) => this.events.get(id)).filter((event) => event !== undefined);
  }
}

function push<Value>(map: Map<string, Value[]>, key: string, value: Value): void {
  const known = map.get(key);
  if (known === undefined) map.set(key, [value]);
  else known.push(value);
}

const SITES = new Set(["site", "route", "extent"]);

/** Places where the event was, without where its people came from. */
export function sitesOf(event: EditionEvent): readonly EventPlace[] {
  return event.places.map(({ value }) => value).filter(({ role }) => SITES.has(role));
}

/** The place that stands for an event: its first site, one with a point before one without; null where it has none. */
export function mainPlace(event: EditionEvent): EventPlace | null {
  const sites = sitesOf(event);
  return sites.find(hasPoint) ?? sites[0] ?? null;
}

/** Whether a place is a point on a map: never for a country, a vague region or the unknown, whatever it carries. */
export function hasPoint(place: EventPlace): place is EventPlace & { lat: number; lon: number } {
  return place.lat !== null && place.lon !== null && /^G[0-4]$/.test(place.precision);
}

/**
 * The town that a place of an event is, or that a building stands in where a site of the event names it; null where none is
 * named: a building is no town, and which town its point is near is nobody's claim.
 */
export function townOf(event: EditionEvent, place: EventPlace): string | null {
  if (place.precision === "G1") return place.name;
  if (place.precision !== "G0") return null;
  const towns = sitesOf(event).filter(
    ({ precision, country, admin1 }) =>
      precision === "G1" && country === place.country && (admin1 === place.admin1 || place.admin1 === null),
  );
  return towns[0]?.name ?? null;
}

export function actorsIn(event: EditionEvent, ...roles: readonly ActorRole[]): readonly EventActor[] {
  return event.actors.map(({ value }) => value).filter(({ role }) => roles.includes(role));
}

/** Who acts, and on whom; in what is said and agreed (POL) the other side is told as a third party. */
export function sidesOf(event: EditionEvent): {
  readonly actors: readonly EventActor[];
  readonly recipients: readonly EventActor[];
} {
  const recipients = [
    ...actorsIn(event, "target", "victim", "recipient", "addressee", "beneficiary", "buyer"),
    ...(familyOf(event.type.value) === "POL" ? actorsIn(event, "third_party") : []),
  ];
  const actors = event.actors.map(({ value }) => value).filter((one) => !recipients.includes(one));
  return { actors, recipients };
}

export type Bounds = Pick<SettledFigure, "low" | "best" | "high">;

/**
 * What happened in this event and to how many: the total of a kind (a figure without a group) where there is one, else the
 * sum over its groups; null where the event has none. Cumulative tolls (stocks) never count.
 */
export function flow(event: EditionEvent, kind: FigureKind): Bounds | null {
  const figures = event.figures.filter((figure) => figure.kind === kind && !figure.stock);
  if (figures.length === 0) return null;
  const totals = figures.filter(({ group }) => group === null);
  if (totals.length > 0) return totals[0]!;
  return { low: sum(figures, "low"), best: sum(figures, "best"), high: sum(figures, "high") };
}

/** Null as soon as one is null: an unknown part makes an unknown sum. */
function sum(figures: readonly Bounds[], bound: keyof Bounds): number | null {
  let total = 0;
  for (const figure of figures) {
    const value = figure[bound];
    if (value === null) return null;
    total += value;
  }
  return total;
}

/** "PRO" of "PRO.DEMO". */
export function familyOf(type: string): string {
  return type.split(".")[0]!;
}
