/** What is asked of each field, as data: the parts of its form, and how they become a value. */
import {
  ACTOR_CATEGORIES,
  ACTOR_ROLES,
  ACTUALITIES,
  FIGURE_KINDS,
  MEANS,
  PLACE_PRECISIONS,
  PLACE_ROLES,
  SCOPES,
  TIERS,
} from "../../../../src/model/coding.js";
import type { EventRecord, Span } from "../../../../src/model/index.js";
import { texts } from "../../texts/index.js";
import type { Field } from "../draft/action.js";
import { readEdtf } from "../draft/edtf.js";
import { guessFigure } from "../draft/figure-words.js";
import { codebook } from "../session.js";

export type Option = {
  readonly value: string;
  readonly label: string;
  /** What it means, for looking through and for reading. */
  readonly meaning?: string | undefined;
};
export type Part = {
  readonly key: string;
  readonly kind: "choice" | "text" | "number" | "flag" | "date";
  readonly options?: () => readonly Option[];
  readonly optional?: boolean;
};
export type Values = Readonly<Record<string, string>>;
export type FormField = Exclude<Field, "mentions">;

const meaningOf = (list: string, value: string) =>
  codebook.value?.values[list]?.find((row) => row.value === value)?.meaning;

const choice = (
  key: string,
  values: readonly string[],
  labels: Readonly<Record<string, string>>,
  list = "",
): Part => ({
  key,
  kind: "choice",
  options: () =>
    values.map((value) => ({ value, label: labels[value] ?? value, meaning: meaningOf(list, value) })),
});
const text = (key: string, optional = false): Part => ({ key, kind: "text", optional });
const amount = (key: string): Part => ({ key, kind: "number", optional: true });

const EVIDENTIALITIES = Object.keys(texts.evidentialities);

export const FORMS: Readonly<Record<FormField, readonly Part[]>> = {
  type: [
    {
      key: "code",
      kind: "choice",
      options: () =>
        (codebook.value?.types ?? []).map(({ code, label, definition }) => ({
          value: code,
          label,
          meaning: definition,
        })),
    },
  ],
  actuality: [choice("value", ACTUALITIES, texts.actualities, "actuality")],
  scope: [choice("value", SCOPES, texts.scopes, "scope")],
  date: [{ key: "edtf", kind: "date" }],
  places: [
    text("name"),
    choice("role", PLACE_ROLES, texts.placeRoles, "placeRole"),
    choice("precision", PLACE_PRECISIONS, texts.precisions, "placePrecision"),
    text("country", true),
    text("admin1", true),
    amount("lat"),
    amount("lon"),
  ],
  actors: [
    text("name"),
    choice("role", ACTOR_ROLES, texts.roles, "actorRole"),
    choice("category", ACTOR_CATEGORIES, texts.categories, "actorCategory"),
    choice("tier", ["", ...TIERS], texts.desk.tiers),
  ],
  figures: [
    choice("kind", FIGURE_KINDS, texts.figures, "figureKind"),
    amount("low"),
    amount("high"),
    amount("point"),
    text("hedge", true),
    text("group", true),
    text("said_by", true),
    { key: "stock", kind: "flag" },
  ],
  demands: [choice("issue", Object.keys(texts.desk.issues), texts.desk.issues)],
  means: [choice("means", MEANS, texts.means, "means")],
  contested: [text("label"), text("speaker")],
  attribution: [text("voice"), choice("evidentiality", EVIDENTIALITIES, texts.evidentialities)],
};

