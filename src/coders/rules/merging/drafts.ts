/** A draft: what the words at one trigger say by themselves, before the tellings of one event are brought together. */
import type { Actuality, EventDate, EventPlace, Scope } from "../../../model/coding.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import { actorsOf } from "../actors/actors.js";
import type { Cast } from "../actors/roles.js";
import { actuality } from "../actuality/actuality.js";
import { perfect, toldAsDone, toldAsPast } from "../actuality/actuality-aspect.js";
import { announcedDone } from "../actuality/announced.js";
import { askedInVain } from "../actuality/asked-in-vain.js";
import { cameBefore, heldFor, sceneOf, wasSceneOf, yearBehind } from "../actuality/came-before.js";
import { askedUndone, onlyDemanded } from "../actuality/demanded.js";
import { UNREAL } from "../actuality/stated.js";
import { toldInProtest } from "../figures/amid.js";
import type { View } from "../reading/view.js";
import { comparison, recordFrom, whenAfter } from "../sites/compared.js";
import { dateOf } from "../sites/dating.js";
import { answers, asDate, closeness, opensWith, ownTime, type TimeAt } from "../sites/when.js";
import { asPlace, ownPlaces, type PlaceAt } from "../sites/where.js";
import type { Trigger } from "../triggers/triggers.js";
import { because } from "../why/because.js";
import { SURELY_PAST } from "./history.js";
import { type JoinedSite, joinedSites, severalBrought } from "./joined-sites.js";
import { announcedBefore, ofPast, waveOfPast } from "./of-past.js";
import { nthOf, survived, underAct } from "./one-act.js";
import { ofPeriod, scopeOf, wholeOf } from "./scope.js";
import { objectsOf, onOtherOccasion, type Told, toldOf } from "./told-anew.js";

export type Draft = {
  readonly trigger: Trigger;
  readonly type: string;
  readonly actuality: Actuality;
  readonly scope: Scope;
  /** Dated by the words of its own sentence, or null. */
  readonly date: EventDate | null;
  /** How far the date stands from the trigger: lower is surer. */
  readonly dateCost: number;
  /** The date is that of an answer to the event; it helps to tell events apart, and dates none. */
  readonly answered: boolean;
  /** Told only as what others answer to or look back on: their day is not its own. */
  readonly before: boolean;
  /** Sites named in its own sentence, best first. */
  readonly places: readonly EventPlace[];
  /** Further sites joined by "and" to the first: each is another event. */
  readonly split: readonly JoinedSite[];
  readonly actors: readonly Cast[];
  /** Lemmas of the things acted upon, for acts that are told apart by them: what was burnt, what was occupied. */
  readonly objects: readonly string[];
  /** The verb that the words hang on as its means or its outcome: "barricaded the road, burning tyres"; -1 where they stand by themselves. */
  readonly under: number;
  /** Told as the outcome of protests: "three were killed in the demonstrations". */
  readonly inProtest: boolean;
  /** Which of several the words say it is: "the second attack"; null where they do not count. */
  readonly nth: string | null;
  /** The words announce something not told before: "another", "a second". */
  readonly fresh: boolean;
  /** What somebody is arrested, charged or tried for: "arrested for setting fire to the house". */
  readonly deed: boolean;
  /** The words bring in something not told before: "a march". */
  readonly brought: boolean;
  /** The words tell that it took place: "held a vigil", "a protest broke out". */
  readonly done: boolean;
  /** Lemma of the trigger's head. */
  readonly head: string;
  /** First token of the trigger of the sum that this is told as a part of: "protests, including a march in Lima". */
  readonly within: number | null;
  /** The words point back: "the march", "these protests". */
  readonly definite: boolean;
  /** A sum over a period without days of its own: "months of roadblocks". */
  readonly ofPeriod: boolean;
  /** Count and spot of an act of state. */
  readonly told: Told;
};

/** So many words upwards a clause is followed. */
const CLAUSES_UP = 4;
const FRESH = new Set(["another", "other", "second", "separate", "fresh", "further", "similar", "new"]);
const NATIONAL = new Set(["PRO.GENSTRIKE", "REP.EMERGENCY"]);

