/** What the form of a verb, its auxiliaries and the words above it say about whether its act took place. */
import type { Actuality } from "../../../model/coding.js";
import { ADJ, type View } from "../reading/view.js";
import { negated, nounSays, prepositionSays, verbSays, verbSaysHere } from "../triggers/embedders.js";
import { heard } from "../why/because.js";
import { verbForm } from "./verb-form.js";

/** Verbs above an act are followed no further than this. */
const DEEPEST = 4;

function marked(view: View, i: number, list: string): boolean {
  for (const k of view.children(i)) {
    if (!(view.is(k, "mark") || view.is(k, "advmod")) || !view.cues[list]!.has(view.tokens.Norm[k]!))
      continue;
    // "whether the man who killed them had helpers": a word before the noun that a clause describes is not that clause's.
    if (view.is(i, "acl") && k < view.tokens.Head[i]!) continue;
    heard(view, list, k, "hypothetical");
    return true;
  }
  return false;
}

function toInfinitive(view: View, i: number): boolean {
  // "caving in to mounting protests"
  if (view.tokens.Norm[i]!.endsWith("ing") && view.tokens.Feats[i]!.includes("VerbForm=Part")) return false;
  return view
    .children(i)
    .some((k) => view.tokens.Norm[k] === "to" && (view.is(k, "mark") || view.is(k, "aux")));
}

/** "vowed never to march", where the parse ties the "never" to the vow. */
function neverTo(view: View, i: number): boolean {
  const { tokens, cues } = view;
  const to = view.children(i).find((k) => tokens.Norm[k] === "to" && k < i);
  return (
    to !== undefined &&
    to > 0 &&
    cues.negation!.has(tokens.Norm[to - 1]!) &&
    tokens.Head[to - 1] === tokens.Head[i]
  );
}

function hasBe(view: View, i: number): boolean {
  return view
    .children(i)
    .some((k) => (view.is(k, "aux") || view.is(k, "cop")) && view.tokens.Lemma[k] === "be");
}

