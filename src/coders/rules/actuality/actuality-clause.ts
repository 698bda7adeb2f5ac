/** What other words of the clause say about an event, wherever the parse ties them. */
import type { Actuality } from "../../../model/coding.js";
import { ADJ, ADP, ADV, AUX, DET, NUM, PRON, type View } from "../reading/view.js";
import {
  definite,
  modifierSays,
  negated,
  nounSays,
  verbSaysHere,
  withParticle,
} from "../triggers/embedders.js";
import type { Trigger } from "../triggers/triggers.js";
import { ofVerb } from "./actuality-verb.js";

/** "no protesters were arrested", "nobody was killed" */
export function nobody(view: View, trigger: Trigger): boolean {
  const { tokens } = view;
  if (!view.verb(trigger.head)) return false;
  return view.children(trigger.head).some((k) => {
    if (!(view.is(k, "nsubj") || view.is(k, "obj"))) return false;
    if (view.cues.nobody!.has(tokens.Norm[k]!)) return true;
    return view
      .children(k)
      .some(
        (c) =>
          (tokens.Norm[c] === "no" && view.is(c, "det")) || (tokens.Norm[c] === "not" && notOne(view, c)),
      );
  });
}

/** "not a single officer", "not one protester" */
function notOne(view: View, i: number): boolean {
  const next = view.tokens.Norm[i + 1];
  return next === "one" || (next === "a" && view.tokens.Norm[i + 2] === "single");
}

/**
 * "Anyone who joins a banned march will be arrested", "people who block roads may be fined": a rule for whoever does it. By the
 * order of the words, since a subject with a clause of its own is often parsed apart from its verb.
 */
export function whoever(view: View, { first, last, sentence }: Trigger): boolean {
  const { tokens, cues } = view;
  const here = (i: number): boolean => i >= 0 && i < tokens.length && tokens.Sentence[i] === sentence;
  let who = first - 1;
  while (who > first - 7 && here(who) && tokens.Norm[who] !== "who") who--;
  if (!here(who) || tokens.Norm[who] !== "who" || !here(who - 1)) return false;
  const people = tokens.Norm[who - 1]!;
  if (!cues.anybody!.has(people) && !(cues.anyPeople!.has(people) && tokens.Norm[who - 2] !== "the"))
    return false;
  // "people who blocked the road": the past tells of some.
  for (let i = who; i < last; i++)
    if (tokens.Feats[i]!.includes("Tense=Past") && tokens.Feats[i]!.includes("VerbForm=Fin")) return false;
  for (let i = last; i < last + 8 && here(i); i++) {
    const norm = tokens.Norm[i]!;
    if (cues.willModals!.has(norm) || cues.canModals!.has(norm) || cues.mustModals!.has(norm)) return true;
  }
  return false;
}

/** "the march that had been authorised drew thousands": who came shows that it took place. */
export function drewCrowd(view: View, trigger: Trigger): boolean {
  const { tokens, analysis, cues } = view;
  if (!view.noun(trigger.head)) return false;
  const end = analysis.sentences.Last[trigger.sentence]!;
  for (let k = trigger.last; k < Math.min(end, trigger.last + REACH); k++) {
    if (!cues.crowdDrawing!.has(tokens.Lemma[k]!) || !tokens.Feats[k]!.includes("Tense=Past")) continue;
    if (tokens.Upos[k - 1] === AUX || cues.negation!.has(tokens.Norm[k - 1]!)) return false;
    for (let j = k + 1; j < Math.min(end, k + 5); j++)
      if (tokens.Upos[j] === NUM || cues.measures!.has(tokens.Lemma[j]!)) return true;
    return false;
  }
  return false;
}

