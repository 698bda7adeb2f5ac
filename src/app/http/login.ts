/** Signing in and out: a plain page with a form, the cookie, and the way through an OpenID Connect provider. */
import type { Context, Hono } from "hono";
import { deleteCookie, getCookie, setCookie } from "hono/cookie";
import { html } from "hono/html";
import { Slots } from "../slots.js";
import { admit } from "./caller.js";
import { loginBody } from "./desk-answers.js";
import { LoginTries } from "./login-tries.js";
import type { Flow, Oidc } from "./oidc.js";
import { SIGN_IN_COOKIE } from "./openapi.js";
import { Problem } from "./problem.js";
import { addressOf } from "./proxies.js";
import { readBody } from "./read-request.js";
import type { Services } from "./services.js";
import { isSame, LONGEST_MS } from "./sign-ins.js";

const FLOW_COOKIE = "__Host-quipu-oidc";
const COOKIE = { path: "/", secure: true, httpOnly: true, sameSite: "Strict" } as const;

/** Only addresses of this server: a path, and no other host dressed as one. */
export function localPath(to: string | undefined): string {
  return to !== undefined && /^\/(?![/\\])[\x21-\x5b\x5d-\x7e]*$/.test(to) ? to : "/";
}

function page(to: string, trouble: string | null, oidc: Oidc | null) {
  return html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>Quipu: sign in</title></head>
<body><main><h1>Quipu</h1>
${trouble === null ? "" : html`<p role="alert">${trouble}</p>`}
<form method="post" action="/login">
<p><label>Name <input name="name" autocomplete="username" required autofocus></label></p>
<p><label>Password <input name="password" type="password" autocomplete="current-password" required></label></p>
<input type="hidden" name="to" value="${to}"><p><button>Sign in</button></p></form>
${oidc === null ? "" : html`<p><a href="/login/oidc?to=${encodeURIComponent(to)}">Sign in with your organisation</a></p>`}
</main></body></html>`;
}

/** Adds the routes. Without accounts there are none of them. */
export function addLogin(server: Hono, services: Services): void {
  const { accounts, signIns, oidc, now, proxies } = services;
  if (accounts === null) return;
  const tries = new LoginTries();
  /** Each hash takes 19 MiB: few at a time. */
  const hashing = new Slots(2);

  const begin = (c: Context, name: string) =>
    setCookie(c, SIGN_IN_COOKIE, signIns.begin(name, now().getTime()), {
      ...COOKIE,
      maxAge: LONGEST_MS / 1000,
    });

  server.get("/login", (c) => c.html(page(localPath(c.req.query("to")), null, oidc)));

  server.post("/login", async (c) => {
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(c.req.header("content-type") ?? "");
    const given = isForm ? Object.fromEntries(new URLSearchParams(await c.req.text())) : await jsonOf(c);
    const { to, ...rest } = given as { to?: string };
    const { name, password } = readBody(loginBody, rest);
    const from = addressOf(c, proxies);
    const wait = tries.begin(name, from, now().getTime());
    if (wait > 0)
      throw new Problem(
        "too-many",
        "Too many wrong tries to sign in.",
        `Wait ${Math.ceil(wait / 60)} minutes.`,
        {
          headers: { "retry-after": String(wait) },
        },
      );
    const account = await hashing.run(() => accounts.signIn(name, password));
    if (account === null) {
      services.log(`sign-in refused: ${JSON.stringify(name)} from ${from}`);
      const trouble = "The name or the password is wrong.";
      if (isForm) return c.html(page(localPath(to), trouble, oidc), 401);
      throw new Problem("not-signed-in", trouble, "Try again, or ask whoever runs the server.");
    }
    tries.right(name, from, now().getTime());
    begin(c, account.name);
    return isForm ? c.redirect(localPath(to), 303) : c.body(null, 204);
  });

  // `?everywhere=1`: wherever else this account is signed in, too.
  server.post("/logout", (c) => {
    const { name } = admit(c, services, "reader", true);
    const cookie = getCookie(c, SIGN_IN_COOKIE);
    if (c.req.query("everywhere") === "1") signIns.endAll(name);
    else if (cookie !== undefined) signIns.end(cookie);
    deleteCookie(c, SIGN_IN_COOKIE, COOKIE);
    return c.body(null, 204);
  });

  if (oidc === null) return;
  const redirect = (c: Context) => `${services.publicUrl ?? new URL(c.req.url).origin}/login/oidc/callback`;

  server.get("/login/oidc", async (c) => {
    const { address, flow } = await oidc.begin(redirect(c)).catch((error: unknown) => {
      services.log(`the OpenID Connect provider does not answer: ${wordsOf(error)}`);
      throw new Problem(
        "not-ready",
        "The provider that signs people in here does not answer.",
        "Try again in a moment, or sign in by password.",
        { headers: { "retry-after": "30" } },
      );
    });
    const kept = JSON.stringify({ ...flow, to: localPath(c.req.query("to")) });
    // Lax, because the browser comes back from another site.
    setCookie(c, FLOW_COOKIE, Buffer.from(kept).toString("base64url"), {
      ...COOKIE,
      sameSite: "Lax",
      maxAge: 600,
    });
    return c.redirect(address, 302);
  });

  server.get("/login/oidc/callback", async (c) => {
    const flow = flowOf(getCookie(c, FLOW_COOKIE));
    deleteCookie(c, FLOW_COOKIE, COOKIE);
    const state = c.req.query("state") ?? "";
    if (flow === null || !isSame(state, flow.state))
      throw new Problem(
        "not-signed-in",
        "This sign-in was not begun in this browser.",
        "Begin again at /login.",
      );
    const back = new URL(redirect(c));
    back.search = new URL(c.req.url).search;
    const name = await oidc.finish(back, flow).catch((error: unknown) => {
      services.log(`the answer of the OpenID Connect provider does not hold: ${wordsOf(error)}`);
      return null;
    });
    const account = name === null ? null : accounts.named(name);
    if (account === null) {
      services.log(`sign-in refused: ${JSON.stringify(name)} by OIDC from ${addressOf(c, proxies)}`);
      throw new Problem(
        "not-signed-in",
        name === null
          ? "The provider did not vouch for anybody."
          : `There is no account "${name.slice(0, 80)}" here.`,
        "Ask whoever runs the server to add one under the name that the provider knows.",
      );
    }
    begin(c, account.name);
    // Not a redirect: a strict cookie that is set on the way from another site would not be sent with it.
    return c.html(html`<!doctype html><html lang="en"><head><meta charset="utf-8"><title>Quipu</title>
<meta http-equiv="refresh" content="0;url=${flow.to}"></head><body><p>Signed in. <a href="${flow.to}">Go on</a></p></body></html>`);
  });
}

const wordsOf = (error: unknown) => (error instanceof Error ? error.message : String(error));

async function jsonOf(c: Context): Promise<object> {
  const value: unknown = await c.req.json().catch(() => null);
  return typeof value === "object" && value !== null ? value : {};
}

function flowOf(cookie: string | undefined): (Flow & { readonly to: string }) | null {
  try {
    const value = JSON.parse(Buffer.from(cookie ?? "", "base64url").toString("utf8"));
    const { state, nonce, verifier, to } = value as Record<string, unknown>;
    if (typeof state !== "string" || typeof nonce !== "string" || typeof verifier !== "string") return null;
    return { state, nonce, verifier, to: localPath(typeof to === "string" ? to : undefined) };
  } catch {
    return null;
  }
}
