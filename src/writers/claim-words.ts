/** The value of a claim in words that a person reads. */
import type { Claim } from "../model/edition.js";
import { boundsInWords, dateInWords, spaced } from "./phrases.js";

export function claimInWords(claim: Claim): string {
  switch (claim.field) {
    case "exists":
      return claim.value ? "yes" : "no";
    case "type":
    case "actuality":
    case "scope":
      return spaced(claim.value);
    case "date":
      return dateInWords(claim.value);
    case "place":
      return `${claim.value.name} (${claim.value.role}, ${claim.value.precision})`;
    case "actor":
      return `${claim.value.name} (${spaced(claim.value.role)})`;
    case "figure":
      return `${spaced(claim.value.kind)} ${boundsInWords(claim.value)}${claim.value.stock ? ", a toll to date" : ""}`;
    case "demand":
      return spaced(claim.value.issue);
    case "means":
      return spaced(claim.value.means);
    case "label":
      return `“${claim.value.label}”, said by ${claim.value.speaker}`;
  }
}
