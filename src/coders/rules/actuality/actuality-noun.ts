/** What the modifiers of a noun and the words above it say about whether its event took place. */
import type { Actuality } from "../../../model/coding.js";
import { ADJ, type View } from "../reading/view.js";
import {
  definite,
  modifierSays,
  negated,
  nounSays,
  prepositionSays,
  verbSays,
  verbSaysHere,
  withParticle,
} from "../triggers/embedders.js";
import type { Trigger } from "../triggers/triggers.js";
import { heard } from "../why/because.js";
import { ofVerb, unconfirmed } from "./actuality-verb.js";
import { cameAbout } from "./came-about.js";
import { dissolvesToo } from "./demanded.js";
import { beforeItHappens, votedFor } from "./going-on.js";
import { bareKind } from "./in-general.js";
import { lasts, PERFECT, takenForNoun, verbForm } from "./verb-form.js";

const DEEPEST = 4;

const unreal = (value: Actuality | null): value is Actuality =>
  value !== null && value !== "happened" && value !== "ongoing";

/** What stands with the noun itself: "no march", "a planned march", "a march that is planned". */
function besides(view: View, i: number): Actuality[] {
  const { tokens, cues } = view;
  const out: Actuality[] = [];
  for (const k of view.children(i)) {
    const norm = tokens.Norm[k]!;
    const lemma = tokens.Lemma[k]!;
    const deprel = tokens.Deprel[k]!;
    if (deprel === "det" && cues.noDeterminers!.has(norm))
      out.push(heard(view, "noDeterminers", k, "denied"));
    if (deprel === "det" && norm === "any") out.push(heard(view, "any", k, "hypothetical"));
    if (deprel === "amod" || deprel === "compound" || deprel === "advmod" || deprel === "nmod:poss") {
      const said = modifierSays(view, k);
      if (said) out.push(said);
      // "a growing insurgency", "mounting protests"
      else if (cues.ongoing!.has(lemma) || (norm.endsWith("ing") && cues.spreading!.has(lemma)))
        out.push(heard(view, "ongoing", k, "ongoing"));
    }
    if (deprel === "acl:relcl") {
      // "a march that was planned for Monday", "a strike that would close the port"
      const said = view.passive(k) ? verbSaysHere(view, k) : null;
      if (unreal(said) && said !== "called_for" && !cues.doing!.has(lemma)) out.push(said);
      else if (
        cues.plan!.has(lemma) &&
        !cues.doing!.has(lemma) &&
        !(lemma === "set" && view.child(k, "obj") >= 0)
      )
        out.push(heard(view, "plan", k, "planned"));
      // "protests that have spread to a dozen cities", "a blockade that continues"
      else if (
        (cues.spreading!.has(lemma) || cues.goingOn!.has(lemma)) &&
        lasts(view, k) &&
        !negated(view, k)
      )
        out.push(heard(view, "spreading", k, "ongoing"));
    } else if (view.is(k, "acl") && cues.setFor!.has(norm) && !(norm === "called" && tookPlace(view, i, k)))
      out.push(heard(view, "setFor", k, norm === "called" ? "called_for" : "planned"));
  }
  return out;
}

/** "the strike called by the union on Monday met a mixed response": what is told of it shows that it took place. */
function tookPlace(view: View, i: number, called: number): boolean {
  const { tokens, cues } = view;
  const [by, verb] = [tokens.Norm[called + 1], tokens.Head[i]!];
  if (by !== "by" || verb < called || !view.verb(verb) || !view.is(i, "nsubj")) return false;
  if (!tokens.Feats[verb]!.includes("Tense=Past") || negated(view, verb)) return false;
  const helped = view
    .children(verb)
    .some((k) => view.is(k, "aux") && !/^(?:be|have)$/.test(tokens.Lemma[k]!));
  if (helped) return false;
  const lower = view.child(verb, "xcomp");
  const fails = cues.refuse!.has(tokens.Lemma[verb]!) && lower >= 0;
  return fails ? !cues.start!.has(tokens.Lemma[lower]!) : verbSays(view, verb) === null;
}

