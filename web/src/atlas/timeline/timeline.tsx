/** The timeline: bars by family, and a stretch of time to be chosen by dragging or by keys. */
import { useSignal } from "@preact/signals";
import { useMemo } from "preact/hooks";
import { ProblemNote } from "../../components/states.js";
import { useWidth } from "../../components/use-size.js";
import { binText, compact, day as dayText, monthOnly, number } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import { type Bin, binStart, dayNumber, dayTicks, isoDay, nextBin } from "../days.js";
import { FAMILY_ORDER } from "../families.js";
import {
  bin,
  filters,
  focus,
  setFilters,
  span,
  timeline,
  timelineState,
  wholeTime,
  zoomed,
} from "../state.js";
import { type Bar, barPaths, bars, daysToPixels } from "./bars.js";
import { Patterns } from "./patterns.js";

const FRAME = { top: 6, line: 78, bottom: 98 };
const HEIGHT = 118;

/** First day and first day after. */
type Stretch = { readonly start: number; readonly end: number };

const choose = ({ start, end }: Stretch, how?: "replace") =>
  setFilters({ from: isoDay(start), to: isoDay(end - 1) }, how);

/** One end of the stretch: a slider that moves bin by bin. */
function Handle({
  which,
  at,
  x,
  all,
  by,
  move,
}: {
  readonly which: "from" | "to";
  readonly at: number;
  readonly x: number;
  readonly all: Stretch;
  readonly by: Bin;
  readonly move: (to: number) => void;
}) {
  const step = (n: number) => {
    let to = binStart(which === "from" ? at : at - 1, by);
    for (let i = 0; i < Math.abs(n); i++) to = n > 0 ? nextBin(to, by) : binStart(to - 1, by);
    return which === "from" ? to : nextBin(to, by);
  };
  const keys = (event: KeyboardEvent) => {
    const to = {
      ArrowRight: () => step(1),
      ArrowUp: () => step(1),
      ArrowLeft: () => step(-1),
      ArrowDown: () => step(-1),
      PageUp: () => step(6),
      PageDown: () => step(-6),
      Home: () => all.start,
      End: () => all.end,
    }[event.key];
    if (to === undefined) return;
    event.preventDefault();
    move(Math.max(all.start, Math.min(all.end, to())));
  };
  const shown = which === "from" ? at : at - 1;
  return (
    <g
      class="brush-handle"
      role="slider"
      // In SVG the name of the attribute counts letter by letter.
      tabindex={0}
      aria-label={texts.timeline[which]}
      aria-valuemin={all.start}
      aria-valuemax={all.end - 1}
      aria-valuenow={shown}
      aria-valuetext={dayText(isoDay(shown))}
      aria-describedby="timeline-help"
      data-handle={which}
      transform={`translate(${x} 0)`}
      onKeyDown={keys}
    >
      <rect class="brush-grip" x={-12} y={0} width={24} height={HEIGHT - 16} />
      <path d={`M0 0V${FRAME.bottom}`} />
      <rect class="brush-knob" x={-4} y={FRAME.line / 2 - 10} width={8} height={24} rx={2} />
    </g>
  );
}

