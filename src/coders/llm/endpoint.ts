/** Speaks to an OpenAI-compatible endpoint: asks for structure as far as it can give it, waits and tries again, gives up in time. */
import { type Answer, AnswerTrouble, BrokenAnswer, EndlessAnswer, readAnswer } from "./answer.js";
import { shown } from "./notes.js";
import { post } from "./post.js";
import type { Message } from "./prompt.js";

export type EndpointSettings = {
  /** Address of the chat completions: see `chatUrl`. */
  readonly url: URL;
  readonly model: string;
  /** Sent as a bearer token, and nowhere else. */
  readonly key: string | null;
  readonly schema: Readonly<Record<string, unknown>>;
  /** Milliseconds before the second try, doubled each time, and the most. */
  readonly backoff: { readonly first: number; readonly most: number };
};

/** No request to this endpoint can go well: the run ends. The message says what, why and what to do. */
export class EndpointError extends Error {}
/** This request failed for good; others may go well. */
export class RequestFailed extends Error {}

/** Tries of one request that fail on the way or at the server; waiting for a rate limit does not count. */
const TRIES = 5;
const LONGEST_ERROR = 20_000;

/** What is asked of the server. Servers differ; each step down asks for less. */
type Dialect = {
  readonly format: "json_schema" | "json_object" | "text";
  readonly stream: boolean;
  readonly usage: boolean;
  readonly temperature: boolean;
  readonly seed: boolean;
  /** Whether the server takes a message from the system apart from the user's. */
  readonly system: boolean;
};
const FULL: Dialect = {
  format: "json_schema",
  stream: true,
  usage: true,
  temperature: true,
  seed: true,
  system: true,
};

/**
 * The address to post to: the base with or without `/v1`, or the whole address. Throws a TypeError for what is none.
 * `http://localhost:11434` and `http://localhost:11434/v1` give the same.
 */
export function chatUrl(base: string): URL {
  const url = new URL(base);
  const path = url.pathname.replace(/\/+$/, "");
  if (!path.endsWith("/chat/completions")) url.pathname = `${path === "" ? "/v1" : path}/chat/completions`;
  return url;
}

/** Something that may go better later. `after`: milliseconds that the server asks to wait. */
class Later extends Error {
  constructor(
    message: string,
    readonly kind: "busy" | "server" | "network" | "time",
    readonly after: number | null = null,
  ) {
    super(message);
  }
}

/** The server refuses what was asked: something else may do. */
class Refused extends Error {}

export class Endpoint {
  #dialect = FULL;
  /** Whether anything has ever been answered. */
  #answered = false;
  /** When a rate limit lets the next request go, for all that are waiting. */
  #notBefore = 0;

  constructor(private readonly settings: EndpointSettings) {}

