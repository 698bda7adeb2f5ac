/** The exports as downloads: each writer on a selection of the shielded views. */
import type { Edition } from "../../model/edition.js";
import { byDate } from "../../resolve/index.js";
import type { EventQuery, Views } from "../../store/store.js";
import { exportEdition } from "../../writers/index.js";
import { PRIVACY_DEFAULTS } from "../../writers/privacy/rules.js";
import type { Writer } from "../../writers/writer.js";
import type { Download } from "./services.js";

/** A writer of exports on a selection of the shielded views. */
export function downloadBy(writer: Writer): Download {
  const { id, mediaType, extension } = writer;
  return {
    id,
    mediaType,
    extension,
    async *write({ shielded, store, codebook, now }, query) {
      const { source, asked } = await selected(shielded, query);
      // What comes from the shielded views is shielded against all events; a second time does no harm, and no writer takes less.
      const rules = { ...PRIVACY_DEFAULTS, quoteShare: 1, today: now().toISOString().slice(0, 10) };
      const text = async (report: string) => (await store.report(report))?.text ?? null;
      yield* exportEdition(writer, source, rules, {
        codebook,
        text,
        found: () => {},
        public: true,
        wanted: ({ id }) => asked.has(id),
      });
    },
  };
}

/**
 * The events of a selection, in the order of an edition, among those that they are linked to: a response counts for its protest
 * whether it is asked for or not, as in `quipu export`.
 */
async function selected(
  views: Views,
  query: EventQuery,
): Promise<{ readonly source: Edition; readonly asked: ReadonlySet<string> }> {
  const head = await views.edition();
  if (head === null) throw new RangeError("there is no edition to select from");
  const { counts: _, ...rest } = head;
  const events = await all(views.all(query));
  const asked = new Set(events.map(({ id }) => id));
  const links = (await all(views.links())).filter(({ from, to }) => asked.has(from) || asked.has(to));
  const beside = new Set(links.flatMap(({ from, to }) => [from, to]).filter((id) => !asked.has(id)));
  for (const id of beside) {
    const found = await views.event(id);
    if (found?.found === "event") events.push(found.event);
  }
  events.sort(byDate);
  const told = new Set(events.flatMap(({ mentions }) => mentions.map(({ report }) => report)));
  const reports = (await all(views.reports())).filter(({ id }) => told.has(id));
  const redirects = await all(views.redirects());
  // No format tells of stories.
  return { source: { ...rest, events, links, reports, stories: [], redirects }, asked };
}

async function all<T>(rows: AsyncIterable<T>): Promise<T[]> {
  const found: T[] = [];
  for await (const row of rows) found.push(row);
  return found;
}
