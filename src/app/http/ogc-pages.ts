/** The HTML form of the OGC service: plain pages without style or script. The template escapes whatever is put into it. */
import { html } from "hono/html";
import { cellsOf, type Summary } from "./forms.js";

export type Link = {
  readonly href: string;
  readonly rel: string;
  readonly type: string;
  readonly title: string;
};
type Html = ReturnType<typeof html>;

const page = (title: string, content: Html) => html`<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width"><title>${title}</title></head>
<body><main><h1>${title}</h1>${content}</main></body></html>`;

const listed = (links: readonly Link[]) =>
  html`<ul>${links.map(({ href, rel, title }) => html`<li><a rel="${rel}" href="${href}">${title}</a></li>`)}</ul>`;

export function landingPage(landing: { title: string; description: string; links: readonly Link[] }): Html {
  return page(landing.title, html`<p>${landing.description}</p>${listed(landing.links)}`);
}

export function listPage(title: string, lines: readonly string[], links: readonly Link[]): Html {
  return page(title, html`<ul>${lines.map((line) => html`<li>${line}</li>`)}</ul>${listed(links)}`);
}

export function collectionsPage(value: {
  links: readonly Link[];
  collections: readonly { title: string; description: string; links: readonly Link[] }[];
}): Html {
  const each = value.collections.map(
    ({ title, description, links }) => html`<h2>${title}</h2><p>${description}</p>${listed(links)}`,
  );
  return page("Collections", html`${each}${listed(value.links)}`);
}

export function itemsPage(events: readonly Summary[], links: readonly Link[], base: string): Html {
  const rows = events.map(
    (
      event,
    ) => html`<tr><td><a href="${base}/collections/events/items/${encodeURIComponent(event.id)}?f=html">${event.id}</a></td>
<td>${event.edtf}</td><td>${event.label}</td><td>${event.actuality}</td><td>${event.place?.name ?? ""}</td></tr>`,
  );
  const head = html`<tr><th>Event</th><th>Date</th><th>Type</th><th>Actuality</th><th>Place</th></tr>`;
  return page("Events", html`<table><thead>${head}</thead><tbody>${rows}</tbody></table>${listed(links)}`);
}

export function featurePage(event: Summary, links: readonly Link[]): Html {
  const cells = Object.entries(cellsOf(event)).filter(([, value]) => value !== null && value !== "");
  const rows = cells.map(([name, value]) => html`<tr><th>${name}</th><td>${value}</td></tr>`);
  return page(`Event ${event.id}`, html`<table><tbody>${rows}</tbody></table>${listed(links)}`);
}