export function isNational(type: string): boolean {
  return NATIONAL.has(type) || type.startsWith("GOV.");
}

/** "a party outlawed by the junta": the act only says who is spoken of; "the 12 men arrested" are counted and told of, as is what stands behind a comma. */
function describes(view: View, i: number): boolean {
  const { Head, Deprel, Norm } = view.tokens;
  if (!view.verb(i) || Deprel[i] !== "acl" || !view.passive(i) || Norm[i - 1] === ",") return false;
  const noun = Head[i]!;
  return view.child(noun, "nummod") < 0 && !view.is(noun, "root");
}

/** "officers charged with murder": a passive participle that stands behind its noun. */
function participle(view: View, i: number): boolean {
  return view.tokens.Deprel[i] === "acl" && view.passive(i);
}

const LASTING = /^PRO|^MIL/;
const TO_COME = new Set<Actuality>(["planned", "called_for", "promised", "threatened"]);

function shift(day: string, days: number, years: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCFullYear(date.getUTCFullYear() + years);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}

/** The day named for something that is to come is the next such day, not the last. */
function ahead(date: EventDate, published: string): EventDate {
  if (date.precision !== "D" || !date.start || !date.end || date.start >= published) return date;
  const weekday = date.rule.startsWith("weekday-past");
  const monthDay = date.rule.startsWith("month-day-past") || date.rule.startsWith("month-day-nearest");
  if (!weekday && !monthDay) return date;
  const start = shift(date.start, weekday ? 7 : 0, monthDay ? 1 : 0);
  return { ...date, start, end: start, edtf: start, rule: date.rule.replace(/past|nearest/, "future") };
}

const AFTERWARDS = new Set(["after", "following", "since"]);

/** So many words before the act the plan may stand. */
const PLAN = 10;

/** "had planned to march on Monday but …", "was to have begun on Friday but …": a plan that came to nothing is of a day that has passed. */
function didNotCome({ tokens, analysis, cues }: View, { first, last, sentence }: Trigger): boolean {
  const { Norm, Lemma } = tokens;
  const [start, end] = [analysis.sentences.First[sentence]!, analysis.sentences.Last[sentence]!];
  let planned = false;
  for (let k = Math.max(start, first - PLAN); k < end; k++) {
    if (planned && Norm[k] === "but") return true;
    if (k >= last + PLAN) continue;
    const been = Norm[k] === "had" && Norm[k + 1] === "been";
    planned ||= Norm[k] === "had" && cues.plan!.has(Lemma[k + (been ? 2 : 1)] ?? "");
    const was = Norm[k] === "was" || Norm[k] === "were";
    planned ||= was && Norm[k + 1] === "to" && Norm[k + 2] === "have";
    planned ||= was && (Norm[k + 1] === "supposed" || Norm[k + 1] === "meant") && Norm[k + 2] === "to";
  }
  return false;
}

/** Nine years, in days. */
const DECADE = 3280;

/** More than a year before publication, or before this year's report by its own date: background. */
function historical(date: EventDate | null, published: string | null): boolean {
  if (!date?.end || !date.start) return false;
  // "the riots of the 1970s" are background whenever the report was written.
  const decade =
    date.precision !== "O" && (Date.parse(date.end) - Date.parse(date.start)) / 86_400_000 > DECADE;
  if (!published) return decade || Number(date.end.slice(0, 4)) < SURELY_PAST;
  // "last year" may end less than a year ago; what it names is background all the same.
  const day = date.precision === "Y" ? date.start : date.end;
  const days = (Date.parse(published) - Date.parse(day)) / 86_400_000;
  return days > 365;
}

function bySentence<T>(all: readonly T[], sentence: (one: T) => number): Map<number, T[]> {
  const out = new Map<number, T[]>();
  for (const one of all) {
    const list = out.get(sentence(one));
    if (list) list.push(one);
    else out.set(sentence(one), [one]);
  }
  return out;
}

