/** A source: an outlet and where its reports come from, as a YAML file says it, checked in words. */
import { readFile } from "node:fs/promises";
import { z } from "zod";
import { DAY_ORDERS } from "./day.js";
import { INPUT_FORMATS } from "./incoming.js";
import { TABLE_FIELDS } from "./table-columns.js";

export const SOURCE_KINDS = ["feed", "sitemap", "page", "folder", "archive"] as const;

/** Slowest and fastest that a source may ask for, in seconds between two requests. */
const RATE = { fastest: 0.2, slowest: 3600 };

const word = (what: string) => z.string(`${what} is missing, or no text`).trim().min(1, `${what} is empty`);

const SCHEMA = z.strictObject({
  slug: word("slug").regex(
    /^[a-z0-9]+(?:-[a-z0-9]+){0,15}$/,
    "slug may hold small letters, figures and single hyphens, such as harbour-post",
  ),
  name: word("name"),
  kind: z.enum(SOURCE_KINDS, `kind must be one of ${SOURCE_KINDS.join(", ")}`),
  address: word("address"),
  format: z
    .enum(INPUT_FORMATS, `format must be one of ${INPUT_FORMATS.join(", ")}`)
    .nullable()
    .default(null),
  language: z
    .string()
    .regex(/^[a-z]{2,3}$/, "language must be a code such as en or es")
    .nullable()
    .default(null),
  country: z
    .string()
    .regex(/^[A-Z]{2}$/, "country must be a code of two capitals such as BO")
    .nullable()
    .default(null),
  rate: z
    .number("rate must be a number: the seconds between two requests")
    .min(RATE.fastest, `rate must be at least ${RATE.fastest} seconds between two requests`)
    .max(RATE.slowest, `rate must be at most ${RATE.slowest} seconds between two requests`)
    .default(2),
  expected: z
    .strictObject({
      per: z.enum(["day", "week"], "expected.per must be day or week"),
      least: z
        .number("expected.least must be a number of reports")
        .int("expected.least must be a whole number")
        .min(1, "expected.least must be at least 1"),
    })
    .nullable()
    .default(null),
  partisan: z
    .strictObject({
      of: word("partisan.of (which party or side)"),
      evidence: word("partisan.evidence (what shows it)"),
    })
    .nullable()
    .default(null),
  agency: z.boolean("agency must be true or false").default(false),
  whole: z.boolean("whole must be true or false").default(false),
  columns: z
    .partialRecord(
      z.enum(TABLE_FIELDS, `columns may map ${TABLE_FIELDS.join(", ")}`),
      word("the name of a column"),
    )
    .default({}),
  dayOrder: z
    .enum(DAY_ORDERS, `dayOrder must be ${DAY_ORDERS.join(" or ")}`)
    .nullable()
    .default(null),
  charset: z.string().nullable().default(null),
  notes: z.string().nullable().default(null),
});

export type Source = Readonly<z.infer<typeof SCHEMA>>;

/** The source, or everything that is wrong with it, in words. */
export type SourceRead =
  | { readonly source: Source; readonly wrong: readonly [] }
  | { readonly source: null; readonly wrong: readonly string[] };

/** Checks a source as data. */
export function asSource(value: unknown): SourceRead {
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { source: null, wrong: ["the file holds no fields; write slug, name, kind and address"] };
  const checked = SCHEMA.safeParse(value);
  if (!checked.success) return { source: null, wrong: checked.error.issues.map(inWords) };
  const source = Object.freeze(checked.data);
  const wrong = [...addressFaults(source), ...charsetFaults(source)];
  return wrong.length > 0 ? { source: null, wrong } : { source, wrong: [] };
}

/** Reads `NAME.yaml`. Loads the YAML parser only then. */
export async function readSource(path: string): Promise<SourceRead> {
  let value: unknown;
  try {
    const { parse } = await import("yaml");
    value = parse(await readFile(path, "utf8"), { maxAliasCount: 0 });
  } catch (error) {
    const why = error instanceof Error ? error.message.split("\n")[0]! : String(error);
    return { source: null, wrong: [`it is not YAML that can be read (${why})`] };
  }
  return asSource(value);
}

function inWords(issue: z.core.$ZodIssue): string {
  if (issue.code === "unrecognized_keys")
    return `there is no field ${issue.keys.join(", ")}; the fields are ${Object.keys(SCHEMA.shape).join(", ")}`;
  const at = issue.path.join(".");
  return issue.message.startsWith(at) ? issue.message : `${at}: ${issue.message}`;
}

function addressFaults({ kind, address }: Source): string[] {
  const remote = /^https?:\/\//i.test(address);
  if ((kind === "feed" || kind === "sitemap" || kind === "page") && !remote)
    return [`address must start with http:// or https:// for the kind ${kind}`];
  if (kind === "folder" && remote) return ["address must be a path on this machine for the kind folder"];
  return [];
}

function charsetFaults({ charset }: Source): string[] {
  if (charset === null) return [];
  try {
    new TextDecoder(charset);
    return [];
  } catch {
    return [`charset: there is no character set ${charset}; windows-1252 is one`];
  }
}
