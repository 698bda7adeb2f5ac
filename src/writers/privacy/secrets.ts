/** What of an edition must not be told: private names everywhere, victims and the accused in their events, where plans will be. */
import type { Attribution, EventActor } from "../../model/coding.js";
import type { Edition, EditionEvent } from "../../model/edition.js";
import { smallCells } from "./cells.js";
import { Mask } from "./mask.js";
import { STIGMA_WORDS } from "./name-words.js";
import { capitalRuns, foldedKey, isPublicVoice, type Verdict, verdictOn, wordsOf } from "./names.js";
import { isFinerThanTown, isHeldBack } from "./planned.js";
import { PEOPLE, PROTECTED, personInWords, SPEAKER } from "./roles.js";
import type { PrivacyRules } from "./rules.js";

export type EventSecrets = {
  /** Detail of a plan that is not over. */
  readonly heldBack: boolean;
  /** Name and category by which an actor is told, as settled (null) or as a claim that says who says so. */
  actor(actor: EventActor, attribution: Attribution | null): Pick<EventActor, "name" | "category">;
  /** To be laid over every text of the event; of a claim whose speaker is named, the accused may stand. */
  masks(attribution: Attribution | null): readonly Mask[];
};

export type Secrets = {
  /** Whole names of private persons: over every text. */
  readonly names: Mask;
  /** As `names`, and each word of them: over ids. */
  readonly ids: Mask;
  readonly places: ReadonlySet<string>;
  readonly released: ReadonlySet<string>;
  /** Names of actors that are told by name. */
  readonly publicNames: ReadonlySet<string>;
  ofEvent(event: EditionEvent): EventSecrets;
  ofReports(reports: readonly string[]): readonly Mask[];
};

export function secretsOf(edition: Edition, rules: PrivacyRules): Secrets {
  const released = new Set(rules.released.map(foldedKey));
  const places = placeWords(edition);
  const isSmall = smallCells(edition, rules.smallCell);
  const verdicts = new Map<string, Verdict>();
  const verdict = (actor: EventActor): Verdict => {
    const key = `${actor.name}\n${actor.role}\n${actor.category}\n${actor.tier ?? ""}`;
    const known = verdicts.get(key) ?? verdictOn(actor, places, released);
    verdicts.set(key, known);
    return known;
  };

  const publicNames = new Set<string>();
  for (const { value } of actorsIn(edition)) {
    if (value.role !== "victim" && verdict(value).kept) publicNames.add(foldedKey(value.name));
  }

  const names = new Mask();
  const ids = new Mask();
  /** Single words of private names, and what else only the heads and events of one report must not say. */
  const byReport = new Map<string, Mask>();
  const maskOf = (report: string): Mask => {
    const known = byReport.get(report) ?? new Mask();
    byReport.set(report, known);
    return known;
  };
  const hide = (name: string, phrase: string, reports: Iterable<string>): void => {
    names.add(name, phrase);
    ids.add(name, phrase);
    const runs = capitalRuns(name, places);
    // "Peruvian student Ana Ruiz": where two words make the name, one alone beside it is none.
    const whole = runs.filter((run) => run.length > 1);
    for (const run of whole.length > 0 ? whole : runs) {
      const words = run.map((word) => word.folded);
      if (words.length > 1) {
        names.addWords(words, phrase);
        ids.addWords(words, phrase);
      }
      for (const word of words) {
        if (word.length < 3 || places.has(word)) continue;
        if (word.length > 3) ids.addSingle(word, phrase);
        for (const report of reports) maskOf(report).addSingle(word, phrase);
      }
    }
  };
  for (const { value, of } of actorsIn(edition)) {
    const reports = of.mentions.map(({ report }) => report);
    const told = verdict(value);
    if (told.kept) continue;
    // A public person who is a victim is hidden here, not in all that the person does elsewhere.
    if (publicNames.has(foldedKey(value.name)) || isOfficial(value)) {
      for (const report of reports) maskOf(report).add(value.name, told.phrase);
      continue;
    }
    hide(value.name, told.phrase, reports);
  }
  for (const event of edition.events)
    for (const { voice, report } of voicesIn(event))
      if (
        !released.has(foldedKey(voice)) &&
        !publicNames.has(foldedKey(voice)) &&
        !isPublicVoice(voice, places)
      )
        hide(voice, SPEAKER, [report]);

  const heldBack = (event: EditionEvent) => isHeldBack(event, rules.today);
  for (const event of edition.events) {
    if (!heldBack(event)) continue;
    for (const claim of event.claims)
      if (claim.field === "place" && isFinerThanTown(claim.value))
        maskOf(claim.report).add(claim.value.name, "a place");
    for (const { value } of event.places)
      if (isFinerThanTown(value))
        for (const { report } of event.mentions) maskOf(report).add(value.name, "a place");
  }

  const ofReports = (reports: readonly string[]): readonly Mask[] => [
    names,
    ...[...new Set(reports)].flatMap((report) => byReport.get(report) ?? []),
  ];

  const ofEvent = (event: EditionEvent): EventSecrets => {
    const shared = ofReports(event.mentions.map(({ report }) => report));
    const own = new Mask();
    const accused = new Mask();
    const labels = new Set([
      ...event.labels.map(({ value }) => foldedKey(value.label)),
      ...event.claims.flatMap((claim) => (claim.field === "label" ? [foldedKey(claim.value.label)] : [])),
    ]);
    const isLabel = (name: string) =>
      labels.has(foldedKey(name)) || wordsOf(name).some((word) => STIGMA_WORDS.has(word.folded));
    const told = (
      actor: EventActor,
      attribution: Attribution | null,
    ): Pick<EventActor, "name" | "category"> => {
      const { name, role, category } = actor;
      if (isSmall(event, actor)) return { name: PEOPLE, category: "civilians" };
      const found = verdict(actor);
      if (!found.kept) return { name: found.phrase, category: protectedAway(actor) };
      if (
        found.person &&
        role === "perpetrator" &&
        (attribution === null || attribution.voice === "narrator")
      )
        return { name: personInWords(role, category), category };
      if (isLabel(name)) return { name: PEOPLE, category };
      return { name, category };
    };
    for (const actor of [...event.actors.map(({ value }) => value), ...claimedActors(event)]) {
      if (isSmall(event, actor)) own.add(actor.name, PEOPLE);
      const found = verdict(actor);
      if (!found.kept) own.add(actor.name, found.phrase);
      else if (found.person && actor.role === "perpetrator")
        accused.add(actor.name, personInWords(actor.role, actor.category));
    }
    const always = [...shared, own].filter((mask) => !mask.isEmpty);
    const narrated = accused.isEmpty ? always : [...always, accused];
    return {
      heldBack: heldBack(event),
      actor: told,
      masks: (attribution) => (attribution === null || attribution.voice === "narrator" ? narrated : always),
    };
  };

  return { names, ids, places, released, publicNames, ofEvent, ofReports };
}

