/** The atlas in Chromium on 100,000 made-up events: how soon something is seen, and how long the page is held while it is moved about in. */
import { fork } from "node:child_process";
import { once } from "node:events";
import { mkdtempSync, rmSync } from "node:fs";
import { loadavg, tmpdir } from "node:os";
import { join } from "node:path";
import { type CDPSession, chromium, type Page } from "playwright-core";
import { openStore } from "../src/app/open-store.js";
import { sampleEdition } from "./edition-sample.js";
import { keep, ROOT } from "./machine.js";

/** `--events N`: 100,000 where left out. */
const EVENTS = Number(/--events[= ](\d+)/.exec(process.argv.join(" "))?.[1] ?? 100_000);
const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** Keeps every task of more than 50 ms (the browser's own measure of a halt) and the time between frames. */
const WATCH = `
  window.__long = [];
  new PerformanceObserver((list) => {
    for (const entry of list.getEntries()) window.__long.push(Math.round(entry.duration));
  }).observe({ type: "longtask", buffered: true });
  window.__frames = [];
  let before = performance.now();
  const tick = (now) => { window.__frames.push(now - before); before = now; requestAnimationFrame(tick); };
  requestAnimationFrame(tick);
`;

type Halts = { readonly long: number[]; readonly frames: number[] };
const taken = (page: Page) =>
  page.evaluate(
    "(() => { const seen = { long: window.__long, frames: window.__frames }; window.__long = []; window.__frames = []; return seen; })()",
  ) as Promise<Halts>;

/** Processor time of the page's main thread, in ms: what it would take where nobody else is at work. */
async function worked(client: CDPSession): Promise<number> {
  const { metrics } = await client.send("Performance.getMetrics");
  return (metrics.find(({ name }) => name === "TaskDuration")?.value ?? 0) * 1000;
}

const at = (sorted: readonly number[], share: number) =>
  Math.round(sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? 0);

async function during(page: Page, name: string, act: () => Promise<void>) {
  await page.waitForTimeout(500);
  await taken(page);
  const before = await worked(client);
  await act();
  await page.waitForTimeout(700);
  const processor = (await worked(client)) - before;
  const { long, frames } = await taken(page);
  const sorted = frames.toSorted((a, b) => a - b);
  const row = {
    main_thread_ms: Math.round(processor),
    frames: frames.length,
    long_tasks: long.length,
    longest_task_ms: Math.max(0, ...long),
    frame_p50_ms: at(sorted, 0.5),
    frame_p95_ms: at(sorted, 0.95),
  };
  console.log(name.padEnd(9), JSON.stringify(row));
  return row;
}

async function opened(page: Page, address: string) {
  const start = performance.now();
  await page.goto(address, { waitUntil: "commit" });
  await page.locator(".row").first().waitFor();
  const list = performance.now() - start;
  const drawn = `(() => { const c = document.querySelector(".map-events"); return c !== null && c.width > 0 &&
    c.getContext("2d").getImageData(0, 0, c.width, c.height).data.some((n) => n > 0); })()`;
  while (!(await page.evaluate(drawn))) await page.waitForTimeout(50);
  const map = performance.now() - start;
  const paint = await page.evaluate(
    "performance.getEntriesByName('first-contentful-paint')[0]?.startTime ?? null",
  );
  const { long } = await taken(page);
  return {
    first_paint_ms: Math.round(paint as number),
    first_events_ms: Math.round(list),
    map_drawn_ms: Math.round(map),
    longest_task_ms: Math.max(0, ...long),
  };
}

async function drag(page: Page, box: { x: number; y: number; width: number; height: number }, back = false) {
  const [y, from, to] = [box.y + box.height / 2, 0.3, 0.7];
  const x = (share: number) => box.x + box.width * share;
  await page.mouse.move(x(back ? to : from), y);
  await page.mouse.down();
  await page.mouse.move(x(back ? from : to), y, { steps: 30 });
  await page.mouse.up();
}

const folder = mkdtempSync(join(tmpdir(), "quipu-bench-"));
const env = { QUIPU_HOME: folder };
const { views, close } = await openStore(env);
await views.rebuild(sampleEdition(EVENTS));
await close();
const server = fork(new URL("http-serve.js", import.meta.url), {
  env: { ...process.env, ...env, QUIPU_BENCH_WEB: `${ROOT}dist/web` },
});
const [port] = (await once(server, "message")) as [number];
const browser = await chromium.launch({
  executablePath: CHROMIUM,
  args: ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
});
const context = await browser.newContext({ viewport: { width: 1440, height: 900 }, locale: "en-GB" });
const page = await context.newPage();
page.setDefaultTimeout(120_000);
await page.addInitScript(WATCH);
const client = await context.newCDPSession(page);
await client.send("Performance.setTimeDomain", { timeDomain: "threadTicks" });
await client.send("Performance.enable");
const load_before = Math.round(loadavg()[0]! * 10) / 10;
const address = `http://127.0.0.1:${port}/`;
console.log("opening  ", JSON.stringify(await opened(page, address)));
const again = await opened(page, address);
console.log("again    ", JSON.stringify(again));
await page.waitForLoadState("networkidle");

const map = (await page.locator(".map-view").boundingBox())!;
const time = (await page.locator(".timeline-chart svg").boundingBox())!;
const pan = await during(page, "pan", async () => {
  for (let i = 0; i < 4; i++) await drag(page, map, i % 2 === 1);
});
const zoom = await during(page, "zoom", async () => {
  await page.mouse.move(map.x + map.width / 2, map.y + map.height / 2);
  for (const by of [-300, -300, -300, 300, 300, 300]) {
    await page.mouse.wheel(0, by);
    await page.waitForTimeout(250);
  }
});
const brush = await during(page, "brush", () => drag(page, { ...time, height: 60 }));
const selected = await during(page, "selected", async () => {
  await page.waitForLoadState("networkidle");
});
const list = await during(page, "list", async () => {
  const box = (await page.locator(".list-scroll").boundingBox())!;
  await page.mouse.move(box.x + 50, box.y + 200);
  for (let i = 0; i < 25; i++) await page.mouse.wheel(0, 900);
});
keep("atlas", { events: EVENTS, load_before, again, pan, zoom, brush, selected, list });
await browser.close();
server.kill();
rmSync(folder, { recursive: true, force: true });
process.exit(0);
