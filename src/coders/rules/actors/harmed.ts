/** Who is harmed, and who sets, strikes or fights, by the clauses beside an act: "a bomb exploded, wounding two guards", "caught fire after youths threw bottles". */

import type { View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";
import { nounAfter } from "../triggers/word-order.js";

/** "Six villagers died when herders attacked them": those who strike in the clause of a death. */
export function strikersBeside(view: View, { head }: Trigger): number[] {
  const { tokens } = view;
  return view
    .children(head)
    .filter(
      (k) =>
        k > head && view.is(k, "advcl") && view.cues.deathDealing!.has(tokens.Lemma[k]!) && !view.passive(k),
    )
    .filter((k) => view.children(k).some((c) => c < k && /^(when|after|as)$/.test(tokens.Norm[c]!)))
    .flatMap((k) => view.agents(k))
    .filter((k) => view.noun(k) && view.classOf(k)?.person && !view.classOf(k)!.state);
}

/** "The bank caught fire after youths hurled petrol bombs inside": those who act in the clause that tells why it burns. */
export function settersBeside(view: View, { head }: Trigger): number[] {
  const { tokens } = view;
  const verbs = [head, tokens.Head[head]!].filter((i) => i >= 0 && view.verb(i));
  return verbs
    .flatMap((i) => view.children(i))
    .filter(
      (k) =>
        k > head && view.is(k, "advcl") && view.cues.settingFire!.has(tokens.Lemma[k]!) && !view.passive(k),
    )
    .filter((k) => view.children(k).some((c) => c < k && /^(?:when|after|as)$/.test(tokens.Norm[c]!)))
    .flatMap((k) => view.agents(k))
    .filter((k) => view.noun(k) && view.classOf(k)?.person && !view.classOf(k)!.state);
}

const WITH_REACH = 14;

/** "Clashes broke out in the centre, with hundreds of people smashing windows": who does it by a "with" and a participle. */
export function withDoing(view: View, { head, last, sentence }: Trigger): number[] {
  const { tokens, analysis } = view;
  if (!view.noun(head)) return [];
  const end = Math.min(analysis.sentences.Last[sentence]!, last + WITH_REACH);
  for (let i = last; i < end; i++) {
    if (tokens.Norm[i] !== "with") continue;
    const who = nounAfter(view, i + 1, end);
    if (who < 0) continue;
    const [, stop] = view.phrase(who);
    const counted = view.children(who).find((k) => view.preposition(k) === "of" && view.classOf(k)?.person);
    const verb = counted === undefined ? stop : Math.max(stop, counted + 1);
    if (!view.verb(verb) || !tokens.Norm[verb]!.endsWith("ing")) continue;
    return view
      .conjuncts(counted ?? who)
      .filter((k) => view.noun(k) && view.classOf(k)?.person && !view.classOf(k)!.state);
  }
  return [];
}

/** "dispersed a march by nurses", "crushed an uprising of miners": those whose protest it is that is put down. */
export function ofTheProtest(view: View, { first, last }: Trigger, hit: readonly number[]): number[] {
  const { tokens } = view;
  const events = [...hit];
  for (let i = first; i < last; i++) if (view.noun(i)) events.push(i);
  return events
    .filter((i) => view.noun(i) && view.cues.gatheringsStruck!.has(tokens.Lemma[i]!))
    .flatMap((i) => [
      ...view.agents(i),
      ...view.children(i).filter((k) => k > i && /^(?:of|by)$/.test(view.preposition(k) ?? "")),
    ])
    .filter((k) => view.noun(k) && view.classOf(k)?.person && !view.classOf(k)!.state && !view.is(k, "amod"));
}

/** "Troops recaptured the town from rebels after heavy fighting": who fought, by the verb over the noun of the fight. */
export function groundTakers(view: View, { head }: Trigger): number[] {
  const { tokens } = view;
  const up = tokens.Head[head]!;
  if (!view.noun(head) || up < 0 || !view.verb(up)) return [];
  // "The army killed four civilians in a drone strike"
  const by = view.cues.strikingSomebody!.has(tokens.Lemma[up]!) && !view.passive(up) && view.is(head, "obl");
  if (by && /^(?:in|with|by|during)$/.test(view.preposition(head) ?? ""))
    return view
      .agents(up)
      .filter(
        (k) =>
          view.noun(k) &&
          (view.classOf(k)?.armedNonState === true || view.classOf(k)?.category === "military"),
      );
  if (!view.cues.takingGround!.has(tokens.Lemma[up]!)) return [];
  const armed = (k: number) =>
    view.noun(k) && (view.classOf(k)?.armedNonState === true || view.classOf(k)?.category === "military");
  return [
    ...view.agents(up),
    ...view.patients(up),
    ...view.children(up).filter((k) => /^(?:from|by)$/.test(view.preposition(k) ?? "")),
  ].filter(armed);
}

/**
 * "A blast that left six soldiers dead", "the shelling killed a nurse", "a bomb exploded, wounding two guards", "the attack resulted in
 * the death of a driver": whom the verb beside an act leaves dead or hurt.
 */
export function leftHarmed(view: View, trigger: Trigger): number[] {
  const { tokens, cues } = view;
  const { head } = trigger;
  const up = tokens.Head[head]!;
  const verbs = view
    .children(head)
    .filter((k) =>
      view.noun(head)
        ? tokens.Deprel[k] === "acl:relcl"
        : k >= trigger.last && (view.is(k, "advcl") || view.is(k, "conj") || view.is(k, "parataxis")),
    );
  if (view.noun(head) && up >= 0 && view.is(head, "nsubj")) verbs.push(up);
  for (const verb of verbs) {
    if (!view.verb(verb) || view.passive(verb)) continue;
    const lemma = tokens.Lemma[verb]!;
    const object = view.cues.causingHarm!.has(lemma) ? ofDeath(view, verb) : view.child(verb, "obj");
    if (object < 0 || !view.noun(object) || !view.classOf(object)?.person) continue;
    if (view.cues.causingHarm!.has(lemma)) return view.conjuncts(object);
    if (!view.cues.leavingHarmed!.has(lemma) || (!view.noun(head) && view.child(verb, "nsubj") >= 0))
      continue;
    const [, last] = view.phrase(object);
    const left = lemma === "leave";
    const harmed = cues.harmed!.has(tokens.Norm[last] ?? "") || cues.harmed!.has(tokens.Norm[last + 1] ?? "");
    if (!left || harmed) return view.conjuncts(object);
  }
  return [];
}

/** "shot dead a councillor and wounded his bodyguard": whom the same doers harm by the verb joined to the act. */
export function harmedToo(view: View, { head }: Trigger): number[] {
  const { tokens } = view;
  if (!view.verb(head) || view.passive(head)) return [];
  return view
    .children(head)
    .filter(
      (k) =>
        k > head &&
        tokens.Deprel[k] === "conj" &&
        view.cues.harming!.has(tokens.Lemma[k]!) &&
        !view.passive(k) &&
        view.child(k, "nsubj") < 0,
    )
    .flatMap((k) => {
      const object = view.child(k, "obj");
      return object < 0 ? [] : view.conjuncts(object);
    })
    .filter((k) => view.noun(k) && view.classOf(k)?.person);
}

/** "Two men were wounded as a device went off", "died when the police opened fire": who is harmed in the clause over the act. */
export function harmedAbove(view: View, { head }: Trigger): number[] {
  const { tokens } = view;
  for (let i = head, hop = 0; hop < 3; hop++) {
    const up = tokens.Head[i]!;
    if (
      up < 0 ||
      up > head ||
      !(view.is(i, "advcl") || view.is(i, "conj") || view.is(i, "obl") || view.is(i, "acl"))
    )
      return [];
    if (view.verb(up) && view.cues.comingToHarm!.has(tokens.Lemma[up]!)) {
      const who = view.passive(up)
        ? view.patients(up)
        : /^(?:die|perish|fall)$/.test(tokens.Lemma[up]!)
          ? view.agents(up)
          : [];
      return who.filter((k) => view.noun(k) && view.classOf(k)?.person);
    }
    i = up;
  }
  return [];
}

/** "caused the death of a driver", "resulted in injuries to two guards": whose death it is; -1 where no death is told. */
function ofDeath(view: View, verb: number): number {
  const { tokens, cues } = view;
  const death = view
    .children(verb)
    .find(
      (k) =>
        view.noun(k) &&
        (cues.deathNouns!.has(tokens.Lemma[k]!) || /^(injury|wound|death)$/.test(tokens.Lemma[k]!)),
    );
  if (death === undefined) return -1;
  return view.children(death).find((k) => /^(of|to)$/.test(view.preposition(k) ?? "")) ?? -1;
}
