/** Scores the rule coder on other people's sentence and incident sets, mapped by the codebook's crosswalk. */
import { spawnSync } from "node:child_process";
import { existsSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { loadCodebook } from "../src/codebook/index.js";
import type { Coding, EventRecord } from "../src/model/coding.js";
import type { Span } from "../src/model/span.js";
import { CLI, CORPORA, jsonLines, keep } from "./machine.js";
import { type MucRow, SLOTS, score as scoreMuc, type Tally } from "./muc4.js";

/** `--train`: the part that rules may be written from, in place of the one that scores are told of. */
const PART = process.argv.includes("--train") ? "train" : "dev";

type Text = { readonly id: string; readonly text: string; readonly published: string | null };
type Score = {
  readonly precision: number;
  readonly recall: number;
  readonly f1: number;
  readonly gold: number;
};

/** The codings of these texts, as the command line prints them, by id. */
function coded(texts: readonly Text[]): Map<string, Coding> {
  const folder = mkdtempSync(join(tmpdir(), "quipu-sets-"));
  try {
    const file = join(folder, "texts.jsonl");
    writeFileSync(file, texts.map((text) => `${JSON.stringify({ ...text, lang: "en" })}\n`).join(""));
    const run = spawnSync(
      process.execPath,
      [CLI, "code", file, "--format", "ndjson", "--workers", "2", "--json"],
      { encoding: "utf8", maxBuffer: 2 ** 31 },
    );
    if (run.status === 2 || run.status === null) throw new Error(run.stderr.slice(0, 2000));
    const codings = run.stdout.split("\n").filter(Boolean);
    return new Map(codings.map((line) => JSON.parse(line) as Coding).map((c) => [c.report.id, c] as const));
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

function score(pairs: readonly (readonly [gold: boolean, found: boolean])[]): Score {
  const count = (of: (pair: readonly [boolean, boolean]) => boolean): number => pairs.filter(of).length;
  const [gold, found, both] = [count(([g]) => g), count(([, f]) => f), count(([g, f]) => g && f)];
  const round = (n: number): number => Number(n.toFixed(3));
  return {
    precision: round(both / Math.max(1, found)),
    recall: round(both / Math.max(1, gold)),
    f1: round((2 * both) / Math.max(1, gold + found)),
    gold,
  };
}

/** A claim that something was done, or is told as done: what those who label sentences by what happened look for. */
const done = ({ actuality }: EventRecord): boolean =>
  ["happened", "ongoing", "historical", "presupposed", "attempted"].includes(actuality);

const STATE = new Set(["state_security", "military"]);
const byForces = ({ type, actors }: EventRecord): boolean =>
  /^REP\.(?:FORCE|DISPERSE|BEAT|LETHAL|ARREST)$/.test(type) ||
  actors.some(
    ({ category, role }) =>
      STATE.has(category) && !["target", "victim", "addressee", "speaker", "third_party"].includes(role),
  );
/** Some other body is named as the one that refuses: a party, a firm, a temple. */
const byOthers = ({ actors }: EventRecord): boolean =>
  actors.some(({ role, category }) => role === "actor" && !STATE.has(category) && category !== "government");
/** A telling of an event that says so itself: "killed" of a firing by police. */
const KILLED = /\b(?:kill|dead\b|deaths?\b|die[sd]\b|perish)/i;
/** Somebody is told dead in this very stretch of text, by nobody but the forces. */
const deadly = (event: EventRecord, within: (span: Span) => boolean): boolean =>
  ([event.trigger, ...event.mentions].some(
    (words) => within(words) && (event.type === "VIO.KILL" || KILLED.test(words.quote)),
  ) ||
    event.figures.some(({ kind, quote }) => kind === "deaths" && within(quote))) &&
  event.actors.every(({ role, category }) => role !== "perpetrator" || STATE.has(category));

/** The questions of the India Police Events annotators (Halterman et al. 2021), asked of an event. */
const POLICE: Readonly<Record<string, (event: EventRecord, within: (span: Span) => boolean) => boolean>> = {
  KILL: (event, within) => done(event) && byForces(event) && deadly(event, within),
  ARREST: (event) => done(event) && /^(?:REP\.ARREST|LAW\.DETAIN)$/.test(event.type),
  FORCE: (event) => done(event) && /^REP\.(?:FORCE|DISPERSE|BEAT|LETHAL)$/.test(event.type),
  FAIL: (event) =>
    (event.type === "POL.REFUSE" && !byOthers(event)) || (event.actuality === "refused" && byForces(event)),
  ANY_ACTION: (event) =>
    done(event) &&
    event.type !== "POL.REFUSE" &&
    (byForces(event) || /^(?:LAW\.DETAIN|MIL\.(?:DEPLOY|ALERT)|REP\.EMERGENCY)$/.test(event.type)),
};

type Sentence = {
  readonly start: number;
  readonly end: number;
  readonly text: string;
  readonly labels: readonly string[];
};
type PoliceStory = {
  readonly id: number;
  readonly doc_date: string;
  readonly text: string;
  readonly sentences: readonly Sentence[];
};

type Miss = (line: string) => void;

function police(miss: Miss): Record<string, Score> {
  const stories = jsonLines<PoliceStory>(`${CORPORA}india_police_events/train.jsonl`);
  const codings = coded(
    stories.map(({ id, text, doc_date }) => ({ id: String(id), text, published: doc_date })),
  );
  const pairs = new Map<string, [boolean, boolean][]>(Object.keys(POLICE).map((label) => [label, []]));
  for (const { id, sentences } of stories)
    for (const { start, end, labels, text } of sentences) {
      const within = (span: Span): boolean => span.start >= start && span.start < end;
      const events = (codings.get(String(id))?.events ?? []).filter((event) =>
        [event.trigger, ...event.mentions].some(within),
      );
      for (const [label, asked] of Object.entries(POLICE)) {
        const pair: [boolean, boolean] = [
          labels.includes(label),
          events.some((event) => asked(event, within)),
        ];
        pairs.get(label)!.push(pair);
        if (pair[0] !== pair[1])
          miss(
            `${label} ${pair[0] ? "missed" : "spurious"} ${id} «${text}» ${events.map(brief).join(" | ")}`,
          );
      }
    }
  return Object.fromEntries([...pairs].map(([label, list]) => [label, score(list)]));
}

const brief = ({ type, actuality, trigger, actors }: EventRecord): string =>
  `${type}/${actuality} "${trigger.quote}" ${actors.map((a) => `${a.role}:${a.category}`).join(",")}`;

/** Does a sentence tell a protest event? By itself, as its annotators saw it in a list. */
function glocon(miss: Miss): Record<string, Score> {
  const rows = jsonLines<{ id: string; sentence: string; label: number }>(
    `${CORPORA}glocon_sent/${PART}.jsonl`,
  );
  const asked = rows.filter(({ label }) => label !== 2);
  const codings = coded(asked.map(({ id, sentence }) => ({ id, text: sentence, published: null })));
  const pairs = asked.map(({ id, sentence, label }) => {
    const events = codings.get(id)?.events ?? [];
    const found = events.some(
      (event) => /^(?:PRO|VIO|REP)\./.test(event.type) && event.actuality !== "generic",
    );
    if (found !== (label === 1))
      miss(`protest ${found ? "spurious" : "missed"} «${sentence}» ${events.map(brief).join(" | ")}`);
    return [label === 1, found] as const;
  });
  return { protest: score(pairs) };
}

/** The two-digit root of CAMEO, pairs of a sentence and a code. */
function petrarch(miss: Miss): Record<string, Score> {
  type Row = { id: string; date: string; text: string; events: readonly { eventcode?: string }[] };
  const { types } = loadCodebook();
  const rows = jsonLines<Row>(`${CORPORA}petrarch2_gsr_en/${PART}.jsonl`);
  const day = (date: string): string => date.replace(/^(\d{4})(\d\d)(\d\d)$/, "$1-$2-$3");
  const codings = coded(rows.map(({ id, date, text }) => ({ id, text, published: day(date) })));
  const pairs = rows.flatMap(({ id, text, events }) => {
    const gold = new Set(events.flatMap(({ eventcode }) => (eventcode ? [eventcode.slice(0, 2)] : [])));
    const found = new Set(
      (codings.get(id)?.events ?? []).flatMap(({ type }) => {
        const [first, ...others] = roots(types.get(type)?.crosswalk.cameo ?? "");
        return others.find((root) => gold.has(root) && !gold.has(first!)) ?? first ?? [];
      }),
    );
    for (const root of gold)
      if (!found.has(root)) miss(`${root} missed «${text}» has ${[...found].join(" ")}`);
    return [...new Set([...gold, ...found])].map((root) => [gold.has(root), found.has(root)] as const);
  });
  return { root: score(pairs) };
}

/**
 * The roots that a crosswalk names: "202|186" is 20 and 18, "12x" is 12. Which of several is meant the type does not say, so an
 * event is right by any of them, and wrong once.
 */
function roots(cameo: string): string[] {
  return [...new Set(cameo.split("|").flatMap((code) => /^\d\d/.exec(code) ?? []))];
}

/** Killed and injured of an incident, as its first article tells them: exact counts. */
function incidents(miss: Miss): Record<string, Score> {
  type Row = {
    id: string;
    num_killed: number;
    num_injured: number;
    articles: readonly { doc_id: string; title: string; dct: string; text: string }[];
  };
  const rows = jsonLines<Row>(`${CORPORA}gva_incidents/${PART}.jsonl`).filter(
    ({ articles }) => articles.length > 0,
  );
  const codings = coded(
    rows.map(({ id, articles: [first] }) => ({ id, text: first!.text, published: first!.dct })),
  );
  const pairs = { killed: [] as [boolean, boolean][], injured: [] as [boolean, boolean][] };
  for (const { id, num_killed, num_injured, articles } of rows) {
    const events = codings.get(id)?.events ?? [];
    for (const [name, kind, gold] of [
      ["killed", "deaths", num_killed],
      ["injured", "injured", num_injured],
    ] as const) {
      const free = codings.get(id)?.figures ?? [];
      const told = [...events.flatMap(({ figures }) => figures), ...free].filter(
        (f) => f.kind === kind && !f.stock,
      );
      const counts = told.map((f) => f.point ?? f.low ?? 0);
      // Persons told one by one are figures of one each.
      const singles = free.filter((f) => f.kind === kind && f.point === 1).length;
      const found = Math.max(singles, ...counts);
      pairs[name].push([true, found === gold]);
      if (found !== gold)
        miss(
          `${name} ${gold}, found ${found}: ${id} «${articles[0]!.text.slice(0, 700)}» ${events.map(brief).join(" | ")}`,
        );
    }
  }
  return { killed_exact: score(pairs.killed), injured_exact: score(pairs.injured) };
}

/** Five slots of the templates of MUC-4, and all of them together. */
function muc4(miss: Miss): Record<string, Score> {
  const rows = jsonLines<MucRow>(`${CORPORA}muc4/${PART}.jsonl`);
  const codings = coded(rows.map(({ id, text, doc_date }) => ({ id, text, published: doc_date })));
  const tally = (): Tally => ({ correct: 0, key: 0, told: 0 });
  const slots = Object.fromEntries(SLOTS.map((slot) => [slot, tally()])) as Record<
    (typeof SLOTS)[number],
    Tally
  >;
  for (const row of rows) scoreMuc(row, codings.get(row.id), slots, miss);
  const all = tally();
  for (const { correct, key, told } of Object.values(slots)) {
    all.correct += correct;
    all.key += key;
    all.told += told;
  }
  const round = (n: number): number => Number(n.toFixed(3));
  return Object.fromEntries(
    Object.entries({ ...slots, all }).map(([name, { correct, key, told }]) => [
      name,
      {
        precision: round(correct / Math.max(1, told)),
        recall: round(correct / Math.max(1, key)),
        f1: round((2 * correct) / Math.max(1, key + told)),
        gold: key,
      },
    ]),
  );
}

const SETS: Readonly<
  Record<string, readonly [path: string, measure: (miss: Miss) => Record<string, Score>]>
> = {
  india_police_events: ["train.jsonl", police],
  glocon_sent: ["dev.jsonl", glocon],
  petrarch2_gsr_en: ["dev.jsonl", petrarch],
  gva_incidents: ["dev.jsonl", incidents],
  muc4: ["dev.jsonl", muc4],
};

/** `node dist/bench/sets.js [SET…] [--train] [--detail] [--write]`. */
function run(): void {
  const asked = process.argv.slice(2).filter((word) => !word.startsWith("--"));
  const detail = process.argv.includes("--detail");
  const figures: Record<string, Record<string, Score>> = {};
  for (const [name, [file, measure]] of Object.entries(SETS)) {
    if (asked.length > 0 && !asked.includes(name)) continue;
    if (!existsSync(`${CORPORA}${name}/${file}`)) {
      console.log(`${name} is skipped: ${CORPORA}${name} is not here.`);
      continue;
    }
    figures[name] = measure(detail ? (line) => console.log(`   ${line}`) : () => {});
    for (const [label, { precision, recall, f1, gold }] of Object.entries(figures[name]))
      console.log(`${name} ${label}: precision ${precision} recall ${recall} F1 ${f1} (${gold})`);
  }
  if (asked.length === 0 && PART === "dev") keep("sets", figures);
}

run();
