/** `jsonl`: everything the edition knows of an event and may tell, claims included, one event a line. */
import type { Edition } from "../model/edition.js";
import { encoded } from "./chunks.js";
import { EditionIndex } from "./edition-index.js";
import type { Writer } from "./writer.js";

export const jsonlWriter: Writer = {
  id: "jsonl",
  mediaType: "application/x-ndjson",
  extension: "jsonl",
  write: (edition) => encoded(lines(edition)),
};

function* lines(edition: Edition): Generator<string> {
  const index = new EditionIndex(edition);
  const { number, policy, codebook, at } = edition;
  const links = new Map<string, Edition["links"][number][]>();
  for (const link of edition.links)
    for (const id of new Set([link.from, link.to])) links.set(id, [...(links.get(id) ?? []), link]);
  for (const event of edition.events)
    yield `${JSON.stringify({
      edition: { number, policy, codebook, at },
      event,
      links: links.get(event.id) ?? [],
      reports: index.reportsOf(event),
    })}\n`;
}
