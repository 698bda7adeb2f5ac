/** Single persons who were killed or hurt, told one by one: who they are, and when two tellings are of one person. */
import { tokenAt } from "../reading/token-at.js";
import { NUM, PRON, type View } from "../reading/view.js";
import type { Told } from "./harm-words.js";
import { HE, SELF } from "./undergone.js";

/** One person: every head that names them, and whether a telling says that they died. */
export type Victim = {
  readonly heads: number[];
  readonly told: Told[];
  dead: boolean;
};

const ARTICLES = new Set(["a", "an", "one"]);

/** True where a head names one person: no plural, no number above one, no body of people. */
function single(view: View, i: number): boolean {
  const { tokens } = view;
  const norm = tokens.Norm[i]!;
  if (HE.has(norm) || SELF.has(norm)) return true;
  // "The other, a boy of 16, was flown to a hospital."
  if (norm === "other" && tokens.Norm[i - 1] === "the" && !view.noun(i + 1))
    return view.is(i, "nsubj") || view.is(i, "nsubj:pass");
  // "One was killed and another wounded."
  if (norm === "another" || (view.cues.countedOrdinals!.has(norm) && !view.noun(i + 1))) return true;
  if (/years?-old$|^old$/.test(norm)) return !tokens.Feats[i]!.includes("Number=Plur");
  const name = view.nameAt(i);
  if (name) return name.type === "PER";
  if (!view.noun(i) || tokens.Feats[i]!.includes("Number=Plur") || counted(view, i)) return false;
  const made = view.classOf(i);
  // "a 15-year-old basketball star": what has an age of years is somebody.
  return made === null ? ageOf(view, i) !== null : made.person && !made.collective;
}

