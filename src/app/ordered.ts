/** Runs work side by side and hands on the results in the order of the items. */

/**
 * At most `limit` items are under way or waiting to be taken: a slow reader holds the work back, so memory stays flat.
 * `work` must not reject.
 */
export async function* ordered<T, R>(
  items: AsyncIterable<T>,
  limit: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R> {
  const underWay: Promise<R>[] = [];
  for await (const item of items) {
    underWay.push(work(item));
    if (underWay.length >= limit) yield await underWay.shift()!;
  }
  while (underWay.length > 0) yield await underWay.shift()!;
}