/** What a new value starts from; `known` is the same words coded elsewhere in this report. */
export function fresh(field: FormField, words: Span | null, known: unknown = null): unknown {
  const name = words?.quote ?? "";
  const bases: Readonly<Record<FormField, unknown>> = {
    type: "",
    actuality: "happened",
    scope: "event",
    date: { edtf: "", start: null, end: null, precision: "U", rule: "", quote: null },
    places: {
      name,
      role: "site",
      country: null,
      admin1: null,
      admin2: null,
      lat: null,
      lon: null,
      precision: "G1",
      geonameId: null,
    },
    actors: { name, role: "participant", category: "unknown" },
    figures: { kind: "crowd_size", stock: false, group: null, said_by: null, ...guessFigure(name) },
    demands: { issue: "other" },
    means: { means: "unspecified" },
    contested: { label: name, speaker: "narrator" },
    attribution: { voice: name === "" ? "narrator" : name, evidentiality: "reported", quote: null },
  };
  return known ?? bases[field];
}

/** A value as its form shows it. */
export function valuesOf(field: FormField, value: unknown): Values {
  const [first] = FORMS[field];
  if (typeof value === "string") return { [first!.key]: value };
  const row = value as Readonly<Record<string, unknown>>;
  return Object.fromEntries(
    FORMS[field].map(({ key, kind }) => {
      const part = row[key];
      if (kind === "flag") return [key, part === true ? "yes" : ""];
      return [key, part === null || part === undefined ? "" : String(part)];
    }),
  );
}

export type ReadForm = { readonly value: unknown } | { readonly part: string; readonly problem: string };

/** A number as people write it: `20,000`, `20 000`, `1.5`. */
const readNumber = (said: string) => Number(said.replace(/[,\s\u202f\u00a0]/g, ""));

/** The value that a form holds, or which of its parts is wrong, and why. `base` gives what the form does not ask. */
export function readForm(field: FormField, values: Values, base: unknown, words: Span | null): ReadForm {
  const t = texts.desk.coding;
  const name = (key: string) => (texts.desk.parts_of as Readonly<Record<string, string>>)[key] ?? key;
  const row: Record<string, unknown> = {};
  for (const { key, kind, options, optional } of FORMS[field]) {
    const said = (values[key] ?? "").trim();
    if (kind === "flag") row[key] = said === "yes";
    else if (kind === "date") {
      const date = readEdtf(said);
      if (date === null) return { part: key, problem: t.needsDate };
      const old = base as EventRecord["date"];
      const quote = words ?? old.quote;
      const same = date.edtf === old.edtf && quote === old.quote;
      return { value: { ...date, rule: same ? old.rule : said === "" ? "" : "coder", quote } };
    } else if (kind === "choice") {
      if (!options!().some(({ value }) => value === said))
        return { part: key, problem: t.needsChoice(name(key)) };
      row[key] = said;
    } else if (kind === "number") {
      const number = said === "" ? null : readNumber(said);
      if (Number.isNaN(number)) return { part: key, problem: t.needsNumber(name(key)) };
      row[key] = number;
    } else {
      if (said === "" && optional !== true) return { part: key, problem: t.needsText(name(key)) };
      row[key] = said === "" ? null : said;
    }
  }
  if (field === "type") return { value: row.code };
  if (field === "actuality" || field === "scope") return { value: row.value };
  const old = base as Readonly<Record<string, unknown>>;
  const quote = words ?? old.quote ?? null;
  if (field === "attribution") {
    // A chain leads to the voice; of another voice it says nothing.
    const { chain, ...rest } = old;
    const { voice } = row;
    const kept = voice === old.voice && chain !== undefined ? { chain } : {};
    return { value: { ...rest, ...row, ...kept, quote: voice === "narrator" ? null : quote } };
  }
  if (quote === null) return { part: FORMS[field][0]!.key, problem: t.needsWords };
  const value: Record<string, unknown> = { ...old, ...row, quote };
  if (field === "actors" && row.tier === "") delete value.tier;
  if (field === "places") {
    if (typeof row.country === "string") value.country = row.country.toUpperCase();
    const moved = row.name !== old.name || row.lat !== old.lat || row.lon !== old.lon;
    if (moved) value.geonameId = null;
  }
  return { value };
}
