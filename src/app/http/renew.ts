/** Brings the edition up to date with the log: codes what is not coded, links, makes the edition, puts it into both views; publishes where asked. */
import { setImmediate as breathe } from "node:timers/promises";
import { rulesCoder } from "../../coders/index.js";
import { RULES_CODER } from "../../coders/rules/rules-coder.js";
import { complete } from "../../ingest/complete.js";
import type { Codebook } from "../../model/codebook.js";
import type { Coding } from "../../model/coding.js";
import type { Custody, LoggedReport } from "../../model/log.js";
import { POLICIES, policyOf, published } from "../../resolve/index.js";
import type { Store, Views } from "../../store/store.js";
import { PRIVACY_DEFAULTS } from "../../writers/privacy/rules.js";
import { shield } from "../../writers/privacy/shield.js";
import { linkStore } from "../link-store.js";
import { entriesOf, makeEdition, newJudgements, remake } from "../make-edition.js";
import type { Progress, Work } from "./jobs.js";

export type Renewal = {
  readonly store: Store;
  readonly views: Views;
  readonly shielded: Views;
  readonly codebook: Codebook;
  readonly now: () => Date;
  /** Reports that the rules cannot read, as far as this process knows: they are not tried again. */
  readonly unreadable: Set<string>;
  /** Publish what comes out under a policy (null: that of the edition before), in the name of an author. */
  readonly publish: { readonly policy: string | null; readonly author: string } | null;
};

type Outcome = Awaited<ReturnType<Work>>;
type JobFinding = Outcome["findings"][number];

/** Reports that are coded before their codings are written. */
const BATCH = 20;

export async function renew(renewal: Renewal, progress: Progress): Promise<Outcome> {
  const { store, views, shielded, publish, now } = renewal;
  const unread = await codeAll(renewal, progress);
  await linkAll(renewal, progress);
  progress({ step: "reading the log", done: 0, total: null });
  const entries = await entriesOf(store.all(["report", "coding", "judgement", "edition"]));
  /** The last entry that can change the events. */
  const at = Math.max(
    0,
    ...[entries.reports, entries.codings, entries.judgements].map((all) => all.at(-1)?.position ?? 0),
  );
  const last = entries.editions.at(-1)?.record ?? null;
  const policy = policyOf(publish?.policy ?? last?.policy ?? "") ?? POLICIES[0]!;
  const isPublished = last !== null && last.at === at && last.policy === policy.id;
  const shown = await views.edition();
  const isShown = shown !== null && shown.at === at && shown.policy === policy.id;
  if (isShown && (publish === null || isPublished) && (await shielded.edition())?.at === at)
    return { edition: shown.number, findings: unread };

  progress({ step: "making the edition" });
  await breathe();
  const made = isPublished
    ? { edition: remake(entries, last, policy), findings: [] }
    : makeEdition(entries, policy, at);
  if (publish !== null && !isPublished)
    await store.add([{ kind: "edition", record: published(made.edition), author: publish.author }]);
  progress({ step: "writing the views" });
  const lengths = new Map(entries.reports.map(({ id, record }) => [id, record.text.length]));
  const rules = { ...PRIVACY_DEFAULTS, lengths, today: now().toISOString().slice(0, 10) };
  // What may leave comes first: nobody sees more than what is there for coders.
  await shielded.rebuild(shield(made.edition, rules).edition);
  await views.rebuild(made.edition);
  const findings = made.findings.map(({ code, message }) => ({ code, message }));
  return { edition: made.edition.number, findings: [...unread, ...findings] };
}

/** Has the linker judge which mentions tell one event. */
async function linkAll({ store }: Renewal, progress: Progress): Promise<void> {
  progress({ step: "linking", done: 0, total: null });
  await linkStore(store, newJudgements);
}

/** Of a report that came into the log without any; only the text is read here. */
const NO_CUSTODY: Custody = {
  acquired: "",
  source: null,
  from: "",
  sha256: "",
  mediaType: null,
  headers: null,
  tool: "",
};

/** Has the rules code every report that they have not coded and can read; findings of those that they cannot. */
async function codeAll(
  { store, codebook, now, unreadable }: Renewal,
  progress: Progress,
): Promise<JobFinding[]> {
  const passed = new Set(unreadable);
  for await (const { record } of store.all("coding"))
    if (record.coder === RULES_CODER) passed.add(record.report.id);
  let total = 0;
  for await (const { id } of store.all("report")) if (!passed.has(id)) total++;
  progress({ step: "coding", done: 0, total });
  if (total === 0) return [];
  const findings: JobFinding[] = [];
  let codings: Coding[] = [];
  let done = 0;
  const write = async () => {
    await store.add(codings.map((record) => ({ kind: "coding", record, author: record.coder })));
    codings = [];
    progress({ done });
  };
  for await (const { id, record } of store.all("report")) {
    if (passed.has(id)) continue;
    const coded = await codingOf(record, codebook.id, now());
    if ("finding" in coded) {
      unreadable.add(id);
      findings.push(coded.finding);
    } else codings.push(coded.coding);
    done++;
    await breathe();
    if (codings.length === BATCH) await write();
  }
  await write();
  return findings;
}

/** The rules' coding of a report, or why they cannot read it: a coding without events would say that nothing is told. */
async function codingOf(
  report: LoggedReport,
  codebook: string,
  now: Date,
): Promise<{ readonly coding: Coding } | { readonly finding: JobFinding }> {
  const { custody, replaces: _, origin: __, ...plain } = report;
  const incoming = {
    kind: "report" as const,
    report: plain,
    custody: custody ?? NO_CUSTODY,
    file: "-",
    line: null,
    findings: [],
  };
  const read = await complete(incoming, now.toISOString().slice(0, 10));
  const findings = read.findings.map(({ code, message }) => ({ code, message, place: null }));
  const about = (message: string) => `${report.id}: ${message}`;
  if (!read.codable) {
    const { code, message } = findings.at(-1)!;
    return { finding: { code, message: about(message) } };
  }
  try {
    return { coding: rulesCoder.code(read.report, codebook, findings) };
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    const message = `the coder failed (${why}). That is a fault of Quipu: please report it, with the text if you may.`;
    return { finding: { code: "coder.failed", message: about(message) } };
  }
}
