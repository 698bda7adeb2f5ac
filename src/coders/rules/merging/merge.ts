/** Brings the tellings of one event together: within a report, one event is one record and its other tellings are mentions. */
import type { EventDate, EventPlace } from "../../../model/coding.js";
import type { Words } from "../../../model/why.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import { UNREAL } from "../actuality/stated.js";
import { type View, wordsAt } from "../reading/view.js";
import { compatible } from "./compatible.js";
import { type Counts, countsOthers } from "./counts.js";
import { disjoint } from "./days.js";
import { acrossForces, differentPersons, otherCallers, otherDoers } from "./doers.js";
import type { Draft } from "./drafts.js";
import { onlySupposed, onlyToll, onlyWhich } from "./no-event.js";
import { ofOtherStates } from "./states-behind.js";
import { otherStrikers } from "./strikers.js";
import { sumAndAct, toldInPassing } from "./sums.js";
import { countedApart } from "./told-anew.js";
import { otherWar } from "./wars.js";

export type Cluster = {
  readonly drafts: Draft[];
  /** Type of the first telling that is not loose. */
  type: string;
};

/** Great-circle distance in kilometres. */
export function kilometres(a: EventPlace, b: EventPlace): number | null {
  if (a.lat === null || a.lon === null || b.lat === null || b.lon === null) return null;
  const rad = Math.PI / 180;
  const x =
    Math.sin(((b.lat - a.lat) * rad) / 2) ** 2 +
    Math.cos(a.lat * rad) * Math.cos(b.lat * rad) * Math.sin(((b.lon - a.lon) * rad) / 2) ** 2;
  return 12742 * Math.asin(Math.min(1, Math.sqrt(x)));
}

/** Acts of speaking: each is its own, unless told again by the same word or pointed back to. */
const SPOKEN = /^POL\.(?!CALL)/;
const PERSONAL = /^(POL\.(?!CALL)|GOV\.(RESIGN|DISMISS|APPOINT|REMOVE)|LAW\.|VIO\.(KILL|ABDUCT))/;

const PERIOD = new Set(["O", "I"]);
/** "since May", "this year": what is counted over such a time is a sum. */
const overTime = ({ precision, rule }: EventDate): boolean => PERIOD.has(precision) || rule === "this-year";
const CLOSED = new Set(["D", "R", "W", "M"]);

function lasting(type: string): boolean {
  return (
    type === "PRO.STRIKE" ||
    type === "PRO.WAVE" ||
    type === "PRO.OCCUPY" ||
    type === "PRO.HUNGER" ||
    type === "PRO.BLOCK"
  );
}

/** So many sentences away an act without a day that somebody else did is another. */
const ANEW = 3;
/** So many sentences after an event a loose word may still mean it that would by itself be of another type. */
const OF_OTHER_TYPE = 8;
const MENTION_OF_OTHER_TYPE = 4;
/** So many sentences before its event a loose word may stand, and how long the opening is that may look further ahead. */
const AHEAD = 8;
const OPENING = 6;
/** Within so many kilometres two sites may be one. */
export const NEAR_KM = 25;
const FINE = new Set(["G0", "G1", "G2"]);

/** "Earlier this year, a similar march took place": told of by the way, so that "the march" after it is the report's own. */
function lookedBack(told: readonly Draft[]): boolean {
  const dated = told.filter((d) => d.date !== null);
  return dated.length > 0 && dated.every((d) => COARSE.has(d.date!.precision));
}

const OVER_TIME = new Set(["campaign", "aggregate"]);
const COARSE = new Set(["M", "Y", "I"]);
const LOOKED_BACK = 0.7;

const TO_COME = new Set(["planned", "called_for", "promised", "threatened"]);
function triedAndToCome(a: Draft, b: Draft): boolean {
  return (
    (a.actuality === "attempted" && TO_COME.has(b.actuality)) ||
    (b.actuality === "attempted" && TO_COME.has(a.actuality))
  );
}

/** What crowds do when they hear of an act is not that act. */
const SET_OFF = /^(?:PRO|VIO\.ARSON)/;

const AT_LARGE = new Set(["VIO.ARSON", "VIO.ARMED", "PRO.RIOT", "VIO.CLASH"]);

