/** Long work on the server, as it goes on: server-sent events of one job. */
import { type ReadonlySignal, signal } from "@preact/signals";
import type { Job } from "./answers.js";

export type Watched = { readonly job: ReadonlySignal<Job | null>; readonly stop: () => void };

/** Follows `GET /api/jobs/ID/events` until the job has ended or `stop` is called; the browser takes up a broken line again. */
export function watchJob(id: string, ended?: (job: Job) => void): Watched {
  const job = signal<Job | null>(null);
  const source = new EventSource(`/api/jobs/${encodeURIComponent(id)}/events`);
  source.addEventListener("job", (event: MessageEvent<string>) => {
    const next = JSON.parse(event.data) as Job;
    job.value = next;
    if (next.state !== "done" && next.state !== "failed") return;
    source.close();
    ended?.(next);
  });
  return { job, stop: () => source.close() };
}
