/** The arcs of a text read downwards: children of a token, the stretch under it, and the subject of a verb. */
import type { Tokens } from "../analysis.js";

/** First child and next sibling of each token (-1: none), and the first and last token of the stretch under it. */
export type Tree = {
  readonly tokens: Tokens;
  readonly Child: Int32Array;
  readonly Next: Int32Array;
  readonly Left: Int32Array;
  readonly Right: Int32Array;
};

/** Linear in the number of tokens: leaves are taken off one by one, and each hands its stretch to its head. */
export function treeOf(tokens: Tokens): Tree {
  const n = tokens.length;
  const { Head } = tokens;
  const Child = new Int32Array(n).fill(-1);
  const Next = new Int32Array(n).fill(-1);
  const Left = new Int32Array(n);
  const Right = new Int32Array(n);
  const Open = new Int32Array(n);
  for (let i = n - 1; i >= 0; i--) {
    Left[i] = Right[i] = i;
    const head = Head[i]!;
    if (head < 0) continue;
    Next[i] = Child[head]!;
    Child[head] = i;
    Open[head]!++;
  }
  for (let start = 0; start < n; start++) {
    let i = start;
    // A head before `start` that has just lost its last child goes on upwards at once.
    while (i >= 0 && Open[i] === 0) {
      Open[i] = -1;
      const head = Head[i]!;
      if (head < 0) break;
      if (Left[i]! < Left[head]!) Left[head] = Left[i]!;
      if (Right[i]! > Right[head]!) Right[head] = Right[i]!;
      Open[head]!--;
      if (head > start) break;
      i = head;
    }
  }
  return { tokens, Child, Next, Left, Right };
}

/** Whether the relation is `name`, with or without a subtype. */
export function isRelation(relation: string, name: string): boolean {
  return (
    relation === name ||
    (relation.length > name.length && relation.charCodeAt(name.length) === 58 && relation.startsWith(name))
  );
}
