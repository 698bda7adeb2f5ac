/** The codebook at run time: load it, check it, tell people about it. (The build step is `compile.ts`.) */
export { checkCodebook } from "./check.js";
export { describeCodebook, describeType, nearestCode } from "./describe.js";
export { readExample, writeExample } from "./example.js";
export type { GeneralRule, Guidance, GuidedCodebook, ValueListName, ValueNote } from "./guidance.js";
export { VALUE_LISTS } from "./guidance.js";
export { loadCodebook } from "./load.js";
