/** Handlers of jobs: the list, one, and one as it goes on (server-sent events). */
import type { Job } from "./jobs.js";
import { Problem } from "./problem.js";
import type { Answer, Call } from "./services.js";

/** A line now and then, so that nothing between takes the connection for dead. */
const HEARTBEAT_MS = 15_000;
/** So many may watch at one time. */
const MOST_WATCHERS = 200;
let watching = 0;

export const listJobs = ({ services }: Call): Answer => ({ items: services.jobs.list() });

export function oneJob({ params, services }: Call): Job {
  const job = services.jobs.get(params.id ?? "");
  if (job === null)
    throw new Problem(
      "not-found",
      "There is no job with this id; jobs of before the last start are not kept.",
      "GET /api/jobs lists those there are.",
    );
  return job;
}

const hasEnded = ({ state }: Job) => state === "done" || state === "failed";

/** The stream ends with the job. */
export function jobEvents(call: Call): Answer {
  const first = oneJob(call);
  if (watching >= MOST_WATCHERS)
    throw new Problem(
      "too-many",
      "Too many streams are open.",
      "Ask GET /api/jobs/{id} now and then instead.",
      {
        headers: { "retry-after": "10" },
      },
    );
  const encoder = new TextEncoder();
  let end = () => {};
  const body = new ReadableStream<Uint8Array>({
    start(controller) {
      let isOpen = true;
      watching++;
      const say = (line: string) => controller.enqueue(encoder.encode(line));
      const send = (job: Job) => {
        if (!isOpen) return;
        say(`event: job\ndata: ${JSON.stringify(job)}\n\n`);
        if (hasEnded(job)) {
          end();
          controller.close();
        }
      };
      const unwatch = call.services.jobs.watch(first.id, send);
      const heartbeat = setInterval(() => say(": still here\n\n"), HEARTBEAT_MS);
      heartbeat.unref();
      end = () => {
        if (!isOpen) return;
        isOpen = false;
        watching--;
        clearInterval(heartbeat);
        unwatch();
      };
      send(first);
    },
    cancel: () => end(),
  });
  return new Response(body, {
    headers: { "content-type": "text/event-stream; charset=utf-8", "x-accel-buffering": "no" },
  });
}