  /**
   * One answer within `ms` milliseconds, with all tries and waits. Throws an `EndpointError`, a `RequestFailed`, or the
   * reason of the signal.
   */
  async ask(messages: readonly Message[], ms: number, signal: AbortSignal): Promise<Answer> {
    const deadline = Date.now() + ms;
    let dialect = this.#dialect;
    for (let tries = 0, busy = 0; ; ) {
      await pause(this.#notBefore - Date.now(), signal);
      try {
        // A server that hangs leaves time for another try.
        const limit = Math.max(1, Math.min(deadline - Date.now(), ms / 2));
        const answer = await this.#once(messages, dialect, limit, signal);
        this.#dialect = dialect;
        this.#answered = true;
        return answer;
      } catch (error) {
        signal.throwIfAborted();
        if (error instanceof Refused) {
          const next = lesser(dialect, error.message);
          if (next === null)
            throw new RequestFailed(this.#clean(`The server refuses the request: ${error.message}`));
          dialect = next;
          continue;
        }
        if (!(error instanceof Later)) throw error;
        if (error.kind === "busy") busy++;
        else tries++;
        const wait = Math.max(error.after ?? 0, this.#wait(Math.max(tries, busy)));
        if (tries >= TRIES || Date.now() + wait >= deadline) throw this.#givenUp(error, tries, ms);
        if (error.kind === "busy") this.#notBefore = Math.max(this.#notBefore, Date.now() + wait);
        else await pause(wait, signal);
      }
    }
  }

  /** Exponential, with half of it by chance, so that requests that failed together do not come back together. */
  #wait(tries: number): number {
    const { first, most } = this.settings.backoff;
    const full = Math.min(most, first * 2 ** Math.max(0, tries - 1));
    return full / 2 + (Math.random() * full) / 2;
  }

  #givenUp(error: Later, tries: number, ms: number): Error {
    const { url } = this.settings;
    if (error.kind === "network" && !this.#answered)
      return new EndpointError(
        this.#clean(
          `Nothing answers at ${url.origin} (${error.message}). Is the server running, and is QUIPU_LLM_URL right?`,
        ),
      );
    if (error.kind === "time" && !this.#answered)
      return new EndpointError(
        this.#clean(
          `No answer came from ${url.origin} within ${seconds(ms)}. Is the model loaded, and fast enough for --timeout and --concurrency?`,
        ),
      );
    const how = tries >= TRIES ? `${tries} tries failed` : `no answer within ${seconds(ms)}`;
    const asked = error.after === null ? "" : `, which asks to wait ${seconds(error.after)}`;
    return new RequestFailed(this.#clean(`${how}, the last because ${error.message}${asked}`));
  }

  async #once(
    messages: readonly Message[],
    dialect: Dialect,
    limit: number,
    signal: AbortSignal,
  ): Promise<Answer> {
    const { url, key } = this.settings;
    const stop = new AbortController();
    const abort = (): void => stop.abort(signal.reason);
    signal.addEventListener("abort", abort, { once: true });
    const timer = setTimeout(() => stop.abort(), limit);
    try {
      const headers = {
        "content-type": "application/json",
        accept: dialect.stream ? "text/event-stream, application/json" : "application/json",
        ...(key === null ? {} : { authorization: `Bearer ${key}` }),
      };
      const response = await post(url, headers, JSON.stringify(this.#body(messages, dialect)), stop.signal);
      if (!response.ok) throw await this.#trouble(response);
      return await readAnswer(response);
    } catch (error) {
      if (stop.signal.aborted && !signal.aborted)
        throw new Later(`it took longer than ${seconds(limit)}`, "time");
      throw this.#sorted(error);
    } finally {
      clearTimeout(timer);
      signal.removeEventListener("abort", abort);
    }
  }

  #body(messages: readonly Message[], dialect: Dialect) {
    const { format, stream, usage, temperature, seed } = dialect;
    const { model, schema } = this.settings;
    const [system, user, ...rest] = messages;
    // Where the server does not hold the model to the schema, the model is shown it.
    const shownSchema = format === "json_schema" ? "" : `\n\nJSON SCHEMA\n${JSON.stringify(schema)}`;
    const task = system!.content + shownSchema;
    const told = dialect.system
      ? [{ role: "system", content: task }, user!, ...rest]
      : [{ role: "user", content: `${task}\n\n${user!.content}` }, ...rest];
    return {
      model,
      messages: told,
      ...(format === "json_schema"
        ? { response_format: { type: "json_schema", json_schema: { name: "coding", strict: true, schema } } }
        : format === "json_object"
          ? { response_format: { type: "json_object" } }
          : {}),
      ...(temperature ? { temperature: 0 } : {}),
      ...(seed ? { seed: 1 } : {}),
      stream,
      ...(stream && usage ? { stream_options: { include_usage: true } } : {}),
    };
  }

  /** What a status means: try again, ask for less, or give up. */
  async #trouble(response: Response): Promise<Error> {
    const { status, headers } = response;
    if (status >= 300 && status < 400) {
      await response.body?.cancel().catch(() => {});
      return new EndpointError(
        `${this.settings.url.origin} sends requests on to another address (status ${status}), where no text was sent. Set QUIPU_LLM_URL to the address that is meant.`,
      );
    }
    const said = await bodyOf(response);
    return this.#byStatus(status, said, retryAfter(headers));
  }

  #byStatus(status: number, said: string, after: number | null): Error {
    const { url, model } = this.settings;
    const words = this.#clean(said);
    if (status === 429 && /insufficient_quota|billing/i.test(said))
      return new EndpointError(`The endpoint says that the account has no credit left: ${words}`);
    if (status === 429 || (status === 503 && after !== null))
      return new Later(`the server is busy (status ${status})`, "busy", after);
    if (status >= 500 || status === 408 || status === 409 || status === 425)
      return new Later(
        `the server failed (status ${status}${words === "" ? "" : `: ${words}`})`,
        "server",
        after,
      );
    if (status === 413 || (status < 500 && TOO_LONG.test(said)))
      return new RequestFailed(
        `The report and the prompt are too long for the model (${words}). Serve it with a context of 32,000 tokens, or choose another model.`,
      );
    if (status === 400 || status === 422) return new Refused(words === "" ? `status ${status}` : words);
    if (status === 401 || status === 403)
      return new EndpointError(
        `The endpoint refuses access (status ${status}${words === "" ? "" : `: ${words}`}). Is QUIPU_LLM_KEY set, and right for ${url.host}?`,
      );
    if (status === 402) return new EndpointError(`The endpoint asks for payment: ${words}`);
    if (status === 404)
      return new EndpointError(
        `The endpoint knows no model "${model}", or ${url.origin}${url.pathname} is no chat endpoint (status 404${words === "" ? "" : `: ${words}`}). Check QUIPU_LLM_MODEL and QUIPU_LLM_URL.`,
      );
    return new EndpointError(
      `The endpoint cannot be used (status ${status}${words === "" ? "" : `: ${words}`}).`,
    );
  }

