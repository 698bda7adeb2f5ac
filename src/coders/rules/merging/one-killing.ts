/** Killings of one person told without a name: "the shooting", "the boy's killing", and the death that an officer is charged with. */
import { castAt } from "../actors/casting.js";
import { identitiesOf } from "../actors/identities.js";
import { UNREAL } from "../actuality/stated.js";
import type { View } from "../reading/view.js";
import type { Draft } from "./drafts.js";
import type { Cluster } from "./merge.js";
import { apart } from "./same-victims.js";

const KILLINGS = new Set(["VIO.KILL", "REP.LETHAL"]);
const SUMS = new Set(["campaign", "aggregate", "habitual"]);
const FORCES = new Set(["state_security", "military"]);
/** What courts and police do to those who are held to have killed. */
const HELD_FOR = /^LAW\.(CHARGE|PROSECUTE|CONVICT|DETAIN)$/;
const DOERS = new Set(["perpetrator", "responder"]);
/** So many sentences on a killing without a victim may get one. */
const SOON = 6;

type Struck = { readonly persons: Set<string>; readonly nouns: Set<string>; many: boolean };

/** Whom a killing struck, by name and by noun; words for young people are one noun. */
function struckIn(view: View, drafts: readonly Draft[]): Struck {
  const { tokens, cues } = view;
  const out: Struck = { persons: new Set(), nouns: new Set(), many: false };
  const who = identitiesOf(view);
  for (const { actors } of drafts) {
    const victims = actors.filter(({ role }) => role === "victim");
    if (victims.length > 2) out.many = true;
    for (const { head, quote } of victims) {
      const quantity = view.quantityOf(head);
      if (tokens.Feats[head]!.includes("Number=Plur") || (quantity?.low ?? 1) > 1) out.many = true;
      for (let i = head; i < tokens.length && tokens.Start[i]! < quote.end; i++) {
        const identity = who(i);
        if (identity?.person) out.persons.add(identity.key);
      }
      if (view.nameAt(head) !== null) continue;
      const lemma = tokens.Lemma[head]!.toLowerCase();
      if (!cues.anyVictim!.has(lemma)) out.nouns.add(cues.youngPeople!.has(lemma) ? "young" : lemma);
    }
  }
  return out;
}

const isStruck = ({ persons, nouns }: Struck) => persons.size > 0 || nouns.size > 0;

/** "the shooting", "since the killing of the boy", "the boy was shot": the words point back. */
function pointsBack(view: View, { definite, trigger, actors }: Draft): boolean {
  if (view.noun(trigger.head) && definite) return true;
  return actors.some(
    ({ role, head }) =>
      role === "victim" &&
      view
        .children(head)
        .some((k) => k < head && /^(the|this|that|his|her|their)$/.test(view.tokens.Norm[k]!)),
  );
}

/** Who did it is told of both, and is not of one kind. */
function otherDoers(a: Cluster, b: Cluster): boolean {
  const doers = ({ drafts }: Cluster) =>
    drafts.flatMap(({ actors }) =>
      actors.filter(({ role }) => DOERS.has(role)).map(({ category }) => category),
    );
  const [here, there] = [doers(a), doers(b)];
  return here.length > 0 && there.length > 0 && !here.some((category) => there.includes(category));
}

type Killing = { readonly cluster: Cluster; struck: Struck };

