/** The linker that follows the decision table: blocks, tests, complete-link clusters, and judgements with their reasons. */
import { judgementId } from "../model/identity.js";
import type { Judgement } from "../model/judgement.js";
import { candidates, inOrder } from "./candidates.js";
import { completeLink, type Pair } from "./complete-link.js";
import { type Decision, decide, sizeFlag } from "./decide.js";
import type { Linker, LinkMention } from "./linker.js";
import { type Profile, profileOf } from "./profile.js";

export const LINKER = "linker@1.0.0";

/**
 * Mentions that no test tells apart, one a report, the first told first. `joins`: why they are one event as they stand; null
 * where nothing makes them one, since what has no day or no town may be any number of events.
 */
type Group = {
  readonly profile: Profile;
  readonly mentions: readonly LinkMention[];
  readonly joins: "tests" | "words" | null;
};

/** Words that a copy must share with the first telling: fewer could be in two reports by chance. */
const COPIED = 8;
const SAME_WORDS = "words same: both tell it in the same words";

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
    .flatMap(({ profile, mentions: all }): Group[] => {
      const told = all.sort(byTelling);
      if (sameAsItself(profile)) return [{ profile, mentions: onePerReport(told), joins: "tests" }];
      const copies = [...byWords(told).values()].filter((same) => same.length > 1);
      const copied = new Set(copies.flat());
      const rest = onePerReport(told.filter((mention) => !copied.has(mention)));
      return [
        ...copies.map((mentions) => ({ profile, mentions, joins: "words" as const })),
        ...(rest.length > 0 ? [{ profile, mentions: rest, joins: null }] : []),
      ];
    })
    .sort((a, b) => inOrder(a.profile, b.profile) || byTelling(a.mentions[0]!, b.mentions[0]!));
}

/** Mentions of one vague profile by all that they quote, where that is enough and has a day: copies of one telling. */
function byWords(told: readonly LinkMention[]): Map<string, LinkMention[]> {
  const found = new Map<string, LinkMention[]>();
  for (const mention of told) {
    const { trigger, date, places, actors, figures } = mention.event;
    const quotes = [trigger, date.quote, ...[...places, ...actors, ...figures].map(({ quote }) => quote)];
    const words = quotes.map((span) => span?.quote ?? "").join("\n");
    if (date.start === null || words.split(/\s+/).length < COPIED) continue;
    const same = found.get(words);
    if (same === undefined) found.set(words, [mention]);
    else if (!same.some(({ report }) => report === mention.report)) same.push(mention);
  }
  return found;
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
    if (profiles[a]!.key === profiles[b]!.key) continue;
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
    if (at === undefined && (group.mentions.length === 1 || group.joins === null)) continue;
    const told = onePerReport((at ?? [i]).flatMap((k) => groups[k]!.mentions).sort(byTelling));
    const hub = told[0]!;
    first.set(i, hub);
    const copied = at === undefined && group.joins === "words" ? [SAME_WORDS] : [];
    for (const mention of told.slice(1))
      judged.push(
        judgement(hub, mention, "same_event", [
          ...decide(profileOf(hub), profileOf(mention)).reasons,
          ...copied,
        ]),
      );
  }
  judged.push(...vagueAlike(groups));
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

/** Tellings alike that are not one event as they stand: each is held against the first of them, for review. */
function* vagueAlike(groups: readonly Group[]): Generator<Judgement> {
  const firsts = new Map<string, LinkMention>();
  for (const { profile, mentions, joins } of groups) {
    if (joins === "tests") continue;
    const { relation, reasons } = decide(profile, profile);
    if (relation !== "unsure") continue;
    for (const mention of joins === "words" ? mentions.slice(0, 1) : mentions) {
      const first = firsts.get(profile.key);
      if (first === undefined) firsts.set(profile.key, mention);
      else if (first.report !== mention.report) yield judgement(first, mention, "unsure", reasons);
    }
  }
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
