/** The worked example of the prompt. A test codes it: every claim of its answer passes, and none is a finding. */
import type { Reply } from "./reply.js";

export const EXAMPLE_REPORT = `Some 400 nurses marched through Tampico on Monday to demand the back pay they are owed since January. Police in riot gear blocked the avenue and used pepper spray when the crowd pushed forward, the nurses' union said; nine marchers were detained. The health secretary called the union leaders "saboteurs". The union has called a strike for Friday.`;

const none = { mentions: [], places: [], actors: [], figures: [], demands: [], means: [], contested: [] };
const narrator = { quote: null, evidentiality: "asserted" } as const;
const tampico = { quote: "Tampico", role: "site" } as const;
const monday = { quote: "Monday", edtf: "2019-05-13" };

export const EXAMPLE_REPLY: Reply = {
  events: [
    {
      context: "Some 400 nurses marched through Tampico on Monday",
      trigger: "marched",
      type: "PRO.DEMO",
      actuality: "happened",
      scope: "event",
      mentions: [],
      date: monday,
      places: [tampico],
      actors: [{ quote: "nurses", role: "participant", category: "professionals", person: "none" }],
      figures: [
        {
          quote: "Some 400 nurses",
          kind: "crowd_size",
          value: 400,
          stock: false,
          group: "nurses",
          said_by: null,
        },
      ],
      demands: [{ quote: "the back pay they are owed since January", issue: "wages" }],
      means: [],
      attribution: narrator,
      contested: [],
    },
    {
      context: "blocked the avenue and used pepper spray when the crowd",
      trigger: "used pepper spray",
      type: "REP.DISPERSE",
      actuality: "happened",
      scope: "event",
      ...none,
      date: monday,
      places: [tampico],
      actors: [
        { quote: "Police in riot gear", role: "responder", category: "state_security", person: "none" },
        { quote: "the crowd", role: "victim", category: "professionals", person: "none" },
      ],
      means: [{ quote: "pepper spray", means: "tear_gas" }],
      attribution: { quote: "the nurses' union", evidentiality: "reported" },
    },
    {
      context: "the nurses' union said; nine marchers were detained",
      trigger: "were detained",
      type: "REP.ARREST",
      actuality: "happened",
      scope: "event",
      ...none,
      date: monday,
      places: [tampico],
      actors: [{ quote: "nine marchers", role: "victim", category: "professionals", person: "none" }],
      figures: [
        {
          quote: "nine marchers",
          kind: "arrested",
          value: 9,
          stock: false,
          group: "marchers",
          said_by: null,
        },
      ],
      attribution: narrator,
    },
    {
      context: 'The health secretary called the union leaders "saboteurs".',
      trigger: "called",
      type: "REP.STIGMA",
      actuality: "happened",
      scope: "event",
      ...none,
      date: { quote: null, edtf: null },
      actors: [
        { quote: "The health secretary", role: "speaker", category: "government", person: "none" },
        { quote: "the union leaders", role: "subject", category: "union", person: "none" },
      ],
      attribution: narrator,
      contested: [{ quote: "saboteurs", speaker: "The health secretary" }],
    },
    {
      context: "The union has called a strike for Friday.",
      trigger: "strike",
      type: "PRO.STRIKE",
      actuality: "called_for",
      scope: "event",
      ...none,
      date: { quote: "Friday", edtf: "2019-05-17" },
      actors: [{ quote: "The union", role: "organiser", category: "union", person: "none" }],
      attribution: narrator,
    },
  ],
  links: [
    { from: 2, to: 1, relation: "state_response_to", quote: "when the crowd pushed forward" },
    { from: 3, to: 1, relation: "state_response_to", quote: null },
  ],
  figures: [],
};
