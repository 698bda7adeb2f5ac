/** Light or dark: as the system says, unless the reader chose. */
import { effect, signal } from "@preact/signals";

export type Theme = "system" | "light" | "dark";
const KEY = "quipu.theme";

function kept(): Theme {
  try {
    const value = localStorage.getItem(KEY);
    return value === "light" || value === "dark" ? value : "system";
  } catch {
    // A browser may forbid storage; then the choice lasts as long as the page.
    return "system";
  }
}

export const theme = signal<Theme>(kept());

const system = matchMedia("(prefers-color-scheme: dark)");
const systemDark = signal(system.matches);
system.addEventListener("change", (event) => {
  systemDark.value = event.matches;
});

/** Which of the two is seen. Canvases read it to draw anew. */
export const scheme = signal<"light" | "dark">("light");

effect(() => {
  const chosen = theme.value;
  scheme.value = chosen === "system" ? (systemDark.value ? "dark" : "light") : chosen;
  document.documentElement.dataset.theme = scheme.value;
});

export function chooseTheme(next: Theme): void {
  theme.value = next;
  try {
    if (next === "system") localStorage.removeItem(KEY);
    else localStorage.setItem(KEY, next);
  } catch {
    // See above.
  }
}