/** Why a telling cannot be of the event (null: it is of another type), or how well it fits (higher is better). */
function fitness(view: View, draft: Draft, cluster: Cluster, counts: Counts): number | ReasonCode | null {
  if (!compatible(draft, cluster.type)) return null;
  // "protests against the killing": what a protest answers to is no outcome of it.
  if (draft.before && draft.type !== cluster.type && SET_OFF.test(cluster.type)) return "mention.outcome";
  const outcome = draft.trigger.case.outcome === true;
  const all = cluster.drafts;
  const last = all[all.length - 1]!;
  // Of an event told very often the first and the last tellings speak for the rest.
  const told = all.length > 16 ? [...all.slice(0, 6), ...all.slice(-10)] : all;
  const gap = draft.trigger.sentence - last.trigger.sentence;
  // What is told again is told first; only an opening looks ahead.
  const ahead = all[0]!.trigger.sentence - draft.trigger.sentence;
  if (ahead > AHEAD && draft.trigger.sentence > OPENING) return "mention.ahead";
  // "Protesters gathered again. … The unrest followed a march last week": what is told first as new was not told before.
  if (ahead > 0 && draft.trigger.sentence > 1 && all[0]!.brought && (all[0]!.date || all[0]!.fresh))
    return "mention.ahead";
  if (
    gap > ANEW &&
    draft.date === null &&
    !draft.deed &&
    /^(REP|VIO)/.test(draft.type) &&
    otherDoers(draft, told)
  )
    return "mention.doers";
  if (draft.type !== cluster.type && acrossForces(draft, told)) return "mention.doers";
  const reach = draft.trigger.case.mention ? MENTION_OF_OTHER_TYPE : OF_OTHER_TYPE;
  if (cluster.type !== draft.type && gap > reach) return "mention.reach";
  // Weak tellings come after the strong ones of the whole report, so the event may be told further on.
  let near = Number.POSITIVE_INFINITY;
  for (const d of told) near = Math.min(near, Math.abs(draft.trigger.sentence - d.trigger.sentence));
  // "violence" is what mobs do: of a firing by police it speaks only right beside it.
  if (draft.trigger.group === "violence" && cluster.type === "REP.LETHAL" && near > 1) return "mention.reach";
  if (
    near > 0 &&
    draft.type === "VIO.KILL" &&
    view.cues.chosenKillings!.has(draft.head) &&
    AT_LARGE.has(cluster.type)
  )
    return "mention.outcome";
  let score = cluster.type === draft.type ? 3 : 0;
  const { loose, mention } = draft.trigger.case;
  const toldBefore = gap > 0 && told.every((d) => d.trigger.sentence !== draft.trigger.sentence);
  if (draft.fresh && toldBefore && !draft.definite) return "mention.fresh";
  // "were freed and rearrested": not the arrest before.
  if (view.cues.doneAnew!.has(draft.head) && !told.some((d) => d.head === draft.head)) return "mention.fresh";
  // "the protest had spread to Gulu. … Residents blocked the road": what is told as another is none of another kind that is told later.
  if (draft.fresh && !draft.definite && ahead > 0 && draft.type !== cluster.type) return "mention.fresh";
  // "the second attack" is neither the first nor one told before.
  const nths = told.map((d) => d.nth).filter((nth) => nth !== null);
  // "The second blast hit those who ran to help": of one place, one day and one toll, it is a part of the whole.
  const own = draft.date !== null || draft.places.length > 0 || draft.actors.length > 0;
  const other = draft.nth !== null && own && !nths.includes(draft.nth);
  if (other && (toldBefore || nths.length > 0)) return "mention.fresh";
  const unreal = UNREAL.has(draft.actuality);
  const unrealThere = told.every((d) => UNREAL.has(d.actuality));
  if (unreal !== unrealThere) {
    // "Protests went on. … We want more uprisings": what is told first as true is no telling of a wish.
    if (!unreal && ahead > 0 && !draft.trigger.case.mention) return "mention.unreal";
    if (!(unreal ? draft.definite : loose || draft.definite)) return "mention.unreal";
    // "A march is planned for Friday. … Students held protests on campus": another.
    if (
      !unreal &&
      !mention &&
      (draft.done || (!draft.definite && (draft.brought || draft.type !== cluster.type)))
    )
      return "mention.unreal";
    // "had not demonstrated": what did take place is no telling of it.
    if (!unreal && told.every((d) => d.actuality === "denied") && !draft.trigger.case.mention)
      return "mention.denied";
    score -= 2;
    if (draft.date) return "mention.unreal";
  } else if (unreal && draft.actuality === cluster.drafts[0]!.actuality) score += 1;
  // "tried to hold a rally. … the march on Sunday": what was tried is not what is to come.
  else if (unreal && draft.date && triedAndToCome(draft, cluster.drafts[0]!)) return "mention.unreal";
  else if (unreal && draft.type !== cluster.type) return "mention.unreal";
  const past = draft.actuality === "historical";
  const pastThere = cluster.drafts[0]!.actuality === "historical";
  if (past !== pastThere && (draft.date || past)) return "mention.past";
  // "Violence flared in two towns. … the worst since the unrest of 2012": what is told first is none of years ago.
  if (pastThere && !past && ahead > 0) return "mention.past";
  // "When they protested, police arrested several": an act told anew is none of years ago, unless told right after it.
  if (past !== pastThere && !draft.definite && !loose && !mention && gap > 2) return "mention.past";
  if (past !== pastThere) score -= 2;
  if (SPOKEN.test(draft.type) && !draft.definite && !told.some((d) => d.head === draft.head))
    return "mention.persons";
  // "several exercises, including a drill with the navy": a part is no telling of the whole, nor of another part.
  if (draft.within !== null && told.some((d) => d.trigger.sentence === draft.trigger.sentence))
    return "mention.part";
  if (PERSONAL.test(draft.type) && differentPersons(view, draft, told)) return "mention.persons";
  if (draft.type === cluster.type && ofOtherStates(view, draft, told)) return "mention.doers";
  if (draft.type === "POL.CALL" && otherCallers(view, draft, told)) return "mention.persons";
  if (!draft.definite && countsOthers(draft, told, counts)) return "mention.count";
  // A toll of a period is no telling of one day's event.
  const { loose: isLoose } = draft.trigger.case;
  const period = draft.date !== null && PERIOD.has(draft.date.precision);
  const summed = draft.scope === "aggregate" || draft.scope === "campaign";
  if (!isLoose && summed && last.scope === "event" && draft.type.startsWith("REP")) return "mention.sum";
  if (summed && period && last.scope === "event" && draft.type.startsWith("VIO")) return "mention.sum";
  if (sumAndAct(draft, told, cluster.type)) return "mention.sum";
  // "an assault in August", told as one of its own, is no telling of the war.
  if (draft.fresh && draft.date && !draft.definite && last.scope === "campaign") return "mention.sum";
  // "the attack" is none of it either.
  const whole = cluster.type === "VIO.ARMED" && told.every((d) => d.scope === "campaign");
  if (whole && draft.scope === "event" && draft.trigger.group === "attack") return "mention.sum";
  if (
    toldBefore &&
    !draft.definite &&
    countedApart(
      draft.told,
      told.map((d) => d.told),
    )
  )
    return "mention.count";
  const oneAct = told.some(
    (d) => d.trigger.head === draft.under || d.under === draft.trigger.head || conjoined(view, d, draft),
  );
  if (draft.type !== cluster.type && told.some((d) => listed(view, d, draft))) return "mention.part";
  if (draft.objects.length > 0 && !oneAct) {
    const there = told.flatMap((d) => d.objects);
    if (there.length > 0 && !draft.objects.some((lemma) => there.includes(lemma))) return "mention.objects";
  }
  if (
    draft.type === "PRO.WAVE" &&
    cluster.type !== "PRO.WAVE" &&
    draft.date &&
    PERIOD.has(draft.date.precision)
  )
    return "mention.period";
  // "after weeks of protests. … last week's march": a day or a week of it is not the whole.
  const weeks = told.some((d) => d.type === "PRO.WAVE" && view.cues.periods!.has(d.head));
  if (weeks && draft.date && CLOSED.has(draft.date.precision) && !view.cues.periods!.has(draft.head))
    return "mention.period";
  // "crushed the rebellion. … the bombings of 21 April 2019"
  const spread = past && pastThere && told.every((d) => d.date === null && OVER_TIME.has(d.scope));
  if (spread && draft.date?.precision === "D") return "mention.period";
  if (otherStrikers(view, draft, told) || otherWar(view, draft, told)) return "mention.persons";
  // A strike lasts: the day it began and the day of the report are days of one strike.
  const strikes = draft.type === "PRO.STRIKE" && cluster.type === "PRO.STRIKE" && !past && !pastThere;
  let dated = false;
  for (const other of told) {
    if (!draft.date || !other.date) continue;
    // "condemned on Monday an attack in which nine died on Sunday": the day of the answer tells nothing apart.
    if (draft.answered !== other.answered && draft.trigger.sentence === other.trigger.sentence) continue;
    if (disjoint(draft.date, other.date) && !(strikes && !UNREAL.has(draft.actuality))) return "mention.day";
    // One day or month, and a period that happens to hold it, are two things: an execution, and the killings since a coup.
    if (CLOSED.has(draft.date.precision) && overTime(other.date) && !lasting(cluster.type))
      return "mention.period";
    if (CLOSED.has(other.date.precision) && overTime(draft.date) && !lasting(cluster.type))
      return "mention.period";
    dated = true;
  }
  if (dated) score += 2;
  const here = draft.places[0];
  let sited = false;
  for (const other of told) {
    const there = other.places[0];
    if (!here || !there) continue;
    const km = kilometres(here, there);
    if (km !== null && FINE.has(here.precision) && FINE.has(there.precision)) {
      if (km > NEAR_KM) return "mention.place";
      sited = true;
    } else if (here.country && there.country && here.country !== there.country) return "mention.country";
  }
  if (sited) score += 1;
  if (
    draft.scope !== last.scope &&
    (draft.scope === "campaign" || last.scope === "campaign") &&
    !(loose || mention)
  ) {
    if (draft.type !== cluster.type) return "mention.campaign";
    score -= 1;
  }
  // "the killings" points back to killings, however far.
  const back = draft.definite && view.noun(draft.trigger.head) && cluster.type === draft.type;
  if (outcome && !back && (near > 2 || (draft.inProtest && !cluster.type.startsWith("PRO"))))
    return "mention.outcome";
  if (outcome && cluster.type === "REP.DISPERSE") return "mention.outcome";
  if (outcome && near === 0) score += 3;
  const deadly = ["VIO.ARMED", "VIO.ARSON", "REP.LETHAL"].includes(cluster.type);
  if (outcome && deadly) score += 2;
  else if (outcome && cluster.type.startsWith("VIO")) score += 1;
  if (!draft.date && !here && near > 0 && lookedBack(all)) score -= LOOKED_BACK;
  score -= Math.min(near, 12) * 0.15;
  return score;
}

