/** What the privacy rules cost at size: seconds of processor time and memory of one `shield()` over a made-up edition. */
import { loadavg } from "node:os";
import { PRIVACY_DEFAULTS } from "../src/writers/privacy/rules.js";
import { shield } from "../src/writers/privacy/shield.js";
import { keep, machine } from "./machine.js";
import { toldEdition } from "./told-edition.js";

/** `--events N`: 100,000 where left out. */
const EVENTS = Number(/--events[= ](\d+)/.exec(process.argv.join(" "))?.[1] ?? 100_000);

const edition = toldEdition(EVENTS);
const lengths = new Map(edition.reports.map(({ id }) => [id, 4000]));
const rules = { ...PRIVACY_DEFAULTS, lengths, today: "2024-06-01" };
const claims = edition.events.reduce((sum, event) => sum + event.claims.length, 0);
const [before, start] = [process.cpuUsage(), performance.now()];
const { edition: told } = shield(edition, rules);
const { user, system } = process.cpuUsage(before);
const figures = {
  events: told.events.length,
  claims,
  wall_s: Math.round((performance.now() - start) / 100) / 10,
  processor_s: Math.round((user + system) / 100_000) / 10,
  mb: Math.round(process.resourceUsage().maxRSS / 1024),
};
console.log(machine(), "load:", loadavg()[0]);
console.log(figures);
keep("shield", { load: Math.round(loadavg()[0]! * 10) / 10, ...figures });
