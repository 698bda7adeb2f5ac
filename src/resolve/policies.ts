/** The list of policies: published rules side by side, none of them the truth. */
import {
  leastPrecisePlace,
  mostPrecisePlace,
  mostSaidDate,
  mostSaidPlace,
  narrowestDate,
  widestDate,
} from "./dates-and-places.js";
import { interval } from "./interval.js";
import { ACLED_WORDS, CCC_WORDS, COUNTLOVE_WORDS, reported, type WordRule } from "./numbers.js";
import { type Bounds, type Counted, modes, type Policy, plural } from "./policy.js";
import { STANDINGS } from "./standing.js";

const usual = { rank: STANDINGS, date: mostSaidDate, place: mostSaidPlace } as const;

type Numbered = Counted & { readonly low: number; readonly high: number };

/** The claims that give a number under a rule for words, and why the others do not. */
function numbered(
  claims: readonly Counted[],
  words: WordRule | null,
): { counted: Numbered[]; excluded: Bounds["excluded"] } {
  const counted: Numbered[] = [];
  const excluded: { claim: string; reason: string }[] = [];
  for (const claim of claims) {
    const number = reported(claim.figure, words);
    if (typeof number === "string") excluded.push({ claim: claim.claim, reason: number });
    else counted.push({ ...claim, ...number });
  }
  return { counted, excluded };
}

const NONE = { low: null, best: null, high: null, tieBreak: null } as const;
const lowest = (numbers: readonly number[]) => Math.min(...numbers);
const highest = (numbers: readonly number[]) => Math.max(...numbers);

/** A policy of numbers alone: with no number there is nothing to say. */
const onNumbers =
  (words: WordRule | null, rule: (counted: readonly Numbered[]) => Omit<Bounds, "excluded">) =>
  (claims: readonly Counted[]): Bounds => {
    const { counted, excluded } = numbered(claims, words);
    return { ...(counted.length === 0 ? NONE : rule(counted)), excluded };
  };

/** The number most origins give; ties go to the smallest. */
function mostAgreed(said: readonly { readonly key: number; readonly origin: string }[]): {
  best: number;
  tieBreak: string | null;
} {
  const { keys, origins } = modes(said);
  const best = lowest(keys);
  const tieBreak =
    keys.length > 1
      ? `${keys.length} numbers are given by ${plural(origins, "origin")} each: the smallest is taken`
      : null;
  return { best, tieBreak };
}

/** "Where sources differ, the most conservative estimate": https://acleddata.com FAQ on fatalities, read in a copy. */
const acledConservative: Policy = {
  ...usual,
  id: "acled-conservative@1",
  name: "acled-conservative",
  says: "Where reports differ, the most conservative number; tens are 10, dozens 12, hundreds 100.",
  source:
    "ACLED on fatalities (https://amorecanecorsos.com/article/fatalities-acled/3805, a third party's copy). Its use for crowds, arrests and injuries is an extension of this project.",
  figure: onNumbers(ACLED_WORDS, (counted) => {
    const low = lowest(counted.map((c) => c.low));
    return { low, best: low, high: null, tieBreak: null };
  }),
};

/** size_low, size_high, size_mean: https://github.com/nonviolent-action-lab/crowd-counting-consortium, data dictionary, 4195825. */
const cccRange: Policy = {
  ...usual,
  id: "ccc-range@1",
  name: "ccc-range",
  says: "The lowest and the highest number reported, and their mean; hundreds are 200, thousands 2,000, dozens stay words.",
  source:
    "Crowd Counting Consortium, ccc_data_dictionary.md at 4195825 (size_low, size_mean, size_high). Its use for counts other than crowds is an extension of this project.",
  figure: onNumbers(CCC_WORDS, (counted) => {
    const low = lowest(counted.map((c) => c.low));
    const high = highest(counted.map((c) => c.high));
    return { low, best: (low + high) / 2, high, tieBreak: null };
  }),
};

/** Floor values: https://countlove.org/statistics.html, as told in https://chieforganizer.org/tag/trump-administration/page/2/. */
const countloveFloor: Policy = {
  ...usual,
  id: "countlove-floor@1",
  name: "countlove-floor",
  says: "A floor: dozens are 20, hundreds 100, and of several numbers the lowest.",
  source:
    "Count Love (https://countlove.org/statistics.html), read second-hand. That the lowest of several numbers is taken follows from its rounding down.",
  figure: onNumbers(COUNTLOVE_WORDS, (counted) => ({
    low: null,
    best: lowest(counted.map((c) => c.low)),
    high: null,
    tieBreak: null,
  })),
};

