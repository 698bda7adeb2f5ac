/** Turns what the user names (files, folders, globs, `-`) into files in order. */
import { readdir, stat } from "node:fs/promises";
import { join } from "node:path";
import { formatOf, isReadable, knownExtensions } from "./formats.js";
import { type Incoming, type InputFormat, refused } from "./incoming.js";

/** A file to read, `-` for standard input. `format` null: look into it. */
export type InputFile = { readonly path: string; readonly format: InputFormat | null };

/**
 * The files that one argument names: itself, the readable files of a folder (and its folders) by name, or what a glob
 * matches. An argument that names nothing gives a finding.
 */
export async function expand(
  argument: string,
  format: InputFormat | null,
): Promise<Array<InputFile | Incoming>> {
  if (argument === "-") return [{ path: argument, format }];
  const kind = await kindOf(argument);
  if (kind === "folder") return folder(argument, format);
  if (kind === "file") return [{ path: argument, format: format ?? formatOf(argument) }];
  if (!/[*?[{]/.test(argument)) {
    const message = "There is no such file. Check the name, and from which folder you call quipu.";
    return [refused("file.missing", message, argument)];
  }
  const { glob } = await import("tinyglobby");
  const found = (await glob(argument, { expandDirectories: false, onlyFiles: true })).sort();
  if (found.length === 0) return [refused("glob.no_match", "No file matches this pattern.", argument)];
  return found.map((path) => ({ path, format: format ?? formatOf(path) }));
}

async function folder(path: string, format: InputFormat | null): Promise<Array<InputFile | Incoming>> {
  const found: InputFile[] = [];
  let passed = 0;
  const walk = async (at: string): Promise<void> => {
    const entries = await readdir(at, { withFileTypes: true });
    for (const entry of entries.sort((a, b) => (a.name < b.name ? -1 : 1))) {
      const inner = join(at, entry.name);
      if (entry.name.startsWith(".")) continue;
      if (entry.isDirectory()) await walk(inner);
      else if (format !== null || isReadable(inner))
        found.push({ path: inner, format: format ?? formatOf(inner) });
      else passed++;
    }
  };
  try {
    await walk(path);
  } catch (error) {
    return [...found, refused("folder.unreadable", `The folder cannot be read (${codeOf(error)}).`, path)];
  }
  const known = knownExtensions();
  if (found.length === 0) {
    const message = `The folder holds no file with a known extension (${known}). Name the files, or give --input-format.`;
    return [refused("folder.empty", message, path)];
  }
  if (passed === 0) return found;
  const files = passed === 1 ? "1 file is" : `${passed} files are`;
  const message = `${files} passed over: no known extension (${known}). Name them, or give --input-format.`;
  return [...found, refused("folder.passed_over", message, path)];
}

async function kindOf(path: string): Promise<"file" | "folder" | null> {
  try {
    return (await stat(path)).isDirectory() ? "folder" : "file";
  } catch {
    return null;
  }
}

/** The system's name for what went wrong ("EACCES"), or the message. */
export function codeOf(error: unknown): string {
  if (!(error instanceof Error)) return String(error);
  return (error as NodeJS.ErrnoException).code ?? error.message;
}
