#!/usr/bin/env node
/** The command line: reads the arguments, loads the one command that is asked for, and turns trouble into words. */
import "./engine.js";
import { Command, CommanderError } from "commander";
import { UsageError } from "./options.js";
import { endWithReader } from "./output.js";
import { Talk } from "./talk.js";
import { version } from "./version.js";

const INPUT_HELP = `
Input is known by its extension, or else by its look:
  .txt             one report
  .html            one page, one report; scripts and site furniture stay out
  .jsonl .ndjson   an object a line: "text", and where known "id", "title",
                   "published", "outlet", "url", "lang"
  .csv .tsv        a row is a report; columns by their usual names
  .rss .xml .eml   feeds and mails
  .warc .zip .gz   archives of any of these
  -                standard input
Folders are read in order of names; patterns such as 'press/*.jsonl' work in quotes too.`;

const LLM_HELP = `

The model coder speaks to any OpenAI-compatible endpoint. It is off until you set
  QUIPU_LLM_URL      its address, such as http://localhost:11434/v1
  QUIPU_LLM_MODEL    the name of the model
  QUIPU_LLM_KEY      the key, where the endpoint wants one
  QUIPU_LLM_PRICE    as --price`;

const ADD_HELP = `
  https://…        a page, feed, sitemap or archive, fetched politely
  NAME.yaml        a source: an outlet, where its reports come from, how many are expected
Interrupt it whenever you like: made again it goes on, and nothing is there twice.

Settings for fetching:
  QUIPU_CONTACT        an address under which sites can reach you
  QUIPU_FETCH_ALLOW    what may be fetched beside the public web: intranet.example:8080,10.0.0.0/8`;

const STORE_HELP = `
Where the store is:
  QUIPU_HOME           its folder (.quipu)
  QUIPU_DATABASE_URL   or a PostgreSQL database, postgresql://USER:PASSWORD@HOST/NAME`;

let exitCode = 0;

