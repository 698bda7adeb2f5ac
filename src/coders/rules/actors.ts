/** Who takes part in an event, in which role: only whom the words name (an unstated perpetrator stays unknown). */
import type { ActorRole, EventActor } from "../../model/coding.js";
import { span } from "../../model/span.js";
import type { ReasonCode } from "../../model/why-codes.js";
import { UPOS } from "../../text/analysis.js";
import { inClass, parties } from "./conditions.js";
import { actors, undergoers } from "./sides.js";
import type { Trigger } from "./triggers.js";
import { ADJ, AUX, DET, NUM, PRON, type View, wordsAt } from "./view.js";

/** Role of those who act, and of those acted upon, by type or family. */
const ROLES: Readonly<Record<string, { agent: ActorRole; patient: ActorRole }>> = {
  PRO: { agent: "participant", patient: "target" },
  VIO: { agent: "perpetrator", patient: "victim" },
  REP: { agent: "responder", patient: "victim" },
  LAW: { agent: "responder", patient: "victim" },
  GOV: { agent: "responder", patient: "victim" },
  "GOV.RESIGN": { agent: "participant", patient: "participant" },
  "GOV.REMOVE": { agent: "perpetrator", patient: "victim" },
  "GOV.ELECTION": { agent: "participant", patient: "participant" },
  "POL.CALL": { agent: "organiser", patient: "target" },
  MIL: { agent: "responder", patient: "responder" },
  "MIL.DEPLOY": { agent: "responder", patient: "responder" },
};

export function rolesOf(type: string): { agent: ActorRole; patient: ActorRole } {
  return ROLES[type] ?? ROLES[type.slice(0, 3)] ?? { agent: "actor", patient: "third_party" };
}

/** A noun phrase in a role, and the reason that put it there. */
type Placed = { readonly head: number; role: ActorRole; readonly by: ReasonCode };

function actor(view: View, trigger: Trigger, { head, role, by }: Placed): EventActor | null {
  const { tokens, analysis } = view;
  const no = (code: ReasonCode) => {
    view.why?.note(trigger, code, wordsAt(view, head), { role });
    return null;
  };
  if (tokens.Upos[head] === PRON) return no("actor.pronoun");
  const noun = view.classOf(head);
  if (!noun) return no("actor.unknown_word");
  const { noise } = analysis;
  if (noise.some((n) => n.start <= tokens.Start[head]! && tokens.Start[head]! < n.end))
    return no("actor.furniture");
  const [first, last] = view.phrase(head);
  // A name is quoted whole, whatever the parse makes of its parts.
  const name = view.nameAt(head);
  const start = Math.min(tokens.Start[first]!, name?.start ?? Number.POSITIVE_INFINITY);
  const quote = span(analysis.text, start, Math.max(tokens.End[last - 1]!, name?.end ?? 0));
  // "unidentified gunmen": the words say that nobody knows whose they are.
  let unknown = false;
  for (let i = first; i < head; i++) if (view.cues.unidentified!.has(tokens.Norm[i]!)) unknown = true;
  const category = unknown ? "unknown" : noun.category;
  view.why?.note(trigger, by, quote, { role }, [wordsAt(view, head)]);
  const told = unknown
    ? "actor.unidentified"
    : view.recalled(head)
      ? "actor.category_told"
      : "actor.category";
  view.why?.note(trigger, told, quote, { category }, [wordsAt(view, head)]);
  return { name: quote.quote, role, category, quote };
}

const ORGANISING = new Set([
  "organise",
  "organize",
  "call",
  "lead",
  "convene",
  "plan",
  "announce",
  "convoke",
]);

function organisers(view: View, trigger: Trigger): number[] {
  const { tokens } = view;
  const out: number[] = [];
  for (const k of view.children(trigger.head)) {
    if (view.is(k, "acl") && ORGANISING.has(tokens.Lemma[k]!)) {
      for (const j of view.children(k)) if (view.preposition(j) === "by") out.push(...view.conjuncts(j));
    }
  }
  const head = tokens.Head[trigger.head]!;
  if (
    head >= 0 &&
    view.verb(head) &&
    ORGANISING.has(tokens.Lemma[head]!) &&
    (view.is(trigger.head, "obj") || view.is(trigger.head, "obl"))
  ) {
    out.push(...view.agents(head));
  }
  return out;
}

const AIMED = new Set(["against", "over", "about", "at"]);
const TARGETS = new Set([
  "government",
  "legislature",
  "judiciary",
  "business",
  "party",
  "foreign_state",
  "military",
  "state_security",
  "igo",
  "rebel",
  "militia",
]);

