import fc from "fast-check";
import { expect, test } from "vitest";
import { lines, peek, takeAll } from "./bytes.js";
import { decode, invalidUtf8 } from "./decode.js";

async function* stream(chunks: string[]): AsyncGenerator<Uint8Array> {
  for (const chunk of chunks) yield Buffer.from(chunk);
}

test("lines come out the same however the stream is cut", async () => {
  const pieces = fc.array(fc.string({ unit: fc.constantFrom("a", "é", "\n", "\r\n", " "), maxLength: 12 }), {
    maxLength: 8,
  });
  await fc.assert(
    fc.asyncProperty(pieces, async (chunks) => {
      const found: string[] = [];
      for await (const line of lines(stream(chunks), 1000)) found.push(Buffer.from(line.bytes!).toString());
      const whole = chunks.join("").split("\n");
      if (whole.at(-1) === "") whole.pop();
      expect(found).toEqual(whole.map((line) => line.replace(/\r$/, "")));
    }),
  );
});

test("a peek takes nothing away, and a limit stops the reading", async () => {
  const { head, rest } = await peek(stream(["ab", "cd", "ef"]), 3);
  expect(Buffer.from(head).toString()).toBe("abcd");
  expect(Buffer.from((await takeAll(rest, 6))!).toString()).toBe("abcdef");
  expect(await takeAll(stream(["abc", "def"]), 5)).toBeNull();
});

test("counts as invalid exactly the bytes that strict decoding refuses", () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 40 }), (bytes) => {
      const strict = () => new TextDecoder("utf-8", { fatal: true }).decode(bytes);
      if (invalidUtf8(bytes) === 0) expect(strict).not.toThrow();
      else expect(strict).toThrow();
    }),
  );
  expect(decode(Buffer.from("\ufeffmarch"), "utf-8")).toEqual({ text: "march", invalid: 0 });
});
