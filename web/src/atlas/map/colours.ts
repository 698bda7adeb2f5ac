/** The colours of the page for what is drawn outside of its style sheets. */
import { scheme } from "../../shell/theme.js";
import type { Ground } from "./basemap.js";
import type { Ink } from "./paint.js";

const of = (name: string): string =>
  getComputedStyle(document.documentElement).getPropertyValue(`--${name}`).trim();

export const groundOf = (): Ground => ({
  sea: of("sea"),
  land: of("land"),
  border: of("border"),
  shade: of("shade"),
});

export const inkOf = (): Ink => ({
  scheme: scheme.peek(),
  surface: of("surface"),
  text: of("ink"),
  soft: of("town"),
  halo: of("halo"),
  accent: of("accent"),
});