/** Whom a protest is aimed at: "against the government", "over the ministry's plans", "protesting the president's law". */
function targets(view: View, trigger: Trigger): number[] {
  const out: number[] = [];
  const heads = [trigger.head];
  // "gathered to protest against …", "a strike called against …": what is aimed may hang on the verb beside the trigger.
  const up = view.tokens.Head[trigger.head]!;
  if (up >= 0 && view.tokens.Sentence[up] === trigger.sentence) heads.push(up);
  for (const head of heads) {
    for (const k of view.children(head)) {
      if (k >= trigger.first && k < trigger.last) continue;
      if (view.is(k, "obl") || view.is(k, "nmod")) {
        const preposition = view.preposition(k);
        if (
          preposition !== null &&
          AIMED.has(preposition) &&
          (preposition === "against" || head === trigger.head)
        )
          out.push(...view.conjuncts(k));
      } else if (head === trigger.head && view.is(k, "obj") && view.tokens.Lemma[head] === "protest")
        out.push(...view.conjuncts(k));
    }
  }
  // "against government plans", "against the policies of the president": the body named inside the phrase.
  const named = (k: number, depth: number): number[] => {
    const noun = view.classOf(k);
    if (noun?.person && TARGETS.has(noun.category)) return [k];
    if (depth > 2) return [];
    return view
      .children(k)
      .filter((c) => view.is(c, "compound") || view.is(c, "nmod") || view.is(c, "amod") || view.is(c, "obl"))
      .flatMap((c) => named(c, depth + 1));
  };
  return out.flatMap((k) => named(k, 0));
}

/**
 * "Police arrested six protesters at the march", "the arrest of six protesters", "six protesters were arrested": these are
 * told as those held, not as those who march.
 */
function held(view: View, i: number): boolean {
  const { tokens, cues, analysis } = view;
  const arrest = (k: number) => cues.arrested!.has(tokens.Lemma[k]!);
  const up = tokens.Head[i]!;
  if (up >= 0 && arrest(up) && view.patients(up).includes(i)) return true;
  const sentence = tokens.Sentence[i]!;
  const first = analysis.sentences.First[sentence]!;
  const last = analysis.sentences.Last[sentence]!;
  let k = i - 1;
  while (k >= first && ARTICLES.has(tokens.Upos[k]!)) k--;
  if (k > first && tokens.Norm[k] === "of") k--;
  if (k >= first && arrest(k) && !(view.verb(k) && view.passive(k))) return true;
  k = i + 1;
  while (k < last && (tokens.Upos[k] === AUX || tokens.Lemma[k] === "be")) k++;
  return k > i + 1 && k < last && arrest(k) && view.verb(k);
}

const ARTICLES = new Set([DET, NUM, ADJ, UPOS.indexOf("ADV")]);

/** The noun of the sentence that fits, nearest to the trigger; subjects of verbs of saying are sources, not parties. */
function nearest(view: View, trigger: Trigger, fits: (i: number) => boolean): number {
  const { First, Last } = view.analysis.sentences;
  let best = -1;
  for (let i = First[trigger.sentence]!; i < Last[trigger.sentence]!; i++) {
    if (!view.noun(i) || (i >= trigger.first && i < trigger.last)) continue;
    if (view.is(i, "compound") || view.is(i, "nmod:poss")) continue;
    const up = view.tokens.Head[i]!;
    if (up >= 0 && view.is(i, "nsubj") && view.cues.speech!.has(view.tokens.Lemma[up]!)) continue;
    if (!fits(i)) continue;
    if (best < 0 || Math.abs(i - trigger.head) < Math.abs(best - trigger.head)) best = i;
  }
  return best;
}

/** Who, besides forces and government, may answer for a state's response. */
const ANSWERING = ["judiciary", "legislature", "foreign_state", "igo", "unknown"];

/** Force used on a crowd: who used it and on whom is read from the whole sentence. */
const FORCE = new Set(["REP.DISPERSE", "REP.BEAT", "REP.FORCE"]);
const CROWD = new Set(["crowd", "mob", "youth", "marcher", "striker"]);

