/** Which of the media types that can be answered a client likes best (RFC 9110, 12.5.1). */

/** By its weights, then by its order; the first of `own` where anything will do, null where none is taken. */
export function preferred(accept: string | null, own: readonly string[]): string | null {
  if (accept === null || accept.trim() === "") return own[0] ?? null;
  const ranges = accept
    .slice(0, 1000)
    .split(",")
    .map((part, at) => {
      const [type = "", ...params] = part.trim().toLowerCase().split(";");
      const weight = params.map((param) => /^\s*q=(\d(?:\.\d{0,3})?)\s*$/.exec(param)?.[1]).find(Boolean);
      return { type: type.trim(), weight: weight === undefined ? 1 : Number(weight), at };
    });
  const refused = new Set(ranges.filter(({ weight }) => weight === 0).map(({ type }) => type));
  const left = own.filter((type) => !refused.has(type));
  const wanted = ranges.filter(({ weight }) => weight > 0).sort((a, b) => b.weight - a.weight || a.at - b.at);
  for (const { type } of wanted) {
    const found = left.find((one) => one === type || type === "*/*" || type === `${one.split("/")[0]}/*`);
    if (found !== undefined) return found;
  }
  return null;
}
