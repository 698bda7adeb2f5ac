/** What every request passes before anything else looks at it: headers of the answer, the host, the site it comes from, its size. */
import type { Context, MiddlewareHandler, Next } from "hono";
import { bodyLimit } from "hono/body-limit";
import { Problem } from "./problem.js";
import { BODY_LIMIT } from "./read-request.js";
import type { Services } from "./services.js";

/** Nothing inline, nothing from elsewhere. */
export const CONTENT_SECURITY_POLICY = [
  "default-src 'none'",
  "script-src 'self'",
  "style-src 'self'",
  "img-src 'self'",
  "connect-src 'self'",
  "worker-src 'self'",
  "manifest-src 'self'",
  "form-action 'self'",
  "base-uri 'none'",
  "frame-ancestors 'none'",
].join("; ");

const HEADERS: Readonly<Record<string, string>> = {
  "content-security-policy": CONTENT_SECURITY_POLICY,
  "x-content-type-options": "nosniff",
  "x-frame-options": "DENY",
  // Other sites learn nothing. With "no-referrer" a browser would send the form of the sign-in with `Origin: null`.
  "referrer-policy": "same-origin",
  "cross-origin-opener-policy": "same-origin",
  "cross-origin-resource-policy": "same-origin",
  "permissions-policy": "camera=(), geolocation=(), microphone=(), payment=(), usb=()",
};

/** Sets the headers on every answer, errors too. `isTls`: the server is reached by https only. */
export function securityHeaders(isTls: boolean): MiddlewareHandler {
  const all = isTls ? { ...HEADERS, "strict-transport-security": "max-age=31536000" } : HEADERS;
  return async (c: Context, next: Next) => {
    await next();
    const limits = c.get("limits") as Readonly<Record<string, string>> | undefined;
    for (const [name, value] of Object.entries({ ...all, ...limits })) c.res.headers.set(name, value);
    if (!c.res.headers.has("cache-control")) c.res.headers.set("cache-control", "no-store");
  };
}

const SAFE = new Set(["GET", "HEAD", "OPTIONS"]);

/** Refuses requests for another host (DNS rebinding) and requests that another site has a browser make. */
export function sameSiteOnly({ hosts, publicUrl }: Pick<Services, "hosts" | "publicUrl">): MiddlewareHandler {
  return async (c: Context, next: Next) => {
    const url = new URL(c.req.url);
    const host = c.req.header("host") ?? url.host;
    const hostname = nameOf(host);
    if (hostname === null || (hosts !== null && !hosts.includes(hostname)))
      throw new Problem(
        "wrong-host",
        `This server is not "${host.slice(0, 100)}".`,
        hosts === null ? "Send a Host header." : `Use one of ${hosts.join(", ")}.`,
      );
    const origin = c.req.header("origin");
    const site = c.req.header("sec-fetch-site");
    const isOwn = (from: string) => from === publicUrl || (URL.canParse(from) && new URL(from).host === host);
    const isForeign =
      origin !== undefined ? !isOwn(origin) : site !== undefined && !/^(?:same-origin|none)$/.test(site);
    const isRead = SAFE.has(c.req.method);
    // A link from elsewhere may be followed; a script or an image of another site may not read.
    const isFollowed = isRead && c.req.header("sec-fetch-mode") === "navigate";
    if (isForeign && !isFollowed)
      throw new Problem(
        "cross-site",
        `The request comes from ${origin === undefined ? "another site" : `"${origin.slice(0, 100)}"`}.`,
        "Ask from the pages of this server, or with a program that sends no Origin.",
      );
    await next();
  };
}

/** The name in a `Host` header, without port; null where it is none. */
function nameOf(host: string): string | null {
  return URL.canParse(`http://${host}`) && !/[/?#@\\]/.test(host) ? new URL(`http://${host}`).hostname : null;
}

/** Bodies above the limit are refused while they stream in. */
export function smallBodies(): MiddlewareHandler {
  return bodyLimit({
    maxSize: BODY_LIMIT,
    onError: () => {
      throw new Problem(
        "too-large",
        "The body is larger than 10 MB.",
        "Send less at a time; whole archives are read by `quipu add`.",
      );
    },
  });
}
