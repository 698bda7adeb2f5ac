/** What stands beside a word: its auxiliaries, negation, marks, articles and hedges, read in one pass over its children. */
import type { Tokens } from "../analysis.js";
import type { PredicateWords, Worth } from "./predicate-words.js";
import type { Tree } from "./tree.js";

/** What is certain. */
export const CERTAIN = 3;

/** What the children of a word say of it, read in one pass. */
export type Beside = {
  modal: Worth | null;
  modalWord: string;
  have: boolean;
  /** "do" or "be" without a modal. */
  aux: number;
  cop: number;
  denied: boolean;
  to: boolean;
  mark: string;
  share: number;
  cap: number;
  case: number;
  definite: boolean;
  article: boolean;
  subject: number;
  /** Its subject or object is "nobody" or "no …". */
  none: boolean;
  tooMuch: boolean;
  or: boolean;
  question: boolean;
};

export function besideOf(tokens: Tokens, tree: Tree, words: PredicateWords, i: number): Beside {
  const { Norm, Deprel } = tokens;
  const beside: Beside = {
    modal: null,
    modalWord: "",
    have: false,
    aux: -1,
    cop: -1,
    denied: false,
    to: false,
    mark: "",
    share: 1,
    cap: CERTAIN,
    case: -1,
    definite: false,
    article: false,
    subject: -1,
    none: false,
    tooMuch: false,
    or: false,
    question: false,
  };
  for (let k = tree.Child[i]!; k >= 0; k = tree.Next[k]!) {
    const norm = Norm[k]!;
    switch (Deprel[k]) {
      case "aux":
      case "aux:pass":
      case "cop": {
        const modal = words.modals.get(norm);
        if (modal) {
          beside.modal = modal.holds;
          beside.modalWord = norm;
        } else if (tokens.Lemma[k] === "have" && Deprel[k] === "aux") beside.have = true;
        if (norm === "to") beside.to = true;
        if (beside.aux < 0) beside.aux = k;
        if (Deprel[k] === "cop") beside.cop = k;
        if (beside.subject < 0 && k < i) beside.question = true;
        break;
      }
      case "mark":
        if (norm === "to") {
          beside.to = true;
          if (k > 0 && words.notTo.has(Norm[k - 1]!)) beside.denied = true;
        } else if (beside.mark === "" || words.marks.has(norm)) beside.mark = norm;
        break;
      case "case":
        if (beside.case < 0) beside.case = k;
        break;
      case "det":
        if (words.noDeterminers.has(norm)) beside.denied = true;
        else if (words.anyDeterminers.has(norm)) beside.cap = Math.min(beside.cap, words.plain.any![0]);
        else if (words.definite.has(norm)) beside.definite = true;
        beside.article = true;
        break;
      case "nummod":
        beside.article = true;
        break;
      case "nmod:poss":
        beside.definite = true;
        break;
      case "advmod":
      case "cc:preconj":
      case "cc": {
        if (negates(tokens, words, k, i)) beside.denied = true;
        const share = words.adverbs.get(norm);
        if (share !== undefined) beside.share *= share;
        else if (k === i - 1) beside.share *= words.nearly.get(norm) ?? 1;
        if (words.tooMuch.has(norm)) beside.tooMuch = true;
        if (words.or.has(norm)) beside.or = true;
        if (words.marks.has(norm) && beside.mark === "" && k < i) beside.mark = norm;
        break;
      }
      case "amod":
      case "compound": {
        const cap = words.modifiers.get(norm);
        if (cap !== undefined && cap < beside.cap) beside.cap = cap;
        break;
      }
      case "nsubj":
      case "nsubj:pass":
        beside.subject = k;
        if (isNobody(tokens, tree, words, k)) beside.none = true;
        break;
      case "obj":
        if (isNobody(tokens, tree, words, k)) beside.none = true;
        break;
      case "nsubj:outer":
      case "expl":
        beside.subject = k;
        break;
    }
  }
  if (beside.modal && beside.have) beside.modal = words.modals.get(beside.modalWord)!.perfect ?? beside.modal;
  return beside;
}

/** "did not march", "no longer marches"; not "not only marched", and not "asked not to march". */
export function negates(
  { Norm, Deprel, length }: Tokens,
  words: PredicateWords,
  k: number,
  i: number,
): boolean {
  const norm = Norm[k]!;
  const next = k + 1 < length ? Norm[k + 1]! : "";
  if (words.longer.has(norm)) return k > 0 && words.noDeterminers.has(Norm[k - 1]!);
  return (
    words.negation.has(norm) && !words.only.has(next) && (k < i || (next !== "to" && Deprel[k] !== "cc"))
  );
}

function isNobody(
  { Norm, Deprel }: Tokens,
  { Child, Next }: Tree,
  words: PredicateWords,
  i: number,
): boolean {
  if (words.nobody.has(Norm[i]!)) return true;
  for (let k = Child[i]!; k >= 0; k = Next[k]!)
    if ((Deprel[k] === "det" || Deprel[k] === "cc:preconj") && words.noDeterminers.has(Norm[k]!)) return true;
  return false;
}
