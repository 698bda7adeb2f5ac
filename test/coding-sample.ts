/** Random sound codings of random texts, and ways to plant a fault in them: for the tests of whatever takes codings. */
import fc from "fast-check";
import type { Codebook, EventType } from "../src/model/codebook.js";
import {
  ACTOR_CATEGORIES,
  ACTOR_ROLES,
  ACTUALITIES,
  type Coding,
  type EventRecord,
  FIGURE_KINDS,
  type Figure,
  LINK_RELATIONS,
  MEANS,
  PLACE_ROLES,
  SCOPES,
} from "../src/model/coding.js";
import { freeze, mentionId, sha256 } from "../src/model/identity.js";
import type { Report } from "../src/model/report.js";
import { type Span, span } from "../src/model/span.js";

/** A codebook of three types, for what reads only the codes. */
export const smallCodebook: Codebook = {
  id: "protest@1.0.0",
  types: new Map(["PRO.DEMO", "REP.DISPERSE", "VIO.ARSON"].map((code) => [code, { code } as EventType])),
};

const AWKWARD = [
  "Lima ",
  "e\u0301",
  "👩‍🚒",
  "𝒳",
  "\u00a0",
  "“",
  "’",
  "\r\n",
  "\n",
  "–",
  "東京",
  "ع",
  "\ud83d",
  "\ufeff",
];

/** Texts of astral characters, combining marks, U+00A0, curly quotes, CRLF, lone surrogates and whatever else there is. */
export const awkwardText: fc.Arbitrary<string> = fc
  .array(fc.oneof(fc.constantFrom(...AWKWARD), fc.string({ unit: "binary", minLength: 1, maxLength: 5 })), {
    minLength: 6,
    maxLength: 40,
  })
  .map((pieces) => pieces.join(""));

const seeds = fc.record({
  text: awkwardText,
  at: fc.array(fc.tuple(fc.nat(), fc.nat()), { minLength: 18, maxLength: 18 }),
  type: fc.constantFrom(...smallCodebook.types.keys()),
  actuality: fc.constantFrom(...ACTUALITIES),
  scope: fc.constantFrom(...SCOPES),
  role: fc.constantFrom(...ACTOR_ROLES),
  category: fc.constantFrom(...ACTOR_CATEGORIES),
  placeRole: fc.constantFrom(...PLACE_ROLES),
  kind: fc.constantFrom(...FIGURE_KINDS),
  means: fc.constantFrom(...MEANS),
  relation: fc.constantFrom(...LINK_RELATIONS),
  low: fc.nat(1000),
  width: fc.nat(1000),
  confidence: fc.double({ min: 0, max: 1, noNaN: true }),
});
type Seed = typeof seeds extends fc.Arbitrary<infer T> ? T : never;

/** The i-th random span of the text, starting in `[from, to)` and not reaching beyond `to`. */
function words({ text, at }: Seed, i: number, from = 0, to = text.length): Span {
  const [a, b] = at[i]!;
  const start = from + (a % (to - from));
  return span(text, start, start + 1 + (b % (to - start)));
}

function fullEvent(seed: Seed, trigger: Span, figure: Figure): EventRecord {
  const day = "2023-07-19";
  return {
    id: mentionId("r1", trigger),
    type: seed.type,
    actuality: seed.actuality,
    scope: seed.scope,
    trigger,
    mentions: [words(seed, 3), words(seed, 4)],
    date: { edtf: day, start: day, end: day, precision: "D", rule: "weekday", quote: words(seed, 5) },
    places: [
      {
        name: "Lima",
        role: seed.placeRole,
        country: "PE",
        admin1: "Lima",
        admin2: null,
        lat: -12.05,
        lon: -77.04,
        precision: "G1",
        geonameId: 3936456,
        quote: words(seed, 6),
      },
    ],
    actors: [
      { name: "students", role: seed.role, category: seed.category, quote: words(seed, 7) },
      { name: "masked men", role: "perpetrator", category: "unknown", quote: words(seed, 8) },
    ],
    figures: [{ ...figure, low: null }],
    demands: [{ issue: "resignation", quote: words(seed, 9) }],
    means: [{ means: seed.means, quote: words(seed, 10) }],
    attribution: { voice: "the police", evidentiality: "reported", quote: words(seed, 11) },
    contested: [{ label: "coup", speaker: "the opposition", quote: words(seed, 12) }],
    exists: true,
    confidence: seed.confidence,
  };
}

