/** The findings of an export: the first few are told, all are counted, and a file may have them all. */
import { type FileHandle, open } from "node:fs/promises";
import type { ExportFinding } from "../writers/writer.js";
import { UsageError } from "./options.js";
import type { Talk } from "./talk.js";

/** As many as a person reads. */
const TOLD = 10;
const BATCH = 500;

export class ExportFindings {
  readonly #counts = new Map<ExportFinding["code"], number>();
  #waiting: string[] = [];
  #writing: Promise<void> = Promise.resolve();
  #file: Promise<FileHandle> | null = null;

  /** `path`: a file for all of them, a JSON object a line. */
  constructor(
    private readonly talk: Talk,
    private readonly format: string,
    private readonly path: string | undefined,
  ) {}

  add(finding: ExportFinding): void {
    const { code, message, about } = finding;
    this.#counts.set(code, (this.#counts.get(code) ?? 0) + 1);
    if (this.path !== undefined) {
      this.#waiting.push(`${JSON.stringify({ ...finding, format: this.format })}\n`);
      if (this.#waiting.length >= BATCH) this.#flush(this.path);
    } else if (code !== "export.folded" && this.toLookAt <= TOLD)
      this.talk.finding({ code, message, file: `${this.format}, ${about}`, line: null, report: null });
  }

  /** All but those that only say in which row an event stands. */
  get toLookAt(): number {
    let sum = 0;
    for (const [code, count] of this.#counts) if (code !== "export.folded") sum += count;
    return sum;
  }

  async done(): Promise<void> {
    if (this.path !== undefined) {
      this.#flush(this.path);
      await this.#writing;
      await (await this.#file)?.close();
    } else if (this.toLookAt > TOLD)
      this.talk.tell({
        code: "export.more",
        message: `… and ${this.toLookAt - TOLD} more findings; --findings FILE writes them all.`,
      });
  }

  /** ", 12 refused, 3 folded into others, 1 with a doubt". */
  inWords(): string {
    const words: Readonly<Record<ExportFinding["code"], string>> = {
      "export.refused": "refused",
      "export.unknown_type": "of an unknown type",
      "export.folded": "in the row of another",
      "export.candidates": "with a doubt",
      "export.no_text": "reports without a text",
    };
    return [...this.#counts].map(([code, count]) => `, ${count} ${words[code]}`).join("");
  }

  #flush(path: string): void {
    const lines = this.#waiting.join("");
    this.#waiting = [];
    this.#file ??= open(path, "w").catch((error: NodeJS.ErrnoException) => {
      throw new UsageError(`The findings cannot be written to "${path}" (${error.code ?? error.message}).`);
    });
    const file = this.#file;
    this.#writing = this.#writing.then(async () => {
      await (await file).writeFile(lines);
    });
    // It is awaited at the end; until then a failure must not end the process.
    this.#writing.catch(() => {});
  }
}
