/** The frame of a small chart of numbers over time: its name, how many events and people it counts, its axes. */
import type { ComponentChildren } from "preact";
import type { FigureSums } from "../api/answers.js";
import { bounds, compact, monthOnly } from "../texts/format.js";
import { texts } from "../texts/index.js";
import { dayTicks, isoDay } from "./days.js";
import { logScale, logTicks } from "./scales.js";

const HEIGHT = 132;
export const PLOT = { top: 8, bottom: 110, start: 34 };

export type Between = { readonly first: number; readonly last: number };
export type KindSums = FigureSums["kinds"][number];

/** Where amounts and days stand in a chart of a width. */
export function scalesOf(top: number, { first, last }: Between, width: number) {
  const scale = logScale(top);
  const days = Math.max(1, last - first);
  return {
    x: (day: number) => PLOT.start + 6 + ((day - first) / days) * (width - PLOT.start - 12),
    y: (amount: number) => PLOT.bottom - scale(amount) * (PLOT.bottom - PLOT.top),
  };
}

export function Chart({
  sums,
  outside,
  top,
  between,
  width,
  children,
}: {
  /** Of all events of the selection, drawn one by one or not. */
  readonly sums: KindSums;
  /** Events that began before the days shown, or lie far off. */
  readonly outside: number;
  readonly top: number;
  readonly between: Between;
  readonly width: number;
  readonly children: ComponentChildren;
}) {
  const { x, y } = scalesOf(top, between, width);
  const title = texts.figures[sums.kind];
  const inAll = bounds({ low: sums.low, high: sums.open > 0 ? null : sums.high });
  return (
    <figure class="chart">
      <figcaption>
        <h3>{title}</h3>
        <span class="soft">
          {texts.charts.counted(texts.count.events(sums.events), inAll)}
          {outside > 0 && ` · ${texts.charts.outside(outside)}`}
          {sums.undated > 0 && ` · ${texts.charts.undated(sums.undated)}`}
        </span>
      </figcaption>
      <svg
        width={width}
        height={HEIGHT}
        role="img"
        aria-label={texts.charts.summary(title, sums.events, inAll)}
      >
        <g class="axis">
          {logTicks(top).map((tick) => (
            <g key={tick}>
              <path d={`M${PLOT.start} ${y(tick)}H${width}`} />
              <text x={PLOT.start - 5} y={y(tick) + 3.5} class="axis-amount">
                {compact(tick)}
              </text>
            </g>
          ))}
          {dayTicks(between.first, between.last, Math.max(2, Math.floor(width / 80))).map((tick) => {
            const iso = isoDay(tick);
            return (
              <g key={tick} transform={`translate(${x(tick)} 0)`}>
                <path d={`M0 ${PLOT.bottom}v4`} />
                <text y={HEIGHT - 6} class="axis-day">
                  {iso.slice(5, 7) === "01" ? iso.slice(0, 4) : monthOnly(iso)}
                </text>
              </g>
            );
          })}
        </g>
        {children}
      </svg>
    </figure>
  );
}
