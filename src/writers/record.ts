/** Writes the record for a person: each event of a coding in the order of the text, every value with the words it came from. */
import type { Coding, EventRecord, Figure, Link, Relation } from "../model/coding.js";
import { byPosition, type Span } from "../model/span.js";
import type { Reason } from "../model/why.js";
import { bold, type Colours, colours, dim, type Piece, plain, type Style, wrap } from "./page.js";
import {
  ACTUALITIES_IN_WORDS,
  boundsInWords,
  dateInWords,
  dayInWords,
  FIGURE_NAMES,
  ordinalSign,
  placeInWords,
  RELATIONS_IN_WORDS,
  SCOPES_IN_WORDS,
  spaced,
} from "./phrases.js";
import { EventReasons, type Lines, restLines } from "./reasons.js";
import { titleOf } from "./title.js";
import { clip, visible } from "./visible.js";

export type Look = {
  readonly colour: boolean;
  /** Columns of the terminal. */
  readonly width: number;
  /** What the codebook calls a type, or null for a code that it lacks. */
  label(code: string): string | null;
};

const FAMILY_STYLES: Readonly<Record<string, Style>> = {
  PRO: "green",
  REP: "red",
  VIO: "magenta",
  LAW: "yellow",
  GOV: "blue",
  POL: "cyan",
  MIL: "yellow",
};
/** Findings of reports that nobody read: their empty codings do not mean "nothing there". */
const NOT_CODED = new Set(["lang.unknown", "lang.unsupported", "coder.failed"]);
const HANG = 15;
const LONGEST_QUOTE = 140;

/** The record of one report, ending in a blank line. Readable without colour. `why`: reasons to print under the values. */
export function record(coding: Coding, look: Look, why: readonly Reason[] = []): string {
  const page = new Page(look);
  writeHead(page, coding);
  const events = [...coding.events].sort((a, b) => byPosition(a.trigger, b.trigger));
  const numbers = new Map(events.map((event, i) => [event.id, ordinalSign(i + 1)]));
  for (const event of events) {
    const links = coding.links.filter((link) => link.from === event.id);
    writeEvent(page, event, numbers, links, look, new EventReasons(why, event));
  }
  if (events.length === 0)
    page.line(1, [
      dim(isCoded(coding) ? "No event of the codebook is told in this report." : "Not coded: see below."),
    ]);
  if (coding.figures.length > 0) {
    page.blank();
    page.line(1, [bold("Figures that belong to no event")]);
    for (const figure of coding.figures) {
      const of =
        figure.population === null || figure.population === figure.group
          ? []
          : [plain(`of ${clip(figure.population, 60)}`)];
      page.field(FIGURE_NAMES[figure.kind], [...figurePieces(figure), ...of, quoted(figure.quote)]);
    }
  }
  if (coding.relations.length > 0) {
    page.blank();
    page.line(1, [bold("Who is who")]);
    for (const relation of coding.relations) writeRelation(page, relation);
  }
  const rest = restLines(why);
  if (rest.length > 0) {
    page.blank();
    page.line(1, [bold("Declined, or taken by no event")]);
    page.lines(3, rest);
  }
  if (coding.findings.length > 0) {
    page.blank();
    page.line(1, [bold("To look at")]);
    for (const { code, message } of coding.findings)
      page.line(3, [{ text: "!", style: "yellow" }, plain(message), dim(`[${code}]`)]);
  }
  page.blank();
  return page.text();
}

function isCoded({ findings }: Coding): boolean {
  return !findings.some(({ code }) => NOT_CODED.has(code));
}

/** Gathers lines. */
class Page {
  readonly #lines: string[] = [];
  readonly #paint: Colours;
  readonly #width: number;

  constructor({ colour, width }: Look) {
    this.#paint = colours(colour);
    this.#width = width;
  }

  line(indent: number, pieces: readonly Piece[]): void {
    this.#add([plain(" ".repeat(indent))], indent + 2, pieces);
  }

  /** A value under its name; a name is given once for values that follow each other. */
  field(name: string, pieces: readonly Piece[]): void {
    const head = `   ${name}`.padEnd(HANG - 1);
    const gap = head.length < HANG ? " ".repeat(HANG - head.length) : "  ";
    this.#add([dim(head + gap)], HANG, pieces);
  }

  lines(indent: number, all: Lines): void {
    for (const pieces of all) this.line(indent, pieces);
  }

  /** Every word passes here: none of them can act on the terminal. */
  #add(head: readonly Piece[], hang: number, pieces: readonly Piece[]): void {
    const safe = pieces.map(({ text, style }) => ({ text: visible(text), style }));
    this.#lines.push(wrap(head, hang, safe, this.#width, this.#paint));
  }

  blank(): void {
    this.#lines.push("");
  }

  text(): string {
    return `${this.#lines.join("\n")}\n`;
  }
}

function writeHead(page: Page, { report }: Coding): void {
  const { id, title, outlet, published, lang, url } = report;
  page.line(0, [bold(title === null ? `Report ${clip(id, 80)}` : clip(title, 200))]);
  const facts = [
    outlet === null ? null : clip(outlet, 80),
    published === null ? "day of publication unknown" : `published ${dayInWords(published)}`,
    lang === null ? "language unknown" : lang,
    title === null ? null : clip(id, 80),
  ].filter((fact) => fact !== null);
  page.line(0, [dim(facts.join(" · "))]);
  if (url !== null) page.line(0, [dim(clip(url, 160))]);
}

