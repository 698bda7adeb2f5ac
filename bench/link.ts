/** Linking and resolving: incidents told by several papers, stories of several days, and growth over synthetic logs. */
import { existsSync } from "node:fs";
import { linkMentions, newJudgements } from "../src/app/make-edition.js";
import { rulesCoder } from "../src/coders/index.js";
import { storiesOf, tableLinker } from "../src/link/index.js";
import type { Coding } from "../src/model/coding.js";
import { codingId, sha256 } from "../src/model/identity.js";
import type { Judgement } from "../src/model/judgement.js";
import type { LogEntry } from "../src/model/log.js";
import type { Report } from "../src/model/report.js";
import type { Story } from "../src/model/story.js";
import { policyOf, type ResolvedEvent, resolve } from "../src/resolve/index.js";
import { randomOf, wordAt } from "./edition-sample.js";
import { CLAIMS, synthetic } from "./link-synthetic.js";
import { CORPORA, jsonLines, keep, machine, SHARED } from "./machine.js";

const CODEBOOK = "protest@1.0.0";
const WINDOW = 7;
const POLICY = policyOf("maverick-representative")!;
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

type CodedReport = { readonly report: Report; readonly entry: LogEntry<"coding"> };

async function codedEntry(
  id: string,
  text: string,
  published: string | null,
  title: string | null,
  position: number,
): Promise<CodedReport> {
  const report = { id, text, sha256: sha256(text), lang: "en", published, title, outlet: null, url: null };
  const record: Coding = await rulesCoder.code(report, CODEBOOK, []);
  return { report, entry: { kind: "coding", record, position, id: codingId(record), ...entry } };
}

const judged = (records: readonly Judgement[]): LogEntry<"judgement">[] =>
  records.map((record, i) => ({
    kind: "judgement",
    record,
    position: 1_000_000 + i,
    id: record.id,
    ...entry,
  }));

/** What the command makes of reports and their codings: events by the linker, stories by the texts. */
function linked(coded: readonly CodedReport[]) {
  const codings = coded.map((one) => one.entry);
  const judgements = judged(newJudgements(codings, []));
  const stories = storiesOf(coded.map(({ report }) => report));
  return { judgements, ...resolve({ reports: [], codings, judgements, stories }, POLICY) };
}

const reportsOf = ({ mentions }: ResolvedEvent) => [...new Set(mentions.map(({ report }) => report))];
const share = (part: number, whole: number) =>
  whole === 0 ? null : Math.round((part / whole) * 1000) / 1000;

type Kind = "deaths" | "injured";

/** A number of an event under the policy, of everybody. */
function numberOf(event: ResolvedEvent, kind: Kind): number | null {
  const found = event.figures.filter(
    (figure) => figure.kind === kind && !figure.stock && figure.best !== null,
  );
  return found.length === 0 ? null : Math.max(...found.map(({ best }) => best!));
}

/** Pairs of articles: which tell one incident, and which the linker ties. */
async function incidents() {
  const rows = jsonLines<Incident>(`${CORPORA}gva_incidents/dev.jsonl`);
  const incidentOf = new Map<string, string>();
  const coded: CodedReport[] = [];
  const days = (a: string, b: string) => Math.abs(Date.parse(a) - Date.parse(b)) / 86_400_000;
  for (const { id, date, articles } of rows)
    for (const { doc_id, text, dct, title } of articles) {
      if (dct === null || days(dct.slice(0, 10), date) > WINDOW) continue;
      const report = `${id}.${doc_id}`;
      incidentOf.set(report, id);
      coded.push(await codedEntry(report, text, dct.slice(0, 10), title, coded.length + 1));
    }
  const codings = coded.map((one) => one.entry);
  const { events, stories, judgements } = linked(coded);
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
  const pairsOf = (groups: readonly (readonly string[])[]) => {
    const tied = new Set<string>();
    for (const group of groups) {
      const told = [...group].sort();
      for (const [i, a] of told.entries()) for (const b of told.slice(i + 1)) tied.add(`${a}\n${b}`);
    }
    const right = [...tied].filter((pair) => {
      const [a, b] = pair.split("\n");
      return incidentOf.get(a!) === incidentOf.get(b!);
    }).length;
    return { tied: tied.size, precision: share(right, tied.size), recall: share(right, same), right };
  };
  const told = events.map(reportsOf);
  const byEvent = pairsOf(told);
  const { right: _, ...byStory } = pairsOf([...told, ...stories.map((story) => story.reports)]);
  const unsure = judgements.filter(({ record }) => record.relation === "unsure");
  const unsureRight = unsure.filter(({ record: { mentions } }) => {
    const [a, b] = mentions.map((mention) => incidentOf.get(mention.slice(0, mention.lastIndexOf(":"))));
    return a === b;
  }).length;
  return {
    incidents: byIncident.size,
    articles: reports.length,
    pairs_same_incident: same,
    pairs_in_one_story_or_event: byStory,
    pairs_in_one_event: { tied: byEvent.tied, precision: byEvent.precision, recall: byEvent.recall },
    pairs_where_both_are_dated_and_placed: sameLinkable,
    recall_of_events_in_those: share(byEvent.right, sameLinkable),
    for_review: unsure.length,
    for_review_same_incident: share(unsureRight, unsure.length),
    figures: figuresOf(rows, byIncident, codings, events, stories),
  };
}

/** A number that stands for an incident, and the reports that it rests on. */
type Answer = { readonly value: number; readonly reports: readonly string[] };

/**
 * Killed and injured of incidents that several articles tell: after merging (of stories, events and single articles the one of
 * most of the incident's articles), and in the single articles. The best article is one that nobody can know without the
 * answer: any of the incident's that gives it.
 */
