/** Whose words tell an event, and what the cue makes of them; the voices themselves are tested in corpus/voices.txt. */
import { describe, expect, it } from "vitest";
import { codingOf, reportOf } from "../../../../test/corpus-code.js";

const told = (text: string): string[] =>
  codingOf(reportOf(text, { published: "2023-05-10" })).events.map(
    ({ attribution: { voice, evidentiality, quote } }) => {
      if (quote) expect(text.slice(quote.start, quote.end)).toBe(voice);
      return `${voice}: ${evidentiality}`;
    },
  );

describe("attribution", () => {
  const cases: ReadonlyArray<readonly [text: string, ...wanted: string[]]> = [
    ["Police arrested nine fishermen in Mwanza on Monday.", "narrator: asserted"],
    ["The union said police arrested nine fishermen in Mwanza on Monday.", "The union: reported"],
    ["The union alleged that police beat nine fishermen in Mwanza on Monday.", "The union: alleged"],
    ["The army admitted that soldiers shot two farmers in Mwanza on Monday.", "The army: admitted"],
    ["Soldiers allegedly shot two farmers in Mwanza on Monday.", "narrator: alleged"],
    ["Soldiers reportedly shot two farmers in Mwanza on Monday.", "narrator: reported"],
  ];
  for (const [text, ...wanted] of cases)
    it(text, () => expect(told(text)).toEqual(expect.arrayContaining(wanted)));
});
