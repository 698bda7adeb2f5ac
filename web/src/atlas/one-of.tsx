/** A filter that takes one value of many, or none: found by typing, chosen by keys. */
import { useSignal } from "@preact/signals";
import { useId, useRef } from "preact/hooks";
import type { FacetValue } from "../api/answers.js";
import { Menu } from "../components/menu.js";
import { ProblemNote } from "../components/states.js";
import { number } from "../texts/format.js";
import { texts } from "../texts/index.js";
import { facetsFor, filters, openedMenu, setFilters, sourceName, sources } from "./state.js";

/** A short list needs no search. */
const SHORT = 8;

/** Text without case and accents. */
const folded = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

/** The field above a list that is too long to be read; arrow down goes into the list, Enter takes its first value. */
function Find({
  label,
  value,
  type,
  first,
  children,
}: {
  readonly label: string;
  readonly value: string;
  readonly type: (text: string) => void;
  readonly first: () => void;
  /** How many there are, said when that changes. */
  readonly children: string;
}) {
  const help = useId();
  return (
    <div class="find">
      <input
        class="input"
        type="search"
        aria-label={label}
        placeholder={label}
        aria-describedby={help}
        maxLength={100}
        value={value}
        onInput={(event) => type(event.currentTarget.value)}
        onKeyDown={(event) => {
          if (event.key === "Enter") first();
          else if (event.key === "ArrowDown")
            event.currentTarget
              .closest(".menu-panel")
              ?.querySelector<HTMLElement>("input[type=radio]:checked, input[type=radio]")
              ?.focus();
          else return;
          event.preventDefault();
        }}
      />
      <p class="only-read" id={help}>
        {texts.filters.findKeys}
      </p>
      <p class="menu-note" role="status">
        {children}
      </p>
    </div>
  );
}

type Name = "country" | "source" | "verification";

/** What the list offers: outlets come from the server as their name is typed, other lists are there whole. */
function offers(name: Name, typed: string, title: (value: string) => string) {
  if (name === "source") {
    const { value, state } = sources.value;
    return { values: value?.items ?? [], total: value?.total ?? 0, isKnown: state === "ready" };
  }
  const all = facetsFor(name)?.[name] ?? [];
  const wanted = folded(typed.trim());
  const values = all.filter(({ value }) => folded(title(value)).includes(wanted));
  return { values, total: values.length, isKnown: facetsFor(name) !== null };
}

export function OneOf({
  name,
  label,
  title,
}: {
  readonly name: Name;
  readonly label: string;
  readonly title: (value: string) => string;
}) {
  const chosen = filters.value[name];
  const typed = useSignal("");
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);
  const set = (value: string | null) => setFilters({ [name]: value });
  const type = (text: string) => {
    typed.value = text;
    if (name !== "source") return;
    clearTimeout(timer.current);
    timer.current = setTimeout(() => {
      sourceName.value = text;
    }, 200);
  };
  return (
    <Menu
      label={label}
      name={label}
      marked={chosen !== null}
      onOpen={() => {
        typed.value = "";
        sourceName.value = "";
        openedMenu.value = name;
      }}
    >
      {(close) => {
        const { values, total, isKnown } = offers(name, typed.value, title);
        const isShort = typed.value === "" && total <= SHORT;
        const isOut = chosen !== null && !values.some(({ value }) => value === chosen);
        const all: readonly FacetValue[] = [
          { value: "", label: "", count: 0 },
          ...(isOut && typed.value === "" ? [{ value: chosen, label: chosen, count: 0 }] : []),
          ...values,
        ];
        const failed = name === "source" && sources.value.state === "failed" ? sources.value.problem : null;
        return (
          <>
            {name !== "verification" && !isShort && (
              <Find
                label={texts.filters.find[name]}
                value={typed.value}
                type={type}
                first={() => {
                  const [found] = values;
                  if (found === undefined) return;
                  set(found.value);
                  close();
                }}
              >
                {!isKnown
                  ? texts.loading
                  : total === 0
                    ? texts.filters.notFound
                    : texts.filters.found(values.length, total)}
              </Find>
            )}
            {failed !== null && <ProblemNote problem={failed} again={sources.again} />}
            <fieldset class="choices">
              <legend class="only-read">{label}</legend>
              {isKnown && all.length === 1 && isShort && (
                <p class="menu-note">{texts.filters.nothingToChoose}</p>
              )}
              {all.map(({ value, count }) => (
                <label class="choice" key={value}>
                  <input
                    type="radio"
                    name={`filter-${name}`}
                    checked={(chosen ?? "") === value}
                    onChange={() => {
                      set(value === "" ? null : value);
                      if (value === "") close();
                    }}
                  />
                  <span>{value === "" ? texts.all : title(value)}</span>
                  {value !== "" && <span class="count">{number(count)}</span>}
                </label>
              ))}
            </fieldset>
          </>
        );
      }}
    </Menu>
  );
}
