/** Turns the reply of a model into claims: every quote located, every value checked, everything else a finding. */
import type { Attribution, EventRecord, Figure, FreeFigure, Link, Relation } from "../../model/coding.js";
import { mentionId } from "../../model/identity.js";
import { overlaps, type Span } from "../../model/span.js";
import type { Analysis } from "../../text/analysis.js";
import { speakerOf } from "../standing.js";
import { dateOf } from "./dates.js";
import { figureOf } from "./figures.js";
import type { Choice, Words } from "./locate.js";
import { type Notes, REJECTED, shown } from "./notes.js";
import { actorOf } from "./persons.js";
import { placeOf } from "./places.js";
import type { ReplyFigure, ReplySchemas } from "./reply.js";

/** One schema of `ReplySchemas`, for reading one claim. */
type Schema<T> = {
  safeParse(
    value: unknown,
  ):
    | { success: true; data: T }
    | { success: false; error: { issues: { path: PropertyKey[]; message: string }[] } };
};

export type Claims = {
  readonly events: readonly EventRecord[];
  readonly links: readonly Link[];
  readonly figures: readonly FreeFigure[];
  readonly relations: readonly Relation[];
};

export type ClaimContext = {
  readonly reportId: string;
  readonly analysis: Analysis;
  readonly schemas: ReplySchemas;
  /** Where quotes are looked for: the part of the report that the model saw. */
  readonly words: Words;
  /** Events whose trigger stands elsewhere belong to another part. */
  readonly zone: { readonly start: number; readonly end: number };
  /** Spans that already name an event. */
  readonly taken: Set<string>;
  readonly notes: Notes;
};

type Range = { readonly start: number; readonly end: number };

const key = ({ start, end }: Range): string => `${start}-${end}`;

const within = (inner: Range, outer: Range): boolean => outer.start <= inner.start && inner.end <= outer.end;

/** The claims of one reply, in the order of the reply. */
export function claimsOf(reply: Readonly<Record<string, unknown>>, context: ClaimContext): Claims {
  const reader = new ClaimReader(context);
  const events = reader.list(reply.events, "events").map((event, i) => reader.event(event, i));
  const ids = events.map((event) => event?.id ?? null);
  const links = reader.list(reply.links, "links").flatMap((link) => reader.link(link, ids));
  const figures = reader.list(reply.figures, "figures").flatMap((figure) => reader.freeFigure(figure));
  const relations = reader
    .list(reply.relations, "relations")
    .flatMap((relation) => reader.relation(relation));
  return {
    events: events.filter((event) => event !== null).map((event) => reader.unnamed(event)),
    links,
    figures: [...figures, ...reader.moved].map((figure) => reader.unnamedFigure(figure)),
    relations: relations.map((relation) => reader.unnamedRelation(relation)),
  };
}

function membersOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value : [];
}

/** Most members of a list that are read. */
const MOST = 400;

/** The lists of an event in a reply. */
const LISTS = ["mentions", "places", "actors", "figures", "demands", "means", "contested"];

class ClaimReader {
  /** Cumulative figures that the model put at an event of one day. */
  readonly moved: FreeFigure[] = [];
  /** Names of private persons that are not stored. */
  readonly #withheld = new Set<string>();

  constructor(private readonly on: ClaimContext) {}

  /** The members of a list of the reply; what is no list is noted, and absent ones are empty. */
  list(value: unknown, name: string): readonly unknown[] {
    if (value != null && !Array.isArray(value))
      this.on.notes.note(
        "llm.value",
        `${shown(name)}: ${shown(value, 120)} should be a list, and nothing is guessed from it. It was rejected.`,
      );
    const members = membersOf(value);
    if (members.length > MOST)
      this.on.notes.note(
        "llm.value",
        `${shown(name)}: a list of ${members.length} claims. No report has so many, so those after the first ${MOST} were rejected.`,
      );
    return members.slice(0, MOST);
  }