/** "kept the opposition from taking to the streets", "hinted at the use of force" */
export function prevented(view: View, trigger: Trigger): boolean {
  const { tokens, analysis, cues } = view;
  const first = Math.max(analysis.sentences.First[trigger.sentence]!, trigger.first - 9);
  const before = trigger.first - 1;
  if (before <= first) return false;
  const from = tokens.Norm[before] === "from" && tokens.Norm[trigger.first]!.endsWith("ing");
  for (let i = before; i >= first; i--) {
    if (from && cues.preventing!.has(tokens.Lemma[i]!)) return true;
    if (view.noun(trigger.head) && tokens.Lemma[i] === "hint" && view.verb(i)) return true;
    if (i < before && tokens.Norm[i] === ",") return false;
  }
  return false;
}

/** "said the police had beaten detainees, which the ministry denied" */
function whichDenied(view: View, head: number): boolean {
  const { tokens, analysis, cues } = view;
  const last = analysis.sentences.Last[tokens.Sentence[head]!]!;
  for (let k = head + 1; k + 1 < last; k++) {
    // "blamed a rebel group, which denies it": who did it is denied, not that it was done.
    if (cues.blaming!.has(tokens.Lemma[k]!) && !cues.judgingDeeds!.has(tokens.Lemma[k]!)) return false;
    if (tokens.Norm[k] !== "," || !cues.deniedOpeners!.has(tokens.Norm[k + 1]!)) continue;
    for (let j = k + 2; j < Math.min(last, k + REACH); j++) {
      if (tokens.Norm[j] === ",") break;
      if (cues.denied!.has(tokens.Lemma[j]!) && !negated(view, j)) return true;
    }
  }
  return false;
}

/** "was accused of killings, allegations that it denies" */
export function allegedAndDenied(view: View, head: number): boolean {
  const { tokens, analysis } = view;
  if (view.cues.denied!.has(tokens.Lemma[head]!)) return false;
  let i = head;
  let accused = false;
  let said = false;
  for (let hop = 0; hop < 5; hop++) {
    i = tokens.Head[i]!;
    if (i < 0) break;
    const lemma = tokens.Lemma[i]!;
    if (view.cues.accusing!.has(lemma)) accused = true;
    if (view.cues.speech!.has(lemma) && view.verb(i)) said = true;
  }
  if (!accused && said && whichDenied(view, head)) return true;
  if (!accused) return false;
  const sentence = tokens.Sentence[head]!;
  for (let k = analysis.sentences.First[sentence]!; k < analysis.sentences.Last[sentence]!; k++)
    if (view.cues.denied!.has(tokens.Lemma[k]!)) return true;
  return false;
}

const REACH = 8;

/** The word at `i` and the two above it in the parse. */
function governors(view: View, i: number): Set<number> {
  const out = new Set<number>();
  for (let at = i, hop = 0; at >= 0 && hop < 3; at = view.tokens.Head[at]!, hop++) out.add(at);
  return out;
}

/** Words that may stand between a governing word and its act: "calls for a new wave of …", "to take part in a …". */
function light(view: View, k: number): boolean {
  const { tokens, cues } = view;
  const upos = tokens.Upos[k]!;
  if (upos === DET || upos === ADJ || upos === NUM || upos === ADV || upos === ADP) return true;
  if (cues.lightWords!.has(tokens.Norm[k]!) || tokens.Norm[k] === "being") return true;
  // "to end their sit-in": what is to end is there.
  if (cues.phasal!.has(tokens.Lemma[k]!)) return false;
  return view.verb(k) && cues.carriers!.has(tokens.Lemma[k]!) && !tokens.Feats[k]!.includes("Tense=Past");
}

/** The word before the noun phrase that ends at `k`: "urged their supporters to". */
function beforePhrase(view: View, k: number, first: number): number {
  const { tokens, cues } = view;
  let at = k;
  for (let n = 0; n < REACH && at >= first; n++) {
    const upos = tokens.Upos[at]!;
    const inside =
      view.noun(at) || upos === DET || upos === ADJ || upos === NUM || cues.lightWords!.has(tokens.Norm[at]!);
    if (!inside && tokens.Norm[at] !== "on" && tokens.Norm[at] !== "of") break;
    at--;
  }
  return at;
}

