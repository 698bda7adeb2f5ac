/** An actor as the words at a noun name it: the whole phrase, with the office or the apposition of a person. */
import type { ActorCategory, ActorRole } from "../../../model/coding.js";
import { span } from "../../../model/span.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import { UPOS } from "../../../text/analysis.js";
import { appositionAfter } from "../reading/appositions.js";
import { ADJ, ADP, ADV, PRON, PROPN, type View, wordsAt } from "../reading/view.js";
import { dated } from "../triggers/sides.js";
import type { Trigger } from "../triggers/triggers.js";
import { numbered } from "./confined.js";
import type { Cast } from "./roles.js";

/** A noun phrase in a role, and the reason that put it there. */
export type Placed = {
  readonly head: number;
  role: ActorRole;
  readonly by: ReasonCode;
  /** Of what is no word for people: whose it is, or what it stands for ("a party office", "Iran"). */
  readonly category?: ActorCategory | undefined;
};

/** The end of a person's words with what the report says of the person right behind the name: "Ana Rey, the mayor of Tal". */
function withApposition(view: View, last: number, end: number): number {
  const { tokens } = view;
  let after = last;
  while (after < tokens.length && tokens.Start[after]! < end) after++;
  const said = appositionAfter(tokens, after);
  return said !== null && view.classOf(said.head)?.person ? tokens.End[said.last - 1]! : end;
}

/** The end of an office or a body with the name right behind it: "his brother, President Ana Rey", "the union, Civic Rail,". */
function withName(view: View, head: number, end: number): number {
  const { tokens } = view;
  const noun = view.classOf(head);
  if (!noun?.person || tokens.Upos[head] === PROPN) return end;
  let after = head + 1;
  while (after < tokens.length && tokens.Start[after]! < end) after++;
  const here = (i: number) => i < tokens.length && tokens.Sentence[i] === tokens.Sentence[head];
  if (noun.collective) return withBody(view, after, here) ?? end;
  if (tokens.Feats[head]!.includes("Number=Plur")) return end;
  // "union leader Ana Rey"
  const beside = here(after) ? view.nameAt(after) : null;
  if (beside?.type === "PER" && beside.start === tokens.Start[after]) return beside.end;
  if (tokens.Norm[after] !== ",")
    return noun.category === "business" ? (withBody(view, after, here) ?? end) : end;
  for (let i = after + 1; i < after + 4 && here(i); i++) {
    const name = view.nameAt(i);
    if (name?.type === "PER") return name.end;
    if (!view.noun(i)) break;
  }
  return noun.category === "business" ? (withBody(view, after, here) ?? end) : end;
}

const MOST_OF_NAME = 6;

/** "the operator Blue Line", "the union, Civic Rail,": the end of the name of a body, which a comma opens and closes; null for none. */
function withBody(view: View, after: number, here: (i: number) => boolean): number | null {
  const { tokens } = view;
  const mask = dated(view);
  const comma = here(after) && tokens.Norm[after] === ",";
  const first = comma ? after + 1 : after;
  const proper = (k: number) =>
    here(k) &&
    mask[k] === 0 &&
    (tokens.Upos[k] === PROPN || (tokens.Upos[k] === ADJ && /^\p{Lu}/u.test(tokens.Form[k]!)));
  let i = first;
  // "the group Land and Life"
  while (
    i < first + MOST_OF_NAME &&
    (proper(i) || (i > first && INSIDE_NAME.test(tokens.Norm[i]!) && proper(i + 1)))
  )
    i++;
  if (i === first) return null;
  if (comma && !(here(i) && /^[,.)]$/.test(tokens.Norm[i]!))) return null;
  // "the party, Chile and Peru": a place is no name of a body, unless the parse sets it beside it.
  if (comma && view.nameAt(first)?.type === "LOC" && !view.is(i - 1, "appos")) return null;
  return tokens.End[i - 1]!;
}

