/** What SQLite says when it cannot, in words: what, why, and what to do. */
import { StoreError } from "./store.js";

/** The error codes of https://www.sqlite.org/rescode.html that are told apart. */
const BUSY = 5;
const LOCKED = 6;
const READONLY = 8;
const IOERR = 10;
const CORRUPT = 11;
const FULL = 13;
const CANTOPEN = 14;
const NOTADB = 26;

function codeOf(error: unknown): number | null {
  const code = (error as { sqliteExtendedCode?: unknown; errcode?: unknown } | null)?.sqliteExtendedCode;
  return typeof code === "number" ? code & 0xff : null;
}

export function isBusy(error: unknown): boolean {
  const code = codeOf(error);
  return code === BUSY || code === LOCKED;
}

/** `file` is the database that was spoken to. */
export function sqliteTrouble(error: unknown, file: string): StoreError {
  if (error instanceof StoreError) return error;
  const said = error instanceof Error ? error.message : String(error);
  const told = (trouble: StoreError["trouble"], message: string) =>
    new StoreError(trouble, `${message} (${said})`, { cause: error });
  switch (codeOf(error)) {
    case BUSY:
    case LOCKED:
      return told(
        "busy",
        `Another process has been writing to "${file}" for too long. Nothing was added. Wait for it to end, then try again.`,
      );
    case FULL:
      return told(
        "full",
        `The disk of "${file}" is full. Nothing of this batch was added, all that was there is whole. Make room, then try again.`,
      );
    case IOERR:
      return told(
        "full",
        `The disk did not take or give what "${file}" needed: it is full, a limit is reached, or it is failing. Nothing of this batch was added. Look at the disk, then try again.`,
      );
    case READONLY:
      return told(
        "readonly",
        `"${file}" or its folder may not be written to. Nothing was added. Change its permissions, or set QUIPU_HOME to a folder of your own.`,
      );
    case CANTOPEN:
      return told(
        "unreachable",
        `"${file}" cannot be opened. Is its folder there, and may you read and write in it? QUIPU_HOME says which folder it is.`,
      );
    case CORRUPT:
    case NOTADB:
      return told(
        "damaged",
        `"${file}" is damaged: it is no whole SQLite database. Keep a copy of it as it is, and restore a backup with \`quipu restore\` into a new QUIPU_HOME.`,
      );
    default:
      return told("failed", `The store in "${file}" could not do it.`);
  }
}
