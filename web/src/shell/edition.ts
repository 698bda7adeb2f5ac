/** The edition that is served; pages read it too. */
import type { EditionHead } from "../api/answers.js";
import { load } from "../api/load.js";

export const edition = load<EditionHead>(() => "/api/edition");
