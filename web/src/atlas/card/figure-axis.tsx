/** One number as its sources tell it: a line for each on one axis, and the settled range as a band behind them. */
import type { SettledFigure } from "../../../../src/model/index.js";
import { useWidth } from "../../components/use-size.js";
import { bounds, compact, number } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import { axisFor, placeRange } from "../scales.js";
import { type Evidence, type FigureLine, figureLines, speaker } from "./evidence.js";
import { Source } from "./words.js";

const INSET = 6;

function Range({
  low,
  high,
  point,
  width,
  scale,
  height,
  ticks,
  settled,
}: {
  readonly low: number | null;
  readonly high: number | null;
  readonly point: number | null;
  readonly width: number;
  readonly scale: (n: number) => number;
  readonly height: number;
  readonly ticks: readonly number[];
  readonly settled: SettledFigure;
}) {
  const x = (share: number) => INSET + share * (width - 2 * INSET);
  const { from, to, openLow, openHigh } = placeRange({ low, high }, scale);
  const band = placeRange(settled, scale);
  const y = height / 2;
  const [start, end] = [x(from), x(to)];
  return (
    <svg class="figure-line" width={width} height={height} aria-hidden="true">
      {ticks.map((tick) => (
        <path key={tick} class="axis-line" d={`M${x(scale(tick))} 0V${height}`} />
      ))}
      {settled.low !== null && settled.high !== null && (
        <rect
          class="figure-band"
          x={x(band.from)}
          y={0}
          width={Math.max(1, x(band.to) - x(band.from))}
          height={height}
        />
      )}
      <path class="range-line" d={`M${start} ${y}H${end}`} />
      {openHigh ? (
        <path class="range-line" d={`M${end - 5} ${y - 4}L${end} ${y}L${end - 5} ${y + 4}`} />
      ) : (
        <path class="range-line" d={`M${end} ${y - 4}V${y + 4}`} />
      )}
      {openLow ? (
        <path class="range-line" d={`M${start + 5} ${y - 4}L${start} ${y}L${start + 5} ${y + 4}`} />
      ) : (
        <path class="range-line" d={`M${start} ${y - 4}V${y + 4}`} />
      )}
      {point !== null && <circle class="range-dot" cx={x(scale(point))} cy={y} r={3} />}
    </svg>
  );
}

function Line({
  line,
  ...axis
}: {
  readonly line: FigureLine;
  readonly width: number;
  readonly scale: (n: number) => number;
  readonly ticks: readonly number[];
  readonly settled: SettledFigure;
}) {
  const who = speaker(line);
  return (
    <li class={line.excluded === null ? "figure-claim" : "figure-claim is-excluded"}>
      <p class="figure-claim-head">
        <strong>{bounds(line)}</strong>
        {line.claim.quotes.map((quote) => (
          <q class="words" dir="auto" key={quote.start}>
            {quote.quote}
          </q>
        ))}
      </p>
      {axis.width > 0 && <Range {...axis} height={14} low={line.low} high={line.high} point={line.point} />}
      <p class="said-by">
        {who !== null &&
          `${texts.event.said(who, texts.evidentialities[line.claim.attribution.evidentiality])} · `}
        <Source report={line.report} />
        {line.excluded !== null && ` · ${texts.event.excluded}: ${line.excluded}`}
      </p>
    </li>
  );
}

export function FigureAxis({
  figure,
  evidence,
}: {
  readonly figure: SettledFigure;
  readonly evidence: Evidence;
}) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const lines = figureLines(figure, evidence);
  const { scale, ticks } = axisFor([figure, ...lines]);
  const group = figure.group === null ? "" : ` (${figure.group})`;
  return (
    <div class="figure" ref={ref}>
      <h4>
        {texts.figures[figure.kind]}
        {group}
        <span class="figure-settled">{bounds(figure)}</span>
        {figure.best !== null && figure.low !== figure.high && (
          <span class="soft">{texts.event.bestOf(number(figure.best))}</span>
        )}
      </h4>
      {figure.stock && <p class="soft">{texts.event.stock}</p>}
      {figure.conflict && <p class="conflict-note">{texts.event.conflict}</p>}
      {figure.tieBreak !== null && (
        <p class="rule">
          {texts.event.tieBreak}: {figure.tieBreak}
        </p>
      )}
      <ul>
        {lines.map((line) => (
          <Line key={line.claim.id} line={line} width={width} scale={scale} ticks={ticks} settled={figure} />
        ))}
      </ul>
      {width > 0 && lines.length > 0 && (
        <svg class="figure-axis" width={width} height={14} aria-hidden="true">
          {ticks.map((tick) => (
            <text
              key={tick}
              x={INSET + scale(tick) * (width - 2 * INSET)}
              y={11}
              class={tick === 0 ? "axis-first" : scale(tick) > 0.9 ? "axis-last" : "axis-tick"}
            >
              {compact(tick)}
            </text>
          ))}
        </svg>
      )}
    </div>
  );
}
