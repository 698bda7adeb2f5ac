/** Handler of `/api/export/{format}`: the selection as a file, from the shielded views only. */
import { nearest } from "../../model/nearest.js";
import { streamOf } from "./forms.js";
import { Problem } from "./problem.js";
import { type Selection, toQuery } from "./selection.js";
import type { Answer, Call } from "./services.js";

export function download({ query, params, services }: Call<Selection>): Answer {
  const { downloads, codebook, shielded } = services;
  const name = params.format ?? "";
  const found = downloads.find(({ id }) => id === name);
  if (found === undefined) {
    const ids = downloads.map(({ id }) => id);
    const guess = nearest(name, ids);
    throw new Problem(
      "not-found",
      `There is no export "${name.slice(0, 40)}".`,
      `${guess === null ? "" : `Did you mean "${guess}"? `}There are: ${ids.join(", ")}.`,
    );
  }
  return new Response(streamOf(found.write(shielded, toQuery(query, codebook))), {
    headers: {
      "content-type": found.mediaType,
      "content-disposition": `attachment; filename="quipu-${found.id}.${found.extension}"`,
    },
  });
}
