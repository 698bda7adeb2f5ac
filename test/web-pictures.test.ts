/**
 * The pictures of the README, taken from the demo: the atlas on the disputed march, and the desk, in light and dark. A page that has come to
 * look otherwise fails; `PICTURES=write npx vitest run test/web-pictures.test.ts` takes them anew, to be looked at before they are committed.
 */
import { type ChildProcess, spawn } from "node:child_process";
import { existsSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { hasBrowser, launch } from "./browser.js";
import { CLI } from "./cli.js";

const FOLDER = fileURLToPath(new URL("../docs/pictures/", import.meta.url));
/** Fonts differ from machine to machine: the share of the picture that may be otherwise. */
const OTHERWISE = 0.2;

let browser: Browser;
let demo: ChildProcess;
let address = "";

beforeAll(async () => {
  if (!hasBrowser) return;
  demo = spawn(process.execPath, [CLI, "demo", "--port", "0", "--no-open"], {
    stdio: ["ignore", "pipe", "ignore"],
  });
  const [started] = await Promise.all([
    new Promise<string>((resolve) => demo.stdout!.once("data", (chunk: Buffer) => resolve(String(chunk)))),
    launch().then((launched) => {
      browser = launched;
    }),
  ]);
  address = started.trim();
}, 120_000);

afterAll(async () => {
  await browser?.close();
  demo?.kill("SIGKILL");
});

async function disputedMarch(): Promise<string> {
  const answer = await fetch(`${address}api/events?type=PRO.DEMO&from=2023-07-19&to=2023-07-19&q=Lima`);
  const { items } = (await answer.json()) as { items: { id: string; reports: number }[] };
  return items.find(({ reports }) => reports === 2)!.id;
}

const VIEWS: readonly (readonly [name: string, path: (march: string) => string, ready: string])[] = [
  ["atlas", (march) => `?bbox=-82,-19,-68,-1&from=2023-07-15&to=2023-07-31&event=${march}`, "#card-title"],
  ["desk", () => "desk/report?id=sample-bus-strike", ".report-text"],
];

/** The share of the pixels of two PNGs that differ by more than a shade; null where their sizes differ. Counted in the browser, which can read PNGs. */
async function difference(page: Page, a: Buffer, b: Buffer): Promise<number | null> {
  return page.evaluate(
    `(async ([a, b]) => {
      const pixels = async (data) => {
        const image = await createImageBitmap(await (await fetch("data:image/png;base64," + data)).blob());
        const canvas = new OffscreenCanvas(image.width, image.height);
        const context = canvas.getContext("2d");
        context.drawImage(image, 0, 0);
        return context.getImageData(0, 0, image.width, image.height);
      };
      const [one, two] = [await pixels(a), await pixels(b)];
      if (one.width !== two.width || one.height !== two.height) return null;
      let differ = 0;
      for (let i = 0; i < one.data.length; i += 4)
        if ([0, 1, 2].some((k) => Math.abs(one.data[i + k] - two.data[i + k]) > 24)) differ++;
      return (4 * differ) / one.data.length;
    })(${JSON.stringify([a.toString("base64"), b.toString("base64")])})`,
  ) as Promise<number | null>;
}

describe.runIf(hasBrowser)("the pictures of the README", () => {
  test.each(
    VIEWS.flatMap((view) => (["light", "dark"] as const).map((scheme) => [...view, scheme] as const)),
  )(
    "%s",
    async (name, path, ready, scheme) => {
      const context = await browser.newContext({
        viewport: { width: 1440, height: 900 },
        colorScheme: scheme,
        locale: "en-GB",
        timezoneId: "UTC",
        reducedMotion: "reduce",
      });
      const page = await context.newPage();
      await page.goto(`${address}${path(await disputedMarch())}`);
      await page.waitForSelector(ready, { timeout: 60_000 });
      await page.waitForLoadState("networkidle");
      if (name === "atlas") await page.getByRole("button", { name: "Closer" }).click();
      await page.waitForTimeout(2500);
      const taken = await page.screenshot();
      const file = `${FOLDER}${name}-${scheme}.png`;
      if (process.env.PICTURES === "write") {
        mkdirSync(FOLDER, { recursive: true });
        writeFileSync(file, taken);
      }
      expect(existsSync(file), "Take the picture first: PICTURES=write").toBe(true);
      const blank = await context.newPage();
      const share = await difference(blank, readFileSync(file), taken);
      expect(share, "the picture has another size").not.toBeNull();
      expect(share, "the page looks otherwise: look, then PICTURES=write").toBeLessThan(OTHERWISE);
      await context.close();
    },
    90_000,
  );

  test("a light page is not taken for a dark one", async () => {
    const page = await browser.newPage();
    const [light, dark] = ["light", "dark"].map((scheme) => readFileSync(`${FOLDER}atlas-${scheme}.png`));
    expect(await difference(page, light!, dark!)).toBeGreaterThan(OTHERWISE);
    await page.close();
  });
});
