/** Applies the privacy rules to an edition, once, before any writer sees it. Pure: the same edition and rules give the same. */
import type {
  Attribution,
  ContestedLabel,
  Demand,
  EventActor,
  EventDate,
  EventPlace,
  Figure,
} from "../../model/coding.js";
import type {
  Claim,
  Edition,
  EditionEvent,
  EditionReport,
  Settled,
  SettledFigure,
} from "../../model/edition.js";
import type { Span } from "../../model/span.js";
import { type Mask, maskedAddress, maskedId } from "./mask.js";
import { foldedKey, isPublicVoice } from "./names.js";
import { coarse, dayOnly, isFinerThanTown } from "./planned.js";
import { Allowance } from "./quotes.js";
import { SPEAKER } from "./roles.js";
import type { PrivacyRules } from "./rules.js";
import { type EventSecrets, type Secrets, secretsOf } from "./secrets.js";

declare const SHIELDED: unique symbol;
/** An edition as it may leave the machine. Only `shield` makes one, and writers take nothing else. */
export type ShieldedEdition = Edition & { readonly [SHIELDED]: true };

export type Shielded = {
  readonly edition: ShieldedEdition;
  /** Whether words tell a name that was taken out, or a part of one. */
  hides(words: string): boolean;
  /** Ids of reports whose name told one, to what they are called now; other ids are as they were. */
  readonly renamed: ReadonlyMap<string, string>;
};

/** The edition with private names, long quotes, small groups and the detail of plans taken out. */
export function shield(source: Edition, rules: PrivacyRules): Shielded {
  const secrets = secretsOf(source, rules);
  const edition = shielded(source, rules, secrets);
  const renamed = new Map(
    source.reports
      .map(({ id }, i) => [id, edition.reports[i]!.id] as const)
      .filter(([from, to]) => from !== to),
  );
  return { edition, renamed, hides: (words) => secrets.ids.isIn(words) };
}

function shielded(edition: Edition, rules: PrivacyRules, secrets: Secrets): ShieldedEdition {
  const allowance = new Allowance(edition, rules);
  const id = (text: string) => maskedId(text, secrets.ids);
  return {
    ...edition,
    events: edition.events.map((event) => new EventShield(event, secrets, allowance).event()),
    links: edition.links.map((link) => ({
      ...link,
      from: id(link.from),
      to: id(link.to),
      by: mapped(link.by, id),
    })),
    reports: edition.reports.map((report) => reportOf(report, secrets)),
    redirects: edition.redirects.map((one) => ({ ...one, from: id(one.from), to: one.to.map(id) })),
  } as Edition as ShieldedEdition;
}

function reportOf(report: EditionReport, secrets: Secrets): EditionReport {
  const masks = secrets.ofReports([report.id]);
  const id = (text: string) => maskedId(text, secrets.ids);
  return {
    ...report,
    id: id(report.id),
    origin: id(report.origin),
    title: report.title === null ? null : masked(report.title, masks),
    outlet: report.outlet === null ? null : masked(report.outlet, masks),
    url: masks.reduce<string | null>(
      (url, mask) => (url === null ? null : maskedAddress(url, mask)),
      report.url,
    ),
  };
}

function masked(text: string, masks: readonly Mask[]): string {
  return masks.reduce((words, mask) => mask.text(words), text);
}

function mapped<T, U>([first, ...rest]: readonly [T, ...T[]], to: (one: T) => U): [U, ...U[]] {
  return [to(first), ...rest.map(to)];
}

/** One event: what may be said of it. */
class EventShield {
  readonly #own: EventSecrets;
  readonly #reportOf: ReadonlyMap<string, string>;

  constructor(
    private readonly source: EditionEvent,
    private readonly secrets: Secrets,
    private readonly allowance: Allowance,
  ) {
    this.#own = secrets.ofEvent(source);
    this.#reportOf = new Map(source.claims.map((claim) => [claim.id, claim.report]));
  }

