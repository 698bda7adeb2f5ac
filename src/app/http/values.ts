/** The nouns of the model as zod schemas: what answers hold, and what the OpenAPI document tells of them. */
import { z } from "zod";
import {
  ACTOR_CATEGORIES,
  ACTOR_ROLES,
  ACTUALITIES,
  DATE_PRECISIONS,
  FIGURE_KINDS,
  LINK_RELATIONS,
  MEANS,
  PLACE_PRECISIONS,
  PLACE_ROLES,
  SCOPES,
} from "../../model/coding.js";

/** Schemas that have a name of their own in the OpenAPI document. */
export const named = z.registry<{ readonly id: string; readonly description?: string }>();

/** Gives a schema a name in the OpenAPI document, and returns it. */
export function name<T extends z.ZodType>(id: string, description: string, schema: T): T {
  named.add(schema, { id, description });
  return schema;
}

export const actuality = z.enum(ACTUALITIES);
export const verification = z.enum(["machine", "reviewed", "adjudicated"]);
export const day = z.iso.date();
export const instant = z.string().describe("ISO 8601 in UTC");
export const count = z.int().min(0);
const text = z.string();

export const spanSchema = name(
  "Span",
  "[start, end) in UTF-16 units of the text of a report, and the words that stand there.",
  z.object({ start: count, end: count, quote: text }),
);

export const dateSchema = name(
  "EventDate",
  "When it took place. `start` and `end` are days; `precision` D day, R 2-6 days, W week, M month, Y year, I interval, O open, U unknown.",
  z.object({
    edtf: text,
    start: text.nullable(),
    end: text.nullable(),
    precision: z.enum(DATE_PRECISIONS),
    rule: text,
    quote: spanSchema.nullable(),
  }),
);

export const placeSchema = name(
  "EventPlace",
  "Where, by the words. No point where the words name none (G5 and coarser, or a place the gazetteer lacks).",
  z.object({
    name: text,
    role: z.enum(PLACE_ROLES),
    country: text.nullable(),
    admin1: text.nullable(),
    admin2: text.nullable(),
    lat: z.number().nullable(),
    lon: z.number().nullable(),
    precision: z.enum(PLACE_PRECISIONS),
    geonameId: z.number().nullable(),
    quote: spanSchema,
  }),
);

export const actorSchema = name(
  "EventActor",
  "Whom the words name. Private persons are roles, never names.",
  z.looseObject({
    name: text,
    role: z.enum(ACTOR_ROLES),
    category: z.enum(ACTOR_CATEGORIES),
    quote: spanSchema,
  }),
);

export const figureSchema = name(
  "Figure",
  "A number with its words, its hedge and its bounds.",
  z.looseObject({
    kind: z.enum(FIGURE_KINDS),
    low: z.number().nullable(),
    high: z.number().nullable(),
    point: z.number().nullable(),
    hedge: text.nullable(),
    stock: z.boolean(),
    group: text.nullable(),
    said_by: text.nullable(),
    quote: spanSchema,
  }),
);

export const demandSchema = z.object({
  issue: text,
  quote: spanSchema,
  claimant: spanSchema.describe("Words that name who wants it").optional(),
  addressee: spanSchema.describe("Words that name of whom it is wanted").optional(),
});
export const meansSchema = z.object({ means: z.enum(MEANS), quote: spanSchema });
export const labelSchema = z.object({ label: text, speaker: text, quote: spanSchema });

export const attributionSchema = name(
  "Attribution",
  "Who says so: the narrator, or the words that name the speaker.",
  z.object({
    voice: text,
    evidentiality: z.enum(["asserted", "reported", "admitted", "alleged", "presupposed", "inferred"]),
    quote: spanSchema.nullable(),
    chain: z
      .array(z.object({ voice: text, quote: spanSchema.nullable() }))
      .describe("Where voices are nested: all of them, the narrator first, the innermost last")
      .optional(),
  }),
);

export const reportHeadSchema = name(
  "ReportHead",
  "A report without its text. `origin` is the first report with the same text or nearly the same.",
  z.looseObject({
    id: text,
    sha256: text,
    lang: text.nullable(),
    published: text.nullable(),
    title: text.nullable(),
    outlet: text.nullable(),
    url: text.nullable(),
    origin: text.optional(),
  }),
);

export const storySchema = name(
  "StoryBeside",
  "Reports of one happening, found by the names and numbers that they share: those that do not tell the event themselves. No evidence for its values.",
  z.object({
    id: text,
    reports: z
      .array(
        reportHeadSchema.extend({
          ties: z
            .array(
              z.object({
                to: text.describe("Id of another report of the story"),
                reasons: z.array(text).describe("What ties the two, in words"),
              }),
            )
            .describe("What it is most like; none where that report is not shown"),
        }),
      )
      .describe("The first published first. Readers see those alone that tell some event."),
  }),
);

const eventRecordSchema = name(
  "EventRecord",
  "An event within a coding: one record with its claims. Its id is REPORT:START-END of the trigger.",
  z.looseObject({
    id: text,
    type: text,
    actuality,
    scope: z.enum(SCOPES),
    trigger: spanSchema,
    mentions: z.array(spanSchema),
    date: dateSchema,
    places: z.array(placeSchema),
    actors: z.array(actorSchema),
    figures: z.array(figureSchema),
    demands: z.array(demandSchema),
    means: z.array(meansSchema),
    attribution: attributionSchema,
    contested: z.array(labelSchema),
    exists: z.boolean().optional(),
    confidence: z.number().min(0).max(1),
  }),
);

export const findingSchema = name(
  "Finding",
  "Trouble with an input or a claim: what, why, and what to do; `place` points into the text.",
  z.object({ code: text, message: text, place: z.object({ start: count, end: count }).nullable() }),
);

export const codingSchema = name(
  "Coding",
  "All claims of one coder on one report at one sitting, as `quipu code --format json` prints it. No events means: read it, nothing there.",
  z.looseObject({
    report: reportHeadSchema,
    coder: text,
    codebook: text,
    seen: z.array(text).describe("Ids of the codings that were on screen; none means coded blind."),
    events: z.array(eventRecordSchema),
    links: z.array(
      z.object({
        from: text,
        to: text,
        relation: z.enum(LINK_RELATIONS),
        basis: z.enum(["text", "inferred", "claimed"]),
        quote: spanSchema.nullable(),
      }),
    ),
    figures: z.array(z.looseObject({})).describe("Figures that belong to no event."),
    relations: z.array(z.looseObject({})),
    noise: z.array(z.looseObject({ start: count, end: count, quote: text, kind: text })),
    findings: z.array(findingSchema),
    answers: text
      .optional()
      .describe("Id of the coding whose place this one takes, where its coder went back to an earlier one."),
  }),
);
