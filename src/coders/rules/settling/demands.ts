/** What those who protest ask for (C8): an attribute of the protest, never an event of its own. */
import type { Demand } from "../../../model/coding.js";
import { type Span, span } from "../../../model/span.js";
import { UPOS } from "../../../text/analysis.js";
import { UNREAL } from "../actuality/stated.js";
import type { Building } from "../merging/building.js";
import { ADJ, AUX, DET, NOUN, NUM, PRON, VERB, type View, wordsAt } from "../reading/view.js";
import { inClass } from "../triggers/conditions.js";
import { dated } from "../triggers/sides.js";

const ADV = UPOS.indexOf("ADV");
const CCONJ = UPOS.indexOf("CCONJ");
/** Parts of speech between a comma and the noun of a new phrase. */
const BEFORE_NOUN: ReadonlySet<number> = new Set([DET, PRON, ADJ, NUM, ADV]);
const ASKING = new Set(["demand", "seek", "want", "press", "call", "urge", "ask"]);
/** Verbs that ask somebody to do something: "want the ministry to raise wages", "urged the mayor to resign". */
const OF_SOMEBODY = new Set(["want", "urge", "ask", "press", "call"]);
const ASKERS = [
  "protester",
  "union",
  "workers",
  "students",
  "farmers",
  "indigenous",
  "opposition",
  "civil_society",
  "residents",
  "civilians",
  "women",
  "professionals",
  "party",
  "religious",
];
const PREFIX = "demand-";

/** The issue that a demand is filed under: by its head word or one right under it, else "other". */
function issueOf(view: View, head: number): string {
  const { tokens, cues } = view;
  for (const i of [head, ...view.children(head)]) {
    for (const [name, words] of Object.entries(cues)) {
      if (name.startsWith(PREFIX) && (words.has(tokens.Lemma[i]!) || words.has(tokens.Norm[i]!)))
        return name.slice(PREFIX.length);
    }
  }
  return "other";
}

/**
 * All members of a list that begins with `head`, by the parse and by the order of the words: "the resignation of the cabinet, new
 * elections and the freeing of the poet". A person or body after a comma belongs to the member before it.
 */
function members(view: View, head: number): number[] {
  const out = new Set([head]);
  const visit = (i: number): void => {
    for (const k of view.children(i)) {
      if (!view.is(k, "conj") || view.verb(k) || out.has(k)) continue;
      out.add(k);
      visit(k);
    }
  };
  visit(head);
  for (const k of listed(view, head)) out.add(k);
  return [...out].sort((a, b) => a - b);
}

/** Heads of the noun phrases right after a comma or "and" behind `head`, up to the next verb or relative pronoun. */
function listed(view: View, head: number): number[] {
  const { tokens, analysis } = view;
  const last = analysis.sentences.Last[tokens.Sentence[head]!]!;
  const out: number[] = [];
  for (let i = head + 1; i < last; i++) {
    const joins = tokens.Norm[i] === "," || tokens.Upos[i] === CCONJ;
    if (tokens.Upos[i] === AUX || (view.verb(i) && tokens.Feats[i]!.includes("VerbForm=Fin"))) break;
    if (/^[;:]$/.test(tokens.Norm[i]!) || view.cues.clauseOpeners!.has(tokens.Norm[i]!)) break;
    if (!joins || tokens.Upos[i + 1] === CCONJ) continue;
    let k = i + 1;
    while (k < last && !view.noun(k) && BEFORE_NOUN.has(tokens.Upos[k]!)) k++;
    while (k + 1 < last && view.noun(k) && view.noun(k + 1)) k++;
    const opens = k < last && view.noun(k) && (k > i + 1 || tokens.Upos[k] === NOUN);
    // "his prosecution" is no body of the state.
    if (opens && (!view.classOf(k) || tokens.Upos[k - 1] === PRON)) out.push(k);
  }
  return out;
}

/** "urged", "asked": their object is who is asked, not what for. */
const UNASKING = new Set(["urge", "ask"]);

