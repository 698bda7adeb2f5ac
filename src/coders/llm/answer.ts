/** Reads what a chat endpoint sends back: a stream of server-sent events, or one JSON body from servers that do not stream. */
import { createParser } from "eventsource-parser";

export type Usage = { readonly input: number; readonly output: number };

export type Answer = {
  readonly content: string;
  /** Why the model stopped: "stop", "length", "content_filter" … */
  readonly finish: string | null;
  /** Tokens as the server counts them; null where it does not say. */
  readonly usage: Usage | null;
  /** The model that answered, as the server calls it. */
  readonly model: string | null;
};

/** The answer broke off or is no answer: the same request may go better. */
export class BrokenAnswer extends Error {}
/** The model goes on and on. */
export class EndlessAnswer extends Error {}
/** What answers is no chat endpoint, or reports an error inside a stream. `status`: as HTTP would have it, where known. */
export class AnswerTrouble extends Error {
  constructor(
    message: string,
    readonly status: number | null,
  ) {
    super(message);
  }
}

/** A model that goes on and on is stopped here (UTF-16 units): far above any honest reply. */
const LONGEST = 400_000;
/** With all that frames the words, a stream may have this many times more. */
const FRAMED = 60;
const ENDLESS = "the answer has no end; it was stopped after 400,000 characters";

type Chunk = {
  readonly model?: unknown;
  readonly error?: unknown;
  readonly usage?: unknown;
  readonly choices?: readonly {
    readonly delta?: { readonly content?: unknown; readonly refusal?: unknown } | null;
    readonly message?: { readonly content?: unknown; readonly refusal?: unknown } | null;
    readonly finish_reason?: unknown;
  }[];
};

/** Throws a `BrokenAnswer` where it breaks off, an `AnswerTrouble` where it is an error or a page. */
export async function readAnswer(response: Response): Promise<Answer> {
  const type = response.headers.get("content-type") ?? "";
  if (/html/i.test(type)) {
    await response.body?.cancel().catch(() => {});
    throw new AnswerTrouble("It sent a web page", 404);
  }
  return /event-stream/i.test(type) ? readStream(response) : readWhole(response);
}

async function readWhole(response: Response): Promise<Answer> {
  const reading = new Reading();
  let body = "";
  for await (const text of chunks(response)) {
    body += text;
    if (body.length > LONGEST * FRAMED) throw new EndlessAnswer(ENDLESS);
  }
  const chunk = parsed(body);
  if (chunk === null) throw new BrokenAnswer("the answer broke off, or is not JSON");
  reading.take(chunk);
  if (!reading.answered) throw new AnswerTrouble("It sent JSON that is no chat answer", 404);
  return reading.answer();
}

async function readStream(response: Response): Promise<Answer> {
  const reading = new Reading();
  let done = false;
  let units = 0;
  const parser = createParser({
    onEvent({ data }) {
      if (data === "[DONE]") {
        done = true;
        return;
      }
      const chunk = parsed(data);
      if (chunk === null) throw new BrokenAnswer("a piece of the stream is not JSON");
      reading.take(chunk);
    },
  });
  for await (const text of chunks(response)) {
    units += text.length;
    if (units > LONGEST * FRAMED) throw new EndlessAnswer(ENDLESS);
    parser.feed(text);
  }
  if (!done && reading.finish === null) throw new BrokenAnswer("the stream broke off");
  return reading.answer();
}

async function* chunks(response: Response): AsyncGenerator<string> {
  if (response.body === null) return;
  const decoder = new TextDecoder();
  try {
    for await (const bytes of response.body) yield decoder.decode(bytes as Uint8Array, { stream: true });
  } catch (error) {
    if (error instanceof Error && error.name === "AbortError") throw error;
    throw new BrokenAnswer("the answer broke off");
  }
  yield decoder.decode();
}

function parsed(text: string): Chunk | null {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Chunk) : null;
  } catch {
    return null;
  }
}

class Reading {
  content = "";
  finish: string | null = null;
  answered = false;
  #usage: Usage | null = null;
  #model: string | null = null;

  take(chunk: Chunk): void {
    if (chunk.error != null) throw inBody(chunk.error);
    if (typeof chunk.model === "string") this.#model = chunk.model;
    this.#usage = usageOf(chunk.usage) ?? this.#usage;
    const [choice] = Array.isArray(chunk.choices) ? chunk.choices : [];
    if (choice === undefined) return;
    this.answered = true;
    const said = choice.delta ?? choice.message;
    if (typeof said?.content === "string") this.content += said.content;
    if (typeof said?.refusal === "string" && said.refusal !== "") this.finish = "refusal";
    if (this.content.length > LONGEST) throw new EndlessAnswer(ENDLESS);
    if (typeof choice.finish_reason === "string") this.finish ??= choice.finish_reason;
  }

  answer(): Answer {
    return { content: this.content, finish: this.finish, usage: this.#usage, model: this.#model };
  }
}

function usageOf(value: unknown): Usage | null {
  if (typeof value !== "object" || value === null) return null;
  const { prompt_tokens: input, completion_tokens: output } = value as Record<string, unknown>;
  return typeof input === "number" && typeof output === "number" ? { input, output } : null;
}

/** An error that comes with status 200, as some routers send it. */
function inBody(error: unknown): Error {
  const row = (typeof error === "object" && error !== null ? error : { message: error }) as Record<
    string,
    unknown
  >;
  const status = typeof row.code === "number" ? row.code : null;
  return new AnswerTrouble(typeof row.message === "string" ? row.message : "an error without words", status);
}