function program(): Command {
  const quipu = new Command("quipu")
    .description(
      "News reports of protest and repression become event records,\nevery value tied to the words it came from.",
    )
    .version(version(), "-V, --version", "print the version")
    .helpOption("-h, --help", "print this help")
    .addHelpText(
      "after",
      "\nStart with:\n  quipu demo\n  quipu code report.txt --published 2023-07-22\n\nExit codes: 0 done; 1 done, with findings to look at; 2 could not do it.",
    )
    .showSuggestionAfterError(true);

  quipu
    .command("demo")
    .description("show the atlas over the reports that come with quipu, in a store of its own")
    .option("--port <n>", "another where it is taken; 0 takes any that is free", "8484")
    .option("--no-open", "do not open a browser")
    .option("--format <format>", "record, json or ndjson: print the codings instead")
    .option("--quiet", "no introduction")
    .action(async (options) => {
      exitCode = await (await import("./demo-command.js")).demoCommand(options, version());
    });

  reading(quipu.command("code"))
    .description("code reports and print the codings")
    .option(
      "--format <format>",
      "record (usual on a terminal), ndjson (usual in a pipe: a coding a line) or json",
    )
    .option("--explain", "say why each value was chosen or declined, and what was passed over")
    .option("--coverage", "say which sentences and numbers the coding holds, and what was left over and why")
    .option("--workers <n>", "threads to code on; the output is the same", "1")
    .option("--quiet", "no progress and no closing line")
    .option("--json", "for programs: codings as JSON, findings as JSON lines on standard error")
    .option(
      "--coder <name>",
      "rules, on this machine; rules-nursery, with the rules on trial; or llm, a model behind an endpoint",
      "rules",
    )
    .option("--dry-run", "llm: send nothing, say how many tokens it would take")
    .option("--send", "llm: report texts may leave this machine for this endpoint (needed once)")
    .option("--concurrency <n>", "llm: requests at a time (4)")
    .option("--timeout <seconds>", "llm: for a report or part of one, with all tries (900)")
    .option("--cache <folder>", "llm: where answers are kept (llm-cache in QUIPU_HOME)")
    .option("--price <in/out>", "llm: price of a million tokens, such as 0.15/0.60")
    .addHelpText("after", INPUT_HELP + LLM_HELP)
    .action(async (files: string[], options) => {
      exitCode = await (await import("./code-command.js")).codeCommand(inputs(files), options);
    });

  storing(reading(quipu.command("add")))
    .description("read reports into the store, code them and link them: files, archives, addresses, sources")
    .option("--since <date>", "only what feeds and sitemaps date on this day or later, YYYY-MM-DD")
    .option("--workers <n>", "threads to code on", "1")
    .option("--coder <name>", "rules, on this machine; or llm, a model behind an endpoint", "rules")
    .option("--send", "llm: report texts may leave this machine for this endpoint (needed once)")
    .option("--concurrency <n>", "llm: requests at a time (4)")
    .option("--timeout <seconds>", "llm: for a report or part of one, with all tries (900)")
    .option("--cache <folder>", "llm: where answers are kept (llm-cache in QUIPU_HOME)")
    .option("--price <in/out>", "llm: price of a million tokens, such as 0.15/0.60")
    .addHelpText("after", INPUT_HELP + ADD_HELP + LLM_HELP)
    .action(async (files: string[], options) => {
      exitCode = await (await import("./add-command.js")).addCommand(inputs(files), options);
    });

  reading(quipu.command("text"))
    .description("print what the analysis sees: words, tags, arcs, names, times, numbers, places")
    .option("--format <format>", "table (usual on a terminal) or ndjson (usual in a pipe: a report a line)")
    .option("--conllu <file>", "read CoNLL-U instead, keep its words and sentences, fill in its columns")
    .option("--quiet", "no progress")
    .option("--json", "for programs: NDJSON, findings as JSON lines on standard error")
    .addHelpText("after", INPUT_HELP)
    .action(async (files: string[], options) => {
      const read = options.conllu === undefined ? inputs(files) : files;
      exitCode = await (await import("./text-command.js")).textCommand(read, options);
    });

  quipu
    .command("codebook")
    .description("what counts as an event: list the types, explain one, check them all")
    .argument("[action]", "show or check; nothing lists the types")
    .argument("[code]", "for show: a type such as PRO.BLOCK")
    .option("--json", "JSON instead of text")
    .action(async (action: string | undefined, code: string | undefined, { json }) => {
      const io = {
        out: (text: string) => process.stdout.write(text),
        err: (text: string) => process.stderr.write(text),
      };
      exitCode = (await import("./codebook-command.js")).codebookCommand({ action, code, json }, io);
    });

  quipu
    .command("measure")
    .description(
      "compare two coders of the same reports: codings with gold, a person with another, old with new",
    )
    .argument("<gold>", "a folder of codings (*.json), or one NDJSON file")
    .argument("<coded>", "the same, as `quipu code` prints it")
    .option(
      "--reports <file>",
      "the reports as JSONL: needed for --lang and for triggers in the same sentence",
    )
    .option("--lang <code>", "only reports of this language")
    .option("--gold-coder <name>", "of the gold, only codings by this coder (human:ana)")
    .option("--coder <name>", "of the codings, only those by this coder")
    .option("--drift", "show what changed from the first to the second, report by report")
    .option("--json", "JSON instead of a table")
    .action(async (gold: string, coded: string, options) => {
      exitCode = await (await import("./measure-command.js")).measureCommand(gold, coded, options);
    });

  quipu
    .command("export")
    .description("write the events of the store in a format of the field, after the privacy rules")
    .requiredOption(
      "--format <name>",
      "acled, ccc, plover, gdelt, csv, geojson, parquet, jsonl, ftm, annotations, prov or html",
    )
    .option("--out <path>", "a file instead of standard output: there whole, or not at all")
    .option("--policy <name>", "how conflicting claims become values (that of the last edition, or interval)")
    .option("--public", "html and annotations for others: no text beyond the short quotes")
    .option("--from <date>", "events on or after a day, YYYY-MM-DD")
    .option("--to <date>", "events on or before a day")
    .option("--type <codes...>", "types such as PRO.DEMO, or families such as PRO")
    .option("--country <codes...>", "two letters of ISO 3166-1, such as PE")
    .option("--quote-words <n>", "words that a quote may have (10)")
    .option("--release <file>", "names of private persons that may be told: name, tab, reason, a line each")
    .option("--as-of <date>", "plans for a later day are told by town and day only (today)")
    .option("--findings <file>", "write all findings there, a JSON object a line")
    .option("--quiet", "no closing line")
    .option("--json", "findings as JSON lines on standard error")
    .action(async (options) => {
      exitCode = await (await import("./export-command.js")).exportCommand(options);
    });

  storing(quipu.command("edition"))
    .description("resolve the log into an edition: its events, or what changed since an earlier one")
    .option("--policy <name>", "how conflicting claims become values (interval); docs/editions.md lists all")
    .option("--diff [number]", "what changed since a published edition, the last where none is named")
    .option(
      "--format <format>",
      "table (usual on a terminal), json (usual in a pipe) or ndjson (an event a line)",
    )
    .option("--publish", "append the edition to the log: its events keep their names from then on")
    .action(async (options) => {
      exitCode = await (await import("./edition-command.js")).editionOfStore(options);
    });

  storing(quipu.command("verify"))
    .description("check the store: the chain of its log, the texts, and every span of every coding")
    .option("--head <head>", "POSITION:HASH of an earlier check, that this log must still have had")
    .action(async (options) => {
      exitCode = await (await import("./store-command.js")).verifyCommand(options);
    });
  storing(quipu.command("backup"))
    .description("write the whole log into one file, checking it on the way")
    .argument("<file>", "a new file, such as quipu.ndjson.gz")
    .action(async (file: string, options) => {
      exitCode = await (await import("./store-command.js")).backupCommand(file, options);
    });
  storing(quipu.command("restore"))
    .description("read a backup into an empty store, all of it or nothing")
    .argument("<file>", "as `quipu backup` wrote it, from either database")
    .action(async (file: string, options) => {
      exitCode = await (await import("./store-command.js")).restoreCommand(file, options);
    });
  storing(quipu.command("migrate"))
    .description("bring the store of an older quipu up to date")
    .action(async (options) => {
      exitCode = await (await import("./store-command.js")).migrateCommand(options);
    });

  quipu
    .command("serve")
    .description("answer over HTTP: the API, the atlas and the review desk")
    .option("--host <address>", "where to listen; beyond this machine only with accounts", "127.0.0.1")
    .option("--port <n>", "0 takes any that is free", "8484")
    .option("--url <address>", "where browsers reach it through a proxy (QUIPU_PUBLIC_URL)")
    .action(async (options) => {
      exitCode = await (await import("./serve-command.js")).serveCommand(options, version());
    });

  quipu
    .command("account")
    .description("who may use a server beyond this machine: add, list, remove, sign-out, token, revoke")
    .argument("<action>", "add, list, remove; token makes an API token, revoke takes one back")
    .argument("[name]", "of the account; it stands in the log as human:NAME")
    .argument("[token]", "for revoke: the id that list shows")
    .option("--role <role>", "for add: reader, coder, adjudicator or admin")
    .option("--no-password", "for add: signs in by OIDC or token only")
    .option("--scope <scope>", "for token: read (usual) or write")
    .option("--json", "for list: JSON instead of text")
    .action(async (action: string, name: string | undefined, token: string | undefined, options) => {
      exitCode = await (await import("./account-command.js")).accountCommand(action, name, token, options);
    });

  for (const command of [quipu, ...quipu.commands])
    command.exitOverride().configureOutput({ outputError: () => {}, writeErr: () => {} });
  return quipu;
}

