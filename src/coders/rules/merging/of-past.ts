/** What the clause of an act says of its past: the event that it describes, the years that it lasted, the rule under which it fell. */
import type { EventDate } from "../../../model/coding.js";
import { perfect, toldAsPast } from "../actuality/actuality-aspect.js";
import { announcedDone } from "../actuality/announced.js";
import { ADJ, NUM, PRON, type View } from "../reading/view.js";
import { because } from "../why/because.js";
import type { Draft } from "./drafts.js";

/** So many words upwards a clause is followed. */
const CLAUSES_UP = 4;

/** What only describes an event of the past, and what its own words tell as long over, is of the past. */
export function ofPast(view: View, draft: Draft, byHead: ReadonlyMap<number, Draft>): Draft {
  const told =
    draft.actuality === "happened" || draft.actuality === "ongoing" || draft.actuality === "presupposed";
  if (told && ofAnniversary(view, draft.trigger.head)) {
    const actuality = because(view, draft.trigger, "actuality.long_over", "historical");
    return { ...draft, actuality, date: null };
  }
  if (told && draft.date === null && namedRevolution(view, draft.trigger.head)) {
    const actuality = because(view, draft.trigger, "actuality.long_over", "historical");
    return { ...draft, actuality, fresh: true };
  }
  if (draft.actuality !== "happened" || draft.date !== null) return draft;
  const over = describedPast(view, draft, byHead);
  if (over) {
    const actuality = because(view, draft.trigger, "actuality.of_past", "historical");
    return { ...draft, actuality, date: setOff(view, draft, over) };
  }
  if (!longOver(view, draft)) return draft;
  // "a decades-long uprising" is none of the events told so far.
  const actuality = because(view, draft.trigger, "actuality.long_over", "historical");
  return { ...draft, actuality, fresh: draft.fresh || draft.brought };
}

/** "the protests that toppled him in 2011": protests of the past that are told in the plural and of no one day were a wave. */
export function waveOfPast(view: View, draft: Draft): Draft {
  const { head } = draft.trigger;
  if (draft.type !== "PRO.DEMO" || draft.actuality !== "historical" || !view.noun(head)) return draft;
  if (!view.tokens.Feats[head]!.includes("Number=Plur") || view.child(head, "nummod") >= 0) return draft;
  if (draft.date?.precision === "D" || !view.cues.protestNouns!.has(view.tokens.Lemma[head]!)) return draft;
  return { ...draft, type: "PRO.WAVE", scope: "campaign" };
}

/** "copied the Tunisian revolution", "inspired by the Orange Revolution": one that goes by a name, and that something else is measured by. */
function namedRevolution(view: View, head: number): boolean {
  const { tokens, cues } = view;
  if (!cues.revolutions!.has(tokens.Lemma[head]!)) return false;
  const the = view.child(head, "det");
  if (the < 0 || tokens.Norm[the] !== "the" || view.is(head, "nsubj")) return false;
  return view
    .children(head)
    .some(
      (k) =>
        k < head && k > the && /^\p{Lu}/u.test(view.analysis.text.slice(tokens.Start[k]!, tokens.End[k]!)),
    );
}

/** "The government will withdraw the bill": what an act of state announced before has done, its planned tellings tell again. */
export function announcedBefore(view: View, draft: Draft, all: readonly Draft[]): Draft {
  if (draft.type !== "GOV.CONCEDE" || (draft.actuality !== "planned" && draft.actuality !== "promised"))
    return draft;
  const first = all.find(
    (d) =>
      d.type === draft.type &&
      d.head === draft.head &&
      d.actuality === "happened" &&
      announcedDone(view, d.trigger),
  );
  if (!first || first.trigger.first >= draft.trigger.first) return draft;
  return { ...draft, actuality: because(view, draft.trigger, "actuality.said_is_done", "happened") };
}

/** "the riots of 1981, which began when police shot a boy": the event of the past that the act stands under. */
function describedPast(view: View, draft: Draft, byHead: ReadonlyMap<number, Draft>): Draft | null {
  const { tokens } = view;
  let at = tokens.Head[draft.trigger.head]!;
  for (let hop = 0; hop < CLAUSES_UP && at >= 0; hop++) {
    const over = byHead.get(at);
    if (over?.actuality === "historical") return over;
    if (over || view.is(at, "conj") || view.is(at, "ccomp") || view.is(at, "parataxis")) break;
    at = tokens.Head[at]!;
  }
  return null;
}

