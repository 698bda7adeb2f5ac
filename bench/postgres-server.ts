/** A PostgreSQL server of our own for tests and benches: temporary, on a socket, gone when it is stopped. */
import { type ChildProcess, execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import { chownSync, existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import pg from "pg";

export type PostgresServer = {
  /** Makes a fresh database and returns its address. */
  database(): Promise<string>;
  /** Ends the server at once, without a checkpoint, as a crash would. */
  crash(): Promise<void>;
  start(): Promise<void>;
  stop(): Promise<void>;
};

/** Null where this machine has no server program; never null in continuous integration. */
export function postgresProgram(): string | null {
  const folders = ["/usr/lib/postgresql/17/bin", "/usr/lib/postgresql/16/bin", "/usr/lib/postgresql/15/bin"];
  try {
    folders.unshift(execFileSync("pg_config", ["--bindir"], { encoding: "utf8" }).trim());
  } catch {
    // Only the tools for building against it would have it.
  }
  const found = folders.find(
    (folder) => existsSync(join(folder, "initdb")) && existsSync(join(folder, "postgres")),
  );
  if (found === undefined && process.env.CI === "true")
    throw new Error("Continuous integration needs PostgreSQL: install the package postgresql.");
  return found ?? null;
}

/** Starts a server. `sync` false is faster, and safe while the machine itself does not crash. */
export async function postgresServer({ sync = false } = {}): Promise<PostgresServer> {
  const program = postgresProgram();
  if (program === null) throw new Error("No PostgreSQL here.");
  const folder = mkdtempSync(join(tmpdir(), "quipu-postgres-"));
  // PostgreSQL does not run as root.
  const owner: { uid?: number; gid?: number } = process.getuid?.() === 0 ? account("postgres") : {};
  if (owner.uid !== undefined && owner.gid !== undefined) chownSync(folder, owner.uid, owner.gid);
  const data = join(folder, "data");
  const options = ["-D", data, "-U", "quipu", "-A", "trust", "-E", "UTF8", "--no-locale", "--no-sync"];
  execFileSync(join(program, "initdb"), options, { ...owner, cwd: folder, stdio: "pipe" });
  const url = (database: string) =>
    `postgresql://quipu@localhost/${database}?host=${encodeURIComponent(folder)}`;

  let server: ChildProcess | null = null;
  let count = 0;
  const end = async (signal: NodeJS.Signals) => {
    if (server === null) return;
    const ended = once(server, "exit");
    server.kill(signal);
    await ended;
    server = null;
  };
  const kill = () => server?.kill("SIGQUIT");
  process.once("exit", kill);
  const start = async () => {
    server = spawn(
      join(program, "postgres"),
      ["-D", data, "-k", folder, "-c", "listen_addresses=", "-c", `fsync=${sync ? "on" : "off"}`],
      { ...owner, cwd: folder, stdio: "ignore" },
    );
    for (let tries = 0; ; tries++) {
      const client = new pg.Client({ connectionString: url("postgres") });
      try {
        await client.connect();
        await client.end();
        return;
      } catch (error) {
        if (tries > 150) throw error;
        await sleep(100);
      }
    }
  };
  await start();
  return {
    start,
    crash: () => end("SIGQUIT"),
    database: async () => {
      const name = `store_${++count}`;
      const client = new pg.Client({ connectionString: url("postgres") });
      await client.connect();
      await client.query(`create database ${name}`);
      await client.end();
      return url(name);
    },
    stop: async () => {
      await end("SIGINT");
      process.off("exit", kill);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function account(name: string): { uid: number; gid: number } {
  const id = (what: string) => Number(execFileSync("id", [what, name], { encoding: "utf8" }));
  return { uid: id("-u"), gid: id("-g") };
}
