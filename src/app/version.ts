/** The version of the package, from where it is installed or built. */
import { existsSync, readFileSync } from "node:fs";

export function version(): string {
  const file = ["../../../package.json", "../../package.json"]
    .map((path) => new URL(path, import.meta.url))
    .find((url) => existsSync(url));
  return file ? (JSON.parse(readFileSync(file, "utf8")) as { version: string }).version : "unknown";
}
