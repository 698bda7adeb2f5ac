/** Linking and resolving: incidents told by several papers, stories of several days, and growth over synthetic logs. */
import { existsSync } from "node:fs";
import { linkMentions, newJudgements } from "../src/app/make-edition.js";
import { rulesCoder } from "../src/coders/index.js";
import { tableLinker } from "../src/link/index.js";
import type { Coding } from "../src/model/coding.js";
import { codingId, sha256 } from "../src/model/identity.js";
import type { Judgement } from "../src/model/judgement.js";
import type { LogEntry } from "../src/model/log.js";
import { policyOf, type ResolvedEvent, resolve } from "../src/resolve/index.js";
import { CLAIMS, synthetic } from "./link-synthetic.js";
import { CORPORA, jsonLines, keep, machine, SHARED } from "./machine.js";

const CODEBOOK = "protest@1.0.0";
const WINDOW = 7;
const entry = { author: "bench", time: "2023-08-01T00:00:00Z", hash: "", previous: "" } as const;

type Article = {
  readonly doc_id: string;
  readonly title: string;
  readonly dct: string | null;
  readonly text: string;
};
type Incident = {
  readonly id: string;
  readonly date: string;
  readonly num_killed: number;
  readonly num_injured: number;
  readonly articles: readonly Article[];
};

async function codedEntry(
  id: string,
  text: string,
  published: string | null,
  title: string | null,
  position: number,
) {
  const report = { id, text, sha256: sha256(text), lang: "en", published, title, outlet: null, url: null };
  const record: Coding = await rulesCoder.code(report, CODEBOOK, []);
  return { kind: "coding", record, position, id: codingId(record), ...entry } as LogEntry<"coding">;
}

const judged = (records: readonly Judgement[]): LogEntry<"judgement">[] =>
  records.map((record, i) => ({
    kind: "judgement",
    record,
    position: 1_000_000 + i,
    id: record.id,
    ...entry,
  }));

function linked(codings: readonly LogEntry<"coding">[]) {
  const judgements = judged(newJudgements(codings, []));
  return {
    judgements,
    ...resolve({ reports: [], codings, judgements }, policyOf("maverick-representative")!),
  };
}

const reportsOf = ({ mentions }: ResolvedEvent) => [...new Set(mentions.map(({ report }) => report))];
const share = (part: number, whole: number) =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 1000;

/** A number of an event under the policy, of everybody. */
function numberOf(event: ResolvedEvent, kind: "deaths" | "injured"): number | null {
  const found = event.figures.filter(
    (figure) => figure.kind === kind && !figure.stock && figure.best !== null,
  );
  return found.length === 0 ? null : Math.max(...found.map(({ best }) => best!));
}

/** Pairs of articles: which tell one incident, and which the linker ties. */
async function incidents() {
  const rows = jsonLines<Incident>(`${CORPORA}gva_incidents/dev.jsonl`);
  const incidentOf = new Map<string, string>();
  const codings: LogEntry<"coding">[] = [];
  const days = (a: string, b: string) => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;
  for (const { id, date, articles } of rows)
    for (const { doc_id, text, dct, title } of articles) {
      if (dct === null || days(dct.slice(0, 10), date) > WINDOW) continue;
      const report = `${id}.${doc_id}`;
      incidentOf.set(report, id);
      codings.push(await codedEntry(report, text, dct.slice(0, 10), title, codings.length + 1));
    }
  const { events, judgements } = linked(codings);
  const linkable = new Set(
    codings
      .filter(({ record }) =>
        record.events.some(
          (e) =>
            /^(VIO|REP|LAW)/.test(e.type) &&
            e.date.start !== null &&
            e.date.end !== null &&
            e.places.some((p) => p.country !== null),
        ),
      )
      .map(({ record }) => record.report.id),
  );
  const reports = [...incidentOf.keys()];
  const byIncident = new Map<string, string[]>();
  for (const [report, incident] of incidentOf)
    byIncident.set(incident, [...(byIncident.get(incident) ?? []), report]);
  let [same, sameLinkable] = [0, 0];
  for (const told of byIncident.values()) {
    same += (told.length * (told.length - 1)) / 2;
    const n = told.filter((report) => linkable.has(report)).length;
    sameLinkable += (n * (n - 1)) / 2;
  }
  const tied = new Set<string>();
  for (const event of events) {
    const told = reportsOf(event).sort();
    for (const [i, a] of told.entries()) for (const b of told.slice(i + 1)) tied.add(`${a}\n${b}`);
  }
  const right = [...tied].filter((pair) => {
    const [a, b] = pair.split("\n");
    return incidentOf.get(a!) === incidentOf.get(b!);
  }).length;
  const unsure = judgements.filter(({ record }) => record.relation === "unsure");
  const unsureRight = unsure.filter(({ record: { mentions } }) => {
    const [a, b] = mentions.map((mention) => incidentOf.get(mention.slice(0, mention.lastIndexOf(":"))));
    return a === b;
  }).length;
  return {
    incidents: byIncident.size,
    articles: reports.length,
    pairs_tied: tied.size,
    pairs_same_incident: same,
    precision: share(right, tied.size),
    recall: share(right, same),
    pairs_where_both_are_dated_and_placed: sameLinkable,
    recall_of_those: share(right, sameLinkable),
    for_review: unsure.length,
    for_review_same_incident: share(unsureRight, unsure.length),
    figures: figuresOf(rows, byIncident, codings, events),
  };
}