  #sorted(error: unknown): unknown {
    if (error instanceof BrokenAnswer) return new Later(error.message, "server");
    if (error instanceof EndlessAnswer) return new RequestFailed(error.message);
    if (error instanceof AnswerTrouble)
      return error.status === null
        ? new Later(`the server failed (${this.#clean(error.message)})`, "server")
        : this.#byStatus(error.status, error.message, null);
    const { code } = error as { code?: unknown };
    if (error instanceof Error && typeof code === "string" && code !== "ABORT_ERR")
      return new Later(`the connection failed: ${shown(code, 120)}`, "network");
    return error;
  }

  /** Words of the server on one line, without the key, should it be in them. */
  #clean(words: string): string {
    const { key } = this.settings;
    return shown(key ? words.replaceAll(key, "[key]") : words, 400);
  }
}

const TOO_LONG =
  /context[ _-]?(?:length|window|size)|maximum context|too (?:long|many tokens|large)|exceeds? .{0,40}(?:token|context)/i;

/** What to ask for instead: without what the message names, else with less structure. Null where nothing is left. */
function lesser(dialect: Dialect, message: string): Dialect | null {
  const says = (word: RegExp) => word.test(message);
  if (dialect.usage && says(/stream_options|include_usage/i)) return { ...dialect, usage: false };
  if (dialect.temperature && says(/temperature/i)) return { ...dialect, temperature: false };
  if (dialect.seed && says(/\bseed\b/i)) return { ...dialect, seed: false };
  if (dialect.stream && says(/\bstream(?:ing)?\b/i)) return { ...dialect, stream: false };
  if (dialect.system && says(/\bsystem\b.*\brole\b|\brole\b.*\bsystem\b|roles must alternate/i))
    return { ...dialect, system: false };
  if (dialect.format === "json_schema") return { ...dialect, format: "json_object" };
  if (dialect.format === "json_object") return { ...dialect, format: "text" };
  if (dialect.usage || dialect.temperature || dialect.seed)
    return { ...dialect, usage: false, temperature: false, seed: false };
  return null;
}

/** What the server says of an error: the message of its JSON, else its first words. */
async function bodyOf(response: Response): Promise<string> {
  let text = "";
  try {
    const decoder = new TextDecoder();
    for await (const bytes of response.body ?? []) {
      text += decoder.decode(bytes as Uint8Array, { stream: true });
      if (text.length > LONGEST_ERROR) break;
    }
  } catch {
    // The status says enough.
  }
  try {
    const { error, message, detail } = JSON.parse(text) as Record<string, unknown>;
    const inner = (
      typeof error === "object" && error !== null ? error : { message: error ?? message ?? detail }
    ) as {
      message?: unknown;
      code?: unknown;
    };
    const code = typeof inner.code === "string" ? ` (${inner.code})` : "";
    return `${shown(inner.message ?? "", 400)}${code}`;
  } catch {
    return /^\s*</.test(text) ? "" : shown(text, 400);
  }
}

/** Milliseconds of `retry-after-ms`, or of `retry-after` in seconds or as a date; null where neither is there. */
export function retryAfter(headers: Headers, now = Date.now()): number | null {
  const ms = headers.get("retry-after-ms");
  if (ms !== null && /^\d{1,9}(\.\d+)?$/.test(ms)) return Number(ms);
  const value = headers.get("retry-after");
  if (value === null) return null;
  if (/^\d{1,7}(\.\d+)?$/.test(value)) return Number(value) * 1000;
  const date = Date.parse(value);
  return Number.isNaN(date) ? null : Math.max(0, date - now);
}

const seconds = (ms: number): string => `${Math.round(ms / 100) / 10} s`;

/** Resolves after so many milliseconds, at once for none; throws the reason of the signal. */
function pause(ms: number, signal: AbortSignal): Promise<void> {
  signal.throwIfAborted();
  if (ms <= 0) return Promise.resolve();
  return new Promise((resolve, reject) => {
    const stop = (): void => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", stop);
      resolve();
    }, ms);
    signal.addEventListener("abort", stop, { once: true });
  });
}
