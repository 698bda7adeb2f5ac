/** Keeps the answers of a model in a folder, a file each: a run can be stopped at any moment, resumed and repeated. */
import { mkdir, readFile, rename, rm, writeFile } from "node:fs/promises";
import { dirname, join } from "node:path";
import type { AnswerCache, CachedAnswer } from "../coders/llm/ask.js";
import { sha256 } from "../model/identity.js";

/** An entry that cannot be read counts as not there, one that cannot be written is left out; both are told. */
export class FolderCache implements AnswerCache {
  #written = 0;

  constructor(
    readonly folder: string,
    private readonly onTrouble: (trouble: "unreadable" | "unwritable", file: string) => void,
  ) {}

  async get(key: string): Promise<CachedAnswer | null> {
    const file = this.#file(key);
    let text: string;
    try {
      text = await readFile(file, "utf8");
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "ENOENT") this.onTrouble("unreadable", file);
      return null;
    }
    const answer = asAnswer(text);
    if (answer === null) this.onTrouble("unreadable", file);
    return answer;
  }

  /** The file is there whole or not at all. */
  async put(key: string, answer: CachedAnswer): Promise<void> {
    const file = this.#file(key);
    const draft = `${file}.${process.pid}-${++this.#written}.part`;
    try {
      await mkdir(dirname(file), { recursive: true, mode: 0o700 });
      await writeFile(draft, `${JSON.stringify(answer, null, 1)}\n`, { mode: 0o600, flush: true });
      await rename(draft, file);
    } catch {
      await rm(draft, { force: true }).catch(() => {});
      this.onTrouble("unwritable", file);
    }
  }

  #file(key: string): string {
    return join(this.folder, key.slice(0, 2), `${key}.json`);
  }
}

function asAnswer(text: string): CachedAnswer | null {
  try {
    const value = JSON.parse(text) as Partial<CachedAnswer> | null;
    if (typeof value?.content !== "string" || sha256(value.content) !== value.sha256) return null;
    return { coder: "", from: "", model: null, usage: null, ...value } as CachedAnswer;
  } catch {
    return null;
  }
}
