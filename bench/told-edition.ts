/** A made-up edition with a claim for each value, persons among its actors and voices: what the privacy rules and the whole views cost. */
import type { ActorCategory } from "../src/model/coding.js";
import type { Claim, Edition, EditionEvent, Settled } from "../src/model/edition.js";
import { randomOf, sampleEdition, wordAt } from "./edition-sample.js";

/** Made-up persons have one of so many given names and one of so many family names. */
const [GIVEN, FAMILY] = [300, 4000];

const capital = (word: string) => word[0]!.toUpperCase() + word.slice(1);

/** As `sampleEdition`, but each value rests on a claim of its own with a quote of ten words: about seven claims an event. */
export function toldEdition(size: number, seed = 1): Edition {
  const edition = sampleEdition(size, seed);
  const random = randomOf(seed + 1);
  const below = (n: number) => Math.floor(random() * n);
  const word = () => wordAt(Math.floor(3000 ** random()) - 1);
  const person = () => `${capital(wordAt(20_000 + below(GIVEN)))} ${capital(wordAt(30_000 + below(FAMILY)))}`;
  // As read from a log: no string is a chain of its parts.
  const flat = (event: EditionEvent) => JSON.parse(JSON.stringify(event)) as EditionEvent;
  return {
    ...edition,
    events: edition.events.map((event, i) => flat(told(event, i, { random, word, person }))),
  };
}

type Means = { readonly random: () => number; readonly word: () => string; readonly person: () => string };

function told(event: EditionEvent, i: number, { random, word, person }: Means): EditionEvent {
  const { report, span, id: mention } = event.mentions[0]!;
  const claims: Claim[] = [];
  let at = span.end + 1;
  const quoteOf = (middle: string) => {
    const quote = `${word()} ${word()} ${word()} ${middle} ${word()} ${word()} ${word()}, ${word()} ${word()}`;
    const start = at;
    at += quote.length + 1;
    return { start, end: start + quote.length, quote };
  };
  const add = (field: Claim["field"], value: unknown, middle: string): [string] => {
    const id = `${mention}.${field}.${claims.length}`;
    const voice = random() < 0.7 ? "narrator" : random() < 0.5 ? "police" : person();
    const attribution = {
      voice,
      evidentiality: "asserted",
      quote: voice === "narrator" ? null : quoteOf(voice),
    };
    const about = { id, coding: `coding-${i}`, coder: "rules@1.0.0", report, mention };
    claims.push({ ...about, field, value, quotes: [quoteOf(middle)], attribution } as unknown as Claim);
    return [id];
  };
  const settled = <Value>(field: Claim["field"], value: Value, middle: string): Settled<Value> => ({
    value,
    for: add(field, value, middle),
    against: [],
    rule: "most codings say so",
  });
  const actors = event.actors.map(({ value }) => value);
  if (random() < 0.4) {
    const name = person();
    const quote = { ...span, quote: name };
    actors.push({
      name,
      role: random() < 0.5 ? "victim" : "speaker",
      category: "civilians" as ActorCategory,
      quote,
    });
  }
  return {
    ...event,
    type: settled("type", event.type.value, "marched"),
    actuality: settled("actuality", event.actuality.value, "marched"),
    scope: settled("scope", event.scope.value, "marched"),
    date: settled("date", event.date.value, "on Friday"),
    places: event.places.map(({ value }) => settled("place", value, capital(value.name))),
    actors: actors.map((value) => settled("actor", value, value.name)),
    figures: event.figures.map((figure) => {
      const { kind, group, stock, low, best } = figure;
      const quote = { ...span, quote: String(best) };
      const value = {
        kind,
        low: best ?? low,
        high: null,
        point: best,
        hedge: null,
        stock,
        group,
        said_by: null,
        quote,
      };
      return { ...figure, inputs: add("figure", value, String(best ?? low)) };
    }),
    claims,
  };
}
