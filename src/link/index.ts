/** Which mentions of different reports tell one event, and which reports are one origin. */
export { Duplicates, jaccard, originsOf, shinglesOf } from "./duplicates.js";
export type { Linker, LinkMention } from "./linker.js";
export { agencyOf, reportOrigins } from "./origins.js";
export { type StoryReport, storiesOf } from "./stories.js";
export { LINKER, LINKERS, tableLinker } from "./table-linker.js";
