/** `quipu edition`: resolves the log into an edition, says what changed since an earlier one, and publishes where it is asked to. */
import type { Edition } from "../model/edition.js";
import type { LogEntry, LogKind, PublishedEdition } from "../model/log.js";
import {
  type Change,
  diff,
  figureInWords,
  figureName,
  figureOfEvent,
  POLICIES,
  type Policy,
  policyOf,
  titleOf,
} from "../resolve/index.js";
import { type Entries, entriesOf, makeEdition, remake } from "./make-edition.js";
import { mustBeThere, openLog } from "./open-store.js";
import { oneOf, UsageError, wholeNumber } from "./options.js";
import { write } from "./output.js";
import { Talk } from "./talk.js";

export const EDITION_FORMATS = ["table", "json", "ndjson"] as const;

export type EditionOptionsGiven = {
  readonly policy?: string;
  /** Number of a published edition; with `--diff` alone, the last one. */
  readonly diff?: string | boolean;
  readonly format?: string;
  readonly publish?: boolean;
};

/** `quipu edition` on the store that the environment names. */
export async function editionOfStore(
  given: EditionOptionsGiven & { readonly json?: boolean; readonly quiet?: boolean },
): Promise<number> {
  mustBeThere(process.env);
  const { json = false, quiet = false, format } = given;
  const log = await openLog(process.env);
  try {
    const options = json && format === undefined ? { ...given, format: "json" } : given;
    return await editionCommand(log, options, new Talk({ json, quiet }), "quipu");
  } finally {
    await log.close();
  }
}

/** What the command needs of a store. */
export type EditionLog = {
  all(kinds: readonly LogKind[]): AsyncIterable<LogEntry>;
  at(): Promise<number>;
  add(
    records: readonly {
      readonly kind: "edition";
      readonly record: PublishedEdition;
      readonly author: string;
    }[],
  ): Promise<unknown>;
};

/** Exit code: 0 done; 1 done, with findings. Throws a `UsageError` for a policy, format or edition that there is not. */
export async function editionCommand(
  log: EditionLog,
  given: EditionOptionsGiven,
  talk: Talk,
  author: string,
): Promise<number> {
  const policy = chosenPolicy(given.policy ?? POLICIES[0]!.name);
  const format = oneOf(
    "--format",
    given.format ?? (process.stdout.isTTY ? "table" : "json"),
    EDITION_FORMATS,
  );
  const entries = await entriesOf(log.all(["report", "coding", "judgement", "edition"]));
  const made = makeEdition(entries, policy, await log.at());
  for (const { code, message } of made.findings) talk.tell({ code, message });
  let since = "";
  if (given.diff !== undefined && given.diff !== false) {
    const before = earlier(entries, given.diff);
    const changes = diff(before, made.edition);
    await write(printedChanges(changes, format));
    since = ` ${some(changes.length, "change")} since edition ${before.number}.`;
  } else await write(printedEdition(made.edition, format));
  if (given.publish) await log.add([{ kind: "edition", record: made.published, author }]);
  const { number, events, reports, stories } = made.edition;
  const done = given.publish
    ? `Published as edition ${number}`
    : `Edition ${number} is not published (--publish does that)`;
  const told =
    stories.length === 0
      ? ""
      : ` ${stories.length === 1 ? "1 story is" : `${stories.length.toLocaleString("en")} stories are`} told by more than one report.`;
  const next = given.publish
    ? " Next: `quipu export` or `quipu serve`."
    : events.length === 0
      ? " Next: `quipu add` puts reports into the store."
      : "";
  talk.close(
    `${done}: ${some(events.length, "event")} from ${some(reports.length, "report")} under ${policy.id}.${told}${since}${next}`,
  );
  return made.findings.length > 0 ? 1 : 0;
}

const some = (count: number, noun: string) =>
  `${count.toLocaleString("en")} ${noun}${count === 1 ? "" : "s"}`;

function chosenPolicy(name: string): Policy {
  const policy = policyOf(name);
  if (policy !== null) return policy;
  const names = POLICIES.map((one) => one.name);
  throw new UsageError(`There is no policy "${name}". Choose one of ${names.join(", ")}.`);
}

/** The published edition of a number, or the last one, made again as it was. */
function earlier(entries: Entries, asked: string | true): Edition {
  const all = entries.editions.map(({ record }) => record).sort((a, b) => a.number - b.number);
  const last = all.at(-1);
  if (last === undefined)
    throw new UsageError(
      "No edition is published yet, so there is nothing to compare with. Publish one with --publish.",
    );
  const number = asked === true ? last.number : wholeNumber("--diff", asked, 1, 999_999_999);
  const then = all.find((one) => one.number === number);
  if (then === undefined)
    throw new UsageError(`There is no edition ${number}. The last one is ${last.number}.`);
  const policy = policyOf(then.policy);
  if (policy === null)
    throw new UsageError(
      `Edition ${number} was made under "${then.policy}", which this version does not have. Compare with another edition.`,
    );
  return remake(entries, then, policy);
}

/** An edition as it is printed: JSON whole, NDJSON an event a line, a table for people. */
export function printedEdition(edition: Edition, format: (typeof EDITION_FORMATS)[number]): string {
  if (format === "json") return `${JSON.stringify(edition)}\n`;
  if (format === "ndjson") return edition.events.map((event) => `${JSON.stringify(event)}\n`).join("");
  return printedEvents(edition) + printedStories(edition);
}

function printedEvents({ events }: Edition): string {
  return events
    .map((event) => {
      const figures = event.figures
        .map((figure) => `${figureName(figure)} ${figureOfEvent(event, figure)}`)
        .join("; ");
      const reports = new Set(event.mentions.map(({ report }) => report)).size;
      const told = `${reports} report${reports === 1 ? "" : "s"}, ${event.origins} origin${event.origins === 1 ? "" : "s"}, ${event.verification}`;
      return `${event.id}  ${titleOf(event)}: ${event.actuality.value.replaceAll("_", " ")}${figures === "" ? "" : `; ${figures}`} (${told})\n`;
    })
    .join("");
}

/** A line for each story, after the events: what its reports say together of numbers that are no event's. */
function printedStories({ stories, reports }: Edition): string {
  const heads = new Map(reports.map((report) => [report.id, report]));
  return stories
    .map((story) => {
      const title = heads.get(story.reports[0]!)?.title ?? story.reports[0]!;
      const figures = story.figures.map(
        (figure) => `; ${figureName({ ...figure, group: null, stock: false })} ${figureInWords(figure)}`,
      );
      const told = `${some(story.reports.length, "report")}, ${some(story.events.length, "event")}`;
      return `${story.id}  Story: ${title}${figures.join("")} (${told})\n`;
    })
    .join("");
}

/** Changes as they are printed: a sentence a line, or as JSON. */
export function printedChanges(changes: readonly Change[], format: (typeof EDITION_FORMATS)[number]): string {
  if (format === "json") return `${JSON.stringify(changes)}\n`;
  if (format === "ndjson") return changes.map((change) => `${JSON.stringify(change)}\n`).join("");
  return changes.length === 0 ? "Nothing changed.\n" : changes.map(({ words }) => `${words}\n`).join("");
}
