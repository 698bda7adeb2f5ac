/** The OpenAPI 3.0 document of the OGC service: Part 1 asks for that version. */

type Operation = { readonly get: { readonly summary: string } & Record<string, unknown> };

/** `base`: the address of the landing page. */
export function ogcApi(base: string, version: string) {
  const form = {
    name: "f",
    in: "query",
    required: false,
    schema: { type: "string", enum: ["json", "html"] },
  };
  const answer = (type: string, schema: object) => ({
    "200": {
      description: "Done",
      content: { [type]: { schema }, "text/html": { schema: { type: "string" } } },
    },
    default: {
      description: "What went wrong",
      content: { "application/problem+json": { schema: { type: "object" } } },
    },
  });
  const get = (
    id: string,
    summary: string,
    type = "application/json",
    parameters: object[] = [],
  ): Operation => ({
    get: {
      operationId: id,
      summary,
      parameters: [form, ...parameters],
      responses: answer(type, { type: "object" }),
    },
  });
  const items = [
    {
      name: "limit",
      in: "query",
      required: false,
      schema: { type: "integer", minimum: 1, maximum: 10_000, default: 100 },
      style: "form",
      explode: false,
    },
    {
      name: "bbox",
      in: "query",
      required: false,
      schema: {
        type: "array",
        oneOf: [
          { minItems: 4, maxItems: 4 },
          { minItems: 6, maxItems: 6 },
        ],
        items: { type: "number" },
      },
      style: "form",
      explode: false,
    },
    {
      name: "datetime",
      in: "query",
      required: false,
      schema: { type: "string" },
      style: "form",
      explode: false,
    },
    { name: "cursor", in: "query", required: false, schema: { type: "string" } },
  ];
  const id = { name: "id", in: "path", required: true, schema: { type: "string" } };
  const paths: Record<string, Operation> = {
    "/": get("landing", "Where to go from here"),
    "/conformance": get("conformance", "What the service conforms to"),
    "/api": get("api", "This document"),
    "/collections": get("collections", "The collections: one, events"),
    "/collections/events": get("events", "The collection of events"),
    "/collections/events/items": get("items", "Events by box and time, paged", "application/geo+json", items),
    "/collections/events/items/{id}": get("item", "One event", "application/geo+json", [id]),
  };
  return {
    openapi: "3.0.3",
    info: { title: "Quipu: OGC API – Features", version, license: { name: "Apache-2.0" } },
    servers: [{ url: base }],
    paths,
  };
}
