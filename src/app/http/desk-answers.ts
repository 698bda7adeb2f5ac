/** What the endpoints of the review desk answer and take, as zod schemas: reports, codings, judgements, jobs, accounts. */
import { z } from "zod";
import { PLACE_PRECISIONS } from "../../model/coding.js";
import { PLACE_KINDS } from "../../text/places/look-up.js";
import { ROLES } from "./roles.js";
import {
  codingSchema,
  count,
  day,
  findingSchema,
  instant,
  name,
  reportHeadSchema,
  spanSchema,
} from "./values.js";

const text = z.string();
const number = z.number();

export const REPORT_STATES = ["uncoded", "coded", "reviewed"] as const;

export const reportsAnswer = name(
  "ReportPage",
  "The queue of the review desk: reports that nobody has reviewed and whose coding is least certain come first.",
  z.object({
    total: count,
    items: z.array(
      z.object({
        report: reportHeadSchema,
        state: z.enum(REPORT_STATES).describe("reviewed: a person has coded it"),
        events: count.describe("Events of the latest coding"),
        confidence: number.nullable().describe("The least certain event of the latest coding"),
        coders: z.array(text),
      }),
    ),
    next: text.nullable(),
  }),
);

const codingEntry = name(
  "CodingEntry",
  "A coding in its place in the log.",
  z.object({ id: text, position: count, author: text, time: instant, coding: codingSchema }),
);

export const reportAnswer = name(
  "ReportWithText",
  "A report with its text, and its codings. With `blind=1` only those by whoever asks.",
  z.object({
    report: reportHeadSchema.extend({ text }),
    replaces: text.nullable(),
    custody: z.looseObject({}).nullable(),
    codings: z.array(codingEntry),
    hidden: count.describe("Codings by others that were left out"),
  }),
);

export const codingsAnswer = name(
  "CodingList",
  "Codings of one report, oldest first.",
  z.object({ report: text, items: z.array(codingEntry), hidden: count }),
);

const mentionSide = z.object({
  id: text,
  event: text.nullable().describe("Id of the event of the edition that it stands in"),
  report: reportHeadSchema,
  span: spanSchema,
  type: text.nullable(),
  date: text.nullable().describe("EDTF"),
  place: text.nullable(),
});

export const RELATIONS_OF_MENTIONS = [
  "same_event",
  "different_event",
  "part_of",
  "realises",
  "unsure",
] as const;

export const judgementsAnswer = name(
  "JudgementPage",
  "Pairs of mentions, each with what was last judged about it.",
  z.object({
    total: count,
    items: z.array(
      z.object({
        id: text,
        coder: text,
        time: instant,
        relation: z.enum(RELATIONS_OF_MENTIONS),
        reasons: z.array(text),
        from: text
          .nullable()
          .describe(
            "Of part_of the mention that is the part, of realises what came about; null where only the events tell",
          ),
        mentions: z.tuple([mentionSide, mentionSide]),
      }),
    ),
    next: text.nullable(),
  }),
);

export const agreementAnswer = name(
  "Agreement",
  "Krippendorff's alpha of two coders, field by field, over the reports that both coded. It is reliability only where both coded blind.",
  z.object({
    coders: z.array(z.object({ coder: text, reports: count })).describe("Everybody who can be compared"),
    a: text.nullable(),
    b: text.nullable(),
    reports: count.describe("Reports that both coded"),
    blind: count.describe("Of those, reports that both coded without other codings on screen"),
    fields: z.array(z.object({ field: text, scale: text, units: count, alpha: number.nullable() })),
  }),
);

export const placesAnswer = name(
  "PlaceHits",
  "Places of the gazetteer that a name may mean, the likeliest first.",
  z.object({
    items: z.array(
      z.object({
        name: text,
        kind: z.enum(PLACE_KINDS),
        seat: z
          .enum(["country", "admin1"])
          .nullable()
          .describe("Capital of its country, or seat of its province"),
        country: text.nullable(),
        admin1: text.nullable(),
        admin2: text.nullable(),
        lat: number.nullable().describe("Null where the place is too coarse for a point (G5 and above)"),
        lon: number.nullable(),
        precision: z.enum(PLACE_PRECISIONS),
        geonameId: count.nullable(),
        population: count.describe("0: not known"),
      }),
    ),
  }),
);

export const jobSchema = name(
  "Job",
  "Work that goes on after an answer: coding, linking, a new edition.",
  z.object({
    id: text,
    kind: z.enum(["refresh", "edition"]),
    state: z.enum(["waiting", "running", "done", "failed"]),
    created: instant,
    ended: instant.nullable(),
    step: text.nullable().describe("What it is doing, in words"),
    done: count,
    total: count.nullable(),
    edition: count.nullable().describe("The edition that came of it"),
    findings: z.array(z.object({ code: text, message: text })),
  }),
);

export const jobsAnswer = name(
  "JobList",
  "Jobs since the server started, newest first.",
  z.object({ items: z.array(jobSchema) }),
);

export const reportBody = name(
  "NewReport",
  "A report to be kept. The same text from the same place again is the same report.",
  z.strictObject({
    id: z.string().min(1).max(200).optional(),
    text: z.string().min(1).max(5_000_000),
    title: z.string().max(2000).nullish(),
    published: day.nullish(),
    outlet: z.string().max(500).nullish(),
    url: z.string().max(4000).nullish(),
    lang: z
      .string()
      .regex(/^[a-z]{2,3}$/)
      .nullish(),
    replaces: z.string().max(200).nullish().describe("Id of the report that this one corrects"),
  }),
);

export const codingBody = name(
  "NewCoding",
  "As a Coding; `coder` may be left out: it is the account that is signed in. What the gate finds is answered with 422 and nothing is kept.",
  codingSchema.partial({ coder: true }),
);

export const judgementBody = name(
  "NewJudgement",
  "That two mentions tell the same event, or do not, and why. `from` says which one is the part (part_of) or tells what came about (realises); without it the events themselves do.",
  z.strictObject({
    mentions: z.tuple([z.string().max(300), z.string().max(300)]),
    relation: z.enum(RELATIONS_OF_MENTIONS),
    reasons: z.array(z.string().max(1000)).max(20).default([]),
    from: z.string().max(300).optional(),
  }),
);

export const editionBody = name(
  "NewEdition",
  "Publishes what the log gives under a policy; without one, the policy of the edition before.",
  z.strictObject({ policy: z.string().max(100).optional() }),
);

export const writtenAnswer = name(
  "Written",
  "What was kept. `added` false: it was there already, and nothing was written.",
  z.object({
    id: text,
    added: z.boolean(),
    position: count.describe("Its place in the log"),
    job: text.nullable().describe("The job that brings the edition up to date: GET /api/jobs/{id}/events"),
    findings: z.array(findingSchema).optional(),
  }),
);

export const accountAnswer = name(
  "Account",
  "Who is asking. `csrf` goes into the header X-Quipu-CSRF of every write that is signed in by cookie.",
  z.object({
    name: text,
    coder: text.describe("As the log names it: human:NAME"),
    role: z.enum(ROLES),
    csrf: text.nullable(),
    accounts: z.boolean().describe("False on a server without accounts, which answers this machine only"),
  }),
);

export const loginBody = name(
  "Login",
  "Name and password, as a form or as JSON.",
  z.strictObject({ name: z.string().min(1).max(100), password: z.string().min(1).max(1000) }),
);
