/** The map itself. Loaded apart from the rest, since MapLibre is larger than everything else together. */

import { effect, useSignal } from "@preact/signals";
import { Map as MapLibre, setWorkerUrl } from "maplibre-gl";
import workerUrl from "maplibre-gl/dist/maplibre-gl-worker.mjs?url";
import { useEffect, useRef } from "preact/hooks";
import type { PlacePrecision } from "../../../../src/model/index.js";
import { narrow } from "../../components/narrow.js";
import { scheme } from "../../shell/theme.js";
import { compact, day as dayText } from "../../texts/format.js";
import { texts } from "../../texts/index.js";
import { isoDay } from "../days.js";
import type { Box } from "../filters.js";
import { change, facets, filters, event as openEvent, points, setFilters, unplaced } from "../state.js";
import { addGround, emptyStyle, fetchTowns, recolour, shadeCountries } from "./basemap.js";
import { BoxDrawing } from "./box-drawing.js";
import { type Cluster, cluster, type PointColumns, pointColumns } from "./cluster.js";
import { groundOf, inkOf } from "./colours.js";
import { MapControls } from "./controls.js";
import { latitude, longitude, mercatorX, mercatorY } from "./mercator.js";
import { hit, paint, type Target, type Town } from "./paint.js";

setWorkerUrl(workerUrl);

const NEAREST = 11;
const NONE: PointColumns = pointColumns([]);

/** Whether the points of a group can be told apart by coming nearer. */
const comesApart = ({ west, east, north, south }: Cluster, zoom: number): boolean =>
  zoom < NEAREST - 0.5 && Math.max(east - west, south - north) * 512 * 2 ** NEAREST > 56;

const boxOf = ({ west, east, north, south }: Cluster, margin: number): Box =>
  [
    longitude(west - margin),
    latitude(south + margin),
    longitude(east + margin),
    latitude(north - margin),
  ].map((degrees) => Math.round(degrees * 1e4) / 1e4) as unknown as Box;

/** The map with what is drawn over it, as long as its element lives. */
function live(
  container: HTMLElement,
  canvas: HTMLCanvasElement,
  onHover: (target: Target | null) => void,
  onBare: (error: unknown) => void,
) {
  const map = new MapLibre({
    container,
    style: emptyStyle(groundOf()),
    center: [10, 18],
    zoom: 0.8,
    minZoom: 0,
    maxZoom: NEAREST,
    renderWorldCopies: false,
    dragRotate: false,
    pitchWithRotate: false,
    touchPitch: false,
    attributionControl: false,
    fadeDuration: 0,
    boxZoom: false,
  });
  // Without its worker the map has no ground either; what is drawn over it does not need one.
  map.on("error", ({ error }) => onBare(error));
  map.touchZoomRotate.disableRotation();
  map.keyboard.disableRotation();
  map.getCanvas().setAttribute("aria-label", texts.map.label);
  map.getCanvas().setAttribute("aria-describedby", "map-help");

  const pen = canvas.getContext("2d")!;
  let all = NONE;
  let towns: readonly Town[] = [];
  let groups = new Map<number, readonly Cluster[]>();
  let targets: readonly Target[] = [];
  let hovered: Cluster | null = null;
  let chosen: { x: number; y: number } | null = null;
  let ink = inkOf();

  const draw = () => {
    const { clientWidth: width, clientHeight: height } = container;
    const dense = Math.min(2, devicePixelRatio);
    if (canvas.width !== Math.round(width * dense) || canvas.height !== Math.round(height * dense)) {
      canvas.width = Math.round(width * dense);
      canvas.height = Math.round(height * dense);
    }
    pen.setTransform(dense, 0, 0, dense, 0, 0);
    const center = map.getCenter();
    const zoom = map.getZoom();
    // In half steps: between two of them groups stand still and only come apart.
    const step = Math.max(0, Math.floor(zoom * 2) / 2);
    const grouped = groups.get(step) ?? cluster(all, step);
    groups.set(step, grouped);
    targets = paint(
      pen,
      { x: mercatorX(center.lng), y: mercatorY(center.lat), zoom, width, height },
      { points: all, groups: grouped, towns, chosen, hovered, write: compact },
      ink,
    );
  };
  map.on("render", draw);
  const again = () => map.triggerRepaint();

  /** What the sheet of a narrow page covers of the map. */
  const covered = () => (narrow.peek() ? container.clientHeight / 2 : 0);
  const fitAll = (animate: boolean) => {
    if (all.count === 0) return;
    let [west, east, north, south] = [1, 0, 1, 0];
    for (let i = 0; i < all.count; i++) {
      west = Math.min(west, all.x[i]!);
      east = Math.max(east, all.x[i]!);
      north = Math.min(north, all.y[i]!);
      south = Math.max(south, all.y[i]!);
    }
    map.fitBounds([longitude(west), latitude(south), longitude(east), latitude(north)], {
      padding: 48,
      maxZoom: 7,
      animate,
    });
  };

  map.on("mousemove", ({ point }) => {
    const target = hit(targets, point.x, point.y);
    map.getCanvas().style.cursor = target === null ? "" : "pointer";
    if (target?.cluster === hovered) return;
    hovered = target?.cluster ?? null;
    onHover(target);
    again();
  });
  map.on("movestart", () => {
    hovered = null;
    onHover(null);
  });
  map.on("click", ({ point }) => {
    const target = hit(targets, point.x, point.y, 6);
    if (target === null) return;
    const { cluster: group } = target;
    if (group.count === 1) change({ event: all.id[group.first]! });
    else if (comesApart(group, map.getZoom()))
      map.fitBounds([...boxOf(group, 0)], { padding: 80, maxZoom: Math.min(NEAREST, map.getZoom() + 4) });
    else setFilters({ bbox: boxOf(group, 2e-6) });
  });

  let first = true;
  let ready = false;
  map.on("load", () => {
    addGround(map, groundOf()).then(() => {
      ready = true;
      shadeCountries(map, codes);
    }, onBare);
    fetchTowns().then((loaded) => {
      towns = loaded;
      again();
    }, onBare);
  });
  let codes: readonly string[] = [];
  const stops = [
    effect(() => {
      const answers = [points.seen.value, points.unseen.value];
      // Both or none, so that the map does not show half of a selection.
      if (answers.some(({ state }) => state === "loading")) return;
      all = pointColumns(
        (["seen", "unseen"] as const).flatMap((reality) => {
          const { value } = points[reality].value;
          return value === null ? [] : [[value, reality] as const];
        }),
      );
      groups = new Map();
      hovered = null;
      if (first && all.count > 0) fitAll(false);
      if (all.count > 0) first = false;
      again();
    }),
    effect(() => {
      codes = (unplaced.value ?? []).map(({ value }) => value).filter((code) => code !== "none");
      if (ready) shadeCountries(map, codes);
    }),
    effect(() => {
      scheme.value;
      ink = inkOf();
      if (ready) recolour(map, groundOf());
      again();
    }),
    effect(() => {
      const place = openEvent.value.value?.places.find(({ value }) => value.lat !== null)?.value;
      chosen = place == null ? null : { x: mercatorX(place.lon!), y: mercatorY(place.lat!) };
      if (place != null && (narrow.peek() || !map.getBounds().contains([place.lon!, place.lat!])))
        map.easeTo({
          center: [place.lon!, place.lat!],
          zoom: Math.max(map.getZoom(), 4),
          offset: [0, -covered() / 2],
        });
      again();
    }),
  ];
  const resized = new ResizeObserver(() => map.resize());
  resized.observe(container);
  return {
    map,
    fitAll: () => fitAll(true),
    /** What a lone event is, and when. */
    tell: ({ first }: Cluster) => ({
      type: all.types[all.type[first]!]!,
      day: all.day[first] ?? null,
      precision: `G${all.precision[first]}` as PlacePrecision,
    }),
    stop: () => {
      for (const stop of stops) stop();
      resized.disconnect();
      map.remove();
    },
  };
}