/** The infinitive of what somebody is asked to do, of those who have somebody before it; or -1. A call to march mobilises. */
function deedAfter(view: View, verb: number): number {
  const { tokens, cues } = view;
  const party = view
    .children(verb)
    .find(
      (k) =>
        k > verb &&
        view.noun(k) &&
        view.classOf(k)?.person &&
        (view.is(k, "obj") || cues.askedFrom!.has(view.preposition(k) ?? "")),
    );
  if (party === undefined || view.classOf(party)?.protester) return -1;
  const deed = [...view.children(verb), ...view.children(party)].find(
    (k) =>
      k > party &&
      view.verb(k) &&
      ["xcomp", "advcl", "ccomp", "acl"].some((relation) => view.is(k, relation)) &&
      view.children(k).some((mark) => tokens.Norm[mark] === "to" && view.is(mark, "mark")),
  );
  return deed === undefined || cues.crowdVerbs!.has(tokens.Lemma[deed]!) || tokens.Lemma[deed] === "join"
    ? -1
    : deed;
}

/** The heads of what is asked for at a verb of asking: its objects, "for" phrases and clauses. */
function asked(view: View, verb: number): number[] {
  const { tokens } = view;
  const out: number[] = [];
  // "Their demands include the release of …"
  const over = tokens.Head[verb]!;
  if (view.noun(verb) && over >= 0 && view.is(verb, "nsubj") && tokens.Lemma[over] === "include") {
    const told = view.child(over, "obj");
    if (told >= 0) out.push(...members(view, told));
  }
  const deed = OF_SOMEBODY.has(tokens.Lemma[verb]!) && view.verb(verb) ? deedAfter(view, verb) : -1;
  if (deed >= 0) return [deed];
  const put = UNASKING.has(tokens.Lemma[verb]!) ? view.child(verb, "ccomp") : -1;
  if (put >= 0 && view.child(put, "nsubj") >= 0) return [put];
  if (UNASKING.has(tokens.Lemma[verb]!) && !view.children(verb).some((k) => view.preposition(k) === "for"))
    return out;
  for (const k of view.children(verb)) {
    const object =
      !UNASKING.has(tokens.Lemma[verb]!) &&
      view.is(k, "obj") &&
      tokens.Lemma[verb] !== "call" &&
      !view.noun(verb);
    const named = view.noun(k) && !dated(view)[k];
    const wish = named && (view.is(k, "obl") || view.is(k, "nmod")) && view.preposition(k) === "for";
    // "calling on the government to scrap the fees"; a call to march mobilises.
    const calling = tokens.Lemma[verb] === "call";
    const put =
      calling &&
      view.children(verb).some((o) => view.cues.askedFrom!.has(view.preposition(o) ?? "") && view.classOf(o));
    const clause =
      (view.is(k, "ccomp") || view.is(k, "xcomp")) &&
      (calling ? put && !view.cues.crowdVerbs!.has(tokens.Lemma[k]!) : tokens.Lemma[verb] !== "want");
    // A call for a strike mobilises; it is no demand.
    if (view.cues.eventNouns!.has(tokens.Lemma[k]!)) continue;
    if (object || wish || clause) out.push(...members(view, k));
  }
  return out;
}

/** "want Congress dissolved", "elections brought forward": what is to be done with the thing is part of the demand. */
function wished(view: View, last: number): number {
  const { tokens } = view;
  const here = (i: number) => i < tokens.length && tokens.Sentence[i] === tokens.Sentence[last - 1];
  if (!here(last) || tokens.Upos[last] !== VERB || !tokens.Feats[last]!.includes("VerbForm=Part"))
    return last;
  if (!tokens.Feats[last]!.includes("Tense=Past")) return last;
  const particle = here(last + 1) && tokens.Upos[last + 1] === ADV;
  return particle ? last + 2 : last + 1;
}

/** Those whose call or demand it is: "the union's demand", "their call". */
function ownersOf(view: View, noun: number): number[] {
  const owner = view.child(noun, "nmod:poss");
  return owner < 0 ? [] : [owner];
}

/** The words that name who asks, or who is asked. */
function partyAt(view: View, head: number): Span {
  const { tokens, analysis } = view;
  const [first, last] = view.phrase(head);
  return span(analysis.text, tokens.Start[first]!, tokens.End[last - 1]!);
}

/**
 * Of whom it is asked, where the words say so: "demanded that the ministry pay", "demand from the company", "urged the
 * governor to resign", "the resignation of the mayor", "the president's resignation". Else -1: nobody is guessed.
 */
