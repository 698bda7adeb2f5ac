/** Whose claim a relation is. What is told at all stands in `corpus/who-is-who.txt`. */
import { expect, test } from "vitest";
import { codingOf, reportOf } from "./corpus-code.js";

const voices = (text: string) =>
  codingOf(reportOf(text, { published: "2023-05-10" })).relations.map(
    ({ type, attribution }) => `${type}: ${attribution.voice}`,
  );

test("a title before a name is the reporter's, whoever is quoted", () => {
  expect(voices("Prime Minister Alberto Rojas has left the country, the union said.")).toEqual([
    "holds_office: narrator",
  ]);
});

test("a clause that says who leads is the claim of whoever says it", () => {
  expect(voices("Juan Vega is the leader of the Northern Brigade, police said.")).toEqual(["led_by: police"]);
});

test("an owner who is no public person is called by role, one who is by name", () => {
  const owners = (text: string) =>
    codingOf(reportOf(text, { published: "2023-05-10" }))
      .relations.filter(({ type }) => type === "owned_by")
      .map(({ object }) => object);
  const order = "The order went to Petronor, a firm owned by the Kenyan James Otieno.";
  expect(owners(order)).toEqual(["a private person"]);
  expect(owners(`${order} Senator James Otieno voted for it.`)).toEqual(["James Otieno"]);
});
