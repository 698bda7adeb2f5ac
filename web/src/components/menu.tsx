/** A button that opens a panel below it: menus, filters. Escape and a press outside close it, and the focus goes back. */
import type { ComponentChildren } from "preact";
import { useEffect, useId, useRef, useState } from "preact/hooks";

export function Menu({
  label,
  name,
  marked = false,
  align = "start",
  onOpen,
  children,
}: {
  readonly label: ComponentChildren;
  /** What the panel is called, where the button's own words are not enough. */
  readonly name: string;
  /** Something in it is set. */
  readonly marked?: boolean;
  readonly align?: "start" | "end";
  readonly onOpen?: () => void;
  readonly children: (close: () => void) => ComponentChildren;
}) {
  const [open, setOpen] = useState(false);
  const id = useId();
  const root = useRef<HTMLDivElement>(null);
  const button = useRef<HTMLButtonElement>(null);
  const close = () => {
    setOpen(false);
    button.current?.focus();
  };

  useEffect(() => {
    if (!open) return;
    const outside = (event: Event) => {
      if (!root.current?.contains(event.target as Node)) setOpen(false);
    };
    const onEscape = (event: KeyboardEvent) => {
      if (event.key !== "Escape") return;
      setOpen(false);
      button.current?.focus();
    };
    document.addEventListener("keydown", onEscape);
    document.addEventListener("pointerdown", outside);
    document.addEventListener("focusin", outside);
    return () => {
      document.removeEventListener("keydown", onEscape);
      document.removeEventListener("pointerdown", outside);
      document.removeEventListener("focusin", outside);
    };
  }, [open]);

  return (
    <div class="menu" ref={root}>
      <button
        type="button"
        ref={button}
        class={marked ? "button menu-button is-marked" : "button menu-button"}
        aria-expanded={open}
        aria-controls={id}
        onClick={() => {
          if (!open) onOpen?.();
          setOpen(!open);
        }}
      >
        {label}
      </button>
      {open && (
        <div class={`menu-panel menu-panel-${align}`} id={id} role="group" aria-label={name}>
          {children(close)}
        </div>
      )}
    </div>
  );
}
