/** What the API answers, as types. The schemas are the server's (docs/http-api.md); the nouns are the model's. */
import type {
  ActorCategory,
  Actuality,
  DatePrecision,
  EditionEvent,
  EditionReport,
  EventLink,
  EventPlace,
  SettledFigure,
  Verification,
} from "../../../src/model/index.js";

/** An amount with its bounds; null where the words or the policy give none. */
export type Amount = Pick<SettledFigure, "low" | "best" | "high" | "conflict">;

/** A figure of an event in a line. */
export type FigureRow = Amount & Pick<SettledFigure, "kind" | "group" | "stock">;

/** An event in a line. */
export type EventSummary = {
  readonly id: string;
  readonly type: string;
  /** Name of the type. */
  readonly label: string;
  readonly actuality: Actuality;
  /** First and last day; null where undated. */
  readonly start: string | null;
  readonly end: string | null;
  readonly edtf: string;
  readonly datePrecision: DatePrecision;
  readonly place: Pick<EventPlace, "name" | "country" | "admin1" | "lat" | "lon" | "precision"> | null;
  readonly actors: readonly string[];
  readonly figures: readonly FigureRow[];
  /** Words of the first trigger. */
  readonly quote: string;
  readonly title: string | null;
  readonly reports: number;
  readonly origins: number;
  readonly confidence: number;
  readonly verification: Verification;
};

export type EventPage = {
  readonly edition: number;
  readonly total: number;
  readonly items: readonly EventSummary[];
  readonly next: string | null;
};

/** Reports of one happening that do not tell the event themselves, and what ties each to another report of the story. */
export type StoryBeside = {
  readonly id: string;
  readonly reports: readonly (EditionReport & {
    readonly ties: readonly { readonly to: string; readonly reasons: readonly string[] }[];
  })[];
};

/** `GET /api/events/ID`: everything about one event, with the heads of its reports and of others of their stories. */
export type EventAnswer = EditionEvent & {
  readonly edition: number;
  readonly label: string;
  readonly links: readonly EventLink[];
  readonly reports: readonly EditionReport[];
  readonly stories: readonly StoryBeside[];
};

/** Events with a point, as columns: row i of each is event i. */
export type Points = {
  readonly edition: number;
  readonly total: number;
  readonly count: number;
  readonly types: readonly string[];
  readonly kinds: readonly string[];
  readonly columns: {
    readonly id: readonly string[];
    readonly lon: readonly number[];
    readonly lat: readonly number[];
    /** Days since 1970-01-01; null where undated. */
    readonly day: readonly (number | null)[];
    readonly type: readonly number[];
    /** Best value of the first figure, and what it counts. */
    readonly figure: readonly (number | null)[];
    readonly kind: readonly (number | null)[];
    /** 0 for G0 to 9 for G9. */
    readonly precision: readonly number[];
  };
};

export type Timeline = {
  readonly edition: number;
  readonly by: "day" | "week" | "month" | "year";
  readonly undated: number;
  readonly items: readonly {
    readonly start: string;
    readonly count: number;
    readonly families: Readonly<Record<string, number>>;
  }[];
};

/** Numbers added up: lower bounds, best values, upper bounds; `open` events have no upper bound. */
export type Sums = {
  readonly events: number;
  readonly open: number;
  readonly conflicts: number;
  readonly low: number;
  readonly best: number;
  readonly high: number;
};

export type FigureSums = {
  readonly edition: number;
  readonly by: Timeline["by"];
  readonly kinds: readonly (Sums & {
    readonly kind: FigureRow["kind"];
    readonly undated: number;
    readonly items: readonly (Sums & { readonly start: string })[];
  })[];
};

/** Outlets, those of most events first; `total` counts those that are not listed too. */
export type SourceList = {
  readonly edition: number;
  readonly total: number;
  readonly items: readonly FacetValue[];
};

export type ActorNetwork = {
  readonly edition: number;
  readonly nodes: readonly {
    readonly name: string;
    readonly category: ActorCategory;
    readonly events: number;
  }[];
  readonly edges: readonly { readonly from: number; readonly to: number; readonly events: number }[];
};

export type FacetValue = { readonly value: string; readonly label: string; readonly count: number };
export type Facets = {
  readonly edition: number;
  readonly total: number;
  readonly family: readonly FacetValue[];
  readonly type: readonly FacetValue[];
  readonly actuality: readonly FacetValue[];
  readonly country: readonly FacetValue[];
  readonly source: readonly FacetValue[];
  readonly verification: readonly FacetValue[];
  readonly year: readonly FacetValue[];
};

export type EditionHead = {
  readonly number: number;
  readonly previous: number | null;
  readonly published: boolean;
  readonly policy: string;
  readonly codebook: string;
  readonly at: number;
  readonly events: number;
  readonly reports: number;
  readonly links: number;
};

/** The forms in which a selection can be taken away, by `/api/export/ID`. */
export type ExportList = { readonly items: readonly { readonly id: string; readonly mediaType: string }[] };

export type Job = {
  readonly id: string;
  readonly kind: string;
  readonly state: "waiting" | "running" | "done" | "failed";
  readonly step: string | null;
  readonly done: number;
  readonly total: number | null;
  readonly edition: number | null;
};

/** Newest first. */
export type JobList = { readonly items: readonly Job[] };

export type Account = {
  readonly name: string;
  /** As the log names it: `human:NAME`. */
  readonly coder: string;
  readonly role: "reader" | "coder" | "adjudicator" | "admin";
  readonly csrf: string | null;
  /** False on a server without accounts, which answers its own machine only. */
  readonly accounts: boolean;
};
