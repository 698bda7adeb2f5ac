/** From relations as they are found to claims: each once, with its words and voice, and private persons by role. */
import type { Attribution, Relation, RelationType } from "../../../model/coding.js";
import { span } from "../../../model/span.js";
import { firstQuote, quotesOf } from "../../../text/statements/quotes.js";
import type { View } from "../reading/view.js";
import { NARRATOR } from "../voices/attribution.js";
import { isPerson, type Party } from "./parties.js";
import type { Found } from "./relations.js";

/** Longest stretch of tokens that `quote` covers; where the sides stand further apart, it holds the nearer side. */
const LONGEST = 30;

/** Told of public persons only. */
const KIN: ReadonlySet<RelationType> = new Set([
  "parent_of",
  "child_of",
  "sibling_of",
  "spouse_of",
  "relative_of",
]);

/** How an owner is called who is no public person: by role, never by name. */
const PRIVATE_PERSON = "a private person";

/**
 * Tells the persons whom the report gives an office, a lead or a membership from those it does not: the latter are private. A
 * part of the name ("Rojas") is the person.
 */
function publicPersons(view: View, found: readonly Found[]): (party: Party) => boolean {
  const { Norm } = view.tokens;
  const known = new Set<string>();
  const wordsOf = ({ first, last }: Party): string[] =>
    Array.from({ length: last - first }, (_, i) => Norm[first + i]!).filter((word) => word.length > 2);
  for (const { type, subject, object } of found) {
    const person =
      type === "led_by" ? object : type === "holds_office" || type === "member_of" ? subject : null;
    if (person !== null) for (const word of wordsOf(person)) known.add(word);
  }
  return (party) => wordsOf(party).some((word) => known.has(word));
}

/** The claims that the relations found amount to, in the order of the text, each once. */
export function settled(
  view: View,
  found: readonly Found[],
  voiceAt: (i: number) => Attribution,
): Relation[] {
  const isPublic = publicPersons(view, found);
  const told = found.filter(
    ({ type, subject, object }) => !KIN.has(type) || (isPublic(subject) && isPublic(object)),
  );
  const { tokens, analysis } = view;
  const said = (first: number, last: number) =>
    span(analysis.text, tokens.Start[first]!, tokens.End[last - 1]!);
  const quotes = quotesOf(analysis.text);
  const isQuoted = (i: number): boolean => {
    const quote = quotes[firstQuote(quotes, tokens.Start[i]!)];
    return quote !== undefined && quote.start <= tokens.Start[i]!;
  };
  const seen = new Set<string>();
  const list: Relation[] = [];
  for (const { type, subject, object, past, at, clause = false } of [...told].sort((a, b) => a.at - b.at)) {
    const [subjectQuote, objectQuote] = [said(subject.first, subject.last), said(object.first, object.last)];
    const key = [type, subjectQuote.quote, objectQuote.quote].join("\n").toLowerCase();
    if (seen.has(key) || subjectQuote.quote === objectQuote.quote) continue;
    seen.add(key);
    const ends = [subject, object].filter(
      (side) => Math.abs(side.first - at) < LONGEST && tokens.Sentence[side.first] === tokens.Sentence[at],
    );
    const first = Math.min(at, ...ends.map((side) => side.first));
    const end = Math.max(at + 1, ...ends.map((side) => side.last));
    const last = type === "alias" && tokens.Norm[end] === ")" ? end + 1 : end;
    list.push({
      type,
      subject: subjectQuote.quote,
      object:
        type === "owned_by" && isPerson(view, object.head) && !isPublic(object)
          ? PRIVATE_PERSON
          : objectQuote.quote,
      status: past ? "historical" : "current",
      // "Police said that Prime Minister Rojas …": the title is the reporter's.
      attribution: clause || isQuoted(at) ? voiceAt(at) : NARRATOR,
      subjectQuote,
      objectQuote,
      quote: said(first, last),
    });
  }
  return list;
}