/** The period of the event of the past holds for the act that set it off, told in a clause with "when" under its beginning. */
function setOff(view: View, { trigger }: Draft, over: Draft): EventDate | null {
  const { tokens, cues } = view;
  const { date } = over;
  const verb = tokens.Head[trigger.head]!;
  if (!date || date.precision === "O" || verb < 0 || !view.is(trigger.head, "advcl")) return null;
  const when = view.children(trigger.head).some((k) => tokens.Norm[k] === "when");
  if (!when || !cues.start!.has(tokens.Lemma[verb]!)) return null;
  view.why?.note(trigger, "date.sentence", date.quote, { rule: date.rule, edtf: date.edtf });
  return { ...date, rule: `${date.rule}+set off` };
}

/** The words of an act without a day tell that it ended, and that years lie behind it. */
function longOver(view: View, { trigger: { head, type } }: Draft): boolean {
  // "quashed a seven-year sentence": such years are to come.
  const ended = !type.startsWith("LAW.") && endedAfterYears(view, head);
  return (
    yearsOf(view, head) ||
    ended ||
    duringRule(view, head) ||
    ofEra(view, head) ||
    inYouth(view, head) ||
    yearsAfter(view, head)
  );
}

/** "the tenth anniversary of the strike": at least a year lies between; but "the six-month anniversary of". */
function ofAnniversary(view: View, head: number): boolean {
  const { tokens, cues } = view;
  let i = head;
  while (view.is(i, "conj") && view.noun(tokens.Head[i]!)) i = tokens.Head[i]!;
  const up = tokens.Head[i]!;
  if (!view.noun(head) || up < 0 || !cues.anniversaries!.has(tokens.Lemma[up]!)) return false;
  if (!view.is(i, "nmod") && !view.is(i, "compound")) return false;
  return !view.children(up).some((k) => /month|week|day/.test(tokens.Norm[k]!));
}

/** "an apartheid-era massacre", "during the dictatorship they were jailed", "burned villages in the civil war". */
function ofEra(view: View, head: number): boolean {
  const { tokens } = view;
  if (view.noun(head) && head >= 2)
    for (let k = head - 1; k >= Math.max(0, head - 4) && tokens.Norm[k] !== ","; k--)
      if (tokens.Norm[k] === "era" || tokens.Norm[k]!.endsWith("-era")) return true;
  const verb = view.verb(head) ? head : tokens.Head[head]!;
  if (verb < 0 || !view.verb(verb) || !pastOnly(view, verb)) return false;
  if (verb !== head && !view.is(head, "obj") && !view.is(head, "nsubj")) return false;
  return view.children(verb).some((k) => view.is(k, "obl") && isEra(view, k));
}

/** "during the dictatorship", "in the colonial era", "under apartheid", "during the civil war". */
function isEra(view: View, noun: number): boolean {
  const { tokens, cues } = view;
  if (!cues.ofEras!.has(view.preposition(noun) ?? "")) return false;
  if (cues.eras!.has(tokens.Lemma[noun]!)) return true;
  const kind = view.children(noun).some((k) => k < noun && cues.eraKinds!.has(tokens.Lemma[k]!));
  return kind && cues.eraNouns!.has(tokens.Lemma[noun]!);
}

/** "during years of fighting", "after decades of civil war" */
function yearsOf(view: View, head: number): boolean {
  const { tokens, cues } = view;
  // The years may be part of the trigger: "years of fighting".
  const up = cues.longTimes!.has(tokens.Lemma[head]!) ? head : tokens.Head[head]!;
  if (up < 0 || !view.noun(up) || !cues.longTimes!.has(tokens.Lemma[up]!)) return false;
  if (up === head) return cues.yearsBehind!.has(view.preposition(up) ?? "");
  if (!tokens.Feats[up]!.includes("Number=Plur")) return false;
  const of = view.preposition(head) ?? tokens.Norm[head - 1];
  return of === "of" && cues.yearsBehind!.has(view.preposition(up) ?? "");
}