function addresseeOf(view: View, verb: number, head: number): number {
  const { tokens, cues } = view;
  const asks = (i: number) => i >= 0 && view.noun(i) && view.classOf(i) !== null;
  for (const k of view.children(verb)) {
    const by = view.is(k, "obl") || view.is(k, "nmod") ? view.preposition(k) : null;
    if (by !== null && cues.askedFrom!.has(by) && asks(k)) return k;
    const whom = view.verb(head) || UNASKING.has(tokens.Lemma[verb]!);
    if (view.is(k, "obj") && k !== head && whom && asks(k)) return k;
  }
  if (view.verb(head)) {
    const subject = view.child(head, "nsubj");
    return asks(subject) ? subject : -1;
  }
  // Whose resignation, prosecution or dismissal it is, is asked to go or to answer for it.
  if (!cues.demandOfOwn!.has(tokens.Lemma[head]!)) return -1;
  const owner = view.child(head, "nmod:poss");
  if (asks(owner)) return owner;
  for (const k of view.children(head))
    if (view.is(k, "nmod") && view.preposition(k) === "of" && asks(k)) return k;
  return -1;
}

/**
 * Gives protests the demands that are told in their own sentences or the two after. A demand is held to be the protest's
 * where those who ask are of the kind that protests, or where the asking hangs on the protest's own words.
 */
export function demandsOf(view: View, building: readonly Building[]): Map<Building, Demand[]> {
  const { tokens, analysis } = view;
  const out = new Map<Building, Demand[]>();
  const protests = building.filter((b) => b.type.startsWith("PRO."));
  if (protests.length === 0) return out;
  const march = protests.find((b) => b.type === "PRO.DEMO" && !UNREAL.has(b.actuality));
  const told = new Map<number, Building>();
  for (const b of protests)
    for (const d of b.cluster.drafts) if (!told.has(d.trigger.sentence)) told.set(d.trigger.sentence, b);
  for (let i = 0; i < tokens.length; i++) {
    if (!ASKING.has(tokens.Lemma[i]!) || analysis.sentences.Noise[tokens.Sentence[i]!]) continue;
    // "their call for a new constitution": those who call are the owners.
    const noun = view.noun(i) && (tokens.Lemma[i] === "call" || tokens.Lemma[i] === "demand");
    if (!view.verb(i) && !noun) continue;
    const agents = noun ? ownersOf(view, i) : view.agents(i);
    if (!agents.some((a) => inClass(view, a, ASKERS) || (noun && tokens.Norm[a] === "their"))) continue;
    const heads = asked(view, i);
    if (heads.length === 0) continue;
    const sentence = tokens.Sentence[i]!;
    const near = told.get(sentence) ?? told.get(sentence - 1) ?? told.get(sentence - 2);
    // "The protesters also want …", a sentence after a count of roadblocks: they are those of the demonstration.
    const pointing = agents.some((a) => view.classOf(a)?.protester);
    const nearest = near && pointing && near.type !== "PRO.DEMO" ? (march ?? near) : near;
    if (!nearest) continue;
    const list = out.get(nearest) ?? [];
    for (const head of heads) {
      const [first, last] = view.phrase(head);
      const object = view.verb(head) ? view.child(head, "obj") : -1;
      // "cut fuel prices": the deed with what it is done to.
      const end =
        object > head && view.noun(object) ? Math.max(last, view.phrase(object)[1]) : wished(view, last);
      const quote = span(analysis.text, tokens.Start[first]!, tokens.End[end - 1]!);
      if (list.some((known) => known.quote.start === quote.start)) continue;
      const issue = issueOf(view, head);
      const asker = agents.find((a) => inClass(view, a, ASKERS)) ?? agents[0]!;
      // "Their demands": those who take part.
      const theirs =
        tokens.Upos[asker] === PRON ? nearest.actors.find(({ role }) => role === "participant") : undefined;
      const claimant = theirs?.quote ?? partyAt(view, asker);
      const addressed = addresseeOf(view, i, head);
      const addressee = addressed < 0 ? null : partyAt(view, addressed);
      list.push({ issue, quote, claimant, ...(addressee ? { addressee } : {}) });
      view.why?.note(nearest, "demand.asked", quote, { issue }, [
        wordsAt(view, agents[0]!),
        wordsAt(view, i),
      ]);
    }
    out.set(nearest, list);
  }
  return out;
}
