/** The gate of the server, run here as well: what it finds is shown at the value while the coder still looks at it. */
import { accept } from "../../../../src/model/accept.js";
import type { Codebook } from "../../../../src/model/codebook.js";
import { type EventField, FIELDS } from "./action.js";
import { fieldOfList, rowsOf } from "./beside.js";
import { codingOf, type Draft } from "./draft.js";
import type { Stop } from "./stops.js";

/** A finding, and the value that it is about; null where it is about the coding as a whole. */
export type Placed = { readonly code: string; readonly message: string; readonly stop: Stop | null };

const PATH = /^events\[(\d+)\](?:\.([a-z]+)(?:\[(\d+)\])?)?[^:]*: /i;
/** A value of a list beside the events. */
const BESIDE = /^([a-z]+)\[(\d+)\][^:]*: /i;
const PLACES: Readonly<Record<string, EventField>> = { trigger: "type", id: "type", exists: "type" };

/** Puts findings of the gate, the server's as well as our own, at the values that they name. */
export function placed(
  draft: Draft,
  findings: readonly { readonly code?: string; readonly message?: string }[],
): readonly Placed[] {
  return findings.map(({ code = "", message = "" }) => {
    const match = PATH.exec(message);
    const event = match === null ? undefined : draft.events[Number(match[1])];
    if (match === null) return placedBeside(draft, code, message);
    if (event === undefined) return { code, message, stop: null };
    const said = match[2] ?? "type";
    const field = (FIELDS as readonly string[]).includes(said)
      ? (said as EventField)
      : (PLACES[said] ?? "type");
    return {
      code,
      message: message.slice(match[0].length),
      stop: { event: event.id, field, at: Number(match[3] ?? 0) },
    };
  });
}

function placedBeside(draft: Draft, code: string, message: string): Placed {
  const match = BESIDE.exec(message);
  const field = match === null ? null : fieldOfList(match[1]!);
  const at = Number(match?.[2] ?? -1);
  if (match === null || field === null || at >= rowsOf(draft, field).length)
    return { code, message, stop: null };
  const event = field === "links" ? (draft.links[at]?.from ?? null) : null;
  return { code, message: message.slice(match[0].length), stop: { event, field, at } };
}

/** What the gate would say of the draft now. */
export function check(draft: Draft, codebook: Codebook, coder: string): readonly Placed[] {
  const report = { ...draft.report, text: draft.text };
  return placed(draft, accept(codingOf(draft, coder), report, codebook));
}
