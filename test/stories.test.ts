/** Stories of several days, told by several reports: coded by the rules and linked, no event takes in two days. */
import { existsSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { rulesCoder } from "../src/coders/index.js";
import { tableLinker } from "../src/link/index.js";
import type { LinkMention } from "../src/link/linker.js";
import { sha256 } from "../src/model/identity.js";

const STORIES = fileURLToPath(new URL("../../shared/gold/stories.jsonl", import.meta.url));
type Story = {
  readonly id: string;
  readonly text: string;
  readonly lang: string;
  readonly published: string | null;
  readonly title: string | null;
  readonly story: string;
};

test.skipIf(!existsSync(STORIES))(
  "no merge of events on different days of one story (skipped where the shared stories are not at hand)",
  async () => {
    const rows = readFileSync(STORIES, "utf8")
      .trim()
      .split("\n")
      .map((line) => JSON.parse(line) as Story);
    const mentions: LinkMention[] = [];
    const storyOf = new Map<string, string>();
    for (const { id, text, lang, published, title, story } of rows.filter((row) => row.lang === "en")) {
      const report = { id, text, sha256: sha256(text), lang, published, title, outlet: null, url: null };
      const { events } = await rulesCoder.code(report, "protest@1.0.0", []);
      for (const event of events) mentions.push({ id: event.id, report: id, published, event });
      storyOf.set(id, story);
    }
    const byId = new Map(mentions.map((mention) => [mention.id, mention]));
    const root = new Map(mentions.map(({ id }) => [id, id]));
    const find = (id: string): string => (root.get(id) === id ? id : find(root.get(id)!));
    for (const {
      mentions: [a, b],
      relation,
    } of tableLinker.judge(mentions))
      if (relation === "same_event") root.set(find(a), find(b));

    const days = ({ event: { date } }: LinkMention) =>
      date.start === null || date.end === null ? null : ([date.start, date.end] as const);
    let [pairs, joined] = [0, 0];
    const wrong: string[] = [];
    for (const a of byId.values())
      for (const b of byId.values()) {
        if (a.id >= b.id || a.report === b.report || storyOf.get(a.report) !== storyOf.get(b.report))
          continue;
        const [x, y] = [days(a), days(b)];
        const one = find(a.id) === find(b.id);
        if (one) joined++;
        if (x === null || y === null || (x[0] <= y[1] && y[0] <= x[1])) continue;
        pairs++;
        if (one) wrong.push(`${a.id} ${b.id}`);
      }
    expect(pairs).toBeGreaterThan(100);
    expect(joined).toBeGreaterThan(0);
    expect(wrong).toEqual([]);
  },
  120_000,
);
