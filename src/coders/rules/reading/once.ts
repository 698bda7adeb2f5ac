/** What is asked of a token again and again is found once. */

/** What `find` gives for a token of a text of `length` tokens, found once. */
export function once<T>(length: number, find: (i: number) => T): (i: number) => T {
  const known: (T | undefined)[] = new Array(length);
  return (i) => {
    if (i < 0) return find(i);
    let found = known[i];
    if (found === undefined) {
      found = find(i);
      known[i] = found;
    }
    return found;
  };
}
