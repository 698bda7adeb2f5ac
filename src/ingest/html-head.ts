/** What a page says about itself: title, day of publication, language, outlet, address. */
import { sameSite, webAddress } from "./compose.js";

export type PageHead = {
  readonly title: string | null;
  readonly published: string | null;
  readonly lang: string | null;
  readonly outlet: string | null;
  readonly url: string | null;
};

/** The part of a DOM document that is read here. */
export type Page = {
  readonly documentElement: PageElement | null;
  querySelector(selector: string): PageElement | null;
  querySelectorAll(selector: string): Iterable<PageElement>;
};
type PageElement = { getAttribute(name: string): string | null; readonly textContent: string | null };

/** Where pages put the day of publication, the most reliable first. */
const PUBLISHED = [
  'meta[property="article:published_time"]',
  'meta[itemprop="datePublished"]',
  'meta[name="datePublished"]',
  'meta[property="og:published_time"]',
  'meta[name="pubdate"]',
  'meta[name="publishdate"]',
  'meta[name="publish-date"]',
  'meta[name="DC.date.issued"]',
  'meta[name="dcterms.date"]',
  'meta[name="DC.date"]',
  'meta[name="date"]',
  'time[itemprop="datePublished"]',
  "time[pubdate]",
  "article time[datetime]",
  "header time[datetime]",
  "time[datetime]",
];

/**
 * Reads JSON-LD first, then meta elements, then `<time>`; a value that none of them gives is null. `address`: where the
 * page came from, which relative addresses in it count from.
 */
export function readHead(document: Page, address: string | null = null): PageHead {
  const linked = linkedArticle(document);
  const first = (...selectors: string[]): string | null => {
    for (const selector of selectors) {
      const element = document.querySelector(selector);
      const value =
        element?.getAttribute("content") ?? element?.getAttribute("datetime") ?? element?.textContent;
      if (value && value.trim() !== "") return value.trim().replace(/\s+/g, " ");
    }
    return null;
  };
  return {
    title: linked.headline ?? first('meta[property="og:title"]', "h1", "title"),
    published: linked.datePublished ?? first(...PUBLISHED),
    lang: document.documentElement?.getAttribute("lang") || first('meta[http-equiv="content-language"]'),
    outlet: linked.publisher ?? first('meta[property="og:site_name"]'),
    url:
      ownAddress(document.querySelector('link[rel="canonical"]')?.getAttribute("href"), address) ??
      ownAddress(first('meta[property="og:url"]'), address),
  };
}

/** The address that a page gives itself; null where it names another site than the one it came from. */
function ownAddress(value: string | null | undefined, from: string | null): string | null {
  const named = webAddress(value, from);
  return named === null || from === null || sameSite(named, from) ? named : null;
}

type Linked = { headline: string | null; datePublished: string | null; publisher: string | null };

function linkedArticle(document: Page): Linked {
  const nothing: Linked = { headline: null, datePublished: null, publisher: null };
  for (const script of document.querySelectorAll('script[type="application/ld+json"]')) {
    let data: unknown;
    try {
      data = JSON.parse(script.textContent ?? "");
    } catch {
      continue;
    }
    for (const item of items(data)) {
      if (!isArticle(item["@type"])) continue;
      const publisher = item.publisher as { name?: unknown } | null | undefined;
      return {
        headline: textual(item.headline),
        datePublished: textual(item.datePublished),
        publisher: textual(publisher?.name),
      };
    }
  }
  return nothing;
}

function items(data: unknown): Record<string, unknown>[] {
  const list = Array.isArray(data) ? data : [data];
  const objects = list.filter(
    (item): item is Record<string, unknown> => typeof item === "object" && item !== null,
  );
  return objects.flatMap((item) =>
    Array.isArray(item["@graph"])
      ? [item, ...items(item["@graph"].map((inner) => ({ ...inner, "@graph": null })))]
      : [item],
  );
}

function isArticle(type: unknown): boolean {
  const names = Array.isArray(type) ? type : [type];
  return names.some((name) => typeof name === "string" && /(?:Article|Posting|Report)$/.test(name));
}

function textual(value: unknown): string | null {
  return typeof value === "string" && value.trim() !== "" ? value.trim() : null;
}