/** "squatted on the line and put logs on the track": two ways in which the same people block at once. */
function conjoined(view: View, before: Draft, draft: Draft): boolean {
  const [one, two] = [before.trigger.head, draft.trigger.head];
  if (draft.type !== "PRO.BLOCK" || !view.verb(two) || before.trigger.sentence !== draft.trigger.sentence)
    return false;
  if (view.child(two, "nsubj", "nsubj:pass") >= 0 || !view.verb(one)) return false;
  const agents = view.agents(one);
  return view.agents(two).some((agent) => agents.includes(agent));
}

/** "suicide attacks, targeted killings and bombings": acts of several kinds side by side in one list. */
function listed(view: View, before: Draft, draft: Draft): boolean {
  const [one, two] = [before.trigger.head, draft.trigger.head];
  if (before.trigger.sentence !== draft.trigger.sentence || !view.noun(one) || !view.noun(two)) return false;
  const plural = (i: number) => view.tokens.Feats[i]!.includes("Number=Plur");
  if (!plural(one) || !plural(two)) return false;
  return view.conjuncts(one).includes(two) || view.conjuncts(two).includes(one);
}

/** So many of the last events are looked at: a report has far fewer, and an archive in one text stays linear. */
const MOST_COMPARED = 150;

/** Groups drafts in reading order; each joins the event that it fits best, or begins a new one. */
export function merge(view: View, drafts: readonly Draft[], counts: Counts): Cluster[] {
  const clusters: Cluster[] = [];
  // Words for outcomes and re-tellings join what the stronger words made, also when they stand first in their sentence.
  const strong = drafts.filter(
    (d) => !d.trigger.case.outcome && !d.trigger.case.mention && !d.trigger.case.loose,
  );
  const weak = drafts.filter((d) => d.trigger.case.outcome || d.trigger.case.mention || d.trigger.case.loose);
  const place = (draft: Draft, no: ReasonCode | null) => {
    let best: Cluster | null = null;
    let bestScore = Number.NEGATIVE_INFINITY;
    let sibling: Cluster | null = null;
    for (const cluster of clusters.slice(-MOST_COMPARED)) {
      const score = fitness(view, draft, cluster, counts);
      if (typeof score !== "number") {
        if (score === "mention.fresh" && draft.nth !== null) sibling = cluster;
        if (score !== null) noteApart(view, draft, cluster, score);
      } else {
        const loser: Cluster | null = score > bestScore ? best : cluster;
        if (loser) noteApart(view, draft, loser, "mention.worse");
        if (loser === cluster) continue;
        bestScore = score;
        best = cluster;
      }
    }
    if (best) {
      if (view.why) noteJoined(view, draft, best, bestScore);
      best.drafts.push(draft);
    } else if (no === null) clusters.push({ drafts: [draft], type: draft.type });
    // "Two bombings struck Kabul. The first attack killed three": one of those told of together.
    else if (sibling) clusters.push({ drafts: [draft], type: sibling.type });
    else noteDropped(view, draft, no);
  };
  for (const draft of strong)
    place(
      draft,
      onlySupposed(view, draft) ? "trigger.supposed" : onlyWhich(view, draft) ? "trigger.which" : null,
    );
  for (const draft of weak)
    place(
      draft,
      draft.trigger.case.mention && !(draft.date && (draft.fresh || toldInPassing(draft)))
        ? "trigger.mention"
        : onlyToll(draft)
          ? "trigger.toll"
          : onlySupposed(view, draft)
            ? "trigger.supposed"
            : null,
    );
  implyProtest(weak, clusters);
  for (const cluster of clusters) cluster.drafts.sort((a, b) => a.trigger.first - b.trigger.first);
  return clusters.sort((a, b) => a.drafts[0]!.trigger.first - b.drafts[0]!.trigger.first);
}

