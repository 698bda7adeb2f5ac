/** Who is who within a report: "Ana Rey" and "Rey", "the Committee of Free Teachers (CFT)" and "CFT" are one actor with one name. */

import { PROPN, type View } from "../reading/view.js";
import { bracketed, opens } from "../relations/aliases.js";

/** One actor of a report. `name`: the fullest name that the report gives it. */
export type Identity = { readonly key: string; readonly name: string; readonly person: boolean };

/** The identity of the noun phrase headed by a token; null for one without a name, or with one that fits several. */
export type Identities = (head: number) => Identity | null;

type Known = { words: ReadonlySet<string>; name: string; readonly person: boolean; readonly key: string };

const memory = new WeakMap<View, Identities>();

/** Reads the names of a report once. Linear in its length, but for the few distinct names compared with each other. */
export function identitiesOf(view: View): Identities {
  let known = memory.get(view);
  if (!known) {
    known = read(view);
    memory.set(view, known);
  }
  return known;
}

const offices = new WeakMap<View, ReadonlyMap<string, ReadonlySet<string>>>();

/** What a report calls a person beside the name, by the key of the identity: "mayor" of "Mayor Ana Rey" and of "Rey, the mayor of Tal". */
export function officesOf(view: View): ReadonlyMap<string, ReadonlySet<string>> {
  let known = offices.get(view);
  if (known) return known;
  const who = identitiesOf(view);
  const found = new Map<string, Set<string>>();
  for (const i of view.analysis.names.length > 0 ? namedTokens(view) : []) {
    const identity = who(i);
    if (!identity?.person) continue;
    const words = found.get(identity.key) ?? new Set();
    // The title may lie in the name.
    if (view.lexicon.nouns.has(view.tokens.Norm[i]!)) words.add(view.tokens.Norm[i]!);
    for (const k of [...view.children(i), view.is(i, "appos") ? view.tokens.Head[i]! : -1])
      if (
        k >= 0 &&
        view.noun(k) &&
        view.nameAt(k) !== view.nameAt(i) &&
        BESIDE.some((relation) => view.is(k, relation) || k === view.tokens.Head[i])
      )
        words.add(view.tokens.Lemma[k]!.toLowerCase());
    found.set(identity.key, words);
  }
  known = found;
  offices.set(view, known);
  return known;
}

const BESIDE = ["compound", "nmod:desc", "appos", "flat"];

/** The tokens inside personal names. */
function namedTokens(view: View): number[] {
  const out: number[] = [];
  for (let i = 0; i < view.tokens.length; i++) if (view.nameAt(i)?.type === "PER") out.push(i);
  return out;
}

/** Distinct names that are told apart at most; an archive in one text has more, and its later ones stay as they are. */
const MOST = 500;

function read(view: View): Identities {
  const { analysis, lexicon } = view;
  const text = analysis.text;
  const entities: Known[] = [];
  const byWord = new Map<string, Known[]>();
  const whole = new Map<string, Known>();
  const enter = (entity: Known, words: Iterable<string>) => {
    for (const word of words) {
      const list = byWord.get(word);
      if (!list) byWord.set(word, [entity]);
      else if (!list.includes(entity)) list.push(entity);
    }
  };
  const fits = (words: ReadonlySet<string>, person: boolean): Known[] => {
    const [first] = words;
    const candidates = first === undefined ? [] : [...words].flatMap((word) => byWord.get(word) ?? []);
    return [...new Set(candidates)].filter(
      (e) => e.person === person && (subset(words, e.words) || (person && subset(e.words, words))),
    );
  };
  const names = analysis.names
    .filter((name) => name.type === "PER" || name.type === "ORG")
    .map((name) => ({
      ...name,
      words: wordsOf(text.slice(name.start, name.end), name.type === "PER" ? lexicon.titles : null),
    }))
    .filter(({ words }) => words.size > 0);
  // Full names first, so that a surname that stands before its full name finds it.
  for (const { start, end, type, words } of [...names].sort((a, b) => b.words.size - a.words.size)) {
    if (entities.length >= MOST) break;
    const person = type === "PER";
    const name = text.slice(start, end);
    if (person ? fits(words, person).length > 0 : whole.has(plain(name))) continue;
    const entity: Known = { words, name, person, key: `${person ? "p" : "o"}:${[...words].join(" ")}` };
    entities.push(entity);
    if (person) enter(entity, words);
    else whole.set(plain(name), entity);
  }
  // "Committee of Free Teachers (CFT)"
  for (let i = 2; i < view.tokens.length; i++) {
    if (!opens(view.tokens.Norm[i]!)) continue;
    const pair = bracketed(view, i);
    if (pair === null || view.nameAt(pair.subject.first)?.type === "PER") continue;
    const at = (party: { first: number; last: number }) =>
      text.slice(view.tokens.Start[party.first]!, view.tokens.End[party.last - 1]!);
    const [full, short] = [at(pair.subject), at(pair.object)];
    const entity = whole.get(plain(full)) ?? {
      words: wordsOf(full, null),
      name: full,
      person: false,
      key: `o:${plain(full)}`,
    };
    whole.set(plain(full), entity);
    whole.set(plain(short), entity);
  }
  return (head) => {
    const name = view.nameAt(head);
    const own = view.tokens.Form[head]!;
    if (name?.type === "PER") {
      const found = fits(wordsOf(text.slice(name.start, name.end), lexicon.titles), true);
      return found.length === 1 ? found[0]! : null;
    }
    const found = (name && whole.get(plain(text.slice(name.start, name.end)))) ?? whole.get(plain(own));
    if (found) return found;
    if (view.tokens.Upos[head] !== PROPN || name !== null) return null;
    const persons = byWord.get(fold(own)) ?? [];
    return persons.length === 1 && !view.classOf(head)?.collective ? persons[0]! : null;
  };
}

function subset(some: ReadonlySet<string>, all: ReadonlySet<string>): boolean {
  for (const word of some) if (!all.has(word)) return false;
  return true;
}

/** Without case and accents: one name in two spellings. */
function fold(word: string): string {
  return word.normalize("NFD").replace(/\p{M}/gu, "").toLowerCase();
}

function plain(name: string): string {
  return fold(name)
    .replace(/^the /, "")
    .replace(/['’]s?$/, "");
}

function wordsOf(name: string, titles: ReadonlyMap<string, unknown> | null): ReadonlySet<string> {
  const words = fold(name)
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word) => word.length > 1);
  return new Set(titles ? words.filter((word) => !titles.has(word)) : words);
}
