/** Runs the examples and counter-examples that stand beside the rules in languages/en/time/*.yaml. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";
import { parse } from "yaml";
import { sentences } from "../linguistics/sentences.js";
import { tokenise } from "../linguistics/tokens.js";
import { times } from "./times.js";

type Rule = { id: string; examples?: string[]; counter?: string[] };

const folder = fileURLToPath(new URL("../../../languages/en/time/", import.meta.url));
const rules = readdirSync(folder).flatMap(
  (name) => (parse(readFileSync(folder + name, "utf8")) as { rules?: Rule[] }).rules ?? [],
);

const read = (text: string, published: string | null) => {
  const tokens = tokenise(text);
  return times(text, tokens, sentences(text, tokens), published);
};

/**
 * `text with «quote» => VALUE from..to | words=TIMEX3; words=TIMEX3 @published`: a dash for an open side, and after the
 * bar what TIMEX3 marks where that is not the quote with its value ("none" for nothing).
 */
const EXAMPLE = /^(.*)«(.*)»(.*) => (\S+)(?: (\S+)\.\.(\S+))?(?: \| (.*?))?(?: @(\S+))?$/;

describe("the examples of the time rules", () => {
  for (const rule of rules) {
    for (const example of rule.examples ?? []) {
      it(`${rule.id}: ${example}`, () => {
        const match = EXAMPLE.exec(example);
        expect(match, "is an example").not.toBeNull();
        const [, before, quote, after, value, from, to, marks, published] = match as unknown as string[];
        const text = before! + quote! + after!;
        const found = read(text, published ?? "2023-07-22");
        const time = found.find((t) => t.start === before!.length);
        expect(time, JSON.stringify(found)).toBeDefined();
        expect({ end: time!.end, value: time!.value }).toEqual({
          end: before!.length + quote!.length,
          value,
        });
        if (from !== undefined) {
          expect([time!.from ?? "-", time!.to ?? "-"]).toEqual([from, to]);
        }
        const marked = time!.timex.map((t) => `${text.slice(t.start, t.end)}=${t.value}`).join("; ");
        if (marks !== undefined) expect(marked || "none").toBe(marks);
      });
    }
    for (const text of rule.counter ?? []) {
      it(`${rule.id}, not: ${text}`, () => {
        expect(read(text, "2023-07-22")).toEqual([]);
      });
    }
  }
});
