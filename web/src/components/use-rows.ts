/** A list of which only what is seen is in the page. */
import {
  elementScroll,
  observeElementOffset,
  observeElementRect,
  Virtualizer,
  type VirtualizerOptions,
} from "@tanstack/virtual-core";
import { useEffect, useState } from "preact/hooks";

/** A virtualizer of rows of one height (pixels) that draws the component anew when it moves. */
export function useRows(count: number, size: number, scroller: { readonly current: HTMLElement | null }) {
  const [, draw] = useState(0);
  const options: VirtualizerOptions<HTMLElement, Element> = {
    count,
    getScrollElement: () => scroller.current,
    estimateSize: () => size,
    overscan: 8,
    scrollToFn: elementScroll,
    observeElementRect,
    observeElementOffset,
    onChange: () => draw((n) => n + 1),
  };
  const [rows] = useState(() => new Virtualizer(options));
  rows.setOptions(options);
  useEffect(() => rows._didMount(), [rows]);
  useEffect(() => rows._willUpdate());
  return rows;
}