/** "a march planned for Monday", whatever the parse makes of it. */
function setFor(view: View, after: number): boolean {
  const { tokens, cues } = view;
  if (after + 1 >= tokens.length || !cues.setFor!.has(tokens.Norm[after]!)) return false;
  if (tokens.Norm[after + 1] !== "for" && tokens.Norm[after + 1] !== "on") return false;
  // "a rally called for Monday", but "speakers at the rally called for elections"
  if (tokens.Norm[after] !== "called") return true;
  const from = tokens.Start[after + 1]!;
  return view.analysis.times.some((time) => time.start >= from && time.start - from < 12);
}

/** "in the wake of an ambush", "stopped after attacks": an act that something else comes after is there already. */
export function comesAfter(view: View, i: number): boolean {
  const { tokens, cues } = view;
  const first = view.is(i, "conj") && view.noun(tokens.Head[i]!) ? tokens.Head[i]! : i;
  const at = view.phrase(first)[0];
  const [one, two] = [tokens.Norm[at - 1], `${tokens.Norm[at - 2]} ${tokens.Norm[at - 1]}`];
  if (at < 1 || one === undefined) return false;
  const phrase = `${tokens.Norm[at - 4]} ${tokens.Norm[at - 3]} ${two}`;
  if (cues.afterPrepositions!.has(one) || cues.afterPrepositions!.has(phrase)) return true;
  if (cues.afterPrepositions!.has(`${tokens.Norm[at - 3]} ${two}`) || cues.afterPrepositions!.has(two))
    return true;
  const up = tokens.Head[first]!;
  return one === "after" && up >= 0 && view.verb(up) && verbForm(view, up) === "happened";
}

/** Under a preposition that makes the act known, only the words in its own phrase speak: "following a planned march". */
export function ofKnown(view: View, trigger: Trigger): Actuality[] {
  return besides(view, trigger.head);
}

export function ofNoun(view: View, trigger: Trigger): Actuality[] {
  const out = besides(view, trigger.head);
  // A planned march stays a plan, whatever becomes of it.
  if (out.includes("planned")) return out;
  if (setFor(view, trigger.last)) out.push(heard(view, "setFor", trigger.last, "planned"));
  if (beforeItHappens(view, trigger)) out.push(heard(view, "start", trigger.head, "hypothetical"));
  const before = prepositionSays(view, view.phrase(trigger.head)[0]);
  if (before !== null && trigger.head - view.phrase(trigger.head)[0] < 8)
    out.push(before === "hypothetical" && votedFor(view, trigger.head) ? "planned" : before);
  // "it will be a peaceful march"; "would march" with the verb taken for a noun
  if (view.child(trigger.head, "cop", "aux") >= 0) {
    const form = verbForm(view, trigger.head);
    if (unreal(form)) out.push(form);
  }
  const over = above(view, trigger.head, trigger.type, 0);
  const came = over.includes("called_for") ? cameAbout(view, trigger.head) : -1;
  if (came >= 0) return [...out, heard(view, "crowdVerbs", came, "happened")];
  // "met to discuss the disputed election": what is judged took place, whatever is said of it.
  const judged = view
    .children(trigger.head)
    .find((k) => view.cues.judgedModifiers!.has(view.tokens.Norm[k]!));
  const brought = view.children(trigger.head).some((k) => view.cues.anyOne!.has(view.tokens.Norm[k]!));
  if (judged !== undefined && !(brought && view.is(trigger.head, "nsubj")) && over.includes("hypothetical"))
    return [...out, heard(view, "judgedModifiers", judged, "happened")];
  out.push(...over);
  return out;
}

/** What the words over a noun say of the event that it names. */
function above(view: View, i: number, type: string, depth: number): Actuality[] {
  const { tokens, cues } = view;
  const head = tokens.Head[i]!;
  if (head < 0 || depth > DEEPEST) return [];
  if (view.is(i, "conj") && view.noun(head)) return above(view, head, type, depth + 1);
  if (view.noun(head)) {
    if (view.is(i, "compound")) {
      // "amid tight security arrangements": the forces are there.
      if (type === "MIL.DEPLOY") return [];
      const said = nounSays(view, head, null);
      if (said !== null) return [said];
      // "protest action", "strike wave"
      return cues.eventNouns!.has(tokens.Lemma[head]!)
        ? [...besides(view, head), ...above(view, head, type, depth + 1)]
        : [];
    }
    if (view.is(i, "nmod")) return underNoun(view, i, head, type, depth);
    if (view.is(i, "nsubj") && (verbForm(view, head) !== null || view.child(head, "cop") >= 0))
      return ofPredicate(view, i, head);
    return [];
  }
  if (tokens.Upos[head] === ADJ) return view.is(i, "nsubj") ? ofPredicate(view, i, head) : [];
  return view.verb(head) ? underVerb(view, i, head, type) : [];
}