/** The event again at another trigger, with as little as an event may have. */
function bareEvent(event: EventRecord, trigger: Span): EventRecord {
  const country = { precision: "G6", lat: null, lon: null, geonameId: null, country: null } as const;
  return {
    ...event,
    id: mentionId("r1", trigger),
    trigger,
    date: { edtf: "", start: null, end: null, precision: "U", rule: "", quote: null },
    mentions: [],
    places: [{ ...event.places[0]!, ...country }],
    actors: [],
    figures: [],
    demands: [],
    means: [],
    attribution: { voice: "narrator", evidentiality: "asserted", quote: null },
    contested: [],
  };
}

export type CodingSample = { readonly report: Report; readonly coding: Coding };

/** A sound coding of a random text under `smallCodebook`: two linked events, every list filled, every span by `span()`. */
export const codingSample: fc.Arbitrary<CodingSample> = seeds.map((seed) => {
  const { text } = seed;
  const about = { lang: "en", published: "2023-07-22", title: null, outlet: "", url: null };
  const head = { id: "r1", sha256: sha256(text), ...about };
  const figure: Figure = {
    kind: seed.kind,
    low: seed.low,
    high: seed.low + seed.width,
    point: null,
    hedge: "at least",
    stock: false,
    group: "protesters",
    said_by: null,
    quote: words(seed, 2),
  };
  const half = Math.floor(text.length / 2);
  const event = fullEvent(seed, words(seed, 0, 0, half), figure);
  const bare = bareEvent(event, words(seed, 1, half));
  const coding: Coding = {
    report: head,
    coder: "rules@1.0.0",
    codebook: smallCodebook.id,
    seen: ["a coding"],
    events: [event, bare],
    links: [{ from: event.id, to: bare.id, relation: seed.relation, basis: "text", quote: words(seed, 13) }],
    figures: [{ ...figure, population: "all" }],
    relations: [
      {
        type: "led_by",
        subject: "a party",
        object: "a person",
        status: "current",
        attribution: { voice: "narrator", evidentiality: "asserted", quote: null },
        subjectQuote: words(seed, 16),
        objectQuote: words(seed, 17),
        quote: words(seed, 14),
      },
    ],
    noise: [{ ...words(seed, 15), kind: "byline" }],
    findings: [{ code: "date.unresolved", message: "No date.", place: { start: 0, end: 0 } }],
  };
  return freeze({ report: { ...head, text }, coding });
});

/** The same sample every time, for tests that need one and not many. */
export const oneSample = (): CodingSample => fc.sample(codingSample, { numRuns: 1, seed: 7 })[0]!;

/** Anything parsed from JSON, to be changed at will. */
// biome-ignore lint/suspicious/noExplicitAny: planted faults break the types on purpose
export type Loose = any;

/** As a value of `Changes`: takes the member out. */
export const GONE = Symbol("gone");

/** New values by path ("events.0.trigger.start"); a function gets the old value and the whole coding. */
export type Changes = Readonly<Record<string, unknown | ((now: Loose, coding: Loose) => unknown)>>;

/** A changed copy. */
export function change<T>(value: T, changes: Changes): Loose {
  const copy: Loose = structuredClone(value);
  for (const [path, to] of Object.entries(changes)) {
    const steps = path.split(".");
    const last = steps.pop()!;
    const parent = steps.reduce((inner, step) => inner[step], copy);
    if (to === GONE) delete parent[last];
    else parent[last] = typeof to === "function" ? to(parent[last], copy) : to;
  }
  return copy;
}

/** The path of every member, down to the leaves. */
export function pathsOf(value: unknown, prefix = ""): string[] {
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    prefix + key,
    ...pathsOf(inner, `${prefix}${key}.`),
  ]);
}
