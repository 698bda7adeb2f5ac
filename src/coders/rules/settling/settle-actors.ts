/** Settles who took part: each once, in the words that say most. */
import { overlaps } from "../../../model/span.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import { identitiesOf, officesOf } from "../actors/identities.js";
import { type Cast, rolesOf } from "../actors/roles.js";
import { isA } from "../lexicon/lexicon.js";
import type { Draft } from "../merging/drafts.js";
import { ADJ, NOUN, NUM, PROPN, type View } from "../reading/view.js";
import { describedAndNamed } from "./one-person.js";

/** One actor told twice: the same words, the same name, or "the boy" after "a student of 15". */
function sameActor(view: View, known: Cast, next: Cast): boolean {
  if (known.role !== next.role) return false;
  if (overlaps(known.quote, next.quote) || bare(known.name) === bare(next.name)) return true;
  const who = identitiesOf(view);
  const [a, b] = [who(known.head), who(next.head)];
  if (a !== null && b !== null) return a.key === b.key;
  if (byOffice(view, known, next) || byOffice(view, next, known)) return true;
  return pointsBack(view, known, next) || alike(view, known, next);
}

/** "The mayor of Tal" and "Ana Rey", who is elsewhere "Mayor Ana Rey". */
function byOffice(view: View, described: Cast, named: Cast): boolean {
  const { tokens } = view;
  const who = identitiesOf(view);
  const key = who(named.head)?.key;
  if (key === undefined || who(described.head) !== null || view.nameAt(described.head) !== null) return false;
  const one =
    !tokens.Feats[described.head]!.includes("Number=Plur") &&
    view.classOf(described.head)?.collective === false;
  return one && officesOf(view).get(key)?.has(tokens.Lemma[described.head]!) === true;
}

/** "Striking mine workers … the workers": one noun for many in two sentences, no names or numbers that tell them apart. */
function alike(view: View, known: Cast, next: Cast): boolean {
  const { tokens } = view;
  const many = ({ head }: Cast) =>
    tokens.Upos[head] === NOUN && tokens.Feats[head]!.includes("Number=Plur") && !view.classOf(head)?.state;
  if (!many(known) || !many(next) || tokens.Lemma[known.head] !== tokens.Lemma[next.head]) return false;
  if (tokens.Sentence[known.head] === tokens.Sentence[next.head]) return false;
  const [a, b] = [marksOf(view, known), marksOf(view, next)];
  return a.size === 0 || b.size === 0 || [...a].some((mark) => b.has(mark));
}

/** The names and numbers in the words of an actor. */
function marksOf(view: View, { head }: Cast): ReadonlySet<string> {
  const { tokens } = view;
  const [first, last] = view.phrase(head);
  const out = new Set<string>();
  for (let i = first; i < last; i++)
    if (tokens.Upos[i] === PROPN || tokens.Upos[i] === NUM || DISTINCT.has(tokens.Norm[i]!))
      out.add(tokens.Norm[i]!);
  return out;
}

const DISTINCT = new Set(["other", "others", "another", "more", "further", "second", "rival"]);

/** "the workers": nothing but the noun, which points back to words that say more. */
const plain = ({ name }: Cast): boolean => /^(the|these|those) [^ ]+$/i.test(name);

function bare(name: string): string {
  return name.toLowerCase().replace(/^(the|a|an) /, "");
}

/** "the boy", "the father of two": one person, who was named or described before. */
function pointsBack(view: View, known: Cast, next: Cast): boolean {
  const one = ({ head }: Cast) =>
    !view.tokens.Feats[head]!.includes("Number=Plur") && view.classOf(head)?.collective === false;
  const open = next.category === "civilians" || next.category === "unknown";
  const named = identitiesOf(view)(next.head) !== null;
  return (
    open &&
    !named &&
    /^(the|this|that)\s/i.test(next.name) &&
    one(known) &&
    one(next) &&
    known.head < next.head
  );
}

/** Fights: of those who take part nobody is said to have begun. */
const FIGHTS = new Set(["fighting", "shootout", "shoot-out", "firefight", "gunfight", "skirmish", "battle"]);
const MOST_ACTORS = 9;
const MOST_IN_A_ROLE = 5;
/** "The protesters", "one demonstrator": words that only point back to those who were named before. */
const POINTING =
  /^((the|these|those|some|many|other|one|a|an|several|angry)\s+)*(protest[eo]rs?|demonstrators?|marchers?|strikers?|crowds?|rioters?|participants?|mobs?)$/i;
/** People of whom the words say only how many. */
const UNSPECIFIC =
  /^((at least|about|around|some|more than|nearly|over|the|up to|another|an?|approximately|many|several|most|all|other|\p{N}[\p{N},.]*|one|two|three|four|five|six|seven|eight|nine|ten|twelve|dozens|scores|hundreds|thousands|tens|of)\s+)*(people|persons?|others?|those|victims?|some|many|dozens|scores|hundreds|thousands)$/iu;
