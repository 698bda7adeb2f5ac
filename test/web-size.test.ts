/** The pages are light: what is loaded before a map is wanted, and all of it together, weigh no more than they may. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { gzipSync } from "node:zlib";
import { describe, expect, test } from "vitest";

const FOLDER = fileURLToPath(new URL("../dist/web", import.meta.url));
const kilobytes = (path: string) => gzipSync(readFileSync(path)).length / 1000;

describe("the built pages", () => {
  const built = existsSync(FOLDER);
  const names = built ? readdirSync(join(FOLDER, "assets")) : [];
  const of = (pattern: RegExp) =>
    names.filter((name) => pattern.test(name)).map((name) => join(FOLDER, "assets", name));
  const sum = (paths: readonly string[]) => paths.reduce((total, path) => total + kilobytes(path), 0);
  const MAP = /^(?:map-view|maplibre)/;

  test("are built", () => {
    expect(built, "dist/web is missing. Run: npm run build").toBe(true);
  });

  test("weigh at most 400 kB without the map library, compressed", () => {
    const own = of(/\.(?:js|css|svg)$/).filter((path) => !MAP.test(path.split("/").at(-1)!));
    expect(own.length).toBeGreaterThan(2);
    expect(sum(own)).toBeLessThan(400);
  });

  test("show something after at most 60 kB", () => {
    const html = readFileSync(join(FOLDER, "index.html"), "utf8");
    const first = [...html.matchAll(/(?:src|href)="(\/assets\/[^"]+)"/g)].map((match) =>
      join(FOLDER, match[1]!),
    );
    expect(first.length).toBeGreaterThan(1);
    expect(sum(first)).toBeLessThan(60);
  });

  test("load the map library apart, and its worker from a file", () => {
    const html = readFileSync(join(FOLDER, "index.html"), "utf8");
    expect(of(/^map-view.*\.js$/)).toHaveLength(1);
    expect(of(/^maplibre-gl-worker.*\.js$/)).toHaveLength(1);
    expect(html).not.toMatch(/map-view|maplibre/);
  });

  test("carry nothing inline that a strict policy refuses, and name no other server", () => {
    const html = readFileSync(join(FOLDER, "index.html"), "utf8");
    expect(html).not.toMatch(/<style|style=|<script(?![^>]*src=)|\son\w+=/);
    expect(html).not.toMatch(/(?:src|href)="(?:https?:)?\/\//);
    for (const css of of(/\.css$/)) expect(readFileSync(css, "utf8")).not.toMatch(/url\(|@import/);
  });
});
