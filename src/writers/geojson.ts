/** `geojson`: a feature an event, RFC 7946; what is known by country or vague region only has no geometry. */
import type { Codebook } from "../model/codebook.js";
import type { Edition } from "../model/edition.js";
import { encoded, listed } from "./chunks.js";
import { EditionIndex, hasPoint, mainPlace } from "./edition-index.js";
import { TIDY_COLUMNS, tidyRow } from "./tidy.js";
import type { Writer } from "./writer.js";

export const geojsonWriter: Writer = {
  id: "geojson",
  mediaType: "application/geo+json",
  extension: "geojson",
  write: (edition, { codebook }) =>
    encoded(
      listed(
        '{"type":"FeatureCollection","name":"quipu_events","features":[',
        features(edition, codebook),
        "\n]}\n",
      ),
    ),
};

function* features(edition: Edition, codebook: Codebook): Generator<string> {
  const index = new EditionIndex(edition);
  for (const event of edition.events) {
    const place = mainPlace(event);
    const row = tidyRow(event, edition, index, codebook);
    yield JSON.stringify({
      type: "Feature",
      id: event.id,
      geometry:
        place !== null && hasPoint(place) ? { type: "Point", coordinates: [place.lon, place.lat] } : null,
      properties: Object.fromEntries(TIDY_COLUMNS.map(({ name }, i) => [name, row[i] ?? null])),
    });
  }
}
