/** Classifies a noun phrase as an actor: by its head noun, its modifiers, its titles and appositions, and the words of its name. */
import type { ActorCategory } from "../../../model/coding.js";
import { type NameType, type Tokens, UPOS } from "../../../text/analysis.js";
import { anyIn, firstIn, keysOf, type Lexicon, pick, singular } from "./lexicon-words.js";
import { before, type Children, linked, linkOf } from "./noun-modifiers.js";

export { isA, type Lexicon, loadLexicon, type ThingKind } from "./lexicon-words.js";

/** What kind of actor a noun phrase names. */
export type NounClass = {
  readonly category: ActorCategory;
  /** Forces and government: state_security, military, government. Courts and parliaments are not. */
  readonly state: boolean;
  /** Rebels, militias and others who bear arms without the state. */
  readonly armedNonState: boolean;
  /** The noun says that these people take part in a protest. */
  readonly protester: boolean;
  /** A human, a group of humans or an organisation. */
  readonly person: boolean;
  /** Crowd, group, party, union, government and the like. */
  readonly collective: boolean;
};

type Found = { category: ActorCategory; protester: boolean; collective: boolean; armed: boolean };
type Scene = { readonly lexicon: Lexicon; readonly tokens: Tokens; readonly children: Children };

const [NOUN, PROPN, ADJ, NUM, DET, PRON, X] = (
  ["NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON", "X"] as const
).map((tag) => UPOS.indexOf(tag));
const NOMINAL = new Set([NOUN, PROPN, ADJ, NUM, DET, PRON, X]);
const AGAINST = new Set(["anti", "pro", "non", "counter"]);
const STATE: ReadonlySet<ActorCategory> = new Set(["state_security", "military", "government"]);
const ARMED: ReadonlySet<ActorCategory> = new Set(["rebel", "militia"]);
const DEPTH = 4;

/**
 * Classifies the noun phrase headed by token `head`; null where nothing human is meant. `children(i)` gives the
 * dependents of a token in reading order; where the tokens carry no parse, neighbours stand in for them.
 * `nameType` is the type of the name that the head lies in, if any.
 */
export function classifyNoun(
  lexicon: Lexicon,
  tokens: Tokens,
  head: number,
  children: Children,
  nameType: NameType | null,
): NounClass | null {
  const found = classify({ lexicon, tokens, children }, head, nameType, 0);
  if (!found) return null;
  const { category, protester, collective } = found;
  const state = STATE.has(category);
  const armedNonState = ARMED.has(category) || (found.armed && !state);
  return { category, state, armedNonState, protester, person: true, collective };
}

/**
 * Whose a piece of property is, where its words say so: "police station", "government building", "the shops", "a mosque";
 * null where they do not.
 */
export function ownerOf(
  lexicon: Lexicon,
  tokens: Tokens,
  head: number,
  children: Children,
): ActorCategory | null {
  const scene: Scene = { lexicon, tokens, children };
  const keys = keysOf(tokens, head);
  if (!pick(keys, (key) => THINGS.some((kind) => lexicon.things.get(kind)?.has(key)) || undefined))
    return null;
  return (
    fromModifiers(scene, head, 0, null) ??
    pick(keys, (key) => lexicon.owners.get(key) ?? lexicon.nouns.get(key)) ??
    null
  );
}

const THINGS = ["property", "premises"] as const;

