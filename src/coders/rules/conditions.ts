/** Decides whether the conditions of a case hold for words that matched a trigger. */
import { political, reportHasCue, sentenceHas } from "./context.js";
import type { Match, Surroundings } from "./match.js";
import type { When } from "./rule.js";
import {
  actors,
  dated,
  inanimate,
  oneActsAlone,
  owners,
  someInClass,
  twoParties,
  undergoers,
} from "./sides.js";
import { ADJ, NOUN, NUM, PROPN, VERB, type View } from "./view.js";

export { inClass, parties } from "./sides.js";

/** Lemmas of the modifiers before and beside a noun (for a verb: of its subject or object noun). */
function modifiers(view: View, match: Match): Set<string> {
  const out = new Set<string>();
  const { tokens } = view;
  const add = (i: number) => {
    for (const k of view.children(i)) {
      const deprel = tokens.Deprel[k]!;
      if (
        deprel === "amod" ||
        deprel === "compound" ||
        deprel === "nmod" ||
        deprel === "det" ||
        deprel === "nummod" ||
        deprel === "punct"
      ) {
        if (k < i) {
          out.add(tokens.Lemma[k]!);
          out.add(tokens.Norm[k]!);
          add(k);
        }
      }
    }
  };
  add(match.head);
  // The words right before a nominal trigger count even where the parse has them elsewhere.
  for (let i = match.first; i < match.last; i++) {
    out.add(tokens.Lemma[i]!);
    out.add(tokens.Norm[i]!);
  }
  const before = match.first - 1;
  if (before >= 0 && tokens.Sentence[before] === match.sentence) {
    const upos = tokens.Upos[before]!;
    if (upos === ADJ || upos === NOUN || upos === PROPN || upos === NUM || upos === VERB) {
      out.add(tokens.Lemma[before]!);
      out.add(tokens.Norm[before]!);
    }
  }
  const subject = view.verb(match.head) ? view.child(match.head, "nsubj", "nsubj:pass") : -1;
  if (subject >= 0) {
    out.add(tokens.Lemma[subject]!);
    add(subject);
  }
  return out;
}

function phraseAround(view: View, match: Match, phrase: string): boolean {
  const { tokens } = view;
  const words = phrase.split(" ");
  const bottom = Math.max(0, match.first - words.length);
  for (let start = bottom; start <= match.last; start++) {
    let ok = start + words.length <= tokens.length;
    let touches = false;
    for (let w = 0; ok && w < words.length; w++) {
      const i = start + w;
      if (tokens.Norm[i] !== words[w] && tokens.Lemma[i] !== words[w]) ok = false;
      if (i >= match.first && i < match.last) touches = true;
    }
    if (ok && touches) return true;
  }
  return false;
}

/** "the protests that have shaken the country since October", "the protests which began in May": an open period. */
function lasting(view: View, match: Match): boolean {
  const { tokens } = view;
  if (!tokens.Feats[match.head]!.includes("Number=Plur") && !tokens.Norm[match.head]!.endsWith("s"))
    return false;
  const end = Math.min(view.analysis.sentences.Last[match.sentence]!, match.last + 14);
  let relative = false;
  for (let i = match.last; i < end; i++) {
    const norm = tokens.Norm[i]!;
    if ((norm === "," && tokens.Norm[i + 1] !== "now") || norm === ";" || norm === "and") return false;
    if (norm === "that" || norm === "which") relative = true;
    // "the largest since March": the month measures, nothing is said to last.
    if (tokens.Feats[i]!.includes("Degree=Sup")) return false;
    if (norm === "since") return true;
    // "the protests, now in their second month": said of what goes on.
    if (norm === "their" && PERIODS.has(tokens.Lemma[i + 2] ?? "")) return true;
    if (relative && STARTS.has(tokens.Lemma[i]!)) return true;
  }
  return false;
}

const PERIODS = new Set(["day", "week", "month", "year"]);
const STARTS = new Set(["begin", "start", "erupt"]);

function waveLike(view: View, match: Match): boolean {
  const { tokens, cues } = view;
  if (lasting(view, match)) return true;
  for (const word of modifiers(view, match)) {
    if (cues.wave!.has(word) && word !== tokens.Lemma[match.head]) return true;
  }
  const head = tokens.Head[match.head]!;
  if (head >= 0) {
    const lemma = tokens.Lemma[head]!;
    if (cues.wave!.has(lemma) && view.is(match.head, "nmod")) return true;
    if (tokens.Feats[head]!.includes("VerbForm=Ger") && cues.ongoing!.has(lemma)) return true;
    if (sinceUnder(view, head)) return true;
  }
  return sinceUnder(view, match.head);
}