function oneAct(view: View, a: Killing, b: Killing): boolean {
  const [first, next] = [a.cluster.drafts[0]!, b.cluster.drafts[0]!];
  if (first.actuality !== next.actuality || b.cluster.drafts.some(({ fresh }) => fresh)) return false;
  if (a.struck.many || b.struck.many || otherDoers(a.cluster, b.cluster)) return false;
  if (apart(a.cluster.drafts, b.cluster.drafts)) return false;
  const back = b.cluster.drafts.some((draft) => pointsBack(view, draft));
  if (!isStruck(b.struck)) return back && b.cluster.drafts.every(({ trigger }) => view.noun(trigger.head));
  if (!isStruck(a.struck))
    return (
      a.cluster.drafts.some(({ definite }) => definite) &&
      next.trigger.sentence - first.trigger.sentence <= SOON
    );
  const known = [...b.struck.persons].some((key) => a.struck.persons.has(key));
  if (known) return true;
  if (a.struck.persons.size > 0 && b.struck.persons.size > 0) return false;
  const alike = [...b.struck.nouns].some((noun) => a.struck.nouns.has(noun));
  const named = a.struck.persons.size > 0 ? b.struck : b.struck.persons.size > 0 ? a.struck : null;
  // "shot dead a teenager … the killing of Ana Rey": a name for the noun, where nobody else has been killed.
  return back && (alike || (named !== null && (named.nouns.size === 0 || named.nouns.has("young"))));
}

/** Brings the tellings of one killing together; the nearest before it is meant. Clusters come in reading order, and stay in it. */
export function joinKillings(view: View, clusters: readonly Cluster[]): Cluster[] {
  const killings = clusters.filter((cluster) => singleKilling(view, cluster));
  if (killings.length === 0) return [...clusters];
  const known: Killing[] = [];
  const gone = new Set<Cluster>();
  for (const cluster of killings) {
    const here: Killing = { cluster, struck: struckIn(view, cluster.drafts) };
    const told = known.findLast((one) => oneAct(view, one, here));
    if (!told) {
      known.push(here);
      continue;
    }
    told.cluster.drafts.push(...cluster.drafts);
    told.cluster.drafts.sort((a, b) => a.trigger.first - b.trigger.first);
    if (cluster.type === "REP.LETHAL") told.cluster.type = cluster.type;
    told.struck = struckIn(view, told.cluster.drafts);
    gone.add(cluster);
  }
  for (const { cluster } of known) byCharged(view, cluster, clusters, known.length === 1);
  return clusters.filter((cluster) => !gone.has(cluster));
}

function singleKilling(view: View, { type, drafts }: Cluster): boolean {
  return (
    KILLINGS.has(type) &&
    drafts.some(({ trigger }) => trigger.group === "kill") &&
    drafts.every(({ actuality, scope }) => !UNREAL.has(actuality) && !SUMS.has(scope)) &&
    drafts.every(({ trigger }) => !view.analysis.sentences.Noise[trigger.sentence])
  );
}

/** "A police officer was charged with murder over the killing of a fisherman": the officer is told to have done it. */
function byCharged(view: View, killing: Cluster, clusters: readonly Cluster[], only: boolean): void {
  if (killing.type !== "VIO.KILL") return;
  if (killing.drafts.some(({ actors }) => actors.some(({ role }) => DOERS.has(role)))) return;
  for (const { type, drafts } of clusters) {
    if (!HELD_FOR.test(type)) continue;
    for (const { trigger, actors, actuality } of drafts) {
      const held = actors.find(({ role, category }) => role === "victim" && FORCES.has(category));
      if (!held || UNREAL.has(actuality)) continue;
      const same = killing.drafts.findIndex(
        (draft) => draft.trigger.sentence === trigger.sentence && draft.trigger.first > trigger.first,
      );
      if (same < 0 && !(only && forMurder(view, trigger.sentence))) continue;
      const at = Math.max(0, same);
      const told = killing.drafts[at]!;
      const cast = castAt(view, told.trigger, { head: held.head, role: "responder", by: "actor.charged" });
      killing.drafts[at] = {
        ...told,
        type: "REP.LETHAL",
        actors: cast ? [...told.actors, cast] : told.actors,
      };
      killing.type = "REP.LETHAL";
      return;
    }
  }
}

function forMurder(view: View, sentence: number): boolean {
  const { sentences } = view.analysis;
  for (let i = sentences.First[sentence]!; i < sentences.Last[sentence]!; i++)
    if (view.cues.murderCounts!.has(view.tokens.Lemma[i]!)) return true;
  return false;
}
