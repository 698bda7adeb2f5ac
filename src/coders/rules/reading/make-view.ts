/** Makes the view of a report from its parse: finds who acts, on whom, and which words belong to whom, when it is asked. */
import type { Why } from "../../../model/why.js";
import type { Analysis, Name, Predicate, Quantity } from "../../../text/analysis.js";
import { isRelation } from "../../../text/statements/tree.js";
import { classifyNoun, isA, type Lexicon, type NounClass } from "../lexicon/lexicon.js";
import type { Cues } from "../triggers/rule.js";
import { antecedentOf } from "./antecedents.js";
import { openerBefore } from "./clause-words.js";
import { conjunctsOf, describedBy, type ListParse } from "./conjuncts.js";
import { mendHeadlines } from "./headline-passives.js";
import { type KnownNames, knownNames, recall } from "./known-names.js";
import { mendArcs } from "./mend-arcs.js";
import { mendArguments } from "./mend-arguments.js";
import { once } from "./once.js";
import { phraseOf } from "./phrase.js";
import { ADJ, AUX, NOUN, NUM, PROPN, VERB, type View } from "./view.js";

const NONE: readonly number[] = [];
const APART = new Set("after follow following amid amidst despite before since against during".split(" "));

export function makeView(analysis: Analysis, lexicon: Lexicon, cues: Cues, why: Why | null = null): View {
  const arcs = mendArguments(
    mendArcs(analysis.tokens, cues.takesParticiple!, cues.deeds!, cues.streetNames!),
    cues.intransitive!,
    cues.objectControl!,
  );
  const tokens = mendHeadlines(analysis, arcs, cues.leftPassive!);
  const { Head, Deprel, Upos, Lemma, Feats } = tokens;
  const Kids: number[][] = new Array(tokens.length);
  for (let i = 0; i < tokens.length; i++) {
    const head = Head[i]!;
    if (head < 0) continue;
    if (Kids[head]) Kids[head].push(i);
    else Kids[head] = [i];
  }
  let quantities: Map<number, Quantity> | null = null;
  let predicates: Map<number, Predicate> | null = null;
  const nameAt: (Name | undefined)[] = new Array(tokens.length);
  let token = 0;
  for (const name of analysis.names) {
    while (token < tokens.length && tokens.End[token]! <= name.start) token++;
    for (let i = token; i < tokens.length && tokens.Start[i]! < name.end; i++) nameAt[i] = name;
  }
  const children = (i: number) => Kids[i] ?? NONE;
  const is = (i: number, relation: string) => isRelation(Deprel[i]!, relation);
  const child = (i: number, one: string, two?: string, three?: string) => {
    const kids = children(i);
    for (let n = 0; n < kids.length; n++) {
      const k = kids[n]!;
      if (is(k, one) || (two !== undefined && is(k, two)) || (three !== undefined && is(k, three))) return k;
    }
    return -1;
  };
  const noun = (i: number) => Upos[i] === NOUN || Upos[i] === PROPN;
  const verb = (i: number) => Upos[i] === VERB || Upos[i] === AUX;
  /** What the parse calls the agent of a passive stands behind a "by". */
  const by = (k: number) => Deprel[k] !== "obl:agent" || children(k).some((c) => tokens.Norm[c] === "by");
  const passive = (i: number) => {
    if (Upos[i] !== VERB) return false;
    const kids = children(i);
    for (let n = 0; n < kids.length; n++)
      if (/^(?:nsubj:pass|aux:pass|obl:agent)$/.test(Deprel[kids[n]!]!) && by(kids[n]!)) return true;
    // "In another incident on Saturday, men set fire to a post": what has a subject of its own is no participle.
    if (is(i, "acl") && Deprel[i] !== "acl:relcl" && Feats[i]!.includes("Tense=Past"))
      return !kids.some((k) => Deprel[k] === "nsubj");
    return Feats[i]!.includes("Voice=Pass");
  };
  const preposition = (i: number) => {
    const kids = children(i);
    for (let n = 0; n < kids.length; n++) if (Deprel[kids[n]!] === "case") return Lemma[kids[n]!]!;
    return null;
  };
  /** "killed during demonstrations by thousands": the "by" is that of the noun of an event right before it. */
  const ofNoun = (i: number, k: number): boolean => {
    const by = children(k).find((c) => Deprel[c] === "case");
    return by !== undefined && by - 1 > i && noun(by - 1) && cues.eventNouns!.has(Lemma[by - 1]!);
  };
  const byPhrase = (i: number) => {
    for (const k of children(i))
      if ((is(k, "obl") || is(k, "nmod")) && preposition(k) === "by" && !ofNoun(i, k)) return k;
    return -1;
  };
  const named = (i: number) => nameAt[i] ?? null;
  const list: ListParse = { tokens, children, noun, is, classOf: (i) => classOf(i), nameAt: named };
  const conjuncts = (i: number) => conjunctsOf(list, i);
  /** A relative pronoun stands for the noun that its clause describes. */
  const resolve = (i: number): number => {
    const lemma = Lemma[i];
    if (lemma === "who" || lemma === "which" || lemma === "that" || lemma === "whom") {
      // The noun right before the pronoun, where there is one, is a surer guide than the arc of the clause.
      let before = i > 0 && Lemma[i - 1] === "," ? i - 2 : i - 1;
      // "protesters, at times numbering in the millions, who …": an amount behind a preposition is not who.
      if (before >= 0 && cues.measures!.has(Lemma[before]!) && preposition(before) !== null) before = -1;
      // "villagers in Tal who marched": of a place nobody marches.
      const place = (k: number) => named(k)?.type === "LOC" && lemma !== "which";
      // "the court, dominated by his allies, which ruled": people are no "which".
      const people = (k: number) => classOf(k)?.person === true && !classOf(k)!.collective;
      const fits = before >= 0 && noun(before) && !place(before) && !(lemma === "which" && people(before));
      const near = lemma !== "that" && fits;
      if (near && tokens.Sentence[before] === tokens.Sentence[i]) return before;
      let clause = Head[i]!;
      while (clause >= 0 && Deprel[clause] !== "acl:relcl") clause = Head[clause]!;
      const whom = clause >= 0 ? Head[clause]! : -1;
      if (whom >= 0) return place(whom) && is(whom, "nmod") ? Head[whom]! : whom;
    }
    return i;
  };
  /** "thousands of workers", "a group of students": the people are the ones counted. */
  const content = (i: number): number => {
    const lemma = Lemma[i] ?? "";
    // "the bodies of two nurses", "the judge's body"
    if (lemma === "body" || lemma === "corpse") {
      const whose = children(i).find(
        (k) => (is(k, "nmod") && preposition(k) === "of") || Deprel[k] === "nmod:poss",
      );
      if (whose !== undefined && classOf(content(whose))?.person) return content(whose);
    }
    // "two companies of the reserve police"
    if (cues.unitsOfForces!.has(lemma)) {
      const whose = children(i).find((k) => is(k, "nmod") && preposition(k) === "of");
      if (whose !== undefined && (classOf(whose)?.state || cues.peaceForces!.has(Lemma[whose]!)))
        return whose;
    }
    if (cues.measures!.has(lemma) || Upos[i] === NUM) {
      for (const k of children(i)) if (is(k, "nmod") && preposition(k) === "of") return content(k);
      // "a crowd made up of students", "a group of men, consisting of …"
      for (const k of children(i)) {
        if (k < i || !is(k, "acl") || !cues.composing!.has(Lemma[k]!)) continue;
        for (const part of children(k)) if (preposition(part) === "of" && classOf(part)) return content(part);
      }
    }
    return i;
  };
  /** "blamed the police for firing", "accused them of looting": who is blamed acts. */
  const blames = (i: number, head: number): boolean =>
    head < i &&
    (tokens.Norm[i - 1] === "for" || tokens.Norm[i - 1] === "of" || tokens.Norm[i - 1] === "with") &&
    cues.blaming!.has(Lemma[head]!);
  const subjectOf = (i: number, depth = 0): number => {
    if (depth > 4) return -1;
    let own = child(i, "nsubj");
    // "Holding signs that said “No”, residents marched": of two subjects the nearer one acts, where it alone is people.
    for (const k of children(i))
      if (k < i && k > own && own >= 0 && Deprel[k] === "nsubj" && classOf(k) && !classOf(own)) own = k;
    if (own >= 0 && Deprel[own] !== "nsubj:pass") return resolve(own);
    if (own >= 0) return -1;
    const deprel = Deprel[i]!;
    const head = Head[i]!;
    if (head < 0) return -1;
    if (deprel === "conj" && verb(head)) {
      return passive(head) ? resolve(child(head, "nsubj:pass")) : subjectOf(head, depth + 1);
    }
    // "were killed when Greeks protesting against cuts threw bombs": a clause of its own has a subject of its own.
    const opener =
      deprel === "advcl" && Feats[i]!.includes("VerbForm=Fin")
        ? openerBefore(tokens, cues.adverbialOpeners!, i)
        : -1;
    if (opener >= 0) {
      for (let k = opener + 1; k < i; k++) if (noun(k) && !is(k, "compound") && classOf(k)?.person) return k;
      return -1;
    }
    if (deprel === "xcomp" || deprel === "advcl" || deprel === "ccomp" || deprel === "parataxis") {
      if (!verb(head) && !noun(head) && Upos[head] !== ADJ) return -1;
      // "a man who police say shot his son": who speaks does not act.
      if (deprel === "ccomp" && is(head, "acl") && cues.speech!.has(Lemma[head]!)) return Head[head]!;
      if (deprel === "xcomp") {
        const object = child(head, "obj");
        if (object >= 0 && !cues.subjectControl!.has(Lemma[head]!)) return resolve(object);
      }
      const asked = (deprel === "xcomp" || deprel === "advcl") && tokens.Norm[i - 1] === "to";
      // "called on residents to march"
      if (asked && cues.callingOn!.has(Lemma[head]!))
        for (const k of children(head))
          if (is(k, "obl") && k < i && cues.askedBefore!.has(preposition(k) ?? "") && classOf(k)?.person)
            return resolve(k);
      const gerund = tokens.Norm[i]!.endsWith("ing");
      if (gerund && (cues.preventing!.has(Lemma[head]!) || blames(i, head))) {
        const object = child(head, "obj");
        if (object >= 0) return resolve(object);
      }
      // "forcing the police to open fire": who is forced acts, though the tree ties the infinitive loosely.
      if (asked && cues.objectControl!.has(Lemma[head]!)) {
        const object = child(head, "obj");
        // "drove their tractors into town to protest": a thing that is moved does nothing.
        const moved = deprel === "advcl" && !isA(lexicon, "property", Lemma[object] ?? "");
        if (object >= 0 && object < i && (moved || classOf(content(object))?.person)) return resolve(object);
      }
      if (noun(head)) return head;
      // "31 people arrested while marching"
      if (passive(head) && is(head, "acl") && tokens.Norm[i - 1] === "while")
        return objectsOf(head, depth + 1)[0] ?? -1;
      if (passive(head)) return resolve(child(head, "nsubj:pass"));
      return subjectOf(head, depth + 1);
    }
    // "are reported as marching"
    if (deprel === "obl" && verb(i) && passive(head)) return resolve(child(head, "nsubj:pass"));
    if (is(i, "acl")) {
      // "around the parliament with protesters throwing rocks": those right behind the "with" do it.
      const with_ = noun(i - 1) && Head[i - 1] === head && preposition(i - 1) === "with" ? i - 1 : -1;
      if (with_ > head && tokens.Norm[i]!.endsWith("ing") && classOf(with_)?.person) return with_;
      // "plans by farmers to march": the farmers would march, not the plans.
      const infinitive = children(i).some((k) => Deprel[k] === "mark" && tokens.Norm[k] === "to");
      if (!infinitive || classOf(head)?.person) return head;
      // "heeded a call by the union to march": those who heed it march.
      if (cues.callingOn!.has(Lemma[head]!)) {
        const up = Head[head]!;
        return up >= 0 && cues.heeding!.has(Lemma[up]!) ? subjectOf(up, depth + 1) : -1;
      }
      const owner = byPhrase(head);
      if (owner >= 0) return owner;
      const whose = child(head, "nmod:poss");
      const over = Head[head]!;
      // "eased the curbs to win the vote": what is done for an end is done by whose end it is.
      return whose < 0 && is(head, "obj") && verb(over) ? subjectOf(over, depth + 1) : whose;
    }
    return -1;
  };
  const objectsOf = (i: number, depth = 0): number[] => {
    if (depth > 4) return [];
    if (passive(i)) {
      let subject = child(i, "nsubj:pass", "nsubj");
      // "One afternoon in March, the activist was arrested": of two subjects the one that is people.
      for (const k of children(i))
        if (
          subject >= 0 &&
          k > subject &&
          Deprel[k] === "nsubj:pass" &&
          noun(subject) &&
          classOf(k) &&
          !classOf(subject)
        )
          subject = k;
      if (subject >= 0) return [resolve(subject)];
      if (is(i, "acl") && Head[i]! >= 0) {
        const those = describedBy(list, i);
        // "The bishop and two nuns were among 31 people arrested": they are told by name.
        const among = preposition(those) === "among" && child(those, "cop") >= 0 ? child(those, "nsubj") : -1;
        return [among >= 0 && noun(among) ? among : those];
      }
      if (Deprel[i] === "conj" && Head[i]! >= 0 && verb(Head[i]!)) {
        if (passive(Head[i]!)) return objectsOf(Head[i]!);
        const shared = subjectOf(Head[i]!);
        return shared >= 0 ? [shared] : [];
      }
      if ((Deprel[i] === "xcomp" || Deprel[i] === "advcl") && Head[i]! >= 0) {
        // "Reporters were hurt after being attacked", "sentenced to death, the four were …": the subject of both.
        const over = Head[i]!;
        if (passive(over) && over !== i) return objectsOf(over, depth + 1);
        // "ordered students jailed"
        const object = Deprel[i] === "xcomp" ? child(over, "obj") : -1;
        const subject2 = object >= 0 && object < i && classOf(object)?.person ? object : subjectOf(over);
        return subject2 >= 0 ? [subject2] : [];
      }
      // "the murdered editor", "the slain politician"
      return Deprel[i] === "amod" && classOf(Head[i]!)?.person ? [Head[i]!] : [];
    }
    // "asked Kenya for help" has nothing but whom it asks.
    const direct = child(i, "obj");
    const object = direct >= 0 ? direct : child(i, "iobj");
    if (object >= 0) return [resolve(object)];
    // "attacked and wounded an activist"
    const next = Deprel[i + 2] === "conj" && Head[i + 2] === i && tokens.Norm[i + 1] === "and" ? i + 2 : -1;
    const shared = next >= 0 && Upos[next] === VERB ? child(next, "obj") : -1;
    if (shared >= 0) return [resolve(shared)];
    // "a boy whose killing by police": a gerund is done to its owner as a noun is.
    const owner = tokens.Norm[i]!.endsWith("ing") ? child(i, "nmod:poss") : -1;
    return owner >= 0 && cues.ownUndergone!.has(tokens.Norm[i]!) ? [owner] : [];
  };
  const pronouns = {
    ...list,
    sentences: analysis.sentences,
    speech: cues.speech!,
    deaths: cues.deaths!,
    women: cues.women!,
    men: cues.men!,
  };
  const antecedent = (i: number): number => antecedentOf(pronouns, i);
  const spread = (heads: number[]): number[] =>
    heads
      .filter((h) => h >= 0)
      .flatMap((h) => {
        const told = antecedent(h);
        const who = content(told);
        // "two teams of police and a column of the army"
        return who === told ? conjuncts(who) : [...conjuncts(who), ...conjuncts(told).slice(1).map(content)];
      });

  /** "had no word on the shooting", "led up to a shooting": what follows a preposition is not done by the subject. */
  const carriesOnlyObjects = (head: number, i: number): boolean =>
    cues.carriersOfObjects!.has(Lemma[head]!) || (Lemma[head] === "lead" && preposition(i) === "to");
  /** "intensified patrols after the riots": what comes after that is not done by the subject. */
  const apart = (i: number): boolean => APART.has(preposition(i) ?? tokens.Norm[phrase(i)[0] - 1] ?? "");
  /** "an assassination attempt": what was tried names the act. */
  const attempted = (i: number): boolean =>
    cues.tried!.has(Lemma[i]!) &&
    children(i).some((k) => Deprel[k] === "compound" && cues.ownUndergone!.has(Lemma[k]!));
  /** "the journalist's murder": the owner undergoes it, unless it is one who does such things: "the army's killing of". */
  const suffers = (owner: number, i: number): boolean => {
    if (!cues.ownUndergone!.has(Lemma[i]!) && !attempted(i)) return false;
    const made = classOf(owner);
    const office = made?.category === "government" && !made.collective;
    return (!made?.state || office) && !made?.armedNonState;
  };
  /** "a strike was called by the union", not "the murder was called senseless by the bishop". */
  const carries = (head: number): boolean =>
    cues.carriers!.has(Lemma[head]!) &&
    (Lemma[head] !== "call" || child(head, "xcomp", "obj", "obl:unmarked") < 0);
  /** "student protests", "military raids"; not "other attacks", "local riots": an adjective names only forces. */
  const describes = (k: number): boolean => {
    const made = classOf(k);
    if (!made?.person || made.category === "unknown" || cues.quantifying!.has(Lemma[k]!)) return false;
    if (Deprel[k] === "compound" || (Deprel[k] === "nsubj" && Head[k] === k + 1)) return true;
    return Deprel[k] === "amod" && (Upos[k] !== ADJ || made.state || made.armedNonState);
  };

  const agents = once(tokens.length, (i): readonly number[] => {
    if (verb(i)) {
      if (passive(i)) {
        const actor = byPhrase(i);
        // "Protesters were joined by farmers": both are there.
        if (actor >= 0 && Lemma[i] === "join") return spread([...objectsOf(i), actor]);
        // "the people rallied": verbs without an object have no passive, whatever the parse says.
        if (actor < 0 && cues.intransitive!.has(Lemma[i]!)) return spread(objectsOf(i));
        // "ordered the students to be freed": who gives the order acts.
        const over = Head[i]!;
        const ordered = actor < 0 && over >= 0 && /^(xcomp|advcl|ccomp)$/.test(Deprel[i]!);
        if (ordered && cues.ordering!.has(Lemma[over]!) && !passive(over)) return spread([subjectOf(over)]);
        return spread([actor]);
      }
      return spread([subjectOf(i)]);
    }
    // "The rebels are willing to talk"
    if (Upos[i] === ADJ && child(i, "cop") >= 0) return spread([child(i, "nsubj")]);
    const out: number[] = [];
    // "who led the military overthrow": an adjective names those who act only where nobody else is said to.
    const weak: number[] = [];
    // "The government was accused of killings", "accused the guards of torture": who is accused of an act did it.
    const accusing =
      Head[i]! >= 0 && preposition(i) === "of" && cues.layingOn!.has(Lemma[Head[i]!]!) ? Head[i]! : -1;
    if (accusing >= 0) out.push(passive(accusing) ? child(accusing, "nsubj:pass") : child(accusing, "obj"));
    // "prisoners have been on hunger strike"
    if (preposition(i) === "on" && child(i, "cop") >= 0) out.push(subjectOf(i));
    const by = byPhrase(i);
    // "was blamed for the strike by the minister": the minister blames.
    const blamed = preposition(i) === "for" && Head[i]! >= 0 && cues.blaming!.has(Lemma[Head[i]!]!);
    if (by >= 0 && !blamed) out.push(by);
    for (const k of children(i)) {
      if (Deprel[k] === "nmod:poss") {
        const owner = antecedent(k);
        // "the city's demonstrations": a place or thing that owns an act does not do it.
        const someone =
          (classOf(owner) !== null && !cues.placeNouns!.has(Lemma[owner]!)) || nameAt[owner]?.type === "PER";
        // "whose killing by soldiers": the one undergoes it.
        if (noun(owner) && someone && by < 0 && !suffers(owner, i)) out.push(owner);
      } else if (describes(k)) (Upos[k] === ADJ ? weak : out).push(k);
      else if (
        is(k, "nmod") &&
        preposition(k) === "of" &&
        classOf(content(k))?.person &&
        !cues.undergone!.has(Lemma[i]!)
      )
        out.push(k);
      else if (is(k, "acl") && passive(k) && !cues.reacting!.has(Lemma[k]!)) {
        const actor = byPhrase(k);
        if (actor >= 0) out.push(actor);
        // "a rally organised by the network and attended by students"
        for (const joined of children(k))
          if (Deprel[joined] === "conj" && cues.crowdVerbs!.has(Lemma[joined]!)) out.push(byPhrase(joined));
      }
    }
    if (out.length === 0) {
      const head = Head[i]!;
      const carried =
        head >= 0 &&
        (child(head, "obj") === i || (is(i, "obl") && !apart(i) && !carriesOnlyObjects(head, i)));
      if (carried && verb(head) && cues.carriers!.has(Lemma[head]!)) {
        // "Nurses were joined by teachers at a march": both march.
        const met = passive(head) && Lemma[head] === "join" ? objectsOf(head) : [];
        out.push(...met, passive(head) ? byPhrase(head) : subjectOf(head));
      } else if (head >= 0 && verb(head) && Deprel[i] === "nsubj:pass" && carries(head))
        out.push(byPhrase(head));
    }
    return spread(out.some((k) => k >= 0) ? out : weak);
  });

  const patients = once(tokens.length, (i): readonly number[] => {
    if (verb(i)) {
      if (cues.intransitive!.has(Lemma[i]!) && passive(i)) return [];
      const out = objectsOf(i);
      if (out.length === 0 || out.every((o) => classOf(content(o)) === null)) {
        for (const k of children(i)) {
          const preposition_ = is(k, "obl") ? preposition(k) : null;
          if (
            preposition_ === "at" ||
            preposition_ === "on" ||
            preposition_ === "against" ||
            preposition_ === "into"
          ) {
            if (Upos[k] !== NUM && !cues.airwaves!.has(Lemma[k]!)) out.push(k);
          }
        }
      }
      return spread(out);
    }
    const out: number[] = [];
    for (const k of children(i)) {
      if (!is(k, "nmod")) continue;
      const preposition_ = preposition(k);
      // "claimed the attack on social media"
      const aired = cues.airwaves!.has(Lemma[k]!);
      if (!aired && (preposition_ === "on" || preposition_ === "against" || preposition_ === "at"))
        out.push(k);
      else if (preposition_ === "of" && cues.undergone!.has(Lemma[i]!)) out.push(k);
      else if (
        Deprel[k] === "nmod:poss" &&
        (cues.undergone!.has(Lemma[i]!) || attempted(i)) &&
        !cues.placeNouns!.has(Lemma[k]!)
      )
        out.push(k);
    }
    return spread(out);
  });
  let remembered: KnownNames | null = null;
  const classOf: (i: number) => NounClass | null = once(tokens.length, (i) => {
    remembered ??= knownNames(lexicon, tokens, analysis.names, children);
    const tag = nameAt[i]?.type ?? null;
    return recall(remembered, tokens, i, classifyNoun(lexicon, tokens, i, children, tag));
  });
  const phrase = (i: number): [number, number] => {
    const [first, last] = phraseOf({ tokens, cues, children, is, preposition }, i);
    // "Tens of thousands marched": the head is inside its own number.
    let own = first;
    if (cues.hundredsOf!.has(tokens.Norm[first]!) && first === i)
      while (own > 1 && tokens.Norm[own - 1] === "of" && cues.hundredsOf!.has(tokens.Norm[own - 2]!))
        own -= 2;
    return [own, last];
  };

  return {
    analysis,
    tokens,
    lexicon,
    cues,
    why,
    children,
    child,
    is,
    passive,
    noun,
    verb,
    preposition,
    agents,
    patients,
    classOf,
    recalled: (i) => {
      const made = classifyNoun(lexicon, tokens, i, children, nameAt[i]?.type ?? null);
      return made?.category !== classOf(i)?.category;
    },
    phrase,
    nameAt: named,
    predicateAt: (i) => {
      predicates ??= new Map(analysis.predicates.map((p) => [p.token, p]));
      return predicates.get(i) ?? null;
    },
    quantityOf: (i) => {
      quantities ??= new Map(analysis.numbers.map((q) => [q.noun, q]));
      return quantities.get(i) ?? null;
    },
    conjuncts,
  };
}
