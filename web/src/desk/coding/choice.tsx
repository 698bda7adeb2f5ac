/** A choice from a list by typing (WAI-ARIA combobox): letters narrow it, arrow keys move, Enter takes. */
import type { ComponentChildren } from "preact";
import { useId, useLayoutEffect, useRef, useState } from "preact/hooks";
import { texts } from "../../texts/index.js";
import type { Option } from "./forms.js";

/** Options that hold all words, those whose name or code begins with them first. */
export function fitting(options: readonly Option[], said: string): readonly Option[] {
  const words = said.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return options;
  const rank = ({ value, label, meaning = "" }: Option): number => {
    const [name, code] = [label.toLowerCase(), value.toLowerCase()];
    if (words.every((word) => name.split(/[\s/(]+/).some((part) => part.startsWith(word)))) return 0;
    if (words.every((word) => code.includes(word) || name.includes(word))) return 1;
    return words.every((word) => `${code} ${name} ${meaning.toLowerCase()}`.includes(word)) ? 2 : 3;
  };
  return options
    .map((option) => ({ option, order: rank(option) }))
    .filter(({ order }) => order < 3)
    .sort((a, b) => a.order - b.order)
    .map(({ option }) => option);
}

export function Choice({
  label,
  value,
  options,
  first = false,
  problem = null,
  take,
  detail,
  render,
}: {
  readonly label: string;
  readonly value: string;
  readonly options: readonly Option[];
  /** Gets the focus. */
  readonly first?: boolean;
  readonly problem?: string | null;
  /** `done`: by Enter or a press, so that the next part is due. */
  readonly take: (value: string, done: boolean) => void;
  /** What stands beside the list about the option that is at hand. */
  readonly detail?: (option: Option) => ComponentChildren;
  readonly render?: (option: Option) => ComponentChildren;
}) {
  const id = useId();
  const input = useRef<HTMLInputElement>(null);
  const list = useRef<HTMLDivElement>(null);
  const [said, setSaid] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const fits = fitting(options, said ?? "");
  const [active, setActive] = useState<string | null>(null);
  const chosen = options.find((option) => option.value === value) ?? null;
  const current = fits.find((option) => option.value === (active ?? value)) ?? fits[0] ?? null;
  const shown = open || first;

  useLayoutEffect(() => {
    if (shown) list.current?.querySelector('[aria-selected="true"]')?.scrollIntoView({ block: "nearest" });
  });
  useLayoutEffect(() => {
    if (first) input.current?.focus();
  }, []);

  const step = (by: number) => {
    const at = current === null ? -1 : fits.indexOf(current);
    const next = fits[Math.max(0, Math.min(fits.length - 1, at + by))];
    if (next !== undefined) {
      setActive(next.value);
      take(next.value, false);
    }
  };
  const pick = (option: Option | null) => {
    if (option === null) return;
    setSaid(null);
    setActive(null);
    take(option.value, true);
  };
  const keys = (event: KeyboardEvent) => {
    if (event.ctrlKey || event.metaKey || event.altKey) {
      if (event.key === "Enter" && current !== null) take(current.value, false);
      return;
    }
    if (event.key === "ArrowDown") step(1);
    else if (event.key === "ArrowUp") step(-1);
    else if (event.key === "PageDown") step(8);
    else if (event.key === "PageUp") step(-8);
    else if (event.key === "Enter") pick(current);
    else if (event.key === "Tab" && said !== null && current !== null) {
      take(current.value, false);
      setSaid(null);
      return;
    } else return;
    event.preventDefault();
    event.stopPropagation();
  };
  return (
    <div class="part choice-part">
      <label for={`${id}-input`}>{label}</label>
      <input
        ref={input}
        id={`${id}-input`}
        class="input"
        role="combobox"
        aria-expanded={shown}
        aria-controls={`${id}-list`}
        aria-autocomplete="list"
        aria-activedescendant={shown && current !== null ? `${id}-${current.value}` : undefined}
        aria-invalid={problem !== null}
        aria-describedby={problem === null ? undefined : `${id}-problem`}
        autocomplete="off"
        spellcheck={false}
        value={said ?? chosen?.label ?? value}
        onFocus={(event) => {
          setOpen(true);
          event.currentTarget.select();
        }}
        onBlur={() => setOpen(false)}
        onInput={(event) => {
          const typed = event.currentTarget.value;
          setSaid(typed);
          const [best] = fitting(options, typed);
          setActive(best?.value ?? null);
          if (best !== undefined) take(best.value, false);
        }}
        onKeyDown={keys}
      />
      {shown && (
        <div class={first ? "choice-open" : "choice-open is-over"}>
          <div class="options" role="listbox" id={`${id}-list`} aria-label={label} ref={list}>
            {fits.length === 0 && <div class="option-none">{texts.desk.coding.noOption}</div>}
            {fits.map((option) => (
              <div
                key={option.value}
                id={`${id}-${option.value}`}
                role="option"
                tabIndex={-1}
                class={option === current ? "option is-active" : "option"}
                aria-selected={option === current}
                title={option.meaning}
                onPointerDown={(event) => event.preventDefault()}
                onClick={() => pick(option)}
                onKeyDown={() => {}}
              >
                {render?.(option) ?? option.label}
              </div>
            ))}
          </div>
          {current !== null && detail !== undefined && <div class="choice-detail">{detail(current)}</div>}
        </div>
      )}
      {problem !== null && (
        <p class="part-problem" id={`${id}-problem`}>
          {problem}
        </p>
      )}
    </div>
  );
}
