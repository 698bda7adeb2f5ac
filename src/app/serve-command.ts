/** `quipu serve`: the API, the atlas and the review desk on one address. */
import { existsSync, readFileSync } from "node:fs";
import { isIP } from "node:net";
import { fileURLToPath } from "node:url";
import ipaddr from "ipaddr.js";
import { Accounts } from "./http/accounts.js";
import { app } from "./http/app.js";
import { type Opening, openServices } from "./http/open-services.js";
import { serve } from "./http/serve.js";
import type { Services } from "./http/services.js";
import { homeOf } from "./open-store.js";
import { UsageError, wholeNumber } from "./options.js";

export type ServeOptions = { readonly host: string; readonly port: string; readonly url?: string };

const SHUT_DOWN = ["SIGINT", "SIGTERM"] as const;

/** Runs until it is told to stop. Throws a `UsageError` for what makes no sense, or is not safe. */
export async function serveCommand(options: ServeOptions, version: string): Promise<number> {
  const host = options.host.replace(/^\[(.*)\]$/, "$1");
  const port = wholeNumber("--port", options.port, 0, 65_535);
  const publicUrl = publicUrlOf(options.url ?? process.env.QUIPU_PUBLIC_URL);
  if ((!isLoopbackHost(host) || publicUrl !== null) && new Accounts(homeOf(process.env)).all().length === 0)
    throw new UsageError(
      `${publicUrl ?? host} can be reached from other machines, and there are no accounts: anybody could read and write. Add one (quipu account add NAME --role admin), or leave --host and --url out.`,
    );
  const server = await startServer({ env: process.env, host, port, publicUrl, version });
  const who = server.services.accounts === null ? "Only this machine can reach it." : "Accounts are needed.";
  process.stderr.write(`Quipu is at ${server.address} ${who} Stop with Ctrl-C.\n`);
  if (!isLoopbackHost(host) && publicUrl === null)
    process.stderr.write(
      "Browsers keep a sign-in only over HTTPS, and plain HTTP shows passwords and tokens to the network: put a proxy before it, and say its address with --url https://… (docs/accounts.md).\n",
    );
  server.services.jobs.start("refresh", server.services.refresh);
  await stopped();
  await server.close();
  return 0;
}

export type ServerSettings = {
  readonly env: Opening["env"];
  readonly host: string;
  /** 0 takes any that is free. */
  readonly port: number;
  readonly publicUrl: string | null;
  readonly version: string;
};
export type StartedServer = {
  readonly services: Services;
  /** Where a browser finds it, with a slash at the end. */
  readonly address: string;
  close(): Promise<void>;
};

/** Throws a `UsageError` where the address cannot be had. */
export async function startServer({
  env,
  host,
  port,
  publicUrl,
  version,
}: ServerSettings): Promise<StartedServer> {
  const log = (line: string) => process.stderr.write(`${new Date().toISOString()} ${line}\n`);
  const about = { env, isLoopback: isLoopbackHost(host), publicUrl, version, log };
  const opening = { ...about, web: webFolder(), renewEntry: renewEntry() };
  const { services, close } = await openServices(opening);
  const running = await serve(app(services), { host, port }).catch(async (error: NodeJS.ErrnoException) => {
    await close();
    throw error.code === "EADDRINUSE"
      ? new PortTaken(`Port ${port} is taken. Choose another with --port; 0 takes any that is free.`)
      : new UsageError(
          `${host}:${port} cannot be opened (${error.code ?? error.message}). Choose another with --host and --port.`,
        );
  });
  const shown = host.includes(":") ? `[${host}]` : host;
  return {
    services,
    address: `${publicUrl ?? `http://${shown}:${running.port}`}/`,
    async close() {
      await running.close();
      await close();
    },
  };
}

/** Somebody else listens there. */
export class PortTaken extends UsageError {}

/** A second signal ends the process at once. */
export function stopped(): Promise<void> {
  return new Promise((resolve) => {
    process.removeAllListeners("SIGINT");
    for (const signal of SHUT_DOWN)
      process.once(signal, () => {
        for (const other of SHUT_DOWN) process.once(other, () => process.exit(130));
        resolve();
      });
  });
}

/** Whether only this machine can reach an address. A name is believed only where it is `localhost`. */
export function isLoopbackHost(host: string): boolean {
  if (host === "localhost") return true;
  return isIP(host) !== 0 && ipaddr.process(host).range() === "loopback";
}

function publicUrlOf(url: string | undefined): string | null {
  if (!url) return null;
  const parsed = URL.canParse(url) ? new URL(url) : null;
  if (
    parsed === null ||
    !/^https?:$/.test(parsed.protocol) ||
    parsed.pathname !== "/" ||
    parsed.search !== ""
  )
    throw new UsageError(
      `"${url}" is no address at which browsers could reach the server. Write it as https://quipu.example.org, without a path.`,
    );
  return parsed.origin;
}

/** The built file of the process in which editions are made, seen from the build and from the source; null where nothing is built. */
export function renewEntry(): URL | null {
  const entries = ["./http/renew-worker.js", "../../dist/src/app/http/renew-worker.js"];
  return entries.map((path) => new URL(path, import.meta.url)).find((url) => existsSync(url)) ?? null;
}

/** `dist/web`, seen from the source and from the build. */
function webFolder(): string {
  const folders = ["../../web", "../../dist/web"].map((path) =>
    fileURLToPath(new URL(path, import.meta.url)),
  );
  return folders.find((folder) => existsSync(`${folder}/index.html`) && isBuilt(folder)) ?? folders[0]!;
}

/** The sources of the web have an `index.html` too, which names files that only a build makes sense of. */
const isBuilt = (folder: string) => !readFileSync(`${folder}/index.html`, "utf8").includes("/src/main");
