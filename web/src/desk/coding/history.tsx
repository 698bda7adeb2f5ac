/** Who said what of a value, and when: every coding in the log, oldest first, and the coder now. */
import type { ComponentChildren } from "preact";
import type { EventRecord } from "../../../../src/model/index.js";
import { locale, texts } from "../../texts/index.js";
import { type EventField, isCodingField, isListField } from "../draft/action.js";
import { isRejected } from "../draft/draft.js";
import { saidBeside, saidOf } from "../draft/said.js";
import { type Stop, wordsOf } from "../draft/stops.js";
import { draft, opened } from "./coding-state.js";
import { besideText, stopText, valuesText } from "./value-text.js";

const t = texts.desk.history;
const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });

function SaidLine({ event, field }: { readonly event: EventRecord; readonly field: EventField }) {
  if (isRejected(event)) return <>{t.rejects}</>;
  const values = valuesText(event, field);
  const words = isListField(field) ? null : wordsOf(event, field, 0);
  return (
    <>
      {values.length === 0 ? texts.desk.adjudicate.empty : values.join("; ")}
      {words !== null && (
        <>
          {" "}
          <q class="words" dir="auto">
            {words.quote}
          </q>
        </>
      )}
    </>
  );
}

type Row = {
  readonly coding: string;
  readonly author: string;
  readonly time: string;
  readonly what: ComponentChildren;
};

/** What each coding of the log says at a stop, and what the draft says. */
function rowsOfStop(of: Stop): { readonly said: readonly Row[]; readonly now: ComponentChildren } | null {
  const [answer, now] = [opened.value, draft.value];
  if (answer === null || now === null) return null;
  const { field, at } = of;
  if (isCodingField(field)) {
    const said = saidBeside(now, field, at, answer.codings).map(({ rows, ...who }) => ({
      ...who,
      what: rows.length === 0 ? t.absentValue : rows.map((row) => besideText(now, field, row)).join("; "),
    }));
    return { said, now: stopText(now, of) };
  }
  const event = now.events.find(({ id }) => id === of.event);
  if (event === undefined) return null;
  const said = saidOf(event, answer.codings).map(({ event: theirs, ...who }) => ({
    ...who,
    what: theirs === null ? t.absent : <SaidLine event={theirs} field={field} />,
  }));
  return { said, now: <SaidLine event={event} field={field} /> };
}

export function History({ of }: { readonly of: Stop }) {
  const rows = rowsOfStop(of);
  if (rows === null) return null;
  const hidden = opened.value?.hidden ?? 0;
  return (
    <section class="history" aria-label={t.title}>
      {hidden > 0 && <p class="soft">{t.blind}</p>}
      {rows.said.length === 0 && hidden === 0 && <p class="soft">{t.none}</p>}
      <ol>
        {rows.said.map(({ coding, author, time, what }) => (
          <li key={coding}>
            <span class="history-who">
              <bdi>{author}</bdi>{" "}
              <time dateTime={time} class="soft">
                {moment.format(new Date(time))}
              </time>
            </span>
            <span>{what}</span>
          </li>
        ))}
        <li class="is-now">
          <span class="history-who">{t.you}</span>
          <span>{rows.now}</span>
        </li>
      </ol>
    </section>
  );
}
