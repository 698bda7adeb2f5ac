/** Tells people what a codebook says: one type with its examples, or all types by family. Plain text, no colours. */
import { type EventType, FAMILIES } from "../model/codebook.js";
import { nearest } from "../model/nearest.js";
import { writeExample } from "./example.js";
import type { GuidedCodebook } from "./guidance.js";

const WIDTH = 100;
const SYSTEMS: ReadonlyArray<[keyof EventType["crosswalk"], string]> = [
  ["acled", "ACLED"],
  ["plover", "PLOVER"],
  ["cameo", "CAMEO"],
  ["ccc", "CCC"],
  ["massMobilization", "Mass Mobilization"],
];

/** A text in lines of at most 100 characters, each indented; words are never broken. */
function wrap(text: string, indent: string, first = indent): string {
  const lines: string[] = [];
  let line = first;
  let empty = true;
  for (const word of text.split(/\s+/)) {
    if (!empty && line.length + 1 + word.length > WIDTH) {
      lines.push(line);
      line = indent + word;
    } else {
      line += empty ? word : ` ${word}`;
    }
    empty = false;
  }
  lines.push(line);
  return lines.join("\n");
}

/** One type for people: what it is, what counts and what does not, examples with the trigger in «», other schemes. */
export function describeType(codebook: GuidedCodebook, code: string): string {
  const type = codebook.types.get(code);
  if (!type) throw new RangeError(`${codebook.id} has no type ${code}.`);
  const field = (name: string, value: string) => wrap(value, " ".repeat(14), `  ${name.padEnd(12)}`);
  const parts = [
    `${type.code}  ${type.label}`,
    field("family", `${type.family}: ${codebook.guidance.families[type.family]}`),
    field("definition", type.definition),
    ...(type.include === "-" ? [] : [field("include", type.include)]),
    ...(type.exclude === "-" ? [] : [field("exclude", type.exclude)]),
    "",
    "  Examples",
    ...type.examples.map((example) => wrap(writeExample(example), " ".repeat(6), "    + ")),
    "",
    "  Not this type",
    ...type.counterExamples.map((example) => {
      const label = example.instead === null ? "no event" : example.instead;
      return wrap(`${writeExample(example)} (${label})`, " ".repeat(6), "    - ");
    }),
    "",
    "  In other schemes",
    ...SYSTEMS.map(([key, name]) => wrap(type.crosswalk[key], " ".repeat(24), `    ${name.padEnd(20)}`)),
  ];
  return `${parts.join("\n")}\n`;
}

/** All types by family, one a line. */
export function describeCodebook(codebook: GuidedCodebook): string {
  const types = [...codebook.types.values()];
  const families = FAMILIES.map((family) => {
    const own = types.filter((type) => type.family === family);
    const lines = own.map((type) => `  ${type.code.padEnd(16)}${type.label}`);
    return [`${family}  ${codebook.guidance.families[family]}`, ...lines].join("\n");
  });
  const head = `${codebook.id}  ${codebook.guidance.title}: ${types.length} types`;
  return `${[head, ...families].join("\n\n")}\n`;
}

/** The code that somebody probably meant ("pro.demos", "BLOCK"), or null where none is near. */
export function nearestCode(codebook: GuidedCodebook, asked: string): string | null {
  const codes = [...codebook.types.keys()];
  const name = asked.trim().toUpperCase();
  const byName = codes.find((code) => code === name || code.endsWith(`.${name}`));
  return byName ?? nearest(asked, codes);
}
