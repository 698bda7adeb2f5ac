/** The whole analysis of one text: the one function that the coders and the inspector call. */
import type { Why } from "../model/why.js";
import type { Analysis } from "./analysis.js";
import { linguistics } from "./linguistics/linguistics.js";
import { names } from "./names/names.js";
import { datelinePlace } from "./noise/front-matter.js";
import { noise } from "./noise/noise.js";
import { numbers } from "./numbers/numbers.js";
import { places } from "./places/places.js";
import { attributions } from "./statements/attributions.js";
import { predicates } from "./statements/predicates.js";
import { treeOf } from "./statements/tree.js";
import { times } from "./times/times.js";

/** What is known about a text besides its words; null where nobody knows it. */
export type About = {
  readonly published: string | null;
  readonly title: string | null;
  readonly outlet: string | null;
};

/**
 * Analyses an English text. Never throws on any text; time and memory grow linearly with its length. `why` takes the reasons
 * for what was read into it.
 */
export function analyse(text: string, about: About, why: Why | null = null): Analysis {
  const furniture = noise(text);
  const datelines = furniture.filter((n) => n.kind === "dateline" || n.kind === "byline");
  const { tokens, sentences } = linguistics(
    text,
    "en",
    datelines.map((n) => n.end),
  );
  markNoise(sentences, furniture);
  const found = names(text, tokens, sentences);
  const when = times(text, tokens, sentences, about.published, "en", {
    datelines: datelines.map((n) => [n.start, n.end] as const),
  });
  const counted = numbers(text, tokens, sentences, { exclude: when });
  const where = places(text, tokens, sentences, found, {
    outlet: about.outlet,
    title: about.title,
    dateline: datelinePlace(text),
    why,
  });
  const tree = treeOf(tokens);
  return {
    text,
    lang: "en",
    published: about.published,
    tokens,
    sentences,
    names: found,
    times: when,
    numbers: counted,
    places: where,
    noise: furniture,
    attributions: attributions(text, tokens, sentences, tree, [...datelines, ...where]),
    predicates: predicates(tokens, sentences, tree),
  };
}

const INLINE = new Set(["dateline", "byline", "agency_code"]);

/** A sentence is noise where most of it is; a dateline at the head of a sentence leaves the sentence to be read. */
function markNoise(sentences: Analysis["sentences"], furniture: Analysis["noise"]): void {
  for (let s = 0; s < sentences.length; s++) {
    const start = sentences.Start[s]!;
    const end = sentences.End[s]!;
    let covered = 0;
    for (const n of furniture) {
      if (n.start >= end) break;
      if (n.end <= start) continue;
      const part = Math.min(end, n.end) - Math.max(start, n.start);
      if (!INLINE.has(n.kind) || part >= 0.9 * (end - start)) covered += part;
    }
    if (covered > 0.5 * (end - start)) sentences.Noise[s] = 1;
  }
}
