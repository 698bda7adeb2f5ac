/** Planted faults: each of these changes to the source of resolving and naming must break a property. */
import {
  cpSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import ts from "typescript";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { check, type Implementation, PROPERTIES } from "./resolve-properties.js";

const SOURCE = fileURLToPath(new URL("../src/", import.meta.url));
const RUNS = 200;

// biome-ignore-start lint/suspicious/noTemplateCurlyInString: it is source text
/** File, what stands there once, and what is put in its place. */
const FAULTS: readonly (readonly [string, string, string, string])[] = [
  [
    "the oldest coding counts",
    "standing",
    "return a.position > b.position ||",
    "return a.position < b.position ||",
  ],
  [
    "versions are coders of their own",
    "standing",
    'coder.startsWith("human:") ? -1 : coder.lastIndexOf("@")',
    "-1",
  ],
  ["codings come as they were given", "standing", "b.position - a.position ||", ""],
  [
    "machines outrank persons",
    "standing",
    "rank.indexOf(a.standing) - rank.indexOf(b.standing)",
    "rank.indexOf(b.standing) - rank.indexOf(a.standing)",
  ],
  ["every event founds a telling", "tellings", "if (best < 0)", "if (best < 2)"],
  ["a rejected event stands", "tellings", "&& event.exists !== false", ""],
  ["a person's empty coding says nothing", "tellings", "exists: !emptied &&", "exists:"],
  ["one trigger in two tellings", "tellings", "exact ? EXACT : closeness", "exact ? 1 : closeness"],
  ["vetoes count for nothing", "clusters", "const refused = union.vetoed(a, b);", "const refused = false;"],
  ["a veto is known to one side only", "clusters", "[y, a],", ""],
  [
    "vetoes are lost when clusters join",
    "clusters",
    "if (kept === undefined) this.#vetoes.set(into, moved);",
    "",
  ],
  ["vetoes are lost where there are others", "clusters", "else for (const i of moved) kept.push(i);", ""],
  ["linkers join within a report", "clusters", "(person || !union.sharesReport(a, b))", "true"],
  [
    "reports are lost when clusters join",
    "clusters",
    "for (const report of this.#reportsOf(from)) reports.add(report);",
    "",
  ],
  ["a linker outranks a person", "clusters", "ruling.person ? 0 : 1", "ruling.person ? 1 : 0"],
  ["the oldest judgement counts", "clusters", "isNewer(ruling, other)", "!isNewer(ruling, other)"],
  ["judgements in the order given", "clusters", "|| order(x.key, y.key)", ""],
  [
    "unsure joins",
    "clusters",
    'judgement.relation !== "same_event" || union.root',
    '(judgement.relation !== "same_event" && judgement.relation !== "unsure") || union.root',
  ],
  ["same_event joins nothing", "clusters", "union.join(a, b);", ""],
  ["corrections count for nothing", "resolve", "telling.exists && replaced.has(telling.report)", "false"],
  [
    "tellings as they come",
    "resolve",
    "return tellings.sort((a, b) => order(a.id, b.id));",
    "return tellings;",
  ],
  ["origins are forgotten", "resolve", "origins?.get(id) ?? record.origin", "id"],
  ["claims unsorted", "settle", ".sort((a, b) => order(a.id, b.id));\n  return {", ";\n  return {"],
  ["everybody is heard alike", "settle", "speaker.rank === top", "speaker.rank >= top"],
  ["the key is any telling", "resolve", "[...told].sort(byTelling)[0]!.id", "told[0]!.id"],
  ["outranked numbers count", "settle", "if (!speaker.ranking) continue;", ""],
  [
    "against is for",
    "settle",
    "(valueKey(claim) === key ? said : against).push(claim.id)",
    "said.push(claim.id)",
  ],
  ["stocks beside flows", "comparable", "\\n${stock}\\n${series}", ""],
  ["one origin counts twice", "comparable", "if (first === undefined) {", "if (first !== null) {"],
  ["two claims of one name", "claims", ":${rank}`", "`"],
  [
    "names are never kept",
    "name",
    "ids.set(key, id);\n    kept.add(id);",
    "ids.set(key, `${id}x`);\n    kept.add(id);",
  ],
  ["a used name is used again", "name", "known.has(id); n++", "known.has(id) && n < 0; n++"],
  [
    "redirects are forgotten",
    "name",
    "for (const { from, to } of old)",
    "for (const { from, to } of old.slice(0, 0))",
  ],
  ["equal parts inherit", "name", "heavier(part, other) < 0", "heavier(part, other) <= 0"],
  [
    "a name for two events",
    "name",
    "if (ids.has(key)) continue;\n    ids.set(key, id);\n    kept.add(id);",
    "ids.set(key, id);\n    kept.add(id);",
  ],
  ["redirects are not led on", "name", "onward.get(target) ?? [target]", "[target]"],
  ["no redirects", "name", "if (!kept.has(id))", "if (kept.has(id) && id === '')"],
];
// biome-ignore-end lint/suspicious/noTemplateCurlyInString: it is source text

let folder = "";

/** The sources that resolving needs as plain JavaScript, once. */
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "quipu-faults-"));
  writeFileSync(join(folder, "package.json"), '{"type":"module"}');
  for (const part of ["model", "resolve"]) {
    mkdirSync(join(folder, "whole", part), { recursive: true });
    for (const file of readdirSync(SOURCE + part))
      if (file.endsWith(".ts") && !file.endsWith(".test.ts"))
        writeFileSync(
          join(folder, "whole", part, file.replace(/ts$/, "js")),
          plain(readFileSync(`${SOURCE}${part}/${file}`, "utf8")),
        );
  }
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

