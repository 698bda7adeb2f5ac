/** Settles what the reports of one story say of numbers that belong to no event, under the policy of the edition. */
import type { FigureKind } from "../model/coding.js";
import { mentionId, sha256 } from "../model/identity.js";
import type { LinkedStory, Story, StoryClaim, StoryFigure } from "../model/story.js";
import { conflicting } from "./interval.js";
import { rootOf } from "./origins.js";
import type { Counted, Policy } from "./policy.js";
import { type CurrentCoding, order } from "./standing.js";

/** What is added up over a happening. A sum of money or a share of a poll is no more one number by standing in one story. */
const OF_A_HAPPENING: readonly FigureKind[] = ["deaths", "injured", "missing", "arrested", "displaced"];

const NARRATOR = { voice: "narrator", evidentiality: "asserted", quote: null } as const;

/**
 * The stories as an edition tells them. `codings`: the current ones of each report, the ranking one first. `replaced`:
 * reports that were corrected since; they are in no story. `keysOf`: keys of the events that a report tells.
 */
export function resolveStories(
  linked: readonly LinkedStory[],
  codings: ReadonlyMap<string, readonly CurrentCoding[]>,
  policy: Policy,
  view: {
    readonly replaced: ReadonlyMap<string, string>;
    readonly originOf: (report: string) => string;
    readonly keysOf: (report: string) => readonly string[];
  },
): Story[] {
  return linked.flatMap(({ reports: all, ties }): Story[] => {
    const reports = all.filter((report) => !view.replaced.has(report));
    if (reports.length < 2) return [];
    const told = reports.map((report) => ({ report, claims: claimsOf(codings.get(report)?.[0]) }));
    const claims = told.flatMap((one) => one.claims).map(({ claim }) => claim);
    return [
      {
        id: `st-${sha256(reports[0]!).slice(0, 16)}`,
        reports,
        ties: ties.filter(({ reports: [a, b] }) => !view.replaced.has(a) && !view.replaced.has(b)),
        events: [...new Set(reports.flatMap(view.keysOf))].sort(),
        figures: OF_A_HAPPENING.flatMap((kind) => figureOf(kind, told, policy, view.originOf)),
        claims: claims.sort((a, b) => order(a.id, b.id)),
      },
    ];
  });
}

type Claimed = { readonly claim: StoryClaim; readonly standing: Counted["standing"] };

/** Free figures of the ranking coding, in the order of the text. */
function claimsOf(current: CurrentCoding | undefined): Claimed[] {
  if (current === undefined) return [];
  const { id: coding, standing } = current;
  const { coder, report, figures } = current.coding;
  return figures
    .filter(({ kind, stock }) => OF_A_HAPPENING.includes(kind) && !stock)
    .sort((a, b) => a.quote.start - b.quote.start || a.quote.end - b.quote.end)
    .map((value) => ({
      standing,
      claim: { id: mentionId(report.id, value.quote), report: report.id, coding, coder, value },
    }));
}

const LATER = "not comparable: its report tells another number first, and may count others by this one";

/**
 * One number of a kind: of each report the one it tells first, since what comes after counts a part, or other happenings.
 * Nothing where no report tells one.
 */
function figureOf(
  kind: FigureKind,
  told: readonly { readonly report: string; readonly claims: readonly Claimed[] }[],
  policy: Policy,
  originOf: (report: string) => string,
): StoryFigure[] {
  const counted: Counted[] = [];
  const excluded: { claim: string; reason: string }[] = [];
  for (const { report, claims } of told) {
    const [first, ...later] = claims.filter(({ claim }) => claim.value.kind === kind);
    if (first === undefined) continue;
    const { id, value } = first.claim;
    const origin = rootOf(value.said_by, NARRATOR, originOf(report));
    counted.push({ claim: id, figure: value, origin, standing: first.standing });
    for (const { claim } of later) if (claim.id !== id) excluded.push({ claim: claim.id, reason: LATER });
  }
  if (counted.length === 0) return [];
  const { excluded: unsaid, ...bounds } = policy.figure(counted);
  const gone = new Set(unsaid.map(({ claim }) => claim));
  const inputs = counted.map(({ claim }) => claim).filter((claim) => !gone.has(claim));
  return [
    {
      kind,
      ...bounds,
      conflict: conflicting(counted),
      inputs: (inputs.length > 0 ? inputs : counted.map(({ claim }) => claim)) as [string, ...string[]],
      excluded: [...excluded, ...unsaid],
    },
  ];
}
