/** Points of the map as columns, and their grouping by a grid that is fixed to the world: groups stand still while the map moves. Pure. */
import type { Points } from "../../api/answers.js";
import { FAMILY_ORDER, familyOf } from "../families.js";
import type { Reality } from "../realities.js";
import { mercatorX, mercatorY, worldSize } from "./mercator.js";

/** Row i of each column is event i. */
export type PointColumns = {
  readonly count: number;
  readonly id: readonly string[];
  /** Mercator, 0..1. */
  readonly x: Float64Array;
  readonly y: Float64Array;
  /** Place in FAMILY_ORDER; one past its end for a family that is unknown. */
  readonly family: Uint8Array;
  readonly precision: Uint8Array;
  /** 1 where it was seen to take place, 0 where only announced, denied or supposed. */
  readonly seen: Uint8Array;
};

/** Joins answers into columns, each with what its events are: seen or unseen. */
export function pointColumns(answers: readonly (readonly [Points, Reality])[]): PointColumns {
  const count = answers.reduce((sum, [points]) => sum + points.count, 0);
  const made = {
    count,
    id: answers.length === 1 ? answers[0]![0].columns.id : answers.flatMap(([points]) => points.columns.id),
    x: new Float64Array(count),
    y: new Float64Array(count),
    family: new Uint8Array(count),
    precision: new Uint8Array(count),
    seen: new Uint8Array(count),
  };
  let at = 0;
  for (const [{ columns, types, count: rows }, reality] of answers) {
    const families = types.map((type) => {
      const family = familyOf(type);
      return family === null ? FAMILY_ORDER.length : FAMILY_ORDER.indexOf(family);
    });
    for (let row = 0; row < rows; row++, at++) {
      made.x[at] = mercatorX(columns.lon[row]!);
      made.y[at] = mercatorY(columns.lat[row]!);
      made.family[at] = families[columns.type[row]!]!;
      made.precision[at] = columns.precision[row]!;
      made.seen[at] = reality === "seen" ? 1 : 0;
    }
  }
  return made;
}

/** A group of points, or a single one (`count` 1; then `first` is its row). Its middle is the mean of its points. */
export type Cluster = {
  readonly x: number;
  readonly y: number;
  readonly count: number;
  readonly first: number;
  /** How many per family, in FAMILY_ORDER and the unknown last. */
  readonly families: Uint32Array;
  readonly unseen: number;
  readonly west: number;
  readonly east: number;
  readonly north: number;
  readonly south: number;
};

const CELL = 56;

/**
 * Groups points by the cells of a grid of 56 pixels at a whole zoom. One pass: 100,000 points take some ten
 * milliseconds, so no worker is needed. Largest groups first.
 */
export function cluster(points: PointColumns, zoom: number): readonly Cluster[] {
  const cells = Math.ceil(worldSize(zoom) / CELL);
  const kinds = FAMILY_ORDER.length + 1;
  const of = new Map<number, number>();
  const { x, y, family, seen } = points;
  const groups: {
    x: number;
    y: number;
    count: number;
    first: number;
    families: Uint32Array;
    unseen: number;
    west: number;
    east: number;
    north: number;
    south: number;
  }[] = [];
  for (let i = 0; i < points.count; i++) {
    const px = x[i]!;
    const py = y[i]!;
    const cell = Math.floor(py * cells) * cells + Math.floor(px * cells);
    let at = of.get(cell);
    if (at === undefined) {
      at = groups.length;
      of.set(cell, at);
      groups.push({
        x: 0,
        y: 0,
        count: 0,
        first: i,
        families: new Uint32Array(kinds),
        unseen: 0,
        west: px,
        east: px,
        north: py,
        south: py,
      });
    }
    const group = groups[at]!;
    group.x += px;
    group.y += py;
    group.count++;
    group.families[family[i]!]!++;
    if (seen[i] === 0) group.unseen++;
    if (px < group.west) group.west = px;
    if (px > group.east) group.east = px;
    if (py < group.north) group.north = py;
    if (py > group.south) group.south = py;
  }
  for (const group of groups) {
    group.x /= group.count;
    group.y /= group.count;
  }
  return groups.sort((a, b) => b.count - a.count || a.first - b.first);
}

/** Radius of a group in pixels: its area grows with the logarithm of what is in it. */
export const clusterRadius = (count: number): number =>
  count === 1 ? 6 : Math.min(26, 8 + 3.6 * Math.sqrt(Math.log2(count) * 1.6));
