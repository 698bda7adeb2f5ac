/** The text of the report, with its highlighted words. Long texts are cut into sections that are laid out when they are seen. */
import { useSignalEffect } from "@preact/signals";
import type { JSX } from "preact";
import { useEffect, useLayoutEffect, useMemo, useRef } from "preact/hooks";
import { texts } from "../../texts/index.js";
import { type Line, type Mark, marksOf, pieces, sections } from "../draft/marks.js";
import { partiesAt, wordsAt } from "../draft/stops.js";
import { FIELD_KEYS } from "../keys.js";
import { labelOf } from "../session.js";
import { draft, editing, sought, stop } from "./coding-state.js";
import { followSelection, selectAgain } from "./selection.js";
import { walk } from "./walk.js";

/** The event where the coder is; null at what belongs to none, undefined nowhere. */
type Active = string | null | undefined;

type Lit = { readonly start: number; readonly end: number };

/** The mark that a piece looks like: the narrowest of its own event's, else the narrowest. */
const leading = (marks: readonly Mark[], active: Active): Mark =>
  marks.findLast((mark) => mark.event === active && mark.field !== "mentions") ?? marks.at(-1)!;

function LineText({
  text,
  line,
  marks,
  active,
  lit,
  parties,
  noise,
}: {
  readonly text: string;
  readonly line: Line;
  readonly marks: readonly Mark[];
  readonly active: Active;
  readonly lit: readonly Lit[];
  readonly parties: readonly Lit[];
  readonly noise: readonly Lit[];
}) {
  const extra = [...lit, ...parties, ...noise].map(
    ({ start, end }): Mark => ({ start, end, event: "", field: "mentions", at: 0, family: "" }),
  );
  const sorted = [...marks, ...extra].sort((a, b) => a.start - b.start || b.end - a.end);
  return (
    <p class="line" dir="auto" data-start={line.start}>
      {pieces(line.start, line.end, sorted).map((piece) => {
        const words = text.slice(piece.start, piece.end);
        const own = piece.marks.filter((mark) => mark.event !== "");
        const within = (list: readonly Lit[]) =>
          list.some((one) => one.start <= piece.start && one.end >= piece.end);
        const here = lit.find((one) => one.start <= piece.start && one.end >= piece.end);
        const isHere = here !== undefined;
        // One frame around all pieces.
        const ends = isHere
          ? `is-here${here.start === piece.start ? " is-first" : ""}${here.end === piece.end ? " is-last" : ""}`
          : "";
        const look = isHere ? ends : within(parties) ? "is-party" : within(noise) ? "is-noise" : "";
        if (own.length === 0)
          return look !== "" ? (
            <span key={piece.start} class={look}>
              {words}
            </span>
          ) : (
            words
          );
        const top = leading(own, active);
        const starting = own.filter((mark) => mark.start === piece.start && mark.event === active);
        const names = [
          "m",
          `m-${top.field}`,
          `family-${top.family}`,
          ...(top.event === active ? ["is-own"] : []),
          ...(own.length > 1 ? ["is-many"] : []),
          ...(isHere || within(parties) ? [look] : []),
        ];
        return (
          <mark
            key={piece.start}
            class={names.join(" ")}
            data-stop={JSON.stringify(own.map(({ event, field, at }) => [event, field, at]))}
            data-tag={starting.map(({ field }) => FIELD_KEYS[field]).join("") || undefined}
            title={own
              .map(({ field, event }) =>
                event === active || event === null ? texts.desk.fields[field] : labelOf(typeOfEvent(event)),
              )
              .join(", ")}
          >
            {words}
          </mark>
        );
      })}
    </p>
  );
}

const typeOfEvent = (id: string): string => draft.peek()?.events.find((one) => one.id === id)?.type ?? "";

/** Sections that look as before are not drawn again. */
function useSections(): readonly JSX.Element[] {
  const now = draft.value;
  const place = stop.value;
  const active = place?.event;
  const text = now?.text ?? "";
  const cut = useMemo(() => sections(text), [text]);
  const drawn = useRef(new Map<number, { readonly look: string; readonly element: JSX.Element }>());
  useMemo(() => drawn.current.clear(), [text]);
  if (now === null) return [];
  const marks = marksOf(now, active);
  const words = sought.value ?? editing.value?.words ?? (place === null ? null : wordsAt(now, place));
  const parties = place === null ? [] : partiesAt(now, place);
  const lit = words === null ? [] : [words];
  return cut.map((lines, at) => {
    const [start, end] = [lines[0]!.start, lines.at(-1)!.end];
    const within = <T extends Lit>(list: readonly T[]) =>
      list.filter((one) => one.start < end && one.end > start);
    const [own, here, noise, named] = [within(marks), within(lit), within(now.noise), within(parties)];
    const look = JSON.stringify([own, here, named, own.length > 0 ? active : null]);
    const before = drawn.current.get(at);
    if (before?.look === look) return before.element;
    const element = (
      <div class="section" key={start}>
        {lines.map((line) => {
          const on = <T extends Lit>(list: readonly T[]) =>
            list.filter((one) => one.start < line.end && one.end > line.start);
          return (
            <LineText
              key={line.start}
              text={text}
              line={line}
              marks={on(own)}
              active={active}
              lit={on(here)}
              parties={on(named)}
              noise={on(noise)}
            />
          );
        })}
      </div>
    );
    drawn.current.set(at, { look, element });
    return element;
  });
}

/** Brings the words of the value into view where they are not. */
function reveal(pane: HTMLElement): void {
  const words = pane.querySelector<HTMLElement>(".is-here");
  if (words === null) return;
  const [seen, room] = [words.getBoundingClientRect(), pane.getBoundingClientRect()];
  if (seen.top < room.top + 40 || seen.bottom > room.bottom - 60) words.scrollIntoView({ block: "center" });
}

export function ReportText() {
  const pane = useRef<HTMLDivElement>(null);
  const drawn = useSections();
  const lang = draft.value?.report.lang ?? undefined;
  useEffect(() => followSelection(), []);
  useLayoutEffect(selectAgain);
  useSignalEffect(() => {
    stop.value;
    editing.value;
    sought.value;
    requestAnimationFrame(() => pane.current && reveal(pane.current));
  });
  return (
    <div
      id="report-text"
      class="report-text"
      ref={pane}
      role="group"
      aria-label={texts.desk.coding.report}
      // biome-ignore lint/a11y/noNoninteractiveTabindex: it scrolls, and its words are walked through by keys
      tabIndex={0}
      lang={lang}
      onKeyDown={walk}
      onClick={(pressed) => {
        const mark = (pressed.target as Element).closest<HTMLElement>("mark[data-stop]");
        if (mark === null || getSelection()?.isCollapsed === false) return;
        const stops = JSON.parse(mark.dataset.stop!) as [string | null, never, number][];
        // The narrowest first; pressed again, the next one under the pointer.
        const now = stop.peek();
        const own = [...stops].reverse();
        const was = own.findIndex(
          ([id, field, at]) => now?.event === id && now.field === field && now.at === at,
        );
        const [id, field, at] = own[(was + 1) % own.length]!;
        stop.value = { event: id, field, at };
      }}
    >
      {drawn}
    </div>
  );
}
