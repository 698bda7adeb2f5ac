/**
 * The dead and injured that no event has, as free figures: those counted ("one dead, three injured") and single persons ("a
 * man was shot and killed"). One victim told several times is one figure; a total includes its parts.
 */
import type { Figure, FreeFigure } from "../../../model/coding.js";
import { span } from "../../../model/span.js";
import type { CountedFigure } from "../figures/figures.js";
import { harmsOf } from "../figures/harm-words.js";
import { SELF } from "../figures/undergone.js";
import { type Victim, victimsOf } from "../figures/victims.js";
import type { Building } from "../merging/building.js";
import type { View } from "../reading/view.js";
import type { TimeAt } from "../sites/when.js";
import { type Voices, voiceOf } from "../voices/attribution.js";
import { otherDays } from "./other-days.js";

/** A figure that went to no event, and what it was read from. */
export type Freed = { readonly figure: FreeFigure; readonly counted: CountedFigure };

export const HARMS: ReadonlySet<string> = new Set(["deaths", "injured"]);
const toldAt = ({ told }: Victim): number[] => told.map(({ token }) => token);
const size = ({ point, low }: { readonly point: number | null; readonly low: number | null }): number =>
  point ?? low ?? 0;

/** All free figures of harm, from the counted ones that no event took and the single persons told of. */
export function casualties(
  view: View,
  freed: readonly Freed[],
  building: readonly Building[],
  counted: readonly CountedFigure[],
  voices: Voices,
  times: readonly TimeAt[],
): FreeFigure[] {
  const others = freed.filter(({ figure }) => !HARMS.has(figure.kind)).map(({ figure }) => figure);
  const persons = victimsOf(view, harmsOf(view));
  const elsewhen = otherDays(view, times, [
    ...persons.map(toldAt),
    ...counted.filter(({ figure }) => HARMS.has(figure.kind) && figure.high !== 0).map(({ by }) => [by]),
  ]);
  const harmed = freed.filter(
    ({ figure, counted }) =>
      HARMS.has(figure.kind) && figure.high !== 0 && (figure.stock || !elsewhen([counted.by])),
  );
  const open = new Set(counted.filter((one) => one.open).map(({ figure }) => figure.quote.start));
  const isOpen = ({ quote }: Figure): boolean => open.has(quote.start);
  const counts = harmed.map(({ figure }) => figure);
  const victims = persons.filter((victim) => !ofEvent(building, victim) && !elsewhen(toldAt(victim)));
  const inEvents = building.flatMap(({ figures }) => figures);
  const most = (kind: string) =>
    Math.max(
      0,
      ...[...counts, ...inEvents].filter((f) => f.kind === kind && !f.stock && !isOpen(f)).map(size),
    );
  const dead = victims.filter((victim) => victim.dead);
  const hurt = victims.filter((victim) => !victim.dead);
  // "shot three women before he killed himself": none of the three.
  const own = dead.some((victim) => byOwnHand(view, victim)) ? 1 : 0;
  const shotDead = Math.max(most("deaths"), dead.length - own);
  const injured = most("injured");
  /** Of those shot, the ones who did not die; null where none is left who is not counted already. */
  const alive = <F extends Figure>(figure: F): F | null => {
    if (!isOpen(figure)) return figure;
    const rest = size(figure) - shotDead;
    if (rest <= 0 || rest <= injured) return null;
    return shotDead > 0 ? { ...figure, low: rest, high: rest, point: rest } : figure;
  };
  for (const b of building) b.figures = b.figures.flatMap((figure) => alive(figure) ?? []);
  const left = counts.flatMap((figure) => alive(figure) ?? []);
  const wounded = Math.max(0, ...[...left, ...inEvents].filter((f) => f.kind === "injured").map(size));
  const singles = [...(dead.length > most("deaths") ? dead : []), ...(hurt.length > wounded ? hurt : [])];
  const tokenOf = new Map(counted.map(({ figure, token }) => [figure.quote.start, token]));
  const alone = left.filter((f) => {
    // "one man", who is among those told one by one
    const token = tokenOf.get(f.quote.start) ?? -1;
    return f.point !== 1 || !singles.some(({ heads }) => heads.includes(token));
  });
  const total = (["deaths", "injured"] as const).flatMap((kind) =>
    added(
      view,
      counted.filter(
        (one) => one.figure.kind === kind && alone.some((f) => f.quote.start === one.figure.quote.start),
      ),
      kind === "deaths" ? dead : hurt,
    ),
  );
  const inTotal = (start: number): boolean =>
    total.some(({ quote }) => quote.start <= start && start < quote.end);
  return [
    ...others,
    ...once([
      ...alone.filter((f) => !total.some((all) => all.kind === f.kind && inTotal(f.quote.start))),
      ...total.map((figure) => ({ ...figure, population: null })),
    ]),
    ...singles
      .filter(
        ({ dead, heads }) =>
          !total.some((all) => (all.kind === "deaths") === dead && inTotal(view.tokens.Start[heads[0]!]!)),
      )
      .map((victim) => figureOf(view, victim, voices)),
  ];
}

/** "He killed himself", "the gunman turned the gun on himself" */
function byOwnHand({ tokens, cues }: View, { heads, told }: Victim): boolean {
  return told.some(
    ({ token, harm }) =>
      harm === "deaths" &&
      [1, 2, 3, 4, 5].some(
        (k) => SELF.has(tokens.Norm[token + k] ?? "") || BY_OWN.has(tokens.Norm[token + k] ?? ""),
      ) &&
      heads.some(
        (k) => cues.suspects!.has(tokens.Lemma[k]!) || tokens.Sentence[k] === tokens.Sentence[token],
      ),
  );
}

