/** What can be said of a pair, by key: a relation, and of which side it starts where it has a direction. */
import type { Judgement } from "../../../../src/model/index.js";
import { texts } from "../../texts/index.js";

const t = texts.desk.merge;

export type Verdict = {
  readonly key: string;
  readonly relation: Judgement["relation"];
  /** Which mention is the part, or tells what came about: 0 the left one, 1 the right one. */
  readonly from?: 0 | 1;
  readonly label: string;
};

export const VERDICTS: readonly Verdict[] = [
  { key: "1", relation: "same_event", label: t.relations.same_event },
  { key: "2", relation: "different_event", label: t.relations.different_event },
  { key: "3", relation: "part_of", from: 0, label: t.part_of.left },
  { key: "4", relation: "part_of", from: 1, label: t.part_of.right },
  { key: "5", relation: "realises", from: 0, label: t.realises.left },
  { key: "6", relation: "realises", from: 1, label: t.realises.right },
  { key: "0", relation: "unsure", label: t.relations.unsure },
];
