/** Promises of the privacy rules, in every format: planted names, plans, labels and long quotes do not leave. */
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import type { ActorCategory, ActorRole, Tier } from "../src/model/coding.js";
import type { Claim, Edition, EditionEvent } from "../src/model/edition.js";
import { WRITERS } from "../src/writers/index.js";
import { fold } from "../src/writers/privacy/names.js";
import { spansIn } from "../src/writers/privacy/quotes.js";
import { PRIVACY_DEFAULTS } from "../src/writers/privacy/rules.js";
import { shield } from "../src/writers/privacy/shield.js";
import { sampleEdition, TEXTS } from "./export-edition.js";
import { RULES, readParquet, written } from "./export-read.js";

/** All that an export says, folded, so that no spelling of a name escapes. */
async function said(format: string, edition: Edition, rules = RULES): Promise<string> {
  const { bytes, text, findings } = await written(format, { edition, rules });
  const all =
    format === "parquet"
      ? JSON.stringify(await readParquet(bytes), (_, value) =>
          typeof value === "bigint" ? `${value}` : value,
        )
      : text;
  return fold(decode(`${all}\n${JSON.stringify(findings)}`));
}

function decode(text: string): string {
  return text.replace(/(?:%[0-9A-F]{2})+/gi, (code) => {
    try {
      return decodeURIComponent(code);
    } catch {
      return code;
    }
  });
}

type ValueOf = { [One in Claim as One["field"]]: One["value"] };

type Plant = {
  readonly given: string;
  readonly family: string;
  readonly tier: Tier | null;
  readonly role: ActorRole;
  readonly category: ActorCategory;
};

/** The sample edition with a private person wherever words can stand. */
function planted({ given, family, tier, role, category }: Plant): Edition {
  const edition = sampleEdition();
  const name = `${given} ${family}`;
  const slug = `${given}-${family}`.toLowerCase();
  const report = `${slug}-report`;
  const quote = (words: string) => ({ start: 3, end: 3 + words.length, quote: words });
  const source = edition.events.find(({ id }) => id === "e5-attack")!;
  const id = `${slug}-event`;
  const attribution = {
    voice: name,
    evidentiality: "reported" as const,
    quote: quote(`${family} said`),
    chain: [
      { voice: "narrator", quote: null },
      { voice: name, quote: quote(name) },
    ],
  };
  let count = 0;
  const claim = <Field extends Claim["field"]>(field: Field, value: ValueOf[Field]): string => {
    claims.push({
      id: `${report}.${++count}`,
      coding: `coding-${slug}`,
      coder: "rules@1.0.0",
      report,
      mention: `${report}:3-9`,
      field,
      value,
      quotes: [quote(`police took ${name} away`)],
      attribution,
    } as unknown as Claim);
    return `${report}.${count}`;
  };
  const claims: Claim[] = [];
  const settled = <Field extends Claim["field"]>(field: Field, value: ValueOf[Field]) => ({
    value,
    for: [claim(field, value)] as [string],
    against: [],
    rule: `as ${name} says`,
  });
  const person = { name, role, category, quote: quote(name), ...(tier === null ? {} : { tier }) };
  const figure = {
    kind: "arrested" as const,
    low: 1,
    high: 1,
    point: 1,
    hedge: null,
    stock: false,
    group: `friends of ${name}`,
    said_by: name,
    quote: quote(`${family} and one more`),
  };
  const event: EditionEvent = {
    ...source,
    id,
    mentions: [{ id: `${report}:3-9`, report, span: quote(`beat ${family}`) }],
    type: settled("type", "VIO.ATTACK") as EditionEvent["type"],
    actors: [settled("actor", person)] as EditionEvent["actors"],
    figures: [
      {
        kind: "arrested",
        group: `friends of ${name}`,
        stock: false,
        low: 1,
        best: 1,
        high: 1,
        conflict: false,
        inputs: [claim("figure", figure)],
        excluded: [],
        tieBreak: `${name} said so`,
      },
    ],
    demands: [
      settled("demand", {
        issue: "release",
        quote: quote(`free ${family} now`),
        claimant: quote(`${name}'s mother`),
        addressee: quote(`the judge of ${family}`),
      }),
    ] as EditionEvent["demands"],
    labels: [
      settled("label", { label: "criminal", speaker: name, quote: quote(`${family}, a criminal`) }),
    ] as EditionEvent["labels"],
    claims,
  };
  return {
    ...edition,
    events: [...edition.events, event],
    links: [...edition.links, { from: id, to: "e1-march", relation: "reaction_to", by: [`coding-${slug}`] }],
    reports: [
      ...edition.reports,
      {
        ...edition.reports[0]!,
        id: report,
        origin: report,
        title: `${name} arrested: ${family.toUpperCase()} in court`,
        outlet: `Blog of ${name}`,
        url: `https://news.example/2024/${slug}?q=${encodeURIComponent(name)}`,
      },
    ],
    redirects: [...edition.redirects, { from: `${slug}-old`, to: [id], reason: "merged" }],
  };
}

