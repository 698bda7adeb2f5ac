/** Who stands in an election or leaves office, by the clauses beside its noun: "in which Rey was re-elected", "voted for the party in the polls". */
import { PRON, type View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";
import { nounAfter } from "../triggers/word-order.js";
import { clausesAbout, REACH } from "./clauses.js";

const VOTING = new Set(["vote", "ballot", "campaign", "stand", "run"]);

const person = (view: View, k: number): boolean => k >= 0 && view.noun(k) && view.classOf(k)?.person === true;

/** Those who stand in the election that the trigger names. */
export function contenders(view: View, trigger: Trigger): number[] {
  const { tokens } = view;
  const { head } = trigger;
  if (!view.noun(head)) return [];
  const out: number[] = [];
  const add = (k: number) => {
    if (!person(view, k)) return;
    for (const one of view.conjuncts(k)) if (person(view, one) && !out.includes(one)) out.push(one);
  };
  // "in which Rey was re-elected along with Luz Paz", "where the opposition won"
  for (const verb of clausesAbout(view, trigger)) {
    const kind = tokens.Lemma[verb]!.replace(/^re-?(?=elect)/, "");
    if (!view.cues.standingForOffice!.has(kind)) continue;
    add(view.child(verb, "nsubj", "nsubj:pass"));
    const beaten = view.child(verb, "obj");
    if (view.cues.beatingRivals!.has(kind)) add(beaten);
    for (let i = verb + 1; i < verb + REACH && tokens.Sentence[i] === trigger.sentence; i++)
      if (tokens.Norm[i] === "with" && /^(along|together)$/.test(tokens.Norm[i - 1]!))
        add(nounAfter(view, i + 1, view.analysis.sentences.Last[trigger.sentence]!));
  }
  const up = tokens.Head[head]!;
  if (up < 0) return out;
  // "a defeated candidate in the election"
  if (view.is(head, "nmod") && person(view, up) && /^(in|of|at|to)$/.test(view.preposition(head) ?? ""))
    if (/candidate|contender|runner|challenger|rival|winner|loser|nominee/.test(tokens.Lemma[up]!)) add(up);
  // "voted for the party in the elections"
  if (view.verb(up) && VOTING.has(tokens.Lemma[up]!))
    for (const k of view.children(up)) if (view.preposition(k) === "for") add(k);
  return out;
}

/** "the resignation of her predecessor, Luz Paz", "the minister's departure": who leaves office, whatever word tells who that is. */
export function leaving(view: View, { head }: Trigger): number[] {
  if (!view.noun(head)) return [];
  return view
    .children(head)
    .filter((k) => view.noun(k) && (view.is(k, "nmod:poss") || view.preposition(k) === "of"))
    .filter((k) => view.tokens.Upos[k] !== PRON && !view.cues.eventNouns!.has(view.tokens.Lemma[k]!))
    .slice(0, 1);
}

/** "tendered his resignation to the king", "parliament accepted her resignation": those who receive it. */
export function receiving(view: View, { head, first, last }: Trigger): number[] {
  const { tokens } = view;
  const verbs = new Set([head, tokens.Head[head]!]);
  for (let i = first; i < last; i++) if (view.verb(i)) verbs.add(i);
  const office = (k: number) => view.noun(k) && view.classOf(k)?.person === true;
  for (const verb of verbs) {
    if (verb < 0 || !view.verb(verb)) continue;
    if (view.cues.takenUp!.has(tokens.Lemma[verb]!)) return view.agents(verb).filter(office);
    if (!view.cues.handedIn!.has(tokens.Lemma[verb]!)) continue;
    const object = view.child(verb, "obj");
    const to = [...view.children(verb), ...(object >= 0 ? view.children(object) : [])];
    return to.filter((k) => k > verb && view.preposition(k) === "to" && office(k));
  }
  return [];
}

/** "resigned along with the cabinet": who leaves with them. */
export function leavingToo(view: View, { head }: Trigger): number[] {
  if (!view.verb(head)) return [];
  return view
    .children(head)
    .filter((k) => k > head && /^(?:with|alongside)$/.test(view.preposition(k) ?? "") && view.noun(k))
    .filter(
      (k) =>
        /^(?:along|together|alongside)$/.test(view.tokens.Norm[view.phrase(k)[0] - 2] ?? "") ||
        /^(?:along|together)$/.test(view.tokens.Norm[head + 1] ?? ""),
    )
    .flatMap((k) => view.conjuncts(k))
    .filter((k) => view.classOf(k)?.person);
}
