/** Reads a mail (EML): its text is the report. Who sent it to whom is not kept: those are private persons. */
import { takeAll } from "./bytes.js";
import { compose, tooLong } from "./compose.js";
import { custodyOf } from "./custody.js";
import { pageText } from "./html-text.js";
import { BYTES_LIMIT, type Incoming, type Input, refused } from "./incoming.js";
import type { Reader, Reading } from "./reading.js";

/** Parts inside parts, and bytes of header lines, that a mail may have. */
const LARGEST = { nesting: 30, headers: 1_000_000 };

export const mail: Reader = {
  format: "eml",
  extensions: ["eml"],
  mediaTypes: ["message/rfc822"],
  looks: (_head, text) =>
    /^(?:Return-Path|Received|Delivered-To|MIME-Version|Message-ID|DKIM-Signature|X-[\w-]{1,40}): /i.test(
      text,
    ) && /^(?:From|Subject|Date): /im.test(text),
  async *read(input, reading) {
    const bytes = await takeAll(input.stream, BYTES_LIMIT);
    yield bytes === null ? tooLong(input.name, null) : await readMail(bytes, input, reading);
  },
};

async function readMail(bytes: Uint8Array, input: Input, reading: Reading): Promise<Incoming> {
  const { default: PostalMime } = await import("postal-mime");
  try {
    const message = await PostalMime.parse(bytes, {
      maxNestingDepth: LARGEST.nesting,
      maxHeadersSize: LARGEST.headers,
      attachmentEncoding: "arraybuffer",
    });
    const text = message.text?.trim()
      ? message.text
      : message.html
        ? (await pageText(message.html)).text
        : "";
    const found =
      message.attachments.length > 0
        ? [
            {
              code: "mail.attachments",
              message: `The mail has ${message.attachments.length} attached files; only its own text is read. Save them and add them by themselves.`,
            },
          ]
        : [];
    const fields = {
      id: null,
      text,
      title: message.subject?.trim() || null,
      published: message.date ?? null,
      url: null,
      lang: null,
      outlet: null,
    };
    const origin = {
      file: input.name,
      line: null,
      custody: custodyOf(input, reading, bytes),
      given: input.given,
    };
    return compose(fields, origin, reading, found);
  } catch (error) {
    const why = error instanceof Error ? error.message : String(error);
    return refused("mail.unreadable", `The mail cannot be read (${why}).`, input.name);
  }
}
