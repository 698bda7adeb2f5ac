/** Promises of the OpenAPI document and of docs/http-api.md: both tell of every route. */
import { readFileSync } from "node:fs";
import { describe, expect, test } from "vitest";
import { openApi } from "./openapi.js";
import { PROBLEMS } from "./problem.js";
import { type Route, ROUTES as TABLE } from "./routes.js";

const ROUTES = Object.values<Route>(TABLE);

const document = openApi("1.2.3") as {
  openapi: string;
  paths: Record<
    string,
    Record<string, { parameters: { name: string; schema: object }[]; responses: object }>
  >;
  components: { schemas: Record<string, object> };
};

/** Every `$ref` in a value. */
function references(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(references);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, member]) =>
    key === "$ref" && typeof member === "string" ? [member] : references(member),
  );
}

describe("the OpenAPI document", () => {
  test("has every route, with the parameters of its path", () => {
    expect(document.openapi).toBe("3.1.0");
    for (const { path, method } of ROUTES) {
      const operation = document.paths[path]?.[method.toLowerCase()];
      expect(operation, `${method} ${path}`).toBeDefined();
      const named = [...path.matchAll(/\{(\w+)\}/g)].map((match) => match[1]);
      expect(operation!.parameters.map(({ name }) => name)).toEqual(expect.arrayContaining(named));
    }
  });

  test("refers only to schemas that it has", () => {
    const known = Object.keys(document.components.schemas).map((id) => `#/components/schemas/${id}`);
    const used = references(document);
    expect(used.length).toBeGreaterThan(100);
    expect([...new Set(used)].filter((one) => !known.includes(one))).toEqual([]);
  });

  test("describes a body as it is sent: what has a default may be left out", () => {
    expect(document.components.schemas.NewJudgement).toMatchObject({ required: ["mentions", "relation"] });
  });
});

describe("docs/http-api.md", () => {
  const page = readFileSync(new URL("../../../docs/http-api.md", import.meta.url), "utf8");

  test("has a heading for every route", () => {
    const missing = ROUTES.map(({ method, path }) => `### \`${method} ${path}\``);
    expect(missing.filter((heading) => !page.includes(heading))).toEqual([]);
  });

  test("names every parameter of every route", () => {
    const missing = ROUTES.flatMap(({ query, path }) =>
      Object.keys(query.shape).map((parameter) => [path, parameter] as const),
    );
    expect(missing.filter(([, parameter]) => !page.includes(`\`${parameter}`))).toEqual([]);
  });

  test("explains every kind of problem under its status", () => {
    const missing = Object.entries(PROBLEMS).filter(
      ([kind, { status }]) => !page.includes(`| \`${kind}\` | ${status} |`),
    );
    expect(missing).toEqual([]);
  });
});
