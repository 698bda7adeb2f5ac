/** Codings as they are compared: gold and machine, old and new. Only what the comparison reads, and all of it optional. */

export type At = { readonly start?: number | null; readonly end?: number | null };

export type ComparablePlace = {
  readonly role?: string | null;
  readonly country?: string | null;
  readonly lat?: number | null;
  readonly lon?: number | null;
  readonly precision?: string | null;
  readonly geonameId?: number | null;
  readonly name?: string | null;
};
export type ComparableFigure = {
  readonly kind?: string;
  readonly low?: number | null;
  readonly high?: number | null;
  readonly point?: number | null;
  readonly hedge?: string | null;
  readonly stock?: boolean;
  readonly quote?: At | string | null;
  readonly span?: At | null;
};
export type ComparableActor = {
  readonly role?: string;
  readonly category?: string | null;
  readonly name?: string | null;
  readonly quote?: At | string | null;
  readonly span?: At | null;
};
export type ComparableEvent = {
  readonly type: string;
  readonly actuality?: string;
  readonly scope?: string;
  readonly trigger?: At | null;
  readonly mentions?: readonly (At | null)[] | null;
  readonly date?: {
    readonly start?: string | null;
    readonly end?: string | null;
    readonly precision?: string | null;
    readonly edtf?: string | null;
  } | null;
  readonly places?: readonly ComparablePlace[] | null;
  readonly actors?: readonly ComparableActor[] | null;
  readonly figures?: readonly ComparableFigure[] | null;
  readonly demands?: readonly { readonly issue?: string }[] | null;
  readonly means?: readonly (string | { readonly means?: string })[] | null;
  readonly attribution?: { readonly evidentiality?: string | null } | null;
  readonly exists?: boolean;
};
export type ComparableCoding = {
  readonly report: string | { readonly id: string };
  readonly coder?: string;
  readonly events: readonly ComparableEvent[];
};

/** What is known of the reports, by id: the text for sentences, the language to choose by. */
export type ReportTexts = ReadonlyMap<string, { readonly text: string; readonly lang: string | null }>;

/** A stretch of text that stands somewhere. */
export type Located = { readonly start: number; readonly end: number };

/** Codings by report; the last of several codings of one report counts. */
export function byReport(codings: Iterable<ComparableCoding>): Map<string, ComparableCoding> {
  const found = new Map<string, ComparableCoding>();
  for (const coding of codings) found.set(reportOf(coding), coding);
  return found;
}

/** The id of the report that a coding is of. */
export function reportOf({ report }: ComparableCoding): string {
  return typeof report === "string" ? report : report.id;
}

/** True for a value that has what a coding needs to be compared. */
export function isComparable(value: unknown): value is ComparableCoding {
  if (typeof value !== "object" || value === null) return false;
  const { report, events } = value as { report?: unknown; events?: unknown };
  const named = typeof report === "string" || typeof (report as { id?: unknown } | null)?.id === "string";
  return (
    named &&
    Array.isArray(events) &&
    events.every((event) => typeof (event as ComparableEvent)?.type === "string")
  );
}

export function familyOf(event: ComparableEvent): string {
  return event.type.split(".")[0]!;
}

/** The span of a value where it has one. */
export function located(value: { quote?: At | string | null; span?: At | null }): Located | null {
  return place(typeof value.quote === "object" && value.quote !== null ? value.quote : value.span);
}

export function place(at: At | null | undefined): Located | null {
  return at && typeof at.start === "number" && typeof at.end === "number"
    ? { start: at.start, end: at.end }
    : null;
}

/** Where an event is told: its trigger and its mentions. */
export function tellings(event: ComparableEvent): Located[] {
  return [event.trigger, ...(event.mentions ?? [])].map(place).filter((span) => span !== null);
}

/** The places that say where an event was, not where people came from. */
export function sitesOf(event: ComparableEvent): readonly ComparablePlace[] {
  return (event.places ?? []).filter(({ role }) => role == null || role === "site" || role === "extent");
}

/** The figures that count: those of a named kind. */
export function figuresOf(event: ComparableEvent): readonly ComparableFigure[] {
  return (event.figures ?? []).filter(({ kind }) => kind !== "other");
}

export function actorsOf(event: ComparableEvent): readonly ComparableActor[] {
  return event.actors ?? [];
}
