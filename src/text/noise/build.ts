/** Build step: checks `languages/LANG/noise.yaml` and writes `LANG/noise.json`. */
import { existsSync, mkdirSync, readdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { monthPattern, type NoiseData } from "./rules.js";

const KEYS = [
  "longest_line",
  "longest_caption",
  "lines",
  "buttons",
  "buttons_need",
  "patterns",
  "credits",
  "lists",
  "agency_codes",
  "agency_tails",
  "link_tails",
  "datelines",
  "months",
  "months_short",
  "published",
  "beside_dates",
  "updated",
];

/** Reads every `languages/LANG/noise.yaml` under `root` and writes `OUT/LANG/noise.json`. Throws on a bad key or pattern. */
export function compileNoise(root: string, out: string): void {
  for (const lang of readdirSync(`${root}languages`)) {
    const file = `${root}languages/${lang}/noise.yaml`;
    if (!existsSync(file)) continue;
    mkdirSync(`${out}${lang}`, { recursive: true });
    writeFileSync(`${out}${lang}/noise.json`, JSON.stringify(readNoise(readFileSync(file, "utf8"), file)));
  }
}

/** The data of one YAML text; MONTH in a pattern becomes the names of the months. `file` is named in errors. */
export function readNoise(yaml: string, file: string): NoiseData {
  const data = parse(yaml) as NoiseData;
  for (const key of Object.keys(data)) {
    if (!KEYS.includes(key)) throw new Error(`${file}: unknown key \`${key}\`.`);
  }
  for (const key of KEYS) if (!(key in data)) throw new Error(`${file}: the key \`${key}\` is missing.`);
  const month = monthPattern(data);
  const patterns = data.patterns.map((pattern) => ({
    ...pattern,
    is: pattern.is.replaceAll("MONTH", month),
  }));
  for (const pattern of patterns) {
    checkPattern(pattern.is, file);
    if (pattern.unless !== undefined) checkPattern(pattern.unless, file);
  }
  for (const pattern of [...data.credits, ...data.agency_codes]) checkPattern(pattern, file);
  return { ...data, patterns };
}

function checkPattern(pattern: string, file: string): void {
  try {
    new RegExp(pattern, "u");
  } catch (error) {
    throw new Error(`${file}: the pattern ${pattern} does not compile: ${(error as Error).message}`);
  }
}
