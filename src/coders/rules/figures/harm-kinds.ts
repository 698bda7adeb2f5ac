/** The kind of harm that a word tells: deaths, injured, arrested, missing, displaced. */
import type { FigureKind } from "../../../model/coding.js";
import type { View } from "../reading/view.js";

export const KINDS: readonly [FigureKind, string][] = [
  ["deaths", "deaths"],
  ["injured", "injured"],
  ["arrested", "arrested"],
  ["missing", "missing"],
  ["displaced", "displaced"],
];

const NO_LIFE_LOST = /^(?:- )?(?:threatening|support|sentence|saving|altering|changing|jacket)/;

/** The kind of harm that a word tells, or null. */
export function harmOf(view: View, i: number): FigureKind | null {
  const { tokens, cues } = view;
  const lemma = tokens.Lemma[i]!;
  const norm = tokens.Norm[i]!;
  // "on death row", "a death sentence": nobody has died.
  if (cues.deathsNotBefore!.has(tokens.Lemma[i + 1] ?? "") && lemma === "death") return null;
  // "life-threatening injuries", "on life support"
  if (lemma === "life" && NO_LIFE_LOST.test(`${tokens.Norm[i + 1]} ${tokens.Norm[i + 2]}`)) return null;
  // "saved many lives"
  if (lemma === "life" && [1, 2, 3].some((back) => view.cues.savingLives!.has(tokens.Lemma[i - back] ?? "")))
    return null;
  // "two of them did not survive"
  if (lemma === "survive" && view.verb(i) && /^(?:not|n['’]t)$/.test(tokens.Norm[i - 1] ?? ""))
    return "deaths";
  // "shot down ten drones"
  if (tokens.Norm[i + 1] === "down" && norm === "shot") return null;
  // "were burnt alive", "gunned down three men"
  if (tokens.Norm[i + 1] === "alive" && view.verb(i) && cues.burning!.has(lemma)) return "deaths";
  if (cues.downed!.has(lemma) && view.verb(i) && tokens.Norm[i + 1] === "down") return "deaths";
  for (const [kind, cue] of KINDS) if (cues[cue]!.has(lemma) || cues[cue]!.has(norm)) return kind;
  // "were driven from their homes", "forced off their land"
  if (cues.drivingOut!.has(lemma) && view.verb(i) && fromHome(view, i)) return "displaced";
  // "were struck by bullets", "hit by gunfire": as of those shot, whether they died is for other words to say.
  if (cues.hitting!.has(lemma) && view.verb(i) && tokens.Norm[i + 1] === "by")
    for (let k = i + 2; k < i + 6; k++) if (cues.missiles!.has(tokens.Lemma[k] ?? "")) return "deaths";
  // "Shots rang out; five people were hit"
  if (cues.hitting!.has(lemma) && view.verb(i) && view.passive(i) && shotsBefore(view, i)) return "deaths";
  // "gunfire struck two boys and three others"
  if (cues.hitting!.has(lemma) && view.verb(i) && !view.passive(i))
    if (view.agents(i).some((k) => cues.missiles!.has(tokens.Lemma[k]!) && k < i)) return "deaths";
  if (cues.catchingUp!.has(lemma) && view.verb(i) && tokens.Norm[i + 1] === "up") return "arrested";
  // "were led away in handcuffs", "hauled off 22 protesters"
  if (cues.leadingOff!.has(lemma) && view.verb(i) && ledAway(view, i)) return "arrested";
  // "be held for another 15 days"
  if (cues.keepingIn!.has(lemma) && norm === "held" && tokens.Lemma[i - 1] === "be" && heldFor(view, i))
    return "arrested";
  // "the 60 people held overnight", "were held in custody", "the number of those held since"
  if (cues.keepingIn!.has(lemma) && norm === "held" && (HELD.has(tokens.Norm[i + 1] ?? "") || those(view, i)))
    return "arrested";
  // "lost 12 soldiers"
  if (cues.losing!.has(lemma) && view.verb(i) && lostForces(view, i)) return "deaths";
  return null;
}

/** Whether shots are told of right before: in the sentence of token `i`, or in the one before it. */
function shotsBefore({ tokens, analysis }: View, i: number): boolean {
  const from = analysis.sentences.First[Math.max(0, tokens.Sentence[i]! - 1)]!;
  for (let k = i - 1; k >= from; k--) if (SHOTS.has(tokens.Norm[k]!)) return true;
  return false;
}
const SHOTS = new Set([
  "gunfire",
  "gunshots",
  "shots",
  "shot",
  "bullet",
  "bullets",
  "shooting",
  "gunman",
  "gunmen",
]);

/** "led away in handcuffs", "bundled into a police van"; hauled off they are by any words. */
function ledAway({ tokens, cues }: View, i: number): boolean {
  const next = tokens.Norm[i + 1] ?? "";
  if (next !== "away" && next !== "off" && next !== "into") return false;
  if (cues.haulingOff!.has(tokens.Lemma[i]!)) return next !== "into";
  for (let k = i + 2; k < i + AWAY_REACH && tokens.Sentence[k] === tokens.Sentence[i]; k++)
    if (cues.captors!.has(tokens.Lemma[k]!)) return true;
  return false;
}
const AWAY_REACH = 9;

/** "held for another 15 days": so long; not for a ransom, nor for somebody. */
function heldFor({ tokens, analysis }: View, i: number): boolean {
  if (tokens.Norm[i + 1] !== "for") return false;
  const at = tokens.Start[i + 2] ?? 0;
  return analysis.times.some(({ start, end, type }) => type === "DURATION" && start <= at + 12 && at < end);
}

/** "those held since": people, and nothing that they held. */
function those(view: View, i: number): boolean {
  const { Norm } = view.tokens;
  const people = Norm[i - 1] === "those" || (view.noun(i - 1) && view.classOf(i - 1)?.person === true);
  return people && STAYS.has(Norm[i + 1] ?? ".");
}
const STAYS = new Set(["since", "by", "in", "at", "after", "under", "there", "so", "on", ".", ",", ";"]);

/** Forces that were lost are dead: the object is of soldiers, police or fighters. */
function lostForces(view: View, i: number): boolean {
  const object = view.child(i, "obj");
  const made = object < 0 ? null : view.classOf(object);
  if (made?.person !== true || made.collective) return false;
  // "the rebels lost four men"
  const armed = (k: number): boolean =>
    view.classOf(k)?.state === true || view.classOf(k)?.armedNonState === true;
  return armed(object) || (MEN.has(view.tokens.Lemma[object]!) && view.agents(i).some(armed));
}

const MEN = new Set(["man", "member", "fighter", "comrade"]);

/** "forced off their land", "drove thousands from their homes" */
function fromHome({ tokens, cues }: View, i: number): boolean {
  for (let k = i + 1; k < i + HOME_REACH && tokens.Sentence[k] === tokens.Sentence[i]; k++)
    if (OUT.has(tokens.Norm[k]!))
      for (let n = k + 1; n < k + 4; n++) if (cues.homes!.has(tokens.Lemma[n] ?? "")) return true;
  return false;
}
const HOME_REACH = 9;
const OUT = new Set(["from", "out", "off"]);
const HELD = new Set(["overnight", "without", "incommunicado"]);