/**
 * What the words right before an act say of it where the parse ties them elsewhere: "announced plans for a march" with
 * the march under "announced". Null where the nearest governing word says nothing, or the parse has it above the act.
 */
export function leftSays(view: View, trigger: Trigger): Actuality | null {
  const { tokens, analysis, cues } = view;
  const first = analysis.sentences.First[trigger.sentence]!;
  // "were to march on Thursday"
  const [be, to] = [trigger.first - 2, trigger.first - 1];
  if (be > first && tokens.Norm[to] === "to" && tokens.Lemma[be] === "be" && tokens.Norm[be] !== "been")
    return "planned";
  let preposition: string | null = null;
  let k = trigger.first - 1;
  for (let n = 0; k >= first && n < REACH && light(view, k); n++, k--) {
    if (tokens.Norm[k] === "to" && k > first && cues.negation!.has(tokens.Norm[k - 1]!)) return "denied";
    if (tokens.Upos[k] === ADP || tokens.Norm[k] === "to") preposition = tokens.Lemma[k]!;
  }
  // "risk being arrested"
  if (preposition === null && tokens.Norm[trigger.first - 1] === "being") preposition = "of";
  if (k < first) return null;
  const known = governors(view, trigger.head);
  if (view.noun(k)) {
    const people = view.classOf(k)?.person === true;
    // What a noun says of a phrase or verb under it has been read already.
    const read = known.has(k) && (view.verb(trigger.head) || view.is(trigger.head, "nmod"));
    if (preposition === null || (read && !people)) return null;
    const said = people ? null : nounSays(view, k, preposition);
    if (said !== null || preposition !== "to") return said;
    k = beforePhrase(view, k, first);
    if (k < first || (known.has(k) && view.verb(trigger.head))) return null;
    return view.verb(k) && cues.directing!.has(tokens.Lemma[k]!)
      ? (verbSaysHere(view, k) ?? "called_for")
      : null;
  }
  if (!view.verb(k) || known.has(k)) return null;
  // "had announced protest marches"
  if (preposition === null)
    return view.noun(trigger.head) &&
      trigger.type.startsWith("PRO") &&
      cues.plan!.has(tokens.Lemma[k]!) &&
      !cues.doing!.has(tokens.Lemma[k]!)
      ? verbSaysHere(view, k)
      : null;
  if (!cues.tying!.has(preposition)) return null;
  if (preposition === "to" && view.noun(trigger.head) && definite(view, trigger.head)) return null;
  return verbSaysHere(view, k);
}

const LASTING = new Set(["PRO.STRIKE", "PRO.GENSTRIKE", "PRO.OCCUPY", "PRO.HUNGER", "PRO.BOYCOTT"]);

/** "the march … was called off", where the parse has another subject. */
export function rightSays(view: View, trigger: Trigger): Actuality | null {
  const { tokens, analysis, cues } = view;
  if (!view.noun(trigger.head)) return null;
  const last = Math.min(analysis.sentences.Last[trigger.sentence]!, trigger.last + REACH);
  // "the union's strike ballot"
  if (trigger.last < last && view.noun(trigger.last)) {
    const said = nounSays(view, trigger.last, null);
    if (said !== null) return said;
  }
  for (let k = trigger.last; k < last; k++) {
    const upos = tokens.Upos[k]!;
    const lemma = tokens.Lemma[k]!;
    if (lemma === "be" || lemma === "have") {
      let at = k + 1;
      // "the march was to have begun at noon"
      if (lemma === "be" && at < last && tokens.Norm[at] === "to") return "planned";
      while (at < last && (tokens.Lemma[at] === "be" || tokens.Upos[at] === ADV)) at++;
      // "the strike was suspended": it had been going on.
      if (at < last && cues.phasal!.has(tokens.Lemma[at]!) && LASTING.has(trigger.type)) return null;
      return at < last &&
        view.verb(at) &&
        tokens.Feats[at]!.includes("Voice=Pass") &&
        (cues.cancelled!.has(tokens.Lemma[at]!) || cues.cancelled!.has(withParticle(view, at)))
        ? "planned"
        : null;
    }
    if (!(upos === ADP || upos === DET || upos === ADJ || upos === NUM || view.noun(k))) return null;
  }
  return null;
}