function Chart({ all, width }: { readonly all: readonly Bar[]; readonly width: number }) {
  const by = bin.value;
  const whole: Stretch = { start: all[0]!.start, end: all.at(-1)!.end };
  const { x, day } = daysToPixels(whole.start, whole.end, width);
  const { paths, most } = useMemo(() => barPaths(all, { ...FRAME, width }, x), [all, width]);
  const ticks = dayTicks(whole.start, whole.end, Math.max(2, Math.floor(width / 72)));
  const { from, to } = filters.value;
  const draft = useSignal<Stretch | null>(null);
  const hover = useSignal<number | null>(null);
  const set: Stretch = {
    start: from === null ? whole.start : Math.max(whole.start, Math.min(whole.end, dayNumber(from))),
    end: to === null ? whole.end : Math.min(whole.end, Math.max(whole.start, dayNumber(to) + 1)),
  };
  const isSet = from !== null || to !== null;
  const { start, end } = draft.value ?? set;

  /** To whole stretches: what lies between two places of the pointer. */
  const between = (a: number, b: number): Stretch => ({
    start: Math.max(whole.start, binStart(Math.floor(Math.min(a, b)), by)),
    end: Math.min(whole.end, nextBin(binStart(Math.floor(Math.max(a, b) - 1e-6), by), by)),
  });
  const drag = (event: PointerEvent) => {
    if (event.button !== 0) return;
    const svg = event.currentTarget as SVGSVGElement;
    const at = (moved: PointerEvent) => day(moved.clientX - svg.getBoundingClientRect().left);
    const handle = (event.target as Element).closest<SVGElement>("[data-handle]")?.dataset.handle;
    const first = handle === "from" ? set.end : handle === "to" ? set.start : at(event);
    svg.setPointerCapture(event.pointerId);
    const move = (moved: PointerEvent) => {
      draft.value = between(first, at(moved));
    };
    const stop = () => {
      svg.removeEventListener("pointermove", move);
      const chosen = draft.peek() ?? between(first, first);
      draft.value = null;
      if (handle === undefined || chosen.start !== set.start || chosen.end !== set.end) choose(chosen);
    };
    svg.addEventListener("pointermove", move);
    svg.addEventListener("pointerup", stop, { once: true });
  };
  // Events beyond the ends of the axis.
  const far = zoomed.value ? null : focus.value;
  const at =
    hover.value === null ? undefined : all.find((bar) => hover.value! >= bar.start && hover.value! < bar.end);
  return (
    <div class="timeline-chart">
      <svg
        width={width}
        height={HEIGHT}
        role="group"
        aria-label={`${texts.timeline.label}, ${texts.timeline.bars[by]}`}
        onPointerDown={drag}
        onPointerMove={(event) => {
          hover.value = day(event.clientX - event.currentTarget.getBoundingClientRect().left);
        }}
        onPointerLeave={() => {
          hover.value = null;
        }}
      >
        <Patterns />
        <g class="axis" aria-hidden="true">
          {ticks.map((tick) => {
            const iso = isoDay(tick);
            const january = iso.slice(5, 7) === "01";
            return (
              <g key={tick} transform={`translate(${Math.round(x(tick)) + 0.5} 0)`}>
                <path d={`M0 ${FRAME.top}V${FRAME.bottom + 4}`} />
                <text
                  x={3}
                  y={HEIGHT - 5}
                  display={x(tick) > width - 30 ? "none" : undefined}
                  class={january ? "axis-year" : ""}
                >
                  {january ? iso.slice(0, 4) : monthOnly(iso)}
                </text>
              </g>
            );
          })}
        </g>
        <g aria-hidden="true">
          {FAMILY_ORDER.map((family) => (
            <g key={family} class={`family-${family}`}>
              <path class="bar-seen" d={paths.get(`seen ${family}`) ?? ""} />
              <path
                class="bar-pattern"
                fill={`url(#pattern-${family})`}
                d={paths.get(`seen ${family}`) ?? ""}
              />
              <path class="bar-unseen" d={paths.get(`unseen ${family}`) ?? ""} />
            </g>
          ))}
          <path class="base-line" d={`M0 ${FRAME.line}.5H${width}`} />
          {far !== null && far.earlier > 0 && (
            <text class="axis-far" x={4} y={FRAME.top + 24}>
              {`‹ ${texts.timeline.far(far.earlier)}`}
            </text>
          )}
          {far !== null && far.later > 0 && (
            <text class="axis-far is-later" x={width - 4} y={FRAME.top + 24}>
              {`${texts.timeline.far(far.later)} ›`}
            </text>
          )}
          <text class="axis-most" x={12} y={FRAME.top + 6}>
            {compact(most)}
          </text>
          {at !== undefined && (
            <rect
              class="bar-hover"
              x={x(at.start)}
              y={0}
              width={x(at.end) - x(at.start)}
              height={FRAME.bottom}
            />
          )}
        </g>
        {(isSet || draft.value !== null) && (
          <g class="brush-out" aria-hidden="true">
            <rect x={0} y={0} width={Math.max(0, x(start))} height={FRAME.bottom} />
            <rect x={x(end)} y={0} width={Math.max(0, width - x(end))} height={FRAME.bottom} />
          </g>
        )}
        <g class={isSet || draft.value !== null ? "brush is-set" : "brush"}>
          <Handle
            which="from"
            at={start}
            x={x(start)}
            all={whole}
            by={by}
            move={(to) => choose({ start: Math.min(to, binStart(end - 1, by)), end }, "replace")}
          />
          <Handle
            which="to"
            at={end}
            x={x(end)}
            all={whole}
            by={by}
            move={(to) => choose({ start, end: Math.max(to, nextBin(start, by)) }, "replace")}
          />
        </g>
      </svg>
      {at !== undefined && draft.value === null && (
        <p class="tip timeline-tip" style={{ insetInlineStart: `${Math.min(x(at.start), width - 180)}px` }}>
          <strong>{texts.timeline.bar(binText(isoDay(at.start), by), at.above + at.below)}</strong>
          {at.seen.map(({ family, count }) => (
            <span key={family}>
              {texts.families[family]} {number(count)}
            </span>
          ))}
          {at.below > 0 && <span class="tip-unseen">{`${texts.realities.unseen} ${number(at.below)}`}</span>}
        </p>
      )}
    </div>
  );
}

