/** Between a value and its form: what the parts hold, and what they come to; or which part is wrong, and why. Pure. */
import type { Attribution, EventDate, Link, Relation, Span } from "../../../../src/model/index.js";
import { span } from "../../../../src/model/span.js";
import { texts } from "../../texts/index.js";
import { readEdtf } from "../draft/edtf.js";
import { type At, BACK, FORMS, type FormField, type Part, type Values } from "./forms.js";
import { wordsNear } from "./words.js";

type Row = Readonly<Record<string, unknown>>;
const NARRATOR = "narrator";

/** Where the place of the words of a part is kept beside them: `START-END`. */
export const placeKey = (key: string): string => `${key}@`;
const placed = (key: string, words: Span | null | undefined): readonly [string, string][] =>
  words == null
    ? [[key, ""]]
    : [
        [key, words.quote],
        [placeKey(key), `${words.start}-${words.end}`],
      ];

/** A value as its form shows it. */
export function valuesOf(field: FormField, value: unknown): Values {
  const [first] = FORMS[field];
  if (typeof value === "string") return { [first!.key]: value };
  const row = flat(field, value as Row);
  const parts = Object.fromEntries(
    FORMS[field].flatMap(({ key, kind }): readonly (readonly [string, string])[] => {
      const part = row[key];
      if (kind === "flag") return [[key, part === true ? "yes" : ""]];
      if (kind === "words") return placed(key, part as Span | null | undefined);
      return [[key, shown(part)]];
    }),
  );
  return field === "places"
    ? { ...parts, ...Object.fromEntries(FILLED.map((key) => [key, shown(row[key])])) }
    : parts;
}

const shown = (part: unknown): string => (part === null || part === undefined ? "" : String(part));
/** What the gazetteer fills into a place beside the parts of its form. */
const FILLED = ["admin2", "geonameId"] as const;

/** A value with the parts that its form asks for at the top: the words of the voice, names that are not just the words. */
function flat(field: FormField, row: Row): Row {
  const speaker = ({ voice, quote }: Attribution) => (voice === NARRATOR ? null : quote);
  if (field === "attribution") return { ...row, voice: speaker(row as unknown as Attribution) };
  if (field !== "relations") return row;
  const { attribution, subject, object, subjectQuote, objectQuote } = row as unknown as Relation;
  return {
    ...row,
    voice: speaker(attribution),
    evidentiality: attribution.evidentiality,
    subject: subject === subjectQuote?.quote ? "" : subject,
    object: object === objectQuote?.quote ? "" : object,
  };
}

export type ReadForm = { readonly value: unknown } | { readonly part: string; readonly problem: string };

/** What a form is read with: where the coder is, what the form does not ask, the words that the value is to rest on. */
export type Reading = At & { readonly base: unknown; readonly words: Span | null };

/** A number as people write it: `20,000`, `20 000`, `1.5`. */
const readNumber = (said: string) => Number(said.replace(/[,\s\u202f\u00a0]/g, ""));

type Read = { readonly value: unknown } | { readonly problem: string };

/** The value of one part; `value` undefined leaves it out. */
function readPart(part: Part, values: Values, reading: Reading, anchor: Span | null): Read {
  const t = texts.desk.coding;
  const { key, kind, options, optional = false, absent = false, numeric = false } = part;
  const name = (texts.desk.parts_of as Readonly<Record<string, string>>)[key] ?? key;
  const said = (values[key] ?? "").trim();
  if (kind === "flag") return { value: said === "yes" };
  if (kind === "choice") {
    if (!options!(reading).some(({ value }) => value === said)) return { problem: t.needsChoice(name) };
    if (said === "") return { value: absent ? undefined : null };
    return { value: numeric ? Number(said) : said };
  }
  if (said === "") {
    if (!optional && kind !== "number") return { problem: t.needsText(name) };
    return { value: absent ? undefined : null };
  }
  if (kind === "number") {
    const number = readNumber(said);
    return Number.isNaN(number) ? { problem: t.needsNumber(name) } : { value: number };
  }
  if (kind !== "words") return { value: said };
  const { text } = reading.draft;
  const [start, end] = (values[placeKey(key)] ?? "").split("-").map(Number);
  const there =
    start !== undefined && end !== undefined && end > start
      ? { start, end }
      : wordsNear(text, said, anchor?.start ?? 0)[0];
  return there === undefined ? { problem: t.notFound } : { value: span(text, there.start, there.end) };
}

