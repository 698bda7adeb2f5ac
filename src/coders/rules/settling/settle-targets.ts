/** Whom protests are aimed at, where their own words do not say: by what those who protest ask of whom, and by who employs them. */
import type { ReasonCode } from "../../../model/why-codes.js";
import { aimable, governing, namedIn } from "../actors/aimed.js";
import { angers, answerable } from "../actors/answering.js";
import { asks, heckled, ofWhom } from "../actors/asked.js";
import { castAt } from "../actors/casting.js";
import { isFirm } from "../actors/gathered.js";
import { decidersOf, premisesOf, whoCouldEnd } from "../actors/targets.js";
import type { Building } from "../merging/building.js";
import { PRON, type View } from "../reading/view.js";
import { inClass } from "../triggers/sides.js";
import { toppledBy } from "./toppled.js";

const ASKERS = [
  "protester",
  "union",
  "workers",
  "students",
  "farmers",
  "indigenous",
  "opposition",
  "residents",
  "civilians",
  "women",
  "civil_society",
];
/** What those who protest hold up and sing. */
const BORNE = new Set([
  "placard",
  "banner",
  "slogan",
  "sign",
  "poster",
  "chant",
  "song",
  "petition",
  "memorandum",
]);

/** Somebody of whom, in a sentence, those who protest ask something. `plainly`: a word for protesters, or what they bear, asks. */
type Asked = {
  readonly sentence: number;
  readonly head: number;
  readonly plainly: boolean;
  /** Who asks; empty where what they bear does. */
  readonly askers: readonly number[];
};

/** Sentences after a telling in which what is asked still belongs to it. */
const AFTER = 2;

/** Gives protests without a target the one that the report names for them elsewhere. Linear in the length of the report. */
export function settleTargets(view: View, building: readonly Building[]): void {
  const without = building.filter(
    (b) => b.type.startsWith("PRO.") && !b.actors.some(({ role }) => role === "target"),
  );
  if (without.length === 0) return;
  const asked = askedOf(view);
  const focal = focalOf(building);
  for (const b of without) {
    const trigger = b.lead.trigger;
    const add = (heads: readonly number[], by: ReasonCode): boolean => {
      const taken = heads
        .filter((head) => !b.actors.some((known) => known.head === head))
        .map((head) => castAt(view, trigger, { head, role: "target", by, category: governing(view, head) }))
        .filter((cast) => cast !== null);
      const names = new Set<string>();
      for (const cast of taken.slice(0, 2)) {
        if (!names.has(cast.name)) b.actors.push(cast);
        names.add(cast.name);
      }
      return taken.length > 0;
    };
    const told = new Set(b.cluster.drafts.map((draft) => draft.trigger.sentence));
    const near = asked.filter(({ sentence, plainly, askers }) => {
      if (!plainly && (b.type === "PRO.RIOT" || !askers.some((who) => asksFor(view, b, who)))) return false;
      for (let back = 0; back <= AFTER; back++) if (told.has(sentence - back)) return true;
      return false;
    });
    const first = near[0] ?? (b === focal ? asked.find(({ plainly }) => plainly) : undefined);
    if (first) {
      const together = asked.filter(({ sentence }) => sentence === first.sentence).map(({ head }) => head);
      if (add(together, "actor.demanded")) continue;
    }
    if (add(near.length > 0 ? [] : shoutedDown(view, told), "actor.demanded")) continue;
    if (
      add(
        b.cluster.drafts.flatMap(({ trigger }) => toppledBy(view, trigger)),
        "actor.demanded",
      )
    )
      continue;
    const anti = antiOf(view, b);
    if (anti >= 0 && add([anti], "actor.anti")) continue;
    const deciders = b.cluster.drafts.flatMap((draft) => decidersOf(view, draft.trigger));
    if (add(deciders, "actor.decided")) continue;
    if (
      add(
        [...told].flatMap((sentence) => whoCouldEnd(view, sentence)),
        "actor.demanded",
      )
    )
      continue;
    const premises = b.cluster.drafts.flatMap((draft) =>
      draft.type === b.type ? premisesOf(view, draft.trigger) : [],
    );
    if (add(premises, "actor.premises")) continue;
    const employer = employerOf(view, b, told);
    if (employer >= 0 && add([employer], "actor.employer")) continue;
    const policy = policyOf(view, b, told);
    if (policy >= 0) add([policy], "actor.policy");
  }
}

