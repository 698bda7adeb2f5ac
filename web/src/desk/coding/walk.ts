/** Walking through the words of the report by keys: arrows go from word to word, with Shift they take words along. */

import { wordsAt } from "../draft/stops.js";
import { draft, selected, stop } from "./coding-state.js";
import { ends, selectInPage, unselect } from "./selection.js";
import { wordAfter, wordBefore } from "./words.js";

/** Where walking begins: at the selected words, else at those of the value, else at the first word. */
function starting(): number {
  const place = stop.peek();
  const now = draft.peek();
  const words = selected.peek() ?? (place === null || now === null ? null : wordsAt(now, place));
  return words?.start ?? 0;
}

/** The focus goes into the report, to a word. */
export function intoWords(): void {
  const text = draft.peek()?.text ?? "";
  const pane = document.getElementById("report-text");
  pane?.focus({ preventScroll: true });
  const word = wordAfter(text, starting()) ?? wordBefore(text, text.length);
  if (word !== null) selectInPage(word.start, word.end);
}

/** Which way the line runs where the selection is. */
function runsLeft(): boolean {
  const element = getSelection()?.focusNode?.parentElement ?? null;
  return element !== null && getComputedStyle(element).direction === "rtl";
}

function sideways(text: string, on: boolean, extend: boolean): void {
  const now = ends();
  if (now === null) {
    intoWords();
    return;
  }
  const { anchor, focus } = now;
  if (!extend) {
    const [low, high] = [Math.min(anchor, focus), Math.max(anchor, focus)];
    const word = on ? wordAfter(text, high) : wordBefore(text, low);
    if (word !== null) selectInPage(word.start, word.end);
    return;
  }
  // The anchor stays outside what is taken: at its start going on, at its end going back.
  if (focus >= anchor) {
    if (on) {
      const word = wordAfter(text, focus);
      if (word !== null) selectInPage(anchor, word.end);
      return;
    }
    const last = wordBefore(text, focus);
    const before = last === null ? null : wordBefore(text, last.start);
    if (before !== null && before.end > anchor) selectInPage(anchor, before.end);
    else if (before !== null && last !== null) selectInPage(last.end, before.start);
    return;
  }
  if (!on) {
    const word = wordBefore(text, focus);
    if (word !== null) selectInPage(anchor, word.start);
    return;
  }
  const first = wordAfter(text, focus);
  const after = first === null ? null : wordAfter(text, first.end);
  if (after !== null && after.start < anchor) selectInPage(anchor, after.start);
}

/** A line up or down: the page knows where lines break. */
function upright(text: string, on: boolean, extend: boolean): void {
  const chosen = getSelection();
  const now = ends();
  if (chosen === null || now === null) {
    intoWords();
    return;
  }
  if (!extend) {
    const low = Math.min(now.anchor, now.focus);
    selectInPage(low, low);
  }
  chosen.modify(extend ? "extend" : "move", on ? "forward" : "backward", "line");
  const there = ends();
  if (there === null) return;
  if (!extend) {
    const word = wordAfter(text, there.focus) ?? wordBefore(text, there.focus);
    if (word !== null) selectInPage(word.start, word.end);
    return;
  }
  const edge =
    there.focus >= there.anchor ? wordAfter(text, there.focus)?.end : wordBefore(text, there.focus)?.start;
  if (edge !== undefined) selectInPage(there.anchor, edge);
}

/** Keys of the pane of the report. */
export function walk(pressed: KeyboardEvent): void {
  const text = draft.peek()?.text;
  if (text === undefined || pressed.altKey || pressed.metaKey) return;
  const { key, shiftKey } = pressed;
  if (key === "Escape") {
    unselect();
    document.querySelector<HTMLElement>(".value.is-here, .record-list button")?.focus();
  } else if (key === "ArrowRight" || key === "ArrowLeft") {
    sideways(text, (key === "ArrowRight") !== runsLeft(), shiftKey);
  } else if (key === "ArrowDown" || key === "ArrowUp") {
    if (pressed.ctrlKey) return;
    upright(text, key === "ArrowDown", shiftKey);
  } else return;
  pressed.preventDefault();
  pressed.stopPropagation();
}
