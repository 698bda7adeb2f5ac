/** Knows WARC, the archive of web crawlers (CC-NEWS); what reads it is loaded only when one comes. */
import type { Reader } from "./reading.js";

export const warc: Reader = {
  format: "warc",
  extensions: ["warc"],
  mediaTypes: ["application/warc"],
  looks: (_head, text) => /^WARC\/\d\.\d\s/.test(text),
  async *read(input, reading) {
    yield* (await import("./warc-records.js")).readWarc(input, reading);
  },
};
