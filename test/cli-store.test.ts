/** `quipu verify`, `backup`, `restore` and `migrate`, as they are called. */
import { existsSync, mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { samplePairs } from "../bench/log-sample.js";
import { openStore } from "../src/app/open-store.js";
import { entriesLeft } from "../src/app/store-command.js";
import { openSqlite } from "../src/store/sqlite.js";
import { quipu } from "./cli.js";

const folder = mkdtempSync(join(tmpdir(), "quipu-cli-store-"));
const home = join(folder, "home");
const env = { QUIPU_HOME: home, QUIPU_DATABASE_URL: "" };

beforeAll(async () => {
  const { store, views, close } = await openStore(env);
  await store.add(samplePairs(1, 4));
  expect(await views.edition()).toBeNull();
  await close();
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

describe("quipu verify", () => {
  test("prints the head of a log that is as it was written, and holds it against one", () => {
    const first = quipu(["verify"], "", env);
    expect(first).toMatchObject({ code: 0 });
    expect(first.out).toMatch(/^6:[0-9a-f]{64}\n$/);
    expect(first.err).toMatch(/6 entries, 3 reports, 3 codings, 9 spans: all as it was written/);
    expect(quipu(["verify", "--head", first.out.trim(), "--quiet"], "", env)).toMatchObject({
      code: 0,
      err: "",
    });
    const other = quipu(["verify", "--json", "--head", `7:${"0".repeat(64)}`], "", env);
    expect(other.code).toBe(1);
    expect(other.findings()).toMatchObject([{ code: "log.truncated" }]);
    expect(JSON.parse(other.out)).toMatchObject({ entries: 6, findings: 1, head: { position: 6 } });
    expect(quipu(["verify", "--head", "nonsense"], "", env)).toMatchObject({ code: 2 });
  });

  test("makes no store where there is none", () => {
    const run = quipu(["verify"], "", { ...env, QUIPU_HOME: join(folder, "mistyped") });
    expect(run).toMatchObject({ code: 2, out: "" });
    expect(run.err).toMatch(/There is no store in .*mistyped/);
    expect(existsSync(join(folder, "mistyped"))).toBe(false);
  });
});

test("quipu backup, restore and migrate bring a log into a new home", () => {
  const file = join(folder, "backup.ndjson.gz");
  const next = { ...env, QUIPU_HOME: join(folder, "next") };
  expect(quipu(["backup", file], "", env)).toMatchObject({ code: 0, out: "" });
  expect(quipu(["backup", file], "", env)).toMatchObject({ code: 2 });
  expect(quipu(["restore", join(folder, "none")], "", next)).toMatchObject({ code: 2 });
  const restored = quipu(["restore", file, "--json"], "", next);
  expect(JSON.parse(restored.out)).toMatchObject({ position: 6 });
  expect(quipu(["verify"], "", next).out).toBe(quipu(["verify"], "", env).out);
  expect(quipu(["restore", file], "", next).err).toMatch(/empty store/);
  expect(JSON.parse(quipu(["migrate", "--json"], "", next).out)).toEqual({ steps: [] });
});

test("quipu verify names what was changed, and exits with 1", () => {
  const database = openSqlite(join(home, "log.sqlite"), "full");
  database.exec("update log set author = 'eve' where position = 3");
  database.close();
  const run = quipu(["verify", "--json"], "", env);
  expect(run.code).toBe(1);
  expect(run.findings()).toMatchObject([{ code: "log.changed" }]);
  expect(quipu(["backup", join(folder, "bad.gz")], "", env).err).toMatch(/No backup was made/);
});

test.each([
  [0, 0, 0, "0 of 0 entries, 0 %"],
  [10, 4000, 500, "10 of 4,000 entries, 0 %"],
  [1000, 4000, 4000, "1,000 of 4,000 entries, 25 %, 12 s left"],
  [1000, 400000, 4000, "1,000 of 400,000 entries, 0 %, 27 min left"],
  [4000, 4000, 4000, "4,000 of 4,000 entries, 100 %"],
])("progress of a backup or its return: %i of %i after %i ms", (done, all, ms, words) => {
  expect(entriesLeft(done, all, ms)).toBe(words);
});
