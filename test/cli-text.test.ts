import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import { quipu } from "./cli.js";

const folder = mkdtempSync(join(tmpdir(), "quipu-text-"));
afterAll(() => rmSync(folder, { recursive: true }));

const TEXT =
  "ACCRA, 3 May - At least 3,000 dockers marched through Tema on Monday 🚢, the union said.\r\n\r\nPolice\u00a0fired “tear gas”.\n";
const REPORT = { id: "dock-1", text: TEXT, published: "2023-05-03", lang: "en" };

function file(name: string, content: string | Buffer): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

type Spanned = { start: number; end: number };

describe("quipu text", () => {
  test("prints a report a line, with offsets that are true", () => {
    const { code, out, err } = quipu(["text", "-"], `${JSON.stringify(REPORT)}\n`);
    expect([code, err]).toEqual([0, ""]);
    const line = JSON.parse(out);
    expect(line.report).toEqual({ id: "dock-1" });
    for (const token of line.tokens) expect(TEXT.slice(token.start, token.end)).toBe(token.text);
    const words = (list: Spanned[]) => list.map(({ start, end }) => TEXT.slice(start, end));
    expect(words(line.names)).toContain("Tema");
    expect(words(line.times)).toContain("Monday");
    expect(words(line.places)).toContain("Tema");
    expect(line.numbers[0]).toMatchObject({ low: 3000, high: null, hedge: "at least", counts: "docker" });
    expect(line.times.find((t: Spanned) => TEXT.slice(t.start, t.end) === "Monday").value).toBe("2023-05-01");
    const marched = line.predicates.find((p: Spanned) => TEXT.slice(p.start, p.end) === "marched");
    expect(marched).toMatchObject({ tense: "past", polarity: "positive", factuality: 2.9 });
    expect(marched.sites.map(([from, to]: [number, number]) => TEXT.slice(from, to))).toEqual(["Tema"]);
    const heads = line.tokens.map((t: { head: number }) => t.head);
    for (const head of heads) expect(head).toBeLessThan(line.tokens.length);
    expect(heads.filter((head: number) => head < 0)).toHaveLength(line.sentences.length);
  });

  test("prints a table for the reader", () => {
    const { code, out } = quipu(["text", "-", "--format", "table"], `${JSON.stringify(REPORT)}\n`);
    expect(code).toBe(0);
    expect(out).toMatch(/marched +march +VERB/);
    expect(out).toMatch(/number +«At least 3,000» 3000\.\. docker/);
    expect(out).toMatch(/told +«marched» past positive 2\.9 at «Tema»/);
    expect(out).toMatch(/noise +«ACCRA, 3 May -» dateline/);
  });

  test("fills in the columns of a CoNLL-U file, its words and comments as they stand", () => {
    const rows = ["Police", "shot", "two", "men", "."].map(
      (form, i) => `${i + 1}\t${form}${"\t_".repeat(8)}`,
    );
    const { code, out } = quipu([
      "text",
      "--conllu",
      file("in.conllu", `# sent_id = 1\n${rows.join("\n")}\n\n`),
    ]);
    expect(code).toBe(0);
    const lines = out.trimEnd().split("\n");
    expect(lines[0]).toBe("# sent_id = 1");
    expect(lines.slice(1).map((line) => line.split("\t").slice(1, 4).join(" "))).toEqual([
      "Police police NOUN",
      "shot shoot VERB",
      "two two NUM",
      "men man NOUN",
      ". . PUNCT",
    ]);
    expect(lines[2]!.split("\t").slice(6, 8)).toEqual(["0", "root"]);
  });

  test("says which line of a CoNLL-U is wrong, and prints nothing", () => {
    const row = (id: string, head: string) => `${id}\tNo\t_\t_\t_\t_\t${head}\t_\t_\t_`;
    for (const [name, lines, message] of [
      ["columns", ["# text", "1\tNo"], "Line 2 of the CoNLL-U has 2 columns, not 10"],
      ["ids", [row("1", "0"), row("3", "1")], 'Line 2 of the CoNLL-U has the id "3"'],
      ["heads", [row("1", "0"), "", row("1", "9")], 'Line 3 of the CoNLL-U has the head "9"'],
      ["bytes", ["\u0001\ufffd\u202e"], "Line 1 of the CoNLL-U has 1 columns"],
    ] as const) {
      const { code, out, err } = quipu(["text", "--conllu", file(`${name}.conllu`, `${lines.join("\n")}\n`)]);
      expect([code, out]).toEqual([2, ""]);
      expect(err).toContain(message);
      expect(err).not.toContain("at ");
    }
    const nothing = quipu(["text", "--conllu", file("nothing.conllu", "")]);
    expect([nothing.code, nothing.out, nothing.err]).toEqual([0, "", ""]);
  });

  describe("files that are hardly text", () => {
    const next = (() => {
      let state = 3;
      return () => {
        state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
        return state >>> 24;
      };
    })();
    const noise = Buffer.from(Uint8Array.from({ length: 20_000 }, () => next() || 1));
    const letters = Buffer.from(Uint8Array.from({ length: 1_000_000 }, () => 97 + (next() % 26)));

    /** One line of JSON a report, with offsets that are true to the text as the report has it. */
    function expectLines(out: string, text: string): void {
      const line = JSON.parse(out) as { tokens: (Spanned & { text: string })[]; sentences: Spanned[] };
      for (const { start, end, text: form } of line.tokens)
        if (text.slice(start, end) !== form)
          throw new Error(`[${start}, ${end}) is not ${JSON.stringify(form)}`);
      for (const { start, end } of line.sentences)
        expect(0 <= start && start < end && end <= text.length).toBe(true);
    }

    test.each([
      ["random bytes", noise],
      ["a megabyte without a blank", letters],
      ["marks of direction", Buffer.from(`Police\u200f fired \u202etear gas\u202c in \u2066Lima\u2069.\n`)],
    ])("%s", (name, content) => {
      const path = file(`${name}.txt`, content);
      const args = ["text", path, "--lang", "en", "--published", "2023-05-10", "--quiet", "--json"];
      const { code, out, findings } = quipu(args);
      expect([0, 1]).toContain(code);
      expectLines(out, new TextDecoder("utf-8").decode(content));
      for (const one of findings()) expect(one.code).toBe("text.invalid_bytes");
      const table = quipu(["text", path, "--lang", "en", "--format", "table", "--quiet"]);
      expect([0, 1]).toContain(table.code);
      // Nothing in a report can act on the terminal.
      expect(table.out).not.toMatch(/(?!\n)[\p{Cc}\u200e\u200f\u202a-\u202e\u2066-\u2069]/u);
    });

    test("100,000 newlines hold no text, and that is said", () => {
      const { code, out, findings } = quipu(["text", file("newlines.txt", "\n".repeat(100_000)), "--json"]);
      expect([code, out]).toEqual([2, ""]);
      expect(findings().map((one) => one.code)).toContain("text.empty");
    });

    test("unpaired surrogates", () => {
      const text = "Police \ud83d fired tear\udc00 gas in Lima.";
      const record = '{"id":"s","lang":"en","text":"Police \\ud83d fired tear\\udc00 gas in Lima."}';
      const { code, out } = quipu(["text", "--input-format", "jsonl", "--quiet", "-"], record);
      expect([0, 1]).toContain(code);
      expectLines(out, text);
    });
  });

  test("says what is wrong with its input, and goes on", () => {
    const missing = quipu(["text", "--conllu", join(folder, "none.conllu")]);
    expect([missing.code, missing.err]).toEqual([2, expect.stringContaining("cannot be read")]);
    const tabs = quipu(["text", "--conllu", file("bad.conllu", "1 Police shot\n")]);
    expect([tabs.code, tabs.err]).toEqual([2, expect.stringContaining("columns")]);
    const broken = quipu(["text", "--input-format", "jsonl", "-"], `{oops\n${JSON.stringify(REPORT)}\n`);
    expect(broken.code).toBe(1);
    expect(JSON.parse(broken.out).report.id).toBe("dock-1");
    const format = quipu(["text", "--format", "csv", "-"], "x");
    expect([format.code, format.err]).toEqual([2, expect.stringContaining("--format")]);
  });
});
