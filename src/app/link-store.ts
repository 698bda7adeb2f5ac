/** Links what is new in a store with what was there: the judgements of a linker that the log does not hold yet. */
import type { Judgement } from "../model/judgement.js";
import type { LogEntry } from "../model/log.js";
import type { Store } from "../store/store.js";

/** What a linker adds to a log, given all its codings and judgements. */
export type Judge = (
  codings: readonly LogEntry<"coding">[],
  judgements: readonly LogEntry<"judgement">[],
) => Iterable<Judgement>;

/** `merged`: pairs of tellings newly judged one event. `review`: pairs that wait for a person. */
export type LinkCounts = { readonly merged: number; readonly review: number; readonly related: number };

const BATCH = 500;

/** In batches, each whole or not at all; made again after a break it adds what is missing. */
export async function linkStore(store: Pick<Store, "add" | "all">, judge: Judge): Promise<LinkCounts> {
  const codings: LogEntry<"coding">[] = [];
  const judgements: LogEntry<"judgement">[] = [];
  for await (const entry of store.all(["coding", "judgement"]))
    if (entry.kind === "coding") codings.push(entry);
    else judgements.push(entry);
  const counts = { merged: 0, review: 0, related: 0 };
  let batch: Judgement[] = [];
  const flush = async () => {
    const added = await store.add(
      batch.map((record) => ({ kind: "judgement", record, author: record.coder })),
    );
    for (const [i, { known }] of added.entries()) {
      if (known) continue;
      const { relation } = batch[i]!;
      counts[relation === "same_event" ? "merged" : relation === "unsure" ? "review" : "related"]++;
    }
    batch = [];
  };
  const said = new Set(judgements.map(({ id }) => id));
  for (const judgement of judge(codings, judgements)) {
    if (said.has(judgement.id)) continue;
    batch.push(judgement);
    if (batch.length >= BATCH) await flush();
  }
  if (batch.length > 0) await flush();
  return counts;
}
