/** For tests of the review desk in a browser: a server with accounts on a small store, and coders who sign in to it. */
import { existsSync, mkdtempSync, readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, BrowserContextOptions, Page } from "playwright-core";
import { expect } from "vitest";
import { Accounts } from "../src/app/http/accounts.js";
import { type Running, serve } from "../src/app/http/serve.js";
import type { Coding } from "../src/model/index.js";
import { inPage, launch, type Visit, visit } from "./browser.js";
import { type Sample, sampleServer } from "./http-sample.js";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const AXE = `${ROOT}node_modules/axe-core/axe.min.js`;
const RULES = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"];
const PASSWORD = "a long enough password";
/** Milliseconds for a browser on a busy machine. */
export const PATIENCE = 180_000;

export type Desk = {
  readonly sample: Sample;
  readonly origin: string;
  /** Signs in as a coder and opens a part of the desk. */
  as(name: string, path?: string, options?: BrowserContextOptions): Promise<Page>;
  /** The codings of a coder in the log, oldest first. */
  codingsBy(coder: string, report?: string): Promise<Coding[]>;
  /** Waits until a coder has one; the last one. */
  untilWritten(coder: string, report: string): Promise<Coding>;
  /** Closes the pages of a test; what went wrong in them, and what they asked of others. */
  leave(): Promise<readonly string[]>;
  close(): Promise<void>;
};

/** `coders` and the adjudicator `eva` have accounts. Close it at the end. */
export async function openDesk(reports: readonly object[], coders: readonly string[]): Promise<Desk> {
  const web = `${ROOT}dist/web`;
  if (!existsSync(`${web}/index.html`))
    throw new Error("dist/web is not built, so there is nothing to test. Run: npm run build");
  const home = mkdtempSync(join(tmpdir(), "quipu-desk-"));
  const accounts = new Accounts(home);
  const now = new Date("2024-03-05T12:00:00Z");
  for (const name of coders) await accounts.add(name, "coder", PASSWORD, now);
  await accounts.add("eva", "adjudicator", PASSWORD, now);
  const sample = await sampleServer({ env: { QUIPU_HOME: home }, web }, reports);
  const running: Running = await serve(sample.server, { host: "127.0.0.1", port: 0 });
  const browser: Browser = await launch();
  return deskOf(sample, running, browser);
}

function deskOf(sample: Sample, running: Running, browser: Browser): Desk {
  const origin = `http://127.0.0.1:${running.port}`;
  const visits: Visit[] = [];
  /** A server lets nobody sign in time and again: what a browser keeps of it, by name. */
  const signedIn = new Map<string, Awaited<ReturnType<BrowserContext["storageState"]>>>();
  const desk: Desk = {
    sample,
    origin,
    async as(name, path = "/desk", options = {}) {
      const kept = signedIn.get(name);
      const address = kept === undefined ? `/login?to=${encodeURIComponent(path)}` : path;
      const opened = await visit(browser, origin + address, {
        ...options,
        ...(kept === undefined ? {} : { storageState: kept }),
      });
      visits.push(opened);
      const { page } = opened;
      page.setDefaultTimeout(30_000);
      if (kept === undefined) {
        await page.getByLabel("Name").fill(name);
        await page.getByLabel("Password").fill(PASSWORD);
        await page.keyboard.press("Enter");
        await page.locator(".desk-top").waitFor();
        // The plain page of the sign-in has no icon; what counts is the desk.
        opened.trouble.length = 0;
        signedIn.set(name, await page.context().storageState());
      }
      await page.locator(".desk-top").waitFor();
      return page;
    },
    async codingsBy(coder, report) {
      const found: Coding[] = [];
      for await (const { record } of sample.services.store.all("coding"))
        if (record.coder === coder && (report === undefined || record.report.id === report))
          found.push(record);
      return found;
    },
    async untilWritten(coder, report) {
      await expect
        .poll(async () => (await desk.codingsBy(coder, report)).length, { timeout: 30_000 })
        .toBeGreaterThan(0);
      return (await desk.codingsBy(coder, report)).at(-1)!;
    },
    async leave() {
      const troubles = visits.flatMap(({ trouble, elsewhere }) => [...trouble, ...elsewhere]);
      for (const { page } of visits.splice(0)) await page.context().close();
      return troubles;
    },
    async close() {
      await browser.close();
      await running.close();
      await sample.close();
    },
  };
  return desk;
}

export const focused = (page: Page) => inPage<string>(page, "document.activeElement.className");
export const reportOf = (page: Page) =>
  inPage<string>(page, "new URLSearchParams(location.search).get('id')");

/** Waits until a report and its record are drawn. */
export async function toReport(page: Page): Promise<void> {
  await page.locator(".report-text .line").first().waitFor();
  await page.locator(".record-head").waitFor();
}

/** Waits until a report is drawn and the focus is at a value. */
export async function toValue(page: Page): Promise<void> {
  await toReport(page);
  await page.locator(".value.is-here").waitFor();
}

export async function press(page: Page, ...keys: readonly string[]): Promise<void> {
  for (const key of keys) await page.keyboard.press(key);
}

/** Looks words up in the report and selects them. */
export async function select(page: Page, words: string): Promise<void> {
  await page.keyboard.press("/");
  await page.keyboard.type(words);
  await page.keyboard.press("Enter");
  await page.locator(".selection-bar q").waitFor();
}

/** That axe finds nothing wrong in the page as it is; `what` names it. */
export async function clean(page: Page, what: string): Promise<void> {
  await inPage(page, readFileSync(AXE, "utf8"));
  const found = await inPage<{ id: string; nodes: { html: string; failureSummary: string }[] }[]>(
    page,
    `axe.run({ runOnly: ${JSON.stringify(RULES)} }).then((result) => result.violations)`,
  );
  const told = found.map(({ id, nodes }) => [what, id, nodes[0]?.html, nodes[0]?.failureSummary]);
  expect(told).toEqual([]);
}

/** Nothing hangs over the side of the page. */
export const fits = (page: Page) =>
  inPage<boolean>(page, "document.documentElement.scrollWidth <= innerWidth");