const KIN =
  /^(brother|sister|son|daughter|husband|wife|father|mother|uncle|aunt|cousin|nephew|niece|child|kid|friend|colleague|relative|grandson|granddaughter)$/;

/** "his brother", "my daughter": somebody told by whose he is. */
function kin(view: View, { head }: Cast): boolean {
  const { tokens } = view;
  const own = view.child(head, "nmod:poss");
  return (
    KIN.test(tokens.Lemma[head]!) &&
    view.nameAt(head) === null &&
    own >= 0 &&
    /^(my|our|your|his|her)$/.test(tokens.Norm[own]!)
  );
}

/** Who are said to be more than people. */
const says = ({ name, category }: Cast): boolean =>
  !UNSPECIFIC.test(name) && !POINTING.test(name) && category !== "business" && category !== "unknown";
/** "subsequent police": words that say when or how many more, not who. */
const ORDERING = /^(the )?(subsequent|later|other|same|more|additional|further|initial) /i;
const COUNTED =
  /^(\d{1,2}|one|two|three|four|five|six|seven|eight|nine|ten|eleven|twelve|several|some|dozens?)\s/i;
const ONE = /^(one|a|an)\s/i;

function fought({ tokens }: View, { trigger: { first, last } }: Draft): boolean {
  for (let i = first; i < last; i++)
    if (FIGHTS.has(tokens.Lemma[i]!) || tokens.Norm[i] === "fighting") return true;
  return false;
}

/** A house or what belongs to a firm, none of their people. */
function built({ lexicon, tokens, classOf }: View, { category, head }: Cast): boolean {
  const premises = isA(lexicon, "premises", tokens.Lemma[head]!);
  return category === "business" || (premises && (classOf(head) === null || tokens.Lemma[head] === "camp"));
}

/** Whether somebody in a role of one family can be in an event of another. */
function suits(type: string, role: Cast["role"]): boolean {
  if (role === "perpetrator") return !type.startsWith("PRO") && !type.startsWith("REP");
  return role !== "responder" || !type.startsWith("PRO");
}

/** Sentences from the leading telling in which those who suffer an event are still named as its own. */
function reachOf(type: string): number {
  return type.startsWith("PRO.") ? 1 : type.startsWith("LAW.") ? 2 : Number.POSITIVE_INFINITY;
}

