/** A sheet at the foot of a narrow page: pulled up and pushed down by its handle, by drag, press or keys. */
import { useSignal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useRef } from "preact/hooks";
import { texts } from "../texts/index.js";

/** How much of the page it covers: a strip, half, nearly all. */
export const STOPS = [0.16, 0.5, 0.9] as const;

/** The stop that a share of the page is nearest to. */
export function nearestStop(share: number): number {
  return STOPS.reduce(
    (best, stop) => (Math.abs(stop - share) < Math.abs(best - share) ? stop : best),
    STOPS[0] as number,
  );
}

export function Sheet({
  raised,
  children,
}: {
  /** Changes when something worth seeing has come into it: then it is pulled up to half at least. */
  readonly raised: string | null;
  readonly children: ComponentChildren;
}) {
  const share = useSignal<number>(STOPS[1]);
  const dragged = useRef(false);
  useEffect(() => {
    if (raised !== null && share.peek() < STOPS[1]) share.value = STOPS[1];
  }, [raised]);
  const step = (by: 1 | -1) => {
    const at = (STOPS as readonly number[]).indexOf(nearestStop(share.peek()));
    share.value = STOPS[Math.max(0, Math.min(STOPS.length - 1, at + by))]!;
  };
  const drag = (event: PointerEvent) => {
    const handle = event.currentTarget as HTMLElement;
    const room = handle.closest(".sheet")!.parentElement!.clientHeight;
    const [from, start] = [event.clientY, share.peek()];
    dragged.current = false;
    handle.setPointerCapture(event.pointerId);
    const move = (moved: PointerEvent) => {
      if (Math.abs(moved.clientY - from) > 4) dragged.current = true;
      share.value = Math.max(0.1, Math.min(0.95, start + (from - moved.clientY) / room));
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener(
      "pointerup",
      () => {
        handle.removeEventListener("pointermove", move);
        share.value = nearestStop(share.peek());
      },
      { once: true },
    );
  };
  const full = nearestStop(share.value) === STOPS[2];
  return (
    <section class="sheet" aria-label={texts.sheet.label} style={{ blockSize: `${share.value * 100}%` }}>
      <button
        type="button"
        class="sheet-handle"
        aria-label={full ? texts.sheet.collapse : texts.sheet.expand}
        aria-expanded={full}
        onPointerDown={drag}
        onClick={() => {
          if (!dragged.current) step(full ? -1 : 1);
        }}
        onKeyDown={(event) => {
          if (event.key === "ArrowUp") step(1);
          else if (event.key === "ArrowDown") step(-1);
        }}
      >
        <span aria-hidden="true" />
      </button>
      <div class="sheet-content">{children}</div>
    </section>
  );
}
