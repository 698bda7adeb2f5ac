/** Writes an event in the words of the corpus, so that a failure reads like the line that it should have been. */
import type { Coding, EventRecord, Figure, FreeFigure, Relation } from "../src/model/coding.js";

/** `crowd_size 20000.. hedge «at least» «At least 20,000 people»` */
export function showFigure(figure: Figure | FreeFigure): string {
  const { low, high } = figure;
  const bounds = low !== null && low === high ? `${low}` : `${low ?? ""}..${high ?? ""}`;
  return [
    figure.kind,
    bounds,
    figure.stock ? "stock" : "",
    figure.hedge === null ? "" : `hedge «${figure.hedge}»`,
    figure.group === null ? "" : `group ${figure.group}`,
    figure.said_by === null ? "" : `said by «${figure.said_by}»`,
    `«${figure.quote.quote}»`,
  ]
    .filter((part) => part !== "")
    .join(" ");
}

/** `relation led_by «union» «Ana Torres»` */
export function showRelation({ type, subject, object, status }: Relation): string {
  return `relation ${type} «${subject}» «${object}»${status === "historical" ? " past" : ""}`;
}

function showDate({ date }: EventRecord): string {
  const { start, end } = date;
  const days =
    start === null && end === null
      ? "unknown"
      : start === end
        ? `${start}`
        : `${start ?? ".."}/${end ?? ".."}`;
  return `date ${days}${date.quote ? ` «${date.quote.quote}»` : ""}`;
}

/** An event of the coding as a line of claims. */
export function showEvent(event: EventRecord, coding: Coding): string {
  const linked = coding.links
    .filter((link) => link.from === event.id)
    .map((link) => {
      const other = coding.events.find((e) => e.id === link.to);
      return `${link.relation} ${other ? `${other.type} «${other.trigger.quote}»` : link.to}`;
    });
  return [
    event.type,
    event.actuality,
    event.scope,
    ...[event.trigger, ...event.mentions].map((m) => `«${m.quote}»`),
    showDate(event),
    ...event.places.map(
      (p) =>
        `${p.role === "participant_origin" ? "origin" : "place"} «${p.quote.quote}» ${p.country ?? ""} ${p.precision}`,
    ),
    ...event.actors.map((a) => `${a.role} «${a.quote.quote}» ${a.category}`),
    ...event.figures.map(showFigure),
    ...event.means.map((m) => `means ${m.means}`),
    ...event.demands.map((d) => `demand «${d.quote.quote}»`),
    ...event.contested.map((c) => `label «${c.quote.quote}»`),
    event.attribution.quote === null ? "" : `voice «${event.attribution.quote.quote}»`,
    ...linked,
  ]
    .filter((part) => part !== "")
    .join(" ");
}