/** The value that a form holds, or which of its parts is wrong, and why. */
export function readForm(field: FormField, values: Values, reading: Reading): ReadForm {
  const t = texts.desk.coding;
  const old = reading.base as Row;
  const quote = (reading.words ?? (old as { quote?: Span | null } | null)?.quote ?? null) as Span | null;
  if (field === "date") return readDate(values, old as unknown as EventDate, quote);
  const row: Record<string, unknown> = {};
  for (const part of FORMS[field]) {
    const read = readPart(part, values, reading, quote);
    if ("problem" in read) return { part: part.key, problem: read.problem };
    if (read.value !== undefined) row[part.key] = read.value;
  }
  if (field === "type") return { value: row.code };
  if (field === "actuality" || field === "scope") return { value: row.value };
  if (field === "attribution") return { value: attributionOf(row, old as unknown as Attribution) };
  if (field === "links") return { value: linkOf(row, reading, quote) };
  if (quote === null) return { part: FORMS[field][0]!.key, problem: t.needsWords };
  if (field === "relations") return { value: relationOf(row, old as unknown as Relation, quote) };
  // What may be left out and is blank now does not come back from what was there.
  const left = new Set(FORMS[field].filter(({ absent }) => absent === true).map(({ key }) => key));
  const kept = Object.fromEntries(Object.entries(old).filter(([key]) => !left.has(key)));
  const value: Record<string, unknown> = { ...kept, ...row, quote };
  if (field === "places") {
    if (typeof row.country === "string") value.country = row.country.toUpperCase();
    value.admin2 = values.admin2 === "" ? null : values.admin2;
    value.geonameId = values.geonameId === "" ? null : Number(values.geonameId);
  }
  return { value };
}

function readDate(values: Values, old: EventDate, quote: Span | null): ReadForm {
  const said = (values.edtf ?? "").trim();
  const date = readEdtf(said);
  if (date === null) return { part: "edtf", problem: texts.desk.coding.needsDate };
  const same = date.edtf === old.edtf && quote === old.quote;
  return { value: { ...date, rule: same ? old.rule : said === "" ? "" : "coder", quote } };
}

/** A chain leads to the voice; of another voice it says nothing. A voice that stays keeps its name. */
function attributionOf(row: Row, old: Attribution): Attribution {
  const quote = (row.voice ?? null) as Span | null;
  const evidentiality = row.evidentiality as Attribution["evidentiality"];
  if (quote === null) return { voice: NARRATOR, evidentiality, quote: null };
  const isOld = old.quote?.start === quote.start && old.quote.end === quote.end && old.voice !== NARRATOR;
  if (!isOld) return { voice: quote.quote, evidentiality, quote };
  return { ...old, evidentiality };
}

function linkOf(row: Row, { event, base }: Reading, quote: Span | null): Link {
  const said = String(row.relation);
  const isBack = said.startsWith(BACK);
  const here = event ?? (base as Link).from;
  const there = String(row.to);
  return {
    from: isBack ? there : here,
    to: isBack ? here : there,
    relation: (isBack ? said.slice(BACK.length) : said) as Link["relation"],
    basis: row.basis as Link["basis"],
    quote,
  };
}

function relationOf(row: Row, old: Relation, quote: Span): Relation {
  const [subjectQuote, objectQuote] = [row.subjectQuote as Span, row.objectQuote as Span];
  return {
    type: row.type as Relation["type"],
    subject: (row.subject as string | null) ?? subjectQuote.quote,
    object: (row.object as string | null) ?? objectQuote.quote,
    status: row.status as Relation["status"],
    attribution: attributionOf(row, old.attribution),
    subjectQuote,
    objectQuote,
    quote,
  };
}
