/** The record beside the report: every event with its values, the one where the coder is unfolded. */
import { useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { EventRecord } from "../../../../src/model/index.js";
import { Glyph } from "../../atlas/glyph.js";
import { EmptyNote } from "../../components/states.js";
import { when } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import { isListField } from "../draft/action.js";
import { isRejected } from "../draft/draft.js";
import { type Stop, sameStop, stopsOf, wordsOf } from "../draft/stops.js";
import { FIELD_KEYS, takesText } from "../keys.js";
import { blind, labelOf } from "../session.js";
import {
  dispatch,
  draft,
  edit,
  editing,
  findings,
  historyOpen,
  reword,
  selected,
  stop,
  uniting,
} from "./coding-state.js";
import { Editor } from "./editor.js";
import { History } from "./history.js";
import { Unite } from "./unite.js";
import { valueText } from "./value-text.js";

const t = texts.desk.coding;

/** Gives the focus back to the value where the coder is, so that it is never lost. */
export function focusValue(): void {
  requestAnimationFrame(() => {
    const now = document.activeElement;
    if (takesText(now) || now?.id === "report-text" || document.querySelector("dialog[open]") !== null)
      return;
    const value = document.querySelector<HTMLElement>(".value.is-here") ?? document.getElementById("record");
    value?.focus({ preventScroll: true });
    value?.scrollIntoView({ block: "nearest" });
  });
}

function closeEditor(): void {
  editing.value = null;
  (document.activeElement as HTMLElement | null)?.blur();
  focusValue();
}

function Actions({ of }: { readonly of: Stop }) {
  const button = (key: string, label: string, act: () => void) => (
    <button type="button" class="button button-quiet" onClick={act}>
      {label} <kbd>{key}</kbd>
    </button>
  );
  return (
    <div class="value-actions">
      {of.field !== "mentions" && button("⏎", t.edit, () => edit(of))}
      {selected.value !== null && button("r", t.reword, reword)}
      {isListField(of.field) &&
        button("⌫", t.drop, () =>
          dispatch({ do: "drop", event: of.event, field: of.field as never, at: of.at }),
        )}
      {of.field === "mentions" &&
        button("s", t.split, () => dispatch({ do: "split", event: of.event, at: of.at }))}
      {button("h", t.history, () => {
        historyOpen.value = !historyOpen.peek();
      })}
    </div>
  );
}

function Value({ event, of }: { readonly event: EventRecord; readonly of: Stop }) {
  const isHere = sameStop(of, stop.value);
  const words = wordsOf(event, of.field, of.at);
  const wrong = findings.value.filter((one) => sameStop(one.stop, of));
  const form = editing.value;
  const isEdited = form !== null && form.event === of.event && form.field === of.field && form.at === of.at;
  return (
    <li class={wrong.length > 0 ? "value-item is-wrong" : "value-item"}>
      <button
        type="button"
        class={isHere ? `value value-${of.field} is-here` : `value value-${of.field}`}
        data-keys
        aria-current={isHere ? "true" : undefined}
        tabIndex={isHere ? 0 : -1}
        onClick={() => {
          stop.value = of;
        }}
        onDblClick={() => edit(of)}
      >
        <kbd aria-hidden="true">{FIELD_KEYS[of.field]}</kbd>
        <span class="value-name">{texts.desk.fields[of.field]}</span>
        <span class="value-text" dir="auto">
          {of.field !== "mentions" && `${valueText(event, of.field, of.at)} `}
          {words !== null && (
            <q class="words" dir="auto">
              {words.quote}
            </q>
          )}
        </span>
      </button>
      {wrong.map(({ message }) => (
        <p class="value-wrong" key={message}>
          <strong>{texts.desk.saved.finding}:</strong> {message}
        </p>
      ))}
      {isHere && !isEdited && <Actions of={of} />}
      {isHere && historyOpen.value && <History event={event} of={of} />}
      {isEdited && <Editor of={form} close={closeEditor} />}
    </li>
  );
}

function EventHead({ event, isOpen }: { readonly event: EventRecord; readonly isOpen: boolean }) {
  const rejected = isRejected(event);
  const checked = draft.value?.checked.includes(event.id) ?? false;
  const place = event.places[0]?.name;
  const wrong = findings.value.filter((one) => one.stop?.event === event.id).length;
  return (
    <span class="event-head">
      <Glyph type={event.type} reality={rejected ? "unseen" : "seen"} />
      <span class="event-label">
        {labelOf(event.type)}
        {!isOpen && (
          <span class="event-more">
            {" "}
            {[texts.actualities[event.actuality], when(event.date), place].filter(Boolean).join(" · ")}
          </span>
        )}
      </span>
      <q class="words" dir="auto">
        {event.trigger.quote}
      </q>
      {wrong > 0 && <span class="event-state is-wrong">{texts.desk.saved.finding}</span>}
      {rejected ? (
        <span class="event-state">{t.rejected}</span>
      ) : (
        checked && (
          <span class="event-state is-checked">
            <span aria-hidden="true">✓</span>
            <span class="only-read">{t.isChecked}</span>
          </span>
        )
      )}
    </span>
  );
}

function EventTools({ event }: { readonly event: EventRecord }) {
  const rejected = isRejected(event);
  const many = (draft.value?.events.length ?? 0) > 1;
  const tool = (key: string, label: string, act: () => void) => (
    <button type="button" class="button button-quiet" onClick={act}>
      {label} <kbd>{key}</kbd>
    </button>
  );
  return (
    <div class="event-tools">
      {tool("c", t.check, () => dispatch({ do: "check", event: event.id }))}
      {tool("x", rejected ? t.restore : t.reject, () =>
        dispatch({ do: rejected ? "restore" : "reject", event: event.id }),
      )}
      {many &&
        tool("u", t.unite, () => {
          uniting.value = true;
        })}
    </div>
  );
}

/** So many tellings are listed; more are one line until the coder is at them. */
const MOST_TELLINGS = 3;

/** The values that are listed: many tellings of one event are folded while the coder is elsewhere. */
function listed(event: EventRecord): readonly Stop[] {
  const all = stopsOf(event);
  const folds = event.mentions.length > MOST_TELLINGS && stop.value?.field !== "mentions";
  return folds ? all.filter(({ field }) => field !== "mentions") : all;
}

function Folded({ event }: { readonly event: EventRecord }) {
  if (listed(event).length === stopsOf(event).length) return null;
  return (
    <li>
      <button
        type="button"
        class="value"
        tabIndex={-1}
        onClick={() => {
          stop.value = { event: event.id, field: "mentions", at: 0 };
        }}
      >
        <kbd aria-hidden="true">{FIELD_KEYS.mentions}</kbd>
        <span class="value-name">{texts.desk.fields.mentions}</span>
        <span>{texts.desk.toldAgain(event.mentions.length)}</span>
      </button>
    </li>
  );
}

function EventBox({ event }: { readonly event: EventRecord }) {
  const isOpen = stop.value?.event === event.id;
  const form = editing.value;
  const adds = isOpen && form !== null && form.event === event.id && form.at === null;
  const links = draft.value?.links.filter(({ from }) => from === event.id) ?? [];
  return (
    <li class={`event-box${isOpen ? " is-open" : ""}${isRejected(event) ? " is-rejected" : ""}`}>
      {isOpen ? (
        <>
          <h3>
            <EventHead event={event} isOpen />
          </h3>
          <ul class="values">
            {listed(event).map((of) => (
              <Value key={`${of.field} ${of.at}`} event={event} of={of} />
            ))}
            <Folded event={event} />
          </ul>
          {links.map((link) => {
            const other = draft.value?.events.find(({ id }) => id === link.to);
            return (
              <p class="event-link" key={`${link.relation} ${link.to}`}>
                {texts.relations[link.relation][0]}{" "}
                <q class="words" dir="auto">
                  {other?.trigger.quote}
                </q>
              </p>
            );
          })}
          {adds && <Editor of={form} close={closeEditor} />}
          {uniting.value && <Unite event={event} />}
          <EventTools event={event} />
        </>
      ) : (
        <button
          type="button"
          class="event-line"
          tabIndex={-1}
          onClick={() => {
            stop.value = { event: event.id, field: "type", at: 0 };
          }}
        >
          <EventHead event={event} isOpen={false} />
        </button>
      )}
    </li>
  );
}

export function Record({ children }: { readonly children?: ComponentChildren }) {
  const now = draft.value;
  useSignalEffect(() => {
    stop.value;
    if (editing.value === null && !uniting.value) focusValue();
  });
  if (now === null) return null;
  const form = editing.value;
  return (
    <div id="record" class="record-list" tabIndex={-1} role="group" aria-label={t.record}>
      {children}
      {form !== null && form.event === null && <Editor of={form} close={closeEditor} />}
      {now.events.length === 0 ? (
        <EmptyNote title={t.nothing.title}>
          <p>{blind.value ? t.nothing.blind : t.nothing.text}</p>
        </EmptyNote>
      ) : (
        <ol class="event-boxes">
          {now.events.map((event) => (
            <EventBox key={event.id} event={event} />
          ))}
        </ol>
      )}
    </div>
  );
}
