/** Whom a protest is aimed at, by the words beside its trigger: "against the government", "marched to the ministry over fees". */
import { UPOS } from "../../../text/analysis.js";
import { ADJ, DET, NUM, type View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";
import { aimable, namedIn } from "./aimed.js";
import { unknownName } from "./answering.js";
import { asks, heckled, ofWhom } from "./asked.js";

const ADV = UPOS.indexOf("ADV");

/** Verbs whose subject brings a protest about: "the president's decision sparked protests". */
const CAUSING = new Set([
  "spark",
  "trigger",
  "prompt",
  "provoke",
  "ignite",
  "cause",
  "unleash",
  "draw",
  "fuel",
]);
function officeAt(view: View, i: number): boolean {
  return aimable(view, i) && !view.classOf(i)!.collective && view.tokens.Feats[i]!.includes("Number=Sing");
}

/** Heads of what the words at the trigger say the protest is aimed at. */
export function targets(view: View, trigger: Trigger): number[] {
  const { tokens } = view;
  const { head } = trigger;
  const out: number[] = [];
  // "gathered to protest against …", "a strike called against …": what is aimed may hang on the verb beside the trigger.
  const up = tokens.Head[head]!;
  const beside = up >= 0 && tokens.Sentence[up] === trigger.sentence ? up : -1;
  for (const at of beside >= 0 ? [head, beside] : [head]) {
    for (const k of view.children(at)) {
      if (k >= trigger.first && k < trigger.last) continue;
      if (view.is(k, "obl") || view.is(k, "nmod")) {
        const preposition = view.preposition(k);
        const aimed =
          preposition !== null &&
          view.cues.outcryTakes!.has(preposition) &&
          (preposition === "against" || at === head);
        // "marched to the Minister of Transport": to somebody, not to a place.
        const to = preposition === "to" && at === head && trigger.type === "PRO.DEMO" && officeAt(view, k);
        if (aimed || to) out.push(...view.conjuncts(k));
      } else if (at === head && view.is(k, "obj") && tokens.Lemma[head] === "protest")
        out.push(...view.conjuncts(k));
    }
  }
  if (beside >= 0 && view.is(head, "obj") && CAUSING.has(tokens.Lemma[beside]!)) {
    const cause = view.child(beside, "nsubj");
    if (cause >= 0) out.push(cause);
  }
  const found = [
    ...out.flatMap((k) => namedIn(view, k)),
    ...burntLikeness(view, trigger),
    ...heckled(view, head),
  ];
  if (found.length > 0) return found;
  const near = afterAgainst(view, trigger);
  if (near.length > 0) return near;
  return purposes(view, head);
}

const LIKENESSES = new Set([
  "effigy",
  "portrait",
  "picture",
  "poster",
  "photograph",
  "photo",
  "image",
  "flag",
]);

/** "burned an effigy of the minister", "trampled on the president's portrait": whose likeness is done away with. */
function burntLikeness(view: View, { head, first, last }: Trigger): number[] {
  const { tokens } = view;
  const out: number[] = [];
  for (let i = first; i < last; i++) if (view.noun(i) && LIKENESSES.has(tokens.Lemma[i]!)) out.push(i);
  for (const k of view.children(head)) if (view.noun(k) && LIKENESSES.has(tokens.Lemma[k]!)) out.push(k);
  return out
    .flatMap((i) => view.children(i))
    .filter((k) => view.is(k, "nmod:poss") || view.preposition(k) === "of")
    .flatMap((k) => namedIn(view, k));
}

/** What those in power decide, that others protest at. */
const DECIDED = new Set([
  "raise",
  "increase",
  "hike",
  "announce",
  "decide",
  "scrap",
  "cut",
  "slash",
  "introduce",
  "impose",
  "propose",
  "approve",
  "pass",
  "adopt",
  "refuse",
  "fail",
  "delay",
  "postpone",
  "cancel",
  "extend",
  "reject",
  "dismiss",
  "sack",
  "suspend",
  "dissolve",
  "unveil",
  "abolish",
  "fire",
  "retrench",
  "lay",
  "evict",
  "demolish",
  "close",
  "shut",
  "sell",
  "privatise",
  "privatize",
  "ban",
  "deny",
  "withhold",
  "stop",
  "halt",
  "ignore",
  "arrest",
  "detain",
  "jail",
  "kill",
  "shoot",
  "beat",
  "sign",
  "declare",
]);
const SINCE = new Set(["after", "since", "when", "because", "as"]);

/** "Protests have swept the capital since the government raised prices": who decided what set a protest off. */
export function decidersOf(view: View, trigger: Trigger): number[] {
  const { tokens } = view;
  const up = tokens.Head[trigger.head]!;
  const verbs = view.verb(trigger.head)
    ? [trigger.head]
    : up >= 0 && view.verb(up) && view.is(trigger.head, "nsubj")
      ? [up]
      : [];
  const fits = (verb: number, who: number) =>
    aimable(view, who) || (view.cues.dismissing!.has(tokens.Lemma[verb]!) && unknownName(view, who));
  return verbs
    .flatMap((verb) => view.children(verb))
    .filter((k) => k > trigger.head && view.is(k, "advcl") && DECIDED.has(tokens.Lemma[k]!))
    .filter((k) => view.children(k).some((c) => view.is(c, "mark") && SINCE.has(tokens.Norm[c]!)))
    .flatMap((k) => view.agents(k).filter((who) => view.noun(who) && fits(k, who)));
}

/** "will strike until the mayor comes", "keep it shut unless the government pays": who could end what a sentence tells. */
export function whoCouldEnd(view: View, sentence: number): number[] {
  const { tokens, analysis } = view;
  for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++) {
    const clause = tokens.Head[i]!;
    if (!/^(until|unless|till)$/.test(tokens.Norm[i]!) || clause < 0 || !view.verb(clause)) continue;
    const who = view.agents(clause).filter((k) => view.noun(k) && aimable(view, k));
    if (who.length > 0) return who;
  }
  return [];
}