function classify(scene: Scene, i: number, nameType: NameType | null, depth: number): Found | null {
  const { lexicon, tokens } = scene;
  if (depth > DEPTH || !NOMINAL.has(tokens.Upos[i]!)) return null;
  // A firm that is known by one word is no person, whatever the name looks like.
  if (nameType === "PER") {
    const body = isAlone(scene, i) ? acronymAt(scene, i) : null;
    if (body !== "business" && body !== "union") return classifyPerson(scene, i, depth);
  }
  const keys = nounKeys(scene, i);
  if (nameType === "LOC" && !isForce(scene, i, keys)) return null;
  if (nobodyHere(scene, i, keys[0]!)) return null;
  const phrase = phraseAt(scene, i);
  const all = phrase === null ? keys : [phrase];
  const made = (category: ActorCategory, protester = false): Found => ({
    category,
    protester,
    collective: nameType === "ORG" || keys.some((key) => lexicon.collective.has(key)),
    armed: isArmed(scene, i, keys),
  });

  if (anyIn(lexicon.protesters, all)) {
    const own = firstIn(lexicon.nouns, all);
    return made(own ?? fromModifiers(scene, i, depth, lexicon.takes.protesters) ?? "civilians", true);
  }
  const acronym = acronymAt(scene, i);
  if (acronym) return { ...made(acronym), collective: true };
  const own = firstIn(lexicon.nouns, all) ?? titleNoun(scene, i);
  if (own) return made(overridden(scene, i, own, depth));

  if (anyIn(lexicon.quantities, keys)) {
    const counted = linked(scene.tokens, scene.children, i).find(
      (j) => linkOf(scene.tokens, scene.children, j) === "of",
    );
    if (counted !== undefined) {
      const found = classify(scene, counted, null, depth + 1);
      if (found) return { ...found, collective: true };
      if (!anyIn(lexicon.generic, keys)) return null;
    }
  }
  if (anyIn(lexicon.people, all))
    return made(fromModifiers(scene, i, depth, lexicon.takes.people) ?? "civilians");
  if (anyIn(lexicon.followers, all))
    return made(fromModifiers(scene, i, depth, lexicon.takes.followers) ?? "civilians");
  const general = firstIn(lexicon.generic, all);
  if (general !== undefined) {
    const given = fromModifiers(scene, i, depth, null);
    // "The president of the nation" is no civilian: a weak word does not outweigh an office.
    const weak = given === "civilians" && general !== null && general !== "unknown";
    // "used excessive force": what is used, not a body of troops.
    if (given === null && keys[0] === "force" && !determined(scene, i)) return null;
    // "the Red Front": by its name a body, whatever the word means elsewhere.
    const body =
      (nameType === "ORG" || (nameType === null && depth > 0)) &&
      tokens.Upos[i] === PROPN &&
      NAMED_BODIES.has(keys[0]!);
    // "the local unit of the Green Front"
    if (general === null && given === null && UNITS.has(keys[0]!)) {
      const whole = linked(scene.tokens, scene.children, i).find(
        (j) => linkOf(scene.tokens, scene.children, j) === "of" && tokens.Upos[j] === PROPN,
      );
      const found = whole === undefined ? null : classify(scene, whole, null, depth + 1);
      if (found?.collective) return found;
    }
    const category = given === null || weak ? (general ?? (body ? "unknown" : null)) : given;
    return category === null ? null : { ...made(category), collective: body || made(category).collective };
  }
  if (tokens.Upos[i] === PROPN || nameType !== null) {
    const named = fromName(scene, i, depth);
    if (named) return { ...made(named), collective: true };
  }
  if (isPlural(tokens, i) && anyIn(lexicon.demonyms, all)) return made("civilians");
  if (anyIn(lexicon.amounts, keys)) return { ...made("civilians"), collective: true };
  if (lexicon.pronouns.has(keys[0]!)) return made("unknown");
  if (nameType === null && tokens.Upos[i] === PROPN)
    return officeBefore(scene, i, depth) ?? officeAbove(scene, i, depth);
  const byEnding = tokens.Upos[i] === NOUN && nameType === null ? endingOf(lexicon, keys) : null;
  if (byEnding) return made(byEnding);
  if (nameType !== "ORG" || isPlace(lexicon, keys)) return null;
  return { ...made("unknown"), collective: true };
}

/** A person's name: the title or office before it, the apposition beside it, or the noun that it stands in apposition to. */
function classifyPerson(scene: Scene, i: number, depth: number): Found {
  const { tokens } = scene;
  const office = officeBefore(scene, i, depth) ?? (hasNameAfter(scene, i) ? officeAt(scene, i, depth) : null);
  if (office) return office;
  const beside = apposed(scene, i);
  const parent = tokens.Head[i]!;
  if (parent >= 0 && /^(?:appos|flat|nmod:desc)/.test(tokens.Deprel[i]!)) beside.push(parent);
  for (const j of beside) {
    const found = tokens.Upos[j] === NUM ? null : classify(scene, j, null, depth + 1);
    if (found && found.category !== "unknown") return found;
  }
  return { category: "unknown", protester: false, collective: false, armed: false };
}

/** "President Ana Rey" where the office is the head and the name hangs on it. */
function officeAbove(scene: Scene, i: number, depth: number): Found | null {
  const head = scene.tokens.Head[i]!;
  return head >= 0 && head < i && scene.tokens.Deprel[i]!.startsWith("flat")
    ? officeAt(scene, head, depth)
    : null;
}

