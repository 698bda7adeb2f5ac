/** OGC API – Features, Part 1 core (https://docs.ogc.org/is/17-069r4/17-069r4.html): what GDAL and QGIS open. From the shielded views only. */
import type { Context, Hono } from "hono";
import { z } from "zod";
import type { EventQuery, EventRow } from "../../store/store.js";
import { admit } from "./caller.js";
import { summaryOf } from "./events.js";
import { featureOf, rowsOf } from "./forms.js";
import { ogcApi } from "./ogc-api.js";
import { collectionsPage, featurePage, itemsPage, type Link, landingPage, listPage } from "./ogc-pages.js";
import { Problem } from "./problem.js";
import { readQuery } from "./read-request.js";
import { toBox } from "./selection.js";
import type { Services } from "./services.js";

export const MOST_ITEMS = 10_000;
const CONFORMS_TO = ["core", "oas30", "html", "geojson"].map(
  (name) => `http://www.opengis.net/spec/ogcapi-features-1/1.0/conf/${name}`,
);
const CRS84 = "http://www.opengis.net/def/crs/OGC/1.3/CRS84";

const formQuery = z.strictObject({ f: z.enum(["json", "html"]).optional() });
const itemsQuery = formQuery.extend({
  limit: z.coerce.number().int().min(1).default(100),
  bbox: z
    .string()
    .regex(/^-?\d{1,4}(?:\.\d{1,20})?(?:,-?\d{1,8}(?:\.\d{1,20})?){3}(?:(?:,-?\d{1,8}(?:\.\d{1,20})?){2})?$/)
    .optional(),
  datetime: z.string().max(80).optional(),
  cursor: z.string().max(500).optional(),
});

/** The days of a `datetime`: an instant, or an interval that may be open (`..` or nothing) on one side. */
export function daysOf(datetime: string): Pick<EventQuery, "from" | "to"> {
  // GDAL up to 3.6 writes a day as `2024-02-01T`.
  const DAY =
    /^(\d{4}-\d{2}-\d{2})(?:[Tt](?:\d{2}:\d{2}(?::\d{2}(?:\.\d{1,9})?)?(?:[Zz]|[+-]\d{2}:\d{2})?)?)?$/;
  const parts = datetime.split("/");
  const isOpen = (part: string | undefined) => part === ".." || part === "";
  const days = parts.map((part) => {
    const day = DAY.exec(part)?.[1];
    return day !== undefined && !Number.isNaN(Date.parse(day)) ? day : null;
  });
  const fits = days.every((day, i) => day !== null || (parts.length === 2 && isOpen(parts[i])));
  const [from = null, to = from] = days;
  if (
    !fits ||
    parts.length > 2 ||
    (from === null && to === null) ||
    (from !== null && to !== null && from > to)
  )
    throw new Problem(
      "bad-request",
      `"${datetime}" is no time.`,
      "Write 2023-07-19, 2023-07-19T00:00:00Z, 2023-07-01/2023-07-31, ../2023-07-31 or 2023-07-01/..",
    );
  return { ...(from === null ? {} : { from }), ...(to === null ? {} : { to }) };
}

export function addOgc(server: Hono, services: Services): void {
  const base = (c: Context) => `${services.publicUrl ?? new URL(c.req.url).origin}/ogc`;
  const open = <Query extends z.ZodObject>(c: Context, schema: Query) => {
    admit(c, services, "reader", false);
    return readQuery(schema, new URL(c.req.url).searchParams);
  };
  const json = (value: object, type = "application/json") =>
    new Response(JSON.stringify(value), {
      headers: {
        "content-type": `${type}; charset=utf-8`,
        "cache-control": "private, no-cache",
        vary: "Accept",
      },
    });
  /** The links of a page to itself and to its other form. */
  const forms = (c: Context, f: "json" | "html", type = "application/json"): Link[] => {
    const address = (form: string) => {
      const url = new URL(c.req.url);
      url.searchParams.set("f", form);
      return `${base(c).slice(0, -4)}${url.pathname}${url.search}`;
    };
    const link = (form: "json" | "html"): Link => ({
      href: address(form),
      rel: form === f ? "self" : "alternate",
      type: form === "json" ? type : "text/html",
      title: form === "json" ? "as JSON" : "as HTML",
    });
    return [link("json"), link("html")];
  };

  server.get("/ogc", (c) => {
    const f = formOf(c, open(c, formQuery).f);
    const at = base(c);
    const links: Link[] = [
      ...forms(c, f),
      {
        href: `${at}/api`,
        rel: "service-desc",
        type: "application/vnd.oai.openapi+json;version=3.0",
        title: "OpenAPI",
      },
      { href: `${at}/api?f=html`, rel: "service-doc", type: "text/html", title: "How to ask" },
      { href: `${at}/conformance`, rel: "conformance", type: "application/json", title: "Conformance" },
      { href: `${at}/collections`, rel: "data", type: "application/json", title: "Collections" },
    ];
    const landing = {
      title: "Quipu",
      description: "Events of protest and repression, each value tied to the words it came from.",
      links,
    };
    return f === "html" ? c.html(landingPage(landing)) : json(landing);
  });
  server.get("/ogc/", (c) => c.redirect(base(c), 301));

  server.get("/ogc/conformance", (c) => {
    const f = formOf(c, open(c, formQuery).f);
    const value = { conformsTo: CONFORMS_TO, links: forms(c, f) };
    return f === "html" ? c.html(listPage("Conformance", CONFORMS_TO, value.links)) : json(value);
  });

  server.get("/ogc/api", (c) => {
    const { f } = open(c, formQuery);
    const document = ogcApi(base(c), services.version);
    if (formOf(c, f) === "json") return json(document, "application/vnd.oai.openapi+json;version=3.0");
    const lines = Object.entries(document.paths).map(([path, { get }]) => `GET ${path}: ${get.summary}`);
    return c.html(listPage("How to ask", lines, forms(c, "html")));
  });

  server.get("/ogc/collections", (c) => {
    const f = formOf(c, open(c, formQuery).f);
    const value = { links: forms(c, f), collections: [collection(base(c))] };
    return f === "html" ? c.html(collectionsPage(value)) : json(value);
  });

  server.get("/ogc/collections/:collection", (c) => {
    const f = formOf(c, open(c, formQuery).f);
    known(c);
    const value = collection(base(c));
    return f === "html" ? c.html(collectionsPage({ links: forms(c, f), collections: [value] })) : json(value);
  });

  server.get("/ogc/collections/:collection/items", async (c) => {
    const { f, limit, bbox, datetime, cursor } = open(c, itemsQuery);
    known(c);
    const form = formOf(c, f);
    const query: EventQuery = {
      ...(bbox === undefined ? {} : { box: toBox(flat(bbox)) }),
      ...(datetime === undefined ? {} : daysOf(datetime)),
    };
    const { shielded } = services;
    const most = Math.min(limit, MOST_ITEMS);
    const { rows, next } = await pageOf(services, query, most, cursor);
    const links = forms(c, form, "application/geo+json");
    if (next !== null) {
      const url = new URL(c.req.url);
      url.searchParams.set("cursor", next);
      const type = form === "json" ? "application/geo+json" : "text/html";
      links.push({
        href: `${base(c).slice(0, -4)}${url.pathname}${url.search}`,
        rel: "next",
        type,
        title: "Next page",
      });
    }
    const value = {
      type: "FeatureCollection",
      links,
      timeStamp: services.now().toISOString(),
      numberMatched: await shielded.count(query),
      numberReturned: rows.length,
      features: rows.map((row) => itemOf(row, services)),
    };
    return form === "html"
      ? c.html(
          itemsPage(
            rows.map((row) => summaryOf(row, services)),
            links,
            base(c),
          ),
        )
      : json(value, "application/geo+json");
  });

  server.get("/ogc/collections/:collection/items/:id", async (c) => {
    const f = formOf(c, open(c, formQuery).f);
    known(c);
    const id = c.req.param("id");
    const row = await rowOf(services, id);
    const links: Link[] = [
      ...forms(c, f, "application/geo+json"),
      { href: `${base(c)}/collections/events`, rel: "collection", type: "application/json", title: "Events" },
    ];
    const feature = { ...itemOf(row, services), links };
    return f === "html"
      ? c.html(featurePage(summaryOf(row, services), links))
      : json(feature, "application/geo+json");
  });
}

