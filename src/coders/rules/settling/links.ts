/** Links a state's responses to the protests they answer (C2): the nearest that fits in day and place. */
import type { EventRecord, Link } from "../../../model/coding.js";
import type { Why } from "../../../model/why.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import { kilometres } from "../merging/merge.js";

const RESPONDED = [
  "PRO.RIOT",
  "PRO.DEMO",
  "PRO.OCCUPY",
  "PRO.BLOCK",
  "PRO.STRIKE",
  "PRO.GENSTRIKE",
  "PRO.WAVE",
  "PRO.MIXED",
  "PRO.VIGIL",
  "PRO.HUNGER",
  "PRO.COUNTER",
];

const NEAR = 6;

/** `before`: told as what others answered to. `why` takes the reasons at the records, where they are asked for. */
export function links(
  records: readonly { record: EventRecord; sentences: readonly number[]; before: boolean }[],
  why: Why | null = null,
): Link[] {
  const out: Link[] = [];
  // Who could be answered, by sentence: an answer stands within six sentences of what it answers.
  const told = new Map<number, number[]>();
  records.forEach(({ record, sentences }, n) => {
    if (!RESPONDED.includes(record.type)) return;
    for (const s of new Set(sentences)) told.set(s, [...(told.get(s) ?? []), n]);
  });
  for (const { record, sentences, before } of records) {
    // The killing that set riots off is no answer to them.
    if (before) continue;
    const family = record.type.slice(0, 3);
    if (family !== "REP" && record.type !== "GOV.CONCEDE" && record.type !== "MIL.DEPLOY") continue;
    let best: EventRecord | null = null;
    let bestScore = 0;
    const gaps = new Map<number, number>();
    for (const s of sentences) {
      for (let near = s - NEAR; near <= s + NEAR; near++) {
        for (const n of told.get(near) ?? []) gaps.set(n, Math.min(gaps.get(n) ?? NEAR, Math.abs(near - s)));
      }
    }
    for (const [n, gap] of [...gaps].sort((a, b) => a[0] - b[0])) {
      const other = records[n]!;
      const rank = RESPONDED.indexOf(other.record.type);
      const a = record.date;
      const b = other.record.date;
      const no = (code: ReasonCode, event: EventRecord) =>
        why?.note(record, code, event.trigger, { event: event.id, type: event.type });
      if ((a.end && b.start && a.end < b.start) || (a.start && b.end && b.end < a.start)) {
        no("link.day", other.record);
        continue;
      }
      const here = record.places[0];
      const there = other.record.places[0];
      if (here && there) {
        const km = kilometres(here, there);
        if (km !== null && km > 60) {
          no("link.far", other.record);
          continue;
        }
      }
      const score = 20 - gap * 2 - rank * 0.3;
      const loser: EventRecord | null = score > bestScore ? best : other.record;
      if (loser) no("link.farther", loser);
      if (loser === other.record) continue;
      bestScore = score;
      best = other.record;
    }
    if (best) why?.note(record, "link.nearest", best.trigger, { event: best.id, type: best.type });
    else why?.note(record, "link.none");
    if (best)
      out.push({
        from: record.id,
        to: best.id,
        relation: "state_response_to",
        basis: "inferred",
        quote: null,
      });
  }
  return out;
}
