/** Whether two tellings name others as those who did it, or as those it is about. */
import { ADJ, type View } from "../reading/view.js";
import type { Draft } from "./drafts.js";

/** So many sentences may lie between an act that is told without a name and its telling with one. */
const NAMELESS = 5;

/** Words of the name of each of those who take part in a telling; of violence, of those who suffer it. In a text all in capitals only what is seen to be a person's name is one. */
function namesIn(view: View, { type, actors }: Draft): string[][] {
  const { tokens } = view;
  // Who did it, and who receives a resignation, tell no two acts apart.
  const meant = type.startsWith("VIO")
    ? actors.filter(({ role }) => role === "victim")
    : actors.filter(({ role }) => type !== "GOV.RESIGN" || role !== "responder");
  return meant
    .map(({ head, name, quote }) => {
      if (name !== name.toUpperCase()) {
        // "Opposition leader jailed": the first word of a sentence has its capital from there.
        let first = head;
        while (first > 0 && tokens.Start[first]! > quote.start) first--;
        const opens = first === 0 || tokens.Sentence[first - 1] !== tokens.Sentence[first];
        const opening = opens && view.nameAt(first) === null ? tokens.Form[first]! : "";
        const places = placeWords(view, head);
        const words = (name.replace(/,.*/s, "").match(/\p{Lu}[\p{L}'’-]{2,}/gu) ?? []).filter(
          (w) =>
            w !== opening &&
            !places.includes(w) &&
            !/^(The|Two|Three|Some|Police|President|Minister|Prime)$/.test(w),
        );
        // "the officer's partner, Ana Rey": the name behind the comma.
        return words.length > 0 ? words : personWords(view, head, quote.end);
      }
      return personWords(view, head, view.tokens.End[view.phrase(head)[1] - 1]!);
    })
    .filter((words) => words.length > 0);
}

/** The words of personal names in a phrase, as far as its `end`. */
function personWords(view: View, head: number, end: number): string[] {
  const { tokens } = view;
  const out: string[] = [];
  for (let i = view.phrase(head)[0]; i < tokens.length && tokens.Start[i]! < end; i++)
    if (view.nameAt(i)?.type === "PER") out.push(tokens.Form[i]!);
  return out;
}

/** "A Paris man", "a Turkish student": the words right before a noun that tell where somebody is from, and no name. */
function placeWords(view: View, head: number): string[] {
  const { tokens } = view;
  if (view.nameAt(head) !== null) return [];
  const out: string[] = [];
  for (let i = view.phrase(head)[0]; i < head; i++)
    if (tokens.Upos[i] === ADJ || view.nameAt(i)?.type === "LOC") out.push(tokens.Form[i]!);
  return out;
}

/** Two names have a word in common; of full names a given name alone does not count ("Ana Rey", "Ana Paz"). */
function sharedName(a: readonly string[], b: readonly string[]): boolean {
  const common = a.filter((word) => b.includes(word));
  const given = a.length > 1 && b.length > 1 && a[0] === b[0];
  return common.length > (given ? 1 : 0);
}

/** Both tellings name persons, and none in common. */
export function differentPersons(view: View, draft: Draft, told: readonly Draft[]): boolean {
  const here = namesIn(view, draft);
  if (here.length === 0) return false;
  const there = told.flatMap((one) => namesIn(view, one));
  if (there.length > 0) return !here.some((a) => there.some((b) => sharedName(a, b)));
  if (otherTrades(draft, told)) return true;
  // "Ms Roe resigned" is no later word for a fall of government that was told without a name far above.
  return draft.trigger.sentence - told[told.length - 1]!.trigger.sentence > NAMELESS && !draft.definite;
}

/** "NLC called out its affiliates. … Ana Roe sent word to her members": calls of two that have names are two. */
export function otherCallers(view: View, draft: Draft, told: readonly Draft[]): boolean {
  const callers = (one: Draft) =>
    namesIn(view, { ...one, actors: one.actors.filter(({ role }) => role === "organiser") });
  const here = callers(draft);
  if (here.length === 0) return false;
  const there = told.flatMap(callers);
  return there.length > 0 && !here.some((a) => there.some((b) => sharedName(a, b)));
}

const ANYBODY = new Set(["unknown", "civilians"]);

/** "A guard was arrested. … Councillor Ana Rey was arrested": those of whom each has a trade, and none in common. */
function otherTrades(draft: Draft, told: readonly Draft[]): boolean {
  if (!draft.type.startsWith("LAW.")) return false;
  const trades = (d: Draft) =>
    d.actors.filter((a) => a.role === "victim" && !ANYBODY.has(a.category)).map((a) => a.category);
  const [here, there] = [trades(draft), told.flatMap(trades)];
  return here.length > 0 && there.length > 0 && !here.some((c) => there.includes(c));
}

/** Both tellings name who did it, and none of one kind: the riot police, the administration of a former president. */
export function otherDoers(draft: Draft, told: readonly Draft[]): boolean {
  const doers = (d: Draft) =>
    d.actors.filter((a) => a.role === "responder" || a.role === "perpetrator").map((a) => a.category);
  const here = doers(draft);
  const there = told.flatMap(doers);
  return here.length > 0 && there.length > 0 && !here.some((c) => there.includes(c));
}

const FORCES = new Set(["state_security", "military"]);
/** What only people did is no telling of what only forces did: "rioters attacked a bus. Police beat them". */
export function acrossForces(draft: Draft, told: readonly Draft[]): boolean {
  if (draft.trigger.group !== "attack") return false;
  const [here, there] = [byForces(draft), told.map(byForces)];
  return here !== null && there.some((by) => by !== null) && there.every((by) => by === null || by !== here);
}

/** Whether forces did it, and nobody else; null where nobody is named or both are. */
function byForces({ actors }: Draft): boolean | null {
  const doers = actors.filter(({ role }) => ["responder", "perpetrator", "participant"].includes(role));
  const forces = doers.filter(({ category }) => FORCES.has(category)).length;
  if (forces === 0) return doers.some(({ category }) => category !== "unknown") ? false : null;
  return forces === doers.length ? true : null;
}
