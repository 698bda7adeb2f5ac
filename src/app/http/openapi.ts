/** The OpenAPI 3.1 document, made from the table of routes and its schemas. */
import { z } from "zod";
import { PROBLEMS, problemSchema } from "./problem.js";
import { ROUTES, type Route } from "./routes.js";
import { named } from "./values.js";

/** The cookie that holds a sign-in; its prefix ties it to this host and to TLS. */
export const SIGN_IN_COOKIE = "__Host-quipu";

type Json = Readonly<Record<string, unknown>>;

/** The components: every named schema once, the others refer to it. */
function components(io: "input" | "output"): Record<string, Json> {
  const { schemas } = z.toJSONSchema(named, { uri: (id) => `#/components/schemas/${id}`, io });
  return Object.fromEntries(
    Object.entries(schemas).map(([id, schema]) => {
      const { $schema: _, $id: __, id: ___, ...rest } = schema as Record<string, unknown>;
      return [id, rest];
    }),
  );
}

function reference(schema: z.ZodType): Json {
  const entry = named.get(schema);
  if (entry === undefined) throw new RangeError("a body or answer has no name in the document");
  return { $ref: `#/components/schemas/${entry.id}` };
}

function parameters({ path, query }: Route): Json[] {
  const inPath = [...path.matchAll(/\{(\w+)\}/g)].map(([, name]) => ({
    name,
    in: "path",
    required: true,
    schema: { type: "string" },
  }));
  const { properties = {} } = z.toJSONSchema(query, { io: "input" }) as {
    properties?: Record<string, Record<string, unknown>>;
  };
  const inQuery = Object.entries(properties).map(([name, { description, ...schema }]) => ({
    name,
    in: "query",
    required: false,
    ...(description === undefined ? {} : { description }),
    schema,
    ...(schema.type === "array" ? { style: "form", explode: false } : {}),
  }));
  return [...inPath, ...inQuery];
}

const WAIT = { "Retry-After": { description: "Seconds to wait.", schema: { type: "integer" } } };

/** What is answered under the name of an event that stands for others now. */
const MOVED = {
  300: { description: "It was split; the body and the header Link name its heirs." },
  301: {
    description: "It was merged into another.",
    headers: { Location: { description: "Where it is now.", schema: { type: "string" } } },
  },
};

function operation(id: string, route: Route): Json {
  const { answer, also, access, problems, of, method } = route;
  const forms = [
    ...(answer.schema === null ? [] : [["application/json", { schema: reference(answer.schema) }] as const]),
    ...also.map((type) => [type, { schema: { type: "string" } }] as const),
  ];
  const kinds = [...(access === "anyone" ? [] : (["not-signed-in", "not-allowed"] as const)), ...problems];
  const statuses = new Map<number, string[]>();
  for (const kind of ["bad-request" as const, "not-acceptable" as const, ...kinds]) {
    const { status, title } = PROBLEMS[kind];
    statuses.set(status, [...new Set([...(statuses.get(status) ?? []), title])]);
  }
  const text = (description: string) => ({ description, schema: { type: "string" } });
  const headers = {
    ...(of === "now" ? {} : { ETag: text("Send it back in If-None-Match.") }),
    ...(id === "events" ? { Link: text('The address of the next page, rel="next".') } : {}),
    ...(method === "POST" ? { RateLimit: text("How many writes are left, and for how long.") } : {}),
  };
  const done = (description: string) => ({
    description,
    ...(Object.keys(headers).length === 0 ? {} : { headers }),
    content: Object.fromEntries(forms),
  });
  return {
    operationId: id,
    summary: route.summary,
    description: access === "anyone" ? "Open to anyone." : `For the role ${access} and those above it.`,
    parameters: parameters(route),
    ...(route.body === null
      ? {}
      : {
          requestBody: { required: true, content: { "application/json": { schema: reference(route.body) } } },
        }),
    security: access === "anyone" ? [] : [{ cookie: [] }, { token: [] }],
    responses: {
      ...(answer.status === 201 ? { 200: done("It is there already; nothing was added.") } : {}),
      [answer.status]: done("Done"),
      ...(of === "now" ? {} : { 304: { description: "Nothing has changed since the ETag that was sent." } }),
      ...(id === "event" ? MOVED : {}),
      ...Object.fromEntries(
        [...statuses].sort().map(([status, titles]) => [
          status,
          {
            description: `${titles.join("; ")}.`,
            ...(status === 429 || status === 503 ? { headers: WAIT } : {}),
            content: { "application/problem+json": { schema: reference(problemSchema) } },
          },
        ]),
      ),
    },
  };
}

/** The document for a server of this version. */
export function openApi(version: string): Json {
  const paths: Record<string, Record<string, Json>> = {};
  for (const [id, route] of Object.entries<Route>(ROUTES)) {
    paths[route.path] = { ...paths[route.path], [route.method.toLowerCase()]: operation(id, route) };
  }
  return {
    openapi: "3.1.0",
    info: {
      title: "Quipu",
      version,
      description: "Events of protest and repression in which every value is tied to the words it came from.",
      license: { name: "Apache-2.0", identifier: "Apache-2.0" },
    },
    servers: [{ url: "/" }],
    paths,
    components: {
      schemas: { ...components("output"), ...inputs() },
      securitySchemes: {
        cookie: { type: "apiKey", in: "cookie", name: SIGN_IN_COOKIE },
        token: { type: "http", scheme: "bearer" },
      },
    },
  };
}

/** Bodies are described as they are sent: with what may be left out. */
function inputs(): Record<string, Json> {
  const names = new Set(
    Object.values<Route>(ROUTES).flatMap(({ body }) => (body === null ? [] : [named.get(body)!.id])),
  );
  return Object.fromEntries(Object.entries(components("input")).filter(([id]) => names.has(id)));
}
