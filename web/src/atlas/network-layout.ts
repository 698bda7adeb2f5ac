/** The order of actors in an arc diagram: who stands together often is put close together, so that arcs are short. Pure. */
import type { ActorNetwork } from "../api/answers.js";

export type ArcNode = ActorNetwork["nodes"][number] & {
  /** Place in the answer. */
  readonly index: number;
};
export type Arc = { readonly from: number; readonly to: number; readonly events: number };
/** `from` and `to` are places in `nodes`, the upper one first. */
export type ArcDiagram = { readonly nodes: readonly ArcNode[]; readonly arcs: readonly Arc[] };

const total = (order: readonly number[], ties: readonly Arc[]): number => {
  const place: number[] = [];
  order.forEach((node, at) => {
    place[node] = at;
  });
  return ties.reduce((sum, { from, to, events }) => sum + Math.abs(place[from]! - place[to]!) * events, 0);
};

/** Moves each node in turn to where the arcs are shortest, until none moves: some 30 nodes take a few milliseconds. */
function ordered(start: readonly number[], ties: readonly Arc[]): readonly number[] {
  let best = start;
  let length = total(best, ties);
  for (let moved = true; moved; ) {
    moved = false;
    for (const node of start) {
      const rest = best.filter((other) => other !== node);
      for (let at = 0; at <= rest.length; at++) {
        const tried = [...rest.slice(0, at), node, ...rest.slice(at)];
        const shorter = total(tried, ties);
        if (shorter >= length) continue;
        best = tried;
        length = shorter;
        moved = true;
      }
    }
  }
  return best;
}

/** The `most` actors with most events that stand with another one of them, ordered so that the arcs are short. */
export function arcDiagram({ nodes, edges }: Pick<ActorNetwork, "nodes" | "edges">, most = 30): ArcDiagram {
  const ranked = nodes
    .map((node, index) => ({ ...node, index }))
    .sort((a, b) => b.events - a.events || (a.name < b.name ? -1 : 1));
  const tied = new Set(edges.flatMap(({ from, to }) => (from === to ? [] : [from, to])));
  const chosen = ranked.filter(({ index }) => tied.has(index)).slice(0, most);
  const kept = new Set(chosen.map(({ index }) => index));
  const inside = edges.filter(({ from, to }) => from !== to && kept.has(from) && kept.has(to));
  const order = ordered(
    chosen.map(({ index }) => index),
    inside,
  ).map((index) => chosen.find((node) => node.index === index)!);
  const place = new Map(order.map(({ index }, at) => [index, at] as const));
  return {
    nodes: order,
    arcs: inside
      .map(({ from, to, events }) => {
        const [a, b] = [place.get(from)!, place.get(to)!];
        return { from: Math.min(a, b), to: Math.max(a, b), events };
      })
      .sort((a, b) => a.events - b.events || a.from - b.from || a.to - b.to),
  };
}

/** Sum of the lengths of all arcs, each as often as it has events: what the order makes small. */
export const arcLength = ({ arcs }: ArcDiagram): number =>
  arcs.reduce((sum, { from, to, events }) => sum + (to - from) * events, 0);
