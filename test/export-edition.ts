/** One edition of seven events, written for the exports: what each of them must carry, leave out or refuse. */
import type {
  Actuality,
  Attribution,
  EventActor,
  EventDate,
  EventPlace,
  Figure,
} from "../src/model/coding.js";
import type {
  Claim,
  ClaimField,
  Edition,
  EditionEvent,
  EditionReport,
  Settled,
  SettledFigure,
} from "../src/model/edition.js";
import { sha256 } from "../src/model/identity.js";
import { span } from "../src/model/span.js";

/** The texts of the reports, by id. Names of persons in them are invented. */
export const TEXTS: Readonly<Record<string, string>> = {
  "andes-1":
    "At least 20,000 people marched through Cusco on Thursday to demand new elections. Teachers of the union SUTEP led " +
    "the march. Police fired live rounds near the market, killing two demonstrators and wounding seven, hospital staff " +
    "said. Prime Minister Elena Varga called the marchers “terrorists”. Seventy people have been killed by police since " +
    "December, the Ombudsman's Office says. Another march has been called for 2 April on Plaza Kennedy in Cusco, and " +
    "unions began a national strike across Peru on Friday. The shops on the main avenue stayed shut all week, and buses " +
    "ran only in the morning. Many families had walked for two days from their villages to be there, with blankets and " +
    "food for the nights, and slept in schools whose doors the parents' councils had opened to them. The mayor asked for " +
    "calm in a short speech on the radio, and the archbishop offered to bring the two sides to one table before Easter.",
  "diario-2":
    "The Interior Ministry counted about 6,000 marchers in Cusco on 14 March. The strike goes on. Members of Frente Andino " +
    "beat Rosa Quispe Mamani, a baker, in San Blas on Saturday; Quispe lost two teeth, her neighbour Julio Paredes said. " +
    "Prices of bread and oil have doubled since the summer, and the ministry has promised to open its own stores in the " +
    "poorer quarters. A spokesman said that the army would not be sent, whatever happens, and that the talks would go on.",
  "agency-3":
    "Around 21,000 people took part in the Cusco march on March 14, organisers said. The next one is planned for Plaza " +
    "Kennedy. The weather stayed dry and cold, and the square was full by noon, with brass bands from four provinces.",
};

const WITNESS = "narrator";

type ValueOf = { [One in Claim as One["field"]]: One["value"] };

type Draft<Value> = {
  value: Value;
  report: string;
  words: string;
  voice?: string;
};

/** Builds one event: claims are numbered in the order in which they are made. */
class Builder {
  readonly claims: Claim[] = [];

  constructor(
    readonly id: string,
    readonly trigger: { report: string; words: string },
  ) {}

  claim<Field extends ClaimField>(
    field: Field,
    { value, report, words, voice = WITNESS }: Draft<ValueOf[Field]>,
  ): string {
    const id = `${this.id}.${this.claims.length + 1}`;
    const mention = mentionOf(this.trigger.report === report ? this.trigger : { report, words });
    this.claims.push({
      id,
      coding: `coding-${report}`,
      coder: "rules@1.0.0",
      report,
      mention: mention.id,
      field,
      value,
      quotes: [at(report, words)],
      attribution: attribution(report, voice),
    } as unknown as Claim);
    return id;
  }

  settled<Field extends ClaimField>(
    field: Field,
    draft: Draft<ValueOf[Field]>,
    rule = "only claim",
  ): Settled<ValueOf[Field]> {
    return { value: draft.value, for: [this.claim(field, draft)], against: [], rule };
  }
}

function attribution(report: string, voice: string): Attribution {
  if (voice === WITNESS) return { voice, evidentiality: "asserted", quote: null };
  return { voice, evidentiality: "reported", quote: at(report, voice) };
}

export function at(report: string, words: string) {
  const text = TEXTS[report]!;
  const start = text.indexOf(words);
  if (start < 0) throw new Error(`"${words}" is not in ${report}`);
  return span(text, start, start + words.length);
}

function mentionOf({ report, words }: { report: string; words: string }) {
  const where = at(report, words);
  return { id: `${report}:${where.start}-${where.end}`, report, span: where };
}