const plain = (source: string): string =>
  ts.transpileModule(source, {
    compilerOptions: {
      target: ts.ScriptTarget.ES2022,
      module: ts.ModuleKind.ESNext,
      verbatimModuleSyntax: true,
    },
  }).outputText;

async function planted(n: number, file: string, from: string, to: string): Promise<Implementation> {
  const at = join(folder, `fault-${n}`);
  mkdirSync(at);
  symlinkSync(join(folder, "whole", "model"), join(at, "model"));
  cpSync(join(folder, "whole", "resolve"), join(at, "resolve"), { recursive: true });
  const source = readFileSync(`${SOURCE}resolve/${file}.ts`, "utf8");
  expect(source.split(from).length - 1, `"${from}" stands once in ${file}.ts`).toBe(1);
  writeFileSync(join(at, "resolve", `${file}.js`), plain(source.replace(from, () => to)));
  return (await import(
    /* @vite-ignore */ pathToFileURL(join(at, "resolve", "index.js")).href
  )) as Implementation;
}

/** Likeliest property first, so that a fault is found soon: what each kind of fault breaks. */
const ORDER: Readonly<Record<string, readonly string[]>> = {
  clusters: ["who was held", "persons hold apart", "any order", "same_event joins", "an event keeps"],
  comparable: ["a toll and", "a copy of"],
  name: ["parts of equal", "of names whose", "names stay", "an event keeps"],
  origins: ["a copy of"],
  resolve: ["any order", "a report that was", "a person is heard", "a copy of"],
  tellings: ["what the ranking", "persons hold apart", "names stay"],
  settle: ["a person is heard", "every claim", "who ranks"],
  claims: ["every claim"],
  standing: ["every claim", "what the ranking", "who ranks", "an unrelated"],
};

function survives(code: Implementation, file: string): boolean {
  for (const start of ORDER[file]!) {
    const [property] = Object.entries(PROPERTIES).filter(([name]) => name.startsWith(start));
    try {
      check(code, property![1], RUNS, true);
    } catch {
      return false;
    }
  }
  return true;
}

describe("planted faults are found", () => {
  test.each(FAULTS.map((fault, n) => [fault[0], n] as const))(
    "%s",
    async (_, n) => {
      const [, file, from, to] = FAULTS[n]!;
      expect(survives(await planted(n, file, from, to), file)).toBe(false);
    },
    120_000,
  );
});
