/** The place of the map: says what it is, loads it, and says what to do where it cannot be drawn. */
import type { ComponentType } from "preact";
import { useEffect, useState } from "preact/hooks";
import { Problem } from "../../api/client.js";
import { Boundary } from "../../components/boundary.js";
import { LoadingNote, ProblemNote } from "../../components/states.js";
import { number } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import { change, placing, points, unplaced } from "../state.js";

function drawsWebGL(): boolean {
  try {
    return document.createElement("canvas").getContext("webgl2") !== null;
  } catch {
    return false;
  }
}

function NoMap() {
  const { title, detail, todo } = texts.map.noWebGL;
  return <ProblemNote problem={new Problem(0, title, detail, todo)} />;
}

export function MapPanel() {
  const [View, setView] = useState<ComponentType | null>(null);
  const [can, setCan] = useState(true);
  useEffect(() => {
    if (!drawsWebGL()) {
      setCan(false);
      return;
    }
    import("./map-view.js").then(
      (loaded) => setView(() => loaded.default),
      () => setCan(false),
    );
  }, []);
  const without = placing.value?.unplaced ?? 0;
  const failed = [points.seen, points.unseen].find((one) => one.value.state === "failed");
  return (
    <div class="map" aria-busy={points.seen.value.state === "loading"}>
      <h2 class="only-read" id="map-title">
        {texts.map.label}
      </h2>
      <p class="only-read" id="map-help">
        {texts.map.help}
      </p>
      {!can && <NoMap />}
      {can && View === null && <LoadingNote text={texts.map.loading} />}
      {can && View !== null && (
        <Boundary instead={<NoMap />}>
          <View />
        </Boundary>
      )}
      {failed?.value.state === "failed" && (
        <div class="map-problem">
          <ProblemNote problem={failed.value.problem} again={failed.again} />
        </div>
      )}
      {without > 0 && unplaced.value?.length !== 0 && (
        <button
          type="button"
          class="button map-unplaced"
          onClick={() => change({ event: null, panel: "unplaced" })}
        >
          {texts.map.unplaced(number(without))}
        </button>
      )}
    </div>
  );
}
