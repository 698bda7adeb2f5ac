/** What narrows the queue: state with counts, words, coder, outlet. In the address bar, under the names of the API. */
import { useRef } from "preact/hooks";
import type { AgreementAnswer, ReportState } from "../../api/desk-answers.js";
import { load } from "../../api/load.js";
import { go } from "../../route.js";
import { number } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import { addressOf, here, type QueueFilter } from "../address.js";
import { useKeys } from "../use-keys.js";
import { counts } from "./queue-state.js";

const t = texts.desk.queue;
const STATES: readonly ReportState[] = ["coded", "uncoded", "reviewed"];

/** Everybody who has coded. */
const coders = load<AgreementAnswer>(() => (here.value.place === "queue" ? "/api/agreement" : null));

let timer: ReturnType<typeof setTimeout> | undefined;

function set(name: QueueFilter, value: string | null): void {
  go(addressOf("queue", { [name]: value }), "replace");
}

/** While somebody types the list waits for a pause. */
function setSoon(name: QueueFilter, value: string): void {
  clearTimeout(timer);
  timer = setTimeout(() => set(name, value), 250);
}

export function QueueFilters() {
  const words = useRef<HTMLInputElement>(null);
  const { query } = here.value;
  const chosen = query.get("state");
  const all = STATES.map((state) => counts.value[state]);
  const sum = all.includes(null) ? null : all.reduce<number>((total, n) => total + (n ?? 0), 0);
  useKeys(() => ({ "/": () => words.current?.focus() }));
  const leave = (event: KeyboardEvent) => {
    if (event.key !== "Escape" && event.key !== "Enter") return;
    event.preventDefault();
    document.querySelector<HTMLElement>(".queue-scroll")?.focus();
  };
  const state = (value: ReportState | null, label: string, count: number | null) => (
    <button
      type="button"
      class={chosen === value ? "button is-marked" : "button"}
      aria-pressed={chosen === value}
      onClick={() => set("state", value)}
    >
      {label}
      <span class="badge">{count === null ? "–" : number(count)}</span>
    </button>
  );
  return (
    <search class="queue-filters" aria-label={t.filters}>
      <div class="queue-states" role="group" aria-label={t.filters}>
        {state(null, t.allStates, sum)}
        {STATES.map((name, i) => state(name, texts.desk.states[name], all[i] ?? null))}
      </div>
      <input
        ref={words}
        type="search"
        class="input"
        placeholder={t.words}
        aria-label={t.words}
        value={query.get("q") ?? ""}
        onInput={(event) => setSoon("q", event.currentTarget.value)}
        onKeyDown={leave}
      />
      <input
        type="search"
        class="input"
        placeholder={t.outletHint}
        aria-label={t.outletHint}
        value={query.get("outlet") ?? ""}
        onChange={(event) => set("outlet", event.currentTarget.value)}
        onKeyDown={leave}
      />
      <select
        class="input"
        aria-label={t.coder}
        value={query.get("coder") ?? ""}
        onChange={(event) => set("coder", event.currentTarget.value)}
        onKeyDown={leave}
      >
        <option value="">{t.anyCoder}</option>
        {coders.value.value?.coders.map(({ coder }) => (
          <option key={coder} value={coder}>
            {coder}
          </option>
        ))}
      </select>
    </search>
  );
}
