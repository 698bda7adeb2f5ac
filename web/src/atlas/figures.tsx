/** Small multiples: people taking part, killed, injured and arrested over time. Few events are a line each, many are added up by stretches of time. */
import { useMemo } from "preact/hooks";
import type { EventSummary, FigureRow, FigureSums } from "../api/answers.js";
import { EmptyNote, LoadingNote, Shown } from "../components/states.js";
import { useWidth } from "../components/use-size.js";
import { binText, bounds, number, when } from "../texts/format.js";
import { texts } from "../texts/index.js";
import { type Between, Chart, type KindSums, PLOT, scalesOf } from "./chart.js";
import { dayNumber, isoDay, nextBin } from "./days.js";
import { realityOf } from "./realities.js";
import { topOf } from "./scales.js";
import { change, chartSpan, setFilters, singly, sums } from "./state.js";

type Drawn = { readonly event: EventSummary; readonly figure: FigureRow; readonly day: number };

const sizeOf = ({ best, low }: FigureRow): number => best ?? low ?? -1;

/** What can be drawn of a kind: dated events that were seen, each with its greatest number; tolls belong to no day. */
function drawn(items: readonly EventSummary[], kind: FigureRow["kind"]): readonly Drawn[] {
  return items.flatMap((event) => {
    if (event.start === null || realityOf(event.actuality) === "unseen") return [];
    const [figure] = event.figures
      .filter((one) => one.kind === kind && !one.stock && (one.high !== null || sizeOf(one) >= 0))
      .sort((a, b) => sizeOf(b) - sizeOf(a));
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

type ChartOf = { readonly of: KindSums; readonly between: Between; readonly width: number };

/** A line for each event. */
function Singly({ of, between, width, items }: ChartOf & { readonly items: readonly EventSummary[] }) {
  const known = useMemo(() => drawn(items, of.kind), [items, of.kind]);
  const all = known.filter(({ day }) => day >= between.first && day <= between.last);
  const top = topOf(all.map(({ figure }) => figure));
  const { x, y } = scalesOf(top, between, width);
  return (
    <Chart sums={of} outside={known.length - all.length} top={top} between={between} width={width}>
      {all.map((one) => (
        <Mark key={one.event.id} {...one} x={x(one.day)} y={y} />
      ))}
    </Chart>
  );
}

/** A bar for each stretch of time, from all lower bounds added up to all upper ones. */
function Added({ of, between, width, by }: ChartOf & { readonly by: FigureSums["by"] }) {
  const all = of.items.filter(
    ({ start }) => nextBin(dayNumber(start), by) > between.first && dayNumber(start) <= between.last,
  );
  const outside = of.events - of.undated - all.reduce((sum, { events }) => sum + events, 0);
  const top = topOf(all.map(({ low, high }) => ({ low, high: Math.max(low, high) })));
  const { x, y } = scalesOf(top, between, width);
  return (
    <Chart sums={of} outside={outside} top={top} between={between} width={width}>
      {all.map(({ start, events, open, conflicts, low, best, high }) => {
        const first = dayNumber(start);
        const [left, right] = [x(first), x(nextBin(first, by))];
        const room = Math.max(1.5, right - left - Math.min(1, (right - left) * 0.2));
        const label = texts.charts.added(
          binText(start, by),
          texts.count.events(events),
          bounds({ low, high: open > 0 ? null : high }),
        );
        const [bottom, middle, tip] = [y(low), y(best), y(high)];
        return (
          // biome-ignore lint/a11y/noStaticElementInteractions: a short cut for the pointer; by keyboard the timeline chooses days
          <g
            key={start}
            class={conflicts > 0 ? "range is-conflict" : "range"}
            onClick={() => setFilters({ from: start, to: isoDay(nextBin(first, by) - 1) })}
          >
            <title>{label}</title>
            <rect class="range-room" x={left} y={PLOT.top} width={room} height={PLOT.bottom - PLOT.top} />
            <rect class="sum-below" x={left} y={bottom} width={room} height={PLOT.bottom - bottom} />
            <rect class="sum-between" x={left} y={tip} width={room} height={Math.max(0, bottom - tip)} />
            <path class="range-best" d={`M${left} ${middle}h${room}`} />
            {open > 0 && room >= 4 && (
              <path class="range-line" d={`M${left + room / 2 - 2.5} ${tip}l2.5 -4l2.5 4`} />
            )}
          </g>
        );
      })}
    </Chart>
  );
}

function Charts({ answer }: { readonly answer: FigureSums }) {
  const { ref, width } = useWidth<HTMLDivElement>();
  const { kinds, by } = answer;
  const { state, value } = singly.value;
  const between = chartSpan.value;
  if (kinds.length === 0 || between === null) return <EmptyNote title={texts.charts.empty} />;
  const isFew = state !== "idle";
  return (
    <div class="charts" ref={ref}>
      <p class="panel-intro">
        {isFew ? texts.charts.intro : texts.charts.introAdded(texts.timeline.bars[by])}
      </p>
      {width > 0 &&
        (!isFew || value !== null) &&
        kinds.map((of) =>
          isFew ? (
            <Singly key={of.kind} of={of} between={between} width={width} items={value!.items} />
          ) : (
            <Added key={of.kind} of={of} between={between} width={width} by={by} />
          ),
        )}
      <p class="panel-intro">{texts.charts.log}</p>
      <table class="only-read">
        <caption>{texts.charts.table}</caption>
        <tbody>
          {kinds.map(({ kind, events, open, low, high }) => (
            <tr key={kind}>
              <th scope="row">{texts.figures[kind]}</th>
              <td>{number(events)}</td>
              <td>{bounds({ low, high: open > 0 ? null : high })}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}

export function FiguresPanel() {
  // The filter leaves nothing that was seen to take place.
  if (sums.value.state === "idle") return <EmptyNote title={texts.charts.empty} />;
  return (
    <Shown loaded={sums.value} again={sums.again} waiting={<LoadingNote />}>
      {(answer) => <Charts answer={answer} />}
    </Shown>
  );
}
