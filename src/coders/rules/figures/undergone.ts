/** Who undergoes a word of harm: by the tree, and where it names nobody by the order of the words. */
import { ADJ, ADV, DET, NOUN, NUM, PRON, type View } from "../reading/view.js";

export const HE: ReadonlySet<string> = new Set(["he", "him", "his", "she", "her"]);
export const SELF: ReadonlySet<string> = new Set(["himself", "herself"]);

/** Who dies: the subject, or where the tree has none who was told of last before. */
export function dying(view: View, i: number): readonly number[] {
  const agents = view.agents(i);
  return agents.length > 0 ? agents : toldBefore(view, i);
}

/** Who has a wound: "found a boy suffering from a wound". */
export function wounding(view: View, i: number): readonly number[] {
  const agents = view.agents(i);
  // "a woman and her daughter suffered wounds": two subjects, where the parse has missed that they are joined.
  const joined = agents.some((k) => view.tokens.Norm[view.phrase(k)[0] - 1] === "and");
  if (agents.length > 0)
    return joined ? [...new Set([...agents, ...subjects(view, i)])].sort((a, b) => a - b) : agents;
  return view.is(i, "acl") ? [view.tokens.Head[i]!] : toldBefore(view, i);
}

/** Whom a verb of harm hurts: what it acts on; of a bare past the subject ("Man shot in leg"). */
export function undergo(view: View, i: number): readonly number[] {
  const { tokens } = view;
  const object = view.child(i, "obj");
  if (object >= 0 && SELF.has(tokens.Norm[object]!)) {
    const agents = view.agents(i).filter((k) => k < i);
    return agents.length > 0 ? agents : actedBefore(view, i);
  }
  // "One was killed and another critically injured."
  for (let k = i - 1; k >= 0 && k >= i - 2; k--) {
    if (tokens.Norm[k] === "another") return [k];
    if (tokens.Upos[k] !== ADV) break;
  }
  const survivor = afterBeing(view, i);
  if (survivor >= 0) return view.conjuncts(survivor);
  const patients = withSelf(view, i, view.patients(i));
  // "A girl and a woman were shot": two subjects, where the parse has missed that they are joined.
  if (patients.length > 0)
    return view.is(i, "acl")
      ? patients.flatMap((k) => joinedBefore(view, k))
      : view.passive(i)
        ? [...new Set([...patients, ...subjects(view, i).flatMap(view.conjuncts), ...strayed(view, i)])]
        : patients;
  // "accidentally shot and killed his daughter": the object stands at the second verb.
  const shared =
    object < 0 && !view.passive(i) && tokens.Norm[i + 1] === "and" && view.verb(i + 2) ? i + 2 : -1;
  if (shared >= 0 && view.child(shared, "obj") > shared) return view.patients(shared);
  const told = object < 0 && !view.passive(i) ? objectBehind(view, i) : -1;
  if (told >= 0) return [told];
  // Headlines and misread passives: "Teen shot outside store".
  const subject = view.child(i, "nsubj", "nsubj:pass");
  if (subject >= 0) return object < 0 ? [subject] : [];
  if (object >= 0 || !undergoneForm(view, i)) return [];
  const behind = inverted(view, i);
  return behind >= 0 ? view.conjuncts(behind) : toldBefore(view, i);
}

/** "A man shot a woman, then killed himself": who did what was told before in the sentence. */
export function actedBefore(view: View, i: number): readonly number[] {
  for (let k = i - 1; k >= 0 && view.tokens.Sentence[k] === view.tokens.Sentence[i]; k--) {
    const subject = view.verb(k) && !view.passive(k) ? view.child(k, "nsubj") : -1;
    if (subject >= 0 && subject < k && isPerson(view, subject)) return [subject];
  }
  return [];
}

/** "killed his daughter and himself", "shot his wife and then himself": who does it undergoes it too. */
function withSelf(view: View, i: number, patients: readonly number[]): readonly number[] {
  const { tokens } = view;
  const last = Math.max(i, ...patients.filter((k) => !SELF.has(tokens.Norm[k]!)));
  let himself = patients.some((k) => SELF.has(tokens.Norm[k]!));
  const then = tokens.Norm[last + 1] === "and" && tokens.Norm[last + 2] === "then" ? last + 3 : last + 2;
  if (tokens.Norm[last + 1] === "and" && SELF.has(tokens.Norm[then] ?? "")) himself = true;
  // "shot his son and himself": whether they died other words say, of both.
  if (then === last + 2 && !view.cues.killing!.has(tokens.Lemma[i]!)) return patients;
  return himself && !view.passive(i)
    ? [...patients.filter((k) => !SELF.has(tokens.Norm[k]!)), ...view.agents(i)]
    : patients;
}

