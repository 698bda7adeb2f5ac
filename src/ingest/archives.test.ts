import { readdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { gzipSync } from "node:zlib";
import fc from "fast-check";
import { describe, expect, test } from "vitest";
import { folderForTests, httpAnswer, pageOf, readThrough, warcRecord, zipOf } from "../../test/ingest-kit.js";
import { LIMITS } from "./budget.js";
import { INPUT_FORMATS } from "./incoming.js";

const { file } = folderForTests();

describe("gzip", () => {
  test("is read as what is inside it, of one member or many", async () => {
    const line = (id: string) => `{"id":"${id}","text":"A march."}\n`;
    const path = file("reports.jsonl.gz", Buffer.concat([gzipSync(line("a")), gzipSync(line("b"))]));
    const { reports, codes } = await readThrough(path);
    expect(reports.map(({ report, line }) => [report.id, line])).toEqual([
      ["a", 1],
      ["b", 2],
    ]);
    expect(codes).toEqual([]);
  });

  test("that is cut off gives what came before, and says so", async () => {
    const lines = Array.from({ length: 5_000 }, (_, i) =>
      JSON.stringify({ id: `${i}`, text: `March ${i * 7919}.` }),
    );
    const whole = gzipSync(lines.join("\n"));
    const { reports, codes } = await readThrough(file("cut.jsonl.gz", whole.subarray(0, whole.length / 2)));
    expect(reports.length).toBeGreaterThan(1_000);
    expect(codes.at(-1)).toBe("file.truncated");
  });

  test("that unpacks without end is stopped", async () => {
    const bomb = gzipSync(Buffer.alloc(50_000_000, "A"));
    const { reports, codes } = await readThrough(file("bomb.txt.gz", bomb));
    expect(reports).toEqual([]);
    expect(codes).toEqual(["archive.limit"]);
  });

  test("inside gzip inside gzip … is stopped", async () => {
    let bytes = Buffer.from("A march.");
    for (let i = 0; i < 5; i++) bytes = gzipSync(bytes);
    expect((await readThrough(file("nested.gz", bytes))).codes).toEqual(["archive.nesting"]);
  });
});

describe("ZIP", () => {
  test("gives its members by name, archives in it too, and passes over what it does not know", async () => {
    const inner = zipOf([{ name: "c.txt", content: "A strike." }]);
    const path = file(
      "press.zip",
      zipOf([
        { name: "day1/a.html", content: pageOf("Sixty nurses marched.") },
        { name: "day1/b.jsonl", content: '{"id":"b","text":"B."}\n{"broken\n{"id":"c","text":"C."}\n' },
        { name: "inner.zip", content: inner },
        { name: "logo.png", content: "no" },
        { name: "__MACOSX/._a.txt", content: "no" },
      ]),
    );
    const { reports, findings } = await readThrough(path);
    expect(reports.map((one) => one.file)).toEqual([
      `${path}!/day1/a.html`,
      `${path}!/day1/b.jsonl`,
      `${path}!/day1/b.jsonl`,
      `${path}!/inner.zip!/c.txt`,
    ]);
    expect(reports[3]!.custody.from).toBe(`${path}!/inner.zip!/c.txt`);
    expect(findings).toMatchObject([
      { code: "line.not_json", file: `${path}!/day1/b.jsonl`, line: 2 },
      { code: "archive.passed_over", file: path },
    ]);
  });

  test("with a damaged, an encrypted and a lying member reads the others", async () => {
    const path = file(
      "mixed.zip",
      zipOf([
        { name: "damaged.txt", content: "A march.", packed: Buffer.from([0xff, 0xff, 0xff]) },
        { name: "secret.txt", content: "A march.", encrypted: true },
        { name: "liar.txt", content: "A march that is longer than it says.", claims: 3 },
        { name: "good.txt", content: "A march." },
      ]),
    );
    const { reports, findings } = await readThrough(path);
    expect(reports.map((one) => one.report.text)).toEqual(["A march."]);
    expect(findings.map(({ code, file: at }) => [code, at?.slice(path.length)])).toEqual([
      ["archive.unreadable", "!/damaged.txt"],
      ["archive.member", "!/secret.txt"],
      ["file.unreadable", "!/liar.txt"],
    ]);
  });

  test.each(["../../escape.txt", "/etc/escape.txt", "C:\\escape.txt", "a/../../escape.txt"])(
    "with a member named %s is not read on",
    async (name) => {
      const path = file(
        "escape.zip",
        zipOf([
          { name: "first.txt", content: "A march." },
          { name, content: "X" },
        ]),
      );
      const { reports, codes } = await readThrough(path);
      expect(reports).toHaveLength(1);
      expect(codes).toEqual(["archive.unreadable"]);
    },
  );

  test("that unpacks to a thousand times its size is not unpacked, whatever it says of itself", async () => {
    const zeros = Buffer.alloc(20_000_001, "A");
    const honest = await readThrough(file("bomb.zip", zipOf([{ name: "a.jsonl", content: zeros }])));
    expect(honest.codes).toEqual(["archive.member"]);
    const lying = await readThrough(
      file("liar.zip", zipOf([{ name: "a.jsonl", content: zeros, claims: 100 }])),
    );
    expect(lying.codes).toEqual(["file.unreadable"]);
  });

  test("with more members than are allowed, or more bytes, is stopped as a whole", async () => {
    const members = Array.from({ length: 20 }, (_, i) => ({ name: `${i}.txt`, content: `March ${i}.` }));
    const path = file("many.zip", zipOf(members));
    const few = await readThrough(path, { limits: { ...LIMITS, entries: 5 } });
    expect([few.reports.length, few.codes]).toEqual([5, ["archive.limit"]]);
    const small = await readThrough(path, { limits: { ...LIMITS, bytes: 30 } });
    expect([small.reports.length, small.codes]).toEqual([3, ["archive.limit"]]);
  });

  test("that is an Office file says what to do", async () => {
    const path = file(
      "paper.zip",
      zipOf([
        { name: "[Content_Types].xml", content: "<Types/>" },
        { name: "a.xml", content: "" },
      ]),
    );
    expect((await readThrough(path)).findings).toMatchObject([
      { code: "file.binary", message: expect.stringContaining("Extract its text first") },
    ]);
  });

  test("leaves nothing behind in the folder for temporary files", async () => {
    const ours = () => readdirSync(tmpdir()).filter((name) => /^quipu-\w{6}$/.test(name));
    const before = ours();
    await readThrough(file("packed.zip.gz", gzipSync(zipOf([{ name: "a.txt", content: "A march." }]))));
    expect(ours()).toEqual(before);
  });
});

describe("WARC", () => {
  const two = (middle: Uint8Array = Buffer.alloc(0)) =>
    Buffer.concat([
      warcRecord("warcinfo", "x", "software: test\r\n", "application/warc-fields"),
      warcRecord(
        "request",
        "https://x.example/1",
        "GET / HTTP/1.1\r\n\r\n",
        "application/http; msgtype=request",
      ),
      warcRecord("response", "https://x.example/1", httpAnswer(pageOf("Sixty nurses marched."))),
      middle,
      warcRecord("response", "https://x.example/pic", httpAnswer("PNG", { "Content-Type": "image/png" })),
      warcRecord(
        "response",
        "https://x.example/2",
        httpAnswer(gzipSync(Buffer.from(pageOf("Huelga en Potos\xed."), "latin1")), {
          "Content-Type": "text/html; charset=iso-8859-1",
          "Content-Encoding": "gzip",
        }),
      ),
    ]);

  test.each([
    ["plain", two()],
    ["packed", gzipSync(two())],
  ])("%s gives its pages with address, time and headers", async (name, bytes) => {
    const path = file(`${name}.warc${name === "packed" ? ".gz" : ""}`, bytes);
    const { reports, findings } = await readThrough(path);
    expect(findings).toEqual([]);
    expect(reports.map(({ report }) => [report.url, report.text])).toEqual([
      ["https://x.example/1", expect.stringContaining("Sixty nurses marched.")],
      ["https://x.example/2", expect.stringContaining("Huelga en Potosí.")],
    ]);
    expect(reports[0]!.custody).toMatchObject({
      acquired: "2021-03-04T12:00:00.000Z",
      from: `${path}!/https://x.example/1`,
      mediaType: "text/html",
      headers: { "content-type": "text/html; charset=utf-8" },
    });
  });

  test("has pages that give themselves an address on their own site, and none on another", async () => {
    const claim = (at: string) => pageOf("Sixty nurses marched.", `<link rel="canonical" href="${at}">`);
    const records = ["https://x.example/canonical", "https://other.example/story", "/relative"].map((at, i) =>
      warcRecord("response", `https://www.x.example/${i}`, httpAnswer(claim(at))),
    );
    const { reports } = await readThrough(file("claims.warc", Buffer.concat(records)));
    expect(reports.map(({ report }) => report.url)).toEqual([
      "https://x.example/canonical",
      "https://www.x.example/1",
      "https://www.x.example/relative",
    ]);
  });

  test("packed record by record is read as well, as CC-NEWS is", async () => {
    const records = [1, 2, 3].map((i) =>
      gzipSync(
        warcRecord("response", `https://x.example/${i}`, httpAnswer(pageOf(`March ${i} of the week.`))),
      ),
    );
    expect((await readThrough(file("cc.warc.gz", Buffer.concat(records)))).reports).toHaveLength(3);
  });

  test("damaged in the middle goes on at the next record", async () => {
    const { reports, codes } = await readThrough(
      file("damaged.warc", two(Buffer.from("garbage\n".repeat(50)))),
    );
    expect(reports).toHaveLength(2);
    expect(codes).toEqual(["warc.damaged"]);
  });

  test("whose record has no length, or is cut off, says so", async () => {
    const noLength = Buffer.from("WARC/1.0\r\nWARC-Type: response\r\n\r\n");
    expect((await readThrough(file("bare.warc", Buffer.concat([noLength, two()])))).codes).toEqual([
      "warc.record",
    ]);
    const whole = two();
    expect((await readThrough(file("cut.warc", whole.subarray(0, whole.length - 40)))).codes).toEqual([
      "file.truncated",
    ]);
  });

  test("whose header never ends does not fill the memory", async () => {
    const path = file(
      "endless.warc",
      Buffer.concat([Buffer.from("WARC/1.0\r\n"), Buffer.alloc(6_000_000, "A: b\r\n")]),
    );
    const before = process.memoryUsage().rss;
    expect((await readThrough(path)).codes).toContain("warc.record");
    expect(process.memoryUsage().rss - before).toBeLessThan(150_000_000);
  });
});

describe("whatever the bytes", () => {
  const magic = fc.constantFrom(
    "",
    "WARC/1.0\r\nContent-Length: 5\r\n\r\n",
    "PK\x03\x04",
    "PK\x05\x06",
    "\x1f\x8b\x08",
    '<?xml version="1.0"?><rss version="2.0">',
    "<urlset><url>",
    '{"text":',
    "text,date\n",
    "Received: x\nSubject: y\nContent-Type: multipart/mixed; boundary=a\n\n--a\n",
  );
  const pieces = fc.constantFrom(
    "<item>",
    "<![CDATA[",
    "&amp;",
    '"',
    "\n",
    "\0",
    "\xff",
    "a",
    "]]>",
    "--a\n",
    "=",
    ",",
    "{",
    "<url><loc>https://x.example/",
    "Content-Length: 99\r\n\r\n",
  );

  test("every reader comes to an end without an error, whatever it is told that they are", async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(
        magic,
        fc.array(pieces, { maxLength: 60 }),
        fc.uint8Array({ maxLength: 300 }),
        fc.constantFrom(null, ...INPUT_FORMATS),
        async (start, middle, end, format) => {
          const path = file(
            `any-${n++ % 4}.out`,
            Buffer.concat([Buffer.from(start + middle.join(""), "latin1"), end]),
          );
          const { steps } = await readThrough(path, {
            hints: { format, published: null, lang: null, outlet: null, url: null, today: "2024-06-15" },
          });
          expect(steps.length).toBeGreaterThanOrEqual(0);
        },
      ),
      { numRuns: 400 },
    );
  }, 60_000);

  const UNITS: ReadonlyArray<readonly [string, string]> = [
    ["feed", "<item>"],
    ["feed", "<"],
    ["feed", "<![CDATA["],
    ["feed", "<!DOCTYPE a ["],
    ["feed", "&amp;"],
    ["sitemap", "<url>"],
    ["sitemap", "<url><loc>https://x.example/</loc>"],
    ["csv", '"'],
    ["csv", "\n"],
    ["csv", ","],
    ["csv", "text\n"],
    ["eml", "Content-Type: multipart/mixed; boundary=a\n\n--a\n"],
    ["eml", "=?utf-8?Q?"],
    ["eml", "a: b\n"],
    ["eml", "Subject: =?utf-8?B?"],
    ["warc", "\n"],
    ["warc", "WARC/1.0\n"],
    ["warc", "WARC/1.0\r\nContent-Length: 0\r\n\r\n"],
    ["zip", "PK\x01\x02"],
  ];
  test.each(UNITS)(
    "400,000 bytes for the reader of %s, of %j over and over, are read within seconds",
    async (format, unit) => {
      const path = file("much.out", unit.repeat(Math.ceil(400_000 / unit.length)));
      const before = process.cpuUsage();
      await readThrough(path, {
        hints: {
          format: format as never,
          published: null,
          lang: null,
          outlet: null,
          url: null,
          today: "2024-06-15",
        },
      });
      const { user, system } = process.cpuUsage(before);
      expect((user + system) / 1e6).toBeLessThan(4);
    },
  );
});
