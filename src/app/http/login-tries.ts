/** How often a password may be wrong: for one account from one address, for an address, and for an account from everywhere. */
import ipaddr from "ipaddr.js";
import { Rates } from "./rates.js";

const QUARTER = 15 * 60_000;
/** So many wrong passwords at once, and again so many in a quarter of an hour. */
export const WRONG_TRIES = { pair: 10, address: 50, account: 100 } as const;

/**
 * A try counts while it is under way, and is given back when the password was right: whoever knows the password is never kept out by
 * having signed in often. The limit for one account and one address is the lowest, so that nobody can keep an account's owner out from elsewhere.
 */
export class LoginTries {
  readonly #rates = {
    pair: new Rates(WRONG_TRIES.pair, QUARTER),
    address: new Rates(WRONG_TRIES.address, QUARTER),
    account: new Rates(WRONG_TRIES.account, QUARTER),
  };

  /** Begins a try: 0, or the seconds to wait, and then it does not count. */
  begin(account: string, address: string, now: number): number {
    const all = this.#of(account, address);
    const wait = Math.max(...all.map(([rates, name]) => rates.wait(name, now)));
    if (wait === 0) for (const [rates, name] of all) rates.take([name], now);
    return wait;
  }

  /** The password was right. */
  right(account: string, address: string, now: number): void {
    for (const [rates, name] of this.#of(account, address)) rates.give(name, now);
  }

  #of(account: string, address: string): readonly (readonly [Rates, string])[] {
    const from = networkOf(address);
    const { pair, address: addresses, account: accounts } = this.#rates;
    return [
      [pair, `${account} ${from}`],
      [addresses, from],
      [accounts, account],
    ];
  }
}

/** One subscriber: an IPv4 address, the first 64 bits of an IPv6 one. */
function networkOf(address: string): string {
  if (!ipaddr.isValid(address)) return address;
  const parsed = ipaddr.process(address);
  if (parsed.kind() === "ipv4") return parsed.toString();
  return (parsed as ipaddr.IPv6).parts
    .slice(0, 4)
    .map((part) => part.toString(16))
    .join(":");
}
