/** Promises of signing in through an OpenID Connect provider: one that runs here, signs its tokens, and lies when it is told to. */
import { createHash, createSign, generateKeyPairSync } from "node:crypto";
import { mkdtempSync } from "node:fs";
import { createServer, type Server } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { Accounts } from "../src/app/http/accounts.js";
import { oidcOf, oidcSettings } from "../src/app/http/oidc.js";
import { type Sample, sampleServer } from "./http-sample.js";

const forger = generateKeyPairSync("rsa", { modulusLength: 2048 });
const { privateKey, publicKey } = generateKeyPairSync("rsa", { modulusLength: 2048 });
const base64 = (value: unknown) => Buffer.from(JSON.stringify(value)).toString("base64url");

/** What the provider says of the next sign-in; `verifier` is what the server proved to know. */
const provider = {
  name: "ana",
  nonce: "",
  challenge: "",
  audience: "quipu",
  issuer: "",
  forged: false,
  more: {} as object,
};
let issuer: Server;
let sample: Sample;

function idToken(): string {
  const now = Math.floor(Date.now() / 1000);
  const claims = {
    iss: provider.issuer,
    aud: provider.audience,
    sub: "1",
    iat: now,
    exp: now + 60,
    nonce: provider.nonce,
    preferred_username: provider.name,
    ...provider.more,
  };
  const signed = `${base64({ alg: "RS256", kid: "k" })}.${base64(claims)}`;
  return `${signed}.${createSign("RSA-SHA256")
    .update(signed)
    .sign(provider.forged ? forger.privateKey : privateKey, "base64url")}`;
}

beforeAll(async () => {
  issuer = createServer((request, response) => {
    const json = (value: unknown, status = 200) => {
      response.writeHead(status, { "content-type": "application/json" });
      response.end(JSON.stringify(value));
    };
    if (request.url === "/.well-known/openid-configuration")
      json({
        issuer: provider.issuer,
        authorization_endpoint: `${provider.issuer}/authorize`,
        token_endpoint: `${provider.issuer}/token`,
        jwks_uri: `${provider.issuer}/keys`,
        response_types_supported: ["code"],
        subject_types_supported: ["public"],
        id_token_signing_alg_values_supported: ["RS256"],
      });
    else if (request.url === "/keys")
      json({ keys: [{ ...publicKey.export({ format: "jwk" }), kid: "k", alg: "RS256", use: "sig" }] });
    else {
      let body = "";
      request.on("data", (chunk) => {
        body += chunk;
      });
      request.on("end", () => {
        const verifier = new URLSearchParams(body).get("code_verifier") ?? "";
        const isKnown = createHash("sha256").update(verifier).digest("base64url") === provider.challenge;
        if (!isKnown) json({ error: "invalid_grant" }, 400);
        else json({ access_token: "x", token_type: "bearer", expires_in: 60, id_token: idToken() });
      });
    }
  });
  await new Promise<void>((resolve) => issuer.listen(0, "127.0.0.1", resolve));
  provider.issuer = `http://127.0.0.1:${(issuer.address() as AddressInfo).port}`;
  const home = mkdtempSync(join(tmpdir(), "quipu-oidc-"));
  await new Accounts(home).add("ana", "coder", null, new Date());
  const env = { QUIPU_HOME: home, QUIPU_OIDC_ISSUER: provider.issuer, QUIPU_OIDC_CLIENT_ID: "quipu" };
  sample = await sampleServer({ env, now: () => new Date() }, []);
}, 60_000);
afterAll(async () => {
  issuer?.close();
  await sample?.close();
});

/** Goes to the provider and comes back with a code; `change` bends the way back. */
async function signIn(change: { state?: string; nonce?: string; cookie?: string } = {}) {
  const begun = await sample.server.request("/login/oidc?to=/events");
  expect(begun.status).toBe(302);
  const asked = new URL(begun.headers.get("location")!).searchParams;
  expect(asked.get("code_challenge_method")).toBe("S256");
  provider.nonce = change.nonce ?? asked.get("nonce")!;
  provider.challenge = asked.get("code_challenge")!;
  const cookie = change.cookie ?? begun.headers.get("set-cookie")!.split(";")[0]!;
  const state = change.state ?? asked.get("state")!;
  return sample.server.request(`/login/oidc/callback?code=c&state=${encodeURIComponent(state)}`, {
    headers: { cookie, "sec-fetch-site": "cross-site", "sec-fetch-mode": "navigate" },
  });
}

describe("signing in by OIDC", () => {
  test("gives the cookie of the account that the provider vouches for", async () => {
    provider.name = "ana";
    const answer = await signIn();
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('url=/events"');
    const cookie = /__Host-quipu=[^;]+/.exec(answer.headers.get("set-cookie") ?? "")![0];
    const account = await (await sample.server.request("/api/account", { headers: { cookie } })).json();
    expect(account).toMatchObject({ name: "ana", role: "coder" });
  });

  test("gives nobody a cookie who has no account, or whose answer does not hold", async () => {
    const refused: [string, Partial<typeof provider>, Parameters<typeof signIn>[0]][] = [
      ["no account", { name: "ben" }, {}],
      ["another state", {}, { state: "guess" }],
      ["another nonce", {}, { nonce: "guess" }],
      ["no flow begun here", {}, { cookie: "a=b" }],
      ["a token for another", { audience: "other" }, {}],
      ["a token that has run out", { more: { iat: 1_700_000_000, exp: 1_700_000_060 } }, {}],
      ["a token that another key signed", { forged: true }, {}],
    ];
    for (const [why, said, change] of refused) {
      Object.assign(provider, { name: "ana", audience: "quipu", forged: false, more: {} }, said);
      const answer = await signIn(change);
      expect([why, answer.status, /__Host-quipu=[^;]/.test(answer.headers.get("set-cookie") ?? "")]).toEqual([
        why,
        401,
        false,
      ]);
    }
  });

  test("an address of e-mail names somebody only where the provider has seen that it is theirs", async () => {
    Object.assign(provider, { name: "ana", forged: false, more: { email: "ana" } });
    const env = {
      QUIPU_OIDC_ISSUER: provider.issuer,
      QUIPU_OIDC_CLIENT_ID: "quipu",
      QUIPU_OIDC_CLAIM: "email",
    };
    const oidc = oidcOf(oidcSettings(env)!);
    const name = async (more: object) => {
      const { address, flow } = await oidc.begin("https://quipu.example.org/login/oidc/callback");
      const asked = new URL(address).searchParams;
      Object.assign(provider, {
        more,
        nonce: asked.get("nonce"),
        challenge: asked.get("code_challenge"),
      });
      const back = `https://quipu.example.org/login/oidc/callback?code=c&state=${asked.get("state")}`;
      return oidc.finish(new URL(back), flow);
    };
    expect(await name({ email: "ana" })).toBeNull();
    expect(await name({ email: "ana", email_verified: false })).toBeNull();
    expect(await name({ email: "ana", email_verified: true })).toBe("ana");
  });

  test("needs both settings, and https", () => {
    expect(oidcSettings({})).toBeNull();
    expect(() => oidcSettings({ QUIPU_OIDC_ISSUER: "https://id.example.org" })).toThrow(/belong together/);
    const env = { QUIPU_OIDC_ISSUER: "http://id.example.org", QUIPU_OIDC_CLIENT_ID: "x" };
    expect(() => oidcSettings(env)).toThrow(/https/);
  });
});
