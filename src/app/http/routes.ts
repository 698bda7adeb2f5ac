/** Every route of the API in one table: who may use it, what it takes, what it answers. The server and the OpenAPI document are made from it. */
import type { z } from "zod";
import * as answers from "./answers.js";
import * as desk from "./desk-answers.js";
import type { ProblemKind } from "./problem.js";
import * as queries from "./queries.js";
import type { Access } from "./roles.js";

export type Route<
  Query extends z.ZodObject = z.ZodObject,
  Body extends z.ZodType | null = z.ZodType | null,
> = {
  readonly method: "GET" | "POST";
  /** With `{name}` for parts that vary. */
  readonly path: string;
  readonly access: Access;
  readonly summary: string;
  readonly query: Query;
  readonly body: Body;
  /** What is answered when all went well: status, and the schema of its JSON; null for another form. */
  readonly answer: { readonly status: number; readonly schema: z.ZodType | null };
  /** Other media types that it answers. */
  readonly also: readonly string[];
  readonly problems: readonly ProblemKind[];
  /**
   * What the answer depends on beside the request: `edition` answers carry an ETag, `kept` ones are held in memory too,
   * `now` is never stored by anybody.
   */
  readonly of: "edition" | "kept" | "now";
};

type Rest = Partial<Pick<Route, "also" | "problems" | "of" | "answer">>;

function get<Query extends z.ZodObject>(
  path: string,
  access: Access,
  summary: string,
  query: Query,
  schema: z.ZodType | null,
  rest: Rest = {},
): Route<Query, null> {
  const problems: readonly ProblemKind[] = path.includes("{id}") ? ["not-found"] : [];
  const answer = { status: 200, schema };
  return Object.freeze({
    method: "GET",
    path,
    access,
    summary,
    query,
    body: null,
    answer,
    also: [],
    problems,
    of: "now",
    ...rest,
  });
}

const WRITING: readonly ProblemKind[] = ["cross-site", "too-large", "wrong-media-type", "too-many"];

function post<Body extends z.ZodType>(
  path: string,
  access: Access,
  summary: string,
  body: Body,
  problems: readonly ProblemKind[],
  answer: Route["answer"] = { status: 201, schema: desk.writtenAnswer },
): Route<typeof queries.noQuery, Body> {
  const query = queries.noQuery;
  const all = [...WRITING, ...problems];
  return Object.freeze({
    method: "POST",
    path,
    access,
    summary,
    query,
    body,
    answer,
    also: [],
    problems: all,
    of: "now",
  });
}

const { selection, noQuery } = queries;

