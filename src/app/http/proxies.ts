/** Whose word on the address of a browser is taken: that of proxies that whoever runs the server has named. */
import type { Context } from "hono";
import ipaddr from "ipaddr.js";
import { UsageError } from "../options.js";

type Range = readonly [ipaddr.IPv4 | ipaddr.IPv6, number];

/** Addresses and networks of proxies. */
export type Proxies = readonly Range[];

/** Reads `127.0.0.1, 10.0.0.0/8`; nothing is nobody. Throws a `UsageError` for what is no address. */
export function proxiesOf(setting: string | undefined): Proxies {
  const parts = (setting ?? "").split(",").map((part) => part.trim());
  return parts
    .filter((part) => part !== "")
    .map((part) => {
      if (ipaddr.isValidCIDR(part)) return ipaddr.parseCIDR(part);
      if (!ipaddr.isValid(part))
        throw new UsageError(
          `QUIPU_TRUSTED_PROXIES: "${part}" is no address. Write those of your proxies with commas between, such as 127.0.0.1,10.0.0.0/8.`,
        );
      const address = ipaddr.process(part);
      return [address, address.kind() === "ipv4" ? 32 : 128] as const;
    });
}

function isAmong(address: string, proxies: Proxies): boolean {
  if (!ipaddr.isValid(address)) return false;
  const parsed = ipaddr.process(address);
  return proxies.some(([network, bits]) => parsed.kind() === network.kind() && parsed.match([network, bits]));
}

/** Longer chains are nobody's own. */
const LONGEST_CHAIN = 20;

/**
 * Where a request comes from: the other end of the connection; where that is a trusted proxy, the last address of `X-Forwarded-For`
 * that is none. What a browser itself writes into the header stands before that, and is never believed.
 */
export function addressOf(c: Context, proxies: Proxies): string {
  const env = c.env as { incoming?: { socket?: { remoteAddress?: string } } } | undefined;
  let address = env?.incoming?.socket?.remoteAddress ?? "";
  const chain = (c.req.header("x-forwarded-for") ?? "").split(",").slice(-LONGEST_CHAIN);
  while (chain.length > 0 && isAmong(address, proxies)) {
    const before = chain
      .pop()!
      .trim()
      .replace(/^\[(.*)\]$/, "$1");
    if (!ipaddr.isValid(before)) break;
    address = before;
  }
  return address;
}
