/** Reads sitemaps and indexes of sitemaps: names of pages, each of which is fetched and read where that is allowed. */
import { takeAll } from "./bytes.js";
import { sameSite, webAddress } from "./compose.js";
import { decodeText } from "./decode.js";
import { type Given, type Incoming, type Input, refused } from "./incoming.js";
import { walkMarkup } from "./markup.js";
import type { Reader, Reading, Step } from "./reading.js";

/** An entry of a sitemap: a page, or another sitemap. */
export type SitemapEntry = {
  readonly address: string;
  /** Day or time of the last change, as it is written. */
  readonly changed: string | null;
  readonly given: Given;
};
export type Sitemap = { readonly index: boolean; readonly entries: readonly SitemapEntry[] };

/** The protocol allows 50 MB and 50,000 entries (sitemaps.org). */
const LARGEST = { bytes: 52_428_800, entries: 50_000 };
/** An index may name sitemaps, not further indexes; one level more is borne with. */
const DEEPEST = 2;

export const sitemap: Reader = {
  format: "sitemap",
  extensions: [],
  mediaTypes: [],
  looks: (_head, text) => text.startsWith("<") && /<(?:\w{1,20}:)?(?:urlset|sitemapindex)[\s>]/i.test(text),
  read: (input, reading) => readSitemap(input, reading),
};

async function* readSitemap(input: Input, reading: Reading): AsyncGenerator<Step> {
  const bytes = await takeAll(input.stream, LARGEST.bytes);
  if (bytes === null) {
    yield refused(
      "sitemap.too_large",
      "A sitemap may have 50 MB; this one has more and is not read.",
      input.name,
    );
    return;
  }
  let found: Sitemap;
  try {
    found = await sitemapOf(decodeText(bytes, input.charset).text);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    yield refused("sitemap.unreadable", `The sitemap cannot be taken apart (${why}).`, input.name);
    return;
  }
  const { index, entries } = found;
  if (entries.length === 0) yield refused("sitemap.empty", "The sitemap names no page.", input.name);
  else if (reading.follow === null) yield notFollowed(input.name, entries.length);
  else if (index && reading.depth >= DEEPEST)
    yield refused("sitemap.too_deep", "An index of sitemaps inside two others is not followed.", input.name);
  else yield* followed(entries, index, input, { ...reading, depth: reading.depth + (index ? 1 : 0) });
}

async function* followed(
  entries: readonly SitemapEntry[],
  index: boolean,
  input: Input,
  reading: Reading,
): AsyncGenerator<Step> {
  const home = webAddress(input.given.url ?? input.name);
  let elsewhere = 0;
  for (const { address, changed, given } of entries.slice(0, LARGEST.entries)) {
    if (!sameSite(address, home)) elsewhere++;
    else if (reading.since !== null && changed !== null && changed.slice(0, 10) < reading.since) continue;
    else if (index || !reading.skip(address, changed))
      yield* reading.follow!(
        address,
        { ...given, published: given.published ?? null },
        index ? null : "html",
        reading,
      );
  }
  if (elsewhere > 0) {
    const pages = elsewhere === 1 ? "1 address lies" : `${elsewhere.toLocaleString("en")} addresses lie`;
    yield refused(
      "sitemap.other_site",
      `${pages} on another site than the sitemap and are not fetched. Name them yourself if you want them.`,
      input.name,
    );
  }
  if (entries.length > LARGEST.entries)
    yield refused(
      "sitemap.too_large",
      "Only the first 50,000 entries are read: a sitemap may have no more.",
      input.name,
    );
}

function notFollowed(file: string, count: number): Incoming {
  const pages = count === 1 ? "1 page" : `${count.toLocaleString("en")} pages`;
  const message = `The sitemap names ${pages}; a sitemap on disk is not followed into the net. Give \`quipu add\` its address (https://…) instead.`;
  return refused("sitemap.not_followed", message, file);
}

/** What a sitemap names, in its order; addresses that are none of the web are left out. */
export async function sitemapOf(xml: string): Promise<Sitemap> {
  const entries: SitemapEntry[] = [];
  let index = false;
  let row: Record<string, string> | null = null;
  let path: string[] = [];
  await walkMarkup(xml, {
    open(name) {
      if (name.endsWith("sitemapindex")) index = true;
      if (ENTRY.test(name)) row = {};
      path = [...path.slice(-8), name];
    },
    text(text) {
      const name = path.at(-1)!;
      if (row && FIELDS.has(name)) row[name] = ((row[name] ?? "") + text).slice(0, 4096);
    },
    close(name) {
      path = path.slice(0, -1);
      if (!row || !ENTRY.test(name) || entries.length > LARGEST.entries) return;
      const address = webAddress(row.loc?.trim());
      if (address !== null) entries.push(entryOf(address, row));
      row = null;
    },
  });
  return { index, entries };
}

const ENTRY = /^(?:\w{1,20}:)?(?:url|sitemap)$/;
const FIELDS = new Set([
  "loc",
  "lastmod",
  "news:publication_date",
  "news:title",
  "news:language",
  "news:name",
]);

function entryOf(address: string, row: Readonly<Record<string, string>>): SitemapEntry {
  const value = (name: string) => row[name]?.trim() || null;
  return {
    address,
    changed: value("lastmod") ?? value("news:publication_date"),
    given: {
      published: value("news:publication_date"),
      title: value("news:title"),
      lang: value("news:language"),
      outlet: value("news:name"),
    },
  };
}
