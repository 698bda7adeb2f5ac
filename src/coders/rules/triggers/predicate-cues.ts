/** The words over and beside events, which the analysis weighs, as the lists of cues in which the coder asks for them. */
import {
  ACTS,
  type Act,
  type Beside,
  MODAL_ACTS,
  type PredicateData,
} from "../../../text/statements/predicate-words.js";

/** The act of nouns → the list of those that take an event in a phrase: "plans for a march". */
const NOUN_LISTS: Readonly<Partial<Record<Act, string>>> = {
  call: "callNouns",
  plan: "planNouns",
  threaten: "threatNouns",
  hypothetical: "possibilityNouns",
  attempt: "attemptNouns",
  promise: "promiseNouns",
  refuse: "refusalNouns",
  ban: "banNouns",
};

/** Lists of cues by name. */
export function predicateCues(data: PredicateData): Record<string, string[]> {
  const cues: Record<string, string[]> = {
    negation: [...data.negation],
    nobody: [...data.nobody],
    noDeterminers: [...data.noDeterminers],
    definite: [...data.definite],
    conditional: [...data.open],
  };
  const parts = data.embedders.flatMap(({ words }) => words);
  for (const act of ACTS) {
    const own = parts.filter(({ acts }) => acts?.includes(act));
    cues[act] = own.flatMap(({ verbs = [], adjectives = [] }) => [...verbs, ...adjectives]);
    const list = NOUN_LISTS[act];
    if (list) cues[list] = parts.filter(({ acts }) => acts?.[0] === act).flatMap(({ nouns = [] }) => nouns);
  }
  for (const modal of MODAL_ACTS)
    cues[`${modal}Modals`] = data.modals.filter(({ act }) => act === modal).flatMap(({ words }) => words);
  // "could", "if" over an act, where the parse has them there.
  cues.hypothetical!.push(...data.open, ...cues.wouldModals!, ...cues.canModals!, ...cues.mustModals!);
  for (const act of ["planned", "threatened", "attempted", "possible"] as const)
    cues[`${act}Modifiers`] = wordsBy(data.modifiers, act);
  for (const act of ["denied", "planned", "possible"] as const)
    cues[`${act}Prepositions`] = wordsBy(data.prepositions, act);
  return cues;
}

function wordsBy(groups: readonly Beside[], act: Beside["act"]): string[] {
  return groups.filter((group) => group.act === act).flatMap(({ words }) => words);
}
