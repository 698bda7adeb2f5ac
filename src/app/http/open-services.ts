/** Opens what the server stands on: the store, the views, accounts, the web build; and what goes on behind an answer. */
import { loadCodebook } from "../../codebook/index.js";
import { complete } from "../../ingest/complete.js";
import { compose } from "../../ingest/compose.js";
import { sha256 } from "../../model/identity.js";
import type { LoggedReport } from "../../model/log.js";
import { POLICIES } from "../../resolve/index.js";
import { WRITERS } from "../../writers/index.js";
import { homeOf, openShielded, openStore, type StoreSettings } from "../open-store.js";
import { Accounts } from "./accounts.js";
import { downloadBy } from "./download-writers.js";
import { Jobs, type Progress } from "./jobs.js";
import { KeptAnswers } from "./kept-answers.js";
import { Ledger } from "./ledger.js";
import { oidcOf, oidcSettings } from "./oidc.js";
import { Problem } from "./problem.js";
import { proxiesOf } from "./proxies.js";
import { type Renewal, renew } from "./renew.js";
import { renewInProcess } from "./renew-process.js";
import type { Services } from "./services.js";
import { SignIns } from "./sign-ins.js";
import { readWebFiles } from "./web-files.js";

export type Opening = {
  /** QUIPU_HOME, QUIPU_DATABASE_URL, QUIPU_OIDC_*. */
  readonly env: StoreSettings & NodeJS.ProcessEnv;
  /** Whether only this machine can reach the server. */
  readonly isLoopback: boolean;
  readonly publicUrl: string | null;
  /** The folder of the web build. */
  readonly web: string;
  readonly version: string;
  /** The built `renew-worker.js`, a process in which editions are made; left out or null: in this one, which then answers nothing else. */
  readonly renewEntry?: URL | null;
  readonly now?: () => Date;
  readonly log: (line: string) => void;
};

type NewReport = Parameters<Services["complete"]>[0];

export type Opened = { readonly services: Services; close(): Promise<void> };

/** Names of this machine in a `Host` header. */
const LOOPBACK_NAMES = ["localhost", "127.0.0.1", "[::1]"];

/** Throws a `StoreError` or `UsageError` that says what to do. */
export async function openServices(opening: Opening): Promise<Opened> {
  const { isLoopback, publicUrl, env, log, version, now = () => new Date() } = opening;
  const home = homeOf(env);
  const codebook = loadCodebook();
  const { store, views, close } = await openStore(env);
  const shielded = await openShielded(env);
  const accounts = new Accounts(home);
  const oidc = oidcSettings(env);
  const unreadable = new Set<string>();
  const { QUIPU_HOME, QUIPU_DATABASE_URL } = env;
  const renewing = (publish: Renewal["publish"]) => (progress: Progress) => {
    if (opening.renewEntry == null)
      return renew({ store, views, shielded, codebook, now, unreadable, publish }, progress);
    const settings = { QUIPU_HOME, QUIPU_DATABASE_URL };
    const task = { settings, now: now().toISOString(), unreadable: [...unreadable], publish };
    return renewInProcess(opening.renewEntry, task, progress, (ids) => {
      for (const id of ids) unreadable.add(id);
    });
  };
  const hosts = publicUrl === null ? [] : [new URL(publicUrl).hostname];
  const services: Services = {
    version,
    codebook,
    store,
    views,
    shielded,
    ledger: new Ledger(store),
    downloads: WRITERS.map(downloadBy),
    policies: POLICIES.map(({ id }) => id),
    // Accounts that are there are meant, on loopback too: a proxy may stand before it.
    accounts: isLoopback && publicUrl === null && accounts.all().length === 0 ? null : accounts,
    signIns: new SignIns(home),
    proxies: proxiesOf(env.QUIPU_TRUSTED_PROXIES),
    oidc: oidc === null ? null : oidcOf(oidc),
    jobs: new Jobs(now, (error) =>
      log(`job failed: ${error instanceof Error ? error.stack : String(error)}`),
    ),
    kept: new KeptAnswers(),
    web: readWebFiles(opening.web),
    publicUrl,
    hosts: isLoopback || publicUrl !== null ? [...LOOPBACK_NAMES, ...hosts] : null,
    complete: (report) => loggedReport(report, version, now()),
    refresh: renewing(null),
    publish: (policy, author) => renewing({ policy, author }),
    now,
    log,
  };
  return {
    services,
    async close() {
      await services.jobs.idle();
      await Promise.all([close(), shielded.close()]);
    },
  };
}

/** A report from the body of a request, with where it came from, and with what its text says of it. */
async function loggedReport(body: NewReport, version: string, now: Date): Promise<LoggedReport> {
  const { id = null, text, lang = null, published = null, title = null, outlet = null, url = null } = body;
  const today = now.toISOString().slice(0, 10);
  const from = "POST /api/reports";
  const tool = `quipu@${version}`;
  const custody = {
    acquired: now.toISOString(),
    source: null,
    from,
    sha256: sha256(text),
    mediaType: "application/json",
    headers: null,
    tool,
  };
  const hints = { format: null, published: null, lang: null, outlet: null, url: null, today };
  const fields = { id, text, lang, published, title, outlet, url };
  const incoming = compose(
    fields,
    { file: from, line: null, custody, given: {} },
    { hints, source: null },
    [],
  );
  const findings = incoming.kind === "finding" ? [incoming.finding] : incoming.findings;
  if (incoming.kind === "finding" || findings.length > 0)
    throw new Problem(
      "bad-request",
      `The report cannot be kept so: ${findings[0]!.message}`,
      "Correct it and send it again.",
      { findings: findings.map(({ code, message }) => ({ code, message })) },
    );
  const { report } = await complete(incoming, today);
  return { ...report, custody, replaces: body.replaces ?? null, origin: report.id };
}
