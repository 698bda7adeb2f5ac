/** Work that goes on after an answer: one piece at a time, and everybody may watch. */
import type { z } from "zod";
import type { jobSchema } from "./desk-answers.js";

export type Job = Readonly<z.infer<typeof jobSchema>>;
export type JobKind = Job["kind"];
/** What a piece of work says of itself while it goes on. */
export type Progress = (news: Partial<Pick<Job, "step" | "done" | "total">>) => void;
export type Work = (progress: Progress) => Promise<{
  readonly edition: number | null;
  readonly findings: readonly { readonly code: string; readonly message: string }[];
}>;

/** So many ended jobs are remembered. */
const REMEMBERED = 200;

export class Jobs {
  readonly #jobs = new Map<string, Job>();
  readonly #watchers = new Map<string, Set<(job: Job) => void>>();
  #last: Promise<void> = Promise.resolve();
  #count = 0;

  constructor(
    readonly now: () => Date,
    readonly report: (error: unknown) => void,
  ) {}

  list(): Job[] {
    return [...this.#jobs.values()].reverse();
  }

  get(id: string): Job | null {
    return this.#jobs.get(id) ?? null;
  }

  /** Starts work after what was started before. */
  start(kind: JobKind, work: Work): Job {
    const id = `j${++this.#count}`;
    const created = this.now().toISOString();
    const job: Job = {
      id,
      kind,
      state: "waiting",
      created,
      ended: null,
      step: null,
      done: 0,
      total: null,
      edition: null,
      findings: [],
    };
    this.#jobs.set(id, job);
    this.#forget();
    this.#last = this.#last.then(() => this.#run(id, work));
    return job;
  }

  /** The waiting job of a kind, else a new one: work that looks at the whole log need not be done twice. */
  ensure(kind: JobKind, work: Work): Job {
    const waiting = [...this.#jobs.values()].find((job) => job.kind === kind && job.state === "waiting");
    return waiting ?? this.start(kind, work);
  }

  /** Calls `watcher` at every change from now on; returns what ends that. */
  watch(id: string, watcher: (job: Job) => void): () => void {
    const watchers = this.#watchers.get(id) ?? new Set();
    this.#watchers.set(id, watchers.add(watcher));
    return () => {
      watchers.delete(watcher);
      if (watchers.size === 0) this.#watchers.delete(id);
    };
  }

  /** Resolves when nothing is left to do. */
  async idle(): Promise<void> {
    let last: Promise<void>;
    do {
      last = this.#last;
      await last;
    } while (last !== this.#last);
  }

  async #run(id: string, work: Work): Promise<void> {
    this.#change(id, { state: "running" });
    try {
      const { edition, findings } = await work((news) => this.#change(id, news));
      this.#change(id, {
        state: "done",
        ended: this.now().toISOString(),
        step: null,
        edition,
        findings: [...findings],
      });
    } catch (error) {
      this.report(error);
      const message = error instanceof Error ? error.message : String(error);
      const findings = [{ code: "job.failed", message }];
      this.#change(id, { state: "failed", ended: this.now().toISOString(), findings });
    }
  }

  #change(id: string, news: Partial<Job>): void {
    const job = this.#jobs.get(id);
    if (job === undefined) return;
    const changed = { ...job, ...news };
    this.#jobs.set(id, changed);
    for (const watcher of this.#watchers.get(id) ?? []) watcher(changed);
  }

  #forget(): void {
    for (const [id, job] of this.#jobs) {
      if (this.#jobs.size <= REMEMBERED) return;
      if (job.ended !== null) this.#jobs.delete(id);
    }
  }
}
