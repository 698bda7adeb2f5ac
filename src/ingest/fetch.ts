/** Fetches addresses politely and safely: robots.txt, one request at a time and a pause for each host, limits on everything. */
import { lookup } from "node:dns/promises";
import { Agent } from "undici";
import { allowedOf, checkTarget, guardedLookup, RefusedAddress, type Resolver } from "./guard.js";
import { type Answer, type AskOptions, ask } from "./request.js";
import { ROBOTS_BYTES, type Robots, type RobotsAnswer, robotsOf } from "./robots.js";
import { CLOCK, type Clock, Turns } from "./turns.js";

/** What the server said at the last visit, to ask with: "anything new since?" */
export type Validators = { readonly etag: string | null; readonly lastModified: string | null };

export type Failed = { readonly kind: "failed"; readonly code: string; readonly message: string };
export type Fetched = Answer | { readonly kind: "unchanged" } | Failed;

export type FetchOptions = {
  /** Who asks: `quipu/0.1.0 (…; you@example.org)`. */
  readonly userAgent: string;
  /** See `Allowed`. */
  readonly allow?: readonly string[];
  readonly validators?: (address: string) => Validators | null;
  readonly resolve?: Resolver;
  readonly clock?: Clock;
  /** Milliseconds without a byte, and for the whole of a page. */
  readonly patience?: { readonly silence: number; readonly page: number };
};

export type GetOptions = {
  /** Seconds between two requests to the host; the site may ask for more. */
  readonly rate: number;
  /** Bytes of the body. */
  readonly limit: number;
};

export type Fetcher = {
  /** Never rejects for what a site does. */
  get(address: string, options: GetOptions): Promise<Fetched>;
  close(): Promise<void>;
};

const REDIRECTS = 5;
const PATIENCE = { silence: 30_000, page: 120_000 };

export function makeFetcher(options: FetchOptions): Fetcher {
  const { userAgent, clock = CLOCK, patience = PATIENCE } = options;
  const allowed = allowedOf(options.allow ?? []);
  const resolve =
    options.resolve ?? (async (host) => (await lookup(host, { all: true })).map((one) => one.address));
  const agent = new Agent({
    connect: { lookup: guardedLookup(resolve, allowed) as never, timeout: 15_000 },
    headersTimeout: patience.silence,
    bodyTimeout: patience.silence,
    maxHeaderSize: 65_536,
  });
  const turns = new Turns(clock);
  const sites = new Map<string, Promise<Robots>>();

  const visit = (url: URL, pause: number, limit: number, validators: Validators | null) => {
    const asked: AskOptions = { agent, userAgent, clock, patience, limit, validators };
    return turns.take(url.host, pause, () => ask(url, asked));
  };

  /** The answer behind all redirects; each target is checked. `permit` says whether a site lets itself be read. */
  async function behind(
    address: string,
    pause: (url: URL) => Promise<number>,
    limit: number,
    validators: Validators | null,
  ): Promise<Fetched> {
    let url = new URL(address);
    for (let hop = 0; hop <= REDIRECTS; hop++) {
      checkTarget(url, allowed);
      const answer = await visit(url, await pause(url), limit, hop === 0 ? validators : null);
      if (answer.kind !== "moved") return answer;
      try {
        url = new URL(answer.to, url);
      } catch {
        return failed("fetch.status", `it sends on to "${answer.to.slice(0, 80)}", which is no address`);
      }
    }
    return failed("fetch.redirects", `it sends on more than ${REDIRECTS} times`);
  }

  function robotsAt(url: URL, rate: number): Promise<Robots> {
    const site = url.origin;
    const known = sites.get(site);
    if (known) return known;
    const asked = behind(`${site}/robots.txt`, async () => rate, ROBOTS_BYTES, null)
      .then(robotsAnswer, (error: unknown): RobotsAnswer => {
        if (refusalIn(error)) throw error;
        const trouble = connectionTrouble(error, url.host);
        if (trouble !== null) throw new NoConnection(trouble);
        return "unreachable";
      })
      .then((answer) => robotsOf(site, answer, "quipu"));
    sites.set(site, asked);
    return asked;
  }

  return {
    async get(address, { rate, limit }) {
      const permitted = async (url: URL): Promise<number> => {
        const robots = await robotsAt(url, rate * 1000);
        if (!robots.allows(url.href)) throw new NotPermitted();
        return Math.max(rate, robots.delay ?? 0) * 1000;
      };
      try {
        return await behind(address, permitted, limit, options.validators?.(address) ?? null);
      } catch (error) {
        return failureOf(error);
      }
    },
    close: () => agent.destroy(),
  };
}

class NotPermitted extends Error {}
/** The message continues "is not fetched: ". */
class NoConnection extends Error {}

/** Why there is no connection to a site at all, and what to do; null where something else went wrong. */
function connectionTrouble(error: unknown, host: string): string | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++)
    switch ((at as NodeJS.ErrnoException).code) {
      case "ENOTFOUND":
        return `nobody knows the name ${host}. Check the address`;
      case "EAI_AGAIN":
        return `the name ${host} cannot be looked up just now. Look whether this machine has a network, and try again`;
      case "ECONNREFUSED":
        return `${host} takes no connection. Check the address, or try again later`;
      case "ETIMEDOUT":
      case "EHOSTUNREACH":
      case "ENETUNREACH":
      case "UND_ERR_CONNECT_TIMEOUT":
        return `${host} does not answer. Try again later`;
    }
  return null;
}

async function robotsAnswer(fetched: Fetched): Promise<RobotsAnswer> {
  if (fetched.kind === "body") {
    const chunks: Uint8Array[] = [];
    for await (const chunk of fetched.stream()) chunks.push(chunk);
    await fetched.dispose();
    return { text: Buffer.concat(chunks).toString("utf8") };
  }
  return fetched.kind === "failed" && fetched.code === "fetch.absent" ? "none" : "unreachable";
}

function failed(code: string, why: string): Failed {
  return { kind: "failed", code, message: `The address is not fetched: ${why}.` };
}

function failureOf(error: unknown): Failed {
  if (error instanceof NotPermitted)
    return failed(
      "fetch.robots",
      "the site's robots.txt does not allow it, or does not answer. Ask the site for leave, or leave it out",
    );
  if (error instanceof NoConnection) return failed("fetch.failed", error.message);
  const refusal = refusalIn(error);
  if (refusal) return failed("fetch.refused", refusal.message);
  if (error instanceof TypeError) return failed("fetch.refused", "it is no address");
  return failed("fetch.failed", error instanceof Error ? error.message : String(error));
}

/** The refusal that lies under an error of the connection. */
function refusalIn(error: unknown): RefusedAddress | null {
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++)
    if (at instanceof RefusedAddress) return at;
  return null;
}
