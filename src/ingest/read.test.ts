import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, describe, expect, test } from "vitest";
import type { Hints, Incoming, IncomingReport } from "./incoming.js";
import { readReports } from "./read.js";

const folder = mkdtempSync(join(tmpdir(), "quipu-read-"));
afterAll(() => rmSync(folder, { recursive: true }));

const HINTS: Hints = {
  format: null,
  published: null,
  lang: null,
  outlet: null,
  url: null,
  today: "2024-06-15",
};

function file(name: string, content: string | Uint8Array): string {
  const path = join(folder, name);
  writeFileSync(path, content);
  return path;
}

async function read(inputs: string | string[], hints: Partial<Hints> = {}): Promise<Incoming[]> {
  const found: Incoming[] = [];
  for await (const one of readReports([inputs].flat(), { ...HINTS, ...hints })) found.push(one);
  return found;
}

async function readOne(inputs: string, hints: Partial<Hints> = {}): Promise<IncomingReport> {
  const found = await read(inputs, hints);
  expect(found).toHaveLength(1);
  return found[0] as IncomingReport;
}

/** Reports by id, findings by `code:line`. */
function outline(found: Incoming[]): string[] {
  return found.flatMap((one) =>
    one.kind === "finding"
      ? [`${one.finding.code}:${one.finding.line}`]
      : [one.report.id, ...one.findings.map((finding) => `${finding.code}:${finding.line}`)],
  );
}

describe("a text file", () => {
  test("is read as it stands, line ends and blanks included", async () => {
    const text = "  Dockers marched in Rotterdam on Friday.\r\n\r\nPolice watched. \n";
    const { report, findings } = await readOne(file("plain.txt", text));
    expect(report.text).toBe(text);
    expect(report.id).toMatch(/^[0-9a-f]{20}$/);
    expect(findings).toEqual([]);
  });

  test("may be UTF-16 of either order, or carry a byte order mark", async () => {
    const text = "Los mineros de Potosí están en huelga.\n";
    const little = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(text, "utf16le")]);
    const big = Buffer.concat([Buffer.from([0xfe, 0xff]), Buffer.from(text, "utf16le").swap16()]);
    expect((await readOne(file("le.txt", little))).report.text).toBe(text);
    expect((await readOne(file("be.txt", big))).report.text).toBe(text);
    expect((await readOne(file("bom.txt", `\ufeff${text}`))).report.text).toBe(text);
  });

  test("keeps what is valid of broken UTF-8 and says how many bytes are not", async () => {
    const { report, findings } = await readOne(
      file("bad.txt", Buffer.from("The caf\xe9 strike\xff goes on.", "latin1")),
    );
    expect(report.text).toBe("The caf\ufffd strike\ufffd goes on.");
    expect(findings[0]).toMatchObject({
      code: "text.invalid_bytes",
      message: expect.stringMatching(/^2 bytes/),
    });
  });

  test.each([
    ["empty.txt", "", "file.empty"],
    ["blank.txt", " \n\t\n", "text.empty"],
    ["binary.txt", Buffer.from([80, 0, 1, 2, 0, 255]), "file.binary"],
    ["paper.txt", "%PDF-1.7 and so on", "file.binary"],
    ["large.txt", Buffer.alloc(50_000_000, "A march. "), "text.too_long"],
    ["long.txt", "A march. ".repeat(700_000), "text.too_long"],
  ])("%s is a finding, not a report", async (name, content, code) => {
    expect(outline(await read(file(name, content)))).toEqual([`${code}:null`]);
  });

  test("takes date, language, outlet and address from the user", async () => {
    const hints = {
      published: "2023-07-22",
      lang: "en-GB",
      outlet: "The Harbour Post",
      url: "https://harbour.example/1",
    };
    const { report, findings } = await readOne(file("hints.txt", "A march."), hints);
    expect(report).toMatchObject({ ...hints, lang: "en" });
    expect(findings).toEqual([]);
  });

  test.each(["2999-01-01", "1066-10-14", "2023-02-30", "last Friday", "2024-06-17"])(
    "the publication day %s is a finding and unknown",
    async (published) => {
      const { report, findings } = await readOne(file("day.txt", "A march."), { published });
      expect(report.published).toBeNull();
      expect(findings.map((finding) => finding.code)).toEqual(["published.unusable"]);
    },
  );

  test.each([
    ["2024-06-16", "2024-06-16"],
    ["2019-05-28T23:10:00-03:00", "2019-05-28"],
    ["2019/05/28", "2019-05-28"],
    ["20190528", "2019-05-28"],
  ])("the publication day %s is %s", async (published, day) => {
    expect((await readOne(file("day.txt", "A march."), { published })).report.published).toBe(day);
  });
});

