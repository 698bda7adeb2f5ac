/** The record beside the report: every event with its values, the one where the coder is unfolded. */
import { useSignalEffect } from "@preact/signals";
import type { ComponentChildren } from "preact";
import type { EventRecord } from "../../../../src/model/index.js";
import { Glyph } from "../../atlas/glyph.js";
import { EmptyNote } from "../../components/states.js";
import { when } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import { isCodingField, isListField } from "../draft/action.js";
import { type Draft, isRejected } from "../draft/draft.js";
import { freeStops, type Stop, sameStop, stopsOf, wordsAt } from "../draft/stops.js";
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
  setFree,
  stop,
  takeAway,
  uniting,
} from "./coding-state.js";
import { Editor } from "./editor.js";
import { History } from "./history.js";
import { Unite } from "./unite.js";
import { stopText } from "./value-text.js";

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
      {(isListField(of.field) || isCodingField(of.field)) && button("⌫", t.drop, () => takeAway(of))}
      {of.field === "figures" && button("f", t.free, () => setFree(of))}
      {of.field === "mentions" &&
        button("s", t.split, () => {
          if (of.event !== null) dispatch({ do: "split", event: of.event, at: of.at });
        })}
      {button("h", t.history, () => {
        historyOpen.value = !historyOpen.peek();
      })}
    </div>
  );
}

function Value({ of }: { readonly of: Stop }) {
  const now = draft.value;
  const isHere = sameStop(of, stop.value);
  const words = now === null ? null : wordsAt(now, of);
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
          {of.field !== "mentions" && now !== null && `${stopText(now, of)} `}
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
      {isHere && historyOpen.value && <History of={of} />}
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
function listed(now: Draft, event: EventRecord): readonly Stop[] {
  const all = stopsOf(now, event);
  const folds = event.mentions.length > MOST_TELLINGS && stop.value?.field !== "mentions";
  return folds ? all.filter(({ field }) => field !== "mentions") : all;
}

function Folded({ now, event }: { readonly now: Draft; readonly event: EventRecord }) {
  if (listed(now, event).length === stopsOf(now, event).length) return null;
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

function EventBox({ now, event }: { readonly now: Draft; readonly event: EventRecord }) {
  const isOpen = stop.value?.event === event.id;
  const form = editing.value;
  const adds = isOpen && form !== null && form.event === event.id && form.at === null;
  const incoming = now.links.flatMap((link, at) => (link.to === event.id ? [{ ...link, at }] : []));
  return (
    <li class={`event-box${isOpen ? " is-open" : ""}${isRejected(event) ? " is-rejected" : ""}`}>
      {isOpen ? (
        <>
          <h3>
            <EventHead event={event} isOpen />
          </h3>
          <ul class="values">
            {listed(now, event).map((of) => (
              <Value key={`${of.field} ${of.at}`} of={of} />
            ))}
            <Folded now={now} event={event} />
          </ul>
          {incoming.map(({ relation, from, at }) => (
            <button
              type="button"
              tabIndex={-1}
              class="event-link"
              key={at}
              onClick={() => {
                stop.value = { event: from, field: "links", at };
              }}
            >
              {texts.relations[relation][1]}{" "}
              <q class="words" dir="auto">
                {now.events.find(({ id }) => id === from)?.trigger.quote}
              </q>
            </button>
          ))}
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

/** What the report holds beside its events: figures that belong to none, and relations that last. */
function BesideBox({ now }: { readonly now: Draft }) {
  const isOpen = stop.value?.event === null;
  const form = editing.value;
  const adds = form !== null && form.event === null && form.at === null && form.field !== "type";
  const stops = freeStops(now);
  const wrong = findings.value.filter(({ stop: of }) => of?.event === null).length;
  const head = (
    <span class="beside-head">
      {t.beside}{" "}
      <span class="event-more">
        {stops.length === 0 ? t.besideHint : t.besideOf(now.figures.length, now.relations.length)}
      </span>
      {wrong > 0 && <span class="event-state is-wrong"> {texts.desk.saved.finding}</span>}
    </span>
  );
  return (
    <section class={isOpen ? "beside is-open" : "beside"} aria-label={t.beside}>
      {isOpen ? (
        <>
          <h3>{head}</h3>
          <ul class="values">
            {stops.map((of) => (
              <Value key={`${of.field} ${of.at}`} of={of} />
            ))}
          </ul>
        </>
      ) : stops.length === 0 ? (
        <p class="event-line is-empty">{head}</p>
      ) : (
        <button
          type="button"
          class="event-line"
          tabIndex={-1}
          onClick={() => {
            stop.value = stops[0]!;
          }}
        >
          {head}
        </button>
      )}
      {adds && <Editor of={form} close={closeEditor} />}
    </section>
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
      {form !== null && form.event === null && form.field === "type" && (
        <Editor of={form} close={closeEditor} />
      )}
      {now.events.length === 0 ? (
        <EmptyNote title={t.nothing.title}>
          <p>{blind.value ? t.nothing.blind : t.nothing.text}</p>
        </EmptyNote>
      ) : (
        <ol class="event-boxes">
          {now.events.map((event) => (
            <EventBox key={event.id} now={now} event={event} />
          ))}
        </ol>
      )}
      <BesideBox now={now} />
    </div>
  );
}
