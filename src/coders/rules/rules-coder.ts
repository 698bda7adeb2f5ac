/** The rule coder: a report and its analysis in, the claims of `rules@…` out. Pure: the same report gives the same coding. */
import type { Coding, Finding } from "../../model/coding.js";
import type { Report } from "../../model/report.js";
import { span } from "../../model/span.js";
import type { Analysis } from "../../text/analysis.js";
import { makeDrafts } from "./drafts.js";
import { build } from "./events.js";
import { countedFigures } from "./figures.js";
import { loadLexicon } from "./lexicon.js";
import { merge } from "./merge.js";
import { loadRules } from "./rule.js";
import { straighten } from "./straighten.js";
import { triggers } from "./triggers.js";
import { view as makeView } from "./view.js";
import { locateTimes } from "./when.js";
import { locatePlaces } from "./where.js";

export const RULES_CODER = "rules@1.0.0";

export function codeWithRules(
  report: Report,
  analysis: Analysis,
  codebook: string,
  findings: readonly Finding[],
): Coding {
  const rules = loadRules();
  const lexicon = loadLexicon();
  const view = makeView(straighten(analysis, lexicon), lexicon, rules.cues);
  const found = triggers(view, rules);
  const times = locateTimes(view);
  const places = locatePlaces(view);
  const drafts = makeDrafts(view, found, times, places);
  const participants = new Map<number, number>();
  for (const trigger of found) {
    if (!trigger.type.startsWith("PRO.")) continue;
    for (const head of view.agents(trigger.head))
      if (!participants.has(head)) participants.set(head, trigger.head);
  }
  const figures = countedFigures(view, participants);
  const built = build(view, report.id, merge(drafts), times, places, figures);
  const { text: _text, ...head } = report;
  return {
    report: head,
    coder: RULES_CODER,
    codebook,
    seen: [],
    events: built.events,
    links: built.links,
    figures: built.figures,
    relations: [],
    noise: analysis.noise.map((n) => ({ ...span(report.text, n.start, n.end), kind: n.kind })),
    findings,
  };
}
