/**
 * What the analysis of a text hands to its readers: one set of columns per kind of thing found.
 * Inside `text/` and in hot loops read the columns (capital letter = column, one entry a row);
 * elsewhere read rows with `row(columns, i)`-style functions or the plain row types below.
 */
import type { DatePrecision, NoiseKind, PlacePrecision } from "../model/coding.js";

/** Universal part-of-speech tags, in the order of their codes in the `Upos` column. */
export const UPOS = [
  "X",
  "ADJ",
  "ADP",
  "ADV",
  "AUX",
  "CCONJ",
  "DET",
  "INTJ",
  "NOUN",
  "NUM",
  "PART",
  "PRON",
  "PROPN",
  "PUNCT",
  "SCONJ",
  "SYM",
  "VERB",
] as const;
export type Upos = (typeof UPOS)[number];

/** Tokens of a text in reading order. `Start`/`End` are UTF-16 offsets, half-open. All columns have `length` entries. */
export type Tokens = {
  readonly length: number;
  readonly Start: Int32Array;
  readonly End: Int32Array;
  /** The token as it stands in the text. */
  readonly Form: readonly string[];
  /** The token in lower case, quotes and dashes unified. */
  readonly Norm: readonly string[];
  readonly Lemma: readonly string[];
  /** Index into `UPOS`. */
  readonly Upos: Uint8Array;
  /** UD features that the coder reads, `|`-joined, "" where none (Tense=Past|VerbForm=Part|Voice=Pass, Number=Plur …). */
  readonly Feats: readonly string[];
  /** Index of the head token, -1 for a root. Never leaves the sentence. */
  readonly Head: Int32Array;
  /** UD relation, with subtype where the model gives one ("nsubj:pass"). */
  readonly Deprel: readonly string[];
  /** Index into `Sentences`. */
  readonly Sentence: Int32Array;
};

/**
 * The tokens with other columns in the place of some. Written out column by column: objects made so are alike in memory,
 * and the readers of every text are quick, while each spread (`...tokens`) would be a kind of its own.
 */
export function withColumns(tokens: Tokens, changed: Partial<Tokens>): Tokens {
  return {
    length: tokens.length,
    Start: tokens.Start,
    End: tokens.End,
    Form: tokens.Form,
    Norm: changed.Norm ?? tokens.Norm,
    Lemma: changed.Lemma ?? tokens.Lemma,
    Upos: changed.Upos ?? tokens.Upos,
    Feats: changed.Feats ?? tokens.Feats,
    Head: changed.Head ?? tokens.Head,
    Deprel: changed.Deprel ?? tokens.Deprel,
    Sentence: tokens.Sentence,
  };
}

/** Sentences: text offsets, and the token range `[First, Last)` of each. */
export type Sentences = {
  readonly length: number;
  readonly Start: Int32Array;
  readonly End: Int32Array;
  readonly First: Int32Array;
  readonly Last: Int32Array;
  /** 1 where the sentence lies in noise (site furniture, credits) and is not coded. */
  readonly Noise: Uint8Array;
};

export type NameType = "PER" | "ORG" | "LOC" | "MISC";
export type Name = { readonly start: number; readonly end: number; readonly type: NameType };

export type TimeType = "DATE" | "TIME" | "DURATION" | "SET";
/** What TIMEX3 marks in the words of a time, and its value of them. */
export type Timex = {
  readonly start: number;
  readonly end: number;
  readonly type: TimeType;
  readonly value: string;
};

/**
 * A time expression, resolved against the publication date. `from`/`to`: first and last day meant, inclusive ISO dates,
 * null = open or unknown on that side.
 */
export type Time = {
  readonly start: number;
  readonly end: number;
  readonly type: TimeType;
  /** The days meant, in the form of a TIMEX3 value where there is one: that of the date a duration comes to. */
  readonly value: string;
  /** TIMEX3 proper: none for words it leaves unmarked ("since the coup"), two for a range ("from 3 to 5 May"). */
  readonly timex: readonly Timex[];
  readonly edtf: string;
  readonly from: string | null;
  readonly to: string | null;
  readonly precision: DatePrecision;
  /** Days, for durations; null otherwise. */
  readonly days: number | null;
  readonly rule: string;
};

