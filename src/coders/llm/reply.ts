/** What a model is asked to answer: the schema of its reply, made from the codebook and the value lists of the record. */
import { z } from "zod";
import type { Codebook } from "../../model/codebook.js";
import {
  ACTOR_CATEGORIES,
  ACTOR_ROLES,
  ACTUALITIES,
  FIGURE_KINDS,
  LINK_RELATIONS,
  MEANS,
  PLACE_ROLES,
  RELATION_TYPES,
  SCOPES,
} from "../../model/coding.js";

/** What a protest asks for, by subject: the issues that the rule coder knows too. */
export const ISSUES = [
  "resignation",
  "elections",
  "constitution",
  "justice",
  "release",
  "rights",
  "wages",
  "prices",
  "services",
  "land",
  "policy",
  "peace",
  "other",
] as const;

export const EVIDENTIALITIES = [
  "asserted",
  "reported",
  "admitted",
  "alleged",
  "presupposed",
  "inferred",
] as const;

/** Whether the words name a person, and if so one who acts in public life. */
export const PERSONS = ["none", "public", "private"] as const;

/** Words of the report, copied. Where they stand is found by us; a model that counts characters miscounts. */
const words = z.string();
const wordsOrNone = z.string().nullable();

const place = z.object({ quote: words, role: z.enum(PLACE_ROLES) });
const actor = z.object({
  quote: words,
  role: z.enum(ACTOR_ROLES),
  category: z.enum(ACTOR_CATEGORIES),
  person: z.enum(PERSONS),
});
const figure = z.object({
  quote: words,
  kind: z.enum(FIGURE_KINDS),
  /** The number that the words state, without hedge; null where they state none ("hundreds"). A check, not the value. */
  value: z.number().nullable(),
  stock: z.boolean(),
  group: z.string().nullable(),
  said_by: wordsOrNone,
});
const freeFigure = figure.extend({ population: z.string().nullable() });
const date = z.object({ quote: wordsOrNone, edtf: z.string().nullable() });
const demand = z.object({ quote: words, issue: z.enum(ISSUES) });
const means = z.object({ quote: words, means: z.enum(MEANS) });
const attribution = z.object({ quote: wordsOrNone, evidentiality: z.enum(EVIDENTIALITIES) });
const contested = z.object({ quote: words, speaker: words });
const relation = z.object({
  quote: words,
  subject: words,
  type: z.enum(RELATION_TYPES),
  object: words,
  status: z.enum(["current", "historical"]),
  attribution,
});
const link = z.object({
  from: z.int(),
  to: z.int(),
  relation: z.enum(LINK_RELATIONS),
  quote: wordsOrNone,
});

function headOf(codebook: Codebook) {
  return z.object({
    context: words,
    trigger: words,
    type: z.enum([...codebook.types.keys()] as [string, ...string[]]),
    actuality: z.enum(ACTUALITIES),
    scope: z.enum(SCOPES),
  });
}

/** The schemas of a reply: whole, to ask for it and to judge it, and in parts, so that one bad claim spoils no other. */
export function replySchemas(codebook: Codebook) {
  const head = headOf(codebook);
  const event = head.extend({
    mentions: z.array(words),
    date,
    places: z.array(place),
    actors: z.array(actor),
    figures: z.array(figure),
    demands: z.array(demand),
    means: z.array(means),
    attribution,
    contested: z.array(contested),
  });
  const whole = z.object({
    events: z.array(event),
    links: z.array(link),
    figures: z.array(freeFigure),
    relations: z.array(relation),
  });
  return {
    head,
    place,
    actor,
    figure,
    freeFigure,
    date,
    demand,
    means,
    attribution,
    contested,
    relation,
    link,
    words,
    whole,
  };
}
export type ReplySchemas = ReturnType<typeof replySchemas>;
export type Reply = z.infer<ReplySchemas["whole"]>;
export type ReplyFigure = z.infer<typeof figure>;

/** The JSON Schema of a reply within what strict decoders take: no references, every field required, no other fields. */
export function replyJsonSchema(schemas: ReplySchemas): Record<string, unknown> {
  const { $schema: _, ...schema } = z.toJSONSchema(schemas.whole, { reused: "inline" }) as Record<
    string,
    unknown
  >;
  return plain(schema) as Record<string, unknown>;
}

/** Without bounds of numbers, which some decoders refuse. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== "object" || value === null) return value;
  const kept = Object.entries(value).filter(
    ([key, inner]) => !((key === "minimum" || key === "maximum") && typeof inner === "number"),
  );
  return Object.fromEntries(kept.map(([key, inner]) => [key, plain(inner)]));
}

/** A reply as it came: an object with a list of events, whatever is in it. `faults`: where it is not what was asked for. */
export type RawReply = {
  readonly value: Readonly<Record<string, unknown>>;
  readonly faults: readonly string[];
};

/** Most faults that are told back to a model. */
const MOST_FAULTS = 8;

/** Reads the text of an answer. A fault in words where it holds no reply at all. */
export function readReply(
  content: string,
  schemas: ReplySchemas,
): RawReply | { readonly unreadable: string } {
  const value = jsonIn(content);
  if (value === undefined) return { unreadable: whyNoJson(content) };
  if (typeof value !== "object" || value === null || Array.isArray(value))
    return { unreadable: "The answer is JSON, but not an object." };
  const row = value as Record<string, unknown>;
  if (!Array.isArray(row.events)) return { unreadable: 'The object has no list "events".' };
  const checked = schemas.whole.safeParse(row);
  const faults = checked.success
    ? []
    : checked.error.issues.slice(0, MOST_FAULTS).map((issue) => `${issue.path.join(".")}: ${issue.message}`);
  return { value: row, faults };
}

/** The JSON of an answer, also where a model thinks aloud before it, or wraps it in a code block. */
function jsonIn(content: string): unknown {
  const said = content.replace(/^\s*<think>[\s\S]*?<\/think>/, "").trim();
  const whole = parse(said);
  if (whole !== undefined) return whole;
  const start = said.indexOf("{");
  const end = said.lastIndexOf("}");
  return start >= 0 && end > start ? parse(said.slice(start, end + 1)) : undefined;
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function whyNoJson(content: string): string {
  const said = content.trim();
  if (said === "") return "The answer is empty.";
  try {
    JSON.parse(said);
  } catch (error) {
    return `The answer is not JSON (${error instanceof Error ? error.message.slice(0, 120) : "unknown error"}).`;
  }
  return "The answer is not JSON.";
}
