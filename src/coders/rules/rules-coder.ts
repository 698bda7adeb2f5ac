/** The rule coder: a report and its analysis in, the claims of `rules@…` out. Pure: the same report gives the same coding. */
import type { Coding, Finding } from "../../model/coding.js";
import type { Report } from "../../model/report.js";
import { span } from "../../model/span.js";
import type { Reason, Why } from "../../model/why.js";
import type { Analysis } from "../../text/analysis.js";
import { assume, untold } from "./assumed-day.js";
import { build } from "./events.js";
import { reasonsOf, type Told } from "./explain.js";
import { actsOf } from "./figures/acts.js";
import { countedFigures } from "./figures/figures.js";
import { loadLexicon } from "./lexicon/lexicon.js";
import { countsOf } from "./merging/counts.js";
import { makeDrafts } from "./merging/drafts.js";
import { withoutHistory } from "./merging/history.js";
import { merge } from "./merging/merge.js";
import { joinKillings } from "./merging/one-killing.js";
import { joinVictims } from "./merging/same-victims.js";
import { makeView } from "./reading/make-view.js";
import { straighten } from "./reading/straighten.js";
import { relations } from "./relations/relations.js";
import { locateTimes } from "./sites/when.js";
import { locatePlaces } from "./sites/where.js";
import { loadRules } from "./triggers/rule.js";
import { triggers } from "./triggers/triggers.js";
import { attribution, voicesOf } from "./voices/attribution.js";
import { loadWhyWords } from "./why/why-words.js";

export const RULES_CODER = "rules@1.0.0";

/** The same coder with the rules that are on trial. Its codings are for measuring, never for a store. */
export const NURSERY_CODER = "rules-nursery@1.0.0";

export function codeWithRules(
  report: Report,
  analysis: Analysis,
  codebook: string,
  findings: readonly Finding[],
  nursery = false,
): Coding {
  return code(report, analysis, codebook, findings, null, nursery).coding;
}

/** The same coding, with the reasons for every value. `why` has taken notes of the analysis already. */
export function explainWithRules(
  report: Report,
  analysis: Analysis,
  codebook: string,
  findings: readonly Finding[],
  why: Why,
  nursery = false,
): Explained {
  const { coding, told } = code(report, analysis, codebook, findings, why, nursery);
  return { ...coding, why: reasonsOf(told, loadWhyWords()) };
}

/** A coding with its reasons. */
export type Explained = Coding & { readonly why: readonly Reason[] };

function code(
  report: Report,
  analysis: Analysis,
  codebook: string,
  findings: readonly Finding[],
  why: Why | null,
  nursery: boolean,
): { coding: Coding; told: Told } {
  const rules = loadRules(nursery);
  const lexicon = loadLexicon();
  const assumed = assume(analysis);
  const view = makeView(
    straighten(assumed?.analysis ?? analysis, { lexicon, onlyVerbs: rules.cues.onlyVerbs! }),
    lexicon,
    rules.cues,
    why,
  );
  const found = triggers(view, rules);
  const times = locateTimes(view);
  const places = locatePlaces(view);
  const drafts = makeDrafts(view, found, times, places);
  const voices = voicesOf(view);
  const figures = countedFigures(view, actsOf(view, found), voices);
  const built = build(
    view,
    report.id,
    withoutHistory(view, joinKillings(view, joinVictims(view, merge(view, drafts, countsOf(view, figures))))),
    times,
    places,
    figures,
    voices,
  );
  const events = assumed
    ? built.events.map(({ record, of }) => ({ record: untold(assumed, record), of }))
    : built.events;
  const { text: _text, ...head } = report;
  const coding: Coding = {
    report: head,
    coder: nursery ? NURSERY_CODER : RULES_CODER,
    codebook,
    seen: [],
    events: events.map(({ record }) => record),
    links: built.links,
    figures: built.figures,
    relations: relations(view, (i) => attribution(view, voices, i)),
    noise: analysis.noise.map((n) => ({ ...span(report.text, n.start, n.end), kind: n.kind })),
    findings,
  };
  return { coding, told: { view, drafts, events, times, places } };
}
