/** Handlers of what is shown of a selection as a whole: points, timeline, network of actors, facets; and of the edition. */
import type { z } from "zod";
import { FAMILIES } from "../../model/codebook.js";
import type { EventActor } from "../../model/coding.js";
import type { EventQuery, Views } from "../../store/store.js";
import { rowsOf } from "./forms.js";
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
  const rounded = (degrees: number) => Math.round(degrees * 10_000) / 10_000;
  const columns = {
    id: points.map(({ id }) => id),
    lon: points.map(({ lon }) => rounded(lon)),
    lat: points.map(({ lat }) => rounded(lat)),
    day: points.map(({ start }) =>
      start === null ? null : Math.floor(Date.parse(start.slice(0, 10)) / DAY),
    ),
    type: points.map(({ type }) => types.of(type)),
    figure: points.map(({ figure }) => figure),
    kind: points.map(({ figureKind }) => (figureKind === null ? null : kinds.of(figureKind))),
    precision: points.map(({ precision }) => Number(precision.slice(1))),
  };
  return {
    edition: numberOf(call),
    total: await views.count(chosen),
    count: points.length,
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

/** Actors that a network may show: office-holders and public figures, and groups. Without a tier an actor is private. */
const isPublic = ({ tier }: EventActor) => tier === "T0" || tier === "T1" || tier === "group";

export async function networkOf(call: Call<z.infer<typeof actorsQuery>>): Promise<Answer> {
  const { query, views, services } = call;
  const { limit, ...selection } = query;
  const actors = new Map<string, { name: string; category: string; events: number }>();
  const stands: string[][] = [];
  for await (const event of views.all(toQuery(selection, services.codebook))) {
    const inEvent = new Map<string, EventActor>();
    for (const { value } of event.actors)
      if (isPublic(value)) inEvent.set(`${value.category} ${value.name.toLowerCase()}`, value);
    for (const [key, { name, category }] of inEvent) {
      const known = actors.get(key) ?? { name, category, events: 0 };
      known.events++;
      actors.set(key, known);
    }
    if (inEvent.size > 1) stands.push([...inEvent.keys()].sort());
  }
  const shown = [...actors].sort(([a, x], [b, y]) => y.events - x.events || (a < b ? -1 : 1)).slice(0, limit);
  const at = new Map(shown.map(([key], i) => [key, i]));
  const edges = new Map<string, { from: number; to: number; events: number }>();
  for (const keys of stands) {
    const places = keys.flatMap((key) => at.get(key) ?? []);
    for (const [i, from] of places.entries())
      for (const to of places.slice(i + 1)) {
        const key = `${from} ${to}`;
        const edge = edges.get(key) ?? { from, to, events: 0 };
        edge.events++;
        edges.set(key, edge);
      }
  }
  return {
    edition: numberOf(call),
    nodes: shown.map(([, node]) => node),
    edges: [...edges.values()].sort((a, b) => b.events - a.events || a.from - b.from || a.to - b.to),
  };
}

/** The outlets of the edition with the most reports. */
async function outletsOf(views: Views): Promise<string[]> {
  const reports = new Map<string, number>();
  for await (const { outlet } of views.reports())
    if (outlet !== null) reports.set(outlet, (reports.get(outlet) ?? 0) + 1);
  const sorted = [...reports].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  return sorted.slice(0, MOST_VALUES).map(([outlet]) => outlet);
}

export async function facetsOf(call: Call<Selection>): Promise<Answer> {
  const { query, views, services } = call;
  const { codebook } = services;
  const chosen: EventQuery = toQuery(query, codebook);
  const names = ["family", "type", "actuality", "country", "source", "verification", "year"] as const;
  const counts = Object.fromEntries(names.map((name) => [name, new Map<string, number>()])) as Record<
    (typeof names)[number],
    Map<string, number>
  >;
  const add = (name: (typeof names)[number], value: string | null | undefined) => {
    if (value != null) counts[name].set(value, (counts[name].get(value) ?? 0) + 1);
  };
  let total = 0;
  for await (const row of rowsOf(views, chosen, "oldest", null)) {
    total++;
    add("type", row.type);
    add("family", row.type.split(".")[0]);
    add("actuality", row.actuality);
    add("country", row.place?.country);
    add("verification", row.verification);
    add("year", row.start?.slice(0, 4));
  }
  for (const outlet of chosen.outlet === undefined ? await outletsOf(views) : [chosen.outlet]) {
    const count = await views.count({ ...chosen, outlet });
    if (count > 0) counts.source.set(outlet, count);
  }
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
