/** Finds the compiled data that ships with the package, whether the code runs from `src/` or from `dist/src/`. */
import { existsSync } from "node:fs";
import { fileURLToPath } from "node:url";

let folder: string | null = null;

/** Path of a file in `dist/data`. Throws with what to do when the package has not been built. */
export function dataFile(name: string): string {
  if (folder === null) {
    const here = [new URL("../../dist/data/", import.meta.url), new URL("../../data/", import.meta.url)];
    const found = here.find((url) => existsSync(url));
    if (!found) throw new Error("The compiled data are missing. Run `npm run build` once and try again.");
    folder = fileURLToPath(found);
  }
  return folder + name;
}
