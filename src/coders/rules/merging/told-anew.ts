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
};

const ACTS = /^REP\.(?:ARREST|BEAT|DISPERSE|FORCE|LETHAL|OTHER)$/;
const NOTHING: Told = { count: null, ofRounds: false, spot: null };

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

/** Count and spot of an act that a verb tells. */
export function toldOf(view: View, { type, head, first, last }: Trigger): Told {
  if (!ACTS.test(type) || !view.verb(head) || view.is(head, "acl")) return NOTHING;
  const { tokens, cues } = view;
  const fired: number[] = [];
  const spots: number[] = [];
  for (let i = first; i < last; i++) if (cues.rounds!.has(tokens.Lemma[i]!)) fired.push(i);
  for (const k of view.children(head)) {
    if (view.is(k, "obj") && cues.rounds!.has(tokens.Lemma[k]!)) fired.push(k);
    if (view.is(k, "obl") && cues.atSpot!.has(view.preposition(k) ?? "") && view.classOf(k)?.person !== true)
      spots.push(k);
  }
  const counted = (fired.length > 0 ? fired : view.patients(head)).map((i) => view.quantityOf(i));
  const quantity = counted.find((q) => q !== null) ?? null;
  const low = quantity?.low ?? quantity?.value ?? null;
  const high = quantity?.high ?? (quantity?.hedge ? Number.POSITIVE_INFINITY : low);
  return {
    count: low === null || high === null ? null : [low, high],
    ofRounds: fired.length > 0,
    spot: spots.length > 0 ? tokens.Lemma[spots[0]!]!.toLowerCase() : null,
  };
}

/** Whether the counts of two tellings cannot be of one act: of rounds by themselves, of people where each has its own spot. */
export function countedApart(here: Told, there: readonly Told[]): boolean {
  if (here.count === null) return false;
  const [low, high] = here.count;
  const others = there.filter((t) => t.count !== null && t.ofRounds === here.ofRounds);
  if (others.length === 0 || others.some((t) => t.count![0] <= high && low <= t.count![1])) return false;
  if (here.ofRounds) return true;
  return (
    here.spot !== null && others.some((t) => t.spot !== null) && others.every((t) => t.spot !== here.spot)
  );
}

const BY_OBJECT = new Set(["VIO.ARSON", "PRO.OCCUPY", "PRO.BLOCK"]);
/** Words that may stand for any building, and what a road is blocked with. */
const ANY_BUILDING = new Set([
  "traffic",
  "tyre",
  "tire",
  "boulder",
  "rock",
  "log",
  "tree",
  "building",
  "premises",
  "property",
  "place",
  "site",
  "it",
  "fire",
  "structure",
]);

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

/** Lemmas of the things acted upon, for acts that are told apart by them: what was burnt, what was occupied. */
export function objectsOf(view: View, trigger: Trigger): string[] {
  if (trigger.type === "VIO.ARMED" && !trigger.case.loose) return attackKinds(view, trigger);
  if (!BY_OBJECT.has(trigger.type)) return [];
  return objectHeads(view, trigger)
    .map((i) => view.tokens.Lemma[i]!.toLowerCase())
    .filter((lemma) => !ANY_BUILDING.has(lemma));
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
