/** One request to a server: asked again where that may help, and its body held within limits. */
import { type Agent, request } from "undici";
import { Budget, LIMITS, OverLimit } from "./budget.js";
import type { ByteStream } from "./bytes.js";
import { ACCEPTED_CODINGS, decoded } from "./content-coding.js";
import type { Failed, Validators } from "./fetch.js";
import { RefusedAddress } from "./guard.js";
import { type Held, hold } from "./spool.js";
import type { Clock } from "./turns.js";

/** The whole body, taken in. `dispose` when it has been read. */
export type Answer = Held & {
  readonly kind: "body";
  /** Behind all redirects. */
  readonly address: string;
  readonly mediaType: string | null;
  readonly charset: string | null;
  readonly headers: Readonly<Record<string, string>>;
  readonly validators: Validators;
  readonly acquired: string;
};
type Moved = { readonly kind: "moved"; readonly to: string };

export type AskOptions = {
  readonly agent: Agent;
  readonly userAgent: string;
  readonly clock: Clock;
  readonly patience: { readonly silence: number; readonly page: number };
  readonly limit: number;
  readonly validators: Validators | null;
};

const TRIES = 3;
/** Seconds: the first pause before asking again, and the longest that a server is waited for. */
const PAUSE = { first: 2, longest: 120 };
const AGAIN = new Set([408, 425, 429, 500, 502, 503, 504]);
/** Headers that say something about the document; cookies and the rest are not kept. */
const KEPT = [
  "content-type",
  "content-length",
  "content-encoding",
  "content-language",
  "date",
  "etag",
  "last-modified",
  "location",
  "server",
];

/** Rejects with what went wrong on the way; a status that says no is `failed`. */
export async function ask(
  url: URL,
  options: AskOptions,
): Promise<Answer | Moved | Failed | { kind: "unchanged" }> {
  for (let attempt = 1; ; attempt++) {
    let wait = PAUSE.first * 2 ** (attempt - 1);
    try {
      const answer = await once(url, options);
      if (answer.kind !== "again") return answer;
      wait = Math.max(wait, answer.after ?? 0);
      if (attempt === TRIES || wait > PAUSE.longest) return refusal(answer.status, wait);
    } catch (error) {
      if (attempt === TRIES || isFinal(error)) throw error;
    }
    await options.clock.sleep(wait * 1000);
  }
}

type Again = { readonly kind: "again"; readonly status: number; readonly after: number | null };

async function once(
  url: URL,
  options: AskOptions,
): Promise<Answer | Moved | Failed | Again | { kind: "unchanged" }> {
  const { agent, userAgent, validators, patience, limit } = options;
  const {
    statusCode: status,
    headers: raw,
    body,
  } = await request(url, {
    dispatcher: agent,
    signal: AbortSignal.timeout(Math.max(patience.page, limit / 1000)),
    headers: {
      "user-agent": userAgent,
      accept: "text/html, application/xhtml+xml, application/xml;q=0.9, */*;q=0.8",
      "accept-encoding": ACCEPTED_CODINGS,
      ...(validators?.etag ? { "if-none-match": validators.etag } : {}),
      ...(validators?.lastModified ? { "if-modified-since": validators.lastModified } : {}),
    },
  });
  try {
    const headers = kept(raw);
    if (status === 304) return { kind: "unchanged" };
    if (status >= 300 && status < 400 && headers.location !== undefined)
      return { kind: "moved", to: headers.location };
    if (AGAIN.has(status)) return { kind: "again", status, after: secondsOf(raw["retry-after"]) };
    if (status !== 200) return refusal(status, null);
    return await bodyOf(url, body, headers, limit);
  } finally {
    body.on("error", () => {}).destroy();
  }
}

async function bodyOf(
  url: URL,
  body: ByteStream,
  headers: Readonly<Record<string, string>>,
  limit: number,
): Promise<Answer> {
  if (Number(headers["content-length"]) > limit) throw new OverLimit(tooLarge(limit), false);
  const coding = headers["content-encoding"] ?? null;
  const plain = decoded(body, coding, new Budget({ ...LIMITS, bytes: limit }));
  if (plain === null) throw new RefusedAddress(`its content coding "${coding?.slice(0, 40)}" is not known`);
  const held = await hold(plain, limit);
  const type = headers["content-type"] ?? "";
  return {
    ...held,
    kind: "body",
    address: url.href,
    mediaType: type.split(";")[0]!.trim().toLowerCase() || null,
    charset: /charset=["']?([\w-]{1,40})/i.exec(type)?.[1] ?? null,
    headers,
    validators: { etag: headers.etag ?? null, lastModified: headers["last-modified"] ?? null },
    acquired: new Date().toISOString(),
  };
}

function kept(raw: Readonly<Record<string, string | string[] | undefined>>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const name of KEPT) {
    const value = raw[name];
    if (value !== undefined) headers[name] = (Array.isArray(value) ? value.join(", ") : value).slice(0, 2048);
  }
  return headers;
}

/** Seconds from now that a `Retry-After` asks for: a number, or a date. */
export function secondsOf(value: string | string[] | undefined, now = Date.now()): number | null {
  if (typeof value !== "string") return null;
  if (/^\d{1,7}$/.test(value.trim())) return Number(value);
  const time = Date.parse(value);
  return Number.isNaN(time) ? null : Math.max(0, (time - now) / 1000);
}

function refusal(status: number, wait: number | null): Failed {
  const said = `The server answered ${status}.`;
  if (status >= 400 && status < 500 && status !== 429 && status !== 408)
    return { kind: "failed", code: "fetch.absent", message: `${said} Check the address.` };
  const later =
    wait !== null && wait > PAUSE.longest ? ` It asks to come back in ${Math.round(wait)} seconds.` : "";
  return { kind: "failed", code: "fetch.status", message: `${said}${later} Try again later.` };
}

function tooLarge(limit: number): string {
  return `it has more than ${limit.toLocaleString("en")} bytes`;
}

/** Whether asking again would give the same: a refusal, a limit, a name that there is not, a broken packing. */
function isFinal(error: unknown): boolean {
  if (error instanceof OverLimit) return true;
  for (let at = error, depth = 0; at instanceof Error && depth < 5; at = at.cause, depth++) {
    const code = (at as NodeJS.ErrnoException).code ?? "";
    if (at instanceof RefusedAddress || code === "ENOTFOUND" || code.startsWith("Z_")) return true;
  }
  return false;
}
