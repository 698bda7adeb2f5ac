/** Whether the words at a trigger tell of one event or of many. */
import type { Actuality, EventDate, Scope } from "../../../model/coding.js";
import type { ReasonCode } from "../../../model/why-codes.js";
import { isA } from "../lexicon/lexicon-words.js";
import { PROPN, type View } from "../reading/view.js";
import type { Trigger } from "../triggers/triggers.js";
import { because } from "../why/because.js";
import { objectHeads } from "./told-anew.js";

/** So many acts under one count are told as a sum, not as one act. */
const MANY = 5;

function counted(view: View, trigger: Trigger): boolean {
  const quantity = view.quantityOf(trigger.head);
  return quantity !== null && (quantity.low ?? quantity.high ?? 0) >= MANY;
}

/** "months of roadblocks and strikes" */
export function ofPeriod(view: View, head: number): boolean {
  const { tokens } = view;
  let i = head;
  while (view.is(i, "conj") && view.noun(tokens.Head[i]!)) i = tokens.Head[i]!;
  const up = tokens.Head[i]!;
  return (
    up >= 0 && view.is(i, "nmod") && tokens.Norm[up + 1] === "of" && view.cues.periods!.has(tokens.Lemma[up]!)
  );
}

/** Whether the words tell of one event, a sum, a series at one place, a campaign or a habit (domain: scope). */
export function scopeOf(view: View, trigger: Trigger, date: EventDate | null, actual: Actuality): Scope {
  const by = (code: ReasonCode, value: Scope) => because(view, trigger, code, value);
  if (actual === "generic") return by("scope.generic", "habitual");
  if (trigger.case.scope) return by("scope.rule", trigger.case.scope as Scope);
  if (trigger.type === "PRO.WAVE") return by("scope.wave", "campaign");
  const { tokens, cues } = view;
  const plural = view.noun(trigger.head) && tokens.Feats[trigger.head]!.includes("Number=Plur");
  if (trigger.type === "PRO.MIXED") return by("scope.mixed", "aggregate");
  const overDays = ofPeriod(view, trigger.head) && (plural || trigger.type === "PRO.RIOT");
  if (overDays || (plural && counted(view, trigger))) return by("scope.sum", "aggregate");
  if (date && (date.precision === "O" || date.precision === "I")) {
    if (LASTING.has(trigger.type)) return by("scope.series", "site_day_series");
    if (isConflict(view, trigger, trigger.type)) return by("scope.fighting", "campaign");
    if (!SINGLE.test(trigger.type) && (plural || /^(?:VIO|REP)/.test(trigger.type)))
      return by("scope.open_sum", "aggregate");
    return by("scope.one", "event");
  }
  // "marched from Monday to Wednesday"
  if (/-range|\.\./.test(date?.rule ?? "") && date?.start !== date?.end && trigger.type.startsWith("PRO"))
    return by("scope.series", "site_day_series");
  if (!STOPPAGE.test(trigger.type) && manyPlaces(view, trigger.head))
    return by("scope.many_places", "aggregate");
  if (plural && view.children(trigger.head).some((k) => cues.aggregate!.has(tokens.Lemma[k]!)))
    return by("scope.many", "aggregate");
  return by("scope.one", "event");
}

/** A stoppage in many places is one. */
const STOPPAGE = /^PRO\.(?:STRIKE|GENSTRIKE|HUNGER)$/;

/** One act, however long it holds, and whether or not its noun is a plural: "elections", "a state of emergency". */
const SINGLE = /^(?:GOV\.ELECTION|REP\.EMERGENCY)$/;

/** Acts of which each has its own victim. */
const ACTS = /^(VIO\.(?!CLASH)|REP\.(?!DISPERSE|FORCE|RESTRICT|EMERGENCY)|LAW)/;

