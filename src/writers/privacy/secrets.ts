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

export type Standing = "released" | "public" | "private";

export type Secrets = {
  /** Whole names of private persons: over every text. */
  readonly names: Mask;
  /** As `names`, and each word of them: over ids. */
  readonly ids: Mask;
  /** Of words that name a speaker: released by a reviewer, those of a body, an office or an actor told by name, or private. */
  voice(voice: string): Standing;
  ofEvent(event: EditionEvent): EventSecrets;
  ofReports(reports: readonly string[]): readonly Mask[];
};

export function secretsOf(edition: Edition, rules: PrivacyRules): Secrets {
  const keyOf = remembered(foldedKey);
  const released = new Set(rules.released.map(keyOf));
  const places = placeWords(edition);
  const isSmall = smallCells(edition, rules.smallCell);
  const verdicts = new Map<string, Verdict>();
  const verdict = (actor: EventActor): Verdict => {
    const key = `${actor.name}\n${actor.role}\n${actor.category}\n${actor.tier ?? ""}`;
    let known = verdicts.get(key);
    if (known === undefined) {
      known = verdictOn(actor, places, released);
      verdicts.set(key, known);
    }
    return known;
  };

  const publicNames = new Set<string>();
  for (const { value } of actorsIn(edition)) {
    if (value.role !== "victim" && verdict(value).kept) publicNames.add(keyOf(value.name));
  }

  const names = new Mask();
  const ids = new Mask();
  /** Single words of private names, and what else only the heads and events of one report must not say. */
  const byReport = new Map<string, Mask>();
  const maskOf = (report: string): Mask => {
    let known = byReport.get(report);
    if (known === undefined) {
      known = new Mask();
      byReport.set(report, known);
    }
    return known;
  };
  /** Of a private name: its runs of words, and the words that give it away alone. */
  const partsOf = remembered((name: string) => {
    const runs = capitalRuns(name, places);
    // "Peruvian student Ana Ruiz": where two words make the name, one alone beside it is none.
    const whole = runs.filter((run) => run.length > 1);
    const told = (whole.length > 0 ? whole : runs).map((run) => run.map((word) => word.folded));
    return {
      runs: told.filter((words) => words.length > 1),
      singles: told.flat().filter((word) => word.length >= 3 && !places.has(word)),
    };
  });
  const hidden = new Set<string>();
  const hide = (name: string, phrase: string, reports: readonly string[]): void => {
    const { runs, singles } = partsOf(name);
    for (const report of reports) for (const word of singles) maskOf(report).addSingle(word, phrase);
    if (hidden.has(name)) return;
    hidden.add(name);
    for (const mask of [names, ids]) {
      mask.add(name, phrase);
      for (const words of runs) mask.addWords(words, phrase);
    }
    for (const word of singles) if (word.length > 3) ids.addSingle(word, phrase);
  };
  for (const { value, of } of actorsIn(edition)) {
    const reports = of.mentions.map(({ report }) => report);
    const told = verdict(value);
    if (told.kept) continue;
    // A public person who is a victim is hidden here, not in all that the person does elsewhere.
    if (publicNames.has(keyOf(value.name)) || isOfficial(value)) {
      for (const report of reports) maskOf(report).add(value.name, told.phrase);
      continue;
    }
    hide(value.name, told.phrase, reports);
  }
  const voice = remembered((words: string): Standing => {
    const key = keyOf(words);
    if (released.has(key)) return "released";
    return publicNames.has(key) || isPublicVoice(words, places) ? "public" : "private";
  });
  for (const event of edition.events)
    for (const { words, report } of voicesIn(event))
      if (voice(words) === "private") hide(words, SPEAKER, [report]);

  const isStigma = remembered((name: string) => wordsOf(name).some((word) => STIGMA_WORDS.has(word.folded)));

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
    const labels = new Set(event.labels.map(({ value }) => keyOf(value.label)));
    for (const claim of event.claims) if (claim.field === "label") labels.add(keyOf(claim.value.label));
    const isLabel = (name: string) => labels.has(keyOf(name)) || isStigma(name);
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

  return { names, ids, voice, ofEvent, ofReports };
}

/** The protected group of a single private person is not told: only that there was a person. */
function protectedAway({ category }: EventActor): EventActor["category"] {
  return PROTECTED.has(category) ? "civilians" : category;
}

function isOfficial({ tier }: EventActor): boolean {
  return tier === "T0" || tier === "T1";
}

/** A function of a text that works each text out once. */
function remembered<T>(work: (text: string) => T): (text: string) => T {
  const known = new Map<string, T>();
  return (text) => {
    let found = known.get(text);
    if (found === undefined) {
      found = work(text);
      known.set(text, found);
    }
    return found;
  };
}

function claimedActors(event: EditionEvent): readonly EventActor[] {
  const actors: EventActor[] = [];
  for (const claim of event.claims) if (claim.field === "actor") actors.push(claim.value);
  return actors;
}

function* actorsIn(edition: Edition): Generator<{ value: EventActor; of: EditionEvent }> {
  for (const event of edition.events) {
    for (const { value } of event.actors) yield { value, of: event };
    for (const value of claimedActors(event)) yield { value, of: event };
  }
}

/** Everything that names a speaker. */
function* voicesIn(event: EditionEvent): Generator<{ words: string; report: string }> {
  for (const claim of event.claims) {
    const { report, attribution } = claim;
    const voices = [attribution.voice];
    for (const { voice } of attribution.chain ?? []) voices.push(voice);
    if (claim.field === "figure" && claim.value.said_by !== null) voices.push(claim.value.said_by);
    if (claim.field === "label") voices.push(claim.value.speaker);
    for (const words of voices) if (words !== "narrator" && words !== "") yield { words, report };
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
