/** What tells two acts of one kind apart: what they were done to, another occasion, another spot, another count. */
import { ADV, type View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";

/** What tells two acts of one kind apart where neither has a day or a town of its own. */
export type Told = {
  /** Least and most that the words count: those arrested, the rounds that were fired. */
  readonly count: readonly [low: number, high: number] | null;
  /** The count is that of what was fired, which no two tellings of one act count otherwise. */
  readonly ofRounds: boolean;
  /** Lemma of the spot where it took place: "outside the market". */
  readonly spot: string | null;
  /** One person undergoes it, and the words give the act a day or a place: "Ms Roe was picked up in Luuka". */
  readonly alone: boolean;
};

const ACTS = /^(?:REP\.(?:ARREST|BEAT|DISPERSE|FORCE|LETHAL|OTHER)|LAW\.DETAIN)$/;
const NOTHING: Told = { count: null, ofRounds: false, spot: null, alone: false };

/** "Earlier, police fired …", "Elsewhere, two men were arrested", "In a separate incident, …": another act than those told before. */
export function onOtherOccasion(view: View, { type, head, sentence }: Trigger): boolean {
  if (!ACTS.test(type) || !view.verb(head) || view.is(head, "acl")) return false;
  const { tokens, cues, analysis } = view;
  const first = analysis.sentences.First[sentence]!;
  const other = (i: number) => tokens.Upos[i] === ADV && cues.otherOccasion!.has(tokens.Norm[i]!);
  if (other(first) && (tokens.Norm[first + 1] === "," || view.verb(tokens.Head[first]!))) return true;
  return view.children(head).some((k) => {
    // "were detained earlier in the day" may tell it again; "had been detained earlier" does not.
    if (view.is(k, "advmod")) return other(k) && (tokens.Norm[k] !== "earlier" || hadBeen(view, head));
    const occasion = view.is(k, "obl") && cues.occasions!.has(tokens.Lemma[k]!);
    return occasion && view.children(k).some((word) => cues.notThatOne!.has(tokens.Norm[word]!));
  });
}

function hadBeen(view: View, head: number): boolean {
  return view.children(head).some((k) => view.is(k, "aux") && view.tokens.Norm[k] === "had");
}

/** Count and spot of an act that a verb tells; `placed` where its words give it a day or a place. */
export function toldOf(view: View, { type, head, first, last }: Trigger, placed: boolean): Told {
  if (!ACTS.test(type) || !view.verb(head) || view.is(head, "acl")) return NOTHING;
  const { tokens, cues } = view;
  const fired: number[] = [];
  const spots: number[] = [];
  for (let i = first; i < last; i++) if (view.noun(i) && cues.rounds!.has(tokens.Lemma[i]!)) fired.push(i);
  for (const k of view.children(head)) {
    if (view.is(k, "obj") && cues.rounds!.has(tokens.Lemma[k]!)) fired.push(k);
    if (view.is(k, "obl") && cues.atSpot!.has(view.preposition(k) ?? "") && !somebody(view, k)) spots.push(k);
  }
  const counted = (fired.length > 0 ? fired : view.patients(head)).map((i) => view.quantityOf(i));
  const quantity = counted.find((q) => q !== null) ?? null;
  const low = quantity?.low ?? quantity?.value ?? null;
  const high = quantity?.high ?? (quantity?.hedge ? Number.POSITIVE_INFINITY : low);
  return {
    count: low === null || high === null ? null : [low, high],
    ofRounds: fired.length > 0,
    spot: spots.length > 0 ? tokens.Lemma[spots[0]!]!.toLowerCase() : null,
    alone: placed && quantity === null && onePerson(view, view.patients(head)),
  };
}

function somebody(view: View, i: number): boolean {
  const noun = view.classOf(i);
  return noun?.person === true && !noun.collective;
}

function onePerson(view: View, heads: readonly number[]): boolean {
  const [one] = heads;
  if (one === undefined || heads.length > 1 || !view.tokens.Feats[one]!.includes("Number=Sing")) return false;
  return somebody(view, one) && view.noun(one);
}

/** Whether the counts of two tellings cannot be of one act: of rounds by themselves, of people where each has its own spot. */
export function countedApart(here: Told, there: readonly Told[]): boolean {
  const many = (t: Told): boolean => !t.ofRounds && t.count !== null && t.count[0] > 1;
  if (here.alone && there.every(many)) return true;
  if (many(here) && there.every((t) => t.alone)) return true;
  if (here.count === null) return false;
  const [low, high] = here.count;
  const others = there.filter((t) => t.count !== null && t.ofRounds === here.ofRounds);
  if (others.length === 0 || others.some((t) => t.count![0] <= high && low <= t.count![1])) return false;
  if (here.ofRounds) return true;
  return (
    here.spot !== null && others.some((t) => t.spot !== null) && others.every((t) => t.spot !== here.spot)
  );
}

/** Of an act of state without a type of its own, or of a ban, which kind it is: a raid is no dismissal, an outlawed party no outlawed march. */
function kindOfAct(view: View, { first, last, head, type }: Trigger): string[] {
  const { tokens, cues } = view;
  const kinds = type === "REP.OTHER" ? ACTS_OF_STATE : BANS;
  const words = type === "REP.OTHER" ? [] : [...view.patients(head)];
  for (let i = first; i < last; i++) words.push(i);
  return kinds.filter((kind) =>
    words.some((i) => cues[kind]!.has(tokens.Lemma[i]!) || cues[kind]!.has(tokens.Norm[i]!)),
  );
}

const ACTS_OF_STATE = [
  "expelling",
  "raiding",
  "seizing",
  "punishingAtWork",
  "persecuting",
  "standingInTheWay",
];
const BANS = ["bannedGatherings", "bannedBodies", "bannedTravel", "bannedByLaw"];

const BY_OBJECT = new Set(["VIO.ARSON", "PRO.OCCUPY", "PRO.BLOCK"]);

/** How an armed attack was made, where its words say: an ambush is not the bomb of the same day. */
function attackKinds(view: View, trigger: Trigger): string[] {
  const { tokens, cues } = view;
  const out: string[] = [];
  for (let i = trigger.first; i < trigger.last; i++) {
    if (cues.bombWords!.has(tokens.Lemma[i]!)) out.push("bomb");
    if (cues.ambushWords!.has(tokens.Lemma[i]!)) out.push("ambush");
  }
  return out;
}

/** Whether the net, the press or the airwaves are silenced. */
function silenced(view: View, { first, last, head }: Trigger): string[] {
  const { tokens, cues } = view;
  const words = [...view.patients(head)];
  for (let i = first; i < last; i++) words.push(i);
  const among = (list: ReadonlySet<string>): boolean =>
    words.some((i) => list.has(tokens.Lemma[i]!) || list.has(tokens.Norm[i]!));
  return [
    ...(among(cues.netWords!) ? ["net"] : []),
    ...(among(cues.printWords!) ? ["print"] : []),
    ...(among(cues.airWaves!) ? ["air"] : []),
  ];
}

/** Lemmas of the things acted upon, for acts that are told apart by them: what was burnt, what was occupied. */
export function objectsOf(view: View, trigger: Trigger): string[] {
  if (trigger.type === "VIO.ARMED" && !trigger.case.loose) return attackKinds(view, trigger);
  if (trigger.type === "REP.CENSOR") return silenced(view, trigger);
  if (trigger.type === "REP.OTHER" || trigger.type === "REP.RESTRICT") return kindOfAct(view, trigger);
  if (!BY_OBJECT.has(trigger.type)) return [];
  return objectHeads(view, trigger)
    .map((i) => view.tokens.Lemma[i]!.toLowerCase())
    .filter((lemma) => !view.cues.anyBuilding!.has(lemma));
}

/** The nouns for what an act is done to. */
export function objectHeads(view: View, trigger: Trigger): number[] {
  const heads = [...view.patients(trigger.head)];
  for (let i = trigger.first; i < trigger.last; i++) {
    if (i !== trigger.head && view.noun(i) && view.is(i, "obl")) heads.push(i);
  }
  // "set fire to a shop"
  for (const i of trigger.type === "VIO.ARSON" ? view.children(trigger.head) : [])
    if (i >= trigger.last && view.is(i, "obl") && view.preposition(i) === "to") heads.push(i);
  return heads;
}
