/** Settles when events took place: by their own words, else by those beside them, else by the report's main day. */
import { DATE_PRECISIONS, type EventDate } from "../../../model/coding.js";
import { type Span, span } from "../../../model/span.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import { perfect } from "../actuality/actuality-aspect.js";
import { UNREAL } from "../actuality/stated.js";
import type { Building } from "../merging/building.js";
import type { Draft } from "../merging/drafts.js";
import { upwardFrom } from "../reading/upward.js";
import { type View, wordsAt } from "../reading/view.js";
import type { TimeAt } from "../sites/when.js";
import { actsOfLaw, type Beside, dealtWith, inPassing, ofTheDay } from "./of-the-day.js";

/** The most precise date among the tellings; of equals the one that stands closest to its trigger. */
export function finestDate(view: View, drafts: readonly Draft[]): EventDate | null {
  let best: Draft | null = null;
  for (const draft of drafts) {
    if (!draft.date || draft.answered) continue;
    const rankOf = ({ precision }: EventDate) => DATE_PRECISIONS.indexOf(precision);
    const rank = best ? rankOf(draft.date) - rankOf(best.date!) : -1;
    if (rank < 0 || (rank === 0 && draft.dateCost < best!.dateCost)) best = draft;
  }
  if (view.why && best?.date?.quote && drafts.filter((d) => d.date).length > 1) {
    const { first, last } = best.trigger;
    view.why.note(drafts, "date.telling", best.date.quote, { rule: best.date.rule }, [
      wordsAt(view, first, last),
    ]);
  }
  return best?.date ?? null;
}

/** When something that goes on began, where a telling says so: "on strike since 3 May", "went on strike five weeks ago". */
export function beginning(drafts: readonly Draft[]): EventDate | null {
  let first: EventDate | null = null;
  for (const { date } of drafts) if (date?.start && (!first || date.start < first.start!)) first = date;
  return first;
}

/** What a report opens with is its news where no event of the next sentences is so many days later. */
const OLD_NEWS = 14;
const OPENING = 3;

/** The day that the report as a whole tells of: that of its first dated event that is news; with `nights`, the night. */
function mainDate(view: View, building: readonly Building[], nights = false): EventDate | null {
  const { published } = view.analysis;
  const acts = actsOfLaw(building);
  let first: EventDate | null = null;
  for (const b of building) {
    const family = b.type.slice(0, 3);
    if (
      (family === "PRO" || family === "VIO" || family === "REP" || b.type.startsWith("LAW")) &&
      (b.date.precision === "D" ||
        (nights && (b.date.rule === "overnight" || /weekend$/.test(b.date.rule)))) &&
      b.date.quote &&
      !(published !== null && b.date.start! > published) &&
      !UNREAL.has(b.actuality) &&
      b.actuality !== "historical" &&
      b.actuality !== "presupposed" &&
      !dealtWith(view, b.lead, acts)
    ) {
      if (family === "LAW" && !b.cluster.drafts.some((d) => d.date && !inPassing(view, d.trigger))) continue;
      if (first === null) first = b.date;
      else if (b.lead.trigger.sentence > OPENING) break;
      else if (Date.parse(b.date.start!) - Date.parse(first.start!) > OLD_NEWS * 86_400_000) return b.date;
    }
  }
  return first;
}

function reportDate(view: View, times: readonly TimeAt[]): EventDate | null {
  // A day named in the opening, not as the time of a statement, dates the opening's events.
  for (const at of times) {
    if (at.sentence > 1) break;
    if (at.time.precision !== "D" || at.time.from === null) continue;
    if (view.analysis.published && at.time.from > view.analysis.published) continue;
    const up = upwardFrom(view, at.head).find((i, n) => n > 0 && view.verb(i));
    // "the repeal of his April 12 pardon": the day of a thing that is named, not of what is told.
    const over = view.tokens.Head[at.head]!;
    if ((over > at.head && view.noun(over)) || (up !== undefined && view.is(up, "acl"))) continue;
    const verb = up === undefined ? "" : view.tokens.Lemma[up]!;
    if (view.cues.speech!.has(verb) || view.cues.reacting!.has(verb)) continue;
    return {
      edtf: at.time.edtf,
      start: at.time.from,
      end: at.time.to,
      precision: "D",
      rule: `${at.time.rule}+opening`,
      quote: span(view.analysis.text, at.time.start, at.time.end),
    };
  }
  return null;
}