/** A "since" phrase hangs on the word, and measures nothing: not "the largest since March". */
function sinceUnder(view: View, i: number): boolean {
  return view.children(i).some((k) => {
    if (view.preposition(k) !== "since") return false;
    for (let j = Math.max(0, k - 6); j < k; j++)
      if (view.tokens.Feats[j]!.includes("Degree=Sup") && view.tokens.Sentence[j] === view.tokens.Sentence[k])
        return false;
    return true;
  });
}

/** One of the words stands among the next six of the sentence. */
function followedBy(view: View, match: Match, words: readonly string[]): boolean {
  const end = Math.min(view.analysis.sentences.Last[match.sentence]!, match.last + 6);
  for (let i = match.last; i < end; i++) {
    if (words.includes(view.tokens.Norm[i]!) || words.includes(view.tokens.Lemma[i]!)) return true;
  }
  return false;
}

/** Somebody of one of the classes speaks in the sentence: "the minister said that the marchers were thugs". */
function saidBy(view: View, match: Match, classes: readonly string[]): boolean {
  const { sentences } = view.analysis;
  const last = sentences.Last[match.sentence]!;
  for (let i = sentences.First[match.sentence]!; i < last; i++) {
    if (!view.verb(i) || !view.cues.speech!.has(view.tokens.Lemma[i]!)) continue;
    if (someInClass(view, view.agents(i), classes)) return true;
  }
  return false;
}

const LENGTHS = new Set([
  "kilometre",
  "kilometer",
  "km",
  "mile",
  "metre",
  "meter",
  "block",
  "hour",
  "day",
  "week",
  "month",
]);

/** A thing or a clause follows: not the length of a march, not the day of a strike. */
function hasObject(view: View, head: number): boolean {
  const { tokens } = view;
  if (view.child(head, "ccomp") >= 0) return true;
  const object = view.child(head, "obj");
  return (
    object >= 0 &&
    !dated(view)[object] &&
    (view.noun(object) || tokens.Upos[object] === NUM) &&
    !LENGTHS.has(tokens.Lemma[object]!)
  );
}