/** "a decades-long uprising", "the years-long war": the noun's words count years. */
function ofYears(view: View, noun: number): boolean {
  const { tokens, cues } = view;
  return view
    .children(noun)
    .some((k) =>
      [k, ...view.children(k)].some(
        (w) => cues.longTimes!.has(tokens.Lemma[w]!) && w < noun && w >= noun - 6,
      ),
    );
}

/** "crushed a decades-long uprising", of the uprising and of the crushing. */
function endedAfterYears(view: View, head: number): boolean {
  const { tokens, cues } = view;
  const verb = view.verb(head) ? head : tokens.Head[head]!;
  if (verb < 0 || !view.verb(verb) || !cues.quelling!.has(tokens.Lemma[verb]!) || !pastOnly(view, verb))
    return false;
  const object = view.child(verb, "obj");
  return object >= 0 && (verb === head || object === head) && ofYears(view, object);
}

/** "a decade after the uprising", "comes two years after the army seized power": years lie between. */
function yearsAfter(view: View, head: number): boolean {
  const { tokens, cues } = view;
  const mark = view.children(head).find((k) => k < head && (view.is(k, "mark") || view.is(k, "case")));
  if (mark === undefined || mark < 1 || tokens.Norm[mark] !== "after") return false;
  if (tokens.Norm[mark - 1] === "days" || !cues.longTimes!.has(tokens.Lemma[mark - 1]!)) return false;
  return tokens.Norm[mark - 2] !== "first";
}

/** "as a young man he led a march", "her father was killed when she was six": told of somebody's early years. */
function inYouth(view: View, head: number): boolean {
  const { tokens } = view;
  const verb = view.verb(head) ? head : tokens.Head[head]!;
  if (verb < 0 || !view.verb(verb) || !pastOnly(view, verb)) return false;
  if (verb !== head && !view.is(head, "obj") && !view.is(head, "nsubj")) return false;
  return view.children(verb).some((k) => (view.is(k, "obl") ? youth(view, k) : whenYoung(view, k)));
}

/** "as a teenager", "as a young officer", "in her youth", "during his childhood". */
function youth(view: View, noun: number): boolean {
  const { tokens, cues } = view;
  const preposition = view.preposition(noun) ?? "";
  const lemma = tokens.Lemma[noun]!;
  if (preposition === "as")
    return (
      cues.young!.has(lemma) || view.children(noun).some((k) => k < noun && cues.young!.has(tokens.Lemma[k]!))
    );
  return cues.ofEras!.has(preposition) && cues.earlyYears!.has(lemma) && view.child(noun, "nmod:poss") >= 0;
}

/** "when she was six", "when he was a boy", "while he was still young". */
function whenYoung(view: View, i: number): boolean {
  const { tokens, cues } = view;
  if (!view.is(i, "advcl") || view.child(i, "cop") < 0) return false;
  const when = view.children(i).some((k) => tokens.Norm[k] === "when" || tokens.Norm[k] === "while");
  const who = view.child(i, "nsubj");
  if (!when || who < 0 || tokens.Upos[who] !== PRON) return false;
  return (
    tokens.Upos[i] === NUM ||
    cues.young!.has(tokens.Lemma[i]!) ||
    view
      .children(i)
      .some(
        (k) => cues.young!.has(tokens.Lemma[k]!) || (tokens.Lemma[k] === "year" && tokens.Upos[i] === ADJ),
      )
  );
}

/** "During his presidency, the army burned villages": of the verb of that clause and of what it undergoes or carries. */
function duringRule(view: View, head: number): boolean {
  const { tokens, cues } = view;
  const verb = view.verb(head) ? head : tokens.Head[head]!;
  if (verb < 0 || !view.verb(verb) || !pastOnly(view, verb)) return false;
  if (verb !== head && !view.is(head, "obj")) return false;
  return view
    .children(verb)
    .some(
      (k) =>
        view.is(k, "obl") &&
        cues.ruleNouns!.has(tokens.Lemma[k]!) &&
        cues.underRule!.has(view.preposition(k) ?? "") &&
        view.child(k, "nmod:poss") >= 0,
    );
}

/** A verb in the plain past, no perfect: "crushed". */
function pastOnly(view: View, verb: number): boolean {
  return toldAsPast(view, verb) && !perfect(view, verb);
}
