/** The import directions of ARCHITECTURE.md: arrows point one way, and siblings do not know each other. */
import { readdirSync, readFileSync, statSync } from "node:fs";
import { dirname, join, relative, resolve } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, it } from "vitest";

const SOURCE = fileURLToPath(new URL("../src", import.meta.url));

const MAY_IMPORT: Readonly<Record<string, readonly string[]>> = {
  model: [],
  text: ["model"],
  codebook: ["model", "text"],
  coders: ["model", "text", "codebook"],
  link: ["model", "text"],
  resolve: ["model"],
  measure: ["model"],
  ingest: ["model", "text"],
  writers: ["model"],
  store: ["model"],
  app: [
    ...["model", "text", "codebook", "coders", "link", "resolve", "measure", "ingest", "writers"],
    "store",
  ],
};

function files(folder: string): string[] {
  return readdirSync(folder).flatMap((name) => {
    const path = join(folder, name);
    return statSync(path).isDirectory() ? files(path) : path.endsWith(".ts") ? [path] : [];
  });
}

/** The folder under `src` that a file lies in. */
function part(path: string): string {
  return relative(SOURCE, path).split("/")[0]!;
}

function imports(path: string): string[] {
  const text = readFileSync(path, "utf8");
  return [...text.matchAll(/(?:from|import)\s*\(?\s*"(\.[^"]+)"/g)].map((m) => resolve(dirname(path), m[1]!));
}

describe("import directions", () => {
  it("knows every folder under src", () => {
    expect(readdirSync(SOURCE).sort()).toEqual(Object.keys(MAY_IMPORT).sort());
  });

  for (const path of files(SOURCE)) {
    if (path.endsWith(".test.ts")) continue;
    it(`${relative(SOURCE, path)} imports only what it may`, () => {
      const here = part(path);
      const wrong = imports(path)
        .filter((target) => target.startsWith(SOURCE))
        .map(part)
        .filter((there) => there !== here && !MAY_IMPORT[here]!.includes(there));
      expect(wrong).toEqual([]);
    });
  }

  it("model has no dependencies but node:crypto", () => {
    const outside = files(join(SOURCE, "model"))
      .filter((path) => !path.endsWith(".test.ts"))
      .flatMap((path) => [...readFileSync(path, "utf8").matchAll(/from "([^.][^"]*)"/g)].map((m) => m[1]!))
      .filter((name) => name !== "node:crypto");
    expect(outside).toEqual([]);
  });

  it("resolve has no dependencies at all", () => {
    const outside = files(join(SOURCE, "resolve"))
      .filter((path) => !path.endsWith(".test.ts"))
      .flatMap((path) => [...readFileSync(path, "utf8").matchAll(/from "([^.][^"]*)"/g)].map((m) => m[1]!));
    expect(outside).toEqual([]);
  });
});

/** The folders of the rule coder, in the order in which a report passes through them; what a file runs lies before it. */
const RULES = [
  ...["lexicon", "reading", "why", "triggers", "actuality", "voices", "relations", "sites", "actors"],
  ...["figures", "merging", "settling"],
];

describe("the rule coder", () => {
  const root = join(SOURCE, "coders/rules");
  const folder = (path: string): string => relative(root, dirname(path));

  it("has the folders of docs/rules.md and no others", () => {
    const found = readdirSync(root).filter((name) => statSync(join(root, name)).isDirectory());
    expect(found.sort()).toEqual([...RULES].sort());
    const page = readFileSync(join(SOURCE, "../docs/rules.md"), "utf8");
    expect(RULES.filter((name) => !page.includes(`\`${name}/\``))).toEqual([]);
  });

  it("runs from its first folder to its last", () => {
    const back = files(root)
      .filter((path) => !path.endsWith(".test.ts") && folder(path) !== "")
      .flatMap((path) => {
        const text = readFileSync(path, "utf8");
        const values = [...text.matchAll(/^(?:import|export)(?! type)[^"]*?from "(\.[^"]+)"/gm)];
        return values
          .map((m) => folder(resolve(dirname(path), m[1]!)))
          .filter((there) => RULES.indexOf(there) > RULES.indexOf(folder(path)))
          .map((there) => `${relative(root, path)} runs ${there}`);
      });
    expect(back).toEqual([]);
  });
});
