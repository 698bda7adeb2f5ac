/** The pages. To add one: an entry here, its name in the texts, its folder beside this one. */
import type { ComponentType } from "preact";
import type { Texts } from "../texts/index.js";

export type Page = {
  readonly name: keyof Pick<Texts["pages"], "atlas" | "desk">;
  /** Where it starts; addresses below it are its own. */
  readonly path: string;
  readonly load: () => Promise<{ readonly default: ComponentType }>;
};

export const PAGES: readonly Page[] = [
  { name: "atlas", path: "/", load: () => import("../atlas/atlas.js") },
  { name: "desk", path: "/desk", load: () => import("../desk/desk.js") },
];

/** The page of an address: the longest path that it begins with, or null. The atlas is at `/` alone. */
export function pageAt(path: string, pages: readonly Page[] = PAGES): Page | null {
  const fits = (page: Page) => path === page.path || (page.path !== "/" && path.startsWith(`${page.path}/`));
  return [...pages].sort((a, b) => b.path.length - a.path.length).find(fits) ?? null;
}
