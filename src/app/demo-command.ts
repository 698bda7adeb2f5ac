/** `quipu demo`: codes the reports that come with the package and prints their records. */
import { existsSync } from "node:fs";
import { dataFile } from "../text/data.js";
import { codeCommand } from "./code-command.js";
import { UsageError } from "./options.js";
import { SAMPLE_FILE } from "./sample.js";

const WELCOME = `
These reports come with quipu. Below, each becomes a record: what happened, when, where,
who took part and how many. The words in «guillemets» are the report's own: every value
rests on words that you can check, and what the words leave open stays open.

`;
const FAREWELL = `Next:
  quipu code report.txt --published 2023-07-22    code a report of your own
  quipu code press/*.jsonl > codings.ndjson       code an archive, a coding a line
  quipu codebook show PRO.BLOCK                   what counts as an event, with examples
`;

export type DemoOptions = { readonly format?: string; readonly quiet?: boolean };

/** Exit code: 0 done; 2 when the reports are not there. */
export async function demoCommand({ format = "record", quiet = false }: DemoOptions): Promise<number> {
  const sample = dataFile(SAMPLE_FILE);
  if (!existsSync(sample))
    throw new UsageError("The bundled reports are missing. Run `npm run build` once and try again.");
  if (!quiet) process.stderr.write(WELCOME.slice(1));
  const code = await codeCommand([sample], { format, quiet: true });
  if (!quiet) process.stderr.write(FAREWELL);
  return code === 2 ? 2 : 0;
}