/** The scope of an event whose tellings are settled: "clashes have spread" are many fights, "killings" many killings. */
export function widened(view: View, told: Told, date: EventDate, actual: Actuality): Scope {
  const { lead, type, scope } = told;
  if (scope !== "event") return scope;
  const { tokens, cues } = view;
  const { trigger } = lead;
  const by = (code: ReasonCode, value: Scope) => because(view, trigger, code, value);
  const lasts =
    actual === "ongoing" ? OPEN.has(date.precision) : actual === "historical" && date.precision === "I";
  if (actual === "ongoing" && GOES_ON.test(type)) return by("scope.series", "site_day_series");
  if (actual === "ongoing" && type === "PRO.OCCUPY" && openEnded(view, trigger))
    return by("scope.series", "site_day_series");
  if (severalSites(view, trigger, type)) return by("scope.many_places", "aggregate");
  if (severalPersons(view, trigger, type, date)) return by("scope.many", "aggregate");
  if (type === "VIO.ARMED" && lasts) return by("scope.fighting", "campaign");
  const plural = view.noun(trigger.head) && tokens.Feats[trigger.head]!.includes("Number=Plur");
  const lemma = tokens.Lemma[trigger.head]!;
  const acts = plural && ACTS.test(type) && cues.singleActs!.has(lemma);
  // "threats and intimidation", "the persecution of opponents": what is told as a sort of acts, without a day.
  const sort =
    view.noun(trigger.head) &&
    cues.sortsOfActs!.has(lemma) &&
    !view.children(trigger.head).some((k) => INDEFINITE.has(tokens.Norm[k]!));
  if (sort && ACTS.test(type) && !DAYS.has(date.precision)) return by("scope.acts", "aggregate");
  if (acts && !asOne(view, trigger.head) && !namedOnce(view, trigger, date))
    return by("scope.acts", "aggregate");
  if (isConflict(view, trigger, type) && !DAYS.has(date.precision)) return by("scope.fighting", "campaign");
  if (overTime(view, trigger, type, date)) return by("scope.open_sum", "aggregate");
  if (CAME_ABOUT.has(actual) && overLand(view, told))
    return FIGHTING.test(type) && !DAYS.has(date.precision)
      ? by("scope.fighting", "campaign")
      : by("scope.many_places", "aggregate");
  return scope;
}

const INDEFINITE = new Set(["a", "an", "one"]);
const DAYS = new Set(["D", "R", "W"]);

/** Violence that goes on among or against many. */
const MUCH = /^(?:VIO\.|PRO\.RIOT|REP\.FORCE)/;

/** "communal violence", "the recent riots", "a growing insurgency": told as a whole that lasted, without a day. */
function isConflict({ tokens, cues, noun }: View, { head }: Trigger, type: string): boolean {
  return MUCH.test(type) && noun(head) && cues.conflicts!.has(tokens.Lemma[head]!);
}

/** "the Lyon attacks", "attacks on Friday": what is known by its place or its day, and not counted, is told as one. */
function namedOnce(view: View, { head, first }: Trigger, date: EventDate): boolean {
  const { tokens, analysis, cues } = view;
  const counted = view
    .children(head)
    .some(
      (k) => view.is(k, "nummod") || cues.aggregate!.has(tokens.Lemma[k]!) || PARTED.has(tokens.Norm[k]!),
    );
  if (counted) return false;
  if (date.precision === "D" && date.quote !== null) return true;
  const at = tokens.Start[first]!;
  return analysis.places.some(
    ({ end, precision }) => end < at && end >= at - 2 && (precision === "G1" || precision === "G0"),
  );
}

const PARTED = new Set(["other", "separate", "further", "several", "similar", "different"]);

const CAME_ABOUT = new Set<Actuality>(["happened", "ongoing", "historical"]);
/** What goes on over a land where no day is told of it. */
const FIGHTING = /^(?:VIO\.(?:CLASH|ARMED)|REP\.FORCE)$/;
/** Acts of which many are done in many places of a land. */
const IN_MANY_PLACES =
  /^(?:PRO\.(?:DEMO|RIOT|BLOCK|OCCUPY|VIGIL)|VIO\.|REP\.(?:FORCE|DISPERSE|ARREST|LETHAL|BEAT))/;