/** All actors that the words at one trigger name, in reading order. */
export function actorsOf(view: View, trigger: Trigger): EventActor[] {
  const { tokens } = view;
  const family = trigger.type.slice(0, 3);
  const roles = rolesOf(trigger.type);
  const found: Placed[] = [];
  const add = (heads: readonly number[], role: ActorRole, by: ReasonCode) => {
    for (const head of heads) if (!found.some((f) => f.head === head)) found.push({ head, role, by });
  };
  const { head } = trigger;
  const police = (h: number) => inClass(view, h, ["state"]);
  if (family === "PRO") {
    const organising = organisers(view, trigger);
    add(organising, "organiser", "actor.organiser");
    if (trigger.case.also || trigger.group === "clash" || trigger.group === "riot") {
      const sides = parties(view, trigger);
      add(
        sides.filter((h) => !police(h)),
        "participant",
        "actor.side",
      );
      add(sides.filter(police), "victim", "actor.side");
    } else {
      add(
        actors(view, trigger).filter((h) => !police(h)),
        trigger.case.implied ? "participant" : roles.agent,
        "actor.agent",
      );
      const patients = undergoers(view, trigger);
      if (trigger.type === "PRO.RIOT") add(patients, "victim", "actor.undergoer");
      else if (trigger.type === "PRO.OCCUPY" || trigger.type === "PRO.BLOCK")
        add(
          patients.filter((h) => view.classOf(h)?.person),
          "target",
          "actor.undergoer",
        );
    }
    if (trigger.case.implied && !held(view, head)) add([head], "participant", "actor.implied");
    add(targets(view, trigger), "target", "actor.target");
    if (!found.some((f) => f.role === "participant" || f.role === "organiser") && !trigger.case.mention) {
      const striking = trigger.type === "PRO.STRIKE" || trigger.type === "PRO.GENSTRIKE";
      const who = nearest(view, trigger, (i) => {
        const noun = view.classOf(i);
        if (held(view, i)) return false;
        return (
          noun?.protester === true ||
          (striking && (noun?.category === "workers" || noun?.category === "union"))
        );
      });
      if (who >= 0) add([who], "participant", "actor.nearest");
    }
  } else if (family === "REP") {
    const sides = trigger.group === "clash" ? parties(view, trigger) : [];
    const agents = sides.length > 0 ? sides.filter(police) : actors(view, trigger);
    add(
      agents.filter((h) => police(h) || inClass(view, h, ANSWERING)),
      "responder",
      sides.length > 0 ? "actor.side" : "actor.agent",
    );
    if (sides.length > 0)
      add(
        sides.filter((h) => !police(h)),
        "victim",
        "actor.side",
      );
    else add(undergoers(view, trigger), "victim", "actor.undergoer");
    // "responded with tear gas", "police fired": the nominal stands under the act of its responder.
    if (!agents.some(police)) {
      let up = tokens.Head[head]!;
      for (let hop = 0; up >= 0 && hop < 3; hop++) {
        if (view.verb(up)) {
          add(view.agents(up).filter(police), "responder", "actor.carrier");
          break;
        }
        up = tokens.Head[up]!;
      }
    }
    if (!found.some((f) => f.role === "responder")) {
      // The only state forces that the sentence names: "… and tear gas was used by officers who …".
      const who = nearest(view, trigger, (i) => police(i) && view.classOf(i)!.category !== "government");
      if (who >= 0 && FORCE.has(trigger.type)) add([who], "responder", "actor.nearest");
    }
    if (FORCE.has(trigger.type) && !found.some((f) => f.role === "victim")) {
      const whom = nearest(
        view,
        trigger,
        (i) => view.classOf(i)?.protester === true || CROWD.has(tokens.Lemma[i]!),
      );
      if (whom >= 0) add([whom], "victim", "actor.nearest");
    }
  } else if (trigger.type === "VIO.ARMED" || trigger.type === "VIO.CLASH") {
    const sides = parties(view, trigger);
    const one = view.verb(head) || trigger.type === "VIO.ARMED" ? "perpetrator" : "participant";
    add(sides, sides.length > 1 ? "participant" : one, sides.length > 1 ? "actor.side" : "actor.agent");
    add(undergoers(view, trigger), "victim", "actor.undergoer");
  } else if (trigger.type === "MIL.DEPLOY") {
    const forces = (h: number) => inClass(view, h, ["state_security", "military"]);
    const all = [...actors(view, trigger), ...undergoers(view, trigger)];
    add(all.filter(forces), "responder", "actor.forces");
    add(
      actors(view, trigger).filter((h) => !forces(h)),
      "organiser",
      "actor.agent",
    );
    for (let i = trigger.first; i < trigger.last; i++)
      if (view.noun(i) && forces(i) && !found.some((f) => f.role === "responder"))
        add([i], "responder", "actor.forces");
  } else {
    // A parliament or court that removes a president does so by its office.
    const lawful = (h: number) =>
      trigger.type === "GOV.REMOVE" && inClass(view, h, ["legislature", "judiciary"]);
    const acting = actors(view, trigger);
    add(acting.filter(lawful), "responder", "actor.office");
    add(acting, roles.agent, "actor.agent");
    add(undergoers(view, trigger), roles.patient, "actor.undergoer");
    // "Two men died": the subject of an outcome suffers it.
    if (trigger.case.outcome && view.verb(head) && !view.passive(head) && tokens.Lemma[head] === "die") {
      for (const f of found) if (f.role === "perpetrator") f.role = "victim";
    }
  }
  // "opened fire on demonstrators": whom it was aimed at may hang on a noun of the trigger.
  if ((family === "REP" || family === "VIO") && !found.some((f) => f.role === "victim")) {
    for (let i = trigger.first; i < trigger.last; i++) {
      if (i === head || !view.noun(i)) continue;
      add(
        view.patients(i).filter((h) => view.classOf(h)?.person),
        "victim",
        "actor.aimed",
      );
    }
  }
  return found
    .sort((a, b) => a.head - b.head)
    .map((f) => actor(view, trigger, f))
    .filter((a): a is EventActor => a !== null);
}
