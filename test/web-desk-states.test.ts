/** The review desk where something is missing or goes wrong, and at every width: each state says what to do, and keeps the work. */
import { afterAll, afterEach, beforeAll, describe, expect, test } from "vitest";
import { judgementId } from "../src/model/identity.js";
import type { Judgement } from "../src/model/index.js";
import { hasBrowser, inPage } from "./browser.js";
import { clean, type Desk, fits, openDesk, PATIENCE, press, select, toReport, toValue } from "./desk-kit.js";
import { STATE_REPORTS } from "./web-desk-reports.js";

const PHONE = { width: 390, height: 844 };

describe.skipIf(!hasBrowser)("states of the review desk", { timeout: PATIENCE }, () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk(STATE_REPORTS, ["ana", "ben"]);
  }, PATIENCE);
  // Answers that say no are what is tested here; anything else is trouble.
  afterEach(async () =>
    expect((await desk.leave()).filter((one) => !one.startsWith("Failed to load resource"))).toEqual([]),
  );
  afterAll(() => desk?.close());

  test("a list that is empty says why, and leads on", async () => {
    const page = await desk.as("ana", "/desk?q=nothing-is-called-so");
    await page.locator(".note-title", { hasText: "No report fits" }).waitFor();
    await clean(page, "no report fits");
    await page.getByRole("link", { name: "Take away all filters" }).click();
    await page.locator(".queue-row").first().waitFor();
    await page.goto(`${desk.origin}/desk/merge?pairs=settled`);
    await page.locator(".note-title", { hasText: "Nothing is decided yet" }).waitFor();
    await clean(page, "no pairs");
    await press(page, "d");
    await page.locator(".note-title", { hasText: "No pair is waiting" }).waitFor();
  });

  test("an address typed with a slash at its end is the same page", async () => {
    const page = await desk.as("ana", "/desk/");
    await page.locator(".queue-row").first().waitFor();
  });

  test("a report that is not there says so, and leads back", async () => {
    const page = await desk.as("ana", "/desk/report?id=gone");
    await page.locator(".note-problem", { hasText: "no report with this id" }).waitFor();
    await clean(page, "no such report");
    await page.getByRole("link", { name: "Back to the reports" }).click();
    await page.locator(".queue-row").first().waitFor();
  });

  test("a server that is gone loses nothing: the work is kept, and saved when it is back", async () => {
    const page = await desk.as("ana", "/desk/report?id=rally-1");
    await toValue(page);
    await press(page, "y");
    await page.locator(".choice-open").waitFor();
    await press(page, "d", "e", "n", "Enter");
    await page.locator(".choice-open").waitFor({ state: "hidden" });
    await page.route("**/api/**", (route) => route.abort());
    await press(page, "a");
    await page.locator(".line-bad", { hasText: "cannot be reached" }).waitFor();
    await page.locator(".save-state", { hasText: "Not saved" }).waitFor();
    await clean(page, "not saved");
    await press(page, "p", "Enter");
    await page.keyboard.type("Puno");
    // The gazetteer says so too, and the form can still be kept.
    await page.locator(".part-problem", { hasText: "cannot be reached" }).waitFor();
    await press(page, "Escape", "Escape");
    await page.unroute("**/api/**");
    await press(page, "a");
    const { events } = await desk.untilWritten("human:ana", "rally-1");
    expect(events.map(({ actuality }) => actuality)).toContain("denied");
  });

  test("a sign-in that has ended is said, with the way to sign in, and the work is there again behind it", async () => {
    const page = await desk.as("ben", "/desk/report?id=rally-1");
    await toValue(page);
    await press(page, "y", "p", "l", "a", "n", "Enter");
    await page.locator(".save-state", { hasText: "1 change, kept" }).waitFor();
    const kept = await page.context().cookies();
    await page.context().clearCookies();
    await press(page, "a");
    const line = page.locator(".line-bad", { hasText: "your sign-in has ended" });
    await line.waitFor();
    await clean(page, "signed out");
    expect(await line.getByRole("link", { name: "Sign in" }).getAttribute("href")).toBe(
      `/login?to=${encodeURIComponent("/desk/report?id=rally-1")}`,
    );
    expect(await desk.codingsBy("human:ben")).toEqual([]);
    await page.context().addCookies(kept);
    await page.reload();
    await page.locator(".brought-back", { hasText: "Brought back: 1 change" }).waitFor();
    await press(page, "a");
    await desk.untilWritten("human:ben", "rally-1");
  });

  test("whoever codes hears that others have coded the report meanwhile, and nothing is overwritten", async () => {
    const page = await desk.as("ben", "/desk/report?id=rally-2");
    await toValue(page);
    await press(page, "x");
    const other = await desk.as("ana", "/desk/report?id=rally-2");
    await toValue(other);
    await press(other, "a");
    await desk.untilWritten("human:ana", "rally-2");
    await inPage(page, "window.dispatchEvent(new Event('focus'))");
    const note = page.locator(".brought-back", { hasText: "came in since you opened it" });
    await note.waitFor();
    await clean(page, "others have coded");
    await note.getByRole("button", { name: "Show" }).click();
    await note.waitFor({ state: "detached" });
    await toValue(page);
    await press(page, "h");
    await page.locator(".history", { hasText: "human:ana" }).waitFor();
    await press(page, "a");
    const coding = await desk.untilWritten("human:ben", "rally-2");
    expect(coding.events.some(({ exists }) => exists === false)).toBe(true);
    // What was on screen by then is said: the machine's and the other coder's.
    expect(coding.seen).toHaveLength(2);
    expect(await desk.codingsBy("human:ana", "rally-2")).toHaveLength(1);
  });

  test("when all are reviewed the queue says so", async () => {
    const page = await desk.as("ana", "/desk?state=coded,uncoded&q=rally");
    await page.locator(".note-title", { hasText: "Nothing left to review" }).waitFor();
    await page.getByRole("link", { name: "See those that were reviewed" }).click();
    await page.locator(".queue-row").first().waitFor();
  });

  test.each(["light", "dark"] as const)(
    "a phone shows every part, clean and without anything over the side, in %s",
    async (colorScheme) => {
      const page = await desk.as("eva", "/desk", { colorScheme, viewport: PHONE });
      await page.locator(".queue-row").first().waitFor();
      const good = async (what: string) => {
        await clean(page, `${what}, phone, ${colorScheme}`);
        expect([what, await fits(page)]).toEqual([what, true]);
      };
      await good("queue");
      await press(page, "?");
      await page.locator("dialog[open]").waitFor();
      await good("keys");
      await press(page, "Escape");
      for (const id of ["long-title", "rtl-1"]) {
        await page.goto(`${desk.origin}/desk/report?id=${id}`);
        await toReport(page);
        await good(id);
      }
      await select(page, "ساحة");
      await good("selected words");
      await page.goto(`${desk.origin}/desk/report?id=rally-1`);
      await toValue(page);
      await press(page, "h", "p", "Enter");
      await page.keyboard.type("Cusco");
      await page.locator(".place-option").first().waitFor();
      await good("a place");
      await press(page, "Escape", "Escape", "u");
      await page.locator(".options").waitFor();
      await good("uniting");
      await page.goto(`${desk.origin}/desk/compare?id=rally-1`);
      await page.locator(".dispute").first().waitFor();
      await good("two codings");
      await page.goto(`${desk.origin}/desk/agreement?a=human:ana&b=human:ben`);
      await page.locator("table").waitFor();
      await good("agreement");
      await page.goto(`${desk.origin}/desk/merge`);
      await page.locator(".note").waitFor();
      await page.locator("h1").waitFor();
      await good("pairs");
    },
  );

  test("a long list of pairs is read on page by page, and what was judged stays at hand", async () => {
    const records = Array.from({ length: 120 }, (_, n): Judgement => {
      const mentions = [`rally-1:${n % 40}-${41 + n}`, "rally-2:0-8"] as const;
      const content = {
        coder: "linker@0.0.1",
        mentions,
        relation: "unsure",
        reasons: ["cannot tell"],
      } as const;
      return { id: judgementId(content), ...content };
    });
    await desk.sample.services.store.add(
      records.map((record) => ({ kind: "judgement", record, author: "linker@0.0.1" })),
    );
    const page = await desk.as("ana", "/desk/merge");
    const head = page.locator(".merge-head");
    await head.filter({ hasText: "Pair 1 of 120" }).waitFor();
    for (let n = 1; n < 120; n++) {
      await press(page, "j");
      if (n % 40 === 0) await head.filter({ hasText: `Pair ${n + 1} of 120` }).waitFor();
    }
    await head.filter({ hasText: "Pair 120 of 120" }).waitFor();
    await press(page, "k", "j");
    await page.locator(".merge-said", { hasText: "linker@0.0.1: Cannot tell" }).waitFor();
    await clean(page, "a pair");
    await page.goto(`${desk.origin}/desk`);
    await page.locator(".queue-row").first().waitFor();
  });

  test("from right to left: the words are framed and walked the way they run", async () => {
    const page = await desk.as("ben", "/desk/report?id=rtl-1");
    await toReport(page);
    await select(page, "ساحة المدينة");
    await press(page, "e");
    await page.keyboard.type("demonstration");
    await press(page, "Enter");
    await page.locator(".event-box q", { hasText: "ساحة المدينة" }).first().waitFor();
    await press(page, "J", "t", "Escape");
    await expect
      .poll(() => inPage<string>(page, "document.querySelector('.report-text .is-here')?.textContent ?? ''"))
      .toBe("ساحة المدينة");
  });
});

describe.skipIf(!hasBrowser)("a review desk without reports", { timeout: PATIENCE }, () => {
  let desk: Desk;
  beforeAll(async () => {
    desk = await openDesk([], ["ana"]);
  }, PATIENCE);
  afterAll(() => desk?.close());

  test("says how to add some", async () => {
    const page = await desk.as("ana", "/desk");
    await page.locator(".note-empty", { hasText: "No reports yet" }).waitFor();
    await clean(page, "no reports");
    await page.goto(`${desk.origin}/desk/agreement`);
    await page.locator(".note-empty", { hasText: "Nobody to compare" }).waitFor();
    await clean(page, "nobody to compare");
    expect(await desk.leave()).toEqual([]);
  });
});