function underNoun(view: View, i: number, head: number, type: string, depth: number): Actuality[] {
  const { tokens, cues } = view;
  const preposition = view.preposition(i) ?? "of";
  const verbal = takenForNoun(view, head) ? headlineVerb(view, head) : null;
  if (verbal !== null) return [verbal];
  // "did not give the reasons for the arrests": what has reasons took place.
  if (cues.groundNouns!.has(tokens.Lemma[head]!) && /^(?:for|behind)$/.test(preposition)) return [];
  // "an order by the court for his arrest", where the parse ties the arrest to the court
  const order =
    preposition === "for" && type.startsWith("LAW") && view.preposition(head) === "by" ? head - 1 : -1;
  for (let k = order; k > 0 && order - k < 4; k--)
    if (view.noun(k) && cues.planNouns!.has(tokens.Lemma[k]!))
      return [heard(view, "planNouns", k, "planned")];
  const said = nounSays(view, head, preposition);
  // "the date of the earlier march": what came before this one is no plan
  if (said === "planned" && view.children(i).some((k) => cues.formerModifiers!.has(tokens.Norm[k]!)))
    return [];
  if (said !== null) return [said];
  // "no sign of protests", "without a trace of violence"
  if (cues.signNouns!.has(tokens.Lemma[head]!) && preposition === "of")
    return view
      .children(head)
      .some((k) => cues.noDeterminers!.has(tokens.Norm[k]!) || tokens.Norm[k] === "without")
      ? [heard(view, "noDeterminers", head, "denied")]
      : [];
  // "a step towards war"
  if (preposition === "towards" || preposition === "toward")
    return [heard(view, "possibilityNouns", head, "hypothetical")];
  // "measures against the scourge of violent protests" speak of no one of them.
  if (cues.practiceNouns!.has(tokens.Lemma[head]!) && bareKind(view, i)) return [];
  // "the start of a strike", "a wave of protests": what holds for the one holds for the other.
  const part =
    preposition === "of" ||
    preposition === "in" ||
    (preposition === "to" && cues.partNouns!.has(tokens.Lemma[head]!));
  // "the film tells the story of a coup"
  if (
    cues.taleNouns!.has(tokens.Lemma[head]!) &&
    view.children(i).some((k) => cues.anyOne!.has(tokens.Norm[k]!))
  )
    return [heard(view, "taleNouns", head, "generic")];
  if (part && (cues.wave!.has(tokens.Lemma[head]!) || cues.partNouns!.has(tokens.Lemma[head]!)))
    return [...besides(view, head), ...above(view, head, type, depth + 1)];
  // "bring an end to the strike": what is to end goes on.
  if (cues.endNouns!.has(tokens.Lemma[head]!)) return [];
  const verb = tokens.Head[head]!;
  if (cues.signNouns!.has(tokens.Lemma[head]!) && verb >= 0 && unconfirmed(view, verb))
    return [heard(view, "confirming", verb, "hypothetical")];
  // "to end a run of bombings": what is to end goes on.
  if (verb >= 0 && part && cues.phasal!.has(tokens.Lemma[verb]!)) return [];
  // "to gauge the impact of the strike" speaks of one already known.
  const carried = verb >= 0 && view.verb(verb) && (view.is(head, "obj") || view.is(head, "nsubj"));
  if (carried && !definite(view, i)) return ofVerb(view, verb, 1).filter(unreal);
  return [];
}

