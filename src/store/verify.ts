/** Checks the log: the chain over every byte, the hash of every text, and every span of every coding. */
import type { Coding } from "../model/coding.js";
import { sha256 } from "../model/identity.js";
import type { LoggedReport } from "../model/log.js";
import { entryHash, type Row, START } from "./chain.js";
import type { Log, StoredRow } from "./log.js";
import { type Head, StoreError } from "./store.js";

/** Something in the log is not as it was written. */
export type LogFinding = {
  readonly code:
    | "log.changed"
    | "log.missing"
    | "log.order"
    | "log.truncated"
    | "log.text"
    | "log.span"
    | "log.report"
    | "log.damaged";
  readonly message: string;
  /** Entry of the log, or null where it is about the whole. */
  readonly position: number | null;
};

export type Verified = {
  readonly entries: number;
  readonly reports: number;
  readonly codings: number;
  readonly spans: number;
  /** Where the log ends: publish it, and a later check can be held against it. */
  readonly head: Head;
  readonly findings: number;
};

export type VerifyOptions = {
  /** A head that was published: the log must have had it, and must not end before it. */
  readonly head?: Head | null;
  readonly onFinding: (finding: LogFinding) => void;
  readonly onEntry?: (entries: number) => void;
};

/** Texts that are kept at hand: codings come soon after their reports, as a rule. */
const TEXTS = 64;

export async function verify(log: Log, { head, onFinding, onEntry }: VerifyOptions): Promise<Verified> {
  const count = { entries: 0, reports: 0, codings: 0, spans: 0, findings: 0 };
  let last: Head = START;
  let published = head === undefined || head === null || head.position === 0;
  const find = (code: LogFinding["code"], position: number | null, message: string) => {
    count.findings++;
    onFinding({ code, message, position });
  };
  const texts = new Map<string, string | null>();
  const textOf = async (id: string | undefined): Promise<string | null> => {
    if (id === undefined) return null;
    let text = texts.get(id);
    if (text === undefined) {
      text = await reportText(log, id);
      if (texts.size >= TEXTS) texts.delete(texts.keys().next().value!);
      texts.set(id, text);
    }
    return text;
  };

  const check = async (row: StoredRow) => {
    count.entries++;
    onEntry?.(count.entries);
    last = chained(last, row, find);
    if (head !== undefined && head !== null && last.position === head.position) {
      published = true;
      if (last.hash !== head.hash)
        find(
          "log.changed",
          last.position,
          `Entry ${last.position} has the hash ${last.hash}; published was ${head.hash}. The log up to it was written anew.`,
        );
    }
    const record = row.record === null ? null : parsed(row.record);
    if (record === null) return;
    if (row.kind === "report") {
      count.reports++;
      const { text, sha256: stated } = record as LoggedReport;
      if (typeof text !== "string" || sha256(text) !== stated)
        find(
          "log.text",
          row.position,
          `The text of report ${row.id} does not have the SHA-256 that it states.`,
        );
    } else if (row.kind === "coding") {
      count.codings++;
      const id = (record as Partial<Coding>).report?.id;
      const text = await textOf(id);
      if (text === null)
        find("log.report", row.position, `Coding ${row.id} reads report ${id}, which is not in the log.`);
      else
        count.spans += wrongSpans(record, text, ({ start, end, quote }) =>
          find(
            "log.span",
            row.position,
            `Coding ${row.id} quotes ${JSON.stringify(quote)} at ${start}–${end} of report ${id}, where other words stand.`,
          ),
        );
    }
  };

  try {
    let recorded: Head | null = null;
    // The log may grow while it is read; what is new is read too.
    for (let before = -1; before !== count.entries; ) {
      before = count.entries;
      for await (const row of log.rows(before === 0 ? {} : { after: last.position })) await check(row);
      recorded = await log.recordedHead();
      if (recorded !== null && recorded.position <= last.position) break;
    }
    if (recorded?.position !== last.position || recorded.hash !== last.hash)
      find(
        "log.truncated",
        null,
        `The log ends at entry ${last.position}, and its record of the end says ${recorded === null ? "nothing" : `entry ${recorded.position}`}: entries at the end were taken away, changed or added by something else than Quipu.`,
      );
    if (!published)
      find(
        "log.truncated",
        null,
        `The log ends at entry ${last.position}, before the published entry ${head?.position}: its end was taken away.`,
      );
    for (const fault of await log.faults())
      find("log.damaged", null, `The database finds its own files damaged: ${fault}`);
  } catch (error) {
    if (!(error instanceof StoreError && error.trouble === "damaged")) throw error;
    find("log.damaged", null, error.message);
  }
  return { ...count, head: last };
}

/** What the next entry must follow: this one as it states itself, so that one change is one finding. */
function chained(
  last: Head,
  row: StoredRow,
  find: (code: LogFinding["code"], position: number | null, message: string) => void,
): Head {
  const { position, hash } = row;
  if (position === null || hash === null || Object.values(row).includes(null)) {
    find("log.changed", position, `Entry ${position} was changed: a column of it is no text.`);
    return { position: position ?? last.position, hash: hash ?? "" };
  }
  if (position !== last.position + 1)
    find(
      "log.missing",
      position,
      position > last.position
        ? `Entries ${last.position + 1} to ${position - 1} are missing.`
        : `Entry ${position} stands where entry ${last.position + 1} should be.`,
    );
  const whole = row as Row;
  if (entryHash(whole) !== hash || Buffer.byteLength(whole.record) !== whole.bytes)
    find(
      "log.changed",
      position,
      `Entry ${position} (${row.kind} ${row.id}) was changed: its hash does not fit it.`,
    );
  else if (whole.previous !== last.hash && position === last.position + 1)
    find(
      "log.order",
      position,
      `Entry ${position} does not follow entry ${last.position}: one of the two was exchanged or written anew.`,
    );
  return { position, hash };
}

async function reportText(log: Log, id: unknown): Promise<string | null> {
  if (typeof id !== "string") return null;
  try {
    return (await log.report(id))?.text ?? null;
  } catch (error) {
    // Its own entry has the finding.
    if (error instanceof StoreError && error.trouble === "damaged") return null;
    throw error;
  }
}

function parsed(record: string): object | null {
  try {
    const value: unknown = JSON.parse(record);
    return typeof value === "object" ? value : null;
  } catch {
    return null;
  }
}

type LooseSpan = { start: number; end: number; quote: string };

/** Visits every span of a value; returns how many there are. */
function wrongSpans(value: unknown, text: string, wrong: (span: LooseSpan) => void): number {
  if (typeof value !== "object" || value === null) return 0;
  let count = 0;
  const { start, end, quote } = value as Partial<LooseSpan>;
  if (typeof quote === "string" && typeof start === "number" && typeof end === "number") {
    count++;
    if (!(start < end) || text.slice(start, end) !== quote) wrong({ start, end, quote });
  }
  for (const member of Object.values(value)) count += wrongSpans(member, text, wrong);
  return count;
}
