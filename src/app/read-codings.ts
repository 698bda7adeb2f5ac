/** Reads codings and reports to be measured: a folder of JSON files, or one NDJSON or JSON file. */
import { createReadStream } from "node:fs";
import { readdir, readFile, stat } from "node:fs/promises";
import { join } from "node:path";
import { createInterface } from "node:readline";
import {
  byReport,
  type ComparableCoding,
  isComparable,
  type ReportTexts,
  reportOf,
} from "../measure/comparable.js";
import { UsageError } from "./options.js";

/** Codings of one side, and whose they are. */
export type ByCoder = {
  /** Every coder who is named, in alphabetical order. */
  readonly coders: readonly string[];
  /**
   * Codings by report id, of one coder or of all; the last of several by one coder counts. Null where the coder has none, or
   * where nobody was named and two coded the same report.
   */
  of(coder: string | undefined): ReadonlyMap<string, ComparableCoding> | null;
};

/** Throws a `UsageError` that names the file (and line) which holds no coding. */
export async function readCodings(path: string): Promise<ByCoder> {
  const kind = await stat(path).catch(() => null);
  if (kind === null) throw new UsageError(`There is no file or folder "${path}". Check the name.`);
  if (!kind.isDirectory()) return sorted(await fromFile(path));
  const names = (await readdir(path)).filter((name) => name.endsWith(".json")).sort();
  if (names.length === 0) throw new UsageError(`The folder "${path}" holds no *.json file.`);
  return sorted((await Promise.all(names.map((name) => fromFile(join(path, name))))).flat());
}

function sorted(codings: readonly ComparableCoding[]): ByCoder {
  const coders = new Set(codings.flatMap(({ coder }) => coder ?? []));
  return {
    coders: [...coders].sort(),
    of(coder) {
      const wanted = coder === undefined ? codings : codings.filter((coding) => coding.coder === coder);
      if (coder !== undefined && wanted.length === 0) return null;
      const found = byReport(wanted);
      const isMixed = wanted.some((coding) => found.get(reportOf(coding))!.coder !== coding.coder);
      return isMixed ? null : found;
    },
  };
}

/** Texts and languages of reports by id, from JSONL. Lines that are no report are passed over. */
export async function readTexts(path: string): Promise<ReportTexts> {
  const found = new Map<string, { text: string; lang: string | null }>();
  const input = createReadStream(path);
  try {
    for await (const line of createInterface({ input, crlfDelay: Number.POSITIVE_INFINITY })) {
      const value = parsed(line) as { id?: unknown; text?: unknown; lang?: unknown } | undefined;
      if (value === undefined || typeof value?.text !== "string") continue;
      found.set(String(value.id), {
        text: value.text,
        lang: typeof value.lang === "string" ? value.lang : null,
      });
    }
  } catch {
    throw new UsageError(`The reports "${path}" cannot be read. Name a JSONL file.`);
  }
  return found;
}

async function fromFile(path: string): Promise<ComparableCoding[]> {
  const content = await readFile(path, "utf8");
  const whole = parsed(content);
  const rows = whole === undefined ? linesOf(content, path) : Array.isArray(whole) ? whole : [whole];
  const odd = rows.findIndex((row) => !isComparable(row));
  if (odd >= 0)
    throw new UsageError(
      `"${path}" is no file of codings: its ${ordinal(odd)} entry has no "report" or no "events". Give what \`quipu code\` prints.`,
    );
  return rows as ComparableCoding[];
}

function linesOf(content: string, path: string): unknown[] {
  const rows: unknown[] = [];
  for (const [i, line] of content.split("\n").entries()) {
    if (line.trim() === "") continue;
    const value = parsed(line);
    if (value === undefined)
      throw new UsageError(`Line ${i + 1} of "${path}" is not JSON. Give a coding a line.`);
    rows.push(value);
  }
  return rows;
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function ordinal(index: number): string {
  return ["first", "second", "third"][index] ?? `${index + 1}th`;
}