/** "a strike is likely", "the march will be the largest yet" */
function ofPredicate(view: View, i: number, head: number): Actuality[] {
  const { tokens, cues } = view;
  const said = verbSaysHere(view, head);
  const more = view
    .children(head)
    .some((k) => view.is(k, "xcomp") || view.is(k, "advcl") || view.is(k, "obl"));
  if (
    said !== null &&
    (more || cues.possibleModifiers!.has(tokens.Norm[head]!) || cues.likely!.has(tokens.Lemma[head]!))
  )
    return [said];
  // "the war has been ongoing", "have been on strike since May"
  if (cues.ongoing!.has(tokens.Lemma[head]!)) return [heard(view, "ongoing", head, "ongoing")];
  const form = verbForm(view, head);
  // "a general strike would be suicidal": only thought of.
  const would = form === "planned" && view.children(head).some((k) => cues.wouldModals!.has(tokens.Norm[k]!));
  if (would && !definite(view, i)) return ["hypothetical"];
  if (form === "planned" || (form === "hypothetical" && !definite(view, i))) return [form];
  // "denied that a coup was in the making"
  const over = tokens.Head[head]!;
  if (view.is(head, "ccomp") && over >= 0 && cues.denied!.has(tokens.Lemma[over]!) && !negated(view, over))
    return [heard(view, "denied", over, "denied")];
  return [];
}

/** "organised a march", "announced the arrest": verbs of planning that tell of the deed itself. */
function done(view: View, i: number, head: number, type: string): boolean {
  const { cues } = view;
  const lemma = view.tokens.Lemma[head]!;
  if (cues.doing!.has(lemma)) return true;
  if (lemma === "decide" || lemma === "agree") return !view.is(i, "obl");
  if (lemma === "announce") return !/^(PRO|MIL|REP\.(RESTRICT|EMERGENCY)|GOV\.ELECTION)/.test(type);
  if (lemma === "order" || lemma === "approve") return !type.startsWith("MIL") && !view.is(i, "obl");
  return lemma === "set" && view.child(head, "xcomp") < 0;
}

function isTheme(view: View, i: number, said: Actuality | null): boolean {
  const preposition = view.preposition(i);
  if (view.is(i, "obj") || view.tokens.Deprel[i] === "nsubj:pass") return true;
  // "called off the march", where the particle leaves the march without its tie
  if (!view.is(i, "obl")) return false;
  if (preposition === null) return view.cues.cancelled!.has(withParticle(view, view.tokens.Head[i]!));
  if (preposition === "for" || preposition === "to" || preposition === "from") return true;
  // "called off Thursday's strike", where the parse takes the particle for a preposition.
  if (preposition === "off" && view.tokens.Norm[view.tokens.Head[i]! + 1] === preposition) return true;
  // "held off on their blockade"
  if (preposition === "on" && said === "refused") return true;
  if (preposition === "on" && view.cues.balloting!.has(view.tokens.Lemma[view.tokens.Head[i]!]!)) return true;
  const { aboutTakes } = view.cues;
  return aboutTakes!.has(preposition) && (said === "threatened" || said === "hypothetical");
}

/** What such a verb says of the act under it. */
function headlineVerb(view: View, i: number): Actuality | null {
  const particle = `${view.tokens.Lemma[i]} ${view.tokens.Norm[i + 1]}`;
  return view.cues.ruledOut!.has(particle) ? heard(view, "ruledOut", i, "denied") : verbSays(view, i);
}

/** "is being organised" */
function beingDone(view: View, i: number): boolean {
  const helpers = view.children(i).map((k) => view.tokens.Norm[k]!);
  return helpers.includes("being") && (helpers.includes("is") || helpers.includes("are"));
}

/** "the bill provides for", "the law allows": a law says in the present what may be done. */
function ofLaw(view: View, verb: number): boolean {
  const subject = view.child(verb, "nsubj");
  return (
    subject >= 0 &&
    view.cues.lawNouns!.has(view.tokens.Lemma[subject]!) &&
    verbForm(view, verb) === "ongoing" &&
    view.tokens.Feats[verb]!.includes("Tense=Pres")
  );
}

const MEANWHILE = new Set(["during", "amid", "amidst", "throughout"]);