/** The feature of an event without `edtf`: GIS programs guess from ten days that it is a date, and then lose those that are none. */
function itemOf(row: EventRow, services: Services): object {
  const { properties, ...feature } = featureOf(summaryOf(row, services));
  const { edtf: _, ...rest } = properties;
  return { ...feature, properties: rest };
}

/** Rows of a page; larger pages are put together from those of the views. */
async function pageOf({ shielded }: Services, query: EventQuery, limit: number, cursor: string | undefined) {
  if (limit <= 1000) {
    const page = await shielded.events(query, { limit, ...(cursor === undefined ? {} : { cursor }) });
    return { rows: page.events, next: page.next };
  }
  const rows: EventRow[] = [];
  let next: string | null = cursor ?? null;
  do {
    const page = await shielded.events(query, {
      limit: Math.min(1000, limit - rows.length),
      ...(next === null ? {} : { cursor: next }),
    });
    rows.push(...page.events);
    next = page.next;
  } while (next !== null && rows.length < limit);
  return { rows, next };
}

/** The row of one event: found by walking the day on which it starts. */
async function rowOf({ shielded }: Services, id: string): Promise<EventRow> {
  const found = await shielded.event(id);
  const missing = new Problem(
    "not-found",
    `There is no event "${id.slice(0, 80)}".`,
    "The items of the collection list them.",
  );
  if (found === null || found.found !== "event") throw missing;
  const { start, end } = found.event.date.value;
  const day = start ?? end;
  const query = day === null ? {} : { from: day, to: day, types: [found.event.type.value] };
  for await (const row of rowsOf(shielded, query, "oldest", null)) if (row.id === id) return row;
  throw missing;
}

function known(c: Context): void {
  if (c.req.param("collection") !== "events")
    throw new Problem("not-found", "There is one collection only.", "It is called events.");
}

/** A box with heights, without them. */
function flat(bbox: string): string {
  const parts = bbox.split(",");
  return (parts.length === 6 ? [parts[0], parts[1], parts[3], parts[4]] : parts).join(",");
}

/** JSON, unless HTML is asked for, or liked better as browsers do. */
function formOf(c: Context, f: "json" | "html" | undefined): "json" | "html" {
  if (f !== undefined) return f;
  const accept = c.req.header("accept") ?? "";
  const [html, json] = ["text/html", "json"].map((type) => accept.indexOf(type));
  return html! >= 0 && (json! < 0 || html! < json!) ? "html" : "json";
}

function collection(base: string) {
  const at = `${base}/collections/events`;
  const links: Link[] = [
    { href: at, rel: "self", type: "application/json", title: "This collection" },
    { href: `${at}/items`, rel: "items", type: "application/geo+json", title: "Events as GeoJSON" },
    { href: `${at}/items?f=html`, rel: "items", type: "text/html", title: "Events as a table" },
  ];
  return {
    id: "events",
    title: "Events",
    description: "Events of the edition, one point each where the reports name a place.",
    itemType: "feature",
    crs: [CRS84],
    extent: { spatial: { bbox: [[-180, -90, 180, 90]], crs: CRS84 } },
    links,
  };
}