/** "until the mayor steps down", where the parse takes the verb for a noun: its particle tells. */
export function stillToCome(view: View, trigger: Trigger): boolean {
  const { tokens, cues, analysis } = view;
  const particle = tokens.Upos[trigger.last - 1];
  if (trigger.last - trigger.first < 2 || (particle !== ADV && particle !== ADP)) return false;
  const first = Math.max(analysis.sentences.First[trigger.sentence]!, trigger.first - 4);
  for (let k = trigger.first - 1; k >= first; k--) {
    if (cues.untilWords!.has(tokens.Norm[k]!)) return true;
    if (!view.noun(k) && tokens.Upos[k] !== DET && tokens.Upos[k] !== ADJ) return false;
  }
  return false;
}

function modalAt(view: View, k: number): Actuality | null {
  const norm = view.tokens.Norm[k]!;
  const { cues } = view;
  if (cues.willModals!.has(norm) || cues.wouldModals!.has(norm)) return "planned";
  return cues.canModals!.has(norm) || cues.mustModals!.has(norm) ? "hypothetical" : null;
}

/** "the planned union march", where the parse ties "planned" to another word. */
export function modifiedBefore(view: View, trigger: Trigger): Actuality | null {
  const { tokens, analysis } = view;
  if (!view.noun(trigger.head)) return null;
  const first = Math.max(analysis.sentences.First[trigger.sentence]!, trigger.first - 4);
  for (let k = trigger.first - 1; k >= first; k--) {
    const said = modifierSays(view, k);
    if (said !== null) return said;
    if (!(view.noun(k) || tokens.Upos[k] === ADJ || tokens.Upos[k] === NUM)) return null;
  }
  return null;
}

/** "must keep calm and deploy more officers": a bare infinitive takes the modal before it, whatever the parse makes of it. */
export function modalBefore(view: View, trigger: Trigger): Actuality | null {
  const { tokens, analysis } = view;
  const i = trigger.head;
  if (!view.verb(i) || !tokens.Feats[i]!.includes("VerbForm=Inf")) return null;
  if (view.children(i).some((k) => view.is(k, "aux") || (view.is(k, "mark") && tokens.Norm[k] === "to")))
    return null;
  const first = analysis.sentences.First[trigger.sentence]!;
  for (let k = trigger.first - 1; k >= first; k--) {
    const said = modalAt(view, k);
    if (said !== null) return said;
    if (view.verb(k) && tokens.Feats[k]!.includes("Tense=Past") && tokens.Feats[k]!.includes("VerbForm=Fin"))
      return null;
  }
  return null;
}

/** "they would court arrest", "did not down tools": a modal or a "not" right before an act whose verb the tagger takes for a noun. */
export function modalRightBefore(view: View, trigger: Trigger): Actuality | null {
  const before = trigger.first - 1;
  if (view.verb(trigger.head) || before < view.analysis.sentences.First[trigger.sentence]!) return null;
  const { Norm, Upos } = view.tokens;
  if (before > 0 && Upos[before - 1] === AUX && view.cues.negation!.has(Norm[before]!)) return "denied";
  if (view.tokens.Upos[before] !== AUX) return null;
  const said = modalAt(view, before);
  // "remains to be seen whether they will down tools"
  for (let k = before - 1; said !== null && k >= view.analysis.sentences.First[trigger.sentence]!; k--) {
    if (view.cues.conditional!.has(Norm[k]!)) return "hypothetical";
    // "warned that they would down tools"
    if (view.verb(k) && view.cues.threaten!.has(view.tokens.Lemma[k]!)) return "threatened";
    if (view.verb(k) || (Norm[k] !== "that" && view.cues.clauseOpeners!.has(Norm[k]!))) break;
  }
  return said;
}

