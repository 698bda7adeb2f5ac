/** Takes XML apart as it comes, without ever building a tree or opening an entity of its own making. */

/** Elements that were opened and closed, and the text between; names in small letters, prefixes included. */
export type MarkupHandler = {
  open(name: string): void;
  text(text: string): void;
  close(name: string): void;
};

/** No feed and no sitemap nests its elements this deep; the parser's time grows with the square of the depth. */
const DEEPEST = 500;

/**
 * Reads XML from end to end in linear time. A DOCTYPE is passed over, and so is every entity that it declares. Throws a
 * RangeError when the elements nest too deep.
 */
export async function walkMarkup(xml: string, handler: MarkupHandler): Promise<void> {
  const { Parser } = await import("htmlparser2");
  let depth = 0;
  const parser = new Parser(
    {
      onopentagname(name) {
        if (++depth > DEEPEST) throw new RangeError("its elements nest more than 500 deep");
        handler.open(name.toLowerCase());
      },
      ontext: (text) => handler.text(text),
      onclosetag(name) {
        depth--;
        handler.close(name.toLowerCase());
      },
    },
    { xmlMode: true, decodeEntities: true },
  );
  parser.end(withoutDoctype(xml));
}

/** The same XML without its document type declaration: with it go the entities that it declares. */
export function withoutDoctype(xml: string): string {
  const start = /<!DOCTYPE/i.exec(xml.slice(0, 65_536))?.index;
  if (start === undefined) return xml;
  const inner = xml.indexOf("[", start);
  const plain = xml.indexOf(">", start);
  if (plain < 0) return xml.slice(0, start);
  if (inner < 0 || inner > plain) return xml.slice(0, start) + xml.slice(plain + 1);
  const close = /\]\s{0,1000}>/g;
  close.lastIndex = inner;
  const end = close.exec(xml);
  return end === null ? xml.slice(0, start) : xml.slice(0, start) + xml.slice(end.index + end[0].length);
}
