/** The tables that both databases keep alike. */
import type { ViewEngine } from "./view-engine.js";

/** Raised when the tables change: views of another number are thrown away and made again. */
export const VIEWS_VERSION = 4;

/** Statements that make empty tables. `at` is put before each name. */
export function viewTables(engine: ViewEngine, at: string): readonly string[] {
  const day = `text ${engine.exactText}`;
  return [
    `create table ${at}edition_head (one integer primary key, version integer not null, built text not null, head text)`,
    `create table ${at}event (n integer primary key, id text not null, day ${day} not null, first ${day}, last ${day},
      long integer not null, type text not null, actuality text not null, verification text not null, country text,
      lat double precision, lon double precision, precision text, start text, figure double precision, figure_kind text,
      facet integer not null)`,
    // What facets count: each different row once, so that counting events by it looks at one number.
    `create table ${at}event_facet (facet integer primary key, type text not null, actuality text not null,
      country text, verification text not null, year text)`,
    // Numbered in the order of category and name.
    `create table ${at}actor (actor integer primary key, name text not null, category text not null)`,
    `create table ${at}event_actor (n integer not null, actor integer not null, primary key (n, actor))`,
    `create table ${at}event_whole (n integer primary key, line text not null, event text not null)`,
    `create table ${at}event_outlet (n integer not null, outlet text not null, primary key (n, outlet))`,
    `create table ${at}event_amount (n integer not null, kind text not null, amount double precision,
      low double precision, high double precision, conflict integer not null, primary key (n, kind))`,
    `create table ${at}event_type (type text primary key)`,
    `create table ${at}event_link (n integer primary key, source text not null, target text not null, link text not null)`,
    `create table ${at}edition_report (n integer primary key, id text not null, report text not null)`,
    `create table ${at}edition_story (n integer primary key, story text not null)`,
    `create table ${at}story_report (report text not null, n integer not null, primary key (report, n))`,
    `create table ${at}edition_redirect (n integer primary key, source text not null, redirect text not null)`,
    ...engine.tables(at),
  ];
}

/** Statements for when all rows are in. */
export function viewIndexes(engine: ViewEngine, at: string): readonly string[] {
  return [
    `create unique index event_by_id on ${at}event (id)`,
    `create index event_by_day on ${at}event (day, n)`,
    `create index event_by_type on ${at}event (type, n)`,
    `create index event_by_country on ${at}event (country, n)`,
    `create index event_by_facet on ${at}event (facet, n)`,
    `create index event_by_actor on ${at}event_actor (actor, n)`,
    `create index event_that_lasts on ${at}event (n, last) where long = 1`,
    `create index outlet_by_name on ${at}event_outlet (outlet, n)`,
    `create index amount_by_kind on ${at}event_amount (kind, amount, n)`,
    `create index link_by_source on ${at}event_link (source)`,
    `create index link_by_target on ${at}event_link (target)`,
    `create index report_by_id on ${at}edition_report (id)`,
    `create index redirect_by_source on ${at}edition_redirect (source)`,
    ...engine.indexes(at),
  ];
}
