/** Reads the values of options, and says what is wrong with one. */

/** Something the user asked for makes no sense; the message says what, why, and what to do. */
export class UsageError extends Error {}

export function oneOf<T extends string>(option: string, value: string, choices: readonly T[]): T {
  const found = choices.find((choice) => choice === value);
  if (found === undefined)
    throw new UsageError(`${option} cannot be "${value}". Choose one of ${choices.join(", ")}.`);
  return found;
}

export function wholeNumber(option: string, value: string, least: number, most: number): number {
  const number = /^\d{1,9}$/.test(value) ? Number(value) : Number.NaN;
  if (!(number >= least && number <= most))
    throw new UsageError(`${option} cannot be "${value}". Give a whole number from ${least} to ${most}.`);
  return number;
}
