/** The gate for one event: its values are known, stand in the report, and do not contradict each other. */
import { checkFigure } from "./accept-figure.js";
import type { Codebook } from "./codebook.js";
import {
  ACTOR_CATEGORIES,
  ACTOR_ROLES,
  ACTUALITIES,
  type Actuality,
  type Attribution,
  DATE_PRECISIONS,
  INTERS,
  MEANS,
  PLACE_PRECISIONS,
  PLACE_ROLES,
  SCOPES,
  SECTORS,
  TIERS,
} from "./coding.js";
import {
  type Gate,
  isDay,
  note,
  type Place,
  type Row,
  readFlag,
  readList,
  readNumber,
  readOneOf,
  readQuote,
  readRow,
  readSpan,
  readText,
  show,
} from "./gate.js";
import { mentionId } from "./mention.js";
import { nearest } from "./nearest.js";

/** What an event is held against. */
export type EventContext = {
  readonly reportId: string;
  /** Day of publication, or null where nobody knows it. */
  readonly published: string | null;
  readonly codebook: Codebook;
};

const EVIDENTIALITIES = Object.keys({
  asserted: true,
  reported: true,
  admitted: true,
  alleged: true,
  presupposed: true,
  inferred: true,
} satisfies Record<Attribution["evidentiality"], true>) as Attribution["evidentiality"][];

/** Actualities of what has come about by the day of publication. */
const PAST: readonly (Actuality | null)[] = ["happened", "ongoing", "historical", "attempted"];
/** Precisions of places that have no point: a region, a country, the world, unknown. */
const POINTLESS: readonly (string | null)[] = ["G5", "G6", "G7", "G9"];

/** Checks one event; returns its id where it has one, so that the caller can compare ids. */
export function acceptEvent(gate: Gate, value: unknown, path: string, context: EventContext): string | null {
  const event = readRow(gate, value, path);
  if (event === null) return null;
  const trigger = readQuote(gate, event, "trigger", path);
  const id = acceptId(gate, event, path, trigger, context.reportId);
  acceptType(gate, event, path, trigger, context.codebook);
  const actuality = readOneOf(gate, event, "actuality", path, ACTUALITIES, "actuality.unknown", trigger);
  const scope = readOneOf(gate, event, "scope", path, SCOPES, "scope.unknown", trigger);
  const date = acceptDate(gate, event.date, `${path}.date`, trigger);
  if (date && context.published !== null)
    acceptOrder(gate, date, actuality, `${path}.date`, context.published);

  const inner = `${path}.`;
  readList(gate, event, "mentions", inner, (mention, at) => readSpan(gate, mention, at));
  readList(gate, event, "places", inner, (place, at) => acceptPlace(gate, place, at));
  readList(gate, event, "actors", inner, (actor, at) => acceptActor(gate, actor, at));
  const dayEvent = actuality === "happened" && scope === "event" && date?.precision === "D";
  readList(gate, event, "figures", inner, (figure, at) => {
    if (checkFigure(gate, figure, at)?.stock === true && dayEvent) {
      const message =
        "a cumulative figure (stock) stands at an event of one day. It would count the toll of a whole period as that day's. Move it to the campaign, or to the figures that belong to no event.";
      note(gate, "figure.stock", at, message, trigger);
    }
  });
  readList(gate, event, "demands", inner, (demand, at) => {
    const row = acceptWorded(gate, demand, at, ["issue"]);
    for (const party of ["claimant", "addressee"])
      if (row && row[party] !== undefined) readQuote(gate, row, party, at);
  });
  readList(gate, event, "means", inner, (means, at) => {
    const row = readRow(gate, means, at);
    if (row) readOneOf(gate, row, "means", at, MEANS, "means.unknown", readQuote(gate, row, "quote", at));
  });
  acceptAttribution(gate, event.attribution, `${path}.attribution`, trigger);
  readList(gate, event, "contested", inner, (c, at) => {
    acceptWorded(gate, c, at, ["label", "speaker"]);
  });
  if (event.exists !== undefined) readFlag(gate, event, "exists", path, trigger);
  const confidence = readNumber(gate, event, "confidence", path, trigger);
  if (confidence !== null && (confidence < 0 || confidence > 1)) {
    const message = `is ${confidence}. It is a probability. Give a number from 0 to 1.`;
    note(gate, "confidence.range", `${path}.confidence`, message, trigger);
  }
  return id;
}

