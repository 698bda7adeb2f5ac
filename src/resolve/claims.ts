/** The claims of a coder about one event, one a value. */
import type {
  Attribution,
  ContestedLabel,
  Demand,
  EventActor,
  EventDate,
  EventPlace,
  Figure,
  MeansUsed,
} from "../model/coding.js";
import type { Claim, ClaimField } from "../model/edition.js";
import type { Span } from "../model/span.js";
import type { Account } from "./tellings.js";

type Values = { readonly [C in Claim as C["field"]]: C["value"] };

/** A claim about one field. */
export type ClaimAbout<Field extends ClaimField> = Omit<Claim, "field" | "value"> & {
  readonly field: Field;
  readonly value: Values[Field];
};

/** Every claim of one account, in a fixed order of fields. Ids say coding, mention, field and rank, so they sort by report's words. */
export function claimsOf({ coding, event }: Account): Claim[] {
  const { trigger, attribution } = event;
  const claims: Claim[] = [];
  const head = `${coding.id.slice(0, 16)}:${event.id}`;
  const about = {
    coding: coding.id,
    coder: coding.coding.coder,
    report: coding.coding.report.id,
    mention: event.id,
    attribution,
  };
  const add = (field: ClaimField, value: unknown, quote: Span, rank = 0) => {
    claims.push({
      id: `${head}:${field}:${rank}`,
      ...about,
      field,
      value,
      quotes: [quote],
    } as unknown as Claim);
  };
  if (event.exists !== undefined) add("exists", event.exists, trigger);
  add("type", event.type, trigger);
  add("actuality", event.actuality, trigger);
  add("scope", event.scope, trigger);
  add("date", event.date, event.date.quote ?? trigger);
  const each = <Value extends { readonly quote: Span }>(field: ClaimField, values: readonly Value[]) => {
    for (const [i, value] of values.entries()) add(field, value, value.quote, i);
  };
  each("place", event.places);
  each("actor", event.actors);
  for (const [i, figure] of event.figures.entries()) {
    add("figure", figure, figure.quote, i);
    claims.push({ ...claims.pop()!, attribution: voiceOf(figure, attribution) });
  }
  each("demand", event.demands);
  each("means", event.means);
  each("label", event.contested);
  return claims;
}

/** A number has a source of its own, which need not be that of the event; where the words name none, the report says it. */
function voiceOf({ said_by }: Figure, attribution: Attribution): Attribution {
  if (said_by === attribution.voice) return attribution;
  return said_by === null
    ? { voice: "narrator", evidentiality: "asserted", quote: null }
    : { voice: said_by, evidentiality: "reported", quote: null };
}

const plain = (text: string) => text.normalize("NFC").toLowerCase().replaceAll(/\s+/g, " ").trim();

export const dateKey = ({ start, end }: EventDate) => `${start ?? ""}/${end ?? ""}`;

/** Where, whatever the words: the gazetteer's place, else the name within its country and province. */
export const placeKey = ({ geonameId, precision, name, country, admin1 }: EventPlace) =>
  geonameId !== null && precision !== "G0"
    ? `${geonameId}`
    : `${plain(name)}|${plain(admin1 ?? "")}|${country ?? ""}|${precision === "G0" ? (geonameId ?? "") : ""}`;

export const actorKey = ({ role, category, name }: EventActor) => `${role}|${category}|${plain(name)}`;
export const figureKey = ({ kind, group, stock, low, high, point }: Figure) =>
  `${kind}|${group ?? ""}|${stock}|${low}|${high}|${point}`;
export const demandKey = ({ issue }: Demand) => plain(issue);
export const meansKey = ({ means }: MeansUsed) => means;
export const labelKey = ({ label, speaker }: ContestedLabel) => `${plain(label)}|${plain(speaker)}`;

/** Two claims with one key say the same. */
export function valueKey(about: ClaimAbout<ClaimField>): string {
  const claim = about as Claim;
  switch (claim.field) {
    case "date":
      return dateKey(claim.value);
    case "place":
      return `${claim.value.role}|${placeKey(claim.value)}`;
    case "actor":
      return actorKey(claim.value);
    case "figure":
      return figureKey(claim.value);
    case "demand":
      return demandKey(claim.value);
    case "means":
      return meansKey(claim.value);
    case "label":
      return labelKey(claim.value);
    default:
      return String(claim.value);
  }
}
