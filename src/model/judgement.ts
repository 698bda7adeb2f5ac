/** A judgement: a coder says that two mentions tell the same event, or do not, and why. */

export type Judgement = {
  readonly id: string;
  readonly coder: string;
  /** Two mention ids, `REPORT:START-END`, in ascending order. */
  readonly mentions: readonly [string, string];
  readonly relation: "same_event" | "different_event" | "part_of" | "realises" | "unsure";
  readonly reasons: readonly string[];
  /**
   * Of `part_of` the mention that is the part, of `realises` the one that tells what came about: one of `mentions`. Where
   * nobody says it, the scopes, places and actualities of the two events do.
   */
  readonly from?: string;
  /**
   * Id of the judgement of the same coder on the same pair that this one takes the place of. So what is said, taken back
   * and said again is three records, and not the first one over again.
   */
  readonly answers?: string;
};

/** Whether two judgements say the same of the same pair, whatever they answer. */
export function saysTheSame(a: Omit<Judgement, "id">, b: Omit<Judgement, "id">): boolean {
  return (
    a.coder === b.coder &&
    a.mentions.join("\n") === b.mentions.join("\n") &&
    a.relation === b.relation &&
    a.from === b.from &&
    [...a.reasons].sort().join("\n") === [...b.reasons].sort().join("\n")
  );
}
