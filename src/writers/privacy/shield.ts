/** Applies the privacy rules to an edition, once, before any writer sees it. Pure: the same edition and rules give the same. */
import type {
  Attribution,
  ContestedLabel,
  Demand,
  EventActor,
  EventDate,
  EventPlace,
  Figure,
  MeansUsed,
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
import type { Story } from "../../model/story.js";
import { type Mask, maskedAddress, maskedId } from "./mask.js";
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
    links: edition.links.map((link) =>
      kept(link, { ...link, from: id(link.from), to: id(link.to), by: keptAll(link.by, id) }),
    ),
    reports: edition.reports.map((report) => reportOf(report, secrets)),
    stories: storiesOf(edition, id),
    redirects: edition.redirects.map((one) =>
      kept(one, { ...one, from: id(one.from), to: keptAll(one.to, id) }),
    ),
  } as Edition as ShieldedEdition;
}

/**
 * Stories of the reports that tell an event: in the title and address of others nobody looked for names. Without what their
 * reports say of numbers, whose words may name private persons.
 */
function storiesOf({ events, stories }: Edition, id: (text: string) => string): Story[] {
  const told = new Set(events.flatMap(({ mentions }) => mentions.map(({ report }) => report)));
  return stories.flatMap((story) => {
    const reports = story.reports.filter((report) => told.has(report));
    if (reports.length < 2) return [];
    const ties = story.ties.filter(({ reports: [a, b] }) => told.has(a) && told.has(b));
    return {
      id: story.id,
      reports: reports.map(id),
      ties: ties.map(({ reports: [a, b], reasons }) => ({ reports: [id(a), id(b)], reasons })),
      events: story.events.map(id),
      figures: [],
      claims: [],
    };
  });
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

/** What it was, where nothing in it was changed: most of an edition is shared with the one that it was made from. */
function kept<T extends object>(before: T, after: T): T {
  // A field that is left out of the one counts as changed.
  for (const key in before) if (after[key] !== before[key]) return after;
  return before;
}

function keptAll<List extends readonly unknown[]>(
  before: List,
  to: (one: List[number]) => List[number],
): List {
  let isSame = true;
  const after = before.map((one) => {
    const told = to(one);
    if (told !== one) isSame = false;
    return told;
  });
  return isSame ? before : (after as unknown as List);
}

/** One event: what may be said of it. */
class EventShield {
  readonly #own: EventSecrets;
  readonly #reportOf: ReadonlyMap<string, string>;
  /** What was masked already: the same ids and words stand in a claim, in its value and in what was settled from it. */
  readonly #ids = new Map<string, string>();
  readonly #told = new Map<readonly Mask[], Map<string, string>>();

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
      mentions: keptAll(source.mentions, (mention) => {
        const { id, report, span } = mention;
        return kept(mention, { id: this.#id(id), report: this.#id(report), span: this.#span(span, report) });
      }),
      type: this.#settled(source.type, (value) => value),
      actuality: this.#settled(source.actuality, (value) => value),
      scope: this.#settled(source.scope, (value) => value),
      date: this.#settled(source.date, (value, report) => this.#date(value, report)),
      places: this.#places(),
      actors: keptAll(source.actors, (one) =>
        this.#settled(one, (value, report) => this.#actor(value, report, this.#own.actor(value, null))),
      ),
      figures: keptAll(source.figures, (figure) => this.#settledFigure(figure)),
      demands: keptAll(source.demands, (one) =>
        this.#settled(one, (value, report) => this.#demand(value, report)),
      ),
      means: keptAll(source.means, (one) =>
        this.#settled(one, (value, report) => this.#means(value, report)),
      ),
      labels: keptAll(source.labels, (one) =>
        this.#settled(one, (value, report) => this.#label(value, report)),
      ),
      origins: source.origins,
      confidence: source.confidence,
      verification: source.verification,
      claims: keptAll(source.claims, (claim) => this.#claim(claim)),
    };
  }

  #claim(claim: Claim): Claim {
    const { report } = claim;
    return kept(claim, {
      ...claim,
      id: this.#id(claim.id),
      coding: this.#id(claim.coding),
      report: this.#id(report),
      mention: this.#id(claim.mention),
      value: this.#value(claim),
      quotes: keptAll(claim.quotes, (span) => this.#span(span, report, claim.attribution)),
      attribution: this.#attribution(claim.attribution, report),
    } as Claim);
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
        return this.#means(claim.value, report);
    }
  }

  /** Plans are told by the places that are no finer than a town; where there is none, by what lies around. */
  #places(): EditionEvent["places"] {
    const { places } = this.source;
    const towns = places.filter(({ value }) => !isFinerThanTown(value));
    const told = this.#own.heldBack && towns.length > 0 ? towns : places;
    return keptAll(told, (one) => this.#settled(one, (value, report) => this.#place(value, report)));
  }

  #place(place: EventPlace, report: string): EventPlace {
    const { name, admin1, admin2, ...rest } = this.#own.heldBack ? coarse(place) : place;
    const words = (text: string | null) => (text === null ? null : this.secrets.names.text(text));
    return kept(place, {
      ...rest,
      name: this.secrets.names.text(name),
      admin1: words(admin1),
      admin2: words(admin2),
      quote: this.#span(place.quote, report),
    });
  }

  #means(means: MeansUsed, report: string): MeansUsed {
    return kept(means, { ...means, quote: this.#span(means.quote, report) });
  }

  #date(date: EventDate, report: string): EventDate {
    const told = this.#own.heldBack ? dayOnly(date) : date;
    return kept(date, { ...told, quote: date.quote === null ? null : this.#span(date.quote, report) });
  }

  #actor(
    actor: EventActor,
    report: string,
    told: Pick<EventActor, "name" | "category">,
    attribution?: Attribution,
  ): EventActor {
    const name = told.name === actor.name ? this.#words(actor.name, attribution) : told.name;
    return kept(actor, { ...actor, ...told, name, quote: this.#span(actor.quote, report, attribution) });
  }

  #figure(figure: Figure, report: string): Figure {
    const { group, said_by } = figure;
    return kept(figure, {
      ...figure,
      group: group === null ? null : this.#words(group),
      said_by: said_by === null ? null : this.#voice(said_by),
      hedge: figure.hedge === null ? null : this.#words(figure.hedge),
      quote: this.#span(figure.quote, report),
    });
  }

  /** Who asks and of whom are spans too, and as easily persons. */
  #demand(demand: Demand, report: string): Demand {
    const { issue, quote, claimant, addressee } = demand;
    return kept(demand, {
      issue: this.#words(issue),
      quote: this.#span(quote, report),
      ...(claimant === undefined ? {} : { claimant: this.#span(claimant, report) }),
      ...(addressee === undefined ? {} : { addressee: this.#span(addressee, report) }),
    });
  }

  #settledFigure(figure: SettledFigure): SettledFigure {
    return kept(figure, {
      ...figure,
      group: figure.group === null ? null : this.#words(figure.group),
      inputs: keptAll(figure.inputs, (id) => this.#id(id)),
      excluded: keptAll(figure.excluded, (one) =>
        kept(one, { claim: this.#id(one.claim), reason: this.#words(one.reason) }),
      ),
      tieBreak: figure.tieBreak === null ? null : this.#words(figure.tieBreak),
    });
  }

  #label(label: ContestedLabel, report: string): ContestedLabel {
    return kept(label, {
      label: this.#words(label.label),
      speaker: this.#voice(label.speaker),
      quote: this.#span(label.quote, report),
    });
  }

  #attribution(attribution: Attribution, report: string): Attribution {
    const { voice, quote, chain } = attribution;
    const span = (one: Span | null) => (one === null ? null : this.#span(one, report));
    const told = { ...attribution, voice: this.#voice(voice), quote: span(quote) };
    if (chain === undefined) return kept(attribution, told);
    const links = keptAll(chain, (one) =>
      kept(one, { voice: this.#voice(one.voice), quote: span(one.quote) }),
    );
    return kept(attribution, { ...told, chain: links });
  }

  /** Words that name a speaker: those of bodies and offices, of released names, and words that describe. */
  #voice(voice: string): string {
    if (voice === "narrator") return voice;
    const standing = this.secrets.voice(voice);
    return standing === "released" ? voice : standing === "public" ? this.#words(voice) : SPEAKER;
  }

  #settled<Value>(one: Settled<Value>, told: (value: Value, report: string) => Value): Settled<Value> {
    const report = this.#reportOf.get(one.for[0]) ?? this.source.mentions[0]?.report ?? "";
    const id = (text: string) => this.#id(text);
    return kept(one, {
      value: told(one.value, report),
      for: keptAll(one.for, id),
      against: keptAll(one.against, id),
      rule: this.#words(one.rule),
    });
  }

  /** Offsets stay: whoever has the report can look. Nothing is quoted of a plan whose detail is held back. */
  #span(span: Span, report: string, attribution?: Attribution): Span {
    const { start, end } = span;
    if (this.#own.heldBack) return kept(span, { start, end, quote: "" });
    const quote = this.allowance.quote(report, span);
    return kept(span, { start, end, quote: quote === "" ? "" : this.#words(quote, attribution) });
  }

  #words(text: string, attribution?: Attribution): string {
    const masks = this.#own.masks(attribution ?? null);
    let known = this.#told.get(masks);
    if (known === undefined) {
      known = new Map();
      this.#told.set(masks, known);
    }
    let told = known.get(text);
    if (told === undefined) {
      told = masked(text, masks);
      known.set(text, told);
    }
    return told;
  }

  #id(id: string): string {
    let told = this.#ids.get(id);
    if (told === undefined) {
      told = maskedId(id, this.secrets.ids);
      this.#ids.set(id, told);
    }
    return told;
  }
}