/** The drafts of a report in the order of their triggers. Demanded acts of state are left out (C8). */
export function makeDrafts(
  view: View,
  triggers: readonly Trigger[],
  times: readonly TimeAt[],
  places: readonly PlaceAt[],
): Draft[] {
  const { tokens, analysis } = view;
  const out: Draft[] = [];
  const timesIn = bySentence(times, (at) => at.sentence);
  const placesIn = bySentence(places, (at) => at.sentence);
  const triggersIn = bySentence(triggers, (t) => t.sentence);
  const base = places.find(({ filed, place }) => filed && place.country !== null) ?? null;
  for (const trigger of triggers) {
    if (!askedInVain(view, trigger) && onlyDemanded(view, trigger)) continue;
    let actual = trigger.type === "POL.CALL" ? callActuality(view, trigger) : actuality(view, trigger);
    const { published } = analysis;
    const time = ownTime(
      view,
      trigger,
      timesIn.get(trigger.sentence) ?? [],
      triggersIn.get(trigger.sentence)!,
    );
    const summed = ofPeriod(view, trigger.head);
    // "banned marches until August": the day is that of the ban's end, not of its making.
    const end =
      time?.at.time.rule.startsWith("until+") && view.verb(trigger.head) && !LASTING.test(trigger.type);
    // "a party outlawed by the junta spoke on Monday": the day is that of the speaking.
    const described = describes(view, trigger.head);
    const own = ownPlaces(
      view,
      trigger,
      placesIn.get(trigger.sentence) ?? [],
      triggersIn.get(trigger.sentence)!,
      base,
    ).filter((at) => {
      const taken = !described || closeness(view, trigger, at.head) === 0;
      if (!taken) view.why?.note(trigger, "place.described", at.place);
      return taken;
    });
    const others = described && time !== null && closeness(view, trigger, time.at.head) > 0;
    const before = cameBefore(view, trigger);
    const theirs =
      before &&
      time !== null &&
      !time.reckoned &&
      closeness(view, trigger, time.at.head) > 0 &&
      !yearBehind(view, trigger, time.at.time) &&
      !wasSceneOf(view, trigger.head) &&
      !opensWith(view, trigger, time.at) &&
      !(sceneOf(view, trigger.head) && historical(asDate(analysis.text, time.at.time), published));
    const no = summed
      ? "date.period"
      : end
        ? "date.until"
        : others
          ? "date.described"
          : theirs
            ? "date.before"
            : null;
    // "The blockade lasted three hours": how long it took, not since when it goes on.
    const length =
      time?.at.time.type === "DURATION" &&
      (/^PT/.test(time.at.time.value ?? "") || tookSoLong(view, time.at));
    let date = time && no === null && !length ? dateOf(view, trigger, time.at) : null;
    const words = time?.at.time ?? null;
    if (time && no !== null) view.why?.note(trigger, no, words);
    const by = (code: ReasonCode, value: Actuality) => because(view, trigger, code, value);
    const dateless = (code: ReasonCode) => {
      view.why?.note(trigger, code, words);
      return null;
    };
    // A day or month that has passed tells that it took place.
    if (
      actual === "presupposed" &&
      !askedUndone(view, trigger) &&
      date?.end &&
      analysis.published &&
      date.end <= analysis.published &&
      date.precision !== "Y"
    )
      actual = by("actuality.past_day", "happened");
    if (date && published && TO_COME.has(actual)) {
      const next = didNotCome(view, trigger) ? date : ahead(date, published);
      if (next !== date) view.why?.note(trigger, "date.next_such_day", words, { edtf: next.edtf });
      date = next;
    }
    if (trigger.type === "POL.CALL" && date?.start && published && date.start > published)
      date = dateless("date.call");
    // "march every day at five": the hour is that of a habit.
    if (actual === "generic" && date?.rule.startsWith("clock")) date = dateless("date.set");
    // "announced his resignation effective next Friday": the day to come is not that of the announcing.
    if (date?.start && published && date.start > published && announcedDone(view, trigger))
      date = dateless("date.not_of_past");
    if (date && historical(date, analysis.published) && !UNREAL.has(actual))
      actual = by("actuality.long_ago", "historical");
    // "before the 2023 election", told while the year runs
    const yetToCome =
      actual === "presupposed" && date?.precision === "Y" && view.preposition(trigger.head) === "before";
    if (
      published &&
      date?.start &&
      (date.start > published || (yetToCome && (date.end ?? "") > published)) &&
      (actual === "happened" ||
        actual === "ongoing" ||
        actual === "historical" ||
        (actual === "presupposed" && trigger.type === "GOV.ELECTION"))
    ) {
      // "were protesting against a decree that sets 30 June for the vote": the day to come is not that of the act.
      // "four officers charged with murder will appear next week": nor that of the participle.
      const past = toldAsPast(view, trigger.head) || participle(view, trigger.head);
      if (view.verb(trigger.head) && past) date = dateless("date.not_of_past");
      else actual = by("actuality.day_to_come", "planned");
    }
    // "will be sworn in after winning February's election": what comes after it is planned, not the winning.
    const after =
      view.verb(trigger.head) && actual === "planned" && tokens.Norm[trigger.first]!.endsWith("ing");
    if (
      after &&
      AFTERWARDS.has(tokens.Norm[trigger.first - 1] ?? "") &&
      date?.end &&
      published &&
      date.end < published
    )
      actual = by("actuality.past_day", "happened");
    // A day that has passed dates no act of state that is still to come.
    const state =
      trigger.type.startsWith("GOV") || trigger.type.startsWith("LAW") || trigger.type.startsWith("MIL");
    if (state && UNREAL.has(actual) && date?.end && published && date.end < published)
      date = dateless("date.not_of_plan");
    if (actual === "denied" && trigger.type.startsWith("GOV.CONCEDE"))
      actual = by("actuality.refused", "refused");
    const sustained =
      trigger.type === "PRO.STRIKE" ||
      trigger.type === "PRO.OCCUPY" ||
      trigger.type === "PRO.HUNGER" ||
      trigger.type === "PRO.WAVE" ||
      trigger.type === "PRO.BLOCK";
    if (
      actual === "ongoing" &&
      trigger.type === "PRO.STRIKE" &&
      (date?.precision === "R" || staged(view, trigger))
    )
      actual = by("actuality.staged", "happened");
    if (actual === "happened" && date?.precision === "O" && (sustained || progressive(view, trigger)))
      actual = by("actuality.open_period", "ongoing");
    if (actual === "happened" && date === null && own.length === 0 && described && !trigger.case.calls)
      actual = by("actuality.described", "presupposed");
    if (date === null) view.why?.retract(trigger, "date.own");
    const sites = own.slice(0, 1).map((at) => asPlace(analysis.text, at.place));
    const first = own[0];
    const split =
      first && (!trigger.case.loose || severalBrought(view, trigger.head))
        ? joinedSites(view, first, own, timesIn.get(trigger.sentence) ?? [])
        : [];
    const det = view.child(trigger.head, "det");
    const word = det >= 0 ? tokens.Norm[det]! : "";
    const told = [
      trigger.head,
      ...(view.verb(trigger.head) ? [...view.patients(trigger.head), ...view.agents(trigger.head)] : []),
    ];
    const elsewhere = spreadTo(view, trigger, own);
    const fresh =
      elsewhere ||
      recordFrom(view, trigger) ||
      onOtherOccasion(view, trigger) ||
      (time !== null && whenAfter(view, trigger, time.at.time) && comparison(view, time.at)) ||
      told.some((i) => view.children(i).some((k) => FRESH.has(tokens.Norm[k]!)));
    const definite =
      !elsewhere &&
      (saidOfIt(view, trigger.head) ||
        thoseWho(view, trigger) ||
        (view.noun(trigger.head) &&
          (word === "the" ||
            word === "this" ||
            word === "these" ||
            word === "that" ||
            word === "those" ||
            view.child(trigger.head, "nmod:poss") >= 0)));
    const deed = heldFor(view, trigger);
    out.push({
      trigger,
      type: trigger.type,
      actuality: actual,
      scope: scopeOf(view, trigger, date, actual),
      date,
      dateCost: time?.cost ?? Number.POSITIVE_INFINITY,
      answered: time !== null && !time.reckoned && answers(view, trigger, time.at.head),
      before,
      places: sites,
      split,
      actors: actorsOf(view, trigger),
      objects: objectsOf(view, trigger),
      under: underAct(view, trigger.head),
      nth: nthOf(view, trigger),
      fresh: fresh && !deed,
      deed,
      inProtest: trigger.case.outcome === true && toldInProtest(view, trigger.head),
      brought: word === "a" || word === "an",
      done: toldAsDone(view, trigger.head),
      head: tokens.Lemma[trigger.head]!,
      within: wholeOf(view, trigger, triggersIn.get(trigger.sentence)!),
      definite,
      ofPeriod: summed,
      told: toldOf(view, trigger, date !== null || own.length > 0),
    });
  }
  const byHead = new Map(out.map((draft) => [draft.trigger.head, draft]));
  return out.map((draft) =>
    survived(view, announcedBefore(view, waveOfPast(view, ofPast(view, draft, byHead)), out)),
  );
}