/** What a word above says of the infinitive at `i`: "plans to march", "the right to march", "able to march". */
function overInfinitive(view: View, i: number, head: number, depth: number): Actuality[] {
  const { tokens, cues } = view;
  const lemma = tokens.Lemma[head]!;
  const governed =
    view.is(i, "xcomp") ||
    view.is(i, "ccomp") ||
    view.is(i, "acl") ||
    view.is(i, "advcl") ||
    view.is(i, "csubj");
  if (view.noun(head)) {
    // "one of many to have been arrested"
    if (view.children(i).some((k) => view.is(k, "aux") && tokens.Norm[k] === "have")) return [];
    // "the first students to march": done, unlike "a plan to march".
    if (view.children(head).some((k) => cues.ordinals!.has(tokens.Lemma[k]!))) return [];
    const said = nounSays(view, head, null);
    if (said !== null) return [said];
    // "prompting the officers to fire", "had the men freed": the verb above the noun governs the act.
    const verb = verbOver(view, head);
    return verb >= 0 && verb < i && view.classOf(head)?.person && depth < DEEPEST
      ? overInfinitive(view, i, verb, depth + 1)
      : ["planned"];
  }
  // "ordered those arrested on Monday to be freed": a participle beside a noun governs nothing.
  if (
    view.is(head, "acl") &&
    view.passive(head) &&
    !view.is(head, "acl:relcl") &&
    verbSays(view, head) === null
  ) {
    const verb = verbOver(view, head);
    if (verb >= 0 && verb < i && depth < DEEPEST) return overInfinitive(view, i, verb, depth + 1);
  }
  // "appealed to the faithful to march", "urged the poor to rise": an adjective that stands for people
  const up = tokens.Head[head]!;
  const people = tokens.Upos[head] === ADJ && (view.is(head, "obl") || view.is(head, "obj"));
  if (people && up >= 0 && view.verb(up) && depth < DEEPEST && governed)
    return overInfinitive(view, i, up, depth + 1);
  const past = tokens.Feats[head]!.includes("Tense=Past") || cues.pastForms!.has(copula(view, head));
  // "are known to beat detainees", "are wont to": what one is known for is done time and again.
  if (cues.repute!.has(tokens.Norm[head]!) && governed && !marked(view, head, "conditional")) {
    const done = view.children(i).some((k) => view.is(k, "aux") && tokens.Lemma[k] === "have");
    return done ? [] : [heard(view, "repute", head, "generic")];
  }
  // "were able to march", "had to march": in the past they did.
  if (cues.implicative!.has(lemma) && governed) {
    if (negated(view, head)) return ["denied"];
    // "whether he managed to quell the riot"
    if (past && view.verb(head) && marked(view, head, "conditional")) return ["hypothetical"];
    if (past) return [];
    return ["hypothetical"];
  }
  if (lemma === "go" && tokens.Norm[head] === "going") return [negated(view, head) ? "denied" : "planned"];
  // "wants to attack" tells a wish; "wants them to attack", "wants it stopped" ask.
  if (lemma === "want" && governed && view.child(head, "obj") < 0 && !negated(view, head))
    return [heard(view, "wishing", head, "hypothetical")];
  // "the device failed to go off"
  if (governed && lemma === "fail" && cues.goingOff!.has(tokens.Lemma[i]!))
    return [heard(view, "goingOff", i, "attempted")];
  const said = governed ? verbSays(view, head) : null;
  // "is mobilising its forces to storm": its own, who are not called on
  if (governed && ownForces(view, head)) return ["planned"];
  if (said !== null) {
    const here = verbSaysHere(view, head);
    if (here !== null) return [here];
    // "would not hesitate to march": who says so threatens it.
    return view
      .children(head)
      .some((k) => cues.willModals!.has(tokens.Norm[k]!) || cues.wouldModals!.has(tokens.Norm[k]!))
      ? ["threatened"]
      : [];
  }
  if (cues.directing!.has(lemma) && view.child(head, "obj", "nsubj:pass") >= 0 && governed)
    return [heard(view, "directing", head, "called_for")];
  // "the aim is to march", but "they were outside parliament to protest"
  if (lemma === "be" || tokens.Upos[head] === ADJ) return past && view.is(i, "advcl") ? [] : ["planned"];
  if (hasBe(view, i) && !view.passive(i)) return ["planned"];
  const directing = hasBe(view, i) ? directedBefore(view, i) : -1;
  // What somebody who can do so orders is to come.
  if (directing >= 0) return [verbSays(view, directing) === "planned" ? "planned" : "called_for"];
  // "took up arms to overthrow the king", "groups that act to oust her": what is aimed at is not reached by it.
  if (cues.aimedAt!.has(tokens.Lemma[i]!)) return ["attempted"];
  if (view.verb(head) && depth < DEEPEST) return ofVerb(view, head, depth + 1);
  return ["planned"];
}

/** "its forces", "their fighters" under a verb of calling. */
function ownForces(view: View, verb: number): boolean {
  const object = view.child(verb, "obj");
  if (object < 0 || !view.cues.rallying!.has(view.tokens.Lemma[verb]!)) return false;
  return view.child(object, "nmod:poss") >= 0 && view.cues.ownForces!.has(view.tokens.Lemma[object]!);
}

/** How far back a verb of asking or ordering may stand from what is to be done. */
const DIRECTED = 20;

/** "ordered all students jailed since Sunday to be freed": the verb of asking or ordering, whatever the parse ties the infinitive to, or -1. */
function directedBefore(view: View, i: number): number {
  const { tokens, analysis, cues } = view;
  const first = Math.max(analysis.sentences.First[tokens.Sentence[i]!]!, i - DIRECTED);
  for (let k = i - 1; k >= first; k--) {
    if (view.verb(k) && cues.directing!.has(tokens.Lemma[k]!)) return k;
    if (cues.clauseOpeners!.has(tokens.Norm[k]!)) return -1;
  }
  return -1;
}

/** The nearest verb above a noun phrase, or -1. */
function verbOver(view: View, i: number): number {
  let at = i;
  for (let hop = 0; hop < DEEPEST && at >= 0; hop++) {
    at = view.tokens.Head[at]!;
    if (at >= 0 && view.verb(at)) return at;
  }
  return -1;
}

/** The form of "be" beside a predicate, or "". */
function copula(view: View, i: number): string {
  for (const k of view.children(i)) if (view.is(k, "cop") || view.is(k, "aux")) return view.tokens.Norm[k]!;
  return view.tokens.Norm[i]!;
}

