/** What selects events: from the parameters of an address to a query of the views. */
import type { z } from "zod";
import type { GuidedCodebook } from "../../codebook/guidance.js";
import { nearestCode } from "../../codebook/index.js";
import { FAMILIES } from "../../model/codebook.js";
import type { EventQuery } from "../../store/store.js";
import { Problem } from "./problem.js";
import type { selection } from "./queries.js";

export type Selection = z.infer<typeof selection>;

/** The query of a selection. A type that the codebook does not have, and a box that is none, are problems. */
export function toQuery(chosen: Selection, codebook: GuidedCodebook): EventQuery {
  const { bbox, from, to, type, actuality, actor, q, source, country, verification, min_size } = chosen;
  const { placed, id } = chosen;
  for (const code of type ?? []) {
    if (codebook.types.has(code) || (FAMILIES as readonly string[]).includes(code)) continue;
    const guess = nearestCode(codebook, code);
    throw new Problem(
      "bad-request",
      `"${code}" is no type or family of ${codebook.id}.`,
      `${guess === null ? "" : `Did you mean "${guess}"? `}/api/codebook lists them.`,
    );
  }
  if (from !== undefined && to !== undefined && from > to)
    throw new Problem("bad-request", `"from" (${from}) is after "to" (${to}).`, "Swap them.");
  return {
    ...(bbox === undefined ? {} : { box: toBox(bbox) }),
    ...(from === undefined ? {} : { from }),
    ...(to === undefined ? {} : { to }),
    ...(type === undefined ? {} : { types: type }),
    ...(actuality === undefined ? {} : { actualities: actuality }),
    ...(actor === undefined ? {} : { actors: actor }),
    ...(q === undefined ? {} : { text: q }),
    ...(source === undefined ? {} : { outlet: source }),
    ...(country === undefined ? {} : { country: country === "none" ? null : country }),
    ...(verification === undefined ? {} : { verification }),
    ...(placed === undefined ? {} : { placed: placed === "1" }),
    ...(id === undefined ? {} : { ids: id }),
    ...(min_size === undefined ? {} : { figure: { kind: "crowd_size" as const, least: min_size } }),
  };
}

/** `west,south,east,north` in degrees. */
export function toBox(bbox: string): NonNullable<EventQuery["box"]> {
  const [west = 0, south = 0, east = 0, north = 0] = bbox.split(",").map(Number);
  if (Math.max(Math.abs(west), Math.abs(east)) > 180 || Math.max(Math.abs(south), Math.abs(north)) > 90)
    throw new Problem(
      "bad-request",
      `The box "${bbox}" lies outside the earth.`,
      "Give west,south,east,north in degrees: -180 to 180 and -90 to 90.",
    );
  if (south > north)
    throw new Problem(
      "bad-request",
      `The box "${bbox}" ends south of where it starts.`,
      "Give the smaller latitude first.",
    );
  return { west, south, east, north };
}

/** A text that is the same for the same parameters, whatever their order in the address. */
export function canonical(query: object): string {
  return JSON.stringify(Object.entries(query).sort(([a], [b]) => (a < b ? -1 : 1)));
}