function officeBefore(scene: Scene, i: number, depth: number): Found | null {
  for (const j of before(scene.tokens, scene.children, i)) {
    const found = officeAt(scene, j, depth);
    if (found) return found;
  }
  return null;
}

/** The class that an office or title before a name gives, or null where the word is neither or says nothing. */
function officeAt(scene: Scene, j: number, depth: number): Found | null {
  const { lexicon } = scene;
  const keys = keysOf(scene.tokens, j);
  const title = lexicon.titles.get(keys[0]!.replaceAll(".", ""));
  if (title)
    return title === "unknown"
      ? null
      : { category: title, protester: false, collective: false, armed: false };
  if (phraseAt(scene, j) === null && keys.some((key) => lexicon.collective.has(key))) return null;
  const isOffice = anyIn(lexicon.nouns, keys) || anyIn(lexicon.generic, keys);
  const found = isOffice || phraseAt(scene, j) !== null ? classify(scene, j, null, depth + 1) : null;
  return found && found.category !== "unknown" && !found.collective ? found : null;
}

/** The first appositions after a noun. */
function apposed(scene: Scene, i: number): number[] {
  const { tokens, children } = scene;
  return (
    children(i)
      .filter((j) => j > i && tokens.Deprel[j]!.startsWith("appos"))
      // "…, her prosecution": what belongs to somebody says not who that is.
      .filter((j) => !scene.children(j).some((k) => tokens.Deprel[k] === "nmod:poss"))
      .slice(0, 3)
  );
}

function hasNameAfter(scene: Scene, i: number): boolean {
  const { tokens, children } = scene;
  return children(i).some((j) => j > i && tokens.Deprel[j]!.startsWith("flat") && tokens.Upos[j] === PROPN);
}

/** The category that the modifiers of a general noun give it: the nearest word before it, then what it is "of". */
function fromModifiers(
  scene: Scene,
  i: number,
  depth: number,
  allowed: ReadonlySet<ActorCategory> | null,
): ActorCategory | null {
  for (const category of modifierCategories(scene, i, depth))
    if (allowed === null || allowed.has(category)) return category;
  return null;
}

function* modifierCategories(scene: Scene, i: number, depth: number): Generator<ActorCategory> {
  if (depth >= DEPTH) return;
  for (const j of before(scene.tokens, scene.children, i)) {
    const category = wordCategory(scene, j, depth + 1);
    if (category) yield category;
  }
  for (const j of linked(scene.tokens, scene.children, i)) {
    const found = classify(scene, j, null, depth + 1);
    const category = found
      ? found.category
      : linkOf(scene.tokens, scene.children, j) === "of"
        ? wordCategory(scene, j, depth + 1)
        : null;
    if (category && category !== "unknown") yield category;
  }
  for (const j of apposed(scene, i)) {
    const found = classify(scene, j, null, depth + 1);
    if (found && found.category !== "unknown") yield found.category;
  }
}

/** The category that one modifying word carries, or null. Words of opposition ("anti-government") carry none. */
function wordCategory(scene: Scene, j: number, depth: number): ActorCategory | null {
  const { lexicon, tokens } = scene;
  const keys = keysOf(tokens, j);
  const whole = pick(keys, (key) => (key.includes("-") ? lexicon.modifiers.get(key) : undefined));
  if (whole) return whole;
  if (isAgainst(tokens, j)) return null;
  const acronym = acronymAt(scene, j);
  if (acronym) return acronym;
  const phrase = phraseAt(scene, j);
  const own =
    (phrase === null ? undefined : lexicon.nouns.get(phrase)) ??
    firstIn(lexicon.modifiers, keys) ??
    (tokens.Upos[j] === ADJ ? undefined : firstIn(lexicon.nouns, keys)) ??
    (tokens.Upos[j] === PROPN ? firstIn(lexicon.names, keys) : undefined);
  if (own) return own;
  if (depth < DEPTH && anyIn(lexicon.generic, keys)) return fromModifiers(scene, j, depth + 1, null);
  return null;
}