function day(iso: string, report: string, words: string): EventDate {
  return { edtf: iso, start: iso, end: iso, precision: "D", rule: "weekday", quote: at(report, words) };
}

const CUSCO = {
  name: "Cusco",
  role: "site",
  country: "PE",
  admin1: "Cuzco",
  admin2: null,
  lat: -13.5226,
  lon: -71.9673,
  precision: "G1",
  geonameId: 3941584,
} as const;

function place(report: string, words: string, over: Partial<EventPlace> = {}): EventPlace {
  return { ...CUSCO, ...over, quote: at(report, words) };
}

function actor(
  report: string,
  name: string,
  role: EventActor["role"],
  category: EventActor["category"],
  over: Partial<EventActor> & { words?: string } = {},
): EventActor {
  const { words = name, ...rest } = over;
  return { name, role, category, quote: at(report, words), ...rest };
}

function figure(report: string, words: string, over: Partial<Figure> & Pick<Figure, "kind">): Figure {
  return {
    low: null,
    high: null,
    point: null,
    hedge: null,
    stock: false,
    group: null,
    said_by: null,
    quote: at(report, words),
    ...over,
  };
}

function alone(kind: Figure["kind"], value: Figure, claim: string): SettledFigure {
  const { low, high, point, stock, group } = value;
  return {
    kind,
    group,
    stock,
    low,
    best: point ?? low,
    high,
    conflict: false,
    inputs: [claim],
    excluded: [],
    tieBreak: null,
  };
}

type Heart = {
  id: string;
  report: string;
  words: string;
  type: string;
  actuality?: Actuality;
  scope?: EditionEvent["scope"]["value"];
  date: EventDate;
  dateWords: string;
  place?: EventPlace;
};

function start(heart: Heart): { builder: Builder; event: EditionEvent } {
  const { id, report, words, type, actuality = "happened", scope = "event", date, dateWords } = heart;
  const builder = new Builder(id, { report, words });
  const of = <Value>(value: Value) => ({ value, report, words });
  const event: EditionEvent = {
    id,
    mentions: [mentionOf({ report, words })],
    type: builder.settled("type", of(type)),
    actuality: builder.settled("actuality", of(actuality)),
    scope: builder.settled("scope", of(scope)),
    date: builder.settled("date", { value: date, report, words: dateWords }),
    places:
      heart.place === undefined
        ? []
        : [builder.settled("place", { value: heart.place, report, words: heart.place.quote.quote })],
    actors: [],
    figures: [],
    demands: [],
    means: [],
    labels: [],
    origins: 1,
    confidence: 0.9,
    verification: "machine",
    claims: builder.claims,
  };
  return { builder, event };
}

function actorsOf(builder: Builder, report: string, ...actors: EventActor[]): EditionEvent["actors"] {
  return actors.map((value) => builder.settled("actor", { value, report, words: value.quote.quote }));
}

function march(): EditionEvent {
  const { builder, event } = start({
    id: "e1-march",
    report: "andes-1",
    words: "marched",
    type: "PRO.DEMO",
    date: day("2024-03-14", "andes-1", "on Thursday"),
    dateWords: "on Thursday",
    place: place("andes-1", "Cusco"),
  });
  const crowd = [
    figure("andes-1", "At least 20,000 people", {
      kind: "crowd_size",
      low: 20000,
      point: 20000,
      hedge: "at least",
    }),
    figure("diario-2", "about 6,000 marchers", {
      kind: "crowd_size",
      low: 5700,
      high: 6300,
      point: 6000,
      hedge: "about",
    }),
    figure("agency-3", "Around 21,000 people", {
      kind: "crowd_size",
      low: 19950,
      high: 22050,
      point: 21000,
      hedge: "around",
    }),
  ];
  const voices = [WITNESS, "The Interior Ministry", "organisers"];
  const inputs = crowd.map((value, i) =>
    builder.claim("figure", {
      value: { ...value, said_by: voices[i] === WITNESS ? null : voices[i]! },
      report: ["andes-1", "diario-2", "agency-3"][i]!,
      words: value.quote.quote,
      voice: voices[i]!,
    }),
  ) as [string, ...string[]];
  return {
    ...event,
    mentions: [
      ...event.mentions,
      mentionOf({ report: "diario-2", words: "marchers" }),
      mentionOf({ report: "agency-3", words: "march" }),
    ],
    actors: actorsOf(
      builder,
      "andes-1",
      actor("andes-1", "Teachers", "participant", "professionals", { tier: "group" }),
      actor("andes-1", "SUTEP", "organiser", "union", { words: "the union SUTEP" }),
    ),
    figures: [
      {
        kind: "crowd_size",
        group: null,
        stock: false,
        low: 6000,
        best: 13500,
        high: 21000,
        conflict: true,
        inputs,
        excluded: [],
        tieBreak: null,
      },
    ],
    demands: [
      builder.settled("demand", {
        value: { issue: "elections", quote: at("andes-1", "new elections") },
        report: "andes-1",
        words: "new elections",
      }),
    ],
    origins: 3,
    claims: builder.claims,
  };
}

