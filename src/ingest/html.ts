/** Reads an HTML page: one page, one report; scripts and site furniture stay out. Loads its libraries only when a page comes. */
import { type ByteStream, takeAll } from "./bytes.js";
import { compose, tooLong } from "./compose.js";
import { binaryReason, decode, invalidUtf8, sniffEncoding } from "./decode.js";
import { type Page, type PageHead, readHead } from "./html-head.js";
import { type Node, type PageText, pageText, textOf } from "./html-text.js";
import { BYTES_LIMIT, type Hints, type Incoming, refused } from "./incoming.js";
import { invalidBytes } from "./plain.js";

/** Below this many characters the article that was found is taken for a teaser, and the whole body is read. */
const SHORTEST_ARTICLE = 140;
/** Larger pages are read as the text of their body: a search for the article in them takes too long. */
const LARGEST = { text: 500_000, elements: 20_000, depth: 200 };
const UNKNOWN: PageHead = { title: null, published: null, lang: null, outlet: null, url: null };

export async function readHtml(stream: ByteStream, file: string, hints: Hints): Promise<Incoming> {
  const bytes = await takeAll(stream, BYTES_LIMIT);
  if (bytes === null) return tooLong(file, null);
  if (bytes.length === 0) return refused("file.empty", "The file is empty.", file);
  const encoding = sniffEncoding(bytes);
  if (encoding === "binary")
    return refused("file.binary", `It is not read: it is ${binaryReason(bytes)}.`, file);
  const { html, invalid } = decodePage(bytes, encoding);
  const found = invalid > 0 ? [invalidBytes(invalid, "utf-8")] : [];
  try {
    const whole = await pageText(html);
    const { head, article } = isLarge(whole) ? { head: UNKNOWN, article: null } : await articleOf(html);
    const enough = Math.min(SHORTEST_ARTICLE, whole.text.length / 2);
    const text = article !== null && article.length >= enough ? article : whole.text;
    return compose({ id: null, text, ...head }, hints, file, null, found);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refused(
      "html.unreadable",
      `The page cannot be read (${why}). Save its text as .txt instead.`,
      file,
    );
  }
}

function isLarge(page: PageText): boolean {
  return page.text.length > LARGEST.text || page.elements > LARGEST.elements || page.depth > LARGEST.depth;
}

/** A page that is not UTF-8 is decoded by the character set that it names itself. */
function decodePage(
  bytes: Uint8Array,
  encoding: "utf-8" | "utf-16le" | "utf-16be",
): { html: string; invalid: number } {
  if (encoding === "utf-8" && invalidUtf8(bytes) > 0) {
    const start = new TextDecoder("latin1").decode(bytes.subarray(0, 4096));
    const named = /<meta[^>]{0,200}charset=["']?([\w-]{1,40})/i.exec(start)?.[1];
    try {
      if (named && !/^utf-?8$/i.test(named))
        return { html: new TextDecoder(named).decode(bytes), invalid: 0 };
    } catch {
      // No such character set: read it as UTF-8 and count what does not fit.
    }
  }
  const { text, invalid } = decode(bytes, encoding);
  return { html: text, invalid };
}

/** What the page says about itself, and the text of its article (null where none is found). */
async function articleOf(html: string): Promise<{ head: PageHead; article: string | null }> {
  const { parseHTML } = await import("linkedom");
  const { Readability } = await import("@mozilla/readability");
  const { document } = parseHTML(
    /<(?:html|body)[\s>]/i.test(html) ? html : `<html><body>${html}</body></html>`,
  );
  const head = readHead(document as unknown as Page);
  try {
    const options = { charThreshold: 200, serializer: (node: unknown) => node as Node };
    const content = new Readability<Node>(document as never, options).parse()?.content;
    return { head, article: content ? textOf(content) : null };
  } catch {
    return { head, article: null };
  }
}
