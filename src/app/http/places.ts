/** The gazetteer for people: places by their names, as somebody types them. */
import type { z } from "zod";
import { lookUpPlaces } from "../../text/places/look-up.js";
import type { placesQuery } from "./queries.js";
import type { Answer, Call } from "./services.js";

export async function findPlaces({ query }: Call<z.infer<typeof placesQuery>>): Promise<Answer> {
  const { q = "", near = [], limit } = query;
  const hits = await lookUpPlaces(q, { near, limit });
  return { items: hits.map((hit) => ({ ...hit, precision: `G${hit.precision}` })) };
}
