/** Which event and mode of PLOVER a cell of the crosswalk names, with what else the record tells. */
import { describe, expect, it } from "vitest";
import { loadCodebook } from "../codebook/index.js";
import { ploverType, type Told } from "./plover-words.js";

const { types } = loadCodebook();
const NOTHING: Told = { means: [], words: [], sectors: [], doers: [], states: 0 };
const of = (code: string, told: Partial<Told> = {}) =>
  ploverType(types.get(code)!.crosswalk.plover, { ...NOTHING, ...told });

describe("event and mode", () => {
  it.each<readonly [string, Partial<Told>, string, readonly string[]]>([
    ["PRO.DEMO", {}, "PROTEST", ["demo"]],
    ["PRO.RIOT", {}, "PROTEST", ["riot"]],
    ["PRO.BLOCK", {}, "PROTEST", ["obstruct"]],
    ["PRO.HUNGER", {}, "PROTEST", ["hunger"]],
    ["REP.DISPERSE", { means: ["tear_gas"] }, "ASSAULT", ["crowd-control"]],
    ["REP.BEAT", {}, "ASSAULT", ["beat"]],
    ["REP.LETHAL", {}, "ASSAULT", ["firearms"]],
    ["VIO.ARMED", { means: ["explosives"] }, "ASSAULT", ["explosives"]],
    ["VIO.ARMED", { words: ["shelled"] }, "ASSAULT", ["heavy-weapons"]],
    ["VIO.ARMED", { words: ["car bomb exploded"] }, "ASSAULT", ["explosives"]],
    ["VIO.ARSON", { words: ["burned down"] }, "ASSAULT", ["destroy"]],
    ["REP.ARREST", {}, "COERCE", ["arrest"]],
    ["REP.RESTRICT", {}, "COERCE", ["restrict"]],
    ["REP.EMERGENCY", { words: ["curfew"] }, "COERCE", ["curfew"]],
    ["REP.EMERGENCY", { words: ["declared martial law"] }, "COERCE", ["martial-law"]],
    ["REP.CENSOR", { words: ["shut down the internet"] }, "COERCE", ["censor"]],
    ["MIL.ALERT", { sectors: ["MIL"] }, "MOBILIZE", ["troops"]],
    ["MIL.DEPLOY", { sectors: ["COP"] }, "MOBILIZE", ["police"]],
    ["MIL.DEPLOY", { sectors: ["GOV", "MIL"] }, "MOBILIZE", ["troops"]],
  ])("%s with %j is %s %j", (code, told, event, modes) => {
    expect(of(code, told)).toMatchObject({ event, modes });
  });

  it("leaves a mode out where nothing tells it, and says which it may be", () => {
    expect(of("REP.EMERGENCY")).toMatchObject({ event: "COERCE", modes: [] });
    expect(of("REP.EMERGENCY")).toHaveProperty("doubt", expect.stringContaining("curfew or martial-law"));
  });

  it("refuses where two events are open: peacekeepers may be aid", () => {
    expect(of("MIL.DEPLOY", { sectors: ["UNK"] })).toHaveProperty("refused");
    expect(of("POL.AGREE")).toHaveProperty("refused");
  });
});
