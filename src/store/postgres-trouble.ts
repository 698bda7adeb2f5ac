/** What PostgreSQL or the way to it says when it cannot, in words: what, why, and what to do. */
import { StoreError } from "./store.js";

/** Errors of the network, before the server has a word. */
const NETWORK = /^(?:ECONN|EPIPE|ENOENT|ENOTFOUND|EAI_|ETIMEDOUT|EHOST|ENET|EACCES)/;

function codeOf(error: unknown): string {
  const code = (error as { code?: unknown } | null)?.code;
  if (typeof code === "string") return code;
  // Several addresses of one host were tried, and each has its own.
  const [first] = error instanceof AggregateError ? error.errors : [];
  return first === undefined ? "" : codeOf(first);
}

/** `where` names the database, without password. Codes: appendix A of PostgreSQL's manual. */
export function postgresTrouble(error: unknown, where: string): StoreError {
  if (error instanceof StoreError) return error;
  const code = codeOf(error);
  const said = (error instanceof Error && error.message) || code || String(error);
  const told = (trouble: StoreError["trouble"], message: string) =>
    new StoreError(trouble, `${message} (${said})`, { cause: error });
  if (/^(?:28|3D)/.test(code))
    return told(
      "unreachable",
      `${where} refuses the login or has no such database. Correct QUIPU_DATABASE_URL, or make the database.`,
    );
  if (
    /^(?:08|57P)/.test(code) ||
    NETWORK.test(code) ||
    /^(?:Connection terminated|timeout e|Client has)/i.test(said)
  )
    return told(
      "unreachable",
      `${where} does not answer, or broke off. What was not acknowledged may or may not be there. Look whether the server runs, then add it again: what is there is not added twice.`,
    );
  if (/^(?:55P03|40|53300|57014)/.test(code))
    return told(
      "busy",
      `${where} has been busy for too long: another process writes, or it has no connection left. Nothing was added. Try again.`,
    );
  if (/^53/.test(code))
    return told(
      "full",
      `The server of ${where} has no room left. Nothing of this batch was added. Make room, then try again.`,
    );
  if (/^(?:25006|42501)$/.test(code))
    return told(
      "readonly",
      `${where} does not let this user write. Grant it the right to create tables and schemas in that database.`,
    );
  if (/^XX00[12]/.test(code))
    return told(
      "damaged",
      `${where} finds its own files damaged. Stop it, and restore a backup into a new database.`,
    );
  return told("failed", `${where} could not do it.`);
}