/** "could not confirm that …", "was unable to verify …", "declined to confirm …": nobody says that it is so. */
export function unconfirmed(view: View, i: number): boolean {
  if (!view.verb(i) || !view.cues.confirming!.has(view.tokens.Lemma[i]!)) return false;
  if (negated(view, i)) return true;
  return ofVerb(view, i, DEEPEST - 1).some((one) => one === "denied" || one === "refused");
}

/** What a verb of saying or feeling says of the finite clause under it. */
function overClause(view: View, form: Actuality | null, head: number, depth: number): Actuality[] {
  const { cues, tokens } = view;
  const lemma = tokens.Lemma[head]!;
  if (cues.denied!.has(lemma) && !negated(view, head)) return ["denied"];
  if (unconfirmed(view, head)) return [heard(view, "confirming", head, "hypothetical")];
  if (cues.threaten!.has(lemma) && form === "planned") return ["threatened"];
  if (cues.promise!.has(lemma) && form === "planned") return ["promised"];
  if (cues.wishing!.has(lemma) && form !== "happened") return ["hypothetical"];
  // "would ensure that he is removed": as far off as the ensuring.
  if (cues.ensuring!.has(lemma)) {
    const above = depth < DEEPEST ? ofVerb(view, head, depth + 1) : [];
    const ahead = above.find((one) => one === "planned" || one === "hypothetical" || one === "promised");
    if (ahead) return [heard(view, "ensuring", head, ahead)];
  }
  if (depth < DEEPEST && marked(view, head, "conditional")) return ["hypothetical"];
  // "speculation is growing that she will resign", "calls have mounted that …"
  const subject = form === "happened" ? -1 : view.child(head, "nsubj");
  const said = subject >= 0 && view.child(head, "obj") < 0 ? nounSays(view, subject, null) : null;
  return said === null ? [] : [said];
}

/** "whenever fares rise": in the present, as often as it happens. */
function usual(view: View, i: number): boolean {
  if (!view.is(i, "advcl") || verbForm(view, i) !== "ongoing") return false;
  for (let k = i - 1; k >= Math.max(0, i - 10) && view.tokens.Norm[k] !== ","; k--)
    if (view.cues.everyTime!.has(view.tokens.Norm[k]!)) {
      heard(view, "everyTime", k, "generic");
      return true;
    }
  return false;
}

/** A clause about "anyone who", "those who", or one that waits for the future tells of no one act. */
function ofReferent(view: View, i: number, head: number, form: Actuality | null): Actuality[] {
  const { tokens, cues } = view;
  if (form !== "ongoing") return [];
  const any =
    cues.anybody!.has(tokens.Norm[head]!) || view.children(head).some((k) => tokens.Norm[k] === "any");
  if (any) return ["generic"];
  // "people who protest are younger": said of whoever does it
  const over = tokens.Head[head]!;
  const bare = cues.anyPeople!.has(tokens.Norm[head]!) && view.child(head, "det", "nummod", "amod") < 0;
  const told = over >= 0 && view.is(head, "nsubj") ? view.child(over, "cop") : -1;
  const so = (k: number) => tokens.Lemma[k] === "be" && tokens.Feats[k]!.includes("Tense=Pres");
  return bare && ((told >= 0 && so(told)) || so(i + 1)) ? ["generic"] : [];
}

/** "unless the mayor comes", "if their demands are not met": a clause under the verb tells what others are to do, or else. */
function heldOver(view: View, i: number): boolean {
  return view
    .children(i)
    .some(
      (k) =>
        view.is(k, "advcl") &&
        (marked(view, k, "unlessWords") || (marked(view, k, "conditional") && negated(view, k))),
    );
}

