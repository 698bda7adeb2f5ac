/** The server as a function of what it stands on: requests in, responses out. The socket is opened elsewhere. */
import { createHash } from "node:crypto";
import { type Context, Hono } from "hono";
import { StoreError } from "../../store/store.js";
import { admit } from "./caller.js";
import { sameSiteOnly, securityHeaders, smallBodies } from "./guard.js";
import { HANDLERS } from "./handlers.js";
import { addLogin } from "./login.js";
import { preferred } from "./negotiation.js";
import { addOgc } from "./ogc.js";
import { PROBLEMS, Problem, type ProblemKind } from "./problem.js";
import { Rates } from "./rates.js";
import { readBody, readJson, readQuery } from "./read-request.js";
import { ROUTE_IDS, ROUTES, type Route, type RouteId } from "./routes.js";
import { canonical } from "./selection.js";
import type { Answer, Call, Services } from "./services.js";
import { addWeb } from "./web.js";

/** So many writes at once, and again so many a minute, for each account. */
const WRITES_A_MINUTE = 300;

export function app(services: Services): Hono {
  const server = new Hono();
  const writes = new Rates(WRITES_A_MINUTE, 60_000);
  server.use(securityHeaders(services.publicUrl?.startsWith("https:") ?? false));
  server.use(sameSiteOnly(services));
  server.use(smallBodies());
  for (const id of ROUTE_IDS) addRoute(server, id, services, writes);
  // What an address takes. No other site is allowed anything: there are no headers for it (CORS).
  server.options("/api/*", (c) => {
    const { kind, more } = missing(c);
    if (kind === "not-found") return missing(c).response();
    return new Response(null, { status: 204, headers: { allow: more.headers?.allow ?? "" } });
  });
  addLogin(server, services);
  addOgc(server, services);
  server.get("/problems/:kind", (c) => explain(c));
  addWeb(server, services);
  server.notFound((c) => missing(c).response());
  server.onError((error, c) => problemOf(error, c, services).response());
  return server;
}

function addRoute(server: Hono, id: RouteId, services: Services, writes: Rates): void {
  const route: Route = ROUTES[id];
  const handle = HANDLERS[id] as (call: Call) => Answer | Promise<Answer>;
  server.on(route.method, pathOf(route), async (c) => {
    const response = await answerTo(c);
    if (c.req.raw.method !== "HEAD") return response;
    // Nobody reads the body: what would write it is told so, or a stream would stay open.
    await response.body?.cancel();
    return new Response(null, response);
  });

  async function answerTo(c: Context): Promise<Response> {
    const isWrite = route.method === "POST";
    const caller = admit(c, services, route.access, isWrite);
    if (isWrite) limit(c, writes, caller.name, services);
    if (!takes(route, c.req.header("accept") ?? null)) throw notAcceptable(route);
    const query = readQuery(route.query, new URL(c.req.url).searchParams);
    const body = route.body === null ? null : readBody(route.body, await readJson(c.req.raw));
    const views = caller.role === "reader" ? services.shielded : services.views;
    const call = { query, body, params: c.req.param(), caller, request: c.req.raw, services, views };
    if (route.of === "now") return finish(await handle({ ...call, edition: null, tag: "" }), route, null);

    const edition = await views.edition();
    const { number = 0, at = 0, policy = "", codebook = "" } = edition ?? {};
    const tag = `${views === services.shielded ? "shielded" : "whole"} ${number} ${at} ${policy} ${codebook}`;
    const key = `${tag} ${id} ${c.req.path} ${canonical(query)}`;
    const etag = etagOf(`${key} ${c.req.header("accept") ?? ""}`);
    if (matches(c.req.header("if-none-match"), etag))
      return new Response(null, { status: 304, headers: cached(etag) });
    const about = { ...call, edition, tag };
    if (route.of === "edition") return finish(await handle(about), route, etag);
    const { plain, gzipped } = await services.kept.get(key, async () => handle(about));
    const isZipped = /\bgzip\b/.test(c.req.header("accept-encoding") ?? "");
    const headers = { ...cached(etag), "content-type": "application/json; charset=utf-8" };
    return new Response((isZipped ? gzipped : plain) as Uint8Array<ArrayBuffer>, {
      headers: isZipped ? { ...headers, "content-encoding": "gzip" } : headers,
    });
  }
}

/** The path of a route as Hono writes it. */
const pathOf = ({ path }: Route) => path.replaceAll(/\{(\w+)\}/g, ":$1");

