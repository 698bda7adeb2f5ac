/** A codebook: which event types there are and what counts as one. Loaded, checked and compiled by `codebook/`. */

export const FAMILIES = ["PRO", "VIO", "REP", "LAW", "GOV", "POL", "MIL"] as const;
export type Family = (typeof FAMILIES)[number];

/** A sentence, its `«trigger»` in guillemets, and whether the type applies. */
export type Example = {
  /** The example with the guillemets taken out. */
  readonly text: string;
  readonly trigger: string;
  readonly start: number;
  readonly end: number;
  /** For a counter-example: what it is instead (a type code), or null for no event. */
  readonly instead: string | null;
  readonly lang: string;
};

export type Crosswalk = {
  readonly acled: string;
  readonly plover: string;
  readonly cameo: string;
  readonly ccc: string;
  readonly massMobilization: string;
};

export type EventType = {
  readonly code: string;
  readonly family: Family;
  readonly label: string;
  readonly definition: string;
  readonly include: string;
  readonly exclude: string;
  readonly examples: readonly Example[];
  readonly counterExamples: readonly Example[];
  readonly crosswalk: Crosswalk;
};

export type Codebook = {
  /** `protest@1.0.0`. */
  readonly id: string;
  readonly types: ReadonlyMap<string, EventType>;
};