const syllable = fc.constantFrom("za", "qui", "vor", "wö", "xé", "jul", "ñu", "kra", "ty");
const word = fc
  .array(syllable, { minLength: 3, maxLength: 4 })
  .map((parts) => parts.join(""))
  .map((text) => text[0]!.toUpperCase() + text.slice(1));
const plant: fc.Arbitrary<Plant> = fc.record({
  given: word,
  family: word,
  tier: fc.constantFrom<Tier | null>(null, "T2", "T3"),
  role: fc.constantFrom<ActorRole>(
    "participant",
    "victim",
    "perpetrator",
    "speaker",
    "organiser",
    "target",
    "subject",
  ),
  category: fc.constantFrom<ActorCategory>(
    "civilians",
    "students",
    "unknown",
    "party",
    "union",
    "state_security",
    "indigenous",
  ),
});

describe("a private name", () => {
  for (const { id } of WRITERS)
    test(`stands in no byte of ${id}`, async () => {
      await fc.assert(
        fc.asyncProperty(plant, async (one) => {
          const text = await said(id, planted(one), { ...RULES, quoteShare: 1 });
          expect(text).not.toContain(fold(one.given));
          expect(text).not.toContain(fold(one.family));
        }),
        { numRuns: 25 },
      );
    });

  test("is in no story that readers see, nor is a report in whose head nobody looked for names", () => {
    const one: Plant = {
      given: "Zavorju",
      family: "Kratyqui",
      tier: null,
      role: "participant",
      category: "civilians",
    };
    const edition = planted(one);
    const report = "zavorju-kratyqui-report";
    const unread = { ...edition.reports[0]!, id: "quiet-1", title: "Ana Ruiz sweeps up" };
    const tie = (a: string, b: string) => ({ reports: [a, b] as const, reasons: ["published on one day"] });
    const quote = { start: 0, end: 16, quote: "Zavorju Kratyqui" };
    const { stories } = shield(
      {
        ...edition,
        reports: [...edition.reports, unread],
        stories: [
          {
            id: "st-1",
            reports: ["quiet-1", "andes-1", report],
            ties: [tie("quiet-1", "andes-1"), tie("andes-1", report)],
            events: ["e1-march", "zavorju-kratyqui-event"],
            figures: [],
            claims: [{ id: `${report}:0-16`, report, coding: "c", coder: "x", value: { quote } as never }],
          },
          { id: "st-2", reports: ["quiet-1", "andes-1"], ties: [], events: [], figures: [], claims: [] },
        ],
      },
      RULES,
    ).edition;
    const hashed = expect.stringMatching(/^x[0-9a-f]{19}$/);
    expect(stories).toEqual([
      {
        id: "st-1",
        reports: ["andes-1", hashed],
        ties: [{ reports: ["andes-1", hashed], reasons: ["published on one day"] }],
        events: ["e1-march", hashed],
        figures: [],
        claims: [],
      },
    ]);
  });

  test("of a victim is off even where the person is public", async () => {
    for (const tier of ["T0", "T1"] as const)
      for (const { id } of WRITERS) {
        const text = await said(
          id,
          planted({ given: "Zavorju", family: "Kratyqui", tier, role: "victim", category: "government" }),
        );
        expect(text).not.toContain("zavorju kratyqui");
      }
  });

  test("goes out where a reviewer released it", async () => {
    const edition = planted({
      given: "Zavorju",
      family: "Kratyqui",
      tier: "T3",
      role: "victim",
      category: "civilians",
    });
    const text = await said("csv", edition, { ...RULES, released: ["ZAVORJU kratyqui"] });
    expect(text).toContain("zavorju kratyqui");
  });

  test("in a script without capitals is withheld too", async () => {
    const edition = sampleEdition();
    const events = edition.events.map((event) =>
      event.id !== "e5-attack"
        ? event
        : {
            ...event,
            claims: event.claims.map((claim) =>
              claim.field === "actor" && claim.value.role === "victim"
                ? {
                    ...claim,
                    value: { ...claim.value, name: "王小明" },
                    quotes: [{ start: 1, end: 9, quote: "警察打了王小明一顿" }],
                  }
                : claim,
            ),
          },
    ) as unknown as EditionEvent[];
    const text = await said("jsonl", { ...edition, events }, { ...RULES, quoteShare: 1 });
    expect(text).not.toContain("王小明");
  });
});

test("bodies, offices and groups stay", async () => {
  const text = await said("csv", sampleEdition());
  for (const name of ["sutep", "frente andino", "elena varga", "police", "teachers", "unions"])
    expect(text).toContain(name);
});

