/** The mark of a family: its shape in its colour; hollow where the event was not seen to take place. */
import { texts } from "../texts/index.js";
import { familyOf, LOOKS } from "./families.js";
import type { Reality } from "./realities.js";

/** `named`: whether the mark stands alone and must say what it means. */
export function Glyph({
  type,
  reality = "seen",
  named = false,
}: {
  readonly type: string;
  readonly reality?: Reality;
  readonly named?: boolean;
}) {
  const family = familyOf(type);
  const label = family === null ? type : texts.families[family];
  const path = family === null ? "M-1 0H1M0-1V1" : LOOKS[family].shape;
  return (
    <svg
      class={`glyph glyph-${reality} family-${family ?? "none"}`}
      viewBox="-1.5 -1.5 3 3"
      {...(named ? { role: "img", "aria-label": label } : { "aria-hidden": "true" as const })}
    >
      <path d={path} />
    </svg>
  );
}
