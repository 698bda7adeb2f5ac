/** What the reading endpoints answer, as zod schemas: events, the map, the network, editions. */
import { z } from "zod";
import { FAMILIES } from "../../model/codebook.js";
import {
  ACTOR_CATEGORIES,
  DATE_PRECISIONS,
  FIGURE_KINDS,
  LINK_RELATIONS,
  PLACE_PRECISIONS,
  SCOPES,
} from "../../model/coding.js";
import {
  actorSchema,
  actuality,
  attributionSchema,
  count,
  dateSchema,
  day,
  demandSchema,
  instant,
  labelSchema,
  meansSchema,
  name,
  placeSchema,
  reportHeadSchema,
  spanSchema,
  storySchema,
  verification,
} from "./values.js";

const text = z.string();
const number = z.number();

export const healthAnswer = name(
  "Health",
  "Whether the server answers, and what it stands on.",
  z.object({ state: z.literal("ok"), version: text, edition: count, at: count }),
);

const exampleSchema = z.object({
  text,
  trigger: text,
  start: count,
  end: count,
  instead: text.nullable(),
  lang: text,
});

export const codebookAnswer = name(
  "Codebook",
  "What counts as an event, and the lists of values that a coding may hold.",
  z.object({
    id: text,
    title: text,
    families: z.array(z.object({ code: z.enum(FAMILIES), label: text })),
    types: z.array(
      z.object({
        code: text,
        family: z.enum(FAMILIES),
        label: text,
        definition: text,
        include: text,
        exclude: text,
        examples: z.array(exampleSchema),
        counterExamples: z.array(exampleSchema),
        crosswalk: z.record(text, text),
      }),
    ),
    values: z.record(text, z.array(z.object({ value: text, meaning: text, cues: text.nullable() }))),
  }),
);

const figureRow = z.object({
  kind: z.enum(FIGURE_KINDS),
  group: text.nullable(),
  stock: z.boolean().describe("A toll over a longer time, never that of this one event"),
  low: number.nullable(),
  best: number.nullable(),
  high: number.nullable(),
  conflict: z.boolean().describe("The bounds of the claims share no number"),
});

export const eventSummary = name(
  "EventSummary",
  "An event of the edition in a line: settled values without their claims.",
  z.object({
    id: text,
    type: text,
    label: text.describe("Name of the type"),
    actuality,
    start: text.nullable().describe("First day, null where undated"),
    end: text.nullable(),
    edtf: text,
    datePrecision: z.enum(DATE_PRECISIONS),
    place: z
      .object({
        name: text,
        country: text.nullable(),
        admin1: text.nullable(),
        lat: number.nullable(),
        lon: number.nullable(),
        precision: z.enum(PLACE_PRECISIONS),
      })
      .nullable()
      .describe("The place that stands for the event; null where the reports name none."),
    actors: z.array(text),
    figures: z.array(figureRow),
    quote: text.describe("Words of the first trigger"),
    title: text.nullable().describe("Title of the first report that has one"),
    reports: count.describe("Number of reports"),
    origins: count.describe("Number of independent ones"),
    confidence: number,
    verification,
  }),
);

/** A page of a list: the members, how many there are in all, and where the next page starts. */
function pageOf<T extends z.ZodType>(item: T) {
  return z.object({
    edition: count,
    total: count,
    items: z.array(item),
    next: text.nullable().describe("Cursor of the next page, null on the last. Also in the Link header."),
  });
}

export const eventsAnswer = name("EventPage", "Events, in the order asked for.", pageOf(eventSummary));

export const claimSchema = name(
  "Claim",
  "A coder says: this mention has this value for this field, because of these words.",
  z.looseObject({
    id: text,
    coding: text,
    coder: text,
    report: text,
    mention: text,
    field: z.enum([
      "exists",
      "type",
      "actuality",
      "scope",
      "date",
      "place",
      "actor",
      "figure",
      "demand",
      "means",
      "label",
    ]),
    value: z.unknown(),
    quotes: z.array(spanSchema),
    attribution: attributionSchema,
  }),
);

const settled = <Value extends z.ZodType>(value: Value) =>
  z.looseObject({
    value,
    for: z.array(text).describe("Ids of the claims that say so"),
    against: z.array(text).describe("Ids of the claims that say otherwise"),
    rule: text.describe("What decided, in words"),
  });

const linkSchema = z.looseObject({
  from: text,
  to: text,
  relation: z.enum([...LINK_RELATIONS, "realises"]),
  by: z.array(text),
});

export const eventAnswer = name(
  "Event",
  "An event with every claim for and against each value, their words, and the heads of the reports they stand in.",
  z.looseObject({
    edition: count,
    id: text,
    label: text,
    mentions: z.array(z.object({ id: text, report: text, span: spanSchema })),
    type: settled(text),
    actuality: settled(actuality),
    scope: settled(z.enum(SCOPES)),
    date: settled(dateSchema),
    places: z.array(settled(placeSchema)),
    actors: z.array(settled(actorSchema)),
    figures: z.array(
      z.looseObject({
        kind: z.enum(FIGURE_KINDS),
        group: text.nullable(),
        stock: z.boolean(),
        low: number.nullable(),
        best: number.nullable(),
        high: number.nullable(),
        conflict: z.boolean(),
        inputs: z.array(text),
        excluded: z.array(z.object({ claim: text, reason: text })),
        tieBreak: text.nullable(),
      }),
    ),
    demands: z.array(settled(demandSchema)),
    means: z.array(settled(meansSchema)),
    labels: z.array(settled(labelSchema)),
    origins: count,
    confidence: number,
    verification,
    claims: z.array(claimSchema),
    links: z.array(linkSchema),
    reports: z.array(reportHeadSchema),
    stories: z
      .array(storySchema)
      .describe("Stories that its reports stand in, where these have other reports."),
  }),
);

