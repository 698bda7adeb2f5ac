/** Handlers of what is shown of a selection as a whole: points, timeline, network of actors, facets; and of the edition. */
import type { z } from "zod";
import { FAMILIES } from "../../model/codebook.js";
import type { actorsQuery, timelineQuery } from "./queries.js";
import { type Selection, toQuery } from "./selection.js";
import type { Answer, Call } from "./services.js";

const DAY = 86_400_000;
const MOST_VALUES = 200;

const numberOf = ({ edition }: Pick<Call, "edition">) => edition?.number ?? 0;

/** Places of values in a list that grows: `index("a")` is 0, and 0 again. */
function numbering(): { readonly values: string[]; of(value: string): number } {
  const known = new Map<string, number>();
  const values: string[] = [];
  return {
    values,
    of(value) {
      const at = known.get(value) ?? values.push(value) - 1;
      known.set(value, at);
      return at;
    },
  };
}

export async function pointsOf(call: Call<Selection>): Promise<Answer> {
  const { query, views, services } = call;
  const chosen = toQuery(query, services.codebook);
  const points = await views.points(chosen);
  const types = numbering();
  const kinds = numbering();
  const columns = {
    id: points.id,
    lon: points.lon,
    lat: points.lat,
    day: points.start.map((start) =>
      start === null ? null : Math.floor(Date.parse(start.slice(0, 10)) / DAY),
    ),
    type: points.type.map((type) => types.of(type)),
    figure: points.figure,
    kind: points.figureKind.map((kind) => (kind === null ? null : kinds.of(kind))),
    precision: points.precision.map((precision) => Number(precision.slice(1))),
  };
  return {
    edition: numberOf(call),
    total: await views.count(chosen),
    count: points.id.length,
    types: types.values,
    kinds: kinds.values,
    columns,
  };
}

export async function timelineOf(call: Call<z.infer<typeof timelineQuery>>): Promise<Answer> {
  const { query, views, services } = call;
  const { by, ...selection } = query;
  const chosen = toQuery(selection, services.codebook);
  const bins = new Map<string, Record<string, number>>();
  let dated = 0;
  for (const { bin, family, count } of await views.timeline(chosen, by)) {
    // A year is 2023, a month 2023-07, else it is a day.
    const start = `${bin}-01-01`.slice(0, 10);
    const families = bins.get(start) ?? {};
    families[family] = (families[family] ?? 0) + count;
    bins.set(start, families);
    dated += count;
  }
  const items = [...bins]
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .map(([start, families]) => ({
      start,
      count: Object.values(families).reduce((a, b) => a + b, 0),
      families,
    }));
  const undated = (await views.count(chosen)) - dated;
  return { edition: numberOf(call), by, undated, items };
}

export async function networkOf(call: Call<z.infer<typeof actorsQuery>>): Promise<Answer> {
  const { query, views, services } = call;
  const { limit, ...selection } = query;
  const network = await views.network(toQuery(selection, services.codebook), limit);
  return { edition: numberOf(call), ...network };
}

export async function facetsOf(call: Call<Selection>): Promise<Answer> {
  const { query, views, services } = call;
  const { codebook } = services;
  const { total, outlet, ...found } = await views.facets(toQuery(query, codebook));
  const family = new Map<string, number>();
  for (const [type, count] of found.type) {
    const code = type.split(".")[0]!;
    family.set(code, (family.get(code) ?? 0) + count);
  }
  const counts = { family, ...found, source: outlet };
  const names = ["family", "type", "actuality", "country", "source", "verification", "year"] as const;
  const regions = new Intl.DisplayNames(["en"], { type: "region", fallback: "code" });
  const labels: Partial<Record<(typeof names)[number], (value: string) => string>> = {
    family: (value) => codebook.guidance.families[value as (typeof FAMILIES)[number]] ?? value,
    type: (value) => codebook.types.get(value)?.label ?? value,
    country: (value) => (/^[A-Z]{2}$/.test(value) ? (regions.of(value) ?? value) : value),
  };
  const facets = names.map((name) => {
    const rows = [...counts[name]].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1)).slice(0, MOST_VALUES);
    return [
      name,
      rows.map(([value, count]) => ({ value, label: labels[name]?.(value) ?? value, count })),
    ] as const;
  });
  return { edition: numberOf(call), total, ...Object.fromEntries(facets) };
}

export async function editionAnswerOf({ views, services }: Call): Promise<Answer> {
  await services.ledger.catchUp();
  const last = services.ledger.editions.at(-1);
  const head = await views.edition();
  if (head === null)
    return {
      number: 0,
      previous: null,
      published: false,
      policy: "",
      codebook: services.codebook.id,
      at: 0,
      events: 0,
      reports: 0,
      links: 0,
      diagnostics: { events: 0, fields: [] },
    };
  const { number, previous, policy, codebook, at, counts, diagnostics } = head;
  const published = last !== undefined && last.number === number && last.at === at;
  return { number, previous, published, policy, codebook, at, ...counts, diagnostics };
}

export async function editionsOf({ services }: Call): Promise<Answer> {
  await services.ledger.catchUp();
  const items = services.ledger.editions.map(
    ({ number, previous, policy, at, events, redirects, author, time }) => ({
      number,
      previous,
      policy,
      at,
      events,
      redirects,
      author,
      time,
    }),
  );
  return { items: items.reverse() };
}

export function codebookOf({ services }: Call): Answer {
  const { id, types, guidance } = services.codebook;
  const families = FAMILIES.map((code) => ({ code, label: guidance.families[code] }));
  return { id, title: guidance.title, families, types: [...types.values()], values: guidance.values };
}
