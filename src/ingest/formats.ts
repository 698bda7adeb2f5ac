/** Which file names are read, and as what. */
import type { InputFormat } from "./incoming.js";
import { READERS } from "./readers.js";

/** Endings that say too little: the file is looked into. */
const LOOK_INSIDE = new Set(["xml", "json"]);

/** The format that a file's extension names, or null. */
export function formatOf(path: string): InputFormat | null {
  return byExtension(extensionOf(path));
}

/** Whether a file of a folder or archive is read at all. */
export function isReadable(path: string): boolean {
  const extension = extensionOf(path);
  if (extension === "gz") {
    const inner = extensionOf(path.slice(0, -3));
    return inner === "" || byExtension(inner) !== null || LOOK_INSIDE.has(inner);
  }
  return byExtension(extension) !== null || LOOK_INSIDE.has(extension);
}

/** Whether the name alone does not say what the file is, so that what it looks like decides. */
export function looksInside(path: string): boolean {
  return LOOK_INSIDE.has(extensionOf(path));
}

/** ".txt .html …", for messages. */
export function knownExtensions(): string {
  return `.${[...READERS.flatMap((reader) => reader.extensions), ...LOOK_INSIDE].join(" .")}`;
}

function byExtension(extension: string): InputFormat | null {
  return READERS.find((reader) => reader.extensions.includes(extension))?.format ?? null;
}

function extensionOf(path: string): string {
  return /\.(\w{1,10})$/.exec(path)?.[1]?.toLowerCase() ?? "";
}
