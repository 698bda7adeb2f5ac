/** The tables of `quipu measure`, for a person. */
import type { Agreement } from "../measure/agreement.js";
import { DRAWS, type Interval, type Intervals } from "../measure/bootstrap.js";
import type { Confusion } from "../measure/confusions.js";
import { FIELDS, type Quality } from "../measure/counts.js";
import type { Drift, EventChange } from "../measure/drift.js";
import type { Errors } from "../measure/errors.js";
import type { Measurement } from "../measure/measure.js";
import { visible } from "../writers/visible.js";

export type WholeMeasurement = Measurement & {
  readonly intervals: Intervals;
  readonly errors: Errors;
  readonly agreement: readonly Agreement[];
  readonly confusions: readonly Confusion[];
};

/** Confusions that are worth a line. */
const MOST_CONFUSIONS = 12;
const WIDTH = 18;

/** Figures with their intervals, fields, types, errors, agreement, confusions, one under the other. */
export function measureTable(whole: WholeMeasurement): string {
  const { figures, fields, types, intervals, errors, agreement, confusions } = whole;
  const lines = Object.entries(figures).map(([name, value]) => {
    const interval = intervals[name as keyof typeof figures];
    return `${name.padEnd(WIDTH)}${shown(value)}${interval ? `   ${range(interval)}` : ""}`;
  });
  if (Object.keys(intervals).length > 0)
    lines.push(`(in brackets: 95 % of ${DRAWS.toLocaleString("en")} draws of as many reports)`);
  lines.push("", quality("field", null), ...FIELDS.map((field) => quality(field, fields[field])));
  lines.push("", quality("type", null), ...types.map((row) => quality(row.type, row)));
  lines.push("", "how far off", ...Object.entries(errors).map(([name, value]) => named(name, value)));
  if (agreement.length > 0)
    lines.push(
      "",
      `${"Krippendorff".padEnd(WIDTH)}${["alpha", "scale", "units"].map((head) => head.padStart(10)).join("")}`,
      ...agreement.map(
        ({ field, alpha, scale, units }) =>
          field.padEnd(WIDTH) +
          [shown(alpha), scale, String(units)].map((cell) => cell.padStart(10)).join(""),
      ),
      "(inter-coder reliability only where both sides coded blind; a machine against gold is accuracy)",
    );
  const most = confusions.slice(0, MOST_CONFUSIONS);
  if (most.length > 0)
    lines.push(
      "",
      "taken for another",
      ...most.map(({ field, gold, coded, events }) =>
        named(field, null, `${String(events).padStart(4)}  ${gold} → ${coded}`),
      ),
    );
  return `${lines.join("\n")}\n`;
}

const MARK: Readonly<Record<EventChange["change"], string>> = { gone: "-", new: "+", altered: "~" };

/** The sum of the changes, then report by report. */
export function driftTable({ reports, events, gone, new: added, altered, fields, changes }: Drift): string {
  const lines = [
    `${reports} reports, ${events.before} events before, ${events.after} after: ${gone} gone, ${added} new, ${altered} altered in ${changes.length} reports.`,
  ];
  if (fields.length > 0) lines.push(fields.map(({ field, events }) => `${field} ${events}`).join(", "));
  for (const change of changes) {
    lines.push("", change.report);
    for (const event of change.events) {
      lines.push(`  ${MARK[event.change]} ${event.event}`);
      for (const { field, before, after } of event.fields)
        lines.push(`      ${field.padEnd(10)} ${before}`, `      ${"".padEnd(10)} → ${after}`);
    }
  }
  return `${lines.map(visible).join("\n")}\n`;
}

function quality(name: string, row: Quality | null): string {
  const cells =
    row === null
      ? ["P", "R", "F1", "agreed", "gold", "coded"]
      : [shown(row.p), shown(row.r), shown(row.f1), row.agreed, row.gold, row.coded];
  return name.padEnd(WIDTH) + cells.map((cell) => String(cell).padStart(8)).join("");
}

function named(name: string, value: number | null, words = shown(value)): string {
  return `${name.padEnd(WIDTH)}${words}`;
}

function range([low, high]: Interval): string {
  return `[${low.toFixed(3)}, ${high.toFixed(3)}]`;
}

function shown(value: number | null): string {
  if (value === null) return "–";
  return Number.isInteger(value) && value > 1 ? String(value) : value.toFixed(3);
}