/** "protests in Bolivia", "attacks across the Sahel", "Iraqis took to the streets": told in the plural of a whole province or land. */
function overLand(view: View, { lead, type, places = [] }: Told): boolean {
  const { trigger } = lead;
  const { tokens } = view;
  const sites = places.filter(({ role }) => role === "site" || role === "extent");
  if (
    !IN_MANY_PLACES.test(type) ||
    sites.length === 0 ||
    !sites.every(({ precision }) => WIDE.has(precision))
  )
    return false;
  if (view.noun(trigger.head))
    return tokens.Feats[trigger.head]!.includes("Number=Plur") && !asOne(view, trigger.head);
  return type === "PRO.DEMO" && view.agents(trigger.head).some((i) => nationals(view, i));
}

/** "Iraqis", "Kenyans": the people of a land, not counted. */
function nationals(view: View, i: number): boolean {
  const { tokens } = view;
  return (
    tokens.Upos[i] === PROPN &&
    tokens.Norm[i]!.endsWith("s") &&
    view.quantityOf(i) === null &&
    view.child(i, "det", "amod", "compound") < 0 &&
    tokens.Feats[i]!.includes("Number=Plur")
  );
}

/** Taking, holding and killing people one by one. */
const ONE_BY_ONE = /^(?:LAW\.DETAIN|REP\.(?:ARREST|LETHAL)|VIO\.(?:KILL|ABDUCT))$/;
/** So many people are not taken or killed at once, where no day is told. */
const TOO_MANY = 10;

/** "Hundreds have been detained", "3,000 people are in jail": told as what has come together, without a day. */
function overTime(view: View, trigger: Trigger, type: string, date: EventDate): boolean {
  if (!ONE_BY_ONE.test(type) || DAYS.has(date.precision) || !view.verb(trigger.head)) return false;
  const { head } = trigger;
  return [...view.patients(head), ...(view.passive(head) ? [] : view.children(head))].some(
    (i) => (view.quantityOf(i)?.low ?? 0) >= TOO_MANY,
  );
}

/** What goes on day after day at one place. */
const GOES_ON = /^(?:PRO\.(?:STRIKE|HUNGER)|REP\.EMERGENCY)$/;

/** "an open-ended sit-in", "has occupied the hall for two weeks", "continued their sit-in" */
function openEnded(view: View, { head, sentence }: Trigger): boolean {
  const { tokens, analysis, cues } = view;
  const up = tokens.Head[head]!;
  if (
    up >= 0 &&
    view.is(head, "obj") &&
    (cues.ongoing!.has(tokens.Lemma[up]!) || cues.phasal!.has(tokens.Lemma[up]!))
  )
    return true;
  if (view.children(head).some((k) => cues.openEnded!.has(tokens.Norm[k]!))) return true;
  const [start, end] = [analysis.sentences.Start[sentence]!, analysis.sentences.End[sentence]!];
  return analysis.times.some(
    (t) => t.type === "DURATION" && (t.days ?? 0) >= 2 && t.start >= start && t.end <= end,
  );
}

/** Acts done to premises and roads. */
const TO_SITES = /^(?:PRO\.(?:BLOCK|OCCUPY)|VIO\.ARSON|REP\.(?:CENSOR|RESTRICT))$/;
/** So many sites are told of as a sum. */
const SITES = 3;

/** "blocked 14 roads", "more than a hundred schools are occupied", "858 charities were outlawed" */
function severalSites(view: View, trigger: Trigger, type: string): boolean {
  if (!TO_SITES.test(type)) return false;
  const { head } = trigger;
  // "14 schools remain occupied"
  const subject = view.is(head, "xcomp") ? view.child(view.tokens.Head[head]!, "nsubj") : -1;
  return [...objectHeads(view, trigger), subject].some((i) => {
    if (i < 0) return false;
    const low = view.quantityOf(i)?.low ?? 0;
    const lemma = view.tokens.Lemma[i]!;
    // "torched homes", "two other buildings were set on fire": each burns by itself.
    const burnt = type === "VIO.ARSON" && view.verb(head) && view.tokens.Feats[i]!.includes("Number=Plur");
    if (burnt && view.noun(i) && view.cues.burntDown!.has(lemma)) return true;
    const site = isA(view.lexicon, "premises", lemma) || isA(view.lexicon, "passage", lemma);
    return low >= SITES && (site || type.startsWith("REP"));
  });
}

