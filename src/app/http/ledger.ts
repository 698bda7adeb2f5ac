/** What the log holds, without texts: who coded which report, what was judged of which pair. Folded entry by entry. */
import type { EditionReport } from "../../model/edition.js";
import type { Judgement } from "../../model/judgement.js";
import type { LogEntry, LogKind } from "../../model/log.js";
import type { Store } from "../../store/store.js";

/** An entry of the log as it is listed. */
export type Entry = {
  readonly kind: LogKind;
  readonly position: number;
  readonly id: string;
  readonly author: string;
  readonly time: string;
};

export type LedgerCoding = Entry & {
  readonly report: string;
  readonly coder: string;
  readonly events: number;
  /** The least certain of its events, null without events. */
  readonly confidence: number | null;
  readonly isBlind: boolean;
  /** Ids of its events, which are mentions. */
  readonly mentions: readonly string[];
};

export type LedgerReport = Entry & {
  readonly head: EditionReport;
  /** Words of the title as they are searched. */
  readonly words: string;
  readonly codings: LedgerCoding[];
};

export type LedgerJudgement = Entry & { readonly judgement: Judgement };

export type LedgerEdition = Entry & {
  readonly number: number;
  readonly previous: number | null;
  readonly policy: string;
  readonly at: number;
  readonly events: number;
  readonly redirects: number;
};

const KINDS = ["report", "coding", "judgement", "edition"] as const;

/** A coder that is a person. */
export const isPerson = (coder: string) => coder.startsWith("human:");

/** Words without case and accents, for comparing. */
export const folded = (text: string) => text.normalize("NFKD").replace(/\p{M}/gu, "").toLowerCase();

export class Ledger {
  readonly reports = new Map<string, LedgerReport>();
  readonly codings = new Map<string, LedgerCoding>();
  /** Judgements by pair of mentions, oldest first. */
  readonly pairs = new Map<string, LedgerJudgement[]>();
  readonly editions: LedgerEdition[] = [];
  /** The coding that last had a mention as an event. */
  readonly codingOfMention = new Map<string, string>();
  /** The event of the last published edition that a mention stands in. */
  readonly eventOfMention = new Map<string, string>();
  /** The first edition that had an event, and all that have it. */
  readonly editionsOfEvent = new Map<string, LedgerEdition[]>();
  #at = 0;
  #reading: Promise<void> = Promise.resolve();

  constructor(readonly store: Store) {}

  /** Reads what was appended since the last time. Resolves when everything that was there at the call is in. */
  catchUp(): Promise<void> {
    this.#reading = this.#reading.catch(() => {}).then(() => this.#read());
    return this.#reading;
  }

  async #read(): Promise<void> {
    if ((await this.store.at()) === this.#at) return;
    for await (const entry of this.store.all(KINDS, { after: this.#at })) {
      this.#fold(entry);
      this.#at = entry.position;
    }
  }

  #fold(entry: LogEntry): void {
    const { kind, position, id, author, time } = entry;
    const row = { kind, position, id, author, time };
    if (entry.kind === "report") {
      const { text: _, custody: __, replaces: ___, ...head } = entry.record;
      this.reports.set(id, { ...row, head, words: folded(head.title ?? ""), codings: [] });
    } else if (entry.kind === "coding") {
      const { report, coder, events, seen } = entry.record;
      const coding: LedgerCoding = {
        ...row,
        report: report.id,
        coder,
        events: events.filter(({ exists }) => exists !== false).length,
        confidence: events.length === 0 ? null : Math.min(...events.map(({ confidence }) => confidence)),
        isBlind: seen.length === 0,
        mentions: events.map((event) => event.id),
      };
      this.codings.set(id, coding);
      this.reports.get(report.id)?.codings.push(coding);
      for (const mention of coding.mentions) this.codingOfMention.set(mention, id);
    } else if (entry.kind === "judgement") {
      const key = entry.record.mentions.join(" ");
      const judged = this.pairs.get(key) ?? [];
      judged.push({ ...row, judgement: entry.record });
      this.pairs.set(key, judged);
    } else this.#foldEdition(entry, row);
  }

  #foldEdition({ record }: LogEntry<"edition">, row: Entry): void {
    const { number, previous, policy, at, names, redirects } = record;
    const edition = {
      ...row,
      number,
      previous,
      policy,
      at,
      events: names.length,
      redirects: redirects.length,
    };
    this.editions.push(edition);
    this.eventOfMention.clear();
    for (const { id, mentions } of names) {
      for (const mention of mentions) this.eventOfMention.set(mention, id);
      const known = this.editionsOfEvent.get(id);
      if (known === undefined) this.editionsOfEvent.set(id, [edition]);
      else known.push(edition);
    }
  }
}