/** Actuality of a verb: what its own form says, and what the words above it say. */
export function ofVerb(view: View, i: number, depth: number): Actuality[] {
  const { tokens, cues } = view;
  const out: Actuality[] = [];
  if (marked(view, i, "conditional")) out.push("hypothetical");
  const form = verbForm(view, i);
  const deprel = tokens.Deprel[i]!;
  const head = tokens.Head[i]!;
  if (toInfinitive(view, i)) {
    if (head < 0 && hasBe(view, i)) return ["planned"];
    if (negated(view, i) || neverTo(view, i)) return ["refused"];
    // "vowed to shut down the country unless he came"
    if (head >= 0 && cues.promise!.has(tokens.Lemma[head]!) && (heldOver(view, i) || heldOver(view, head)))
      return [heard(view, "unlessWords", i, "threatened")];
    if (head >= 0) return [...out, ...overInfinitive(view, i, head, depth)];
  }
  if (bidden(view, i)) return [...out, heard(view, "actuality.form", i, "called_for")];
  if (form !== null) out.push(form);
  if (tokens.Norm[i]!.endsWith("ing") || form === null) {
    const first = firstAuxiliary(view, i);
    const before = prepositionSays(view, first);
    if (before !== null) out.push(before);
    else if (first > 1 && cues.beforeVerbs!.has(`${tokens.Norm[first - 2]} ${tokens.Norm[first - 1]}`))
      out.push("planned");
  }
  // "will march if …", "warned of using force unless …"
  if (
    (form === "planned" || (form === null && tokens.Norm[i]!.endsWith("ing"))) &&
    view.children(i).some((k) => view.is(k, "advcl") && marked(view, k, "conditional"))
  )
    out.push("hypothetical");
  // "will strike unless they are paid": what is to come is held over others.
  if (form === "planned" && heldOver(view, i))
    return [...out.filter((one) => one !== "hypothetical"), heard(view, "unlessWords", i, "threatened")];
  // "whenever fares rise, drivers block the road"
  if (form === "ongoing" && depth === 0 && view.children(i).some((k) => usual(view, k))) out.push("generic");
  if (head < 0 || depth >= DEEPEST) return out;
  if (deprel === "acl:relcl") {
    out.push(...ofReferent(view, i, head, form));
    // "rumours that the imam had been killed": a clause of what is rumoured, which the parse takes for a relative one.
    const open = tokens.Norm[head + 1] === "that" && view.child(i, "nsubj") > head + 1;
    if (open && nounSays(view, head, null) === "hypothetical") out.push("hypothetical");
    // "assured the families that the officers would be tried", where the parse ties the clause to who is told
    const teller = tokens.Head[head]!;
    const told = teller >= 0 && view.verb(teller) && (view.is(head, "obj") || view.is(head, "iobj"));
    if (told && view.child(i, "nsubj") > head + 1 && depth < DEEPEST)
      out.push(...overClause(view, form, teller, depth));
    return out;
  }
  // "those found guilty face ten years"
  if (view.is(i, "acl") && form === null && cues.anybody!.has(tokens.Norm[head]!)) {
    const over = tokens.Head[head]!;
    const told = over >= 0 && view.verb(over) ? verbForm(view, over) : null;
    if (told !== null && told !== "happened") return [...out, heard(view, "anybody", head, "generic")];
  }
  // "no intention of resigning", where the parse takes the gerund for a noun's phrase
  const gerund = view.is(i, "nmod") && tokens.Feats[i]!.includes("VerbForm=Ger");
  if ((view.is(i, "acl") || gerund) && view.noun(head)) {
    const mark = markOf(view, i);
    const over = tokens.Head[head]!;
    if (over >= 0 && cues.signNouns!.has(tokens.Lemma[head]!) && unconfirmed(view, over))
      return [...out, heard(view, "confirming", over, "hypothetical")];
    const said = mark === null ? null : nounSays(view, head, mark === "that" ? null : mark);
    if (said !== null) {
      out.push(said);
      return out;
    }
  }
  if (!view.verb(head)) return out;
  // "will be arrested when they march": the clause waits for what is to come.
  if (deprel === "advcl" && form === "ongoing" && marked(view, i, "temporal")) {
    const above = verbForm(view, head);
    if (above === "planned" || above === "hypothetical") out.push("hypothetical");
    // "when they march, they block the traffic": whenever they do
    else if (above === "ongoing" && marked(view, i, "whenever")) out.push("generic");
  }
  if (
    form === null &&
    (deprel === "conj" || deprel === "advcl" || deprel === "xcomp" || deprel === "acl" || deprel === "obl")
  ) {
    // "prevented them from marching", "considered striking"
    const gerund = tokens.Norm[i]!.endsWith("ing") || tokens.Norm[firstAuxiliary(view, i)] === "being";
    const mark = markOf(view, i);
    const prevented = mark === "from" && cues.preventing!.has(tokens.Lemma[head]!);
    const complement =
      gerund && deprel !== "conj" && (deprel === "xcomp" || complementary(view, i, head, mark));
    const said = prevented ? "hypothetical" : complement ? verbSays(view, head) : null;
    if (said !== null && said !== "attempted") out.push(said);
    // "the shooting and killing of …": a gerund that is a noun has no tense.
    else if (tokens.Norm[i + 1] !== "of") {
      // "tried to lure them by offering money", "did not attend, saying": what goes along is not what fails.
      const along = gerund && deprel === "advcl" && !complement;
      out.push(
        ...ofVerb(view, head, depth + 1).filter(
          (v) => !along || (v !== "denied" && (v !== "attempted" || mark !== "by")),
        ),
      );
    }
  } else if (deprel === "conj") {
    // "will march and rally": an auxiliary of the first verb holds for the second.
    const first = verbForm(view, head);
    if (first !== null && first !== "happened" && first !== "ongoing" && form !== "happened") out.push(first);
    // "denied that police fired gas and beat students": what is said of the first is said of both.
    const over = tokens.Head[head]!;
    if (over >= 0 && view.is(head, "ccomp") && view.verb(over) && view.child(i, "nsubj") < 0)
      out.push(...overClause(view, form, over, depth));
  }
  // "hoped the officers would be tried", where the parse takes the clause for an aside
  const unmarked = deprel === "advcl" && form === "planned" && markOf(view, i) === null && i > head;
  if (deprel === "ccomp" || deprel === "parataxis" || deprel === "csubj" || unmarked) {
    const over = overClause(view, form, head, depth);
    // "warned that they would strike if nobody paid": the condition is part of the threat.
    if (over.includes("threatened") && !marked(view, i, "conditional"))
      return [...out.filter((one) => one !== "hypothetical"), ...over];
    out.push(...over);
  }
  return out;
}