function counted(view: View, i: number): boolean {
  const quantity = view.quantityOf(i);
  if (quantity !== null && quantity.value === 1 && quantity.hedge === null) return false;
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
    for (const [n, named] of one.victims.entries()) {
      if (saysWho(view, one.victims[n - 1] ?? -1, named)) continue;
      const head = out.length > 0 ? pronounOf(view, one, named) : named;
      if (!single(view, head) || joinsCounted(view, one, head)) continue;
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

/** "two women and a child were killed": the child is in the count of all three. */
function joinsCounted(view: View, { victims }: Told, head: number): boolean {
  const { tokens } = view;
  return victims.some(
    (k) =>
      k !== head &&
      (view.quantityOf(k)?.value ?? 0) > 1 &&
      (view.is(head, "conj") ? tokens.Head[head] === k : view.is(k, "conj") && tokens.Head[k] === head),
  );
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

/** "a 29-year-old woman", "a seven-year-old", "Ana Mora, 29,", "Rui (9)": the age in figures, or null. */
function ageOf(view: View, i: number): number | null {
  const { Norm, Start, Upos } = view.tokens;
  const values = numbersOf(view);
  const from = view.phrase(i)[0];
  for (let k = i; k >= 0 && k > i - AGE_REACH && (k >= from || k > i - 5); k--) {
    const [, glued] = /^(\d{1,3})-(?:year|month|week|day)s?-old$/.exec(Norm[k]!) ?? [];
    if (glued) return Number(glued);
    if (
      /^(?:year|month|week|day)s?$/.test(Norm[k]!) &&
      AGE_END.test(Norm[k + 1] === "-" ? Norm[k + 2]! : (Norm[k + 1] ?? ""))
    )
      return values.get(k - 1) ?? values.get(k - 2) ?? null;
    if (k < i && (Norm[k] === "," || Norm[k] === "and" || view.verb(k))) break;
  }
  const name = view.nameAt(i);
  let next = i + 1;
  while (name && next < Norm.length && Start[next]! < name.end) next++;
  const opens = Norm[next];
  if (opens !== "," && opens !== "(") return null;
  return Upos[next + 1] === NUM && /^\d{1,2}$/.test(Norm[next + 1]!) ? Number(Norm[next + 1]!) : null;
}
const AGE_END = /^olds?$/;
/** So many words may stand between an age and the noun or name that has it. */
const AGE_REACH = 9;

/** How well a telling suits what was told of a person before: a person is not killed at once who was said to be wounded. */
function suits(view: View, { dead, told }: Victim, by: Told): boolean {
  if (by.harm === "shot") return true;
  if (by.harm === "injured") return !dead;
  const wounded = told.some(({ harm }) => harm === "injured");
  return dead || !wounded || view.cues.dying!.has(view.tokens.Lemma[by.token]!);
}

const values = new WeakMap<View, ReadonlyMap<number, number>>();

/** The value of the number at each token of one. */
function numbersOf(view: View): ReadonlyMap<number, number> {
  const known = values.get(view);
  if (known) return known;
  const out = new Map<number, number>();
  for (const { start, end, value } of view.analysis.numbers)
    if (value !== null)
      for (let k = tokenAt(view, start); k < view.tokens.length && view.tokens.Start[k]! < end; k++)
        out.set(k, value);
  values.set(view, out);
  return out;
}

/** The person among those told of that a head names once more, or null. */
function same(view: View, told: readonly Victim[], head: number, by: Told): Victim | null {
  const { tokens, cues } = view;
  const again = told.find(({ heads }) => heads.includes(head));
  if (again) return again;
  const alikes = told.filter((one) => !differs(view, one, head));
  const suited = alikes.filter((one) => suits(view, one, by));
  const known = suited.length > 0 ? suited : alikes;
  const unlike = suited.length === 0;
  const last = known[known.length - 1];
  if (!last) return null;
  if (HE.has(tokens.Norm[head]!) || SELF.has(tokens.Norm[head]!)) return last;
  const near = (k: number): boolean => tokens.Sentence[k] === tokens.Sentence[head];
  const words = nameWords(view, head);
  if (words.size > 0) {
    const named = alikes.find(({ heads }) => heads.some((k) => oneName(words, nameWords(view, k))));
    if (named) return named;
    return suited.find(({ heads }) => heads.every((k) => nameWords(view, k).size === 0)) ?? null;
  }
  const described = known.find(({ heads }) => heads.some((k) => near(k) && saysWho(view, k, head)));
  if (described) return described;
  // "A 16-year-old has died. A 16-year-old girl was also hurt": somebody else.
  const hurtBefore = alikes.some((one) => !one.dead);
  if (!hurtBefore && alsoTold(view, head, by.token) && !near(last.heads[last.heads.length - 1]!)) return null;
  if ([head, ...view.children(head)].some((k) => cues.another!.has(tokens.Norm[k]!)))
    // "another was hurt", "another man was hurt in the leg": told once more with a noun.
    return (
      known.find(({ heads }) => !heads.includes(head) && heads.every((k) => tokens.Norm[k] === "another")) ??
      null
    );
  if (last.told.some(({ token }) => token === by.token)) return null;
  const age = ageOf(view, head);
  const aged =
    age === null ? undefined : known.find(({ heads }) => heads.some((k) => ageOf(view, k) === age));
  if (aged) return aged;
  const alike = known.find(({ heads }) => heads.some((k) => tokens.Lemma[k] === tokens.Lemma[head]));
  if (alike) return alike;
  // "A child died and her mother was hurt": nobody's own mother.
  const owned = view.children(head).some((k) => tokens.Deprel[k] === "nmod:poss" && HE.has(tokens.Norm[k]!));
  if (unlike || (owned && near(last.heads[last.heads.length - 1]!))) return null;
  const indefinite = view.children(head).some((k) => ARTICLES.has(tokens.Norm[k]!));
  return indefinite && near(last.heads[last.heads.length - 1]!) ? null : last;
}

/** "A girl was also taken to hospital": with an "a" and an "also", one of whom nothing was told before. */
function alsoTold(view: View, head: number, verb: number): boolean {
  const { Norm } = view.tokens;
  const also = [head, verb].some((at) => view.children(at).some((k) => Norm[k] === "also"));
  return also && view.children(head).some((k) => ARTICLES.has(Norm[k]!));
}

/** "Rui Costa, a father of two, was shot": the second head says of the first who that is. */
function saysWho(view: View, first: number, second: number): boolean {
  const { tokens } = view;
  if (first < 0 || second < first) return false;
  if (view.is(second, "appos") && tokens.Head[second] === first) return true;
  const [name, other] = [view.nameAt(first), view.nameAt(second)];
  if ((name?.type === "PER") === (other?.type === "PER")) return false;
  let k = first + 1;
  while (name && k < second && tokens.Start[k]! < name.end) k++;
  // "Rui Costa, 24, a father": the age stands between.
  if (tokens.Norm[k] === "," && tokens.Upos[k + 1] === NUM) k += 2;
  if (tokens.Norm[k] !== ",") return false;
  if (tokens.Norm[k + 1] === "also") k++;
  for (let n = k + 1; n < second; n++)
    if (tokens.Norm[n] === "," || tokens.Norm[n] === "and" || view.verb(n)) return false;
  return true;
}

/** Whether two names can be one person's: all words of the one are in the other ("Mora", "Ana Mora"; not "Rui Mora"). */
function oneName(a: ReadonlySet<string>, b: ReadonlySet<string>): boolean {
  const [less, more] = a.size <= b.size ? [a, b] : [b, a];
  return less.size > 0 && [...less].every((word) => more.has(word));
}

/** The words of the name that a token is part of. */
function nameWords(view: View, i: number): ReadonlySet<string> {
  const name = view.nameAt(i);
  if (name?.type !== "PER") return new Set();
  const words = new Set<string>();
  for (let k = tokenAt(view, name.start); k < view.tokens.length && view.tokens.Start[k]! < name.end; k++)
    if (view.tokens.Norm[k]!.length > 2) words.add(view.tokens.Norm[k]!.replaceAll("’", "'"));
  return words;
}
