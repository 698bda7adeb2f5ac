/** Complete-link clusters: a thing joins others only where it may stand beside each of them. */

export type Pair = { readonly a: number; readonly b: number; readonly score: number };

/** A cluster of so many profiles takes no more: nothing true has so many differing tellings, and comparing stays cheap. */
const MOST_IN_CLUSTER = 64;

/**
 * Joins by pairs, the highest score first and then by place, where `fits` holds between every member of the one cluster and
 * every member of the other. Returns clusters of two or more, and the pairs that were refused. `fits` is asked at most once
 * for two members that come to meet.
 */
export function completeLink(
  size: number,
  pairs: readonly Pair[],
  fits: (a: number, b: number) => boolean,
): {
  readonly clusterOf: Int32Array;
  readonly members: ReadonlyMap<number, readonly number[]>;
  readonly refused: readonly Pair[];
} {
  const clusterOf = Int32Array.from({ length: size }, (_, i) => i);
  const members = new Map<number, number[]>();
  const refused: Pair[] = [];
  const membersOf = (cluster: number) => members.get(cluster) ?? [cluster];
  const sorted = [...pairs].sort((x, y) => y.score - x.score || x.a - y.a || x.b - y.b);
  for (const pair of sorted) {
    const [x, y] = [clusterOf[pair.a]!, clusterOf[pair.b]!];
    if (x === y) continue;
    const [left, right] = [membersOf(x), membersOf(y)];
    const room = left.length + right.length <= MOST_IN_CLUSTER;
    if (!room || !left.every((a) => right.every((b) => fits(a, b)))) {
      refused.push(pair);
      continue;
    }
    const [into, from] = x < y ? [x, y] : [y, x];
    const joined = [...membersOf(into), ...membersOf(from)];
    for (const i of membersOf(from)) clusterOf[i] = into;
    members.set(into, joined);
    members.delete(from);
  }
  return { clusterOf, members, refused };
}
