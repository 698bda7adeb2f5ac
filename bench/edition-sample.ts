/** Made-up editions of any size, the same for the same seed: for tests and measurements of the views. */
import type { ActorCategory, EventDate, FigureKind, PlacePrecision } from "../src/model/coding.js";
import type {
  Claim,
  Edition,
  EditionEvent,
  EditionReport,
  Settled,
  SettledFigure,
} from "../src/model/edition.js";

/** Numbers in [0, 1), the same for the same seed (mulberry32). */
export function randomOf(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
}

export const TYPES = [
  "PRO.DEMO",
  "PRO.STRIKE",
  "PRO.BLOCK",
  "PRO.RIOT",
  "VIO.ATTACK",
  "REP.ARREST",
  "REP.FORCE",
  "LAW.TRIAL",
  "GOV.DECREE",
  "POL.VOTE",
];
export const COUNTRIES = ["PE", "BO", "CL", "EC", "CO", "AR", "FJ", "KE"];
const GROUPS: readonly (readonly [string, ActorCategory])[] = [
  ["weavers", "workers"],
  ["Federación de Ñandú", "union"],
  ["students", "students"],
  ["police", "state_security"],
  ["farmers of the valley", "farmers"],
  ["dockers", "workers"],
];
const OUTLETS = ["The Loom", "La Voz", "Evening Post", "Radio Sur"];
const SYLLABLES = ["ka", "ro", "mi", "tu", "le", "san", "po", "ña", "vi", "del", "ur", "en"];

/** The `n`th word of a made-up language; low numbers are the frequent ones. */
export function wordAt(n: number): string {
  let word = "";
  for (let rest = n + 1; rest > 0; rest = Math.floor(rest / SYLLABLES.length))
    word += SYLLABLES[rest % SYLLABLES.length];
  return word;
}

const claimed = <T>(value: T): Settled<T> => ({ value, for: ["c"], against: [], rule: "first" });

export function sampleEdition(size: number, seed = 1): Edition {
  const random = randomOf(seed);
  const below = (n: number) => Math.floor(random() * n);
  const of = <T>(list: readonly T[]): T => list[below(list.length)]!;
  // Frequent words are much more frequent than others.
  const word = () => wordAt(Math.floor(3000 ** random()) - 1);
  const towns = Array.from({ length: 400 }, (_, i) => {
    const country = of(COUNTRIES);
    const near = country === "FJ" ? 179 : -80 + 20 * COUNTRIES.indexOf(country);
    const lon = near + random() * 4;
    return {
      name: wordAt(5000 + i),
      country,
      admin1: null,
      lat: -30 + random() * 40,
      lon: lon > 180 ? lon - 360 : lon,
    };
  });
  const reports: EditionReport[] = Array.from({ length: Math.max(1, size >> 1) }, (_, i) => ({
    id: `r${i}`,
    sha256: "",
    lang: "en",
    published: null,
    title: `${word()} ${word()} ${word()}`,
    outlet: of(OUTLETS),
    url: null,
    origin: `r${i}`,
  }));
  const events: EditionEvent[] = Array.from({ length: size }, (_, i) => {
    const report = of(reports).id;
    const span = { start: 0, end: 9, quote: `${word()} ${word()} ${word()} ${word()}` };
    const place = random() < 0.9 ? of(towns) : null;
    const precision: PlacePrecision = random() < 0.9 ? "G1" : "G4";
    const type = of(TYPES);
    const claim: Claim = {
      id: "c",
      coding: "x",
      coder: "rules@1.0.0",
      report,
      mention: `${report}:0-9`,
      field: "type",
      value: type,
      quotes: [span],
      attribution: { voice: "narrator", evidentiality: "asserted", quote: null },
    };
    const chosen = random() < 0.7 ? [of(GROUPS)] : [of(GROUPS), of(GROUPS)];
    return {
      id: `ev-${i.toString(36)}`,
      mentions: [{ id: `${report}:0-9`, report, span }],
      type: claimed(type),
      actuality: claimed(random() < 0.8 ? "happened" : "planned"),
      scope: claimed("event"),
      date: claimed(dateOf(random)),
      places:
        place === null
          ? []
          : [
              claimed({
                ...place,
                role: "site",
                admin2: null,
                precision,
                geonameId: null,
                quote: { ...span, quote: place.name },
              }),
            ],
      actors: chosen.map(([name, category]) =>
        claimed({
          name,
          role: "participant",
          category,
          tier: category === "farmers" ? "T1" : "group",
          quote: { ...span, quote: name },
        }),
      ),
      figures: figuresOf(random),
      demands: [],
      means: [],
      labels: [],
      origins: 1,
      confidence: 0.8,
      verification: random() < 0.9 ? "machine" : "reviewed",
      claims: [claim],
    };
  });
  events.sort((a, b) => {
    const [first, second] = [a, b].map(({ id, date }) => `${date.value.start ?? ""} ${id}`);
    return first! < second! ? -1 : 1;
  });
  return {
    number: seed,
    previous: null,
    policy: "sample@1",
    codebook: "protest@1.0.0",
    at: size,
    events,
    links: size < 2 ? [] : [{ from: events[0]!.id, to: events[1]!.id, relation: "part_of", by: ["x"] }],
    reports,
    stories: [],
    redirects: [{ from: "ev-gone", to: [events[0]?.id ?? "ev-0"], reason: "merged" }],
    diagnostics: { events: size, fields: [] },
  };
}

function dateOf(random: () => number): EventDate {
  const year = 2000 + Math.floor(random() * 25);
  const two = (n: number) => String(n).padStart(2, "0");
  const month = two(1 + Math.floor(random() * 12));
  const day = `${year}-${month}-${two(1 + Math.floor(random() * 28))}`;
  const rest = { rule: "sample", quote: null };
  const kind = random();
  if (kind < 0.02) return { edtf: "", start: null, end: null, precision: "U", ...rest };
  if (kind < 0.03) return { edtf: `${day}/..`, start: day, end: null, precision: "O", ...rest };
  if (kind < 0.04) return { edtf: `../${day}`, start: null, end: day, precision: "O", ...rest };
  if (kind < 0.07)
    return { edtf: `${year}`, start: `${year}-01-01`, end: `${year}-12-31`, precision: "Y", ...rest };
  if (kind < 0.1) {
    const days = { start: `${year}-${month}-01`, end: `${year}-${month}-28` };
    return { edtf: `${year}-${month}`, ...days, precision: "M", ...rest };
  }
  return { edtf: day, start: day, end: day, precision: "D", ...rest };
}

function figuresOf(random: () => number): SettledFigure[] {
  if (random() < 0.6) return [];
  const kind: FigureKind = random() < 0.7 ? "crowd_size" : "arrested";
  const best = random() < 0.8 ? Math.round(10 ** (1 + random() * 4)) : null;
  const low = best === null ? 100 : null;
  const stock = random() < 0.1;
  const rest = { high: null, conflict: false, inputs: ["c"] as const, excluded: [], tieBreak: null };
  return [{ kind, group: null, stock, low, best, ...rest }];
}
