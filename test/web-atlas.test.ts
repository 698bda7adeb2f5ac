/** The atlas in a real browser: a newcomer reads the words of an event, a researcher narrows, shares and takes away, by hand and by keys. */
import { existsSync, readFileSync } from "node:fs";
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { fixture, serveFixture } from "../web/fixtures/server.js";
import { hasBrowser, inPage, launch, type Visit, visit } from "./browser.js";

const ROOT = fileURLToPath(new URL("../", import.meta.url));
const AXE = `${ROOT}node_modules/axe-core/axe.min.js`;
/** A browser on a busy machine. */
const PATIENCE = 120_000;

describe.skipIf(!hasBrowser)("the atlas", { timeout: PATIENCE }, () => {
  let browser: Browser;
  let server: Server;
  let origin: string;
  /** A second server with more events than are drawn one by one. */
  let crowded: Server;
  let crowdedOrigin: string;
  const visits: Visit[] = [];

  beforeAll(async () => {
    if (!existsSync(`${ROOT}dist/web/index.html`))
      throw new Error("dist/web is not built, so there is nothing to test. Run: npm run build");
    const { types } = JSON.parse(readFileSync(`${ROOT}dist/data/codebook-protest.json`, "utf8")) as {
      types: { code: string; label: string }[];
    };
    const label = (code: string) => types.find((type) => type.code === code)?.label ?? code;
    server = await serveFixture(fixture(label, 60), `${ROOT}dist/web`, label);
    origin = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
    crowded = await serveFixture(fixture(label, 6000), `${ROOT}dist/web`, label);
    crowdedOrigin = `http://127.0.0.1:${(crowded.address() as AddressInfo).port}`;
    browser = await launch();
  }, PATIENCE);

  /** Until all is there: a page that is left while its map still loads would tell of a worker that did not come. */
  const settled = (page: Page) => page.waitForLoadState("networkidle");

  afterEach(async () => {
    for (const { page } of visits.filter(({ page }) => !page.isClosed())) {
      await settled(page);
      await page.context().close();
    }
  });

  afterAll(async () => {
    await browser?.close();
    for (const one of [server, crowded]) {
      one?.closeAllConnections();
      one?.close();
    }
  });

  async function open(path: string, options?: BrowserContextOptions): Promise<Page> {
    const opened = await visit(browser, path.startsWith("http") ? path : origin + path, options);
    opened.page.setDefaultTimeout(60_000);
    visits.push(opened);
    return opened.page;
  }

  const search = (page: Page) => inPage<string>(page, "location.search");
  /** Waits until the address bar says so: what is typed counts a moment after the last key. */
  const untilSearch = (page: Page, query: string) =>
    expect.poll(() => search(page), { timeout: 20_000 }).toBe(query);
  const untilCount = (page: Page, text: string) =>
    page.locator("#list-title", { hasText: new RegExp(`^${text}$`) }).waitFor();
  /** Waits until what the page tells is so: it may be drawn a moment after what was waited for before. */
  const until = <T>(told: () => Promise<T>) => expect.poll(told, { timeout: 20_000 });
  const row = (page: Page, id: string) => page.locator(`#row-${id}`);

  test("a newcomer opens an event and reads who says what, in whose words", async () => {
    const page = await open("/?country=PE&from=2024-04-25&to=2024-06-01");
    await row(page, "ev-arequipa-march").click();
    const card = page.locator(".card");
    await card.getByRole("heading", { level: 2 }).waitFor();
    await card.getByText("A fruit seller").first().waitFor();
    const text = await card.textContent();
    for (const words of ["some 4,000 teachers", "Around 1,200 people", "Thousands of teachers"])
      expect(text).toContain(words);
    for (const outlet of ["The Valley Post", "Coast Radio", "Andes Wire"]) expect(text).toContain(outlet);
    // Disagreement is said and seen, copies are told from sources, private persons are roles.
    expect(text).toContain("The sources contradict each other");
    expect(text).toContain("1 claim says otherwise");
    expect(text).toContain("3 independent sources");
    expect(text).toContain("A fruit seller");
    await until(() => card.locator(".figure-claim").count()).toBeGreaterThanOrEqual(6);
    // From the protest to the response, and back by the browser.
    await card.locator(".links a").first().click();
    await card.getByText("Dispersal / crowd control").first().waitFor();
    await until(() => search(page)).toContain("event=ev-arequipa-gas");
    await page.goBack();
    await card.getByText("some 4,000 teachers").first().waitFor();
    await page.goBack();
    await page.locator(".card").waitFor({ state: "detached" });
  });

  test("below its reports an event has other reports of the happening, linked as its own; none where there are none", async () => {
    const page = await open("/?event=ev-arequipa-march");
    const others = page.locator(".card section", {
      has: page.getByRole("heading", { name: "Other reports of this happening" }),
    });
    await others.waitFor();
    await until(() => others.locator("li").count()).toBe(1);
    const told = others.locator("li").first();
    await until(() => told.textContent()).toBe(
      "Stalls at the Grau bridge open againRiver Gazette, 5 May 2024",
    );
    await until(() => told.getByRole("link").first().getAttribute("href")).toBe(
      "https://news.example/river-1",
    );
    await others.getByText("No value above rests on them.").waitFor();
    // Of an event of fewer reports, the others of the story are those of the march too.
    await page.goto(`${origin}/?event=ev-lima-plan`);
    await until(() => others.locator("li").count()).toBe(3);
    await page.goto(`${origin}/?event=ev-azuay-killing`);
    await page.locator(".card").getByText("Two miners").first().waitFor();
    await until(() => others.count()).toBe(0);
    // An address that is none of the web is no link.
    await page.goto(`${origin}/?event=ev-lyon-vigil`);
    await others.getByText("<img src=x onerror=alert(1)> seen in the square").waitFor();
    await until(() => others.locator("a, img").count()).toBe(0);
  });

  test("a researcher narrows, finds it in the address bar, and a reload keeps it", async () => {
    const page = await open("/");
    await untilCount(page, "73 events");
    await page.getByRole("button", { name: "Types" }).click();
    await page.getByRole("checkbox", { name: /^Repression/ }).check();
    await page.keyboard.press("Escape");
    await page.getByRole("button", { name: "Country" }).click();
    await page.getByRole("radio", { name: /^Peru/ }).check();
    await page.keyboard.press("Escape");
    await page.locator(".filter-row input[type=search]").first().fill("tear gas");
    await untilSearch(page, "?type=REP&q=tear+gas&country=PE");
    await untilCount(page, "1 event");
    await settled(page);
    await page.reload();
    await untilCount(page, "1 event");
    await until(() => page.locator(".chip").count()).toBe(3);
    // Back takes away the last step; a chip takes away its filter.
    await page.goBack();
    await untilSearch(page, "?type=REP&country=PE");
    await page.getByRole("button", { name: "Remove the filter Peru" }).click();
    await untilSearch(page, "?type=REP");
    // A menu offers what could be chosen instead, not only what is chosen.
    await page.getByRole("button", { name: "Types" }).click();
    await page
      .locator(".choice", { hasText: /^Protest/ })
      .filter({ hasNotText: /\b0$/ })
      .first()
      .waitFor();
    await page.keyboard.press("Escape");
    // What is downloaded is what is seen.
    await page.getByRole("button", { name: "Download", exact: true }).click();
    await until(() => page.locator(".download-list a").first().getAttribute("href")).toBe(
      "/api/export/csv?type=REP",
    );
  });

  test("an outlet is found by typing, by keys alone; a country too", async () => {
    const page = await open("/");
    await untilCount(page, "73 events");
    await page.getByRole("button", { name: "Source", exact: true }).press("Enter");
    const outlet = page.getByRole("searchbox", { name: "Find an outlet" });
    await outlet.focus();
    await page.keyboard.type("valley");
    await page.getByText("1 to choose from").waitFor();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("ArrowDown");
    await untilSearch(page, "?source=The+Valley+Post");
    await page.keyboard.press("Escape");
    await page.locator(".chip", { hasText: "The Valley Post" }).waitFor();
    await page.getByRole("button", { name: "Country" }).press("Enter");
    await page.getByRole("radio", { name: /^Peru/ }).waitFor();
    await page.keyboard.press("Escape");
    // What nobody is called is said to be nobody.
    await page.getByRole("button", { name: "Source", exact: true }).press("Enter");
    await outlet.fill("zzz");
    await page.getByText("None of that name").waitFor();
  });

  test("area and place are set in numbers, and what is none is said to be none", async () => {
    const page = await open("/");
    await untilCount(page, "73 events");
    await page.getByRole("button", { name: "More" }).press("Enter");
    const area = page.getByLabel(/^Area: west/);
    await area.fill("-82, -19, -68");
    await area.press("Tab");
    await page.getByText("Four numbers with commas between").waitFor();
    await area.fill("-82, -19, -68, 0");
    await area.press("Enter");
    await untilSearch(page, "?bbox=-82,-19,-68,0");
    await area.fill("");
    await area.press("Enter");
    await untilSearch(page, "");
    await page.getByLabel("On the map").selectOption("0");
    await untilSearch(page, "?placed=0");
    await page.locator(".row-where", { hasText: "no place known" }).first().waitFor();
  });

  test("one event is taken away in every form, as the selection is", async () => {
    const page = await open("/?event=ev-arequipa-march");
    await page.getByRole("button", { name: "Download event" }).click();
    const links = page.locator(".card-tools .download-list a");
    await links.nth(3).waitFor();
    const addresses = await Promise.all((await links.all()).map((link) => link.getAttribute("href")));
    expect(addresses).toEqual([
      "/api/events/ev-arequipa-march",
      ...["csv", "geojson", "jsonl"].map((form) => `/api/export/${form}?id=ev-arequipa-march`),
    ]);
  });

  test("many events are counted whole and drawn by stretches of time, few one by one", async () => {
    const page = await open("/");
    const panel = page.locator(".charts");
    await panel.getByText("Each line is one event").waitFor();
    await panel
      .locator(".chart", { hasText: "People taking part" })
      .getByText(/ events? · .* in all/)
      .waitFor();
    await until(() => panel.locator(".range").count()).toBeGreaterThan(5);
    const crowded = await open(`${crowdedOrigin}/`);
    const added = crowded.locator(".charts");
    await added.getByText("All events of the selection, added up").waitFor();
    await added.locator(".sum-between").first().waitFor();
    const { kinds } = (await (
      await fetch(`${crowdedOrigin}/api/figures?actuality=happened,ongoing,attempted,historical,presupposed`)
    ).json()) as {
      kinds: { events: number }[];
    };
    expect(kinds[0]!.events).toBeGreaterThan(1000);
    await until(() => added.locator(".chart .soft").first().textContent()).toContain(
      `${kinds[0]!.events.toLocaleString("en")} events`,
    );
  });

  test("charts are drawn when their numbers come before the days of the timeline", async () => {
    const page = await open("/");
    await page.route("**/api/timeline?*", async (route) => {
      await new Promise((resolve) => setTimeout(resolve, 1500));
      await route.continue();
    });
    await page.reload();
    await until(() => page.locator(".charts .chart").count()).toBeGreaterThan(0);
  });

  test("what is only planned is said to be, and what has no place has no point", async () => {
    const page = await open("/?country=PE&from=2024-04-25&to=2024-06-01");
    await row(page, "ev-lima-plan").getByText("Planned").waitFor();
    await row(page, "ev-lima-march").waitFor();
    await until(() => row(page, "ev-lima-plan").locator(".glyph-unseen").count()).toBe(1);
    expect(await row(page, "ev-lima-march").locator(".glyph-unseen").count()).toBe(0);
    await row(page, "ev-peru-blocks").getByText("Peru, no place known").waitFor();
    await page.getByRole("tab", { name: /^No place/ }).click();
    await page.getByRole("button", { name: /^In Peru, no place known/ }).click();
    await page.locator(".plain-rows").getByText("blocked roads").waitFor();
    await until(() => search(page)).toContain("panel=unplaced");
  });

  test("the list and the timeline work by keys alone", async () => {
    const page = await open("/?country=PE&from=2024-04-25&to=2024-06-01");
    await untilCount(page, "\\d+ events");
    await page.getByRole("listbox").focus();
    await page.keyboard.press("ArrowDown");
    await page.keyboard.press("Enter");
    await page.locator(".card").waitFor();
    // The card takes the focus once it is drawn, which may be a moment after it is there.
    await until(() => inPage(page, "document.activeElement.id")).toBe("card-title");
    const from = page.getByRole("slider", { name: "First day of the selection" });
    await from.focus();
    const before = await search(page);
    await page.keyboard.press("ArrowRight");
    await until(() => search(page)).not.toBe(before);
    const after = await search(page);
    expect(/from=([\d-]+)/.exec(after)![1]! > "2024-04-25").toBe(true);
    await until(() => from.getAttribute("aria-valuetext")).toMatch(/2024$/);
  });

  test("a stretch of the timeline is chosen by dragging", async () => {
    const page = await open("/");
    const chart = page.locator(".timeline-chart svg");
    await chart.waitFor();
    await settled(page);
    const box = (await chart.boundingBox())!;
    await page.mouse.move(box.x + box.width * 0.3, box.y + 30);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width * 0.6, box.y + 30, { steps: 4 });
    await page.mouse.up();
    await until(() => search(page)).toMatch(/^\?from=\d{4}-\d\d-\d\d&to=\d{4}-\d\d-\d\d$/);
  });

  test("the map draws its events, and an area is chosen on it", async () => {
    const page = await open("/");
    const drawn = `(() => { const c = document.querySelector(".map-events"); return c !== null && c.width > 0 &&
      c.getContext("2d").getImageData(0, 0, c.width, c.height).data.some((n) => n > 0); })()`;
    await expect.poll(() => inPage(page, drawn), { timeout: 60_000 }).toBe(true);
    await settled(page);
    await page.getByRole("button", { name: "Select an area by drawing a rectangle" }).click();
    const box = (await page.locator(".map-view").boundingBox())!;
    await page.mouse.move(box.x + 60, box.y + 60);
    await page.mouse.down();
    await page.mouse.move(box.x + box.width / 2, box.y + box.height - 80, { steps: 4 });
    await page.mouse.up();
    await page.locator(".chip", { hasText: "Area" }).waitFor();
    const [west, south, east, north] = /bbox=([-\d.,]+)/
      .exec(await search(page))![1]!
      .split(",")
      .map(Number);
    expect(west! < east! && south! < north!).toBe(true);
  });

  test("the words of reports are text, whatever they try to be", async () => {
    const page = await open("/?event=ev-hostile");
    const card = page.locator(".card");
    await card.getByText("Hearsay <b>Weekly</b>").first().waitFor();
    expect(await card.textContent()).toContain("<script>alert(1)</script>");
    expect(await page.locator("a[href^='javascript:']").count()).toBe(0);
    expect(await card.locator("img, script, b").count()).toBe(0);
  });

  test("an address bar with nonsense in it says so, and nothing fits is said with a way out", async () => {
    const page = await open("/?colour=red&q=zzzz");
    await page.getByText("left out: colour").waitFor();
    await page.getByText("No event fits").waitFor();
    await page.locator(".list").getByRole("button", { name: "Clear all" }).click();
    await untilCount(page, "73 events");
  });

  test("a server that is gone is said to be gone, and asked again when wanted", async () => {
    const page = await open("/");
    await untilCount(page, "73 events");
    await settled(page);
    await page.context().setOffline(true);
    await page.locator(".filter-row input[type=search]").first().fill("gas");
    await page.locator(".list").getByText("The server cannot be reached").waitFor();
    await page.context().setOffline(false);
    await page.locator(".list").getByRole("button", { name: "Try again" }).click();
    await untilCount(page, "\\d+ events?");
    // The browser's own complaint about the network is no fault of the page.
    const trouble = visits.at(-1)!.trouble;
    trouble.splice(
      0,
      trouble.length,
      ...trouble.filter((line) => !line.includes("ERR_INTERNET_DISCONNECTED")),
    );
  });

  const looks: readonly (readonly [string, string, BrowserContextOptions])[] = [
    ["in light", "/", { colorScheme: "light" }],
    ["in dark", "/", { colorScheme: "dark" }],
    ["with an event, in light", "/?event=ev-arequipa-march&country=PE", { colorScheme: "light" }],
    ["with an event, in dark", "/?event=ev-arequipa-march&country=PE", { colorScheme: "dark" }],
    ["with the actors", "/?panel=actors", { colorScheme: "dark" }],
    ["with what has no place", "/?panel=unplaced", { colorScheme: "light" }],
    ["on a phone", "/?event=ev-arequipa-march", { viewport: { width: 390, height: 844 }, hasTouch: true }],
    ["on a phone, the list", "/", { viewport: { width: 390, height: 844 }, colorScheme: "dark" }],
  ];
  test.each(looks)("axe finds nothing %s", async (_, path, options) => {
    const page = await open(path, options);
    await page
      .locator(path.includes("event=") ? ".card" : ".list, .sheet")
      .first()
      .waitFor();
    await page.waitForTimeout(1500);
    await page.evaluate(readFileSync(AXE, "utf8"));
    const run = `axe.run({ runOnly: ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"] })
      .then(({ violations }) => violations.map(({ id, nodes }) => id + ": " + nodes.map((node) => node.html + " " + node.failureSummary).join(" | ")))`;
    expect(await inPage<string[]>(page, run)).toEqual([]);
  });

  test("light and dark can be chosen, and the choice is kept", async () => {
    const page = await open("/", { colorScheme: "light" });
    const paper = () => inPage<string>(page, "getComputedStyle(document.documentElement).backgroundColor");
    const light = await paper();
    const button = page.getByRole("button", { name: /^Light or dark/ });
    await button.click();
    await button.click();
    await until(paper).not.toBe(light);
    await settled(page);
    await page.reload();
    await until(paper).not.toBe(light);
  });

  test("on a phone everything is within the width of the page", async () => {
    const page = await open("/", { viewport: { width: 360, height: 740 }, hasTouch: true });
    await untilCount(page, "73 events");
    for (const tab of ["Time", "Figures", "Actors", "List"]) {
      await page.getByRole("tab", { name: tab, exact: true }).click();
      await until(() => inPage<number>(page, "document.documentElement.scrollWidth")).toBeLessThanOrEqual(
        360,
      );
    }
    await page.getByRole("button", { name: "Pull up" }).click();
    await page.getByRole("button", { name: "Push down" }).waitFor();
  });

  // Last, since it looks at all visits above.
  test("nothing is asked elsewhere, refused by the policy, or fails", () => {
    expect(visits.length).toBeGreaterThan(10);
    expect(visits.flatMap(({ elsewhere }) => elsewhere)).toEqual([]);
    expect(visits.flatMap(({ trouble }) => trouble)).toEqual([]);
  });
});