/** How far before an "and" the verb stands that the act is tied to by it. */
const COORDINATED = 20;

/**
 * "planned to meet and embark on a march", "would march and "camp outside"": a bare verb after "and" that is taken for a noun
 * shares the modal or the infinitive before it.
 */
export function coordinated(view: View, trigger: Trigger): Actuality | null {
  const { tokens, analysis, cues } = view;
  const first = analysis.sentences.First[trigger.sentence]!;
  let b = trigger.first;
  if (trigger.last - b === 1) {
    // The act is told by a noun: the verb that carries it stands before.
    for (b--; b > first && trigger.first - b < 5; b--) {
      const upos = tokens.Upos[b]!;
      if (!(upos === DET || upos === ADJ || upos === ADP || upos === ADV)) break;
    }
    if (!cues.carriers!.has(tokens.Lemma[b] ?? "") && tokens.Lemma[b] !== "help") return null;
  }
  if (b <= first || tokens.Norm[b] !== tokens.Lemma[b]) return null;
  let and = b - 1;
  while (and > first && /^["“'‘]$/.test(tokens.Norm[and]!)) and--;
  if (tokens.Norm[and] !== "and" && tokens.Norm[and] !== "or") return null;
  for (let k = and - 1; k >= first && and - k < COORDINATED; k--) {
    const norm = tokens.Norm[k]!;
    if (norm === ";" || cues.clauseOpeners!.has(norm)) return null;
    const said = modalAt(view, k);
    if (said !== null) return said;
    if (norm === "to" && view.verb(k + 1) && view.is(k, "mark"))
      return ofVerb(view, k + 1, 1).find((one) => one !== "happened" && one !== "ongoing") ?? null;
    if (view.verb(k) && tokens.Feats[k]!.includes("Tense=Past") && tokens.Feats[k]!.includes("VerbForm=Fin"))
      return null;
  }
  return null;
}

/** "had he been detained, nothing would have happened": an inverted "had" opens what did not come about. */
export function counterfactual(view: View, trigger: Trigger): boolean {
  const { tokens, analysis } = view;
  if (!view.verb(trigger.head)) return false;
  const first = analysis.sentences.First[trigger.sentence]!;
  const last = analysis.sentences.Last[trigger.sentence]!;
  for (let k = trigger.first - 1, subject = false; k >= first && trigger.first - k < REACH; k--) {
    if (tokens.Norm[k] === "," || tokens.Norm[k] === ";") return false;
    if (tokens.Norm[k] !== "had") {
      subject ||= view.noun(k) || tokens.Upos[k] === PRON;
      continue;
    }
    const opens = k === first || !(view.noun(k - 1) || tokens.Upos[k - 1] === PRON);
    if (!opens || !subject) return false;
    for (let i = trigger.last; i < last; i++) if (view.cues.wouldModals!.has(tokens.Norm[i]!)) return true;
    return false;
  }
  return false;
}

/** "Will teachers go on strike?" asks; "Why did police fire?" presupposes. */
export function asked(view: View, trigger: Trigger): boolean {
  const { tokens, analysis, cues } = view;
  const end = analysis.sentences.Last[trigger.sentence]!;
  let mark = end - 1;
  while (mark > trigger.last && !/[\p{L}?]/u.test(tokens.Norm[mark]!)) mark--;
  if (tokens.Norm[mark] !== "?") return false;
  let first = analysis.sentences.First[trigger.sentence]!;
  while (first < end && !/\p{L}/u.test(tokens.Norm[first]!)) first++;
  if (!cues.asking!.has(tokens.Norm[first]!)) return false;
  return view.verb(trigger.head) || !definite(view, trigger.head);
}
