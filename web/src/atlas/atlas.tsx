/** The atlas: where events are looked for, seen, read and taken away. */
import "./atlas.css";
import "./card/card.css";
import "./filter-bar.css";
import "./list.css";
import "./map/map.css";
import "./panels.css";
import "./timeline/timeline.css";
import "./narrow.css";
import { useSignalEffect } from "@preact/signals";
import { narrow } from "../components/narrow.js";
import { Sheet } from "../components/sheet.js";
import { Tabs } from "../components/tabs.js";
import { compact } from "../texts/format.js";
import { texts } from "../texts/index.js";
import { EventCard } from "./card/event-card.js";
import { Download } from "./download.js";
import { EventList } from "./event-list.js";
import { FiguresPanel } from "./figures.js";
import { FilterBar } from "./filter-bar.js";
import type { Panel } from "./filters.js";
import { MapPanel } from "./map/map-panel.js";
import { NetworkPanel } from "./network.js";
import { sheetTab } from "./sheet-tab.js";
import { address, change, placing, wantedPanel } from "./state.js";
import { TimelinePanel } from "./timeline/timeline.js";
import { UnplacedPanel } from "./unplaced.js";

const CONTENT: Readonly<Record<Panel, () => preact.JSX.Element>> = {
  figures: FiguresPanel,
  actors: NetworkPanel,
  unplaced: UnplacedPanel,
};

const unplacedTab = () => {
  const count = placing.value?.unplaced ?? 0;
  return { id: "unplaced", label: texts.panel.unplaced, ...(count > 0 ? { badge: compact(count) } : {}) };
};

function SidePanel() {
  const { panel } = address.value;
  const Content = CONTENT[panel];
  return (
    <Tabs
      label={texts.panel.label}
      tabs={[
        { id: "figures", label: texts.panel.figures },
        { id: "actors", label: texts.panel.actors },
        unplacedTab(),
      ]}
      chosen={panel}
      choose={(id) => change({ panel: id as Panel }, "replace")}
    >
      <Content />
    </Tabs>
  );
}

/** On a desk: the list, the map over the time, and beside them the card or the panels. */
function Wide() {
  return (
    <div class="atlas-body">
      <EventList />
      <div class="atlas-middle">
        <MapPanel />
        <TimelinePanel />
      </div>
      <aside
        class="atlas-side"
        aria-label={address.value.event === null ? texts.panel.label : texts.event.label}
      >
        {address.value.event === null ? <SidePanel /> : <EventCard />}
      </aside>
    </div>
  );
}

/** On a phone: the map, and everything else in a sheet over it. */
function Narrow() {
  const tab = sheetTab.value;
  useSignalEffect(() => {
    wantedPanel.value = sheetTab.value;
  });
  const { event, panel } = address.value;
  const Content = tab in CONTENT ? CONTENT[tab as Panel] : null;
  return (
    <div class="atlas-body">
      <MapPanel />
      <Sheet raised={event ?? (panel === "unplaced" ? panel : null)}>
        {event === null ? (
          <Tabs
            label={texts.panel.label}
            tabs={[
              { id: "list", label: texts.panel.list },
              { id: "time", label: texts.panel.time },
              { id: "figures", label: texts.panel.figures },
              { id: "actors", label: texts.panel.actors },
              unplacedTab(),
            ]}
            chosen={tab}
            choose={(id) => {
              sheetTab.value = id;
            }}
          >
            {tab === "list" && <EventList />}
            {tab === "time" && <TimelinePanel />}
            {Content !== null && <Content />}
          </Tabs>
        ) : (
          <EventCard />
        )}
      </Sheet>
    </div>
  );
}

export default function Atlas() {
  return (
    <div class={narrow.value ? "atlas is-narrow" : "atlas"}>
      <h1 class="only-read">{texts.pages.atlas}</h1>
      <div class="atlas-top">
        <FilterBar />
        <Download />
      </div>
      {narrow.value ? <Narrow /> : <Wide />}
    </div>
  );
}
