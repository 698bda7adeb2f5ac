/** What a number counts: the kind of its figure, by the words about it and by the tree. */
import type { FigureKind } from "../../../model/coding.js";
import type { Quantity } from "../../../text/analysis.js";
import { tokenAt } from "../reading/token-at.js";
import { AUX, NOUN, type View } from "../reading/view.js";
import type { Acts } from "./acts.js";
import { ACTIVE_ONLY, beforeRising, joined, NEAR, numbered, readAlong, takesPart } from "./counted-words.js";
import { harmOf, KINDS } from "./harm-kinds.js";
import { dyingAfter, inHospital, toHospital } from "./harm-words.js";
import {
  ofAge,
  ofCaption,
  ofComparison,
  ofEmergency,
  ofHouse,
  ofOne,
  ofPerson,
  ofPopulation,
  ofShare,
} from "./no-figures.js";
import { broughtTo } from "./totals.js";

/** Prepositions over which what is told of the whole is told of those counted. */
const CLIMBED = new Set(["of", "by", "to", "at", "with", "among", "including", "as", "for"]);

/** Tokens that say what happened to those counted, nearest first: the noun, the verb above it, its participles. */
function deciding(view: View, token: number): number[] {
  const { tokens } = view;
  const out = [token];
  for (const k of view.children(token))
    if (view.is(k, "acl") || view.is(k, "amod") || view.is(k, "compound")) out.push(k);
  let i = token;
  let counted = false;
  for (let hop = 0; hop < 4; hop++) {
    const up = tokens.Head[i]!;
    if (up < 0) break;
    // "the killing of two and the closure of four": each act has its own number.
    if (counted && view.is(i, "conj") && view.children(up).some((k) => view.preposition(k) === "of")) break;
    counted = view.is(i, "nmod") && view.preposition(i) === "of";
    const climbs =
      view.is(i, "obj") ||
      view.is(i, "nsubj") ||
      view.is(i, "nmod") ||
      view.is(i, "conj") ||
      view.is(i, "nummod") ||
      view.is(i, "appos") ||
      view.is(i, "obl") ||
      view.is(i, "xcomp") ||
      view.is(i, "dep");
    if (!climbs) break;
    if (view.is(i, "obl") || view.is(i, "nmod")) {
      const preposition = view.preposition(i);
      if (preposition !== null && !CLIMBED.has(preposition)) break;
      // "the father of two" counts no fathers.
      if (
        view.is(i, "nmod") &&
        view.noun(up) &&
        view.classOf(up) &&
        !view.classOf(up)!.collective &&
        !view.cues.measures!.has(tokens.Lemma[up]!)
      )
        break;
    }
    if (view.is(i, "conj") && (view.verb(i) || view.child(i, "nsubj") >= 0)) break;
    out.push(up);
    for (const k of view.children(up)) if (view.is(k, "xcomp") && k !== i) out.push(k);
    if (view.verb(up)) break;
    i = up;
  }
  return out;
}

/** Those who kill are not those killed: the number must undergo the verb. */
function undergoes(view: View, token: number, by: number): boolean {
  const { tokens } = view;
  // "Two gunmen shot the mayor dead"
  const verb = tokens.Head[by]!;
  // "was shot dead by two men"
  if (view.is(by, "xcomp") && view.is(token, "obl") && view.preposition(token) === "by" && by < token)
    return false;
  if (view.is(by, "xcomp") && tokens.Head[token] === verb && view.is(token, "nsubj"))
    return view.passive(verb) || view.child(verb, "obj") < 0;
  if (!view.verb(by) || !ACTIVE_ONLY.has(tokens.Lemma[by]!)) return true;
  // "two men who shot him"
  if (tokens.Head[by] === token && tokens.Deprel[by] === "acl:relcl")
    return view.passive(by) || view.child(by, "nsubj") < 0;
  let i = token;
  while (i >= 0 && tokens.Head[i] !== by) i = tokens.Head[i]!;
  if (i < 0) return true;
  // "shot by three men"
  if (view.is(i, "obl") && view.preposition(i) === "by" && view.passive(by)) return false;
  if (tokens.Deprel[i] === "nsubj") return view.passive(by);
  return true;
}

