/** Who takes part in an event, in which role: only whom the words name (an unstated perpetrator stays unknown). */
import type { ActorRole, EventActor } from "../../model/coding.js";
import { span } from "../../model/span.js";
import { inClass, parties } from "./conditions.js";
import type { Trigger } from "./triggers.js";
import { PRON, type View } from "./view.js";

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

export function actor(view: View, head: number, role: ActorRole): EventActor | null {
  const { tokens, analysis } = view;
  if (tokens.Upos[head] === PRON) return null;
  const noun = view.classOf(head);
  if (!noun) return null;
  const [first, last] = view.phrase(head);
  const quote = span(analysis.text, tokens.Start[first]!, tokens.End[last - 1]!);
  return { name: quote.quote, role, category: noun.category, quote };
}

const ORGANISING = new Set(["organise", "organize", "call", "lead", "convene", "plan", "announce", "stage", "convoke"]);

function organisers(view: View, trigger: Trigger): number[] {
  const { tokens } = view;
  const out: number[] = [];
  for (const k of view.children(trigger.head)) {
    if (view.is(k, "acl") && ORGANISING.has(tokens.Lemma[k]!)) {
      for (const j of view.children(k)) if (view.preposition(j) === "by") out.push(...view.conjuncts(j));
    }
  }
  const head = tokens.Head[trigger.head]!;
  if (head >= 0 && view.verb(head) && ORGANISING.has(tokens.Lemma[head]!) && (view.is(trigger.head, "obj") || view.is(trigger.head, "obl"))) {
    out.push(...view.agents(head));
  }
  return out;
}

/** Whom a protest is aimed at: "against the government", "to the ministry". */
function targets(view: View, trigger: Trigger): number[] {
  const out: number[] = [];
  for (const k of view.children(trigger.head)) {
    if (!(view.is(k, "obl") || view.is(k, "nmod"))) continue;
    if (view.preposition(k) === "against") out.push(...view.conjuncts(k));
  }
  // "against government plans", "against the policies of the president": the body named inside the phrase.
  return out.flatMap((k) => {
    if (view.classOf(k)?.person) return [k];
    return view.children(k).filter((c) => (view.is(c, "compound") || view.is(c, "nmod") || view.is(c, "amod")) && view.classOf(c)?.person);
  });
}

/** All actors that the words at one trigger name, in reading order. */
export function actorsOf(view: View, trigger: Trigger): EventActor[] {
  const { tokens } = view;
  const family = trigger.type.slice(0, 3);
  const roles = rolesOf(trigger.type);
  const found: { head: number; role: ActorRole }[] = [];
  const add = (heads: readonly number[], role: ActorRole) => {
    for (const head of heads) if (!found.some((f) => f.head === head)) found.push({ head, role });
  };
  const { head } = trigger;
  const police = (h: number) => inClass(view, h, ["state"]);
  if (family === "PRO") {
    const organising = organisers(view, trigger);
    add(organising, "organiser");
    if (trigger.case.also || trigger.group === "clash") {
      const sides = parties(view, trigger);
      add(sides.filter((h) => !police(h)), "participant");
      add(sides.filter(police), "victim");
    } else {
      add(view.agents(head).filter((h) => !police(h)), trigger.case.implied ? "participant" : roles.agent);
      const patients = view.patients(head);
      if (trigger.type === "PRO.RIOT") add(patients, "victim");
      else if (trigger.type === "PRO.OCCUPY" || trigger.type === "PRO.BLOCK") add(patients.filter((h) => view.classOf(h)?.person), "target");
    }
    if (trigger.case.implied) add([head], "participant");
    add(targets(view, trigger), "target");
  } else if (family === "REP") {
    const sides = trigger.group === "clash" ? parties(view, trigger) : [];
    const agents = sides.length > 0 ? sides.filter(police) : view.agents(head);
    add(agents.filter((h) => police(h) || !inClass(view, h, ["protester"])), "responder");
    add(sides.length > 0 ? sides.filter((h) => !police(h)) : view.patients(head), "victim");
    // "responded with tear gas", "police fired": the nominal stands under the act of its responder.
    if (!agents.some(police)) {
      let up = tokens.Head[head]!;
      for (let hop = 0; up >= 0 && hop < 3; hop++) {
        if (view.verb(up)) {
          add(view.agents(up).filter(police), "responder");
          break;
        }
        up = tokens.Head[up]!;
      }
    }
    if (!found.some((f) => f.role === "responder")) {
      // The only state forces that the sentence names before the act: "police … and tear gas was used".
      const { First } = view.analysis.sentences;
      for (let i = trigger.first - 1; i >= First[trigger.sentence]!; i--) {
        if (view.noun(i) && police(i) && view.is(i, "nsubj")) {
          add([i], "responder");
          break;
        }
      }
    }
  } else if (trigger.type === "VIO.ARMED" || trigger.type === "VIO.CLASH") {
    const sides = parties(view, trigger);
    if (sides.length > 1) add(sides, "participant");
    else add(sides, view.verb(head) || trigger.type === "VIO.ARMED" ? "perpetrator" : "participant");
    add(view.patients(head), "victim");
  } else {
    add(view.agents(head), roles.agent);
    add(view.patients(head), roles.patient);
    // "Two men died": the subject of an outcome suffers it.
    if (trigger.case.outcome && view.verb(head) && !view.passive(head) && tokens.Lemma[head] === "die") {
      for (const f of found) if (f.role === "perpetrator") f.role = "victim";
    }
  }
  return found
    .sort((a, b) => a.head - b.head)
    .map((f) => actor(view, f.head, f.role))
    .filter((a): a is EventActor => a !== null);
}
