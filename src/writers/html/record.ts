/** The record of an event as a card: settled values, the words that each rests on, and what speaks against. */
import type { Codebook } from "../../model/codebook.js";
import type { Claim, EditionEvent, Settled, SettledFigure } from "../../model/edition.js";
import { claimInWords } from "../claim-words.js";
import { type EditionIndex, familyOf } from "../edition-index.js";
import { dateInWords, FIGURE_NAMES, placeInWords, spaced } from "../phrases.js";
import { anchor, escaped } from "./escape.js";

export function card(event: EditionEvent, index: EditionIndex, codebook: Codebook): string {
  const claims = new Map(event.claims.map((claim) => [claim.id, claim]));
  const label = codebook.types.get(event.type.value)?.label ?? event.type.value;
  const line = <Value>(name: string, one: Settled<Value>, words: string) =>
    row(name, words, one.for, one.against, claims);
  const lines = [
    line("When", event.date, dateInWords(event.date.value)),
    event.actuality.value === "happened"
      ? ""
      : line("Actuality", event.actuality, spaced(event.actuality.value)),
    event.scope.value === "event" ? "" : line("Scope", event.scope, spaced(event.scope.value)),
    ...event.places.map((one) => line("Where", one, `${one.value.name}: ${placeInWords(one.value)}`)),
    ...event.actors.map((one) => line(capital(spaced(one.value.role)), one, one.value.name)),
    ...event.figures.map((figure) => figureRow(figure, claims)),
    ...event.demands.map((one) => line("Demand", one, spaced(one.value.issue))),
    ...event.means.map((one) => line("Means", one, spaced(one.value.means))),
    ...event.labels.map((one) =>
      line("Contested label", one, `“${one.value.label}”, said by ${one.value.speaker}`),
    ),
  ];
  return `<article class="card ${escaped(familyOf(event.type.value))}" id="${anchor("event", event.id)}">
<h3>${escaped(capital(label))} <code>${escaped(event.type.value)}</code></h3>
<dl>${lines.join("")}</dl>
${links(event, index)}<p class="small">Event ${escaped(event.id)} · ${event.origins} independent ${event.origins === 1 ? "origin" : "origins"} · confidence ${event.confidence} · ${verified(event)}</p>
</article>
`;
}

const capital = (words: string) => words.charAt(0).toUpperCase() + words.slice(1);

function verified({ verification }: EditionEvent): string {
  if (verification === "machine") return "read by a machine only";
  return verification === "reviewed" ? "reviewed by a person" : "settled by a person";
}

function row(
  name: string,
  words: string,
  pro: readonly string[],
  against: readonly string[],
  claims: ReadonlyMap<string, Claim>,
): string {
  const quotes = pro.flatMap((id) => quoteOf(claims.get(id)));
  const others = against.flatMap((id) => {
    const claim = claims.get(id);
    return claim === undefined
      ? []
      : [`<li>against: ${escaped(claimInWords(claim))} ${quoteOf(claim).join(" ")}</li>`];
  });
  const list = others.length === 0 ? "" : `<ul>${others.join("")}</ul>`;
  return `<dt>${escaped(name)}</dt><dd>${escaped(words)} ${[...new Set(quotes)].join(" ")}${list}</dd>`;
}

function quoteOf(claim: Claim | undefined): string[] {
  const quote = claim?.quotes[0].quote ?? "";
  return quote === "" ? [] : [`<q>${escaped(quote)}</q>`];
}

/** A number with every claim that went into it, who says so, and what was left out. */
function figureRow(figure: SettledFigure, claims: ReadonlyMap<string, Claim>): string {
  const { kind, group, stock, low, best, high, conflict } = figure;
  const bounds = [low, best, high].map((value) => (value === null ? "–" : value.toLocaleString("en")));
  const title = `${capital(FIGURE_NAMES[kind])}${group === null ? "" : ` (${group})`}${stock ? ", toll to date" : ""}`;
  const inputs = [...figure.inputs, ...figure.excluded.map(({ claim }) => claim)].flatMap((id) => {
    const claim = claims.get(id);
    if (claim === undefined) return [];
    const { voice } = claim.attribution;
    const out = figure.excluded.find((one) => one.claim === id);
    const left = out === undefined ? "" : `, left out: ${escaped(out.reason)}`;
    return [
      `<li>${escaped(claimInWords(claim))}, ${voice === "narrator" ? "the report" : escaped(voice)} says ${quoteOf(claim).join(" ")}${left}</li>`,
    ];
  });
  return `<dt>${escaped(title)}</dt><dd>low ${bounds[0]} · best ${bounds[1]} · high ${bounds[2]}${conflict ? ' <strong class="conflict">the reports conflict</strong>' : ""}<ul>${inputs.join("")}</ul></dd>`;
}

function links(event: EditionEvent, index: EditionIndex): string {
  const to = [
    ...index.related(event, "state_response_to").map((id) => ["in response to", id] as const),
    ...index.related(event, "part_of").map((id) => ["part of", id] as const),
    ...index.related(event, "realises").map((id) => ["announced as", id] as const),
    ...index.responsesTo(event).map(({ id }) => ["answered by", id] as const),
  ];
  if (to.length === 0) return "";
  const words = to.map(([how, id]) => `${how} <a href="#${anchor("event", id)}">${escaped(id)}</a>`);
  return `<p class="small">${words.join(" · ")}</p>\n`;
}
