/** A linker: whoever judges which mentions of different reports tell one event, with reasons. */
import type { EventRecord } from "../model/coding.js";
import type { Judgement } from "../model/judgement.js";

/** A mention as a linker sees it: the ranking coder's event of one telling. */
export type LinkMention = {
  readonly id: string;
  readonly report: string;
  readonly published: string | null;
  readonly event: EventRecord;
};

export type Linker = {
  /** `linker@1.0.0`. */
  readonly id: string;
  /** The same mentions in any order give the same judgements in the same order. */
  readonly judge: (mentions: Iterable<LinkMention>) => Iterable<Judgement>;
};
