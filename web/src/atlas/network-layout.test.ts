import fc from "fast-check";
import { expect, it } from "vitest";
import { arcDiagram, arcLength } from "./network-layout.js";

type Edge = { from: number; to: number; events: number };
const network = fc.integer({ min: 0, max: 40 }).chain((n) =>
  fc.record({
    nodes: fc.constant(
      Array.from({ length: n }, (_, at) => ({
        name: `actor ${at}`,
        category: "union" as const,
        events: (at * 7) % 11,
      })),
    ),
    edges:
      n === 0
        ? fc.constant<Edge[]>([])
        : fc.array(
            fc.record({ from: fc.nat(n - 1), to: fc.nat(n - 1), events: fc.integer({ min: 1, max: 9 }) }),
            { maxLength: 60 },
          ),
  }),
);

it("shows each actor once, only those that stand with another, and every tie between them", () => {
  fc.assert(
    fc.property(network, (given) => {
      const { nodes, arcs } = arcDiagram(given);
      const shown = new Set(nodes.map(({ index }) => index));
      expect(shown.size).toBe(nodes.length);
      expect(nodes.length).toBeLessThanOrEqual(30);
      const ties = given.edges.filter(({ from, to }) => from !== to && shown.has(from) && shown.has(to));
      expect(arcs).toHaveLength(ties.length);
      for (const { from, to } of arcs) expect(from).toBeLessThan(to);
    }),
  );
});

it("puts together who stands together", () => {
  const nodes = Array.from({ length: 8 }, (_, at) => ({
    name: `actor ${at}`,
    category: "union" as const,
    events: 10 - at,
  }));
  // Two circles that are laced through each other by rank.
  const edges = [0, 2, 4]
    .map((at) => ({ from: at, to: at + 2, events: 5 }))
    .concat([1, 3, 5].map((at) => ({ from: at, to: at + 2, events: 5 })));
  const unordered = edges.reduce((sum, { from, to, events }) => sum + (to - from) * events, 0);
  expect(arcLength(arcDiagram({ nodes, edges }))).toBeLessThan(unordered);
});