/** The protected group of a single private person is not told: only that there was a person. */
function protectedAway({ category }: EventActor): EventActor["category"] {
  return PROTECTED.has(category) ? "civilians" : category;
}

function isOfficial({ tier }: EventActor): boolean {
  return tier === "T0" || tier === "T1";
}

function claimedActors(event: EditionEvent): readonly EventActor[] {
  return event.claims.flatMap((claim) => (claim.field === "actor" ? [claim.value] : []));
}

function* actorsIn(edition: Edition): Generator<{ value: EventActor; of: EditionEvent }> {
  for (const event of edition.events) {
    for (const { value } of event.actors) yield { value, of: event };
    for (const value of claimedActors(event)) yield { value, of: event };
  }
}

/** Everything that names a speaker. */
function* voicesIn(event: EditionEvent): Generator<{ voice: string; report: string }> {
  for (const { report, attribution, ...claim } of event.claims) {
    const voices = [attribution.voice, ...(attribution.chain ?? []).map(({ voice }) => voice)];
    if (claim.field === "figure" && claim.value.said_by !== null) voices.push(claim.value.said_by);
    if (claim.field === "label") voices.push(claim.value.speaker);
    for (const voice of voices) if (voice !== "narrator" && voice !== "") yield { voice, report };
  }
}

/** Folded words of all places of an edition: they are no names of persons. */
function placeWords(edition: Edition): ReadonlySet<string> {
  const words = new Set<string>();
  const add = (text: string | null) => {
    if (text !== null) for (const { folded } of wordsOf(text)) words.add(folded);
  };
  for (const { places } of edition.events)
    for (const { value } of places) for (const text of [value.name, value.admin1, value.admin2]) add(text);
  return words;
}
