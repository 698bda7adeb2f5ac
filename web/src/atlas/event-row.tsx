/** An event in two or three lines: what, when, where, how many, and words of its report. */
import { nounOf } from "../../../src/model/title.js";
import type { EventSummary } from "../api/answers.js";
import { bounds, country, when, whereabouts } from "../texts/format.js";
import { texts } from "../texts/index.js";
import { Glyph } from "./glyph.js";
import { realityOf } from "./realities.js";

/** Where it was, as far as it is known: a country alone is said to be no place. */
export function placeLine(place: EventSummary["place"]): string {
  if (place === null) return texts.list.noPlaceAtAll;
  if (place.lat !== null) return whereabouts(place);
  const isCountry = place.precision === "G6" && place.country !== null;
  return texts.list.noPlace(isCountry ? country(place.country!) : whereabouts(place));
}

/** Its figures in a few words: the crowd and the dead first, tolls over longer times never. */
export function figureLine({ figures }: Pick<EventSummary, "figures">): string {
  const own = figures.filter(({ stock, low, high }) => !stock && (low !== null || high !== null));
  return (["crowd_size", "deaths", "injured", "arrested"] as const)
    .flatMap((kind) => {
      const figure = own.find((figure) => figure.kind === kind);
      return figure === undefined ? [] : [texts.amount.of[kind](bounds(figure))];
    })
    .slice(0, 2)
    .join(" · ");
}

export function EventRow({ event }: { readonly event: EventSummary }) {
  const reality = realityOf(event.actuality);
  const figures = figureLine(event);
  return (
    <>
      <Glyph type={event.type} reality={reality} named />
      <span class="row-main">
        <span class="row-head">
          <span class="row-label">{nounOf(event.type, event.quote)}</span>
          {reality === "unseen" && <span class="tag tag-unseen">{texts.actualities[event.actuality]}</span>}
        </span>
        <span class="row-where">
          <span>{placeLine(event.place)}</span>
          <time dateTime={event.edtf}>
            {when({ start: event.start, end: event.end, precision: event.datePrecision })}
          </time>
        </span>
        <span class="row-foot">
          <q class="words" dir="auto">
            {event.quote}
          </q>
          <span class="row-figures">{figures === "" ? texts.count.reports(event.reports) : figures}</span>
        </span>
      </span>
    </>
  );
}
