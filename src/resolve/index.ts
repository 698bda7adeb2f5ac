/** From the records of a log to an edition. */
export { type Change, diff } from "./diff.js";
export { byDate, type EditionOptions, edition, published } from "./edition.js";
export { type Names, name } from "./name.js";
export { POLICIES, policyOf, sizeCategory } from "./policies.js";
export type { Policy } from "./policy.js";
export { type Records, type Resolved, type ResolvedEvent, resolve } from "./resolve.js";
export type { Telling } from "./tellings.js";
export { dayInWords, figureInWords, figureName, figureOfEvent, titleOf } from "./titles.js";