/** "the protest had spilled over to Odendaalsrus", "the unrest spread to Kasese": one at another place than those told before. */
function spreadTo(view: View, { head }: Trigger, own: readonly PlaceAt[]): boolean {
  const { tokens, cues } = view;
  const verb = tokens.Head[head]!;
  if (verb < 0 || !view.verb(verb) || !view.is(head, "nsubj") || !cues.spillingOver!.has(tokens.Lemma[verb]!))
    return false;
  return own.some((at) => at.head > verb && INTO.has(view.preposition(at.head) ?? ""));
}

const INTO = new Set(["to", "into", "onto"]);

/** "those arrested included", "three of the detained": people known from an act told before. */
function thoseWho({ tokens }: View, { first }: Trigger): boolean {
  const before = first > 0 ? tokens.Norm[first - 1]! : "";
  return before === "those" || (before === "the" && tokens.Norm[first]!.endsWith("ed"));
}

/** "This was a barbaric attack", "it was one of the deadliest such attacks": something is said of what was told before. */
function saidOfIt(view: View, i: number): boolean {
  const { tokens } = view;
  const up = tokens.Head[i]!;
  const one = view.is(i, "nmod") && up >= 0 && tokens.Norm[up] === "one" ? up : i;
  const subject = view.child(one, "nsubj");
  return subject >= 0 && view.child(one, "cop") >= 0 && /^(it|this|that)$/.test(tokens.Norm[subject]!);
}

