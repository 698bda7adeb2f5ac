/** Signing in through an OpenID Connect provider: only where it is set up (QUIPU_OIDC_ISSUER …), and only then is the library loaded. */
import { UsageError } from "../options.js";

export type OidcSettings = {
  readonly issuer: URL;
  readonly clientId: string;
  readonly clientSecret: string | null;
  /** The claim of the id token that is the name of an account. */
  readonly claim: string;
};

/** What is kept of a sign-in that is under way, in a cookie. */
export type Flow = { readonly state: string; readonly nonce: string; readonly verifier: string };

export type Oidc = {
  /** Where to send the browser, and what to keep until it comes back. */
  begin(redirect: string): Promise<{ readonly address: string; readonly flow: Flow }>;
  /** The name that the provider vouches for, or null where it vouches for none. Rejects where the answer does not hold. */
  finish(address: URL, flow: Flow): Promise<string | null>;
};

/** Null where nothing is set. Throws a `UsageError` for half a setting. */
export function oidcSettings(env: NodeJS.ProcessEnv): OidcSettings | null {
  const { QUIPU_OIDC_ISSUER: issuer, QUIPU_OIDC_CLIENT_ID: clientId, QUIPU_OIDC_CLIENT_SECRET: secret } = env;
  if (!issuer && !clientId) return null;
  if (!issuer || !clientId)
    throw new UsageError("QUIPU_OIDC_ISSUER and QUIPU_OIDC_CLIENT_ID belong together. Set both, or neither.");
  const url = URL.canParse(issuer) ? new URL(issuer) : null;
  if (
    url === null ||
    (url.protocol !== "https:" && url.hostname !== "localhost" && url.hostname !== "127.0.0.1")
  )
    throw new UsageError(
      `QUIPU_OIDC_ISSUER "${issuer}" is no https address. Give the address of the provider.`,
    );
  return {
    issuer: url,
    clientId,
    clientSecret: secret || null,
    claim: env.QUIPU_OIDC_CLAIM || "preferred_username",
  };
}

/** The authorisation code flow with PKCE, state and nonce. The provider is asked for its addresses at the first sign-in. */
export function oidcOf({ issuer, clientId, clientSecret, claim }: OidcSettings): Oidc {
  const load = async () => {
    const client = await import("openid-client");
    const isLocal = issuer.protocol === "http:";
    const found = await client.discovery(issuer, clientId, clientSecret ?? undefined, undefined, {
      // The signature of the id token too: the library else trusts the connection that it came by.
      execute: [client.enableNonRepudiationChecks, ...(isLocal ? [client.allowInsecureRequests] : [])],
    });
    return { client, found };
  };
  let loaded: ReturnType<typeof load> | null = null;
  const ready = () => {
    loaded ??= load();
    loaded.catch(() => {
      loaded = null;
    });
    return loaded;
  };
  return {
    async begin(redirect) {
      const { client, found } = await ready();
      const flow = {
        state: client.randomState(),
        nonce: client.randomNonce(),
        verifier: client.randomPKCECodeVerifier(),
      };
      const address = client.buildAuthorizationUrl(found, {
        redirect_uri: redirect,
        scope: "openid profile email",
        state: flow.state,
        nonce: flow.nonce,
        code_challenge: await client.calculatePKCECodeChallenge(flow.verifier),
        code_challenge_method: "S256",
      });
      return { address: address.href, flow };
    },
    async finish(address, flow) {
      const { client, found } = await ready();
      const tokens = await client.authorizationCodeGrant(found, address, {
        pkceCodeVerifier: flow.verifier,
        expectedState: flow.state,
        expectedNonce: flow.nonce,
        idTokenExpected: true,
      });
      const claims = tokens.claims();
      const name = claims?.[claim];
      // An address that nobody has shown to be theirs names nobody.
      const isShown = claim !== "email" || claims?.email_verified === true;
      return typeof name === "string" && isShown ? name : null;
    },
  };
}
