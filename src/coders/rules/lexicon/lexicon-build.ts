/** The build step of the actor lexicon: checks `languages/en/actors.yaml` and writes it as `en/actors.json`. */
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { parse } from "yaml";
import { ACTOR_CATEGORIES, type ActorCategory } from "../../../model/coding.js";
import type { LexiconData } from "./lexicon-words.js";

type Source = {
  categories: Record<string, Partial<Record<"nouns" | "names" | "acronyms" | "modifiers", unknown[]>>>;
  generic: Record<string, unknown[]>;
  titles: Record<string, unknown[]>;
  owners: Record<string, unknown[]>;
  endings: Record<string, unknown[]>;
  overrides: Record<string, string[]>;
  takes: Record<string, string[]>;
  things: Record<string, unknown[]>;
} & Record<string, unknown[]>;

/**
 * Turns the YAML of the actor lexicon into `LexiconData`.
 * Throws where a category is unknown or one word of a kind stands under two categories: a word must mean one thing.
 */
export function compileLexiconData(yaml: string): LexiconData {
  const source = parse(yaml) as Source;
  const categories = source.categories;
  const nouns = table("nouns", each(categories, "nouns"));
  for (const kind of ["people", "followers", "generic"]) {
    const list = kind === "generic" ? Object.values(source.generic).flat() : source[kind];
    const hidden = words(list).filter((word) => nouns[word]);
    if (hidden.length > 0)
      throw new Error(`actors.yaml: nouns of a category hide ${kind}: ${hidden.join(", ")}.`);
  }
  return {
    nouns,
    names: table("names", each(categories, "names")),
    acronyms: table("acronyms", each(categories, "acronyms")),
    modifiers: table("modifiers", each(categories, "modifiers")),
    generic: table("generic", source.generic),
    titles: table("titles", source.titles),
    owners: table("owners", source.owners),
    endings: table("endings", source.endings),
    people: words(source.people),
    protesters: words(source.protesters),
    followers: words(source.followers),
    demonyms: words(source.demonyms),
    quantities: words(source.quantities),
    amounts: words(source.amounts_of_people),
    armed: words(source.armed),
    pronouns: words(source.pronouns),
    collective: words(source.collective),
    overrides: checked(source.overrides),
    takes: checked(source.takes, false),
    things: Object.fromEntries(Object.entries(source.things).map(([kind, list]) => [kind, words(list)])),
  };
}

/** Writes the lexicon under `out` (the data folder). */
export function compileLexicon(root: string, out: string): void {
  const data = compileLexiconData(readFileSync(`${root}languages/en/actors.yaml`, "utf8"));
  mkdirSync(`${out}en`, { recursive: true });
  writeFileSync(`${out}en/actors.json`, JSON.stringify(data));
}

function each(
  categories: Source["categories"],
  kind: "nouns" | "names" | "acronyms" | "modifiers",
): Record<string, unknown[]> {
  return Object.fromEntries(Object.entries(categories).map(([name, lists]) => [name, lists[kind] ?? []]));
}

function words(list: unknown[] | undefined): string[] {
  return [...new Set((list ?? []).map((word) => String(word).toLowerCase()))];
}

function table(kind: string, lists: Record<string, unknown[]>): Record<string, string> {
  const found: Record<string, string> = Object.create(null);
  for (const [category, list] of Object.entries(lists)) {
    if (category !== "none") categoryNamed(category);
    for (const word of words(list)) {
      if (found[word])
        throw new Error(`actors.yaml: ${kind} has "${word}" under ${found[word]} and ${category}.`);
      found[word] = category;
    }
  }
  return { ...found };
}

function checked(map: Record<string, string[]>, keys = true): Record<string, ActorCategory[]> {
  return Object.fromEntries(
    Object.entries(map).map(([key, list]) => [keys ? categoryNamed(key) : key, list.map(categoryNamed)]),
  );
}

function categoryNamed(name: string): ActorCategory {
  const category = ACTOR_CATEGORIES.find((known) => known === name);
  if (!category)
    throw new Error(`actors.yaml: "${name}" is no actor category. The list is in src/model/coding.ts.`);
  return category;
}
