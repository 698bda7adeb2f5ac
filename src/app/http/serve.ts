/** Opens the socket: limits on headers, time and connections, so that a slow or greedy client costs little. */
import type { Server } from "node:http";
import type { AddressInfo } from "node:net";
import { createAdaptorServer } from "@hono/node-server";
import type { Hono } from "hono";

export type Limits = {
  /** Milliseconds for the headers of a request, and for the whole of it. */
  readonly headersMs: number;
  readonly requestMs: number;
  /** A connection without a request is closed after so long. */
  readonly idleMs: number;
  readonly connections: number;
};
export const LIMITS: Limits = { headersMs: 10_000, requestMs: 60_000, idleMs: 15_000, connections: 2000 };

export type Running = {
  readonly port: number;
  /** Answers what has begun, for a few seconds, and closes. */
  close(): Promise<void>;
};

const GRACE_MS = 3000;

/** Rejects where the address is taken or not ours (`EADDRINUSE`, `EADDRNOTAVAIL`). */
export async function serve(
  server: Hono,
  { host, port }: { readonly host: string; readonly port: number },
  limits: Limits = LIMITS,
): Promise<Running> {
  const http = createAdaptorServer({
    fetch: server.fetch,
    serverOptions: {
      headersTimeout: limits.headersMs,
      requestTimeout: limits.requestMs,
      keepAliveTimeout: limits.idleMs,
      connectionsCheckingInterval: Math.min(1000, limits.headersMs),
      maxHeaderSize: 16_384,
    },
  }) as Server;
  http.maxHeadersCount = 100;
  http.maxConnections = limits.connections;
  await new Promise<void>((resolve, reject) => {
    http.once("error", reject);
    http.listen(port, host, () => {
      http.off("error", reject);
      resolve();
    });
  });
  return {
    port: (http.address() as AddressInfo).port,
    async close() {
      const closed = new Promise<void>((resolve) => http.close(() => resolve()));
      http.closeIdleConnections();
      const timer = setTimeout(() => http.closeAllConnections(), GRACE_MS);
      await closed;
      clearTimeout(timer);
    },
  };
}
