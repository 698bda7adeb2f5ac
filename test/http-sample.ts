/** A server on a small store of its own, for tests: five short reports, coded by the rules, with an edition. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Hono } from "hono";
import { app } from "../src/app/http/app.js";
import { type Opening, openServices } from "../src/app/http/open-services.js";
import type { Services } from "../src/app/http/services.js";

/** Written for these tests. */
export const REPORTS = [
  {
    id: "valley-1",
    title: "Teachers march in Arequipa",
    outlet: "The Valley Post",
    published: "2024-01-13",
    lang: "en",
    text: "At least 300 teachers marched through Arequipa on Friday to demand higher pay. Police fired tear gas and arrested 12 people.",
  },
  {
    id: "coast-1",
    title: "Teachers and police clash",
    outlet: "Coast News",
    published: "2024-01-14",
    lang: "en",
    text: "Hundreds of teachers marched in Arequipa on January 12, 2024. Police arrested at least 10 protesters.",
  },
  {
    id: "valley-2",
    title: "Miners block a road",
    outlet: "The Valley Post",
    published: "2024-02-03",
    lang: "en",
    text: "Miners blocked the main road near Cusco on February 2, 2024. The union of miners said the blockade would go on.",
  },
  {
    id: "lima-1",
    title: "Students plan a rally",
    outlet: "=SUM(1) Daily",
    published: "2024-03-01",
    lang: "en",
    text: "Students will rally in Lima on March 20, 2024. A student, Rosa Quispe, said that thousands were expected.",
  },
  {
    id: "lima-2",
    title: null,
    outlet: null,
    published: "2024-03-02",
    lang: "en",
    text: "The library opened a new reading room. It has forty chairs.",
  },
] as const;

export type Sample = {
  readonly services: Services;
  readonly server: Hono;
  readonly home: string;
  close(): Promise<void>;
};

/** `change` sets what the test needs otherwise. Close it at the end. */
export async function sampleServer(
  change: Partial<Opening> = {},
  reports: readonly object[] = REPORTS,
): Promise<Sample> {
  const home = change.env?.QUIPU_HOME ?? mkdtempSync(join(tmpdir(), "quipu-http-"));
  const { services, close } = await openServices({
    isLoopback: true,
    publicUrl: null,
    env: { QUIPU_HOME: home },
    web: join(home, "web"),
    version: "1.2.3",
    now: () => new Date("2024-03-05T12:00:00Z"),
    log: () => {},
    ...change,
  });
  const server = app(services);
  const logged = await Promise.all(reports.map((report) => services.complete(report as never)));
  await services.store.add(logged.map((record) => ({ kind: "report", record, author: "human:local" })));
  services.jobs.start("refresh", services.refresh);
  await services.jobs.idle();
  return {
    services,
    server,
    home,
    async close() {
      await close();
      rmSync(home, { recursive: true, force: true });
    },
  };
}

/** A `POST` of JSON. */
export function posted(body: unknown, headers: Record<string, string> = {}): RequestInit {
  return {
    method: "POST",
    headers: { "content-type": "application/json", ...headers },
    body: JSON.stringify(body),
  };
}
