/** Measures the quantities against figures of the gold codings and public sets of numbers; prints recall and misses. Needs ../shared. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Quantity } from "../src/text/analysis.js";
import { linguistics } from "../src/text/linguistics/linguistics.js";
import { numbers } from "../src/text/numbers/numbers.js";
import { CORPORA, jsonLines, ROOT, SHARED } from "./machine.js";
import { plainTokens } from "./places-plain.js";

type Row = Record<string, unknown>;

/** How one set is measured: the quantities of a text, and how many of the gold's were found. */
type Reader = (text: string) => Quantity[];
export type NumberScore = {
  readonly name: string;
  readonly hits: number;
  readonly all: number;
  readonly misses: readonly string[];
};

const withModel: Reader = (text) => {
  const { tokens, sentences } = linguistics(text, "en");
  return numbers(text, tokens, sentences);
};

/** Without tags and heads, as where no model is at hand. */
const bare: Reader = (text) => {
  const { tokens, sentences } = plainTokens(text);
  return numbers(text, tokens, sentences);
};

const DAYS: Readonly<Record<string, number>> = {
  day: 1,
  night: 1,
  week: 7,
  fortnight: 14,
  month: 30,
  year: 365,
  hour: 1 / 24,
};

type GoldFigure = {
  kind: string;
  low: number | null;
  high: number | null;
  quote: { quote: string; start: number; end: number };
};

function agrees(q: Quantity, figure: GoldFigure): boolean {
  const factor = figure.kind === "duration_days" && q.kind === "duration" ? (DAYS[q.unit ?? ""] ?? 1) : 1;
  const low = q.low === null ? null : Math.round(q.low * factor);
  const high = q.high === null ? null : Math.round(q.high * factor);
  return low === figure.low && high === figure.high;
}

/** English gold figures outside the held-out part: does a quantity over the quote have exactly the bounds? */
function gold(quantities: Reader): NumberScore {
  const heldOut = new Set(readFileSync(`${ROOT}bench/held-out.txt`, "utf8").split("\n"));
  const texts = new Map<string, string>();
  for (const row of jsonLines<Row>(`${SHARED}gold/dev/reports.jsonl`)) {
    if (row.lang === "en" && !heldOut.has(String(row.id))) texts.set(String(row.id), String(row.text));
  }
  let all = 0;
  let hits = 0;
  const misses: string[] = [];
  for (const file of readdirSync(`${SHARED}gold/dev/codings`)) {
    const text = texts.get(file.replace(/\.json$/, ""));
    if (text === undefined) continue;
    const found = quantities(text);
    const coding = JSON.parse(readFileSync(`${SHARED}gold/dev/codings/${file}`, "utf8")) as {
      events: Array<{ figures?: GoldFigure[] }>;
    };
    for (const figure of coding.events.flatMap((event) => event.figures ?? [])) {
      const over = found.filter((q) => q.start < figure.quote.end && figure.quote.start < q.end);
      all++;
      if (over.some((q) => agrees(q, figure))) hits++;
      else {
        const got = over.map((q) => `[${q.low}, ${q.high}] ${text.slice(q.start, q.end)}`).join("; ");
        misses.push(
          `${file} ${figure.kind} [${figure.low}, ${figure.high}] «${figure.quote.quote}» got ${got || "nothing"}`,
        );
      }
    }
  }
  return { name: "gold figures, English, not held out", hits, all, misses };
}

/** NewsQuant: is there a quantity with the value? Vague values of its own convention (dozens = 12) count as found where vague. */
function newsquant(quantities: Reader, part: string): NumberScore {
  let all = 0;
  let hits = 0;
  const misses: string[] = [];
  for (const row of jsonLines<Row>(`${CORPORA}newsquant/r_text_${part}.jsonl`)) {
    const text = String(row.text);
    const found = quantities(text);
    for (const quantity of row.quantities as Array<{ value: string; normalized_unit: string }>) {
      all++;
      if (found.some((q) => q.value === Number(quantity.value))) hits++;
      else
        misses.push(
          `${quantity.value} ${quantity.normalized_unit} «${text}» got ${found.map((q) => q.value)}`,
        );
    }
  }
  return { name: `newsquant ${part}`, hits, all, misses };
}

function recognizers(quantities: Reader, spec: string): NumberScore {
  let all = 0;
  let hits = 0;
  const misses: string[] = [];
  for (const row of jsonLines<Row>(`${CORPORA}recognizers_number/dev.jsonl`)) {
    if (row.lang !== "en" || !String(row.spec).endsWith(`${spec}.json`)) continue;
    const text = String(row.text);
    const found = quantities(text);
    for (const result of row.results as Array<{
      start: number;
      end: number;
      resolution: { value?: string };
      text: string;
    }>) {
      const value = result.resolution.value ?? "";
      all++;
      const ok = found.some((q) => q.start < result.end && result.start < q.end && sameValue(q, value));
      if (ok) hits++;
      else misses.push(`${value} «${text}» got ${found.map((q) => `${q.value} [${q.low}, ${q.high}]`)}`);
    }
  }
  return { name: `recognizers ${spec}`, hits, all, misses };
}

