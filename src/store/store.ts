/** What the store offers: the append-only log, and views of an edition that can be thrown away and made again. */
import type { Actuality, DatePrecision, FigureKind, PlacePrecision } from "../model/coding.js";
import type {
  Edition,
  EditionEvent,
  EditionReport,
  EventLink,
  Redirect,
  SettledFigure,
  Verification,
} from "../model/edition.js";
import type { LogEntry, LoggedReport, LogKind, LogRecord } from "../model/log.js";
import type { Story } from "../model/story.js";

/** A record that is to be appended, and who wrote it: a coder's name or an account. */
export type NewRecord = LogRecord & { readonly author: string };

/** What became of one record: its place in the log, in the order in which the records were given. */
export type Added = {
  readonly position: number;
  /** Report id, `codingId`, judgement id, or number of the edition. */
  readonly id: string;
  /** It was in the log already, at `position`; nothing was appended. */
  readonly known: boolean;
  /** Known, but what stands in the log under this id says something else: another text, another edition. */
  readonly differs: boolean;
};

/** Which part of the log: after a position, up to and with another. */
export type Stretch = { readonly after?: number; readonly until?: number };

/** The last position of a log and the hash of its entry; 0 and 64 zeros where it is empty. */
export type Head = { readonly position: number; readonly hash: string };

export type Store = {
  /**
   * Appends records in one transaction: when the promise resolves all of them are on disk, when it is rejected none is
   * (or the connection broke while the answer was under way: add them again, what is there is `known`).
   */
  add(records: readonly NewRecord[]): Promise<readonly Added[]>;
  /** The entries of a kind, or of several, in log order, read as they are asked for. */
  all<Kind extends LogKind>(kind: Kind | readonly Kind[], stretch?: Stretch): AsyncIterable<LogEntry<Kind>>;
  get<Kind extends LogKind>(kind: Kind, id: string): Promise<LogEntry<Kind> | null>;
  report(id: string): Promise<LoggedReport | null>;
  /** The last position; 0 where the log is empty. */
  at(): Promise<number>;
  head(): Promise<Head>;
  close(): Promise<void>;
};

/** What events are wanted. All conditions must hold; what is left out does not matter; an empty list matches nothing. */
export type EventQuery = {
  /** Degrees. `west` greater than `east` crosses the antimeridian. Compared with the event's main place. */
  readonly box?: {
    readonly west: number;
    readonly south: number;
    readonly east: number;
    readonly north: number;
  };
  /** `YYYY-MM-DD`, both inclusive: events whose start..end shares a day with it. Undated events match neither. */
  readonly from?: string;
  readonly to?: string;
  /** Types (`PRO.DEMO`) or families (`PRO`). */
  readonly types?: readonly string[];
  readonly actualities?: readonly Actuality[];
  /** Words that all stand in the names of the event's actors; case and accents do not count, `prot*` is a beginning. */
  readonly actors?: string;
  /** Words that all stand in its quotes, names of actors and places, and titles of its reports; as above. */
  readonly text?: string;
  readonly outlet?: string;
  readonly verification?: Verification;
  /** ISO 3166-1 alpha-2, of the main place; null: none is known. */
  readonly country?: string | null;
  /** With a point, or without one. */
  readonly placed?: boolean;
  /** These alone, by their names. */
  readonly ids?: readonly string[];
  /** Events with a figure of this kind, no stock, whose best value (else its lower bound) is at least `least`. */
  readonly figure?: { readonly kind: FigureKind; readonly least: number };
};

export type Page = {
  /** 1 to 1000; 100 where left out. */
  readonly limit?: number;
  /** `next` of the page before, of the same query and order. */
  readonly cursor?: string;
  /** By date, then id. Oldest first where left out; undated events come before all dates. */
  readonly order?: "oldest" | "newest";
  /** Also count all events that match. */
  readonly total?: boolean;
};

/** The place that stands for an event: the first site, route or extent, one with a point before one without. */
export type MainPlace = {
  readonly name: string;
  readonly country: string | null;
  readonly admin1: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly precision: PlacePrecision;
};

/** An event as a list shows it. */
export type EventRow = {
  readonly id: string;
  readonly type: string;
  readonly actuality: Actuality;
  readonly start: string | null;
  readonly end: string | null;
  readonly edtf: string;
  readonly datePrecision: DatePrecision;
  readonly place: MainPlace | null;
  readonly actors: readonly string[];
  readonly figures: readonly Pick<
    SettledFigure,
    "kind" | "group" | "stock" | "low" | "best" | "high" | "conflict"
  >[];
  /** Words of the first trigger. */
  readonly quote: string;
  /** Title of the first report that has one. */
  readonly title: string | null;
  readonly reports: number;
  readonly origins: number;
  readonly confidence: number;
  readonly verification: Verification;
};

/**
 * Events as a map of 100,000 shows them: row i of each column is event i, in no order. Those without a point are left out.
 * Degrees to four decimals. `figure`: best value of the first figure among crowd size, deaths, injured, arrested; no stock.
 */
