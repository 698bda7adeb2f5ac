/** Checks a codebook: every type is complete, every example is usable, every value list is explained. */
import { type EventType, type Example, FAMILIES } from "../model/codebook.js";
import type { Finding } from "../model/coding.js";
import { type GuidedCodebook, VALUE_LISTS, type ValueListName } from "./guidance.js";

const FEWEST_EXAMPLES = 3;
const FEWEST_COUNTER_EXAMPLES = 2;
const LONGEST_TRIGGER = 4;
const FIELDS = ["label", "definition", "include", "exclude"] as const;
const CELLS = ["acled", "plover", "cameo", "ccc", "massMobilization"] as const;

/**
 * What is wrong with a codebook, in the order of its types; an empty list means that it can be used.
 * Codes: `codebook.field`, `.family`, `.crosswalk`, `.examples`, `.trigger`, `.instead`, `.duplicate`, `.guidance`.
 */
export function checkCodebook(codebook: GuidedCodebook): Finding[] {
  const found: Finding[] = [];
  const add = (code: string, message: string) =>
    found.push({ code: `codebook.${code}`, message, place: null });
  if (!/^[a-z][a-z0-9-]*@\d+\.\d+\.\d+$/.test(codebook.id)) {
    add("field", `The id "${codebook.id}" is not NAME@VERSION. Codings cite it. Give id and version.`);
  }
  const seen = new Map<string, string>();
  for (const [code, type] of codebook.types) {
    if (code !== type.code) add("field", `${code} holds the type ${type.code}. Give the file its own code.`);
    checkFields(type, add);
    checkExamples(type, codebook, seen, add);
  }
  checkGuidance(codebook, add);
  return found;
}

type Add = (code: string, message: string) => void;

const filled = (value: unknown): boolean => typeof value === "string" && value.trim() !== "";

function checkFields(type: EventType, add: Add): void {
  for (const field of FIELDS) {
    if (!filled(type[field])) add("field", `${type.code} has no ${field}. Write one, or "-" for none.`);
  }
  if (!FAMILIES.includes(type.family) || !type.code.startsWith(`${type.family}.`)) {
    add(
      "family",
      `${type.code} says that it is of family ${type.family}. A code starts with its family (${FAMILIES.join(", ")}).`,
    );
  }
  for (const cell of CELLS) {
    if (!filled(type.crosswalk?.[cell])) {
      add(
        "crosswalk",
        `${type.code} has no crosswalk to ${cell}. Exports need it. Write the code, or "none".`,
      );
    }
  }
}

function checkExamples(
  type: EventType,
  { types }: GuidedCodebook,
  seen: Map<string, string>,
  add: Add,
): void {
  const { code, examples, counterExamples } = type;
  if (examples.length < FEWEST_EXAMPLES) {
    add("examples", `${code} has ${examples.length} examples. Write ${FEWEST_EXAMPLES} or more.`);
  }
  if (counterExamples.length < FEWEST_COUNTER_EXAMPLES) {
    add(
      "examples",
      `${code} has ${counterExamples.length} counter-examples. Write ${FEWEST_COUNTER_EXAMPLES} or more.`,
    );
  }
  for (const example of [...examples, ...counterExamples]) {
    const fault = triggerFault(example);
    if (fault) add("trigger", `${code}, "${example.text}": ${fault}`);
    const before = seen.get(example.text);
    if (before) add("duplicate", `${code}, "${example.text}": stands at ${before} too. Write another one.`);
    seen.set(example.text, code);
  }
  for (const { text, instead } of examples) {
    if (instead !== null)
      add("instead", `${code}, "${text}": an example has no \`instead\`. Move or drop it.`);
  }
  for (const { text, instead } of counterExamples) {
    if (instead === null || (instead !== code && types.has(instead))) continue;
    add(
      "instead",
      `${code}, "${text}": instead of it ${instead} cannot be coded. Name another type that exists, or null.`,
    );
  }
}

/** Why the trigger of an example cannot be used, or null. */
function triggerFault({ text, trigger, start, end }: Example): string | null {
  if (trigger === "") return "has no single trigger. Put the words that name the event into «», once.";
  if (text.slice(start, end) !== trigger)
    return `[${start}, ${end}) is not "${trigger}". Correct the offsets.`;
  if (trigger.trim() !== trigger || trigger.split(/\s+/).length > LONGEST_TRIGGER) {
    return `the trigger "${trigger}" is not one to ${LONGEST_TRIGGER} words. Mark only the words that name the event.`;
  }
  const times = occurrences(text, trigger);
  return times === 1 ? null : `the trigger "${trigger}" stands there ${times} times. Reword the sentence.`;
}

const isLetter = (char: string | undefined): boolean => char !== undefined && /[\p{L}\p{N}]/u.test(char);

/** How often `words` stand in a text as whole words. */
function occurrences(text: string, words: string): number {
  let count = 0;
  for (let at = text.indexOf(words); at >= 0; at = text.indexOf(words, at + 1)) {
    if (!isLetter(text[at - 1]) && !isLetter(text[at + words.length])) count++;
  }
  return count;
}

function checkGuidance({ guidance }: GuidedCodebook, add: Add): void {
  if (!filled(guidance.title)) add("guidance", "The codebook has no title. Write one.");
  for (const family of FAMILIES) {
    if (!filled(guidance.families[family]))
      add("guidance", `Family ${family} is not explained. Write a line.`);
  }
  for (const { id, name, text } of guidance.rules) {
    if (!filled(id) || !filled(name) || !filled(text))
      add("guidance", `Rule ${id} is incomplete. Give id, name, text.`);
  }
  for (const name of Object.keys(VALUE_LISTS) as ValueListName[]) {
    const list: readonly string[] = VALUE_LISTS[name];
    const notes = guidance.values[name] ?? [];
    for (const value of list) {
      const times = notes.filter((note) => note.value === value && filled(note.meaning)).length;
      if (times !== 1)
        add("guidance", `${name} ${value} is explained ${times} times. Write one line about it.`);
    }
    for (const { value } of notes) {
      if (!list.includes(value))
        add("guidance", `${name} ${value} is no value of the record. Correct or drop it.`);
    }
  }
  const ranked = guidance.precedence.flat();
  for (const actuality of ranked) {
    if (!VALUE_LISTS.actuality.includes(actuality))
      add("guidance", `The precedence ranks ${actuality}, which does not exist.`);
  }
  if (new Set(ranked).size !== ranked.length) add("guidance", "The precedence ranks an actuality twice.");
}