const mediaTypesOf = ({ answer, also }: Route): readonly string[] => [
  ...(answer.schema === null ? [] : ["application/json"]),
  ...also,
];

/** Whether what a route answers is among what the client takes. An export has the type of its form, so anything will do. */
function takes(route: Route, accept: string | null): boolean {
  const own = mediaTypesOf(route);
  return own.includes("application/octet-stream") || preferred(accept, own) !== null;
}

function notAcceptable(route: Route): Problem {
  const own = mediaTypesOf(route).join(", ");
  return new Problem(
    "not-acceptable",
    "None of the media types of Accept can be answered.",
    `Ask for ${own}.`,
  );
}

/** Asked for again each time, and answered with 304 while nothing has changed. */
const cached = (etag: string) => ({
  etag,
  "cache-control": "private, no-cache",
  vary: "Accept, Accept-Encoding, Authorization, Cookie",
});

const etagOf = (text: string) => `"${createHash("sha256").update(text).digest("base64url").slice(0, 22)}"`;

function finish(answer: Answer, route: Route, etag: string | null): Response {
  const response =
    answer instanceof Response ? answer : Response.json(answer, { status: route.answer.status });
  const isGood = response.status < 300;
  if (etag !== null && isGood)
    for (const [name, value] of Object.entries(cached(etag))) response.headers.set(name, value);
  return response;
}

function matches(header: string | undefined, etag: string): boolean {
  const given = header?.split(",").map((one) => one.trim()) ?? [];
  return [etag, `W/${etag}`, "*"].some((one) => given.includes(one));
}

/** Headers as in draft-ietf-httpapi-ratelimit-headers: what is allowed, and what is left of it. */
function limit(c: Context, writes: Rates, name: string, { now }: Services): void {
  const at = now().getTime();
  const wait = writes.take([name], at);
  c.set("limits", {
    "ratelimit-policy": `"writes";q=${WRITES_A_MINUTE};w=60`,
    ratelimit: `"writes";r=${writes.left(name, at)};t=${wait}`,
  });
  if (wait === 0) return;
  throw new Problem(
    "too-many",
    `"${name}" writes more than ${WRITES_A_MINUTE} times a minute.`,
    `Wait ${wait} s.`,
    {
      headers: { "retry-after": String(wait) },
    },
  );
}

/** What to say where no route fits: another method of a path that there is, or nothing. */
function missing(c: Context): Problem {
  const methods = ROUTE_IDS.map((id) => ROUTES[id])
    .filter(({ path }) => new RegExp(`^${path.replaceAll(/\{\w+\}/g, "[^/]+")}$`).test(c.req.path))
    .flatMap(({ method }) => (method === "GET" ? ["GET", "HEAD"] : [method]));
  if (methods.length === 0)
    return new Problem(
      "not-found",
      `There is nothing at ${c.req.method} ${c.req.path.slice(0, 200)}.`,
      "/api/openapi.json lists what there is.",
    );
  const allow = [...new Set(methods), "OPTIONS"].join(", ");
  return new Problem("wrong-method", `${c.req.path} does not take ${c.req.method}.`, `Use ${allow}.`, {
    headers: { allow },
  });
}

/** Trouble of the store that is the caller's, or that passes. */
const STORE_PROBLEMS: Readonly<Partial<Record<string, ProblemKind>>> = {
  bad_query: "bad-request",
  busy: "not-ready",
  unreachable: "not-ready",
};

function problemOf(error: unknown, c: Context, { log }: Services): Problem {
  if (error instanceof Problem) return error;
  if (error instanceof StoreError) {
    const kind = STORE_PROBLEMS[error.trouble];
    if (kind === "bad-request")
      return new Problem(kind, error.message, "Correct the parameter, or start without a cursor.");
    if (kind !== undefined)
      return new Problem(kind, "The store does not answer just now.", "Try again in a moment.", {
        headers: { "retry-after": "5" },
      });
  }
  log(`failed: ${c.req.method} ${c.req.path}: ${error instanceof Error ? error.stack : String(error)}`);
  return new Problem(
    "failed",
    "Something went wrong that should not have.",
    "The log of the server says more; please report it.",
  );
}

function explain(c: Context): Response {
  const kind = c.req.param("kind") ?? "";
  const found = Object.entries(PROBLEMS).find(([name]) => name === kind)?.[1];
  if (found === undefined)
    throw new Problem("not-found", "There is no such problem.", "docs/http-api.md lists them.");
  return c.text(`${found.status} ${kind}: ${found.title}.\ndocs/http-api.md tells when and what to do.\n`);
}
