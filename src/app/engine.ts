/** Settings of the JavaScript engine. Imported first, so that they hold for all that runs after it, in workers too. */
import { setFlagsFromString } from "node:v8";

/** The engine of Node 20, on which the setting was measured; others keep their own. */
const MEASURED = /^11\./;

/**
 * How many bytes of code a function runs before the engine compiles it with all its skill, three times what V8 takes by
 * itself. The coder has thousands of small functions; compiled early, on little of what they meet, many are compiled again
 * and again, which was a fifth of the processor time of 480 reports (docs/decisions/0039-later-compiling.md).
 */
if (MEASURED.test(process.versions.v8)) setFlagsFromString("--interrupt-budget=400000");
