/** The handler of every route. The types see to it that none is missing and that each gets the query and body of its route. */
import type { z } from "zod";
import * as desk from "./desk.js";
import { download } from "./downloads.js";
import { historyOf, listEvents, oneEvent } from "./events.js";
import { jobEvents, listJobs, oneJob } from "./job-routes.js";
import { openApi } from "./openapi.js";
import * as overview from "./overview.js";
import { findPlaces } from "./places.js";
import type { ROUTES, RouteId } from "./routes.js";
import type { Answer, Call } from "./services.js";
import * as writes from "./writes.js";
import { authorOf } from "./writes.js";

type Handlers = {
  readonly [Id in RouteId]: (
    call: Call<
      z.infer<(typeof ROUTES)[Id]["query"]>,
      (typeof ROUTES)[Id]["body"] extends z.ZodType ? z.infer<(typeof ROUTES)[Id]["body"]> : null
    >,
  ) => Answer | Promise<Answer>;
};

export const HANDLERS: Handlers = {
  openapi: ({ services }) => openApi(services.version),
  async health({ services }) {
    const head = await services.views.edition();
    return {
      state: "ok",
      version: services.version,
      edition: head?.number ?? 0,
      at: await services.store.at(),
    };
  },
  account: ({ caller, services }) => ({
    name: caller.name,
    coder: authorOf(caller),
    role: caller.role,
    csrf: caller.csrf,
    accounts: services.accounts !== null,
  }),
  codebook: overview.codebookOf,
  edition: overview.editionAnswerOf,
  editions: overview.editionsOf,
  events: listEvents,
  event: oneEvent,
  history: historyOf,
  points: overview.pointsOf,
  timeline: overview.timelineOf,
  figures: overview.figuresOf,
  sources: overview.sourcesOf,
  actors: overview.networkOf,
  facets: overview.facetsOf,
  exports: ({ services }) => ({
    items: services.downloads.map(({ id, mediaType, extension }) => ({ id, mediaType, extension })),
  }),
  export: download,
  reports: desk.listReports,
  report: desk.oneReport,
  codings: desk.codingsOfReport,
  judgements: desk.listJudgements,
  agreement: desk.agreement,
  places: findPlaces,
  jobs: listJobs,
  job: oneJob,
  jobEvents,
  addReport: writes.addReport,
  addCoding: writes.addCoding,
  addJudgement: writes.addJudgement,
  addEdition: writes.addEdition,
};
