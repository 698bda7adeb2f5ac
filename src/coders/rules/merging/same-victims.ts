/** Killings and kidnappings of the same people are one act, whatever words tell it: nobody dies twice. */
import { identitiesOf, officesOf } from "../actors/identities.js";
import type { Cast } from "../actors/roles.js";
import { UNREAL } from "../actuality/stated.js";
import { PROPN, type View } from "../reading/view.js";
import { disjoint } from "./days.js";
import type { Draft } from "./drafts.js";
import { type Cluster, kilometres, NEAR_KM } from "./merge.js";

const DEADLY = new Set(["VIO.KILL", "REP.LETHAL", "VIO.ARMED", "VIO.ATTACK"]);
const SUMS = new Set(["campaign", "aggregate", "habitual"]);
/** Words for people that tell nobody apart. */
const ANYBODY =
  /^(people|person|man|woman|child|other|victim|casualty|civilian|soldier|policeman|officer|one|body|dead|member|protester|demonstrator)$/;
const MORE = /^(other|others|another|more|further|additional|second|third)$/;

/** Of these as many as were told before are the same, where they are not few. */
const WHOEVER = /^(people|person|civilian|victim|body|man)$/;
const NOT_FEW = 4;

/** `among`: a category of people of whom so many are told, "any" where the noun tells none apart; null where they are few. */
type Victim = {
  readonly person: string | null;
  readonly noun: string | null;
  readonly count: string | null;
  readonly among: string | null;
};

/** Who a killing or kidnapping is told to have struck: a name, or a noun with its number. */
function victimOf(view: View, { head, quote, category }: Cast): Victim | null {
  const { tokens } = view;
  const who = identitiesOf(view);
  let last = head;
  while (last + 1 < tokens.length && tokens.Start[last + 1]! < quote.end) last++;
  // "former minister Ana Rey": the name may stand behind the head.
  for (let i = head; i <= last; i++) {
    const identity = who(i);
    if (identity?.person) return { person: identity.key, noun: null, count: null, among: null };
  }
  const [first] = view.phrase(head);
  for (let i = first; i < head; i++) if (MORE.test(tokens.Norm[i]!)) return null;
  if (tokens.Upos[head] === PROPN && view.nameAt(head) !== null) return null;
  const lemma = tokens.Lemma[head]!;
  const quantity = view.quantityOf(head);
  const count = quantity && !quantity.vague ? `${quantity.low}-${quantity.high}` : null;
  const many = tokens.Feats[head]!.includes("Number=Plur");
  const notFew = many && count !== null && (quantity!.low ?? 0) >= NOT_FEW;
  if (ANYBODY.test(lemma))
    return notFew && WHOEVER.test(lemma) ? { person: null, noun: null, count, among: "any" } : null;
  const office = onlyHolder(view, head, first);
  if (office !== null) return { person: office, noun: null, count: null, among: null };
  const definite = /^(the|these|those)$/.test(tokens.Norm[first]!);
  if (!many || (quantity === null && !definite)) return null;
  return {
    person: null,
    noun: lemma.toLowerCase(),
    count,
    among: notFew ? category : null,
  };
}

/** "the senator": the one person whom the report calls so. */
function onlyHolder(view: View, head: number, first: number): string | null {
  const { tokens } = view;
  if (!/^(the|this|that)$/.test(tokens.Norm[first]!) || tokens.Feats[head]!.includes("Number=Plur"))
    return null;
  const holders = [...officesOf(view)].filter(([, offices]) =>
    offices.has(tokens.Lemma[head]!.toLowerCase()),
  );
  return holders.length === 1 ? holders[0]![0] : null;
}

function victimsOf(view: View, drafts: readonly Draft[]): Victim[] {
  return drafts
    .flatMap(({ actors }) => actors.filter(({ role }) => role === "victim"))
    .map((cast) => victimOf(view, cast))
    .filter((victim) => victim !== null);
}

/** Whether two tellings have a victim in common: a person, or as many people of one kind. */
function shared(a: readonly Victim[], b: readonly Victim[]): "person" | "kind" | null {
  if (a.some((x) => x.person !== null && b.some((y) => x.person === y.person))) return "person";
  const alike = (x: Victim, y: Victim) =>
    (x.noun !== null && x.noun === y.noun && (x.count === null || y.count === null || x.count === y.count)) ||
    // "nine peasants", "nine civilians"; "six Jesuits", "six priests"
    (x.among !== null &&
      y.among !== null &&
      x.count === y.count &&
      (x.among === y.among || x.among === "any" || y.among === "any"));
  return a.some((x) => b.some((y) => alike(x, y))) ? "kind" : null;
}

/** Whether two sets of tellings have days or places that cannot be of one act. */
export function apart(one: readonly Draft[], other: readonly Draft[]): boolean {
  return one.some((a) =>
    other.some((b) => {
      if (a.date && b.date && !a.answered && !b.answered && disjoint(a.date, b.date)) return true;
      const [here, there] = [a.places[0], b.places[0]];
      const km = here && there ? kilometres(here, there) : null;
      return (
        km !== null &&
        km > NEAR_KM &&
        here!.country !== null &&
        here!.precision !== "G6" &&
        there!.precision !== "G6"
      );
    }),
  );
}

/** Brings together events that struck the same people. Clusters come in reading order, and stay in it. */
export function joinVictims(view: View, clusters: readonly Cluster[]): Cluster[] {
  const out: Cluster[] = [];
  const known = new Map<Cluster, Victim[]>();
  for (const cluster of clusters) {
    const violent = DEADLY.has(cluster.type) || cluster.type === "VIO.ABDUCT";
    const victims = violent ? victimsOf(view, cluster.drafts) : [];
    const told =
      victims.length > 0 ? out.find((one) => joins(one, cluster, known.get(one) ?? [], victims)) : undefined;
    if (!told) {
      out.push(cluster);
      known.set(cluster, victims);
      continue;
    }
    told.drafts.push(...cluster.drafts);
    told.drafts.sort((a, b) => a.trigger.first - b.trigger.first);
    if (cluster.type === "REP.LETHAL" || told.type === "VIO.ATTACK") told.type = cluster.type;
    known.get(told)!.push(...victims);
  }
  return out;
}

function joins(one: Cluster, next: Cluster, known: readonly Victim[], victims: readonly Victim[]): boolean {
  if (known.length === 0) return false;
  const [a, b] = [one.drafts[0]!, next.drafts[0]!];
  if (UNREAL.has(a.actuality) || UNREAL.has(b.actuality)) return false;
  if ((a.actuality === "historical") !== (b.actuality === "historical")) return false;
  const abducted = one.type === "VIO.ABDUCT";
  if (abducted !== (next.type === "VIO.ABDUCT")) return false;
  const killed = (type: string) => type === "VIO.KILL" || type === "REP.LETHAL";
  const common = shared(known, victims);
  if (common === null || apart(one.drafts, next.drafts)) return false;
  if (common === "person") return abducted || a.actuality === b.actuality;
  // "Nine peasants were killed. … Soldiers attacked the patrol, killing nine peasants"
  return abducted || killed(one.type) || killed(next.type) || one.type === next.type
    ? !(SUMS.has(a.scope) || SUMS.has(b.scope)) || a.scope === b.scope
    : false;
}
