/** The queue: reports that wait for a person, the least certain on top. */
import { useEffect, useRef } from "preact/hooks";
import { EmptyNote, LoadingNote, ProblemNote } from "../../components/states.js";
import { useRows } from "../../components/use-rows.js";
import { texts } from "../../texts/index.js";
import { addressOf, goTo, here, QUEUE_FILTERS, queueQuery } from "../address.js";
import { useKeys } from "../use-keys.js";
import { QueueFilters } from "./queue-filters.js";
import { QueueLine } from "./queue-line.js";
import { at, counts, handedIn, queue, readOn, readQueue } from "./queue-state.js";

const ROW = 64;
const t = texts.desk.queue;

function Rows() {
  const scroller = useRef<HTMLDivElement>(null);
  const { items, total, next } = queue.value;
  const rows = useRows(items.length, ROW, scroller);
  const shown = rows.getVirtualItems();
  const last = shown.at(-1)?.index ?? 0;
  const index = Math.max(
    0,
    items.findIndex(({ report }) => report.id === at.value),
  );

  useEffect(() => {
    if (next !== null && last >= items.length - 20) void readOn();
  }, [last, items.length, next]);
  useEffect(() => {
    scroller.current?.focus({ preventScroll: true });
    rows.scrollToIndex(index, { align: "auto" });
  }, []);

  const move = (to: number) => {
    const there = Math.max(0, Math.min(items.length - 1, to));
    at.value = items[there]?.report.id ?? null;
    rows.scrollToIndex(there, { align: "auto" });
    scroller.current?.focus({ preventScroll: true });
  };
  const open = (id: string | undefined) => {
    if (id === undefined) return;
    at.value = id;
    goTo("report", { id });
  };
  const page = () => Math.max(1, Math.floor((scroller.current?.clientHeight ?? ROW) / ROW) - 1);
  useKeys(() => ({
    j: () => move(index + 1),
    k: () => move(index - 1),
    ArrowDown: () => move(index + 1),
    ArrowUp: () => move(index - 1),
    PageDown: () => move(index + page()),
    PageUp: () => move(index - page()),
    Home: () => move(0),
    End: () => move(items.length - 1),
    Enter: () => open(items[index]?.report.id),
    "=": () => {
      const row = items[index];
      if (row !== undefined && row.coders.length > 1) goTo("compare", { id: row.report.id });
    },
  }));

  return (
    <div
      class="queue-scroll"
      ref={scroller}
      role="listbox"
      data-keys
      tabIndex={0}
      aria-label={t.label}
      aria-describedby="queue-keys"
      aria-activedescendant={shown.some((row) => row.index === index) ? `queue-${index}` : undefined}
    >
      <p class="only-read" id="queue-keys">
        {t.help}
      </p>
      <div class="queue-all" style={{ blockSize: `${rows.getTotalSize()}px` }}>
        {shown.map(({ index: place, start }) => {
          const row = items[place];
          if (row === undefined) return null;
          const { id } = row.report;
          return (
            <div
              key={id}
              id={`queue-${place}`}
              role="option"
              tabIndex={-1}
              class={place === index ? "queue-row is-active" : "queue-row"}
              aria-selected={place === index}
              aria-setsize={total}
              aria-posinset={place + 1}
              style={{ transform: `translateY(${start}px)` }}
              onClick={() => open(id)}
              onKeyDown={() => {}}
            >
              <QueueLine row={row} done={handedIn.value.has(id)} />
            </div>
          );
        })}
      </div>
    </div>
  );
}

/** Why the list is empty: no reports at all, none left to review, or none that fits the filters. */
function Nothing() {
  const { uncoded, coded, reviewed } = counts.value;
  if (queueQuery.value === "")
    return (
      <EmptyNote title={t.nothing.title}>
        <p>{t.nothing.text}</p>
        <code>{t.nothing.command}</code>
      </EmptyNote>
    );
  const state = here.value.query.get("state");
  if (state !== null && state !== "reviewed" && coded === 0 && uncoded === 0 && (reviewed ?? 0) > 0)
    return (
      <EmptyNote title={t.done.title}>
        <p>{t.done.text}</p>
        <a href={addressOf("queue", { state: "reviewed" })}>{t.done.next}</a>
      </EmptyNote>
    );
  return (
    <EmptyNote title={t.empty.title}>
      <p>{t.empty.text}</p>
      <a href={addressOf("queue", Object.fromEntries(QUEUE_FILTERS.map((name) => [name, null])))}>
        {t.empty.clear}
      </a>
    </EmptyNote>
  );
}

export function Queue() {
  const { ready, problem, items } = queue.value;
  useEffect(() => {
    if (queue.peek().ready) void readQueue();
  }, []);
  return (
    <div class="queue">
      <QueueFilters />
      {problem !== null ? (
        <ProblemNote problem={problem} again={() => void readQueue()} />
      ) : !ready ? (
        <LoadingNote />
      ) : items.length === 0 ? (
        <Nothing />
      ) : (
        <Rows />
      )}
    </div>
  );
}
