/**
 * What a number counts, read in the order of the words: the number, its noun, and the next deciding word on either side
 * within the clause. It needs tags but no tree, so a wrong arc does not lose a figure.
 */
import type { FigureKind } from "../../../model/coding.js";
import { OPENERS } from "../reading/clause-words.js";
import { ADJ, ADP, AUX, DET, NOUN, NUM, PRON, PROPN, VERB, type View } from "../reading/view.js";
import { harmOf } from "./harm-kinds.js";
import { dyingAfter, inHospital, toHospital } from "./harm-words.js";

/** A kind, the word that decides it, and how much was passed over on the way: up to `NEAR` the reading stands by itself. */
export type Reading = { readonly kind: FigureKind; readonly by: number; readonly cost: number };

export const NEAR = 2;

/** How many words a reading passes over on either side. */
const REACH = 16;

/** Verbs whose subject is hurt only in the passive. */
export const ACTIVE_ONLY = new Set([
  "kill",
  "murder",
  "assassinate",
  "execute",
  "slay",
  "shoot",
  "stab",
  "behead",
  "injure",
  "wound",
  "hurt",
  "maim",
  "arrest",
  "detain",
  "displace",
  "treat",
  "apprehend",
  "jail",
  "imprison",
]);

const masks = new WeakMap<View, Uint8Array>();

/** 1 for every token of a number, whatever its tag. */
export function numbered(view: View): Uint8Array {
  let mask = masks.get(view);
  if (mask) return mask;
  const { tokens, analysis } = view;
  mask = new Uint8Array(tokens.length);
  let t = 0;
  for (const quantity of analysis.numbers) {
    while (t < tokens.length && tokens.End[t]! <= quantity.start) t++;
    for (let i = t; i < tokens.length && tokens.Start[i]! < quantity.end; i++) mask[i] = 1;
  }
  masks.set(view, mask);
  return mask;
}