/** The protest whose claim is told anywhere in the report: the campaign, or else the first of those of today; null where there is none. */
function focalOf(building: readonly Building[]): Building | null {
  const open = building.filter((b) => OF_ONE_CLAIM.has(b.type) && !APART.has(b.actuality));
  return open.find((b) => b.type === "PRO.WAVE" || b.type === "PRO.MIXED") ?? open[0] ?? null;
}

/** Protests of one claim: a strike and the march during it. A riot, or a march against the march, has its own. */
const OF_ONE_CLAIM = new Set([
  "PRO.DEMO",
  "PRO.STRIKE",
  "PRO.GENSTRIKE",
  "PRO.WAVE",
  "PRO.OCCUPY",
  "PRO.BLOCK",
  "PRO.VIGIL",
  "PRO.HUNGER",
  "PRO.MIXED",
]);
const APART = new Set(["historical", "generic", "denied", "hypothetical", "refused"]);

const GOVERNING = new Set(["government", "regime", "junta", "cabinet", "administration", "coalition"]);
/** Of these a report without further words means those who govern now. */
const IN_POWER = new Set(["government", "regime", "administration"]);
const OPPOSING = new Set(["protest", "oppose", "reject", "denounce", "condemn", "decry", "resist"]);

/** "a strike against spending cuts", a general strike: the government that the report names; -1 where it names none, or several. */
function policyOf(view: View, b: Building, told: ReadonlySet<number>): number {
  const { tokens, analysis, cues } = view;
  if (!OF_ONE_CLAIM.has(b.type) || APART.has(b.actuality)) return -1;
  let claimed = b.type === "PRO.GENSTRIKE" || b.type === "PRO.WAVE";
  for (const sentence of told)
    for (
      let i = analysis.sentences.First[sentence]!;
      i < analysis.sentences.Last[sentence]! && !claimed;
      i++
    ) {
      if (!view.noun(i) || !cues.policyNouns!.has(tokens.Lemma[i]!)) continue;
      const up = tokens.Head[i]!;
      claimed =
        view.cues.outcryTakes!.has(view.preposition(i) ?? "") ||
        (up >= 0 && view.is(i, "obj") && OPPOSING.has(tokens.Lemma[up]!));
    }
  if (!claimed) return -1;
  const fits = (i: number) =>
    GOVERNING.has(tokens.Lemma[i]!) &&
    !tokens.Feats[i]!.includes("Number=Plur") &&
    view.noun(i) &&
    aimable(view, i) &&
    view.nameAt(i)?.type !== "LOC";
  for (const sentence of told)
    for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++)
      if (fits(i) && !view.is(i, "compound")) return i;
  for (let i = 0; i < tokens.length; i++)
    if (
      fits(i) &&
      IN_POWER.has(tokens.Lemma[i]!) &&
      !view.is(i, "compound") &&
      !analysis.sentences.Noise[tokens.Sentence[i]!]
    )
      return i;
  return -1;
}

/** Of whom those who protest ask something, in reading order. */
function askedOf(view: View): Asked[] {
  const { tokens, analysis } = view;
  const out: Asked[] = [];
  for (let i = 0; i < tokens.length; i++) {
    const lemma = tokens.Lemma[i]!;
    const asking = asks(view, lemma);
    const borne = BORNE.has(lemma) && view.noun(i);
    const angry = angers(view, lemma);
    if ((!asking && !borne && !angry) || analysis.sentences.Noise[tokens.Sentence[i]!]) continue;
    if (angry) {
      const { heads, askers } = answerable(view, i);
      const plainly = askers.some((a) => view.classOf(a)?.protester);
      const sentence = tokens.Sentence[i]!;
      const told = askers.length > 0 ? askers : [-1];
      for (const head of heads) out.push({ sentence, head, plainly, askers: told });
      if (heads.length > 0) continue;
    }
    if (asking && !view.verb(i)) continue;
    const agents = asking ? askersOf(view, i) : [];
    const plainly = borne || agents.some((a) => view.classOf(a)?.protester || BORNE.has(tokens.Lemma[a]!));
    if (!plainly && agents.length === 0) continue;
    const heads = borne ? against(view, i) : ofWhom(view, i);
    for (const head of heads) out.push({ sentence: tokens.Sentence[i]!, head, plainly, askers: agents });
  }
  return out;
}

/** Those who ask are of a kind that protests, take part in this protest, or are their body. */
function asksFor(view: View, b: Building, who: number): boolean {
  // "has not responded to the memorandum": it is that of those who are told of.
  if (who < 0 || inClass(view, who, ASKERS)) return true;
  const { tokens } = view;
  if (tokens.Upos[who] === PRON) return true;
  return b.actors.some(
    ({ role, head }) =>
      (role === "participant" || role === "organiser") &&
      (head === who || tokens.Lemma[head] === tokens.Lemma[who]),
  );
}