/** A word inside the name decides: the head's own, else the nearest before it, else one in its "of" part. */
function fromName(scene: Scene, i: number, depth: number): ActorCategory | null {
  const { lexicon, tokens, children } = scene;
  const word = (j: number): ActorCategory | undefined => firstIn(lexicon.names, keysOf(tokens, j));
  const own = word(i);
  if (own) return own;
  const after = children(i).filter((j) => j > i && /^(?:flat|compound)/.test(tokens.Deprel[j]!));
  for (const j of [...after.reverse(), ...before(scene.tokens, scene.children, i)]) {
    if (tokens.Upos[j] !== PROPN) continue;
    const found = word(j) ?? acronymAt(scene, j);
    if (found) return found;
  }
  for (const j of linked(scene.tokens, scene.children, i)) {
    const found = tokens.Upos[j] === PROPN ? (word(j) ?? fromModifiers(scene, j, depth + 1, null)) : null;
    if (found) return found;
  }
  for (const j of apposed(scene, i)) {
    const found = classify(scene, j, null, depth + 1);
    if (found) return found.category;
  }
  return null;
}

function overridden(scene: Scene, i: number, own: ActorCategory, depth: number): ActorCategory {
  const rules = scene.lexicon.overrides.filter(([, over]) => over.has(own));
  if (rules.length === 0) return own;
  for (const category of modifierCategories(scene, i, depth))
    for (const [by] of rules) if (by === category) return by;
  return own;
}

/** The phrase of the lexicon that ends in this token or, reading on ("member of parliament"), begins with it. */
function phraseAt({ lexicon, tokens }: Scene, i: number): string | null {
  let known = phrases.get(tokens);
  if (!known) {
    known = new Array(tokens.length);
    phrases.set(tokens, known);
  }
  const found = known[i] === undefined ? findPhrase(lexicon, tokens, i) : known[i];
  known[i] = found;
  return found;
}

const phrases = new WeakMap<Tokens, Array<string | null | undefined>>();