describe("JSONL", () => {
  test("goes on after broken lines and says where they stand", async () => {
    const path = file(
      "mixed.jsonl",
      [
        '{"id":"a","text":"One march."}',
        '{"id":"b","text":"cut of',
        "",
        '{"id":"c","headline":"no text"}',
        '["text"]',
        '{"id":7,"text":"Seven.","outlet":5}',
        '{"id":"d","text":"  "}',
        '{"id":"e","text":"Last","published":"2023-13-01"}\r',
      ].join("\n"),
    );
    expect(outline(await read(path))).toEqual([
      "a",
      "line.not_json:2",
      "record.no_text:4",
      "line.not_object:5",
      "7",
      "record.odd_field:6",
      "text.empty:7",
      "e",
      "published.unusable:8",
    ]);
  });

  test("keeps repeated ids apart and codes the same report once", async () => {
    const path = file(
      "ids.jsonl",
      ["One.", "Two.", "One.", "Two."].map((text) => JSON.stringify({ id: "x", text })).join("\n"),
    );
    const found = await read(path);
    expect(outline(found)).toEqual([
      "x",
      expect.stringMatching(/^x~/),
      "id.repeated:2",
      "report.repeated:3",
      "report.repeated:4",
    ]);
  });

  test("may be UTF-16, and holds broken bytes to one line", async () => {
    const record = '{"id":"a","text":"Marcha en Potosí"}\n';
    const wide = Buffer.concat([Buffer.from([0xff, 0xfe]), Buffer.from(record, "utf16le")]);
    expect((await readOne(file("wide.jsonl", wide))).report.text).toBe("Marcha en Potosí");
    const broken = Buffer.from('{"id":"b","text":"caf\xe9"}\n{"id":"c","text":"ok"}\n', "latin1");
    expect(outline(await read(file("broken.jsonl", broken)))).toEqual(["b", "text.invalid_bytes:1", "c"]);
  });

  test("passes over a line that is too long and goes on", async () => {
    const path = file(
      "wide-line.jsonl",
      `{"text":"${"x".repeat(21_000_000)}"}\n{"id":"next","text":"A march."}\n`,
    );
    expect(outline(await read(path))).toEqual(["line.too_long:1", "next"]);
  });

  test.each([
    ["en-US", "en", []],
    ["SPA", "es", []],
    ["English", null, ["lang.unusable"]],
    ["und", null, ["lang.unusable"]],
    ["?", null, ["lang.unusable"]],
  ])("the language %j is %j", async (lang, tag, codes) => {
    const { report, findings } = await readOne(
      file("lang.jsonl", JSON.stringify({ id: "a", text: "A march.", lang })),
    );
    expect(report.lang).toBe(tag);
    expect(findings.map(({ code }) => code)).toEqual(codes);
  });

  test("is known by its look when no extension tells", async () => {
    expect(outline(await read(file("reports.out", '{"id":"a","text":"A march."}\n')))).toEqual(["a"]);
  });
});