function sameValue(q: Quantity, value: string): boolean {
  const range = /^[[(]([-0-9.]*),([-0-9.]*)[\])]$/.exec(value);
  if (range) {
    const low = range[1] === "" ? null : Number(range[1]);
    const high = range[2] === "" ? null : Number(range[2]);
    return q.low === low && q.high === high;
  }
  return q.value !== null && Math.abs(q.value - Number(value.replace("%", ""))) < 1e-6;
}

/** Crowd sizes as coders parsed them: value, middle of a range, or lower bound. */
function crowds(quantities: Reader): NumberScore {
  let all = 0;
  let hits = 0;
  const misses: string[] = [];
  for (const row of jsonLines<Row>(`${CORPORA}crowdsize_blm/dev.jsonl`)) {
    const parsed = row.parsed as number | null;
    const raw = String(row.raw);
    if (parsed === null || /^hundreds|^thousands|^dozens/i.test(raw)) continue;
    const found = quantities(raw);
    all++;
    const ok = found.some(
      (q) => q.value === parsed || (q.low !== null && q.high !== null && (q.low + q.high) / 2 === parsed),
    );
    if (ok) hits++;
    else misses.push(`${parsed} «${raw}» got ${found.map((q) => `${q.value} [${q.low}, ${q.high}]`)}`);
  }
  return { name: "crowdsize_blm dev", hits, all, misses };
}

/** Crowd strings with the size category most coders chose: does the lower bound (or the point) fall in it? */
function massMobilization(quantities: Reader): NumberScore {
  const categories: Readonly<Record<string, [number, number]>> = {
    "50-99": [50, 99],
    "100-999": [100, 999],
    "1000-1999": [1000, 1999],
    "2000-4999": [2000, 4999],
    "5000-10000": [5000, 10000],
    ">10000": [10000, Number.POSITIVE_INFINITY],
  };
  let all = 0;
  let hits = 0;
  const misses: string[] = [];
  for (const row of jsonLines<Row>(`${CORPORA}mass_mobilization_strings/dev.jsonl`)) {
    const category = categories[String(row.majority)];
    const text = String(row.participants);
    if (!category || !/[0-9]|dozen|hundred|thousand|million/i.test(text)) continue;
    const found = quantities(text);
    all++;
    if (found.some((q) => touches(q, category))) hits++;
    else misses.push(`${row.majority} «${text}» got ${found.map((q) => `[${q.low}, ${q.high}]`)}`);
  }
  return { name: "mass_mobilization_strings dev", hits, all, misses };
}

function touches(q: Quantity, [low, high]: [number, number]): boolean {
  return (q.low ?? q.high ?? Number.POSITIVE_INFINITY) <= high && (q.high ?? q.low ?? 0) >= low;
}

/** Time of `numbers` alone over the negatives, tokens and sentences given. */
function speed(): void {
  const texts = jsonLines<Row>(`${SHARED}gold/negatives.jsonl`).map((row) => String(row.text));
  const text = texts.join("\n\n");
  const { tokens, sentences } = linguistics(text, "en");
  const start = performance.now();
  const found = numbers(text, tokens, sentences);
  const ms = performance.now() - start;
  const rate = Math.round((1000 * sentences.length) / ms);
  console.log(
    `speed: ${sentences.length} sentences, ${found.length} quantities in ${ms.toFixed(0)} ms = ${rate} sentences/s`,
  );
}

/** What each measure reads, and the measure. */
const MEASURES: ReadonlyArray<readonly [path: string, measure: (quantities: Reader) => NumberScore]> = [
  ["gold/dev", gold],
  ...["currency", "dimension", "temperature"].map(
    (part) => ["corpora/newsquant", (by: Reader) => newsquant(by, part)] as const,
  ),
  ...["NumberModel", "NumberRangeModel", "PercentModel", "CurrencyModel"].map(
    (spec) => ["corpora/recognizers_number", (by: Reader) => recognizers(by, spec)] as const,
  ),
  ["corpora/crowdsize_blm", crowds],
  ["corpora/mass_mobilization_strings", massMobilization],
];

/** Recall on every set that is here. */
export function scoreNumbers(quantities: Reader = withModel): NumberScore[] {
  return MEASURES.filter(([path]) => existsSync(SHARED + path)).map(([, measure]) => measure(quantities));
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const scores = scoreNumbers(process.argv.includes("--bare") ? bare : withModel);
  for (const { name, hits, all, misses } of scores) {
    console.log(`${name}: ${hits}/${all} = ${((100 * hits) / Math.max(1, all)).toFixed(1)} %`);
    if (process.argv.includes("--detail")) for (const miss of misses) console.log(`   ${miss}`);
  }
  if (existsSync(`${SHARED}gold/negatives.jsonl`)) speed();
  else console.log(`Speed is not measured: ${SHARED}gold is not there.`);
}
