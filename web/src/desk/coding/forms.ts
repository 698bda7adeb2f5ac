/** What is asked of each field, as data: the parts of its form, and what a new value starts from. */
import {
  ACTOR_CATEGORIES,
  ACTOR_ROLES,
  ACTUALITIES,
  FIGURE_KINDS,
  INTERS,
  LINK_RELATIONS,
  MEANS,
  PLACE_PRECISIONS,
  PLACE_ROLES,
  RELATION_TYPES,
  SCOPES,
  SECTORS,
  TIERS,
} from "../../../../src/model/coding.js";
import type { LinkRelation, Span } from "../../../../src/model/index.js";
import { texts } from "../../texts/index.js";
import type { Field } from "../draft/action.js";
import type { Draft } from "../draft/draft.js";
import { guessFigure, guessKind } from "../draft/figure-words.js";
import { codebook, labelOf } from "../session.js";

export type Option = {
  readonly value: string;
  readonly label: string;
  /** What it means, for looking through and for reading. */
  readonly meaning?: string | undefined;
};
/** What the options of a part may depend on. */
export type At = { readonly draft: Draft; readonly event: string | null };
export type Part = {
  readonly key: string;
  /** `words`: words of the report, found as they are typed; `place`: looked up in the gazetteer, which fills in the other parts. */
  readonly kind: "choice" | "text" | "number" | "flag" | "date" | "words" | "place";
  readonly options?: (at: At) => readonly Option[];
  readonly optional?: boolean;
  /** Left blank it is not in the value at all, instead of null. */
  readonly absent?: boolean;
  /** The value is the number that the option stands for. */
  readonly numeric?: boolean;
  readonly hint?: string;
};
export type Values = Readonly<Record<string, string>>;
export type FormField = Exclude<Field, "mentions">;

const meaningOf = (list: string, value: string) =>
  codebook.value?.values[list]?.find((row) => row.value === value)?.meaning;

const choice = (
  key: string,
  values: readonly string[],
  labels: Readonly<Record<string, string>>,
  list = "",
): Part => ({
  key,
  kind: "choice",
  options: () =>
    values.map((value) => ({ value, label: labels[value] ?? value, meaning: meaningOf(list, value) })),
});
/** A choice that may be left open. */
const open = (key: string, values: readonly string[], labels: Readonly<Record<string, string>>): Part => ({
  ...choice(key, ["", ...values], { "": texts.desk.notSaid, ...labels }),
  absent: true,
});
const text = (key: string, optional = false): Part => ({ key, kind: "text", optional });
const words = (key: string, more: Partial<Part> = {}): Part => ({ key, kind: "words", ...more });
const party = (key: string): Part => words(key, { optional: true, absent: true });
const voice = words("voice", { optional: true, hint: texts.desk.coding.narrator });
const amount = (key: string): Part => ({ key, kind: "number", optional: true });

/** A link may be told from either end: `<part_of` is the other event's part in this one. */
export const BACK = "<";
const RELATION_CHOICES = LINK_RELATIONS.flatMap((relation) => [relation, `${BACK}${relation}`]);
const RELATION_LABELS = Object.fromEntries(
  RELATION_CHOICES.map((said) => {
    const isBack = said.startsWith(BACK);
    const relation = (isBack ? said.slice(BACK.length) : said) as LinkRelation;
    return [said, texts.relations[relation][isBack ? 1 : 0]];
  }),
);
const otherEvents = ({ draft, event }: At): readonly Option[] =>
  draft.events
    .filter(({ id }) => id !== event)
    .map(({ id, type, trigger }) => ({ value: id, label: `${trigger.quote} (${labelOf(type)})` }));

const EVIDENTIALITIES = Object.keys(texts.evidentialities);

