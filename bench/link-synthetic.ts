/** Made-up logs of any size for timing: reports, codings and the judgements that tie them, the same for a size. */
import type { Coding, EventRecord } from "../src/model/coding.js";
import { mentionId } from "../src/model/identity.js";
import type { Judgement } from "../src/model/judgement.js";
import type { LogEntry } from "../src/model/log.js";

/** Claims of a made-up event: type, actuality, scope, date, place, two actors, one figure. */
export const CLAIMS = 8;
const TYPES = ["PRO.DEMO", "PRO.STRIKE", "PRO.BLOCK", "REP.DISPERSE", "REP.ARREST", "VIO.ATTACK"];
const QUOTE = { start: 0, end: 4, quote: "word" };

/** Xorshift: the same numbers everywhere. */
function numbers(seed: number): (below: number) => number {
  let state = seed | 1;
  return (below) => {
    state ^= state << 13;
    state ^= state >>> 17;
    state ^= state << 5;
    return (state >>> 0) % below;
  };
}

const entry = { author: "rules@1.0.0", time: "2023-08-01T00:00:00Z", hash: "", previous: "" } as const;

function eventOf(report: string, start: number, seed: number): EventRecord {
  const random = numbers(seed * 2654435761);
  random(2);
  const date = new Date(Date.UTC(2020, 0, 1 + random(1000))).toISOString().slice(0, 10);
  const place = random(3000);
  const crowd = 100 * (1 + random(200));
  const trigger = { start, end: start + 4, quote: "word" };
  const point = crowd + 100 * (seed % 3);
  return {
    id: mentionId(report, trigger),
    type: TYPES[random(TYPES.length)]!,
    actuality: "happened",
    scope: "event",
    trigger,
    mentions: [],
    date: { edtf: date, start: date, end: date, precision: "D", rule: "month-day-year", quote: QUOTE },
    places: [
      {
        name: `Town ${place}`,
        role: "site",
        country: `C${place % 40}`,
        admin1: `Province ${place % 400}`,
        admin2: null,
        lat: -60 + (place % 300) * 0.4,
        lon: -170 + Math.floor(place / 300) * 30,
        precision: "G1",
        geonameId: place + 1,
        quote: QUOTE,
      },
    ],
    actors: [
      { name: "teachers", role: "participant", category: "workers", quote: QUOTE },
      { name: "police", role: "responder", category: "state_security", quote: QUOTE },
    ],
    figures: [
      {
        kind: "crowd_size",
        low: point,
        high: point,
        point,
        hedge: null,
        stock: false,
        group: "people",
        said_by: null,
        quote: QUOTE,
      },
    ],
    demands: [],
    means: [],
    attribution: { voice: "narrator", evidentiality: "asserted", quote: null },
    contested: [],
    confidence: 0.8,
  };
}

export type Synthetic = {
  readonly reports: readonly LogEntry<"report">[];
  readonly codings: readonly LogEntry<"coding">[];
  readonly judgements: readonly LogEntry<"judgement">[];
};

/** So many events in codings of two; each happening is told by three reports, and judgements say so. */
export function synthetic(events: number): Synthetic {
  const codings: LogEntry<"coding">[] = [];
  const told = new Map<number, string[]>();
  for (let at = 0; at * 2 < events; at++) {
    const report = `r${at}`;
    const happenings = [Math.floor(at / 3) * 2, Math.floor(at / 3) * 2 + 1];
    const coded = happenings.map((happening, i) => eventOf(report, i * 10, happening + 1));
    const record: Coding = {
      report: {
        id: report,
        sha256: "",
        lang: "en",
        published: "2023-07-20",
        title: null,
        outlet: null,
        url: null,
      },
      coder: "rules@1.0.0",
      codebook: "protest@1.0.0",
      seen: [],
      events: coded,
      links: [],
      figures: [],
      relations: [],
      noise: [],
      findings: [],
    };
    codings.push({
      kind: "coding",
      record,
      position: at + 1,
      id: at.toString(16).padStart(64, "0"),
      ...entry,
    });
    for (const [i, happening] of happenings.entries())
      told.set(happening, [...(told.get(happening) ?? []), coded[i]!.id]);
  }
  const judgements: LogEntry<"judgement">[] = [];
  for (const [first, ...rest] of told.values())
    for (const other of rest) {
      const mentions: [string, string] = first! < other ? [first!, other] : [other, first!];
      const id = mentions.join(" ");
      const record: Judgement = { id, coder: "linker@1.0.0", mentions, relation: "same_event", reasons: [] };
      judgements.push({ kind: "judgement", record, position: events + judgements.length + 1, id, ...entry });
    }
  return { reports: [], codings, judgements };
}