/** "accidentally shot his older brother": who stands right behind an active verb, where the tree hangs them elsewhere, or -1. */
function objectBehind(view: View, i: number): number {
  const { tokens } = view;
  for (let k = i - 1; k >= 0 && k >= i - 3; k--) if (tokens.Lemma[k] === "be") return -1;
  for (let k = i + 1; k < i + 10 && tokens.Sentence[k] === tokens.Sentence[i]; k++) {
    if (isPerson(view, k) && !view.noun(k + 1)) return k;
    if (!INSIDE.has(tokens.Upos[k]!) && tokens.Norm[k] !== "-") return -1;
  }
  return -1;
}
const INSIDE: ReadonlySet<number> = new Set([NOUN, PRON, DET, ADJ, NUM, ADV]);

/** "was later struck", "a man shot": a past form, and no gerund. */
function undergoneForm({ tokens }: View, i: number): boolean {
  return !tokens.Norm[i]!.endsWith("ing") && !tokens.Feats[i]!.includes("VerbForm=Inf");
}

/** "Also wounded was a young man": who stands behind the "was", or -1. */
function inverted(view: View, i: number): number {
  const { tokens } = view;
  if (tokens.Lemma[i + 1] !== "be") return -1;
  for (let k = i + 2; k < i + 12 && tokens.Sentence[k] === tokens.Sentence[i]; k++)
    if (isPerson(view, k)) return k;
  return -1;
}

/** How far back it is looked for who was told of last. */
const BACK = 14;

/** The nearest person before a verb in its sentence: "The boy was taken from the scene, but later died". */
function toldBefore(view: View, i: number): number[] {
  const { tokens } = view;
  for (let k = i - 1; k >= 0 && k > i - BACK && tokens.Sentence[k] === tokens.Sentence[i]; k--) {
    if (tokens.Norm[k] === ";" || tokens.Norm[k] === ":") return [];
    if (isPerson(view, k)) return [k];
  }
  return [];
}

function isPerson(view: View, k: number): boolean {
  const { tokens } = view;
  if (tokens.Upos[k] === PRON) return /^(?:he|she|him)$/.test(tokens.Norm[k]!);
  if (view.nameAt(k)?.type === "PER") return true;
  if (view.is(k, "compound") || tokens.Deprel[k] === "nmod:poss") return false;
  return tokens.Upos[k] === NOUN && view.classOf(k)?.person === true && !/^police$/.test(tokens.Norm[k]!);
}

/** "a girl and a woman wounded by gunfire": both, where the participle hangs on the second. */
function joinedBefore(view: View, k: number): number[] {
  const { tokens } = view;
  const first = tokens.Head[k]!;
  if (!view.is(k, "conj") || first < 0 || !view.noun(first) || view.classOf(first)?.person !== true)
    return [k];
  const from = view.phrase(k)[0];
  const comma = tokens.Norm[from - 1] === "," || tokens.Norm[from - 2] === ",";
  return tokens.Norm[from - 1] === "and" && !comma && from - first < 4 ? [first, k] : [k];
}

function subjects(view: View, i: number): number[] {
  return view.children(i).filter((k) => k < i && (view.is(k, "nsubj") || view.is(k, "nsubj:pass")));
}

/** "was killed and his brother and a friend were hurt": the first of the two, where the tree hangs them on the verb before. */
function strayed(view: View, i: number): number[] {
  const { tokens } = view;
  return subjects(view, i).flatMap((k) => {
    const from = view.phrase(k)[0];
    const first = from - 2;
    if (tokens.Norm[from - 1] !== "and" || first < 1 || !isPerson(view, first)) return [];
    if (tokens.Upos[from] !== DET && tokens.Deprel[from] !== "nmod:poss") return [];
    return view.is(first, "conj") && !isPerson(view, tokens.Head[first]!) ? [first] : [];
  });
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

/** The subject of the clause that token `i` stands in, or -1. */
export function subjectAbove(view: View, i: number): number {
  const { tokens } = view;
  for (let at = i, hop = 0; at >= 0 && hop < 5; at = tokens.Head[at]!, hop++) {
    const subject = view.child(at, "nsubj");
    if (subject >= 0) return subject;
  }
  return -1;
}
