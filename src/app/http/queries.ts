/** The query parameters of the API as zod schemas. Lists may be given as `a,b` or by repeating the parameter. */
import { z } from "zod";
import { REPORT_STATES } from "./desk-answers.js";
import { actuality, day, verification } from "./values.js";

const list = <T extends z.ZodType>(of: T) => z.array(of).max(100);
const words = z.string().min(1).max(200);
const flag = z.enum(["0", "1"]);
const cursor = z.string().min(1).max(500).describe("`next` of the page before");

export const SORTS = ["-date", "date"] as const;
export const EVENT_FORMATS = ["json", "geojson", "csv", "ndjson"] as const;

/** What selects events: the same in the list, on the map, in the timeline, the network, the facets and the exports. */
export const selection = z.strictObject({
  bbox: z
    .string()
    .regex(/^-?\d{1,3}(?:\.\d{1,12})?(?:,-?\d{1,3}(?:\.\d{1,12})?){3}$/)
    .describe("west,south,east,north in degrees; west above east crosses the date line")
    .optional(),
  from: day.describe("Events that have not ended before this day").optional(),
  to: day.describe("Events that have not started after this day").optional(),
  type: list(z.string().max(40)).describe("Codes (PRO.DEMO) or families (PRO)").optional(),
  actuality: list(actuality).optional(),
  actor: words.describe("Words in the name of an actor").optional(),
  q: words
    .describe("Words in the titles, quotes, places and actors of an event; all must be there")
    .optional(),
  source: z.string().min(1).max(200).describe("The outlet of one of its reports").optional(),
  country: z
    .string()
    .regex(/^(?:[A-Z]{2}|none)$/)
    .describe("ISO 3166-1 code of the main place; none: no country is known")
    .optional(),
  verification: verification.optional(),
  placed: flag.describe("1: events with a point; 0: events without one").optional(),
  id: list(z.string().min(1).max(100)).describe("Names of events: these alone").optional(),
  min_size: z.coerce
    .number()
    .min(0)
    .describe("At least so many people, by the best number or the lower bound")
    .optional(),
});
export type Selection = z.infer<typeof selection>;

export const eventsQuery = selection.extend({
  sort: z.enum(SORTS).default("-date"),
  limit: z.coerce.number().int().min(1).max(1000).default(100),
  cursor: cursor.optional(),
  format: z.enum(EVENT_FORMATS).describe("Instead of the Accept header, for links").optional(),
});

export const timelineQuery = selection.extend({
  by: z.enum(["day", "week", "month", "year"]).default("month"),
});
export const sourcesQuery = selection.extend({
  name: words.describe("Beginnings of words that all stand in the name of the outlet").optional(),
  limit: z.coerce.number().int().min(1).max(200).default(50),
});
export const actorsQuery = selection.extend({ limit: z.coerce.number().int().min(1).max(1000).default(200) });

export const reportsQuery = z.strictObject({
  state: list(z.enum(REPORT_STATES)).optional(),
  coder: z.string().max(200).describe("Coded by, such as rules@1.0.0 or human:ana").optional(),
  outlet: z.string().max(200).optional(),
  q: words.describe("Words that all stand in the title").optional(),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: cursor.optional(),
});

export const blindQuery = z.strictObject({
  blind: flag.describe("1: leave out what others have coded").default("0"),
});

export const judgementsQuery = z.strictObject({
  state: z
    .enum(["unsure", "settled", "all"])
    .describe("unsure: a machine could not tell and no person has said")
    .default("unsure"),
  limit: z.coerce.number().int().min(1).max(500).default(50),
  cursor: cursor.optional(),
});

export const agreementQuery = z.strictObject({
  a: z.string().max(200).describe("A coder").optional(),
  b: z.string().max(200).describe("Another").optional(),
});

export const placesQuery = z.strictObject({
  q: words
    .describe('A name or its beginning; behind a comma what the place lies in: "Puno, Peru"')
    .optional(),
  near: list(z.string().regex(/^[A-Z]{2}$/))
    .describe("ISO 3166-1 codes of countries whose places come first")
    .optional(),
  limit: z.coerce.number().int().min(1).max(50).default(12),
});

export const noQuery = z.strictObject({});
