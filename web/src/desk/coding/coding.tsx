/** A report and its record, side by side: where a coder works. */
import { useSignal } from "@preact/signals";
import { useEffect } from "preact/hooks";
import { LoadingNote } from "../../components/states.js";
import { texts } from "../../texts/index.js";
import { goTo, here } from "../address.js";
import { blind, coder, gateBook } from "../session.js";
import { Trouble } from "../trouble.js";
import { useKeys } from "../use-keys.js";
import { codingKeys } from "./coding-keys.js";
import {
  accept,
  dispatch,
  draft,
  open,
  opened,
  problem,
  readAnew,
  redoOne,
  sitting,
  step,
  undoOne,
} from "./coding-state.js";
import { watchOthers } from "./others.js";
import { Record } from "./record.js";
import { ReportPane } from "./report-pane.js";
import { SaveState } from "./save-state.js";

const t = texts.desk.coding;

function RecordHead() {
  const now = draft.value;
  if (now === null) return null;
  const codings = opened.value?.codings ?? [];
  const coders = new Set(codings.map(({ coding }) => coding.coder)).size;
  const hidden = opened.value?.hidden ?? 0;
  return (
    <header class="record-head">
      <h2>
        {t.events(now.events.length)}
        {now.events.length > 0 && (
          <span class="soft"> {t.checked(now.checked.length, now.events.length)}</span>
        )}
      </h2>
      <SaveState readAnew={() => readAnew(now.report.id, "coding")} />
      <div class="record-buttons">
        <StepButtons />
        {(coders > 1 || (coders === 1 && hidden > 0)) && (
          <button
            type="button"
            class="button button-quiet"
            onClick={() => goTo("compare", { id: now.report.id })}
          >
            {t.compare} <kbd>=</kbd>
          </button>
        )}
        <button type="button" class="button" onClick={() => dispatch({ do: "reject-all" })}>
          {t.nothingHere} <kbd>0</kbd>
        </button>
        <button type="button" class="button button-main" onClick={() => void accept()}>
          {t.accept} <kbd>a</kbd>
        </button>
      </div>
    </header>
  );
}

/** For those who do not use keys: to the reports around, back and forth in what was done. */
function StepButtons() {
  const now = sitting.value;
  const button = (sign: string, label: string, key: string, act: () => void, off = false) => (
    <button
      type="button"
      class="button button-quiet button-icon"
      aria-label={label}
      title={`${label} (${key})`}
      disabled={off}
      onClick={act}
    >
      <span aria-hidden="true">{sign}</span>
    </button>
  );
  return (
    <>
      {button("‹", t.previous, "[", () => void step(-1))}
      {button("›", t.next, "]", () => void step(1))}
      {button("↶", t.undo, "Ctrl+Z", undoOne, now?.done.length === 0)}
      {button("↷", t.redo, "Ctrl+Y", redoOne, now?.undone.length === 0)}
    </>
  );
}

export function CodingPage() {
  const id = here.value.query.get("id");
  const finding = useSignal(false);
  const isBlind = blind.value;
  const isReady = coder.value !== null && gateBook.value !== null;
  useEffect(() => {
    finding.value = false;
    if (id !== null && isReady) void open(id, "coding");
  }, [id, isBlind, isReady]);
  useEffect(() => (id === null ? undefined : watchOthers(id)), [id]);
  useKeys(() => codingKeys(() => (finding.value = true)));
  if (problem.value !== null)
    return <Trouble problem={problem.value} again={() => id !== null && void open(id, "coding")} />;
  if (opened.value === null || draft.value === null) return <LoadingNote text={t.loading} />;
  return (
    <div class="coding">
      <ReportPane finding={finding} />
      <section class="record" aria-label={t.record}>
        <RecordHead />
        <Record />
      </section>
    </div>
  );
}
