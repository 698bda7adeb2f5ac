/** An edition: the events that a log gives under a policy, each value with the claims for and against it. */
import type {
  Actuality,
  Attribution,
  ContestedLabel,
  Demand,
  EventActor,
  EventDate,
  EventPlace,
  Figure,
  FigureKind,
  LinkRelation,
  MeansUsed,
  ReportHead,
  Scope,
} from "./coding.js";
import type { Span } from "./span.js";
import type { Story } from "./story.js";

type ClaimOf<Field extends string, Value> = {
  /** Derived from coding, mention, field and rank: the same log gives the same id. */
  readonly id: string;
  /** `codingId` of the coding that holds it. */
  readonly coding: string;
  readonly coder: string;
  readonly report: string;
  /** `REPORT:START-END`, the id of the event within its coding. */
  readonly mention: string;
  readonly field: Field;
  readonly value: Value;
  /** The words it rests on, in `report`; where a value has none of its own (a date taken from publication), the trigger. */
  readonly quotes: readonly [Span, ...Span[]];
  /** Who says so in the report. */
  readonly attribution: Attribution;
};

/** A coder says: this mention has this value for this field, because of these words. */
export type Claim =
  | ClaimOf<"exists", boolean>
  | ClaimOf<"type", string>
  | ClaimOf<"actuality", Actuality>
  | ClaimOf<"scope", Scope>
  | ClaimOf<"date", EventDate>
  | ClaimOf<"place", EventPlace>
  | ClaimOf<"actor", EventActor>
  | ClaimOf<"figure", Figure>
  | ClaimOf<"demand", Demand>
  | ClaimOf<"means", MeansUsed>
  | ClaimOf<"label", ContestedLabel>;
export type ClaimField = Claim["field"];

/** A value, the ids of the claims that say it and of those that say otherwise, and the rule that chose it, in words. */
export type Settled<Value> = {
  readonly value: Value;
  readonly for: readonly [string, ...string[]];
  readonly against: readonly string[];
  readonly rule: string;
};

/**
 * What all comparable claims about one number come to under a policy. `low`, `best`, `high` are null where the policy or
 * the words give none. `conflict`: the bounds of the claims share no number.
 */
export type SettledFigure = {
  readonly kind: FigureKind;
  readonly group: string | null;
  readonly stock: boolean;
  readonly low: number | null;
  readonly best: number | null;
  readonly high: number | null;
  readonly conflict: boolean;
  readonly inputs: readonly [string, ...string[]];
  readonly excluded: readonly { readonly claim: string; readonly reason: string }[];
  readonly tieBreak: string | null;
};

/** Who has looked: a machine only, one person, or a person who settled between codings of others. */
export type Verification = "machine" | "reviewed" | "adjudicated";

/** An event of an edition: a cluster of mentions with settled values. */
export type EditionEvent = {
  /** Stable name: kept from edition to edition, redirected where events merge or split. */
  readonly id: string;
  readonly mentions: readonly { readonly id: string; readonly report: string; readonly span: Span }[];
  readonly type: Settled<string>;
  readonly actuality: Settled<Actuality>;
  readonly scope: Settled<Scope>;
  readonly date: Settled<EventDate>;
  readonly places: readonly Settled<EventPlace>[];
  readonly actors: readonly Settled<EventActor>[];
  readonly figures: readonly SettledFigure[];
  readonly demands: readonly Settled<Demand>[];
  readonly means: readonly Settled<MeansUsed>[];
  readonly labels: readonly Settled<ContestedLabel>[];
  /** Number of independent origins among its reports: copies of one text and of one agency count once. */
  readonly origins: number;
  readonly confidence: number;
  readonly verification: Verification;
  /** Every claim about the event, sorted by id; the ids above point here. */
  readonly claims: readonly Claim[];
};

/** Two events of an edition stand in a relation, by links inside codings or by judgements. */
export type EventLink = {
  readonly from: string;
  readonly to: string;
  readonly relation: LinkRelation | "realises";
  /** Ids of the codings and judgements that say so. */
  readonly by: readonly [string, ...string[]];
};

/** An id of an earlier edition that stands for something else now: merged (one target), split (several), withdrawn (none). */
export type Redirect = {
  readonly from: string;
  readonly to: readonly string[];
  readonly reason: "merged" | "split" | "withdrawn";
};

/** How far claims disagree, field by field. */
export type Diagnostics = {
  readonly events: number;
  readonly fields: readonly {
    readonly field: ClaimField;
    /** Events with at least two claims of at least two codings for the field. */
    readonly comparable: number;
    /** Of those, the share in which not all claims say the same. */
    readonly disagreement: number | null;
    /** Mean of the log-ratio of the highest to the lowest number (figures), of days (dates), of km (places); else null. */
    readonly meanRange: number | null;
  }[];
};

/** A report as an edition knows it: its head, and the origin that it shares with copies of the same text. */
export type EditionReport = ReportHead & { readonly origin: string };

export type Edition = {
  readonly number: number;
  readonly previous: number | null;
  /** `ccc-range@1`. */
  readonly policy: string;
  readonly codebook: string;
  /** Position of the log that it was made from: everything up to it, nothing after. */
  readonly at: number;
  /** Sorted by date, then id. */
  readonly events: readonly EditionEvent[];
  readonly links: readonly EventLink[];
  readonly reports: readonly EditionReport[];
  /** Reports that tell of one happening, the first published first. */
  readonly stories: readonly Story[];
  readonly redirects: readonly Redirect[];
  readonly diagnostics: Diagnostics;
};