/** A command that reads reports: which, and what may be said of them. */
function reading(command: Command): Command {
  return command
    .argument("[files...]", "files, folders, patterns, or - for standard input")
    .option("--published <date>", "day of publication, YYYY-MM-DD")
    .option("--lang <code>", "language of the reports (en)")
    .option("--outlet <name>", "who published them")
    .option("--url <address>", "where they were published")
    .option("--input-format <format>", "txt, html, jsonl, csv, feed …, whatever the extension");
}

/** A command that looks after the store. */
function storing(command: Command): Command {
  return command
    .option("--quiet", "no progress and no closing line")
    .option("--json", "for programs: JSON, findings as JSON lines on standard error")
    .addHelpText("after", STORE_HELP);
}

/** What a command reads when nothing is named: standard input, unless that is the keyboard. */
function inputs(files: readonly string[]): readonly string[] {
  if (files.length > 0) return files;
  if (process.stdin.isTTY)
    throw new UsageError(
      "Nothing to read. Name files or folders, or pipe reports in; `quipu code --help` shows how.",
    );
  return ["-"];
}

/** The message of a commander error in the words of quipu: what, and what to do. */
function explained(error: CommanderError): string {
  const [what = ""] = error.message.replace(/^error: /, "").split("\n");
  const guess = /Did you mean (?:one of )?([^?]+)\?/.exec(error.message)?.[1];
  const sentence = what.charAt(0).toUpperCase() + what.slice(1);
  return `${sentence}${/[.!?]$/.test(sentence) ? "" : "."} ${guess ? `Did you mean ${guess}? ` : ""}\`quipu --help\` lists what there is.`;
}

async function main(): Promise<void> {
  endWithReader();
  process.once("SIGINT", () => {
    if (process.stderr.isTTY) process.stderr.write("\r\x1b[K");
    process.exit(130);
  });
  const talk = new Talk({ json: process.argv.includes("--json"), quiet: false });
  try {
    const quipu = program();
    if (process.argv.length <= 2) {
      quipu.outputHelp({ error: false });
      return;
    }
    await quipu.parseAsync();
  } catch (error) {
    if (error instanceof CommanderError) {
      if (error.exitCode === 0) return;
      talk.trouble(explained(error));
    } else if (error instanceof UsageError) talk.trouble(error.message);
    else talk.trouble(`${error instanceof Error ? error.message : String(error)}`, "failed");
    exitCode = 2;
  }
}

await main();
process.exitCode = exitCode;
