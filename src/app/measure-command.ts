/** `quipu measure`: how codings agree with gold codings of the same reports. */
import { FIELDS, type Measurement, measure, type Quality } from "../measure/measure.js";
import { UsageError } from "./options.js";
import { write } from "./output.js";
import { readCodings, readTexts } from "./read-codings.js";

export type MeasureOptions = { readonly reports?: string; readonly lang?: string; readonly json?: boolean };

/** Exit code: 0 done; 1 done, but reports of the gold were not coded. Throws a `UsageError` for what cannot be read. */
export async function measureCommand(
  goldPath: string,
  codedPath: string,
  options: MeasureOptions,
): Promise<number> {
  const { lang = null, json = false } = options;
  if (lang !== null && options.reports === undefined)
    throw new UsageError("--lang needs --reports FILE, which says the language of each report.");
  const [gold, coded] = [await readCodings(goldPath), await readCodings(codedPath)];
  const reports = options.reports === undefined ? undefined : await readTexts(options.reports);
  const measurement = measure(gold, coded, reports, lang);
  await write(json ? `${JSON.stringify(measured(measurement))}\n` : table(measurement));
  const wanted = [...gold.keys()].filter((id) => lang === null || reports?.get(id)?.lang === lang);
  const missing = wanted.filter((id) => !coded.has(id));
  if (missing.length === 0) return 0;
  const message = `${missing.length} of ${wanted.length} reports of the gold are not among the codings and count as missed.`;
  const finding = { code: "measure.not_coded", message, file: codedPath, line: null, report: null };
  process.stderr.write(json ? `${JSON.stringify(finding)}\n` : `! ${codedPath}: ${message}\n`);
  return 1;
}

function measured({ figures, fields, types }: Measurement): Record<string, unknown> {
  return { ...figures, fields, types };
}

/** The figures, the fields and the types, one under the other. */
export function table({ figures, fields, types }: Measurement): string {
  const lines = Object.entries(figures).map(([name, value]) => `${name.padEnd(18)}${shown(value)}`);
  lines.push("", quality("field", null), ...FIELDS.map((field) => quality(field, fields[field])));
  lines.push("", quality("type", null), ...types.map((row) => quality(row.type, row)));
  return `${lines.join("\n")}\n`;
}

function quality(name: string, row: Quality | null): string {
  const cells =
    row === null
      ? ["P", "R", "F1", "agreed", "gold", "coded"]
      : [shown(row.p), shown(row.r), shown(row.f1), row.agreed, row.gold, row.coded];
  return name.padEnd(18) + cells.map((cell) => String(cell).padStart(8)).join("");
}

function shown(value: number | null): string {
  if (value === null) return "–";
  return Number.isInteger(value) && value > 1 ? String(value) : value.toFixed(3);
}
