/** `ftm`: entities of FollowTheMoney, one a line: events, the articles that tell them, the bodies and public persons in them. */

import type { Codebook } from "../model/codebook.js";
import type { ActorCategory, Actuality, EventActor } from "../model/coding.js";
import type { Edition, EditionEvent, EditionReport } from "../model/edition.js";
import { sha256 } from "../model/identity.js";
import { encoded } from "./chunks.js";
import { actorsIn, EditionIndex, mainPlace } from "./edition-index.js";
import { dateInWords } from "./phrases.js";
import { kindOfName } from "./privacy/names.js";
import { figureInWords } from "./tidy.js";
import type { WriteContext, Writer } from "./writer.js";

export const ftmWriter: Writer = {
  id: "ftm",
  mediaType: "application/x-ndjson",
  extension: "ftm.json",
  write: (edition, context) => encoded(entities(edition, context)),
};

type Properties = Readonly<Record<string, readonly (string | null)[]>>;

/** FollowTheMoney has no word for what is planned, denied or general: an entity is there. */
const THERE: ReadonlySet<Actuality> = new Set(["happened", "ongoing", "historical"]);

function* entities(edition: Edition, { codebook, found }: WriteContext): Generator<string> {
  const index = new EditionIndex(edition);
  const written = new Set<string>();
  const once = function* (id: string, schema: string, properties: Properties): Generator<string> {
    if (written.has(id)) return;
    written.add(id);
    yield entity(id, schema, properties);
  };
  for (const event of edition.events) {
    if (!THERE.has(event.actuality.value)) {
      const told = event.actuality.value.replaceAll("_", " ");
      const message = `FollowTheMoney has events that are there only; this one is ${told}.`;
      found({ code: "export.refused", message, about: event.id });
      continue;
    }
    const reports = index.reportsOf(event);
    for (const report of reports) yield* once(articleId(report), "Article", article(report));
    const country = mainPlace(event)?.country?.toLowerCase() ?? null;
    const actors = event.actors.map(({ value }) => value);
    const named = actors.filter((one) => schemaOf(one) !== null);
    for (const one of named)
      yield* once(actorId(one, country), schemaOf(one)!, {
        name: [one.name],
        ...(country === null || schemaOf(one) === "Person" ? {} : { country: [country] }),
      });
    yield entity(key("event", event.id), "Event", properties(event, reports, country, codebook));
  }
}

function properties(
  event: EditionEvent,
  reports: readonly EditionReport[],
  country: string | null,
  codebook: Codebook,
): Properties {
  const place = mainPlace(event);
  const { start, end } = event.date.value;
  const label = codebook.types.get(event.type.value)?.label ?? event.type.value;
  const where = place === null ? null : [...new Set([place.name, place.admin1])].filter(Boolean).join(", ");
  const when = dateInWords(event.date.value);
  const named = (actors: readonly EventActor[]) =>
    actors.filter((one) => schemaOf(one) !== null).map((one) => actorId(one, country));
  const organisers = actorsIn(event, "organiser", "caller", "lead");
  const others = event.actors.map(({ value }) => value).filter((one) => !organisers.includes(one));
  const words = event.actors.filter(({ value }) => schemaOf(value) === null);
  return {
    name: [`${label}${where === null ? "" : `, ${where}`}, ${when}`],
    date: [start !== null && start === end ? start : null],
    startDate: [start],
    endDate: [end],
    location: [where],
    country: [country],
    organizer: named(organisers),
    involved: named(others),
    keywords: [event.type.value, ...event.demands.map(({ value }) => value.issue)],
    description: [
      ...words.map(({ value }) => `${value.role}: ${value.name}`),
      ...event.figures.map((figure) => `${figureInWords(figure)}${figure.stock ? ", a toll to date" : ""}`),
      ...event.labels.map(({ value }) => `called “${value.label}” by ${value.speaker}`),
    ],
    recordId: [event.id],
    sourceUrl: reports.map(({ url }) => url),
    publisher: reports.map(({ outlet }) => outlet),
    proof: reports.map(articleId),
  };
}

function article(report: EditionReport): Properties {
  const { title, outlet, url, published, lang } = report;
  return {
    name: [title ?? `Report of ${outlet ?? "an unknown outlet"}`],
    title: [title],
    publisher: [outlet],
    sourceUrl: [url],
    publishedAt: [published],
    language: [lang === null ? null : (LANGUAGES[lang] ?? null)],
    notes: [`SHA-256 of the text: ${report.sha256}`],
  };
}

/** FollowTheMoney writes languages with three letters. */
const LANGUAGES: Readonly<Record<string, string>> = {
  ar: "ara",
  de: "deu",
  en: "eng",
  es: "spa",
  fr: "fra",
  it: "ita",
  pt: "por",
  ru: "rus",
  tr: "tur",
};

const PUBLIC_BODIES: ReadonlySet<ActorCategory> = new Set([
  "state_security",
  "military",
  "government",
  "legislature",
  "judiciary",
]);
const NO_PLACES: ReadonlySet<string> = new Set();

/** What an actor is to FollowTheMoney; null for groups that only words describe, and for roles of private persons. */
function schemaOf({ name, category, tier }: EventActor): "Person" | "PublicBody" | "Organization" | null {
  const kind = kindOfName(name, NO_PLACES);
  if (kind === "described") return null;
  if (tier === "T0" || tier === "T1" || (kind === "office" && tier === undefined)) return "Person";
  return PUBLIC_BODIES.has(category) ? "PublicBody" : "Organization";
}

function actorId(actor: EventActor, country: string | null): string {
  const schema = schemaOf(actor)!;
  return key(schema, actor.name, schema === "Person" ? "" : (country ?? ""));
}

function articleId({ id }: EditionReport): string {
  return key("article", id);
}

/** Ids of the format are opaque; the same thing always has the same. */
function key(...parts: readonly string[]): string {
  return `quipu-${sha256(JSON.stringify(parts)).slice(0, 32)}`;
}

/** One line, without properties that are empty. */
function entity(id: string, schema: string, all: Properties): string {
  const told = Object.entries(all).flatMap(([name, values]) => {
    const kept = [...new Set(values.filter((value) => value !== null && value !== ""))];
    return kept.length === 0 ? [] : [[name, kept] as const];
  });
  return `${JSON.stringify({ id, schema, properties: Object.fromEntries(told) })}\n`;
}
