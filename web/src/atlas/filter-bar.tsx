/** The filters above everything else: each a field or a menu, and below them what is set, to be taken away again. */
import { useSignal } from "@preact/signals";
import { useEffect, useId, useRef } from "preact/hooks";
import { Menu } from "../components/menu.js";
import { countryOrNone, number } from "../texts/format.js";
import { texts } from "../texts/index.js";
import { ActiveFilters } from "./chips.js";
import { boxOf, dayOf, type Filters, filterCount, NO_FILTERS } from "./filters.js";
import { OneOf } from "./one-of.js";
import { facetsFor, filters, openedMenu, setFilters } from "./state.js";
import { TypeMenu } from "./type-menu.js";

/** A text field that filters a moment after the last key, and at once on Enter. */
function WordsField({
  name,
  label,
  hint,
}: {
  readonly name: "q" | "actor";
  readonly label: string;
  readonly hint: string;
}) {
  const value = filters.value[name] ?? "";
  const typed = useSignal(value);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  /** What this field has set itself: it is not written back, or it would take away what was typed since. */
  const own = useRef(value);
  useEffect(() => {
    if (value === own.current) return;
    own.current = value;
    typed.value = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const set = () => {
    clearTimeout(timer.current);
    const text = typed.peek().trim();
    if (text === (filters.peek()[name] ?? "")) return;
    own.current = text;
    setFilters({ [name]: text === "" ? null : text });
  };
  return (
    <label class="field-inline">
      <span class="only-read">{label}</span>
      <input
        class="input"
        type="search"
        placeholder={hint}
        maxLength={200}
        value={typed.value}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
          clearTimeout(timer.current);
          timer.current = setTimeout(set, 350);
        }}
        onChange={set}
      />
    </label>
  );
}

function DayField({ name }: { readonly name: "from" | "to" }) {
  return (
    <label class="field">
      <span>{texts.filters[name]}</span>
      <input
        class="input"
        type="date"
        value={filters.value[name] ?? ""}
        onChange={(event) => setFilters({ [name]: dayOf(event.currentTarget.value) ?? null })}
      />
    </label>
  );
}

function ActualityMenu() {
  const chosen = filters.value.actuality;
  const counts = new Map(
    (facetsFor("actuality")?.actuality ?? []).map(({ value, count }) => [value, count] as const),
  );
  const values = Object.entries(texts.actualities) as [Filters["actuality"][number], string][];
  const groups = [
    [texts.realities.seen, values.slice(0, 5)],
    [texts.realities.unseen, values.slice(5)],
  ] as const;
  return (
    <Menu
      label={texts.filters.actuality}
      name={texts.filters.actuality}
      marked={chosen.length > 0}
      onOpen={() => {
        openedMenu.value = "actuality";
      }}
    >
      {() =>
        groups.map(([title, group]) => (
          <fieldset class="choices" key={title}>
            <legend>{title}</legend>
            {group.map(([value, label]) => (
              <label class="choice" key={value}>
                <input
                  type="checkbox"
                  checked={chosen.includes(value)}
                  onChange={(event) =>
                    setFilters({
                      actuality: event.currentTarget.checked
                        ? [...chosen, value]
                        : chosen.filter((other) => other !== value),
                    })
                  }
                />
                <span>{label}</span>
                <span class="count">{number(counts.get(value) ?? 0)}</span>
              </label>
            ))}
          </fieldset>
        ))
      }
    </Menu>
  );
}

/** The area in numbers: what the map's rectangle sets, for those who do not draw. */
function AreaField() {
  const { bbox } = filters.value;
  const shown = bbox === null ? "" : bbox.join(", ");
  const typed = useSignal(shown);
  const isWrong = useSignal(false);
  const help = useId();
  const own = useRef(shown);
  useEffect(() => {
    if (shown === own.current) return;
    own.current = shown;
    typed.value = shown;
    isWrong.value = false;
  }, [shown]);
  const set = () => {
    const text = typed.peek().replaceAll(" ", "");
    const box = text === "" ? null : boxOf(text);
    isWrong.value = box === undefined;
    if (box === undefined || text === (filters.peek().bbox ?? []).join(",")) return;
    own.current = box === null ? "" : box.join(", ");
    setFilters({ bbox: box });
  };
  return (
    <label class="field">
      <span>{texts.filters.area}</span>
      <input
        class="input"
        inputMode="text"
        placeholder="-81.3, -18.4, -68.7, 0"
        value={typed.value}
        aria-invalid={isWrong.value}
        aria-describedby={help}
        onInput={(event) => {
          typed.value = event.currentTarget.value;
        }}
        onChange={set}
      />
      <span id={help} class="soft" role="status">
        {isWrong.value ? texts.filters.areaWrong : ""}
      </span>
    </label>
  );
}

function PlacedField() {
  const { placed } = filters.value;
  const { label, any, yes, no } = texts.filters.placing;
  return (
    <label class="field">
      <span>{label}</span>
      <select
        class="input"
        value={placed === null ? "" : placed ? "1" : "0"}
        onChange={({ currentTarget: { value } }) =>
          setFilters({ placed: value === "" ? null : value === "1" })
        }
      >
        <option value="">{any}</option>
        <option value="1">{yes}</option>
        <option value="0">{no}</option>
      </select>
    </label>
  );
}

export function FilterBar() {
  const open = useSignal(false);
  const count = filterCount(filters.value);
  const { from, to, min_size, actor, bbox, placed } = filters.value;
  return (
    <search class="filters" aria-label={texts.filters.label}>
      <div class="filter-row">
        <WordsField name="q" label={texts.filters.words} hint={texts.filters.wordsHint} />
        <button
          type="button"
          class="button filters-open"
          aria-expanded={open.value}
          aria-controls="filter-menus"
          onClick={() => {
            open.value = !open.value;
          }}
        >
          {texts.filters.open}
          {count > 0 && <span class="badge">{count}</span>}
        </button>
        <div class={open.value ? "filter-menus is-open" : "filter-menus"} id="filter-menus">
          <Menu label={texts.filters.dates} name={texts.filters.dates} marked={from !== null || to !== null}>
            {() => (
              <div class="two-fields">
                <DayField name="from" />
                <DayField name="to" />
              </div>
            )}
          </Menu>
          <TypeMenu />
          <ActualityMenu />
          <OneOf name="country" label={texts.filters.country} title={countryOrNone} />
          <OneOf name="source" label={texts.filters.source} title={(value) => value} />
          <OneOf
            name="verification"
            label={texts.filters.verification}
            title={(value) => (texts.verifications as Readonly<Record<string, string>>)[value] ?? value}
          />
          <Menu
            label={texts.more}
            name={texts.more}
            marked={[min_size, actor, bbox, placed].some((value) => value !== null)}
          >
            {() => (
              <div class="fields">
                <p class="field">
                  <span>{texts.filters.actor}</span>
                  <WordsField name="actor" label={texts.filters.actor} hint={texts.filters.actorHint} />
                </p>
                <label class="field">
                  <span>{texts.filters.size}</span>
                  <input
                    class="input"
                    type="number"
                    min={0}
                    step={100}
                    value={min_size ?? ""}
                    onChange={(event) => {
                      const size = Math.floor(event.currentTarget.valueAsNumber);
                      setFilters({ min_size: size > 0 ? size : NO_FILTERS.min_size });
                    }}
                  />
                </label>
                <AreaField />
                <PlacedField />
              </div>
            )}
          </Menu>
        </div>
      </div>
      <ActiveFilters />
    </search>
  );
}
