/** Who is signed in by cookie. Kept in memory: after a restart people sign in again. */
import { createHash, randomBytes, timingSafeEqual } from "node:crypto";

/** A sign-in ends after so long without a request, and after so long in any case. */
export const IDLE_MS = 12 * 3_600_000;
export const LONGEST_MS = 7 * 24 * 3_600_000;
const MOST = 10_000;

type SignIn = { readonly name: string; readonly csrf: string; readonly began: number; used: number };

export class SignIns {
  /** By the hash of the cookie, so that nobody who reads the memory of the map has a cookie. */
  readonly #rows = new Map<string, SignIn>();

  /** Begins one: the value of the cookie. */
  begin(name: string, now: number): string {
    const cookie = randomBytes(32).toString("base64url");
    this.#rows.set(hashOf(cookie), {
      name,
      csrf: randomBytes(24).toString("base64url"),
      began: now,
      used: now,
    });
    for (const [key, row] of this.#rows) {
      if (this.#rows.size <= MOST && !hasEnded(row, now)) break;
      this.#rows.delete(key);
    }
    return cookie;
  }

  find(cookie: string, now: number): { readonly name: string; readonly csrf: string } | null {
    const key = hashOf(cookie);
    const row = this.#rows.get(key);
    if (row === undefined) return null;
    if (hasEnded(row, now)) {
      this.#rows.delete(key);
      return null;
    }
    row.used = now;
    return row;
  }

  end(cookie: string): void {
    this.#rows.delete(hashOf(cookie));
  }
}

const hasEnded = ({ began, used }: SignIn, now: number) => now - used > IDLE_MS || now - began > LONGEST_MS;
const hashOf = (cookie: string) => createHash("sha256").update(cookie).digest("base64url");

/** Compares two secrets in a time that does not tell where they differ. */
export function isSame(a: string, b: string): boolean {
  const [x, y] = [a, b].map((text) => createHash("sha256").update(text).digest());
  return timingSafeEqual(x!, y!);
}
