/** A judgement: a coder says that two mentions tell the same event, or do not, and why. */

export type Judgement = {
  readonly id: string;
  readonly coder: string;
  /** Two mention ids, `REPORT:START-END`, in ascending order. */
  readonly mentions: readonly [string, string];
  readonly relation: "same_event" | "different_event" | "part_of" | "realises" | "unsure";
  readonly reasons: readonly string[];
};
