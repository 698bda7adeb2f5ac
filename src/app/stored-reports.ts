/** Which reports a store has, and under which id a new one goes in beside them. */
import type { IncomingReport } from "../ingest/incoming.js";
import type { Store } from "../store/store.js";

/** The id that a report will have, and the report that it corrects, or null. */
export type Place = { readonly id: string; readonly replaces: string | null };

export class StoredReports {
  /** The last report at each address of a source or outlet. */
  #at: Map<string, { readonly id: string; readonly sha256: string }> | null = null;

  constructor(private readonly store: Pick<Store, "all" | "report">) {}

  /** Null for a report that is there with the same text. */
  async placeOf({ report, custody }: IncomingReport): Promise<Place | null> {
    const { id, sha256 } = report;
    const known = await this.store.report(id);
    if (known?.sha256 === sha256) return null;
    const at = await this.#addresses();
    const key = keyOf(custody.source ?? report.outlet, report.url);
    const before = key === null ? undefined : at.get(key);
    const place: Place =
      known === null
        ? { id, replaces: before !== undefined && before.sha256 !== sha256 ? before.id : null }
        : { id: `${id}~${sha256.slice(0, 8)}`, replaces: id };
    if (known !== null && (await this.store.report(place.id)) !== null) return null;
    if (key !== null) at.set(key, { id: place.id, sha256 });
    return place;
  }

  /** Read once, and only when something new comes. */
  async #addresses(): Promise<Map<string, { readonly id: string; readonly sha256: string }>> {
    if (this.#at !== null) return this.#at;
    this.#at = new Map();
    for await (const { record } of this.store.all("report")) {
      const key = keyOf(record.custody?.source ?? record.outlet, record.url);
      if (key !== null) this.#at.set(key, { id: record.id, sha256: record.sha256 });
    }
    return this.#at;
  }
}

function keyOf(source: string | null, url: string | null): string | null {
  return url === null ? null : `${source ?? ""}\n${url}`;
}
