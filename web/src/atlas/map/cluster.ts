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
  /** Place in `types`. */
  readonly type: Uint16Array;
  readonly types: readonly string[];
  /** Days since 1970-01-01; null where undated. */
  readonly day: readonly (number | null)[];
  /** 1 where it was seen to take place, 0 where only announced, denied or supposed. */
  readonly seen: Uint8Array;
};

/** Joins answers into columns, each with what its events are: seen or unseen. */
export function pointColumns(answers: readonly (readonly [Points, Reality])[]): PointColumns {
  const count = answers.reduce((sum, [points]) => sum + points.count, 0);
  const types = [...new Set(answers.flatMap(([points]) => points.types))];
  const made = {
    count,
    types,
    type: new Uint16Array(count),
    day: answers.flatMap(([points]) => points.columns.day),
    id: answers.length === 1 ? answers[0]![0].columns.id : answers.flatMap(([points]) => points.columns.id),
    x: new Float64Array(count),
    y: new Float64Array(count),
    family: new Uint8Array(count),
    precision: new Uint8Array(count),
    seen: new Uint8Array(count),
  };
  let at = 0;
  for (const [{ columns, types: own, count: rows }, reality] of answers) {
    const places = own.map((type) => types.indexOf(type));
    const families = own.map((type) => {
      const family = familyOf(type);
      return family === null ? FAMILY_ORDER.length : FAMILY_ORDER.indexOf(family);
    });
    for (let row = 0; row < rows; row++, at++) {
      made.x[at] = mercatorX(columns.lon[row]!);
      made.y[at] = mercatorY(columns.lat[row]!);
      made.family[at] = families[columns.type[row]!]!;
      made.type[at] = places[columns.type[row]!]!;
      made.precision[at] = columns.precision[row]!;
      made.seen[at] = reality === "seen" ? 1 : 0;
    }
  }
  return made;
}

type Group = {
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
};

/**
 * A group of points, or a single one (`count` 1; then `first` is its row), at a place among its points. `families`: how
 * many per family, in FAMILY_ORDER and the unknown last.
 */
export type Cluster = Readonly<Group>;

const CELL = 56;

/**
 * Groups points by the cells of a grid of 56 pixels at a zoom. One pass: 100,000 points take some ten
 * milliseconds, so no worker is needed. Largest groups first.
 */
export function cluster(points: PointColumns, zoom: number): readonly Cluster[] {
  const cells = Math.ceil(worldSize(zoom) / CELL);
  const kinds = FAMILY_ORDER.length + 1;
  const of = new Map<number, number>();
  const { x, y, family, seen } = points;
  const groups: Group[] = [];
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
  return apart(
    groups.sort((a, b) => b.count - a.count || a.first - b.first),
    worldSize(zoom),
  ).sort((a, b) => b.count - a.count || a.first - b.first);
}

/** Takes groups whose circles would run into a larger one's into that one, so that every number can be read. Largest first. */
function apart(groups: readonly Group[], size: number): Group[] {
  const kept = new Map<string, Group[]>();
  const all: Group[] = [];
  for (const group of groups) {
    const [cx, cy] = [Math.floor((group.x * size) / CELL), Math.floor((group.y * size) / CELL)];
    const reach = clusterRadius(group.count) + 3;
    const near = [-1, 0, 1]
      .flatMap((dx) => [-1, 0, 1].flatMap((dy) => kept.get(`${cx + dx} ${cy + dy}`) ?? []))
      .find(
        (other) =>
          Math.hypot(other.x - group.x, other.y - group.y) * size < reach + clusterRadius(other.count),
      );
    if (near !== undefined) {
      join(near, group);
      continue;
    }
    all.push(group);
    const cell = `${cx} ${cy}`;
    const there = kept.get(cell);
    if (there === undefined) kept.set(cell, [group]);
    else there.push(group);
  }
  return all;
}

/** The larger one stays where it is: its middle may lie a little off the mean of all. */
function join(into: Group, other: Group): void {
  into.count += other.count;
  into.unseen += other.unseen;
  other.families.forEach((count, family) => {
    into.families[family]! += count;
  });
  into.west = Math.min(into.west, other.west);
  into.east = Math.max(into.east, other.east);
  into.north = Math.min(into.north, other.north);
  into.south = Math.max(into.south, other.south);
}

/** Radius of a group in pixels: its area grows with the logarithm of what is in it. */
export const clusterRadius = (count: number): number =>
  count === 1 ? 6 : Math.min(26, 8 + 3.6 * Math.sqrt(Math.log2(count) * 1.6));
