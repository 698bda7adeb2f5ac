/** Handlers of what is shown of a selection as a whole: points, timeline, network of actors, facets; and of the edition. */
import type { z } from "zod";
import { FAMILIES } from "../../model/codebook.js";
import type { FigureKind } from "../../model/coding.js";
import type { FigureSum } from "../../store/store.js";
import { wantedWords, wordsOf } from "../../store/words.js";
import type { actorsQuery, sourcesQuery, timelineQuery } from "./queries.js";
import { canonical, type Selection, toQuery } from "./selection.js";
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

/** A year is 2023, a month 2023-07, else it is a day. */
const firstDay = (bin: string): string => `${bin}-01-01`.slice(0, 10);

export async function timelineOf(call: Call<z.infer<typeof timelineQuery>>): Promise<Answer> {
  const { query, views, services } = call;
  const { by, ...selection } = query;
  const chosen = toQuery(selection, services.codebook);
  const bins = new Map<string, Record<string, number>>();
  let dated = 0;
  for (const { bin, family, count } of await views.timeline(chosen, by)) {
    const start = firstDay(bin);
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

/** Kinds of figures that can be added up: people, in the order in which they are shown. */
const ADDED: readonly FigureKind[] = ["crowd_size", "deaths", "injured", "arrested", "missing", "displaced"];
const SUMMED = ["events", "open", "conflicts", "low", "best", "high"] as const;
type Sums = Readonly<Record<(typeof SUMMED)[number], number>>;

function added(rows: readonly FigureSum[]): Sums {
  const of = (name: keyof Sums) => rows.reduce((sum, row) => sum + row[name], 0);
  return Object.fromEntries(SUMMED.map((name) => [name, of(name)])) as Sums;
}

export async function figuresOf(call: Call<z.infer<typeof timelineQuery>>): Promise<Answer> {
  const { query, views, services } = call;
  const { by, ...selection } = query;
  const found = await views.figures(toQuery(selection, services.codebook), by);
  const kinds = ADDED.flatMap((kind) => {
    const rows = found.filter((row) => row.kind === kind);
    if (rows.length === 0) return [];
    const dated = rows.filter(({ bin }) => bin !== null);
    const undated = rows.filter(({ bin }) => bin === null).reduce((sum, { events }) => sum + events, 0);
    const items = dated.map((row) => ({ start: firstDay(row.bin!), ...added([row]) }));
    return [{ kind, ...added(rows), undated, items }];
  });
  return { edition: numberOf(call), by, kinds };
}

export async function sourcesOf(call: Call<z.infer<typeof sourcesQuery>>): Promise<Answer> {
  const { query, views, services, tag } = call;
  const { name, limit, ...selection } = query;
  // The outlets of a selection are counted once, however many letters of a name are typed.
  const kept = await services.kept.get(`${tag} outlets ${canonical(selection)}`, async () => {
    const { outlet } = await views.facets(toQuery(selection, services.codebook));
    return [...outlet].sort(([a, x], [b, y]) => y - x || (a < b ? -1 : 1));
  });
  const outlets = JSON.parse(new TextDecoder().decode(kept.plain)) as readonly (readonly [string, number])[];
  const wanted = wantedWords(name);
  const fits = (outlet: string) => {
    if (wanted === null) return true;
    const words = wordsOf([outlet]);
    return wanted.length > 0 && wanted.every(({ word }) => words.some((own) => own.startsWith(word)));
  };
  const items = outlets.filter(([outlet]) => fits(outlet));
  return {
    edition: numberOf(call),
    total: items.length,
    items: items.slice(0, limit).map(([value, count]) => ({ value, label: value, count })),
  };
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
