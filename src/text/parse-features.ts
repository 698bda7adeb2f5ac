/** The hashed features of a parser state, after Zhang and Nivre (2011), for the arc-hybrid system. */
import type { ParseState } from "./parse-state.js";
import { mix } from "./perceptron.js";

export const PARSE_FEATURES = 96;

const NONE = 0x2a2a;

/** Writes the features of `state` over the words that begin at `first` and returns how many. `Tag` holds tag codes. */
export function parseFeatures(
  state: ParseState,
  Word: Int32Array,
  Tag: Uint8Array,
  first: number,
  out: Int32Array,
): number {
  const { Stack, depth, next, size, Left1, Left2, Right1, Right2, Label } = state;
  const s0 = depth > 0 ? Stack[depth - 1]! : -1;
  const s1 = depth > 1 ? Stack[depth - 2]! : -1;
  const s2 = depth > 2 ? Stack[depth - 3]! : -1;
  const b0 = next < size ? next : -1;
  const b1 = next + 1 < size ? next + 1 : -1;
  const b2 = next + 2 < size ? next + 2 : -1;
  const word = (i: number): number => (i < 0 ? NONE : Word[first + i]!);
  const tag = (i: number): number => (i < 0 ? 255 : Tag[first + i]!);
  const left1 = (i: number): number => (i < 0 ? -1 : Left1[i]!);
  const left2 = (i: number): number => (i < 0 ? -1 : Left2[i]!);
  const right1 = (i: number): number => (i < 0 ? -1 : Right1[i]!);
  const right2 = (i: number): number => (i < 0 ? -1 : Right2[i]!);
  const label = (i: number): number => (i < 0 ? 255 : Label[i]!);
  let n = 0;
  const w0 = word(s0);
  const w1 = word(s1);
  const wb0 = word(b0);
  const wb1 = word(b1);
  const t0 = tag(s0);
  const t1 = tag(s1);
  const t2 = tag(s2);
  const tb0 = tag(b0);
  const tb1 = tag(b1);
  const tb2 = tag(b2);
  const add = (template: number, value: number): void => {
    out[n++] = mix(template, value);
  };
  add(0, (depth > 2 ? 3 : depth) * 4 + Math.min(3, size - next));
  add(1, w0);
  add(2, t0);
  add(3, mix(w0, t0));
  add(4, w1);
  add(5, t1);
  add(6, mix(w1, t1));
  add(7, wb0);
  add(8, tb0);
  add(9, mix(wb0, tb0));
  add(10, mix(wb1, tb1));
  add(11, tb1);
  add(12, mix(word(b2), tb2));
  add(13, tb2);
  add(14, mix(word(s2), t2));
  add(15, t2);
  // Pairs of the top of the stack with the next word, and with the word under it.
  const s0wt = mix(w0, t0);
  const s1wt = mix(w1, t1);
  const b0wt = mix(wb0, tb0);
  add(16, mix(s0wt, b0wt));
  add(17, mix(s0wt, wb0));
  add(18, mix(w0, b0wt));
  add(19, mix(s0wt, tb0));
  add(20, mix(t0, b0wt));
  add(21, mix(w0, wb0));
  add(22, mix(t0, tb0));
  add(23, mix(s1wt, s0wt));
  add(24, mix(s1wt, t0));
  add(25, mix(t1, s0wt));
  add(26, mix(w1, w0));
  add(27, mix(t1, t0));
  add(28, mix(s1wt, tb0));
  add(29, mix(t1, b0wt));
  add(30, mix(t1, tb0));
  add(31, mix(w1, wb0));
  add(32, mix(tb0, tb1));
  add(33, mix(wb0, wb1));
  add(34, mix(t0, mix(tb0, tb1)));
  add(35, mix(tb0, mix(tb1, tb2)));
  add(36, mix(t1, mix(t0, tb0)));
  add(37, mix(t2, mix(t1, t0)));
  add(38, mix(t1, mix(t0, mix(tb0, tb1))));
  add(39, mix(s0wt, mix(tb0, tb1)));
  add(40, mix(w1, mix(t0, tb0)));
  add(41, mix(t1, mix(w0, tb0)));
  add(42, mix(t1, mix(t0, wb0)));
  // Dependents found so far.
  const s0l = left1(s0);
  const s0r = right1(s0);
  const s1l = left1(s1);
  const s1r = right1(s1);
  const b0l = left1(b0);
  const s0l2 = left2(s0);
  const s0r2 = right2(s0);
  const s1r2 = right2(s1);
  const b0l2 = left2(b0);
  add(43, mix(t0, mix(tag(s0l), tb0)));
  add(44, mix(t0, mix(tag(s0r), tb0)));
  add(45, mix(t0, mix(tag(b0l), tb0)));
  add(46, mix(t1, mix(tag(s1l), t0)));
  add(47, mix(t1, mix(tag(s1r), t0)));
  add(48, mix(t1, mix(t0, tag(s0l))));
  add(49, mix(t1, mix(t0, tag(s0r))));
  add(50, mix(word(s0l), t0));
  add(51, mix(word(s0r), t0));
  add(52, mix(word(s1l), t1));
  add(53, mix(word(s1r), t1));
  add(54, mix(word(b0l), tb0));
  add(55, mix(label(s0l), mix(t0, tb0)));
  add(56, mix(label(s0r), mix(t0, tb0)));
  add(57, mix(label(s1l), mix(t1, t0)));
  add(58, mix(label(s1r), mix(t1, t0)));
  add(59, mix(label(b0l), tb0));
  add(60, mix(w0, mix(label(s0l), label(s0l2))));
  add(61, mix(w0, mix(label(s0r), label(s0r2))));
  add(62, mix(w1, mix(label(s1r), label(s1r2))));
  add(63, mix(wb0, mix(label(b0l), label(b0l2))));
  add(64, mix(t0, mix(label(s0l), label(s0l2))));
  add(65, mix(t0, mix(label(s0r), label(s0r2))));
  add(66, mix(t1, mix(label(s1r), label(s1r2))));
  add(67, mix(tb0, mix(label(b0l), label(b0l2))));
  add(68, mix(t0, mix(tag(s0l), tag(s0l2))));
  add(69, mix(t0, mix(tag(s0r), tag(s0r2))));
  add(70, mix(t1, mix(tag(s1r), tag(s1r2))));
  // Distances.
  const gap = s0 < 0 || b0 < 0 ? 0 : bucket(b0 - s0);
  const gap1 = s0 < 0 || s1 < 0 ? 0 : bucket(s0 - s1);
  add(71, mix(w0, gap));
  add(72, mix(t0, mix(tb0, gap)));
  add(73, mix(wb0, gap));
  add(74, mix(t1, mix(t0, gap1)));
  add(75, mix(w1, gap1));
  add(76, mix(w0, mix(7, gap1)));
  const s0count = s0 < 0 ? 0 : Math.min(4, state.LeftCount[s0]!) * 8 + Math.min(4, state.RightCount[s0]!);
  const s1count = s1 < 0 ? 0 : Math.min(4, state.RightCount[s1]!);
  add(77, mix(w0, s0count));
  add(78, mix(t0, mix(s0count, tb0)));
  add(79, mix(w1, s1count));
  add(80, mix(t1, mix(s1count, t0)));
  return n;
}

const bucket = (distance: number): number => (distance < 5 ? distance : distance < 10 ? 5 : 6);
