/** The decision on two mentions: one event, for review, part of, realises, held apart, or nothing to say (domain, 4.2). */
import type { Figure } from "../model/coding.js";
import type { Judgement } from "../model/judgement.js";
import type { Profile } from "./profile.js";
import {
  actorsTest,
  actualityTest,
  contains,
  dateTest,
  formTest,
  gap,
  nameTest,
  partly,
  placeTest,
  realises,
  scopeTest,
  type Test,
} from "./tests.js";

/** `relation` null: two events, as most are; nothing is said. `score` orders merges: higher is surer. */
export type Decision = {
  readonly relation: Judgement["relation"] | null;
  readonly reasons: readonly string[];
  readonly score: number;
};

const APART: Decision = { relation: null, reasons: [], score: 0 };

function words(tests: Readonly<Record<string, Test>>): string[] {
  return Object.entries(tests)
    .filter(([, { verdict }]) => verdict !== "none")
    .map(([name, { verdict, reason }]) => `${name} ${verdict}: ${reason}`);
}

/** Both dates are known and share a day, and the places are the same, near, or one in the other. */
const together = (a: Profile, b: Profile, place: Test) => gap(a, b) === 0 && place.verdict !== "different";

/**
 * Merge where no test is different and date, place and form are the same, or the name is and the dates overlap. Review where
 * exactly one of date, place and form is not the same; a different place by itself is no case for review, since any two
 * marches of a day in one country would be one. A sum or campaign and an event in it: `part_of`. A plan and what came about:
 * `realises`. Different ordinals or opposite sides where all else is the same: `different_event`, said aloud.
 */
export function decide(a: Profile, b: Profile): Decision {
  if (a.group !== b.group) return APART;
  const place = placeTest(a, b);
  const name = nameTest(a, b);
  if (place.verdict === "different" && name.verdict !== "same") return APART;
  const date = dateTest(a, b);
  const form = formTest(a, b);
  const actuality = actualityTest(a, b);
  const scope = scopeTest(a, b);
  const actors = actorsTest(a, b);
  const tests = { date, place, form, actuality, scope, actors, name };
  const reasons = words(tests);
  const core = [date, place, form];
  const off = core.filter(({ verdict }) => verdict !== "same").length;
  const others = [actuality, scope, actors, name];
  const objected = others.filter(({ verdict }) => verdict === "different");

  if (scope.verdict === "different") {
    const held =
      partly(a, b) && together(a, b, place) && form.verdict !== "different" && objected.length === 1;
    return held ? { relation: "part_of", reasons, score: 0 } : APART;
  }
  if (actuality.verdict === "different") {
    const came =
      realises(a, b) && together(a, b, place) && form.verdict !== "different" && objected.length === 1;
    return came ? { relation: "realises", reasons, score: 0 } : APART;
  }
  if (objected.length > 0) return off === 0 ? { relation: "different_event", reasons, score: 0 } : APART;
  const named =
    name.verdict === "same" && gap(a, b) === 0 && core.every(({ verdict }) => verdict !== "different");
  if (off === 0 || named) {
    const score =
      4 - off + others.filter(({ verdict }) => verdict === "same").length + (name.verdict === "same" ? 2 : 0);
    return { relation: "same_event", reasons, score };
  }
  return off === 1 ? { relation: "unsure", reasons, score: 0 } : APART;
}

/** Whether the finer of two places lies in the coarser one, whichever it is. */
export const nested = (a: Profile, b: Profile): boolean =>
  a.place !== null && b.place !== null && (contains(a.place, b.place) || contains(b.place, a.place));

const crowdOf = (figures: readonly Figure[]) =>
  figures.find(({ kind, stock }) => kind === "crowd_size" && !stock)?.point ??
  figures.find(({ kind, stock }) => kind === "crowd_size" && !stock)?.low ??
  null;

/** A flag on the sizes of two crowds where they are further apart than a factor of two; never a reason to split. */
export function sizeFlag(a: readonly Figure[], b: readonly Figure[]): string[] {
  const [x, y] = [crowdOf(a), crowdOf(b)];
  if (x === null || y === null || x <= 0 || y <= 0) return [];
  const ratio = Math.max(x / y, y / x);
  return ratio <= 2 ? [] : [`size ${ratio <= 10 ? "tolerated" : "flagged"}: ${x} and ${y}`];
}