/** "the vice-president and other ministers stepped down", "eleven opponents were convicted this year" */
function severalPersons(view: View, { head }: Trigger, type: string, date: EventDate): boolean {
  if (!view.verb(head)) return false;
  const leave = type === "GOV.RESIGN" || type === "GOV.DISMISS";
  if (!leave && !(type.startsWith("LAW") && LONG.has(date.precision))) return false;
  const { tokens } = view;
  const who = view.passive(head) || !leave ? view.patients(head) : view.agents(head);
  return who.some(
    (i) =>
      (view.quantityOf(i)?.low ?? 0) >= SITES ||
      (leave &&
        tokens.Feats[i]!.includes("Number=Plur") &&
        view.children(i).some((k) => tokens.Norm[k] === "other")),
  );
}

const LONG = new Set(["M", "Y", "I", "O"]);
const OPEN = new Set(["O", "U"]);
type Told = {
  readonly lead: { readonly trigger: Trigger };
  readonly type: string;
  readonly scope: Scope;
  readonly places?: readonly { readonly role: string; readonly precision: string }[];
};

/** "twin bombings", "both attacks": told as one. */
function asOne(view: View, head: number): boolean {
  return view.children(head).some((k) => TOGETHER.has(view.tokens.Norm[k]!));
}

const TOGETHER = new Set(["twin", "both", "dual", "double", "simultaneous", "coordinated"]);

/** Protests that go on at one place. */
const LASTING = new Set(["PRO.STRIKE", "PRO.OCCUPY", "PRO.BLOCK", "PRO.HUNGER"]);

/** "in 20 cities", "across the country": beside the act, or beside the verb that carries it. */
function manyPlaces(view: View, head: number): boolean {
  const { tokens, cues } = view;
  const up = tokens.Head[head]!;
  const carried =
    view.noun(head) && up >= 0 && view.verb(up) && (view.is(head, "nsubj") || view.is(head, "obj"));
  const around = [...view.children(head), ...(carried ? view.children(up) : [])];
  // "took to the streets of a dozen cities"
  const streets = around.filter((k) => tokens.Lemma[k] === "street").flatMap((k) => view.children(k));
  const beside = [...around, ...streets];
  const many = tokens.Feats[head]!.includes("Number=Plur");
  return beside.some((k) => {
    if (!view.is(k, "obl") && !view.is(k, "nmod")) return false;
    const preposition = view.preposition(k);
    const across = preposition === "across" || preposition === "throughout";
    if (!cues.countedPlaces!.has(tokens.Lemma[k]!)) return across && many && wide(view, k);
    if (across) return true;
    if (preposition !== "in" && preposition !== "at" && !(preposition === "of" && streets.includes(k)))
      return false;
    // "in other parts of the capital" is beside what was told before.
    const several = view
      .children(k)
      .some((c) => cues.aggregate!.has(tokens.Lemma[c]!) && tokens.Norm[c] !== "other");
    return several || (view.quantityOf(k)?.low ?? 0) > 1;
  });
}

const WIDE = new Set(["G4", "G5", "G6", "G7"]);

/** The name of a province, a country or more. */
function wide({ tokens, analysis }: View, i: number): boolean {
  const [start, end] = [tokens.Start[i]!, tokens.End[i]!];
  return analysis.places.some((p) => p.start <= start && end <= p.end && WIDE.has(p.precision));
}

const WITHIN = 25;

/** "several exercises, including a drill …": first token of the plural trigger of the same family that this one is a part of. */
export function wholeOf(view: View, trigger: Trigger, inSentence: readonly Trigger[]): number | null {
  const { tokens } = view;
  if (!view.noun(trigger.head)) return null;
  for (
    let i = trigger.first - 1;
    i > trigger.first - WITHIN && tokens.Sentence[i] === trigger.sentence;
    i--
  ) {
    if (!view.cues.including!.has(tokens.Norm[i]!)) {
      if (tokens.Norm[i] === ";") return null;
      continue;
    }
    for (const whole of inSentence) {
      const near = whole.last <= i && whole.last > i - WITHIN / 2;
      const many = view.noun(whole.head) && tokens.Feats[whole.head]!.includes("Number=Plur");
      if (near && many && whole.type.slice(0, 3) === trigger.type.slice(0, 3)) return whole.first;
    }
    return null;
  }
  return null;
}