export const FORMS: Readonly<Record<FormField, readonly Part[]>> = {
  type: [
    {
      key: "code",
      kind: "choice",
      options: () =>
        (codebook.value?.types ?? []).map(({ code, label, definition }) => ({
          value: code,
          label,
          meaning: definition,
        })),
    },
  ],
  actuality: [choice("value", ACTUALITIES, texts.actualities, "actuality")],
  scope: [choice("value", SCOPES, texts.scopes, "scope")],
  date: [{ key: "edtf", kind: "date" }],
  places: [
    { key: "name", kind: "place" },
    choice("role", PLACE_ROLES, texts.placeRoles, "placeRole"),
    choice("precision", PLACE_PRECISIONS, texts.precisions, "placePrecision"),
    text("country", true),
    text("admin1", true),
    amount("lat"),
    amount("lon"),
  ],
  actors: [
    text("name"),
    choice("role", ACTOR_ROLES, texts.roles, "actorRole"),
    choice("category", ACTOR_CATEGORIES, texts.categories, "actorCategory"),
    { ...choice("tier", ["", ...TIERS], texts.desk.tiers), absent: true },
    open("sector", SECTORS, texts.desk.sectors),
    { ...open("inter", INTERS.map(String), texts.desk.inters), numeric: true },
  ],
  figures: [
    choice("kind", FIGURE_KINDS, texts.figures, "figureKind"),
    amount("low"),
    amount("high"),
    amount("point"),
    text("hedge", true),
    text("group", true),
    text("said_by", true),
    { key: "stock", kind: "flag" },
  ],
  demands: [
    choice("issue", Object.keys(texts.desk.issues), texts.desk.issues),
    party("claimant"),
    party("addressee"),
  ],
  means: [choice("means", MEANS, texts.means, "means")],
  contested: [text("label"), text("speaker")],
  attribution: [voice, choice("evidentiality", EVIDENTIALITIES, texts.evidentialities)],
  links: [
    choice("relation", RELATION_CHOICES, RELATION_LABELS),
    { key: "to", kind: "choice", options: otherEvents },
    choice("basis", Object.keys(texts.desk.bases), texts.desk.bases),
  ],
  freeFigures: [
    choice("kind", FIGURE_KINDS, texts.figures, "figureKind"),
    amount("low"),
    amount("high"),
    amount("point"),
    text("hedge", true),
    text("population", true),
    text("group", true),
    { ...text("unit", true), absent: true },
    text("said_by", true),
    { key: "stock", kind: "flag" },
  ],
  relations: [
    choice("type", RELATION_TYPES, texts.desk.relationTypes),
    words("subjectQuote"),
    words("objectQuote"),
    choice("status", Object.keys(texts.desk.statuses), texts.desk.statuses),
    text("subject", true),
    text("object", true),
    voice,
    choice("evidentiality", EVIDENTIALITIES, texts.evidentialities),
  ],
};

/** What a new value starts from; `known` is the same words coded elsewhere in this report. */
export function fresh(field: FormField, words: Span | null, known: unknown = null): unknown {
  const name = words?.quote ?? "";
  const bases: Readonly<Record<FormField, unknown>> = {
    type: "",
    actuality: "happened",
    scope: "event",
    date: { edtf: "", start: null, end: null, precision: "U", rule: "", quote: null },
    places: {
      name,
      role: "site",
      country: null,
      admin1: null,
      admin2: null,
      lat: null,
      lon: null,
      precision: "G9",
      geonameId: null,
    },
    actors: { name, role: "participant", category: "unknown" },
    figures: { kind: "crowd_size", stock: false, group: null, said_by: null, ...guessFigure(name) },
    demands: { issue: "other" },
    means: { means: "unspecified" },
    contested: { label: name, speaker: "narrator" },
    attribution: {
      voice: name === "" ? "narrator" : name,
      evidentiality: name === "" ? "asserted" : "reported",
      quote: words,
    },
    links: {
      relation: "part_of",
      from: "",
      to: "",
      basis: words === null ? "inferred" : "text",
      quote: null,
    },
    freeFigures: {
      kind: guessKind(name),
      stock: false,
      group: null,
      said_by: null,
      population: null,
      ...guessFigure(name),
    },
    relations: {
      type: "holds_office",
      status: "current",
      attribution: { voice: "narrator", evidentiality: "asserted", quote: null },
    },
  };
  return known ?? bases[field];
}
