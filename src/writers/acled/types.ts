/** ACLED's event and sub-event types, and the candidates that a crosswalk cell of the codebook names. */

/** Sub-event types by event type, in ACLED's order. */
export const SUB_EVENTS = {
  Battles: ["Government regains territory", "Non-state actor overtakes territory", "Armed clash"],
  Protests: ["Excessive force against protesters", "Protest with intervention", "Peaceful protest"],
  Riots: ["Violent demonstration", "Mob violence"],
  "Explosions/Remote violence": [
    "Chemical weapon",
    "Air/drone strike",
    "Suicide bomb",
    "Shelling/artillery/missile attack",
    "Remote explosive/landmine/IED",
    "Grenade",
  ],
  "Violence against civilians": ["Sexual violence", "Attack", "Abduction/forced disappearance"],
  "Strategic developments": [
    "Agreement",
    "Arrests",
    "Change to group/activity",
    "Disrupted weapons use",
    "Headquarters or base established",
    "Looting/property destruction",
    "Non-violent transfer of territory",
    "Other",
  ],
} as const;

export type EventType = keyof typeof SUB_EVENTS;
export type SubEvent = (typeof SUB_EVENTS)[EventType][number];
export type AcledType = { readonly event: EventType; readonly sub: SubEvent };

export function acledType(sub: SubEvent): AcledType {
  for (const [event, subs] of Object.entries(SUB_EVENTS))
    if ((subs as readonly string[]).includes(sub)) return { event: event as EventType, sub };
  throw new RangeError(`no ACLED sub-event type "${sub}"`);
}

/** `disorder_type` of a row. */
export function disorderOf({ event, sub }: AcledType): string {
  if (sub === "Excessive force against protesters") return "Political violence; Demonstrations";
  if (event === "Strategic developments") return event;
  return event === "Protests" || sub === "Violent demonstration" ? "Demonstrations" : "Political violence";
}

/** Whether unarmed people were the main target by ACLED's definition of the type. */
export function targetsCivilians({ event, sub }: AcledType): boolean {
  return event === "Violence against civilians" || sub === "Excessive force against protesters";
}

/** What a cell names: the sub-events it may be, and whether the cell makes it depend on what a record does not say. */
export type Candidates = { readonly subs: readonly SubEvent[]; readonly conditional: boolean };

/** Ways in which the codebook shortens a sub-event. */
const SHORT: readonly (readonly [pattern: RegExp, sub: SubEvent])[] = [
  [/\bExcessive force\b/, "Excessive force against protesters"],
  [/\bProtest with intervention\b/, "Protest with intervention"],
  [/\bPeaceful protest\b|^Protests or\b/, "Peaceful protest"],
  [/\bViolent demonstration\b|\bor Riots \(/, "Violent demonstration"],
  [/\bMob violence\b/, "Mob violence"],
  [/\bcivilians\/Attack\b/, "Attack"],
  [/\bAbduction\b/, "Abduction/forced disappearance"],
  [/\bdevelopments\/Agreement\b/, "Agreement"],
  [/\bdevelopments\/Arrests\b/, "Arrests"],
  [/\bLooting\b/, "Looting/property destruction"],
  [/\bdevelopments\/Other\b/, "Other"],
];

/** Null: the cell says that ACLED does not code it, or not as one event. */
export function candidatesIn(cell: string): Candidates | null {
  if (/^(?:none|not coded|needs)\b/.test(cell)) return null;
  const subs = SHORT.filter(([pattern]) => pattern.test(cell)).map(([, sub]) => sub);
  return { subs, conditional: /\bif\b|\(if\b/.test(cell) };
}