/** A report whose words are of the day itself ("today", "have died") and that names no day tells of its day of publication. */
function breaking(view: View, building: readonly Building[], times: readonly TimeAt[]): EventDate | null {
  const { published, text } = view.analysis;
  if (!published) return null;
  const ofThatDay = (quote: Span): EventDate => ({
    edtf: published,
    start: published,
    end: published,
    precision: "D",
    rule: "told on the day",
    quote,
  });
  for (const at of times) {
    if (
      at.time.from === published &&
      at.time.to === published &&
      /^(today|tonight|this)/i.test(text.slice(at.time.start, at.time.end))
    ) {
      return ofThatDay(span(text, at.time.start, at.time.end));
    }
  }
  for (const b of building) {
    for (const d of b.cluster.drafts) {
      // That a ministry has denied it says of the denial alone that it is of the day.
      if (d.trigger.sentence > 2 || !view.verb(d.trigger.head) || b.type.startsWith("POL.")) continue;
      const aux = view
        .children(d.trigger.head)
        .find(
          (k) =>
            view.is(k, "aux") &&
            (view.tokens.Norm[k] === "have" ||
              view.tokens.Norm[k] === "has" ||
              view.tokens.Norm[k] === "are" ||
              view.tokens.Norm[k] === "is"),
        );
      if (aux === undefined) continue;
      const quote = span(text, view.tokens.Start[aux]!, view.tokens.End[d.trigger.head]!);
      return ofThatDay(quote);
    }
  }
  return null;
}

const DAYS_WORK = new Set(["PRO.DEMO", "PRO.RIOT", "PRO.COUNTER", "PRO.VIGIL", "PRO.GENSTRIKE"]);

const OF_THE_DAY = /^(PRO\.OCCUPY|MIL\.DEPLOY|REP)/;

function inherit(date: EventDate, how: string): EventDate {
  return { ...date, rule: `${date.rule}+${how}` };
}

/** How many sentences away the report's main day still holds. */
const REACH = 20;

function nearMain(view: View, b: Building, dated: ReadonlySet<number>, main: EventDate): boolean {
  const { head, sentence } = b.lead.trigger;
  if (sentence <= REACH) return true;
  if (view.verb(head) && perfect(view, head) && main.start !== view.analysis.published) return false;
  return b.cluster.drafts.some((d) => {
    for (let s = d.trigger.sentence - REACH; s <= d.trigger.sentence + REACH; s++)
      if (dated.has(s)) return true;
    return false;
  });
}

const DEED = /^VIO/;
const TRIAL = /^LAW\.(CHARGE|PROSECUTE|CONVICT|RULING)/;

/** A report that opens with a trial tells of its day; the deed is older. */
function toldOfTrial(building: readonly Building[]): boolean {
  const opening = building.filter((b) => b.lead.trigger.sentence <= 1 && !UNREAL.has(b.actuality));
  return opening.some((b) => TRIAL.test(b.type)) && !building.some((b) => DEED.test(b.type) && b.date.quote);
}

/** "Hundreds have been arrested in the protests", "at least 40 have died since": a count that grows is of no one day. */
function addsUp(view: View, { lead, type }: Building): boolean {
  const { tokens, cues } = view;
  const { head, sentence } = lead.trigger;
  if (!/^(VIO\.KILL|REP\.(ARREST|LETHAL)|LAW\.DETAIN)$/.test(type) || !view.verb(head)) return false;
  if (!perfect(view, head)) return false;
  const kids = view.children(head);
  if (kids.some((k) => tokens.Norm[k] === "since" || view.preposition(k) === "since")) return true;
  return kids.some(
    (k) =>
      tokens.Sentence[k] === sentence &&
      view.is(k, "obl") &&
      ["in", "during", "amid"].includes(view.preposition(k) ?? "") &&
      (cues.longNouns!.has(tokens.Lemma[k]!) ||
        (cues.outcry!.has(tokens.Lemma[k]!) && tokens.Feats[k]!.includes("Number=Plur"))),
  );
}

/** "Kenya is willing to host the talks, its president said on Monday": the one day of a sentence, if it has passed; null where there are more. */
function onlyDay(view: View, times: readonly TimeAt[], sentence: number): EventDate | null {
  const { published, text } = view.analysis;
  const inside = times.filter((at) => at.sentence === sentence);
  const [only] = inside;
  if (only === undefined || inside.length > 1 || only.time.precision !== "D" || only.time.from === null)
    return null;
  const { edtf, from: start, to: end, rule } = only.time;
  if (published !== null && start > published) return null;
  return { edtf, start, end, precision: "D", rule, quote: span(text, only.time.start, only.time.end) };
}

/** How many sentences back, in one paragraph, a day still holds. */
const PARAGRAPH = 4;

