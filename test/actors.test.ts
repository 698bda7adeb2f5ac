/** Who an actor is: one name in a report, private persons by role, tier and codes; and through whom a thing is told. */
import { expect, test } from "vitest";
import { codingOf, reportOf } from "./corpus-code.js";

const events = (text: string) => codingOf(reportOf(text, { published: "2023-05-10" })).events;
const actors = (text: string) => events(text).flatMap((event) => event.actors);

test("a name and its acronym, a full name and a surname are one actor with one name", () => {
  const told = actors(
    "Ana Rey, the mayor of Tal, spoke on Monday. The Committee of Free Teachers (CFT) marched against Rey on Tuesday. CFT blocked a road.",
  );
  expect(told.map(({ name, quote }) => [name, quote.quote])).toEqual([
    ["Committee of Free Teachers", "The Committee of Free Teachers"],
    ["Ana Rey", "Rey"],
    ["Committee of Free Teachers", "CFT"],
  ]);
  expect(told.map(({ category }) => category)[1]).toBe("government");
});

test("two persons with one surname are not taken for each other", () => {
  const told = actors(
    "Ana Rey and Luis Rey spoke on Monday. Hundreds marched against President Rey on Tuesday.",
  );
  expect(told.find(({ role }) => role === "target")?.name).toBe("President Rey");
});

test("a private person is stored by role; the quote stays the words of the report", () => {
  const [victim] = actors("Police shot dead Rosa Quispe at the march in Puno on Monday.").filter(
    ({ role }) => role === "victim",
  );
  expect(victim).toMatchObject({ name: "a victim", tier: "T3", quote: { quote: "Rosa Quispe" } });
});

test("office-holders keep their names, groups are no persons", () => {
  const told = actors("Students marched against President Ana Rey in Tal on Monday.");
  expect(told.map(({ name, tier, sector, inter }) => [name, tier, sector, inter])).toEqual([
    ["Students", "group", "EDU", 6],
    ["Ana Rey", "T0", "GOV", 1],
  ]);
});

test("nested voices make a chain from the narrator to the innermost", () => {
  const [event] = events(
    "The newspaper reported that the minister said that students had marched in Tal on Monday.",
  );
  expect(event!.attribution.chain?.map(({ voice }) => voice)).toEqual([
    "narrator",
    "The newspaper",
    "the minister",
  ]);
});

test("what one voice tells has no chain", () => {
  const [event] = events("The minister said that students had marched in Tal on Monday.");
  expect(event!.attribution.voice).toBe("The minister");
  expect(event!.attribution).not.toHaveProperty("chain");
});
