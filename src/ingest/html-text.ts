/** The words of an HTML page as plain text: a blank line between blocks, white space as a browser shows it. */

/** The part of a DOM node that is read here. */
export type Node = {
  readonly nodeType: number;
  readonly nodeName: string;
  readonly nodeValue: string | null;
  readonly firstChild: Node | null;
  readonly nextSibling: Node | null;
  readonly parentNode: Node | null;
};

/** The text of a whole page, and how large it is. */
export type PageText = { readonly text: string; readonly depth: number; readonly elements: number };

const TEXT = 3;
/** No page nests its tags this deep; the parser's time grows with the square of the depth. */
const DEEPEST = 5_000;
const BLOCKS = new Set(
  "address article aside blockquote body caption dd div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html li main nav ol p pre section table tbody td tfoot th thead tr ul".split(
    " ",
  ),
);
const NOT_TEXT = new Set(
  "head title script style noscript template svg iframe object select button nav textarea".split(" "),
);

/** Gathers text block by block. */
class Blocks {
  readonly #blocks: string[] = [];
  #parts: string[] = [];

  add(text: string): void {
    this.#parts.push(text.replaceAll("\n", " "));
  }

  /** A tag opens or closes. */
  tag(name: string): void {
    if (name === "br") this.#parts.push("\n");
    else if (BLOCKS.has(name)) this.#close();
  }

  text(): string {
    this.#close();
    return this.#blocks.join("\n\n");
  }

  #close(): void {
    if (this.#parts.length === 0) return;
    const lines = this.#parts
      .join("")
      .replaceAll("\u00ad", "")
      .replace(/[ \t\r\f\u00a0]+/g, " ")
      .split("\n");
    const block = lines
      .map((line) => line.trim())
      .join("\n")
      .trim();
    if (block !== "") this.#blocks.push(block);
    this.#parts = [];
  }
}

/** Reads a page from end to end without building a tree: linear in time. Throws a RangeError when the tags nest too deep. */
export async function pageText(html: string): Promise<PageText> {
  const { Parser } = await import("htmlparser2");
  const blocks = new Blocks();
  let skipped = 0;
  let depth = 0;
  let deepest = 0;
  let elements = 0;
  const parser = new Parser({
    onopentagname(name) {
      elements++;
      deepest = Math.max(deepest, ++depth);
      if (depth > DEEPEST) throw new RangeError("its tags nest more than 5,000 deep");
      if (NOT_TEXT.has(name)) skipped++;
      else if (skipped === 0) blocks.tag(name);
    },
    ontext(text) {
      if (skipped === 0) blocks.add(text);
    },
    onclosetag(name) {
      depth--;
      if (NOT_TEXT.has(name)) skipped--;
      else if (skipped === 0 && name !== "br") blocks.tag(name);
    },
  });
  parser.end(html);
  return { text: blocks.text(), depth: deepest, elements };
}

/** The text under a node of a tree. */
export function textOf(root: Node): string {
  const blocks = new Blocks();
  let node: Node | null = root;
  while (node) {
    if (node.nodeType === TEXT) blocks.add(node.nodeValue ?? "");
    else blocks.tag(node.nodeName.toLowerCase());
    if (node.firstChild) {
      node = node.firstChild;
      continue;
    }
    if (node.nodeType !== TEXT && node.nodeName !== "BR") blocks.tag(node.nodeName.toLowerCase());
    while (node && node !== root && !node.nextSibling) {
      node = node.parentNode;
      if (node) blocks.tag(node.nodeName.toLowerCase());
    }
    if (!node || node === root) break;
    node = node.nextSibling;
  }
  return blocks.text();
}
