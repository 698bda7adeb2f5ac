/** Events in other forms than JSON: GeoJSON, CSV and NDJSON, streamed row by row. */
import { stringify } from "csv-stringify/sync";
import type { EventQuery, EventRow, Views } from "../../store/store.js";

/** An event as a list shows it, with the name of its type. */
export type Summary = EventRow & { readonly label: string };

const BATCH = 1000;
const COUNTED = ["crowd_size", "deaths", "injured", "arrested"] as const;

/** The rows of a selection from the views, page by page; at most `limit` of them. */
export async function* rowsOf(
  views: Views,
  query: EventQuery,
  order: "oldest" | "newest",
  limit: number | null,
  from?: string,
): AsyncGenerator<EventRow> {
  let cursor = from;
  let left = limit ?? Number.POSITIVE_INFINITY;
  while (left > 0) {
    const page = await views.events(query, {
      limit: Math.min(BATCH, left),
      order,
      ...(cursor === undefined ? {} : { cursor }),
    });
    yield* page.events;
    left -= page.events.length;
    if (page.next === null) return;
    cursor = page.next;
  }
}

/** One event as cells: the columns of the CSV, the properties of GeoJSON. */
export function cellsOf(event: Summary): Readonly<Record<string, string | number | null>> {
  const { place } = event;
  const numbers = COUNTED.flatMap((kind) => {
    const figure = event.figures.find((one) => one.kind === kind && !one.stock);
    return (["low", "best", "high"] as const).map(
      (bound) => [`${kind}_${bound}`, figure?.[bound] ?? null] as const,
    );
  });
  return {
    id: event.id,
    type: event.type,
    label: event.label,
    actuality: event.actuality,
    start: event.start,
    end: event.end,
    edtf: event.edtf,
    date_precision: event.datePrecision,
    place: place?.name ?? null,
    country: place?.country ?? null,
    admin1: place?.admin1 ?? null,
    lat: place?.lat ?? null,
    lon: place?.lon ?? null,
    place_precision: place?.precision ?? null,
    actors: event.actors.join("; "),
    ...Object.fromEntries(numbers),
    quote: event.quote,
    title: event.title,
    reports: event.reports,
    origins: event.origins,
    confidence: event.confidence,
    verification: event.verification,
  };
}

/** A GeoJSON feature (RFC 7946); its geometry is null where the event has no point. */
export function featureOf(event: Summary) {
  const { lat: _, lon: __, ...properties } = cellsOf(event);
  const { lat, lon } = event.place ?? { lat: null, lon: null };
  const geometry = lat === null || lon === null ? null : { type: "Point", coordinates: [lon, lat] };
  return { type: "Feature" as const, id: event.id, geometry, properties };
}

type Rows = AsyncIterable<Summary>;

async function* csv(rows: Rows): AsyncGenerator<string> {
  let isFirst = true;
  for await (const row of rows) {
    const cells = cellsOf(row);
    // `escape_formulas`: cells that start with =, +, -, @ get a ' in front; numbers stay numbers.
    yield stringify([cells], { header: isFirst, escape_formulas: true, record_delimiter: "\r\n" });
    isFirst = false;
  }
  if (isFirst) yield stringify([], { header: true, columns: COLUMNS, record_delimiter: "\r\n" });
}

async function* ndjson(rows: Rows): AsyncGenerator<string> {
  for await (const row of rows) yield `${JSON.stringify(row)}\n`;
}

async function* geojson(rows: Rows): AsyncGenerator<string> {
  yield '{"type":"FeatureCollection","features":[';
  let before = "";
  for await (const row of rows) {
    yield before + JSON.stringify(featureOf(row));
    before = ",";
  }
  yield "]}\n";
}

export const FORMS = {
  csv: { mediaType: "text/csv", write: csv },
  geojson: { mediaType: "application/geo+json", write: geojson },
  ndjson: { mediaType: "application/x-ndjson", write: ndjson },
} as const;
export type FormName = keyof typeof FORMS;

/** Names of the columns, in order, from an event without anything. */
const COLUMNS = Object.keys(
  cellsOf({
    id: "",
    type: "",
    label: "",
    actuality: "happened",
    start: null,
    end: null,
    edtf: "",
    datePrecision: "U",
    place: null,
    actors: [],
    figures: [],
    quote: "",
    title: null,
    reports: 0,
    origins: 0,
    confidence: 0,
    verification: "machine",
  }),
);

/** A response body that is written as fast as it is read, and stops the source when the reader goes. */
export function streamOf(source: AsyncIterable<string | Uint8Array>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  const iterator = source[Symbol.asyncIterator]();
  return new ReadableStream<Uint8Array>({
    async pull(controller) {
      // Small rows are sent together.
      let text = "";
      while (text.length < 16_384) {
        const { done, value } = await iterator.next();
        if (done) {
          if (text !== "") controller.enqueue(encoder.encode(text));
          controller.close();
          return;
        }
        if (typeof value !== "string") {
          if (text !== "") controller.enqueue(encoder.encode(text));
          controller.enqueue(value);
          return;
        }
        text += value;
      }
      controller.enqueue(encoder.encode(text));
    },
    async cancel() {
      await iterator.return?.();
    },
  });
}
