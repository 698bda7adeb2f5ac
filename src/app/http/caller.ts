/** Finds out who asks, by token or cookie, and whether they may. */
import type { Context } from "hono";
import { getCookie } from "hono/cookie";
import { SIGN_IN_COOKIE } from "./openapi.js";
import { Problem } from "./problem.js";
import { type Access, mayUse } from "./roles.js";
import type { Caller, Services } from "./services.js";
import { isSame } from "./sign-ins.js";

/** Whoever sits at the machine of a server without accounts. */
export const LOCAL: Caller = Object.freeze({
  name: "local",
  role: "admin",
  via: "local",
  scope: "write",
  csrf: null,
});

export function callerOf(c: Context, services: Services): Caller | null {
  const { accounts, signIns } = services;
  if (accounts === null) return LOCAL;
  const authorization = c.req.header("authorization");
  if (authorization !== undefined) {
    const token = /^Bearer ([A-Za-z0-9_-]{20,200})$/i.exec(authorization)?.[1];
    const found = token === undefined ? null : accounts.byToken(token);
    if (found === null)
      throw new Problem(
        "not-signed-in",
        "The token is none of this server.",
        "`quipu account token NAME` makes one.",
        {
          headers: { "www-authenticate": "Bearer" },
        },
      );
    return {
      name: found.account.name,
      role: found.account.role,
      via: "token",
      scope: found.scope,
      csrf: null,
    };
  }
  const cookie = getCookie(c, SIGN_IN_COOKIE);
  const signIn = cookie === undefined ? null : signIns.find(cookie, services.now().getTime());
  // An account that was removed or changed since counts as it is now.
  const account = signIn === null ? null : accounts.named(signIn.name);
  // One that was removed and added again, say for another password, begins anew.
  if (signIn === null || account === null || signIn.began < Date.parse(account.created)) return null;
  return { name: account.name, role: account.role, via: "cookie", scope: "write", csrf: signIn.csrf };
}

/** The caller, if the role is enough; else a problem. Writes need the scope, and by cookie the token against cross-site writes. */
export function admit(c: Context, services: Services, access: Access, isWrite: boolean): Caller {
  const caller = callerOf(c, services);
  if (!mayUse(caller?.role ?? null, access)) {
    if (caller === null)
      throw new Problem("not-signed-in", "This needs an account.", "Sign in at /login, or send a token.", {
        headers: { "www-authenticate": "Bearer" },
      });
    throw new Problem(
      "not-allowed",
      `This is for the role ${access}; "${caller.name}" is a ${caller.role}.`,
      "Ask whoever runs the server for another role.",
    );
  }
  const who = caller ?? { ...LOCAL, name: "nobody", role: "reader" as const, scope: "read" as const };
  if (!isWrite) return who;
  if (who.scope !== "write")
    throw new Problem(
      "not-allowed",
      "The token may read only.",
      "Make one with `quipu account token NAME --scope write`.",
    );
  if (who.via === "cookie" && !isSame(c.req.header("x-quipu-csrf") ?? "", who.csrf ?? ""))
    throw new Problem(
      "cross-site",
      "The header X-Quipu-CSRF is missing or old.",
      "Send `csrf` of GET /api/account in it.",
    );
  return who;
}
