/** Who takes part in an event, in which role: only whom the words name (an unstated perpetrator stays unknown). */
import type { ActorRole } from "../../../model/coding.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import { lookedInto } from "../actuality/demanded.js";
import { ADJ, PRON, type View } from "../reading/view.js";
import { inClass, parties } from "../triggers/conditions.js";
import { dies } from "../triggers/context.js";
import { actors, undergoers } from "../triggers/sides.js";
import { subjectBefore } from "../triggers/subject-before.js";
import type { Trigger } from "../triggers/triggers.js";
import { afterBy } from "../triggers/word-order.js";
import { governing } from "./aimed.js";
import { statesAtArms, statesInFight } from "./at-arms.js";
import { addListed, BODILY, oncePerName, oneSided } from "./attacks.js";
import { alongWith, courtAt, dealtWith, forWhom, ruledOn } from "./before-court.js";
import { held, impliedBy, labellers, named, nearest, prosecutorsTelling, tellers } from "./beside.js";
import { castAt, type Placed } from "./casting.js";
import {
  addressed,
  bearers,
  companions,
  comprised,
  duringBy,
  exercising,
  handedOver,
  insideBy,
  mobilised,
  provokers,
  removed,
  senders,
  states,
  targeting,
  threatened,
  threateners,
  tried,
} from "./casts.js";
import { confined, unmarkedPassive } from "./confined.js";
import { contenders, leaving, leavingToo, receiving } from "./elected.js";
import {
  groundTakers,
  harmedAbove,
  harmedToo,
  leftHarmed,
  ofTheProtest,
  settersBeside,
  strikersBeside,
  withDoing,
} from "./harmed.js";
import { joined } from "./joined.js";
import { besides } from "./listed.js";
import { organisers, unknownBody } from "./organisers.js";
import { belongings, insideOf, ownersOf, struckIn } from "./property.js";
import { type Cast, rolesOf } from "./roles.js";
import { actingThrough, struckBeside, turnedOn } from "./struck.js";
import { targets } from "./targets.js";

/** Who, besides forces and government, may answer for a state's response. */
const ANSWERING = ["judiciary", "legislature", "foreign_state", "igo", "unknown"];

/** A company, not its people: it is struck. */
export function isFirm(view: View, head: number): boolean {
  const noun = view.classOf(head);
  return noun?.category === "business" && noun.collective;
}

/** A person of whom the report tells no office: "Ana Rey". */
const privately = (view: View, h: number): boolean =>
  view.nameAt(h)?.type === "PER" && view.classOf(h)?.category === "unknown";

const ENTERING = new Set(["storm", "enter", "break", "breach", "invade", "overrun", "push", "force"]);

/** "tried to storm parliament", "broke into the palace" */
function entering({ tokens, verb }: View, { head }: Trigger): boolean {
  return verb(head) && ENTERING.has(tokens.Lemma[head]!);
}

/** Whose work a strike stops. */
const AT_WORK = new Set(["workers", "professionals", "farmers", "students", "journalists"]);

/** "a commuter rail strike": whom the work is for. */
const served = (view: View, h: number): boolean =>
  view.is(h, "compound") && /^(residents|civilians)$/.test(view.classOf(h)?.category ?? "");

const STRIKES = new Set(["PRO.STRIKE", "PRO.GENSTRIKE"]);

/** "a local government election", "the rebel attack": a word that describes the noun right behind it. */
const describes = (view: View, h: number): boolean => view.is(h, "compound") || view.is(h, "amod");

/** What people do together, and no people; a march that is broken up stands for those in it. */
const GATHERING = new Set(["gathering"]);
const MEETINGS = new Set(["gathering", "procession", "assembly", "congregation"]);

/** Force used on a crowd: who used it and on whom is read from the whole sentence. */
const FORCE = new Set(["REP.DISPERSE", "REP.BEAT", "REP.FORCE"]);
const ANSWERS = new Set([...FORCE, "REP.LETHAL"]);
const CROWD = new Set(["crowd", "mob", "youth", "marcher", "striker"]);

/** "was killed by River Front [RF] rebels", where the parse takes the rebels for those who are killed: a "by" stands between. */
function byThem(view: View, verb: number, head: number): boolean {
  if (head < verb || !view.is(head, "nsubj:pass")) return false;
  return view.children(verb).some((k) => verb < k && k < head && view.preposition(k) === "by");
}