/** "two others were in the car but were not injured": nobody was. */
function harmDenied({ tokens, cues }: View, by: number): boolean {
  if (!cues.wounding!.has(tokens.Lemma[by]!)) return false;
  return [1, 2].some((back) => /^(?:not|n['’]t|never)$/.test(tokens.Norm[by - back] ?? ""));
}

/** "three men were taken to hospital", "two teens shot themselves": hurt, where nothing else is said of them. */
function broughtIn(view: View, noun: number): boolean {
  const { tokens } = view;
  const above = tokens.Head[noun]!;
  if (above < 0 || !view.verb(above) || dyingAfter(view, above)) return false;
  const undergone = view.passive(above) ? view.is(noun, "nsubj") : view.is(noun, "obj");
  if (undergone && toHospital(view, above)) return true;
  // "two men remain in hospital"
  if (view.is(noun, "nsubj") && inHospital(view, above)) return true;
  const object = view.child(above, "obj");
  return (
    view.is(noun, "nsubj") &&
    object >= 0 &&
    tokens.Norm[object] === "themselves" &&
    view.cues.striking!.has(tokens.Lemma[above]!)
  );
}

const SENT_AWAY = new Set(["fire", "sack", "dismiss", "suspend", "retrench", "expel"]);
/** "fired 900 workers after they refused to work": so many were sent away, how many struck is not told. */
function sentAway(view: View, noun: number, acting: number): boolean {
  const { tokens } = view;
  const above = tokens.Head[noun]!;
  return above >= 0 && above !== acting && view.is(noun, "obj") && SENT_AWAY.has(tokens.Lemma[above]!);
}

function hasAny(view: View, sentence: number, words: ReadonlySet<string>): boolean {
  const { tokens, analysis } = view;
  for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++)
    if (words.has(tokens.Lemma[i]!)) return true;
  return false;
}

/** "more than 40 organisations marched" says not how many people did. */
function organisations(view: View, noun: number, quantity: Quantity): boolean {
  return (
    quantity.noun >= 0 &&
    view.classOf(noun)?.collective === true &&
    view.cues.organisations!.has(view.tokens.Lemma[noun]!)
  );
}

/** "the two bodies claim 4,000 members": bodies are dead where the sentence has another word of death, or of finding them. */
function livingBody(view: View, noun: number): boolean {
  const { tokens, cues, analysis } = view;
  if (tokens.Lemma[noun] !== "body") return false;
  const sentence = tokens.Sentence[noun]!;
  for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++)
    if (i !== noun && (cues.deaths!.has(tokens.Lemma[i]!) || cues.bodies!.has(tokens.Lemma[i]!)))
      return false;
  return true;
}

/** "23 Hindus", "six Jesuits": a plural with a capital is of people, where what is told can only be told of living beings. */
function capitalised(view: View, noun: number): boolean {
  const form = view.tokens.Form[noun]!;
  return /^\p{Lu}\p{Ll}+s$/u.test(form) && view.noun(noun) && view.nameAt(noun)?.type !== "LOC";
}

/** "60 relatives of disappeared students": the last token of what is told of the others; the noun itself where it is no such noun. */
function kinOf(view: View, noun: number): number {
  const { tokens, cues } = view;
  if (!cues.kin!.has(tokens.Lemma[noun]!) || tokens.Norm[noun + 1] !== "of") return noun;
  let last = noun + 1;
  for (let i = noun + 2; i < tokens.length && i < noun + KIN_REACH; i++) {
    if (tokens.Sentence[i] !== tokens.Sentence[noun] || tokens.Norm[i] === ",") break;
    if (tokens.Upos[i] === AUX || (view.verb(i) && tokens.Feats[i]!.includes("VerbForm=Fin"))) break;
    last = i;
    if (view.noun(i) && !view.noun(i + 1)) break;
  }
  return last;
}
const KIN_REACH = 7;

/** "15 of those arrested", "one of the two officers wounded": a part of those harmed, counted elsewhere. */
function partOfHarmed(view: View, next: number, noun: number, by: number): boolean {
  const { Norm, Head, Feats } = view.tokens;
  if (Norm[next] !== "of") return false;
  // "one of 11 people killed"
  const number = Norm[next + 1] === "the" ? next + 2 : next + 1;
  if (numbered(view)[number] && by > number && by < next + PART_REACH) return true;
  if (Norm[next + 1] === "those") return by === next + 2;
  // "259 of the detained men"
  if (Norm[next + 1] === "the" && by === next + 2 && noun === next + 3) return true;
  if (noun <= next || by <= noun || !Feats[by]!.includes("VerbForm=Part")) return false;
  return by === noun + 1 || (Head[by] === noun && view.is(by, "acl") && !view.is(by, "acl:relcl"));
}

const PART_REACH = 6;

/** "marched 120 kilometres": a bare number before a noun that is no person counts no people. */
export function countsThings(view: View, next: number): boolean {
  const { tokens, cues } = view;
  if (next + 1 >= tokens.length) return false;
  // "a four-storey building", "many of which"
  const joins = tokens.Form[next]!.length === 1 && tokens.End[next] === tokens.Start[next + 1];
  if (tokens.Norm[next] === "-" && joins && tokens.Norm[next + 1] !== "strong") return true;
  if (tokens.Norm[next] === "of" && tokens.Norm[next + 1] === "which") return true;
  return (
    tokens.Upos[next] === NOUN &&
    view.classOf(next) === null &&
    harmOf(view, next) === null &&
    !cues.crowdNouns!.has(tokens.Lemma[next]!)
  );
}

/** "refugees", "detainees": what had been done to people before. */
const OF_BEFORE: ReadonlySet<FigureKind> = new Set<FigureKind>(["displaced", "arrested"]);

/** "police put the march, held to mark a strike, at 30,000": what stands after the verb says of what. */
function putAt(view: View, first: number): { kind: FigureKind; by: number } | null {
  const { tokens, analysis, cues } = view;
  const start = analysis.sentences.First[tokens.Sentence[first]!]!;
  if (!cues.putAt!.has(tokens.Norm[first - 1] ?? "")) return null;
  for (let i = first - 2; i >= start && i > first - PUT_REACH; i--) {
    if (tokens.Norm[i] === ";") return null;
    if (!cues.estimating!.has(tokens.Lemma[i]!)) continue;
    for (let k = i + 1; k < first; k++)
      if (view.noun(k)) return cues.crowdOf!.has(joined(view, k)) ? { kind: "crowd_size", by: k } : null;
    return null;
  }
  return null;
}

const PUT_REACH = 20;

/** "bullet wounds, many of them in the neck": so many of the things named before. */
function ofThings(view: View, first: number, next: number): boolean {
  const { tokens } = view;
  if (tokens.Norm[next] !== "of" || !/^(?:them|which)$/.test(tokens.Norm[next + 1] ?? "")) return false;
  const noun = tokens.Norm[first - 1] === "," ? first - 2 : first - 1;
  if (!view.noun(noun) || view.classOf(noun) !== null || view.nameAt(noun)) return false;
  return (
    view.cues.wounds!.has(tokens.Lemma[noun]!) ||
    /^(?:shot|time|bullet|blow|round)$/.test(tokens.Lemma[noun]!)
  );
}

/** "the procession, some 8,000 strong": a crowd right before the comma. */
function strongBefore(view: View, first: number): boolean {
  const { Norm } = view.tokens;
  const noun = Norm[first - 1] === "," ? first - 2 : first - 1;
  return noun >= 0 && (view.cues.crowdOf!.has(joined(view, noun)) || view.classOf(noun)?.protester === true);
}

/** The kind of a number by the words about it, and the token that decides; null where it counts nothing that is coded. */
export function kindOf(
  view: View,
  quantity: Quantity,
  token: number,
  acts: Acts,
): { kind: FigureKind; by: number } | null {
  const { tokens } = view;
  const [first, next] = [tokenAt(view, quantity.start), tokenAt(view, quantity.end - 1) + 1];
  const total = broughtTo(view, first, next);
  if (supposed(view, first)) return null;
  if (total) return total;
  if (ofOne(view, first) || ofShare(view, first) || beforeRising(view, first, next)) return null;
  if (
    ofEmergency(view, quantity) ||
    ofPerson(view, quantity) ||
    ofCaption(view, quantity) ||
    ofComparison(view, quantity, first, next)
  )
    return null;
  const found = diedOfIt(view, kindBeside(view, quantity, token, next, acts));
  // "arrested 12 of 40 marchers": what is told before is told of the twelve.
  if (found && found.by < first && tokens.Norm[first - 1] === "of" && numbered(view)[first - 2]) return null;
  // "one of ten wounded was reported dead": far behind the ten it is told of the one.
  if (found && tokens.Norm[first - 1] === "of" && numbered(view)[first - 2]) {
    const near = Math.max(next - 1, quantity.noun);
    for (let i = next; i <= near + OF_REACH && tokens.Sentence[i] === tokens.Sentence[first]; i++) {
      const kind = harmOf(view, i);
      if (kind !== null) return i <= found.by ? { kind, by: i } : found;
    }
    return found.by > near + OF_REACH ? null : found;
  }
  if (!found || !partOfHarmed(view, next, quantity.noun, found.by)) return found;
  // "one of four women wounded has died": what is told of the part behind the word that tells of all.
  const further = readAlong(view, first, found.by + 1);
  return further !== null && further !== "agent" && further.by > found.by && further.kind !== found.kind
    ? { kind: further.kind, by: further.by }
    : null;
}

/** "the toll could reach 65", "may rise to 40": nobody has counted so many. */
export function supposed({ tokens, cues }: View, first: number): boolean {
  let verb = first - 1;
  while (verb > first - 4 && /^(?:to|at|past|as|high)$/.test(tokens.Norm[verb] ?? "")) verb--;
  if (!cues.tollVerbs!.has(tokens.Lemma[verb] ?? "")) return false;
  return [1, 2, 3].some((back) => MAY.has(tokens.Norm[verb - back] ?? ""));
}
const MAY = new Set(["could", "may", "might", "would"]);

/** "was injured and certified dead at the hospital", "were shot and later died": those hurt are dead. */
function diedOfIt(view: View, found: Kind | null): Kind | null {
  if (found?.kind !== "injured") return found;
  const { tokens, cues } = view;
  if (tokens.Norm[found.by + 1] !== "and") return found;
  for (
    let i = found.by + 2;
    i < found.by + DYING_REACH && tokens.Sentence[i] === tokens.Sentence[found.by];
    i++
  ) {
    if (view.noun(i) || tokens.Norm[i] === "," || tokens.Norm[i] === "and") return found;
    if (tokens.Lemma[i] === "die" && view.verb(i)) return { kind: "deaths", by: i };
    if (tokens.Norm[i] === "dead" && cues.declaredDead!.has(tokens.Lemma[i - 1]!))
      return { kind: "deaths", by: i };
  }
  return found;
}
const DYING_REACH = 7;
/** So near those of whom "one of ten" is one stands what is told of all of them. */
const OF_REACH = 3;
type Kind = { kind: FigureKind; by: number };

/** So many who do something at a protest are a crowd; of fewer it is told that they spoke or were seen there. */
const ATTENDING = 20;

/** "there were 60 people at the vigil": the protest right behind those counted, or -1. */
function atProtest(view: View, noun: number): number {
  const { tokens, cues } = view;
  if (tokens.Norm[noun + 1] !== "at") return -1;
  for (let k = noun + 2; k < noun + 6 && tokens.Sentence[k] === tokens.Sentence[noun]; k++) {
    if (cues.crowdOf!.has(joined(view, k))) return k;
    if (tokens.Upos[k] === AUX || view.verb(k)) return -1;
  }
  return -1;
}

/** "two small bombs exploded": the verb, or -1. */
function goneOff({ tokens, cues, is }: View, noun: number): number {
  const verb = tokens.Head[noun]!;
  if (!cues.explosives!.has(tokens.Lemma[noun]!) || verb < 0 || !is(noun, "nsubj")) return -1;
  const lemma = tokens.Lemma[verb]!;
  const off = lemma !== "go" || tokens.Norm[verb + 1] === "off";
  return off && cues.goingOff!.has(lemma) ? verb : -1;
}

/** So few who run from a deed or are put out of a house are not displaced by it. */
const LEAVING = new Set(["flee", "evict"]);
const SHOTS = new Set(["wound", "wounds", "gunshot", "gunshots", "shots"]);

/** The same, where no total is brought to the number. */
function kindBeside(
  view: View,
  quantity: Quantity,
  token: number,
  next: number,
  { participants, attending, arrested, sites, judged, moves }: Acts,
): { kind: FigureKind; by: number } | null {
  const { tokens, cues } = view;
  const noun = quantity.noun >= 0 ? quantity.noun : token;
  const nounLemma = tokens.Lemma[noun]!;
  const person = quantity.noun >= 0 ? view.classOf(noun) : null;
  // Only people die, are hurt or flee; "between the two blasts 20 died" counts no dead blasts.
  const counted =
    quantity.noun < 0
      ? !countsThings(view, next)
      : person !== null ||
        capitalised(view, noun) ||
        cues.crowdNouns!.has(nounLemma) ||
        (nounLemma !== "shot" && harmOf(view, noun) !== null);
  // "one gunshot wound", "six gunshots": so many wounds and shots, not so many people; nor do 19.3 die.
  if (quantity.noun >= 0 && SHOTS.has(tokens.Norm[noun]!)) return null;
  if (quantity.value !== null && !Number.isInteger(quantity.value)) return null;
  if (ofThings(view, tokenAt(view, quantity.start), next)) return null;
  if (cues.agedBy!.has(quantity.hedge?.toLowerCase() ?? "")) return null;
  if (ofAge(view, quantity) || ofHouse(view, quantity)) return null;
  const read = counted ? readAlong(view, tokenAt(view, quantity.start), Math.max(next, noun + 1)) : null;
  const kin = quantity.noun >= 0 ? kinOf(view, noun) : noun;
  const along = read !== null && read !== "agent" && read.by > noun && read.by <= kin ? null : read;
  if (along !== null && along !== "agent" && harmDenied(view, along.by)) return null;
  const few = (quantity.low ?? quantity.high ?? 0) < 50;
  const forces = person !== null && (person.state || person.armedNonState);
  const stands =
    along !== null &&
    along !== "agent" &&
    !(along.kind === "displaced" && few && LEAVING.has(tokens.Lemma[along.by]!)) &&
    !(along.kind === "crowd_size" && (forces || organisations(view, noun, quantity)))
      ? along
      : null;
  if (ofPopulation(view, tokenAt(view, quantity.start), quantity.noun)) return null;
  const put = putAt(view, tokenAt(view, quantity.start));
  if (put !== null && counted) return put;
  // "the procession, 8,000 strong, …"
  if (tokens.Norm[next] === "strong" && strongBefore(view, tokenAt(view, quantity.start)))
    return { kind: "crowd_size", by: next };
  const own = quantity.noun >= 0 && !livingBody(view, noun) ? harmOf(view, noun) : null;
  // "two of the injured died": what is told of the part, behind the word that says what had befallen all.
  if (own !== null && tokens.Norm[next] === "of" && tokens.Norm[next + 1] === "the") {
    const told = readAlong(view, tokenAt(view, quantity.start), noun + 1);
    return told !== null && told !== "agent" && told.by > noun ? { kind: told.kind, by: told.by } : null;
  }
  // "twelve refugees were killed": what the noun tells of itself gives way to what is told of it.
  const before = own !== null && OF_BEFORE.has(own) && view.classOf(noun)?.person === true;
  if (own && counted && !(before && stands && stands.cost <= NEAR)) return { kind: own, by: noun };
  if (stands && stands.cost <= NEAR) return stands;
  // "killed twelve", "20 dead": a bare number belongs to the word beside it.
  if (quantity.noun < 0 && along !== "agent") {
    const after = tokenAt(view, quantity.end - 1) + 1;
    const before = tokenAt(view, quantity.start) - 1;
    const aside = after + 1 < tokens.length && view.tokens.Upos[after] === AUX ? after + 1 : after;
    for (const by of [before, after, aside]) {
      if (by < 0 || by >= tokens.length || tokens.Sentence[by] !== tokens.Sentence[token]) continue;
      if (by === before && !view.verb(by) && !cues.injured!.has(tokens.Norm[by]!)) continue;
      for (const [kind, cue] of KINDS)
        if (cues[cue]!.has(tokens.Lemma[by]!) || cues[cue]!.has(tokens.Norm[by]!)) return { kind, by };
    }
  }
  const tokensBy = deciding(view, noun);
  if (quantity.noun >= 0 && !tokensBy.includes(token)) tokensBy.push(token);
  // "51 people went on trial over the protests": of those tried it is not told that they were all who came.
  const tried = judged.get(noun);
  // "Upwards of 2,500 workers": the tree may hang them on the hedge.
  const joins = participants.get(noun) ?? participants.get(tokenAt(view, quantity.start));
  const nearer =
    tried !== undefined && joins !== undefined && Math.abs(tried - noun) < Math.abs(joins - noun);
  const acting = nearer ? undefined : joins;
  // "put 66 people behind bars": by whatever words it is told.
  const taken = quantity.noun >= 0 && counted ? arrested.get(noun) : undefined;
  if (taken !== undefined) return { kind: "arrested", by: taken };
  for (const by of counted ? tokensBy : []) {
    if (by === noun && livingBody(view, noun)) continue;
    if (by > noun && by <= kin) continue;
    if (acting !== undefined && by !== noun && Math.abs(acting - noun) < Math.abs(by - noun)) continue;
    const lemma = tokens.Lemma[by]!;
    const norm = tokens.Norm[by]!;
    for (const [kind, cue] of KINDS) {
      // Those who run from a deed are not displaced by it.
      if (LEAVING.has(lemma) && few) continue;
      if ((cues[cue]!.has(lemma) || cues[cue]!.has(norm)) && undergoes(view, noun, by)) return { kind, by };
    }
  }
  // "the confirmed deaths are fourteen civilians"
  const subject = view.child(noun, "nsubj");
  if (subject >= 0) {
    for (const [kind, cue] of KINDS) if (cues[cue]!.has(tokens.Lemma[subject]!)) return { kind, by: subject };
  }
  if (stands && stands.kind !== "crowd_size") return stands;
  if (!counted && quantity.noun < 0) return null;
  if (cues.eventNouns!.has(nounLemma) && quantity.noun >= 0) return { kind: "event_count", by: noun };
  // "more than 100 schools are occupied", "blocked three roads"
  const site = quantity.noun >= 0 && person === null ? (sites.get(noun) ?? goneOff(view, noun)) : -1;
  if (site >= 0) return { kind: "event_count", by: site };
  if (quantity.noun >= 0 && !person && !cues.crowdNouns!.has(nounLemma)) return null;
  // "the deployment of 1,200 troops": of forces that were moved the number says how many.
  const bodies = organisations(view, noun, quantity);
  const moved = person?.state && !bodies ? tokensBy.find((by) => by !== noun && moves.has(by)) : undefined;
  if (moved !== undefined) return { kind: "troops", by: moved };
  if (forces || bodies) return null;
  if (acting !== undefined && !sentAway(view, noun, acting)) return { kind: "crowd_size", by: acting };
  const at = attending.get(noun);
  if (at !== undefined && (quantity.low ?? quantity.high ?? 0) >= ATTENDING)
    return { kind: "crowd_size", by: at };
  for (const by of tokensBy) {
    if (by !== noun && takesPart(view, by)) {
      if (tokens.Head[noun] === by && view.is(noun, "obj") && !view.passive(by)) continue;
      if (view.is(noun, "nsubj") && view.passive(by) && !cues.intransitive!.has(tokens.Lemma[by]!)) continue;
      return { kind: "crowd_size", by };
    }
  }
  if (stands) return stands;
  if (person !== null && few && !person.state && broughtIn(view, noun)) return { kind: "injured", by: noun };
  // "several protesters were beaten": so many were beaten, not so many came.
  const above = tokens.Head[noun]!;
  const undergo = above >= 0 && view.is(noun, "nsubj") && view.verb(above) && view.passive(above);
  if (quantity.noun >= 0 && person?.protester && !undergo) return { kind: "crowd_size", by: noun };
  const sentence = tokens.Sentence[token]!;
  const value = quantity.low ?? quantity.high ?? 0;
  if (
    !(quantity.noun < 0 && next < tokens.length && view.verb(next)) &&
    value >= 50 &&
    (quantity.noun < 0 || cues.crowdNouns!.has(nounLemma)) &&
    hasAny(view, sentence, cues.eventNouns!) &&
    hasAny(view, sentence, cues.crowdCues!)
  ) {
    return { kind: "crowd_size", by: noun };
  }
  const place = quantity.noun >= 0 ? atProtest(view, noun) : -1;
  if (place >= 0 && value >= ATTENDING) return { kind: "crowd_size", by: place };
  // "a march of 300 people", "300 people at the rally", "put the march at 30,000"
  for (const by of tokensBy)
    if (by !== noun && view.noun(by) && cues.crowdOf!.has(joined(view, by)))
      return { kind: "crowd_size", by };
  return null;
}
