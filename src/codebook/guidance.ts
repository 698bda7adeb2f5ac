/** What a codebook says beyond its types: general rules, families, and what each value of a value list means. */
import type { Codebook, Family } from "../model/codebook.js";
import {
  ACTOR_CATEGORIES,
  ACTOR_ROLES,
  ACTUALITIES,
  type Actuality,
  DATE_PRECISIONS,
  FIGURE_KINDS,
  LINK_RELATIONS,
  MEANS,
  PLACE_PRECISIONS,
  PLACE_ROLES,
  SCOPES,
} from "../model/coding.js";

/** The closed value lists of the record, by the names under which a codebook explains them. */
export const VALUE_LISTS = Object.freeze({
  actuality: ACTUALITIES,
  scope: SCOPES,
  datePrecision: DATE_PRECISIONS,
  placePrecision: PLACE_PRECISIONS,
  placeRole: PLACE_ROLES,
  actorRole: ACTOR_ROLES,
  actorCategory: ACTOR_CATEGORIES,
  figureKind: FIGURE_KINDS,
  means: MEANS,
  linkRelation: LINK_RELATIONS,
});
export type ValueListName = keyof typeof VALUE_LISTS;

/** One value in a line. `cues`: wordings that point to it, for actuality. */
export type ValueNote = { readonly value: string; readonly meaning: string; readonly cues: string | null };

/** A general rule (C1 …): it holds for every type. */
export type GeneralRule = { readonly id: string; readonly name: string; readonly text: string };

export type Guidance = {
  readonly title: string;
  readonly families: Readonly<Record<Family, string>>;
  readonly rules: readonly GeneralRule[];
  /** Which actuality wins where several apply, the strongest first; those in one group rank equally. */
  readonly precedence: readonly (readonly Actuality[])[];
  readonly values: Readonly<Record<ValueListName, readonly ValueNote[]>>;
};

/** A codebook with its guidance: what `loadCodebook()` gives, and fit wherever a `Codebook` is asked for. */
export type GuidedCodebook = Codebook & { readonly guidance: Guidance };
