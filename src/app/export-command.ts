/** `quipu export`: an edition of the store in a format of the field, after the privacy rules, with filters. */
import { existsSync, readFileSync } from "node:fs";
import { loadCodebook } from "../codebook/load.js";
import type { Edition, EditionEvent } from "../model/edition.js";
import { POLICIES, policyOf } from "../resolve/index.js";
import type { Log } from "../store/index.js";
import { exportEdition, WRITERS, writerOf } from "../writers/index.js";
import { PRIVACY_DEFAULTS, type PrivacyRules } from "../writers/privacy/rules.js";
import { type ExportFilter, matches } from "../writers/select.js";
import { ExportFindings } from "./export-findings.js";
import { openSink } from "./export-sink.js";
import { entriesOf, makeEdition, remake } from "./make-edition.js";
import { mustBeThere, openLog } from "./open-store.js";
import { oneOf, UsageError, wholeNumber } from "./options.js";
import { Talk } from "./talk.js";

export type ExportOptions = {
  readonly format: string;
  readonly out?: string;
  readonly policy?: string;
  readonly public?: boolean;
  readonly from?: string;
  readonly to?: string;
  readonly type?: readonly string[];
  readonly country?: readonly string[];
  readonly quoteWords?: string;
  readonly release?: string;
  readonly asOf?: string;
  readonly findings?: string;
  readonly quiet?: boolean;
  readonly json?: boolean;
};

/** Exit code: 0 done; 1 done, but some events are not in it, or stand there with a doubt. */
export async function exportCommand(options: ExportOptions): Promise<number> {
  const { quiet = false, json = false } = options;
  const format = oneOf(
    "--format",
    options.format,
    WRITERS.map(({ id }) => id),
  );
  const writer = writerOf(format)!;
  const filter = filterOf(options);
  const asked = rulesOf(options);
  if (options.policy !== undefined && policyOf(options.policy) === null)
    oneOf(
      "--policy",
      options.policy,
      POLICIES.map(({ name }) => name),
    );
  mustBeThere(process.env);
  const talk = new Talk({ json, quiet });
  const log = await openLog(process.env);
  try {
    const { edition, lengths } = await editionOf(log, options.policy);
    const findings = new ExportFindings(talk, format, options.findings);
    const sink = await openSink(options.out, writer);
    const wanted = (event: EditionEvent) => matches(event, filter);
    const context = {
      codebook: loadCodebook(),
      public: options.public ?? false,
      text: async (id: string) => (await log.report(id))?.text ?? null,
      found: (finding: Parameters<ExportFindings["add"]>[0]) => findings.add(finding),
      wanted,
    };
    try {
      for await (const chunk of exportEdition(writer, edition, { ...asked, lengths }, context))
        await sink.write(chunk);
      await sink.done();
      await findings.done();
    } catch (error) {
      await sink.drop();
      throw error;
    }
    const chosen = edition.events.filter(wanted).length;
    talk.close(
      `Edition ${edition.number} under ${edition.policy}: ${chosen} of ${edition.events.length} events asked for${findings.inWords()}.${options.out === undefined ? "" : ` They are in ${options.out}.`}`,
    );
    return findings.toLookAt > 0 ? 1 : 0;
  } finally {
    await log.close();
  }
}

/**
 * The last published edition as it was, or where another policy is asked for or none was published yet, what the log gives
 * now. The texts are needed to make it and let go after that; their lengths stay.
 */
async function editionOf(
  log: Log,
  asked: string | undefined,
): Promise<{ readonly edition: Edition; readonly lengths: ReadonlyMap<string, number> }> {
  const at = await log.at();
  const entries = await entriesOf(log.all(["report", "coding", "judgement", "edition"]));
  const lengths = new Map(entries.reports.map(({ record }) => [record.id, record.text.length]));
  const last = entries.editions.map(({ record }) => record).sort((a, b) => b.number - a.number)[0];
  const policy = policyOf(asked ?? last?.policy ?? "interval");
  if (policy === null)
    throw new UsageError(
      `Edition ${last?.number} was made under the policy "${last?.policy}", which this version lacks. Choose with --policy: ${POLICIES.map(({ name }) => name).join(", ")}.`,
    );
  if (last !== undefined && last.policy === policy.id)
    return { edition: remake(entries, last, policy), lengths };
  return { edition: makeEdition(entries, policy, at).edition, lengths };
}

function filterOf({ from, to, type, country }: ExportOptions): ExportFilter {
  const codes = [...loadCodebook().types.keys()];
  const families = new Set(codes.map((code) => code.split(".")[0]!));
  const types = type?.map((one) => {
    const code = one.toUpperCase();
    if (codes.includes(code) || families.has(code)) return code;
    throw new UsageError(
      `--type cannot be "${one}". Give a type such as PRO.DEMO or a family such as PRO; \`quipu codebook\` lists them.`,
    );
  });
  const countries = country?.map((one) => {
    if (/^[A-Za-z]{2}$/.test(one)) return one.toUpperCase();
    throw new UsageError(`--country cannot be "${one}". Give the two letters of ISO 3166-1, such as PE.`);
  });
  return {
    ...(from === undefined ? {} : { from: day("--from", from) }),
    ...(to === undefined ? {} : { to: day("--to", to) }),
    ...(types === undefined ? {} : { types }),
    ...(countries === undefined ? {} : { countries }),
  };
}

function rulesOf({ quoteWords, release, asOf }: ExportOptions): PrivacyRules {
  return {
    ...PRIVACY_DEFAULTS,
    ...(quoteWords === undefined ? {} : { quoteWords: wholeNumber("--quote-words", quoteWords, 0, 100) }),
    today: asOf === undefined ? new Date().toISOString().slice(0, 10) : day("--as-of", asOf),
    released: release === undefined ? [] : releasedIn(release),
  };
}

function day(option: string, value: string): string {
  const real = /^\d{4}-\d{2}-\d{2}$/.test(value) && !Number.isNaN(Date.parse(`${value}T00:00:00Z`));
  if (!real || new Date(`${value}T00:00:00Z`).toISOString().slice(0, 10) !== value)
    throw new UsageError(`${option} cannot be "${value}". Give a day as YYYY-MM-DD.`);
  return value;
}

/** A name, a tab and the reason why it may be told, a line each. A name without a reason is no release. */
function releasedIn(path: string): readonly string[] {
  if (!existsSync(path)) throw new UsageError(`There is no file "${path}" (--release).`);
  const lines = readFileSync(path, "utf8").split(/\r?\n/);
  return lines.flatMap((line, i) => {
    if (line.trim() === "" || line.startsWith("#")) return [];
    const [name = "", reason = ""] = line.split("\t").map((part) => part.trim());
    if (name === "" || reason === "")
      throw new UsageError(
        `Line ${i + 1} of "${path}" releases no name: it needs the name, a tab, and the reason why it may be told.`,
      );
    return [name];
  });
}
