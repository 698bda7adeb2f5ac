/** What a person or group is called whose name does not leave the machine: the category where it says something, else the role. */
import type { ActorCategory, ActorRole } from "../../model/coding.js";

const BY_CATEGORY: Readonly<Record<ActorCategory, string | null>> = {
  state_security: "a member of the security forces",
  military: "a soldier",
  government: "a government official",
  legislature: "a legislator",
  judiciary: "a member of the judiciary",
  party: "a member of a party",
  rebel: "a member of an armed group",
  militia: "a member of a militia",
  union: "a member of a union",
  students: "a student",
  workers: "a worker",
  farmers: "a farmer",
  indigenous: null,
  religious: null,
  ethnic: null,
  women: "a woman",
  professionals: "a professional",
  journalists: "a journalist",
  business: "a business person",
  residents: "a resident",
  migrants: "a migrant",
  prisoners: "a prisoner",
  civil_society: "a member of a civil society group",
  opposition: "a member of the opposition",
  foreign_state: "a foreign official",
  igo: "an official of an international organisation",
  civilians: null,
  unknown: null,
};

const BY_ROLE: Readonly<Record<ActorRole, string>> = {
  organiser: "an organiser",
  participant: "a protester",
  would_be_participant: "a person",
  caller: "a person who called for it",
  speaker: "a speaker",
  addressee: "a person addressed",
  target: "a person targeted",
  perpetrator: "a person accused",
  victim: "a victim",
  responder: "a responder",
  actor: "a person",
  recipient: "a recipient",
  beneficiary: "a beneficiary",
  host: "a host",
  lead: "a leader",
  subject: "a person concerned",
  employer: "an employer",
  buyer: "a buyer",
  seller: "a seller",
  owner_of_seller: "an owner",
  third_party: "a third party",
  medium: "a medium",
};

/** Groups that may not be told of in small numbers, and whose name says nothing of a single person. */
export const PROTECTED: ReadonlySet<ActorCategory> = new Set(["ethnic", "religious", "indigenous"]);

/** "a protester", "a student": for a person of a category in a role. Victims are victims, whatever else they are. */
export function personInWords(role: ActorRole, category: ActorCategory): string {
  return role === "victim" ? BY_ROLE.victim : (BY_CATEGORY[category] ?? BY_ROLE[role]);
}

/** For a person who is known by the role only (tier T2). */
export function roleInWords(role: ActorRole): string {
  return BY_ROLE[role];
}

/** For a group that is too small to be told of, or whose name is a label. */
export const PEOPLE = "people";
/** For words that name a speaker who is no public voice. */
export const SPEAKER = "a speaker";
