/** Single persons who were killed or hurt, told one by one: who they are, and when two tellings are of one person. */
import { tokenAt } from "../reading/token-at.js";
import { ADJ, NUM, PRON, type View } from "../reading/view.js";

/** "shot": whether they died is for other words to say. */
export type Harm = "deaths" | "injured" | "shot";

/** A word of harm at a token, and the heads of those it was done to. */
export type Told = { readonly harm: Harm; readonly token: number; readonly victims: readonly number[] };

/** One person: every head that names them, and whether a telling says that they died. */
export type Victim = {
  readonly heads: number[];
  readonly told: Told[];
  dead: boolean;
};

const HE = new Set(["he", "him", "his", "she", "her"]);
const SELF = new Set(["himself", "herself"]);
const ARTICLES = new Set(["a", "an", "one"]);
const NEAR = 5;
/** "stabbing his mother and a former friend to death" */
const TO_DEATH = 12;

/** The words of harm in a report that tell of somebody's harm as real, in reading order. */
export function harmsOf(view: View): Told[] {
  const { tokens, analysis } = view;
  const out: Told[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (analysis.sentences.Noise[tokens.Sentence[i]!]) continue;
    const harm = harmAt(view, i);
    if (harm && !unreal(view, harm.verb)) out.push({ harm: harm.harm, token: i, victims: harm.victims });
  }
  return out;
}

type At = { readonly harm: Harm; readonly victims: readonly number[]; readonly verb: number };

function harmAt(view: View, i: number): At | null {
  const { tokens, cues } = view;
  const lemma = tokens.Lemma[i]!;
  const norm = tokens.Norm[i]!;
  if (view.verb(i)) {
    if (cues.killing!.has(lemma)) return { harm: "deaths", victims: undergo(view, i), verb: i };
    if (cues.dying!.has(lemma) || (lemma === "pass" && tokens.Norm[i + 1] === "away"))
      return { harm: "deaths", victims: dying(view, i), verb: i };
    if (cues.wounding!.has(lemma)) {
      const mortal = cues.fatally!.has(tokens.Norm[i - 1] ?? "");
      return { harm: mortal ? "deaths" : "injured", victims: undergo(view, i), verb: i };
    }
    if (cues.striking!.has(lemma))
      return { harm: deadly(view, i) ? "deaths" : "shot", victims: undergo(view, i), verb: i };
    if (toHospital(view, i) && view.passive(i)) return { harm: "shot", victims: view.patients(i), verb: i };
    if (cues.suffering!.has(lemma) && wordAfter(view, i, cues.wounds!, 8)) {
      const fatal = wordAfter(view, i, FATAL, 4);
      const agents = view.agents(i);
      // "found a boy suffering from a wound"
      const victims = agents.length === 0 && view.is(i, "acl") ? [tokens.Head[i]!] : agents;
      return { harm: fatal ? "deaths" : "injured", victims, verb: i };
    }
    return lifeLost(view, i);
  }
  if (norm === "dead" || norm === "deceased") {
    for (let k = i - 1; k >= 0 && k >= i - NEAR && tokens.Sentence[k] === tokens.Sentence[i]; k--)
      if (view.verb(k) && cues.declaredDead!.has(tokens.Lemma[k]!)) {
        const whom = undergo(view, k);
        // "was taken to hospital and pronounced dead"
        const subject = whom.length === 0 && view.is(k, "conj") ? subjectAbove(view, k) : -1;
        return { harm: "deaths", victims: subject >= 0 ? [subject] : whom, verb: k };
      }
    const subject = view.child(i, "nsubj");
    return subject >= 0 ? { harm: "deaths", victims: [subject], verb: i } : null;
  }
  // "a man with a gunshot wound walked into the clinic", "is fighting for her life"
  if (cues.wounds!.has(lemma) && view.preposition(i) === "with" && view.is(i, "nmod")) {
    const bearer = tokens.Head[i]!;
    return view.classOf(bearer)?.person ? { harm: "shot", victims: [bearer], verb: i } : null;
  }
  if (lemma === "life" && tokens.Norm[i - 2] === "for" && tokens.Lemma[i - 3] === "fight") {
    const fighter = subjectAbove(view, i);
    return fighter >= 0 ? { harm: "shot", victims: [fighter], verb: i } : null;
  }
  if (norm === "condition" && tokens.Upos[i - 1] === ADJ && cues.conditions!.has(tokens.Norm[i - 1]!)) {
    const subject = subjectAbove(view, i);
    return subject >= 0 ? { harm: "shot", victims: [subject], verb: i } : null;
  }
  const nominal =
    cues.deathNouns!.has(lemma) || (cues.harmNouns!.has(lemma) && tokens.Norm[i - 1] === "fatal");
  if (!nominal || !view.noun(i)) return null;
  const of = view
    .children(i)
    .filter((k) => (view.is(k, "nmod") && view.preposition(k) === "of") || tokens.Deprel[k] === "nmod:poss");
  return of.length > 0 ? { harm: "deaths", victims: of.flatMap(view.conjuncts), verb: i } : null;
}

