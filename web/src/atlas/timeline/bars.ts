/** The bars of the timeline: what was seen stands on the line, stacked by family; what was not hangs below it. Pure. */
import type { Family } from "../../../../src/model/index.js";
import type { Timeline } from "../../api/answers.js";
import { type Bin, bins, dayNumber, nextBin } from "../days.js";
import { FAMILY_ORDER } from "../families.js";

export type Piece = { readonly family: Family; readonly count: number };
export type Bar = {
  /** First day, and first day after it. */
  readonly start: number;
  readonly end: number;
  readonly seen: readonly Piece[];
  readonly unseen: readonly Piece[];
  readonly above: number;
  readonly below: number;
};

const sum = (pieces: readonly Piece[]): number => pieces.reduce((total, { count }) => total + count, 0);

function piecesByStart(timeline: Timeline | null): ReadonlyMap<number, readonly Piece[]> {
  return new Map(
    (timeline?.items ?? []).map(({ start, families }) => [
      dayNumber(start),
      FAMILY_ORDER.flatMap((family) =>
        (families[family] ?? 0) > 0 ? [{ family, count: families[family]! }] : [],
      ),
    ]),
  );
}

/** A bar for each stretch between two days, empty ones too. */
export function bars(
  seen: Timeline | null,
  unseen: Timeline | null,
  span: { readonly first: number; readonly last: number },
  by: Bin,
): readonly Bar[] {
  const [above, below] = [piecesByStart(seen), piecesByStart(unseen)];
  return bins(span.first, span.last, by).map((start) => {
    const pieces = { seen: above.get(start) ?? [], unseen: below.get(start) ?? [] };
    return {
      start,
      end: nextBin(start, by),
      ...pieces,
      above: sum(pieces.seen),
      below: sum(pieces.unseen),
    };
  });
}

export type Frame = {
  readonly width: number;
  readonly top: number;
  readonly line: number;
  readonly bottom: number;
};

/** Where days stand on the axis, there and back. */
export function daysToPixels(first: number, end: number, width: number) {
  const days = Math.max(1, end - first);
  return {
    x: (day: number): number => ((day - first) / days) * width,
    day: (x: number): number => first + (Math.max(0, Math.min(width, x)) / width) * days,
  };
}

/**
 * The surfaces of all bars as one path a family, for what was seen and for what was not: a few paths, however many bars.
 * A count is never drawn thinner than half a pixel.
 */
export function barPaths(all: readonly Bar[], frame: Frame, x: (day: number) => number) {
  const most = Math.max(1, ...all.map(({ above }) => above));
  const deepest = Math.max(1, ...all.map(({ below }) => below));
  const unit = (frame.line - frame.top) / most;
  const unitBelow = Math.min(unit, (frame.bottom - frame.line) / deepest);
  const paths = new Map<string, string>();
  const add = (key: string, left: number, top: number, width: number, height: number) => {
    const to = [left, top, width, height].map((n) => Math.round(n * 100) / 100);
    paths.set(key, `${paths.get(key) ?? ""}M${to[0]} ${to[1]}h${to[2]}v${to[3]}h${-to[2]!}z`);
  };
  for (const bar of all) {
    const left = x(bar.start);
    const room = x(bar.end) - left;
    const width = Math.max(0.5, room - Math.min(1, room * 0.2));
    let at = frame.line;
    for (const { family, count } of bar.seen) {
      const height = Math.max(0.5, count * unit);
      at -= height;
      add(`seen ${family}`, left, at, width, height);
    }
    at = frame.line;
    for (const { family, count } of bar.unseen) {
      const height = Math.max(0.5, count * unitBelow);
      add(`unseen ${family}`, left, at, width, height);
      at += height;
    }
  }
  return { paths, most };
}
