/** Whether the work is in the log, kept in the browser, or neither; and what was brought back after a crash. */
import { locale, texts } from "../../texts/index.js";
import { broughtBack, discard, isKept, saving, sitting } from "./coding-state.js";
import { cameIn } from "./others.js";

const t = texts.desk.saved;
const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });

function stateText(changes: number): string {
  if (saving.value === "sending") return t.sending;
  if (saving.value === "saved") return t.saved;
  if (saving.value === "failed") return t.failed;
  if (changes === 0) return t.untouched;
  return isKept.value ? t.kept(changes) : t.notKept(changes);
}

/** `readAnew` shows what has come in from others. */
export function SaveState({ readAnew }: { readonly readAnew: () => void }) {
  const changes = sitting.value?.done.length ?? 0;
  const back = broughtBack.value;
  const isBad = saving.value === "failed" || !isKept.value;
  return (
    <>
      <p class={`save-state save-${isBad ? "bad" : saving.value}`}>{stateText(changes)}</p>
      {cameIn.value > 0 && (
        <p class="brought-back" role="status">
          {t.cameIn(cameIn.value)}{" "}
          <button type="button" class="button button-quiet" onClick={readAnew}>
            {t.readAnew}
          </button>
        </p>
      )}
      {back !== null && (
        <p class="brought-back" role="status">
          {t.restored(back.changes, moment.format(new Date(back.time)))}{" "}
          <button type="button" class="button button-quiet" onClick={discard}>
            {t.discard}
          </button>
        </p>
      )}
    </>
  );
}