/** Killed and injured of incidents that several articles tell: after merging, and in the single articles. */
function figuresOf(
  rows: readonly Incident[],
  byIncident: ReadonlyMap<string, readonly string[]>,
  codings: readonly LogEntry<"coding">[],
  events: readonly ResolvedEvent[],
) {
  const alone = resolve(
    { reports: [], codings, judgements: [] },
    policyOf("maverick-representative")!,
  ).events;
  const ofReport = (all: readonly ResolvedEvent[]) => {
    const found = new Map<string, ResolvedEvent[]>();
    for (const event of all)
      for (const report of reportsOf(event)) found.set(report, [...(found.get(report) ?? []), event]);
    return found;
  };
  const [merged, single] = [ofReport(events), ofReport(alone)];
  const result: Record<string, unknown> = {};
  for (const [kind, gold] of [
    ["deaths", "num_killed"],
    ["injured", "num_injured"],
  ] as const) {
    let [counted, exact, best, articles, exactArticles] = [0, 0, 0, 0, 0];
    for (const row of rows) {
      const told = byIncident.get(row.id) ?? [];
      if (told.length < 2 || row[gold] === 0) continue;
      counted++;
      const pick = (found: readonly ResolvedEvent[]) =>
        [...found]
          .filter((event) => numberOf(event, kind) !== null)
          .sort(
            (a, b) =>
              reportsOf(b).length - reportsOf(a).length ||
              numberOf(b, kind)! - numberOf(a, kind)! ||
              (a.key < b.key ? -1 : 1),
          )[0];
      const of = (found: readonly ResolvedEvent[]) => {
        const event = pick(found);
        return event === undefined ? null : numberOf(event, kind);
      };
      if (of(told.flatMap((report) => merged.get(report) ?? [])) === row[gold]) exact++;
      const singles = told.map((report) => of(single.get(report) ?? []) === row[gold]);
      articles += singles.length;
      exactArticles += singles.filter(Boolean).length;
      if (singles.some(Boolean)) best++;
    }
    result[kind] = {
      incidents: counted,
      exact_merged: share(exact, counted),
      exact_single_article: share(exactArticles, articles),
      exact_in_the_best_article: share(best, counted),
    };
  }
  return result;
}

/** Stories of several days, coded by the rules: merges of mentions whose days do not meet. */
async function stories() {
  type Story = {
    readonly id: string;
    readonly text: string;
    readonly lang: string;
    readonly published: string | null;
    readonly title: string | null;
    readonly story: string;
  };
  const rows = jsonLines<Story>(`${SHARED}gold/stories.jsonl`).filter(({ lang }) => lang === "en");
  const codings: LogEntry<"coding">[] = [];
  for (const { id, text, published, title } of rows)
    codings.push(await codedEntry(id, text, published, title, codings.length + 1));
  const storyOf = new Map(rows.map(({ id, story }) => [id, story]));
  const { events, judgements } = linked(codings);
  const dates = new Map(
    codings.flatMap(({ record }) => record.events.map((event) => [event.id, event.date] as const)),
  );
  let [merges, apart, across] = [0, 0, 0];
  for (const event of events) {
    const ids = event.mentions.map(({ id }) => id).filter((id) => dates.has(id));
    for (const [i, a] of ids.entries())
      for (const b of ids.slice(i + 1)) {
        const [x, y] = [dates.get(a)!, dates.get(b)!];
        merges++;
        if (x.start !== null && y.start !== null && (x.end! < y.start || y.end! < x.start)) apart++;
      }
    if (new Set(reportsOf(event).map((report) => storyOf.get(report))).size > 1) across++;
  }
  return {
    reports: rows.length,
    merged_pairs: merges,
    on_different_days: apart,
    events_across_stories: across,
    for_review: judgements.filter(({ record }) => record.relation === "unsure").length,
  };
}

/** Processor seconds of some work; the least of a few rounds, since a busy machine only adds. */
function seconds(rounds: number, work: () => void): number {
  let least = Number.POSITIVE_INFINITY;
  for (let round = 0; round < rounds; round++) {
    const start = process.cpuUsage();
    work();
    const { user, system } = process.cpuUsage(start);
    least = Math.min(least, (user + system) / 1e6);
  }
  return least;
}

/** How time grows from the first to the last size: 1 is linear. */
function exponent(points: readonly { size: number; s: number }[]): number {
  const [first, last] = [points[0]!, points.at(-1)!];
  return Math.round((Math.log(last.s / first.s) / Math.log(last.size / first.size)) * 100) / 100;
}

function growth(sizes: readonly number[], work: (size: number) => () => void) {
  const points = sizes.map((size, i) => {
    const run = work(size);
    return { size, s: Math.round(seconds(sizes.length - i, run) * 100) / 100 };
  });
  return { points, exponent: exponent(points) };
}

console.log(machine());
const has = (path: string) => existsSync(path);
const resolving = growth([10_000, 100_000, 1_000_000], (claims) => {
  const records = synthetic(claims / CLAIMS);
  const policy = policyOf("interval")!;
  return () => {
    resolve(records, policy);
  };
});
console.log("resolving claims, processor seconds:", JSON.stringify(resolving));
const linking = growth([1_000, 10_000, 100_000], (events) => {
  const mentions = linkMentions(
    resolve({ ...synthetic(events), judgements: [] }, policyOf("interval")!).tellings,
  );
  return () => {
    let n = 0;
    for (const _ of tableLinker.judge(mentions)) n++;
    if (n === 0) throw new Error("no judgement");
  };
});
console.log("linking events, processor seconds:", JSON.stringify(linking));
const told = has(`${SHARED}gold/stories.jsonl`) ? await stories() : null;
console.log("stories of several days:", JSON.stringify(told ?? "skipped: no shared corpora"));
const gva = has(`${CORPORA}gva_incidents/dev.jsonl`) ? await incidents() : null;
console.log("incidents in several papers:", JSON.stringify(gva ?? "skipped: no shared corpora", null, 2));
keep("link", { resolving, linking, stories: told, incidents: gva });