/** "threatened to call a strike", "plans to call for protests": none is made yet. */
const NOT_CALLED = new Set<Actuality>([
  "denied",
  "refused",
  "hypothetical",
  "threatened",
  "planned",
  "promised",
]);

/** A call is made when the words are spoken, whatever becomes of what it calls for. */
function callActuality(view: View, trigger: Trigger): Actuality {
  const form = actuality(view, trigger);
  return NOT_CALLED.has(form) ? form : because(view, trigger, "actuality.call_made", "happened");
}

/** "the uprising lasted six days", "marched for three hours": a verb of the plain past tells how long it took. */
function tookSoLong(view: View, { time, head }: TimeAt): boolean {
  if (time.precision !== "O") return false;
  for (let i = view.tokens.Head[head]!, hop = 0; i >= 0 && hop < CLAUSES_UP; i = view.tokens.Head[i]!, hop++)
    if (view.verb(i)) return toldAsPast(view, i) && !perfect(view, i);
  return false;
}

/** "staged a walkout on Monday": done, whereas "went on strike on Monday" tells only when it began. */
function staged(view: View, trigger: Trigger): boolean {
  const up = view.tokens.Head[trigger.head]!;
  return (
    up >= 0 &&
    view.verb(up) &&
    (view.tokens.Lemma[up] === "stage" || view.tokens.Lemma[up] === "hold") &&
    view.tokens.Feats[up]!.includes("Tense=Past")
  );
}

/** "are patrolling", "have been marching" */
function progressive(view: View, trigger: Trigger): boolean {
  const { tokens } = view;
  return (
    tokens.Norm[trigger.head]!.endsWith("ing") &&
    view
      .children(trigger.head)
      .some((k) => view.is(k, "aux") && ["is", "are", "been", "'re", "'s"].includes(tokens.Norm[k]!))
  );
}
