/** `quipu measure`: how codings agree with gold codings of the same reports, or what a change altered (`--drift`). */
import { agreementOf } from "../measure/agreement.js";
import { intervalsOf } from "../measure/bootstrap.js";
import type { ComparableCoding } from "../measure/comparable.js";
import { confusionsOf } from "../measure/confusions.js";
import { driftOf } from "../measure/drift.js";
import { type Capitals, errorsOf } from "../measure/errors.js";
import { compare, countsOfReport, measure } from "../measure/measure.js";
import { gazetteer } from "../text/places/gazetteer.js";
import { driftTable, measureTable } from "./measure-print.js";
import { UsageError } from "./options.js";
import { write } from "./output.js";
import { type ByCoder, readCodings, readTexts } from "./read-codings.js";

export type MeasureOptions = {
  readonly reports?: string;
  readonly lang?: string;
  readonly goldCoder?: string;
  readonly coder?: string;
  readonly drift?: boolean;
  readonly json?: boolean;
};

/**
 * Exit code: 0 done; 1 done, but reports of the gold were not coded, or the drift is not nothing. Throws a `UsageError` for
 * what cannot be read.
 */
export async function measureCommand(
  goldPath: string,
  codedPath: string,
  options: MeasureOptions,
): Promise<number> {
  const { lang = null, json = false, drift = false } = options;
  if (lang !== null && options.reports === undefined)
    throw new UsageError("--lang needs --reports FILE, which says the language of each report.");
  if (drift && (options.reports !== undefined || lang !== null))
    throw new UsageError("--drift compares codings alone. Leave --reports and --lang out.");
  const gold = chosen(await readCodings(goldPath), options.goldCoder, goldPath);
  const coded = chosen(await readCodings(codedPath), options.coder, codedPath);
  if (drift) return showDrift(gold, coded, json);

  const reports = options.reports === undefined ? undefined : await readTexts(options.reports);
  const compared = compare(gold, coded, reports, lang);
  const whole = {
    ...measure(compared),
    intervals: intervalsOf(compared.map(countsOfReport)),
    errors: errorsOf(compared, capitals()),
    agreement: agreementOf(compared),
    confusions: confusionsOf(compared),
  };
  const { figures, ...rest } = whole;
  await write(json ? `${JSON.stringify({ ...figures, ...rest })}\n` : measureTable(whole));
  const missing = compared.map(({ id }) => id).filter((id) => !coded.has(id));
  if (missing.length === 0) return 0;
  const message = `${missing.length} of ${compared.length} reports of the gold are not among the codings and count as missed.`;
  const finding = { code: "measure.not_coded", message, file: codedPath, line: null, report: null };
  process.stderr.write(json ? `${JSON.stringify(finding)}\n` : `! ${codedPath}: ${message}\n`);
  return 1;
}

async function showDrift(
  before: ReadonlyMap<string, ComparableCoding>,
  after: ReadonlyMap<string, ComparableCoding>,
  json: boolean,
): Promise<number> {
  const drift = driftOf(before, after);
  await write(json ? `${JSON.stringify(drift)}\n` : driftTable(drift));
  return drift.changes.length === 0 ? 0 : 1;
}

/** The codings of one coder; of all where none is named, and then a report may have been coded by one only. */
function chosen(
  codings: ByCoder,
  coder: string | undefined,
  path: string,
): ReadonlyMap<string, ComparableCoding> {
  const found = codings.of(coder);
  if (found !== null) return found;
  const coders = codings.coders.join(", ");
  throw new UsageError(
    coder === undefined
      ? `"${path}" holds codings of one report by several coders: ${coders}. Choose with --gold-coder or --coder.`
      : `"${path}" holds no coding by "${coder}". It has: ${coders}.`,
  );
}

function capitals(): Capitals {
  const g = gazetteer();
  const found = new Map<string, { lat: number; lon: number }>();
  for (let country = 0; country < g.countries; country++) {
    const row = g.capital(country);
    const iso = g.iso(country);
    if (row >= 0 && iso !== null) found.set(iso, { lat: g.Lat[row]!, lon: g.Lon[row]! });
  }
  return found;
}