/** "claimed the life of a boy", "lost her life", "found a man with a gunshot wound". */
function lifeLost(view: View, i: number): At | null {
  const { tokens, cues } = view;
  const lemma = tokens.Lemma[i]!;
  const object = view.child(i, "obj");
  if (object < 0) return null;
  if (tokens.Lemma[object] === "life") {
    if (lemma === "lose") return { harm: "deaths", victims: view.agents(i), verb: i };
    if (!cues.takingLife!.has(lemma)) return null;
    const of = view.children(object).filter((k) => view.is(k, "nmod") && view.preposition(k) === "of");
    return of.length > 0 ? { harm: "deaths", victims: of.flatMap(view.conjuncts), verb: i } : null;
  }
  if (!cues.findingHurt!.has(lemma) || view.passive(i)) return null;
  for (let k = object + 1; k < object + NEAR && tokens.Sentence[k] === tokens.Sentence[i]; k++) {
    if (tokens.Norm[k] !== "with" && tokens.Norm[k] !== "from") continue;
    if (!wordAfter(view, k, cues.wounds!, 6)) return null;
    // "found a boy suffering from a wound", where the parse takes the participle for a noun
    const inside = view.children(object).find((n) => view.is(n, "compound") && view.classOf(n)?.person);
    return { harm: "shot", victims: inside === undefined ? view.conjuncts(object) : [inside], verb: i };
  }
  return null;
}
const FATAL = new Set(["fatal", "mortal", "deadly"]);

/** Who dies: the subject, or where the tree has none the nearest name before. */
function dying(view: View, i: number): readonly number[] {
  const agents = view.agents(i);
  if (agents.length > 0) return agents;
  for (let k = i - 1; k >= 0 && k > i - 12 && view.tokens.Sentence[k] === view.tokens.Sentence[i]; k--)
    if (view.nameAt(k)?.type === "PER") return [k];
  return [];
}

/** Whom a verb of harm hurts: what it acts on; of a bare past the subject ("Man shot in leg"). */
function undergo(view: View, i: number): readonly number[] {
  const object = view.child(i, "obj");
  if (object >= 0 && SELF.has(view.tokens.Norm[object]!)) return view.agents(i);
  // "One was killed and another critically injured."
  for (let k = i - 1; k >= 0 && k >= i - 2; k--) if (view.tokens.Norm[k] === "another") return [k];
  const survivor = afterBeing(view, i);
  if (survivor >= 0) return view.conjuncts(survivor);
  const patients = view.patients(i);
  // "A girl and a woman were shot": two subjects, where the parse has missed that they are joined.
  if (patients.length > 0)
    return view.passive(i)
      ? [...new Set([...patients, ...subjects(view, i).flatMap(view.conjuncts)])]
      : patients;
  // Headlines and misread passives: "Teen shot outside store".
  const subject = view.child(i, "nsubj", "nsubj:pass");
  return subject >= 0 && object < 0 ? [subject] : [];
}

function subjects(view: View, i: number): number[] {
  return view.children(i).filter((k) => k < i && (view.is(k, "nsubj") || view.is(k, "nsubj:pass")));
}

/** "A girl survives being shot", "is recovering after being hit": the subject of the verb before, or -1. */
function afterBeing(view: View, i: number): number {
  const { Norm, Head } = view.tokens;
  if (Norm[i - 1] !== "being") return -1;
  for (let up = Head[i]!, hop = 0; up >= 0 && up < i && hop < 3; up = Head[up]!, hop++) {
    const subject = view.child(up, "nsubj", "nsubj:pass");
    if (subject >= 0) return subject;
  }
  return -1;
}

/** A verb that brings somebody to a hospital, and not only to be on the safe side. */
export function toHospital(view: View, i: number): boolean {
  const { tokens, cues, analysis } = view;
  if (!cues.bringingToHospital!.has(tokens.Lemma[i]!) || !wordAfter(view, i, cues.hospitals!, 12))
    return false;
  const sentence = tokens.Sentence[i]!;
  for (let k = analysis.sentences.First[sentence]!; k < analysis.sentences.Last[sentence]!; k++)
    if (cues.unhurt!.has(tokens.Norm[k]!)) return false;
  return true;
}

