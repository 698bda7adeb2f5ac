/** Who is signed in by cookie: a small file each in QUIPU_HOME, so that a restart signs nobody out and several servers share them. */
import { createHash, createHmac, randomBytes, timingSafeEqual } from "node:crypto";
import { mkdirSync, readdirSync, readFileSync, rmSync, statSync, utimesSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";

/** A sign-in ends after so long without a request, and after so long in any case. */
export const IDLE_MS = 12 * 3_600_000;
export const LONGEST_MS = 7 * 24 * 3_600_000;
const MOST = 10_000;
/** A request is written down at most so often, and files of ended sign-ins are looked for. */
const TOUCH_MS = 60_000;
const SWEEP_MS = 3_600_000;

const rowSchema = z.strictObject({ name: z.string(), began: z.number() });
/** `began`, `used`: milliseconds since 1970. */
export type SignIn = z.infer<typeof rowSchema> & { readonly used: number; readonly csrf: string };

/**
 * The name of a file is the hash of its cookie, and its time when it was used last: who reads the folder has no cookie. One file a
 * sign-in, so that two processes never write the same one.
 */
export class SignIns {
  readonly #folder: string;
  #swept = 0;

  constructor(home: string) {
    this.#folder = join(home, "sign-ins");
  }

  /** Begins one: the value of the cookie. */
  begin(name: string, now: number): string {
    this.#sweep(now);
    const cookie = randomBytes(32).toString("base64url");
    mkdirSync(this.#folder, { recursive: true, mode: 0o700 });
    const file = this.#fileOf(cookie);
    writeFileSync(file, JSON.stringify({ name, began: now }), { mode: 0o600, flag: "wx" });
    touch(file, now);
    return cookie;
  }

  /** The sign-in of a cookie, or null where there is none or it has ended. */
  find(cookie: string, now: number): SignIn | null {
    const file = this.#fileOf(cookie);
    const row = read(file);
    if (row === null) return null;
    if (hasEnded(row, now)) {
      rmSync(file, { force: true });
      return null;
    }
    if (now - row.used > TOUCH_MS) touch(file, now);
    return { ...row, csrf: csrfOf(cookie) };
  }

  end(cookie: string): void {
    rmSync(this.#fileOf(cookie), { force: true });
  }

  /** Ends all of an account: how many there were. */
  endAll(name: string): number {
    const own = this.#files().filter((file) => read(file)?.name === name);
    for (const file of own) rmSync(file, { force: true });
    return own.length;
  }

  /** Takes away what has ended, and the oldest where there are too many. */
  #sweep(now: number): void {
    if (now - this.#swept < SWEEP_MS) return;
    this.#swept = now;
    const rows = this.#files().map((file) => ({ file, row: read(file) }));
    const live = rows
      .filter(({ row }) => row !== null && !hasEnded(row, now))
      .sort((a, b) => b.row!.used - a.row!.used)
      .slice(0, MOST);
    const kept = new Set(live.map(({ file }) => file));
    for (const { file } of rows) if (!kept.has(file)) rmSync(file, { force: true });
  }

  #files(): string[] {
    try {
      return readdirSync(this.#folder).map((name) => join(this.#folder, name));
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === "ENOENT") return [];
      throw error;
    }
  }

  #fileOf(cookie: string): string {
    return join(this.#folder, createHash("sha256").update(cookie).digest("hex"));
  }
}

/** Null where there is no such file, or none that this version wrote. */
function read(file: string): Omit<SignIn, "csrf"> | null {
  try {
    const used = statSync(file).mtimeMs;
    return { ...rowSchema.parse(JSON.parse(readFileSync(file, "utf8"))), used };
  } catch {
    return null;
  }
}

function touch(file: string, now: number): void {
  try {
    utimesSync(file, now / 1000, now / 1000);
  } catch (error) {
    // Signed out by another process just now.
    if ((error as NodeJS.ErrnoException).code !== "ENOENT") throw error;
  }
}

/** The token of writes follows from the cookie, which no other site knows. */
const csrfOf = (cookie: string) => createHmac("sha256", cookie).update("quipu csrf").digest("base64url");

type Times = Pick<SignIn, "began" | "used">;
const hasEnded = ({ began, used }: Times, now: number) => now - used > IDLE_MS || now - began > LONGEST_MS;

/** Compares two secrets in a time that does not tell where they differ. */
export function isSame(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => createHash("sha256").update(text).digest());
  return timingSafeEqual(x!, y!);
}