function figuresOf(
  rows: readonly Incident[],
  byIncident: ReadonlyMap<string, readonly string[]>,
  codings: readonly LogEntry<"coding">[],
  events: readonly ResolvedEvent[],
  stories: readonly Story[],
) {
  const published = new Map(codings.map(({ record: { report } }) => [report.id, report.published ?? ""]));
  const result: Record<string, unknown> = {};
  for (const [kind, gold] of [
    ["deaths", "num_killed"],
    ["injured", "num_injured"],
  ] as const) {
    const single = answersOf(kind, codings, resolve({ reports: [], codings, judgements: [] }, POLICY).events);
    const merged = [...answersOf(kind, codings, events)];
    for (const { reports, figures } of stories) {
      const best = figures.find((figure) => figure.kind === kind)?.best ?? null;
      if (best !== null) merged.push({ value: best, reports });
    }
    const ofMerged = byReport(merged);
    const ofSingle = byReport(single);
    let [counted, exact, best, last, articles, exactArticles] = [0, 0, 0, 0, 0, 0];
    for (const row of rows) {
      const told = byIncident.get(row.id) ?? [];
      if (told.length < 2 || row[gold] === 0) continue;
      counted++;
      const pick = (found: readonly Answer[]) =>
        [...found].sort(
          (a, b) =>
            b.reports.filter((id) => told.includes(id)).length -
              a.reports.filter((id) => told.includes(id)).length || b.value - a.value,
        )[0]?.value ?? null;
      if (pick(told.flatMap((report) => ofMerged.get(report) ?? [])) === row[gold]) exact++;
      const singles = told.map((report) => pick(ofSingle.get(report) ?? []) === row[gold]);
      articles += singles.length;
      exactArticles += singles.filter(Boolean).length;
      if (singles.some(Boolean)) best++;
      const newest = [...told.keys()].sort((a, b) =>
        published.get(told[a]!)! < published.get(told[b]!)! ? 1 : -1,
      )[0]!;
      if (singles[newest]) last++;
    }
    result[kind] = {
      incidents: counted,
      exact_merged: share(exact, counted),
      exact_single_article: share(exactArticles, articles),
      exact_in_the_article_published_last: share(last, counted),
      exact_in_any_of_the_articles: share(best, counted),
    };
  }
  return result;
}

/** Numbers of events, and what reports tell first of numbers that are no event's. */
function answersOf(
  kind: Kind,
  codings: readonly LogEntry<"coding">[],
  events: readonly ResolvedEvent[],
): Answer[] {
  const ofEvents = events.flatMap((event) => {
    const value = numberOf(event, kind);
    return value === null ? [] : [{ value, reports: reportsOf(event) }];
  });
  const free = codings.flatMap(({ record: { report, figures } }) => {
    const first = figures.find((figure) => figure.kind === kind && !figure.stock);
    const value = first?.point ?? first?.low ?? null;
    return value === null ? [] : [{ value, reports: [report.id] }];
  });
  return [...ofEvents, ...free];
}

function byReport(answers: readonly Answer[]): ReadonlyMap<string, readonly Answer[]> {
  const found = new Map<string, Answer[]>();
  for (const answer of answers)
    for (const report of answer.reports) found.set(report, [...(found.get(report) ?? []), answer]);
  return found;
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
  const coded: CodedReport[] = [];
  for (const { id, text, published, title } of rows)
    coded.push(await codedEntry(id, text, published, title, coded.length + 1));
  const codings = coded.map((one) => one.entry);
  const storyOf = new Map(rows.map(({ id, story }) => [id, story]));
  const { events, stories: found, judgements } = linked(coded);
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
    stories_found: found.length,
    reports_in_them: found.flatMap((one) => one.reports).length,
    of_several_stories: found.filter(
      (one) => new Set(one.reports.map((report) => storyOf.get(report))).size > 1,
    ).length,
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

/** Reports of 150 words, three to a happening and fifty happenings a day: names of the happening among those of all, numbers, plain words. */
function madeUpReports(size: number) {
  const random = randomOf(1);
  const name = (of: number) => {
    const word = wordAt(of);
    return word[0]!.toUpperCase() + word.slice(1);
  };
  return Array.from({ length: size }, (_, i) => {
    const happening = Math.floor(i / 3);
    const words = Array.from({ length: 150 }, (_, k) => {
      if (k % 10 === 0) return name(3000 + happening * 7 + Math.floor(random() * 9));
      if (k % 10 === 5) return name(Math.floor(3000 ** random()));
      return k % 25 === 7 ? `${Math.floor(random() * 100)}` : wordAt(Math.floor(3000 ** random()));
    });
    const published = new Date(Date.UTC(2000, 0, 1 + Math.floor(happening / 50))).toISOString().slice(0, 10);
    return { id: `r${i}`, title: null, text: words.join(" "), published, lang: "en" };
  });
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
const storytelling = growth([1_000, 10_000, 100_000], (reports) => {
  const made = madeUpReports(reports);
  return () => {
    if (storiesOf(made).length === 0) throw new Error("no story");
  };
});
console.log("stories of reports, processor seconds:", JSON.stringify(storytelling));
const told = has(`${SHARED}gold/stories.jsonl`) ? await stories() : null;
console.log("stories of several days:", JSON.stringify(told ?? "skipped: no shared corpora"));
const gva = has(`${CORPORA}gva_incidents/dev.jsonl`) ? await incidents() : null;
console.log("incidents in several papers:", JSON.stringify(gva ?? "skipped: no shared corpora", null, 2));
keep("link", { resolving, linking, storytelling, stories: told, incidents: gva });
