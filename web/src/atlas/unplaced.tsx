/** Events without a point, country by country: on the map they are a shade, here they can be read. */
import { signal, useComputed } from "@preact/signals";
import { useMemo } from "preact/hooks";
import type { EventPage } from "../api/answers.js";
import { load } from "../api/load.js";
import { EmptyNote, LoadingNote, Shown } from "../components/states.js";
import { country as countryName, number } from "../texts/format.js";
import { texts } from "../texts/index.js";
import { EventRow } from "./event-row.js";
import { filterQuery } from "./filters.js";
import { change, filtered, unplaced, withoutPoint } from "./state.js";

const SHOWN = 100;

/** The country that is unfolded; `none` those of no country, null none. */
const unfolded = signal<string | null>(null);

const inCountry = load<EventPage>(() => {
  const [country, all] = [unfolded.value, withoutPoint.value];
  return country === null || all === null
    ? null
    : `/api/events?${filterQuery({ ...all, country })}&limit=${SHOWN}`;
});

function InCountry({ code }: { readonly code: string }) {
  const wanted = useComputed(() => inCountry.value);
  return (
    <Shown loaded={wanted.value} again={inCountry.again}>
      {({ items, total }) => (
        <>
          <ul class="plain-rows">
            {items.map((event) => (
              <li key={event.id}>
                <button type="button" class="row row-button" onClick={() => change({ event: event.id })}>
                  <EventRow event={event} />
                </button>
              </li>
            ))}
          </ul>
          <p class="panel-intro">
            {total > items.length && `${texts.unplaced.cut(items.length, total)} `}
            <a href={filtered({ country: code, placed: false })}>{texts.unplaced.list}</a>
          </p>
        </>
      )}
    </Shown>
  );
}

export function UnplacedPanel() {
  const values = unplaced.value;
  const most = useMemo(() => Math.max(1, ...(values ?? []).map(({ count }) => count)), [values]);
  if (values === null) return <LoadingNote />;
  if (values.length === 0) return <EmptyNote title={texts.unplaced.empty} />;
  return (
    <div class="unplaced">
      <p class="panel-intro">
        <strong>{texts.count.events(values.reduce((sum, { count }) => sum + count, 0))}.</strong>{" "}
        {texts.unplaced.intro}
      </p>
      <ul>
        {values.map(({ value, count }) => {
          const open = unfolded.value === value;
          return (
            <li key={value}>
              <button
                type="button"
                class="unplaced-country"
                aria-expanded={open}
                onClick={() => {
                  unfolded.value = open ? null : value;
                }}
              >
                <span>
                  {value === "none" ? texts.unplaced.nowhere : texts.unplaced.inCountry(countryName(value))}
                </span>
                <span class="count">{number(count)}</span>
                <span
                  class="unplaced-bar"
                  aria-hidden="true"
                  style={{ inlineSize: `${(count / most) * 100}%` }}
                />
              </button>
              {open && <InCountry code={value} />}
            </li>
          );
        })}
      </ul>
    </div>
  );
}