/** The date that the sentence before tells, or one farther back in the same paragraph. */
function toldBefore(view: View, sentence: number, dated: ReadonlyMap<number, EventDate>): EventDate | null {
  const { sentences, text } = view.analysis;
  for (let s = sentence - 1; s >= Math.max(0, sentence - PARAGRAPH); s--) {
    const date = dated.get(s);
    if (date) return date;
    if (/\n/.test(text.slice(sentences.Start[s]!, sentences.Start[sentence]!))) return null;
  }
  return null;
}

/** Gives undated events the date of what they are told beside. The `rule` of the date says how it was come by. */
export function settleDates(view: View, building: Building[], times: readonly TimeAt[]): void {
  const { published } = view.analysis;
  const main =
    mainDate(view, building) ??
    reportDate(view, times) ??
    mainDate(view, building, true) ??
    breaking(view, building, times);
  const trial = toldOfTrial(building);
  const acts = actsOfLaw(building);
  const bySentence = new Map<number, EventDate>();
  // Sentences that tell of the report's main day by their own words; far from them a report has moved on.
  const dated = new Set<number>();
  for (const b of building) {
    for (const d of b.cluster.drafts)
      if (main && d.date && d.date.start === main.start && d.date.end === main.end)
        dated.add(d.trigger.sentence);
    if (
      b.date.quote &&
      b.date.precision !== "U" &&
      !UNREAL.has(b.actuality) &&
      b.actuality !== "historical" &&
      b.actuality !== "presupposed"
    ) {
      for (const d of b.cluster.drafts)
        if (d.date && !d.answered && !d.before && !inPassing(view, d.trigger) && !dealtWith(view, d, acts))
          bySentence.set(d.trigger.sentence, b.date);
    }
  }
  for (const b of building) {
    if (b.date.precision !== "U" || b.date.quote) continue;
    const real = b.actuality === "happened" || b.actuality === "ongoing" || b.actuality === "attempted";
    const note = (code: ReasonCode, date: EventDate | null = null) =>
      view.why?.note(b, code, date?.quote ?? null, { rule: date?.rule ?? "", edtf: date?.edtf ?? "" });
    note("date.no_own");
    if (!real) {
      note("date.unreal");
      continue;
    }
    if (b.actuality === "ongoing" && DAYS_WORK.has(b.type) && published) {
      b.date = {
        edtf: published,
        start: published,
        end: published,
        precision: "D",
        rule: "ongoing at publication",
        quote: null,
      };
      note("date.at_publication", b.date);
      continue;
    }
    // In a report of the day, what goes on goes on that day.
    const today = main !== null && main.start === published && main.end === published;
    if (b.actuality === "ongoing" && today && published && OF_THE_DAY.test(b.type)) {
      b.date = inherit({ ...main, quote: null }, "ongoing at publication");
      note("date.report", b.date);
      continue;
    }
    if (b.actuality === "ongoing") {
      b.date = { edtf: "", start: null, end: null, precision: "O", rule: "ongoing", quote: null };
      note("date.going_on");
      continue;
    }
    if (
      b.scope === "campaign" ||
      b.scope === "habitual" ||
      b.lead.ofPeriod ||
      b.type === "GOV.ELECTION" ||
      b.type === "GOV.REMOVE" ||
      b.type === "POL.CALL" ||
      (trial && DEED.test(b.type)) ||
      addsUp(view, b)
    ) {
      note("date.spread");
      continue;
    }
    if (b.cluster.drafts.every((d) => d.before)) {
      note("date.before");
      continue;
    }
    const sentences = b.cluster.drafts.map((d) => d.trigger.sentence);
    let found: EventDate | null = null;
    for (const d of b.cluster.drafts) if (!d.answered) found ??= bySentence.get(d.trigger.sentence) ?? null;
    const by = (beside: Beside) => ofTheDay(view, b.type, b.cluster.drafts, beside);
    if (found && found.precision === "D" && by("sentence")) {
      b.date = inherit(found, "sentence");
      note("date.sentence", found);
      continue;
    }
    const said = b.type.startsWith("POL.") ? onlyDay(view, times, sentences[0]!) : null;
    if (said) {
      b.date = inherit(said, "sentence");
      note("date.sentence", said);
      continue;
    }
    // Beside what is dated by a month or a year, the report's main day is far.
    if (found?.end && main?.start && found.end < main.start) {
      note("date.beside_coarse", found);
      continue;
    }
    const before = toldBefore(view, sentences[0]!, bySentence);
    if (before?.precision === "D" && by("preceding")) {
      b.date = inherit(before, "preceding");
      note("date.preceding", before);
      continue;
    }
    if (!main) note("date.no_main");
    else if (!nearMain(view, b, dated, main)) note("date.main_far", main);
    else if (!by("report")) note("date.spread");
    else {
      b.date = inherit(main, "report");
      note("date.report", main);
    }
  }
}
