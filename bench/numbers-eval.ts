/**
 * Measures the quantities against figures of the gold codings and public sets of numbers: precision, recall and F1 of
 * values where every number of a text is in the gold, else the share of the gold's that is found. Needs ../shared.
 */
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
  /** How many the gold has. */
  readonly all: number;
  /** How many were given, where the gold has every number of its texts; null where it has not. */
  readonly found: number | null;
  /** Of the hits: how many have the gold's unit, and its change, and how many could. */
  readonly unit: Share;
  readonly change: Share;
  readonly misses: readonly string[];
};
type Share = { hits: number; all: number };
const share = (): Share => ({ hits: 0, all: 0 });
/** A set that has not every number of its texts, or no units. */
const plain = (name: string, hits: number, all: number, misses: readonly string[]): NumberScore => ({
  name,
  hits,
  all,
  found: null,
  unit: share(),
  change: share(),
  misses,
});

/** F1 of values in per cent; the share found where there is no precision. */
export const valueF1 = ({ hits, all, found }: NumberScore): number =>
  found === null ? (100 * hits) / Math.max(1, all) : (200 * hits) / Math.max(1, all + found);

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
  return plain("gold figures, English, not held out", hits, all, misses);
}

type NewsQuantity = { value: string; normalized_unit: string; change?: string };

/** Files of NewsQuant that every number of each text is written down in. */
const NEWSQUANT = ["age", "currency", "dimension", "temperature"] as const;

/**
 * NewsQuant: each quantity of the gold takes one of ours with its value. Ordinals, which it does not write down, are left
 * out. A range is there "8-10"; a vague word the number that it names ("dozens" 12), of which our lower bound is the double.
 */
function newsquant(quantities: Reader, part: string): NumberScore {
  let all = 0;
  let hits = 0;
  let given = 0;
  const [unit, change] = [share(), share()];
  const misses: string[] = [];
  for (const row of jsonLines<Row>(`${CORPORA}newsquant/r_text_${part}.jsonl`)) {
    const text = String(row.text);
    const left = quantities(text).filter((q) => q.kind !== "ordinal");
    given += left.length;
    const lost: string[] = [];
    for (const gold of row.quantities as NewsQuantity[]) {
      all++;
      const at = bestMatch(left, gold);
      if (at < 0) {
        lost.push(`${gold.value} ${gold.normalized_unit}`);
        continue;
      }
      hits++;
      const [q] = left.splice(at, 1) as [Quantity];
      if (gold.normalized_unit !== "-") {
        unit.all++;
        if (sameUnit(q, gold.normalized_unit)) unit.hits++;
        else misses.push(`unit ${gold.normalized_unit} got ${q.unit} «${text}»`);
      }
      if (gold.change !== undefined) {
        change.all++;
        if (q.change === gold.change) change.hits++;
      }
    }
    const more = left.map((q) => `${q.value ?? `${q.low}-${q.high}`} ${q.unit}`);
    if (lost.length + more.length > 0)
      misses.push(`missed ${lost.join(", ") || "none"}; too many ${more.join(", ") || "none"} «${text}»`);
  }
  return { name: `newsquant ${part}`, hits, all, found: given, unit, change, misses };
}

/** The quantity with the value of the gold, the one with its unit first; -1 for none. */
function bestMatch(left: readonly Quantity[], gold: NewsQuantity): number {
  const ends = /^([0-9.]+)-([0-9.]+)$/.exec(gold.value);
  const fits = (q: Quantity): boolean => {
    if (ends) return q.low === Number(ends[1]) && q.high === Number(ends[2]);
    if (q.vague && q.value === null) return q.low === 2 * Number(gold.value);
    return q.value !== null && Math.abs(q.value - Number(gold.value)) <= 0.005 * Math.abs(q.value);
  };
  const exact = left.findIndex((q) => fits(q) && sameUnit(q, gold.normalized_unit));
  return exact >= 0 ? exact : left.findIndex(fits);
}

/** Names of the gold for our units, where they are not the same words. */
const UNIT_NAMES: Readonly<Record<string, readonly string[]>> = {
  "%": ["percentage"],
  USD: ["dollar"],
  GBP: ["pound sterling"],
  EUR: ["euro"],
  JPY: ["japanese yen"],
  CNY: ["chinese yuan"],
  CAD: ["canadian dollar"],
  AUD: ["australian dollar"],
  HKD: ["hong kong dollar"],
  NZD: ["new zealand dollar"],
  CHF: ["swiss franc"],
  TRY: ["turkish lira"],
  INR: ["rupee"],
  NLG: ["netherlands guilde"],
  LKR: ["sri lankan rupee"],
  MXN: ["mexican peso"],
  FIM: ["finnish markka"],
  CRC: ["costa rican colón"],
  GEL: ["georgian lari"],
  LAK: ["lao kip"],
  time: ["count"],
  penny: ["penny", "cent"],
  pound: ["pound-mass", "pound sterling"],
  tonne: ["metric ton", "ton"],
  "degree celsius": ["celsius"],
  "degree fahrenheit": ["fahrenheit"],
};

/** Same unit, "per year" and the like included; of a counted noun its last word ("large city"). */
function sameUnit(q: Quantity, gold: string): boolean {
  if (q.unit === null) return false;
  const [ours, per] = q.unit.split(" per ") as [string, string?];
  const names = (UNIT_NAMES[ours] ?? [ours]).map((name) => (per ? `${name} per ${per}` : name));
  return names.some((name) => name === gold || gold.endsWith(` ${name}`));
}