export const ROUTES = Object.freeze({
  openapi: get("/api/openapi.json", "anyone", "This document.", noQuery, null, {
    also: ["application/json"],
  }),
  health: get("/api/health", "anyone", "Whether the server answers.", noQuery, answers.healthAnswer),
  account: get(
    "/api/account",
    "reader",
    "Who is asking, and the token for writing.",
    noQuery,
    desk.accountAnswer,
  ),
  codebook: get("/api/codebook", "reader", "Event types and value lists.", noQuery, answers.codebookAnswer, {
    of: "kept",
  }),
  edition: get(
    "/api/edition",
    "reader",
    "The edition that is served, with its diagnostics.",
    noQuery,
    answers.editionAnswer,
  ),
  editions: get("/api/editions", "reader", "Published editions.", noQuery, answers.editionsAnswer),
  events: get(
    "/api/events",
    "reader",
    "Events of the edition, selected, sorted, paged.",
    queries.eventsQuery,
    answers.eventsAnswer,
    {
      also: ["application/geo+json", "text/csv", "application/x-ndjson"],
      of: "edition",
    },
  ),
  event: get(
    "/api/events/{id}",
    "reader",
    "An event with the claims for and against every value.",
    noQuery,
    answers.eventAnswer,
    {
      problems: ["not-found", "withdrawn"],
      of: "edition",
    },
  ),
  history: get(
    "/api/events/{id}/history",
    "reader",
    "What the log says about an event.",
    noQuery,
    answers.historyAnswer,
  ),
  points: get(
    "/api/points",
    "reader",
    "Events with a point, as columns for a map.",
    selection,
    answers.pointsAnswer,
    { of: "kept" },
  ),
  timeline: get(
    "/api/timeline",
    "reader",
    "Events over time, by family.",
    queries.timelineQuery,
    answers.timelineAnswer,
    { of: "kept" },
  ),
  figures: get(
    "/api/figures",
    "reader",
    "The numbers of people, added up over time.",
    queries.timelineQuery,
    answers.figuresAnswer,
    { of: "kept" },
  ),
  sources: get(
    "/api/sources",
    "reader",
    "Outlets by name, with how many events of the selection each has.",
    queries.sourcesQuery,
    answers.sourcesAnswer,
    { of: "edition" },
  ),
  actors: get(
    "/api/actors",
    "reader",
    "The network of public actors.",
    queries.actorsQuery,
    answers.actorsAnswer,
    { of: "kept" },
  ),
  facets: get("/api/facets", "reader", "How many events have which value.", selection, answers.facetsAnswer, {
    of: "kept",
  }),
  exports: get("/api/export", "reader", "The formats of the exports.", noQuery, answers.exportsAnswer),
  export: get(
    "/api/export/{format}",
    "reader",
    "The selection in a format of the exports.",
    selection,
    null,
    {
      also: ["application/octet-stream"],
      problems: ["not-found"],
    },
  ),
  reports: get(
    "/api/reports",
    "coder",
    "The queue of reports, uncertain ones first.",
    queries.reportsQuery,
    desk.reportsAnswer,
  ),
  report: get(
    "/api/reports/{id}",
    "coder",
    "A report with its text and codings.",
    queries.blindQuery,
    desk.reportAnswer,
  ),
  codings: get(
    "/api/reports/{id}/codings",
    "coder",
    "The codings of a report.",
    queries.blindQuery,
    desk.codingsAnswer,
  ),
  judgements: get(
    "/api/judgements",
    "coder",
    "Pairs of mentions to be judged.",
    queries.judgementsQuery,
    desk.judgementsAnswer,
  ),
  agreement: get(
    "/api/agreement",
    "coder",
    "How far two coders agree beyond chance.",
    queries.agreementQuery,
    desk.agreementAnswer,
  ),
  places: get(
    "/api/places",
    "coder",
    "Places of the gazetteer by their names.",
    queries.placesQuery,
    desk.placesAnswer,
  ),
  jobs: get("/api/jobs", "reader", "Jobs since the server started.", noQuery, desk.jobsAnswer),
  job: get("/api/jobs/{id}", "reader", "One job.", noQuery, desk.jobSchema),
  jobEvents: get(
    "/api/jobs/{id}/events",
    "reader",
    "A job as it goes on, as server-sent events.",
    noQuery,
    null,
    {
      also: ["text/event-stream"],
      problems: ["not-found", "too-many"],
    },
  ),
  addReport: post(
    "/api/reports",
    "coder",
    "Keep a report; it is coded and linked in a job.",
    desk.reportBody,
    ["conflict"],
  ),
  addCoding: post("/api/codings", "coder", "Keep a coding that the gate accepts.", desk.codingBody, [
    "not-found",
    "refused",
  ]),
  addJudgement: post("/api/judgements", "coder", "Keep a judgement.", desk.judgementBody, ["not-found"]),
  addEdition: post("/api/editions", "adjudicator", "Publish an edition, in a job.", desk.editionBody, [], {
    status: 202,
    schema: desk.jobSchema,
  }),
});
export type RouteId = keyof typeof ROUTES;
export const ROUTE_IDS = Object.keys(ROUTES) as readonly RouteId[];