/** True where every condition that the case names holds. */
export function holds(when: When | undefined, match: Match, view: View, around: Surroundings): boolean {
  if (!when) return true;
  const { tokens } = view;
  const { head } = match;
  const agents = () => actors(view, match);
  const patients = () => undergoers(view, match);
  const lemmas = () => {
    const out: string[] = [];
    for (let i = match.first; i < match.last; i++) out.push(tokens.Lemma[i]!, tokens.Norm[i]!);
    return out;
  };
  if (when.pos) {
    const upos = tokens.Upos[head]!;
    const name = upos === VERB ? "VERB" : upos === NOUN || upos === PROPN ? "NOUN" : "OTHER";
    if (!when.pos.includes(name)) return false;
  }
  if (when.lemma && !lemmas().some((lemma) => when.lemma!.includes(lemma))) return false;
  if (when.agent && !someInClass(view, agents(), when.agent)) return false;
  if (when.noagent && someInClass(view, agents(), when.noagent)) return false;
  if (when.agentless !== undefined && (agents().length === 0) !== when.agentless) return false;
  if (when.patient && !someInClass(view, patients(), when.patient)) return false;
  if (when.nopatient && someInClass(view, patients(), when.nopatient)) return false;
  if (
    when.patientcategory &&
    !patients().some((p) => when.patientcategory!.includes(view.classOf(p)?.category ?? ""))
  )
    return false;
  if (
    when.nopatientcategory &&
    patients().some((p) => when.nopatientcategory!.includes(view.classOf(p)?.category ?? ""))
  )
    return false;
  if (when.patientlemma && !patients().some((p) => when.patientlemma!.includes(tokens.Lemma[p]!)))
    return false;
  if (when.parties && !twoParties(view, match, when.parties)) return false;
  if (when.inanimate !== undefined && inanimate(view, agents()) !== when.inanimate) return false;
  if (when.several !== undefined && agents().length > 1 !== when.several) return false;
  if (when.agentlemma && !agents().some((a) => when.agentlemma!.includes(tokens.Lemma[a]!))) return false;
  if (when.owner && !owners(view, patients()).some((owner) => when.owner!.includes(owner))) return false;
  if (when.object !== undefined && hasObject(view, head) !== when.object) return false;
  if (when.passive !== undefined && view.passive(head) !== when.passive) return false;
  if (when.active !== undefined && view.passive(head) === when.active) return false;
  if (when.plural !== undefined && tokens.Feats[head]!.includes("Number=Plur") !== when.plural) return false;
  if (when.definite !== undefined) {
    const det = view.child(head, "det");
    const word = det >= 0 ? tokens.Norm[det]! : "";
    const definite =
      word === "the" ||
      word === "this" ||
      word === "these" ||
      word === "that" ||
      view.child(head, "nmod:poss") >= 0;
    if (definite !== when.definite) return false;
  }
  if (when.mod) {
    const mods = modifiers(view, match);
    if (!when.mod.some((word) => mods.has(word))) return false;
  }
  if (when.prep || when.noprep || when.prepclass || when.noprepclass) {
    const phrases = view.children(head).filter((k) => view.is(k, "nmod") || view.is(k, "obl"));
    const found = phrases.filter((k) => (when.prep ?? []).includes(view.preposition(k) ?? ""));
    if (when.prep && found.length === 0) return false;
    if (when.prepclass && !someInClass(view, found, when.prepclass)) return false;
    if (when.noprepclass && someInClass(view, found, when.noprepclass)) return false;
    if (when.noprep && phrases.some((k) => when.noprep!.includes(view.preposition(k) ?? ""))) return false;
  }
  if (when.words && !sentenceHas(view, match.sentence, when.words)) return false;
  if (when.nowords && sentenceHas(view, match.sentence, when.nowords)) return false;
  if (when.after && !followedBy(view, match, when.after)) return false;
  if (when.said && !saidBy(view, match, when.said)) return false;
  if (when.inphrase && !when.inphrase.some((phrase) => phraseAround(view, match, phrase))) return false;
  if (when.number !== undefined) {
    const counted =
      view.child(head, "nummod") >= 0 ||
      (tokens.Head[head]! >= 0 &&
        view.is(head, "nmod") &&
        view.cues.measures!.has(tokens.Lemma[tokens.Head[head]!]!));
    if (counted !== when.number) return false;
  }
  if (when.first !== undefined && match.sentence <= 1 !== when.first) return false;
  if (when.noverb !== undefined && !view.is(head, "nsubj") !== when.noverb) return false;
  if (when.progressive !== undefined) {
    const ing = tokens.Feats[head]!.includes("VerbForm=Part") && tokens.Feats[head]!.includes("Tense=Pres");
    if ((ing || tokens.Norm[head]!.endsWith("ing")) !== when.progressive) return false;
  }
  if (when.since !== undefined) {
    const since = view
      .children(head)
      .some((k) => view.preposition(k) === "since" || tokens.Norm[k] === "since");
    if (since !== when.since) return false;
  }
  if (when.negated !== undefined) {
    const negated = view
      .children(head)
      .some((k) => tokens.Norm[k] === "not" || tokens.Norm[k] === "n't" || tokens.Norm[k] === "never");
    if (negated !== when.negated) return false;
  }
  if (when.wave !== undefined && waveLike(view, match) !== when.wave) return false;
  if (when.political !== undefined && political(view, match, around) !== when.political) return false;
  if (when.near && !when.near.some((code) => around.near(match.sentence, code))) return false;
  if (when.nonear?.some((code) => around.near(match.sentence, code))) return false;
  if (when.same && !when.same.some((code) => around.within(match.sentence, code))) return false;
  if (
    when.disaster !== undefined &&
    reportHasCue(view, view.cues.disaster!, view.tokens.length < 80 ? 1 : 2) !== when.disaster
  )
    return false;
  if (when.single !== undefined && oneActsAlone(view, head) !== when.single) return false;
  if (when.purpose !== undefined) {
    const infinitive = view
      .children(head)
      .some((k) => tokens.Norm[k] === "to" && (view.is(k, "mark") || view.is(k, "aux")));
    if ((infinitive && view.is(head, "advcl")) !== when.purpose) return false;
  }
  if (when.bare !== undefined) {
    const bare =
      view.noun(head) &&
      tokens.Feats[head]!.includes("Number=Sing") &&
      view
        .children(head)
        .every(
          (k) =>
            view.is(k, "case") ||
            view.is(k, "punct") ||
            view.is(k, "conj") ||
            view.is(k, "cc") ||
            view.is(k, "cop") ||
            view.is(k, "nsubj"),
        ) &&
      !view.is(head, "compound");
    if (bare !== when.bare) return false;
  }
  if (when.doc && !when.doc.some((code) => around.anywhere(code))) return false;
  if (when.nodoc?.some((code) => around.anywhere(code))) return false;
  return true;
}
