/** Across reports: tellings become one event only where judgements say so, and never against a veto. */
import type { Finding } from "../model/coding.js";
import type { Judgement } from "../model/judgement.js";
import type { LogEntry } from "../model/log.js";
import { coderName, isNewer, kindOf, order } from "./standing.js";
import type { Telling } from "./tellings.js";

/** A judgement that counts, about two tellings by their place in the list. */
type Ruling = {
  readonly a: number;
  readonly b: number;
  readonly judgement: Judgement;
  readonly position: number;
  readonly person: boolean;
};

export type Clusters = {
  /** Places of tellings; every telling is in exactly one cluster. */
  readonly clusters: readonly (readonly number[])[];
  /** Relations between tellings that judgements state; `directed` where they say which one is `from`. */
  readonly relations: readonly {
    readonly from: number;
    readonly to: number;
    readonly relation: "part_of" | "realises";
    readonly by: string;
    readonly directed: boolean;
  }[];
  readonly findings: readonly Finding[];
};

/** Finds the telling that a mention id means: by its exact place, else by the words it overlaps most. */
function finder(tellings: readonly Telling[]): (mention: string) => number {
  const exact = new Map<string, number>();
  const byReport = new Map<string, number[]>();
  for (const [i, telling] of tellings.entries()) {
    for (const { event } of telling.accounts) if (!exact.has(event.id)) exact.set(event.id, i);
    const list = byReport.get(telling.report);
    if (list) list.push(i);
    else byReport.set(telling.report, [i]);
  }
  return (mention) => {
    const found = exact.get(mention);
    if (found !== undefined) return found;
    const place = parseMention(mention);
    let best = -1;
    let most = 0;
    for (const i of (place && byReport.get(place.report)) ?? [])
      for (const { event } of tellings[i]!.accounts)
        for (const span of [event.trigger, ...event.mentions]) {
          const shared = Math.min(span.end, place!.end) - Math.max(span.start, place!.start);
          if (shared > most) [best, most] = [i, shared];
        }
    return best;
  };
}

/** `REPORT:START-END` taken apart, or null where it is no mention id. */
export function parseMention(mention: string): { report: string; start: number; end: number } | null {
  const colon = mention.lastIndexOf(":");
  const place = /^(\d{1,9})-(\d{1,9})$/.exec(mention.slice(colon + 1));
  if (colon < 1 || place === null) return null;
  return { report: mention.slice(0, colon), start: Number(place[1]), end: Number(place[2]) };
}

const rank = (ruling: Ruling) => (ruling.person ? 0 : 1);

/** Of each pair of tellings the one ruling that counts: a person's before a linker's, then the newest. */
function rulingsOf(
  tellings: readonly Telling[],
  entries: readonly LogEntry<"judgement">[],
): { rulings: Ruling[]; unplaced: number } {
  const find = finder(tellings);
  const newest = new Map<string, LogEntry<"judgement">>();
  for (const entry of entries) {
    const { coder, mentions } = entry.record;
    const key = `${coderName(coder)}\n${mentions[0]}\n${mentions[1]}`;
    const other = newest.get(key);
    if (other === undefined || isNewer(entry, other)) newest.set(key, entry);
  }
  let unplaced = 0;
  const ofPair = new Map<string, Ruling & { id: string }>();
  for (const { record, position, id } of newest.values()) {
    const a = find(record.mentions[0]);
    const b = find(record.mentions[1]);
    if (a < 0 || b < 0) unplaced++;
    if (a < 0 || b < 0 || a === b) continue;
    const ruling = { a, b, judgement: record, position, person: kindOf(record.coder) === "person", id };
    const key = a < b ? `${a} ${b}` : `${b} ${a}`;
    const other = ofPair.get(key);
    const wins =
      other === undefined ||
      rank(ruling) < rank(other) ||
      (rank(ruling) === rank(other) && isNewer(ruling, other));
    if (wins) ofPair.set(key, ruling);
  }
  return { rulings: [...ofPair.values()], unplaced };
}

/** Clusters that know their members, reports and vetoes. */
class Union {
  readonly #parent: Int32Array;
  readonly #members: (number[] | null)[];
  readonly #vetoes = new Map<number, number[]>();
  readonly #reports = new Map<number, Set<string>>();

  constructor(readonly tellings: readonly Telling[]) {
    this.#parent = Int32Array.from(tellings, (_, i) => i);
    this.#members = tellings.map((_, i) => [i]);
  }