/** "a group calling itself Green Fist", "a movement known as the Wave": the end of the name that a body is said to have; `end` where none is told. */
function withCallName(view: View, head: number, last: number, end: number): number {
  const { tokens } = view;
  if (view.classOf(head)?.collective !== true || tokens.Upos[head] === PROPN) return end;
  const [a, b] = [tokens.Norm[last] ?? "", tokens.Norm[last + 1] ?? ""];
  const named =
    (/^(?:calling|styling|dubbing)$/.test(a) && /^(?:itself|themselves)$/.test(b)) ||
    (a === "known" && b === "as");
  let first = named ? last + 2 : /^(?:called|named|dubbed)$/.test(a) ? last + 1 : -1;
  if (first < 0) return end;
  if (/^(?:the|")$/.test(tokens.Norm[first] ?? "")) first++;
  let k = first;
  while (k < first + MOST_OF_NAME && k < tokens.length && tokens.Sentence[k] === tokens.Sentence[head]) {
    const capital = /^\p{Lu}/u.test(tokens.Form[k]!);
    if (
      !capital &&
      !(k > first && INSIDE_NAME.test(tokens.Norm[k]!) && /^\p{Lu}/u.test(tokens.Form[k + 1] ?? ""))
    )
      break;
    k++;
  }
  return k > first ? tokens.End[k - 1]! : end;
}

const INSIDE_NAME = /^(and|of|for|the|&)$/;

/** The first token of a name with the office right before it: "Police Director Ana Rey". */
function titleBefore(view: View, start: number, first: number): number {
  const { tokens } = view;
  let at = first;
  while (at > 0 && tokens.Start[at]! > start) at--;
  const office = at - 1;
  if (office < 0 || tokens.Sentence[office] !== tokens.Sentence[at] || !view.noun(office)) return first;
  const noun = view.classOf(office);
  if (!noun?.person || noun.collective || view.nameAt(office) !== null) return first;
  return Math.min(first, view.phrase(office)[0]);
}

/** "Subsequent police firing": an adjective before a noun that only describes another belongs to that other. */
function ownWords(view: View, head: number, first: number): number {
  if (!view.is(head, "compound") || view.tokens.Head[head]! < head) return first;
  let from = first;
  while (from < head && view.tokens.Upos[from] === ADJ && view.tokens.Head[from] === head) from++;
  // "a Shining Path attack": both words of the name describe the attack.
  const category = view.classOf(head)?.category;
  for (
    let k = from - 1;
    k >= 0 && view.is(k, "compound") && view.tokens.Head[k] === view.tokens.Head[head];
    k--
  )
    if (view.classOf(k)?.category === category && category !== undefined) from = k;
    else break;
  return from;
}

/** The token at which an actor's words begin: not "among them five officers", "shortly afterwards protesters", "Monday angry residents". */
function openingOf(view: View, head: number, first: number): number {
  const { tokens } = view;
  const counted = view.quantityOf(head)?.start ?? Number.POSITIVE_INFINITY;
  const mask = dated(view);
  const outside = (i: number) =>
    OUTSIDE.has(tokens.Upos[i]!) || mask[i] === 1 || /^(them|whom|which|outside)$/.test(tokens.Norm[i]!);
  let from = first;
  // "far-right supporters"
  const joined = (i: number) => tokens.Norm[i + 1] === "-" && tokens.End[i] === tokens.Start[i + 1];
  while (from < head && outside(from) && !joined(from) && tokens.Start[from]! < counted) from++;
  return from;
}

const OUTSIDE: ReadonlySet<number> = new Set([ADP, ADV, UPOS.indexOf("SCONJ")]);

/** "River Front (RF) rebels": the first token of the body's name right before those who fight for it, whatever the parse ties it to. */
function bodyBefore(view: View, head: number, opening: number): number {
  const { tokens } = view;
  const noun = view.classOf(head);
  const fights = noun?.person && (noun.armedNonState || noun.category === "unknown");
  if (!fights || view.nameAt(head) !== null || tokens.Upos[head] === PROPN) return opening;
  let at = opening;
  for (let hop = 0; hop < MOST_BEFORE; hop++) {
    let k = at - 1;
    // The acronym in brackets behind the name.
    if (/^[)\]]$/.test(tokens.Norm[k] ?? "") && /^[([]$/.test(tokens.Norm[k - 2] ?? "")) k -= 3;
    if (k < 0 || tokens.Sentence[k] !== tokens.Sentence[head]) break;
    const body = view.nameAt(k)?.type === "ORG" || (view.noun(k) && view.classOf(k)?.armedNonState === true);
    if (!body) break;
    at = k;
  }
  return at;
}

const MOST_BEFORE = 10;

/** "no casualties", "none of the guards": the words say that it is nobody. */
export function nobody(view: View, head: number): boolean {
  const { tokens } = view;
  return view.children(head).some((k) => k < head && /^(no|neither|none)$/.test(tokens.Norm[k]!));
}

/** Where ", including" or "among them" begins behind a noun, before `end`; `end` where there is none. */
export function besidesAt(view: View, head: number, end: number): number {
  const { tokens } = view;
  for (let i = head + 1; i < end; i++) {
    const among = tokens.Norm[i] === "among" && tokens.Norm[i + 1] === "them";
    if (tokens.Norm[i] === "including" || among) return tokens.Norm[i - 1] === "," ? i - 1 : i;
  }
  return end;
}

const SPEAKING_FOR = /^spokes(man|woman|person)$/;
const ACTING: ReadonlySet<ActorRole> = new Set(["responder", "perpetrator", "organiser"]);
const KINDS_OF = new Set(["general", "protest", "strike"]);

/** "the country's military junta": an adjective for people right before a noun for them describes that noun. */
function described(view: View, i: number): number {
  const { tokens } = view;
  const up = tokens.Head[i]!;
  // "Ms Cooper", whatever the parse makes of the two
  if (
    /^(mr|mrs|ms|miss|dr|prof|rev|sir|lady)\.?$/.test(tokens.Norm[i]!) &&
    tokens.Head[i + 1] === i &&
    view.noun(i + 1)
  )
    return i + 1;
  // "Ana Rey, a member of the party, died": the name says who that is.
  if (up >= 0 && up < i && view.is(i, "appos") && view.nameAt(up)?.type === "PER" && view.nameAt(i) === null)
    return up;
  const near = up > i && up <= i + 3 && view.is(i, "amod") && tokens.Upos[i] === ADJ;
  return near && view.noun(up) && view.classOf(up)?.person ? up : i;
}

/** The actor as the words at `head` name them; null where they name nobody. */
export function castAt(
  view: View,
  trigger: Trigger,
  { head: at, role, by, category: lent }: Placed,
): Cast | null {
  const { tokens, analysis } = view;
  const head = described(view, at);
  const no = (code: ReasonCode) => {
    view.why?.note(trigger, code, wordsAt(view, head), { role });
    return null;
  };
  if (tokens.Upos[head] === PRON) return no("actor.pronoun");
  // "a spokesman said a column was being sent": who speaks for those who act does not act.
  if (SPEAKING_FOR.test(tokens.Lemma[head]!) && ACTING.has(role) && /^(REP|MIL|VIO|LAW)/.test(trigger.type))
    return no("actor.unknown_word");
  // "general elections", "the protest movement": words that say of what kind a thing is.
  if (head < trigger.last && head >= trigger.first && KINDS_OF.has(tokens.Lemma[head]!))
    return no("actor.unknown_word");
  const noun = view.classOf(head);
  const meant = lent ?? (role === "victim" || role === "participant" ? numbered(view, head) : undefined);
  if (!noun && meant === undefined) return no("actor.unknown_word");
  if (nobody(view, head)) return no("actor.none");
  const { noise } = analysis;
  if (noise.some((n) => n.start <= tokens.Start[head]! && tokens.Start[head]! < n.end))
    return no("actor.furniture");
  const [first, whole] = view.phrase(head);
  // "50 members, including Ana Rey": those who are named besides are actors of their own.
  const end_ = Math.min(whole, besidesAt(view, head, whole));
  // "union members at": a preposition without its noun is no word of theirs.
  let last = end_;
  while (last > head + 1 && tokens.Upos[last - 1] === ADP) last--;
  // "taxi drivers angry at": what follows the noun is no word of its name.
  if (
    last === head + 2 &&
    tokens.Upos[last - 1] === ADJ &&
    view.is(last - 1, "amod") &&
    view.nameAt(head) === null
  )
    last--;
  // A name is quoted whole, whatever the parse makes of its parts.
  const name = view.nameAt(head);
  // "a sit-in outside parliament": the act before it is none of its words.
  const after = first < trigger.last && trigger.last <= head ? trigger.last : first;
  const from = name?.type === "PER" ? titleBefore(view, name.start, after) : ownWords(view, head, after);
  const called = Math.min(
    tokens.Start[bodyBefore(view, head, openingOf(view, head, from))]!,
    name?.start ?? Number.POSITIVE_INFINITY,
  );
  // "between 200 and 300 residents": the words have all of the number, the name has what the phrase has of it.
  const start = Math.min(called, view.quantityOf(head)?.start ?? Number.POSITIVE_INFINITY);
  const end = Math.max(tokens.End[last - 1]!, name?.end ?? 0);
  const quote = span(
    analysis.text,
    start,
    name?.type === "PER"
      ? withApposition(view, last, end)
      : withCallName(view, head, last, withName(view, head, end)),
  );
  // "unidentified gunmen": the words say that nobody knows whose they are.
  let unknown = false;
  for (let i = first; i < head; i++) if (view.cues.unidentified!.has(tokens.Norm[i]!)) unknown = true;
  const category = unknown ? "unknown" : (meant ?? noun!.category);
  view.why?.note(trigger, by, quote, { role }, [wordsAt(view, head)]);
  const told = unknown
    ? "actor.unidentified"
    : view.recalled(head)
      ? "actor.category_told"
      : "actor.category";
  view.why?.note(trigger, told, quote, { category }, [wordsAt(view, head)]);
  return {
    name: quote.quote.slice(called - start),
    role,
    category,
    quote,
    head,
    weak: by === "actor.nearest",
  };
}
