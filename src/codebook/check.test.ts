/** The check is silent about a sound codebook and finds every planted fault. */
import { describe, expect, test } from "vitest";
import { FAMILIES } from "../model/codebook.js";
import { checkCodebook } from "./check.js";
import { readExample } from "./example.js";
import { VALUE_LISTS } from "./guidance.js";
import { type CompiledCodebook, reviveCodebook } from "./load.js";

// biome-ignore lint/suspicious/noExplicitAny: planted faults break the types on purpose
type Loose = any;

function type(code: string, word: string): Loose {
  return {
    code,
    family: code.slice(0, 3),
    label: word,
    definition: `People ${word}.`,
    include: "-",
    exclude: "-",
    examples: ["Quito", "Lagos", "Leeds"].map((city) => readExample(`People «${word}» in ${city}.`)),
    counterExamples: [
      readExample(`Prices «${word}» in Accra.`),
      readExample(`Police «${word}» in Oslo.`, code === "PRO.DEMO" ? "REP.FORCE" : "PRO.DEMO"),
    ],
    crosswalk: { acled: "a", plover: "p", cameo: "141", ccc: "none", massMobilization: "none" },
  };
}

/** A small sound codebook, freely changeable. */
function sound(): Loose {
  const values = Object.entries(VALUE_LISTS).map(([name, list]) => [
    name,
    list.map((value) => ({ value, meaning: `It is ${value}.`, cues: null })),
  ]);
  return {
    id: "protest@1.0.0",
    types: [type("PRO.DEMO", "marched"), type("REP.FORCE", "charged")],
    guidance: {
      title: "Protest",
      families: Object.fromEntries(FAMILIES.map((family) => [family, `It is ${family}.`])),
      rules: [{ id: "C1", name: "one", text: "One." }],
      precedence: [["denied"], ["promised", "planned"], ["happened"]],
      values: Object.fromEntries(values),
    },
  };
}

const codesOf = (codebook: Loose) =>
  checkCodebook(reviveCodebook(codebook as CompiledCodebook)).map(({ code }) => code);

test("a sound codebook has no findings", () => {
  expect(checkCodebook(reviveCodebook(sound()))).toEqual([]);
});

/** Each: the finding due, what is planted, and how. `demo` is the first type. */
const FAULTS: ReadonlyArray<[string, string, (codebook: Loose, demo: Loose) => void]> = [
  ["field", "an id without a version", (c) => Object.assign(c, { id: "protest" })],
  ["field", "no label", (_, demo) => Object.assign(demo, { label: " " })],
  ["field", "no definition", (_, demo) => Object.assign(demo, { definition: "" })],
  ["field", "no include", (_, demo) => delete demo.include],
  ["field", "no exclude", (_, demo) => Object.assign(demo, { exclude: null })],
  ["family", "a family that does not exist", (_, demo) => Object.assign(demo, { family: "XXX" })],
  ["family", "the family of another code", (_, demo) => Object.assign(demo, { family: "REP" })],
  ["crosswalk", "an empty cell", (_, demo) => Object.assign(demo.crosswalk, { cameo: "" })],
  ["crosswalk", "a cell that is missing", (_, demo) => delete demo.crosswalk.massMobilization],
  ["examples", "two examples", (_, demo) => demo.examples.pop()],
  ["examples", "one counter-example", (_, demo) => demo.counterExamples.pop()],
  ["trigger", "no trigger", (_, demo) => demo.examples.push(readExample("People walked in Riga."))],
  ["trigger", "two triggers", (_, demo) => demo.examples.push(readExample("They «met» and «sang»."))],
  ["trigger", "offsets that are off by one", (_, demo) => Object.assign(demo.examples[0], { start: 6 })],
  ["trigger", "five words", (_, demo) => demo.examples.push(readExample("They «went out on the street»."))],
  ["trigger", "a space too many", (_, demo) => demo.examples.push(readExample("They, « marched» away."))],
  ["trigger", "words that stand twice", (_, demo) => demo.examples.push(readExample("We «met» who met us."))],
  [
    "instead",
    "an example with another type",
    (_, demo) => Object.assign(demo.examples[0], { instead: "REP.FORCE" }),
  ],
  [
    "instead",
    "a code that does not exist",
    (_, demo) => Object.assign(demo.counterExamples[1], { instead: "REP.X" }),
  ],
  ["instead", "its own code", (_, demo) => Object.assign(demo.counterExamples[1], { instead: "PRO.DEMO" })],
  ["duplicate", "a sentence twice", (_, demo) => demo.examples.push(demo.examples[0])],
  [
    "duplicate",
    "a sentence at two types",
    (c, demo) => c.types[1].counterExamples.push(demo.counterExamples[0]),
  ],
  ["guidance", "no title", (c) => Object.assign(c.guidance, { title: "" })],
  ["guidance", "a family not explained", (c) => delete c.guidance.families.MIL],
  ["guidance", "a rule without text", (c) => Object.assign(c.guidance.rules[0], { text: "" })],
  ["guidance", "a value not explained", (c) => c.guidance.values.actuality.pop()],
  ["guidance", "a value explained twice", (c) => c.guidance.values.scope.push(c.guidance.values.scope[0])],
  ["guidance", "a value list missing", (c) => delete c.guidance.values.means],
  [
    "guidance",
    "a value that does not exist",
    (c) => c.guidance.values.means.push({ value: "magic", meaning: "It." }),
  ],
  ["guidance", "an actuality that does not exist", (c) => c.guidance.precedence.push(["sure"])],
  ["guidance", "an actuality ranked twice", (c) => c.guidance.precedence.push(["denied"])],
];

describe("planted faults", () => {
  test.each(FAULTS)("%s: %s", (code, _, plant) => {
    const codebook = sound();
    plant(codebook, codebook.types[0]);
    expect(codesOf(codebook)).toContain(`codebook.${code}`);
  });

  test("a word inside another word is no second trigger", () => {
    const codebook = sound();
    codebook.types[0].examples.push(readExample("The marchers of the countermarch «march» on."));
    expect(codesOf(codebook)).toEqual([]);
  });

  test("a code under another key", () => {
    const codebook = reviveCodebook(sound());
    const types = new Map([["PRO.X", codebook.types.get("PRO.DEMO")!]]);
    expect(checkCodebook({ ...codebook, types }).map(({ code }) => code)).toContain("codebook.field");
  });
});
