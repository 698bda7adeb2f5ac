/** What the keys do while a report is coded. */
import { goTo } from "../address.js";
import { CODING_FIELDS, FIELDS } from "../draft/action.js";
import { isRejected } from "../draft/draft.js";
import { stepEvent, stepStop } from "../draft/stops.js";
import { FIELD_KEYS } from "../keys.js";
import type { KeyMap } from "../use-keys.js";
import {
  accept,
  addEvent,
  dispatch,
  draft,
  edit,
  event,
  historyOpen,
  opened,
  redoOne,
  reword,
  selected,
  setFree,
  step,
  stop,
  takeAway,
  toField,
  undoOne,
  uniting,
} from "./coding-state.js";
import { focusValue } from "./record.js";
import { unselect } from "./selection.js";
import { intoWords } from "./walk.js";

/** Steps leave the report, where arrow keys would walk. */
function leaveWords(): void {
  if (document.activeElement?.id === "report-text") (document.activeElement as HTMLElement).blur();
  focusValue();
}

function move(by: number, whole: boolean): void {
  const now = draft.peek();
  if (now === null) return;
  leaveWords();
  stop.value = (whole ? stepEvent : stepStop)(now, stop.peek(), by) ?? stop.peek();
}

/** Of what belongs to no event the value itself is rejected. */
function reject(): void {
  const place = stop.peek();
  if (place?.event === null) takeAway(place);
  else onEvent((id, rejected) => dispatch({ do: rejected ? "restore" : "reject", event: id }));
}

function onEvent(act: (id: string, rejected: boolean) => void): void {
  const now = event.peek();
  if (now !== null) act(now.id, isRejected(now));
}

/** `find` opens the search for words. */
export function codingKeys(find: () => void): KeyMap {
  const fields = Object.fromEntries(
    [...FIELDS, ...CODING_FIELDS].map((field) => [FIELD_KEYS[field], () => toField(field)]),
  );
  return {
    ...fields,
    j: () => move(1, false),
    k: () => move(-1, false),
    ArrowDown: () => move(1, false),
    ArrowUp: () => move(-1, false),
    J: () => move(1, true),
    K: () => move(-1, true),
    PageDown: () => move(1, true),
    PageUp: () => move(-1, true),
    Enter: () => stop.peek() !== null && edit(stop.peek()!),
    Delete: () => stop.peek() !== null && takeAway(stop.peek()!),
    Backspace: () => stop.peek() !== null && takeAway(stop.peek()!),
    x: reject,
    c: () =>
      onEvent((id) => {
        dispatch({ do: "check", event: id });
        move(1, true);
      }),
    e: addEvent,
    r: reword,
    u: () => {
      if ((draft.peek()?.events.length ?? 0) > 1) uniting.value = true;
    },
    s: () => {
      const place = stop.peek();
      if (place?.field === "mentions" && place.event !== null)
        dispatch({ do: "split", event: place.event, at: place.at });
    },
    f: () => stop.peek() !== null && setFree(stop.peek()!),
    h: () => {
      historyOpen.value = !historyOpen.peek();
    },
    "0": () => dispatch({ do: "reject-all" }),
    a: () => void accept(),
    i: intoWords,
    "/": find,
    "[": () => void step(-1),
    "]": () => void step(1),
    "=": () => {
      const answer = opened.peek();
      if (answer !== null) goTo("compare", { id: answer.report.id });
    },
    "Ctrl+z": undoOne,
    "Ctrl+Z": redoOne,
    "Ctrl+Shift+z": redoOne,
    "Ctrl+y": redoOne,
    Escape: () => {
      if (selected.peek() !== null) unselect();
      else if (historyOpen.peek()) historyOpen.value = false;
      else goTo("queue", { id: null });
    },
  };
}
