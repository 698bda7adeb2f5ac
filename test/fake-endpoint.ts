/** A local server that speaks the chat completions protocol and misbehaves on demand: for the tests of the model coder. */
import { createServer, type IncomingMessage, type ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";

export type Asked = {
  readonly path: string;
  readonly headers: IncomingMessage["headers"];
  // biome-ignore lint/suspicious/noExplicitAny: whatever the client sends
  readonly body: any;
  /** The message of the user that holds the report, and the report between its markers. */
  readonly user: string;
  readonly report: string;
};

/** Answers one request. */
export type Act = (response: ServerResponse, asked: Asked) => void | Promise<void>;

export type FakeEndpoint = {
  readonly url: string;
  readonly asked: Asked[];
  /** Most requests that were open at one time. */
  busiest(): number;
  /** What the next requests get, in order; then the usual act again. */
  next(...acts: Act[]): void;
  /** Forgets what was asked and what was to come. */
  clear(): void;
  close(): Promise<void>;
};

export async function fakeEndpoint(usual: Act): Promise<FakeEndpoint> {
  const asked: Asked[] = [];
  const queue: Act[] = [];
  let open = 0;
  let most = 0;
  const server = createServer(async (request, response) => {
    open++;
    most = Math.max(most, open);
    response.once("close", () => open--);
    let text = "";
    for await (const chunk of request) text += chunk;
    const body = text === "" ? {} : JSON.parse(text);
    const user: string = body.messages?.find((m: { role: string }) => m.role === "user")?.content ?? "";
    const report = /<report [0-9a-f]{16}>\n([\s\S]*)\n<\/report [0-9a-f]{16}>/.exec(user)?.[1] ?? "";
    const one = { path: request.url ?? "", headers: request.headers, body, user, report };
    asked.push(one);
    await (queue.shift() ?? usual)(response, one);
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    asked,
    busiest: () => most,
    next: (...acts) => void queue.push(...acts),
    clear() {
      asked.length = 0;
      queue.length = 0;
      most = open;
    },
    close: () =>
      new Promise((resolve) => {
        server.close(() => resolve());
        server.closeAllConnections();
      }),
  };
}

const pieces = (text: string): string[] => text.match(/[\s\S]{1,40}/g) ?? [""];
const event = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;

/** A whole answer, streamed as most servers do. `tokens`: what it says of the prompt, else a share of its length. */
export function says(content: string | ((asked: Asked) => string), tokens?: number): Act {
  return (response, asked) => {
    const text = typeof content === "string" ? content : content(asked);
    response.writeHead(200, { "content-type": "text/event-stream; charset=utf-8" });
    for (const piece of pieces(text))
      response.write(event({ choices: [{ index: 0, delta: { content: piece } }] }));
    response.write(event({ choices: [{ index: 0, delta: {}, finish_reason: "stop" }] }));
    const prompt = tokens ?? Math.ceil(JSON.stringify(asked.body.messages).length / 4);
    response.write(
      event({
        model: "fake-1",
        choices: [],
        usage: { prompt_tokens: prompt, completion_tokens: text.length >> 2 },
      }),
    );
    response.end("data: [DONE]\n\n");
  };
}

/** The answer in one JSON body, as servers give it that do not stream. */
export function saysAtOnce(content: string, finish = "stop"): Act {
  return (response) => {
    response.writeHead(200, { "content-type": "application/json" });
    response.end(
      JSON.stringify({
        model: "fake-1",
        choices: [{ index: 0, message: { role: "assistant", content }, finish_reason: finish }],
        usage: { prompt_tokens: 20_000, completion_tokens: 10 },
      }),
    );
  };
}

/** A stream that ends in the middle, with the connection or without. */
export function breaksOff(content: string, how: "ends" | "drops"): Act {
  return (response) => {
    response.writeHead(200, { "content-type": "text/event-stream" });
    const half = pieces(content).slice(0, Math.max(1, pieces(content).length >> 1));
    for (const piece of half) response.write(event({ choices: [{ index: 0, delta: { content: piece } }] }));
    if (how === "ends") response.end();
    else setTimeout(() => response.destroy(), 5);
  };
}

export function fails(
  status: number,
  body: unknown = { error: { message: `status ${status}` } },
  headers = {},
): Act {
  return (response) => {
    response.writeHead(status, { "content-type": "application/json", ...headers });
    response.end(typeof body === "string" ? body : JSON.stringify(body));
  };
}

/** Never answers. */
export const hangs: Act = () => {};

export function after(ms: number, act: Act): Act {
  return async (response, asked) => {
    await new Promise((resolve) => setTimeout(resolve, ms));
    await act(response, asked);
  };
}