export type NumberKind = "cardinal" | "ordinal" | "percent" | "money" | "range" | "duration";
/** A quantity with the bounds its words give. `low`/`high` null = no bound on that side. */
export type Quantity = {
  /** The whole expression with its hedge, without the counted noun: "at least 20,000". */
  readonly start: number;
  readonly end: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly value: number | null;
  readonly hedge: string | null;
  /** ">" "<" "~" "=" as NewsQuant has it; "+" for a rise or what is added ("rose by 5", "another 20"), "-" for a fall. */
  readonly change: string;
  readonly additive: boolean;
  /** Lexical or vague quantity ("dozens", "several", "many"): there is no stated point. */
  readonly vague: boolean;
  /** "%", a currency, a measure, a stretch of time, "year of age", what is counted; with " per day" and the like. */
  readonly unit: string | null;
  /** Lemma of the noun counted ("protester"); "people" where only people are told of so ("20 were killed"); else null. */
  readonly counts: string | null;
  /** Token index of the counted noun's head, or -1. */
  readonly noun: number;
  readonly kind: NumberKind;
};

/** Why a place has no point: all the reasons there are. */
export type Declined =
  | "not in gazetteer"
  | `ambiguous: more than one ${string} fits`
  | "no town named for this site"
  | "no town or country named for this site"
  | "the gazetteer names no capital of this country";

/** A place named in the text. `declined` says why no gazetteer entry was chosen; then the coordinates are null. */
export type Place = {
  readonly start: number;
  readonly end: number;
  readonly name: string;
  /** Of a place that is told by what it is ("the capital"): what it is called. */
  readonly proper: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  /** ISO 3166-1 alpha-2. */
  readonly country: string | null;
  readonly admin1: string | null;
  readonly admin2: string | null;
  readonly geonameId: number | null;
  readonly precision: PlacePrecision;
  /** A name used for its government or team ("Washington said"), an adjective ("Peruvian") or part of an organisation's name. */
  readonly use: "place" | "demonym" | "metonym" | "in_name";
  readonly declined: Declined | null;
};

export type NoiseSpan = { readonly start: number; readonly end: number; readonly kind: NoiseKind };

/** UTF-16 offsets, half-open. */
export type Stretch = readonly [start: number, end: number];
/**
 * Reported speech, thought or stance: whose it is, the words that hand it over ("said", "according to") and what it is.
 * `source` is empty where nobody is named ("reportedly", "was told"); no stretch of `content` holds the cue or the source.
 */
export type Attribution = {
  readonly source: readonly Stretch[];
  readonly cue: readonly Stretch[];
  readonly content: readonly Stretch[];
};

/** By the form of the verb and its auxiliaries; a perfect is past. "none": the words bear no tense (infinitives, bare participles, nouns). */
export type Tense = "past" | "present" | "future" | "none";
export type Polarity = "positive" | "negative" | "unknown";
/**
 * A word that names an event or state: a verb, or a noun or adjective. `factuality`: from 3 (certain that it came about or is
 * so) through 0 (nobody can tell) to -3 (certain that it did not), as the report with its sources tells it; one decimal.
 */
export type Predicate = {
  readonly start: number;
  readonly end: number;
  /** Index of the token. */
  readonly token: number;
  readonly tense: Tense;
  readonly polarity: Polarity;
  readonly factuality: number;
};

export type Analysis = {
  readonly text: string;
  readonly lang: string;
  readonly published: string | null;
  readonly tokens: Tokens;
  readonly sentences: Sentences;
  readonly names: readonly Name[];
  readonly times: readonly Time[];
  readonly numbers: readonly Quantity[];
  readonly places: readonly Place[];
  readonly noise: readonly NoiseSpan[];
  readonly attributions: readonly Attribution[];
  readonly predicates: readonly Predicate[];
};
