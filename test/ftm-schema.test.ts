/** Every entity of the `ftm` export is valid by FollowTheMoney's own schema, and a fault that is planted in one is found. */
import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { countryOf } from "../src/writers/countries.js";
import { readLines, written } from "./export-read.js";

type Schema = {
  readonly extends: readonly string[];
  readonly abstract?: boolean;
  readonly required: readonly string[];
  readonly properties: Readonly<Record<string, string>>;
};
const { schemata, languages } = JSON.parse(
  readFileSync(new URL("./exports/ftm-schema.json", import.meta.url), "utf8"),
) as { schemata: Readonly<Record<string, Schema>>; languages: readonly string[] };

type Entity = { id: string; schema: string; properties: Record<string, string[]> };

/** A schema with all that it extends, itself first. */
const lineOf = (name: string): Schema[] => {
  const schema = schemata[name];
  return schema === undefined ? [] : [schema, ...schema.extends.flatMap(lineOf)];
};
const isA = (name: string, wanted: string): boolean =>
  name === wanted || (schemata[name]?.extends ?? []).some((parent) => isA(parent, wanted));

const VALUES: Readonly<Record<string, (value: string) => boolean>> = {
  date: (value) => /^\d{4}(?:-\d{2}(?:-\d{2}(?:T\S+)?)?)?$/.test(value),
  country: (value) => value === value.toLowerCase() && countryOf(value.toUpperCase()) !== null,
  language: (value) => languages.includes(value),
  url: (value) => URL.canParse(value) && /^https?:$/.test(new URL(value).protocol),
};

/** What of some entities is against the schema, in words. */
function faults(entities: readonly Entity[]): string[] {
  const schemaOf = new Map(entities.map(({ id, schema }) => [id, schema]));
  const found: string[] = [];
  if (schemaOf.size < entities.length) found.push("an id twice");
  for (const { id, schema, properties } of entities) {
    const line = lineOf(schema);
    if (line.length === 0 || line[0]!.abstract) found.push(`${id}: no schema ${schema}`);
    for (const name of line.flatMap(({ required }) => required))
      if ((properties[name] ?? []).length === 0) found.push(`${id}: no ${name}`);
    for (const [name, values] of Object.entries(properties)) {
      const type = line.find((one) => name in one.properties)?.properties[name];
      if (type === undefined) found.push(`${id}: ${schema} has no ${name}`);
      else if (type.startsWith("entity ")) {
        for (const value of values)
          if (!isA(schemaOf.get(value) ?? "", type.slice(7)))
            found.push(`${id}: ${name} is no ${type.slice(7)}`);
      } else
        for (const value of values)
          if (typeof value !== "string" || VALUES[type]?.(value) === false)
            found.push(`${id}: ${name} ${value} is no ${type}`);
    }
  }
  return found;
}

const exported = async () => readLines((await written("ftm")).text) as unknown as Entity[];

test("every entity has a schema, its properties, their types and the entities that they name", async () => {
  const all = await exported();
  expect(faults(all)).toEqual([]);
  expect(all.filter(({ schema }) => schema === "Event").length).toBeGreaterThan(1);
});

test.each<[string, (event: Entity, all: Entity[]) => void]>([
  ["a property of another schema", (event) => Object.assign(event.properties, { amount: ["3"] })],
  ["a day that is none", (event) => Object.assign(event.properties, { startDate: ["14 March 2024"] })],
  ["a country in capitals", (event) => Object.assign(event.properties, { country: ["PE"] })],
  ["a name that is missing", (event) => delete event.properties.name],
  [
    "an organiser that is an article",
    (event) => Object.assign(event.properties, { organizer: event.properties.proof }),
  ],
  ["an entity that is not there", (event) => Object.assign(event.properties, { involved: ["quipu-gone"] })],
  [
    "an address without a scheme",
    (event) => Object.assign(event.properties, { sourceUrl: ["news.example/a"] }),
  ],
  ["a schema that there is not", (event) => Object.assign(event, { schema: "Protest" })],
  ["an id twice", (event, all) => all.push(event)],
])("%s is found", async (_, plant) => {
  const all = await exported();
  plant(all.find(({ schema }) => schema === "Event")!, all);
  expect(faults(all)).not.toEqual([]);
});