const BY_OWN = new Set(["own", "suicide"]);

/** How many sentences on somebody is counted to those told before. */
const NEXT = 1;

/**
 * "A woman was wounded and two others were hurt", "two died on the spot and a third in hospital": the count of those who are
 * told one by one and of the others together, where the words say that they are others.
 */
function added(view: View, counts: readonly CountedFigure[], victims: readonly Victim[]): Figure[] {
  const { tokens, analysis, cues } = view;
  const at = ({ heads }: Victim): number => heads[0]!;
  const more = (k: number): boolean =>
    [k, ...view.children(k)].some((n) => cues.another!.has(tokens.Norm[n]!) && tokens.Norm[n] !== "other");
  for (const one of counts) {
    const { figure, token, quantity, sentence } = one;
    if (figure.point === null || figure.hedge !== null || figure.point > FEW) continue;
    // Who was first said to be hurt and died later is none of the dead of that sentence.
    const near = victims.filter(
      (v) =>
        Math.abs(tokens.Sentence[at(v)]! - sentence) <= NEXT &&
        (figure.kind === "deaths") === (v.told[0]!.harm === "deaths"),
    );
    const others =
      quantity.additive || OTHERS.has(tokens.Norm[token]!) || OTHERS.has(tokens.Norm[token + 1] ?? "");
    const also = alsoHurt(view, one);
    const own =
      others || also
        ? near.filter((v) => at(v) < token && !v.heads.includes(token))
        : near.filter((v) => at(v) > token && more(at(v)));
    // "killed two before turning the gun on himself": he is none of the two.
    if (figure.kind === "deaths" && struck(view, one) && !others)
      own.push(...near.filter((v) => byOwnHand(view, v) && !own.includes(v) && !v.heads.includes(token)));
    // "leaving two people in a critical condition and three others hurt"
    const first = others && own.length === 0 ? firstOf(view, counts, sentence, token) : null;
    if (first !== null) {
      const sum = figure.point + first.figure.point!;
      const quote = span(analysis.text, first.figure.quote.start, figure.quote.end);
      return [{ ...figure, low: sum, high: sum, point: sum, group: null, quote }];
    }
    if (own.length === 0) continue;
    const sum = figure.point + own.length;
    const ends = own.map((v) => view.phrase(at(v)));
    const start = Math.min(figure.quote.start, ...ends.map(([first]) => tokens.Start[first]!));
    const end = Math.max(figure.quote.end, ...ends.map(([, last]) => tokens.End[last - 1]!));
    return [
      { ...figure, low: sum, high: sum, point: sum, group: null, quote: span(analysis.text, start, end) },
    ];
  }
  return [];
}
/** "Two officers were also hurt": besides those told of before. */
function alsoHurt({ tokens }: View, { token, by }: CountedFigure): boolean {
  for (let i = token + 1; i <= by; i++) if (tokens.Norm[i] === "also") return true;
  return false;
}

/** "killed two of his neighbours": by somebody, who is none of them. */
function struck(view: View, { token, by }: CountedFigure): boolean {
  return by < token && view.verb(by) && !view.passive(by) && !view.cues.dying!.has(view.tokens.Lemma[by]!);
}

/** The exact count of the sentence before "others", which are no part of those counted by it; or null. */
function firstOf(
  { tokens, cues }: View,
  counts: readonly CountedFigure[],
  sentence: number,
  token: number,
): CountedFigure | null {
  const before = counts.filter((one) => one.sentence === sentence && one.token < token);
  const [one] = before;
  if (before.length !== 1 || one!.figure.point === null || one!.figure.hedge !== null) return null;
  // "climbed to 61 after four more died": the toll has them in it.
  if (cues.tollNouns!.has(tokens.Lemma[one!.by]!)) return null;
  for (let k = one!.token + 1; k < token; k++) if (PARTS.has(tokens.Norm[k]!)) return null;
  return one!;
}
const PARTS = new Set(["where", "whom", "which", "including", "them", "who", ";", ":"]);

const FEW = 12;
const OTHERS = new Set(["other", "others", "more"]);

/** The same count told again is no figure of its own. */
function once(figures: readonly FreeFigure[]): FreeFigure[] {
  return figures.filter(
    (one, n) =>
      one.stock ||
      !figures
        .slice(0, n)
        .some((f) => !f.stock && f.kind === one.kind && f.low === one.low && f.high === one.high),
  );
}

/** An event that tells of this victim has a figure already. */
function ofEvent(building: readonly Building[], victim: Victim): boolean {
  const kind = victim.dead ? "deaths" : "injured";
  return building.some(
    ({ cluster, figures }) =>
      figures.some((f) => f.kind === kind) &&
      cluster.drafts.some(({ trigger }) =>
        victim.told.some(({ token }) => token >= trigger.first && token < trigger.last),
      ),
  );
}

function figureOf(view: View, victim: Victim, voices: Voices): FreeFigure {
  const { tokens, analysis } = view;
  const head = victim.heads.find((k) => view.noun(k)) ?? victim.heads[0]!;
  const [first, last] = view.phrase(head);
  const source = voices(head)?.head ?? -1;
  return {
    kind: victim.dead ? "deaths" : "injured",
    low: 1,
    high: 1,
    point: 1,
    hedge: null,
    stock: false,
    // A private person has no name here.
    group: view.nameAt(head) === null && view.noun(head) ? tokens.Form[head]! : null,
    said_by: source >= 0 ? voiceOf(view, source).quote : null,
    quote: span(analysis.text, tokens.Start[first]!, tokens.End[last - 1]!),
    population: null,
  };
}