/** Who holds, charges and tries nobody: beside the noun of such an act ("over the arrest of") they do something else. */
const NO_LAW = new Set(
  "party opposition civilians residents students workers farmers journalists professionals union business women religious ethnic prisoners migrants unknown".split(
    " ",
  ),
);

/** "the trial of Ana Rey and others": a noun of people itself, or whom it is of. */
function ofIt(view: View, i: number): number[] {
  if (view.classOf(i)?.person) return [i];
  return view.children(i).filter((k) => view.preposition(k) === "of" && view.classOf(k)?.person);
}

/** "The president ordered his government to drop the plan": who has it done. */
function ordering(view: View, { type, head }: Trigger): readonly number[] {
  const { tokens, cues } = view;
  const up = tokens.Head[head]!;
  // "Authorities ordered his arrest", "a judge ordered four months of detention"
  let over = head;
  while (over >= 0 && view.noun(over) && view.is(over, "nmod")) over = tokens.Head[over]!;
  const by = over >= 0 && view.noun(over) && view.is(over, "obj") ? tokens.Head[over]! : -1;
  if (type === "LAW.DETAIN" && view.noun(head) && by >= 0 && cues.ordering!.has(tokens.Lemma[by]!))
    return view.agents(by);
  const told =
    type === "GOV.CONCEDE" &&
    up >= 0 &&
    up < head &&
    ["xcomp", "advcl", "ccomp"].some((r) => view.is(head, r));
  return told && cues.ordering!.has(tokens.Lemma[up]!) && !view.passive(up) ? view.agents(up) : [];
}

