/** Which other event of the report tells the same: chosen, and the two are one. */
import { useLayoutEffect, useRef } from "preact/hooks";
import type { EventRecord } from "../../../../src/model/index.js";
import { texts } from "../../texts/index.js";
import { labelOf } from "../session.js";
import { Choice } from "./choice.js";
import { dispatch, draft, uniting } from "./coding-state.js";
import { focusValue } from "./record.js";

const t = texts.desk.coding;

export function Unite({ event }: { readonly event: EventRecord }) {
  const root = useRef<HTMLFormElement>(null);
  const close = () => {
    uniting.value = false;
    (document.activeElement as HTMLElement | null)?.blur();
    focusValue();
  };
  useLayoutEffect(() => root.current?.scrollIntoView({ block: "nearest" }), []);
  const options = (draft.value?.events ?? [])
    .filter(({ id }) => id !== event.id)
    .map(({ id, type, trigger }) => ({ value: id, label: `${trigger.quote} (${labelOf(type)})` }));
  return (
    <form
      class="editor"
      ref={root}
      onSubmit={(event) => event.preventDefault()}
      onKeyDown={(pressed) => {
        if (pressed.key !== "Escape") return;
        pressed.preventDefault();
        pressed.stopPropagation();
        close();
      }}
    >
      <Choice
        label={t.choose}
        value=""
        options={options}
        first
        take={(other, done) => {
          if (!done) return;
          dispatch({ do: "merge", into: event.id, from: other });
          close();
        }}
      />
      <button type="button" class="button" onClick={close}>
        {t.cancel}
      </button>
    </form>
  );
}
