/** The settings of the privacy rules: what leaves the machine when nobody has said otherwise. */

export type PrivacyRules = {
  /** Names that a reviewer released with a reason; case and accents do not count. */
  readonly released: readonly string[];
  /** Words that a quote may have. */
  readonly quoteWords: number;
  /** Share of a report's characters that all its quotes may have together. */
  readonly quoteShare: number;
  /**
   * Lengths of the reports' texts in UTF-16 units, by id. Of a report that is not here only the part up to its last span is
   * taken to exist, so that the share is never exceeded.
   */
  readonly lengths: ReadonlyMap<string, number>;
  /** `YYYY-MM-DD`: planned events that are not over by then are told by town and day only. Null: all of them are. */
  readonly today: string | null;
  /** Ethnic, religious and indigenous groups of fewer persons than this, at one place on one day, are "people". */
  readonly smallCell: number;
};

export const PRIVACY_DEFAULTS: PrivacyRules = Object.freeze({
  released: [],
  quoteWords: 10,
  quoteShare: 0.05,
  lengths: new Map(),
  today: null,
  smallCell: 5,
});
