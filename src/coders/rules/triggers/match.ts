/** Words of a report that matched a trigger, and what is told around them. */

/** Words that matched a trigger, before it is known whether they tell an event. */
export type Match = {
  /** Token range `[first, last)` of the trigger, and the token that governs the others. */
  readonly first: number;
  readonly last: number;
  readonly head: number;
  readonly sentence: number;
};

/** What the rest of the report tells: families and types found near a sentence, or anywhere. */
export type Surroundings = {
  within(sentence: number, code: string): boolean;
  near(sentence: number, code: string): boolean;
  anywhere(code: string): boolean;
};

export const NOWHERE: Surroundings = { within: () => false, near: () => false, anywhere: () => false };
