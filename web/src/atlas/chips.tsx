/** The filters that are set, below the bar. */
import { countryOrNone, day, number } from "../texts/format.js";
import { texts } from "../texts/index.js";
import type { Filters } from "./filters.js";
import { address, clearFilters, facets, filters, setFilters } from "./state.js";

type Chip = { readonly text: string; readonly without: Partial<Filters> };

const degrees = (value: number) => `${number(Math.abs(value))}°`;
/** A corner of the area, in whole degrees. */
const corner = (lon: number, lat: number) =>
  `${degrees(lat)}${lat < 0 ? texts.compass.south : texts.compass.north} ${degrees(lon)}${lon < 0 ? texts.compass.west : texts.compass.east}`;

function chips(set: Filters): readonly Chip[] {
  const labels = new Map((facets.value.value?.type ?? []).map(({ value, label }) => [value, label] as const));
  const { bbox, from, to, q, actor, source, verification, placed, min_size } = set;
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
    ...(set.country === null ? [] : [chip(countryOrNone(set.country), { country: null })]),
    ...(actor === null ? [] : [chip(named(texts.filters.actor, actor), { actor: null })]),
    ...(source === null ? [] : [chip(named(texts.filters.source, source), { source: null })]),
    ...(verification === null ? [] : [chip(texts.verifications[verification], { verification: null })]),
    ...(placed === null
      ? []
      : [chip(placed ? texts.filters.placing.yes : texts.filters.placing.no, { placed: null })]),
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

/** What is set, each to be taken away again; and what of the address bar was no filter. */
export function ActiveFilters() {
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
