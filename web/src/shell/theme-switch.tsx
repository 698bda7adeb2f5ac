/** The switch between light, dark and as the system says. */
import { texts } from "../texts/index.js";
import { chooseTheme, scheme, type Theme, theme } from "./theme.js";

const NEXT: Readonly<Record<Theme, Theme>> = { system: "light", light: "dark", dark: "system" };

export function ThemeSwitch() {
  const name = `${texts.theme.label}: ${texts.theme[theme.value]}`;
  return (
    <button
      type="button"
      class="button button-quiet theme-switch"
      aria-label={name}
      title={name}
      onClick={() => chooseTheme(NEXT[theme.value])}
    >
      <svg viewBox="0 0 16 16" aria-hidden="true">
        {scheme.value === "dark" ? (
          <path d="M13.5 9.8A6 6 0 0 1 6.2 2.5a6 6 0 1 0 7.3 7.3z" />
        ) : (
          <>
            <circle cx="8" cy="8" r="3" />
            <path d="M8 1v2M8 13v2M1 8h2M13 8h2M3 3l1.5 1.5M11.5 11.5 13 13M13 3l-1.5 1.5M4.500 11.500 3 13" />
          </>
        )}
        {theme.value === "system" && <circle class="theme-auto" cx="14" cy="14" r="1.5" />}
      </svg>
    </button>
  );
}
