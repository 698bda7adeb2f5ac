import { describe, expect, it } from "vitest";
import { readConllu, writeConllu } from "./conllu.js";

const TEXT = [
  "# text = They don't march.",
  "1\tThey\tthey\tPRON\tPRP\tCase=Nom\t4\tnsubj\t_\t_",
  "2-3\tdon't\t_\t_\t_\t_\t_\t_\t_\t_",
  "2\tdo\tdo\tAUX\tVBP\tVerbForm=Fin\t4\taux\t_\t_",
  "3\tn't\tnot\tPART\tRB\tPolarity=Neg\t4\tadvmod\t_\t_",
  "3.1\tx\tx\t_\t_\t_\t_\t_\t0:root\t_",
  "4\tmarch\tmarch\tVERB\tVB\tVerbForm=Inf\t0\troot\t_\tSpaceAfter=No",
  "5\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_",
  "",
  "# text = No.",
  "1\tNo\tno\tINTJ\tUH\t_\t0\troot\t_\t_",
  "",
  "",
].join("\n");

describe("conllu", () => {
  it("reads words, leaves out ranges and empty nodes, and counts heads from 0", () => {
    const [first, second] = readConllu(TEXT);
    expect(first!.form).toEqual(["They", "do", "n't", "march", "."]);
    expect(first!.head).toEqual([3, 3, 3, -1, 3]);
    expect(first!.feats[4]).toBe("");
    expect(second!.form).toEqual(["No"]);
  });

  it("writes back what it read when the prediction is the same", () => {
    const written = readConllu(TEXT)
      .map((sentence) => writeConllu(sentence, sentence))
      .join("");
    expect(written.trimEnd()).toBe(TEXT.trimEnd());
  });

  it("says which line has too few columns", () => {
    expect(() => readConllu("# x\n1\tno\ttabs\n")).toThrow(/Line 2 .* 3 columns/);
  });

  const line = (id: string, form: string, head: string) => `${id}\t${form}\t_\t_\t_\t_\t${head}\t_\t_\t_`;

  it.each([
    [
      "an id that is none",
      [line("1", "No", "0"), line("x", "men", "1")],
      /Line 2 .* the id "x", where word 2/,
    ],
    ["a gap in the ids", [line("1", "No", "0"), line("3", "men", "1")], /Line 2 .* the id "3", where word 2/],
    ["no first word", ["# text", line("2", "men", "0")], /Line 2 .* where word 1/],
    ["an empty form", [line("1", "", "0")], /Line 1 .* no form/],
    ["a head outside", ["", "# text", line("1", "No", "0"), line("2", "men", "7")], /Line 4 .* the head "7"/],
    ["a head that is no number", [line("1", "No", "root")], /Line 1 .* the head "root"/],
    ["a word under itself", [line("1", "No", "1")], /Line 1 .* the head "1"/],
    [
      "a head in the second sentence",
      [line("1", "No", "0"), "", line("1", "No", "-3"), ""],
      /Line 3 .* the head "-3"/,
    ],
  ])("says which line has %s", (_, lines, message) => {
    expect(() => readConllu(lines.join("\n"))).toThrow(message);
  });

  it("passes over a byte order mark and reads lines that end in CR LF", () => {
    expect(readConllu(`\ufeff# text\r\n${line("1", "No", "0")}\r\n\r\n`)[0]!.form).toEqual(["No"]);
  });
});
