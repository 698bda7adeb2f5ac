/** Serves the web build from its list of files; any other page address gets the page of the client, which knows its own routes. */
import type { Context, Hono } from "hono";
import type { Services } from "./services.js";
import type { WebFile } from "./web-files.js";

const NOT_BUILT = `Quipu answers, but its pages are not built. Run: npm run build
The interface for programs is at /api/openapi.json, that for GIS at /ogc.
`;

export function addWeb(server: Hono, { web }: Pick<Services, "web">): void {
  const index = web.get("/index.html");
  server.get("*", async (c, next) => {
    const { path } = c.req;
    const file = web.get(path);
    if (file !== undefined) return send(c, file);
    const isPage = !/^\/(?:api|ogc|problems|login)(?:\/|$)/.test(path) && !path.includes(".");
    if (!isPage) return next();
    return index === undefined ? c.text(NOT_BUILT, 503) : send(c, index);
  });
}

function send(c: Context, { bytes, mediaType, etag, isImmutable }: WebFile): Response {
  const headers = {
    etag,
    "content-type": mediaType,
    "cache-control": isImmutable ? "public, max-age=31536000, immutable" : "no-cache",
  };
  if (c.req.header("if-none-match") === etag) return new Response(null, { status: 304, headers });
  return new Response(bytes as Uint8Array<ArrayBuffer>, { headers });
}
