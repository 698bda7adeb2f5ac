/** The items of RSS, Atom, RDF and JSON feeds in one form, whatever the feed. */
import { webAddress } from "./compose.js";
import { pageText } from "./html-text.js";
import { walkMarkup, withoutDoctype } from "./markup.js";

export type FeedItem = {
  readonly id: string | null;
  readonly title: string | null;
  /** Longest body that the item has; plain text or HTML, as `markup` says. */
  readonly body: string;
  readonly markup: boolean;
  readonly published: string | null;
  readonly address: string | null;
};

export type Feed = {
  readonly title: string | null;
  readonly language: string | null;
  readonly items: readonly FeedItem[];
  /** True where the XML is not well-formed and was read as far as it goes. */
  readonly broken: boolean;
};

/** Rows of the formats that feedsmith tells apart; every field may be missing. */
type Row = {
  readonly id?: string;
  readonly guid?: { readonly value?: string };
  readonly title?: string | { readonly value?: string };
  readonly description?: string;
  readonly summary?: string | { readonly value?: string };
  readonly content?: string | { readonly value?: string; readonly encoded?: string };
  readonly content_html?: string;
  readonly content_text?: string;
  readonly pubDate?: string;
  readonly published?: string;
  readonly updated?: string;
  readonly date_published?: string;
  readonly dc?: { readonly date?: string; readonly dates?: readonly string[] };
  readonly link?: string;
  readonly links?: ReadonlyArray<{ readonly href?: string; readonly rel?: string }>;
  readonly url?: string;
};
type Head = {
  readonly title?: string | { readonly value?: string };
  readonly language?: string;
  readonly items?: readonly Row[];
  readonly entries?: readonly Row[];
};

/** The feed, or null for what is none. Entities that a document declares of itself are not opened. */
export async function feedOf(text: string, address: string | null): Promise<Feed | null> {
  const source = withoutDoctype(text.trimStart());
  const { parseFeed } = await import("feedsmith");
  try {
    const { feed } = parseFeed(source) as unknown as { feed: Head };
    return await headOf(feed, address, false);
  } catch {
    return source.startsWith("{") ? null : await brokenFeed(source, address);
  }
}

async function headOf(feed: Head, address: string | null, broken: boolean): Promise<Feed> {
  const items: FeedItem[] = [];
  for (const row of feed.items ?? feed.entries ?? []) items.push(await itemOf(row, address));
  return { title: await plainText(textual(feed.title)), language: feed.language ?? null, items, broken };
}

async function itemOf(row: Row, address: string | null): Promise<FeedItem> {
  const bodies = [
    {
      body: textual(row.content) ?? textual((row.content as { encoded?: string } | undefined)?.encoded),
      markup: true,
    },
    { body: textual(row.content_html), markup: true },
    { body: textual(row.content_text), markup: false },
    { body: textual(row.description), markup: true },
    { body: textual(row.summary), markup: true },
  ].filter((one): one is { body: string; markup: boolean } => one.body !== null);
  const longest = bodies.reduce((best, one) => (one.body.length > best.body.length ? one : best), {
    body: "",
    markup: false,
  });
  const link =
    row.link ??
    row.url ??
    (row.links?.find(({ rel }) => !rel || rel === "alternate") ?? row.links?.[0])?.href;
  return {
    id: textual(row.id) ?? textual(row.guid?.value),
    title: await plainText(textual(row.title)),
    ...longest,
    published:
      row.published ??
      row.pubDate ??
      row.date_published ??
      row.dc?.date ??
      row.dc?.dates?.[0] ??
      row.updated ??
      null,
    address: webAddress(link, address),
  };
}

/** A title without the tags and entities that feeds put into it, on one line. */
async function plainText(value: string | null): Promise<string | null> {
  if (value === null) return null;
  const text = /[<&]/.test(value) ? (await pageText(value)).text : value;
  return text.replace(/\s+/g, " ").trim() || null;
}

function textual(value: unknown): string | null {
  const text = typeof value === "object" && value !== null ? (value as { value?: unknown }).value : value;
  return typeof text === "string" && text.trim() !== "" ? text : null;
}

/**
 * Many feeds of the press are no well-formed XML: a reader that bears with that takes out what it can, unless the elements
 * nest so deep that it would take minutes.
 */
async function brokenFeed(source: string, address: string | null): Promise<Feed | null> {
  const { parseFeed } = await import("htmlparser2");
  try {
    await walkMarkup(source, { open() {}, text() {}, close() {} });
    const feed = parseFeed(source, { xmlMode: true });
    if (!feed) return null;
    const rows = feed.items.map(({ id, title, link, description, pubDate }) => ({
      ...(id === undefined ? {} : { id }),
      ...(title === undefined ? {} : { title }),
      ...(link === undefined ? {} : { link }),
      ...(description === undefined ? {} : { description }),
      ...(pubDate === undefined || Number.isNaN(pubDate.getTime()) ? {} : { pubDate: pubDate.toISOString() }),
    }));
    return await headOf(
      { ...(feed.title === undefined ? {} : { title: feed.title }), items: rows },
      address,
      true,
    );
  } catch {
    return null;
  }
}