function acceptId(
  gate: Gate,
  event: Row,
  path: string,
  trigger: Place | null,
  reportId: string,
): string | null {
  const id = readText(gate, event, "id", path, trigger);
  if (id === null || trigger === null) return id;
  const due = mentionId(reportId, trigger);
  if (id !== due) {
    const message = `is ${show(id)}, but its trigger makes it ${show(due)}. An id says where the event is told, so that anybody can find it again. Correct the id or the trigger.`;
    note(gate, "id.mismatch", `${path}.id`, message, trigger);
  }
  return id;
}

function acceptType(gate: Gate, event: Row, path: string, trigger: Place | null, codebook: Codebook): void {
  const type = readText(gate, event, "type", path, trigger);
  if (type === null || codebook.types.has(type)) return;
  const near = nearest(type, codebook.types.keys());
  const advice = near === null ? "See `quipu codebook` for the list." : `Did you mean ${near}?`;
  const message = `${show(type)} is no code of ${codebook.id}, and an unknown code never falls to a default. ${advice}`;
  note(gate, "type.unknown", `${path}.type`, message, trigger);
}

type Days = { readonly start: string | null; readonly end: string | null; readonly precision: string | null };

function acceptDate(gate: Gate, value: unknown, path: string, trigger: Place | null): Days | null {
  const date = readRow(gate, value, path, trigger);
  if (date === null) return null;
  const quote = readQuote(gate, date, "quote", path, { orNull: true }) ?? trigger;
  readText(gate, date, "edtf", path, quote, { orEmpty: true });
  const rule = readText(gate, date, "rule", path, quote, { orEmpty: true });
  const precision = readOneOf(gate, date, "precision", path, DATE_PRECISIONS, "precision.unknown", quote);
  const [start, end] = [
    acceptDay(gate, date, "start", path, quote),
    acceptDay(gate, date, "end", path, quote),
  ];
  if (start !== null && end !== null && start > end) {
    const message = `starts on ${start} and ends on ${end}. Time does not run backwards. Swap or correct the days; null means open.`;
    note(gate, "date.inverted", path, message, quote);
  }
  if (precision === "D" && start !== end) {
    const message = `precision D with the days ${show(start)} and ${show(end)}. D is one day. Give the same day twice, or the precision of the interval.`;
    note(gate, "date.precision", path, message, quote);
  }
  if (date.quote === null && rule === "" && (start !== null || end !== null)) {
    const message =
      "has days, but neither words nor a rule that says where they come from. A date must be defensible. Quote the words, or name the rule.";
    note(gate, "date.unexplained", path, message, trigger);
  }
  return { start, end, precision };
}

function acceptDay(gate: Gate, date: Row, key: string, path: string, place: Place | null): string | null {
  const day = readText(gate, date, key, path, place, { orNull: true });
  if (day === null || isDay(day)) return day;
  const message = `${show(day)} is no day of the calendar. Write YYYY-MM-DD, or null where the words leave it open.`;
  note(gate, "date.invalid", `${path}.${key}`, message, place);
  return null;
}

/** Nothing that has come about starts after publication, and nothing that is over ends after it. */
function acceptOrder(
  gate: Gate,
  date: Days,
  actuality: Actuality | null,
  path: string,
  published: string,
): void {
  if (!PAST.includes(actuality)) return;
  const over = actuality !== "ongoing";
  const late = [date.start, over ? date.end : null].find((day) => day != null && day > published);
  if (late == null) return;
  const message = `${actuality} on ${late}, after publication on ${published}. A report cannot tell what had not come about. Correct the date (an interval ends with publication at the latest) or the actuality.`;
  note(gate, "date.future", path, message);
}

