/** Independence of sources: reports that copy one text or come from one agency are one origin. */
import { Duplicates } from "./duplicates.js";

/** News agencies by the names under which papers credit them. */
const AGENCIES: Readonly<Record<string, readonly string[]>> = {
  reuters: ["Reuters", "REUTERS", "Thomson Reuters"],
  ap: ["AP", "The Associated Press", "Associated Press"],
  afp: ["AFP", "Agence France-Presse", "Agence France Presse"],
  efe: ["EFE", "Agencia EFE"],
  dpa: ["dpa", "DPA", "Deutsche Presse-Agentur"],
  ansa: ["ANSA"],
  xinhua: ["Xinhua"],
  tass: ["TASS", "ITAR-TASS"],
  pti: ["PTI", "Press Trust of India"],
  ani: ["ANI"],
  ians: ["IANS"],
  anadolu: ["Anadolu Agency", "Anadolu"],
  upi: ["UPI"],
  telam: ["Télam", "Telam"],
  kyodo: ["Kyodo", "Kyodo News"],
  bloomberg: ["Bloomberg"],
};
const named = new Map(
  Object.entries(AGENCIES).flatMap(([id, names]) => names.map((name) => [name.toLowerCase(), id])),
);

/** Where credits stand: the opening of a text, and its very end. */
const OPENING = 200;
const END = 120;
const CREDIT = /[([]([^()[\]\n]{2,40})[)\]]/g;
const DASHED = /^[^\n—–-]{0,80}?[,\s]([A-Z][A-Za-z]{1,8})\s*[—–-]/;

/** The agency that an outlet is or that a text credits ("LIMA, July 19 (Reuters) -", "(AP)" at the end), or null. */
export function agencyOf(outlet: string | null, text: string): string | null {
  const own = outlet === null ? undefined : named.get(outlet.trim().toLowerCase());
  if (own !== undefined) return own;
  const opening = text.slice(0, OPENING);
  for (const stretch of [opening, text.slice(-END)])
    for (const [, words] of stretch.matchAll(CREDIT))
      for (const part of words!.split(/[,/;]/)) {
        const found = named.get(part.trim().toLowerCase());
        if (found !== undefined) return found;
      }
  const dashed = DASHED.exec(opening)?.[1];
  return (dashed && named.get(dashed.toLowerCase())) || null;
}

/**
 * The origin of each report, by id: `agency:reuters` where it or the text that it copies credits one, else the first report
 * of nearly the same text. In the order given; near-linear.
 */
export function reportOrigins(
  reports: Iterable<{ readonly id: string; readonly text: string; readonly outlet: string | null }>,
): Map<string, string> {
  const known = new Duplicates();
  const agencies = new Map<string, string>();
  const origins = new Map<string, string>();
  for (const { id, text, outlet } of reports) {
    const first = known.originOf(id, text);
    const agency = agencyOf(outlet, text);
    if (agency !== null && !agencies.has(first)) agencies.set(first, `agency:${agency}`);
    origins.set(id, agency === null ? first : `agency:${agency}`);
  }
  // A copy may credit what its first text does not.
  for (const [id, origin] of origins) origins.set(id, agencies.get(origin) ?? origin);
  return origins;
}
