/** Reads the query and the body of a request by their schemas; what does not fit is a problem that says where and why. */
import { z } from "zod";
import { nearest } from "../../model/nearest.js";
import { Problem } from "./problem.js";

/** Bodies are read up to this size. */
export const BODY_LIMIT = 10 * 1024 * 1024;

type Issue = z.core.$ZodIssue;

function unwrapped(schema: unknown): unknown {
  return schema instanceof z.ZodOptional || schema instanceof z.ZodDefault
    ? unwrapped(schema.unwrap())
    : schema;
}

const shown = (text: string) => JSON.stringify(text.length > 60 ? `${text.slice(0, 57)}…` : text);

/** One issue of zod in words: where, and what was expected. */
function inWords({ path, message }: Issue): string {
  const where = path.length === 0 ? "" : `${path.map(String).join(".")}: `;
  return where + message;
}

function badRequest(issues: readonly Issue[], what: string): Problem {
  const findings = issues
    .slice(0, 50)
    .map((issue) => ({ code: `request.${issue.code}`, message: inWords(issue) }));
  return new Problem(
    "bad-request",
    `${what} does not fit: ${findings[0]?.message ?? "unknown"}.`,
    "Correct it; /api/openapi.json says what is expected.",
    { findings },
  );
}

/** The parameters of an address. One that the schema does not have is a problem, and so is one that comes twice and is no list. */
export function readQuery<Query extends z.ZodObject>(schema: Query, params: URLSearchParams): z.infer<Query> {
  const known = Object.keys(schema.shape);
  const given: Record<string, string | string[]> = {};
  for (const name of new Set(params.keys())) {
    if (!known.includes(name)) {
      const guess = nearest(name, known);
      const todo = known.length === 0 ? "It takes none." : `It takes ${known.join(", ")}.`;
      throw new Problem(
        "bad-request",
        `${shown(name)} is no parameter of this address.`,
        guess === null ? todo : `Did you mean "${guess}"? ${todo}`,
      );
    }
    const values = params.getAll(name);
    if (unwrapped(schema.shape[name]) instanceof z.ZodArray)
      given[name] = values.flatMap((value) => value.split(","));
    else if (values.length === 1) given[name] = values[0]!;
    else throw new Problem("bad-request", `"${name}" is given ${values.length} times.`, "Give it once.");
  }
  const read = schema.safeParse(given);
  if (!read.success) throw badRequest(read.error.issues, "A parameter");
  return read.data;
}

/** The JSON of a body. The limit on its size is kept while it streams in, before this. */
export async function readJson(request: Request): Promise<unknown> {
  const type = request.headers.get("content-type") ?? "";
  if (!/^application\/json\s*(?:;|$)/i.test(type))
    throw new Problem(
      "wrong-media-type",
      type === "" ? "The body has no content type." : `The body is ${shown(type)}.`,
      "Send JSON, with the header content-type: application/json.",
    );
  const bytes = await request.arrayBuffer();
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes));
  } catch (error) {
    const why = error instanceof SyntaxError ? error.message : "it is not UTF-8";
    throw new Problem("bad-request", `The body is no JSON: ${why}.`, "Send one JSON value in UTF-8.");
  }
}

/** A body as its schema has it. */
export function readBody<Body extends z.ZodType>(schema: Body, value: unknown): z.infer<Body> {
  const read = schema.safeParse(value);
  if (!read.success) throw badRequest(read.error.issues, "The body");
  return read.data;
}
