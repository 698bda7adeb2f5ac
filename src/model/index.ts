/** The nouns of Quipu, what makes two of them the same, and the gate for codings. */
export * from "./accept.js";
export * from "./codebook.js";
export * from "./coding.js";
export * from "./edition.js";
export * from "./finding-codes.js";
export * from "./identity.js";
export * from "./judgement.js";
export * from "./log.js";
export * from "./report.js";
export * from "./span.js";
export * from "./story.js";
