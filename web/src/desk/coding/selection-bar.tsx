/** The foot of the report: the selected words and what can be made of them; or looking for words. */
import { useSignal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { span } from "../../../../src/model/span.js";
import { texts } from "../../texts/index.js";
import { CODING_FIELDS, FIELDS, type Field } from "../draft/action.js";
import { FIELD_KEYS } from "../keys.js";
import { addEvent, draft, reword, selected, sought, stop, toField } from "./coding-state.js";
import { findWords } from "./words.js";

const t = texts.desk.coding;
const OF_WORDS: readonly Field[] = FIELDS.filter((field) => field !== "actuality" && field !== "scope");

/** Looks for words: each letter goes on from where the search began, Enter leaves them selected, Down goes to the next place. */
export function FindBar({ close }: { readonly close: () => void }) {
  const input = useRef<HTMLInputElement>(null);
  const from = useRef(selected.peek()?.start ?? 0);
  const said = useSignal("");
  useLayoutEffect(() => input.current?.focus(), []);
  // The selection of the page stays in the entry while somebody types: the place is lit instead.
  const look = (start: number) => {
    sought.value = findWords(draft.peek()?.text ?? "", said.peek().trim(), start);
  };
  const leave = (take: boolean) => {
    const there = sought.peek();
    sought.value = null;
    close();
    if (take && there !== null) selected.value = span(draft.peek()!.text, there.start, there.end);
    document.getElementById("report-text")?.focus({ preventScroll: true });
  };
  return (
    <div class="selection-bar" role="search">
      <label class="find">
        <span>{t.find}</span>
        <input
          ref={input}
          type="search"
          class="input"
          value={said.value}
          onInput={(event) => {
            said.value = event.currentTarget.value;
            look(from.current);
          }}
          onKeyDown={(event) => {
            if (event.key === "ArrowDown") look((sought.peek()?.start ?? -1) + 1);
            else if (event.key === "Enter" || event.key === "Escape") leave(event.key === "Enter");
            else return;
            event.preventDefault();
            event.stopPropagation();
          }}
        />
      </label>
      <span class="soft" aria-live="polite">
        {said.value !== "" && sought.value === null ? t.notFound : ""}
      </span>
    </div>
  );
}

export function SelectionBar() {
  const words = selected.value;
  if (words === null) return <p class="selection-bar soft">{t.selectHint}</p>;
  const button = (key: string, label: string, act: () => void) => (
    <button
      key={key}
      type="button"
      class="button button-quiet"
      onPointerDown={(event) => event.preventDefault()}
      onClick={act}
    >
      <kbd>{key}</kbd> {label}
    </button>
  );
  return (
    <div class="selection-bar" role="toolbar" aria-label={t.selected}>
      <q class="words" dir="auto">
        {words.quote.length > 80 ? `${words.quote.slice(0, 79)}…` : words.quote}
      </q>
      {button("e", t.newEvent, addEvent)}
      {stop.value !== null &&
        stop.value.event !== null &&
        OF_WORDS.map((field) => button(FIELD_KEYS[field], texts.desk.fields[field], () => toField(field)))}
      {CODING_FIELDS.filter((field) => field !== "links" || stop.value?.event != null).map((field) =>
        button(FIELD_KEYS[field], texts.desk.fields[field], () => toField(field)),
      )}
      {stop.value !== null && button("r", t.reword, reword)}
    </div>
  );
}