export type PointColumns = {
  readonly id: readonly string[];
  readonly lat: readonly number[];
  readonly lon: readonly number[];
  readonly precision: readonly PlacePrecision[];
  readonly type: readonly string[];
  readonly start: readonly (string | null)[];
  readonly figure: readonly (number | null)[];
  readonly figureKind: readonly (FigureKind | null)[];
};

/** Of a selection, how many events have each value; a value without events is not in it. In no order. */
export type Facets = {
  readonly total: number;
  readonly type: ReadonlyMap<string, number>;
  readonly actuality: ReadonlyMap<string, number>;
  /** Of the main place. */
  readonly country: ReadonlyMap<string, number>;
  readonly verification: ReadonlyMap<string, number>;
  /** `YYYY` in which dated events start. */
  readonly year: ReadonlyMap<string, number>;
  /** Of the reports: an event of two outlets counts for both. */
  readonly outlet: ReadonlyMap<string, number>;
};

/** Which public actors stand in events, and which together. `from` and `to` are places in `nodes`; the most events first. */
export type Network = {
  readonly nodes: readonly { readonly name: string; readonly category: string; readonly events: number }[];
  readonly edges: readonly { readonly from: number; readonly to: number; readonly events: number }[];
};

export type Bin = "day" | "week" | "month" | "year";

/** Dated events of a type family that start in a bin. `bin`: `2023`, `2023-07`, or the day (the Monday of the week). */
export type TimelineCount = { readonly bin: string; readonly family: string; readonly count: number };

/**
 * The numbers of one kind that events of a selection have, added up in a bin (null: undated ones). Each event counts with its greatest number
 * of the kind, no stock. `low` adds lower bounds; `best` the best values, else the lower bounds; `high` upper bounds, else the former; `open`
 * events have no upper bound, on `conflicts` their sources contradict each other.
 */
export type FigureSum = {
  readonly kind: FigureKind;
  readonly bin: string | null;
  readonly events: number;
  readonly open: number;
  readonly conflicts: number;
  readonly low: number;
  readonly best: number;
  readonly high: number;
};

export type EventPage = {
  readonly events: readonly EventRow[];
  /** Cursor of the next page, or null where this is the last. */
  readonly next: string | null;
  readonly total?: number;
};

/** An edition without its lists, which are counted. */
export type EditionHead = Omit<Edition, "events" | "links" | "reports" | "stories" | "redirects"> & {
  readonly counts: { readonly events: number; readonly links: number; readonly reports: number };
};

/** A story as it stands beside an event that some of its reports tell. `others`: its reports that do not tell the event. */
export type FoundStory = Story & { readonly others: readonly EditionReport[] };

/** An event with the links that touch it, its reports and the stories that these stand in; or where its name went. */
export type FoundEvent =
  | {
      readonly found: "event";
      readonly event: EditionEvent;
      readonly links: readonly EventLink[];
      readonly reports: readonly EditionReport[];
      /** Those that have other reports. */
      readonly stories: readonly FoundStory[];
    }
  | { readonly found: "redirect"; readonly redirect: Redirect };

/** Views of one edition: made from it, never changed, replaced as a whole. All but `rebuild` answer nothing before the first. */
export type Views = {
  /** Replaces what is shown. Readers see the old edition until the new one is there whole. */
  rebuild(edition: Edition): Promise<void>;
  edition(): Promise<EditionHead | null>;
  events(query: EventQuery, page?: Page): Promise<EventPage>;
  count(query: EventQuery): Promise<number>;
  /** Null: no edition ever had it. */
  event(id: string): Promise<FoundEvent | null>;
  points(query: EventQuery): Promise<PointColumns>;
  facets(query: EventQuery): Promise<Facets>;
  /** The `most` actors with the most events; office-holders, public figures and groups alone. */
  network(query: EventQuery, most: number): Promise<Network>;
  timeline(query: EventQuery, bin: Bin): Promise<readonly TimelineCount[]>;
  /** By kind, then bin. */
  figures(query: EventQuery, bin: Bin): Promise<readonly FigureSum[]>;
  /** The whole events of a selection, by date, then id, read as they are asked for. */
  all(query?: EventQuery): AsyncIterable<EditionEvent>;
  links(): AsyncIterable<EventLink>;
  reports(): AsyncIterable<EditionReport>;
  redirects(): AsyncIterable<Redirect>;
  close(): Promise<void>;
};

/** Why the store could not do it. The message says what, why and what to do. */
export type StoreTrouble =
  | "busy"
  | "full"
  | "readonly"
  | "unreachable"
  | "gone"
  | "newer"
  | "older"
  | "damaged"
  | "not_empty"
  | "bad_backup"
  | "bad_record"
  | "bad_query"
  | "failed";

export class StoreError extends Error {
  constructor(
    readonly trouble: StoreTrouble,
    message: string,
    options?: ErrorOptions,
  ) {
    super(message, options);
    this.name = "StoreError";
  }
}
