/** The list of events: as long as the selection, only what is seen is in the page. Arrow keys move, Enter opens. */

import { useComputed, useSignal, useSignalEffect } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import { EmptyNote, LoadingNote, ProblemNote } from "../components/states.js";
import { useRows } from "../components/use-rows.js";
import { edition } from "../shell/edition.js";
import { number } from "../texts/format.js";
import { texts } from "../texts/index.js";
import { listed, listing, readAgain, readOn } from "./event-list-state.js";
import { EventRow } from "./event-row.js";
import { SORTS, type Sort } from "./filters.js";
import { address, change, clearFilters, query } from "./state.js";

const ROW = 78;

function Rows() {
  const scroller = useRef<HTMLDivElement>(null);
  const { items, total, next, problem } = listed.value;
  const active = useSignal(0);
  const rows = useRows(items.length, ROW, scroller);
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const selection = useComputed(() => `${query.value} ${address.value.sort}`);

  useEffect(() => {
    if (next !== null && last >= items.length - 20) readOn();
  }, [last, items.length, next]);
  useSignalEffect(() => {
    // A new selection starts at its top.
    selection.value;
    active.value = 0;
    scroller.current?.scrollTo({ top: 0 });
  });

  const move = (to: number) => {
    const at = Math.max(0, Math.min(items.length - 1, to));
    active.value = at;
    rows.scrollToIndex(at, { align: "auto" });
  };
  const keys = (event: KeyboardEvent) => {
    const page = Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 1);
    const to = {
      ArrowDown: active.value + 1,
      ArrowUp: active.value - 1,
      PageDown: active.value + page,
      PageUp: active.value - page,
      Home: 0,
      End: items.length - 1,
    }[event.key];
    if (to !== undefined) move(to);
    else if (event.key === "Enter" || event.key === " ") {
      const chosen = items[active.value];
      if (chosen !== undefined) change({ event: chosen.id });
    } else return;
    event.preventDefault();
  };

  if (problem !== null) return <ProblemNote problem={problem} again={readAgain} />;
  if (total === null) return <LoadingNote />;
  if (total === 0) return <Nothing />;
  const at = items[active.value];
  return (
    <div
      class="list-scroll"
      ref={scroller}
      role="listbox"
      tabIndex={0}
      aria-label={texts.list.label}
      aria-describedby="list-keys"
      aria-busy={listing.value}
      aria-activedescendant={
        shown.some(({ index }) => index === active.value) && at ? `row-${at.id}` : undefined
      }
      onKeyDown={keys}
    >
      <div class="list-all" style={{ blockSize: `${rows.getTotalSize()}px` }}>
        {shown.map(({ index, start }) => {
          const event = items[index];
          if (event === undefined) return null;
          return (
            <div
              key={event.id}
              id={`row-${event.id}`}
              role="option"
              tabIndex={-1}
              class={index === active.value ? "row is-active" : "row"}
              aria-selected={event.id === address.value.event}
              aria-setsize={total}
              aria-posinset={index + 1}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => {
                active.value = index;
                change({ event: event.id });
              }}
              onKeyDown={keys}
            >
              <EventRow event={event} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

function Nothing() {
  const { empty, emptyStore } = texts.list;
  if (edition.value.value?.events === 0)
    return (
      <EmptyNote title={emptyStore.title}>
        <p>{emptyStore.text}</p>
        <p>
          <code>{emptyStore.command}</code>
        </p>
      </EmptyNote>
    );
  return (
    <EmptyNote title={empty.title}>
      <p>{empty.text}</p>
      <button type="button" class="button" onClick={clearFilters}>
        {texts.clearAll}
      </button>
    </EmptyNote>
  );
}

export function EventList() {
  const { total } = listed.value;
  return (
    <section class="list" aria-labelledby="list-title">
      <header class="list-head">
        <h2 id="list-title" aria-live="polite">
          {total === null ? texts.list.label : texts.count.events(total)}
        </h2>
        <label>
          <span class="only-read">{texts.list.sort}</span>
          <select
            class="input"
            value={address.value.sort}
            onChange={(event) => change({ sort: event.currentTarget.value as Sort })}
          >
            {SORTS.map((sort) => (
              <option key={sort} value={sort}>
                {texts.list.sorts[sort]}
              </option>
            ))}
          </select>
        </label>
      </header>
      <p class="only-read" id="list-keys">
        {texts.list.keys}
      </p>
      <Rows />
      {total !== null && listed.value.items.length < total && (
        <p class="only-read">{`${number(listed.value.items.length)} / ${number(total)}`}</p>
      )}
    </section>
  );
}
