/** Reads an HTML page: one page, one report; scripts and site furniture stay out. Loads its libraries only when a page comes. */
import { takeAll } from "./bytes.js";
import { compose, tooLong } from "./compose.js";
import { custodyOf } from "./custody.js";
import { binaryReason, decodeText, sniffEncoding } from "./decode.js";
import { type Page, type PageHead, readHead } from "./html-head.js";
import { type Node, type PageText, pageText, textOf } from "./html-text.js";
import { BYTES_LIMIT, type Incoming, type Input, refused } from "./incoming.js";
import type { Reader, Reading } from "./reading.js";

/** Below this many characters the article that was found is taken for a teaser, and the whole body is read. */
const SHORTEST_ARTICLE = 140;
/** Larger pages are read as the text of their body: a search for the article in them takes too long. */
const LARGEST = { text: 500_000, elements: 20_000, depth: 200 };
const UNKNOWN: PageHead = { title: null, published: null, lang: null, outlet: null, url: null };

export const html: Reader = {
  format: "html",
  extensions: ["html", "htm", "xhtml"],
  mediaTypes: ["text/html", "application/xhtml+xml"],
  looks: (_head, text) =>
    text.startsWith("<") && /<(?:!doctype html|html|head|body|article|div|p)[\s>]/i.test(text),
  async *read(input, reading) {
    const bytes = await takeAll(input.stream, BYTES_LIMIT);
    yield bytes === null ? tooLong(input.name, null) : await readPage(bytes, input, reading);
  },
};

/** One page whose bytes are at hand. */
export async function readPage(bytes: Uint8Array, input: Input, reading: Reading): Promise<Incoming> {
  const { name, given } = input;
  if (bytes.length === 0) return refused("file.empty", "The file is empty.", name);
  if (sniffEncoding(bytes) === "binary")
    return refused("file.binary", `It is not read: it is ${binaryReason(bytes)}.`, name);
  const { text: page, found } = decodeText(bytes, input.charset ?? namedCharset(bytes));
  try {
    const whole = await pageText(page);
    const { head, article } = isLarge(whole)
      ? { head: UNKNOWN, article: null }
      : await articleOf(page, given.url ?? null);
    const enough = Math.min(SHORTEST_ARTICLE, whole.text.length / 2);
    const text = article !== null && article.length >= enough ? article : whole.text;
    const origin = { file: name, line: null, custody: custodyOf(input, reading, bytes), given };
    return compose({ id: null, text, ...head }, origin, reading, found);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refused(
      "html.unreadable",
      `The page cannot be read (${why}). Save its text as .txt instead.`,
      name,
    );
  }
}

function isLarge(page: PageText): boolean {
  return page.text.length > LARGEST.text || page.elements > LARGEST.elements || page.depth > LARGEST.depth;
}

/** The character set that a page names in its own beginning, or null. */
function namedCharset(bytes: Uint8Array): string | null {
  const start = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
  return /<meta[^>]{0,200}charset=["']?([\w-]{1,40})/i.exec(start)?.[1] ?? null;
}

/** What the page says about itself, and the text of its article (null where none is found). */
async function articleOf(
  html: string,
  address: string | null,
): Promise<{ head: PageHead; article: string | null }> {
  const { parseHTML } = await import("linkedom");
  const { Readability } = await import("@mozilla/readability");
  const { document } = parseHTML(
    /<(?:html|body)[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`,
  );
  const head = readHead(document as unknown as Page, address);
  try {
    const options = { charThreshold: 200, serializer: (node: unknown) => node as Node };
    const content = new Readability<Node>(document as never, options).parse()?.content;
    return { head, article: content ? textOf(content) : null };
  } catch {
    return { head, article: null };
  }
}
