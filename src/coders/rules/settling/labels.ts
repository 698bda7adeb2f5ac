/**
 * Words that judge as they name ("coup", "terrorists", "massacre"): kept with whoever says them, beside the event they are said
 * of. They never decide its type (rule C6).
 */
import type { ContestedLabel } from "../../../model/coding.js";
import { overlaps, span } from "../../../model/span.js";
import type { Building } from "../merging/building.js";
import { PRON, type View } from "../reading/view.js";
import { type Voices, voiceOf } from "../voices/attribution.js";

/** A label: its tokens `[first, last)`, and its head. */
type Label = { readonly first: number; readonly last: number; readonly head: number };

const QUOTE = /^["“”‘’']$|^''$|^``$/u;
/** Steps up the tree in which the verb that names is looked for. */
const STEPS = 4;
/** Tokens in quotation marks that are a name and no speech, at most. */
const SHORT = 5;

type Telling = { readonly of: Building; readonly first: number; readonly last: number };

/** The labels of each event, in the order of the text. Linear in the length of the report. */
export function labelsOf(
  view: View,
  voices: Voices,
  building: readonly Building[],
): ReadonlyMap<Building, ContestedLabel[]> {
  const { tokens, analysis } = view;
  const told = new Map<number, Telling[]>();
  for (const of of building)
    for (const { trigger } of of.cluster.drafts) {
      const list = told.get(trigger.sentence) ?? [];
      told.set(trigger.sentence, list);
      list.push({ of, first: trigger.first, last: trigger.last });
    }
  const found = new Map<Building, ContestedLabel[]>();
  for (const label of labels(view)) {
    const quote = span(analysis.text, tokens.Start[label.first]!, tokens.End[label.last - 1]!);
    const of = eventOf(view, label, quote, told.get(tokens.Sentence[label.head]!) ?? []);
    if (of === null) continue;
    const list = found.get(of) ?? [];
    found.set(of, list);
    if (list.some((other) => overlaps(other.quote, quote))) continue;
    list.push({ label: quote.quote, speaker: speakerOf(view, voices, label.head), quote });
  }
  return found;
}

/** The event that the label is said of: told by the label itself, or the words hang on its trigger, or name who takes part. */
function eventOf(view: View, label: Label, quote: Located, tellings: readonly Telling[]): Building | null {
  const own = tellings.find(({ first, last }) => label.first < last && first < label.last);
  if (own) return own.of;
  const { tokens, cues } = view;
  let at = label.head;
  for (let step = 0; step <= STEPS && at >= 0; step++) {
    const over = tellings.find(({ first, last }) => first <= at && at < last);
    if (over) return over.of;
    if (cues.apart!.has(view.preposition(at) ?? "")) break;
    at = tokens.Head[at]!;
  }
  const named = tellings.find(({ of }) => of.actors.some((actor) => overlaps(actor.quote, quote)));
  if (named) return named.of;
  // "… charged with rebellion; the charges were trumped up": said of what the trigger names.
  const subject = view.child(label.head, "nsubj");
  const again = tellings.find(
    ({ first, last }) => subject >= 0 && sameWord(tokens.Lemma[subject]!, tokens.Lemma[first]!, last - first),
  );
  return again?.of ?? null;
}

type Located = { readonly start: number; readonly end: number };

/** "charges" and "charged": one begins with the other. */
function sameWord(a: string, b: string, length: number): boolean {
  return length < 4 && a.length > 3 && b.length > 3 && (a.startsWith(b) || b.startsWith(a));
}

function labels(view: View): Label[] {
  const { tokens, cues, analysis } = view;
  const { Norm, Lemma } = tokens;
  const found: Label[] = [];
  for (let i = 0; i < tokens.length; i++) {
    if (analysis.sentences.Noise[tokens.Sentence[i]!] === 1) continue;
    const pair = `${Norm[i]} ${Norm[i + 1] ?? ""}`;
    const two = cues.labels!.has(pair);
    // "the Illegal Fishing Act", "Radical Party": part of a name, not somebody's judgement.
    const name = view.nameAt(i);
    if (name !== null && name.end - name.start > tokens.End[i]! - tokens.Start[i]!) continue;
    if (two || cues.labels!.has(Lemma[i]!.toLowerCase()) || cues.labels!.has(Norm[i]!))
      found.push(withModifiers(view, i, two ? i + 2 : i + 1));
    else if (QUOTE.test(Norm[i]!)) {
      const named = quotedName(view, i);
      if (named !== null) found.push(named);
    }
  }
  return found;
}

/** "a parliamentary coup": with what tells which. */
function withModifiers({ tokens }: View, i: number, last: number): Label {
  let first = i;
  while (
    first > 0 &&
    tokens.Head[first - 1] === i &&
    (tokens.Deprel[first - 1] === "amod" || tokens.Deprel[first - 1] === "compound")
  )
    first--;
  // "a US-backed parliamentary coup": half of a joined word is no word.
  for (let k = first; k < i; k++) if (tokens.Norm[k - 1] === "-") first = k + 1;
  return { first, last, head: i };
}

/** What somebody gives a name of his own: "what organisers call the “takeover of Tema”". */
function quotedName(view: View, open: number): Label | null {
  const { tokens } = view;
  const first = open + 1;
  let last = first;
  while (last < tokens.length && last - first <= SHORT && !QUOTE.test(tokens.Norm[last]!)) last++;
  if (last === first || last - first > SHORT || last >= tokens.length) return null;
  let head = first;
  while (head < last - 1 && !view.noun(head)) head++;
  return view.noun(head) && namer(view, head, 1) !== null ? { first, last, head } : null;
}

/** Who says it: whoever names, or in whose words it stands; else the narrator. */
function speakerOf(view: View, voices: Voices, i: number): string {
  const by = namer(view, i);
  if (by !== null && by >= 0) return voiceOf(view, by).quote;
  const told = voices(i);
  return told !== null && told.head >= 0 ? voiceOf(view, told.head).quote : "narrator";
}

/** The head of who names the token at `i` so; -1 where nobody is said to, null where no verb of naming stands over it. */
function namer(view: View, i: number, steps = STEPS): number | null {
  const { tokens, cues } = view;
  let below = i;
  for (let step = 0; step < steps; step++) {
    const above = tokens.Head[below]!;
    if (above < 0) return null;
    if (view.verb(above) && cues.naming!.has(tokens.Lemma[above]!)) {
      if (view.is(below, "nsubj")) return null;
      const [agent] = view.agents(above);
      return agent === undefined || tokens.Upos[agent] === PRON ? -1 : agent;
    }
    below = above;
  }
  return null;
}
