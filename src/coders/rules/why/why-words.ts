/** The reasons in words: read from the data of the language when somebody asks for them. */
import { readFileSync } from "node:fs";
import type { Given } from "../../../model/why.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import { dataFile } from "../../../text/data.js";

export type WhyWords = {
  /** By name of the blank: value → words. */
  readonly values: Readonly<Record<string, Readonly<Record<string, string>>>>;
  readonly reasons: Readonly<Record<string, string>>;
  /** How times are reckoned: words by what a rule's name begins and ends with, and by its file. */
  readonly anchors: Readonly<Record<"openings" | "endings" | "files", Readonly<Record<string, string>>>>;
  /** Rule of a time → its file in `languages/LANG/time`. */
  readonly timeRules: Readonly<Record<string, string>>;
};

let loaded: WhyWords | null = null;

export function loadWhyWords(): WhyWords {
  loaded ??= JSON.parse(readFileSync(dataFile("en/why.json"), "utf8")) as WhyWords;
  return loaded;
}

/**
 * A reason in words, its blanks filled; a blank that nothing fills stays as it is. What stands in square brackets is left
 * out where its blank is empty or nought.
 */
export function inWords(words: WhyWords, code: ReasonCode, about: Given): string {
  const { values, reasons } = words;
  const given = typeof about.rule === "string" && code.startsWith("date.") ? reckoned(words, about) : about;
  const filled = (part: string): string =>
    part.replace(/\{(\w+)\}/g, (blank, name: string) => {
      const value = given[name];
      if (value === undefined) return blank;
      return (
        values[name]?.[String(value)] ?? (typeof value === "number" ? value.toLocaleString("en") : value)
      );
    });
  const empty = (part: string): boolean => {
    const value = given[/\{(\w+)\}/.exec(part)?.[1] ?? ""];
    return value === "" || Number(value) === 0;
  };
  return filled(reasons[code]!.replace(/\[([^\]]*)\]/g, (_, part: string) => (empty(part) ? "" : part)));
}

/** What is given of a time, with the file of its rule and how it was reckoned; "" where the rule is of no file. */
function reckoned({ anchors, timeRules }: WhyWords, given: Given): Given {
  const rule = String(given.rule);
  const plain = rule.replace(/^(?:since|until|by|before|after|clock)\+/, "");
  let id = "";
  for (const one of Object.keys(timeRules)) if (plain.startsWith(one) && one.length > id.length) id = one;
  const file = timeRules[id] ?? "";
  const begins = Object.keys(anchors.openings).find((one) => rule.startsWith(one));
  const ends = Object.keys(anchors.endings).find((one) => plain.startsWith(`${id}${one}`));
  const anchor = ends ? anchors.endings[ends] : anchors.files[file];
  const said = [begins && anchors.openings[begins], anchor].filter(Boolean).join(", ");
  return { ...given, file, anchor: said.replace("{published}", String(given.published ?? "an unknown day")) };
}
