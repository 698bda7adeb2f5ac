/** Which addresses may be fetched: of the web, on its ports, and never on this machine's own or a private network. */
import ipaddr from "ipaddr.js";

/** An address is refused; the message continues "is not fetched: ". */
export class RefusedAddress extends Error {}

/** Finds all IP addresses of a name; that of the system unless a test puts its own here. */
export type Resolver = (host: string) => Promise<readonly string[]>;

/**
 * `HOST`, `HOST:PORT`, an IP address or a range (`10.0.0.0/8`), each with or without a port (IPv6 in brackets): what may be
 * fetched although it is private, or on a port other than 80 and 443.
 */
export type Allowed = { readonly host: string; readonly port: number | null };

const WEB_PORTS = [80, 443];
/** Public by its range, but the address at which a cloud answers its own machines (Azure). */
const METADATA = new Set(["168.63.129.16"]);

/** Reads what may be fetched besides the public web. */
export function allowedOf(entries: readonly string[]): readonly Allowed[] {
  return entries.map((entry) => {
    const parts = /^(\[[^\]]+\]|[^:]+)(?::(\d{1,5}))?$/.exec(entry.trim().toLowerCase());
    if (parts === null) return { host: entry.trim().toLowerCase(), port: null };
    return { host: bare(parts[1]!), port: parts[2] === undefined ? null : Number(parts[2]) };
  });
}

/** Throws a `RefusedAddress` for what must not even be asked for. Names are looked into again when they are resolved. */
export function checkTarget(address: URL, allowed: readonly Allowed[]): void {
  if (address.protocol !== "http:" && address.protocol !== "https:")
    throw new RefusedAddress(`only http and https are fetched, not ${address.protocol.replace(":", "")}`);
  if (address.username !== "" || address.password !== "")
    throw new RefusedAddress("it holds a name and a password, which do not belong into an address");
  const host = bare(address.hostname);
  const port = address.port === "" ? null : Number(address.port);
  if (
    port !== null &&
    !WEB_PORTS.includes(port) &&
    !allowed.some((one) => one.port === port && covers(one, host))
  )
    throw new RefusedAddress(
      `port ${port} is neither 80 nor 443. QUIPU_FETCH_ALLOW=${host}:${port} would allow it`,
    );
  if (ipaddr.isValid(host)) checkIp(host, host, allowed);
}

/** Throws a `RefusedAddress` unless the IP address is public or allowed. `host` is the name that it was found for. */
export function checkIp(ip: string, host: string, allowed: readonly Allowed[]): void {
  if (allowed.some((one) => covers(one, host) || covers(one, ip))) return;
  const range = rangeOf(ip);
  if (range !== "unicast" || METADATA.has(ip))
    throw new RefusedAddress(
      `${host === ip ? "it" : `${host} (${ip})`} is no public address (${range === "unicast" ? "metadata" : range}). What lies in your own network is fetched only where QUIPU_FETCH_ALLOW names it`,
    );
}

/** A `lookup` for `net.connect`: the address that it gives, and that is then connected to, has been checked. */
export function guardedLookup(resolve: Resolver, allowed: readonly Allowed[]) {
  return (
    host: string,
    options: { readonly all?: boolean | undefined },
    done: (error: Error | null, found?: unknown, family?: number) => void,
  ): void => {
    resolve(host)
      .then((found) => {
        if (found.length === 0) throw new RefusedAddress(`${host} has no address`);
        for (const ip of found) checkIp(ip, host, allowed);
        const rows = found.map((ip) => ({ address: ip, family: ip.includes(":") ? 6 : 4 }));
        if (options.all) done(null, rows);
        else done(null, rows[0]!.address, rows[0]!.family);
      })
      .catch((error: Error) => done(error));
  };
}

function covers({ host }: Allowed, candidate: string): boolean {
  if (host === candidate) return true;
  if (!host.includes("/") || !ipaddr.isValid(candidate)) return false;
  try {
    const ip = ipaddr.process(candidate);
    const [range, bits] = ipaddr.parseCIDR(host);
    return ip.kind() === range.kind() && ip.match([range, bits] as never);
  } catch {
    return false;
  }
}

/** The kind of an IP address; IPv4 inside IPv6 counts as what it is. */
function rangeOf(ip: string): string {
  try {
    const address = ipaddr.process(ip);
    if (address instanceof ipaddr.IPv6 && address.parts.slice(0, 6).every((part) => part === 0))
      return "reserved";
    return address.range();
  } catch {
    return "invalid";
  }
}

function bare(host: string): string {
  return host.replace(/^\[|\]$/g, "").toLowerCase();
}
