/** Adds up figures that are told apart but are one: "two women and one man". */
import { span } from "../../../model/span.js";
import { tokenAt } from "../reading/token-at.js";
import { ADJ, type View } from "../reading/view.js";
import type { CountedFigure } from "./figures.js";

/** "two women and one man", "two women and a man" died: one figure of three, where all are of one kind of people. */
export function summed(view: View, all: readonly CountedFigure[]): CountedFigure[] {
  const { tokens, analysis } = view;
  const out: CountedFigure[] = [];
  const plain = (c: CountedFigure) =>
    c.figure.point !== null && c.figure.hedge === null && c.quantity.noun >= 0;
  const category = (i: number) => view.classOf(i)?.category;
  for (const next of all) {
    const last = out[out.length - 1];
    const joins =
      last !== undefined &&
      last.sentence === next.sentence &&
      last.figure.kind === next.figure.kind &&
      next.figure.kind !== "event_count" &&
      plain(last) &&
      plain(next) &&
      tokens.Norm[last.token + 1] === "and" &&
      tokenAt(view, next.quantity.start) === last.token + 2 &&
      category(last.token) === category(next.token);
    if (joins) {
      const sum = last.figure.point! + next.figure.point!;
      const quote = span(analysis.text, last.figure.quote.start, next.figure.quote.end);
      const both = {
        ...last,
        figure: { ...last.figure, low: sum, high: sum, point: sum, group: null, quote },
      };
      out[out.length - 1] = both;
      view.why?.copy(last, both);
      view.why?.note(both, "figure.sum", quote, { figure: last.figure.kind }, [
        last.figure.quote,
        next.figure.quote,
      ]);
    } else out.push(next);
  }
  const grown = out.map((one) => withOneMore(view, one));
  return grown.filter(
    (one, n) => n === 0 || !(spellsOut(view, grown[n - 1]!, one) || isOneOf(view, grown[n - 1]!, one)),
  );
}

/** "three clerks (one a young mother) died": the one is among them. */
function isOneOf(view: View, last: CountedFigure, one: CountedFigure): boolean {
  const { tokens } = view;
  if (last.sentence !== one.sentence || last.figure.kind !== one.figure.kind || one.quantity.noun >= 0)
    return false;
  const next = tokens.Norm[tokenAt(view, one.quantity.end - 1) + 1];
  return (next === "a" || next === "an") && (one.figure.high ?? 0) < (last.figure.low ?? 0);
}

/** "four villagers, a farmer and three pickers, died": the second number says who the first were. */
function spellsOut(view: View, last: CountedFigure, one: CountedFigure): boolean {
  if (last.sentence !== one.sentence || last.figure.kind !== one.figure.kind) return false;
  if (one.figure.point === null || last.figure.point !== one.figure.point) return false;
  const between = view.analysis.text.slice(last.figure.quote.end, one.figure.quote.start);
  return /^\s*[,:(–—-]+\s*$/.test(between);
}

const FEW = 12;
/** So many words may stand between an article and its noun: "a 14-year-old local boy". */
const DESCRIBED = 7;
const AGED = /^(?:\d{1,2}|years?|old|-|\d{1,2}-years?-old)$/;

const PAIRS = new Set(["couple", "pair"]);
const OWN = new Set(["his", "her", "their"]);
const ONE_OF = new Set(["a", "an", "his", "her", "their", "its", "the"]);

/** "two women and a man", "a man and two women", "a woman and her two children": the one without a number is counted in. */
function withOneMore(view: View, one: CountedFigure): CountedFigure {
  const { tokens, analysis } = view;
  const { figure, quantity, token } = one;
  const { point, kind } = figure;
  if (quantity.noun < 0 || point === null || point > FEW || figure.hedge !== null) return one;
  if (kind === "event_count" || kind === "crowd_size") return one;
  const person = (i: number) =>
    view.noun(i) && view.classOf(i)?.category === view.classOf(token)?.category && view.classOf(i) !== null;
  const article = (i: number) => ONE_OF.has(tokens.Norm[i] ?? "");
  const grown = (start: number, end: number, by = 1): CountedFigure => {
    const more = grow(start, end, by);
    view.why?.copy(one, more);
    view.why?.note(more, "figure.sum", more.figure.quote, { figure: kind }, [figure.quote]);
    return more;
  };
  const grow = (start: number, end: number, by: number): CountedFigure => ({
    ...one,
    figure: {
      ...figure,
      low: point + by,
      high: point + by,
      point: point + by,
      group: null,
      quote: span(analysis.text, start, end),
    },
  });
  const describes = (i: number) => tokens.Upos[i] === ADJ || AGED.test(tokens.Norm[i] ?? "");
  if (tokens.Norm[token + 1] === "and" && article(token + 2) && figure.quote.end <= tokens.End[token]!) {
    let head = token + 3;
    while (head < token + 3 + DESCRIBED && !person(head) && describes(head)) head++;
    // "four adults and a 3-year-old"
    if (!person(head) && /^(?:\d+-years?-)?old$/.test(tokens.Norm[head - 1] ?? "")) head--;
    if (person(head) || /old$/.test(tokens.Norm[head] ?? ""))
      return grown(figure.quote.start, tokens.End[head]!);
  }
  const first = tokenAt(view, quantity.start);
  // "a woman and her two daughters"
  const and =
    tokens.Norm[first - 1] === "and"
      ? first - 1
      : OWN.has(tokens.Norm[first - 1] ?? "")
        ? first - 2
        : first - 1;
  const head = and - 1;
  if (head >= 1 && tokens.Norm[and] === "and" && (person(head) || AGED.test(tokens.Norm[head]!))) {
    let before = head - 1;
    while (before > head - DESCRIBED && before > 0 && describes(before)) before--;
    // "a couple and their two children"
    if (article(before))
      return grown(tokens.Start[before]!, figure.quote.end, PAIRS.has(tokens.Lemma[head]!) ? 2 : 1);
  }
  return one;
}
