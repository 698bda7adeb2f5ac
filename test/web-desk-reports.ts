/** Reports for the tests of the review desk. Written for these tests. */

const report = (
  id: string,
  title: string | null,
  outlet: string | null,
  published: string,
  text: string,
  lang = "en",
) => ({
  id,
  title,
  outlet,
  published,
  lang,
  url: null as string | null,
  text,
});

/** Id of a report of more than a million units. */
export const LONG = "long-1";

const filler = (n: number) =>
  n % 400 === 0
    ? `Students marched in Lima on May ${1 + ((n / 400) % 28)}, 2023.`
    : `Item ${n}: the council spoke of roads, of schools and of the harvest, and nothing else was said there that day by anybody.`;

const wire = (day: number) =>
  report(
    `wire-${day}`,
    `Farmers protest, day ${day}`,
    "Andes Wire",
    `2024-02-${10 + day}`,
    `About ${100 + day * 40} farmers protested in the main square of Puno on February ${9 + day}, 2024 against water prices. Police dispersed the crowd with tear gas and ${day + 1} people were injured.`,
  );

export const DESK_REPORTS = [
  report(
    "valley-1",
    "Teachers march in Arequipa",
    "The Valley Post",
    "2024-01-13",
    "At least 300 teachers marched through Arequipa on Friday to demand higher pay. Police fired tear gas and arrested 12 people.\n\nThe march ended at the west gate 🎈 of the stadium, where a speaker thanked those who had come.",
  ),
  report(
    "coast-1",
    "Teachers and police clash",
    "Coast News",
    "2024-01-14",
    "Hundreds of teachers marched in Arequipa on January 12, 2024. Police arrested at least 10 protesters.",
  ),
  report(
    "valley-2",
    "Miners block a road",
    "The Valley Post",
    "2024-02-03",
    "Miners blocked the main road near Cusco on February 2, 2024. The union of miners said the blockade would go on.",
  ),
  ...[1, 2, 3, 4, 5, 6, 7].map(wire),
  {
    ...report(
      "hostile-1",
      "<img src=x onerror=alert(1)> strike",
      "<script>alert(2)</script>",
      "2024-03-03",
      "Workers of the <b onclick=alert(3)>bus company</b> went on strike in Tacna on March 2, 2024. <script>alert(4)</script> Around 50 drivers took part.",
    ),
    url: "javascript:alert(5)",
  },
  report(
    "rtl-1",
    "اعتصام في الساحة",
    "صحيفة",
    "2024-03-04",
    "اعتصم مئات الطلاب في ساحة المدينة يوم الأحد للمطالبة بالإفراج عن زملائهم.",
    "ar",
  ),
  report("quiet-1", null, null, "2024-03-02", "The library opened a new reading room. It has forty chairs."),
  report(
    LONG,
    "The minutes of a year",
    "Archive",
    "2023-06-01",
    Array.from({ length: 9000 }, (_, n) => filler(n)).join("\n"),
  ),
];

/** Reports with every kind of value. */
export const VALUE_REPORTS = [
  report(
    "nurses-1",
    "Nurses march",
    "The Valley Post",
    "2024-03-04",
    "Nurses marched through Trujillo on March 2, 2024 to demand higher pay from the health ministry, the College said. Police arrested 4 of them at the main hospital. Marta Huanca leads the College of Nurses. A poll by Andes Datos found that 62 percent of Peruvians back the nurses. The strike of last year had closed a ward, and one ward more had been moved.",
  ),
  report(
    "goals-1",
    "Rovers win",
    "Coast News",
    "2024-03-04",
    "Rovers won with six goals. The keeper was calm, and the crowd sang until the lights went out.",
  ),
];

/** For what goes wrong, and for odd widths: a few short ones, a title without end, a text from right to left. */
export const STATE_REPORTS = [
  report(
    "rally-1",
    "A rally in Cusco",
    "The Valley Post",
    "2024-03-04",
    "Teachers held a rally in Cusco on March 2, 2024. Police arrested 4 of them.",
  ),
  report(
    "rally-2",
    "A rally in Ica",
    "Coast News",
    "2024-02-04",
    "Students held a rally in Ica on February 2, 2024.",
  ),
  report(
    "long-title",
    `A title that ${"goes on and on ".repeat(40)}and_has_one_word_${"without_an_end_".repeat(20)}`,
    "An outlet with a name that is longer than any line of a phone could ever hold, and then some",
    "2024-03-01",
    `The mayor spoke. ${"Nothing else was said that day by anybody at all. ".repeat(60)}`,
  ),
  report(
    "rtl-1",
    "اعتصام في الساحة",
    "صحيفة",
    "2024-03-04",
    "اعتصم مئات الطلاب في ساحة المدينة يوم الأحد للمطالبة بالإفراج عن زملائهم.",
    "ar",
  ),
];
