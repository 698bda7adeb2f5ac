/** The side of the report: its head, its text, and what can be done with selected words. */
import type { Signal } from "@preact/signals";
import { OutsideLink } from "../../components/outside-link.js";
import { day } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import { blind } from "../session.js";
import { opened } from "./coding-state.js";
import { ReportText } from "./report-text.js";
import { FindBar, SelectionBar } from "./selection-bar.js";

const t = texts.desk.coding;

export function ReportPane({ finding }: { readonly finding: Signal<boolean> }) {
  const answer = opened.value;
  if (answer === null) return null;
  const { report, hidden } = answer;
  return (
    <section class="report" aria-label={t.report}>
      <header class="report-head">
        <h2 dir="auto" title={report.title ?? undefined}>
          {report.title ?? texts.desk.queue.untitled}
        </h2>
        <p class="soft">
          <bdi>{report.outlet ?? texts.desk.queue.noOutlet}</bdi>
          {" · "}
          {report.published === null ? texts.desk.queue.noDay : t.published(day(report.published))}
          {report.url !== null && (
            <>
              {" · "}
              <OutsideLink to={report.url}>{t.open}</OutsideLink>
            </>
          )}
          {blind.value && hidden > 0 && (
            <>
              {" · "}
              <strong>{texts.desk.blind.hidden(hidden)}</strong>
            </>
          )}
        </p>
      </header>
      <ReportText key={report.sha256} />
      {finding.value ? (
        <FindBar
          close={() => {
            finding.value = false;
          }}
        />
      ) : (
        <SelectionBar />
      )}
    </section>
  );
}
