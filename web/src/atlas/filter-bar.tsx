/** The filters above everything else: each a field or a menu, and below them what is set, to be taken away again. */
import { useSignal } from "@preact/signals";
import { useEffect, useRef } from "preact/hooks";
import type { FacetValue } from "../api/answers.js";
import { Menu } from "../components/menu.js";
import { country, day, number } from "../texts/format.js";
import { texts } from "../texts/index.js";
import type { Filters } from "./filters.js";
import { dayOf, filterCount, NO_FILTERS } from "./filters.js";
import { address, clearFilters, facets, facetsFor, filters, openedMenu, setFilters } from "./state.js";
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
  useEffect(() => {
    if (typed.peek().trim() !== value) typed.value = value;
  }, [value]);
  useEffect(() => () => clearTimeout(timer.current), []);
  const set = () => {
    clearTimeout(timer.current);
    const text = typed.peek().trim();
    if (text !== (filters.peek()[name] ?? "")) setFilters({ [name]: text === "" ? null : text });
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

/** One value of several, or none: country, source, who checked. */
function OneOf({
  name,
  label,
  title,
}: {
  readonly name: "country" | "source" | "verification";
  readonly label: string;
  readonly title: (value: string) => string;
}) {
  const chosen = filters.value[name];
  const values: readonly FacetValue[] = facetsFor(name)?.[name] ?? [];
  const offered =
    chosen === null || values.some(({ value }) => value === chosen)
      ? values
      : [{ value: chosen, label: chosen, count: 0 }, ...values];
  return (
    <Menu
      label={label}
      name={label}
      marked={chosen !== null}
      onOpen={() => {
        openedMenu.value = name;
      }}
    >
      {(close) => (
        <fieldset class="choices">
          <legend class="only-read">{label}</legend>
          {offered.length === 0 && <p class="menu-note">{texts.filters.nothingToChoose}</p>}
          {[{ value: "", label: "", count: 0 }, ...offered].map(({ value, count }) => (
            <label class="choice" key={value}>
              <input
                type="radio"
                name={`filter-${name}`}
                checked={(chosen ?? "") === value}
                onChange={() => {
                  setFilters({ [name]: value === "" ? null : value });
                  if (value === "") close();
                }}
              />
              <span>{value === "" ? texts.all : title(value)}</span>
              {value !== "" && <span class="count">{number(count)}</span>}
            </label>
          ))}
        </fieldset>
      )}
    </Menu>
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

type Chip = { readonly text: string; readonly without: Partial<Filters> };

const degrees = (value: number) => `${number(Math.abs(value))}°`;
/** A corner of the area, in whole degrees. */
const corner = (lon: number, lat: number) =>
  `${degrees(lat)}${lat < 0 ? texts.compass.south : texts.compass.north} ${degrees(lon)}${lon < 0 ? texts.compass.west : texts.compass.east}`;

function chips(set: Filters): readonly Chip[] {
  const labels = new Map((facets.value.value?.type ?? []).map(({ value, label }) => [value, label] as const));
  const { bbox, from, to, q, actor, source, verification, min_size } = set;
  const named = (name: string, value: string) => `${name}: ${value}`;
  const chip = (text: string, without: Partial<Filters>): Chip => ({ text, without });
  return [
    ...(q === null ? [] : [chip(named(texts.filters.words, q), { q: null })]),
    ...(from === null && to === null
      ? []
      : [
          chip(
            from === null
              ? texts.filters.until(day(to!))
              : to === null
                ? texts.filters.since(day(from))
                : texts.amount.range(day(from), day(to)),
            { from: null, to: null },
          ),
        ]),
    ...set.type.map((type) =>
      chip((texts.families as Readonly<Record<string, string>>)[type] ?? labels.get(type) ?? type, {
        type: set.type.filter((other) => other !== type),
      }),
    ),
    ...set.actuality.map((value) =>
      chip(texts.actualities[value], { actuality: set.actuality.filter((other) => other !== value) }),
    ),
    ...(set.country === null ? [] : [chip(country(set.country), { country: null })]),
    ...(actor === null ? [] : [chip(named(texts.filters.actor, actor), { actor: null })]),
    ...(source === null ? [] : [chip(named(texts.filters.source, source), { source: null })]),
    ...(verification === null ? [] : [chip(texts.verifications[verification], { verification: null })]),
    ...(min_size === null
      ? []
      : [chip(texts.amount.of.crowd_size(texts.amount.atLeast(number(min_size))), { min_size: null })]),
    ...(bbox === null
      ? []
      : [
          chip(
            named(texts.filters.box, texts.amount.range(corner(bbox[0], bbox[1]), corner(bbox[2], bbox[3]))),
            { bbox: null },
          ),
        ]),
  ];
}

function Active() {
  const set = chips(filters.value);
  const { invalid } = address.value;
  if (set.length === 0 && invalid.length === 0) return null;
  return (
    <div class="active-filters">
      <ul aria-label={texts.filters.active}>
        {set.map(({ text, without }) => (
          <li key={text}>
            <button
              type="button"
              class="chip"
              aria-label={texts.filters.removeOne(text)}
              onClick={() => setFilters(without)}
            >
              {text}
              <span aria-hidden="true">×</span>
            </button>
          </li>
        ))}
        {set.length > 1 && (
          <li>
            <button type="button" class="button button-quiet" onClick={clearFilters}>
              {texts.clearAll}
            </button>
          </li>
        )}
      </ul>
      {invalid.length > 0 && (
        <p role="status" class="invalid">
          {texts.filters.invalid(texts.listOf(invalid))}
        </p>
      )}
    </div>
  );
}

export function FilterBar() {
  const open = useSignal(false);
  const count = filterCount(filters.value);
  const { from, to, min_size } = filters.value;
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
          <OneOf name="country" label={texts.filters.country} title={country} />
          <OneOf name="source" label={texts.filters.source} title={(value) => value} />
          <OneOf
            name="verification"
            label={texts.filters.verification}
            title={(value) => (texts.verifications as Readonly<Record<string, string>>)[value] ?? value}
          />
          <Menu
            label={texts.more}
            name={texts.more}
            marked={min_size !== null || filters.value.actor !== null}
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
              </div>
            )}
          </Menu>
        </div>
      </div>
      <Active />
    </search>
  );
}