  root(i: number): number {
    let root = i;
    while (this.#parent[root] !== root) root = this.#parent[root]!;
    for (let at = i; at !== root; ) {
      const next = this.#parent[at]!;
      this.#parent[at] = root;
      at = next;
    }
    return root;
  }

  veto(a: number, b: number): void {
    const [x, y] = [this.root(a), this.root(b)];
    if (x === y) return;
    for (const [from, to] of [
      [x, b],
      [y, a],
    ] as const) {
      const list = this.#vetoes.get(from);
      if (list) list.push(to);
      else this.#vetoes.set(from, [to]);
    }
  }

  vetoed(a: number, b: number): boolean {
    const [x, y] = [this.root(a), this.root(b)];
    const [mine, theirs] = [this.#vetoes.get(x) ?? [], this.#vetoes.get(y) ?? []];
    return mine.length < theirs.length
      ? mine.some((other) => this.root(other) === y)
      : theirs.some((other) => this.root(other) === x);
  }

  /** A report tells an event once: a machine may not join two tellings of one report, not by a chain either. */
  sharesReport(a: number, b: number): boolean {
    const [x, y] = [this.#reportsOf(this.root(a)), this.#reportsOf(this.root(b))];
    const [few, many] = x.size < y.size ? [x, y] : [y, x];
    for (const report of few) if (many.has(report)) return true;
    return false;
  }

  #reportsOf(root: number): Set<string> {
    let reports = this.#reports.get(root);
    if (reports === undefined) {
      reports = new Set([this.tellings[root]!.report]);
      this.#reports.set(root, reports);
    }
    return reports;
  }

  join(a: number, b: number): void {
    let [into, from] = [this.root(a), this.root(b)];
    if (into === from) return;
    if (this.#members[into]!.length < this.#members[from]!.length) [into, from] = [from, into];
    this.#parent[from] = into;
    for (const i of this.#members[from]!) this.#members[into]!.push(i);
    this.#members[from] = null;
    const reports = this.#reportsOf(into);
    for (const report of this.#reportsOf(from)) reports.add(report);
    this.#reports.delete(from);
    const moved = this.#vetoes.get(from);
    if (moved === undefined) return;
    this.#vetoes.delete(from);
    const kept = this.#vetoes.get(into);
    if (kept === undefined) this.#vetoes.set(into, moved);
    else for (const i of moved) kept.push(i);
  }

  clusters(): number[][] {
    return this.#members.filter((members) => members !== null);
  }
}

/**
 * Joins tellings by `same_event`, persons' judgements first and then the linkers', each in the order of the mentions they
 * name; a join is refused where any telling of one side is held apart from any of the other (complete link). Persons'
 * joins heed persons' vetoes only, linkers' joins heed all. `part_of` and `realises` hold apart too. Near-linear.
 */
export function clustersOf(
  tellings: readonly Telling[],
  entries: readonly LogEntry<"judgement">[],
): Clusters {
  const { rulings, unplaced } = rulingsOf(tellings, entries);
  const named = ({ a, b }: Ruling) => {
    const [x, y] = [tellings[a]!.id, tellings[b]!.id];
    return x < y ? [x, y] : [y, x];
  };
  const keyed = rulings.map((ruling) => ({ ruling, key: named(ruling).join("\n") }));
  keyed.sort((x, y) => rank(x.ruling) - rank(y.ruling) || order(x.key, y.key));
  const union = new Union(tellings);
  const findings: Finding[] = [];
  for (const person of [true, false]) {
    const mine = keyed.filter(({ ruling }) => ruling.person === person);
    const apart = ({ judgement }: Ruling) =>
      judgement.relation !== "same_event" && judgement.relation !== "unsure";
    for (const { ruling } of mine) if (apart(ruling)) union.veto(ruling.a, ruling.b);
    for (const { ruling } of mine) {
      const { a, b, judgement } = ruling;
      if (judgement.relation !== "same_event" || union.root(a) === union.root(b)) continue;
      const refused = union.vetoed(a, b);
      if (!refused && (person || !union.sharesReport(a, b))) union.join(a, b);
      else if (person) findings.push(contradicted(judgement));
    }
  }
  if (unplaced > 0)
    findings.push({
      code: "edition.judgement_unplaced",
      message: `${unplaced} judgements name a mention that no current coding has. They count for nothing until a coding tells that event again.`,
      place: null,
    });
  const relations = keyed.flatMap(({ ruling: { a, b, judgement } }) =>
    judgement.relation === "part_of" || judgement.relation === "realises"
      ? [relationOf(a, b, judgement, judgement.relation)]
      : [],
  );
  return { clusters: union.clusters(), relations, findings };
}

/** `a` and `b`: the tellings of the first and second mention of the judgement. */
function relationOf(
  a: number,
  b: number,
  { id, mentions, from }: Judgement,
  relation: "part_of" | "realises",
): Clusters["relations"][number] {
  const turned = from === mentions[1];
  return { from: turned ? b : a, to: turned ? a : b, relation, by: id, directed: from !== undefined };
}

function contradicted({ coder, mentions }: Judgement): Finding {
  return {
    code: "edition.judgement_contradicted",
    message: `${coder} says that ${mentions.join(" and ")} are one event, but persons hold apart what would come together. They stay apart: look at these mentions again and judge the pair that is wrong.`,
    place: null,
  };
}
