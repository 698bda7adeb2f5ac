/** Promises of the stories beside an event: whose reports they have, why, after a restart, and what readers see of them. */
import { mkdtempSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { Accounts } from "../src/app/http/accounts.js";
import { eventAnswer } from "../src/app/http/answers.js";
import { app } from "../src/app/http/app.js";
import { openServices } from "../src/app/http/open-services.js";
import { type Sample, sampleServer } from "./http-sample.js";

describe("the stories of an event", () => {
  const told = (id: string, published: string, title: string, text: string) => ({
    id,
    published,
    title,
    outlet: `The ${id}`,
    url: `https://news.example/${id}`,
    lang: "en",
    text,
  });
  const VALLEY = told(
    "herald-1",
    "2024-01-13",
    "Teachers march in Arequipa",
    "At least 300 teachers marched through Arequipa on Friday, past the Grau bridge and the Bolognesi school. Rector Paz of the Bolognesi school said that classes would open on Monday.",
  );
  const COAST = told(
    "courier-1",
    "2024-01-14",
    "Grau bridge open again",
    "Police arrested 12 people at the Grau bridge in Arequipa on Friday. The Bolognesi school stayed shut.",
  );
  /** Tells no event, and nobody looked for names in it. */
  const QUIET = told(
    "gazette-1",
    "2024-01-14",
    "Rosa Quispe sweeps up",
    "The stalls at the Grau bridge in Arequipa are swept, and the Bolognesi school has new windows. Rosa Quispe sells figs there.",
  );
  const OTHER = told("sur-1", "2024-01-14", "Library opens", "The Tacna library has forty chairs.");
  const REPORTS = [VALLEY, COAST, QUIET, OTHER];
  // biome-ignore lint/suspicious/noExplicitAny: what is looked at of it is what the tests are about.
  const marchOf = async (server: Sample["server"], headers: Record<string, string>): Promise<any> => {
    const list = await server.request("/api/events?type=PRO.DEMO", { headers });
    const { items } = (await list.json()) as { items: { id: string }[] };
    return (await server.request(`/api/events/${items[0]!.id}`, { headers })).json();
  };

  test("are its reports' other reports as heads, with why; after a restart too", async () => {
    const home = mkdtempSync(join(tmpdir(), "quipu-stories-"));
    const own = await sampleServer({ env: { QUIPU_HOME: home } }, REPORTS);
    try {
      const event = await marchOf(own.server, {});
      expect(event.reports.map(({ id }: { id: string }) => id)).toEqual(["herald-1"]);
      const [{ id, reports }, ...rest] = event.stories;
      expect([id, rest]).toEqual([expect.stringMatching(/^st-[0-9a-f]{16}$/), []]);
      expect(reports.map((report: { id: string }) => report.id)).toEqual(["courier-1", "gazette-1"]);
      const { text, ...head } = QUIET;
      expect(reports[1]).toMatchObject(head);
      for (const { ties } of reports)
        expect(ties[0].reasons.join("; ")).toMatch(/names and numbers .*published/);
      expect(JSON.stringify(event)).not.toContain(text);
      expect(eventAnswer.safeParse(event).error?.issues ?? []).toEqual([]);

      const { services, close } = await openServices({
        isLoopback: true,
        publicUrl: null,
        env: { QUIPU_HOME: home },
        web: join(home, "web"),
        version: "1.2.3",
        now: () => new Date("2024-03-05T12:00:00Z"),
        log: () => {},
      });
      const again = await marchOf(app(services), {});
      await close();
      expect(again.stories).toEqual(event.stories);
    } finally {
      await own.close();
    }
  });

  test("are for readers those reports alone whose titles they see elsewhere", async () => {
    const home = mkdtempSync(join(tmpdir(), "quipu-stories-"));
    const accounts = new Accounts(home);
    const now = new Date("2024-03-05T12:00:00Z");
    await accounts.add("reader", "reader", null, now);
    const authorization = `Bearer ${accounts.addToken("reader", "read", now)}`;
    const own = await sampleServer({ env: { QUIPU_HOME: home } }, REPORTS);
    try {
      const event = await marchOf(own.server, { authorization });
      expect(event.stories).toMatchObject([{ reports: [{ id: "courier-1", title: COAST.title }] }]);
      expect(event.stories[0].reports[0].ties[0].to).toBe("herald-1");
      expect(JSON.stringify(event)).not.toMatch(/Rosa|gazette/);
    } finally {
      await own.close();
    }
  });
});
