/** Tests of the binary form of the name model and of the search for the best labels. */
import { describe, expect, it } from "vitest";
import { BEGIN, follows, LABELS, LAST, labelOf, mayEnd, mayStart, UNIT } from "./labels.js";
import { buildPhraseTable } from "./lists.js";
import {
  inTableOrder,
  type NameModel,
  readModel,
  scorer,
  slotOf,
  tableOf,
  viterbi,
  writeModel,
} from "./model.js";

const model: NameModel = {
  ...tableOf([-5, 17, 99]),
  Weight: Int8Array.from({ length: 3 * LABELS }, (_, i) => (i * 7) % 50),
  Step: Int16Array.from({ length: LABELS * LABELS + 1 }, (_, i) => i % 11),
  WordKey: Int32Array.of(3, 0),
  WordClass: Uint8Array.of(1, 0),
};

describe("readModel", () => {
  it("reads what was written", () => {
    expect(readModel(writeModel(model))).toEqual(model);
    expect(readModel(writeModel(inTableOrder(model)))).toEqual(inTableOrder(model));
  });

  it("refuses other bytes", () => {
    expect(() => readModel(new Uint8Array(64))).toThrow(/names\.bin/);
  });
});

describe("scorer", () => {
  it("adds the weights of every feature that the model has, and of no other", () => {
    const keys = Array.from({ length: 3000 }, (_, i) => Math.imul(i + 1, 0x9e3779b1) | 0);
    const { Key, Row } = tableOf(keys);
    const Weight = Int8Array.from({ length: keys.length * LABELS }, (_, w) => (w % 100) + 1);
    const { add } = scorer({ ...model, Key, Row, Weight }, buildPhraseTable({}));
    const Score = new Int32Array(2 * LABELS);
    for (const [row, key] of keys.entries()) {
      Score.fill(0);
      add(key, 1, Score);
      expect(Score[LABELS - 1]).toBe(0);
      expect(Score.subarray(LABELS)).toEqual(
        Int32Array.from(Weight.subarray(row * LABELS, (row + 1) * LABELS)),
      );
      add(key ^ 0x55555555, 0, Score);
    }
    expect(Score.subarray(0, LABELS).every((score) => score === 0)).toBe(true);
  });
});

describe("tableOf", () => {
  it("finds its keys and no others", () => {
    const keys = Array.from({ length: 5000 }, (_, i) => Math.imul(i + 1, 0x9e3779b1) | 0);
    const { Key, Row } = tableOf(keys);
    for (const [row, key] of keys.entries()) expect(Row[slotOf(Key, key)]).toBe(row);
    expect(slotOf(Key, 12345)).toBe(-1);
    expect(slotOf(Key, 0)).toBe(-1);
  });
});

describe("viterbi", () => {
  it("never gives a sequence that is no sequence of names", () => {
    let state = 1;
    const next = (): number => {
      state = (Math.imul(state, 1103515245) + 12345) & 0x7fffffff;
      return state;
    };
    for (let round = 0; round < 200; round++) {
      const length = 1 + (next() % 9);
      const Score = Int32Array.from({ length: length * LABELS }, () => (next() >> 8) % 100);
      const Label = new Uint8Array(length);
      viterbi(Score, model.Step, 0, length, Label);
      expect(mayStart(Label[0]!)).toBe(true);
      expect(mayEnd(Label[length - 1]!)).toBe(true);
      for (let i = 1; i < length; i++) expect(follows(Label[i - 1]!, Label[i]!)).toBe(true);
    }
  });

  it("takes the best of the sequences", () => {
    const Score = new Int32Array(3 * LABELS);
    Score[labelOf(0, BEGIN)] = 10;
    Score[LABELS + labelOf(0, LAST)] = 10;
    Score[2 * LABELS + labelOf(2, UNIT)] = 10;
    const Label = new Uint8Array(3);
    viterbi(Score, new Int16Array(LABELS * LABELS + 1), 0, 3, Label);
    expect([...Label]).toEqual([labelOf(0, BEGIN), labelOf(0, LAST), labelOf(2, UNIT)]);
  });
});
