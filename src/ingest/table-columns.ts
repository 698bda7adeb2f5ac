/** Which column of a table holds what: by the names that such columns usually have. */

export const TABLE_FIELDS = ["id", "text", "title", "published", "url", "outlet", "lang"] as const;
export type TableField = (typeof TABLE_FIELDS)[number];

/** Usual names, the surest first; compared without case, blanks, hyphens and underscores. */
const USUAL: Readonly<Record<TableField, readonly string[]>> = {
  id: ["id", "reportid", "articleid", "docid", "guid", "uuid", "key"],
  text: ["text", "body", "content", "fulltext", "articletext", "articlebody", "story", "maintext", "article"],
  title: ["title", "headline", "heading", "head"],
  published: [
    "published",
    "date",
    "publishedat",
    "publicationdate",
    "publishdate",
    "datepublished",
    "pubdate",
    "day",
  ],
  url: ["url", "link", "address", "permalink", "href", "weburl"],
  outlet: ["outlet", "source", "publisher", "newspaper", "publication", "sourcename", "medium"],
  lang: ["lang", "language", "languagecode"],
};

/** Number of the column for each field that the table has. */
export type Columns = Readonly<Partial<Record<TableField, number>>>;

/**
 * Finds the columns by their names; `named` (from a source) goes before the usual names. `missing` are columns that
 * `named` asks for and the table lacks.
 */
export function findColumns(
  header: readonly string[],
  named: Readonly<Partial<Record<TableField, string>>>,
): { readonly columns: Columns; readonly missing: readonly string[] } {
  const plain = (name: string) => name.toLowerCase().replace(/[\s_-]+/g, "");
  const names = header.map(plain);
  const columns: Partial<Record<TableField, number>> = {};
  const missing: string[] = [];
  for (const field of TABLE_FIELDS) {
    const own = named[field];
    const wanted = own === undefined ? USUAL[field] : [plain(own)];
    const at = wanted.map((name) => names.indexOf(name)).find((found) => found >= 0);
    if (at !== undefined) columns[field] = at;
    else if (own !== undefined) missing.push(own);
  }
  return { columns, missing };
}