function response(): EditionEvent {
  const { builder, event } = start({
    id: "e2-response",
    report: "andes-1",
    words: "fired live rounds",
    type: "REP.LETHAL",
    date: day("2024-03-14", "andes-1", "on Thursday"),
    dateWords: "on Thursday",
    place: place("andes-1", "Cusco"),
  });
  const deaths = figure("andes-1", "two demonstrators", {
    kind: "deaths",
    low: 2,
    high: 2,
    point: 2,
    group: "demonstrators",
    said_by: "hospital staff",
  });
  const injured = figure("andes-1", "seven", {
    kind: "injured",
    low: 7,
    high: 7,
    point: 7,
    said_by: "hospital staff",
  });
  const claim = (value: Figure) =>
    builder.claim("figure", { value, report: "andes-1", words: value.quote.quote, voice: "hospital staff" });
  return {
    ...event,
    actors: actorsOf(
      builder,
      "andes-1",
      actor("andes-1", "Police", "responder", "state_security"),
      actor("andes-1", "demonstrators", "victim", "civilians"),
    ),
    figures: [alone("deaths", deaths, claim(deaths)), alone("injured", injured, claim(injured))],
    means: [
      builder.settled("means", {
        value: { means: "live_ammunition", quote: at("andes-1", "live rounds") },
        report: "andes-1",
        words: "live rounds",
      }),
    ],
  };
}

function planned(): EditionEvent {
  const { builder, event } = start({
    id: "e3-planned",
    report: "andes-1",
    words: "Another march",
    type: "PRO.DEMO",
    actuality: "called_for",
    date: day("2024-04-02", "andes-1", "2 April"),
    dateWords: "2 April",
    place: place("andes-1", "Plaza Kennedy", {
      name: "Plaza Kennedy",
      precision: "G0",
      lat: -13.51742,
      lon: -71.97861,
      geonameId: null,
    }),
  });
  const town = place("andes-1", "Plaza Kennedy in Cusco", {});
  return {
    ...event,
    mentions: [...event.mentions, mentionOf({ report: "agency-3", words: "The next one" })],
    places: [
      ...event.places,
      builder.settled("place", { value: town, report: "andes-1", words: town.quote.quote }),
    ],
  };
}

function strike(): EditionEvent {
  const { builder, event } = start({
    id: "e4-strike",
    report: "andes-1",
    words: "national strike",
    type: "PRO.GENSTRIKE",
    date: day("2024-03-15", "andes-1", "on Friday"),
    dateWords: "on Friday",
    place: place("andes-1", "Peru", {
      name: "Peru",
      admin1: null,
      lat: null,
      lon: null,
      precision: "G6",
      geonameId: 3932488,
    }),
  });
  return {
    ...event,
    mentions: [...event.mentions, mentionOf({ report: "diario-2", words: "The strike" })],
    actors: actorsOf(builder, "andes-1", actor("andes-1", "unions", "organiser", "union")),
    origins: 2,
  };
}

