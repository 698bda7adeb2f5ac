/** What is remembered of sources between runs: what servers said of their pages, and how many reports came day by day. */
import { mkdir, readFile, rename, writeFile } from "node:fs/promises";
import { join } from "node:path";
import type { Validators } from "../ingest/fetch.js";
import type { Milestone } from "../ingest/reading.js";
import { addVolume, type Volume } from "../ingest/volume.js";
import { sha256 } from "../model/identity.js";

type Visit = Validators & { readonly named: string | null };
type Remembered = {
  readonly visits: Readonly<Record<string, Visit>>;
  readonly volumes: Readonly<Record<string, Volume>>;
};

/** Of a store in a folder; of a database by its address, since what one store was given another has not. */
const fileOf = (database: string | null) =>
  database === null ? "sources.json" : `sources-${sha256(database).slice(0, 12)}.json`;
/** The file is written whole, so not more often than this, in milliseconds. */
const PAUSE = 10_000;

/** Loses at most ten seconds when the program is killed: pages are then fetched again, and known reports passed over. */
export class SourceMemory {
  readonly #visits: Map<string, Visit>;
  readonly #volumes: Map<string, Volume>;
  #saved = 0;
  #changed = false;

  constructor(
    private readonly folder: string | null,
    remembered: Remembered = { visits: {}, volumes: {} },
    private readonly file = fileOf(null),
  ) {
    this.#visits = new Map(Object.entries(remembered.visits));
    this.#volumes = new Map(Object.entries(remembered.volumes));
  }

  /**
   * Of the store in a folder, or of a database (its address without a password), as a file in the folder; what cannot be
   * read is as if it were not there.
   */
  static async open(folder: string, database: string | null = null): Promise<SourceMemory> {
    const file = fileOf(database);
    try {
      const { visits, volumes } = JSON.parse(await readFile(join(folder, file), "utf8")) as Remembered;
      return new SourceMemory(folder, { visits: { ...visits }, volumes: { ...volumes } }, file);
    } catch {
      return new SourceMemory(folder, undefined, file);
    }
  }

  validators(address: string): Validators | null {
    return this.#visits.get(address) ?? null;
  }

  /** Whether a page was read and is not named as changed since. */
  read(address: string, named: string | null): boolean {
    const visit = this.#visits.get(address);
    return visit !== undefined && (named === null || (visit.named !== null && named <= visit.named));
  }

  volume(source: string): Volume | null {
    return this.#volumes.get(source) ?? null;
  }

  /** All that an address gave is in the store. */
  visited({ address, etag, lastModified, named, unchanged }: Milestone): void {
    if (unchanged) return;
    this.#visits.set(address, { etag, lastModified, named });
    this.#changed = true;
  }

  /** So many new reports of a source are in the store; 0 says that it was read. */
  came(source: string, today: string, reports: number): void {
    this.#volumes.set(source, addVolume(this.volume(source), today, reports));
    this.#changed = true;
  }

  /** The file is there whole or as it was before. */
  async save(now = false): Promise<void> {
    if (this.folder === null || !this.#changed || (!now && Date.now() - this.#saved < PAUSE)) return;
    const remembered: Remembered = {
      visits: Object.fromEntries(this.#visits),
      volumes: Object.fromEntries(this.#volumes),
    };
    await mkdir(this.folder, { recursive: true, mode: 0o700 });
    const draft = join(this.folder, `${this.file}.${process.pid}.part`);
    await writeFile(draft, `${JSON.stringify(remembered, null, 1)}\n`, { mode: 0o600, flush: true });
    await rename(draft, join(this.folder, this.file));
    this.#saved = Date.now();
    this.#changed = false;
  }
}