describe("HTML", () => {
  const PAGE = `<!doctype html><html lang="en-GB"><head><title>Dockers march | The Harbour Post</title>
    <meta property="article:published_time" content="2021-03-04T10:00:00+01:00">
    <meta property="og:site_name" content="The Harbour Post"><script>track("riot in script")</script></head>
    <body><nav><a href="/">Home</a></nav><article><h1>Dockers march</h1>
    <p>Some <b>three hundred</b> dockers marched<br>through the port of Rotterdam on Thursday, and they asked for better pay.</p>
    <script>alert("riot")</script><style>.riot{}</style>
    <p>Police&nbsp;watched &amp; waited. Nobody was hurt, said a spokeswoman for the city, who had counted the crowd.</p>
    </article></body></html>`;

  test("gives the words of the article, its day, language and outlet, and no script", async () => {
    const { report, findings } = await readOne(file("page.html", PAGE));
    expect(report).toMatchObject({ published: "2021-03-04", lang: "en", outlet: "The Harbour Post" });
    expect(report.text).toContain("Some three hundred dockers marched\nthrough the port");
    expect(report.text).toContain("pay.\n\nPolice watched & waited.");
    expect(report.text).not.toMatch(/riot|Home/);
    expect(findings).toEqual([]);
  });

  test("reads JSON-LD, wherever the article stands in it", async () => {
    const graph = {
      "@graph": [
        { "@type": "WebSite" },
        { "@type": "NewsArticle", headline: "Strike", datePublished: "2020-02-03" },
      ],
    };
    const page = `<html><head><script type="application/ld+json">${JSON.stringify(graph)}</script></head><body><p>Workers struck.</p></body></html>`;
    expect((await readOne(file("linked.html", page))).report).toMatchObject({
      title: "Strike",
      published: "2020-02-03",
    });
  });

  test("may be a fragment, or in the character set that it names", async () => {
    expect(
      (await readOne(file("part.html", "<p>Workers struck.</p><script>x</script><p>Again"))).report.text,
    ).toBe("Workers struck.\n\nAgain");
    const page =
      '<html><head><meta charset="iso-8859-1"></head><body><p>Huelga en Potos\xed.</p></body></html>';
    const { report, findings } = await readOne(file("latin.html", Buffer.from(page, "latin1")));
    expect(report.text).toBe("Huelga en Potosí.");
    expect(findings).toEqual([]);
  });

  test.each(["<", "&", "a", " ", '"', "\n"])(
    "a page of a million times %j is read within seconds",
    async (unit) => {
      const start = performance.now();
      await read(file("million.html", unit.repeat(1_000_000)));
      expect(performance.now() - start).toBeLessThan(5_000);
    },
  );

  test("a page that nests without end is a finding", async () => {
    expect(outline(await read(file("deep.html", "<div>".repeat(100_000))))).toEqual(["html.unreadable:null"]);
  });
});

describe("what the user names", () => {
  test("a folder is read in order of names, its folders too; what has no known extension is passed over", async () => {
    const inner = join(folder, "press", "b");
    mkdirSync(inner, { recursive: true });
    writeFileSync(join(folder, "press", "c.jsonl"), '{"id":"c","text":"C."}\n');
    writeFileSync(join(folder, "press", "a.jsonl"), '{"id":"a","text":"A."}\n');
    writeFileSync(join(inner, "b.jsonl"), '{"id":"b","text":"B."}\n');
    writeFileSync(join(inner, "notes.doc"), "notes");
    expect(outline(await read(join(folder, "press")))).toEqual(["a", "b", "c", "folder.passed_over:null"]);
    expect(outline(await read(join(folder, "press", "*.jsonl")))).toEqual(["a", "c"]);
  });

  test("a missing file or an idle pattern is a finding, and the rest goes on", async () => {
    const there = file("there.jsonl", '{"id":"t","text":"T."}');
    expect(outline(await read([join(folder, "nobody.txt"), join(folder, "nobody-*.txt"), there]))).toEqual([
      "file.missing:null",
      "glob.no_match:null",
      "t",
    ]);
  });
});
