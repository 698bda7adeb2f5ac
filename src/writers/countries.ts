/** Countries as other data sets write them: ISO 3166-1 codes, FIPS 10-4 codes (GDELT), ACLED's regions, names in English. */

export type Country = {
  /** ISO 3166-1 alpha-2, as a place of an event has it. */
  readonly alpha2: string;
  readonly alpha3: string;
  /** ISO 3166-1 numeric; null for a code that ISO has not assigned. */
  readonly numeric: number | null;
  /** FIPS 10-4, null where it has none or several. */
  readonly fips: string | null;
  /** One of ACLED's regions, null where its codebook does not say. */
  readonly region: string | null;
  readonly name: string;
};

/**
 * alpha-2, alpha-3, numeric, FIPS, region: one country a line. Checked against public lists of FIPS 10-4; what FIPS splits
 * (Palestine, Svalbard and Jan Mayen, the outlying islands of the USA) or does not have is `-`.
 */
const TABLE = `
AD AND 20 AN Europe
AE ARE 784 AE Middle East
AF AFG 4 AF Caucasus and Central Asia
AG ATG 28 AC Caribbean
AI AIA 660 AV Caribbean
AL ALB 8 AL Europe
AM ARM 51 AM Caucasus and Central Asia
AO AGO 24 AO Middle Africa
AQ ATA 10 AY Antarctica
AR ARG 32 AR South America
AS ASM 16 AQ Oceania
AT AUT 40 AU Europe
AU AUS 36 AS Oceania
AW ABW 533 AA Caribbean
AX ALA 248 - Europe
AZ AZE 31 AJ Caucasus and Central Asia
BA BIH 70 BK Europe
BB BRB 52 BB Caribbean
BD BGD 50 BG South Asia
BE BEL 56 BE Europe
BF BFA 854 UV Western Africa
BG BGR 100 BU Europe
BH BHR 48 BA Middle East
BI BDI 108 BY Eastern Africa
BJ BEN 204 BN Western Africa
BL BLM 652 TB Caribbean
BM BMU 60 BD
BN BRN 96 BX Southeast Asia
BO BOL 68 BL South America
BQ BES 535 - Caribbean
BR BRA 76 BR South America
BS BHS 44 BF Caribbean
BT BTN 64 BT South Asia
BV BVT 74 BV
BW BWA 72 BC Southern Africa
BY BLR 112 BO Europe
BZ BLZ 84 BH Central America
CA CAN 124 CA North America
CC CCK 166 CK
CD COD 180 CG Middle Africa
CF CAF 140 CT Middle Africa
CG COG 178 CF Middle Africa
CH CHE 756 SZ Europe
CI CIV 384 IV Western Africa
CK COK 184 CW Oceania
CL CHL 152 CI South America
CM CMR 120 CM Middle Africa
CN CHN 156 CH East Asia
CO COL 170 CO South America
CR CRI 188 CS Central America
CU CUB 192 CU Caribbean
CV CPV 132 CV Western Africa
CW CUW 531 UC Caribbean
CX CXR 162 KT
CY CYP 196 CY Europe
CZ CZE 203 EZ Europe
DE DEU 276 GM Europe
DJ DJI 262 DJ Eastern Africa
DK DNK 208 DA Europe
DM DMA 212 DO Caribbean
DO DOM 214 DR Caribbean
DZ DZA 12 AG Northern Africa
EC ECU 218 EC South America
EE EST 233 EN Europe
EG EGY 818 EG Northern Africa
EH ESH 732 WI
ER ERI 232 ER Eastern Africa
ES ESP 724 SP Europe
ET ETH 231 ET Eastern Africa
FI FIN 246 FI Europe
FJ FJI 242 FJ Oceania
FK FLK 238 FK South America
FM FSM 583 FM Oceania
FO FRO 234 FO Europe
FR FRA 250 FR Europe
GA GAB 266 GB Middle Africa
GB GBR 826 UK Europe
GD GRD 308 GJ Caribbean
GE GEO 268 GG Caucasus and Central Asia
GF GUF 254 FG South America
GG GGY 831 GK Europe
GH GHA 288 GH Western Africa
GI GIB 292 GI Europe
GL GRL 304 GL
GM GMB 270 GA Western Africa
GN GIN 324 GV Western Africa
GP GLP 312 GP Caribbean
GQ GNQ 226 EK Middle Africa
GR GRC 300 GR Europe
GS SGS 239 SX
GT GTM 320 GT Central America
GU GUM 316 GQ Oceania
GW GNB 624 PU Western Africa
GY GUY 328 GY South America
HK HKG 344 HK East Asia
HM HMD 334 HM
HN HND 340 HO Central America
HR HRV 191 HR Europe
HT HTI 332 HA Caribbean
HU HUN 348 HU Europe
ID IDN 360 ID Southeast Asia
IE IRL 372 EI Europe
IL ISR 376 IS Middle East
IM IMN 833 IM Europe
IN IND 356 IN South Asia
IO IOT 86 IO
IQ IRQ 368 IZ Middle East
IR IRN 364 IR Middle East
IS ISL 352 IC Europe
IT ITA 380 IT Europe
JE JEY 832 JE Europe
JM JAM 388 JM Caribbean
JO JOR 400 JO Middle East
JP JPN 392 JA East Asia
KE KEN 404 KE Eastern Africa
KG KGZ 417 KG Caucasus and Central Asia
KH KHM 116 CB Southeast Asia
KI KIR 296 KR Oceania
KM COM 174 CN Eastern Africa
KN KNA 659 SC Caribbean
KP PRK 408 KN East Asia
KR KOR 410 KS East Asia
KW KWT 414 KU Middle East
KY CYM 136 CJ Caribbean
KZ KAZ 398 KZ Caucasus and Central Asia
LA LAO 418 LA Southeast Asia
LB LBN 422 LE Middle East
LC LCA 662 ST Caribbean
LI LIE 438 LS Europe
LK LKA 144 CE South Asia
LR LBR 430 LI Western Africa
LS LSO 426 LT Southern Africa
LT LTU 440 LH Europe
LU LUX 442 LU Europe
LV LVA 428 LG Europe
LY LBY 434 LY Northern Africa
MA MAR 504 MO Northern Africa
MC MCO 492 MN Europe
MD MDA 498 MD Europe
ME MNE 499 MJ Europe
MF MAF 663 RN Caribbean
MG MDG 450 MA Eastern Africa
MH MHL 584 RM Oceania
MK MKD 807 MK Europe
ML MLI 466 ML Western Africa
MM MMR 104 BM Southeast Asia
MN MNG 496 MG East Asia
MO MAC 446 MC East Asia
MP MNP 580 CQ Oceania
MQ MTQ 474 MB Caribbean
MR MRT 478 MR Western Africa
MS MSR 500 MH Caribbean
MT MLT 470 MT Europe
MU MUS 480 MP Eastern Africa
MV MDV 462 MV South Asia
MW MWI 454 MI Eastern Africa
MX MEX 484 MX
MY MYS 458 MY Southeast Asia
MZ MOZ 508 MZ Eastern Africa
NA NAM 516 WA Southern Africa
NC NCL 540 NC Oceania
NE NER 562 NG Western Africa
NF NFK 574 NF
NG NGA 566 NI Western Africa
NI NIC 558 NU Central America
NL NLD 528 NL Europe
NO NOR 578 NO Europe
NP NPL 524 NP South Asia
NR NRU 520 NR Oceania
NU NIU 570 NE Oceania
NZ NZL 554 NZ Oceania
OM OMN 512 MU Middle East
PA PAN 591 PM Central America
PE PER 604 PE South America
PF PYF 258 FP Oceania
PG PNG 598 PP Oceania
PH PHL 608 RP Southeast Asia
PK PAK 586 PK South Asia
PL POL 616 PL Europe
PM SPM 666 SB
PN PCN 612 PC
PR PRI 630 RQ Caribbean
PS PSE 275 - Middle East
PT PRT 620 PO Europe
PW PLW 585 PS Oceania
PY PRY 600 PA South America
QA QAT 634 QA Middle East
RE REU 638 RE Eastern Africa
RO ROU 642 RO Europe
RS SRB 688 RI Europe
RU RUS 643 RS Europe
RW RWA 646 RW Eastern Africa
SA SAU 682 SA Middle East
SB SLB 90 BP Oceania
SC SYC 690 SE Eastern Africa
SD SDN 729 SU Northern Africa
SE SWE 752 SW Europe
SG SGP 702 SN Southeast Asia
SH SHN 654 SH Western Africa
SI SVN 705 SI Europe
SJ SJM 744 -
SK SVK 703 LO Europe
SL SLE 694 SL Western Africa
SM SMR 674 SM Europe
SN SEN 686 SG Western Africa
SO SOM 706 SO Eastern Africa
SR SUR 740 NS South America
SS SSD 728 OD Eastern Africa
ST STP 678 TP Middle Africa
SV SLV 222 ES Central America
SX SXM 534 NN Caribbean
SY SYR 760 SY Middle East
SZ SWZ 748 WZ Southern Africa
TC TCA 796 TK Caribbean
TD TCD 148 CD Middle Africa
TF ATF 260 FS
TG TGO 768 TO Western Africa
TH THA 764 TH Southeast Asia
TJ TJK 762 TI Caucasus and Central Asia
TK TKL 772 TL Oceania
TL TLS 626 TT Southeast Asia
TM TKM 795 TX Caucasus and Central Asia
TN TUN 788 TS Northern Africa
TO TON 776 TN Oceania
TR TUR 792 TU Middle East
TT TTO 780 TD Caribbean
TV TUV 798 TV Oceania
TW TWN 158 TW East Asia
TZ TZA 834 TZ Eastern Africa
UA UKR 804 UP Europe
UG UGA 800 UG Eastern Africa
UM UMI 581 -
US USA 840 US North America
UY URY 858 UY South America
UZ UZB 860 UZ Caucasus and Central Asia
VA VAT 336 VT Europe
VC VCT 670 VC Caribbean
VE VEN 862 VE South America
VG VGB 92 VI Caribbean
VI VIR 850 VQ Caribbean
VN VNM 704 VM Southeast Asia
VU VUT 548 NH Oceania
WF WLF 876 WF Oceania
WS WSM 882 WS Oceania
XK XKX - KV Europe
YE YEM 887 YM Middle East
YT MYT 175 MF Eastern Africa
ZA ZAF 710 SF Southern Africa
ZM ZMB 894 ZA Eastern Africa
ZW ZWE 716 ZI Eastern Africa
`;

let countries: ReadonlyMap<string, Country> | null = null;

/** The country of an alpha-2 code, or null where there is none such. */
export function countryOf(alpha2: string | null): Country | null {
  countries ??= read();
  return alpha2 === null ? null : (countries.get(alpha2) ?? null);
}

function read(): ReadonlyMap<string, Country> {
  const names = new Intl.DisplayNames(["en"], { type: "region" });
  return new Map(
    TABLE.trim()
      .split("\n")
      .map((line) => {
        const [alpha2 = "", alpha3 = "", numeric = "-", fips = "-", ...region] = line.split(" ");
        return [
          alpha2,
          {
            alpha2,
            alpha3,
            numeric: numeric === "-" ? null : Number(numeric),
            fips: fips === "-" ? null : fips,
            region: region.length === 0 ? null : region.join(" "),
            name: names.of(alpha2) ?? alpha2,
          },
        ];
      }),
  );
}