function attack(): EditionEvent {
  const { builder, event } = start({
    id: "e5-attack",
    report: "diario-2",
    words: "beat Rosa Quispe Mamani",
    type: "VIO.ATTACK",
    date: day("2024-03-16", "diario-2", "on Saturday"),
    dateWords: "on Saturday",
    place: place("diario-2", "San Blas", {
      name: "San Blas",
      precision: "G2",
      lat: -13.5149,
      lon: -71.9747,
      geonameId: null,
    }),
  });
  return {
    ...event,
    actors: [
      builder.settled("actor", {
        value: actor("diario-2", "Frente Andino", "perpetrator", "militia", { tier: "group" }),
        report: "diario-2",
        words: "Members of Frente Andino",
        voice: "her neighbour Julio Paredes",
      }),
      builder.settled("actor", {
        value: actor("diario-2", "Rosa Quispe Mamani", "victim", "civilians", { tier: "T3" }),
        report: "diario-2",
        words: "Rosa Quispe Mamani, a baker",
        voice: "her neighbour Julio Paredes",
      }),
    ],
  };
}

function label(): EditionEvent {
  const { builder, event } = start({
    id: "e6-label",
    report: "andes-1",
    words: "called the marchers",
    type: "REP.STIGMA",
    date: {
      edtf: "2024-03",
      start: "2024-03-01",
      end: "2024-03-31",
      precision: "M",
      rule: "published",
      quote: null,
    },
    dateWords: "called the marchers",
  });
  return {
    ...event,
    actors: actorsOf(
      builder,
      "andes-1",
      actor("andes-1", "Elena Varga", "speaker", "government", { tier: "T0" }),
      actor("andes-1", "terrorists", "target", "civilians"),
    ),
    labels: [
      builder.settled("label", {
        value: {
          label: "terrorists",
          speaker: "Prime Minister Elena Varga",
          quote: at("andes-1", "“terrorists”"),
        },
        report: "andes-1",
        words: "“terrorists”",
        voice: "Prime Minister Elena Varga",
      }),
    ],
  };
}

function toll(): EditionEvent {
  const { builder, event } = start({
    id: "e7-toll",
    report: "andes-1",
    words: "have been killed",
    type: "REP.LETHAL",
    actuality: "ongoing",
    scope: "campaign",
    date: {
      edtf: "2023-12/..",
      start: "2023-12-01",
      end: null,
      precision: "O",
      rule: "since",
      quote: at("andes-1", "since December"),
    },
    dateWords: "since December",
    place: place("andes-1", "Peru", {
      name: "Peru",
      admin1: null,
      lat: null,
      lon: null,
      precision: "G6",
      geonameId: 3932488,
    }),
  });
  const dead = figure("andes-1", "Seventy people", {
    kind: "deaths",
    low: 70,
    high: 70,
    point: 70,
    stock: true,
    said_by: "the Ombudsman's Office",
  });
  const claim = builder.claim("figure", {
    value: dead,
    report: "andes-1",
    words: "Seventy people",
    voice: "the Ombudsman's Office",
  });
  return { ...event, figures: [alone("deaths", dead, claim)] };
}

function head(id: string, over: Partial<EditionReport>): EditionReport {
  return {
    id,
    sha256: sha256(TEXTS[id]!),
    lang: "en",
    published: "2024-03-17",
    title: null,
    outlet: null,
    url: null,
    origin: id,
    ...over,
  };
}

/** The edition, made anew on each call. */
export function sampleEdition(): Edition {
  const events = [toll(), label(), march(), response(), strike(), attack(), planned()];
  return {
    number: 4,
    previous: 3,
    policy: "ccc-range@1",
    codebook: "protest@1.0.0",
    at: 128,
    events,
    links: [
      { from: "e2-response", to: "e1-march", relation: "state_response_to", by: ["coding-andes-1"] },
      { from: "e2-response", to: "e7-toll", relation: "part_of", by: ["coding-andes-1"] },
    ],
    reports: [
      head("andes-1", {
        published: "2024-03-16",
        title: "Thousands march in Cusco",
        outlet: "Andes Courier",
        url: "https://news.example/cusco-march",
      }),
      head("diario-2", {
        title: "Baker Rosa Quispe Mamani beaten in San Blas",
        outlet: "El Diario",
        url: "https://diario.example/2024/rosa-quispe-mamani-beaten",
      }),
      head("agency-3", {
        published: "2024-03-15",
        title: "Next march to start at Plaza Kennedy",
        outlet: "Agencia Sur",
        url: "https://sur.example/a/3",
      }),
    ],
    stories: [],
    redirects: [{ from: "e0-old", to: ["e1-march"], reason: "merged" }],
    diagnostics: { events: events.length, fields: [] },
  };
}
