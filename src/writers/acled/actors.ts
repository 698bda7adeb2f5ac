/** ACLED's actors: generic names by country, associated groups, actor types and their interaction. */
import type { ActorCategory, EventActor, Inter } from "../../model/coding.js";
import type { EditionEvent } from "../../model/edition.js";
import { actorsIn } from "../edition-index.js";
import { joined } from "../tidy.js";
import type { Chosen } from "./choose.js";

const INTER_NAMES: Readonly<Record<Inter, string>> = {
  1: "State forces",
  2: "Rebel group",
  3: "Political militia",
  4: "Identity militia",
  5: "Rioters",
  6: "Protesters",
  7: "Civilians",
  8: "External/Other forces",
};

/** How ACLED calls a group that is known by what its members are. */
const GROUPS: Readonly<Partial<Record<ActorCategory, string>>> = {
  workers: "Labor Group",
  union: "Labor Group",
  students: "Students",
  farmers: "Farmers",
  women: "Women",
  journalists: "Journalists",
  prisoners: "Prisoners",
  migrants: "Refugees/IDPs",
};

export type Side = {
  readonly actor: string | null;
  readonly assoc: string | null;
  readonly inter: Inter | null;
};
export type Sides = { readonly first: Side; readonly second: Side };

const NOBODY: Side = { actor: null, assoc: null, inter: null };

/** Who stands in `actor1` and `actor2`. `country`: its name in English. */
export function sidesOf(event: EditionEvent, { type, responses }: Chosen, country: string): Sides {
  const group = (name: string) => `${name} (${country})`;
  const people = [event, ...responses];
  const all = (...roles: Parameters<typeof actorsIn>[1][]) =>
    people.flatMap((one) => actorsIn(one, ...roles));
  if (type.event === "Protests" || type.event === "Riots") {
    const riot = type.event === "Riots";
    const members =
      type.sub === "Mob violence"
        ? actorsIn(event, "perpetrator", "participant", "organiser")
        : [
            ...actorsIn(event, "organiser", "participant"),
            ...(responses.length === 0 ? actorsIn(event, "target") : []),
          ];
    const first: Side = {
      actor: group(riot ? "Rioters" : "Protesters"),
      assoc: associated(members, country),
      inter: riot ? 5 : 6,
    };
    if (type.sub === "Mob violence") return { first, second: victims(event, country) };
    return { first, second: state(all("responder", "perpetrator"), country) };
  }
  const agents = actorsIn(event, "perpetrator", "responder", "actor", "lead", "subject");
  if (type.event === "Violence against civilians")
    return { first: agent(agents, country), second: victims(event, country) };
  return { first: agent(agents, country), second: NOBODY };
}

/** Police, army or government by ACLED's names, without the years of a government, which no report gives. */
function state(actors: readonly EventActor[], country: string): Side {
  const found = actors.find(({ category }) => stateName(category, country) !== null);
  return found === undefined ? NOBODY : { actor: stateName(found.category, country), assoc: null, inter: 1 };
}

function stateName(category: ActorCategory, country: string): string | null {
  switch (category) {
    case "state_security":
      return `Police Forces of ${country}`;
    case "military":
      return `Military Forces of ${country}`;
    case "government":
    case "legislature":
    case "judiciary":
      return `Government of ${country}`;
    default:
      return null;
  }
}

/** Who acts: a part of the state, or a group by its name. Who is not told stays empty. */
function agent(actors: readonly EventActor[], country: string): Side {
  const [first] = actors;
  if (first === undefined) return NOBODY;
  const name = stateName(first.category, country);
  if (name !== null) return { actor: name, assoc: null, inter: 1 };
  return { actor: first.name, assoc: joined(actors.slice(1).map((one) => one.name)), inter: interOf(first) };
}

function interOf({ inter, category }: EventActor): Inter | null {
  if (inter !== undefined) return inter;
  if (category === "rebel") return 2;
  if (category === "militia") return 3;
  if (category === "foreign_state" || category === "igo") return 8;
  return category === "unknown" ? null : 7;
}

function victims(event: EditionEvent, country: string): Side {
  const hurt = actorsIn(event, "victim", "target");
  return { actor: `Civilians (${country})`, assoc: associated(hurt, country), inter: 7 };
}

/** Organisations by name, then groups by ACLED's word for them. */
function associated(actors: readonly EventActor[], country: string): string | null {
  const named = actors
    .filter(({ category, name }) => (category === "union" || category === "party") && /^\p{Lu}/u.test(name))
    .map(({ name }) => name);
  const groups = actors.flatMap(({ category }) => {
    const name = GROUPS[category];
    return name === undefined ? [] : [`${name} (${country})`];
  });
  return joined([...named, ...groups]);
}

export function interName(inter: Inter | null): string | null {
  return inter === null ? null : INTER_NAMES[inter];
}

/** "State forces-Protesters", "Protesters only": the lower code first. */
export function interactionOf({ first, second }: Sides): string | null {
  const codes = [first.inter, second.inter].filter((code) => code !== null).sort((a, b) => a - b);
  const [low, high] = codes.map((code) => INTER_NAMES[code]);
  if (low === undefined) return null;
  return high === undefined ? `${low} only` : `${low}-${high}`;
}
