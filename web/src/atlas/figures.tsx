/** Small multiples: crowds, killed, injured and arrested over time, each event a line from the lowest number to the highest. */
import { useMemo } from "preact/hooks";
import type { EventSummary, FigureRow } from "../api/answers.js";
import { EmptyNote, Shown } from "../components/states.js";
import { useWidth } from "../components/use-size.js";
import { bounds, compact, monthOnly, number, when } from "../texts/format.js";
import { texts } from "../texts/index.js";
import { dayNumber, dayTicks, isoDay } from "./days.js";
import { realityOf } from "./realities.js";
import { logScale, logTicks, topOf } from "./scales.js";
import { change, NEWEST, newest, span } from "./state.js";

export const CHARTED = ["crowd_size", "deaths", "injured", "arrested"] as const;
const HEIGHT = 132;
const PLOT = { top: 8, bottom: 110, start: 34 };

type Drawn = { readonly event: EventSummary; readonly figure: FigureRow; readonly day: number };

/** What can be drawn of a kind: dated events that were seen, with a number of their own; tolls belong to no day. */
function drawn(items: readonly EventSummary[], kind: (typeof CHARTED)[number]): readonly Drawn[] {
  return items.flatMap((event) => {
    if (event.start === null || realityOf(event.actuality) === "unseen") return [];
    const figure = event.figures.find(
      (figure) => figure.kind === kind && !figure.stock && (figure.low !== null || figure.high !== null),
    );
    return figure === undefined ? [] : [{ event, figure, day: dayNumber(event.start) }];
  });
}

function Mark({ event, figure, x, y }: Drawn & { readonly x: number; readonly y: (n: number) => number }) {
  const low = y(figure.low ?? 0);
  const open = figure.high === null;
  const high = open ? Math.max(PLOT.top, low - 14) : y(figure.high);
  const best = figure.best === null ? null : y(figure.best);
  const label = texts.charts.event(
    event.label,
    when({ start: event.start, end: event.end, precision: event.datePrecision }),
    bounds(figure),
  );
  return (
    // biome-ignore lint/a11y/noStaticElementInteractions: a short cut for the pointer; by keyboard the list opens events
    <g
      class={figure.conflict ? "range is-conflict" : "range"}
      transform={`translate(${x} 0)`}
      onClick={() => change({ event: event.id })}
    >
      <title>{label}</title>
      <rect class="range-room" x={-4} y={high - 4} width={8} height={low - high + 8} />
      <path class="range-line" d={`M0 ${low}V${high}`} />
      {open && <path class="range-line" d={`M-3 ${high + 4}L0 ${high}L3 ${high + 4}`} />}
      {low - high < 2 && !open && <circle class="range-dot" cy={low} r={2.2} />}
      {best !== null && low - high >= 2 && <path class="range-best" d={`M-3.5 ${best}H3.5`} />}
      {figure.conflict && (
        <path class="range-line" d={`M-3 ${low + 2}L3 ${low + 8}M3 ${low + 2}L-3 ${low + 8}`} />
      )}
    </g>
  );
}

function Chart({
  kind,
  all,
  between,
  width,
}: {
  readonly kind: (typeof CHARTED)[number];
  readonly all: readonly Drawn[];
  readonly between: { readonly first: number; readonly last: number };
  readonly width: number;
}) {
  const top = useMemo(() => topOf(all.map(({ figure }) => figure)), [all]);
  const scale = logScale(top);
  const y = (n: number) => PLOT.bottom - scale(n) * (PLOT.bottom - PLOT.top);
  const days = Math.max(1, between.last - between.first);
  const x = (day: number) => PLOT.start + 6 + ((day - between.first) / days) * (width - PLOT.start - 12);
  const title = texts.figures[kind];
  return (
    <figure class="chart">
      <figcaption>
        <h3>{title}</h3>
        <span class="soft">{texts.count.events(all.length)}</span>
      </figcaption>
      <svg width={width} height={HEIGHT} role="img" aria-label={texts.charts.summary(title, all.length)}>
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
        {all.map((one) => (
          <Mark key={one.event.id} {...one} x={x(one.day)} y={y} />
        ))}
      </svg>
    </figure>
  );
}

function Charts({ items, total }: { readonly items: readonly EventSummary[]; readonly total: number }) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const charts = useMemo(() => CHARTED.map((kind) => ({ kind, all: drawn(items, kind) })), [items]);
  const some = charts.filter(({ all }) => all.length > 0);
  const days = some.flatMap(({ all }) => all.map(({ day }) => day));
  const between =
    total > items.length || span.value === null
      ? {
          first: days.reduce((a, b) => Math.min(a, b), Infinity),
          last: days.reduce((a, b) => Math.max(a, b), -Infinity),
        }
      : span.value;
  if (some.length === 0) return <EmptyNote title={texts.charts.empty} />;
  return (
    <div class="charts" ref={ref}>
      <p class="panel-intro">{texts.charts.intro}</p>
      {width > 0 &&
        some.map(({ kind, all }) => (
          <Chart key={kind} kind={kind} all={all} between={between} width={width} />
        ))}
      <p class="panel-intro">
        {texts.charts.log}
        {total > items.length ? ` · ${texts.charts.cut(NEWEST, total)}` : ""}
      </p>
      <table class="only-read">
        <caption>{texts.charts.table}</caption>
        <tbody>
          {some.map(({ kind, all }) => (
            <tr key={kind}>
              <th scope="row">{texts.figures[kind]}</th>
              <td>{number(all.length)}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function FiguresPanel() {
  return (
    <Shown loaded={newest.value} again={newest.again}>
      {({ items, total }) => <Charts items={items} total={total} />}
    </Shown>
  );
}
