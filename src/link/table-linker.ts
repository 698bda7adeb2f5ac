/** The linker that follows the decision table: blocks, tests, complete-link clusters, and judgements with their reasons. */
import { judgementId } from "../model/identity.js";
import type { Judgement } from "../model/judgement.js";
import { candidates, inOrder } from "./candidates.js";
import { completeLink, type Pair } from "./complete-link.js";
import { type Decision, decide, sizeFlag } from "./decide.js";
import type { Linker, LinkMention } from "./linker.js";
import { type Profile, profileOf } from "./profile.js";

export const LINKER = "linker@1.0.0";

/** Mentions that no test tells apart, one a report, the first told first. */
type Group = { readonly profile: Profile; readonly mentions: readonly LinkMention[] };

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

/** Earliest publication first, unknown last; then by report and place in it. */
function byTelling(a: LinkMention, b: LinkMention): number {
  return (
    order(a.published ?? "~", b.published ?? "~") ||
    order(a.report, b.report) ||
    a.event.trigger.start - b.event.trigger.start ||
    order(a.id, b.id)
  );
}

/** Mentions by what tests see of them. Of two alike in one report only the first stands for it: the other stays alone. */
function groupsOf(mentions: Iterable<LinkMention>): Group[] {
  const groups = new Map<string, { profile: Profile; mentions: LinkMention[] }>();
  for (const mention of mentions) {
    const profile = profileOf(mention);
    const group = groups.get(profile.key);
    if (group) group.mentions.push(mention);
    else groups.set(profile.key, { profile, mentions: [mention] });
  }
  return [...groups.values()]
    .map(({ profile, mentions: all }) => ({ profile, mentions: onePerReport(all.sort(byTelling)) }))
    .sort((a, b) => inOrder(a.profile, b.profile));
}

function onePerReport(sorted: readonly LinkMention[]): LinkMention[] {
  const reports = new Set<string>();
  return sorted.filter(({ report }) => !reports.has(report) && reports.add(report));
}

/** Whether a profile can be of one event with itself: what has no day or no place cannot. */
const sameAsItself = (profile: Profile) => decide(profile, profile).relation === "same_event";

function judgement(
  a: LinkMention,
  b: LinkMention,
  relation: Judgement["relation"],
  reasons: readonly string[],
): Judgement {
  const mentions: [string, string] = a.id < b.id ? [a.id, b.id] : [b.id, a.id];
  const bare = {
    coder: LINKER,
    mentions,
    relation,
    reasons: [...reasons, ...sizeFlag(a.event.figures, b.event.figures)],
  };
  return { id: judgementId(bare), ...bare };
}

/**
 * Judgements on mentions, in any order the same: `same_event` from the first mention of each cluster to every other,
 * `unsure` for review between two clusters once, `part_of`, `realises` and `different_event` between clusters once.
 * Two mentions of one report are never joined.
 */
function* judge(mentions: Iterable<LinkMention>): Generator<Judgement> {
  const groups = groupsOf(mentions);
  const profiles = groups.map(({ profile }) => profile);
  const pairs: Pair[] = [];
  const others: { a: number; b: number; decision: Decision }[] = [];
  for (const [a, b] of candidates(profiles)) {
    const decision = decide(profiles[a]!, profiles[b]!);
    if (decision.relation === "same_event") pairs.push({ a, b, score: decision.score });
    else if (decision.relation !== null) others.push({ a, b, decision });
  }
  const fits = (a: number, b: number) => decide(profiles[a]!, profiles[b]!).relation === "same_event";
  const { clusterOf, members, refused } = completeLink(groups.length, pairs, fits);
  const first = new Map<number, LinkMention>();
  const judged: Judgement[] = [];
  const firstOf = (cluster: number) => first.get(cluster) ?? groups[cluster]!.mentions[0]!;
  for (const [i, group] of groups.entries()) {
    if (clusterOf[i] !== i) continue;
    const at = members.get(i);
    if (at === undefined && (group.mentions.length === 1 || !sameAsItself(group.profile))) continue;
    const told = onePerReport((at ?? [i]).flatMap((k) => groups[k]!.mentions).sort(byTelling));
    const hub = told[0]!;
    first.set(i, hub);
    for (const mention of told.slice(1))
      judged.push(judgement(hub, mention, "same_event", decide(profileOf(hub), profileOf(mention)).reasons));
  }
  const said = new Set<string>();
  const between = (a: number, b: number, relation: Judgement["relation"], reasons: readonly string[]) => {
    const [x, y] = [clusterOf[a]!, clusterOf[b]!];
    const key = `${Math.min(x, y)} ${Math.max(x, y)} ${relation}`;
    const [one, other] = [firstOf(x), firstOf(y)];
    if (x === y || said.has(key) || one.report === other.report) return;
    said.add(key);
    judged.push(judgement(one, other, relation, reasons));
  };
  for (const { a, b } of refused) {
    const { reasons } = decide(profiles[a]!, profiles[b]!);
    between(a, b, "unsure", [
      ...reasons,
      "cluster: one of them does not fit all that the other is one event with",
    ]);
  }
  for (const { a, b, decision } of others) between(a, b, decision.relation!, decision.reasons);
  judged.sort(
    (x, y) => order(x.mentions[0], y.mentions[0]) || order(x.mentions[1], y.mentions[1]) || order(x.id, y.id),
  );
  yield* oncePerPair(judged);
}

/** Of one pair of mentions the first said: one event outweighs the rest, and held apart outweighs unsure. */
function* oncePerPair(judged: readonly Judgement[]): Generator<Judgement> {
  const rank = ["same_event", "different_event", "realises", "part_of", "unsure"];
  for (let i = 0; i < judged.length; ) {
    let best = judged[i]!;
    const [x, y] = best.mentions;
    for (i++; i < judged.length && judged[i]!.mentions[0] === x && judged[i]!.mentions[1] === y; i++)
      if (rank.indexOf(judged[i]!.relation) < rank.indexOf(best.relation)) best = judged[i]!;
    yield best;
  }
}

export const tableLinker: Linker = { id: LINKER, judge };

/** All linkers. */
export const LINKERS: readonly Linker[] = [tableLinker];