/** A lone event under the pointer: what, when, and how well its place is known. */
function Told({
  type,
  day,
  precision,
}: {
  readonly type: string;
  readonly day: number | null;
  readonly precision: PlacePrecision;
}) {
  const label = facets.value.value?.type.find(({ value }) => value === type)?.label ?? type;
  return (
    <>
      <strong>{label}</strong>
      <span>
        {day === null ? texts.when.unknown : dayText(isoDay(day))} ·{" "}
        {texts.event.precision(texts.precisions[precision])}
      </span>
    </>
  );
}

export default function MapView() {
  const container = useRef<HTMLDivElement>(null);
  const canvas = useRef<HTMLCanvasElement>(null);
  const made = useRef<ReturnType<typeof live> | null>(null);
  const hovered = useSignal<Target | null>(null);
  const drawing = useSignal(false);
  const failed = useSignal(false);
  /** The ground could not be loaded, or not all of it. */
  const bare = useSignal(false);

  useEffect(() => {
    try {
      made.current = live(
        container.current!,
        canvas.current!,
        (target) => {
          hovered.value = target;
        },
        (error) => {
          console.warn(error);
          bare.value = true;
        },
      );
      return made.current.stop;
    } catch (error) {
      console.warn(error);
      failed.value = true;
      return undefined;
    }
  }, []);

  const seen = (): Box => {
    const bounds = made.current!.map.getBounds();
    return [bounds.getWest(), bounds.getSouth(), bounds.getEast(), bounds.getNorth()].map(
      (degrees, at) =>
        Math.round(Math.max(at % 2 ? -90 : -180, Math.min(at % 2 ? 90 : 180, degrees)) * 100) / 100,
    ) as unknown as Box;
  };
  const place = (x: number, y: number) => made.current!.map.unproject([x, y]);
  const target = hovered.value;
  if (failed.value) throw new Error(texts.map.noWebGL.detail);
  return (
    <div class="map-view">
      <div class="map-ground" ref={container} />
      <canvas class="map-events" ref={canvas} aria-hidden="true" />
      {target !== null && (
        <p
          class="tip map-tip"
          style={{ transform: `translate(${target.x}px, ${target.y - target.radius - 8}px)` }}
        >
          {target.cluster.count === 1 ? (
            <Told {...made.current!.tell(target.cluster)} />
          ) : (
            texts.map.cluster(target.cluster.count)
          )}
        </p>
      )}
      {bare.value && (
        <p class="tip map-bare" role="status">
          {texts.map.bare}
        </p>
      )}
      {drawing.value && (
        <BoxDrawing
          done={(box) => {
            drawing.value = false;
            if (box === null) return;
            const [a, b] = [place(box.left, box.bottom), place(box.right, box.top)];
            const round = (n: number) => Math.round(n * 1000) / 1000;
            setFilters({ bbox: [round(a.lng), round(a.lat), round(b.lng), round(b.lat)] });
          }}
        />
      )}
      <MapControls
        zoom={(by) => made.current?.map.zoomTo(made.current.map.getZoom() + by)}
        whole={() => made.current?.fitAll()}
        draw={drawing}
        seen={() => setFilters({ bbox: seen() })}
        clear={filters.value.bbox === null ? null : () => setFilters({ bbox: null })}
      />
    </div>
  );
}
