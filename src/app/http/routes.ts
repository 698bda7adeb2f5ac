/** Every route of the API in one table: who may use it, what it takes, what it answers. The server and the OpenAPI document are made from it. */
import type { z } from "zod";
import * as answers from "./answers.js";
import * as desk from "./desk-answers.js";
import type { ProblemKind } from "./problem.js";
import * as queries from "./queries.js";
import type { Access } from "./roles.js";

export type Route = {
  readonly id: string;
  readonly method: "GET" | "POST";
  /** With `{name}` for parts that vary. */
  readonly path: string;
  readonly access: Access;
  readonly summary: string;
  readonly query: z.ZodObject;
  readonly body: z.ZodType | null;
  /** What is answered when all went well: status, and the schema of its JSON; null for another form. */
  readonly answer: { readonly status: number; readonly schema: z.ZodType | null };
  /** Other media types that it answers. */
  readonly also: readonly string[];
  readonly problems: readonly ProblemKind[];
};

const get = (
  id: string,
  path: string,
  access: Access,
  summary: string,
  schema: z.ZodType | null,
  rest: Partial<Route> = {},
): Route => ({
  id,
  method: "GET",
  path,
  access,
  summary,
  query: queries.noQuery,
  body: null,
  answer: { status: 200, schema },
  also: [],
  problems: path.includes("{id}") ? ["not-found"] : [],
  ...rest,
});

const post = (
  id: string,
  path: string,
  access: Access,
  summary: string,
  body: z.ZodType,
  rest: Partial<Route> = {},
): Route => ({
  id,
  method: "POST",
  path,
  access,
  summary,
  query: queries.noQuery,
  body,
  answer: { status: 201, schema: desk.writtenAnswer },
  also: [],
  problems: ["cross-site", "too-large", "wrong-media-type", "too-many"],
  ...rest,
});

export const EXPORT_TYPE = "application/octet-stream";

export const ROUTES: readonly Route[] = Object.freeze([
  get("openapi", "/api/openapi.json", "anyone", "This document.", null, { also: ["application/json"] }),
  get("health", "/api/health", "anyone", "Whether the server answers.", answers.healthAnswer),
  get("account", "/api/account", "reader", "Who is asking, and the token for writing.", desk.accountAnswer),
  get("codebook", "/api/codebook", "reader", "Event types and value lists.", answers.codebookAnswer),
  get(
    "edition",
    "/api/edition",
    "reader",
    "The edition that is served, with its diagnostics.",
    answers.editionAnswer,
  ),
  get("editions", "/api/editions", "reader", "Published editions.", answers.editionsAnswer),
  get(
    "events",
    "/api/events",
    "reader",
    "Events of the edition, selected, sorted, paged.",
    answers.eventsAnswer,
    {
      query: queries.eventsQuery,
      also: ["application/geo+json", "text/csv", "application/x-ndjson"],
      problems: ["bad-request", "not-acceptable"],
    },
  ),
  get(
    "event",
    "/api/events/{id}",
    "reader",
    "An event with the claims for and against every value.",
    answers.eventAnswer,
    {
      problems: ["not-found", "withdrawn"],
    },
  ),
  get(
    "history",
    "/api/events/{id}/history",
    "reader",
    "What the log says about an event.",
    answers.historyAnswer,
  ),
  get("points", "/api/points", "reader", "Events with a point, as columns for a map.", answers.pointsAnswer, {
    query: queries.selection,
  }),
  get("timeline", "/api/timeline", "reader", "Events over time, by family.", answers.timelineAnswer, {
    query: queries.timelineQuery,
  }),
  get("actors", "/api/actors", "reader", "The network of public actors.", answers.actorsAnswer, {
    query: queries.actorsQuery,
  }),
  get("facets", "/api/facets", "reader", "How many events have which value.", answers.facetsAnswer, {
    query: queries.selection,
  }),
  get("export", "/api/export/{format}", "reader", "The selection in a format of `quipu export`.", null, {
    query: queries.selection,
    also: [EXPORT_TYPE],
    problems: ["not-found"],
  }),
  get("reports", "/api/reports", "coder", "The queue of reports, uncertain ones first.", desk.reportsAnswer, {
    query: queries.reportsQuery,
  }),
  get("report", "/api/reports/{id}", "coder", "A report with its text and codings.", desk.reportAnswer, {
    query: queries.blindQuery,
  }),
  get("codings", "/api/reports/{id}/codings", "coder", "The codings of a report.", desk.codingsAnswer, {
    query: queries.blindQuery,
  }),
  get("judgements", "/api/judgements", "coder", "Pairs of mentions to be judged.", desk.judgementsAnswer, {
    query: queries.judgementsQuery,
  }),
  get(
    "agreement",
    "/api/agreement",
    "coder",
    "How far two coders agree beyond chance.",
    desk.agreementAnswer,
    {
      query: queries.agreementQuery,
    },
  ),
  get("jobs", "/api/jobs", "reader", "Jobs since the server started.", desk.jobsAnswer),
  get("job", "/api/jobs/{id}", "reader", "One job.", desk.jobSchema),
  get("jobEvents", "/api/jobs/{id}/events", "reader", "A job as it goes on, as server-sent events.", null, {
    also: ["text/event-stream"],
  }),
  post(
    "addReport",
    "/api/reports",
    "coder",
    "Keep a report; it is coded and linked in a job.",
    desk.reportBody,
    {
      problems: ["cross-site", "conflict", "too-large", "wrong-media-type", "too-many"],
    },
  ),
  post("addCoding", "/api/codings", "coder", "Keep a coding that the gate accepts.", desk.codingBody, {
    problems: ["cross-site", "not-found", "too-large", "wrong-media-type", "refused", "too-many"],
  }),
  post("addJudgement", "/api/judgements", "coder", "Keep a judgement.", desk.judgementBody, {
    problems: ["cross-site", "not-found", "too-large", "wrong-media-type", "too-many"],
  }),
  post("addEdition", "/api/editions", "adjudicator", "Publish an edition, in a job.", desk.editionBody, {
    answer: { status: 202, schema: desk.jobSchema },
    problems: ["cross-site", "bad-request", "too-large", "wrong-media-type", "too-many"],
  }),
]);

/** The route of an id. Throws on an id that is not in the table: our bug. */
export function route(id: string): Route {
  const found = ROUTES.find((candidate) => candidate.id === id);
  if (found === undefined) throw new RangeError(`there is no route ${id}`);
  return found;
}
