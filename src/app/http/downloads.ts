/** Handler of `/api/export/{format}`: the selection as a file, from the shielded views only. */
import { nearest } from "../../model/nearest.js";
import { streamOf } from "./forms.js";
import { Problem } from "./problem.js";
import { type Selection, toQuery } from "./selection.js";
import type { Answer, Call } from "./services.js";

export async function download({ query, params, services }: Call<Selection>): Promise<Answer> {
  const { downloads, codebook } = services;
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
  // Before the first byte: after it nothing can be said any more.
  if ((await services.shielded.edition()) === null)
    throw new Problem(
      "not-ready",
      "There is no edition yet.",
      "Add reports, or wait until the first is made.",
    );
  const [one, ...more] = query.id ?? [];
  const named = one !== undefined && more.length === 0 && /^[\w-]{1,60}$/.test(one) ? one : "quipu";
  return new Response(streamOf(found.write(services, toQuery(query, codebook))), {
    headers: {
      "content-type": found.mediaType,
      "content-disposition": `attachment; filename="${named}-${found.id}.${found.extension}"`,
    },
  });
}
