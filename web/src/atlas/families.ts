/** How the families of types look: a colour, a shape and a pattern each, so that no difference rests on hue alone. */
import type { Family } from "../../../src/model/index.js";

export type Look = {
  readonly light: string;
  readonly dark: string;
  /** An outline within -1..1, as the path of an SVG. */
  readonly shape: string;
  /** Lines of a pattern tile of 6 by 6, drawn over the colour in that of the paper; "" for a plain surface. */
  readonly pattern: string;
};

/** In the order of stacks and legends. The colours stand in tokens.css as well; a test holds the two together. */
export const LOOKS: Readonly<Record<Family, Look>> = {
  PRO: {
    light: "#1a84da",
    dark: "#64b7dd",
    shape: "M-.9 0A.9.9 0 1 1 .9 0A.9.9 0 1 1-.9 0Z",
    pattern: "",
  },
  VIO: { light: "#a84206", dark: "#f5b160", shape: "M0-1L1 .8H-1Z", pattern: "M-1 7L7-1M-4 4L4-4M2 10L10 2" },
  REP: { light: "#46104f", dark: "#997eff", shape: "M-.8-.8H.8V.8H-.8Z", pattern: "M0 3H6M3 0V6" },
  LAW: {
    light: "#a4790c",
    dark: "#b38b3e",
    shape: "M0-1.1L1.1 0L0 1.1L-1.1 0Z",
    pattern: "M0 1.500H6M0 4.500H6",
  },
  GOV: {
    light: "#1c6a5e",
    dark: "#9cdfcc",
    shape: "M0-1L1-.2L.6 .9H-.6L-1-.2Z",
    pattern: "M1.500 0V6M4.500 0V6",
  },
  POL: { light: "#7377a1", dark: "#747474", shape: "M-1-.7H1V.4H0L-.5 1V.4H-1Z", pattern: "M3 2.500V3.500" },
  MIL: {
    light: "#3b3d43",
    dark: "#ffffff",
    shape: "M-.35-1H.35V-.35H1V.35H.35V1H-.35V.35H-1V-.35H-.35Z",
    pattern: "M-1-1L7 7M-4 2L4 10M2-4L10 4",
  },
};

export const FAMILY_ORDER = Object.keys(LOOKS) as readonly Family[];

/** The family of a type code (`PRO.DEMO`); null where it is none of the seven. */
export function familyOf(type: string): Family | null {
  const family = type.slice(0, 3);
  return Object.hasOwn(LOOKS, family) ? (family as Family) : null;
}
