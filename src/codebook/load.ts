/** Loads the compiled codebook that ships with the package. */
import { readFileSync } from "node:fs";
import type { EventType } from "../model/codebook.js";
import { freeze } from "../model/identity.js";
import { dataFile } from "../text/data.js";
import type { Guidance, GuidedCodebook } from "./guidance.js";

/** Name of the compiled codebook in the data folder. */
export const CODEBOOK_FILE = "codebook-protest.json";

/** The compiled form: as `GuidedCodebook`, with the types as a list in the order of the codebook. */
export type CompiledCodebook = {
  readonly id: string;
  readonly types: readonly EventType[];
  readonly guidance: Guidance;
};

let loaded: GuidedCodebook | null = null;

/** The codebook `protest`, read on the first call and kept. Throws with what to do when the package has not been built. */
export function loadCodebook(): GuidedCodebook {
  loaded ??= reviveCodebook(JSON.parse(readFileSync(dataFile(CODEBOOK_FILE), "utf8")));
  return loaded;
}

/** A compiled codebook with its types by code, frozen. */
export function reviveCodebook(compiled: CompiledCodebook): GuidedCodebook {
  const { id, types, guidance } = freeze(compiled);
  return Object.freeze({ id, types: new Map(types.map((type) => [type.code, type])), guidance });
}
