/** All readers. A new format is one file and one line here; what looks like several is read by the first. */
import { feed } from "./feed.js";
import { gz } from "./gz.js";
import { html } from "./html.js";
import { jsonl } from "./jsonl.js";
import { mail } from "./mail.js";
import { plain } from "./plain.js";
import type { Reader } from "./reading.js";
import { sitemap } from "./sitemap.js";
import { table } from "./table.js";
import { warc } from "./warc.js";
import { zip } from "./zip.js";

export const READERS: readonly Reader[] = [zip, gz, warc, feed, sitemap, jsonl, html, mail, table, plain];
