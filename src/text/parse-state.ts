/** The arc-hybrid transition system: a stack, a buffer, and the arcs built so far, over one sentence. */

export const SHIFT = 0;
/** The top of the stack becomes a dependent of the next word. */
export const LEFT = 1;
/** The top of the stack becomes a dependent of the one under it. */
export const RIGHT = 2;

/** Longest sentence that a state holds. */
export const LONGEST_SENTENCE = 256;

export type ParseState = {
  size: number;
  /** Next word of the buffer. */
  next: number;
  depth: number;
  /** Words on the stack; the root lies under `Stack[0]` and is not stored. */
  readonly Stack: Int16Array;
  readonly Head: Int16Array;
  readonly Label: Uint8Array;
  /** Outermost and second outermost dependents on both sides, -1 for none. */
  readonly Left1: Int16Array;
  readonly Left2: Int16Array;
  readonly Right1: Int16Array;
  readonly Right2: Int16Array;
  readonly LeftCount: Uint8Array;
  readonly RightCount: Uint8Array;
};

export function parseState(): ParseState {
  const size = LONGEST_SENTENCE;
  return {
    size: 0,
    next: 0,
    depth: 0,
    Stack: new Int16Array(size),
    Head: new Int16Array(size),
    Label: new Uint8Array(size),
    Left1: new Int16Array(size),
    Left2: new Int16Array(size),
    Right1: new Int16Array(size),
    Right2: new Int16Array(size),
    LeftCount: new Uint8Array(size),
    RightCount: new Uint8Array(size),
  };
}

/** Makes the state ready for a sentence of `size` words. */
export function reset(state: ParseState, size: number): void {
  state.size = size;
  state.next = 0;
  state.depth = 0;
  for (const column of [state.Head, state.Left1, state.Left2, state.Right1, state.Right2])
    column.fill(-1, 0, size);
  for (const column of [state.Label, state.LeftCount, state.RightCount]) column.fill(0, 0, size);
}

/** Whether a move is allowed. The root takes its one dependent last. */
export function allowed(state: ParseState, move: number): boolean {
  if (move === SHIFT) return state.next < state.size;
  if (move === LEFT) return state.depth > 0 && state.next < state.size;
  return state.depth > 1 || (state.depth === 1 && state.next === state.size);
}

/** Makes a move; `label` names the arc of `LEFT` and `RIGHT`. */
export function apply(state: ParseState, move: number, label: number): void {
  if (move === SHIFT) {
    state.Stack[state.depth++] = state.next++;
    return;
  }
  const child = state.Stack[--state.depth]!;
  state.Label[child] = label;
  if (move === LEFT) {
    const head = state.next;
    state.Head[child] = head;
    state.Left2[head] = state.Left1[head]!;
    state.Left1[head] = child;
    state.LeftCount[head]!++;
  } else if (state.depth > 0) {
    const head = state.Stack[state.depth - 1]!;
    state.Head[child] = head;
    state.Right2[head] = state.Right1[head]!;
    state.Right1[head] = child;
    state.RightCount[head]!++;
  } else {
    state.Head[child] = -1;
  }
}

/** Whether every word has its head. */
export const finished = (state: ParseState): boolean => state.next === state.size && state.depth === 0;
