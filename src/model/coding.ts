/** A coding: everything that one coder claims about one report at one sitting. Every value carries its words. */
import type { Span } from "./span.js";

export const ACTUALITIES = [
  "happened",
  "ongoing",
  "attempted",
  "planned",
  "called_for",
  "promised",
  "threatened",
  "refused",
  "denied",
  "hypothetical",
  "historical",
  "generic",
  "presupposed",
] as const;
export type Actuality = (typeof ACTUALITIES)[number];

export const SCOPES = ["event", "site_day_series", "campaign", "aggregate", "habitual"] as const;
export type Scope = (typeof SCOPES)[number];

/** D day, R 2–6 days, W week, M month, Y year, I interval across months, O open, U unknown. */
export const DATE_PRECISIONS = ["D", "R", "W", "M", "Y", "I", "O", "U"] as const;
export type DatePrecision = (typeof DATE_PRECISIONS)[number];

/** G0 facility, G1 town, G2 near or part of, G3 district, G4 province, G5 vague region, G6 country, G7 international, G9 unknown. */
export const PLACE_PRECISIONS = ["G0", "G1", "G2", "G3", "G4", "G5", "G6", "G7", "G9"] as const;
export type PlacePrecision = (typeof PLACE_PRECISIONS)[number];

export const PLACE_ROLES = [
  "site",
  "route",
  "extent",
  "participant_origin",
  "target",
  "seller_base",
] as const;
export type PlaceRole = (typeof PLACE_ROLES)[number];

export const ACTOR_ROLES = [
  "organiser",
  "participant",
  "would_be_participant",
  "caller",
  "speaker",
  "addressee",
  "target",
  "perpetrator",
  "victim",
  "responder",
  "actor",
  "recipient",
  "beneficiary",
  "host",
  "lead",
  "subject",
  "employer",
  "buyer",
  "seller",
  "owner_of_seller",
  "third_party",
  "medium",
] as const;
export type ActorRole = (typeof ACTOR_ROLES)[number];

export const ACTOR_CATEGORIES = [
  "state_security",
  "military",
  "government",
  "legislature",
  "judiciary",
  "party",
  "rebel",
  "militia",
  "union",
  "students",
  "workers",
  "farmers",
  "indigenous",
  "religious",
  "ethnic",
  "women",
  "professionals",
  "journalists",
  "business",
  "residents",
  "migrants",
  "prisoners",
  "civil_society",
  "opposition",
  "foreign_state",
  "igo",
  "civilians",
  "unknown",
] as const;
export type ActorCategory = (typeof ACTOR_CATEGORIES)[number];

/** ACLED's interaction codes: 1 state forces, 2 rebels, 3 political militia, 4 identity militia, 5 rioters, 6 protesters, 7 civilians, 8 external or other. */
export const INTERS = [1, 2, 3, 4, 5, 6, 7, 8] as const;
export type Inter = (typeof INTERS)[number];

/** PLOVER's sector codes (manual v0.8): those of the state and of arms, then those of society. */
export const SECTORS = [
  "COP",
  "GOV",
  "JUD",
  "LEG",
  "MIL",
  "PRM",
  "PTY",
  "REB",
  "SPY",
  "UAF",
  "UNK",
  "AGR",
  "BUS",
  "CRM",
  "CVL",
  "EDU",
  "ELI",
  "JRN",
  "LAB",
  "MED",
  "REF",
  "OPP",
  "PRE",
  "REL",
  "SOC",
] as const;
export type Sector = (typeof SECTORS)[number];

/**
 * How far an actor's name is protected: T0 an office-holder acting officially, T1 a public figure, T2 semi-private (an
 * employee, a local organiser), T3 a private person; "group" no single person. Without a tier an actor is held to be T3.
 */
export const TIERS = ["T0", "T1", "T2", "T3", "group"] as const;
export type Tier = (typeof TIERS)[number];

export const FIGURE_KINDS = [
  "crowd_size",
  "event_count",
  "deaths",
  "injured",
  "arrested",
  "missing",
  "displaced",
  "troops",
  "money",
  "poll_share",
  "population",
  "duration_days",
  "count",
  "rank",
  "other",
] as const;
export type FigureKind = (typeof FIGURE_KINDS)[number];

export const MEANS = [
  "tear_gas",
  "water_cannon",
  "pellets",
  "live_ammunition",
  "batons",
  "vehicles",
  "stun_grenades",
  "explosives",
  "fire",
  "stones",
  "unspecified",
] as const;
export type Means = (typeof MEANS)[number];

export const LINK_RELATIONS = [
  "part_of",
  "state_response_to",
  "reaction_to",
  "call_for",
  "planned_continuation_of",
  "follow_up_of",
  "contradicts",
  "commemorates",
] as const;
export type LinkRelation = (typeof LINK_RELATIONS)[number];

/** When an event took place. `quote` is null only where no words in the report date it; then `rule` says what did. */
export type EventDate = {
  readonly edtf: string;
  readonly start: string | null;
  readonly end: string | null;
  readonly precision: DatePrecision;
  readonly rule: string;
  readonly quote: Span | null;
};

export type EventPlace = {
  readonly name: string;
  readonly role: PlaceRole;
  readonly country: string | null;
  readonly admin1: string | null;
  readonly admin2: string | null;
  /** Degrees; null where the words name no point (G5 and coarser, or a place the gazetteer lacks). */
  readonly lat: number | null;
  readonly lon: number | null;
  readonly precision: PlacePrecision;
  readonly geonameId: number | null;
  readonly quote: Span;
};

