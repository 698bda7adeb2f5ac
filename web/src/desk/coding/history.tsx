/** Who said what of a value, and when: every coding in the log, oldest first, and the coder now. */
import type { EventRecord } from "../../../../src/model/index.js";
import { locale, texts } from "../../texts/index.js";
import { isListField } from "../draft/action.js";
import { isRejected } from "../draft/draft.js";
import { saidOf } from "../draft/said.js";
import { type Stop, wordsOf } from "../draft/stops.js";
import { opened } from "./coding-state.js";
import { valuesText } from "./value-text.js";

const t = texts.desk.history;
const moment = new Intl.DateTimeFormat(locale, { dateStyle: "medium", timeStyle: "short" });

function SaidLine({ event, of }: { readonly event: EventRecord; readonly of: Stop }) {
  if (isRejected(event)) return <>{t.rejects}</>;
  const values = valuesText(event, of.field);
  const words = isListField(of.field) ? null : wordsOf(event, of.field, 0);
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

export function History({ event, of }: { readonly event: EventRecord; readonly of: Stop }) {
  const answer = opened.value;
  if (answer === null) return null;
  const said = saidOf(event, answer.codings);
  return (
    <section class="history" aria-label={t.title}>
      {answer.hidden > 0 && <p class="soft">{t.blind}</p>}
      {said.length === 0 && answer.hidden === 0 && <p class="soft">{t.none}</p>}
      <ol>
        {said.map((one) => (
          <li key={one.coding}>
            <span class="history-who">
              <bdi>{one.author}</bdi>{" "}
              <time dateTime={one.time} class="soft">
                {moment.format(new Date(one.time))}
              </time>
            </span>
            <span>{one.event === null ? t.absent : <SaidLine event={one.event} of={of} />}</span>
          </li>
        ))}
        <li class="is-now">
          <span class="history-who">{t.you}</span>
          <span>
            <SaidLine event={event} of={of} />
          </span>
        </li>
      </ol>
    </section>
  );
}
