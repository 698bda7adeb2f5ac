/** Reads `corpus/*.txt`: reports in plain text, each with the claims that it must and must not yield. */
import {
  ACTOR_CATEGORIES,
  ACTOR_ROLES,
  ACTUALITIES,
  FIGURE_KINDS,
  MEANS,
  PLACE_PRECISIONS,
  RELATION_TYPES,
  SCOPES,
} from "../src/model/coding.js";
import { nearest } from "../src/model/nearest.js";
import { type Day, readBounds, readDays } from "./corpus-values.js";

/** What is asked of one field of an event. `words` null: no words asked for. */
export type Asked =
  | {
      readonly field: "date";
      readonly start: Day;
      readonly end: Day;
      readonly words: string | null;
      readonly shown: string;
    }
  | {
      readonly field: "place";
      readonly origin: boolean;
      readonly none: boolean;
      readonly words: string | null;
      readonly country: string | null;
      readonly precision: string | null;
    }
  | {
      readonly field: "actor";
      readonly role: string;
      readonly none: boolean;
      readonly words: string | null;
      readonly category: string | null;
    }
  | ({ readonly field: "figure" } & AskedFigure)
  | {
      readonly field: "means";
      readonly means: string | null;
      readonly none: boolean;
      readonly words: string | null;
    }
  | { readonly field: "demand" | "label" | "also"; readonly words: string }
  | { readonly field: "voice"; readonly words: string | null }
  | { readonly field: "link"; readonly relation: string; readonly to: AskedEvent };

export type AskedFigure = {
  readonly kind: string;
  readonly none: boolean;
  /** `undefined`: not asked for; null: the words give no bound on that side. */
  readonly low: number | null | undefined;
  readonly high: number | null | undefined;
  readonly stock: boolean | null;
  readonly hedge: string | null;
  readonly group: string | null;
  readonly saidBy: string | null;
  readonly words: string | null;
};

/** An event as a line asks for it; an empty list asks nothing. */
export type AskedEvent = {
  /** Codes or families (`PRO`). */
  readonly types: readonly string[];
  readonly actualities: readonly string[];
  readonly scopes: readonly string[];
  readonly words: readonly string[];
  readonly fields: readonly Asked[];
};

/** One line of claims. `shown` is the line as it was written, `line` its number in the file. */
export type Claimed = { readonly line: number; readonly shown: string } & (
  | { readonly what: "event"; readonly event: AskedEvent }
  /** `on` null: in `must`, a figure of no event; in `must not`, a figure anywhere. */
  | { readonly what: "figure"; readonly figure: AskedFigure; readonly on: AskedEvent | null }
  /** Words of either side; null asks nothing. `past` null: current or not. */
  | {
      readonly what: "relation";
      readonly type: string | null;
      readonly subject: string | null;
      readonly object: string | null;
      readonly past: boolean | null;
    }
  | { readonly what: "noise"; readonly kind: string | null; readonly words: string }
  | { readonly what: "nothing" | "anything else" }
);

/** A report with what it must and must not yield. */
export type Entry = {
  readonly file: string;
  readonly line: number;
  readonly title: string;
  readonly published: string | null;
  readonly outlet: string | null;
  /** True while the coder cannot do it yet: then it must fail. */
  readonly nursery: boolean;
  readonly text: string;
  readonly must: readonly Claimed[];
  readonly mustNot: readonly Claimed[];
};

/** What is wrong with a corpus file: where, what, and what to do. */
export type Fault = { readonly file: string; readonly line: number; readonly message: string };

/** Short names of figures beside the names of the kinds themselves. */
const FIGURE_WORDS: Readonly<Record<string, string>> = {
  crowd: "crowd_size",
  events: "event_count",
  share: "poll_share",
  days: "duration_days",
  ...Object.fromEntries(FIGURE_KINDS.map((kind) => [kind, kind])),
};

/** How the relations of links are written: the words before the other event. */
const LINK_WORDS: Readonly<Record<string, string>> = {
  "part of": "part_of",
  "responds to": "state_response_to",
  "reacts to": "reaction_to",
  "calls for": "call_for",
  "continues as": "planned_continuation_of",
  follows: "follow_up_of",
  contradicts: "contradicts",
  commemorates: "commemorates",
};