const PURPOSE = ["advcl", "xcomp", "acl", "conj"];
const OUTCRIES = new Set(["protest", "opposition", "anger", "outrage", "response", "reaction"]);

/** "blocked the road to protest against the council's plan", "marched, accusing the owner of theft", "struck in protest at a law". */
function purposes(view: View, head: number, depth = 0): number[] {
  const { tokens } = view;
  const out: number[] = [];
  for (const k of view.children(head)) {
    if (k < head) continue;
    if (view.is(k, "obl") && view.preposition(k) === "in" && OUTCRIES.has(tokens.Lemma[k]!)) {
      for (const c of view.children(k))
        if (view.cues.outcryTakes!.has(view.preposition(c) ?? "") || view.preposition(c) === "to")
          out.push(...namedIn(view, c));
    } else if (view.verb(k) && PURPOSE.some((relation) => view.is(k, relation))) {
      if (view.child(k, "nsubj") >= 0) continue;
      if (asks(view, tokens.Lemma[k]!)) out.push(...ofWhom(view, k));
      else if (depth < 2) out.push(...purposes(view, k, depth + 1));
    }
  }
  return out;
}

/** Where those who protest stand before the house of whom they are aimed at. */
const BEFORE = new Set(["outside", "before", "to", "at", "front", "towards", "toward"]);
/** "in front of the ministry", "on the steps of the ministry" */
const FRONTS = new Set([
  "front",
  "step",
  "gate",
  "railing",
  "fence",
  "door",
  "entrance",
  "doorstep",
  "forecourt",
  "courtyard",
  "lawn",
]);
const SEATS = new Set([
  "office",
  "headquarters",
  "residence",
  "house",
  "home",
  "embassy",
  "consulate",
  "palace",
  "mission",
]);

/** "marched to the ministry of health", "gathered outside the mayor's office": whose house a protest goes to. */
export function premisesOf(view: View, trigger: Trigger): number[] {
  const { tokens } = view;
  if (trigger.type === "PRO.RIOT") return [];
  const out: number[] = [];
  // "a protest staged outside the ministry"
  const made = view.children(trigger.head).filter((k) => view.is(k, "acl") && view.verb(k));
  // "held a sit-in before the prefecture"
  const up = tokens.Head[trigger.head]!;
  const carried =
    up >= 0 && view.verb(up) && view.is(trigger.head, "obj") && view.cues.carriers!.has(tokens.Lemma[up]!);
  if (carried) made.push(up);
  for (const k of [trigger.head, ...made].flatMap((i) => view.children(i))) {
    if (view.is(k, "obj") && tokens.Lemma[trigger.head] === "picket") out.push(...seatOf(view, k));
    if (!view.is(k, "obl") && !view.is(k, "nmod")) continue;
    const front = FRONTS.has(tokens.Lemma[k]!)
      ? view.children(k).find((c) => view.preposition(c) === "of")
      : k;
    // "marched on the ministry"
    const on = view.preposition(k) === "on" && view.cues.marchingUpon!.has(tokens.Lemma[trigger.head]!);
    if (front !== undefined && (front !== k || on || BEFORE.has(view.preposition(k) ?? "")))
      out.push(...seatOf(view, front));
  }
  return out;
}

const SEATED = new Set([
  "government",
  "business",
  "foreign_state",
  "party",
  "igo",
  "union",
  "state_security",
  "military",
  "legislature",
]);

function seatOf(view: View, k: number): number[] {
  const { tokens } = view;
  const seat = SEATS.has(tokens.Lemma[k]!);
  if (seat) return namedIn(view, k).filter((h) => SEATED.has(view.classOf(h)!.category));
  return aimable(view, k) && view.classOf(k)!.category === "government" ? [k] : [];
}

/** The order of the words: a body named in the noun phrase after an "against" that follows the trigger. */
function afterAgainst(view: View, trigger: Trigger): number[] {
  const { tokens } = view;
  const end = Math.min(view.analysis.sentences.Last[trigger.sentence]!, trigger.last + 4);
  for (let i = trigger.last; i < end; i++) {
    if (view.verb(i) || /^[,;:]$/.test(tokens.Norm[i]!)) return [];
    if (tokens.Norm[i] !== "against") continue;
    for (let k = i + 1; k < i + 8 && tokens.Sentence[k] === trigger.sentence; k++) {
      if (aimable(view, k)) return [k];
      const tag = tokens.Upos[k]!;
      const inside = view.noun(k) || tag === ADJ || tag === DET || tag === NUM || tag === ADV;
      if (!inside && !/^(['’]s?|the|of)$/.test(tokens.Norm[k]!)) return [];
    }
  }
  return [];
}
