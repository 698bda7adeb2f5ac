/** From reports to a dataset with the commands as they are called, on SQLite and on PostgreSQL; and from the one to the other. */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import pg from "pg";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { type PostgresServer, postgresProgram, postgresServer } from "../bench/postgres-server.js";
import { openSqlite } from "../src/store/sqlite.js";
import { quipu } from "./cli.js";
import { readCsv, readLines } from "./export-read.js";
import { folderForTests } from "./ingest-kit.js";

const { file, path } = folderForTests();
const here = postgresProgram() !== null;
if (!here) console.warn("PostgreSQL is not installed here: its commands are not tested.");
let server: PostgresServer | null = null;
beforeAll(async () => {
  if (here) server = await postgresServer();
}, 60_000);
afterAll(() => server?.stop());

const row = (id: string, outlet: string, published: string, text: string) =>
  JSON.stringify({
    id,
    outlet,
    published,
    lang: "en",
    text,
    url: `https://${outlet.toLowerCase()}.example/${id}`,
  });
const MARCH =
  "About 400 dockers marched in Callao on Wednesday, 19 July 2023, the harbour master said. They asked for safer cranes and paid breaks. Ships waited outside the harbour until the evening.";

const PRESS = [
  row(
    "plan",
    "Ancla",
    "2023-07-17",
    "Dockers will march in Callao on Wednesday, 19 July 2023, their union said.",
  ),
  row("told", "Boya", "2023-07-20", MARCH),
  row("copy", "Cabo", "2023-07-20", `${MARCH} It was warm.`),
  row(
    "own",
    "Dique",
    "2023-07-20",
    "More than 600 dockers marched in Callao on Wednesday, 19 July 2023, a lawyer for the dockers said.",
  ),
].join("\n");

type Env = { readonly QUIPU_HOME: string; readonly QUIPU_DATABASE_URL: string };
type Event = {
  readonly id: string;
  readonly type: { readonly value: string };
  readonly actuality: { readonly value: string };
  readonly origins: number;
  readonly mentions: readonly { readonly report: string }[];
  readonly figures: readonly { readonly low: number | null; readonly high: number | null }[];
};

const call = (env: Env, ...args: string[]) => quipu(args, "", env);
const edition = (env: Env, ...args: string[]) =>
  JSON.parse(call(env, "edition", "--format", "json", ...args).out) as {
    number: number;
    events: Event[];
    links: { from: string; to: string; relation: string }[];
  };
const marchOf = ({ events }: { events: Event[] }) =>
  events.find(({ type, actuality }) => type.value === "PRO.DEMO" && actuality.value === "happened")!;
const reportsOf = ({ mentions }: Event) => [...new Set(mentions.map(({ report }) => report))].sort();

/** Changes one letter of the author of an entry, behind the back of the program. */
async function tamper(env: Env): Promise<void> {
  const change = "update log set author = 'eve' where position = 3";
  if (env.QUIPU_DATABASE_URL === "") {
    const database = openSqlite(join(env.QUIPU_HOME, "log.sqlite"), "full");
    database.exec(change);
    database.close();
    return;
  }
  const client = new pg.Client({ connectionString: env.QUIPU_DATABASE_URL });
  await client.connect();
  await client.query("alter table log disable trigger all");
  expect((await client.query(change)).rowCount).toBe(1);
  await client.end();
}

