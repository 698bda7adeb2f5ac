/** An event while it is being put together: its tellings, and the values settled so far. */
import type { Actuality, EventDate, EventPlace, Figure, MeansUsed, Scope } from "../../../model/coding.js";
import type { Span } from "../../../model/span.js";
import type { Cast } from "../actors/roles.js";
import type { Draft } from "./drafts.js";
import type { Cluster } from "./merge.js";

export type Building = {
  readonly cluster: Cluster;
  readonly lead: Draft;
  trigger: Span;
  mentions: Span[];
  type: string;
  actuality: Actuality;
  scope: Scope;
  date: EventDate;
  places: EventPlace[];
  actors: Cast[];
  figures: Figure[];
  means: MeansUsed[];
};
