/** Gets the reply to one part of a report: from the cache, else from the model, with one chance to mend it. */
import { canonicalJson, sha256 } from "../../model/identity.js";
import type { Answer, Usage } from "./answer.js";
import { type Endpoint, RequestFailed } from "./endpoint.js";
import { type Message, repairMessage } from "./prompt.js";
import { type RawReply, type ReplySchemas, readReply } from "./reply.js";

/** One answer as it is kept. No key and no text of a report is in it, but quotes of the report are. */
export type CachedAnswer = {
  readonly content: string;
  /** SHA-256 of `content`, in hexadecimal: a torn or changed entry is no entry. */
  readonly sha256: string;
  readonly coder: string;
  /** Host and port that answered, and the model as the server called it. */
  readonly from: string;
  readonly model: string | null;
  /** Tokens of all tries that led to it, as the server counted them. */
  readonly usage: Usage | null;
};

/** Answers by key. `get` gives null for what is not there; what is there and cannot be read is told to `onCorrupt`. */
export type AnswerCache = {
  get(key: string): Promise<CachedAnswer | null>;
  put(key: string, answer: CachedAnswer): Promise<void>;
};

export type Asking = {
  readonly endpoint: Pick<Endpoint, "ask">;
  readonly cache: AnswerCache;
  readonly coder: string;
  readonly from: string;
  readonly schemas: ReplySchemas;
  /** Milliseconds for one part, with all tries and waits. */
  readonly ms: number;
};

export type Asked = {
  readonly reply: RawReply;
  /** Null where it came from the cache, or the server does not count. */
  readonly usage: Usage | null;
  readonly cached: CachedAnswer | null;
};

/** Key of an answer: everything that the model is told and who it is. The prompt's id stands for the first message and the schema. */
export function cacheKey(coder: string, message: string): string {
  return sha256(canonicalJson([coder, message]));
}

/**
 * Throws a `RequestFailed` where no usable reply comes, whatever else the endpoint throws, and the reason of the signal.
 */
export async function askFor(
  system: string,
  message: string,
  { endpoint, cache, coder, from, schemas, ms }: Asking,
  signal: AbortSignal,
): Promise<Asked> {
  const key = cacheKey(coder, message);
  const cached = await cache.get(key);
  if (cached) {
    const reply = readReply(cached.content, schemas);
    if (!("unreadable" in reply)) return { reply, usage: null, cached };
  }
  const begun = Date.now();
  const messages: Message[] = [
    { role: "system", content: system },
    { role: "user", content: message },
  ];
  const first = await endpoint.ask(messages, ms, signal);
  let chosen = { answer: first, ...judged(first, schemas) };
  let usage = first.usage;
  if (chosen.faults.length > 0 && first.finish !== "content_filter" && first.finish !== "refusal") {
    const left = Math.max(1, ms - (Date.now() - begun));
    const again: Message[] = [
      ...messages,
      { role: "assistant", content: first.content.slice(0, LONGEST_TOLD) },
      { role: "user", content: repairMessage(chosen.faults) },
    ];
    try {
      const second = await endpoint.ask(again, left, signal);
      usage = sum(usage, second.usage);
      const mended = { answer: second, ...judged(second, schemas) };
      if (mended.reply !== null && (chosen.reply === null || mended.faults.length <= chosen.faults.length))
        chosen = mended;
    } catch (error) {
      // What there is of the first answer is better than nothing.
      if (!(error instanceof RequestFailed) || chosen.reply === null) throw error;
    }
  }
  const { answer, reply } = chosen;
  if (reply === null) throw new RequestFailed(whyUnusable(answer, chosen.faults));
  await cache.put(key, {
    content: answer.content,
    sha256: sha256(answer.content),
    coder,
    from,
    model: answer.model,
    usage,
  });
  return { reply, usage, cached: null };
}

/** How much of a bad answer is shown to the model again. */
const LONGEST_TOLD = 20_000;

function judged(
  answer: Answer,
  schemas: ReplySchemas,
): { reply: RawReply | null; faults: readonly string[] } {
  const reply = readReply(answer.content, schemas);
  if (!("unreadable" in reply)) return { reply, faults: reply.faults };
  const cut = answer.finish === "length" ? " It was cut off at the limit of the server: say less." : "";
  return { reply: null, faults: [reply.unreadable + cut] };
}

function whyUnusable({ finish }: Answer, faults: readonly string[]): string {
  if (finish === "content_filter" || finish === "refusal") return "the model refuses to answer";
  if (finish === "length")
    return "the answer was cut off at the server's limit of tokens, twice. Serve the model with a context of 32,000 tokens and no lower limit of its output";
  return `the model gave no usable answer, also when told what was wrong: ${faults.join(" ")}`;
}

function sum(a: Usage | null, b: Usage | null): Usage | null {
  return a && b ? { input: a.input + b.input, output: a.output + b.output } : (a ?? b);
}