/** "fatally shot", "shot dead", "shot to death", "shot and killed". */
function deadly(view: View, i: number): boolean {
  const { Norm, Sentence } = view.tokens;
  if (Norm[i - 1] === "fatally" || Norm[i + 1] === "fatally") return true;
  for (let k = i + 1; k < i + NEAR && Sentence[k] === Sentence[i]; k++) {
    if (Norm[k] === "dead") return true;
    // "shot his son and killed his wife": another died.
    const other = k > i + 2 && view.child(k, "obj") >= 0;
    if (Norm[k] === "killed" && Norm[k - 1] === "and" && !other) return true;
  }
  for (let k = i + 1; k < i + TO_DEATH && Sentence[k] === Sentence[i]; k++)
    if (Norm[k] === "death" && Norm[k - 1] === "to") return true;
  return false;
}

function wordAfter(view: View, i: number, words: ReadonlySet<string>, reach: number): boolean {
  const { tokens } = view;
  for (let k = i + 1; k < i + reach && tokens.Sentence[k] === tokens.Sentence[i]; k++)
    if (words.has(tokens.Lemma[k]!) || words.has(tokens.Norm[k]!)) return true;
  return false;
}

/** The subject of the clause that token `i` stands in, or -1. */
function subjectAbove(view: View, i: number): number {
  const { tokens } = view;
  for (let at = i, hop = 0; at >= 0 && hop < 5; at = tokens.Head[at]!, hop++) {
    const subject = view.child(at, "nsubj");
    if (subject >= 0) return subject;
  }
  return -1;
}

/** "could have killed him", "tried to kill her", "did not hurt him": nobody came to harm. */
function unreal(view: View, i: number): boolean {
  const { tokens, cues } = view;
  if (view.predicateAt(i)?.polarity === "negative") return true;
  for (const k of view.children(i)) {
    const norm = tokens.Norm[k]!;
    if (k < i && cues.harmUnreal!.has(norm) && (tokens.Deprel[k] === "aux" || tokens.Deprel[k] === "mark"))
      return true;
    if (norm === "not" || norm === "n't" || norm === "n’t" || norm === "never") return true;
  }
  for (let k = i - 1; k >= 0 && k >= i - 3 && tokens.Sentence[k] === tokens.Sentence[i]; k--)
    if (cues.harmMeant!.has(tokens.Lemma[k]!) || tokens.Norm[k] === "attempted") return true;
  return false;
}

/** True where a head names one person: no plural, no number above one, no body of people. */
function single(view: View, i: number): boolean {
  const { tokens } = view;
  const norm = tokens.Norm[i]!;
  if (HE.has(norm) || SELF.has(norm)) return true;
  // "One was killed and another wounded."
  if (norm === "another") return true;
  if (/years?-old$|^old$/.test(norm)) return !tokens.Feats[i]!.includes("Number=Plur");
  const name = view.nameAt(i);
  if (name) return name.type === "PER";
  if (!view.noun(i) || tokens.Feats[i]!.includes("Number=Plur") || counted(view, i)) return false;
  const made = view.classOf(i);
  return made?.person === true && !made.collective;
}

function counted(view: View, i: number): boolean {
  const quantity = view.quantityOf(i);
  return (
    quantity !== null || view.children(i).some((k) => view.tokens.Upos[k] === NUM && view.is(k, "nummod"))
  );
}

/** The persons told of, each once. */
export function victimsOf(view: View, told: readonly Told[]): Victim[] {
  const out: Victim[] = [];
  for (const one of told) {
    const last = out[out.length - 1];
    if (last && strayed(view, one, last)) {
      last.told.push(one);
      last.dead = true;
    }
    for (const named of one.victims) {
      const head = out.length > 0 ? pronounOf(view, one, named) : named;
      if (!single(view, head)) continue;
      const known = same(view, out, head, one);
      // "he was hurt", of nobody told of before as hurt: a pronoun is no evidence of a person.
      if (known === null && view.tokens.Upos[head] === PRON && view.nameAt(head) === null) continue;
      const victim = known ?? { heads: [], told: [], dead: false };
      if (victim.heads.length === 0) out.push(victim);
      victim.heads.push(head);
      victim.told.push(one);
      if (one.harm === "deaths") victim.dead = true;
    }
  }
  return out;
}

/** "A boy hurt in an accident west of the city has died": no accident dies, but the boy told of before it in the sentence. */
function strayed(view: View, { token, victims }: Told, last: Victim): boolean {
  const { tokens, cues } = view;
  if (!cues.dying!.has(tokens.Lemma[token]!)) return false;
  if (
    victims.some((k) => view.classOf(k)?.person || view.nameAt(k)?.type === "PER" || tokens.Upos[k] === NUM)
  )
    return false;
  return tokens.Sentence[last.heads[last.heads.length - 1]!] === tokens.Sentence[token];
}

