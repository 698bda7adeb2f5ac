/** The worked example of the prompt. A test codes it: every claim of its answer passes, and none is a finding. */
import type { Reply } from "./reply.js";

export const EXAMPLE_REPORT = `Some 400 nurses marched through Tampico on Monday to demand the back pay they are owed since January. Police in riot gear blocked the avenue and used pepper spray when the crowd pushed forward, the nurses' union said; nine marchers were detained. The health secretary called the union leaders "saboteurs". The union has called a strike for Friday.`;

type Event = Reply["events"][number];

/** An event with its fields in the order of the schema, empty where nothing is said. */
function event(
  context: string,
  trigger: string,
  [type, actuality]: readonly [string, Event["actuality"]],
  claims: Partial<Event>,
): Event {
  return {
    context,
    trigger,
    type,
    actuality,
    scope: "event",
    mentions: [],
    date: claims.date ?? { quote: null, edtf: null },
    places: claims.places ?? [],
    actors: claims.actors ?? [],
    figures: claims.figures ?? [],
    demands: claims.demands ?? [],
    means: claims.means ?? [],
    attribution: claims.attribution ?? { quote: null, evidentiality: "asserted" },
    contested: claims.contested ?? [],
  };
}

function actor(
  quote: string,
  role: Event["actors"][number]["role"],
  category: Event["actors"][number]["category"],
) {
  return { quote, role, category, person: "none" } as const;
}

function figure(quote: string, kind: Event["figures"][number]["kind"], value: number, group: string) {
  return { quote, kind, value, stock: false, group, said_by: null };
}

const date = { quote: "Monday", edtf: "2019-05-13" };
const places = [{ quote: "Tampico", role: "site" as const }];

export const EXAMPLE_REPLY: Reply = {
  events: [
    event("Some 400 nurses marched through Tampico on Monday", "marched", ["PRO.DEMO", "happened"], {
      date,
      places,
      actors: [actor("nurses", "participant", "professionals")],
      figures: [figure("Some 400 nurses", "crowd_size", 400, "nurses")],
      demands: [{ quote: "the back pay they are owed since January", issue: "wages" }],
    }),
    event(
      "blocked the avenue and used pepper spray when the crowd",
      "used pepper spray",
      ["REP.DISPERSE", "happened"],
      {
        date,
        places,
        actors: [
          actor("Police in riot gear", "responder", "state_security"),
          actor("the crowd", "victim", "professionals"),
        ],
        means: [{ quote: "pepper spray", means: "tear_gas" }],
        attribution: { quote: "the nurses' union", evidentiality: "reported" },
      },
    ),
    event(
      "the nurses' union said; nine marchers were detained",
      "were detained",
      ["REP.ARREST", "happened"],
      {
        date,
        places,
        actors: [actor("nine marchers", "victim", "professionals")],
        figures: [figure("nine marchers", "arrested", 9, "marchers")],
      },
    ),
    event(
      'The health secretary called the union leaders "saboteurs".',
      "called",
      ["REP.STIGMA", "happened"],
      {
        actors: [
          actor("The health secretary", "speaker", "government"),
          actor("the union leaders", "subject", "union"),
        ],
        contested: [{ quote: "saboteurs", speaker: "The health secretary" }],
      },
    ),
    event("The union has called a strike for Friday.", "has called", ["POL.CALL", "happened"], {
      actors: [actor("The union", "caller", "union")],
    }),
    event("The union has called a strike for Friday.", "strike", ["PRO.STRIKE", "called_for"], {
      date: { quote: "Friday", edtf: "2019-05-17" },
      actors: [actor("The union", "organiser", "union")],
    }),
  ],
  links: [
    { from: 2, to: 1, relation: "state_response_to", quote: "when the crowd pushed forward" },
    { from: 3, to: 1, relation: "state_response_to", quote: null },
    { from: 5, to: 6, relation: "call_for", quote: null },
  ],
  figures: [],
  relations: [],
};
