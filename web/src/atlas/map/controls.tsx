/** The buttons on the map, and what its marks mean. */
import type { Signal } from "@preact/signals";
import { Menu } from "../../components/menu.js";
import { texts } from "../../texts/index.js";
import { FAMILY_ORDER } from "../families.js";
import { Glyph } from "../glyph.js";

function Tool({
  name,
  path,
  act,
  pressed,
}: {
  readonly name: string;
  readonly path: string;
  readonly act: () => void;
  readonly pressed?: boolean;
}) {
  return (
    <button
      type="button"
      class="button button-icon"
      aria-label={name}
      title={name}
      aria-pressed={pressed}
      onClick={act}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        <path d={path} />
      </svg>
    </button>
  );
}

function Legend() {
  return (
    <div class="legend">
      <Menu label={texts.map.legend} name={texts.map.legend}>
        {() => (
          <>
            <ul class="legend-families">
              {FAMILY_ORDER.map((family) => (
                <li key={family}>
                  <Glyph type={family} />
                  {texts.families[family]}
                </li>
              ))}
            </ul>
            <ul class="legend-notes">
              <li>
                <svg viewBox="-8 -8 16 16" class="glyph family-PRO glyph-unseen" aria-hidden="true">
                  <path d="M-5 0A5 5 0 1 1 5 0A5 5 0 1 1-5 0Z" stroke-width="2" />
                </svg>
                {texts.map.unseen}
              </li>
              <li>
                <Glyph type="PRO" />
                {texts.map.pointHere}
              </li>
              <li>
                <svg viewBox="-8 -8 16 16" class="legend-disc" aria-hidden="true">
                  <circle r="7" />
                </svg>
                {texts.map.discHere}
              </li>
              <li>
                <svg viewBox="0 0 16 16" class="legend-shade" aria-hidden="true">
                  <path d="M0 6L6 0M0 12L12 0M0 18L18 0M6 18L18 6M12 18L18 12" />
                </svg>
                {texts.map.shadeHere}
              </li>
            </ul>
            <p class="menu-note">
              {texts.map.credits} {texts.map.bordersNote}
            </p>
          </>
        )}
      </Menu>
    </div>
  );
}

export function MapControls({
  zoom,
  whole,
  draw,
  seen,
  clear,
}: {
  readonly zoom: (by: 1 | -1) => void;
  readonly whole: () => void;
  /** Whether a rectangle is being drawn. */
  readonly draw: Signal<boolean>;
  readonly seen: () => void;
  readonly clear: (() => void) | null;
}) {
  return (
    <>
      <div class="map-tools">
        <Tool name={texts.map.zoomIn} path="M8 3v10M3 8h10" act={() => zoom(1)} />
        <Tool name={texts.map.zoomOut} path="M3 8h10" act={() => zoom(-1)} />
        <Tool name={texts.map.whole} path="M2 6V2h4M10 2h4v4M14 10v4h-4M6 14H2v-4" act={whole} />
        <Tool
          name={texts.map.select}
          path="M2.500 5V2.500H5M8 2.500h1M11 2.500h2.500V5M13.500 8v1M13.500 11v2.500H11M8 13.500H7M5 13.500H2.500V11M2.500 8V7"
          act={() => {
            draw.value = !draw.value;
          }}
          pressed={draw.value}
        />
        <Tool
          name={texts.map.seen}
          path="M1.500 8s2.500-4.500 6.500-4.500S14.500 8 14.500 8s-2.500 4.500-6.500 4.500S1.500 8 1.500 8zM8 6.500v3M6.500 8h3"
          act={seen}
        />
        {clear !== null && <Tool name={texts.map.clearArea} path="M4 4l8 8M12 4l-8 8" act={clear} />}
      </div>
      <Legend />
      <p class="map-credits">{texts.map.credits}</p>
    </>
  );
}