function findPhrase(lexicon: Lexicon, tokens: Tokens, i: number): string | null {
  const known = lexicon.phrases;
  let best: string | null = null;
  for (const key of keysOf(tokens, i)) {
    if (!lexicon.phraseEnds.has(key)) continue;
    let left = key;
    for (
      let j = i - 1, n = 0;
      j >= 0 && n < 4 && tokens.Sentence[j] === tokens.Sentence[i] && lexicon.phraseRests.has(left);
      j--, n++
    ) {
      const norm = tokens.Norm[j]!.replaceAll("’", "'");
      left = /^['-]/.test(left) || norm === "-" ? norm + left : `${norm} ${left}`;
      if (known.has(left) && (best === null || left.length > best.length)) best = left;
    }
    let right = key;
    for (
      let j = i + 1, n = 0;
      j < tokens.length &&
      n < 5 &&
      tokens.Sentence[j] === tokens.Sentence[i] &&
      lexicon.phraseStarts.has(right);
      j++, n++
    ) {
      const norm = tokens.Norm[j]!.replaceAll("’", "'");
      const join = /^['-]/.test(norm) || right.endsWith("-") ? "" : " ";
      for (const form of [norm, singular(norm)]) {
        const phrase = right + join + form;
        if (known.has(phrase) && (best === null || phrase.length > best.length)) best = phrase;
      }
      right += join + norm;
    }
  }
  return best;
}

/** An acronym in capitals ("UN"), or a long one as papers write it ("Cosatu"). */
function acronymAt(scene: Scene, i: number): ActorCategory | null {
  const { lexicon, tokens } = scene;
  const form = tokens.Form[i]!;
  const tag = tokens.Upos[i];
  if (tag !== PROPN && tag !== NOUN && tag !== X) return null;
  const plain = form.toLowerCase();
  const category = lexicon.acronyms.get(plain) ?? lexicon.acronyms.get(plain.replaceAll(".", ""));
  if (!category) return null;
  if (form === form.toUpperCase()) return category;
  const opening = i === 0 || tokens.Sentence[i - 1] !== tokens.Sentence[i];
  return form.length >= 4 && form[0] !== plain[0] && (tag === PROPN || !opening) ? category : null;
}

/** A name of one word. */
function isAlone({ tokens, children }: Scene, i: number): boolean {
  const joined = (k: number) => /^(?:flat|compound|nmod:desc)/.test(tokens.Deprel[k]!);
  return !joined(i) && !children(i).some(joined);
}

/** "the women" are a group that acts as women; "two women" are people: a counted noun is looked up in the singular. */
function nounKeys(scene: Scene, i: number): readonly string[] {
  const keys = keysOf(scene.tokens, i);
  if (keys.length < 2) return keys;
  const counted =
    scene.children(i).some((j) => scene.tokens.Deprel[j] === "nummod") ||
    (i > 0 && scene.tokens.Upos[i - 1] === NUM);
  return counted ? keys.slice(1) : keys;
}

/** "Mr Mbeki", "Ms Lopez", where the title is the head and the name hangs on it. */
function titleNoun(scene: Scene, i: number): ActorCategory | undefined {
  return hasNameAfter(scene, i)
    ? scene.lexicon.titles.get(scene.tokens.Norm[i]!.replaceAll(".", ""))
    : undefined;
}

function isArmed(scene: Scene, i: number, keys: readonly string[]): boolean {
  const { lexicon, tokens } = scene;
  if (keys.some((key) => lexicon.armed.has(key))) return true;
  return before(scene.tokens, scene.children, i).some((j) => lexicon.armed.has(tokens.Norm[j]!));
}

function isAgainst(tokens: Tokens, j: number): boolean {
  const norm = tokens.Norm[j]!;
  const dash = norm.indexOf("-");
  if (dash > 0 && AGAINST.has(norm.slice(0, dash))) return true;
  return j > 1 && tokens.Norm[j - 1] === "-" && AGAINST.has(tokens.Norm[j - 2]!);
}

/** Houses that stand for those who govern in them, where they act: "the Kremlin denied". */
const SEATS = new Set(["kremlin", "white house", "downing street", "pentagon", "blue house"]);

/** An armed group, an acronym or a seat of government that was taken for a place. */
function isForce(scene: Scene, i: number, keys: readonly string[]): boolean {
  const own = pick(keys, (key) => scene.lexicon.nouns.get(key) ?? scene.lexicon.names.get(key));
  if (scene.tokens.Deprel[i] === "nsubj" && SEATS.has(phraseAt(scene, i) ?? keys[0]!)) return true;
  return (own !== undefined && ARMED.has(own)) || acronymAt(scene, i) !== null;
}

/** Words that may also be a rank: "the third major attack", "a general strike". */
const RANKS = new Set(["major", "general", "private"]);
const NAMED_BODIES = new Set(["front", "wing", "corps", "cell", "column", "brigade"]);
const UNITS = new Set(["unit", "wing", "branch", "arm", "cell", "chapter", "section", "division"]);
const STANDING = new Set(["stand", "keep", "mount"]);

/** A word for people that names nobody where it stands: "a state of emergency", "stood guard", "a major attack". */
function nobodyHere({ tokens, children }: Scene, i: number, key: string): boolean {
  const up = tokens.Head[i]!;
  if (key === "state") {
    const of =
      tokens.Norm[i + 1] === "of" ? children(i).find((k) => k > i && tokens.Deprel[k] === "nmod") : undefined;
    return of !== undefined && tokens.Upos[of] === NOUN;
  }
  if (up < 0) return false;
  if (key === "guard") return STANDING.has(tokens.Lemma[up]!) && !determined({ tokens, children }, i);
  return RANKS.has(key) && up > i && tokens.Upos[up] === NOUN && /^(?:amod|compound)/.test(tokens.Deprel[i]!);
}

/** "a force", "the army's force" */
function determined({ tokens, children }: Omit<Scene, "lexicon">, i: number): boolean {
  return children(i).some((k) => k < i && (tokens.Upos[k] === DET || tokens.Deprel[k] === "nmod:poss"));
}

function isPlural(tokens: Tokens, i: number): boolean {
  const norm = tokens.Norm[i]!;
  return tokens.Feats[i]!.includes("Number=Plur") || singular(norm) !== norm;
}

function endingOf(lexicon: Lexicon, keys: readonly string[]): ActorCategory | null {
  const word = singular(keys[0]!);
  for (let n = Math.min(8, word.length - 3); n >= 3; n--) {
    const category = lexicon.endings.get(word.slice(-n));
    if (category !== undefined) return category;
  }
  return null;
}

function isPlace(lexicon: Lexicon, keys: readonly string[]): boolean {
  return keys.some(
    (key) => lexicon.things.get("premises")?.has(key) || lexicon.things.get("passage")?.has(key),
  );
}
