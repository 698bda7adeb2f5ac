/** `gdelt`: the 61 columns of GDELT 2.0's event table, tab-separated, without a header. Codes it cannot give are empty. */
import type { ActorCategory, EventActor, EventPlace } from "../model/coding.js";
import type { Edition } from "../model/edition.js";
import { sha256 } from "../model/identity.js";
import { type Atom, atomOf } from "./atom.js";
import { encoded } from "./chunks.js";
import { countryOf } from "./countries.js";
import { EditionIndex, hasPoint, sidesOf } from "./edition-index.js";
import { type Cell, tabs } from "./separated.js";
import type { WriteContext, Writer } from "./writer.js";

const ACTOR = (n: 1 | 2) =>
  "Code Name CountryCode KnownGroupCode EthnicCode Religion1Code Religion2Code Type1Code Type2Code Type3Code"
    .split(" ")
    .map((name) => `Actor${n}${name}`);
const GEO = (of: string) =>
  "Type FullName CountryCode ADM1Code ADM2Code Lat Long FeatureID"
    .split(" ")
    .map((name) => `${of}Geo_${name}`);

/** Not written, since GDELT's files have no header: for whoever reads one. */
export const GDELT_COLUMNS: readonly string[] = [
  ..."GLOBALEVENTID SQLDATE MonthYear Year FractionDate".split(" "),
  ...ACTOR(1),
  ...ACTOR(2),
  ..."IsRootEvent EventCode EventBaseCode EventRootCode QuadClass GoldsteinScale".split(" "),
  ..."NumMentions NumSources NumArticles AvgTone".split(" "),
  ...GEO("Actor1"),
  ...GEO("Actor2"),
  ...GEO("Action"),
  "DATEADDED",
  "SOURCEURL",
];

export const gdeltWriter: Writer = {
  id: "gdelt",
  mediaType: "text/tab-separated-values; charset=utf-8; header=absent",
  extension: "csv",
  write: (edition, context) => encoded(tabs(rows(edition, context))),
};

const LIMITS = {
  format: "GDELT",
  dates: ["D"],
  places: ["G0", "G1", "G2", "G3", "G4", "G5", "G6"],
} as const;

function* rows(edition: Edition, { codebook, found }: WriteContext): Generator<readonly Cell[]> {
  const index = new EditionIndex(edition);
  for (const event of edition.events) {
    const type = codebook.types.get(event.type.value);
    if (type === undefined) {
      const message = `The codebook has no type “${event.type.value}”.`;
      found({ code: "export.unknown_type", message, about: event.id });
      continue;
    }
    const cell = type.crosswalk.cameo;
    const code = cameoCode(cell);
    const atom = atomOf(event, LIMITS);
    if (code === null) {
      const message = `CAMEO has no one code for ${type.code} (crosswalk: “${cell}”).`;
      found({ code: "export.refused", message, about: event.id });
    } else if ("refused" in atom) found({ code: "export.refused", message: atom.refused, about: event.id });
    else {
      if (cell.includes("|")) {
        const message = `CAMEO's codes for it are ${cell}; the code ${code} covers them all.`;
        found({ code: "export.candidates", message, about: event.id });
      }
      yield row(atom, code, index);
    }
  }
}

/**
 * The code that a crosswalk cell gives: "12x" is the root's unspecified code; of several codes the most general that covers
 * all ("144|141" is 140), null where nothing does or the cell makes a condition.
 */
export function cameoCode(cell: string): string | null {
  if (/^none\b|\bif\b/.test(cell)) return null;
  const codes = cell.split("|").map((code) => code.trim());
  if (!codes.every((code) => /^\d{2,4}x?$/.test(code))) return null;
  let shared = codes[0]!.replace("x", "");
  for (const code of codes) while (!code.startsWith(shared)) shared = shared.slice(0, -1);
  if (shared.length < 2) return null;
  return shared.length === 2 ? `${shared}0` : shared;
}

function row({ event, day, place }: Atom, code: string, index: EditionIndex): readonly Cell[] {
  const [year = "", month = "", date = ""] = day.split("-");
  const { actors: others, recipients } = sidesOf(event);
  const reports = index.reportsOf(event);
  const action = geo(place);
  return [
    numericId(event.id),
    Number(`${year}${month}${date}`),
    Number(`${year}${month}`),
    Number(year),
    fraction(day),
    ...actor(others[0]),
    ...actor(recipients[0]),
    null,
    code,
    code.slice(0, 3),
    code.slice(0, 2),
    quadClass(Number(code.slice(0, 2))),
    null,
    event.mentions.length,
    new Set(reports.map(({ outlet, id }) => outlet ?? id)).size,
    reports.length,
    null,
    ...NOWHERE,
    ...NOWHERE,
    ...action,
    null,
    reports.find(({ url }) => url !== null)?.url ?? null,
  ];
}

/** A whole number that stays the event's: the first 48 bits of the hash of its name. */
function numericId(id: string): number {
  return Number.parseInt(sha256(id).slice(0, 12), 16);
}

/** The year and the share of it that is past, four digits, as GDELT computes it: (month × 30 + day) / 365. */
function fraction(day: string): number {
  const [year = 0, month = 0, date = 0] = day.split("-").map(Number);
  return Math.round((year + Math.min(((month - 1) * 30 + date) / 365, 0.9999)) * 10_000) / 10_000;
}

/** 1 verbal cooperation, 2 material cooperation, 3 verbal conflict, 4 material conflict. */
function quadClass(root: number): number {
  return root <= 5 ? 1 : root <= 8 ? 2 : root <= 13 ? 3 : 4;
}

const TYPES: Readonly<Partial<Record<ActorCategory, string>>> = {
  state_security: "COP",
  military: "MIL",
  government: "GOV",
  legislature: "LEG",
  judiciary: "JUD",
  party: "PTY",
  rebel: "REB",
  militia: "UAF",
  union: "LAB",
  workers: "LAB",
  students: "EDU",
  farmers: "AGR",
  journalists: "MED",
  business: "BUS",
  migrants: "REF",
  opposition: "OPP",
  residents: "CVL",
  women: "CVL",
  civilians: "CVL",
};

/** Code, name and type; country, group, ethnicity and religion of an actor are not in the record and stay empty. */
function actor(one: EventActor | undefined): readonly Cell[] {
  if (one === undefined) return Array<Cell>(10).fill(null);
  const type = TYPES[one.category] ?? null;
  return [type, one.name.toUpperCase(), null, null, null, null, null, type, null, null];
}

const NOWHERE: readonly Cell[] = Array<Cell>(8).fill(null);

/** 1 country, 2 and 3 state and city in the USA, 5 and 4 elsewhere; a district or vague region has no type. */
function geo(place: EventPlace): readonly Cell[] {
  const { country, precision, name, admin1 } = place;
  const american = country === "US";
  const land = countryOf(country);
  const type =
    precision === "G6"
      ? 1
      : precision === "G4"
        ? american
          ? 2
          : 5
        : /^G[012]$/.test(precision)
          ? american
            ? 3
            : 4
          : null;
  const full = [
    name,
    precision === "G4" || precision === "G6" ? null : admin1,
    precision === "G6" ? null : land?.name,
  ];
  const point = hasPoint(place) ? place : null;
  return [
    type,
    full.filter((part) => part !== null && part !== undefined).join(", "),
    land?.fips ?? null,
    null,
    null,
    point?.lat ?? null,
    point?.lon ?? null,
    null,
  ];
}
