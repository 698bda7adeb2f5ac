/** Long work of the server, in the bar at the top: how far it has come, and that there is something new when it is done. */
import { effect, signal } from "@preact/signals";
import type { Job, JobList } from "../api/answers.js";
import { watchJob } from "../api/jobs.js";
import { load } from "../api/load.js";
import { texts } from "../texts/index.js";

const jobs = load<JobList>(() => "/api/jobs");
/** The job that is watched, as it is now. */
const watched = signal<Job | null>(null);

const isUnderWay = ({ state }: Job) => state === "waiting" || state === "running";

/** Follows a job to its end; whoever starts one by writing hands its id here. */
export function followJob(id: string): void {
  const { job } = watchJob(id);
  effect(() => {
    if (job.value !== null) watched.value = job.value;
  });
}

effect(() => {
  const running = jobs.value.value?.items.find(isUnderWay);
  if (running !== undefined) followJob(running.id);
});

export function JobLine() {
  const job = watched.value;
  if (job === null) return null;
  return (
    <div class="job-line" role="status">
      {isUnderWay(job) && (
        <progress
          aria-label={job.step ?? texts.progress[job.state]}
          {...(job.total === null || job.total === 0 ? {} : { value: job.done, max: job.total })}
        />
      )}
      <span>
        {job.step ?? texts.progress[job.state]}
        {isUnderWay(job) && job.total !== null && ` · ${texts.progress.of(job.done, job.total)}`}
      </span>
      {job.state === "done" && (
        <button type="button" class="button button-quiet" onClick={() => location.reload()}>
          {texts.progress.show}
        </button>
      )}
    </div>
  );
}
