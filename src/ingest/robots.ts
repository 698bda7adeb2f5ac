/** Asks a site what it allows robots to read (RFC 9309), once a run for each host. */
import robotsParser from "robots-parser";

export type Robots = {
  allows(address: string): boolean;
  /** Seconds between two requests that the site asks for, or null. */
  readonly delay: number | null;
};

/** What the request for `/robots.txt` gave: its text, nothing there, or no answer. */
export type RobotsAnswer = { readonly text: string } | "none" | "unreachable";

/** The least that a reader has to take in (RFC 9309, 2.5); what comes after is not looked at. */
export const ROBOTS_BYTES = 512_000;
/** No site is waited for longer than this between two requests, in seconds. */
const LONGEST_DELAY = 300;
const EVERYTHING: Robots = { allows: () => true, delay: null };
const NOTHING: Robots = { allows: () => false, delay: null };

/** A site without the file allows everything; one that does not answer allows nothing. */
export function robotsOf(site: string, answer: RobotsAnswer, agent: string): Robots {
  if (answer === "none") return EVERYTHING;
  if (answer === "unreachable") return NOTHING;
  const parse = robotsParser as unknown as typeof robotsParser.default;
  const rules = parse(`${site}/robots.txt`, answer.text);
  const delay = rules.getCrawlDelay(agent);
  return {
    allows: (address) => rules.isAllowed(address, agent) !== false,
    delay: delay !== undefined && delay > 0 ? Math.min(delay, LONGEST_DELAY) : null,
  };
}
