/** `quipu account`: who may use a server, and their API tokens. */
import { createInterface } from "node:readline/promises";
import { Writable } from "node:stream";
import { Accounts, SCOPES_OF_TOKENS } from "./http/accounts.js";
import { mayUse, ROLES } from "./http/roles.js";
import { SignIns } from "./http/sign-ins.js";
import { homeOf } from "./open-store.js";
import { oneOf, UsageError } from "./options.js";
import { write } from "./output.js";

export const ACCOUNT_ACTIONS = ["add", "list", "remove", "sign-out", "token", "revoke"] as const;

export type AccountOptions = {
  readonly role?: string;
  readonly scope?: string;
  /** No password: the account signs in by OIDC, or by token. */
  readonly password?: boolean;
  readonly json?: boolean;
};

/** Throws a `UsageError` for what makes no sense. */
export async function accountCommand(
  action: string,
  name: string | undefined,
  token: string | undefined,
  options: AccountOptions,
): Promise<number> {
  const accounts = new Accounts(homeOf(process.env));
  const signIns = new SignIns(homeOf(process.env));
  const what = oneOf("The action", action, ACCOUNT_ACTIONS);
  if (what === "list") return list(accounts, options.json ?? false);
  if (name === undefined) throw new UsageError(`Whom? Write: quipu account ${what} NAME`);
  if (what === "add") {
    if (options.role === undefined)
      throw new UsageError(`What may "${name}" do? Add --role: one of ${ROLES.join(", ")}.`);
    const role = oneOf("--role", options.role, ROLES);
    const password = options.password === false ? null : await readPassword();
    await accounts.add(name, role, password, new Date());
    process.stderr.write(`${name} may sign in as ${role}.\n`);
  } else if (what === "remove") {
    accounts.remove(name);
    signIns.endAll(name);
    process.stderr.write(`${name} may not sign in any more. What ${name} wrote stays in the log.\n`);
  } else if (what === "sign-out") {
    if (accounts.named(name) === null)
      throw new UsageError(`There is no account "${name}". \`quipu account list\` shows those there are.`);
    const ended = signIns.endAll(name);
    process.stderr.write(
      `${name} is signed out everywhere (${ended}). Tokens still work: revoke them one by one.\n`,
    );
  } else if (what === "token") {
    const scope = oneOf("--scope", options.scope ?? "read", SCOPES_OF_TOKENS);
    const role = accounts.named(name)?.role ?? null;
    if (scope === "write" && role !== null && !mayUse(role, "coder"))
      throw new UsageError(
        `${name} is a ${role} and may write nothing, so a token of ${name} could not either. Leave --scope out, or make the token for a coder.`,
      );
    await write(`${accounts.addToken(name, scope, new Date())}\n`);
    process.stderr.write("Keep it: it is shown once. Send it as: Authorization: Bearer TOKEN\n");
  } else {
    if (token === undefined) throw new UsageError(`Which one? Write: quipu account revoke ${name} TOKEN-ID`);
    accounts.removeToken(name, token);
    process.stderr.write(`The token ${token} of ${name} does not work any more.\n`);
  }
  return 0;
}

async function list(accounts: Accounts, json: boolean): Promise<number> {
  const rows = accounts.all().map(({ name, role, password, created, tokens }) => ({
    name,
    role,
    password: password !== null,
    created,
    tokens: tokens.map(({ id, scope, created }) => ({ id, scope, created })),
  }));
  if (json) {
    await write(`${JSON.stringify(rows)}\n`);
    return 0;
  }
  if (rows.length === 0)
    process.stderr.write("There are no accounts. Add one: quipu account add NAME --role admin\n");
  for (const { name, role, password, tokens } of rows) {
    await write(`${name.padEnd(20)} ${role.padEnd(12)} ${password ? "password" : "no password"}\n`);
    for (const { id, scope, created } of tokens)
      await write(`  token ${id}  ${scope}  ${created.slice(0, 10)}\n`);
  }
  return 0;
}

/** The password: twice and unseen on a terminal, else the first line of standard input. */
async function readPassword(): Promise<string> {
  if (!process.stdin.isTTY) {
    for await (const line of createInterface({ input: process.stdin })) return line;
    throw new UsageError("No password came in on standard input. Write it there, or give --no-password.");
  }
  const unseen = new Writable({ write: (_chunk, _encoding, done) => done() });
  const terminal = createInterface({ input: process.stdin, output: unseen, terminal: true });
  const ask = async (question: string) => {
    process.stderr.write(question);
    const answer = await terminal.question("");
    process.stderr.write("\n");
    return answer;
  };
  try {
    const password = await ask("Password: ");
    if ((await ask("Again: ")) !== password) throw new UsageError("The two are not the same. Try again.");
    return password;
  } finally {
    terminal.close();
  }
}
