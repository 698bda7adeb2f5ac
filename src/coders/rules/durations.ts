/** How long what is told went on, as a figure of its event. */
import { span } from "../../model/span.js";
import { around, type Telling } from "./tellings.js";
import { tokenAt } from "./token-at.js";
import type { View } from "./view.js";
import { closeness, type TimeAt } from "./when.js";

/** Words before a length of time that make it the length of what is told: "has been going on for two weeks". */
const LASTING = new Set(["for", "lasting", "lasted", "lasts", "last", "of"]);

const HEDGING = new Set([
  "more",
  "than",
  "about",
  "around",
  "nearly",
  "almost",
  "over",
  "at",
  "least",
  "some",
]);

/** Durations of sustained action: "a 24-hour strike", "two weeks of protests", "fighting that lasted three days". */
export function lasts(view: View, at: TimeAt, tellings: readonly Telling[]): void {
  const { tokens, analysis } = view;
  const { days, start, end } = at.time;
  if (at.time.type !== "DURATION" || days === null || days < 0.9) return;
  let before = tokenAt(view, start) - 1;
  while (before > 0 && HEDGING.has(tokens.Norm[before]!)) before--;
  const next = tokenAt(view, end - 1) + 1;
  const said =
    LASTING.has(tokens.Norm[before] ?? "") ||
    (tokens.Norm[next] === "of" && tokens.Sentence[next] === at.sentence);
  for (const { of: b, draft } of around(tellings, at.sentence)) {
    const { trigger } = draft;
    if (trigger.sentence !== at.sentence || draft.type !== b.type) continue;
    if (!(b.type.startsWith("PRO") || b.type === "VIO.ARMED")) continue;
    const far = Math.abs(trigger.head - at.head);
    if (!(far < 9 && closeness(view, trigger, at.head) === 0) && !(said && far < 18)) continue;
    if (b.figures.some((f) => f.kind === "duration_days")) continue;
    const { low, high, hedge } = bounds(view, at);
    const quote = span(analysis.text, start, end);
    const none = { stock: false, group: null, said_by: null } as const;
    view.why?.note(b, "figure.duration", quote, { figure: "duration_days", days }, [b.trigger]);
    b.figures.push({ kind: "duration_days", low, high, point: hedge ? null : days, hedge, ...none, quote });
    return;
  }
}

/** The days that a length of time stands for, with the hedge before it: "more than 20 years" has no upper bound. */
function bounds(view: View, at: TimeAt): { low: number | null; high: number | null; hedge: string | null } {
  const { start, end } = at.time;
  const days = at.time.days!;
  const hedged = view.analysis.numbers.find(
    (q) => q.start <= start && start < q.end && q.start < end && q.hedge,
  );
  if (!hedged) return { low: days, high: days, hedge: null };
  return {
    low: hedged.low === null ? null : days,
    high: hedged.high === null ? null : days,
    hedge: hedged.hedge,
  };
}
