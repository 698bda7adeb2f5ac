/** Handlers of `/api/events`: the list in its forms, one event with its claims, what the log says about one. */
import type { z } from "zod";
import type { EventRow, FoundEvent, FoundStory } from "../../store/store.js";
import { FORMS, type FormName, rowsOf, type Summary, streamOf } from "./forms.js";
import type { Entry } from "./ledger.js";
import { preferred } from "./negotiation.js";
import { Problem } from "./problem.js";
import type { eventsQuery } from "./queries.js";
import { canonical, toQuery } from "./selection.js";
import type { Answer, Call, Services } from "./services.js";

type ListCall = Call<z.infer<typeof eventsQuery>>;

export async function listEvents(call: ListCall): Promise<Answer> {
  const { services, query, views } = call;
  const { sort, limit, cursor, format, ...selection } = query;
  const chosen = toQuery(selection, services.codebook);
  const order = sort === "date" ? ("oldest" as const) : ("newest" as const);
  const form = format ?? formFor(call.request.headers.get("accept"));
  if (form !== "json") {
    // The whole selection unless a page is asked for; never more than may leave the machine.
    const isPaged = new URL(call.request.url).searchParams.has("limit");
    const rows = rowsOf(services.shielded, chosen, order, isPaged ? limit : null, cursor);
    return streamed(form, named(rows, services));
  }
  const page = await views.events(chosen, { limit, order, ...(cursor === undefined ? {} : { cursor }) });
  // Counting walks the whole selection; every page of it has the same number.
  const counted = await services.kept.get(`${call.tag} total ${canonical(selection)}`, () =>
    views.count(chosen),
  );
  const body = {
    edition: call.edition?.number ?? 0,
    total: JSON.parse(new TextDecoder().decode(counted.plain)) as number,
    items: page.events.map((event) => summaryOf(event, services)),
    next: page.next,
  };
  const link = page.next === null ? null : nextLink(call.request.url, page.next);
  return link === null ? body : Response.json(body, { headers: { link } });
}

const FORM_OF: Readonly<Record<string, FormName | "json">> = {
  "application/json": "json",
  ...Object.fromEntries(Object.entries(FORMS).map(([form, { mediaType }]) => [mediaType, form as FormName])),
};

/** The form that an `Accept` header likes best; the router has refused what likes none. */
const formFor = (accept: string | null): FormName | "json" =>
  FORM_OF[preferred(accept, Object.keys(FORM_OF)) ?? ""] ?? "json";

async function* named(rows: AsyncIterable<EventRow>, services: Services): AsyncGenerator<Summary> {
  for await (const row of rows) yield summaryOf(row, services);
}

export function summaryOf(event: EventRow, { codebook }: Pick<Services, "codebook">): Summary {
  return { ...event, label: codebook.types.get(event.type)?.label ?? event.type };
}

function streamed(form: FormName, rows: AsyncIterable<Summary>): Response {
  const { mediaType, write } = FORMS[form];
  return new Response(streamOf(write(rows)), {
    headers: {
      "content-type": `${mediaType}; charset=utf-8`,
      "content-disposition": `attachment; filename="events.${form}"`,
    },
  });
}

/** The address of the next page, for the header `Link` (RFC 8288). */
export function nextLink(url: string, cursor: string): string {
  const next = new URL(url);
  next.searchParams.set("cursor", cursor);
  return `<${next.pathname}${next.search}>; rel="next"`;
}

export async function oneEvent(call: Call): Promise<Answer> {
  const found = await find(call);
  if ("response" in found) return found.response;
  const { event, links, reports } = found;
  const stories = found.stories.map(storyBeside);
  const label = call.services.codebook.types.get(event.type.value)?.label ?? event.type.value;
  return { edition: call.edition?.number ?? 0, label, ...event, links, reports, stories };
}

/** Of a story the reports that do not tell the event, and how each is tied to others of the story. */
function storyBeside({ id, others, ties }: FoundStory) {
  const reports = others.map((head) => ({
    ...head,
    ties: ties.flatMap(({ reports: [a, b], reasons }) =>
      a === head.id ? [{ to: b, reasons }] : b === head.id ? [{ to: a, reasons }] : [],
    ),
  }));
  return { id, reports };
}

type There = Extract<FoundEvent, { readonly found: "event" }>;

/** The event of the path, or what to answer in its stead. Throws a problem where there is none. */
async function find({ views, params, request }: Call): Promise<There | { readonly response: Response }> {
  const id = params.id ?? "";
  const found = await views.event(id);
  if (found === null)
    throw new Problem(
      "not-found",
      `No edition has an event "${clip(id)}".`,
      "GET /api/events lists those of the current one.",
    );
  if (found.found === "event") return found;
  const { to, reason } = found.redirect;
  if (to.length === 0)
    throw new Problem(
      "withdrawn",
      `The event "${clip(id)}" was withdrawn: no claim stands for it any more.`,
      `GET /api/events/${encodeURIComponent(id)}/history says what happened.`,
    );
  const tail = new URL(request.url).pathname.endsWith("/history") ? "/history" : "";
  const addresses = to.map((heir) => `/api/events/${encodeURIComponent(heir)}${tail}`);
  if (addresses.length === 1)
    return { response: new Response(null, { status: 301, headers: { location: addresses[0]! } }) };
  const links = addresses.map((address) => `<${address}>; rel="alternate"`).join(", ");
  const body = { id, reason, to: addresses };
  return { response: Response.json(body, { status: 300, headers: { link: links } }) };
}

const clip = (text: string) => (text.length > 80 ? `${text.slice(0, 77)}…` : text);

/** What the log says about an event: its reports, the codings and judgements of its mentions, the editions that have it. */
export async function historyOf(call: Call): Promise<Answer> {
  const { services, params } = call;
  const { ledger } = services;
  await ledger.catchUp();
  const id = params.id ?? "";
  const editions = ledger.editionsOfEvent.get(id) ?? [];
  const found = await find(call).catch((error) => {
    // A withdrawn event has a history all the same.
    if (error instanceof Problem && (error.kind === "withdrawn" || editions.length > 0)) return null;
    throw error;
  });
  if (found !== null && "response" in found) return found.response;
  const mentions = new Set(found?.event.mentions.map((mention) => mention.id));
  const reports = [...new Set(found?.event.mentions.map(({ report }) => report))].flatMap(
    (report) => ledger.reports.get(report) ?? [],
  );
  const rows: (Entry & { summary: string })[] = [];
  const add = ({ kind, position, id, author, time }: Entry, summary: string) =>
    rows.push({ kind, position, id, author, time, summary });
  for (const report of reports) {
    add(report, `kept the report ${report.id}`);
    for (const coding of report.codings) {
      const own = coding.mentions.filter((mention) => mentions.has(mention));
      add(
        coding,
        `${coding.coder} coded ${report.id}: ${own.length > 0 ? own.join(", ") : "not this event"}`,
      );
    }
  }
  for (const judged of ledger.pairs.values())
    for (const entry of judged) {
      const [a, b] = entry.judgement.mentions;
      if (mentions.has(a) || mentions.has(b)) add(entry, `${a} and ${b}: ${entry.judgement.relation}`);
    }
  for (const edition of editions) add(edition, `edition ${edition.number} under ${edition.policy}`);
  return { id, items: rows.sort((a, b) => a.position - b.position) };
}
