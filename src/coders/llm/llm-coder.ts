/** The model coder: any OpenAI-compatible endpoint as one more coder. What it claims is held against the report, then passes the gate. */
import type { GuidedCodebook } from "../../codebook/index.js";
import { accept } from "../../model/accept.js";
import type { Coding, EventRecord, Finding, FreeFigure, Link, Relation } from "../../model/coding.js";
import type { Report } from "../../model/report.js";
import { span } from "../../model/span.js";
import { analyse } from "../../text/analyse.js";
import type { Analysis } from "../../text/analysis.js";
import type { Usage } from "./answer.js";
import { type AnswerCache, askFor, cacheKey } from "./ask.js";
import { claimsOf } from "./claims.js";
import { Endpoint, type EndpointSettings, RequestFailed } from "./endpoint.js";
import { Words } from "./locate.js";
import { Notes } from "./notes.js";
import { PART_LENGTH, type Part, partsOf } from "./parts.js";
import { promptId, reportMessage, systemPrompt } from "./prompt.js";
import { type ReplySchemas, replyJsonSchema, replySchemas } from "./reply.js";
import { replyTokens, tokensOf } from "./tokens.js";

export type LlmSettings = Omit<EndpointSettings, "schema"> & {
  /** Milliseconds for one part of a report, with all tries and waits. */
  readonly ms: number;
  /** Longest part of a report, in UTF-16 units. */
  readonly partLength?: number;
};

/** What a run has cost so far. Tokens as the server counts them, else as estimated. */
export type Tally = {
  /** Answers from the model, and from the cache. */
  readonly asked: number;
  readonly cached: number;
  /** Of those from the cache: made at another endpoint. */
  readonly elsewhere: number;
  readonly input: number;
  readonly output: number;
};

/** What coding a report would take: tokens of what is not in the cache. */
export type Estimate = {
  readonly requests: number;
  readonly cached: number;
  readonly input: number;
  readonly output: number;
};

/** With fewer tokens than this share of the estimate, the server did not read the whole prompt. */
const CUT = 0.5;

export class LlmCoder {
  readonly id: string;
  readonly tally = { asked: 0, cached: 0, elsewhere: 0, input: 0, output: 0 };
  readonly #schemas: ReplySchemas;
  readonly #system: string;
  readonly #systemTokens: number;
  readonly #endpoint: Endpoint;
  readonly #stopped = new AbortController();
  /** The server has been seen to read a whole prompt: fewer tokens later are those that it kept from before. */
  #wholeRead = false;

