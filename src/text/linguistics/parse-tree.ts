/** The best tree from pair scores: each word's best head where that is a tree, else Chu, Liu and Edmonds' algorithm. */

/**
 * Heads of `n` words from `Score` (row a word, `columns` long; column `n` is the root, whose head index is -1).
 * Exactly one word gets the root.
 */
export function bestTree(Score: Float32Array, n: number, columns: number, Head: Int32Array): void {
  let roots = 0;
  for (let i = 0; i < n; i++) {
    const row = i * columns;
    let best = n;
    for (let j = 0; j < n; j++) if (j !== i && Score[row + j]! > Score[row + best]!) best = j;
    Head[i] = best === n ? -1 : best;
    if (best === n) roots++;
  }
  if (roots === 1 && !hasCycle(Head, n)) return;
  spanningTree(Score, n, columns, Head);
}

function hasCycle(Head: Int32Array, n: number): boolean {
  const Seen = new Int32Array(n);
  for (let i = 0; i < n; i++) {
    let word = i;
    while (word >= 0 && Seen[word] === 0) {
      Seen[word] = i + 1;
      word = Head[word]!;
    }
    if (word >= 0 && Seen[word] === i + 1) return true;
  }
  return false;
}

/** Added to every root score, so that the best tree uses the root once. */
const ROOT_PRICE = -1e5;

/** Chu-Liu-Edmonds over a dense matrix in O(n²) per contraction: nodes are merged in place. */
function spanningTree(Score: Float32Array, n: number, columns: number, Head: Int32Array): void {
  const size = n + 1;
  const root = n;
  // Weight[to * size + from]; Source and Target remember which words an arc between merged nodes really joins.
  const Weight = new Float64Array(size * size).fill(-Infinity);
  const Source = new Int32Array(size * size);
  const Target = new Int32Array(size * size);
  for (let to = 0; to < n; to++) {
    for (let from = 0; from <= n; from++) {
      if (from === to) continue;
      Weight[to * size + from] = Score[to * columns + from]! + (from === root ? ROOT_PRICE : 0);
      Source[to * size + from] = from;
      Target[to * size + from] = to;
    }
  }
  const heads = contract(
    Weight,
    Source,
    Target,
    Array.from({ length: size }, (_, i) => i),
    size,
    root,
  );
  for (const [to, from] of heads) Head[to] = from === root ? -1 : from;
}

/** Heads of the words inside the live nodes, as pairs of word and head. */
function contract(
  Weight: Float64Array,
  Source: Int32Array,
  Target: Int32Array,
  live: readonly number[],
  size: number,
  root: number,
): Array<[number, number]> {
  const best = new Map<number, number>();
  for (const to of live) {
    if (to === root) continue;
    let chosen = -1;
    for (const from of live) {
      if (from !== to && (chosen < 0 || Weight[to * size + from]! > Weight[to * size + chosen]!))
        chosen = from;
    }
    best.set(to, chosen);
  }
  const cycle = cycleIn(best, root);
  const arc = (to: number, from: number): [number, number] => [
    Target[to * size + from]!,
    Source[to * size + from]!,
  ];
  if (cycle === null) return [...best].map(([to, from]) => arc(to, from));

  // The cycle becomes one node, under the name of its first member.
  const inside = new Set(cycle);
  const name = cycle[0]!;
  const inner = new Map(
    cycle.map((to) => [to, { weight: Weight[to * size + best.get(to)!]!, arc: arc(to, best.get(to)!) }]),
  );
  const entry = new Map<number, number>();
  const total = cycle.reduce((sum, to) => sum + inner.get(to)!.weight, 0);
  const outside = live.filter((node) => !inside.has(node));
  for (const node of outside) {
    // The best arc from outside into the cycle breaks it at `member`.
    let member = -1;
    let most = -Infinity;
    for (const to of cycle) {
      const weight = Weight[to * size + node]! - inner.get(to)!.weight + total;
      if (member < 0 || weight > most) [member, most] = [to, weight];
    }
    entry.set(Source[member * size + node]! * size + Target[member * size + node]!, member);
    let giver = -1;
    for (const from of cycle) {
      if (giver < 0 || Weight[node * size + from]! > Weight[node * size + giver]!) giver = from;
    }
    const [inSource, inTarget] = [Source[member * size + node]!, Target[member * size + node]!];
    const [outWeight, outSource, outTarget] = [
      Weight[node * size + giver]!,
      Source[node * size + giver]!,
      Target[node * size + giver]!,
    ];
    Weight[name * size + node] = most;
    Source[name * size + node] = inSource;
    Target[name * size + node] = inTarget;
    Weight[node * size + name] = outWeight;
    Source[node * size + name] = outSource;
    Target[node * size + name] = outTarget;
  }
  const arcs = contract(Weight, Source, Target, [...outside, name], size, root);
  // One arc enters the cycle; every other member keeps its arc inside.
  let broken = -1;
  for (const [to, from] of arcs) {
    const member = entry.get(from * size + to);
    if (member !== undefined) broken = member;
  }
  for (const to of cycle) if (to !== broken) arcs.push(inner.get(to)!.arc);
  return arcs;
}

function cycleIn(best: ReadonlyMap<number, number>, root: number): number[] | null {
  const state = new Map<number, number>();
  let round = 0;
  for (const start of best.keys()) {
    round++;
    let node = start;
    while (node !== root && !state.has(node)) {
      state.set(node, round);
      node = best.get(node)!;
    }
    if (node === root || state.get(node) !== round) continue;
    const cycle = [node];
    for (let next = best.get(node)!; next !== node; next = best.get(next)!) cycle.push(next);
    return cycle;
  }
  return null;
}
