/** What the tests of the model coder share: a small report, events of a reply, a cache in memory. */
import type { AnswerCache, CachedAnswer } from "../src/coders/llm/ask.js";
import { sha256 } from "../src/model/identity.js";
import type { Report } from "../src/model/report.js";

export const TEXT =
  "Miners marched through Oruro on Monday. At least 300 people joined them, police said. A guard died.";

export function reportOf(text: string, about: Partial<Report> = {}): Report {
  const known = { lang: "en", published: "2019-05-14", title: null, outlet: null, url: null };
  return { id: "r1", text, sha256: sha256(text), ...known, ...about };
}

/** An event of a reply with as little as an event may have, and what a test is about. */
export const eventOf = (more: Record<string, unknown> = {}) => ({
  context: "Miners marched through Oruro on Monday",
  trigger: "marched",
  type: "PRO.DEMO",
  actuality: "happened",
  scope: "event",
  mentions: [],
  date: { quote: null, edtf: null },
  places: [],
  actors: [],
  figures: [],
  demands: [],
  means: [],
  attribution: { quote: null, evidentiality: "asserted" },
  contested: [],
  ...more,
});

export const replyOf = (events: readonly unknown[], more = {}): string =>
  JSON.stringify({ events, links: [], figures: [], relations: [], ...more });

export class MemoryCache implements AnswerCache {
  readonly kept = new Map<string, CachedAnswer>();
  get = async (key: string) => this.kept.get(key) ?? null;
  put = async (key: string, answer: CachedAnswer) => void this.kept.set(key, answer);
}

/** A cache that has the same answer to everything: a model without an endpoint. */
export function alwaysSays(content: string): AnswerCache {
  const answer = { content, sha256: sha256(content), coder: "", from: "", model: null, usage: null };
  return { get: async () => answer, put: async () => {} };
}
