/** The form of one value: by keys from part to part, with what the codebook says at hand. */
import { useLayoutEffect, useMemo, useRef, useState } from "preact/hooks";
import type { EventRecord, Span } from "../../../../src/model/index.js";
import { when } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import { type Action, isCodingField, isListField } from "../draft/action.js";
import { rowsOf } from "../draft/beside.js";
import { readEdtf, stepDay } from "../draft/edtf.js";
import { valueAt } from "../draft/stops.js";
import { Choice } from "./choice.js";
import { dispatch, draft, type Editing, opened as report, selected, stop } from "./coding-state.js";
import { FORMS, type FormField, fresh, type Part, type Values } from "./forms.js";
import { PlaceInput } from "./place-input.js";
import { placeKey, readForm, valuesOf } from "./read-form.js";
import { TypeDetail, TypeOption } from "./type-detail.js";
import { WordsInput } from "./words-input.js";

const t = texts.desk.coding;
const nameOf = (key: string) => (texts.desk.parts_of as Readonly<Record<string, string>>)[key] ?? key;

/** The same words coded elsewhere in this report: what was found of a place or actor once holds again. */
function knownOf(field: FormField, words: Span | null): unknown {
  if (words === null || (field !== "places" && field !== "actors")) return null;
  const said = words.quote.toLowerCase();
  const events: readonly EventRecord[] = [
    ...(draft.peek()?.events ?? []),
    ...(report.peek()?.codings ?? []).flatMap(({ coding }) => coding.events),
  ];
  const rows: readonly { readonly quote: Span }[] = events.flatMap(
    (event): readonly { readonly quote: Span }[] => event[field],
  );
  return rows.find(({ quote }) => quote.quote.toLowerCase() === said) ?? null;
}

function baseOf(of: Editing): unknown {
  const field = of.field as FormField;
  const now = draft.peek();
  if (now === null || of.at === null) return fresh(field, of.words, knownOf(field, of.words));
  if (field === "attribution" && of.words !== null) return fresh(field, of.words);
  return valueAt(now, { event: of.event, field, at: of.at });
}

/** Writes what a form holds into the draft, and goes to where it stands. */
function put(of: Editing, value: unknown): void {
  const { event, field, at, words } = of;
  if (isCodingField(field)) {
    dispatch({ do: "put", event: null, field, at, value } as Action);
    const rows: readonly unknown[] = rowsOf(draft.peek()!, field);
    const said = JSON.stringify(value);
    const there = rows.findIndex((row) => JSON.stringify(row) === said);
    const from = field === "links" ? (value as { readonly from: string }).from : null;
    if (there >= 0) stop.value = { event: from, field, at: there };
    return;
  }
  if (event === null) {
    if (words === null) return;
    dispatch({ do: "add", span: words, type: String(value) });
    const made = draft
      .peek()!
      .events.find(({ trigger }) => trigger.start === words.start && trigger.end === words.end);
    if (made !== undefined) stop.value = { event: made.id, field: "actuality", at: 0 };
    return;
  }
  const isMany = isListField(field);
  dispatch((isMany ? { do: "put", event, field, at, value } : { do: "set", event, field, value }) as Action);
  const list = draft.peek()!.events.find(({ id }) => id === event)?.[field];
  const place = isMany ? (at ?? (Array.isArray(list) ? list.length - 1 : 0)) : 0;
  stop.value = { event, field, at: Math.max(0, place) };
}