/** "The minister was booed": in the sentences of a protest and those after them. */
function shoutedDown(view: View, told: ReadonlySet<number>): number[] {
  const { analysis } = view;
  for (const sentence of told)
    for (let s = sentence; s <= sentence + 1 && s < analysis.sentences.length; s++)
      for (let i = analysis.sentences.First[s]!; i < analysis.sentences.Last[s]!; i++) {
        const found = view.verb(i) ? heckled(view, i) : [];
        if (found.length > 0) return found;
      }
  return [];
}

/** Who asks; "Calling for her resignation, protesters sang": of a sentence that opens with it, those after the comma. */
function askersOf(view: View, verb: number): readonly number[] {
  const { tokens, analysis } = view;
  const found = view.agents(verb);
  const opens = verb === analysis.sentences.First[tokens.Sentence[verb]!];
  if (!opens || found.some((head) => view.classOf(head))) return found;
  const end = analysis.sentences.Last[tokens.Sentence[verb]!]!;
  for (let i = verb + 1; i < end; i++) {
    if (tokens.Norm[i - 1] !== ",") continue;
    for (let k = i; k < Math.min(i + 4, end); k++) if (view.classOf(k)?.protester) return [k];
  }
  return [];
}

/** "slogans against the mayor", "the slogans are against the mayor" */
function against(view: View, i: number): number[] {
  const up = view.tokens.Head[i]!;
  const beside = up >= 0 && view.is(i, "nsubj") ? [i, up] : [i];
  const aimed = beside.flatMap((at) => [
    ...(view.preposition(at) === "against" ? [at] : []),
    ...view.children(at).filter((k) => view.preposition(k) === "against"),
  ]);
  return aimed.flatMap((k) => view.conjuncts(k)).flatMap((k) => namedIn(view, k));
}

const ANTI = /^anti-?(government|regime|state|junta)$/;

/** "anti-government protests": the government as the report names it elsewhere; -1 where it does not. */
function antiOf(view: View, b: Building): number {
  const { tokens } = view;
  const word = b.cluster.drafts
    .flatMap(({ trigger }) => [
      ...Array.from({ length: trigger.last - trigger.first }, (_, k) => trigger.first + k),
      ...view.children(trigger.head),
    ])
    .map((i) => ANTI.exec(tokens.Norm[i]!)?.[1])
    .find((found) => found !== undefined);
  if (word === undefined) return -1;
  const lemma = word === "state" ? "government" : word;
  for (let i = 0; i < tokens.length; i++)
    if (tokens.Lemma[i] === lemma && view.noun(i) && aimable(view, i) && !view.is(i, "compound")) return i;
  return -1;
}

const EMPLOYING = new Set(["employ", "hire", "contract", "engage"]);
const OF_WORKERS = new Set(["PRO.STRIKE", "PRO.OCCUPY", "PRO.BLOCK", "PRO.HUNGER"]);

/** The firm that a stoppage is aimed at: "workers of the mill", "the company wants to dismiss those on strike"; -1 for none. */
function employerOf(view: View, b: Building, told: ReadonlySet<number>): number {
  if (!OF_WORKERS.has(b.type)) return -1;
  const working = b.actors.some(({ category }) => category === "workers" || category === "union");
  if (b.type !== "PRO.STRIKE" && !working) return -1;
  const { analysis } = view;
  const firm = (i: number) => view.noun(i) && isFirm(view, i);
  const mine = new Set(b.actors.map(({ head }) => head));
  // "cleaners employed by the contractor Clear"
  for (const { role, head } of b.actors)
    for (const k of role === "participant" ? view.children(head) : [])
      if (view.is(k, "acl") && EMPLOYING.has(view.tokens.Lemma[k]!))
        for (const who of view.agents(k))
          if (view.noun(who) && view.classOf(who)?.person && who !== head) return who;
  for (const sentence of [...told].sort((a, z) => a - z)) {
    for (let i = analysis.sentences.First[sentence]!; i < analysis.sentences.Last[sentence]!; i++) {
      // "an attack on a bank": who employs those on strike is known.
      if (!firm(i) || mine.has(i) || view.children(i).some((k) => /^an?$/.test(view.tokens.Norm[k]!)))
        continue;
      const acts = view.is(i, "nsubj") || view.is(i, "obj");
      const owns = view.is(i, "compound") || view.is(i, "nmod") || view.is(i, "obl");
      if (acts || owns) return i;
    }
  }
  return -1;
}
