/** `quipu demo`: one command, and the atlas shows an event on which two outlets disagree. */
import { spawn } from "node:child_process";
import { once } from "node:events";
import { existsSync, readdirSync } from "node:fs";
import { type AddressInfo, createServer } from "node:net";
import { tmpdir } from "node:os";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { EditionEvent, EditionReport } from "../src/model/index.js";
import { CLI } from "./cli.js";

const stores = () => readdirSync(tmpdir()).filter((name) => name.startsWith("quipu-demo-"));
const before = stores();
/** The port that is asked for is somebody else's. */
const other = createServer().listen(0, "127.0.0.1");
await once(other, "listening");
const { port: taken } = other.address() as AddressInfo;
const demo = spawn(process.execPath, [CLI, "demo", "--port", `${taken}`, "--no-open"], {
  stdio: ["ignore", "pipe", "pipe"],
});
let out = "";
let err = "";
demo.stdout.on("data", (chunk: Buffer) => {
  out += chunk;
});
demo.stderr.on("data", (chunk: Buffer) => {
  err += chunk;
});

type List = {
  readonly items: readonly { readonly id: string; readonly type: string; readonly reports: number }[];
};
type Answer = EditionEvent & { readonly reports: readonly EditionReport[] };

async function get<T>(path: string): Promise<T> {
  const answer = await fetch(new URL(path, out.trim()));
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
}

beforeAll(async () => {
  for (let tries = 0; tries < 900 && !out.includes("\n") && demo.exitCode === null; tries++)
    await new Promise((resolve) => setTimeout(resolve, 100));
}, 95_000);

afterAll(() => {
  other.close();
  demo.kill("SIGKILL");
});

test("prints the address, and only that, where programs look", () => {
  expect(out, err).toMatch(/^http:\/\/127\.0\.0\.1:\d+\/\n$/);
  expect(err).toMatch(/only this machine can reach it/);
  expect(err).toMatch(/Ctrl-C/);
});

test("says that the port is taken, and where it is instead", () => {
  const { port } = new URL(out.trim());
  expect(port).not.toBe(`${taken}`);
  expect(err).toContain(
    `Port ${taken} is taken by another program, perhaps another demo; this one is at port ${port}.`,
  );
});

test("names places as they are written, not as datelines shout them", async () => {
  const { items } = await get<{ items: { place: { name: string } | null }[] }>("api/events?limit=1000");
  const names = items.flatMap(({ place }) => place?.name ?? []);
  expect(names).toContain("Maiduguri");
  expect(names.filter((name) => name.length > 3 && name === name.toUpperCase())).toEqual([]);
});

test("serves the atlas", async () => {
  const page = await fetch(out.trim());
  expect(page.headers.get("content-type")).toMatch(/^text\/html/);
  expect(await page.text()).toMatch(/<script type="module"[^>]* src="\/assets\//);
});

test("shows the march in Lima, of which two outlets give different numbers, each with its words", async () => {
  const { items } = await get<List>("api/events?type=PRO.DEMO&from=2023-07-19&to=2023-07-19&q=Lima");
  const told = items.filter(({ reports }) => reports === 2);
  expect(told).toHaveLength(1);
  expect(err).toContain(`${out.trim()}?event=${told[0]!.id}`);
  const event = await get<Answer>(`api/events/${told[0]!.id}`);
  expect(new Set(event.reports.map(({ outlet }) => outlet)).size).toBe(2);
  const crowd = event.figures.filter(({ kind }) => kind === "crowd_size");
  expect(crowd).toHaveLength(1);
  expect(crowd[0]).toMatchObject({ conflict: true });
  // "They spoke of more than 20,000 marchers" is not said by the ministry, whose statement the report is about.
  const voices = new Map(
    event.claims.flatMap((claim) =>
      claim.field === "figure" ? [[claim.quotes[0].quote, claim.attribution.voice] as const] : [],
    ),
  );
  expect(voices.get("Around 6,000 demonstrators")).toBe("the Interior Ministry");
  expect(voices.get("more than 20,000 marchers")).not.toBe("the Interior Ministry");
  const words = event.claims.flatMap((claim) =>
    claim.field === "figure" ? claim.quotes.map(({ quote }) => quote) : [],
  );
  expect(words).toEqual(expect.arrayContaining(["At least 20,000 people", "Around 6,000 demonstrators"]));
});

test("publishes its edition, and lists exports", async () => {
  expect(await get("api/edition")).toMatchObject({ number: 1, published: true, reports: 8 });
  const csv = await fetch(new URL("api/export/csv", out.trim()));
  expect(csv.status).toBe(200);
  expect((await csv.text()).split("\n").length).toBeGreaterThan(30);
});

test("leaves nothing behind", async () => {
  const ended = new Promise<number | null>((resolve) => demo.once("exit", resolve));
  demo.kill("SIGTERM");
  expect(await ended).toBe(0);
  expect(stores().filter((name) => !before.includes(name) && existsSync(`${tmpdir()}/${name}`))).toEqual([]);
}, 20_000);