  event(value: unknown, index: number): EventRecord | null {
    const { schemas, words, taken, zone, notes, analysis, reportId } = this.on;
    const row = (typeof value === "object" && value !== null ? value : {}) as Record<string, unknown>;
    const head = this.#read(schemas.head, value, `event ${index + 1}`);
    if (head === null) return null;
    const name = `${head.type} «${shown(head.trigger, 40)}»`;
    const choice: Choice = { context: head.context, taken: (place) => taken.has(key(place)) };
    const trigger = words.find(head.trigger, choice);
    if (trigger === null) {
      const elsewhere = words.find(head.trigger, { context: head.context });
      if (elsewhere === null)
        notes.note(
          "llm.quote",
          `${name}: these words do not stand in the report, so the event was rejected. Look whether the report tells it in other words.`,
        );
      else if (within(elsewhere, zone))
        notes.note(
          "llm.trigger_taken",
          `${name}: these words name another event of this coding already. One trigger makes one record, so the second was rejected.`,
          elsewhere,
        );
      return null;
    }
    if (!within(trigger, zone)) return null;
    taken.add(key(trigger));
    const rejectedBefore = this.#rejected();
    const near: Choice = { near: trigger, sentence: sentenceAt(analysis, trigger.start) };
    const { actuality, scope, type } = head;
    const date = this.#date(row.date, { name, actuality, near });
    const dayEvent = actuality === "happened" && scope === "event" && date.precision === "D";
    const actors = this.#each(schemas.actor, row.actors, name, near).map(({ claim, quote }) =>
      actorOf({ ...claim, quote }, type, analysis.names, analysis.text, this.#withheld),
    );
    const event: EventRecord = {
      id: mentionId(reportId, trigger),
      type,
      actuality,
      scope,
      trigger,
      mentions: this.#mentions(row.mentions, trigger, name),
      date,
      places: this.#each(schemas.place, row.places, name, near).map(({ claim, quote }) =>
        placeOf(quote, claim.role, analysis.text, analysis.places),
      ),
      actors,
      figures: this.#figures(row.figures, name, near, dayEvent),
      demands: this.#each(schemas.demand, row.demands, name, near).map(({ claim, quote }) => ({
        issue: claim.issue,
        quote,
      })),
      means: this.#each(schemas.means, row.means, name, near).map(({ claim, quote }) => ({
        means: claim.means,
        quote,
      })),
      attribution: this.#attribution(row.attribution, name, near),
      contested: this.#each(schemas.contested, row.contested, name, near).flatMap(({ claim, quote }) => {
        const said = claim.speaker.trim();
        const speaker = said === "narrator" ? said : words.find(said, near)?.quote;
        if (speaker === undefined) this.#unlocated(name, "the speaker of a contested label", said);
        return speaker === undefined ? [] : [{ label: quote.quote, speaker, quote }];
      }),
      confidence: 0,
    };
    return { ...event, confidence: this.#share(row, rejectedBefore) };
  }

  #rejected(): number {
    return this.on.notes.found.filter(({ code }) => REJECTED.includes(code)).length;
  }

  /** The share of an event's claims that passed: what can be said for sure of how far to trust it. */
  #share(row: Readonly<Record<string, unknown>>, rejectedBefore: number): number {
    const quoted = [row.date, row.attribution].filter(
      (value) => (value as { quote?: unknown } | null)?.quote,
    );
    const claims = LISTS.reduce((sum, list) => sum + membersOf(row[list]).length, 1 + quoted.length);
    const passed = Math.max(1, claims - (this.#rejected() - rejectedBefore));
    return Math.round((100 * passed) / claims) / 100;
  }

  link(value: unknown, ids: readonly (string | null)[]): Link[] {
    const { schemas, words, notes } = this.on;
    const claim = this.#read(schemas.link, value, "link");
    if (claim === null) return [];
    const [from, to] = [ids[claim.from - 1], ids[claim.to - 1]];
    if (from == null || to == null || from === to) {
      notes.note(
        "llm.link",
        `A link (${claim.relation}) from event ${claim.from} to event ${claim.to} of the reply was rejected: a link joins two events of the coding.`,
      );
      return [];
    }
    const quote = claim.quote === null || claim.quote.trim() === "" ? null : words.find(claim.quote);
    if (claim.quote !== null && claim.quote.trim() !== "" && quote === null) {
      this.#unlocated("A link", claim.relation, claim.quote);
      return [];
    }
    return [{ from, to, relation: claim.relation, basis: quote ? "text" : "inferred", quote }];
  }

  relation(value: unknown): Relation[] {
    const { schemas, words, zone } = this.on;
    const claim = this.#read(schemas.relation, value, "relation");
    if (claim === null) return [];
    const name = `A relation (${claim.type})`;
    const quote = words.find(claim.quote);
    const near = quote === null ? {} : { near: quote };
    const [subject, object] = [words.find(claim.subject, near), words.find(claim.object, near)];
    const missing =
      quote === null ? "quote" : subject === null ? "subject" : object === null ? "object" : null;
    if (quote === null || subject === null || object === null) {
      this.#unlocated(name, missing!, claim[missing as "quote"]);
      return [];
    }
    if (!within(quote, zone)) return [];
    return [
      {
        type: claim.type,
        subject: subject.quote,
        object: object.quote,
        status: claim.status,
        attribution: this.#attribution(claim.attribution, name, near),
        subjectQuote: subject,
        objectQuote: object,
        quote,
      },
    ];
  }

  freeFigure(value: unknown): FreeFigure[] {
    const { schemas, words, zone } = this.on;
    const claim = this.#read(schemas.freeFigure, value, "figure");
    if (claim === null) return [];
    const quote = words.find(claim.quote);
    if (quote === null) {
      this.#unlocated("A figure that belongs to no event", claim.kind, claim.quote);
      return [];
    }
    if (!within(quote, zone)) return [];
    return [{ ...this.#figure(claim, quote, { near: quote }), population: claim.population }];
  }

  /** The figures of an event; a cumulative one is not that of a day. */
  #figures(list: unknown, name: string, near: Choice, dayEvent: boolean): Figure[] {
    const { schemas, notes } = this.on;
    return this.#each(schemas.figure, list, name, near).flatMap(({ claim, quote }) => {
      const figure = this.#figure(claim, quote, near);
      if (!(figure.stock && dayEvent)) return [figure];
      this.moved.push({ ...figure, population: null });
      notes.note(
        "llm.figure_moved",
        `${name}: «${shown(figure.quote.quote)}» is a cumulative figure and not that of one day. It was moved to the figures that belong to no event.`,
        figure.quote,
      );
      return [];
    });
  }

  /** The event with the names of private persons left out of who speaks, wherever in the reply such a person is an actor. */
  unnamed(event: EventRecord): EventRecord {
    const { attribution, figures, contested } = event;
    return {
      ...event,
      attribution: { ...attribution, voice: speakerOf(attribution.voice, this.#withheld) },
      figures: figures.map((figure) => this.unnamedFigure(figure)),
      contested: contested.map((c) => ({ ...c, speaker: speakerOf(c.speaker, this.#withheld) })),
    };
  }

  unnamedFigure<T extends Figure>(figure: T): T {
    return figure.said_by === null
      ? figure
      : { ...figure, said_by: speakerOf(figure.said_by, this.#withheld) };
  }

  unnamedRelation(relation: Relation): Relation {
    const { attribution, subject, object } = relation;
    const who = (words: string) => speakerOf(words, this.#withheld);
    return {
      ...relation,
      subject: who(subject),
      object: who(object),
      attribution: { ...attribution, voice: who(attribution.voice) },
    };
  }

  #figure(claimed: ReplyFigure, quote: Span, near: Choice): Figure {
    const { words, analysis, notes } = this.on;
    const said = claimed.said_by;
    const source = said === null || said.trim() === "" ? null : words.find(said, near);
    if (said !== null && said.trim() !== "" && source === null)
      this.#unlocated("A figure", "its source", said);
    return figureOf({ quote, saidBy: source?.quote ?? null, claimed }, analysis, notes);
  }

  #date(
    value: unknown,
    { name, actuality, near }: { name: string; actuality: EventRecord["actuality"]; near: Choice },
  ) {
    const { schemas, words, analysis, notes } = this.on;
    const claim = value == null ? null : this.#read(schemas.date, value, `${name}: date`);
    const quoted = claim?.quote?.trim() ? claim.quote : null;
    const edtf = claim?.edtf?.trim() ? claim.edtf : null;
    const quote = quoted === null ? null : words.find(quoted, near);
    if (quoted !== null && quote === null) this.#unlocated(name, "date", quoted);
    return dateOf(
      { name, quote, edtf: quoted !== null && quote === null ? null : edtf, actuality },
      analysis,
      notes,
    );
  }

  #attribution(value: unknown, name: string, near: Choice): Attribution {
    const { schemas, words } = this.on;
    const claim = value == null ? null : this.#read(schemas.attribution, value, `${name}: attribution`);
    const narrator = { voice: "narrator", evidentiality: claim?.evidentiality ?? "asserted", quote: null };
    const quoted = claim?.quote?.trim();
    if (claim === null || !quoted || quoted === "narrator") return narrator;
    const quote = words.find(quoted, near);
    if (quote === null) {
      this.#unlocated(name, "attribution", quoted);
      return narrator;
    }
    return { voice: quote.quote, evidentiality: claim.evidentiality, quote };
  }

  #mentions(value: unknown, trigger: Span, name: string): Span[] {
    const out: Span[] = [];
    const seen = new Set<string>();
    for (const mention of this.list(value, `${name}: mentions`)) {
      const quoted = this.#read(this.on.schemas.words, mention, `${name}: mention`);
      if (quoted === null) continue;
      const taken = (place: Range) => overlaps(trigger, place) || seen.has(key(place));
      const quote = this.on.words.find(quoted, { near: trigger, taken });
      if (quote) {
        out.push(quote);
        seen.add(key(quote));
      } else if (this.on.words.find(quoted) === null) this.#unlocated(name, "mention", quoted);
    }
    return out;
  }

  /** The members of a list whose shape is right and whose quote stands in the report. */
  #each<T extends { quote: string }>(
    schema: Schema<T>,
    list: unknown,
    name: string,
    near: Choice,
  ): { claim: T; quote: Span }[] {
    return this.list(list, name).flatMap((value) => {
      const claim = this.#read(schema, value, name);
      if (claim === null) return [];
      const quote = this.on.words.find(claim.quote, near);
      if (quote) return [{ claim, quote }];
      const { quote: _quote, ...rest } = claim;
      const what = Object.values(rest).find((v) => typeof v === "string") ?? "claim";
      this.#unlocated(name, String(what), claim.quote);
      return [];
    });
  }

  #read<T>(schema: Schema<T>, value: unknown, name: string): T | null {
    const read = schema.safeParse(value);
    if (read.success) return read.data;
    const why = read.error.issues
      .slice(0, 3)
      .map(({ path, message }) => `${path.join(".")}${path.length > 0 ? ": " : ""}${message}`)
      .join("; ");
    this.on.notes.note(
      "llm.value",
      `${shown(name)}: ${shown(value, 120)} is not what was asked for (${shown(why, 200)}), and nothing is guessed from it. It was rejected.`,
    );
    return null;
  }

  #unlocated(name: string, what: string, quote: string): void {
    this.on.notes.note(
      "llm.quote",
      `${name}, ${what}: «${shown(quote)}» does not stand in the report, so this claim was rejected. Look whether the report says it in other words.`,
    );
  }
}

function sentenceAt({ sentences }: Analysis, offset: number): Range | null {
  let low = 0;
  let high = sentences.length - 1;
  while (low <= high) {
    const middle = (low + high) >> 1;
    if (sentences.End[middle]! <= offset) low = middle + 1;
    else if (sentences.Start[middle]! > offset) high = middle - 1;
    else return { start: sentences.Start[middle]!, end: sentences.End[middle]! };
  }
  return null;
}
