/** ISO 3166-1 codes for the names of countries in Natural Earth. */

/** Names that Natural Earth shortens or spells its own way. Territories without a code of their own count with the state whose code is used for them. */
const OWN: Readonly<Record<string, string>> = {
  "Antigua and Barb.": "AG",
  "Ashmore and Cartier Is.": "AU",
  "Bosnia and Herz.": "BA",
  "Br. Indian Ocean Ter.": "IO",
  "British Virgin Is.": "VG",
  "Cabo Verde": "CV",
  "Cayman Is.": "KY",
  "Central African Rep.": "CF",
  Congo: "CG",
  "Cook Is.": "CK",
  "Côte d'Ivoire": "CI",
  "Dem. Rep. Congo": "CD",
  "Dominican Rep.": "DO",
  "Eq. Guinea": "GQ",
  "Faeroe Is.": "FO",
  "Falkland Is.": "FK",
  "Fr. Polynesia": "PF",
  "Fr. S. Antarctic Lands": "TF",
  "Heard I. and McDonald Is.": "HM",
  "Hong Kong": "HK",
  "Indian Ocean Ter.": "AU",
  Macao: "MO",
  Macedonia: "MK",
  "Marshall Is.": "MH",
  Myanmar: "MM",
  "N. Cyprus": "CY",
  "N. Mariana Is.": "MP",
  Palestine: "PS",
  "Pitcairn Is.": "PN",
  "S. Geo. and the Is.": "GS",
  "S. Sudan": "SS",
  "Saint Helena": "SH",
  "Saint Lucia": "LC",
  "Solomon Is.": "SB",
  Somaliland: "SO",
  "St-Barthélemy": "BL",
  "St-Martin": "MF",
  "St. Kitts and Nevis": "KN",
  "St. Pierre and Miquelon": "PM",
  "St. Vin. and Gren.": "VC",
  "São Tomé and Principe": "ST",
  "Trinidad and Tobago": "TT",
  Turkey: "TR",
  "Turks and Caicos Is.": "TC",
  "U.S. Virgin Is.": "VI",
  "United States of America": "US",
  Vatican: "VA",
  "W. Sahara": "EH",
  "Wallis and Futuna Is.": "WF",
  eSwatini: "SZ",
  Åland: "AX",
};

const LETTERS = [..."ABCDEFGHIJKLMNOPQRSTUVWXYZ"];
const plain = (name: string) => name.normalize("NFD").replaceAll(/\p{M}/gu, "");

let byName: ReadonlyMap<string, string> | undefined;

/** English names of all regions that the runtime knows, to the codes in force (`und-DD` is `und-DE` by now). */
function names(): ReadonlyMap<string, string> {
  const english = new Intl.DisplayNames(["en"], { type: "region", fallback: "none" });
  const inForce = (code: string) => Intl.getCanonicalLocales(`und-${code}`)[0] === `und-${code}`;
  const codes = LETTERS.flatMap((a) => LETTERS.map((b) => a + b)).filter(inForce);
  return new Map(
    codes.flatMap((code) => {
      const name = english.of(code);
      return name === undefined ? [] : [[plain(name), code] as const];
    }),
  );
}

/** The code of a country by its name in Natural Earth, or null where ISO has none for it. */
export function alpha2(name: string): string | null {
  byName ??= names();
  return OWN[name] ?? byName.get(plain(name)) ?? null;
}
