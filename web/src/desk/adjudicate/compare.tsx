/** Two codings of one report side by side: what they agree on is taken, what they dispute is decided field by field. */
import { useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { EventRecord } from "../../../../src/model/index.js";
import { Glyph } from "../../atlas/glyph.js";
import { EmptyNote, LoadingNote } from "../../components/states.js";
import { go } from "../../route.js";
import { texts } from "../../texts/index.js";
import { addressOf, goTo, here } from "../address.js";
import {
  dispatch,
  draft,
  editing,
  findings,
  open,
  opened,
  problem,
  readAnew,
  redoOne,
  step,
  stop,
  undoOne,
} from "../coding/coding-state.js";
import { Editor } from "../coding/editor.js";
import { ReportPane } from "../coding/report-pane.js";
import { SaveState } from "../coding/save-state.js";
import { besideWhole, valuesText } from "../coding/value-text.js";
import { intoWords } from "../coding/walk.js";
import type { EventField } from "../draft/action.js";
import { rowsOf } from "../draft/beside.js";
import { isRejected } from "../draft/draft.js";
import { type Dispute, decidedOf, listOf, nameOf, type Side, undecided } from "../draft/pairs.js";
import { blind, coder, gateBook, labelOf } from "../session.js";
import { Trouble } from "../trouble.js";
import { useKeys } from "../use-keys.js";
import {
  all,
  both,
  comparable,
  decide,
  decisionOf,
  finding,
  move,
  own,
  place,
  save,
  sides,
  start,
} from "./compare-state.js";

const t = texts.desk.adjudicate;

function Cell({ event, field }: { readonly event: EventRecord | null; readonly field: EventField }) {
  if (event === null || (field === "type" && isRejected(event))) return <em>{t.absent}</em>;
  return <Lines values={valuesText(event, field)} />;
}

function Lines({ values }: { readonly values: readonly string[] }) {
  if (values.length === 0) return <em>{t.empty}</em>;
  return (
    <>
      {values.map((value) => (
        <span class="cell-value" dir="auto" key={value}>
          {value}
        </span>
      ))}
    </>
  );
}

/** What one side, or the draft, has of a dispute. */
function Said({ of, side }: { readonly of: Dispute; readonly side: Side | "own" }) {
  const now = draft.value;
  if (now === null) return null;
  if (of.pair === null) {
    const rows = side === "own" ? rowsOf(now, of.field) : listOf(both.value, of.field, side);
    return <Lines values={rows.map((row) => besideWhole(now, of.field, row))} />;
  }
  const pair = both.value.pairs[of.pair]!;
  const event = side === "own" ? now.events.find(({ id }) => id === nameOf(pair)) : pair[side];
  return <Cell event={event ?? null} field={of.field} />;
}

function DisputeRow({ of, at }: { readonly of: Dispute; readonly at: number }) {
  const { event: id, field } = decidedOf(both.value, of);
  const decision = decisionOf(of);
  const isHere = place.value === at;
  const form = editing.value;
  const wrong = findings.value.filter((one) => one.stop?.event === id && one.stop.field === field);
  const ownName = of.pair === null ? t.both : t.own;
  const side = (name: Side, key: string) => (
    <button
      type="button"
      class={decision === name ? "cell is-taken" : "cell"}
      aria-pressed={decision === name}
      tabIndex={isHere ? 0 : -1}
      onClick={() => {
        place.value = at;
        decide(of, name);
      }}
    >
      <span class="cell-key">
        <kbd>{key}</kbd>
        <span class="only-read">{t.take[name]}: </span>
      </span>
      <span>
        <Said of={of} side={name} />
      </span>
    </button>
  );
  return (
    <li class={isHere ? "dispute is-here" : "dispute"} aria-current={isHere ? "true" : undefined}>
      <span class="dispute-field">
        {texts.desk.fields[field]}
        {decision !== undefined && (
          <span class="soft">
            {" "}
            <span aria-hidden="true">✓</span> {decision === "own" ? ownName : t[decision]}
          </span>
        )}
      </span>
      {side("left", "1")}
      {side("right", "2")}
      <button
        type="button"
        class={decision === "own" ? "cell cell-own is-taken" : "cell cell-own"}
        aria-pressed={decision === "own"}
        tabIndex={isHere ? 0 : -1}
        onClick={() => {
          place.value = at;
          own(of);
        }}
      >
        <span class="cell-key">
          <kbd>3</kbd>
        </span>
        <span>
          {decision === "own" && of.pair !== null ? (
            <Said of={of} side="own" />
          ) : (
            t.take[of.pair === null ? "both" : "own"]
          )}
        </span>
      </button>
      {wrong.map(({ message }) => (
        <p class="value-wrong" key={message}>
          <strong>{texts.desk.saved.finding}:</strong> {message}
        </p>
      ))}
      {isHere && form !== null && form.event === id && form.field === field && (
        <Editor
          of={form}
          close={(kept) => {
            editing.value = null;
            if (kept) {
              dispatch({ do: "decide", decision: { event: id, field, side: "own" } });
              move(1);
            }
            focusDispute();
          }}
        />
      )}
    </li>
  );
}

function focusDispute(): void {
  requestAnimationFrame(() => {
    if (editing.peek() !== null || document.activeElement?.id === "report-text") return;
    const cell = document.querySelector<HTMLElement>(".dispute.is-here .cell");
    cell?.focus({ preventScroll: true });
    cell?.scrollIntoView({ block: "nearest" });
  });
}

/** The disputes about one event (`pair`), or about what stands beside the events (null). */
function Rows({ pair }: { readonly pair: number | null }) {
  return (
    <ul class="disputes">
      {all.value.map((dispute, index) =>
        dispute.pair === pair ? <DisputeRow key={dispute.field} of={dispute} at={index} /> : null,
      )}
    </ul>
  );
}

function Disputes() {
  useSignalEffect(() => {
    const dispute = all.value[place.value];
    if (dispute === undefined) return;
    const { event, field } = decidedOf(both.value, dispute);
    stop.value = { event, field, at: 0 };
    focusDispute();
  });
  const has = (pair: number | null) => all.value.some((dispute) => dispute.pair === pair);
  return (
    <ol class="dispute-events">
      {both.value.pairs.map((pair, at) => {
        const event = (pair.left ?? pair.right)!;
        if (!has(at)) return null;
        return (
          <li key={event.id} class="event-box is-open">
            <h3>
              <span class="event-head">
                <Glyph type={event.type} />
                <span class="event-label">{labelOf(event.type)}</span>
                <q class="words" dir="auto">
                  {event.trigger.quote}
                </q>
              </span>
            </h3>
            <Rows pair={at} />
          </li>
        );
      })}
      {has(null) && (
        <li class="event-box is-open">
          <h3>{t.beside}</h3>
          <Rows pair={null} />
        </li>
      )}
    </ol>
  );
}

function SideMenu({ name }: { readonly name: Side }) {
  const answer = opened.value;
  const two = sides.value;
  if (answer === null || two === null) return null;
  return (
    <label class="field">
      <span>{t[name]}</span>
      <select
        class="input"
        value={two[name].id}
        onChange={(event) => {
          const other = name === "left" ? "right" : "left";
          const named = { [name]: event.currentTarget.value, [other]: two[other].id };
          go(addressOf("compare", { id: answer.report.id, ...named }), "replace");
        }}
      >
        {comparable(answer).map(({ id, coding }) => (
          <option key={id} value={id}>
            {coding.coder}
          </option>
        ))}
      </select>
    </label>
  );
}

export function ComparePage() {
  const { query } = here.value;
  const [id, left, right] = [query.get("id"), query.get("left"), query.get("right")];
  const isReady = coder.value !== null && gateBook.value !== null;
  const isBlind = blind.value;
  useEffect(() => {
    finding.value = false;
    place.value = 0;
    if (id !== null && isReady) void open(id, `compare ${left} ${right}`, start);
  }, [id, left, right, isBlind, isReady]);
  const here_ = () => all.peek()[place.peek()];
  const on = (act: (dispute: Dispute) => void) => () => {
    const dispute = here_();
    if (dispute !== undefined) act(dispute);
  };
  useKeys(() => ({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    "1": on((dispute) => decide(dispute, "left")),
    ArrowLeft: on((dispute) => decide(dispute, "left")),
    "2": on((dispute) => decide(dispute, "right")),
    ArrowRight: on((dispute) => decide(dispute, "right")),
    "3": on(own),
    a: save,
    i: intoWords,
    "/": () => {
      finding.value = true;
    },
    "[": () => void step(-1),
    "]": () => void step(1),
    "Ctrl+z": undoOne,
    "Ctrl+Z": redoOne,
    "Ctrl+y": redoOne,
    Escape: () => goTo("report", { id, left: null, right: null }),
  }));
  const mode = `compare ${left} ${right}`;
  const reopen = () => id !== null && void open(id, mode, start);
  if (problem.value !== null) return <Trouble problem={problem.value} again={reopen} />;
  const answer = opened.value;
  if (answer === null || draft.value === null) return <LoadingNote text={texts.desk.coding.loading} />;
  const waits = undecided(draft.value, both.value).length;
  return (
    <div class="coding compare">
      <ReportPane finding={finding} />
      <section class="record" aria-label={t.label}>
        <header class="record-head">
          <h2>
            {t.label}
            {all.value.length > 0 && <span class="soft"> {t.disputes(waits, all.value.length)}</span>}
          </h2>
          <SaveState readAnew={() => id !== null && readAnew(id, mode, start)} />
          <div class="record-buttons">
            <SideMenu name="left" />
            <SideMenu name="right" />
            <button type="button" class="button button-main" onClick={save} disabled={sides.value === null}>
              {t.save} <kbd>a</kbd>
            </button>
          </div>
        </header>
        <div class="record-list" id="record" tabIndex={-1}>
          {sides.value === null ? (
            <EmptyNote title={t.tooFew.title}>
              <p>{isBlind && answer.hidden > 0 ? t.notYet : t.tooFew.text}</p>
            </EmptyNote>
          ) : all.value.length === 0 ? (
            <EmptyNote title={t.same.title}>
              <p>{t.same.text}</p>
            </EmptyNote>
          ) : (
            <Disputes />
          )}
        </div>
      </section>
    </div>
  );
}
