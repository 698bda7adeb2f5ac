/**
 * Which reports tell one story: those published within a week of each other that share names and numbers which few reports
 * have (cosine of tf-idf weights: Salton and Buckley 1988), in clusters of which no two members are unlike.
 */
import type { LinkedStory, StoryTie } from "../model/story.js";
import { completeLink, type Pair } from "./complete-link.js";
import { daysNamed, marksOf } from "./marks.js";

/** What is looked at of a report. */
export type StoryReport = {
  readonly id: string;
  readonly title: string | null;
  readonly text: string;
  readonly published: string | null;
  readonly lang: string | null;
};

/** Trained on reports of incidents in several papers (docs/linking.md): days between two reports of one story, */
const WINDOW = 7;
/** likeness from which two reports of one day are tied, what each day between them adds to it, and what two that name no day in common need more; */
const ALIKE = 0.2;
const A_DAY = 0.03;
const OTHER_DAYS = 0.1;
/** likeness below which two reports are never in one story, whatever ties them to others; */
const UNLIKE = 0.03;
/** names and numbers that two reports must share, so that a line of three words is like nothing; */
const LEAST_SHARED = 3;
/** and so many reports are thought to stand behind those at hand, so that what three reports of three share still counts. */
const BACKGROUND = 100;

/** A report says what it is about in its headline and first sentences: what is named in so many characters counts twice. */
const OPENING = 500;

/** A report is looked for under so many of its rarest marks, and held against so many of those last published under each. */
const LOOKED_UNDER = 32;
const MOST_UNDER_ONE = 64;

const order = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);

type Dated = StoryReport & { readonly published: string };

/** A report as numbers: marks ascending, their weights of length 1 together, and its day since 1970. */
type Vector = {
  readonly marks: readonly number[];
  readonly weights: readonly number[];
  /** Its rarest marks. */
  readonly rare: readonly number[];
  readonly day: number;
  readonly days: ReadonlySet<number>;
};

type Likeness = { readonly alike: number; readonly shared: number };

/** The same reports in any order give the same stories, the first published first. A report without a day of publication is in none. Near-linear. */
export function storiesOf(reports: Iterable<StoryReport>): LinkedStory[] {
  const dated = [...reports]
    .filter((report): report is Dated => report.published !== null && !Number.isNaN(dayOf(report.published)))
    .sort((a, b) => order(a.published, b.published) || order(a.id, b.id));
  const vectors = vectorsOf(dated);
  const ties = new Map<number, Pair[]>();
  const pairs: Pair[] = [];
  for (const [a, b] of neighbours(vectors)) {
    const score = surplus(vectors[a]!, vectors[b]!);
    if (score < 0) continue;
    const pair = { a, b, score };
    pairs.push(pair);
    for (const end of [a, b]) {
      const known = ties.get(end);
      if (known) known.push(pair);
      else ties.set(end, [pair]);
    }
  }
  const fits = (a: number, b: number) => surplus(vectors[a]!, vectors[b]!) >= UNLIKE - ALIKE;
  const { clusterOf, members } = completeLink(dated.length, pairs, fits);
  return [...members.values()]
    .map((cluster) => [...cluster].sort((a, b) => a - b))
    .sort((x, y) => x[0]! - y[0]!)
    .map((cluster) => ({
      reports: cluster.map((i) => dated[i]!.id),
      ties: strongest(cluster, ties, clusterOf).map(({ a, b }) => tie(dated, vectors, a, b)),
    }));
}

const dayOf = (published: string) => Math.floor(Date.parse(published.slice(0, 10)) / 86_400_000);

