/** The accounts of a server: one file in QUIPU_HOME, readable by its owner only. Passwords are argon2id hashes, tokens SHA-256. */
import { createHash, randomBytes } from "node:crypto";
import { mkdirSync, readFileSync, renameSync, statSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { hash, verify } from "@node-rs/argon2";
import { z } from "zod";
import { UsageError } from "../options.js";
import { ROLES, type Role } from "./roles.js";

export const SCOPES_OF_TOKENS = ["read", "write"] as const;
export type TokenScope = (typeof SCOPES_OF_TOKENS)[number];

const tokenRow = z.strictObject({
  id: z.string(),
  sha256: z.string(),
  scope: z.enum(SCOPES_OF_TOKENS),
  created: z.string(),
});
const accountRow = z.strictObject({
  name: z.string(),
  role: z.enum(ROLES),
  /** Argon2id, or null for who comes by OIDC or by token only. */
  password: z.string().nullable(),
  created: z.string(),
  tokens: z.array(tokenRow),
});
const fileSchema = z.strictObject({ version: z.literal(1), accounts: z.array(accountRow) });

export type Account = z.infer<typeof accountRow>;
type Write = (accounts: readonly Account[]) => readonly Account[];

/** Names go into the log as `human:NAME`. */
export const ACCOUNT_NAME = /^[a-z0-9][a-z0-9._-]{0,49}$/;
export const LEAST_PASSWORD = 10;
/** What OWASP's cheat sheet on password storage asks for: 19 MiB, two passes. */
const ARGON2ID = { algorithm: 2, memoryCost: 19_456, timeCost: 2, parallelism: 1 } as const;
/** So that an unknown name takes as long as a wrong password. */
const NOBODY = hash(randomBytes(16), ARGON2ID);

export const sha256Of = (text: string) => createHash("sha256").update(text).digest("hex");

export class Accounts {
  readonly path: string;
  #rows: readonly Account[] = [];
  #seen = "";

  constructor(home: string) {
    this.path = join(home, "accounts.json");
  }

  /** All accounts, read again when the file has changed. Throws a `UsageError` where the file is open to others or damaged. */
  all(): readonly Account[] {
    const state = statSync(this.path, { throwIfNoEntry: false });
    const seen = state === undefined ? "" : `${state.mtimeMs} ${state.size} ${state.ino} ${state.mode}`;
    if (seen === this.#seen) return this.#rows;
    this.#rows = state === undefined ? [] : this.#read(state.mode);
    this.#seen = seen;
    return this.#rows;
  }

  named(name: string): Account | null {
    return this.all().find((account) => account.name === name) ?? null;
  }

  /** The account whose password this is, or null. Takes as long for a name that nobody has. */
  async signIn(name: string, password: string): Promise<Account | null> {
    const account = this.named(name);
    const right = await verify(account?.password ?? (await NOBODY), password).catch(() => false);
    return right && account?.password != null ? account : null;
  }

  /** The account of an API token and what the token may do, or null. */
  byToken(token: string): { readonly account: Account; readonly scope: TokenScope } | null {
    const sha256 = sha256Of(token);
    for (const account of this.all())
      for (const row of account.tokens) if (row.sha256 === sha256) return { account, scope: row.scope };
    return null;
  }

  /** `password` null: the account can be used by token or OIDC only. */
  async add(name: string, role: Role, password: string | null, now: Date): Promise<void> {
    if (!ACCOUNT_NAME.test(name))
      throw new UsageError(
        `"${name}" cannot be the name of an account. Use small letters, digits, dots and dashes, at most 50.`,
      );
    if (password !== null && password.length < LEAST_PASSWORD)
      throw new UsageError(
        `The password has ${password.length} characters. Give at least ${LEAST_PASSWORD}; several words are fine.`,
      );
    if (this.named(name) !== null)
      throw new UsageError(`There is an account "${name}" already. Remove it first, or choose another name.`);
    const hashed = password === null ? null : await hash(password, ARGON2ID);
    const account = { name, role, password: hashed, created: now.toISOString(), tokens: [] };
    this.#write((accounts) => [...accounts, account]);
  }

  remove(name: string): void {
    this.#known(name);
    this.#write((accounts) => accounts.filter((account) => account.name !== name));
  }

  /** Makes an API token. It is returned once and kept as a hash only. */
  addToken(name: string, scope: TokenScope, now: Date): string {
    this.#known(name);
    const token = `quipu_${randomBytes(32).toString("base64url")}`;
    const row = {
      id: randomBytes(4).toString("hex"),
      sha256: sha256Of(token),
      scope,
      created: now.toISOString(),
    };
    this.#write((accounts) =>
      accounts.map((account) =>
        account.name === name ? { ...account, tokens: [...account.tokens, row] } : account,
      ),
    );
    return token;
  }

  /** Takes back a token, by its id. */
  removeToken(name: string, id: string): void {
    const account = this.#known(name);
    if (!account.tokens.some((token) => token.id === id))
      throw new UsageError(
        `The account "${name}" has no token "${id}". \`quipu account list\` shows those it has.`,
      );
    this.#write((accounts) =>
      accounts.map((row) =>
        row.name === name ? { ...row, tokens: row.tokens.filter((token) => token.id !== id) } : row,
      ),
    );
  }

  #known(name: string): Account {
    const account = this.named(name);
    if (account === null)
      throw new UsageError(`There is no account "${name}". \`quipu account list\` shows those there are.`);
    return account;
  }

  #read(mode: number): readonly Account[] {
    if (process.platform !== "win32" && (mode & 0o077) !== 0)
      throw new UsageError(
        `Others can read "${this.path}", which holds hashes of passwords. Run: chmod 600 "${this.path}"`,
      );
    try {
      return fileSchema.parse(JSON.parse(readFileSync(this.path, "utf8"))).accounts;
    } catch {
      throw new UsageError(
        `"${this.path}" is no file of accounts that this version can read. Restore it, or remove it and add the accounts anew.`,
      );
    }
  }

  /** Writes beside the file and renames, so that a reader never sees half of it. */
  #write(change: Write): void {
    const accounts = change(this.all());
    mkdirSync(join(this.path, ".."), { recursive: true, mode: 0o700 });
    const beside = `${this.path}.${process.pid}.new`;
    writeFileSync(beside, `${JSON.stringify({ version: 1, accounts }, null, 2)}\n`, { mode: 0o600 });
    renameSync(beside, this.path);
    this.#seen = "";
  }
}
