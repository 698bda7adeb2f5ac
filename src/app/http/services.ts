/** What the server stands on, handed to it from outside so that tests can hand it something else; and one request as a handler sees it. */

import type { z } from "zod";
import type { GuidedCodebook } from "../../codebook/guidance.js";
import type { LoggedReport } from "../../model/log.js";
import type { EditionHead, EventQuery, Store, Views } from "../../store/store.js";
import type { Accounts, TokenScope } from "./accounts.js";
import type { reportBody } from "./desk-answers.js";
import type { Jobs, Work } from "./jobs.js";
import type { KeptAnswers } from "./kept-answers.js";
import type { Ledger } from "./ledger.js";
import type { Oidc } from "./oidc.js";
import type { Proxies } from "./proxies.js";
import type { Role } from "./roles.js";
import type { SignIns } from "./sign-ins.js";
import type { WebFiles } from "./web-files.js";

/** A form in which a selection can be taken away. */
export type Download = {
  readonly id: string;
  readonly mediaType: string;
  readonly extension: string;
  /** Reads the shielded views, and texts where the form asks for them. */
  write(services: Services, query: EventQuery): AsyncIterable<Uint8Array>;
};

export type Services = {
  readonly version: string;
  readonly codebook: GuidedCodebook;
  readonly store: Store;
  /** The edition as it is: for coders. */
  readonly views: Views;
  /** The edition as it may leave the machine (private names, long quotes and the detail of plans taken out): for readers, GIS and files. */
  readonly shielded: Views;
  readonly ledger: Ledger;
  readonly downloads: readonly Download[];
  readonly policies: readonly string[];
  /** Null: no accounts, and whoever asks from this machine is `local`. */
  readonly accounts: Accounts | null;
  readonly signIns: SignIns;
  /** Whose `X-Forwarded-For` is believed. */
  readonly proxies: Proxies;
  /** Null where it is not set up. */
  readonly oidc: Oidc | null;
  readonly jobs: Jobs;
  readonly kept: KeptAnswers;
  readonly web: WebFiles;
  /** Where the server is reached from outside (`https://quipu.example.org`), or null on loopback. */
  readonly publicUrl: string | null;
  /** Host names that are answered, without port; null: any, for a server with accounts whose address is not known. */
  readonly hosts: readonly string[] | null;
  /** Fills in what a report does not say of itself. */
  complete(report: z.infer<typeof reportBody>): Promise<LoggedReport>;
  /** Codes what is not coded, links, makes the edition and the views anew. */
  readonly refresh: Work;
  /** Publishes an edition under a policy, or under that of the edition before. */
  publish(policy: string | null, author: string): Work;
  now(): Date;
  /** A line for whoever runs the server. */
  log(line: string): void;
};

/** Who asks. */
export type Caller = {
  readonly name: string;
  readonly role: Role;
  readonly via: "local" | "cookie" | "token";
  readonly scope: TokenScope;
  readonly csrf: string | null;
};

/** One request: what was read of it, and by whom it is. */
export type Call<Query = unknown, Body = unknown> = {
  readonly query: Query;
  readonly body: Body;
  /** The parts of the path that vary. */
  readonly params: Readonly<Record<string, string>>;
  readonly caller: Caller;
  readonly request: Request;
  readonly services: Services;
  /** The views that the caller may read. */
  readonly views: Views;
  /** The edition that the answer is about; null before the first, and where it is about something else. */
  readonly edition: EditionHead | null;
  /** Names edition and views: equal for equal answers. */
  readonly tag: string;
};

/** JSON, or a response of another kind. */
export type Answer = Response | object;
