/** Every kind of value at the review desk, in a real browser: shown with its words, added, changed and taken away by keys alone. */
import type { Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { hasBrowser, inPage } from "./browser.js";
import {
  clean,
  type Desk,
  focused,
  openDesk,
  PATIENCE,
  press,
  reportOf,
  select,
  toReport,
  toValue,
} from "./desk-kit.js";
import { VALUE_REPORTS } from "./web-desk-reports.js";

describe.skipIf(!hasBrowser)("values at the review desk", { timeout: PATIENCE }, () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(VALUE_REPORTS, ["ana", "ben", "cleo"]);
  }, PATIENCE);
  afterEach(async () => expect(await desk.leave()).toEqual([]));
  afterAll(() => desk?.close());

  const textOf = (id: string) => VALUE_REPORTS.find((report) => report.id === id)!.text;
  const values = (page: Page, field: string) => page.locator(`.value-${field}`);
  const lit = (page: Page) =>
    inPage<string>(
      page,
      "[...document.querySelectorAll('.report-text .is-here')].map((one) => one.textContent).join('')",
    );

  test("figures and relations of no event are gone to, changed, added and taken away", async () => {
    const page = await desk.as("ana", "/desk/report?id=nurses-1");
    await toValue(page);
    // Their words are marked from the start, whatever event one is at.
    expect(await page.locator("mark.m-freeFigures").count()).toBeGreaterThan(0);
    await press(page, "N");
    await expect.poll(() => focused(page)).toContain("value-freeFigures");
    await expect.poll(() => lit(page)).toBe("62 percent of Peruvians");
    await press(page, "Enter");
    await page.locator(".editor-freeFigures").waitFor();
    await clean(page, "a figure of no event");
    // The upper bound: behind what it counts and the lower one.
    await press(page, "Enter", "Enter");
    await page.keyboard.type("63");
    await press(page, "Control+Enter");
    await values(page, "freeFigures").filter({ hasText: "61.5 – 63" }).waitFor();

    await press(page, "R");
    await expect.poll(() => focused(page)).toContain("value-relations");
    await values(page, "relations").filter({ hasText: "College of Nurses is led by Marta Huanca" }).waitFor();
    await press(page, "x");
    await expect.poll(() => values(page, "relations").count()).toBe(0);

    // Who stands in a relation is typed by the beginnings of words, and found in the report.
    await select(page, "Marta Huanca leads the College of Nurses");
    await press(page, "R");
    await page.keyboard.type("member");
    await press(page, "Enter");
    await page.keyboard.type("marta h");
    await page.locator(".words-seen", { hasText: "Marta Huanca" }).waitFor();
    await press(page, "Enter");
    await page.keyboard.type("college of n");
    await clean(page, "a relation");
    await press(page, "Control+Enter");
    await values(page, "relations")
      .filter({ hasText: "Marta Huanca is a member of College of Nurses" })
      .waitFor();

    await select(page, "one ward");
    await press(page, "N", "Control+Enter");
    await values(page, "freeFigures").filter({ hasText: "one ward" }).waitFor();
    await press(page, "Control+z");
    await expect.poll(() => values(page, "freeFigures").filter({ hasText: "one ward" }).count()).toBe(0);
    await press(page, "Control+y");

    // A figure of an event is set free by a key, and comes back with undo.
    await press(page, "K", "K", "K", "J", "n");
    await expect.poll(() => focused(page)).toContain("value-figures");
    await press(page, "f");
    await values(page, "freeFigures").filter({ hasText: "Arrested: 4" }).waitFor();
    await press(page, "Control+z");
    await values(page, "freeFigures").filter({ hasText: "Arrested: 4" }).waitFor({ state: "detached" });

    // What others said of it is told.
    await press(page, "R", "h");
    await page.locator(".history li", { hasText: "is led by" }).waitFor();
    await press(page, "a");
    const { figures, relations } = await desk.untilWritten("human:ana", "nurses-1");
    const text = textOf("nurses-1");
    expect(figures.find(({ kind }) => kind === "poll_share")).toMatchObject({ low: 61.5, high: 63 });
    expect(figures.map(({ quote }) => quote.quote)).toContain("one ward");
    expect(relations).toMatchObject([
      { type: "member_of", subject: "Marta Huanca", object: "College of Nurses" },
    ]);
    for (const { subjectQuote, objectQuote, quote } of relations)
      for (const { start, end, quote: words } of [subjectQuote, objectQuote, quote])
        expect(text.slice(start, end)).toBe(words);
  });

  test("a place is looked up and taken, its words stay; or it is said to be none of the gazetteer", async () => {
    const page = await desk.as("ben", "/desk/report?id=nurses-1");
    await toValue(page);
    await press(page, "p", "Enter");
    await page.locator(".editor-places").waitFor();
    await page.keyboard.type("puno");
    const first = page.locator(".place-option").first();
    await first.filter({ hasText: "Peru" }).filter({ hasText: "116,552 people" }).waitFor();
    await press(page, "ArrowDown");
    await clean(page, "looking a place up");
    await press(page, "Enter", "Control+Enter");
    await values(page, "places")
      .filter({ hasText: "Puno, Peru · town" })
      .filter({ hasText: "Trujillo" })
      .waitFor();

    await select(page, "main hospital");
    await press(page, "p");
    // Nothing is taken unasked: the last line says that it is none of them.
    await page.locator(".options [role=option]", { hasText: "None of these" }).waitFor();
    await press(page, "ArrowUp");
    for (
      let n = 0;
      n < 10 && !(await page.locator(".option.is-active", { hasText: "None" }).isVisible());
      n++
    )
      await press(page, "ArrowDown");
    await press(page, "Enter", "Enter");
    await page.keyboard.type("building");
    await press(page, "Control+Enter");
    await values(page, "places").filter({ hasText: "main hospital · building or street" }).waitFor();
    await press(page, "a");
    const { events } = await desk.untilWritten("human:ben", "nurses-1");
    const places = events.find(({ trigger }) => trigger.quote === "marched")!.places;
    expect(places).toMatchObject([
      {
        name: "Puno",
        country: "PE",
        admin1: "Puno",
        geonameId: 3931276,
        precision: "G1",
        quote: { quote: "Trujillo" },
      },
      { name: "main hospital", lat: null, lon: null, geonameId: null, precision: "G0" },
    ]);
  });

  test("claimant and addressee, the voice, sector and tier, and a part of another event are coded by keys", async () => {
    const page = await desk.as("cleo", "/desk/report?id=nurses-1");
    await toValue(page);
    await press(page, "g", "Enter", "Enter", "Enter");
    await page.keyboard.type("the health m");
    await press(page, "Control+Enter");
    await values(page, "demands").filter({ hasText: "by Nurses · from the health ministry" }).waitFor();

    await press(page, "v", "Enter");
    await page.keyboard.type("the coll");
    await press(page, "Enter");
    await page.keyboard.type("reported");
    await press(page, "Enter");
    await values(page, "attribution").filter({ hasText: "the College, reported" }).waitFor();

    await press(page, "w", "Enter", "Enter", "Enter", "Enter");
    await page.keyboard.type("public");
    await press(page, "Enter");
    await page.keyboard.type("health");
    await press(page, "Enter");
    await page.keyboard.type("protesters");
    await press(page, "Control+Enter");
    await values(page, "actors").filter({ hasText: "MED 6 T1" }).waitFor();

    await press(page, "L");
    await page.keyboard.type("has as part");
    await press(page, "Enter");
    await page.keyboard.type("arrested");
    await press(page, "Enter");
    await clean(page, "a link");
    await press(page, "Control+Enter");
    // It is told from the part.
    await values(page, "links").filter({ hasText: "Part of" }).filter({ hasText: "marched" }).waitFor();
    await press(page, "a");
    const coding = await desk.untilWritten("human:cleo", "nurses-1");
    const [march, arrest] = ["marched", "arrested"].map((words) =>
      coding.events.find(({ trigger }) => trigger.quote === words),
    );
    expect(march!.demands[0]).toMatchObject({
      claimant: { quote: "Nurses" },
      addressee: { quote: "the health ministry" },
    });
    expect(march!.attribution).toMatchObject({ voice: "the College", evidentiality: "reported" });
    expect(march!.actors[0]).toMatchObject({ tier: "T1", sector: "MED", inter: 6 });
    expect(coding.links).toContainEqual({
      from: arrest!.id,
      to: march!.id,
      relation: "part_of",
      basis: "inferred",
      quote: null,
    });
  });

  test("what two coders have beside the events is settled list by list", async () => {
    const page = await desk.as("eva", "/desk/compare?id=nurses-1");
    await page.locator(".dispute").first().waitFor();
    await page.getByLabel("Left").selectOption({ label: "human:ana" });
    await page.getByLabel("Right").selectOption({ label: "rules@1.0.0" });
    const beside = page.locator(".event-box", { hasText: "Beside the events" });
    await beside.locator(".dispute", { hasText: "is led by" }).waitFor();
    await clean(page, "two codings");
    const all = await page.locator(".dispute").count();
    for (let n = 0; n < all; n++) await press(page, "1");
    // The last one anew: what either has.
    await press(page, "3", "a");
    const settled = await desk.untilWritten("human:eva", "nurses-1");
    expect(settled.seen.length).toBeGreaterThanOrEqual(2);
    expect(new Set(settled.relations.map(({ type }) => type)).size).toBe(2);
  });

  test("with nothing in a report all goes in one key, and comes back with one", async () => {
    const page = await desk.as("ana", "/desk/report?id=goals-1");
    await toReport(page);
    expect(await reportOf(page)).toBe("goals-1");
    const before = await page.locator(".beside .value, .beside .event-line").count();
    expect(before).toBeGreaterThan(0);
    // Words that have one already lead to that one.
    await select(page, "six goals");
    await press(page, "N", "Enter", "Control+a");
    await page.keyboard.type("7");
    await press(page, "Enter", "Control+a");
    await page.keyboard.type("7");
    await press(page, "Control+Enter");
    await values(page, "freeFigures")
      .filter({ hasText: "six goals" })
      .filter({ hasText: "Count: 7" })
      .waitFor();
    await press(page, "0");
    await expect.poll(() => values(page, "freeFigures").count()).toBe(0);
    await press(page, "Control+z");
    await values(page, "freeFigures").filter({ hasText: "six goals" }).waitFor();
    await press(page, "0", "a");
    expect(await desk.untilWritten("human:ana", "goals-1")).toMatchObject({
      events: [],
      figures: [],
      relations: [],
    });
  });
});
