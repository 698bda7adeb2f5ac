import { spawn } from "node:child_process";
import { fileURLToPath } from "node:url";
import { expect, test } from "vitest";
import { quipu } from "./cli.js";

const CLI = fileURLToPath(new URL("../dist/src/app/cli.js", import.meta.url));

function archive(count: number): string {
  const lines = Array.from({ length: count }, (_, i) => {
    if (i % 13 === 5) return '{"id": broken';
    const long = i % 7 === 0 ? "The police watched them from the bridge. ".repeat(40) : "";
    const text = `Some ${i + 20} dockers marched in Rotterdam on Thursday. ${long}Police arrested ${i + 3} of them.`;
    return JSON.stringify({ id: `r${i}`, text, published: i % 11 === 0 ? null : "2021-03-05", lang: "en" });
  });
  return `${lines.join("\n")}\n`;
}

test.each(["ndjson", "json", "record"])(
  "prints the same bytes in the same order with any number of workers (%s)",
  (format) => {
    const input = archive(60);
    const args = ["code", "-", "--format", format];
    const alone = quipu(args, input);
    expect(alone.code).toBe(1);
    for (const workers of ["2", "3"]) {
      const together = quipu([...args, "--workers", workers], input);
      expect(together.out).toBe(alone.out);
      expect(together.err).toBe(alone.err);
      expect(together.code).toBe(1);
    }
  },
);

test("ends quietly when its reader has had enough", async () => {
  const child = spawn(process.execPath, [CLI, "code", "-", "--workers", "2"], {
    stdio: ["pipe", "pipe", "pipe"],
  });
  child.stdin.on("error", () => {});
  child.stdin.end(archive(400));
  let err = "";
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  child.stdout.once("data", () => child.stdout.destroy());
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect(code).toBe(0);
  expect(err).not.toMatch(/EPIPE|\n\s+at /);
});

test("ends quietly when interrupted", async () => {
  const child = spawn(process.execPath, [CLI, "code", "-"], { stdio: ["pipe", "pipe", "pipe"] });
  child.stdin.write(archive(5));
  let err = "";
  child.stderr.on("data", (chunk) => {
    err += chunk;
  });
  child.stdout.once("data", () => child.kill("SIGINT"));
  const code = await new Promise((resolve) => child.once("close", resolve));
  expect(code).toBe(130);
  expect(err).not.toMatch(/\n\s+at /);
});