export function Editor({ of, close }: { readonly of: Editing; readonly close: (kept: boolean) => void }) {
  const field = of.field as FormField;
  const base = useMemo(() => baseOf(of), [of]);
  const words = of.words;
  const standing = (base as { readonly quote?: Span | null } | null)?.quote ?? null;
  const [values, setValues] = useState<Values>(() => valuesOf(field, base));
  const [wrong, setWrong] = useState<{ readonly part: string; readonly problem: string } | null>(null);
  const form = useRef<HTMLFormElement>(null);
  const opened = useRef(values);
  const latest = useRef(values);
  latest.current = values;

  const fill = (parts: Values) => {
    latest.current = { ...latest.current, ...parts };
    setValues(latest.current);
    setWrong(null);
  };
  const set = (key: string, value: string) =>
    // A point of one's own is none of the gazetteer's.
    fill(key === "lat" || key === "lon" ? { [key]: value, geonameId: "" } : { [key]: value });
  const save = () => {
    const read = readForm(field, latest.current, { draft: draft.peek()!, event: of.event, base, words });
    if ("problem" in read) {
      setWrong(read);
      form.current?.querySelector<HTMLElement>(`[data-part="${read.part}"] input`)?.focus();
      return;
    }
    put(of, read.value);
    selected.value = null;
    close(true);
  };
  /** To the part after this one; behind the last one the form is done. */
  const on = (key: string) => {
    const parts = FORMS[field];
    const next = parts[parts.findIndex((part) => part.key === key) + 1];
    if (next === undefined) save();
    else {
      const input = form.current?.querySelector<HTMLInputElement>(`[data-part="${next.key}"] input`);
      input?.focus();
      if (input?.type === "text") input.select();
    }
  };
  useLayoutEffect(() => {
    const input = form.current?.querySelector<HTMLInputElement>("input");
    input?.focus();
    if (input?.type === "text") input.select();
    form.current?.scrollIntoView({ block: "nearest" });
  }, []);

  const keys = (event: KeyboardEvent) => {
    if (event.key === "Escape") {
      event.preventDefault();
      event.stopPropagation();
      close(false);
    } else if (event.key === "Enter" && (event.ctrlKey || event.metaKey)) {
      event.preventDefault();
      event.stopPropagation();
      save();
    }
  };
  return (
    <form
      class={`editor editor-${field}`}
      ref={form}
      aria-label={texts.desk.fields[field]}
      onKeyDown={keys}
      onSubmit={(event) => {
        event.preventDefault();
        save();
      }}
    >
      <p class="editor-head">
        <strong>{of.event === null && field === "type" ? t.newEvent : texts.desk.fields[field]}</strong>
        {(words ?? standing) !== null && (
          <q class="words" dir="auto">
            {(words ?? standing)!.quote}
          </q>
        )}
      </p>
      <div class="editor-parts">
        {FORMS[field].map((part, at) => (
          <div class={`editor-part part-${part.kind}`} data-part={part.key} key={part.key}>
            {part.kind === "place" ? (
              <PlaceInput
                label={nameOf(part.key)}
                values={values}
                base={opened.current}
                isNew={of.at === null && values.geonameId === "" && values.lat === ""}
                problem={wrong?.part === part.key ? wrong.problem : null}
                fill={fill}
                on={() => on(part.key)}
              />
            ) : (
              <PartInput
                part={part}
                value={values[part.key] ?? ""}
                first={at === 0 && FORMS[field].length === 1}
                problem={wrong?.part === part.key ? wrong.problem : null}
                place={values[placeKey(part.key)] ?? ""}
                near={words ?? standing}
                event={of.event}
                set={(value) => set(part.key, value)}
                setWords={(value, place) => fill({ [part.key]: value, [placeKey(part.key)]: place })}
                on={() => on(part.key)}
                isType={field === "type"}
              />
            )}
          </div>
        ))}
      </div>
      {field === "places" && <p class="editor-note">{t.placeHint}</p>}
      {field === "actors" && <p class="editor-note">{t.privacy}</p>}
      {FORMS[field].some(({ kind }) => kind === "words") && <p class="editor-note">{t.ofWords}</p>}
      {(field === "figures" || field === "freeFigures") && <p class="editor-note">{t.figureNote}</p>}
      <p class="editor-foot">
        <button type="submit" class="button button-main">
          {t.apply}
        </button>
        <button type="button" class="button" onClick={() => close(false)}>
          {t.cancel}
        </button>
        <span class="soft">{t.formHint}</span>
      </p>
    </form>
  );
}

type PartProps = {
  readonly part: Part;
  readonly value: string;
  readonly first: boolean;
  readonly problem: string | null;
  /** Of words: where they stand. */
  readonly place: string;
  readonly near: Span | null;
  readonly event: string | null;
  readonly set: (value: string) => void;
  readonly setWords: (value: string, place: string) => void;
  readonly on: () => void;
  readonly isType: boolean;
};

function PartInput(props: PartProps) {
  const { part, value, first, problem, set, on, isType } = props;
  const { key, kind } = part;
  const label = nameOf(key);
  if (kind === "words")
    return (
      <WordsInput
        label={label}
        value={value}
        place={props.place}
        near={props.near}
        optional={part.optional === true}
        hint={part.hint}
        problem={problem}
        set={props.setWords}
        on={on}
      />
    );
  if (kind === "choice")
    return (
      <Choice
        label={label}
        value={value}
        options={part.options!({ draft: draft.value!, event: props.event })}
        first={first}
        problem={problem}
        take={(next, done) => {
          set(next);
          if (done) on();
        }}
        {...(isType
          ? {
              render: (option) => <TypeOption option={option} />,
              detail: (option) => <TypeDetail code={option.value} />,
            }
          : { detail: (option) => option.meaning ?? null })}
      />
    );
  if (kind === "flag")
    return (
      <label class="choice">
        <input
          type="checkbox"
          checked={value === "yes"}
          onChange={(event) => set(event.currentTarget.checked ? "yes" : "")}
          onKeyDown={(event) => {
            if (event.key !== "Enter" || event.ctrlKey || event.metaKey) return;
            event.preventDefault();
            on();
          }}
        />
        {label}
      </label>
    );
  const date = kind === "date" ? readEdtf(value) : null;
  return (
    <label class="part">
      <span>
        {label}
        {part.optional && <span class="soft"> {t.optional}</span>}
      </span>
      <input
        type="text"
        class="input"
        dir={kind === "text" ? "auto" : "ltr"}
        inputMode={kind === "number" ? "decimal" : "text"}
        autocomplete="off"
        spellcheck={false}
        value={value}
        placeholder={kind === "date" ? (draft.value?.report.published ?? "") : ""}
        aria-invalid={problem !== null}
        onInput={(event) => set(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (kind === "date" && (event.key === "ArrowUp" || event.key === "ArrowDown")) {
            const by = event.key === "ArrowUp" ? 1 : -1;
            const from = value.trim() === "" ? (draft.peek()?.report.published ?? "") : value;
            const next = value.trim() === "" ? from : stepDay(from, by);
            event.preventDefault();
            if (next !== null && next !== "") set(next);
          } else if (event.key === "Enter" && !event.ctrlKey && !event.metaKey) {
            event.preventDefault();
            on();
          }
        }}
      />
      {kind === "date" && (
        <span class="date-seen" aria-live="polite">
          {date === null ? t.needsDate : `${when(date)} · ${texts.when.precision[date.precision]}`}
          <span class="soft"> {t.dateKeys}</span>
        </span>
      )}
      {problem !== null && kind !== "date" && <span class="part-problem">{problem}</span>}
    </label>
  );
}
