/** A real browser for tests of the pages: what it asks elsewhere, what its policy refuses and what fails in it is kept. */
import { existsSync } from "node:fs";
import { type Browser, type BrowserContextOptions, chromium, type Page } from "playwright-core";

const CHROMIUM = process.env.CHROMIUM_PATH ?? "/usr/bin/chromium";

/** Whether the tests can run. Where there is no browser they are skipped with a notice; continuous integration may not skip. */
export const hasBrowser = existsSync(CHROMIUM) || process.env.CI === "true";
if (!hasBrowser)
  console.warn(`No browser at ${CHROMIUM}: the tests of the pages are skipped. Set CHROMIUM_PATH.`);

export const launch = (): Promise<Browser> =>
  chromium.launch({
    executablePath: CHROMIUM,
    args: ["--use-gl=angle", "--use-angle=swiftshader", "--enable-unsafe-swiftshader"],
  });

export type Visit = {
  readonly page: Page;
  /** Addresses of other origins that the page asked. */
  readonly elsewhere: string[];
  /** What the policy of the server refused, and errors of the page. */
  readonly trouble: string[];
};

/** Opens an address in a fresh profile. */
export async function visit(
  browser: Browser,
  url: string,
  options: BrowserContextOptions = {},
): Promise<Visit> {
  const context = await browser.newContext({
    viewport: { width: 1440, height: 900 },
    locale: "en-GB",
    ...options,
  });
  const page = await context.newPage();
  const { origin } = new URL(url);
  const elsewhere: string[] = [];
  const trouble: string[] = [];
  page.on("request", (request) => {
    const asked = request.url();
    if (!asked.startsWith(`${origin}/`) && !asked.startsWith("data:")) elsewhere.push(asked);
  });
  page.on("pageerror", (error) => {
    // A page that is left while the map's worker is on its way: that the map draws is tested by what it draws.
    if (!String(error).includes("Worker failed to load")) trouble.push(String(error));
  });
  page.on("console", (message) => {
    if (message.type() === "error") trouble.push(message.text());
  });
  await page.addInitScript(
    `addEventListener("securitypolicyviolation", (e) => console.error("refused by the policy: " + e.violatedDirective + " " + e.blockedURI))`,
  );
  await page.goto(url);
  return { page, elsewhere, trouble };
}

/** What a key press, or `script`, leaves in the page: for values that only the page knows. */
export const inPage = <T>(page: Page, script: string): Promise<T> => page.evaluate(script) as Promise<T>;
