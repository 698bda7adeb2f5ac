/** Scores the rule coder on the seed report: the share of the events, figures and demands of its hand-made record that it finds. */
import { type ComparableEvent, familyOf } from "../src/measure/comparable.js";
import { pairEvents, sentenceCuts } from "../src/measure/pair.js";
import type { Coding, Figure, FreeFigure } from "../src/model/coding.js";
import { overlaps } from "../src/model/span.js";

type At = { readonly start: number; readonly end: number };
/** What of the hand-made record is scored. */
export type HandMade = {
  readonly events: readonly {
    readonly id: string;
    readonly type: string;
    readonly actuality: string;
    readonly scope: string;
    readonly time: { readonly start: string | null; readonly end: string | null; readonly precision: string };
    readonly evidence: readonly (At & { readonly role?: string; readonly quote: string })[];
  }[];
  readonly figures: readonly {
    readonly id: string;
    readonly kind: string;
    readonly unit: string;
    readonly expression: At & { readonly quote: string };
    readonly bounds: { readonly low: number | null; readonly high: number | null };
  }[];
  readonly demands: readonly { readonly id: string; readonly text: At & { readonly quote: string } }[];
};

/** What of the record was found. `missed` names the rest, with their words. */
export type Recall = {
  readonly found: number;
  readonly of: number;
  readonly recall: number;
  readonly missed: readonly string[];
};

/** Recall by what is scored; `bounds`: of the figures found, the share whose low and high are those of the record. */
export type SeedMeasure = {
  readonly events: Recall;
  /** Of the events found, those of the very type, and of the actuality. */
  readonly types: number;
  readonly actualities: number;
  readonly figures: Recall;
  readonly bounds: number;
  readonly demands: Recall;
};

/** Kinds of the record in the words of the contract. A trend has no kind of its own there. */
const KINDS: Readonly<Record<string, string>> = {
  duration: "duration_days",
  ordinal: "rank",
  trend: "other",
};
const DAYS: Readonly<Record<string, number>> = { years: 365, months: 30, weeks: 7 };

/** Holds a coding of the seed report against its record: events paired as `quipu measure` pairs them, figures by kind and words. */
export function measureSeed(coding: Coding, text: string, gold: HandMade): SeedMeasure {
  const events = gold.events.map((event): ComparableEvent => {
    const { evidence } = event;
    const told = evidence.filter(
      ({ role }) => role === "trigger" || role === "mention" || role === "outcome",
    );
    const [trigger, ...mentions] = told.length > 0 ? told : evidence;
    return {
      type: event.type,
      actuality: event.actuality,
      scope: event.scope,
      trigger: trigger ?? null,
      mentions,
      date: event.time,
    };
  });
  const pairs = pairEvents(events, coding.events, sentenceCuts(text)).filter(
    ([g, c]) => familyOf(events[g]!) === familyOf(coding.events[c]!),
  );
  const paired = new Map(pairs);
  const same = (of: (event: ComparableEvent) => unknown) =>
    share(pairs.filter(([g, c]) => of(events[g]!) === of(coding.events[c]!)).length, pairs.length);
  const figures: (Figure | FreeFigure)[] = [
    ...coding.figures,
    ...coding.events.flatMap((event) => event.figures),
  ];
  const ofFigure = new Map(
    gold.figures.map((wanted) => {
      const kind = KINDS[wanted.kind] ?? wanted.kind;
      return [
        wanted,
        figures.filter((f) => f.kind === kind && overlaps(f.quote, wanted.expression)),
      ] as const;
    }),
  );
  const bounded = [...ofFigure].filter(([{ bounds, unit }, found]) => {
    const by = DAYS[unit] ?? 1;
    const [low, high] = [bounds.low, bounds.high].map((n) => (n === null ? null : n * by));
    return found.some((f) => f.low === low && f.high === high);
  });
  const asked = coding.events.flatMap((event) => event.demands);
  const figuresFound = recall(
    gold.figures,
    (f) => ofFigure.get(f)!.length > 0,
    (f) => `${f.id} ${f.kind} «${f.expression.quote}»`,
  );
  return {
    events: recall(
      gold.events,
      (event) => paired.has(gold.events.indexOf(event)),
      (e) => `${e.id} ${e.type} «${e.evidence[0]?.quote ?? ""}»`,
    ),
    types: same(({ type }) => type),
    actualities: same(({ actuality }) => actuality),
    figures: figuresFound,
    bounds: share(bounded.length, figuresFound.found),
    demands: recall(
      gold.demands,
      (d) => asked.some(({ quote }) => overlaps(quote, d.text)),
      (d) => `${d.id} «${d.text.quote}»`,
    ),
  };
}

function recall<T>(all: readonly T[], found: (one: T) => boolean, name: (one: T) => string): Recall {
  const missed = all.filter((one) => !found(one));
  const count = all.length - missed.length;
  return { found: count, of: all.length, recall: share(count, all.length), missed: missed.map(name) };
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : Number((part / whole).toFixed(3));
}