export function TimelinePanel() {
  const { ref, width } = useWidth<HTMLDivElement>();
  const state = timelineState.value;
  const [seen, unseen] = [timeline.seen.value, timeline.unseen.value];
  const between = span.value;
  const all = useMemo(
    () => (between === null ? [] : bars(seen.value, unseen.value, between, bin.value)),
    [seen.value, unseen.value, between?.first, between?.last],
  );
  const undated = (seen.value?.undated ?? 0) + (unseen.value?.undated ?? 0);
  const { from, to } = filters.value;
  const outlying = (focus.value?.earlier ?? 0) + (focus.value?.later ?? 0);
  return (
    <section class="timeline" aria-labelledby="timeline-title">
      <header class="timeline-head">
        <h2 id="timeline-title">
          {texts.timeline.label} <span class="soft">{texts.timeline.bars[bin.value]}</span>
        </h2>
        {(from !== null || to !== null) && (
          <span class="timeline-range">
            {from !== null && to !== null ? texts.amount.range(dayText(from), dayText(to)) : null}
          </span>
        )}
        {undated > 0 && <span class="soft">{texts.timeline.undated(undated)}</span>}
        <span class="timeline-tools">
          {!zoomed.value && (outlying > 0 || wholeTime.value) && (
            <button
              type="button"
              class="button button-quiet"
              aria-pressed={wholeTime.value}
              onClick={() => {
                wholeTime.value = !wholeTime.value;
              }}
            >
              {wholeTime.value ? texts.timeline.most : texts.timeline.outlying(outlying)}
            </button>
          )}
          {from !== null && to !== null && (
            <button
              type="button"
              class="button button-quiet"
              aria-pressed={zoomed.value}
              onClick={() => {
                zoomed.value = !zoomed.value;
              }}
            >
              {zoomed.value ? texts.timeline.whole : texts.timeline.closer}
            </button>
          )}
          {(from !== null || to !== null) && (
            <button
              type="button"
              class="button button-quiet"
              onClick={() => setFilters({ from: null, to: null })}
            >
              {texts.timeline.reset}
            </button>
          )}
        </span>
      </header>
      <p class="only-read" id="timeline-help">
        {texts.timeline.help}
      </p>
      <div class="timeline-body" ref={ref} aria-busy={state.state === "loading"}>
        {state.state === "failed" && <ProblemNote problem={state.problem} again={timelineState.again} />}
        {state.state === "ready" && all.length === 0 && <p class="soft">{texts.timeline.empty}</p>}
        {all.length > 0 && width > 0 && <Chart all={all} width={width} />}
      </div>
    </section>
  );
}
