import { createHash } from "node:crypto";
import { describe, expect, test } from "vitest";
import { folderForTests, pageOf, readThrough } from "../../test/ingest-kit.js";
import { findColumns } from "./table-columns.js";

const { file } = folderForTests();
const sha = (bytes: string | Uint8Array) => createHash("sha256").update(bytes).digest("hex");

describe("custody", () => {
  test("holds the hash of the bytes as they came, the time, the file and the tool", async () => {
    const page = Buffer.from(pageOf("Some sixty nurses marched to the ministry on Monday."));
    const path = file("custody.html", page);
    const before = new Date().toISOString();
    const { reports } = await readThrough(path, { tool: "quipu@test" });
    expect(reports[0]!.custody).toMatchObject({
      source: null,
      from: path,
      sha256: sha(page),
      mediaType: null,
      headers: null,
      tool: "quipu@test",
    });
    expect(reports[0]!.custody.acquired >= before).toBe(true);
    expect(reports[0]!.report.sha256).not.toBe(sha(page));
  });

  test("of a line of JSONL is that of the line", async () => {
    const line = '{"id":"a","text":"A march."}';
    const { reports } = await readThrough(file("custody.jsonl", `${line}\n${line.replace("a", "b")}\n`));
    expect(reports[0]!.custody.sha256).toBe(sha(line));
  });
});

describe("encodings", () => {
  const TEXT = "Los mineros de Potosí –“en huelga”– marcharon el lunes.";
  const western = Buffer.from(
    TEXT.replace("–", "\x96").replace("–", "\x96").replace("“", "\x93").replace("”", "\x94"),
    "latin1",
  );

  test("Windows-1252 is told from broken UTF-8, and that is said", async () => {
    const { reports, codes } = await readThrough(file("western.txt", western));
    expect(reports[0]!.report.text).toBe(TEXT);
    expect(codes).toEqual(["text.assumed_encoding"]);
  });

  test("Cyrillic bytes are not taken for Western ones", async () => {
    const bytes = Buffer.from([0xcf, 0xf0, 0xe8, 0xe2, 0xe5, 0xf2, 0x20, 0xec, 0xe8, 0xf0]);
    expect((await readThrough(file("cyrillic.txt", bytes))).codes).toEqual(["text.invalid_bytes"]);
  });

  test("a table holds cells of two encodings", async () => {
    const bytes = Buffer.concat([
      Buffer.from("id,text\na,"),
      Buffer.from("Marcha en Potosí.\n"),
      Buffer.from("b,"),
      Buffer.from("Huelga en Potos\xed.\n", "latin1"),
    ]);
    const { reports } = await readThrough(file("mixed.csv", bytes));
    expect(reports.map(({ report }) => report.text)).toEqual(["Marcha en Potosí.", "Huelga en Potosí."]);
  });
});

