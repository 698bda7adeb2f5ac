/** The address bar as state: a signal that follows it, and the one way to change it. */
import { signal } from "@preact/signals";

export type Route = { readonly path: string; readonly query: string };

/** A slash at the end of a path, as one may type it, means the same page. */
const here = (): Route => ({
  path: location.pathname.replace(/(.)\/$/, "$1"),
  query: location.search.replace(/^\?/, ""),
});

/** Where we are. Read it in components and effects; change it with `go`. */
export const route = signal<Route>(here());

addEventListener("popstate", () => {
  route.value = here();
});

/**
 * Goes to an address of this site (path, query or both: `/desk`, `?type=PRO`). `replace` leaves no step in the history,
 * for changes that follow each other while something is dragged.
 */
export function go(address: string, how: "push" | "replace" = "push"): void {
  const url = new URL(address, location.href);
  if (url.origin !== location.origin) throw new RangeError(`${address} is not an address of this site`);
  if (url.href === location.href) return;
  if (how === "push") history.pushState(null, "", url);
  else history.replaceState(null, "", url);
  route.value = here();
}

/** Follows links of the page to addresses of the pages without loading them anew. The server keeps /api, /ogc and signing in. */
export function followLinks(root: HTMLElement): void {
  root.addEventListener("click", (event) => {
    if (event.defaultPrevented || event.button !== 0) return;
    if (event.metaKey || event.ctrlKey || event.shiftKey || event.altKey) return;
    const link = (event.target as Element).closest("a");
    if (link === null || link.target !== "" || link.hasAttribute("download")) return;
    if (link.origin !== location.origin || /^\/(?:api|ogc|assets|login|logout)\b/.test(link.pathname)) return;
    if (link.hash !== "" && link.pathname === location.pathname && link.search === location.search) return;
    event.preventDefault();
    go(link.href);
  });
}