describe.each([
  ["SQLite", "PostgreSQL", true],
  ["PostgreSQL", "SQLite", here],
] as const)("%s", (name, other, isHere) => {
  const envOf = async (kind: string, home: string): Promise<Env> => ({
    QUIPU_HOME: join(path, `${name}-${home}`),
    QUIPU_DATABASE_URL: kind === "PostgreSQL" ? await server!.database() : "",
  });

  test.runIf(isHere)(
    "reports become an edition, exports, a backup, and a store of the other kind",
    async () => {
      const env = await envOf(name, "home");
      const press = file(`${name}-press.jsonl`, PRESS);

      const added = call(env, "add", press);
      expect(added).toMatchObject({ code: 0, out: "" });
      expect(added.err).toMatch(
        /^4 reports new, 0 known, 0 refused\. \d+ events found, 2 pairs of tellings merged/,
      );
      expect(call(env, "add", press).err).toMatch(/^0 reports new, 4 known, 0 refused\. Next: /);

      const first = edition(env, "--publish");
      const march = marchOf(first);
      expect(reportsOf(march)).toEqual(["copy", "own", "told"]);
      expect(march.origins).toBe(2);
      const plan = first.events.find(({ actuality }) => actuality.value === "planned")!;
      expect(first.links).toContainEqual(
        expect.objectContaining({ from: march.id, to: plan.id, relation: "realises" }),
      );

      const corrected = file(
        `${name}-corrected.jsonl`,
        row("told", "Boya", "2023-07-21", MARCH.replace("About 400", "Exactly 650")),
      );
      expect(call(env, "add", corrected).err).toMatch(
        /^1 report new, a correction of an earlier one, 0 known/,
      );
      const diff = call(env, "edition", "--diff", "--format", "table");
      expect(diff.out).toMatch(
        /^The demonstration in Callao on 19 July 2023: crowd \(dockers\) was 400 or at least 600, in conflict, now 650.*, because .*Exactly 650 dockers/m,
      );
      expect(diff.out).toMatch(
        /: actors were about 400 dockers \(participant\); .*, now .*exactly 650 dockers/i,
      );
      expect(diff.err).toMatch(/is not published .* 2 changes since edition 1\.\n$/);
      const second = edition(env, "--publish");
      expect([second.number, marchOf(second).id]).toEqual([2, march.id]);
      expect(reportsOf(marchOf(second)).filter((id) => id.startsWith("told"))).toEqual([
        expect.stringMatching(/^told~/),
      ]);

      const out = join(path, `${name}.csv`);
      expect(call(env, "export", "--format", "csv", "--out", out).err).toMatch(
        /2 of 2 events asked for.*They are in /,
      );
      const rows = readCsv(readFileSync(out, "utf8"));
      expect(rows.map(({ event_id, realises }) => [event_id, realises]).sort()).toEqual(
        [
          [march.id, plan.id],
          [plan.id, ""],
        ].sort(),
      );
      const acled = call(env, "export", "--format", "acled");
      expect(acled.code).toBe(1);
      expect(acled.err).toMatch(/plan/);
      expect(readCsv(acled.out)).toHaveLength(1);
      expect(readLines(call(env, "export", "--format", "jsonl", "--quiet").out)).toHaveLength(2);

      const verified = call(env, "verify");
      expect(verified).toMatchObject({ code: 0 });
      const backup = join(path, `${name}.ndjson.gz`);
      expect(call(env, "backup", backup)).toMatchObject({ code: 0 });
      if (other === "SQLite" || here) {
        const moved = await envOf(other, "moved");
        expect(call(moved, "restore", backup)).toMatchObject({ code: 0 });
        expect(call(moved, "verify").out).toBe(verified.out);
        expect(edition(moved)).toEqual({ ...edition(env) });
      }

      await tamper(env);
      const found = call(env, "verify", "--json");
      expect([found.code, found.findings().map(({ code }) => code)]).toEqual([1, ["log.changed"]]);
      expect(call(env, "backup", join(path, `${name}-bad.gz`)).err).toMatch(/No backup was made/);
      expect(existsSync(join(path, `${name}-bad.gz`))).toBe(false);
    },
    180_000,
  );
});

test("a database that is not there is said in words, for every command", () => {
  const env = {
    QUIPU_HOME: join(path, "none"),
    QUIPU_DATABASE_URL: "postgresql://nobody:secret@127.0.0.1:1/none",
  };
  writeFileSync(join(path, "one.txt"), MARCH);
  for (const args of [
    ["add", join(path, "one.txt")],
    ["edition"],
    ["export", "--format", "csv"],
    ["verify"],
    ["backup", join(path, "none.gz")],
  ]) {
    const run = call(env, ...args);
    expect([args[0], run.code, run.out]).toEqual([args[0], 2, ""]);
    expect(run.err).toMatch(/^quipu: .*127\.0\.0\.1/);
    expect(run.err).not.toContain("secret");
    expect(run.err.trim().split("\n")).toHaveLength(1);
  }
}, 60_000);
