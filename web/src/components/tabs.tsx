/** Tabs: one of several panels is seen. Arrow keys move between them (WAI-ARIA tabs). */
import type { ComponentChildren } from "preact";
import { useId } from "preact/hooks";

export type Tab = { readonly id: string; readonly label: string; readonly badge?: string };

export function Tabs({
  label,
  tabs,
  chosen,
  choose,
  children,
}: {
  readonly label: string;
  readonly tabs: readonly Tab[];
  readonly chosen: string;
  readonly choose: (id: string) => void;
  readonly children: ComponentChildren;
}) {
  const id = useId();
  const move = (event: KeyboardEvent) => {
    const step = { ArrowRight: 1, ArrowLeft: -1 }[event.key];
    const at = tabs.findIndex((tab) => tab.id === chosen);
    const to =
      event.key === "Home" ? 0 : event.key === "End" ? tabs.length - 1 : step && at + step * toward();
    if (to === undefined) return;
    event.preventDefault();
    const next = tabs[(to + tabs.length) % tabs.length]!;
    choose(next.id);
    document.getElementById(`${id}-${next.id}`)?.focus();
  };
  return (
    <div class="tabs">
      <div class="tab-list" role="tablist" aria-label={label} onKeyDown={move}>
        {tabs.map((tab) => (
          <button
            key={tab.id}
            type="button"
            role="tab"
            id={`${id}-${tab.id}`}
            class="tab"
            aria-selected={tab.id === chosen}
            aria-controls={`${id}-panel`}
            tabIndex={tab.id === chosen ? 0 : -1}
            onClick={() => choose(tab.id)}
          >
            {tab.label}
            {tab.badge !== undefined && <span class="badge">{tab.badge}</span>}
          </button>
        ))}
      </div>
      <div class="tab-panel" role="tabpanel" id={`${id}-panel`} aria-labelledby={`${id}-${chosen}`}>
        {children}
      </div>
    </div>
  );
}

/** 1 where text runs to the right, -1 where it runs to the left. */
function toward(): 1 | -1 {
  return document.documentElement.dir === "rtl" ? -1 : 1;
}