/**
 * Recognizers: is there a quantity with the value over its words? What is no number of a text that people read (powers, parts of
 * an address, arithmetic) is in the set too.
 */
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
      const value = result.resolution.value;
      if (!value || value === "null") continue;
      all++;
      const ok = found.some((q) => q.start < result.end && result.start < q.end && sameValue(q, value));
      if (ok) hits++;
      else misses.push(`${value} «${text}» got ${found.map((q) => `${q.value} [${q.low}, ${q.high}]`)}`);
    }
  }
  return plain(`recognizers ${spec}`, hits, all, misses);
}

function sameValue(q: Quantity, value: string): boolean {
  const range = /^[[(]([-0-9.]*),([-0-9.]*)[\])]$/.exec(value);
  if (range) {
    const low = range[1] === "" ? null : Number(range[1]);
    const high = range[2] === "" ? null : Number(range[2]);
    return q.low === low && q.high === high;
  }
  const said = Number(value.replace("%", ""));
  if (q.value === null) return false;
  // "two-thirds" is 66.67 parts of a hundred here, 0.667 there.
  if (q.unit === "%" && !value.includes("%") && said <= 1 && Math.abs(q.value - 100 * said) < 0.01)
    return true;
  return Math.abs(q.value - said) <= 1e-6 * Math.max(1, Math.abs(said));
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
  return plain("crowdsize_blm dev", hits, all, misses);
}

/** Sizes of crowds as the annotators of Mass Mobilization class them: lowest of each class, and its name. */
const SIZES: ReadonlyArray<readonly [low: number, name: string]> = [
  [10000, ">10000"],
  [5000, "5000-10000"],
  [2000, "2000-4999"],
  [1000, "1000-1999"],
  [100, "100-999"],
  [0, "50-99"],
];

/**
 * The class of one quantity: of the number itself, of what comes next to a bound ("more than 10,000" is above 10,000, "under
 * 100" below 100), of the middle of a range, of the lower bound of a vague word.
 */
export function sizeClass(q: Quantity): string {
  const middle = q.low !== null && q.high !== null && !q.vague ? (q.low + q.high) / 2 : q.low;
  const size = middle === null ? (q.high ?? 0) - 1 : q.high === null && !q.vague ? middle + 1 : middle;
  return (SIZES.find(([low]) => size >= low) ?? SIZES[SIZES.length - 1]!)[1];
}

/** Crowd strings with the class that most coders chose: has a quantity of the string that class? */
function massMobilization(quantities: Reader, part: string): NumberScore {
  let all = 0;
  let hits = 0;
  const misses: string[] = [];
  for (const row of jsonLines<Row>(`${CORPORA}mass_mobilization_strings/${part}.jsonl`)) {
    const text = String(row.participants);
    if (!/[0-9]|dozen|hundred|thousand|million/i.test(text)) continue;
    const found = quantities(text);
    all++;
    if (found.some((q) => sizeClass(q) === row.majority)) hits++;
    else
      misses.push(
        `${row.majority} «${text}» got ${found.map((q) => `[${q.low}, ${q.high}] ${sizeClass(q)}`)}`,
      );
  }
  return plain(`mass_mobilization_strings ${part}, class of size`, hits, all, misses);
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
  ...NEWSQUANT.map((part) => ["corpora/newsquant", (by: Reader) => newsquant(by, part)] as const),
  ...["NumberModel", "NumberRangeModel", "PercentModel", "CurrencyModel", "AgeModel"].map(
    (spec) => ["corpora/recognizers_number", (by: Reader) => recognizers(by, spec)] as const,
  ),
  ["corpora/crowdsize_blm", crowds],
  ["corpora/mass_mobilization_strings", (by: Reader) => massMobilization(by, "dev")],
];

/** Every set that is here, and those of NewsQuant together. */
export function scoreNumbers(quantities: Reader = withModel): NumberScore[] {
  const scores = MEASURES.filter(([path]) => existsSync(SHARED + path)).map(([, measure]) =>
    measure(quantities),
  );
  const parts = scores.filter(({ found }) => found !== null);
  return parts.length > 0 ? [...scores, together("newsquant, together", parts)] : scores;
}

function together(name: string, parts: readonly NumberScore[]): NumberScore {
  const sum = (of: (score: NumberScore) => number): number => parts.reduce((n, score) => n + of(score), 0);
  return {
    name,
    hits: sum((s) => s.hits),
    all: sum((s) => s.all),
    found: sum((s) => s.found ?? 0),
    unit: { hits: sum((s) => s.unit.hits), all: sum((s) => s.unit.all) },
    change: { hits: sum((s) => s.change.hits), all: sum((s) => s.change.all) },
    misses: [],
  };
}

const percent = (hits: number, all: number): string => `${((100 * hits) / Math.max(1, all)).toFixed(1)} %`;

/** One set in a line. */
function line(score: NumberScore): string {
  const { name, hits, all, found, unit, change } = score;
  const parts = [`${name}: ${hits}/${all} = ${percent(hits, all)}`];
  if (found !== null)
    parts.push(`precision ${percent(hits, found)}`, `value F1 ${valueF1(score).toFixed(1)}`);
  if (unit.all > 0) parts.push(`unit ${percent(unit.hits, unit.all)}`);
  if (change.all > 0) parts.push(`change ${percent(change.hits, change.all)}`);
  return parts.join(", ");
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  for (const score of scoreNumbers(process.argv.includes("--bare") ? bare : withModel)) {
    console.log(line(score));
    if (process.argv.includes("--detail")) for (const miss of score.misses) console.log(`   ${miss}`);
  }
  if (existsSync(`${SHARED}gold/negatives.jsonl`)) speed();
  else console.log(`Speed is not measured: ${SHARED}gold is not there.`);
}
