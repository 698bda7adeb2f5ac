import { readFileSync } from "node:fs";
import { describe, expect, it } from "vitest";
import { FAMILY_ORDER, LOOKS } from "./families.js";

type Rgb = readonly [number, number, number];

const linear = (hex: string): Rgb => {
  const channel = (at: number) => {
    const c = Number.parseInt(hex.slice(at, at + 2), 16) / 255;
    return c <= 0.04045 ? c / 12.92 : ((c + 0.055) / 1.055) ** 2.4;
  };
  return [channel(1), channel(3), channel(5)];
};
const times = (m: readonly Rgb[], [r, g, b]: Rgb): Rgb =>
  m.map((row) => row[0] * r + row[1] * g + row[2] * b) as unknown as Rgb;

/** Machado, Oliveira and Fernandes 2009, severity 1, on linear RGB. */
const EYES: Readonly<Record<string, readonly Rgb[]>> = {
  all: [
    [1, 0, 0],
    [0, 1, 0],
    [0, 0, 1],
  ],
  protanopia: [
    [0.152286, 1.052583, -0.204868],
    [0.114503, 0.786281, 0.099216],
    [-0.003882, -0.048116, 1.051998],
  ],
  deuteranopia: [
    [0.367322, 0.860646, -0.227968],
    [0.280085, 0.672501, 0.047413],
    [-0.01182, 0.04294, 0.968881],
  ],
  tritanopia: [
    [1.255528, -0.076749, -0.178779],
    [-0.078411, 0.930809, 0.147602],
    [0.004733, 0.691367, 0.3039],
  ],
};

/** Oklab (Ottosson 2020). */
function oklab([r, g, b]: Rgb): Rgb {
  const l = Math.cbrt(0.4122214708 * r + 0.5363325363 * g + 0.0514459929 * b);
  const m = Math.cbrt(0.2119034982 * r + 0.6806995451 * g + 0.1073969566 * b);
  const s = Math.cbrt(0.0883024619 * r + 0.2817188376 * g + 0.6299787005 * b);
  return [
    0.2104542553 * l + 0.793617785 * m - 0.0040720468 * s,
    1.9779984951 * l - 2.428592205 * m + 0.4505937099 * s,
    0.0259040371 * l + 0.7827717662 * m - 0.808675766 * s,
  ];
}
const luminance = ([r, g, b]: Rgb) => 0.2126 * r + 0.7152 * g + 0.0722 * b;
const contrast = (a: string, b: string) => {
  const [x, y] = [luminance(linear(a)), luminance(linear(b))].sort((p, q) => q - p) as [number, number];
  return (x + 0.05) / (y + 0.05);
};

describe("the colours of the families", () => {
  const css = readFileSync(new URL("../style/tokens.css", import.meta.url), "utf8");
  const [light, dark] = css.split('[data-theme="dark"]') as [string, string];

  it.each(FAMILY_ORDER)("are the same in the style sheet: %s", (family) => {
    expect(light).toContain(`--${family}: ${LOOKS[family].light};`);
    expect(dark).toContain(`--${family}: ${LOOKS[family].dark};`);
  });

  it.each(Object.keys(EYES))("can be told apart by eyes of the kind %s, in light and dark", (eyes) => {
    for (const theme of ["light", "dark"] as const) {
      const seen = FAMILY_ORDER.map((family) => oklab(times(EYES[eyes]!, linear(LOOKS[family][theme]))));
      const distances = seen.flatMap((a, i) =>
        seen.slice(i + 1).map((b, j) => ({
          pair: `${FAMILY_ORDER[i]} ${FAMILY_ORDER[i + 1 + j]} ${theme}`,
          far: Math.hypot(a[0] - b[0], a[1] - b[1], a[2] - b[2]),
        })),
      );
      expect(distances.filter(({ far }) => far < 0.08)).toEqual([]);
    }
  });

  it("stand out from the paper by 3 to 1", () => {
    for (const family of FAMILY_ORDER) {
      expect(contrast(LOOKS[family].light, "#f6f4ee"), family).toBeGreaterThanOrEqual(3);
      expect(contrast(LOOKS[family].dark, "#23272c"), family).toBeGreaterThanOrEqual(3);
    }
  });

  it("have shapes and patterns of their own", () => {
    const looks = FAMILY_ORDER.map((family) => LOOKS[family]);
    expect(new Set(looks.map(({ shape }) => shape)).size).toBe(7);
    expect(new Set(looks.map(({ pattern }) => pattern)).size).toBe(7);
  });
});