const FIELD_WORDS = [
  "date",
  "place",
  "origin",
  "means",
  "demand",
  "label",
  "also",
  "voice",
  ...ACTOR_ROLES,
  ...Object.keys(FIGURE_WORDS),
  ...Object.keys(LINK_WORDS),
];

/** Any of the codes of the codebook, and what stands for it in a line. */
const CODE = /^[A-Z]{3}(?:\.[A-Z]+)?(?:\|[A-Z]{3}(?:\.[A-Z]+)?)*$/;

const HEADING_KEYS = ["published", "outlet", "nursery"];

class LineFault extends Error {}

/** The words of a line: `«quoted»` or bare. */
type Piece = { readonly quoted: boolean; readonly text: string };

/** Reads one line of claims from left to right. */
class LineReader {
  private at = 0;
  private readonly pieces: readonly Piece[];

  constructor(
    line: string,
    private readonly report: string,
    private readonly codes: ReadonlySet<string>,
  ) {
    const marks = line.replaceAll(/[^«»]/g, "");
    if (!/^(?:«»)*$/.test(marks))
      throw new LineFault("The guillemets do not pair. Write every quote of the report as «words».");
    this.pieces = [...line.matchAll(/«([^»]*)»|([^\s«»]+)/g)].map((m) => ({
      quoted: m[1] !== undefined,
      text: m[1] ?? m[2]!,
    }));
  }

  get done(): boolean {
    return this.at >= this.pieces.length;
  }

  /** The next bare word without taking it, or null before a quote and at the end. */
  peek(): string | null {
    const piece = this.pieces[this.at];
    return piece && !piece.quoted ? piece.text : null;
  }

  word(): string | null {
    const word = this.peek();
    if (word !== null) this.at++;
    return word;
  }

  take(...words: readonly string[]): boolean {
    const here = words.every((word, i) => {
      const piece = this.pieces[this.at + i];
      return piece && !piece.quoted && piece.text === word;
    });
    if (here) this.at += words.length;
    return here;
  }

  /** The next bare word if it is in the list (`a|b`: any of several), else nothing. */
  oneOf(list: readonly string[]): readonly string[] | null {
    const parts = this.peek()?.split("|");
    if (!parts?.every((part) => list.includes(part))) return null;
    this.at++;
    return parts;
  }

  quote(): string | null {
    const piece = this.pieces[this.at];
    if (!piece?.quoted) return null;
    this.at++;
    if (piece.text === "" || !this.report.toLowerCase().includes(piece.text.toLowerCase()))
      throw new LineFault(`The report does not hold the words «${piece.text}». Copy them from it exactly.`);
    return piece.text;
  }

  needQuote(after: string): string {
    const quote = this.quote();
    if (quote === null)
      throw new LineFault(`After "${after}" the words of the report are missing. Write ${after} «words».`);
    return quote;
  }

  event(): AskedEvent {
    let types: readonly string[] = [];
    const first = this.peek();
    if (first !== null && CODE.test(first)) {
      types = first.split("|");
      for (const type of types) this.checkCode(type);
      this.at++;
    } else this.take("event");
    const actualities = this.oneOf(ACTUALITIES) ?? [];
    const scopes = this.oneOf(SCOPES) ?? [];
    const words: string[] = [];
    for (let quote = this.quote(); quote !== null; quote = this.quote()) words.push(quote);
    const fields: Asked[] = [];
    while (!this.done) fields.push(this.field());
    return { types, actualities, scopes, words, fields };
  }

  private checkCode(type: string): void {
    if (type.includes(".") ? this.codes.has(type) : [...this.codes].some((c) => c.startsWith(`${type}.`)))
      return;
    const near = nearest(type, this.codes);
    throw new LineFault(
      `${type} is no code of the codebook. ${near ? `Did you mean ${near}?` : "`quipu codebook` lists them."}`,
    );
  }

