/** Sentences through coder, edition and the `plover` export: the right event and mode come out, with who acts on whom. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { loadCodebook } from "../src/codebook/index.js";
import { rulesCoder } from "../src/coders/index.js";
import { sha256 } from "../src/model/identity.js";
import { edition } from "../src/resolve/edition.js";
import { POLICIES } from "../src/resolve/policies.js";
import { RULES, written } from "./export-read.js";
import { codingEntry, reportEntry } from "./log-sample.js";

type Asked = { readonly id: string; readonly label: string; readonly text: string; readonly sides: string };
type Entity = { readonly entity_text: string };
type Plover = {
  readonly event: readonly string[];
  readonly mode: readonly string[];
  readonly actor: readonly Entity[];
  readonly recipient: readonly Entity[];
  readonly text_info: { readonly text_story: string };
};

const AUXILIARY = new Set(["future", "negation", "hypothetical", "historical"]);

function asked(): Asked[] {
  const out: Asked[] = [];
  let label = "";
  const lines = readFileSync(new URL("exports/plover-sentences.txt", import.meta.url), "utf8").split("\n");
  for (const line of lines) {
    if (line === "" || line.startsWith("#")) continue;
    if (/^[A-Z]+(?:\/[\w-]+)?$/.test(line)) label = line;
    else {
      const [text = "", sides = ""] = line.split(" | ");
      out.push({ id: `s${out.length + 1}`, label, text, sides });
    }
  }
  return out;
}

const SENTENCES = asked();

async function exported(): Promise<ReadonlyMap<string, readonly Plover[]>> {
  const codebook = loadCodebook().id;
  const published = "2023-05-10";
  const about = { lang: "en", published, title: null, outlet: null, url: null };
  const codings = SENTENCES.map(({ id, text }, i) => {
    const report = { id, text, sha256: sha256(text), ...about };
    return codingEntry(id, [], rulesCoder.code(report, codebook, []), 1000 + i);
  });
  const reports = SENTENCES.map(({ id, text }, i) =>
    reportEntry(id, { text, sha256: sha256(text), ...about }, i + 1),
  );
  const made = edition(
    { reports, codings, judgements: [] },
    { policy: POLICIES[0]!, previous: null, at: 2000 },
  ).edition;
  const texts = Object.fromEntries(SENTENCES.map(({ id, text }) => [id, text]));
  // The day after, and as if the reports were long enough for their words to be quoted.
  const rules = { ...RULES, today: "2024-05-11", lengths: new Map(SENTENCES.map(({ id }) => [id, 10_000])) };
  const { text } = await written("plover", { edition: made, rules, texts });
  const bySource = new Map<string, Plover[]>();
  for (const record of JSON.parse(text) as Plover[]) {
    const source = record.text_info.text_story;
    bySource.set(source, [...(bySource.get(source) ?? []), record]);
  }
  return bySource;
}

const records = exported();

const has = (entities: readonly Entity[], words: string): boolean =>
  words === "" || entities.some(({ entity_text }) => entity_text.includes(words));

test.each(SENTENCES)("$label: $text", async ({ label, text, sides }) => {
  const [event, mode] = label.split("/");
  const found = (await records).get(sha256(text)) ?? [];
  const shown = found.map((one) => `${one.event.join("+")}/${one.mode.join("+")}`);
  const right = found.filter((one) => one.event[0] === event);
  expect(right.length, `${event} of ${shown.join(", ")}`).toBeGreaterThan(0);
  if (mode !== undefined)
    expect(
      right.map((one) => one.mode.filter((name) => !AUXILIARY.has(name))[0]),
      `modes of ${shown.join(", ")}`,
    ).toContain(mode);
  const [actor = "", recipient = ""] = sides.split(">").map((words) => words.trim());
  expect(
    right.some((one) => has(one.actor, actor) && has(one.recipient, recipient)),
    JSON.stringify(
      right.map((one) => [one.actor, one.recipient].map((all) => all.map((e) => e.entity_text))),
    ),
  ).toBe(true);
});

test("every event of PLOVER has sentences", () => {
  const events = new Set(SENTENCES.map(({ label }) => label.split("/")[0]));
  expect(events.size).toBe(16);
});
