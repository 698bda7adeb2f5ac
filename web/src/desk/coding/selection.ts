/** Between the page and the text: where a point of the page is in the report, and which stretch of it is selected. */
import { span } from "../../../../src/model/span.js";
import { takesText } from "../keys.js";
import { draft, selected } from "./coding-state.js";
import { trimmed } from "./words.js";

const REPORT = "#report-text";

/** The offset in the report of a point in its page; null outside. Lines carry where they start. */
export function offsetOf(node: Node, offset: number): number | null {
  const element = node.nodeType === Node.ELEMENT_NODE ? (node as Element) : node.parentElement;
  const line = element?.closest<HTMLElement>("[data-start]") ?? null;
  if (line === null || line.closest(REPORT) === null) {
    // Between lines: the start of the one that follows, or the end of the last one.
    if (element?.closest(REPORT) == null) return null;
    const child = (element as Element).childNodes[offset];
    const next = (child as Element | undefined)?.querySelector?.("[data-start]") ?? child;
    const start = (next as HTMLElement | undefined)?.dataset?.start;
    return start === undefined ? (draft.peek()?.text.length ?? null) : Number(start);
  }
  const range = document.createRange();
  range.selectNodeContents(line);
  range.setEnd(node, offset);
  return Number(line.dataset.start) + range.toString().length;
}

/** The point of the page where an offset of the report is. */
function pointOf(offset: number): readonly [Node, number] | null {
  const lines = document.querySelectorAll<HTMLElement>(`${REPORT} [data-start]`);
  let [low, high] = [0, lines.length - 1];
  while (low < high) {
    const middle = Math.ceil((low + high) / 2);
    if (Number(lines[middle]!.dataset.start) <= offset) low = middle;
    else high = middle - 1;
  }
  const line = lines[low];
  if (line === undefined) return null;
  let left = offset - Number(line.dataset.start);
  const walker = document.createTreeWalker(line, NodeFilter.SHOW_TEXT);
  for (let node = walker.nextNode(); node !== null; node = walker.nextNode()) {
    const { length } = node as Text;
    if (left <= length) return [node, left];
    left -= length;
  }
  return [line, line.childNodes.length];
}

/** Selects a stretch of the report in the page, from `anchor` to `focus`. */
export function selectInPage(anchor: number, focus: number, scroll = true): void {
  const [from, to] = [pointOf(anchor), pointOf(focus)];
  if (from === null || to === null) return;
  getSelection()?.setBaseAndExtent(from[0], from[1], to[0], to[1]);
  // At once: the page tells of a change of its selection only after the next key may have come.
  take(anchor, focus);
  const element = to[0].parentElement;
  if (scroll) element?.scrollIntoView({ block: "nearest" });
}

/** After lines were drawn anew: what was selected is selected again, so that no other words take its place. */
export function selectAgain(): void {
  const words = selected.peek();
  if (words === null || takesText(document.activeElement)) return;
  const now = ends();
  if (
    now !== null &&
    Math.min(now.anchor, now.focus) === words.start &&
    Math.max(now.anchor, now.focus) === words.end
  )
    return;
  selectInPage(words.start, words.end, false);
}

/** Where the selection of the page begins and ends in the report; null where it is not (all) in it. */
export function ends(): { readonly anchor: number; readonly focus: number } | null {
  const chosen = getSelection();
  if (chosen === null || chosen.anchorNode === null || chosen.focusNode === null) return null;
  const anchor = offsetOf(chosen.anchorNode, chosen.anchorOffset);
  const focus = offsetOf(chosen.focusNode, chosen.focusOffset);
  return anchor === null || focus === null ? null : { anchor, focus };
}

/** Makes a stretch the selected words. */
function take(anchor: number, focus: number): void {
  const text = draft.peek()?.text ?? "";
  const cut = trimmed(text, Math.min(anchor, focus), Math.max(anchor, focus));
  const before = selected.peek();
  if (cut === null) selected.value = null;
  else if (before?.start !== cut.start || before.end !== cut.end)
    selected.value = span(text, cut.start, cut.end);
}

/** Follows the selection of the page. One that lies elsewhere (in a form) leaves the selected words as they are. */
export function followSelection(): () => void {
  const follow = () => {
    const now = ends();
    if (now === null || takesText(document.activeElement)) return;
    take(now.anchor, now.focus);
  };
  document.addEventListener("selectionchange", follow);
  return () => document.removeEventListener("selectionchange", follow);
}

export function unselect(): void {
  getSelection()?.removeAllRanges();
  selected.value = null;
}