  private field(): Asked {
    for (const [words, relation] of Object.entries(LINK_WORDS)) {
      if (this.take(...words.split(" "))) return { field: "link", relation, to: this.event() };
    }
    const word = this.word();
    if (word === null) throw new LineFault("Words of the report stand where a field should begin.");
    if (word === "date") return this.date();
    if (word === "place" || word === "origin") return this.place(word);
    if (word === "means") return this.means();
    if (word === "demand" || word === "label" || word === "also")
      return { field: word, words: this.needQuote(word) };
    if (word === "voice")
      return { field: "voice", words: this.take("narrator") ? null : this.needQuote(word) };
    if ((ACTOR_ROLES as readonly string[]).includes(word)) return this.actor(word);
    if (FIGURE_WORDS[word] !== undefined)
      return { field: "figure", ...this.figureAfter(FIGURE_WORDS[word]!) };
    const near = nearest(word, [...FIELD_WORDS, ...ACTUALITIES, ...SCOPES]);
    throw new LineFault(
      `"${word}" is no field. ${near ? `Did you mean ${near}?` : `Fields are ${FIELD_WORDS.join(", ")}.`}`,
    );
  }

  private date(): Asked {
    const shown = this.word() ?? "";
    const days = readDays(shown);
    if (days === null)
      throw new LineFault(
        `"${shown}" is no date. Write 2023-05-08, 2023-05, 2022-12/.., 2023-05-08/2023-05-10 or unknown.`,
      );
    return { field: "date", ...days, words: this.quote(), shown };
  }

  private place(word: string): Asked {
    const origin = word === "origin";
    const none = this.take("none");
    const words = none ? null : this.quote();
    const country = /^[A-Z]{2}$/.test(this.peek() ?? "") ? this.word() : null;
    const precision = this.oneOf(PLACE_PRECISIONS)?.[0] ?? null;
    return { field: "place", origin, none, words, country, precision };
  }

  private actor(role: string): Asked {
    const none = this.take("none");
    const words = none ? null : this.quote();
    const category = words === null ? null : (this.oneOf(ACTOR_CATEGORIES)?.[0] ?? null);
    return { field: "actor", role, none, words, category };
  }

  private means(): Asked {
    const none = this.take("none");
    const means = this.oneOf(MEANS)?.[0] ?? null;
    return { field: "means", means, none, words: this.quote() };
  }

  /** The rest of a figure after its kind, in any order: bounds, stock, hedge, group, said by, words. */
  private figureAfter(kind: string): AskedFigure {
    const figure = {
      kind,
      none: this.take("none"),
      ...{ low: undefined, high: undefined },
      ...{ stock: null, hedge: null, group: null, saidBy: null, words: null },
    } as { -readonly [K in keyof AskedFigure]: AskedFigure[K] };
    for (;;) {
      const bounds = readBounds(this.peek() ?? "");
      if (bounds !== null) {
        this.at++;
        Object.assign(figure, bounds);
      } else if (this.take("stock")) figure.stock = true;
      else if (this.take("flow")) figure.stock = false;
      else if (this.take("hedge")) figure.hedge = this.needQuote("hedge");
      else if (this.take("group")) figure.group = this.word();
      else if (this.take("said", "by")) figure.saidBy = this.needQuote("said by");
      else {
        const quote = this.quote();
        if (quote === null) return figure;
        figure.words = quote;
      }
    }
  }

  /** A figure and, after `on`, the event it belongs to. */
  figure(): { readonly figure: AskedFigure; readonly on: AskedEvent | null } {
    const word = this.word() ?? "";
    const kind = FIGURE_WORDS[word];
    if (kind === undefined)
      throw new LineFault(
        `"${word}" is no kind of figure. Kinds are ${Object.keys(FIGURE_WORDS).join(", ")}.`,
      );
    const figure = this.figureAfter(kind);
    return { figure, on: this.take("on") ? this.event() : null };
  }

  /** `led_by «the union» «Ana Torres» past`, or nothing: any relation. */
  relation(): { type: string | null; subject: string | null; object: string | null; past: boolean | null } {
    const type = this.oneOf(RELATION_TYPES)?.[0] ?? null;
    const [subject, object] = [this.quote(), this.quote()];
    const past = this.take("past") ? true : this.take("current") ? false : null;
    return { type, subject, object, past };
  }
}

