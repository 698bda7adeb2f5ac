/** Listens to keys of the whole page, and leaves alone what belongs to a text entry, a dialog or a button. */
import { signal } from "@preact/signals";
import { useLayoutEffect, useRef } from "preact/hooks";
import { keyName, takesText } from "./keys.js";

export type KeyMap = Readonly<Record<string, (event: KeyboardEvent) => void>>;

const OFF = "quipu.keys.off";

function kept(): boolean {
  try {
    return localStorage.getItem(OFF) === null;
  } catch {
    return true;
  }
}

/** Whether single letters do anything (WCAG 2.1.4: they can be turned off). */
export const singleKeys = signal(kept());

export function setSingleKeys(on: boolean): void {
  singleKeys.value = on;
  try {
    if (on) localStorage.removeItem(OFF);
    else localStorage.setItem(OFF, "1");
  } catch {
    // Lasts as long as the page.
  }
}

/** `map` is read anew at every key, as the component last gave it. */
export function useKeys(map: () => KeyMap): void {
  const latest = useRef(map);
  latest.current = map;
  useLayoutEffect(() => {
    const listen = (event: KeyboardEvent) => {
      if (event.defaultPrevented || event.isComposing || takesText(event.target)) return;
      if (document.querySelector("dialog[open]") !== null) return;
      const name = keyName(event);
      if (name.length === 1 && !singleKeys.peek()) return;
      // Enter and space press the button that has the focus, unless that is one of the values.
      const element = event.target as HTMLElement;
      const presses = event.key === "Enter" || event.key === " ";
      if (
        presses &&
        element.closest("button, a, summary, [role=option]") !== null &&
        !element.closest("[data-keys]")
      )
        return;
      const does = latest.current()[name];
      if (does === undefined) return;
      event.preventDefault();
      does(event);
    };
    document.addEventListener("keydown", listen);
    return () => document.removeEventListener("keydown", listen);
  }, []);
}
