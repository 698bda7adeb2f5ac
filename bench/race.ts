/** Races pipelines over the same reports, by processor time. */
import { existsSync } from "node:fs";
import { sha256 } from "../src/model/identity.js";
import type { Report } from "../src/model/report.js";
import { jsonLines, ROOT, SHARED } from "./machine.js";

const ROUNDS = 3;

/** English reports: the gold's and the uncoded ones where they are at hand, else those that come with the package. */
export function englishReports(): Report[] {
  const files = ["gold/dev/reports.jsonl", "gold/more-reports.jsonl"].map((path) => SHARED + path);
  const found = existsSync(files[0]!) ? files : [`${ROOT}dist/data/sample/reports.jsonl`];
  return found
    .flatMap((path) => jsonLines<Partial<Report> & Pick<Report, "id" | "text">>(path))
    .filter((row) => row.lang === "en")
    .map(({ id, text, published = null, title = null, outlet = null, url = null }) => ({
      id,
      text,
      sha256: sha256(text),
      lang: "en",
      published,
      title,
      outlet,
      url,
    }));
}

export type Pipeline = (report: Report) => unknown;

/**
 * Units (sentences or tokens of all reports together) in a second of processor time, of each pipeline the best of three rounds after one to warm up. The rounds
 * alternate, and processor time is counted, so that a busy machine is unjust to neither.
 */
export function rates(reports: readonly Report[], units: number, pipelines: readonly Pipeline[]): number[] {
  const best = pipelines.map(() => 0);
  for (let round = 0; round <= ROUNDS; round++)
    for (const [i, pipeline] of pipelines.entries()) {
      const start = process.cpuUsage();
      for (const report of reports) pipeline(report);
      const { user, system } = process.cpuUsage(start);
      if (round > 0) best[i] = Math.max(best[i]!, (units * 1e6) / (user + system));
    }
  return best.map(Math.round);
}

/** compromise with what it sees of a text: tags, people, places, organisations and numbers. */
export async function compromise(): Promise<Pipeline> {
  const nlp = (await import("compromise")).default;
  return ({ text }) => {
    const doc = nlp(text);
    const found = [doc.people(), doc.places(), doc.organizations(), doc.numbers()];
    return [doc.json(), found.map((names) => names.json())];
  };
}

/** wink-nlp with its small English model and all of its pipe: sentences, tags, lemmas, names and numbers, sentiment, negation. */
export async function wink(): Promise<Pipeline> {
  const { nlp, its } = await winkNlp();
  // Its types let no reader with a third parameter pass, though the manual does.
  const lemma = its.lemma as unknown as typeof its.pos;
  return ({ text }) => {
    const doc = nlp.readDoc(text);
    const tokens = doc.tokens();
    return [
      doc.sentences().out(),
      tokens.out(),
      tokens.out(its.pos),
      tokens.out(lemma),
      doc.entities().out(its.detail),
    ];
  };
}

/** What each library keeps of a text in memory: its document, from which the rest is read. */
export async function documents(): Promise<{ readonly compromise: Pipeline; readonly wink: Pipeline }> {
  const plain = (await import("compromise")).default;
  const { nlp } = await winkNlp();
  return { compromise: ({ text }) => plain(text), wink: ({ text }) => nlp.readDoc(text) };
}

async function winkNlp() {
  const { default: winkNLP } = await import("wink-nlp");
  const { default: model } = await import("wink-eng-lite-web-model");
  const nlp = winkNLP(model);
  return { nlp, its: nlp.its };
}
