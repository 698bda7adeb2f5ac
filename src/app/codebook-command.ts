/** `quipu codebook`: the codebook explains and checks itself. */

import type { GuidedCodebook } from "../codebook/index.js";
import {
  checkCodebook,
  describeCodebook,
  describeType,
  loadCodebook,
  nearestCode,
} from "../codebook/index.js";

/** Where a command speaks: `out` for data, `err` for talk. Each takes text that ends its own lines. */
export type CommandIo = { out(text: string): void; err(text: string): void };

export type CodebookArguments = {
  /** `check`, `show`, or nothing: the list by family. */
  readonly action?: string | undefined;
  /** For `show`: which type. Upper or lower case. */
  readonly code?: string | undefined;
  /** JSON on standard output instead of text for people. */
  readonly json?: boolean | undefined;
};

/** Runs the command. Exit code: 0 done, 1 the check found faults, 2 could not do it (unknown action or code). */
export function codebookCommand(args: CodebookArguments, io: CommandIo, codebook = loadCodebook()): number {
  const { action, code, json = false } = args;
  if (action === undefined || action === "" || action === "list") return list(codebook, json, io);
  if (action === "check") return check(codebook, json, io);
  if (action === "show") return show(codebook, code, json, io);
  io.err(
    `There is no \`quipu codebook ${action}\`. Use \`check\`, \`show CODE\`, or nothing for the list.\n`,
  );
  return 2;
}

const write = (io: CommandIo, value: unknown) => io.out(`${JSON.stringify(value, null, 2)}\n`);

function list(codebook: GuidedCodebook, json: boolean, io: CommandIo): number {
  if (json) write(io, { id: codebook.id, types: [...codebook.types.values()], guidance: codebook.guidance });
  else io.out(describeCodebook(codebook));
  return 0;
}

function check(codebook: GuidedCodebook, json: boolean, io: CommandIo): number {
  const findings = checkCodebook(codebook);
  const types = [...codebook.types.values()];
  const examples = types.reduce((sum, type) => sum + type.examples.length, 0);
  const counterExamples = types.reduce((sum, type) => sum + type.counterExamples.length, 0);
  if (json) {
    write(io, { id: codebook.id, types: types.length, examples, counterExamples, findings });
  } else {
    for (const { code, message } of findings) io.out(`${code}  ${message}\n`);
    const verdict = findings.length === 0 ? "no faults" : `${findings.length} faults`;
    io.out(
      `${codebook.id}: ${types.length} types, ${examples} examples, ${counterExamples} counter-examples, ${verdict}\n`,
    );
  }
  return findings.length === 0 ? 0 : 1;
}

function show(codebook: GuidedCodebook, asked: string | undefined, json: boolean, io: CommandIo): number {
  if (!asked) {
    io.err("Which type? Use `quipu codebook show CODE`; `quipu codebook` lists the codes.\n");
    return 2;
  }
  const type = codebook.types.get(asked.trim().toUpperCase());
  if (type) {
    if (json) write(io, type);
    else io.out(describeType(codebook, type.code));
    return 0;
  }
  const near = nearestCode(codebook, asked);
  const advice = near ? `Did you mean ${near}?` : "`quipu codebook` lists the codes.";
  io.err(`${codebook.id} has no type ${JSON.stringify(asked)}. ${advice}\n`);
  return 2;
}