/** `name`: one in a report for one actor; of a private person (T2, T3) the role in words. `quote`: the words in the event. */
export type EventActor = {
  readonly name: string;
  readonly role: ActorRole;
  readonly category: ActorCategory;
  readonly quote: Span;
  readonly tier?: Tier;
  /** Of the actor in this event: a student is 6 at a march and 7 elsewhere. */
  readonly inter?: Inter;
  readonly sector?: Sector;
};

/** A number with its words. `low` or `high` null: the words give no bound on that side. */
export type Figure = {
  readonly kind: FigureKind;
  readonly low: number | null;
  readonly high: number | null;
  /** The one number that the text states, or null where it states none ("hundreds"). */
  readonly point: number | null;
  readonly hedge: string | null;
  /** A cumulative toll over a campaign or period, never the flow of one dated event. */
  readonly stock: boolean;
  readonly group: string | null;
  readonly said_by: string | null;
  readonly quote: Span;
};

/** What those who protest want: the issue it is filed under, its words, who wants it and from whom where the words say so. */
export type Demand = {
  readonly issue: string;
  readonly quote: Span;
  readonly claimant?: Span;
  readonly addressee?: Span;
};

export type MeansUsed = { readonly means: Means; readonly quote: Span };

/** One voice of a chain of attributions: "narrator", or the words that name the speaker; then `quote` holds them. */
export type Voice = { readonly voice: string; readonly quote: Span | null };

/** Who says so. `voice` is "narrator" or the words that name the speaker; then `quote` holds them. */
export type Attribution = {
  readonly voice: string;
  readonly evidentiality: "asserted" | "reported" | "admitted" | "alleged" | "presupposed" | "inferred";
  readonly quote: Span | null;
  /** Where voices are nested: all of them, the narrator first, the innermost (the `voice`) last. */
  readonly chain?: readonly Voice[];
};

export type ContestedLabel = { readonly label: string; readonly speaker: string; readonly quote: Span };

export type EventRecord = {
  /** `REPORT:START-END` of the trigger. */
  readonly id: string;
  readonly type: string;
  readonly actuality: Actuality;
  readonly scope: Scope;
  readonly trigger: Span;
  readonly mentions: readonly Span[];
  readonly date: EventDate;
  readonly places: readonly EventPlace[];
  readonly actors: readonly EventActor[];
  readonly figures: readonly Figure[];
  readonly demands: readonly Demand[];
  readonly means: readonly MeansUsed[];
  readonly attribution: Attribution;
  readonly contested: readonly ContestedLabel[];
  /** Only a reviewer says false: the event is rejected, not deleted. */
  readonly exists?: boolean;
  readonly confidence: number;
};

export type Link = {
  readonly from: string;
  readonly to: string;
  readonly relation: LinkRelation;
  readonly basis: "text" | "inferred" | "claimed";
  readonly quote: Span | null;
};

/**
 * A figure that belongs to no event: a poll, a population, a toll of a whole period. `population`: of whom or what it is a
 * share, a toll or the size. `unit`: the currency of a sum of money ("dollar").
 */
export type FreeFigure = Figure & { readonly population: string | null; readonly unit?: string };

export const RELATION_TYPES = [
  "holds_office",
  "led_by",
  "member_of",
  "controlled_by",
  "owned_by",
  "backed_by",
  "founded_by",
  "allied_with",
  "writes_for",
  "part_of",
  "composed_of",
  "based_in",
  "alias",
  "parent_of",
  "child_of",
  "sibling_of",
  "spouse_of",
  "relative_of",
] as const;
export type RelationType = (typeof RELATION_TYPES)[number];

/**
 * What lastingly holds of two parties: "subject" stands in it to "object" (the union is `led_by` the chair). Each side has
 * the words that name it; a pronoun ("its leader") is resolved to the words it stands for. `historical`: the words say that
 * it is over ("former", "was").
 */
export type Relation = {
  readonly type: RelationType;
  readonly subject: string;
  readonly object: string;
  readonly status: "current" | "historical";
  readonly attribution: Attribution;
  readonly subjectQuote: Span;
  readonly objectQuote: Span;
  /** The words that say it, both sides in them where they stand together. */
  readonly quote: Span;
};

/** A stretch of text that is no part of the story. */
export type NoiseKind =
  | "site_furniture"
  | "photo_credit"
  | "dateline"
  | "byline"
  | "copyright"
  | "navigation"
  | "agency_code";
export type Noise = Span & { readonly kind: NoiseKind };

/** Trouble with an input or a claim that the user should look at: what, why, and what to do. */
export type Finding = {
  readonly code: string;
  readonly message: string;
  readonly place: { readonly start: number; readonly end: number } | null;
};

export type ReportHead = {
  readonly id: string;
  readonly sha256: string;
  readonly lang: string | null;
  readonly published: string | null;
  readonly title: string | null;
  readonly outlet: string | null;
  readonly url: string | null;
};

export type Coding = {
  readonly report: ReportHead;
  /** `rules@1.0.0`, `llm:model@prompt-3`, `human:ana`. */
  readonly coder: string;
  /** `protest@1.0.0`. */
  readonly codebook: string;
  /** Which codings were on screen while this one was made: empty means blind. */
  readonly seen: readonly string[];
  readonly events: readonly EventRecord[];
  readonly links: readonly Link[];
  readonly figures: readonly FreeFigure[];
  readonly relations: readonly Relation[];
  readonly noise: readonly Noise[];
  readonly findings: readonly Finding[];
  /**
   * `codingId` of the coding of the same coder and report that this one takes the place of, where the coder goes back to what
   * it said before that: else the same words would be the same record, and what came between would stand.
   */
  readonly answers?: string;
};
