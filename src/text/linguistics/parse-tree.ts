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
    let top = Score[row + n]!;
    for (let j = 0; j < n; j++) {
      const score = Score[row + j]!;
      if (score > top && j !== i) {
        top = score;
        best = j;
      }
    }
    Head[i] = best === n ? -1 : best;
    if (best === n) roots++;
  }
  if (roots === 1 && !hasCycle(Head, n)) return;
  spanningTree(Score, n, columns, Head);
}

function hasCycle(Head: Int32Array, n: number): boolean {
  const { Seen } = roomFor(n + 1);
  Seen.fill(0, 0, n);
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

/**
 * The live nodes of a graph: words, and cycles merged into one. A merged node takes the place of its first member.
 * `Weight[to * size + from]`; `Source` and `Target` remember which words an arc between places really joins; `Best` is where
 * the best arc into a place comes from.
 */
type Graph = {
  readonly size: number;
  readonly root: number;
  readonly live: number[];
  readonly Weight: Float64Array;
  readonly Source: Int32Array;
  readonly Target: Int32Array;
  readonly Best: Int32Array;
  /** Room to mark the members of a cycle, and to note in which round a node was seen; 0 between uses. */
  readonly Inside: Uint8Array;
  readonly Seen: Int32Array;
};

/**
 * Chu-Liu-Edmonds over a dense matrix: cycles of best arcs become nodes until there are none, which costs O(n) each, then
 * the last one first is taken apart where its arc comes in.
 */
function spanningTree(Score: Float32Array, n: number, columns: number, Head: Int32Array): void {
  const graph = newGraph(Score, n, columns);
  const { root, Best } = graph;
  // Nodes: the words, then each cycle. Of each its place, the cycle it is in, and the arc that leads into it.
  const { Node, Within, To, From } = room;
  for (let i = 0; i < n; i++) Node[i] = i;
  Within.fill(-1, 0, 2 * n);
  const keepArc = (place: number): void => {
    const at = place * graph.size + Best[place]!;
    To[Node[place]!] = graph.Target[at]!;
    From[Node[place]!] = graph.Source[at]!;
  };
  let nodes = n;
  for (let cycle = cycleIn(graph); cycle !== null; cycle = cycleIn(graph)) {
    for (const place of cycle) {
      keepArc(place);
      Within[Node[place]!] = nodes;
    }
    merge(graph, cycle);
    Node[cycle[0]!] = nodes++;
  }
  for (const place of graph.live) if (place !== root) keepArc(place);
  for (let node = nodes - 1; node >= n; node--) {
    let member = To[node]!;
    while (Within[member] !== node) member = Within[member]!;
    To[member] = To[node]!;
    From[member] = From[node]!;
  }
  for (let word = 0; word < n; word++) Head[word] = From[word] === root ? -1 : From[word]!;
}

const newRoom = (size: number) => ({
  size,
  Weight: new Float64Array(size * size),
  Source: new Int32Array(size * size),
  Target: new Int32Array(size * size),
  Best: new Int32Array(size),
  Inside: new Uint8Array(size),
  Seen: new Int32Array(size),
  Node: new Int32Array(size),
  Within: new Int32Array(2 * size),
  To: new Int32Array(2 * size),
  From: new Int32Array(2 * size),
});

/** Room for a graph, used again for the next one: most graphs are small, and few sentences need one. */
let room = newRoom(64);

function roomFor(size: number): typeof room {
  if (room.size < size) room = newRoom(size);
  return room;
}

function newGraph(Score: Float32Array, n: number, columns: number): Graph {
  const size = n + 1;
  const root = n;
  const cells = size * size;
  const { Weight, Source, Target, Best, Inside, Seen } = roomFor(size);
  for (let to = 0; to < n; to++) {
    const row = to * size;
    for (let from = 0; from < n; from++) {
      Weight[row + from] = Score[to * columns + from]!;
      Source[row + from] = from;
      Target[row + from] = to;
    }
    Weight[row + to] = -Infinity;
    Weight[row + root] = Score[to * columns + root]! + ROOT_PRICE;
    Source[row + root] = root;
    Target[row + root] = to;
  }
  Weight.fill(-Infinity, n * size, cells);
  const live: number[] = [];
  for (let i = 0; i < size; i++) live.push(i);
  const graph = {
    size,
    root,
    live,
    Weight,
    Source,
    Target,
    Best,
    Inside,
    Seen,
  };
  for (let to = 0; to < n; to++) findBest(graph, to);
  return graph;
}

function findBest({ size, live, Weight, Best }: Graph, to: number): void {
  const row = to * size;
  let chosen = -1;
  let top = -Infinity;
  for (let k = 0; k < live.length; k++) {
    const from = live[k]!;
    if (from === to) continue;
    const weight = Weight[row + from]!;
    if (chosen < 0 || weight > top) {
      top = weight;
      chosen = from;
    }
  }
  Best[to] = chosen;
}

/** Makes one node of a cycle, in the place of its first member. */
function merge(graph: Graph, cycle: readonly number[]): void {
  const { size, live, Weight, Best, Inside } = graph;
  const place = cycle[0]!;
  const inner = cycle.map((to) => Weight[to * size + Best[to]!]!);
  let total = 0;
  for (const weight of inner) total += weight;
  for (const node of cycle) Inside[node] = 1;
  let kept = 0;
  for (let k = 0; k < live.length; k++) {
    const node = live[k]!;
    if (Inside[node] === 1) continue;
    live[kept++] = node;
    // The best arc from outside into the cycle breaks it at `member`.
    let member = -1;
    let most = -Infinity;
    let giver = place;
    for (let c = 0; c < cycle.length; c++) {
      const to = cycle[c]!;
      const weight = Weight[to * size + node]! - inner[c]! + total;
      if (member < 0 || weight > most) {
        member = to;
        most = weight;
      }
      if (Weight[node * size + to]! > Weight[node * size + giver]!) giver = to;
    }
    move(graph, member * size + node, place * size + node);
    Weight[place * size + node] = most;
    move(graph, node * size + giver, node * size + place);
    if (Inside[Best[node]!] === 1) Best[node] = place;
  }
  for (const node of cycle) Inside[node] = 0;
  live[kept++] = place;
  live.length = kept;
  findBest(graph, place);
}

/** Puts an arc in the place of another. */
function move({ Weight, Source, Target }: Graph, from: number, to: number): void {
  Weight[to] = Weight[from]!;
  Source[to] = Source[from]!;
  Target[to] = Target[from]!;
}

/** A cycle of best arcs, or null. */
function cycleIn({ size, root, live, Best, Seen }: Graph): number[] | null {
  Seen.fill(0, 0, size);
  for (let round = 1; round <= live.length; round++) {
    let node = live[round - 1]!;
    while (node !== root && Seen[node] === 0) {
      Seen[node] = round;
      node = Best[node]!;
    }
    if (node === root || Seen[node] !== round) continue;
    const cycle = [node];
    for (let next = Best[node]!; next !== node; next = Best[next]!) cycle.push(next);
    return cycle;
  }
  return null;
}
