/** Two codings of one report side by side: what they agree on is taken, what they dispute is decided field by field. */
import { computed, signal, useSignalEffect } from "@preact/signals";
import { useEffect } from "preact/hooks";
import type { EventRecord } from "../../../../src/model/index.js";
import type { ReportAnswer } from "../../api/desk-answers.js";
import { Glyph } from "../../atlas/glyph.js";
import { EmptyNote, LoadingNote, ProblemNote } from "../../components/states.js";
import { go } from "../../route.js";
import { texts } from "../../texts/index.js";
import { addressOf, goTo, here } from "../address.js";
import {
  accept,
  dispatch,
  draft,
  edit,
  editing,
  findings,
  open,
  opened,
  problem,
  redoOne,
  step,
  stop,
  undoOne,
} from "../coding/coding-state.js";
import { Editor } from "../coding/editor.js";
import { ReportPane } from "../coding/report-pane.js";
import { SaveState } from "../coding/save-state.js";
import { valuesText } from "../coding/value-text.js";
import { intoWords } from "../coding/walk.js";
import { type Field, isListField } from "../draft/action.js";
import { type Draft, draftOf, isRejected, type LoggedCoding, latestOfEach, sorted } from "../draft/draft.js";
import {
  type Dispute,
  disputes,
  type EventPair,
  joined,
  nameOf,
  pairEvents,
  type Side,
  taking,
  undecided,
} from "../draft/pairs.js";
import { say } from "../say.js";
import { blind, coder, gateBook, labelOf } from "../session.js";
import { useKeys } from "../use-keys.js";

const t = texts.desk.adjudicate;

const finding = signal(false);
/** Which dispute the adjudicator is at. */
const place = signal(0);

/** The codings that can be compared: the newest of each coder, persons' first. */
function comparable({ codings }: ReportAnswer): readonly LoggedCoding[] {
  const latest = latestOfEach(codings);
  const isPerson = ({ coding }: LoggedCoding) => coding.coder.startsWith("human:");
  return [...latest.filter(isPerson).reverse(), ...latest.filter((entry) => !isPerson(entry)).reverse()];
}

type Sides = { readonly left: LoggedCoding; readonly right: LoggedCoding };

/** The two that the address names, else the first two. */
function sidesOf(answer: ReportAnswer, query: URLSearchParams): Sides | null {
  const all = comparable(answer);
  const named = (name: string) => all.find(({ id }) => id === query.get(name));
  const left = named("left") ?? all.find((entry) => entry !== named("right"));
  const right = named("right") ?? all.find((entry) => entry !== left);
  return left === undefined || right === undefined || left === right ? null : { left, right };
}

const sides = computed(() => (opened.value === null ? null : sidesOf(opened.value, here.value.query)));
const pairs = computed((): readonly EventPair[] =>
  sides.value === null ? [] : pairEvents(sides.value.left.coding.events, sides.value.right.coding.events),
);
const all = computed(() => disputes(pairs.value));

/** The adjudicator's draft: the events of both, each as the left coder has it until something else is taken. */
function start(answer: ReportAnswer): Draft {
  const both = sidesOf(answer, here.peek().query);
  const base = draftOf({
    report: answer.report,
    codings: answer.codings,
    codebook: gateBook.peek()!.id,
    coder: coder.peek()!,
  });
  if (both === null) return base;
  const { left, right } = both;
  const events = joined(pairEvents(left.coding.events, right.coding.events));
  const { links, figures, relations, noise } = left.coding;
  const known = [...new Set([...base.known, ...events.map(({ id }) => id)])];
  const seen = [...new Set([...base.seen, left.id, right.id])];
  const ids = new Set(events.map(({ id }) => id));
  const held = links.filter(({ from, to }) => ids.has(from) && ids.has(to));
  return sorted({ ...base, events, known, seen, links: held, figures, relations, noise });
}

function decide({ pair, field }: Dispute, side: Side): void {
  const [now, both] = [draft.peek(), pairs.peek()[pair]];
  if (now === null || both === undefined) return;
  const action = taking(now, both, field, side);
  if (action !== null) dispatch(action);
  move(1);
}