const ANSWERS = /^REP\.(FORCE|DISPERSE|BEAT|LETHAL)$/;

/** "Police fired tear gas at protesters": where the report tells no protest, those whom force was used on imply one. */
function implyProtest(weak: readonly Draft[], clusters: Cluster[]): void {
  if (clusters.some(({ type }) => type.startsWith("PRO"))) return;
  const answers = clusters
    .filter(({ type }) => ANSWERS.test(type))
    .flatMap(({ drafts }) => drafts)
    .filter(({ actuality }) => actuality === "happened" || actuality === "ongoing");
  const told = weak.filter(
    (d) =>
      d.trigger.group === "protesters" &&
      answers.some((answer) => answer.trigger.sentence === d.trigger.sentence) &&
      !UNREAL.has(d.actuality),
  );
  if (told.length > 0) clusters.push({ drafts: told, type: "PRO.DEMO" });
}

function wordsOf(view: View, { trigger }: Draft): Words {
  return wordsAt(view, trigger.first, trigger.last);
}

function noteApart(view: View, draft: Draft, cluster: Cluster, code: ReasonCode): void {
  if (view.why === null) return;
  const given = { type: draft.type, other: cluster.type };
  view.why.note(draft.trigger, code, wordsOf(view, draft), given, [wordsOf(view, cluster.drafts[0]!)]);
}

function noteJoined(view: View, draft: Draft, cluster: Cluster, score: number): void {
  const given = { type: draft.type, other: cluster.type, score: Math.round(score * 100) / 100 };
  const cues = [wordsOf(view, cluster.drafts[0]!)];
  view.why?.note(draft.trigger, "mention.joined", wordsOf(view, draft), given, cues);
}

function noteDropped(view: View, draft: Draft, code: ReasonCode): void {
  const { why } = view;
  if (why === null) return;
  why.note(view, code, wordsOf(view, draft), { type: draft.type });
  for (const note of why.notes(draft.trigger))
    if (note.code.startsWith("mention.")) why.note(view, note.code, note.words, note.given, note.cues);
}