const PLAIN_SIGN = /^[,()'"“”‘’-]$/;

/** A word that opens a noun phrase, and no date. */
function opensPhrase(view: View, i: number): boolean {
  const { tokens, analysis } = view;
  const tag = tokens.Upos[i]!;
  if (tag !== DET && tag !== NUM && tag !== NOUN && tag !== PROPN && tag !== ADJ && tag !== PRON)
    return false;
  const at = tokens.Start[i]!;
  return !analysis.times.some((time) => time.start <= at && at < time.end);
}

/** Lemma of a token, joined with what a hyphen ties to it: "sit-in" is three tokens in some texts. */
export function joined(view: View, i: number): string {
  const { tokens } = view;
  return i >= 2 && tokens.Form[i - 1] === "-"
    ? `${tokens.Lemma[i - 2]}-${tokens.Lemma[i]}`
    : tokens.Lemma[i]!;
}

/** A verb of taking part, in a use that tells it: "take" alone does not, "take to the streets" does. */
export function takesPart(view: View, i: number): boolean {
  const { tokens, cues } = view;
  const lemma = tokens.Lemma[i]!;
  // "hundreds of monks led the march"
  if (cues.inFront!.has(lemma)) {
    for (let k = i + 1; k < Math.min(tokens.length, i + 5); k++) {
      if (cues.crowdOf!.has(tokens.Lemma[k]!)) return true;
      if (!/^(?:the|a|an|this|that|big|huge|large|mass|first|second)$/.test(tokens.Norm[k]!)) return false;
    }
    return false;
  }
  // "hundreds lit candles", "200 held up placards"
  if (cues.crowdWithProps!.has(lemma) && hasWord(view, i + 1, PROPS_REACH, cues.crowdProps!)) return true;
  // "2,000 people held a counter-rally"
  if (cues.carriers!.has(lemma) && carriesCrowd(view, i)) return true;
  if (!cues.crowdVerbs!.has(lemma)) return cues.crowdDeeds!.has(lemma);
  // "taken into custody in the night", "went on trial over"
  if (lemma === "take" && tokens.Norm[i + 1] === "into") return false;
  if (cues.trialPlaces!.has(tokens.Norm[i + 2] ?? "")) return false;
  return !cues.crowdWithParticle!.has(lemma) || hasWord(view, i + 1, PARTICLE_REACH, cues.crowdParticles!);
}

/** The object of a verb like "hold" is a protest; not in "the union, which has 40,000 members, held a rally". */
function carriesCrowd({ tokens, cues }: View, i: number): boolean {
  if (tokens.Norm[i - 1] === ",") return false;
  for (let k = i + 1; k < Math.min(tokens.length, i + PROPS_REACH); k++) {
    const lemma = tokens.Lemma[k]!;
    if (cues.protestNouns!.has(lemma.slice(lemma.lastIndexOf("-") + 1))) return true;
    const tag = tokens.Upos[k]!;
    if (tag === ADP || tag === NUM || tag === VERB || tag === AUX || /^[.,;:]$/.test(tokens.Norm[k]!))
      return false;
  }
  return false;
}

const PARTICLE_REACH = 3;
const PROPS_REACH = 5;

function hasWord({ tokens }: View, from: number, reach: number, words: ReadonlySet<string>): boolean {
  const end = Math.min(tokens.length, from + reach);
  for (let k = from; k < end && tokens.Sentence[k] === tokens.Sentence[from]; k++)
    if (words.has(tokens.Norm[k]!)) return true;
  return false;
}

/** "12 of whom": a part of those named before. */
export function ofThem(view: View, i: number): boolean {
  const { Norm } = view.tokens;
  return (
    Norm[i + 1] === "of" && (Norm[i + 2] === "whom" || Norm[i + 2] === "them" || Norm[i + 2] === "which")
  );
}

/** "others, including a girl struck at home, were shot": the comma that ends what "including" opens before a verb, or -1. */
function pastAside(view: View, i: number, end: number): number {
  const { Norm, Upos } = view.tokens;
  if (Norm[i - 1] !== ",") return -1;
  for (let k = i + 2; k < end - 1 && k < i + REACH; k++)
    if (Norm[k] === "," && (Upos[k + 1] === AUX || view.verb(k + 1))) return k;
  return -1;
}

/** "100,000 workers, who fear for their jobs, rallied": the comma that ends a clause that tells no harm and no protest, or -1. */
function pastClause(view: View, i: number, end: number): number {
  const { tokens } = view;
  if (tokens.Norm[i + 1] !== "who" && tokens.Norm[i + 1] !== "whose") return -1;
  for (let k = i + 2; k < Math.min(end - 1, i + CLAUSE_REACH); k++) {
    if (tokens.Norm[k] === "," && (tokens.Upos[k + 1] === AUX || view.verb(k + 1))) return k;
    if (harmOf(view, k) !== null || (view.verb(k) && takesPart(view, k))) return -1;
  }
  return -1;
}
const CLAUSE_REACH = 20;

/** A "was" or "were" further on in the clause, and a word of harm behind it. */
function undergoneLater(view: View, i: number, end: number): boolean {
  const { Norm, Lemma } = view.tokens;
  for (let k = i + 1; k < Math.min(end, i + REACH - 2); k++) {
    if (OPENERS.has(Norm[k]!) || Norm[k] === "," || Norm[k] === ";") return false;
    if (Lemma[k] === "be") return harmOf(view, k + 1) !== null || harmOf(view, k + 2) !== null;
  }
  return false;
}

const WHOLE = new Set(["the", "those", "its"]);
/** "those", "all", or a noun for people. */
function namesOthers(view: View, i: number): boolean {
  if (view.tokens.Upos[i] === PRON) return true;
  return view.noun(i) && view.classOf(i)?.person === true;
}

/** A noun of wounds behind "with", past what describes it and the house that somebody walked into; or -1. */
function woundBehind({ tokens, cues }: View, i: number, end: number): number {
  let within = tokens.Norm[i] === "with";
  for (let k = i + 1; k < end && k < i + WOUND_REACH; k++) {
    if (tokens.Norm[k] === "with") within = true;
    else if (within && cues.wounds!.has(tokens.Lemma[k]!)) return k;
    else if (OPENERS.has(tokens.Norm[k]!) || tokens.Norm[k] === ";") return -1;
  }
  return -1;
}
const WOUND_REACH = 12;
const HOSPITAL_REACH = 7;

const AGES = /^(between|from|and|to|-|–|\d+)$/;

/** What befell the object of a verb before it, told behind the object: "hacked four men | to death", "sent ten men | to prison". */
function pastObject(view: View, i: number, end: number): { kind: FigureKind; by: number } | null {
  const { tokens, cues } = view;
  if (!TO_PLACES.has(tokens.Norm[i]!)) return null;
  let verb = i - 1;
  while (verb > i - OBJECT_REACH && verb >= 0 && !view.verb(verb)) {
    if (CLOSING.test(tokens.Norm[verb]!) || tokens.Sentence[verb] !== tokens.Sentence[i]) return null;
    verb--;
  }
  if (verb < 0 || !view.verb(verb) || view.passive(verb) || tokens.Upos[verb] === AUX) return null;
  const lemma = tokens.Lemma[verb]!;
  if (tokens.Norm[i] === "to" && tokens.Norm[i + 1] === "death")
    return cues.punishing!.has(lemma) ? null : { kind: "deaths", by: i + 1 };
  if (!cues.confining!.has(lemma)) return null;
  for (let k = i + 1; k < Math.min(end, i + JAIL_REACH); k++)
    if (cues.jails!.has(tokens.Lemma[k]!) || tokens.Norm[k] === "bars") return { kind: "arrested", by: k };
  return null;
}
const TO_PLACES = new Set(["to", "in", "into", "behind"]);
const CLOSING = /^[.,;:]$/;
const OBJECT_REACH = 8;
const JAIL_REACH = 5;

/** "on strike", "on the twelfth day of a hunger strike" */
function onStrike({ tokens }: View, i: number): boolean {
  for (let k = i + 1; k < i + STRIKE_REACH && tokens.Sentence[k] === tokens.Sentence[i]; k++) {
    if (tokens.Lemma[k] === "strike") return true;
    if (tokens.Upos[k] === VERB || tokens.Upos[k] === AUX || CLOSING.test(tokens.Norm[k]!)) return false;
  }
  return false;
}
const STRIKE_REACH = 9;

/** Reads on from token `last`: "12 people, including a child, were killed". `agent`: those counted did the harm. */
function ahead(view: View, last: number, end: number): (Reading & { readonly agent?: true }) | null {
  const { tokens, cues } = view;
  const numbers = numbered(view);
  let cost = 0;
  let be = false;
  let light = false;
  let left = false;
  for (let i = last; i < end && i < last + REACH; i++) {
    const tag = numbers[i] ? NUM : tokens.Upos[i]!;
    const norm = tokens.Norm[i]!;
    const lemma = tokens.Lemma[i]!;
    if (norm === "of" && i === last && (tokens.Norm[i + 1] === "them" || tokens.Norm[i + 1] === "whom")) {
      i++;
      continue;
    }
    // "two of the injured died", "one of those shot is dead": what is told of the part stands behind.
    if (norm === "of" && i === last && WHOLE.has(tokens.Norm[i + 1] ?? "") && harmOf(view, i + 2) !== null) {
      i += 2;
      continue;
    }
    const aside = norm === "including" ? pastAside(view, i, end) : -1;
    if (aside > 0) {
      i = aside;
      cost += 0.5;
      continue;
    }
    const clause = norm === "," ? pastClause(view, i, end) : -1;
    if (clause > 0) {
      i = clause;
      cost += 0.5;
      continue;
    }
    if (PLAIN_SIGN.test(norm) || norm === "including") {
      cost += 0.5;
      continue;
    }
    // "two women for allegedly looting a shop": what they are taken or punished for.
    if (norm === "for" && !be && [i + 1, i + 2].some((k) => view.verb(k) && tokens.Norm[k]!.endsWith("ing")))
      return null;
    // "five suspects aged between 19 and 34 were arrested"
    if (norm === "aged") {
      while (i + 1 < end && (numbers[i + 1] || AGES.test(tokens.Norm[i + 1]!))) i++;
      continue;
    }
    // "14 of them are in hospital"
    if (lemma === "be" && inHospital(view, i) && !dyingAfter(view, i))
      return { kind: "injured", by: i, cost };
    // "hacked four men to death", "sent ten men to prison"
    if (i === last) {
      const beyond = pastObject(view, i, end);
      if (beyond !== null) return { ...beyond, cost };
    }
    // "15 inmates are on hunger strike"
    if (be && norm === "on" && tokens.Lemma[i - 1] === "be" && onStrike(view, i))
      return { kind: "crowd_size", by: i, cost };
    // "ten men sent to prison", "were put in jail": as of those taken there.
    if (cues.confining!.has(lemma) && (be || i === last)) {
      light = true;
      continue;
    }
    if (tag === AUX || lemma === "be") {
      if (lemma === "be" || norm === "got") be = true;
      continue;
    }
    // "suffered non-life threatening injuries"
    if (norm.endsWith("threatening")) continue;
    // "found three people with gunshot wounds": as of those shot, whether they died is for other words to say.
    if (norm === "with" && !be) {
      const wound = woundBehind(view, i, end);
      if (wound >= 0) return { kind: "deaths", by: wound, cost: cost + 0.5 };
    }
    // "61 people were admitted with gunshot wounds", "needed treatment": hurt, unless more is said of them.
    if (
      be &&
      cues.bringingToHospital!.has(lemma) &&
      tokens.Norm[i + 1] === "with" &&
      woundBehind(view, i, end) >= 0
    )
      if (!dyingAfter(view, i)) return { kind: "injured", by: i, cost };
    if (light && norm === "treatment" && view.noun(i) && (!be || tokens.Lemma[i - 1] === "undergo"))
      return { kind: "injured", by: i, cost };
    // "walked into a hospital with bullet wounds", "are expected to survive"
    if (!be && cues.arriving!.has(lemma) && hasWord(view, i + 1, HOSPITAL_REACH, cues.hospitals!)) {
      const wound = woundBehind(view, i, end);
      if (wound >= 0) return { kind: "deaths", by: wound, cost: cost + 0.5 };
    }
    if (norm === "expected" && be) light = true;
    if (light && be && norm === "survive" && tokens.Norm[i - 1] === "to")
      return { kind: "injured", by: i, cost };
    if (tag === NUM && ofThem(view, i)) {
      // "Thousands, 12 of whom were arrested, marched": what is told between the commas is told of the twelve.
      while (i < end && tokens.Norm[i] !== ",") i++;
      cost += 1;
      continue;
    }
    // "supporters of two parties left 17 injured": what was left is told of the seventeen.
    if (tag === NUM && left) return null;
    // "killed 12 people and wounded 30", "…, injuring 30": the verb belongs to what did it.
    const previous = i > last ? tokens.Norm[i - 1] : "";
    if (tag === VERB && !be && (previous === "and" || (previous === "," && norm.endsWith("ing"))))
      return null;
    // "killed 56 people, and 30 others were taken to hospital": hurt, unless more is said of them.
    const undergone = be || i === last || tokens.Feats[i]!.includes("VerbForm=Part");
    if (tag === VERB && undergone && toHospital(view, i) && !dyingAfter(view, i))
      return { kind: "injured", by: i, cost };
    const harm = harmOf(view, i);
    const nominal = (tag === NOUN || tag === PROPN) && !cues.harmed!.has(norm);
    // "were hacked to death"
    const toDeath = be && norm === "death" && previous === "to";
    // "500 students held a vigil for those killed", "for the miners shot": told of the others.
    if (harm && light && !be && !left && tag === VERB && namesOthers(view, i - 1)) return null;
    if (harm && (!nominal || light || toDeath)) {
      const active = !be && ACTIVE_ONLY.has(lemma) && i + 1 < end && opensPhrase(view, i + 1);
      return active ? { kind: harm, by: i, cost, agent: true } : { kind: harm, by: i, cost };
    }
    // "four men playing dice in a street were shot": what they were doing stands between.
    if (i === last && tag === VERB && norm.endsWith("ing") && !be && undergoneLater(view, i, end)) {
      cost += 0.5;
      while (tokens.Lemma[i + 1] !== "be") i++;
      continue;
    }
    if (norm === "expected" && be) continue;
    if (tag === VERB || takesPart(view, i)) {
      // "were expected to rally": they do so themselves.
      const themselves = !be || norm.endsWith("ing") || previous === "to";
      if (themselves && !nominal && takesPart(view, i)) return { kind: "crowd_size", by: i, cost };
      const ends = tokens.Norm[i + 1] === "to" && tokens.Norm[i + 2] === "death";
      // "were torched and 15 people hacked to death"
      if (ends && !be && (tokens.Norm[i + 3] === undefined || !opensPhrase(view, i + 3)))
        return { kind: "deaths", by: i + 2, cost };
      if (!cues.lightVerbs!.has(lemma) && !(be && ends)) return null;
      light = true;
      if (lemma === "leave" && !be) left = true;
      cost += 0.5;
      continue;
    }
    if (norm === "who") {
      cost += 0.5;
      continue;
    }
    // "are reported as marching"
    if (norm === "as" && be && light) continue;
    if (OPENERS.has(norm) || norm === ";" || norm === ":" || norm === ".") return null;
    if (tag === ADP) {
      if (norm === "in" || norm === "into") light = true;
      cost += norm === "of" || norm === "from" ? 1 : 1.5;
    } else if (tag === NOUN || tag === PROPN || tag === NUM) cost += 0.5;
    else if (norm === "and" || norm === "or") cost += 1;
  }
  return null;
}

/** What a count is a count of: "the death toll from the blast rose to", "the number of arrests has reached", "put the crowd at". */
function countOf(view: View, from: number, first: number): Reading | null {
  const { tokens, cues } = view;
  let found: Reading | null = null;
  for (let i = from - 1; i >= first && i > from - REACH; i--) {
    const lemma = tokens.Lemma[i]!;
    if (tokens.Norm[i] === ";") break;
    if (lemma === "toll") {
      // "injury toll", "death toll": the word before tells of what, else it is of deaths.
      const kind = (i > first ? harmOf(view, i - 1) : null) ?? "deaths";
      return { kind, by: i, cost: 1 };
    }
    if (cues.tollNouns!.has(lemma) && found) return found;
    const harm = harmOf(view, i);
    if (harm) found = { kind: harm, by: i, cost: 1 };
    else if (cues.crowdOf!.has(lemma) && view.noun(i)) found = { kind: "crowd_size", by: i, cost: 1 };
  }
  return found && found.kind === "crowd_size" ? found : null;
}

/** The count that an estimate before the "at" at `i` is of, where the nouns between say that it is one of harm; or null. */
function putTo(view: View, i: number, start: number): Reading | null {
  const { tokens, cues } = view;
  for (let k = i - 1; k >= start && k > i - REACH; k--) {
    if (tokens.Norm[k] === ";" || tokens.Norm[k] === ",") return null;
    // "put the dead at 14"
    if (tokens.Norm[k] === "the" && cues.harmed!.has(tokens.Norm[k + 1]!) && k + 2 === i) {
      const kind = harmOf(view, k + 1);
      if (kind !== null && k > start && cues.estimating!.has(tokens.Lemma[k - 1]!))
        return { kind, by: k + 1, cost: 0 };
    }
    if (!cues.estimating!.has(tokens.Lemma[k]!)) continue;
    const count = countOf(view, i, k);
    return count && count.kind !== "crowd_size" ? count : null;
  }
  return null;
}

/** "The toll rose from 14 to 16": the token before the "from", for the number that the toll rose to; else that before the number. */
function beforeRise(view: View, first: number, start: number): number {
  const { Norm } = view.tokens;
  const numbers = numbered(view);
  if (Norm[first - 1] !== "to") return first - 1;
  let k = first - 2;
  while (k > start && numbers[k]) k--;
  return k < first - 2 && Norm[k] === "from" ? k - 1 : first - 1;
}

/** "The toll rose from 14 to 16": the 14 were counted before. */
export function beforeRising(view: View, first: number, next: number): boolean {
  const { tokens, cues } = view;
  if (tokens.Norm[first - 1] !== "from" || tokens.Norm[next] !== "to" || !numbered(view)[next + 1])
    return false;
  return [2, 3].some((back) => cues.tollVerbs!.has(tokens.Lemma[first - back] ?? ""));
}

/** Reads back from the number at token `first`: "killing a guard and two visitors", "a crowd of", "attended by". */
function behind(view: View, first: number, start: number): Reading | null {
  const { tokens, cues } = view;
  const numbers = numbered(view);
  let cost = 0;
  let together = false;
  // "estimated at 3,000": the hedge itself may be the verb of the count.
  if (cues.tollVerbs!.has(tokens.Lemma[first]!)) {
    const count = countOf(view, first, start);
    if (count) return count;
  }
  for (let i = beforeRise(view, first, start); i >= start && i >= first - REACH; i--) {
    const tag = numbers[i] ? NUM : tokens.Upos[i]!;
    const norm = tokens.Norm[i]!;
    const lemma = tokens.Lemma[i]!;
    if (PLAIN_SIGN.test(norm)) {
      cost += 1;
      continue;
    }
    if (norm === "including" || norm === "among") {
      cost += 1;
      continue;
    }
    const before = i - 1;
    if (cues.tollVerbs!.has(lemma) && (tag === VERB || tag === NOUN)) {
      const toll = countOf(view, i, start);
      if (toll) return { ...toll, cost: toll.cost + cost };
    }
    // "rounded up 26 activists"
    if (norm === "up" && before >= start && cues.catchingUp!.has(tokens.Lemma[before]!)) continue;
    if ((norm === "off" || norm === "away") && before >= start && harmOf(view, before) === "arrested")
      continue;
    if (tag === ADP || norm === "to") {
      if (before < start) return null;
      // "numbering in the tens of thousands"
      if (norm === "in" && tokens.Lemma[before] === "number" && view.verb(before)) continue;
      // "was arrested along with five aides"
      if (norm === "with" && TOGETHER.has(tokens.Norm[before]!)) {
        together = true;
        i--;
        continue;
      }
      const above = joined(view, before);
      const noun = view.noun(before);
      if (norm === "of" && noun) {
        const harm = harmOf(view, before);
        if (harm) return { kind: harm, by: before, cost };
        if (cues.crowdOf!.has(above)) return { kind: "crowd_size", by: before, cost };
        if (cues.measures!.has(above)) {
          cost += 0.5;
          i--;
          continue;
        }
        return null;
      }
      if (norm === "by" && cues.crowdOf!.has(above)) return { kind: "crowd_size", by: before, cost };
      if (norm === "by" && view.verb(before) && cues.crowdBy!.has(above))
        return { kind: "crowd_size", by: before, cost };
      // "put the death toll at 55"
      const put = norm === "at" ? putTo(view, i, start) : null;
      if (put) return { ...put, cost: put.cost + cost };
      if ((norm === "at" || norm === "to") && (cues.tollVerbs!.has(above) || cues.crowdCues!.has(above)))
        continue;
      return null;
    }
    if (tag === AUX || lemma === "be") {
      // "the confirmed dead were 14 civilians"
      if (before >= start && view.noun(before) && harmOf(view, before))
        return { kind: harmOf(view, before)!, by: before, cost: cost + 1 };
      return null;
    }
    // "buried 27 victims"
    if (lemma === "bury" && tag === VERB && !view.passive(i)) return { kind: "deaths", by: i, cost };
    const harm = harmOf(view, i);
    if (harm && tag === VERB && (together || (!view.passive(i) && !beBefore(view, i, start))))
      return { kind: harm, by: i, cost };
    if ((cues.crowdDrawing!.has(lemma) || cues.crowdDrawing!.has(norm)) && !beBefore(view, i, start))
      return { kind: "crowd_size", by: i, cost };
    // "the strike, now in its sixth week, involves 4,200 workers"
    if (lemma === "involve" && tag === VERB && view.agents(i).some((k) => cues.crowdOf!.has(joined(view, k))))
      return { kind: "crowd_size", by: i, cost };
    if (tag === VERB) return null;
    if (OPENERS.has(norm) || norm === ";" || norm === ":") return null;
    if (norm === "and" || norm === "or") cost += 1;
    else if (tag === NOUN || tag === PROPN || tag === NUM) cost += 0.5;
    else if (tag === PRON && norm !== "them") return null;
  }
  return null;
}

const TOGETHER = new Set(["along", "together"]);

/** A form of "be" right before the verb: it is passive, whatever the tree says. */
function beBefore(view: View, i: number, start: number): boolean {
  for (let k = i - 1; k >= Math.max(start, i - 3); k--) {
    if (view.tokens.Lemma[k] === "be") return view.tokens.Norm[i]!.endsWith("ing") === false;
    if (view.tokens.Upos[k] === NOUN || view.tokens.Upos[k] === VERB) return false;
  }
  return false;
}

/**
 * The reading of the number whose phrase is `[first, last)`, the cheaper of the two directions. "agent": those counted
 * did harm to others.
 */
export function readAlong(view: View, first: number, last: number): Reading | "agent" | null {
  const sentence = view.tokens.Sentence[first]!;
  const { First, Last } = view.analysis.sentences;
  const on = ahead(view, last, Last[sentence]!);
  const back = behind(view, first, First[sentence]!);
  const best = on && back ? (back.cost < on.cost ? back : on) : (on ?? back);
  return best === on && on?.agent ? "agent" : best;
}