  event(): EditionEvent {
    const { source } = this;
    return {
      id: this.#id(source.id),
      mentions: source.mentions.map(({ id, report, span }) => ({
        id: this.#id(id),
        report: this.#id(report),
        span: this.#span(span, report),
      })),
      type: this.#settled(source.type, (value) => value),
      actuality: this.#settled(source.actuality, (value) => value),
      scope: this.#settled(source.scope, (value) => value),
      date: this.#settled(source.date, (value, report) => this.#date(value, report)),
      places: this.#places(),
      actors: source.actors.map((one) =>
        this.#settled(one, (value, report) => this.#actor(value, report, this.#own.actor(value, null))),
      ),
      figures: source.figures.map((figure) => this.#settledFigure(figure)),
      demands: source.demands.map((one) =>
        this.#settled(one, (value, report) => this.#demand(value, report)),
      ),
      means: source.means.map((one) =>
        this.#settled(one, (value, report) => ({ ...value, quote: this.#span(value.quote, report) })),
      ),
      labels: source.labels.map((one) => this.#settled(one, (value, report) => this.#label(value, report))),
      origins: source.origins,
      confidence: source.confidence,
      verification: source.verification,
      claims: source.claims.map((claim) => this.#claim(claim)),
    };
  }

  #claim(claim: Claim): Claim {
    const { report } = claim;
    return {
      ...claim,
      id: this.#id(claim.id),
      coding: this.#id(claim.coding),
      report: this.#id(report),
      mention: this.#id(claim.mention),
      value: this.#value(claim),
      quotes: mapped(claim.quotes, (span) => this.#span(span, report, claim.attribution)),
      attribution: this.#attribution(claim.attribution, report),
    } as Claim;
  }

  #value(claim: Claim): Claim["value"] {
    const { report, attribution } = claim;
    switch (claim.field) {
      case "exists":
      case "type":
      case "actuality":
      case "scope":
        return claim.value;
      case "date":
        return this.#date(claim.value, report);
      case "place":
        return this.#place(claim.value, report);
      case "actor":
        return this.#actor(claim.value, report, this.#own.actor(claim.value, attribution), attribution);
      case "figure":
        return this.#figure(claim.value, report);
      case "label":
        return this.#label(claim.value, report);
      case "demand":
        return this.#demand(claim.value, report);
      case "means":
        return { ...claim.value, quote: this.#span(claim.value.quote, report) };
    }
  }

  /** Plans are told by the places that are no finer than a town; where there is none, by what lies around. */
  #places(): EditionEvent["places"] {
    const { places } = this.source;
    const towns = places.filter(({ value }) => !isFinerThanTown(value));
    const told = this.#own.heldBack && towns.length > 0 ? towns : places;
    return told.map((one) => this.#settled(one, (value, report) => this.#place(value, report)));
  }

  #place(place: EventPlace, report: string): EventPlace {
    const { name, admin1, admin2, ...rest } = this.#own.heldBack ? coarse(place) : place;
    const words = (text: string | null) => (text === null ? null : this.secrets.names.text(text));
    return {
      ...rest,
      name: this.secrets.names.text(name),
      admin1: words(admin1),
      admin2: words(admin2),
      quote: this.#span(place.quote, report),
    };
  }

  #date(date: EventDate, report: string): EventDate {
    const told = this.#own.heldBack ? dayOnly(date) : date;
    return { ...told, quote: date.quote === null ? null : this.#span(date.quote, report) };
  }

  #actor(
    actor: EventActor,
    report: string,
    told: Pick<EventActor, "name" | "category">,
    attribution?: Attribution,
  ): EventActor {
    const name = told.name === actor.name ? this.#words(actor.name, attribution) : told.name;
    return { ...actor, ...told, name, quote: this.#span(actor.quote, report, attribution) };
  }

  #figure(figure: Figure, report: string): Figure {
    const { group, said_by } = figure;
    return {
      ...figure,
      group: group === null ? null : this.#words(group),
      said_by: said_by === null ? null : this.#voice(said_by),
      hedge: figure.hedge === null ? null : this.#words(figure.hedge),
      quote: this.#span(figure.quote, report),
    };
  }

  /** Who asks and of whom are spans too, and as easily persons. */
  #demand({ issue, quote, claimant, addressee }: Demand, report: string): Demand {
    return {
      issue: this.#words(issue),
      quote: this.#span(quote, report),
      ...(claimant === undefined ? {} : { claimant: this.#span(claimant, report) }),
      ...(addressee === undefined ? {} : { addressee: this.#span(addressee, report) }),
    };
  }

  #settledFigure(figure: SettledFigure): SettledFigure {
    return {
      ...figure,
      group: figure.group === null ? null : this.#words(figure.group),
      inputs: mapped(figure.inputs, (id) => this.#id(id)),
      excluded: figure.excluded.map(({ claim, reason }) => ({
        claim: this.#id(claim),
        reason: this.#words(reason),
      })),
      tieBreak: figure.tieBreak === null ? null : this.#words(figure.tieBreak),
    };
  }

  #label(label: ContestedLabel, report: string): ContestedLabel {
    return {
      label: this.#words(label.label),
      speaker: this.#voice(label.speaker),
      quote: this.#span(label.quote, report),
    };
  }

  #attribution(attribution: Attribution, report: string): Attribution {
    const { voice, quote, chain } = attribution;
    const span = (one: Span | null) => (one === null ? null : this.#span(one, report));
    return {
      ...attribution,
      voice: this.#voice(voice),
      quote: span(quote),
      ...(chain === undefined
        ? {}
        : { chain: chain.map((one) => ({ voice: this.#voice(one.voice), quote: span(one.quote) })) }),
    };
  }

  /** Words that name a speaker: those of bodies and offices, of released names, and words that describe. */
  #voice(voice: string): string {
    if (voice === "narrator" || this.secrets.released.has(foldedKey(voice))) return voice;
    if (this.secrets.publicNames.has(foldedKey(voice)) || isPublicVoice(voice, this.secrets.places))
      return this.#words(voice);
    return SPEAKER;
  }

  #settled<Value, Told>(one: Settled<Value>, told: (value: Value, report: string) => Told): Settled<Told> {
    const report = this.#reportOf.get(one.for[0]) ?? this.source.mentions[0]?.report ?? "";
    const id = (text: string) => this.#id(text);
    return {
      value: told(one.value, report),
      for: mapped(one.for, id),
      against: one.against.map(id),
      rule: this.#words(one.rule),
    };
  }

  /** Offsets stay: whoever has the report can look. Nothing is quoted of a plan whose detail is held back. */
  #span(span: Span, report: string, attribution?: Attribution): Span {
    const { start, end } = span;
    if (this.#own.heldBack) return { start, end, quote: "" };
    const quote = this.allowance.quote(report, span);
    return { start, end, quote: quote === "" ? "" : this.#words(quote, attribution) };
  }

  #words(text: string, attribution?: Attribution): string {
    return masked(text, this.#own.masks(attribution ?? null));
  }

  #id(id: string): string {
    return maskedId(id, this.secrets.ids);
  }
}