function underVerb(view: View, i: number, head: number, type: string): Actuality[] {
  const { tokens, cues } = view;
  const out: Actuality[] = [];
  const lemma = tokens.Lemma[head]!;
  // "plotting a coup during the protests": what is tried or planned then says nothing of them.
  if (view.is(i, "obl") && MEANWHILE.has(view.preposition(i) ?? "")) return out;
  const existential = lemma === "be" && view.child(head, "expl") >= 0;
  if (!(view.is(i, "obj") || view.is(i, "nsubj") || view.is(i, "obl") || view.is(i, "xcomp"))) return out;
  const object = view.child(head, "obj");
  if (object >= 0 && object !== i && cues.endNouns!.has(tokens.Lemma[object]!)) return out;
  const isSubject = tokens.Deprel[i] === "nsubj";
  // "refused to end their sit-in", "will continue the strike": what is to end or to last goes on.
  if (cues.phasal!.has(lemma) && /^(PRO|VIO\.ARMED)/.test(type) && definite(view, i) && !view.is(i, "obl"))
    return tokens.Feats[head]!.includes("Tense=Past") && !cues.ongoing!.has(lemma)
      ? out
      : [heard(view, "phasal", head, "ongoing")];
  // "stepped up its campaign", "intensified their protests": what grows goes on.
  if (
    type.startsWith("PRO") &&
    view.is(i, "obj") &&
    (cues.steppingUp!.has(lemma) || cues.steppingUp!.has(withParticle(view, head)))
  )
    return [heard(view, "phasal", head, "ongoing")];
  // "the protest is being organised": it is to come.
  if (cues.doing!.has(lemma) && tokens.Deprel[i] === "nsubj:pass" && beingDone(view, head))
    out.push(heard(view, "doing", head, "planned"));
  if (!isSubject && ofLaw(view, head)) out.push(heard(view, "lawNouns", head, "generic"));
  const people = tokens.Head[head]!;
  if (view.is(head, "acl") && people >= 0 && cues.anybody!.has(tokens.Norm[people]!)) out.push("generic");
  // "have carried on a ten-year protest", "are keeping up their blockade"
  const keptUp = !isSubject && cues.keepingUp!.has(withParticle(view, head));
  // "vowed to keep up their protests": there is something to keep up.
  if (keptUp && view.is(head, "xcomp") && type.startsWith("PRO"))
    return [heard(view, "keepingUp", head, "ongoing")];
  if (keptUp && lasts(view, head)) out.push(heard(view, "keepingUp", head, "ongoing"));
  if (isSubject && cues.looming!.has(lemma)) out.push(heard(view, "looming", head, "threatened"));
  // "act or face a blockade", "faces arrest"
  if (cues.facing!.has(lemma) && view.is(i, "obj") && !definite(view, i)) {
    const form = verbForm(view, head);
    // "told them that they faced a crackdown if they marched"
    const held = view
      .children(head)
      .some(
        (k) => view.is(k, "advcl") && view.children(k).some((m) => cues.conditional!.has(tokens.Norm[m]!)),
      );
    if (held && form === "happened") out.push(heard(view, "facing", head, "threatened"));
    const bare = form === null && !tokens.Norm[head]!.endsWith("ing");
    if (bare || unreal(form) || (form === "ongoing" && !/^(PRO|POL)/.test(type)))
      out.push(heard(view, "facing", head, "hypothetical"));
  }
  // "the march failed to materialise"; below: "a strike looks inevitable"
  const lower = isSubject ? view.child(head, "xcomp") : -1;
  if (lower >= 0 && cues.start!.has(tokens.Lemma[lower]!)) {
    const over = verbSaysHere(view, head);
    if (over !== null) out.push(over);
  }
  const seems = cues.seeming!.has(lemma) && isSubject ? view.child(head, "xcomp") : -1;
  if (seems >= 0 && cues.likely!.has(tokens.Lemma[seems]!)) out.push("hypothetical");
  // "the massacre could have been prevented": it was not.
  const kept = tokens.Deprel[i] === "nsubj:pass" && definite(view, i) && cues.preventable!.has(lemma);
  if (kept && view.children(head).some((k) => tokens.Norm[k] === "have")) return out;
  // "could not confirm the killings", "could not confirm reports of killings"
  if (!isSubject && unconfirmed(view, head)) out.push(heard(view, "confirming", head, "hypothetical"));
  const pressing = cues.pressing!.has(lemma) || cues.pressing!.has(withParticle(view, head));
  const ruledOut = cues.ruledOut!.has(withParticle(view, head));
  // "committed a massacre" promises nothing; "a free hand to commit murder" tells of none.
  const committing = lemma === "commit" && view.is(i, "obj");
  const said = ruledOut
    ? verbSays(view, head)
    : tokens.Feats[head]!.includes("Mood=Imp")
      ? "planned"
      : !committing
        ? verbSays(view, head)
        : tokens.Feats[head]!.includes("VerbForm=Inf")
          ? "hypothetical"
          : null;
  const theme = isTheme(view, i, said) || (pressing && view.preposition(i) === "with");
  const purposed = cues.purposing!.has(lemma) && view.child(head, "xcomp", "advcl") >= 0;
  if (said !== null && theme && !(said === "planned" && done(view, i, head, type)) && !purposed) {
    const preposition = view.preposition(i);
    if (said === "called_for" && view.is(i, "obl") && preposition !== "for" && preposition !== "to")
      return out;
    // "called the march a success" only names it; "discussed the killing" presupposes it.
    const calledOff = cues.cancelled!.has(withParticle(view, head));
    const named =
      lemma === "call" &&
      !calledOff &&
      preposition === null &&
      (definite(view, i) || !/^(PRO|GOV)/.test(type));
    const known = cues.factiveOfDefinite!.has(lemma) && definite(view, i);
    if (!named && !known) {
      // "a law that bans demonstrations": none of them was planned.
      const ofLaw = cues.cancelled!.has(lemma) && verbForm(view, head) === "ongoing" && bareKind(view, i);
      // "the court may ban a walkout"
      const may = cues.cancelled!.has(lemma) && !definite(view, i) && verbForm(view, head) === "hypothetical";
      // "called snap polls": who calls an election sets its day.
      const convened =
        type === "GOV.ELECTION" &&
        lemma === "call" &&
        !calledOff &&
        (preposition === null || dissolvesToo(view, head));
      // "braced for further attacks": nobody plans what is feared of others.
      const feared = said === "planned" && cues.bracing!.has(lemma) && /^(?:VIO|PRO\.RIOT)/.test(type);
      const value =
        lemma === "want" || may || feared ? "hypothetical" : ofLaw ? "generic" : convened ? "planned" : said;
      out.push(
        ruledOut || lemma === "want" ? heard(view, ruledOut ? "ruledOut" : "demand", head, value) : value,
      );
    }
  }
  if (cues.ongoing!.has(lemma) && (isSubject || theme)) out.push(heard(view, "ongoing", head, "ongoing"));
  // What modality says of the verb holds for the act only where the verb merely carries it: "will stage a march".
  const carries =
    existential ||
    cues.carriers!.has(lemma) ||
    (cues.causing!.has(lemma) && !isSubject) ||
    cues.start!.has(lemma) ||
    cues.ongoing!.has(lemma) ||
    lemma === "take" ||
    ((cues.bringing!.has(lemma) || pressing) && theme) ||
    (theme && said === "planned" && done(view, i, head, type));
  if (!carries) {
    // "a strike would cripple the port", "the port would be hit by a strike": an event not known before, told under a modal.
    const by = view.preposition(i) === "by" && view.passive(head);
    const form = (isSubject || by) && !definite(view, i) ? verbForm(view, head) : null;
    // "a strike would cost millions": not planned, only thought of
    const would = view.children(head).some((k) => cues.wouldModals!.has(tokens.Norm[k]!));
    if (form === "planned" || form === "hypothetical") out.push(would ? "hypothetical" : form);
    // "would not be hit by a strike"
    else if (form === "denied" && would) out.push("hypothetical");
    return out;
  }
  for (const one of ofVerb(view, head, 1)) {
    if (!unreal(one)) {
      const progressive = tokens.Norm[head]!.endsWith("ing") && !isSubject;
      if (one === "ongoing" && progressive && theme) out.push("ongoing");
      if (
        one === "ongoing" &&
        isSubject &&
        (cues.start!.has(lemma) || lemma === "take" || cues.ongoing!.has(lemma))
      )
        out.push("ongoing");
    } else if (one === "denied" && cues.causing!.has(lemma) && definite(view, i)) continue;
    else if (one === "attempted" && lemma !== "hold" && lemma !== "stage") out.push("attempted");
    else if (
      (one === "denied" || one === "planned") &&
      !(
        isSubject ||
        theme ||
        existential ||
        (!definite(view, i) && cues.carriedTakes!.has(view.preposition(i) ?? ""))
      )
    )
      continue;
    else out.push(one);
  }
  // "clashes have spread"
  if (
    isSubject &&
    cues.spreading!.has(lemma) &&
    view.children(head).some((k) => PERFECT.has(tokens.Norm[k]!))
  )
    out.push("ongoing");
  if (existential && negated(view, head) && verbForm(view, head) !== "happened") out.push("denied");
  return out;
}
