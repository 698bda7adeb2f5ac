/** Promises of the documents: links lead somewhere, commands exist, findings and dependencies are explained, figures are made. */
import { execFileSync, spawnSync } from "node:child_process";
import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, normalize } from "node:path";
import { fileURLToPath } from "node:url";
import { describe, expect, test } from "vitest";
import { documents, filled } from "../bench/readme-figures.js";
import { REASON_CODES } from "../src/model/why-codes.js";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const CLI = `${ROOT}dist/src/app/cli.js`;

const read = (path: string) => readFileSync(ROOT + path, "utf8");

/** Files of the repository by the end of their name, without what is built or installed. */
function filesIn(folder: string, end: string): string[] {
  return readdirSync(ROOT + folder, { recursive: true, encoding: "utf8" })
    .map((name) => join(folder, name))
    .filter((path) => path.endsWith(end));
}

const prose = [...documents(), ...filesIn("corpus", ".md"), ...filesIn("languages", ".md")];
const sources = ["src", "bench", "test"].flatMap((folder) => filesIn(folder, ".ts"));

/** The anchors that GitHub gives the headings of a document. */
function anchors(document: string): Set<string> {
  const headings = [...document.matchAll(/^#{1,6} (.+)$/gm)].map((match) => match[1]!);
  return new Set(
    headings.map((heading) =>
      heading
        .toLowerCase()
        .replaceAll(/[^\p{L}\p{N} _-]/gu, "")
        .replaceAll(" ", "-"),
    ),
  );
}

describe("links", () => {
  for (const path of prose) {
    test(`of ${path} lead somewhere`, () => {
      const broken = [...read(path).matchAll(/\]\(([^)\s]+)\)/g)]
        .map((match) => match[1]!)
        .filter((link) => !/^https?:/.test(link))
        .filter((link) => {
          const [file = "", anchor] = link.split("#");
          const target = file === "" ? path : normalize(join(dirname(path), file));
          if (!existsSync(ROOT + target)) return true;
          return anchor !== undefined && !anchors(read(target)).has(anchor);
        });
      expect(broken).toEqual([]);
    });
  }
});

/** Whether a path of the repository exists; `*` stands for anything within a name. */
function exists(path: string): boolean {
  if (!path.includes("*")) return existsSync(ROOT + path);
  const parts = path.split("/");
  const at = parts.findIndex((part) => part.includes("*"));
  const folder = parts.slice(0, at).join("/");
  const pattern = new RegExp(`^${parts[at]!.replaceAll(".", "\\.").replaceAll("*", ".*")}$`);
  return (
    existsSync(ROOT + folder) &&
    readdirSync(ROOT + folder).some(
      (name) => pattern.test(name) && exists([folder, name, ...parts.slice(at + 1)].join("/")),
    )
  );
}

test("files that documents name are there", () => {
  const named =
    /`((?:src|test|docs|bench|codebooks|corpus|languages|places)\/[\w./*-]*|[\w-]+\.(?:ts|yaml|bin))`/g;
  const known = ["src", "test", "bench", "codebooks", "languages", "places"].flatMap((folder) =>
    filesIn(folder, ""),
  );
  const missing = prose.flatMap((path) =>
    [...read(path).matchAll(named)]
      .map((match) => match[1]!)
      // `xx` stands for a language, NAME for a name, and what a bench writes may not be written yet.
      .filter((name) => !/\/xx\/|NAME|^bench\/\w+\.json$/.test(name))
      .filter(
        (name) => !(name.includes("/") ? exists(name) : known.some((file) => file.endsWith(`/${name}`))),
      )
      .map((name) => `${path}: ${name}`),
  );
  expect(missing).toEqual([]);
});