/** The pronoun that stands for a victim; whom it stands for is then told by who was hurt before. */
function pronounOf(view: View, { token }: Told, head: number): number {
  const { tokens } = view;
  const spoken = view.children(token).find((k) => HE.has(tokens.Norm[k]!) && tokens.Upos[k] === PRON);
  const self = view.child(token, "obj");
  if (spoken === undefined || (self >= 0 && SELF.has(tokens.Norm[self]!))) return head;
  return tokens.Deprel[spoken] === "nmod:poss" && view.noun(token)
    ? spoken
    : view.noun(token)
      ? head
      : spoken;
}

/** Whether a head names one who shot, or one who was no suspect. */
function sideOf({ tokens, cues }: View, i: number): "suspect" | "bystander" | null {
  if (cues.suspects!.has(tokens.Lemma[i]!)) return "suspect";
  return cues.bystanders!.has(tokens.Lemma[i]!) ? "bystander" : null;
}

/** Whether what the words say of sex, age and side forbids that a head names this person. */
function differs(view: View, { heads }: Victim, head: number): boolean {
  const [sex, age, side] = [sexOf(view, head), ageOf(view, head), sideOf(view, head)];
  return heads.some((k) => {
    const [sexThere, ageThere] = [sexOf(view, k), ageOf(view, k)];
    return (
      (side !== null && sideOf(view, k) !== null && side !== sideOf(view, k)) ||
      (sex !== null && sexThere !== null && sex !== sexThere) ||
      (age !== null && ageThere !== null && age !== ageThere)
    );
  });
}

function sexOf({ tokens, cues }: View, i: number): "male" | "female" | null {
  if (cues.male!.has(tokens.Lemma[i]!) || cues.male!.has(tokens.Norm[i]!)) return "male";
  return cues.female!.has(tokens.Lemma[i]!) || cues.female!.has(tokens.Norm[i]!) ? "female" : null;
}

/** "a 29-year-old woman", "Ana Mora, 29,": the age as it is written, or null. */
function ageOf(view: View, i: number): string | null {
  const { Norm } = view.tokens;
  for (let k = i; k >= Math.max(0, i - 4); k--) {
    const [, glued] = /^(\d{1,2})-years?-old$/.exec(Norm[k]!) ?? [];
    if (glued) return glued;
    if (/^years?$/.test(Norm[k]!) && /^\d{1,2}$/.test(Norm[k - 2] ?? "")) return Norm[k - 2]!;
  }
  return Norm[i + 1] === "," && /^\d{1,2}$/.test(Norm[i + 2] ?? "") ? Norm[i + 2]! : null;
}

/** The person among those told of that a head names once more, or null. */
function same(view: View, told: readonly Victim[], head: number, by: Told): Victim | null {
  const { tokens, cues } = view;
  const again = told.find(({ heads }) => heads.includes(head));
  if (again) return again;
  const known = told.filter((one) => !differs(view, one, head));
  const last = known[known.length - 1];
  if (!last) return null;
  if (HE.has(tokens.Norm[head]!) || SELF.has(tokens.Norm[head]!)) return last;
  const words = nameWords(view, head);
  if (words.size > 0) {
    const named = known.find(({ heads }) =>
      heads.some((k) => [...nameWords(view, k)].some((word) => words.has(word))),
    );
    if (named) return named;
    return known.find(({ heads }) => heads.every((k) => nameWords(view, k).size === 0)) ?? null;
  }
  if ([head, ...view.children(head)].some((k) => cues.another!.has(tokens.Norm[k]!))) return null;
  if (last.told.some(({ token }) => token === by.token)) return null;
  const alike = known.find(({ heads }) => heads.some((k) => tokens.Lemma[k] === tokens.Lemma[head]));
  if (alike) return alike;
  const indefinite = view.children(head).some((k) => ARTICLES.has(tokens.Norm[k]!));
  const near = tokens.Sentence[last.heads[last.heads.length - 1]!] === tokens.Sentence[head];
  return indefinite && near ? null : last;
}

/** The words of the name that a token is part of. */
function nameWords(view: View, i: number): ReadonlySet<string> {
  const name = view.nameAt(i);
  if (name?.type !== "PER") return new Set();
  const words = new Set<string>();
  for (let k = tokenAt(view, name.start); k < view.tokens.length && view.tokens.Start[k]! < name.end; k++)
    if (view.tokens.Norm[k]!.length > 2) words.add(view.tokens.Norm[k]!);
  return words;
}