export const historyAnswer = name(
  "EventHistory",
  "What the log says about an event, oldest first: which entries touched it, by whom, when.",
  z.object({
    id: text,
    items: z.array(
      z.object({
        position: count,
        kind: z.enum(["report", "coding", "judgement", "edition"]),
        id: text,
        author: text,
        time: instant,
        summary: text,
      }),
    ),
  }),
);

export const pointsAnswer = name(
  "Points",
  "The events with a point, as columns of equal length: row i of each column is event i. Made for 100,000 events.",
  z.object({
    edition: count,
    total: count.describe("Events of the selection, with and without a point"),
    count: count.describe("Length of the columns"),
    types: z.array(text).describe("The type codes that `type` counts in"),
    kinds: z.array(text).describe("The kinds of figures that `kind` counts in"),
    columns: z.object({
      id: z.array(text),
      lon: z.array(number).describe("Degrees, four decimals"),
      lat: z.array(number),
      day: z.array(z.int().nullable()).describe("First day, in days since 1970-01-01; null where undated"),
      type: z.array(count).describe("Index into `types`"),
      figure: z
        .array(number.nullable())
        .describe("Best value of the first figure among crowd size, deaths, injured, arrested"),
      kind: z.array(z.int().min(0).nullable()).describe("What it counts: index into `kinds`"),
      precision: z.array(z.int()).describe("0 for G0 to 9 for G9"),
    }),
  }),
);

export const timelineAnswer = name(
  "Timeline",
  "How many events start in each stretch of time, by family. Stretches without events are left out.",
  z.object({
    edition: count,
    by: z.enum(["day", "week", "month", "year"]),
    undated: count,
    items: z.array(z.object({ start: day, count, families: z.record(text, count) })),
  }),
);

const sums = {
  events: count.describe("Events with such a number"),
  open: count.describe("Of those, events without an upper bound"),
  conflicts: count.describe("Of those, events whose sources contradict each other"),
  low: number.describe("Lower bounds, added up"),
  best: number.describe("Best values, else lower bounds, added up"),
  high: number.describe("Upper bounds, added up; where there is none, the best value or the lower bound"),
};

export const figuresAnswer = name(
  "FigureSums",
  "The numbers of people that the events of a selection have, by kind, and added up in each stretch of time. Tolls over longer times are not in it. An event with several numbers of a kind counts with the greatest.",
  z.object({
    edition: count,
    by: z.enum(["day", "week", "month", "year"]),
    kinds: z.array(
      z.object({
        kind: z.enum(FIGURE_KINDS),
        ...sums,
        undated: count.describe("Events with such a number and no day"),
        items: z.array(z.object({ start: day, ...sums })),
      }),
    ),
  }),
);

export const sourcesAnswer = name(
  "SourceList",
  "Outlets, those of most events first.",
  z.object({
    edition: count,
    total: count.describe("Outlets of that name, also those beyond `limit`"),
    items: z.array(z.object({ value: text, label: text, count })),
  }),
);

export const actorsAnswer = name(
  "ActorNetwork",
  "Public actors and how often two of them stand in one event. Private persons are not in it.",
  z.object({
    edition: count,
    nodes: z.array(z.object({ name: text, category: z.enum(ACTOR_CATEGORIES), events: count })),
    edges: z.array(
      z.object({
        from: count.describe("Index into `nodes`"),
        to: count,
        events: count,
      }),
    ),
  }),
);

const facet = z.array(z.object({ value: text, label: text, count }));
export const facetsAnswer = name(
  "Facets",
  "How many events of the selection have each value; for filters.",
  z.object({
    edition: count,
    total: count,
    family: facet,
    type: facet,
    actuality: facet,
    country: facet,
    source: facet,
    verification: facet,
    year: facet,
  }),
);

export const exportsAnswer = name(
  "ExportList",
  "The forms in which a selection can be taken away, by `/api/export/{id}`.",
  z.object({ items: z.array(z.object({ id: text, mediaType: text, extension: text })) }),
);

export const editionAnswer = name(
  "Edition",
  "The edition that is being served, and how far its claims disagree. `number` 0 and `published` false: not yet published.",
  z.object({
    number: count,
    previous: count.nullable(),
    published: z.boolean().describe("False while the log is ahead of the last published edition"),
    policy: text,
    codebook: text,
    at: count.describe("Position of the log that it was made from"),
    events: count,
    reports: count,
    links: count,
    diagnostics: z.object({
      events: count,
      fields: z.array(
        z.object({
          field: text,
          comparable: count,
          disagreement: number.nullable(),
          meanRange: number.nullable(),
        }),
      ),
    }),
  }),
);

export const editionsAnswer = name(
  "EditionList",
  "Published editions, newest first.",
  z.object({
    items: z.array(
      z.object({
        number: count,
        previous: count.nullable(),
        policy: text,
        at: count,
        events: count,
        redirects: count,
        author: text,
        time: instant,
      }),
    ),
  }),
);
