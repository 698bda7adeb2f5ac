/** One report of the queue in a line: what it is called, how sure the coder was, who has coded it. */
import type { QueueRow } from "../../api/desk-answers.js";
import { day, percent } from "../../texts/format.js";
import { texts } from "../../texts/index.js";

const t = texts.desk.queue;

export function QueueLine({ row, done }: { readonly row: QueueRow; readonly done: boolean }) {
  const { report, confidence, coders, events } = row;
  const state = done ? "reviewed" : row.state;
  return (
    <>
      <span class={`state state-${state}`}>{texts.desk.states[state]}</span>
      <span class="queue-main">
        <span class={report.title === null ? "queue-title is-none" : "queue-title"} dir="auto">
          {report.title ?? t.untitled}
        </span>
        <span class="queue-more">
          <bdi>{report.outlet ?? t.noOutlet}</bdi>
          {" · "}
          {report.published === null ? t.noDay : day(report.published)}
          {coders.length > 0 && (
            <>
              {" · "}
              <bdi>{texts.listOf(coders)}</bdi>
            </>
          )}
        </span>
      </span>
      <span class="queue-events">
        {coders.length === 0 ? t.notCoded : events === 0 ? t.nothingFound : texts.count.events(events)}
      </span>
      <span class="queue-sure">
        {confidence !== null && (
          <>
            <svg class="sure" viewBox="0 0 100 3" preserveAspectRatio="none" aria-hidden="true">
              <rect class="sure-room" width="100" height="3" />
              <rect class="sure-part" width={confidence * 100} height="3" />
            </svg>
            {t.sure(percent(confidence))}
          </>
        )}
      </span>
    </>
  );
}
