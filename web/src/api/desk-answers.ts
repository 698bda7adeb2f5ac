/** What the review desk's part of the API answers, as types (docs/http-api.md). */
import type {
  Coding,
  EditionReport,
  EventType,
  Judgement,
  PlacePrecision,
  ReportHead,
  Span,
} from "../../../src/model/index.js";

export type Account = {
  readonly name: string;
  /** As the log names it: `human:ana`. */
  readonly coder: string;
  readonly role: "reader" | "coder" | "adjudicator" | "admin";
  readonly csrf: string | null;
  readonly accounts: boolean;
};

export type ValueMeaning = {
  readonly value: string;
  readonly meaning: string;
  readonly cues: string | null;
};

export type CodebookAnswer = {
  readonly id: string;
  readonly title: string;
  readonly types: readonly EventType[];
  readonly values: Readonly<Record<string, readonly ValueMeaning[]>>;
};

export type ReportState = "uncoded" | "coded" | "reviewed";

export type QueueRow = {
  readonly report: EditionReport;
  readonly state: ReportState;
  /** Of the latest coding. */
  readonly events: number;
  /** Of the least certain event of the latest coding; null without events. */
  readonly confidence: number | null;
  readonly coders: readonly string[];
};

export type Listed<T> = {
  readonly total: number;
  readonly items: readonly T[];
  readonly next: string | null;
};

export type CodingEntry = {
  readonly id: string;
  readonly position: number;
  readonly author: string;
  readonly time: string;
  readonly coding: Coding;
};

export type ReportAnswer = {
  readonly report: ReportHead & { readonly text: string };
  /** Oldest first. */
  readonly codings: readonly CodingEntry[];
  /** How many codings of others were left out. */
  readonly hidden: number;
};

export type MentionSide = {
  readonly id: string;
  readonly event: string | null;
  readonly report: ReportHead;
  readonly span: Span;
  readonly type: string | null;
  readonly date: string | null;
  readonly place: string | null;
};

export type PairRow = {
  readonly id: string;
  readonly coder: string;
  readonly time: string;
  readonly relation: Judgement["relation"];
  readonly reasons: readonly string[];
  /** Of part_of the mention that is the part, of realises what came about; null where only the events tell. */
  readonly from: string | null;
  readonly mentions: readonly [MentionSide, MentionSide];
};

export type AgreementAnswer = {
  readonly coders: readonly { readonly coder: string; readonly reports: number }[];
  readonly reports: number;
  /** Of those, reports that both coded without other codings on screen. */
  readonly blind: number;
  readonly fields: readonly {
    readonly field: string;
    readonly scale: string;
    readonly units: number;
    readonly alpha: number | null;
  }[];
};

export type Written = { readonly id: string; readonly added: boolean; readonly job: string | null };

/** A place of the gazetteer; without a point where it is too coarse for one. */
export type PlaceHit = {
  readonly name: string;
  readonly kind: "country" | "admin1" | "admin2" | "town" | "region" | "site";
  readonly seat: "country" | "admin1" | null;
  readonly country: string | null;
  readonly admin1: string | null;
  readonly admin2: string | null;
  readonly lat: number | null;
  readonly lon: number | null;
  readonly precision: PlacePrecision;
  readonly geonameId: number | null;
  /** 0: not known. */
  readonly population: number;
};

export type PlacesAnswer = { readonly items: readonly PlaceHit[] };
