/** Links events to the sum or the wave that they are told as a part of. */
import type { EventRecord, Link } from "../../../model/coding.js";
import { span } from "../../../model/span.js";
import type { Building } from "../merging/building.js";
import type { View } from "../reading/view.js";

type Made = { readonly record: EventRecord; readonly of: Building };

/** "protests, including a march in Lima": by the words; an event in the days and the country of the report's wave: inferred. */
export function parts(view: View, made: readonly Made[]): Link[] {
  const out: Link[] = [];
  const byToken = new Map<number, Made>();
  for (const one of made)
    for (const d of one.of.cluster.drafts)
      if (!byToken.has(d.trigger.first)) byToken.set(d.trigger.first, one);
  const waves = made.filter(({ record }) => record.type === "PRO.WAVE" && record.date.start !== null);
  for (const one of made) {
    const { lead } = one.of;
    const whole = lead.within === null ? undefined : byToken.get(lead.within);
    const [sum, basis] =
      whole && whole !== one ? [whole, "text" as const] : [waveOf(one, waves), "inferred" as const];
    if (sum === null) continue;
    const { tokens, analysis } = view;
    const between = basis === "text" ? including(view, lead.within!, lead.trigger.first) : -1;
    const quote = between < 0 ? null : span(analysis.text, tokens.Start[between]!, tokens.End[between]!);
    out.push({ from: one.record.id, to: sum.record.id, relation: "part_of", basis, quote });
    const how = basis === "text" ? "by the words" : "by day and country";
    view.why?.note(one.record, "link.part", sum.record.trigger, {
      event: sum.record.id,
      type: sum.record.type,
      how,
    });
  }
  return out;
}

/** The token of "including" between the whole and its part. */
function including(view: View, from: number, to: number): number {
  for (let i = to - 1; i > from; i--) if (view.cues.including!.has(view.tokens.Norm[i]!)) return i;
  return -1;
}

/** The wave whose days hold the day of a protest that happened, in one country. */
function waveOf({ record }: Made, waves: readonly Made[]): Made | null {
  const { type, date, actuality, scope } = record;
  if (!type.startsWith("PRO.") || type === "PRO.WAVE" || actuality !== "happened" || scope === "campaign")
    return null;
  if (date.start === null || date.end === null) return null;
  for (const wave of waves) {
    const { start, end } = wave.record.date;
    if (start! > date.start || (end !== null && end < date.end)) continue;
    const [here, there] = [record.places[0]?.country, wave.record.places[0]?.country];
    if (here && there && here === there) return wave;
  }
  return null;
}
