/** An entry for words of the report: found while they are typed, lit in the report, the next place by the down key. */
import { useEffect, useId, useRef, useState } from "preact/hooks";
import type { Span } from "../../../../src/model/index.js";
import { texts } from "../../texts/index.js";
import { draft, sought } from "./coding-state.js";
import { type Stretch, wordsNear } from "./words.js";

const t = texts.desk.coding;

export function WordsInput({
  label,
  value,
  place,
  near,
  optional,
  hint,
  problem,
  set,
  on,
}: {
  readonly label: string;
  readonly value: string;
  /** `START-END` of the words; blank where there are none. */
  readonly place: string;
  /** The words of the whole value: places near them come first. */
  readonly near: Span | null;
  readonly optional: boolean;
  readonly hint: string | undefined;
  readonly problem: string | null;
  readonly set: (words: string, place: string) => void;
  readonly on: () => void;
}) {
  const id = useId();
  const [at, setAt] = useState(0);
  const found = useRef<readonly Stretch[]>([]);
  const text = draft.value?.text ?? "";
  const shown = place === "" ? "" : text.slice(...(place.split("-").map(Number) as [number, number]));
  // What is lit belongs to the entry that has the focus.
  useEffect(
    () => () => {
      sought.value = null;
    },
    [],
  );
  const go = (words: string, which: number) => {
    const there = found.current[which];
    sought.value = there ?? null;
    setAt(which);
    set(words, there === undefined ? "" : `${there.start}-${there.end}`);
  };
  const look = (words: string) => {
    found.current = wordsNear(text, words.trim(), near?.start ?? 0);
    go(words, 0);
  };
  const isMissing = value.trim() !== "" && place === "";
  return (
    <div class="part">
      <label for={id}>
        {label}
        {optional && <span class="soft"> {hint ?? t.optional}</span>}
      </label>
      <input
        id={id}
        type="text"
        class="input"
        dir="auto"
        autocomplete="off"
        spellcheck={false}
        value={value}
        aria-invalid={problem !== null || isMissing}
        aria-describedby={`${id}-seen`}
        onFocus={() => {
          if (place === "") return;
          const [start = 0, end = 0] = place.split("-").map(Number);
          sought.value = { start, end };
        }}
        onBlur={() => {
          sought.value = null;
          if (place !== "" && shown !== value) set(shown, place);
        }}
        onInput={(event) => look(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "ArrowDown" || event.key === "ArrowUp") {
            if (found.current.length === 0) found.current = wordsNear(text, value.trim(), near?.start ?? 0);
            const { length } = found.current;
            if (length > 0) go(value, (at + (event.key === "ArrowDown" ? 1 : length - 1)) % length);
          } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) on();
          else return;
          event.preventDefault();
        }}
      />
      <span class={isMissing ? "part-problem" : "words-seen soft"} id={`${id}-seen`} aria-live="polite">
        {isMissing ? (
          t.notFound
        ) : (
          <>
            {shown !== "" && shown !== value.trim() && (
              <q class="words" dir="auto">
                {shown}
              </q>
            )}
            {found.current.length > 1 && ` ${t.placesOf(at + 1, found.current.length)} ↓`}
          </>
        )}
      </span>
      {problem !== null && !isMissing && <span class="part-problem">{problem}</span>}
    </div>
  );
}
