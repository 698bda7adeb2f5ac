/** Reads the id of a mention: `REPORT:START-END`. */

export type MentionAt = { readonly report: string; readonly start: number; readonly end: number };

/** Null for what is no id of a mention. The id of a report may itself have colons. */
export function parseMention(id: string): MentionAt | null {
  const colon = id.lastIndexOf(":");
  const offsets = /^(\d{1,9})-(\d{1,9})$/.exec(id.slice(colon + 1));
  if (colon < 1 || offsets === null) return null;
  const [start, end] = [Number(offsets[1]), Number(offsets[2])];
  return start < end ? { report: id.slice(0, colon), start, end } : null;
}