function own({ pair, field }: Dispute): void {
  const event = nameOf(pairs.peek()[pair]!);
  const now = draft.peek()?.events.find(({ id }) => id === event);
  if (now === undefined || field === "mentions") return;
  const many = isListField(field);
  if (many && now[field].length === 0) {
    editing.value = { event, field, at: null, words: null };
    return;
  }
  edit({ event, field, at: 0 });
}

function move(by: number): void {
  place.value = Math.max(0, Math.min(all.peek().length - 1, place.peek() + by));
}

function Cell({ event, field }: { readonly event: EventRecord | null; readonly field: Field }) {
  if (event === null || (field === "type" && isRejected(event))) return <em>{t.absent}</em>;
  const values = valuesText(event, field);
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

function DisputeRow({ of, at }: { readonly of: Dispute; readonly at: number }) {
  const both = pairs.value[of.pair]!;
  const id = nameOf(both);
  const now = draft.value?.events.find((event) => event.id === id) ?? null;
  const decision = draft.value?.decided.find((one) => one.event === id && one.field === of.field)?.side;
  const isHere = place.value === at;
  const form = editing.value;
  const wrong = findings.value.filter((one) => one.stop?.event === id && one.stop.field === of.field);
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
        <Cell event={both[name]} field={of.field} />
      </span>
    </button>
  );
  return (
    <li class={isHere ? "dispute is-here" : "dispute"} aria-current={isHere ? "true" : undefined}>
      <span class="dispute-field">
        {texts.desk.fields[of.field]}
        {decision !== undefined && (
          <span class="soft">
            {" "}
            <span aria-hidden="true">✓</span> {t[decision]}
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
        <span>{decision === "own" && now !== null ? <Cell event={now} field={of.field} /> : t.take.own}</span>
      </button>
      {wrong.map(({ message }) => (
        <p class="value-wrong" key={message}>
          <strong>{texts.desk.saved.finding}:</strong> {message}
        </p>
      ))}
      {isHere && form !== null && form.event === id && form.field === of.field && (
        <Editor
          of={form}
          close={(kept) => {
            editing.value = null;
            if (kept) {
              dispatch({ do: "decide", decision: { event: id, field: of.field, side: "own" } });
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

function Disputes() {
  useSignalEffect(() => {
    const dispute = all.value[place.value];
    const both = dispute === undefined ? undefined : pairs.value[dispute.pair];
    if (dispute === undefined || both === undefined) return;
    stop.value = { event: nameOf(both), field: dispute.field, at: 0 };
    focusDispute();
  });
  return (
    <ol class="dispute-events">
      {pairs.value.map((pair, at) => {
        const rows = all.value
          .map((dispute, index) => ({ dispute, index }))
          .filter(({ dispute }) => dispute.pair === at);
        const event = (pair.left ?? pair.right)!;
        if (rows.length === 0) return null;
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
            <ul class="disputes">
              {rows.map(({ dispute, index }) => (
                <DisputeRow key={dispute.field} of={dispute} at={index} />
              ))}
            </ul>
          </li>
        );
      })}
    </ol>
  );
}

function SideMenu({ name }: { readonly name: Side }) {
  const answer = opened.value;
  const both = sides.value;
  if (answer === null || both === null) return null;
  return (
    <label class="field">
      <span>{t[name]}</span>
      <select
        class="input"
        value={both[name].id}
        onChange={(event) => {
          const other = name === "left" ? "right" : "left";
          const named = { [name]: event.currentTarget.value, [other]: both[other].id };
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

/** Saved when every dispute is decided; else to the first that is not. */
function save(): void {
  const now = draft.peek();
  if (now === null) return;
  const [first, ...more] = undecided(now, pairs.peek());
  if (first === undefined) return void accept();
  place.value = all.peek().findIndex(({ pair, field }) => pair === first.pair && field === first.field);
  say(texts.desk.saved.undecided(more.length + 1), "bad");
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
  if (problem.value !== null) return <ProblemNote problem={problem.value} />;
  const answer = opened.value;
  if (answer === null || draft.value === null) return <LoadingNote text={texts.desk.coding.loading} />;
  const waits = undecided(draft.value, pairs.value).length;
  return (
    <div class="coding compare">
      <ReportPane finding={finding} />
      <section class="record" aria-label={t.label}>
        <header class="record-head">
          <h2>
            {t.label}
            {all.value.length > 0 && <span class="soft"> {t.disputes(waits, all.value.length)}</span>}
          </h2>
          <SaveState />
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