  constructor(
    private readonly settings: LlmSettings,
    private readonly codebook: GuidedCodebook,
    private readonly cache: AnswerCache,
  ) {
    this.#schemas = replySchemas(codebook);
    const schema = replyJsonSchema(this.#schemas);
    this.#system = systemPrompt(codebook);
    this.#systemTokens = tokensOf(this.#system);
    this.#endpoint = new Endpoint({ ...settings, schema });
    this.id = `llm:${settings.model}@${promptId(this.#system, schema)}`;
  }

  /** Ends what is under way. */
  stop(): void {
    this.#stopped.abort(new Error("stopped"));
  }

  /**
   * The coding of a report. What fails for this report only is a finding in it; throws an `EndpointError` where the endpoint
   * cannot be used at all. Findings that the reader of the report made are passed on.
   */
  async code(report: Report, _codebook: string, findings: readonly Finding[]): Promise<Coding> {
    const { text, published, title, outlet } = report;
    const analysis = analyse(text, { published, title, outlet });
    const notes = new Notes();
    const taken = new Set<string>();
    const events: EventRecord[] = [];
    const links: Link[] = [];
    const figures: FreeFigure[] = [];
    const relations: Relation[] = [];
    for (const { part, message } of this.#messages(report)) {
      const reply = await this.#reply(message, part, notes);
      if (reply === null) continue;
      const words = new Words(text, part.before, part.end);
      const { schemas, zone } = { schemas: this.#schemas, zone: part };
      const claims = claimsOf(reply, { reportId: report.id, analysis, schemas, words, zone, taken, notes });
      events.push(...claims.events);
      links.push(...claims.links);
      figures.push(...claims.figures);
      relations.push(...claims.relations);
    }
    events.sort((a, b) => a.trigger.start - b.trigger.start || a.trigger.end - b.trigger.end);
    const { text: _text, ...head } = report;
    const coding: Coding = {
      report: head,
      coder: this.id,
      codebook: this.codebook.id,
      seen: [],
      events,
      links,
      figures,
      relations,
      noise: noiseOf(analysis),
      findings: [],
    };
    const passed = gated(coding, report, this.codebook, notes);
    return { ...passed, findings: [...findings, ...notes.found] };
  }

  /** What `code` would take. Asks nobody. */
  async estimate(report: Report): Promise<Estimate> {
    const sum = { requests: 0, cached: 0, input: 0, output: 0 };
    for (const { part, message } of this.#messages(report)) {
      if (await this.cache.get(cacheKey(this.id, message))) sum.cached++;
      else {
        sum.requests++;
        sum.input += this.#systemTokens + tokensOf(message);
        sum.output += replyTokens(part.end - part.start);
      }
    }
    return sum;
  }

  #messages(report: Report): { part: Part; message: string }[] {
    const parts = partsOf(report.text, this.settings.partLength ?? PART_LENGTH);
    return parts.map((part) => ({ part, message: reportMessage(report, part, parts.length) }));
  }

  /** The reply to one part, or null after noting why there is none. */
  async #reply(message: string, part: Part, notes: Notes): Promise<Readonly<Record<string, unknown>> | null> {
    const { settings, cache, id: coder } = this;
    const from = settings.url.host;
    const asking = { endpoint: this.#endpoint, cache, coder, from, schemas: this.#schemas, ms: settings.ms };
    try {
      const { reply, usage, cached } = await askFor(this.#system, message, asking, this.#stopped.signal);
      const sent = this.#systemTokens + tokensOf(message);
      const counted = usage ?? { input: sent, output: tokensOf(JSON.stringify(reply.value)) };
      this.#count(cached === null ? counted : null, cached !== null && cached.from !== from);
      if (usage && usage.input >= CUT * sent) this.#wholeRead = true;
      else if (usage && usage.input > 0 && !this.#wholeRead)
        notes.note("llm.prompt_cut", cutMessage(usage, sent), part);
      return reply.value;
    } catch (error) {
      if (!(error instanceof RequestFailed)) throw error;
      const where = `characters ${part.start} to ${part.end}`;
      notes.note(
        "llm.failed",
        `The model coded nothing of ${where}: ${error.message}. Run the same command again: what was answered is in the cache and is not asked again.`,
        part,
      );
      return null;
    }
  }

  #count(usage: Usage | null, elsewhere: boolean): void {
    const { tally } = this;
    if (usage === null) tally.cached++;
    else {
      tally.asked++;
      tally.input += usage.input;
      tally.output += usage.output;
    }
    if (elsewhere) tally.elsewhere++;
  }
}

function cutMessage({ input }: Usage, sent: number): string {
  return `The server read ${input} tokens of about ${sent}: it cut the prompt, and codes without having read all of it. Serve the model with a context of 32,000 tokens (with Ollama: OLLAMA_CONTEXT_LENGTH=32768) and code again with another --cache.`;
}

function noiseOf({ text, noise }: Analysis): Coding["noise"] {
  return noise.map(({ start, end, kind }) => ({ ...span(text, start, end), kind }));
}

/** The coding without what the gate refuses, each refusal noted: no coding of a model leaves that does not pass. */
function gated(coding: Coding, report: Report, codebook: GuidedCodebook, { note }: Notes): Coding {
  let passed = coding;
  // Taking one thing out may leave a link without an end, so the gate is asked until it is silent.
  for (let faults = accept(passed, report, codebook); faults.length > 0; ) {
    const bad = {
      events: new Set<number>(),
      links: new Set<number>(),
      figures: new Set<number>(),
      relations: new Set<number>(),
    };
    for (const { code, message, place } of faults) {
      const found = /^(events|links|figures|relations)\[(\d+)\]/.exec(message);
      if (found) bad[found[1] as keyof typeof bad].add(Number(found[2]));
      note(
        "llm.gate",
        `The gate refuses a claim of the model (${code}), so it was rejected: ${message}`,
        place,
      );
    }
    const before = passed;
    passed = {
      ...passed,
      events: passed.events.filter((_, i) => !bad.events.has(i)),
      links: passed.links.filter((_, i) => !bad.links.has(i)),
      figures: passed.figures.filter((_, i) => !bad.figures.has(i)),
      relations: passed.relations.filter((_, i) => !bad.relations.has(i)),
    };
    if (Object.values(bad).every((indices) => indices.size === 0))
      return { ...before, events: [], links: [], figures: [], relations: [] };
    faults = accept(passed, report, codebook);
  }
  return passed;
}
