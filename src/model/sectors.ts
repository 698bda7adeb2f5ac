/** The sector of an actor in an event, by its category: what codings say and exports write. */
import type { ActorCategory, Sector } from "./coding.js";

/** PLOVER sector by category; where no code fits (an ethnic group, migrants who are no refugees), the general CVL. */
export const SECTOR_OF: Readonly<Record<ActorCategory, Sector>> = {
  state_security: "COP",
  military: "MIL",
  government: "GOV",
  legislature: "LEG",
  judiciary: "JUD",
  party: "PTY",
  rebel: "REB",
  militia: "PRM",
  union: "LAB",
  students: "EDU",
  workers: "LAB",
  farmers: "AGR",
  indigenous: "CVL",
  religious: "REL",
  ethnic: "CVL",
  women: "CVL",
  professionals: "CVL",
  journalists: "JRN",
  business: "BUS",
  residents: "CVL",
  migrants: "REF",
  prisoners: "CVL",
  civil_society: "SOC",
  opposition: "OPP",
  foreign_state: "GOV",
  igo: "UNK",
  civilians: "CVL",
  unknown: "UNK",
};
