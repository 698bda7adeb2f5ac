/** A sheet over the map on which a rectangle is drawn; Escape or a press without a drag ends it. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { texts } from "../../texts/index.js";

/** In pixels of the map. */
export type Rectangle = {
  readonly left: number;
  readonly top: number;
  readonly right: number;
  readonly bottom: number;
};

const LEAST = 6;

export function BoxDrawing({ done }: { readonly done: (box: Rectangle | null) => void }) {
  const box = useSignal<Rectangle | null>(null);
  useEffect(() => {
    const keys = (event: KeyboardEvent) => event.key === "Escape" && done(null);
    document.addEventListener("keydown", keys);
    return () => document.removeEventListener("keydown", keys);
  }, [done]);
  const start = (event: PointerEvent) => {
    const sheet = event.currentTarget as HTMLElement;
    const { left, top } = sheet.getBoundingClientRect();
    const [x, y] = [event.clientX - left, event.clientY - top];
    sheet.setPointerCapture(event.pointerId);
    const move = (moved: PointerEvent) => {
      const [a, b] = [moved.clientX - left, moved.clientY - top];
      box.value = {
        left: Math.min(x, a),
        right: Math.max(x, a),
        top: Math.min(y, b),
        bottom: Math.max(y, b),
      };
    };
    sheet.addEventListener("pointermove", move);
    sheet.addEventListener(
      "pointerup",
      () => {
        sheet.removeEventListener("pointermove", move);
        const drawn = box.peek();
        done(
          drawn !== null && drawn.right - drawn.left > LEAST && drawn.bottom - drawn.top > LEAST
            ? drawn
            : null,
        );
      },
      { once: true },
    );
  };
  const drawn = box.value;
  return (
    <div class="box-drawing" onPointerDown={start}>
      <p class="tip" role="status">
        {texts.map.selecting}
      </p>
      {drawn !== null && (
        <div
          class="box-drawn"
          style={{
            left: `${drawn.left}px`,
            top: `${drawn.top}px`,
            width: `${drawn.right - drawn.left}px`,
            height: `${drawn.bottom - drawn.top}px`,
          }}
        />
      )}
    </div>
  );
}
