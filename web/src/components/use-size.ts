/** The width of an element in pixels, as it changes. */
import { useEffect, useState } from "preact/hooks";

/** `ref` is handed to the element, which may come later than the component that measures it; 0 until it is there. */
export function useWidth<T extends Element>() {
  const [element, ref] = useState<T | null>(null);
  const [width, setWidth] = useState(0);
  useEffect(() => {
    if (element === null) return;
    const observer = new ResizeObserver(([entry]) => setWidth(Math.floor(entry!.contentRect.width)));
    observer.observe(element);
    return () => observer.disconnect();
  }, [element]);
  return { ref, width };
}
