/** From the entries of a log to linked mentions and an edition: the pure part of `quipu edition` and of linking. */
import { LINKERS, type Linker, type LinkMention, reportOrigins, storiesOf } from "../link/index.js";
import type { Finding } from "../model/coding.js";
import type { Edition } from "../model/edition.js";
import { judgementId } from "../model/identity.js";
import { type Judgement, saysTheSame } from "../model/judgement.js";
import type { LogEntry, PublishedEdition } from "../model/log.js";
import {
  edition,
  POLICIES,
  type Policy,
  published,
  type Records,
  resolve,
  type Telling,
} from "../resolve/index.js";

/** The entries of a log by kind, in any order. */
export type Entries = {
  readonly reports: readonly LogEntry<"report">[];
  readonly codings: readonly LogEntry<"coding">[];
  readonly judgements: readonly LogEntry<"judgement">[];
  /** Published editions; the one with the highest number is the previous one. */
  readonly editions: readonly LogEntry<"edition">[];
};

/** Sorts entries by kind; a stream of a store will do. */
export async function entriesOf(entries: AsyncIterable<LogEntry> | Iterable<LogEntry>): Promise<Entries> {
  const reports: LogEntry<"report">[] = [];
  const codings: LogEntry<"coding">[] = [];
  const judgements: LogEntry<"judgement">[] = [];
  const editions: LogEntry<"edition">[] = [];
  for await (const entry of entries) {
    if (entry.kind === "report") reports.push(entry);
    else if (entry.kind === "coding") codings.push(entry);
    else if (entry.kind === "judgement") judgements.push(entry);
    else editions.push(entry);
  }
  return { reports, codings, judgements, editions };
}

/** Reports with what their texts say of them: origins (copies, agencies; in the order of the log), and stories. */
function withTexts(entries: Entries): Records {
  const { reports, codings, judgements } = entries;
  const sorted = [...reports].sort((a, b) => a.position - b.position).map(({ record }) => record);
  const found = reportOrigins(sorted);
  // What a report's own record says of its origin holds where the texts say nothing more.
  const origins = new Map(
    sorted.map(({ id, origin }) => [
      id,
      found.get(id) === id ? (found.get(origin) ?? origin) : found.get(id)!,
    ]),
  );
  return { reports, codings, judgements, origins, stories: storiesOf(sorted) };
}

/** What a linker judges: the ranking coder's event of every telling that is not rejected. */
export function linkMentions(tellings: readonly Telling[]): LinkMention[] {
  return tellings
    .filter(({ exists }) => exists)
    .map(({ id, report, published, accounts }) => ({ id, report, published, event: accounts[0]!.event }));
}

/**
 * The judgements that a linker adds to a log: what it says of all mentions now and has not said yet. Of a pair that it
 * once called one event and says nothing of now (a coder dates it otherwise), it says that it is unsure.
 */
export function newJudgements(
  codings: readonly LogEntry<"coding">[],
  judgements: readonly LogEntry<"judgement">[],
  linker: Linker = LINKERS[0]!,
): Judgement[] {
  const { tellings } = resolve({ reports: [], codings, judgements: [] }, POLICIES[0]!);
  const pair = ({ mentions }: Judgement) => mentions.join("\n");
  const name = linker.id.slice(0, linker.id.lastIndexOf("@"));
  const last = new Map<string, LogEntry<"judgement">>();
  for (const entry of judgements) {
    if (!entry.record.coder.startsWith(`${name}@`)) continue;
    const other = last.get(pair(entry.record));
    if (other === undefined || entry.position > other.position) last.set(pair(entry.record), entry);
  }
  const judged = [...linker.judge(linkMentions(tellings))];
  const now = new Set(judged.map(pair));
  const fresh = judged.flatMap((judgement) => {
    const before = last.get(pair(judgement))?.record;
    if (before === undefined) return [judgement];
    return saysTheSame(before, judgement) ? [] : [answering(judgement, before)];
  });
  for (const [key, { record }] of last) {
    if (now.has(key) || record.relation === "unsure") continue;
    const reasons = [
      "was judged otherwise from earlier codings; from those that count now there is nothing to say",
    ];
    const bare = { coder: linker.id, mentions: record.mentions, relation: "unsure" as const, reasons };
    fresh.push(answering(bare, record));
  }
  return fresh;
}

/** A judgement that takes the place of an earlier one of its coder on its pair. */
export function answering(judgement: Omit<Judgement, "id">, before: Judgement): Judgement {
  const bare = { ...judgement, answers: before.id };
  return { ...bare, id: judgementId(bare) };
}

export type Made = {
  readonly edition: Edition;
  readonly published: PublishedEdition;
  readonly findings: readonly Finding[];
};

/** The edition that entries give under a policy, after the last published one. `at`: the last position of the log. */
export function makeEdition(entries: Entries, policy: Policy, at: number): Made {
  const latest = entries.editions.map(({ record }) => record).sort((a, b) => b.number - a.number)[0] ?? null;
  const made = edition(withTexts(entries), { policy, previous: latest, at });
  return { edition: made.edition, published: published(made.edition), findings: made.resolved.findings };
}

/**
 * A published edition as it was: made again from the entries up to its position under its policy, with its own names.
 * Throws an Error where this version has no such policy.
 */
export function remake(entries: Entries, then: PublishedEdition, policy: Policy): Edition {
  const upTo = <E extends LogEntry>(list: readonly E[]) => list.filter(({ position }) => position <= then.at);
  const before =
    entries.editions.map(({ record }) => record).find(({ number }) => number === then.previous) ?? null;
  const old = {
    reports: upTo(entries.reports),
    codings: upTo(entries.codings),
    judgements: upTo(entries.judgements),
  };
  const made = edition(withTexts({ ...old, editions: [] }), {
    policy,
    previous: before,
    at: then.at,
  }).edition;
  return { ...made, number: then.number };
}
