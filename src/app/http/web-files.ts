/** The files of the web build, read once when the server starts: what is not in the list does not exist. */
import { createHash } from "node:crypto";
import { existsSync, lstatSync, readdirSync, readFileSync } from "node:fs";
import { extname, join, relative, sep } from "node:path";

export type WebFile = {
  readonly bytes: Uint8Array;
  readonly mediaType: string;
  readonly etag: string;
  /** Its name changes with its content: it may be kept for good. */
  readonly isImmutable: boolean;
};
/** By path in the address, `/assets/index-4f2a.js`. */
export type WebFiles = ReadonlyMap<string, WebFile>;

const MEDIA_TYPES: Readonly<Record<string, string>> = {
  ".html": "text/html; charset=utf-8",
  ".js": "text/javascript; charset=utf-8",
  ".css": "text/css; charset=utf-8",
  ".json": "application/json; charset=utf-8",
  ".geojson": "application/geo+json; charset=utf-8",
  ".webmanifest": "application/manifest+json",
  ".svg": "image/svg+xml",
  ".png": "image/png",
  ".ico": "image/x-icon",
  ".woff2": "font/woff2",
  ".pbf": "application/x-protobuf",
  ".txt": "text/plain; charset=utf-8",
};
/** As Vite names what it builds: a dash and a hash before the extension. */
const HASHED = /-[A-Za-z0-9_-]{8,}\.[a-z0-9]+$/;

/** Empty where the folder is not there. Files of kinds that the web does not need, and links, are left out. */
export function readWebFiles(folder: string): WebFiles {
  const files = new Map<string, WebFile>();
  if (!existsSync(folder)) return files;
  for (const name of readdirSync(folder, { recursive: true, encoding: "utf8" }).sort()) {
    const path = join(folder, name);
    const mediaType = MEDIA_TYPES[extname(name)];
    if (mediaType === undefined || !lstatSync(path).isFile()) continue;
    const bytes = readFileSync(path);
    const address = `/${relative(folder, path).split(sep).join("/")}`;
    const etag = `"${createHash("sha256").update(bytes).digest("base64url").slice(0, 22)}"`;
    files.set(address, { bytes, mediaType, etag, isImmutable: HASHED.test(name) });
  }
  return files;
}
