/** The name of a place, looked up in the gazetteer while it is typed: a choice fills in where it is; or it is none of them. */
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import type { PlaceHit } from "../../api/desk-answers.js";
import { country, number } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import { draft } from "./coding-state.js";
import type { Values } from "./forms.js";
import { countriesOf, filledBy, unplaced, usePlaces } from "./place-look-up.js";

const t = texts.desk.coding;

/** Where a place lies, from narrow to wide. */
const outerOf = ({ name, admin2, admin1, country: code }: PlaceHit): string =>
  [...new Set([admin2, admin1, code === null ? null : country(code)])]
    .filter((part) => part !== null && part !== name)
    .join(", ");

const whatOf = ({ kind, seat, population }: PlaceHit): string =>
  [
    seat === null ? t.placeKinds[kind] : t.placeSeats[seat],
    population > 0 ? t.people(number(population)) : "",
  ]
    .filter((part) => part !== "")
    .join(" · ");

export function PlaceInput({
  label,
  values,
  base,
  isNew,
  problem,
  fill,
  on,
}: {
  readonly label: string;
  readonly values: Values;
  /** The parts as they were when the form was opened. */
  readonly base: Values;
  /** Nothing is known of the place yet: it is looked up at once. */
  readonly isNew: boolean;
  readonly problem: string | null;
  readonly fill: (parts: Values) => void;
  readonly on: () => void;
}) {
  const id = useId();
  const list = useRef<HTMLDivElement>(null);
  const name = values.name ?? "";
  const [sought, setSought] = useState<string | null>(isNew ? name : null);
  /** Row of the list; -1 none, the last one "none of these". Keys that come before the answer count for it when it is there. */
  const [active, setActive] = useState(-1);
  const [takes, setTakes] = useState(false);
  const [taken, setTaken] = useState<PlaceHit | null>(null);
  const near = draft.value === null ? [] : countriesOf(draft.value);
  const { hits, state, problem: trouble } = usePlaces(sought, near);
  const isOpen = sought !== null && sought.trim() !== "";
  const isReady = state === "ready";
  const rows = isOpen && state !== "idle" && (isReady || hits.length > 0) ? hits.length + 1 : 0;
  const none = hits.length;
  const at = isReady ? Math.min(active, none) : -1;
  useLayoutEffect(() => {
    list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  }, [at]);
  useLayoutEffect(() => {
    if (!takes || !isReady) return;
    setTakes(false);
    // What was wanted of names that are not there is asked anew.
    if (hits.length > 0) pick(Math.min(active, hits.length - 1));
  }, [takes, isReady]);

  const pick = (row: number) => {
    const hit = hits[row] ?? null;
    if (hit === null) {
      // None of the gazetteer: the coder's own words stand, and no point.
      fill(unplaced(sought ?? name, values.country ?? ""));
      setTaken(null);
    } else {
      fill(filledBy(hit));
      setTaken(hit);
    }
    setSought(null);
    setActive(-1);
    on();
  };
  const type = (typed: string) => {
    setTaken(null);
    setActive(-1);
    setTakes(false);
    if (typed === base.name) fill(base);
    else fill(unplaced(typed, values.country ?? ""));
    setSought(typed);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) return;
    const { key } = event;
    if (key === "ArrowDown" || key === "ArrowUp") {
      if (sought === null) setSought(name);
      else setActive(Math.max(0, (isReady ? at : active) + (key === "ArrowDown" ? 1 : -1)));
    } else if (key === "Enter") {
      if (at >= 0) pick(at);
      else if (active >= 0 && isOpen && trouble === null) setTakes(true);
      else {
        setSought(null);
        on();
      }
    } else if (key === "Escape" && isOpen) {
      setSought(null);
      setActive(-1);
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  const said =
    taken !== null
      ? t.placeTaken([taken.name, outerOf(taken), whatOf(taken)].filter(Boolean).join(", "))
      : values.lat === "" && values.geonameId === ""
        ? t.placeOpen
        : "";
  return (
    <div class="part place-part">
      <label for={`${id}-input`}>{label}</label>
      <input
        id={`${id}-input`}
        type="text"
        class="input"
        role="combobox"
        dir="auto"
        aria-expanded={rows > 0}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={at >= 0 && rows > 0 ? `${id}-${at}` : undefined}
        aria-invalid={problem !== null}
        aria-describedby={`${id}-said`}
        autocomplete="off"
        spellcheck={false}
        value={name}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={keys}
        onBlur={() => setSought(null)}
      />
      {rows > 0 && (
        <div class={isReady ? "choice-open" : "choice-open is-busy"} aria-busy={!isReady}>
          <div class="options" role="listbox" id={`${id}-list`} aria-label={label} ref={list}>
            {hits.map((hit, row) => (
              <div
                key={`${hit.geonameId} ${hit.kind} ${hit.lat} ${outerOf(hit)}`}
                id={`${id}-${row}`}
                role="option"
                tabIndex={-1}
                class={row === at ? "option place-option is-active" : "option place-option"}
                aria-selected={row === at}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => pick(row)}
                onKeyDown={() => {}}
              >
                <bdi>{hit.name}</bdi>
                <span class="place-outer" dir="auto">
                  {outerOf(hit)}
                </span>
                <span class="place-what">{whatOf(hit)}</span>
              </div>
            ))}
            <div
              id={`${id}-${none}`}
              role="option"
              tabIndex={-1}
              class={at === none ? "option is-active" : "option"}
              aria-selected={at === none}
              onPointerDown={(event) => event.preventDefault()}
              onClick={() => pick(none)}
              onKeyDown={() => {}}
            >
              {t.noPlaceKnown}
            </div>
          </div>
        </div>
      )}
      <span class="soft place-said" id={`${id}-said`}>
        {said}
      </span>
      <span
        class={trouble !== null ? "part-problem" : isOpen && rows === 0 ? "soft" : "only-read"}
        aria-live="polite"
      >
        {trouble !== null
          ? `${trouble.title}: ${trouble.detail}`
          : !isOpen
            ? ""
            : state === "looking"
              ? t.looking
              : hits.length === 0
                ? t.noHits
                : t.hits(hits.length)}
      </span>
      {problem !== null && <span class="part-problem">{problem}</span>}
    </div>
  );
}