/** low, best, high of UCDP GED: https://doi.org/10.1177/00220027261423826. The rule for `best` is not published in full. */
const ucdp3: Policy = {
  ...usual,
  id: "ucdp-3@1",
  name: "ucdp-3",
  says: "Lowest, most reliable or most agreed, and highest number; ties go to the lower; words give no number.",
  source:
    "UCDP GED, low, best and high estimate (Vesco et al. 2026, https://doi.org/10.1177/00220027261423826). How best is chosen is this project's reading: what a person settled, else what the most origins say.",
  figure: onNumbers(null, (counted) => {
    const settled = counted.filter(({ standing }) => standing === "adjudicated");
    const reviewed = settled.length > 0 ? settled : counted.filter(({ standing }) => standing === "person");
    const from = reviewed.length > 0 ? reviewed : counted;
    const { best, tieBreak } = mostAgreed(from.map(({ low, origin }) => ({ key: low, origin })));
    return {
      low: lowest(counted.map((c) => c.low)),
      best,
      high: highest(counted.map((c) => c.high)),
      tieBreak,
    };
  }),
};

/** What MAVERICK's event reports hold of a number: a low, a best and a high; words are their lexical bounds, the best the low one. */
function estimates(claims: readonly Counted[]) {
  const rows: { low: number; best: number; high: number; origin: string }[] = [];
  const excluded: { claim: string; reason: string }[] = [];
  for (const { claim, figure, origin } of claims) {
    const { low, high, point } = figure;
    const best = point ?? low ?? high;
    if (best === null) excluded.push({ claim, reason: "the words give no number" });
    else rows.push({ low: low ?? best, best, high: high ?? best, origin });
  }
  return { rows, excluded };
}

const maverickOf =
  (take: (numbers: readonly number[]) => number) =>
  (claims: readonly Counted[]): Bounds => {
    const { rows, excluded } = estimates(claims);
    if (rows.length === 0) return { ...NONE, excluded };
    const [low, best, high] = [
      take(rows.map((r) => r.low)),
      take(rows.map((r) => r.best)),
      take(rows.map((r) => r.high)),
    ];
    return { low, best, high, tieBreak: null, excluded };
  };

const MAVERICK =
  "MAVERICK (van Baalen and Höglund), R package eventreport, https://github.com/cran/eventreport at 2c178c4";

/** The smallest of the lows, bests and highs; least precise place, earliest start, latest end (aggregate_maverick_con). */
const maverickConservative: Policy = {
  ...usual,
  id: "maverick-conservative@1",
  name: "maverick-conservative",
  says: "The smallest of the lows, of the bests and of the highs; the least precise place; the widest dates.",
  source: `${MAVERICK}, aggregate_maverick_con. Numbers as words are their lexical bounds: an extension.`,
  date: widestDate,
  place: leastPrecisePlace,
  figure: maverickOf(lowest),
};

/** The greatest of the lows, bests and highs; most precise place, latest start, earliest end (aggregate_maverick_inf). */
const maverickInformative: Policy = {
  ...usual,
  id: "maverick-informative@1",
  name: "maverick-informative",
  says: "The greatest of the lows, of the bests and of the highs; the most precise place; the narrowest dates.",
  source: `${MAVERICK}, aggregate_maverick_inf. Numbers as words are their lexical bounds: an extension.`,
  date: narrowestDate,
  place: mostPrecisePlace,
  figure: maverickOf(highest),
};

/** The mode of the lows, bests and highs; of numbers said as often, the smallest (aggregate_maverick_typ, "representative"). */
const maverickRepresentative: Policy = {
  ...usual,
  id: "maverick-representative@1",
  name: "maverick-representative",
  says: "The most frequent low, best and high; of numbers as frequent, the smallest; the most frequent place and dates.",
  source: `${MAVERICK}, aggregate_maverick_typ and aggregate_maverick_rep. Frequency counts origins, not articles: an extension.`,
  figure: (claims) => {
    const { rows, excluded } = estimates(claims);
    if (rows.length === 0) return { ...NONE, excluded };
    const of = (pick: (row: (typeof rows)[number]) => number) =>
      mostAgreed(rows.map((row) => ({ key: pick(row), origin: row.origin })));
    const { best, tieBreak } = of((r) => r.best);
    return { low: of((r) => r.low).best, best, high: of((r) => r.high).best, tieBreak, excluded };
  },
};

/** What no claim's words contradict: the intersection of their bounds. */
const intervals: Policy = {
  ...usual,
  id: "interval@1",
  name: "interval",
  says: "The numbers that no report's words contradict; where they share none, those that the most origins agree on, else none, and a conflict.",
  source: "This project (interval arithmetic on lexical bounds); the default for display.",
  figure: interval,
};

/** All policies; the first is the default. */
export const POLICIES: readonly Policy[] = [
  intervals,
  acledConservative,
  cccRange,
  countloveFloor,
  ucdp3,
  maverickConservative,
  maverickInformative,
  maverickRepresentative,
];

/** The policy of a name, `ccc-range` or `ccc-range@1`, or null. */
export function policyOf(name: string): Policy | null {
  return POLICIES.find((policy) => policy.name === name || policy.id === name) ?? null;
}

/** CCC's `size_cat` of a number: 0 none, 1 to 99, 2 to 999, 3 to 9,999, 4 from 10,000. */
export function sizeCategory(n: number): 0 | 1 | 2 | 3 | 4 {
  return n < 1 ? 0 : n < 100 ? 1 : n < 1000 ? 2 : n < 10_000 ? 3 : 4;
}
