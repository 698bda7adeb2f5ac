/** `quipu demo`: takes the bundled reports into a fresh store and shows the atlas; or prints their records. */
import { spawn } from "node:child_process";
import { existsSync } from "node:fs";
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Views } from "../store/store.js";
import { dataFile } from "../text/data.js";
import { addCommand } from "./add-command.js";
import { codeCommand } from "./code-command.js";
import { UsageError, wholeNumber } from "./options.js";
import { SAMPLE_FILE } from "./sample.js";
import { PortTaken, type StartedServer, startServer, stopped } from "./serve-command.js";

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

export type DemoOptions = {
  /** Print the codings in this form instead of serving them. */
  readonly format?: string;
  readonly quiet?: boolean;
  readonly port: string;
  /** Whether a browser is opened, where there is somebody to look. */
  readonly open: boolean;
};

/** Exit code: 0 done; 2 when the reports are not there. Serves until it is told to stop. */
export async function demoCommand(options: DemoOptions, version: string): Promise<number> {
  const sample = dataFile(SAMPLE_FILE);
  if (!existsSync(sample))
    throw new UsageError("The bundled reports are missing. Run `npm run build` once and try again.");
  return options.format === undefined ? atlas(sample, options, version) : records(sample, options);
}

async function records(sample: string, { format, quiet = false }: DemoOptions): Promise<number> {
  if (!quiet) process.stderr.write(WELCOME.slice(1));
  const code = await codeCommand([sample], { format: format!, quiet: true });
  if (!quiet) process.stderr.write(FAREWELL);
  return code === 2 ? 2 : 0;
}

/** The store is of this run alone: a folder of its own, gone when the demo ends. */
async function atlas(sample: string, options: DemoOptions, version: string): Promise<number> {
  const port = wholeNumber("--port", options.port, 0, 65_535);
  const say = (words: string) => {
    if (!options.quiet) process.stderr.write(words);
  };
  const home = await mkdtemp(join(tmpdir(), "quipu-demo-"));
  const env = { QUIPU_HOME: home };
  try {
    say("Reading and coding the reports that come with quipu …\n");
    await addCommand([sample], { quiet: true }, env);
    const server = await startFree(env, port, version);
    try {
      const made = server.services.jobs.start("edition", server.services.publish(null, "quipu"));
      await server.services.jobs.idle();
      const { state, findings } = server.services.jobs.get(made.id)!;
      if (state === "failed")
        throw new Error(`The edition of the demo could not be made: ${findings[0]?.message ?? "see above"}`);
      const taken = new URL(server.address).port;
      if (port !== 0 && taken !== String(port))
        say(
          `Port ${port} is taken by another program, perhaps another demo; this one is at port ${taken}.\n`,
        );
      const disputed = await firstInConflict(server.services.views);
      const shown = `${server.address}${disputed === null ? "" : `?event=${disputed}`}`;
      process.stdout.write(`${server.address}\n`);
      say(
        "The atlas is at the address above; only this machine can reach it. On the march in Lima two outlets\n" +
          `do not agree; who says what, in whose words:\n  ${shown}\n` +
          "What you do is kept until you stop it with Ctrl-C. `quipu demo --format record` prints the records instead.\n",
      );
      if (options.open && process.stdout.isTTY) openBrowser(shown);
      await stopped();
    } finally {
      await server.close();
    }
  } finally {
    await rm(home, { recursive: true, force: true });
  }
  return 0;
}

/** The event on which the sources contradict each other: what a demo is for. */
async function firstInConflict(views: Views): Promise<string | null> {
  for await (const { id, figures } of views.all()) if (figures.some(({ conflict }) => conflict)) return id;
  return null;
}

/** On the usual port, or on any that is free where that one is taken. */
function startFree(
  env: { readonly QUIPU_HOME: string },
  port: number,
  version: string,
): Promise<StartedServer> {
  const settings = { env, host: "127.0.0.1", publicUrl: null, version };
  return startServer({ ...settings, port }).catch((error: unknown) => {
    if (!(error instanceof PortTaken)) throw error;
    return startServer({ ...settings, port: 0 });
  });
}

const OPENERS: Readonly<Partial<Record<NodeJS.Platform, readonly [command: string, ...args: string[]]>>> = {
  darwin: ["open"],
  win32: ["cmd", "/c", "start", ""],
};

/** Where there is no browser nothing happens: the address is there to be copied. */
function openBrowser(address: string): void {
  if (process.platform === "linux" && !process.env.DISPLAY && !process.env.WAYLAND_DISPLAY) return;
  const [command, ...args] = OPENERS[process.platform] ?? ["xdg-open"];
  const child = spawn(command, [...args, address], { detached: true, stdio: "ignore" });
  child.on("error", () => {});
  child.unref();
}