/** The lines of shell in the fenced blocks of a document, without comments. */
function shell(document: string): string[] {
  const blocks = [...document.matchAll(/^```sh\n([\s\S]*?)^```/gm)].map((match) => match[1]!);
  return blocks.flatMap((block) => block.split("\n")).map((line) => line.replace(/\s+#.*$/, ""));
}

const help = (...args: string[]) =>
  execFileSync(process.execPath, [CLI, ...args, "--help"], { encoding: "utf8" });

describe("commands", () => {
  const lines = prose.flatMap((path) => {
    const document = read(path);
    const inline = [...document.matchAll(/`([^`\n]+)`/g)].map((match) => match[1]!);
    return [...shell(document), ...inline].map((line) => ({ path, line }));
  });

  test("of npm are scripts of the package", () => {
    const { scripts } = JSON.parse(read("package.json")) as { scripts: Record<string, string> };
    const unknown = lines.flatMap(({ path, line }) =>
      [...line.matchAll(/npm (?:run (?:--silent )?)?([\w:]+)/g)]
        .map((match) => match[1]!)
        .filter((name) => !["ci", "install", "i", "view", "test"].includes(name) && !(name in scripts))
        .map((name) => `${path}: npm run ${name}`),
    );
    expect(unknown).toEqual([]);
  });

  test("of quipu, and their options, are in its help", () => {
    const commands = new Map(
      [...help().matchAll(/^ {2}(\w+) /gm)].map((match) => [match[1]!, help(match[1]!)] as const),
    );
    expect([...commands.keys()]).toContain("code");
    const unknown = lines.flatMap(({ path, line }) => {
      const call = /(?:^|\s|\|)quipu ([a-z]+)\b([^|>]*)/.exec(line);
      if (call === null) return [];
      const about = commands.get(call[1]!);
      if (about === undefined) return [`${path}: quipu ${call[1]}`];
      return [...call[2]!.matchAll(/(?<=\s)--[\w-]+/g)]
        .filter(([option]) => !new RegExp(`${option}\\b`).test(about))
        .map(([option]) => `${path}: quipu ${call[1]} ${option}`);
    });
    expect(unknown).toEqual([]);
  });

  test("from a fresh clone are two lines that start with npm ci", () => {
    const starts = shell(read("README.md")).filter((line) => line.startsWith("npm ci"));
    expect(starts).toEqual(["npm ci && npm run demo", "npm ci && npm test"]);
  });
});

describe("findings", () => {
  const document = ["docs/coding-reports.md", "docs/exports.md"].map(read).join("\n");
  const told = new Set(
    [...document.matchAll(/^\| `([a-z_]+(?:\.[a-z_0-9]+)?)` \|/gm)].map((match) => match[1]!),
  );

  /** The codes that the source makes. */
  const made = new Set(
    sources
      .filter((path) => path.startsWith("src") && !path.endsWith(".test.ts"))
      .flatMap((path) => {
        const source = read(path);
        const calls = /(?:\bcode: |\b(?:refused|failed)\(\s*|\bnote\(\s*(?:gate, )?)"([a-z]+\.[a-z_0-9]+)"/g;
        const codes = [...source.matchAll(calls)].map((match) => match[1]!);
        if (path === "src/codebook/check.ts")
          codes.push(...[...source.matchAll(/\badd\(\s*"([a-z]+)"/g)].map((match) => `codebook.${match[1]}`));
        if (path === "src/model/finding-codes.ts")
          codes.push(...[...source.matchAll(/^ {2}"([a-z]+\.[a-z_0-9]+)":/gm)].map((match) => match[1]!));
        // The reasons of `--explain` are explained by their words.
        return codes.filter((code) => !(REASON_CODES as readonly string[]).includes(code));
      }),
  );

  test("of the source are all explained", () => {
    expect(made.size).toBeGreaterThan(50);
    expect([...made].filter((code) => !told.has(code))).toEqual([]);
  });

  test("that are explained are made somewhere", () => {
    expect([...told].filter((code) => code.includes(".") && !made.has(code))).toEqual([]);
  });
});

test("every finding about the log is explained", () => {
  const codes = (text: string) =>
    new Set([...text.matchAll(/["`](log\.[a-z]+)["`]/g)].map((match) => match[1]!));
  const made = codes(read("src/store/verify.ts"));
  expect(made.size).toBeGreaterThan(5);
  const told = [...codes(read("docs/store.md"))].filter((code) => code !== "log.sqlite");
  expect(told.sort()).toEqual([...made].sort());
});

test("every condition of a rule is explained", () => {
  const source = /export type When = Readonly<\{([\s\S]*?)\}>/.exec(
    read("src/coders/rules/triggers/rule.ts"),
  )![1]!;
  const conditions = [...source.matchAll(/^ {2}(\w+)\?:/gm)].map((match) => match[1]!);
  expect(conditions.length).toBeGreaterThan(30);
  const document = read("docs/rules.md");
  expect(conditions.filter((name) => !new RegExp(`\`${name}\\b`).test(document))).toEqual([]);
});

test("every dependency is named in a decision", () => {
  const manifest = JSON.parse(read("package.json")) as Record<string, Record<string, string>>;
  const names = Object.keys({ ...manifest.dependencies, ...manifest.devDependencies });
  const decisions = filesIn("docs/decisions", ".md")
    .filter((path) => !path.endsWith("README.md"))
    .map(read)
    .join("\n");
  expect(names.filter((name) => !decisions.includes(`\`${name}\``))).toEqual([]);
});

test("every decision is in the list of decisions", () => {
  const list = read("docs/decisions/README.md");
  const pages = readdirSync(`${ROOT}docs/decisions`).filter((name) => /^\d{4}-/.test(name));
  expect(pages.filter((name) => !list.includes(`](${name})`))).toEqual([]);
});

describe("what the program makes", () => {
  for (const path of documents()) {
    const document = read(path);
    if (!document.includes("<!-- end -->")) continue;
    test(`stands in ${path} as it is made now (else run \`npm run docs\`)`, async () => {
      expect(document).toBe(await filled(document));
    });
  }
});

test("nothing speaks of one machine or of how it was written", () => {
  const words = /\b(?:s[e]ssions?|s[a]ndbox(?:es)?)\b/i;
  const places = new RegExp(
    `(?:^|[\\s"'\`(=])/(?:${["home", "root", "work", "Users", "tmp"].join("|")})/`,
    "m",
  );
  const wrong = [...prose, ...sources].filter((path) => words.test(read(path)) || places.test(read(path)));
  expect(wrong).toEqual([]);
});

test("no data lie in the repository but the bundled reports, the codebook and what documents and tests name", (context) => {
  const listed = spawnSync("git", ["ls-files", "-z"], { cwd: ROOT, encoding: "utf8" });
  if (listed.status !== 0) context.skip("This is no git checkout.");
  const data = listed.stdout
    .split("\0")
    .filter((path) => /\.(?:jsonl|ndjson|conllu|csv|tsv|warc|eml|zip|gz|parquet|db|sqlite)$/.test(path));
  expect(data).toEqual(["bench/readings.jsonl", "corpus/sample/reports.jsonl"]);
});

test("readings of other people's reports hold types, values and offsets, and none of their words", () => {
  const words: string[] = [];
  const look = (value: unknown, key: string): void => {
    if (typeof value === "string") {
      // A report is told by its id; a hedge is one of the few words that loosen a number.
      if (
        key !== "report" &&
        key !== "hedge" &&
        !/^(?:[A-Z]{3}\.[A-Z]+|[a-z_]+|[A-Z]\d?|[A-Z]{2}|\d{4}-\d\d-\d\d)$/.test(value)
      )
        words.push(`${key}: ${value}`);
      if (key === "hedge" && value.split(" ").length > 4) words.push(`${key}: ${value}`);
    } else if (Array.isArray(value)) for (const one of value) look(one, key);
    else if (typeof value === "object" && value !== null)
      for (const [name, one] of Object.entries(value)) look(one, name);
  };
  for (const line of readFileSync(`${ROOT}bench/readings.jsonl`, "utf8").split("\n").filter(Boolean))
    look(JSON.parse(line), "");
  expect(words).toEqual([]);
});
