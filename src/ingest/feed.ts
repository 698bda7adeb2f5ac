/** Reads feeds (RSS, Atom, RDF, JSON Feed): an item is a report, or names the page that is one. */
import { takeAll } from "./bytes.js";
import { compose } from "./compose.js";
import { custodyOf } from "./custody.js";
import { readDay } from "./day.js";
import { decodeText } from "./decode.js";
import { type FeedItem, feedOf } from "./feed-items.js";
import { pageText } from "./html-text.js";
import { BYTES_LIMIT, type Given, type Input, memberName, refused } from "./incoming.js";
import type { Reader, Reading, Step } from "./reading.js";

export const feed: Reader = {
  format: "feed",
  extensions: ["rss", "atom", "rdf"],
  mediaTypes: ["application/rss+xml", "application/atom+xml", "application/feed+json", "application/rdf+xml"],
  looks: (_head, text) =>
    (text.startsWith("<") && /<(?:rss|(?:\w{1,20}:)?feed|rdf:rdf)[\s>]/i.test(text)) ||
    (text.startsWith("{") && text.includes("jsonfeed.org/version/")),
  read: readFeed,
};

async function* readFeed(input: Input, reading: Reading): AsyncGenerator<Step> {
  const bytes = await takeAll(input.stream, BYTES_LIMIT);
  if (bytes === null) {
    yield refused("feed.unreadable", "A feed of more than 20 MB is not read.", input.name);
    return;
  }
  const address = input.given.url ?? null;
  const found = await feedOf(decodeText(bytes, input.charset).text, address);
  if (found === null) {
    yield refused(
      "feed.unreadable",
      "It is no feed that can be taken apart: neither RSS, Atom, RDF nor JSON Feed.",
      input.name,
    );
    return;
  }
  if (found.broken)
    yield refused(
      "feed.malformed",
      "The feed is not well-formed XML. It was read as far as it goes; items may be missing.",
      input.name,
    );
  if (found.items.length === 0) yield refused("feed.empty", "The feed holds no item.", input.name);
  const around: Given = { lang: found.language, outlet: found.title };
  for (const [i, item] of found.items.entries()) {
    if (isOlder(item.published, reading)) continue;
    if (reading.source?.whole && item.address !== null && reading.follow !== null) {
      if (!reading.skip(item.address, item.published))
        yield* reading.follow(
          item.address,
          { ...around, title: item.title, published: item.published },
          null,
          reading,
        );
    } else yield await readItem(item, i + 1, bytes, around, input, reading);
  }
}

async function readItem(
  item: FeedItem,
  number: number,
  bytes: Uint8Array,
  given: Given,
  input: Input,
  reading: Reading,
): Promise<Step> {
  const name = memberName(input.name, item.address ?? `item ${number}`);
  try {
    const body = item.markup ? (await pageText(item.body)).text : item.body;
    const text = body.trim() === "" ? (item.title ?? "") : body;
    const fields = {
      // An id of a feed is its own affair ("1234"): with the address or the text it makes one that holds everywhere.
      id: null,
      text,
      title: item.title,
      published: item.published,
      url: item.address,
      lang: null,
      outlet: null,
    };
    const origin = { file: name, line: null, custody: custodyOf(input, reading, bytes, name), given };
    return compose(fields, origin, reading, []);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refused("html.unreadable", `The item cannot be read (${why}).`, name);
  }
}

function isOlder(published: string | null, { since, hints }: Reading): boolean {
  if (since === null || published === null) return false;
  const { day } = readDay(published, hints.today);
  return day !== null && day < since;
}
