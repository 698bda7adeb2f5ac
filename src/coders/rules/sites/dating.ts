/** What the time of a trigger makes its date: since when, until when, or the days named. */
import type { EventDate } from "../../../model/coding.js";
import { daysNamed } from "../../../text/times/times.js";
import type { View } from "../reading/view.js";
import { definite, withParticle } from "../triggers/embedders.js";
import type { Trigger } from "../triggers/triggers.js";
import { atThatTime, whenAfter } from "./compared.js";
import { asDate, type TimeAt } from "./when.js";

/** So many words upwards a time or a clause is followed. */
const CLAUSES_UP = 4;

/** "since the February 2021 coup", "since May, when the army took over": the coup is of that month, what follows is since then. */
export function dateOf(view: View, trigger: Trigger, { time, head }: TimeAt): EventDate {
  const date = asDate(view.analysis.text, time);
  if (CLOSED.has(time.precision) && time.from && sinceAnother(view, trigger, head)) {
    view.why?.note(trigger, "date.since_other", time);
    const edtf = `${time.from}/..`;
    return { ...date, end: null, edtf, precision: "O", rule: `since+${date.rule}` };
  }
  if (time.precision === "D" && time.from !== null && ended(view, trigger, head)) {
    const edtf = `../${time.from}`;
    return { ...date, start: null, edtf, precision: "I", rule: `ended+${date.rule}` };
  }
  const till = time.rule.startsWith("until+") && putOff(view, trigger) ? daysNamed(time) : null;
  if (till?.from && till.to && till.from === till.to) {
    view.why?.note(trigger, "date.since_named", time);
    return { ...date, start: till.from, end: till.to, edtf: till.from, precision: "D" };
  }
  if (time.precision !== "O" || !time.rule.startsWith("since+")) return date;
  const since = view.verb(trigger.head)
    ? sinceDone(view, trigger)
    : view.preposition(trigger.head) === "since";
  if (!since && !whenAfter(view, trigger, time) && !atThatTime(view, trigger, time)) return date;
  const named = daysNamed(time);
  if (!named?.from || !named.to) return date;
  const days = (Date.parse(named.to) - Date.parse(named.from)) / 86_400_000;
  // "since Monday until June 15": days that run backwards name no time.
  if (days < 0) return date;
  const precision = days === 0 ? "D" : days < 7 ? "R" : days < 8 ? "W" : days < 32 ? "M" : "Y";
  view.why?.note(trigger, "date.since_named", time);
  return { ...date, start: named.from, end: named.to, edtf: `${named.from}/${named.to}`, precision };
}

const CLOSED = new Set(["D", "R", "W", "M", "Y"]);

/** "since the beginning of the crisis in April 2018, police have jailed": the time is that of what began. */
function sinceAnother(view: View, trigger: Trigger, time: number): boolean {
  const { tokens } = view;
  let i = tokens.Head[time]!;
  for (let hop = 0; hop < CLAUSES_UP && i >= 0; hop++, i = tokens.Head[i]!) {
    if (view.verb(i) || (i >= trigger.first && i < trigger.last)) return false;
    if (view.noun(i) && view.preposition(i) === "since") return true;
  }
  return false;
}

/** Acts that last: the day that one of them ended is the end of its days. */
const LASTS = /^(PRO\.(STRIKE|GENSTRIKE|OCCUPY|BLOCK|HUNGER|WAVE)|REP\.(EMERGENCY|RESTRICT|CENSOR))$/;

/** "the curfew ended early on Tuesday", "the strike was called off on Monday": since when it went on the words do not say. */
function ended(view: View, { type, head }: Trigger, time: number): boolean {
  const { tokens, cues } = view;
  const verb = tokens.Head[head]!;
  if (!LASTS.test(type) || verb < 0 || !view.verb(verb)) return false;
  // "ended their hunger strike on Sunday", "lifted the curfew on Friday"
  if (view.is(head, "obj") || tokens.Deprel[head] === "nsubj:pass")
    return (
      cues.endedBy!.has(tokens.Lemma[verb]!) &&
      definite(view, head) &&
      tokens.Feats[verb]!.includes("Tense=Past") &&
      tokens.Head[time] === verb &&
      view.preposition(time) !== "until"
    );
  if (!view.is(head, "nsubj")) return false;
  return (
    cues.runningOut!.has(tokens.Lemma[verb]!) &&
    tokens.Head[time] === verb &&
    view.preposition(time) !== "until"
  );
}

/** "put off its ruling until 18 May", "the march was postponed until Friday": that is the day it is set for now. */
function putOff(view: View, { head }: Trigger): boolean {
  const { tokens, cues } = view;
  const verb = tokens.Head[head]!;
  if (!view.noun(head) || verb < 0 || !view.verb(verb)) return false;
  const carried =
    view.is(head, "obj") ||
    tokens.Deprel[head] === "nsubj:pass" ||
    (view.is(head, "nsubj") && view.passive(verb));
  return (
    carried &&
    (cues.puttingOffVerbs!.has(tokens.Lemma[verb]!) || cues.puttingOffVerbs!.has(withParticle(view, verb)))
  );
}

/** So many words may stand between a "since" and the verb of its clause. */
const SUBJECT = 8;

/** "since the army last week bombed the town": the verb is that of the clause behind the "since". */
function sinceDone(view: View, { head, sentence }: Trigger): boolean {
  const { Norm, Sentence } = view.tokens;
  for (let i = head - 1; i >= 0 && head - i <= SUBJECT && Sentence[i] === sentence; i--) {
    if (Norm[i] === "since") return true;
    if (view.verb(i) || Norm[i] === ",") return false;
  }
  return false;
}
