/**
 * Posts to an endpoint. The `fetch` of Node gives up when no answer begins within five minutes, which is how long a model on a
 * small machine reads a prompt; this waits as long as the signal lets it. Redirects are handed back, not followed.
 */
import { request as httpRequest, type IncomingMessage } from "node:http";
import { request as httpsRequest } from "node:https";
import { Readable } from "node:stream";

const CONNECT_MS = 20_000;
const NO_BODY = [204, 205, 304];

/** Rejects with an error with a `code` ("ECONNREFUSED") where nobody is reached, and with an AbortError when told to stop. */
export function post(
  url: URL,
  headers: Readonly<Record<string, string>>,
  body: string,
  signal: AbortSignal,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    const send = url.protocol === "https:" ? httpsRequest : httpRequest;
    const bytes = Buffer.from(body);
    const request = send(url, {
      method: "POST",
      headers: { ...headers, "content-length": bytes.length },
      signal,
    });
    request.once("error", reject);
    request.once("response", (incoming) => resolve(asResponse(incoming)));
    request.once("socket", (socket) => {
      if (!socket.connecting) return;
      const late = setTimeout(() => request.destroy(withCode("ETIMEDOUT")), CONNECT_MS);
      for (const over of ["connect", "close", "error"]) socket.once(over, () => clearTimeout(late));
    });
    request.end(bytes);
  });
}

function asResponse(incoming: IncomingMessage): Response {
  const { statusCode = 502, headersDistinct } = incoming;
  const headers = new Headers();
  for (const [name, values] of Object.entries(headersDistinct))
    for (const value of values ?? []) headers.append(name, value);
  // A stream that nobody reads must not bring the process down when it breaks.
  incoming.on("error", () => {});
  const none = NO_BODY.includes(statusCode);
  if (none) incoming.resume();
  const body = none ? null : (Readable.toWeb(incoming) as ReadableStream<Uint8Array>);
  return new Response(body, { status: statusCode, headers });
}

function withCode(code: string): Error {
  return Object.assign(new Error(`no connection within ${CONNECT_MS / 1000} s`), { code });
}
