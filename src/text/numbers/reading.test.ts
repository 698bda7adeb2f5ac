/** What `quipu text` says of the numbers of a sentence, read with the model: words, bounds, change, unit, what is counted. */
import { describe, expect, it } from "vitest";
import { linguistics } from "../linguistics/linguistics.js";
import { numbers } from "./numbers.js";

/** Each quantity in a line: "words [low, high] value change unit kind"; `value` and `unit` "-" where there is none. */
function read(text: string): string[] {
  const { tokens, sentences } = linguistics(text, "en");
  return numbers(text, tokens, sentences).map(
    (q) =>
      `${text.slice(q.start, q.end)} [${q.low}, ${q.high}] ${q.value ?? "-"} ${q.change} ${q.unit ?? "-"} ${q.kind}`,
  );
}

const CASES: Readonly<Record<string, ReadonlyArray<readonly [text: string, ...expected: string[]]>>> = {
  "bounds and hedges": [
    ["No fewer than 40 nurses were held.", "No fewer than 40 [40, null] 40 > nurse cardinal"],
    ["Nearly 2,000 miners came.", "Nearly 2,000 [null, 2000] 2000 < miner cardinal"],
    ["Fewer than 100 people turned up.", "Fewer than 100 [null, 100] 100 < people cardinal"],
    ["Well over a thousand mourners came.", "Well over a thousand [1000, null] 1000 > mourner cardinal"],
    ["Up to one or two hundred drivers met.", "Up to one or two hundred [null, 200] - < driver range"],
    ["As many as a million may have marched.", "As many as a million [null, 1000000] 1000000 < - cardinal"],
    [
      "The number is less than or equal to 40 and not exceeding 50.",
      "less than or equal to 40 [null, 40] 40 < - cardinal",
      "not exceeding 50 [null, 50] 50 < - cardinal",
    ],
    ["Prices rose more than 150 percent.", "more than 150 percent [150, null] 150 + % percent"],
  ],
  "words that state no number": [
    ["A few dozen residents met.", "A few dozen [24, 60] - = resident cardinal"],
    ["A couple of dozen students met.", "A couple of dozen [24, 24] 24 = student cardinal"],
    [
      "Hundreds of thousands of pensioners sang.",
      "Hundreds of thousands [200000, 999999] - = pensioner cardinal",
    ],
  ],
  "sizes of crowds as people jot them down": [
    ["1500-2000 people", "1500-2000 [1500, 2000] - = people range"],
    ["About 1500-2000 came.", "About 1500-2000 [1500, 2000] - ~ - range"],
    ["2000 to 3000", "2000 to 3000 [2000, 3000] - = - range"],
    ["They fought in 1900-2000 and 1914-1918."],
    ["10-12,000 marchers", "10-12,000 [10000, 12000] - = marcher range"],
    ["50-1,000 marchers", "50-1,000 [50, 1000] - = marcher range"],
    ["50~100 marchers", "50~100 [50, 100] - = marcher range"],
    ["100's of marchers", "100's [200, 999] - = marcher cardinal"],
    ["Songs of the 1990's were sung."],
    ["100s to 1000s", "100s to 1000s [200, 9999] - = - range"],
    ["100's - 1000's", "100's - 1000's [200, 9999] - = - range"],
    ["hundreds-thousands of marchers", "hundreds-thousands [200, 9999] - = marcher cardinal"],
    ["10s of thousands of marchers", "10s of thousands [20000, 99999] - = marcher cardinal"],
    ["100s of 1000s", "100s of 1000s [200000, 999999] - = - cardinal"],
    ["several 100 marchers", "several 100 [300, 999] - = marcher cardinal"],
    ["a few 1000s", "a few 1000s [2000, 5000] - = - cardinal"],
  ],
  "numbers with parts": [
    ["They moved 3 1/2 tonnes of rice.", "3 1/2 tonnes [3.5, 3.5] 3.5 = tonne cardinal"],
    ["The pit is 10½ metres deep.", "10½ metres [10.5, 10.5] 10.5 = metre cardinal"],
    [
      "Two point five million voters came.",
      "Two point five million [2500000, 2500000] 2500000 = voter cardinal",
    ],
    ["Half a million people struck.", "Half a million [500000, 500000] 500000 = people cardinal"],
    [
      "A quarter of a million signatures came.",
      "A quarter of a million [250000, 250000] 250000 = signature cardinal",
    ],
    ["A quarter of the seats were lost.", "A quarter [25, 25] 25 = % percent"],
    ["Half were women.", "Half [50, 50] 50 = % percent"],
    ["It rained in the second half of the year."],
    ["The state owes Rs 2 crore 50 lakh.", "Rs 2 crore 50 lakh [24950000, 25050000] 25000000 = INR money"],
    ["The 9/11 attacks and the 1/2/2020 march."],
  ],
  "rises and falls": [
    [
      "Prices rose by 10 per cent to 20,000 rupees.",
      "10 per cent [9.5, 10.5] 10 + % percent",
      "20,000 rupees [20000, 20000] 20000 = rupee money",
    ],
    ["The toll rose by 5 to 25.", "5 [5, 5] 5 + - cardinal", "25 [25, 25] 25 = - cardinal"],
    ["Turnout fell 12% on Sunday.", "12% [11.5, 12.5] 12 - % percent"],
    ["Bread was up 3.5 percent.", "3.5 percent [3.45, 3.55] 3.5 + % percent"],
    ["A 20% cut angered nurses.", "20% [19.5, 20.5] 20 - % percent"],
    [
      "Support dropped two percentage points.",
      "two percentage points [1.5, 2.5] 2 - percentage point percent",
    ],
    ["Police rounded up 50 people.", "50 [50, 50] 50 = people cardinal"],
  ],
  money: [
    ["It cost $5 a litre.", "$5 a litre [5, 5] 5 = dollar per litre money"],
    ["He paid 500 euros a month ago.", "500 euros [500, 500] 500 = EUR money"],
    ["Tickets cost 15 €.", "15 € [15, 15] 15 = EUR money"],
    [
      "The fine was three dollars and fifty cents.",
      "three dollars and fifty cents [3.5, 3.5] 3.5 = dollar money",
    ],
    ["It sold for 470 pence a share.", "470 pence a share [470, 470] 470 = penny per share money"],
    ["They sought 200 Egyptian pounds.", "200 Egyptian pounds [200, 200] 200 = EGP money"],
    ["The loan is US $5 million.", "US $5 million [4500000, 5500000] 5000000 = USD money"],
    ["The firm lost 75 USD million.", "75 USD million [74500000, 75500000] 75000000 = USD money"],
    ["The fund got 1.5m.", "1.5m [1500000, 1500000] 1500000 = - cardinal"],
  ],
  measures: [
    ["The man is 1.8m tall.", "1.8m [1.8, 1.8] 1.8 = metre cardinal"],
    ["They hold 12 square kilometres.", "12 square kilometres [12, 12] 12 = square kilometre cardinal"],
    ["Winds of 85 km/h blew.", "85 km/h [85, 85] 85 = kilometre per hour cardinal"],
    ["It was minus five degrees Celsius.", "minus five degrees Celsius [-5, -5] -5 = celsius cardinal"],
    ["It was -7 °C at night.", "-7 °C [-7, -7] -7 = celsius cardinal"],
    ["They walked a six-mile road.", "six-mile [6, 6] 6 = mile cardinal"],
  ],
  ages: [
    ["A 17-year-old boy ran.", "17-year-old [17, 17] 17 = year of age duration"],
    ["Her son was 12 years old.", "12 years old [12, 12] 12 = year of age duration"],
    [
      "Ana Roe, 42, and a man aged 61 spoke.",
      "42 [42, 42] 42 = year of age duration",
      "61 [61, 61] 61 = year of age duration",
    ],
    [
      "The wall is more than 500 years old.",
      "more than 500 years old [500, null] 500 > year of age duration",
    ],
    ["Babies of six weeks of age came.", "six weeks of age [6, 6] 6 = week of age duration"],
    ["He served two years in jail.", "two years [2, 2] 2 = year duration"],
  ],
  "what is counted": [
    ["At least 20 were killed.", "At least 20 [20, null] 20 > people cardinal"],
    [
      "Three of them died, four of the guards fled.",
      "Three [3, 3] 3 = people cardinal",
      "four [4, 4] 4 = guard cardinal",
    ],
    ["One of the protesters was hurt.", "One [1, 1] 1 = protester cardinal"],
    ["A 20,000-strong crowd sang.", "20,000 [20000, 20000] 20000 = people cardinal"],
    ["A four-member panel met.", "four [4, 4] 4 = member cardinal"],
    ["Around 15 police vehicles burned.", "Around 15 [15, 15] 15 ~ vehicle cardinal"],
    ["A two-day strike began.", "two-day [2, 2] 2 = day duration"],
    ["A one-day strike began.", "one-day [1, 1] 1 = day duration"],
  ],
  "nothing behind an article": [
    ["The deaths bring to 67 the number of dead.", "67 [67, 67] 67 = - cardinal"],
  ],
  "no quantity": [
    ["Tropical Storm Three formed."],
    ["She phoned 911 at once."],
    ["They live at 12 Old Mill Road."],
    ["The team lost (1-2) at home."],
  ],
};

describe.each(Object.entries(CASES))("numbers of sentences: %s", (_, cases) => {
  it.each(cases)("%j", (text, ...expected) => {
    expect(read(text)).toEqual(expected);
  });
});

describe("numbers of sizes as a column has them", () => {
  it.each([
    ["2000", 2000],
    ["50_", 50],
    ["80, 000 fans", 80000],
  ])("reads a bare size: %j", (text, value) => {
    const { tokens, sentences } = linguistics(text, "en");
    expect(numbers(text, tokens, sentences)[0]).toMatchObject({ value, low: value, high: value });
  });
});
