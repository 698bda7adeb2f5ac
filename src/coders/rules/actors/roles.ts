/** Roles of those who act and of those acted upon, by type, and an actor as one telling of an event casts it. */
import type { ActorRole, EventActor } from "../../../model/coding.js";

/** Role of those who act, and of those acted upon, by type or family. */
const ROLES: Readonly<Record<string, { agent: ActorRole; patient: ActorRole }>> = {
  PRO: { agent: "participant", patient: "target" },
  VIO: { agent: "perpetrator", patient: "victim" },
  REP: { agent: "responder", patient: "victim" },
  LAW: { agent: "responder", patient: "victim" },
  GOV: { agent: "responder", patient: "victim" },
  "GOV.RESIGN": { agent: "participant", patient: "participant" },
  "GOV.REMOVE": { agent: "perpetrator", patient: "victim" },
  "GOV.ELECTION": { agent: "participant", patient: "participant" },
  "POL.CALL": { agent: "organiser", patient: "addressee" },
  MIL: { agent: "responder", patient: "responder" },
  "MIL.AID": { agent: "responder", patient: "recipient" },
  "MIL.TRAIN": { agent: "responder", patient: "recipient" },
  "MIL.DEPLOY": { agent: "responder", patient: "responder" },
};

export function rolesOf(type: string): { agent: ActorRole; patient: ActorRole } {
  return ROLES[type] ?? ROLES[type.slice(0, 3)] ?? { agent: "actor", patient: "third_party" };
}

/** An actor as one telling casts it. `head`: the token of its noun. `weak`: only the place of the words in the sentence speaks for the role. */
export type Cast = EventActor & { readonly head: number; readonly weak: boolean };
