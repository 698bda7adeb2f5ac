/** Journeys through the commands, the server and the pages together: what a researcher takes away, and what an attacker does not get. */
import { type ChildProcess, spawn } from "node:child_process";
import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { createServer } from "node:http";
import type { AddressInfo } from "node:net";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasBrowser, launch, visit } from "./browser.js";
import { CLI, quipu } from "./cli.js";

const SAMPLE = fileURLToPath(new URL("../corpus/sample/reports.jsonl", import.meta.url));
const home = mkdtempSync(join(tmpdir(), "quipu-journeys-"));
const env = { ...process.env, QUIPU_HOME: home };
const PATIENCE = 120_000;

let server: ChildProcess;
let address = "";

beforeAll(async () => {
  expect(quipu(["add", SAMPLE, "--quiet"], "", { QUIPU_HOME: home }).code).not.toBe(2);
  expect(quipu(["edition", "--publish", "--policy", "interval"], "", { QUIPU_HOME: home }).code).not.toBe(2);
  server = spawn(process.execPath, [CLI, "serve", "--port", "0"], {
    env,
    stdio: ["ignore", "ignore", "pipe"],
  });
  address = await new Promise<string>((resolve, reject) => {
    let said = "";
    server.stderr!.on("data", (chunk: Buffer) => {
      said += chunk;
      const found = /Quipu is at (http:\S+)/.exec(said)?.[1];
      if (found !== undefined) resolve(found);
    });
    server.once("exit", () => reject(new Error(`quipu serve ended: ${said}`)));
  });
  await edition();
}, PATIENCE);

afterAll(() => {
  server?.kill("SIGKILL");
  rmSync(home, { recursive: true, force: true });
});

/** Waits until the server shows the events of the log. */
async function edition(): Promise<void> {
  for (let tries = 0; tries < 600; tries++) {
    const { items } = (await (await fetch(`${address}api/jobs`)).json()) as { items: { state: string }[] };
    if (items.length > 0 && items.every(({ state }) => state === "done" || state === "failed")) return;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  throw new Error("The jobs of the server do not end.");
}

describe.skipIf(!hasBrowser)("a researcher", { timeout: PATIENCE }, () => {
  let browser: Browser;
  beforeAll(async () => {
    browser = await launch();
  }, PATIENCE);
  afterAll(() => browser?.close());

  test.each(["csv", "acled", "geojson", "jsonl"])(
    "filters the atlas, downloads %s, and has the bytes of `quipu export`",
    async (format) => {
      const { page } = await visit(
        browser,
        `${address}?country=PE&type=PRO,REP&from=2023-07-15&to=2023-07-31`,
      );
      await page.getByRole("button", { name: "Download", exact: true }).click();
      const link = page.locator(`.download-list a[href*="/api/export/${format}"]`);
      const [download] = await Promise.all([page.waitForEvent("download"), link.click()]);
      const taken = readFileSync(await download.path(), "utf8");
      const args = ["--country", "PE", "--type", "PRO", "REP", "--from", "2023-07-15", "--to", "2023-07-31"];
      const { out, code } = quipu(["export", "--format", format, ...args, "--quiet"], "", {
        QUIPU_HOME: home,
      });
      expect(code).not.toBe(2);
      expect(taken.length).toBeGreaterThan(500);
      expect(taken).toBe(out);
      await page.context().close();
    },
  );
});

describe("an attacker", () => {
  test("cannot have the server fetch an address of the machine by naming it as a report's own", async () => {
    let asked = 0;
    const secret = createServer((_, answer) => {
      asked++;
      answer.end("secret");
    });
    await new Promise<void>((resolve) => secret.listen(0, "127.0.0.1", resolve));
    const { port } = secret.address() as AddressInfo;
    const url = `http://127.0.0.1:${port}/latest/meta-data`;
    const answer = await fetch(`${address}api/reports`, {
      method: "POST",
      headers: { "content-type": "application/json", origin: new URL(address).origin },
      body: JSON.stringify({
        text: "Students marched in Quito on Monday.",
        published: "2023-05-10",
        lang: "en",
        url,
      }),
    });
    expect([200, 201, 202]).toContain(answer.status);
    await edition();
    expect(asked).toBe(0);
    expect(quipu(["add", url, "--quiet"], "", { QUIPU_HOME: home }).err).toMatch(/127\.0\.0\.1/);
    expect(asked).toBe(0);
    secret.close();
  });
});
