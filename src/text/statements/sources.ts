/** Who is meant as the source of a cue: the subject of its verb, who is named after "by", and how far their words reach. */
import { UPOS } from "../analysis.js";
import type { Range, Reader } from "./draft.js";
import { isRelation, type Tree } from "./tree.js";

const NOUN = UPOS.indexOf("NOUN");
const PROPN = UPOS.indexOf("PROPN");

const DEEPEST = 8;

/** The subject of a verb, its own or that of the verb it is joined to; the noun that a participle hangs on. -1: none. */
export function subjectOf(reader: Reader, i: number, depth: number): number {
  const { tokens, tree, Subject } = reader;
  if (Subject[i] !== -2) return Subject[i]!;
  let subject = nearestSubject(tree, i);
  if (subject < 0 && depth < DEEPEST) {
    const head = tokens.Head[i]!;
    const relation = tokens.Deprel[i]!;
    if (head >= 0) {
      if (relation === "acl") subject = head;
      else if (relation === "conj" || relation === "xcomp" || relation === "advcl")
        subject = subjectOf(reader, head, depth + 1);
    }
  }
  Subject[i] = subject;
  return subject;
}

/** A word may have two subjects where a headline or dateline has run into the sentence: the last before the verb is its own. */
export function nearestSubject({ tokens, Child, Next }: Tree, i: number): number {
  let subject = -1;
  for (let k = Child[i]!; k >= 0; k = Next[k]!) {
    if ((k < i || subject < 0) && isRelation(tokens.Deprel[k]!, "nsubj")) subject = k;
  }
  return subject;
}

const RELATIVE = new Set(["who", "which", "that", "whom"]);

/** The words of a source, up to the cue; a relative pronoun stands for the noun before it. */
export function sourceRange(reader: Reader, from: number, cue: number): Range | null {
  const { tokens, tree } = reader;
  const head = tokens.Head[from]!;
  if (RELATIVE.has(tokens.Norm[from]!) && head >= 0 && isRelation(tokens.Deprel[head]!, "acl")) {
    const noun = tokens.Head[head]!;
    if (noun >= 0 && noun < from) return [tree.Left[noun]!, from];
  }
  let first = tree.Left[from]!;
  const last = tree.Right[from]!;
  // "union leader Ana Ruiz said", where the parse takes the title for a subject of its own
  const before = first - 1;
  if (
    before >= 0 &&
    tokens.Upos[before] === NOUN &&
    tokens.Head[before] === head &&
    head >= 0 &&
    tokens.Upos[from] === PROPN
  )
    if (tokens.Deprel[before] === "nsubj") first = tree.Left[before]!;
  if (cue < first || cue > last) return [first, last];
  const end = Math.min(tree.Left[cue]!, cue) - 1;
  return end >= from ? [first, end] : [from, from];
}

/** The words after "by". */
export function agentRange({ tree }: Reader, k: number): Range {
  const first = tree.Child[k]!;
  const by = first >= 0 && first < k && tree.tokens.Deprel[first] === "case";
  return [by ? first + 1 : tree.Left[k]!, tree.Right[k]!];
}