/** "“Come out and march with us,” the leader told them": an imperative that somebody speaks. */
function bidden(view: View, i: number): boolean {
  const { tokens, cues } = view;
  if (view.child(i, "nsubj", "aux", "mark") >= 0 || tokens.Norm[i] !== tokens.Lemma[i]) return false;
  const first = view.is(i, "conj") && view.verb(tokens.Head[i]!) ? tokens.Head[i]! : i;
  if (!tokens.Feats[first]!.includes("Mood=Imp") || view.child(first, "nsubj") >= 0) return false;
  const up = tokens.Head[first]!;
  return up >= 0 && cues.speech!.has(tokens.Lemma[up]!) && !negated(view, i);
}

/** The first token of a verb with the auxiliaries right before it: "being arrested". */
function firstAuxiliary(view: View, i: number): number {
  let first = i;
  while (first > 0 && view.is(first - 1, "aux") && view.tokens.Head[first - 1] === i) first--;
  return first;
}

/** "considered striking", "decided against striking", but not "declined, saying". */
function complementary(view: View, i: number, head: number, mark: string | null): boolean {
  return mark === null
    ? i > head && i - head <= 2 && view.tokens.Norm[i - 1] !== ","
    : view.cues.gerundTakes!.has(mark);
}

/** The preposition before a gerund: "of marching". */
function markOf(view: View, i: number): string | null {
  for (const k of view.children(i)) if (view.is(k, "mark") || view.is(k, "case")) return view.tokens.Norm[k]!;
  return null;
}

/** A "would" that hangs on an "if", or on a threat. */
export function conditional(view: View, i: number): boolean {
  const { tokens } = view;
  if (!view.children(i).some((k) => view.is(k, "aux") && tokens.Norm[k] === "would")) return false;
  const sentence = tokens.Sentence[i]!;
  for (let k = view.analysis.sentences.First[sentence]!; k < view.analysis.sentences.Last[sentence]!; k++) {
    if (tokens.Norm[k] === "if" || view.cues.threaten!.has(tokens.Lemma[k]!)) return true;
  }
  return view.is(i, "ccomp");
}
