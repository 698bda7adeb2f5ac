/** Measures the quantities against figures of the gold codings and public sets of numbers; prints recall and misses. Needs ../shared. */
import { existsSync, readdirSync, readFileSync } from "node:fs";
import type { Quantity, Tokens } from "../src/text/analysis.js";
import { linguistics } from "../src/text/linguistics/linguistics.js";
import { sentences as cutSentences } from "../src/text/linguistics/sentences.js";
import { tokenise } from "../src/text/linguistics/tokens.js";
import { numbers } from "../src/text/numbers/numbers.js";

const shared = process.env.QUIPU_SHARED ?? "../shared";
const detail = process.argv.includes("--detail");

/** `--bare` measures without tags and heads, as where no model is at hand. */
const withoutModel = process.argv.includes("--bare");

/** Quantities of a text. */
export function quantities(text: string): Quantity[] {
  if (!withoutModel) {
    const { tokens, sentences } = linguistics(text, "en");
    return numbers(text, tokens, sentences);
  }
  const raw = tokenise(text);
  const cut = cutSentences(text, raw);
  const Sentence = new Int32Array(raw.length);
  for (let s = 0; s < cut.length; s++) Sentence.fill(s, cut.First[s]!, cut.Last[s]!);
  const empty = new Array<string>(raw.length).fill("");
  const tokens: Tokens = {
    ...raw,
    Lemma: empty,
    Upos: new Uint8Array(raw.length),
    Feats: empty,
    Head: new Int32Array(raw.length).fill(-1),
    Deprel: empty,
    Sentence,
  };
  return numbers(text, tokens, { ...cut, Noise: new Uint8Array(cut.length) });
}

type Row = Record<string, unknown>;
const rows = (path: string): Row[] =>
  readFileSync(`${shared}/${path}`, "utf8")
    .split("\n")
    .filter((line) => line.trim() !== "")
    .map((line) => JSON.parse(line) as Row);

function report(name: string, hits: number, all: number, misses: readonly string[]): void {
  console.log(`${name}: ${hits}/${all} = ${((100 * hits) / Math.max(1, all)).toFixed(1)} %`);
  if (detail) for (const miss of misses) console.log(`   ${miss}`);
}

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
function gold(): void {
  const heldOut = new Set(readFileSync("bench/held-out.txt", "utf8").split("\n"));
  const texts = new Map<string, string>();
  for (const row of rows("gold/dev/reports.jsonl")) {
    if (row.lang === "en" && !heldOut.has(String(row.id))) texts.set(String(row.id), String(row.text));
  }
  let all = 0;
  let hits = 0;
  const misses: string[] = [];
  for (const file of readdirSync(`${shared}/gold/dev/codings`)) {
    const text = texts.get(file.replace(/\.json$/, ""));
    if (text === undefined) continue;
    const found = quantities(text);
    const coding = JSON.parse(readFileSync(`${shared}/gold/dev/codings/${file}`, "utf8")) as {
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
  report("gold figures, English, not held out", hits, all, misses);
}

/** NewsQuant: is there a quantity with the value? Vague values of its own convention (dozens = 12) count as found where vague. */
function newsquant(): void {
  for (const part of ["currency", "dimension", "temperature"]) {
    let all = 0;
    let hits = 0;
    const misses: string[] = [];
    for (const row of rows(`corpora/newsquant/r_text_${part}.jsonl`)) {
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
    report(`newsquant ${part}`, hits, all, misses);
  }
}

function recognizers(): void {
  const specs = ["NumberModel", "NumberRangeModel", "PercentModel", "CurrencyModel"];
  for (const spec of specs) {
    let all = 0;
    let hits = 0;
    const misses: string[] = [];
    for (const row of rows("corpora/recognizers_number/dev.jsonl")) {
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
    report(`recognizers ${spec}`, hits, all, misses);
  }
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
function crowds(): void {
  let all = 0;
  let hits = 0;
  const misses: string[] = [];
  for (const row of rows("corpora/crowdsize_blm/dev.jsonl")) {
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
  report("crowdsize_blm dev", hits, all, misses);
}

/** Crowd strings with the size category most coders chose: does the lower bound (or the point) fall in it? */
function massMobilization(): void {
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
  for (const row of rows("corpora/mass_mobilization_strings/dev.jsonl")) {
    const category = categories[String(row.majority)];
    const text = String(row.participants);
    if (!category || !/[0-9]|dozen|hundred|thousand|million/i.test(text)) continue;
    const found = quantities(text);
    all++;
    if (found.some((q) => touches(q, category))) hits++;
    else misses.push(`${row.majority} «${text}» got ${found.map((q) => `[${q.low}, ${q.high}]`)}`);
  }
  report("mass_mobilization_strings dev", hits, all, misses);
}

function touches(q: Quantity, [low, high]: [number, number]): boolean {
  return (q.low ?? q.high ?? Number.POSITIVE_INFINITY) <= high && (q.high ?? q.low ?? 0) >= low;
}

/** Time of `numbers` alone over the negatives, tokens and sentences given. */
function speed(): void {
  const texts = rows("gold/negatives.jsonl").map((row) => String(row.text));
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

if (!process.argv[1]?.includes("numbers-eval")) {
  // Imported for `quantities` alone.
} else if (!existsSync(shared)) {
  console.log(`Nothing measured: ${shared} is not there.`);
} else {
  gold();
  newsquant();
  recognizers();
  crowds();
  massMobilization();
  speed();
}