/** The actors of an event from all its tellings, at most nine, at most five in a role. */
export function gatherActors(view: View, drafts: readonly Draft[], type: string): Cast[] {
  /** Notes why somebody was passed over; always true. */
  const no = (code: ReasonCode, actor: Cast, other: Cast | null = null): true => {
    view.why?.note(drafts, code, actor.quote, { role: actor.role }, other ? [other.quote] : []);
    return true;
  };
  const out: Cast[] = [];
  const own = drafts.filter((d) => d.type === type);
  const past = (d: Draft) => d.actuality === "historical";
  // What is told of today is not done by those of an attack of years ago.
  const others = drafts.filter(
    (d) =>
      d.type !== type &&
      // What is no word of the kind for a retelling is here because it struck the same people.
      (d.trigger.case.loose || d.trigger.case.outcome || !d.trigger.case.mention) &&
      (own.length === 0 || own.some((one) => past(one) === past(d))),
  );
  const [lead] = own;
  const fight = type === "VIO.ARMED" && lead !== undefined && fought(view, lead);
  const wide = type === "PRO.RIOT" && (lead?.scope === "aggregate" || lead?.scope === "campaign");
  for (const draft of [...own, ...others]) {
    for (const told of draft.actors) {
      const actor: Cast = fight && told.role === "perpetrator" ? { ...told, role: "participant" } : told;
      // Of an outcome only those who suffer it belong to another's event: "the blast killed two women".
      if (draft.type !== type && draft.trigger.case.outcome && actor.role !== "victim") {
        no("actor.of_outcome", actor);
        continue;
      }
      // Of a protest nobody is the perpetrator, of violence nobody the responder.
      if (draft.type !== type && !suits(type, actor.role)) {
        no("actor.of_outcome", actor);
        continue;
      }
      // Riots told as a whole, a charge, an arrest: who suffers is told where they are told, not far from there.
      const apart = lead ? Math.abs(draft.trigger.sentence - lead.trigger.sentence) : 0;
      const struck = actor.role === "victim" || actor.role === "target";
      if ((wide && struck && apart > 0) || (actor.role === "victim" && apart > reachOf(type))) {
        no("actor.elsewhere", actor);
        continue;
      }
      // "six protesters were arrested" mentions the march and says of the six only what was done to them.
      const mentioned =
        draft.trigger.case.mention && actor.role === "participant" && COUNTED.test(actor.quote.quote);
      if (mentioned && out.some((known) => known.role === "participant")) {
        no("actor.counted", actor);
        continue;
      }
      const known = out.find((one) => sameActor(view, one, actor));
      if (known !== undefined) {
        const fuller =
          !overlaps(known.quote, actor.quote) &&
          (identitiesOf(view)(actor.head) !== null || plain(known)) &&
          actor.quote.quote.length > known.quote.quote.length;
        if (fuller) out[out.indexOf(known)] = actor;
        no("actor.repeated", fuller ? known : actor, fuller ? actor : known);
      } else if (out.length < 2 * MOST_ACTORS) out.push(actor);
      else no("actor.too_many", actor);
    }
  }
  // In a riot "the protesters" say more than "people", at a march "20,000 people" do.
  const vague = (b: Cast) => type === "PRO.RIOT" && b.role === "participant" && UNSPECIFIC.test(b.name);
  const named = (actor: Cast) =>
    out.find((b) => b !== actor && b.role === actor.role && !POINTING.test(b.quote.quote) && !vague(b));
  // "The councillor was arrested along with five others": others than those named beside them.
  const besideIt = (b: Cast, others: Cast): boolean =>
    /^(?:LAW|VIO|REP)/.test(type) &&
    /\bothers?\b/i.test(others.name) &&
    b.head < others.head &&
    view.tokens.Sentence[b.head] === view.tokens.Sentence[others.head];
  const kept = describedAndNamed(view, drafts, type, out).filter((actor, i) => {
    const violent = type.startsWith("VIO.") && actor.role === "victim";
    // Only its place in the sentence speaks for it, and another telling names somebody outright.
    const outright = actor.weak ? out.find((b) => b.role === actor.role && !b.weak) : undefined;
    if (outright) return !no("actor.weaker", actor, outright);
    if (actor.role === "participant" && POINTING.test(actor.quote.quote)) {
      const better =
        named(actor) ??
        out.find(
          (b, k) =>
            b.role === "participant" &&
            k !== i &&
            POINTING.test(b.quote.quote) &&
            (k < i || ONE.test(actor.name)) &&
            !(k < i && ONE.test(b.name)),
        );
      if (better) return !no("actor.points_back", actor, better);
    }
    // "a military coup" after "Colonel Rey overthrew the president": an adjective says less than a noun.
    const nounOf =
      view.tokens.Upos[actor.head] === ADJ
        ? out.find((b) => b.role === actor.role && b.category === actor.category && view.noun(b.head))
        : undefined;
    if (nounOf) return !no("actor.points_back", actor, nounOf);
    // "the bombers who died in the attacks": who did it is not who suffered it.
    if (type === "VIO.ARMED" && actor.role === "victim" && view.tokens.Lemma[actor.head] === "bomber")
      return !no("actor.elsewhere", actor);
    const did =
      actor.role === "victim"
        ? out.find((b) => b.role === "perpetrator" && overlaps(b.quote, actor.quote))
        : undefined;
    if (did) return !no("actor.repeated", actor, did);
    // "Three people" are those who elsewhere are "two nurses and a driver".
    const said = UNSPECIFIC.test(actor.name)
      ? out.find(
          (b) => b.role === actor.role && (b.head < actor.head || violent) && says(b) && !besideIt(b, actor),
        )
      : undefined;
    if (said) return !no("actor.points_back", actor, said);
    const acting = vague(actor)
      ? out.find((b) => b !== actor && b.role === "participant" && !vague(b))
      : undefined;
    if (acting) return !no("actor.points_back", actor, acting);
    // "the attack on his brother": who that is, another telling says by name.
    const named_ =
      actor.role === "victim" && kin(view, actor)
        ? out.find((b) => b !== actor && b.role === "victim" && !kin(view, b))
        : undefined;
    if (named_) return !no("actor.points_back", actor, named_);
    // Where people were hurt, the building is no victim.
    if (
      type.startsWith("VIO.") &&
      actor.role === "victim" &&
      built(view, actor) &&
      out.some((b) => b.role === "victim" && !built(view, b) && view.classOf(b.head) !== null)
    )
      return !no("actor.building", actor);
    // "police" and "riot police" in one role are one actor told twice: the fuller words stay.
    const bare = actor.name.toLowerCase().replace(/^(the|a|an) /, "");
    const fuller = out.find(
      (b) =>
        b !== actor &&
        b.role === actor.role &&
        b.category === actor.category &&
        b.name.length > actor.name.length &&
        b.name.toLowerCase().endsWith(` ${bare}`) &&
        !ORDERING.test(b.name),
    );
    return !(fuller && no("actor.fuller", actor, fuller));
  });
  const perRole = new Map<string, number>();
  const few = kept.filter((actor) => {
    const n = (perRole.get(actor.role) ?? 0) + 1;
    perRole.set(actor.role, n);
    return n <= MOST_IN_A_ROLE || !no("actor.too_many", actor);
  });
  for (const actor of few.slice(MOST_ACTORS)) no("actor.too_many", actor);
  const actors = few.slice(0, MOST_ACTORS);
  const { agent } = rolesOf(type);
  if (!actors.some(({ role }) => role === agent))
    view.why?.note(drafts, "actor.nobody", null, { role: agent });
  return actors;
}