/** All actors that the words at one trigger name, in reading order. */
export function actorsOf(view: View, trigger: Trigger): Cast[] {
  const { tokens } = view;
  const family = trigger.type.slice(0, 3);
  const roles = rolesOf(trigger.type);
  const found: Placed[] = [];
  const add = (heads: readonly number[], role: ActorRole, by: ReasonCode) => {
    for (const head of heads) if (!found.some((f) => f.head === head)) found.push({ head, role, by });
  };
  const place = (one: Placed) => {
    const at = found.findIndex((f) => f.head === one.head);
    if (at < 0) found.push(one);
    else if (view.classOf(one.head) === null) found[at] = one;
  };
  const { head } = trigger;
  const police = (h: number) =>
    inClass(view, h, ["state"]) ||
    (view.classOf(h)?.category === "igo" &&
      /^(troop|peacekeeper|soldier|force|police)$/.test(tokens.Lemma[h]!));
  if (family === "PRO") {
    const organising = organisers(view, trigger);
    for (const who of organising)
      if (!found.some((f) => f.head === who))
        found.push({ head: who, role: "organiser", by: "actor.organiser", category: unknownBody(view, who) });
    if (trigger.case.also || trigger.group === "clash" || trigger.group === "riot") {
      const sides = parties(view, trigger);
      add(
        [...sides, ...comprised(view, trigger)].filter((h) => !police(h)),
        "participant",
        "actor.side",
      );
      // "Marchers clashed with police": in "police fought battles with marchers" and "clashes with police" nobody is said to suffer.
      const doers = view.agents(head);
      if (view.verb(head))
        add(
          sides.filter((h) => police(h) && !doers.includes(h)),
          "victim",
          "actor.side",
        );
    } else {
      // "protesters led by the mayor": the "by" of a word for people is no act of theirs.
      const acting = trigger.case.implied ? view.agents(head) : actors(view, trigger);
      add(
        [
          ...acting,
          ...mobilised(view, trigger),
          ...comprised(view, trigger),
          ...companions(view, trigger, acting),
        ].filter((h) =>
          // "The hunger strikers demanded": strikers, no hunger.
          view.is(h, "compound") && h >= trigger.first && tokens.Head[h]! < trigger.last
            ? false
            : STRIKES.has(trigger.type)
              ? !isFirm(view, h) && (!police(h) || view.is(h, "nsubj")) && !served(view, h)
              : !police(h),
        ),
        trigger.case.implied ? "participant" : roles.agent,
        "actor.agent",
      );
      const patients = undergoers(view, trigger);
      // A house that is stormed is where they go; who is struck suffers it.
      if (trigger.type === "PRO.RIOT") {
        for (const f of struckIn(view, patients, entering(view, trigger))) place(f);
      } else if (trigger.type === "PRO.OCCUPY" || trigger.type === "PRO.BLOCK")
        add(
          patients.flatMap((h) => (view.classOf(h)?.person ? [h] : ownersOf(view, h))),
          "target",
          "actor.undergoer",
        );
    }
    // "organisers rallied thousands"
    for (const f of found)
      if (f.role === "participant" && /^organi[sz]er$/.test(tokens.Lemma[f.head]!)) f.role = "organiser";
    if (trigger.type === "PRO.RIOT" && !found.some((f) => f.role === "participant" && view.classOf(f.head)))
      add(withDoing(view, trigger), "participant", "actor.side");
    const implied = impliedBy(view, trigger);
    if (implied >= 0 && !held(view, implied)) add([implied], "participant", "actor.implied");
    for (const who of targets(view, trigger))
      if (!found.some((f) => f.head === who))
        found.push({ head: who, role: "target", by: "actor.target", category: governing(view, who) });
    // "Protesters taking part in the march": the nearest who act in its sentence; of strikes the trigger must name them.
    const nobody = !found.some((f) => f.role === "participant" || f.role === "organiser");
    if (nobody && !trigger.case.mention && !STRIKES.has(trigger.type)) {
      const who = nearest(
        view,
        trigger,
        (i) => view.classOf(i)?.protester === true && view.is(i, "nsubj") && !held(view, i),
      );
      if (who >= 0) add([who], "participant", "actor.nearest");
    }
    // "Nurses stayed at home on the first day of a strike": those at work who act in its sentence.
    if (nobody && !trigger.case.mention && STRIKES.has(trigger.type) && view.noun(head)) {
      const who = nearest(
        view,
        trigger,
        (i) => AT_WORK.has(view.classOf(i)?.category ?? "") && view.is(i, "nsubj") && !held(view, i),
      );
      if (who >= 0) add([who], "participant", "actor.nearest");
    }
    if (nobody && !STRIKES.has(trigger.type) && !trigger.case.mention)
      add(duringBy(view, trigger), "participant", "actor.nearest");
  } else if (family === "REP") {
    const sides = trigger.group === "clash" || trigger.case.also ? parties(view, trigger) : [];
    const spoken = trigger.type === "REP.STIGMA" ? labellers(view, trigger) : [];
    const agents =
      spoken.length > 0 ? spoken : sides.length > 0 ? sides.filter(police) : actors(view, trigger);
    add(
      agents.filter((h) => police(h) || (inClass(view, h, ANSWERING) && !privately(view, h))),
      "responder",
      sides.length > 0 ? "actor.side" : "actor.agent",
    );
    for (const f of states(view, agents)) place(f);
    // "killed by a police bullet": whose bullet it is.
    add(
      agents
        .filter((h) => view.noun(h) && view.classOf(h) === null)
        .flatMap((h) => view.children(h))
        .filter((k) => view.is(k, "compound") && police(k)),
      "responder",
      "actor.agent",
    );
    if (sides.length > 0)
      add(
        sides.filter((h) => !police(h)),
        "victim",
        "actor.side",
      );
    else
      add(
        undergoers(view, trigger).filter(
          (h) => !(trigger.type === "REP.RESTRICT" ? MEETINGS : GATHERING).has(tokens.Lemma[h]!),
        ),
        "victim",
        "actor.undergoer",
      );
    if (FORCE.has(trigger.type)) add(turnedOn(view, trigger), "victim", "actor.aimed");
    if (!found.some((f) => f.role === "victim" && view.classOf(f.head)))
      add(ofTheProtest(view, trigger, undergoers(view, trigger)), "victim", "actor.undergoer");
    // "raided the office of the rights centre": whose office it is.
    if (!found.some((f) => f.role === "victim" && view.classOf(f.head)))
      add(struckBeside(view, trigger), "victim", "actor.undergoer");
    add(actingThrough(view, trigger), "responder", "actor.agent");
    // "responded with tear gas", "police fired": the nominal stands under the act of its responder.
    // "ordered the release of students arrested on Monday": who orders did not arrest them.
    const described =
      (view.verb(head) && view.is(head, "acl") && view.passive(head)) || lookedInto(view, trigger);
    if (!agents.some(police) && !described) {
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
    if (trigger.type === "REP.ARREST" && !found.some((f) => f.role === "responder"))
      add(tellers(view, trigger), "responder", "actor.speaker");
    if (FORCE.has(trigger.type) && !found.some((f) => f.role === "victim"))
      add(provokers(view, trigger, police), "victim", "actor.provoking");
    if (FORCE.has(trigger.type) && !found.some((f) => f.role === "victim")) {
      const whom = nearest(
        view,
        trigger,
        (i) => view.classOf(i)?.protester === true || CROWD.has(tokens.Lemma[i]!),
      );
      if (whom >= 0) add([whom], "victim", "actor.nearest");
    }
  } else if (trigger.type === "VIO.ARMED" || trigger.type === "VIO.CLASH") {
    const hit = undergoers(view, trigger);
    const sides = [...new Set(parties(view, trigger).flatMap((h) => senders(view, h)))];
    if (trigger.type === "VIO.ARMED" && oneSided(view, trigger)) {
      const doers = oncePerName(
        view,
        sides.filter((h) => !hit.includes(h)),
      );
      add([...doers, ...bearers(view, doers)], "perpetrator", "actor.agent");
    } else {
      const one = trigger.type === "VIO.ARMED" ? "perpetrator" : "participant";
      add(sides, sides.length > 1 ? "participant" : one, sides.length > 1 ? "actor.side" : "actor.agent");
    }
    if (sides.length === 0) {
      const ground = groundTakers(view, trigger);
      add(ground, ground.length > 1 ? "participant" : "perpetrator", "actor.side");
      add(insideBy(view, trigger), "perpetrator", "actor.agent");
      // "the shelling of a market on Thursday by the front"
      const by = view.noun(head) ? afterBy(view, trigger) : -1;
      if (by >= 0 && found.length === 0) add(view.conjuncts(by), "perpetrator", "actor.agent");
    }
    if (trigger.type === "VIO.ARMED") {
      const several = !oneSided(view, trigger) && sides.length > 1;
      for (const f of statesInFight(view, sides, several ? "participant" : "perpetrator")) place(f);
      const doing = found.some((f) => f.role !== "victim" && view.classOf(f.head) !== null);
      if (!doing) for (const f of statesAtArms(view, trigger, actors(view, trigger))) place(f);
    }
    add(hit, "victim", "actor.undergoer");
  } else if (trigger.type === "MIL.DEPLOY") {
    const forces = (h: number) =>
      inClass(view, h, ["state_security", "military", "igo"]) &&
      !view.is(h, "amod") &&
      tokens.Upos[h] !== ADJ;
    const sent = undergoers(view, trigger).filter((h) => forces(h) && named(view, h));
    const all = [...actors(view, trigger), ...sent];
    add(all.filter(forces), "responder", "actor.forces");
    for (const f of states(view, actors(view, trigger))) place(f);
    add(
      actors(view, trigger).filter((h) => !forces(h) && !view.is(h, "amod")),
      "organiser",
      "actor.agent",
    );
    for (let i = trigger.first; i < trigger.last; i++)
      if (view.noun(i) && forces(i) && named(view, i) && !found.some((f) => f.role === "responder"))
        add([i], "responder", "actor.forces");
  } else {
    // A parliament or court that removes a president does so by its office.
    const lawful = (h: number) =>
      trigger.type === "GOV.REMOVE" && inClass(view, h, ["legislature", "judiciary"]);
    const giving = ordering(view, trigger);
    const all = (giving.length > 0 ? giving : actors(view, trigger))
      // "the local government election": the word says what is elected.
      .filter((h) => trigger.type !== "GOV.ELECTION" || tokens.Head[h] !== head || !describes(view, h))
      .flatMap((h) => senders(view, h));
    const acting = trigger.type === "MIL.EXERCISE" ? exercising(view, trigger, all) : all;
    if (trigger.type === "MIL.AID") {
      const { givers, getters } = handedOver(view, trigger);
      for (const f of [...states(view, getters, "recipient"), ...states(view, givers)]) place(f);
      add(getters, "recipient", "actor.undergoer");
      add(givers, "responder", "actor.agent");
    }
    add(acting.filter(lawful), "responder", "actor.office");
    if (trigger.type === "LAW.DETAIN") add(confined(view, trigger), "victim", "actor.undergoer");
    if (family === "LAW" && (tried(view, trigger) || unmarkedPassive(view, trigger))) {
      add(acting, "victim", "actor.undergoer");
      for (let i = trigger.first; i < trigger.last; i++)
        if (view.noun(i) && view.classOf(i)?.category === "judiciary") add([i], "responder", "actor.agent");
    }
    if (family === "LAW" && !view.verb(head)) add(dealtWith(view, trigger), "victim", "actor.undergoer");
    if (/^(?:LAW|POL|MIL)|^GOV\.CONCEDE/.test(trigger.type))
      for (const f of states(view, acting, family === "POL" ? "actor" : "responder"))
        if (!found.some(({ head: known, role }) => known === f.head && role === "recipient")) place(f);
    if (family === "POL" && trigger.type !== "POL.CALL") {
      const others = [...undergoers(view, trigger), ...addressed(view, trigger)].filter(
        (h) => !acting.includes(h),
      );
      for (const f of states(view, others, "third_party")) place(f);
      add(others, "third_party", "actor.undergoer");
    }
    if (trigger.type === "VIO.HARASS") {
      add(threateners(view, trigger), "perpetrator", "actor.agent");
      add(threatened(view, trigger), "victim", "actor.undergoer");
    }
    // "the trial of Ana Rey and other conspirators begins": those in the words of the act itself undergo it.
    const inside =
      family === "LAW"
        ? acting.filter(
            (h) =>
              h > trigger.first && h < trigger.last && NO_LAW.has(view.classOf(h)?.category ?? "unknown"),
          )
        : [];
    if (trigger.type !== "LAW.INVESTIGATE" && trigger.type !== "LAW.RULING")
      add(
        inside.flatMap((h) => (view.is(h, "conj") ? [...ofIt(view, tokens.Head[h]!), h] : [h])),
        roles.patient,
        "actor.undergoer",
      );
    add(
      family === "LAW" && view.noun(head)
        ? acting.filter((h) => !NO_LAW.has(view.classOf(h)?.category ?? ""))
        : acting,
      roles.agent,
      "actor.agent",
    );
    if (trigger.type === "GOV.ELECTION") add(contenders(view, trigger), "participant", "actor.agent");
    if (trigger.type === "GOV.RESIGN") {
      const receivers = receiving(view, trigger);
      for (let k = found.length - 1; k >= 0; k--) if (receivers.includes(found[k]!.head)) found.splice(k, 1);
      add(receivers, "responder", "actor.undergoer");
      add(leavingToo(view, trigger), "participant", "actor.agent");
    }
    if (trigger.type === "GOV.RESIGN" && !found.some((f) => f.role === "participant" && view.classOf(f.head)))
      for (const h of leaving(view, trigger))
        place({
          head: h,
          role: "participant",
          by: "actor.agent",
          category: view.classOf(h)?.category ?? "unknown",
        });
    if (family === "VIO") add(bearers(view, acting), "perpetrator", "actor.agent");
    if (trigger.type !== "GOV.RESIGN") add(undergoers(view, trigger), roles.patient, "actor.undergoer");
    if (family === "LAW") {
      add(alongWith(view, trigger), "victim", "actor.undergoer");
      add(ruledOn(view, trigger), "victim", "actor.undergoer");
      if (trigger.type !== "LAW.INVESTIGATE" && !found.some((f) => f.role === "victim"))
        add(forWhom(view, trigger), "victim", "actor.aimed");
      if (trigger.type === "LAW.CHARGE" && !found.some((f) => f.role === "responder"))
        add(prosecutorsTelling(view, trigger), "responder", "actor.speaker");
      if (/^LAW\.(?:CONVICT|CHARGE|PROSECUTE)$/.test(trigger.type))
        add(courtAt(view, trigger), "responder", "actor.agent");
    }
    if (trigger.type === "GOV.REMOVE" && !found.some((f) => f.role === "victim"))
      add(removed(view, trigger), "victim", "actor.undergoer");
    if (trigger.type === "LAW.DETAIN" && !found.some((f) => f.role === "responder"))
      add(tellers(view, trigger), "responder", "actor.speaker");
  }
  if (trigger.type === "VIO.ARSON" || (trigger.type === "VIO.ATTACK" && tokens.Lemma[head] !== "loot"))
    for (const f of belongings(view, undergoers(view, trigger))) place(f);
  // "opened fire on a bus carrying teachers", "threw a grenade at the home of an editor"
  if (family === "VIO" && !found.some((f) => f.role === "victim" && view.classOf(f.head)?.person))
    add(insideOf(view, undergoers(view, trigger)), "victim", "actor.undergoer");
  if (family === "VIO" && !found.some((f) => f.role === "victim" && view.classOf(f.head)?.person))
    add(targeting(view, trigger), "victim", "actor.aimed");
  // "Two men died", "the bank caught fire": the subject suffers it.
  const suffered = family === "VIO" && view.verb(head) && !view.passive(head);
  if (
    suffered &&
    (dies(view, trigger) ||
      view.cues.goneThrough!.has(tokens.Lemma[head]!) ||
      (tokens.Norm[trigger.last - 1] === "ablaze" && found.length < 2))
  )
    for (const f of found) if (f.role === "perpetrator") f.role = "victim";
  if (trigger.type === "VIO.ARSON" && !found.some((f) => f.role === "perpetrator" && view.classOf(f.head)))
    add(settersBeside(view, trigger), "perpetrator", "actor.agent");
  // "Six villagers died when herders attacked them"
  if (suffered && dies(view, trigger)) add(strikersBeside(view, trigger), "perpetrator", "actor.agent");
  if (
    (family === "VIO" || family === "REP") &&
    !found.some((f) => f.role === "victim" && view.classOf(f.head)?.person)
  )
    add(leftHarmed(view, trigger), "victim", "actor.harmed");
  if (/^VIO\.(?:ARMED|ATTACK|ARSON)$/.test(trigger.type))
    if (!found.some((f) => f.role === "victim" && view.noun(f.head)))
      add(harmedAbove(view, trigger), "victim", "actor.harmed");
  if (family === "VIO") add(harmedToo(view, trigger), "victim", "actor.harmed");
  // "the murder of Ana Rey, a judge, and of two nurses": those whom the parse leaves out of the list.
  const aimed = trigger.type === "VIO.ARMED" && view.noun(head) && oneSided(view, trigger);
  if ((aimed || BODILY.test(trigger.type)) && !(view.verb(head) && view.passive(head)))
    addListed(view, trigger, found, roles.patient);
  // "On 6 May, Ana Rey, mayor of Tal, was shot"
  if (
    (family === "REP" || family === "VIO") &&
    view.verb(head) &&
    view.passive(head) &&
    !undergoers(view, trigger).some(
      (h) => !byThem(view, head, h) && (view.classOf(h) !== null || tokens.Upos[h] === PRON),
    )
  ) {
    const before = subjectBefore(view, trigger);
    if (before >= 0) add(view.conjuncts(before), "victim", "actor.undergoer");
  }
  // "opened fire on demonstrators": whom it was aimed at may hang on a noun of the trigger.
  if (
    (family === "REP" || family === "VIO" || family === "LAW") &&
    !found.some((f) => f.role === "victim" && view.classOf(f.head) !== null)
  ) {
    for (let i = trigger.first; i < trigger.last; i++) {
      if (!view.noun(i)) continue;
      const against = view.children(i).filter((k) => k > i && view.preposition(k) === "against");
      add(
        [...(i === head ? [] : view.patients(i)), ...against.flatMap(view.conjuncts)].filter(
          (h) => view.classOf(h)?.person,
        ),
        "victim",
        "actor.aimed",
      );
    }
  }
  for (let k = found.length - 1; k >= 0; k--)
    if (found[k]!.role === "victim" && byThem(view, head, found[k]!.head)) found.splice(k, 1);
  for (const { head: many, role } of [...found])
    for (const one of besides(view, many))
      if (!found.some((f) => f.head === one)) found.push({ head: one, role, by: "actor.agent" });
  // Forces that use force are not those it is used on.
  const struck = (f: Placed) =>
    !(
      f.role === "victim" &&
      ANSWERS.has(trigger.type) &&
      inClass(view, f.head, ["state_security", "military"])
    );
  return joined(
    view,
    found
      .filter(struck)
      .sort((a, b) => a.head - b.head)
      .map((f) => castAt(view, trigger, f))
      .filter((a): a is Cast => a !== null),
  );
}
