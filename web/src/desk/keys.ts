/** The keys of the review desk: one list for what they do and for the page that shows them. */
import type { Field } from "./draft/action.js";

/** Letters that lead to a field, or add a value of it when words are selected. */
export const FIELD_KEYS: Readonly<Record<Field, string>> = {
  type: "t",
  actuality: "y",
  scope: "o",
  date: "d",
  places: "p",
  actors: "w",
  figures: "n",
  demands: "g",
  means: "m",
  contested: "l",
  attribution: "v",
  mentions: "T",
  links: "L",
  freeFigures: "N",
  relations: "R",
};

/** How a key is written: `a`, `J`, `Enter`, `Ctrl+z`, `Shift+Tab`. */
export function keyName(event: KeyboardEvent): string {
  const held = event.ctrlKey || event.metaKey ? "Ctrl+" : "";
  const shift = event.shiftKey && event.key.length > 1 ? "Shift+" : "";
  return `${held}${event.altKey ? "Alt+" : ""}${shift}${event.key}`;
}

/** Elements that take letters themselves. */
export function takesText(target: EventTarget | null): boolean {
  const element = target as HTMLElement | null;
  if (element === null || typeof element.tagName !== "string") return false;
  if (element.isContentEditable) return true;
  if (element.tagName === "TEXTAREA" || element.tagName === "SELECT") return true;
  if (element.tagName !== "INPUT") return false;
  return !["checkbox", "radio", "button", "submit"].includes((element as HTMLInputElement).type);
}
