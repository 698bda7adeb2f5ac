/** What stands beside the events of a draft, by field: links between events, figures that belong to none, lasting relations. Pure. */
import type { Span } from "../../../../src/model/index.js";
import type { CodingField, CodingRows } from "./action.js";

/** A coding or a draft, as far as these lists go. */
export type Lists = {
  readonly links: readonly CodingRows["links"][];
  readonly figures: readonly CodingRows["freeFigures"][];
  readonly relations: readonly CodingRows["relations"][];
};

/** Under which name a coding keeps each list. */
const KEYS = { links: "links", freeFigures: "figures", relations: "relations" } as const satisfies Record<
  CodingField,
  keyof Lists
>;

export const rowsOf = <F extends CodingField>(lists: Lists, field: F): readonly CodingRows[F][] =>
  lists[KEYS[field]] as unknown as readonly CodingRows[F][];

export const withRows = <L extends Lists>(lists: L, field: CodingField, rows: readonly unknown[]): L => ({
  ...lists,
  [KEYS[field]]: rows,
});

/** The field that a list of a coding is edited as; null for a list that is none. */
export const fieldOfList = (list: string): CodingField | null =>
  (Object.keys(KEYS) as CodingField[]).find((field) => KEYS[field] === list) ?? null;

/** The parties that a value names in words of their own: who stands in a relation, who demands, from whom. */
export function partiesOf(value: unknown): readonly Span[] {
  const row = value as Readonly<Record<string, Span | undefined>>;
  return ["subjectQuote", "objectQuote", "claimant", "addressee"].flatMap((key) => row[key] ?? []);
}
