/** Makes words safe inside a page: no markup, no control characters, nothing that reverses the line. */

const ENTITIES: Readonly<Record<string, string>> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
  "`": "&#96;",
};

/** For text and for attributes in double quotes. Line breaks and tabs stay. */
export function escaped(text: string): string {
  return text
    .replace(/[&<>"'`]/g, (sign) => ENTITIES[sign]!)
    .replace(/[^\P{Cc}\n\t]|[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]|\p{Cs}/gu, "�");
}

/** Whether an address may be a link: a page of the web, nothing that runs. */
export function isWebAddress(url: string): boolean {
  return /^https?:\/\/[^\s"'<>]+$/i.test(url);
}

/** A name for an element that is unique where ids are, whatever is in them. */
export function anchor(kind: string, id: string): string {
  return `${kind}-${encodeURIComponent(id).replaceAll("%", "_").replaceAll("'", "_27")}`;
}