function vectorsOf(dated: readonly Dated[]): Vector[] {
  const numbers = new Map<string, number>();
  const reportsWith: number[] = [];
  const counted = dated.map(({ title, text, published, lang }) => {
    const whole = title === null ? text : `${title}\n${text}`;
    const opening = marksOf(whole.slice(0, OPENING));
    const marks: [number, number][] = [];
    for (const [word, count] of marksOf(whole)) {
      const number = numbers.get(word) ?? numbers.size;
      numbers.set(word, number);
      // A name that others write as a plain word ("Rose") is as common as that word.
      reportsWith[number] = (reportsWith[number] ?? 0) + 1;
      if (count > 0) marks.push([number, (opening.get(word) ?? 0) > 0 ? 2 * count : count]);
    }
    const day = dayOf(published);
    return { marks: marks.sort(([a], [b]) => a - b), day, days: daysNamed(whole, day, lang) };
  });
  const all = dated.length + BACKGROUND;
  return counted.map(({ marks, day, days }) => {
    const raw = marks.map(([mark, count]) => (1 + Math.log(count)) * Math.log(all / reportsWith[mark]!));
    const length = Math.sqrt(raw.reduce((sum, weight) => sum + weight * weight, 0)) || 1;
    const numbered = marks.map(([mark]) => mark);
    const rare = numbered
      .filter((mark) => reportsWith[mark]! > 1)
      .sort((a, b) => reportsWith[a]! - reportsWith[b]! || a - b)
      .slice(0, LOOKED_UNDER);
    return { marks: numbered, weights: raw.map((weight) => weight / length), rare, day, days };
  });
}

/** Pairs of reports within a week that share at least two of their rarest marks, the earlier one first. */
function* neighbours(vectors: readonly Vector[]): Generator<readonly [number, number]> {
  const under = new Map<number, number[]>();
  for (const [i, { rare, day }] of vectors.entries()) {
    const shared = new Map<number, number>();
    for (const mark of rare) {
      const known = under.get(mark) ?? [];
      under.set(mark, known);
      for (let k = known.length - 1; k >= Math.max(0, known.length - MOST_UNDER_ONE); k--) {
        const j = known[k]!;
        if (day - vectors[j]!.day > WINDOW) break;
        shared.set(j, (shared.get(j) ?? 0) + 1);
      }
      known.push(i);
    }
    for (const [j, count] of shared) if (count >= 2) yield [j, i];
  }
}

function likeness(a: Vector, b: Vector): Likeness {
  let [alike, shared] = [0, 0];
  for (let i = 0, j = 0; i < a.marks.length && j < b.marks.length; ) {
    const [x, y] = [a.marks[i]!, b.marks[j]!];
    if (x === y) {
      alike += a.weights[i]! * b.weights[j]!;
      shared++;
    }
    if (x <= y) i++;
    if (y <= x) j++;
  }
  return { alike, shared };
}

const meet = (a: ReadonlySet<number>, b: ReadonlySet<number>) => [...a].some((day) => b.has(day));
const clash = (a: Vector, b: Vector) => a.days.size > 0 && b.days.size > 0 && !meet(a.days, b.days);

/** By how much two reports are more alike than a tie needs: from 0 they are tied. */
function surplus(a: Vector, b: Vector): number {
  const apart = Math.abs(a.day - b.day);
  if (apart > WINDOW) return -1;
  const { alike, shared } = likeness(a, b);
  if (shared < LEAST_SHARED) return -1;
  return alike - ALIKE - A_DAY * apart - (clash(a, b) ? OTHER_DAYS : 0);
}

/** Of each report but the first the strongest tie to another of its cluster, each once. */
function strongest(
  cluster: readonly number[],
  ties: ReadonlyMap<number, readonly Pair[]>,
  clusterOf: Int32Array,
): Pair[] {
  const found = new Set<Pair>();
  for (const i of cluster) {
    let best: Pair | null = null;
    for (const pair of ties.get(i) ?? []) {
      const inside = clusterOf[pair.a] === clusterOf[pair.b];
      if (inside && (best === null || pair.score > best.score)) best = pair;
    }
    if (best !== null) found.add(best);
  }
  return [...found].sort((x, y) => x.a - y.a || x.b - y.b);
}

/** The words name nobody: the marks themselves may be names of private persons. */
function tie(dated: readonly Dated[], vectors: readonly Vector[], a: number, b: number): StoryTie {
  const [x, y] = [vectors[a]!, vectors[b]!];
  const { alike, shared } = likeness(x, y);
  const apart = Math.abs(x.day - y.day);
  return {
    reports: [dated[a]!.id, dated[b]!.id],
    reasons: [
      `${shared} names and numbers are in both; weighed by how few reports have them, the two are ${alike.toFixed(2)} alike (0 to 1)`,
      apart === 0 ? "published on one day" : `published ${apart} day${apart === 1 ? "" : "s"} apart`,
      ...(meet(x.days, y.days)
        ? ["both name the same day"]
        : clash(x, y)
          ? ["they name different days"]
          : []),
    ],
  };
}
