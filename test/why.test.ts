/** `quipu code --explain`: sentences yield the reasons that are expected of them, and every reason can be given. */
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { rulesCoder } from "../src/coders/index.js";
import type { Explained } from "../src/coders/rules/rules-coder.js";
import { REASON_CODES, speaksAgainst } from "../src/model/why-codes.js";
import { codingOf, reportOf } from "./corpus-code.js";
import { holds, readWhy } from "./why-format.js";

const CORPUS = fileURLToPath(new URL("../corpus/", import.meta.url));

const explained: Explained[] = [];

function explain(text: string, published: string | null): Explained {
  const made = rulesCoder.explain(reportOf(text, { published }), "protest@1.0.0", []);
  explained.push(made);
  return made;
}

for (const file of readdirSync(`${CORPUS}why`)) {
  describe(`corpus/why/${file}`, () => {
    for (const { title, published, text, claims } of readWhy(readFileSync(`${CORPUS}why/${file}`, "utf8"))) {
      test(title, () => {
        const { why } = explain(text, published);
        const near = (code: string) => {
          const field = code.split(".")[0];
          const same = why.filter((one) => one.field === field && one.code !== "type.failed");
          return same.map(
            (one) => `${one.event ? "" : "none "}${one.code} «${one.words?.quote ?? ""}» ${one.says}`,
          );
        };
        for (const claim of claims)
          if (!holds(claim, why))
            throw new Error(`${claim.line}\n  found: ${near(claim.code).join("\n         ")}`);
      });
    }
  });
}

const sample = readFileSync(`${CORPUS}sample/reports.jsonl`, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line) as { text: string; published: string | null });

describe("reasons of the bundled reports", () => {
  for (const [n, { text, published }] of sample.entries()) {
    const report = reportOf(text, { published });

    test(`${n}: the coding is the same with and without them, and they are true to the text`, () => {
      const { why, ...coding } = explain(text, published);
      expect(JSON.stringify(coding)).toBe(JSON.stringify(codingOf(report)));
      const ids = new Set(coding.events.map(({ id }) => id));
      for (const one of why) {
        for (const at of [one.words, one.telling, ...one.cues])
          if (at) expect(text.slice(at.start, at.end)).toBe(at.quote);
        if (one.event !== null) expect(ids).toContain(one.event);
        expect(one.verdict).toBe(speaksAgainst(one.code) ? "against" : "for");
        expect(one.says).not.toMatch(/[{}[\]]|\bundefined\b|\bnull\b/);
      }
    });

    test(`${n}: every value of every event has a reason that speaks for it`, () => {
      const { why, events } = explain(text, published);
      for (const event of events) {
        const of = (field: string, words: { start: number } | null = null) =>
          why.some(
            (one) =>
              one.event === event.id &&
              one.field === field &&
              one.verdict === "for" &&
              (words === null || one.words?.start === words.start),
          );
        for (const field of ["type", "actuality", "scope", "attribution", "confidence"])
          expect(of(field), `${event.id} ${field}`).toBe(true);
        if (event.date.precision !== "U") expect(of("date", event.date.quote), `${event.id} date`).toBe(true);
        for (const { quote } of event.places)
          expect(of("place", quote), `${event.id} ${quote.quote}`).toBe(true);
        for (const { quote } of event.actors)
          expect(of("actor", quote), `${event.id} ${quote.quote}`).toBe(true);
        for (const { quote } of event.figures)
          expect(of("figure", quote), `${event.id} ${quote.quote}`).toBe(true);
        for (const { quote } of event.means)
          expect(of("means", quote), `${event.id} ${quote.quote}`).toBe(true);
        for (const { quote } of event.demands)
          expect(of("demand", quote), `${event.id} ${quote.quote}`).toBe(true);
      }
    });
  }
});

/** Codes that no text of the corpus brings about: rare turns, each read in the code. */
const UNREACHED = new Set<string>([
  "actuality.after_publication",
  "actor.elsewhere",
  "actor.furniture",
  "mention.campaign",
  "scope.mixed",
]);

test("every reason is given for some text of the corpus, but for the few that are listed", () => {
  for (const file of readdirSync(CORPUS).filter((name) => name.endsWith(".txt")))
    for (const part of readFileSync(CORPUS + file, "utf8")
      .split(/^# /m)
      .slice(1)) {
      const published = /"published": "([^"]+)"/.exec(part)?.[1] ?? null;
      explain(part.slice(part.indexOf("\n") + 1).split("\n==>")[0]!, published);
    }
  const given = new Set<string>(explained.flatMap(({ why }) => why.map(({ code }) => code)));
  expect(REASON_CODES.filter((code) => !given.has(code) && !UNREACHED.has(code))).toEqual([]);
  expect([...UNREACHED].filter((code) => given.has(code))).toEqual([]);
});