describe("an accused public person", () => {
  const accused = (voice: string) => {
    const edition = planted({
      given: "Zavorju",
      family: "Kratyqui",
      tier: "T1",
      role: "perpetrator",
      category: "party",
    });
    const events = edition.events.map((event) => ({
      ...event,
      claims: event.claims.map((claim) =>
        claim.attribution.voice.startsWith("Zavorju")
          ? { ...claim, attribution: { voice, evidentiality: "reported", quote: null } }
          : claim,
      ),
    })) as unknown as EditionEvent[];
    return { ...edition, events };
  };
  test("is named only beside the speaker", async () => {
    const { edition } = shield(accused("The Interior Ministry"), RULES);
    const event = edition.events.at(-1)!;
    expect(event.actors[0]!.value.name).toBe("a member of a party");
    const claim = event.claims.find(({ field }) => field === "actor")!;
    expect((claim.value as { name: string }).name).toBe("Zavorju Kratyqui");
    expect(claim.attribution.voice).toBe("The Interior Ministry");
  });
  test("is not named where only the narrator accuses", async () => {
    const { edition } = shield(accused("narrator"), RULES);
    expect(JSON.stringify(edition.events.at(-1)!.claims.map(({ value }) => value))).not.toContain("Zavorju");
  });
});

describe("a planned protest", () => {
  for (const { id } of WRITERS)
    test(`is told by town and day until the day is past: ${id}`, async () => {
      const before = await said(id, sampleEdition());
      expect(before).not.toContain("kennedy");
      expect(before).not.toContain("13.51742");
    });
  test("is told in full after it", async () => {
    expect(await said("jsonl", sampleEdition(), { ...RULES, today: "2024-04-03" })).toContain(
      "plaza kennedy",
    );
  });
  test("on the day itself, and where today is not known, it is not over", async () => {
    for (const today of ["2024-04-02", null])
      expect(await said("jsonl", sampleEdition(), { ...RULES, today })).not.toContain("kennedy");
  });
});

describe("quotes", () => {
  test("have ten words at most, and together a share of the report", () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 12 }),
        fc.double({ min: 0, max: 0.4, noNaN: true }),
        (quoteWords, quoteShare) => {
          const lengths = new Map(Object.entries(TEXTS).map(([id, text]) => [id, text.length]));
          const { edition } = shield(sampleEdition(), { ...RULES, quoteWords, quoteShare, lengths });
          const shown = new Map<string, Map<string, number>>();
          for (const event of edition.events)
            for (const claim of event.claims)
              for (const { start, end, quote } of spansIn(claim)) {
                expect(
                  quote
                    .replace(/\[[^\]]*\]/g, "")
                    .split(/\s+/)
                    .filter((part) => part !== "" && part !== "…").length,
                ).toBeLessThanOrEqual(quoteWords);
                const known = shown.get(claim.report) ?? new Map<string, number>();
                if (!/[[\]]/.test(quote)) known.set(`${start}-${end}`, quote.replace(/ …$/, "").length);
                shown.set(claim.report, known);
              }
          for (const [report, quotes] of shown) {
            const distinct = new Map<string, number>();
            for (const [key, length] of quotes) {
              const start = key.split("-")[0]!;
              distinct.set(start, Math.max(distinct.get(start) ?? 0, length));
            }
            const total = [...distinct.values()].reduce((sum, length) => sum + length, 0);
            expect(total).toBeLessThanOrEqual(Math.max(0, lengths.get(report)! * quoteShare));
          }
        },
      ),
      { numRuns: 60 },
    );
  });
  test("a text of unknown length is taken to end with its last span", () => {
    const { edition } = shield(sampleEdition(), { ...PRIVACY_DEFAULTS, today: "2024-03-18" });
    const shown = new Set(
      edition.events.flatMap(({ claims }) =>
        claims
          .filter(({ report }) => report === "agency-3")
          .flatMap(({ quotes }) => quotes.map(({ quote }) => quote)),
      ),
    );
    expect([...shown].join("").length).toBeLessThanOrEqual(TEXTS["agency-3"]!.length * 0.05);
  });
});

describe("a small cell", () => {
  const withGroup = (name: string, count: number | null): Edition => {
    const edition = planted({
      given: "Quechua",
      family: name,
      tier: null,
      role: "participant",
      category: "indigenous",
    });
    const events = edition.events.map((event, i) =>
      i < edition.events.length - 1
        ? event
        : {
            ...event,
            actors: event.actors.map((one) => ({
              ...one,
              value: { ...one.value, name: `Quechua ${name}`, tier: "group" as const },
            })),
            figures:
              count === null
                ? []
                : event.figures.map((one) => ({
                    ...one,
                    group: `Quechua ${name}`,
                    low: count,
                    best: count,
                    high: count,
                  })),
          },
    );
    return { ...edition, events: events as EditionEvent[] };
  };
  const groups = (edition: Edition) =>
    shield(edition, RULES)
      .edition.events.at(-1)!
      .actors.map(({ value }) => value);
  test("of four is people, of five a group", () => {
    expect(groups(withGroup("weavers", 4))).toMatchObject([{ name: "people", category: "civilians" }]);
    expect(groups(withGroup("weavers", 5))).toMatchObject([
      { name: "Quechua weavers", category: "indigenous" },
    ]);
  });
  test("without a number is a group where it is many, people where it is one", () => {
    expect(groups(withGroup("weavers", null))).toMatchObject([{ name: "Quechua weavers" }]);
    expect(groups(withGroup("weaver", null))).toMatchObject([{ name: "people" }]);
  });
});