function acceptPlace(gate: Gate, value: unknown, path: string): void {
  const row = readRow(gate, value, path);
  if (row === null) return;
  const place = readQuote(gate, row, "quote", path);
  readText(gate, row, "name", path, place);
  readOneOf(gate, row, "role", path, PLACE_ROLES, "role.unknown", place);
  const precision = readOneOf(gate, row, "precision", path, PLACE_PRECISIONS, "precision.unknown", place);
  for (const key of ["admin1", "admin2"]) readText(gate, row, key, path, place, { orNull: true });
  const country = readText(gate, row, "country", path, place, { orNull: true });
  if (country !== null && !/^[A-Z]{2}$/.test(country)) {
    const message = `${show(country)} is no ISO 3166-1 code of two capitals. Countries are compared by code. Give the code, or null.`;
    note(gate, "place.country", `${path}.country`, message, place);
  }
  readNumber(gate, row, "geonameId", path, place, { orNull: true });
  const lat = readNumber(gate, row, "lat", path, place, { orNull: true });
  const lon = readNumber(gate, row, "lon", path, place, { orNull: true });
  if ((lat === null) !== (lon === null) || Math.abs(lat ?? 0) > 90 || Math.abs(lon ?? 0) > 180) {
    const message = `latitude ${show(lat)} with longitude ${show(lon)} is no point on earth. Give degrees (±90, ±180) for both, or null for both.`;
    note(gate, "place.coordinates", path, message, place);
  } else if (lat !== null && POINTLESS.includes(precision)) {
    const message = `a point at precision ${precision}. A region, a country or an unknown place is never put on a point. Give null for both coordinates.`;
    note(gate, "place.point", path, message, place);
  }
}

function acceptActor(gate: Gate, value: unknown, path: string): void {
  const row = readRow(gate, value, path);
  if (row === null) return;
  const unstated = row.role === "perpetrator" && row.quote == null;
  const place = unstated ? null : readQuote(gate, row, "quote", path);
  readText(gate, row, "name", path, place);
  readOneOf(gate, row, "role", path, ACTOR_ROLES, "role.unknown", place);
  readOneOf(gate, row, "category", path, ACTOR_CATEGORIES, "category.unknown", place);
  if (row.tier !== undefined) readOneOf(gate, row, "tier", path, TIERS, "tier.unknown", place);
  if (row.sector !== undefined) readOneOf(gate, row, "sector", path, SECTORS, "sector.unknown", place);
  const inter = row.inter === undefined ? null : readNumber(gate, row, "inter", path, place);
  if (inter !== null && !(INTERS as readonly number[]).includes(inter)) {
    const message = `is ${inter}, which is no interaction code of ACLED. Give a whole number from 1 to 8, or leave it out.`;
    note(gate, "inter.unknown", `${path}.inter`, message, place);
  }
  if (unstated) {
    const message =
      "a perpetrator without words. Whom the report does not name as the one who did it is absent, not guessed. Quote the words, or leave the perpetrator out.";
    note(gate, "actor.unstated", path, message);
  }
}

export function acceptAttribution(gate: Gate, value: unknown, path: string, trigger: Place | null): void {
  const row = readRow(gate, value, path, trigger);
  if (row === null) return;
  const voice = readText(gate, row, "voice", path, trigger);
  readOneOf(gate, row, "evidentiality", path, EVIDENTIALITIES, "evidentiality.unknown", trigger);
  readQuote(gate, row, "quote", path, { orNull: true });
  if (voice !== null && voice !== "narrator" && row.quote === null) {
    const message = `the speaker ${show(voice)} has no words in the report. Who says so must be found in the text. Quote the words that name the speaker, or write narrator.`;
    note(gate, "attribution.unquoted", path, message, trigger);
  }
  if (row.chain !== undefined) acceptChain(gate, row, path, voice, trigger);
}

/** A chain of voices leads from the narrator to the voice of the attribution. */
function acceptChain(gate: Gate, row: Row, path: string, voice: string | null, trigger: Place | null): void {
  const voices: (string | null)[] = [];
  readList(gate, row, "chain", `${path}.`, (member, at) => {
    const link = readRow(gate, member, at, trigger);
    if (link === null) return;
    voices.push(readText(gate, link, "voice", at, trigger));
    readQuote(gate, link, "quote", at, { orNull: true });
  });
  if (voices.length >= 2 && voices[0] === "narrator" && voices.at(-1) === voice) return;
  const message = `the chain ${show(voices.join(" > "))} does not lead from the narrator to ${show(voice)}. It lists every voice through which the report tells the event, the narrator first and the innermost last. Complete it, or leave it out.`;
  note(gate, "attribution.chain", `${path}.chain`, message, trigger);
}

function acceptWorded(gate: Gate, value: unknown, path: string, keys: readonly string[]): Row | null {
  const row = readRow(gate, value, path);
  if (row === null) return null;
  const place = readQuote(gate, row, "quote", path);
  for (const key of keys) readText(gate, row, key, path, place);
  return row;
}
