/** What is asked of a token again and again is found once. */

/** What `find` gives for a token, found once. */
export function once<T>(find: (i: number) => T): (i: number) => T {
  const known = new Map<number, T>();
  return (i) => {
    let found = known.get(i);
    if (found === undefined) {
      found = find(i);
      known.set(i, found);
    }
    return found;
  };
}
