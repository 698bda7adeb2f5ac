/** Prints what the analysis sees of a text: a line of JSON for programs, or a table for the reader who asks why a value came out. */
import { type Analysis, type Predicate, type Stretch, UPOS } from "../text/analysis.js";
import { siteFinder } from "../text/places/event-sites.js";
import { visible } from "../writers/visible.js";

/** The analysis as the contract has it, offsets in UTF-16 units. `head` is an index into `tokens`, -1 for a root. */
export function analysisLine(id: string, analysis: Analysis): string {
  const { tokens, sentences } = analysis;
  const sites = sitesOf(analysis);
  return `${JSON.stringify({
    report: { id },
    sentences: Array.from(sentences.Start, (start, s) => ({ start, end: sentences.End[s]! })),
    tokens: Array.from(tokens.Start, (start, i) => ({
      start,
      end: tokens.End[i]!,
      text: tokens.Form[i]!,
      lemma: tokens.Lemma[i]!,
      upos: UPOS[tokens.Upos[i]!]!,
      feats: tokens.Feats[i]!,
      head: tokens.Head[i]!,
      deprel: tokens.Deprel[i]!,
    })),
    names: analysis.names,
    times: analysis.times.flatMap(({ timex, edtf, rule }) => timex.map((part) => ({ ...part, edtf, rule }))),
    numbers: analysis.numbers.map(({ start, end, low, high, value, hedge, change, unit, counts, kind }) => ({
      start,
      end,
      low,
      high,
      value,
      hedge,
      change,
      unit,
      counts,
      kind,
    })),
    places: analysis.places.map(
      ({ start, end, lat, lon, country, admin1, geonameId, precision, use, declined }) => ({
        start,
        end,
        lat,
        lon,
        country,
        admin1,
        geonameId,
        precision,
        use,
        declined,
      }),
    ),
    noise: analysis.noise,
    attributions: analysis.attributions,
    predicates: analysis.predicates.map((predicate) => ({
      start: predicate.start,
      end: predicate.end,
      tense: predicate.tense,
      polarity: predicate.polarity,
      factuality: predicate.factuality,
      sites: sites(predicate),
    })),
  })}\n`;
}

/** Where the words say that what each predicate tells took place. */
function sitesOf(analysis: Analysis): (predicate: Predicate) => readonly Stretch[] {
  const find = siteFinder(analysis);
  return ({ token }) => find({ first: token, last: token + 1, head: token });
}

const WIDEST_WORD = 24;

/** A table of words a sentence, then what was found in it, each with its words. */
export function analysisTable(analysis: Analysis): string {
  const { tokens, sentences, text } = analysis;
  const out: string[] = [];
  const words = (span: { start: number; end: number }): string =>
    `«${visible(text.slice(span.start, span.end))}»`;
  const sites = sitesOf(analysis);
  for (let s = 0; s < sentences.length; s++) {
    const [first, last] = [sentences.First[s]!, sentences.Last[s]!];
    const noise = sentences.Noise[s] === 1 ? "  (site furniture)" : "";
    out.push(
      `${s + 1}  ${words({ start: sentences.Start[s]!, end: sentences.End[s]! }).slice(1, -1)}${noise}`,
    );
    for (let i = first; i < last; i++) {
      const head = tokens.Head[i]!;
      out.push(
        [
          String(i - first + 1).padStart(5),
          visible(tokens.Form[i]!).slice(0, WIDEST_WORD).padEnd(WIDEST_WORD),
          visible(tokens.Lemma[i]!).slice(0, WIDEST_WORD).padEnd(WIDEST_WORD),
          UPOS[tokens.Upos[i]!]!.padEnd(5),
          (head < 0 ? "0" : String(head - first + 1)).padStart(4),
          tokens.Deprel[i]!.padEnd(14),
          tokens.Feats[i]!,
        ]
          .join("  ")
          .trimEnd(),
      );
    }
    out.push(...found(analysis, sentences.Start[s]!, sentences.End[s]!, words, sites), "");
  }
  return `${out.join("\n")}\n`;
}

function found(
  analysis: Analysis,
  start: number,
  end: number,
  words: (span: { start: number; end: number }) => string,
  sites: (predicate: Predicate) => readonly Stretch[],
): string[] {
  const inside = (span: { start: number; end: number }) => span.start >= start && span.start < end;
  const bound = (low: number | null, high: number | null): string =>
    low === high ? String(low) : `${low ?? ""}..${high ?? ""}`;
  const all = (stretches: readonly Stretch[]): string =>
    stretches.map(([from, to]) => words({ start: from, end: to })).join(" ");
  return [
    ...analysis.names.filter(inside).map((n) => `      name    ${words(n)} ${n.type}`),
    ...analysis.times
      .filter(inside)
      .map(
        (t) =>
          `      time    ${words(t)} ${t.timex.map((x) => x.value).join("/") || "-"} ${t.edtf} (${t.rule})`,
      ),
    ...analysis.numbers
      .filter(inside)
      .map(
        (n) => `      number  ${words(n)} ${bound(n.low, n.high)}${n.counts ? ` ${visible(n.counts)}` : ""}`,
      ),
    ...analysis.places
      .filter(inside)
      .map((p) =>
        p.lat === null
          ? `      place   ${words(p)} ${p.use}: ${p.declined ?? p.country ?? "no point"}`
          : `      place   ${words(p)} ${p.use} ${p.country ?? ""} ${p.precision} ${p.lat}, ${p.lon}`,
      ),
    ...analysis.attributions
      .filter((a) => inside({ start: a.cue[0]![0], end: a.cue[0]![1] }))
      .map((a) => `      says    ${all(a.source) || "nobody named"}: ${all(a.cue)} ${all(a.content)}`),
    ...analysis.predicates.filter(inside).map((p) => {
      const where = all(sites(p));
      return `      told    ${words(p)} ${p.tense} ${p.polarity} ${p.factuality}${where === "" ? "" : ` at ${where}`}`;
    }),
    ...analysis.noise.filter(inside).map((n) => `      noise   ${words(n)} ${n.kind}`),
  ];
}
