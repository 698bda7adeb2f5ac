/** The reports of `quipu demo`: their codings are sound and hold what each report was written to show. */
import { readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import { afterAll, describe, expect, test } from "vitest";
import { loadCodebook } from "../src/codebook/index.js";
import { accept } from "../src/model/accept.js";
import type { Coding } from "../src/model/coding.js";
import type { Report } from "../src/model/report.js";
import { failures } from "./corpus-check.js";
import { codingOf, reportOf } from "./corpus-code.js";
import { readCorpus } from "./corpus-format.js";

/**
 * Claims of each report in the notation of the corpus. `not:` must not be; `nursery:` is right, but the coder does not
 * get there yet: then it must fail, so that whoever mends it takes the word away.
 */
const CLAIMS: Readonly<Record<string, string>> = {
  "sample-lima-march": `
    PRO.DEMO happened event «marched in Lima» date 2023-07-19 place «Lima» participant «people»
    PRO.DEMO happened «marched in Lima» crowd 20000.. hedge «At least» flow
    PRO.DEMO happened «marched in Lima» crowd 20000.. said by «organisers»
    PRO.DEMO happened «marched in Lima» demand «the resignation»
    REP.DISPERSE happened «fired tear gas» date 2023-07-19 place «Abancay Avenue» means tear_gas injured 8
    REP.DISPERSE happened «fired tear gas» responds to PRO.DEMO «marched in Lima»
    REP.ARREST happened «arrested» arrested 6 said by «the prosecutor's office»
    VIO.ARSON happened «set on fire» date 2023-07-19 place «Huancavelica» perpetrator none
    PRO.BLOCK happened aggregate «59 roadblocks» events 59
    GOV.REMOVE happened «removed Pedro Castillo» date 2022-12
    figure deaths 67.. stock «At least 67 people»
    not: event date 2023-07-19 deaths
    not: figure deaths flow
    not: GOV.DISSOLVE
    not: GOV.RESIGN happened
    not: perpetrator
  `,
  "sample-lima-ministry": `
    PRO.DEMO happened «march» date 2023-07-19 crowd 6000 hedge «Around» said by «the Interior Ministry»
    PRO.DEMO happened «march» date 2023-07-19 crowd 20000.. hedge «more than»
    REP.ARREST happened «detained» date 2023-07-19 place «Abancay Avenue» arrested 6
    PRO.OCCUPY happened «occupied» participant «Students» place «National University of Huancavelica»
    nursery: PRO.DEMO planned|denied «A march by traders» date 2023-07-20
    nursery: REP.RESTRICT happened «refused a permit»
    PRO.HUNGER ongoing «hunger strike» crowd 9 place «Palace of Justice»
    not: PRO.DEMO crowd 24000
    not: GOV.ELECTION happened
    not: GOV.ELECTION planned
    not: PRO.DEMO happened date 2023-07-20
  `,
  "sample-lima-july28": `
    POL.CALL happened «called a new march» date 2023-07-22
    PRO.DEMO called_for|planned «new march» date 2023-07-28 place «Lima»
    PRO.DEMO planned «rallies» date 2023-07-29 place «Arequipa»
    PRO.DEMO planned «rallies» date 2023-07-29 place «Trujillo»
    PRO.BLOCK threatened «block the Pan-American Highway»
    REP.RESTRICT happened «banned demonstrations»
    PRO.DEMO happened «marched again» date 2023-07-21 place «Puno» crowd 200..999
    PRO.BLOCK happened «blocked the bridge» date 2023-07-21 place «Ilave» participant «Residents»
    PRO.GENSTRIKE historical «general strike of July 19, 1977» date 1977-07-19
    PRO.GENSTRIKE denied «no general strike next week»
    not: PRO happened date 2023-07-28
    not: PRO.GENSTRIKE happened
    not: PRO.RIOT happened
    not: PRO happened «banned demonstrations»
  `,
  "sample-bus-strike": `
    PRO.STRIKE ongoing «strike» crowd 900 hedge «About» said by «the Coast Matatu Workers' Union»
    PRO.STRIKE ongoing «strike» date 2023-08-02/?
    PRO.STRIKE ongoing «strike» crowd ..400 said by «The county government»
    PRO.BLOCK happened «blocked the Nyali Bridge» crowd 24..99 participant «strikers»
    PRO.BLOCK happened «blocked the Nyali Bridge» date 2023-08-03
    REP.ARREST happened «arrested» arrested 14 responds to PRO.BLOCK «blocked»
    REP.BEAT|REP.DISPERSE happened «used batons» means batons
    PRO.STRIKE threatened «walk out»
    not: LAW.RELEASE happened
    not: PRO.STRIKE crowd 450
  `,
  "sample-vigil": `
    PRO.VIGIL happened «held a vigil» date 2023-09-11 place MX crowd 300 hedge «About» participant «journalists»
    VIO.KILL happened «shot dead» date 2023-09-06 perpetrator «unidentified gunmen» unknown
    LAW.INVESTIGATE happened «opened an investigation»
    POL.CALL happened «called a march»
    PRO.DEMO called_for «march» date 2023-09-17
    VIO.KILL aggregate «murdered» date 2022-01-01/? deaths 11 stock
    noise photo_credit «Photo: Example Evening Post»
    noise «Share this article»
    not: LAW.DETAIN happened
    not: participant «Staff photographer»
    not: event date 2023-09-06 deaths 11
  `,
  "sample-bombing": `
    VIO.ARMED happened event «exploded» date 2023-10-01 place «Gamboru» perpetrator none deaths 5.. injured 20..
    VIO.ARMED happened event «ambushed» perpetrator «armed men» deaths 3 flow
    REP.DISPERSE happened «fired into the air»
    REP.EMERGENCY happened «curfew» date 2023-10-02
    PRO.DEMO planned|denied «demonstration» date 2023-10-03 place «Maiduguri»
    VIO.ARMED aggregate deaths 20000..99999 stock
    not: PRO happened
    not: REP.LETHAL happened
    not: event date 2023-10-01 deaths 20000..99999
    not: perpetrator «Boko Haram»
  `,
  "sample-lima-after": `
    PRO.BLOCK happened aggregate «23 roadblocks» events 23 date 2023-07-21
    PRO.DEMO happened «marched to the Plaza» date 2023-07-20 crowd 1500 hedge «about»
    PRO.DEMO planned|denied «A second march» date 2023-07-21
    PRO.RIOT|VIO.ATTACK happened «threw stones» date 2023-07-20
    VIO.ARSON happened «burned» place «Desaguadero» perpetrator none
    PRO.DEMO happened «gathered» date 2023-07-20 participant «students» place «San Marcos university»
    PRO.COUNTER happened «rival rally» date 2023-07-20 crowd 50
    nursery: PRO.DEMO threatened «march on the airport»
    LAW.RELEASE happened «released»
    not: MIL.WITHDRAW happened
    not: PRO.BLOCK crowd 59
  `,
  "sample-nothing": `
    nothing
  `,
};

const file = fileURLToPath(new URL("../corpus/sample/reports.jsonl", import.meta.url));
const reports: readonly Report[] = readFileSync(file, "utf8")
  .trim()
  .split("\n")
  .map((line) => JSON.parse(line))
  .map(({ text, ...about }) => reportOf(text, about));
const codebook = loadCodebook();
const codings = new Map<string, Coding>(reports.map((report) => [report.id, codingOf(report)]));
const codes = new Set(codebook.types.keys());

/** What a claim about a report finds wrong; throws where it cannot be read. */
function wrong(report: Report, claim: string): string[] {
  const name = `corpus/sample/reports.jsonl (${report.id})`;
  const heading = `# ${report.id} ${JSON.stringify({ published: report.published })}`;
  const content = `${heading}\n${report.text}\n==>\n${claim.replace(/^not: /, "must not\n")}`;
  const { entries, faults } = readCorpus(name, content, codes);
  if (entries.length !== 1) throw new Error(`${claim}: ${faults.map((f) => f.message).join(" ")}`);
  return failures(entries[0]!, codings.get(report.id)!);
}

let nursery = 0;

for (const report of reports) {
  describe(report.id, () => {
    test("passes the gate without a finding", () => {
      const coding = codings.get(report.id)!;
      expect(accept(coding, report, codebook)).toEqual([]);
      expect(coding.findings).toEqual([]);
    });

    const lines = (CLAIMS[report.id] ?? "").split("\n").map((line) => line.trim());
    for (const line of lines.filter((l) => l !== "")) {
      const young = line.startsWith("nursery: ");
      const claim = line.replace(/^nursery: /, "");
      if (young) nursery++;
      test(line, () => {
        const found = wrong(report, claim);
        if (young && found.length === 0) throw new Error(`Passes now. Take "nursery:" away from: ${claim}`);
        if (!young && found.length > 0) throw new Error(found.join("\n"));
      });
    }
  });
}

test("every report has claims", () => {
  expect(reports.map((report) => report.id).sort()).toEqual(Object.keys(CLAIMS).sort());
});

test("two reports bound the crowd of 19 July 2023 differently", () => {
  const bounds = (id: string) =>
    codings
      .get(id)!
      .events.filter(
        (e) => e.type === "PRO.DEMO" && e.date.start === "2023-07-19" && e.date.end === "2023-07-19",
      )
      .flatMap((e) => e.figures.filter((f) => f.kind === "crowd_size").map((f) => [f.low, f.high]));
  expect(bounds("sample-lima-march")).toEqual([[20000, null]]);
  expect(bounds("sample-lima-ministry")).toContainEqual([6000, 6000]);
  expect(bounds("sample-lima-ministry")).toContainEqual([20000, null]);
});

afterAll(() => {
  console.info(`sample: ${nursery} claims in the nursery (not yet right, must fail)`);
});