function readClaim(line: string, number: number, report: string, codes: ReadonlySet<string>): Claimed {
  const reader = new LineReader(line, report, codes);
  const base = { line: number, shown: line };
  let claim: Claimed;
  if (reader.take("nothing")) claim = { ...base, what: "nothing" };
  else if (reader.take("anything", "else")) claim = { ...base, what: "anything else" };
  else if (reader.take("figure")) claim = { ...base, what: "figure", ...reader.figure() };
  else if (reader.take("relation")) claim = { ...base, what: "relation", ...reader.relation() };
  else if (reader.take("noise")) {
    const kind = reader.word();
    claim = { ...base, what: "noise", kind, words: reader.needQuote("noise") };
  } else claim = { ...base, what: "event", event: reader.event() };
  if (!reader.done)
    throw new LineFault(
      `"${reader.word() ?? "«…»"}" is left over at the end of the line. Take it out, or name its field.`,
    );
  return claim;
}

type Heading = Pick<Entry, "title" | "published" | "outlet" | "nursery">;

function readHeading(line: string): Heading {
  const brace = line.indexOf("{");
  const title = line.slice(1, brace < 0 ? undefined : brace).trim();
  if (brace < 0)
    throw new LineFault(
      'The heading does not say when the report was published. Write # title {"published": "2023-05-10"}, or null for unknown.',
    );
  if (title === "") throw new LineFault("The heading has no title. Say in a few words what the entry shows.");
  let about: Record<string, unknown>;
  try {
    about = JSON.parse(line.slice(brace));
  } catch {
    throw new LineFault(
      `What follows the title is no JSON: ${line.slice(brace)}. Write {"published": "2023-05-10"}.`,
    );
  }
  for (const key of Object.keys(about)) {
    if (!HEADING_KEYS.includes(key))
      throw new LineFault(`A heading has no "${key}". It may have ${HEADING_KEYS.join(", ")}.`);
  }
  const { published, outlet = null, nursery = false } = about;
  if (published !== null && (typeof published !== "string" || typeof readDays(published)?.start !== "string"))
    throw new LineFault(
      'The day of publication is missing. Write "published": "2023-05-10", or null for unknown.',
    );
  return {
    title,
    published: published as string | null,
    outlet: outlet as string | null,
    nursery: !!nursery,
  };
}

/** The lines of an entry without blank lines at either end. */
function trimmed(lines: readonly string[]): string {
  return lines
    .join("\n")
    .replace(/^(?:[ \t]*\n)+/, "")
    .trimEnd();
}

/**
 * The entries of a corpus file and what is wrong with it. `codes` are those of the codebook. Lines before the first
 * `# heading` are a preface for the reader. An entry with a fault is left out.
 */
export function readCorpus(
  file: string,
  content: string,
  codes: ReadonlySet<string>,
): { readonly entries: readonly Entry[]; readonly faults: readonly Fault[] } {
  const entries: Entry[] = [];
  const faults: Fault[] = [];
  const lines = content.split(/\r?\n/);
  const starts = lines.flatMap((line, i) => (line.startsWith("# ") ? [i] : []));
  starts.forEach((start, k) => {
    const before = faults.length;
    const attempt = <T>(line: number, read: () => T): T | null => {
      try {
        return read();
      } catch (error) {
        if (!(error instanceof LineFault)) throw error;
        faults.push({ file, line: line + 1, message: error.message });
        return null;
      }
    };
    const end = starts[k + 1] ?? lines.length;
    const heading = attempt(start, () => readHeading(lines[start]!));
    const arrow = lines.findIndex((line, i) => i > start && i < end && line.trim() === "==>");
    if (arrow < 0) {
      const message =
        "The entry has no line ==> between the report and its claims. Write ==>, then one claim a line.";
      faults.push({ file, line: start + 1, message });
      return;
    }
    const text = trimmed(lines.slice(start + 1, arrow));
    const must: Claimed[] = [];
    const mustNot: Claimed[] = [];
    let list = must;
    for (let i = arrow + 1; i < end; i++) {
      const line = lines[i]!.trim();
      if (line === "must not") list = mustNot;
      else if (line !== "") {
        const claim = attempt(i, () => readClaim(line, i + 1, text, codes));
        if (claim) list.push(claim);
      }
    }
    if (text === "" || must.length + mustNot.length === 0) {
      const message =
        text === ""
          ? "The entry has no report. Write it under the heading."
          : "The entry claims nothing. Write what must come out after ==>, or `nothing`.";
      if (faults.length === before) faults.push({ file, line: start + 1, message });
    }
    if (heading && faults.length === before)
      entries.push({ file, line: start + 1, ...heading, text, must, mustNot });
  });
  return { entries, faults };
}
