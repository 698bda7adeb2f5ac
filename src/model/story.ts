/** A story: reports that tell of one happening, whether or not the codebook has a type for it. It is no event, and merges none. */
import type { FigureKind, FreeFigure } from "./coding.js";
import type { SettledFigure } from "./edition.js";

/** Why a report is in its story: the other report of it that it is most like. */
export type StoryTie = { readonly reports: readonly [string, string]; readonly reasons: readonly string[] };

/** What a linker sees of a story: its reports, the first published first, and what ties each of them to another. */
export type LinkedStory = { readonly reports: readonly string[]; readonly ties: readonly StoryTie[] };

/** What one report of a story says of a number that belongs to no event. */
export type StoryClaim = {
  /** `REPORT:START-END` of the words. */
  readonly id: string;
  readonly report: string;
  /** `codingId` of the coding that holds it. */
  readonly coding: string;
  readonly coder: string;
  readonly value: FreeFigure;
};

/** A number of a story under a policy: of everybody, not of a part of them. The ids point to the claims of the story. */
export type StoryFigure = Pick<
  SettledFigure,
  "low" | "best" | "high" | "conflict" | "inputs" | "excluded" | "tieBreak"
> & { readonly kind: FigureKind };

/** A story of an edition: derived from its reports, with no name that is promised. */
export type Story = LinkedStory & {
  /** `st-` and 16 digits, from the report that was published first. */
  readonly id: string;
  /** Names of the events that its reports tell, in the order of the edition. */
  readonly events: readonly string[];
  readonly figures: readonly StoryFigure[];
  /** Sorted by id. */
  readonly claims: readonly StoryClaim[];
};