describe("tables", () => {
  test.each([
    [
      "commas",
      "id,headline,body,date,link,source\n7,Strike,Dockers struck.,2021-03-04,https://x.example/7,Post\n",
    ],
    [
      "semicolons",
      "ID;Headline;Body;Date;Link;Source\r\n7;Strike;Dockers struck.;2021-03-04;https://x.example/7;Post\r\n",
    ],
    [
      "tabs",
      "id\theadline\tbody\tdate\tlink\tsource\n7\tStrike\tDockers struck.\t2021-03-04\thttps://x.example/7\tPost\n",
    ],
    [
      "a byte order mark",
      "\ufeffid,headline,body,date,link,source\n7,Strike,Dockers struck.,2021-03-04,https://x.example/7,Post\n",
    ],
  ])("with %s give their columns by the usual names", async (name, content) => {
    const { reports, findings } = await readThrough(file(`${name}.csv`, content));
    expect(findings).toEqual([]);
    expect(reports.map(({ report }) => report)).toEqual([
      expect.objectContaining({
        id: "7",
        title: "Strike",
        text: "Dockers struck.",
        published: "2021-03-04",
        url: "https://x.example/7",
        outlet: "Post",
      }),
    ]);
  });

  test("keep quotes, delimiters and line breaks inside cells, and count lines", async () => {
    const content = 'id,text\n1,"First line,\nsecond ""line"""\n2,"Next"\n3,\n';
    const { reports, findings } = await readThrough(file("cells.csv", content));
    expect(reports.map(({ report, line }) => [report.text, line])).toEqual([
      ['First line,\nsecond "line"', 2],
      ["Next", 4],
    ]);
    expect(findings).toMatchObject([{ code: "text.empty", line: 5 }]);
  });

  test("may be UTF-16, and hold cells of a megabyte", async () => {
    const long = "A march. ".repeat(120_000);
    const wide = Buffer.concat([
      Buffer.from([0xff, 0xfe]),
      Buffer.from(`id\ttext\n1\t${long}\n2\tÑandú.\n`, "utf16le"),
    ]);
    const { reports } = await readThrough(file("wide.tsv", wide));
    expect(reports.map(({ report }) => report.text)).toEqual([long, "Ñandú."]);
  });

  test("without a column for the text say what they have", async () => {
    const { findings } = await readThrough(file("odd.csv", "a,b\n1,2\n"));
    expect(findings).toMatchObject([
      { code: "table.columns", line: 1, message: expect.stringContaining('its first row is "a", "b"') },
    ]);
  });

  test("with a quotation mark that is never closed lose no row before it", async () => {
    const { reports, codes } = await readThrough(file("open.csv", 'id,text\n1,One.\n2,"Two.\n3,Three.\n'));
    expect(reports.map(({ report }) => report.id)).toEqual(["1"]);
    expect(codes).toEqual(["row.unreadable"]);
  });

  test("are mapped by the source before the usual names", () => {
    expect(findColumns(["text", "Full Story"], { text: "full story" }).columns.text).toBe(1);
    expect(findColumns(["text"], { title: "Kop" }).missing).toEqual(["Kop"]);
  });

  test("with days that can be read in two ways leave them unknown", async () => {
    const { reports, codes } = await readThrough(
      file("days.csv", "text,date\nA march.,03/04/2021\nA strike.,3 March 2021\n"),
    );
    expect(reports.map(({ report }) => report.published)).toEqual([null, "2021-03-03"]);
    expect(codes).toEqual(["published.unusable"]);
  });
});

const RSS = `<?xml version="1.0"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel>
<title>The Harbour &amp; Post</title><language>en-gb</language>
<item><title>Police &lt;b&gt;fire&lt;/b&gt; gas at &amp;quot;sit-in&amp;quot;</title><link>https://harbour.example/1</link>
<pubDate>Thu, 04 Mar 2021 10:00:00 +0100</pubDate><description>Short.</description>
<content:encoded><![CDATA[<p>Police fired tear gas at a sit-in.</p><script>riot()</script><p>Nobody was hurt.</p>]]></content:encoded></item>
<item><title>Strike ends</title><link>javascript:alert(1)</link><description>Dockers went back to work.</description></item>
</channel></rss>`;

