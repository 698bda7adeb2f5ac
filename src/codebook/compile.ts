/** The build step for codebooks: `codebooks/protest/` as YAML becomes one JSON file. Never loaded at run time. */
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import { basename, join } from "node:path";
import { parse } from "yaml";
import type { Crosswalk, EventType, Example, Family } from "../model/codebook.js";
import { FAMILIES } from "../model/codebook.js";
import { checkCodebook } from "./check.js";
import { readExample } from "./example.js";
import type { Guidance, ValueListName, ValueNote } from "./guidance.js";
import { CODEBOOK_FILE, type CompiledCodebook, reviveCodebook } from "./load.js";

/**
 * Compiles `root/codebooks/protest` to `out/codebook-protest.json`.
 * Throws an Error that lists every finding when the codebook does not pass `checkCodebook`.
 */
export function compileCodebook(root: string, out: string): void {
  const compiled = readCodebookFolder(join(root, "codebooks", "protest"));
  const findings = checkCodebook(reviveCodebook(compiled));
  if (findings.length > 0) {
    const list = findings.map(({ code, message }) => `  ${code}  ${message}`).join("\n");
    throw new Error(`The codebook has faults. Correct codebooks/protest and build again.\n${list}`);
  }
  writeFileSync(join(out, CODEBOOK_FILE), JSON.stringify(compiled));
}

/** Reads a codebook folder as it stands, complete or not: families in their order, codes by name within each. */
export function readCodebookFolder(folder: string): CompiledCodebook {
  const general = parse(readFileSync(join(folder, "codebook.yaml"), "utf8")) as Yaml;
  const types = readdirSync(join(folder, "types"))
    .filter((name) => name.endsWith(".yaml"))
    .map((name) => readType(join(folder, "types", name)));
  const rank = (type: EventType) => FAMILIES.indexOf(type.family);
  types.sort((a, b) => rank(a) - rank(b) || (a.code < b.code ? -1 : 1));
  return { id: `${general.id}@${general.version}`, types, guidance: readGuidance(general) };
}

type Yaml = Record<string, unknown>;

/** A text; what is missing or no text (a code such as 090 without quotes) becomes "", which the check reports. */
const text = (value: unknown): string => (typeof value === "string" ? value.trim() : "");
const list = (value: unknown): unknown[] => (Array.isArray(value) ? value : []);

function readType(path: string): EventType {
  const yaml = parse(readFileSync(path, "utf8")) as Yaml;
  const code = text(yaml.code);
  if (`${code}.yaml` !== basename(path)) {
    throw new Error(`${path} holds the code "${code}". Name the file after its code.`);
  }
  const cells = (yaml.crosswalk ?? {}) as Yaml;
  const crosswalk: Crosswalk = {
    acled: text(cells.acled),
    plover: text(cells.plover),
    cameo: text(cells.cameo),
    ccc: text(cells.ccc),
    massMobilization: text(cells.massMobilization),
  };
  return {
    code,
    family: text(yaml.family) as Family,
    label: text(yaml.label),
    definition: text(yaml.definition),
    include: text(yaml.include),
    exclude: text(yaml.exclude),
    examples: list(yaml.examples).map(readExampleYaml),
    counterExamples: list(yaml.counterExamples).map(readExampleYaml),
    crosswalk,
  };
}

/** A plain sentence, or `{text, instead, lang}`. */
function readExampleYaml(value: unknown): Example {
  if (typeof value === "string") return readExample(value);
  const { text: sentence, instead, lang } = (value ?? {}) as Yaml;
  return readExample(
    text(sentence),
    instead == null ? null : text(instead),
    lang == null ? "en" : text(lang),
  );
}

function readGuidance(yaml: Yaml): Guidance {
  const values = (yaml.values ?? {}) as Record<ValueListName, Yaml[]>;
  const notes = Object.entries(values).map(([name, rows]) => [name, rows.map(readNote)]);
  return {
    title: text(yaml.title),
    families: (yaml.families ?? {}) as Guidance["families"],
    rules: list(yaml.rules).map((rule) => {
      const { id, name, text: body } = rule as Yaml;
      return { id: text(id), name: text(name), text: text(body) };
    }),
    precedence: list(yaml.precedence) as Guidance["precedence"],
    values: Object.fromEntries(notes) as Guidance["values"],
  };
}

function readNote({ value, meaning, cues }: Yaml): ValueNote {
  return { value: text(value), meaning: text(meaning), cues: cues == null ? null : text(cues) };
}