function writeEvent(
  page: Page,
  event: EventRecord,
  numbers: ReadonlyMap<string, string>,
  links: readonly Link[],
  look: Look,
  why: EventReasons,
): void {
  /** Under the last value of a field, or under its name where the record has no value of it. */
  const because = (lines: Lines, name = "", values = 1, none = "none") => {
    if (values === 0 && lines.length > 0) page.field(name, [dim(none)]);
    page.lines(HANG, lines);
  };
  const style = FAMILY_STYLES[event.type.split(".")[0]!] ?? "plain";
  const label = look.label(event.type) ?? event.type;
  const actuality = ACTUALITIES_IN_WORDS[event.actuality];
  const notes = [actuality, SCOPES_IN_WORDS[event.scope]].filter((note) => note !== null);
  page.blank();
  page.line(1, [
    { text: numbers.get(event.id)!, style },
    bold(label.charAt(0).toUpperCase() + label.slice(1)),
    { text: event.type, style },
    ...(notes.length > 0 ? [plain(`· ${notes.join(" · ")}`)] : []),
    ...(event.confidence < 0.5 ? [dim(`· unsure (${event.confidence})`)] : []),
  ]);
  page.field("title", [plain(titleOf(event))]);
  const told = [event.trigger, ...event.mentions].map((mention) => quoted(mention));
  page.field("words", told.length > 1 ? [told[0]!, dim("also"), ...told.slice(1)] : told);
  for (const field of ["type", "mention", "actuality", "scope", "confidence"]) because(why.rest(field));
  const { date } = event;
  page.field("when", [
    plain(dateInWords(date)),
    date.quote === null
      ? dim(date.rule === "" ? "no words say when" : `by rule: ${date.rule}`)
      : quoted(date.quote),
  ]);
  because(why.rest("date"));
  for (const place of event.places) {
    const role = place.role === "site" ? [] : [plain(`${spaced(place.role)}:`)];
    page.field("where", [...role, ...named(place.name, place.quote), plain(`– ${placeInWords(place)}`)]);
    because(why.of("place", place.quote));
  }
  because(why.rest("place"), "where", event.places.length);
  for (const actor of event.actors) {
    const category = actor.category === "unknown" ? [] : [plain(`(${spaced(actor.category)})`)];
    page.field(spaced(actor.role), [...named(actor.name, actor.quote), ...category]);
    because(why.of("actor", actor.quote));
  }
  because(why.rest("actor"), "actors", event.actors.length);
  for (const figure of event.figures) {
    page.field(FIGURE_NAMES[figure.kind], [...figurePieces(figure), quoted(figure.quote)]);
    because(why.of("figure", figure.quote));
  }
  because(why.rest("figure"), "figures", event.figures.length);
  for (const { means, quote } of event.means) {
    page.field("means", [plain(spaced(means)), quoted(quote)]);
    because(why.of("means", quote));
  }
  for (const { issue, quote, claimant, addressee } of event.demands) {
    const by = claimant ? [dim("by"), quoted(claimant, "plain")] : [];
    const of = addressee ? [dim("of"), quoted(addressee, "plain")] : [];
    page.field("demand", [plain(spaced(issue)), quoted(quote), ...by, ...of]);
    because(why.of("demand", quote));
  }
  const said = writeAttribution(page, event);
  because(why.rest("attribution"), "says", said, "the report itself");
  for (const { label: word, speaker, quote } of event.contested)
    page.field("contested", [...named(word, quote), plain(`says ${clip(speaker, 80)}`)]);
  for (const link of links) {
    const basis = link.basis === "text" ? [] : [dim(`(${link.basis})`)];
    const words = link.quote === null ? [] : [quoted(link.quote)];
    page.field("↳", [
      plain(`${RELATIONS_IN_WORDS[link.relation]} ${numbers.get(link.to) ?? clip(link.to, 80)}`),
      ...basis,
      ...words,
    ]);
  }
  because(why.rest("link"), "↳", links.length);
}

function writeRelation(page: Page, { type, subject, object, status, attribution, quote }: Relation): void {
  const past = status === "historical" ? [dim("(no more)")] : [];
  const says = attribution.quote === null ? [] : [plain(`– according to ${clip(attribution.voice, 80)}`)];
  page.field(spaced(type), [
    plain(`${clip(subject, 80)} – ${clip(object, 80)}`),
    ...past,
    quoted(quote),
    ...says,
  ]);
}

/** The number of lines written: an event that the report itself asserts needs none. */
function writeAttribution(page: Page, { attribution }: EventRecord): number {
  const { voice, evidentiality, quote } = attribution;
  if (voice === "narrator" && evidentiality === "asserted") return 0;
  const who =
    voice === "narrator"
      ? [plain("the report itself")]
      : quote === null
        ? [plain(clip(voice, 100))]
        : named(voice, quote);
  page.field("says", [...who, ...(evidentiality === "asserted" ? [] : [plain(`(${evidentiality})`)])]);
  return 1;
}

function figurePieces({ low, high, point, hedge, stock, group, said_by }: Figure): Piece[] {
  const pieces = [bold(boundsInWords({ low, high, point }))];
  if (hedge !== null) pieces.push(plain(`(“${clip(hedge, 40)}”)`));
  if (group !== null) pieces.push(plain(clip(group, 60)));
  if (stock) pieces.push({ text: "[total so far, not of this event alone]", style: "yellow" });
  if (said_by !== null) pieces.push(plain(`– according to ${clip(said_by, 80)}`));
  return pieces;
}

/** A name with its words; the words alone where they are the name. */
function named(name: string, quote: Span): Piece[] {
  return name === quote.quote ? [quoted(quote, "plain")] : [plain(clip(name, LONGEST_QUOTE)), quoted(quote)];
}

function quoted({ quote }: Span, style: Style = "dim"): Piece {
  return { text: `«${clip(quote, LONGEST_QUOTE)}»`, style };
}