describe("feeds", () => {
  test("RSS gives its items, titles without tags, the longest body, the day, and no script", async () => {
    const path = file("feed.xml", RSS);
    const { reports, findings } = await readThrough(path);
    expect(findings).toEqual([]);
    expect(reports.map(({ report }) => report)).toMatchObject([
      {
        title: 'Police fire gas at "sit-in"',
        text: "Police fired tear gas at a sit-in.\n\nNobody was hurt.",
        published: "2021-03-04",
        url: "https://harbour.example/1",
        outlet: "The Harbour & Post",
        lang: "en",
      },
      { title: "Strike ends", url: null, text: "Dockers went back to work.", published: null },
    ]);
    expect(reports[0]!.custody).toMatchObject({
      from: `${path}!/https://harbour.example/1`,
      sha256: sha(RSS),
    });
  });

  test("Atom and JSON Feed give theirs", async () => {
    const atom = `<feed xmlns="http://www.w3.org/2005/Atom"><title>T</title><id>f</id><updated>2021-01-01T00:00:00Z</updated>
      <entry><title type="html">A &lt;i&gt;vigil&lt;/i&gt;</title><id>urn:1</id><updated>2021-01-02T00:00:00Z</updated>
      <published>2021-01-01T00:00:00Z</published><link href="https://x.example/a"/><content type="html">&lt;p&gt;A vigil was held.&lt;/p&gt;</content></entry></feed>`;
    const json = JSON.stringify({
      version: "https://jsonfeed.org/version/1.1",
      title: "J",
      items: [
        {
          id: "1",
          content_text: "A < B marched.",
          url: "https://x.example/b",
          date_published: "2021-02-03T00:00:00Z",
        },
      ],
    });
    const { reports } = await readThrough([file("a.atom", atom), file("b.json", json)]);
    expect(reports.map(({ report }) => [report.title, report.text, report.published, report.url])).toEqual([
      ["A vigil", "A vigil was held.", "2021-01-01", "https://x.example/a"],
      [null, "A < B marched.", "2021-02-03", "https://x.example/b"],
    ]);
  });

  test("that are cut off or not well-formed are read as far as they go", async () => {
    const { reports, codes } = await readThrough(
      file("cut.rss", RSS.slice(0, RSS.indexOf("<item><title>Strike") + 60)),
    );
    expect(reports[0]!.report).toMatchObject({ published: "2021-03-04", url: "https://harbour.example/1" });
    expect(codes[0]).toBe("feed.malformed");
  });

  test("open no entities of their own, neither nested nor from files", async () => {
    const layers = Array.from({ length: 9 }, (_, i) => `<!ENTITY e${i + 1} "${`&e${i};`.repeat(10)}">`).join(
      "",
    );
    const bomb = `<?xml version="1.0"?><!DOCTYPE rss [<!ENTITY e0 "march">${layers}<!ENTITY x SYSTEM "file:///etc/passwd">]>
      <rss version="2.0"><channel><title>&e9;</title><item><title>T</title><description>Before &x; after &e9; end.</description></item></channel></rss>`;
    const start = performance.now();
    const { reports } = await readThrough(file("bomb.rss", bomb));
    expect(performance.now() - start).toBeLessThan(2_000);
    for (const { report } of reports) {
      expect(report.text.length).toBeLessThan(100);
      expect(report.text).not.toContain("root:");
    }
  });

  test("pass over what is older than `since`", async () => {
    const { reports } = await readThrough(file("since.xml", RSS), { since: "2021-03-05" });
    expect(reports.map(({ report }) => report.title)).toEqual(["Strike ends"]);
  });

  test("that are none are a finding, and so is XML of another kind", async () => {
    expect((await readThrough(file("none.rss", "<a/>"))).codes).toEqual(["feed.unreadable"]);
    expect((await readThrough(file("other.xml", "<note>Hello</note>"))).codes).toEqual(["format.unknown"]);
  });
});

test("a sitemap on disk is not followed into the net, and that is said", async () => {
  const map = `<?xml version="1.0"?><urlset xmlns="x"><url><loc>https://x.example/1</loc></url></urlset>`;
  expect((await readThrough(file("sitemap.xml", map))).codes).toEqual(["sitemap.not_followed"]);
});

describe("mail", () => {
  test("gives its text, subject and day, and not who sent it to whom", async () => {
    const source = [
      "Received: from mail.example by mx.example; Thu, 4 Mar 2021 09:00:00 +0000",
      "From: Ana Doe <ana@desk.example>",
      "To: bo@desk.example",
      "Subject: =?utf-8?Q?Huelga_en_Potos=C3=AD?=",
      "Date: Thu, 4 Mar 2021 10:00:00 +0100",
      "MIME-Version: 1.0",
      'Content-Type: multipart/alternative; boundary="b"',
      "",
      "--b",
      "Content-Type: text/plain; charset=iso-8859-1",
      "Content-Transfer-Encoding: quoted-printable",
      "",
      "Los mineros de Potos=ED marcharon.",
      "--b--",
      "",
    ].join("\r\n");
    const { reports } = await readThrough(file("mail.eml", source));
    expect(reports[0]!.report).toMatchObject({
      title: "Huelga en Potosí",
      published: "2021-03-04",
      outlet: null,
    });
    expect(reports[0]!.report.text.trim()).toBe("Los mineros de Potosí marcharon.");
    expect(JSON.stringify(reports)).not.toMatch(/Ana|desk\.example/);
  });
});

test("an address is not fetched where only files are read", async () => {
  expect((await readThrough("https://x.example/feed.xml")).codes).toEqual(["address.not_fetched"]);
});
