/** The ground of the map: sea, land, borders and a shade over countries with events of no known place. All from this server. */
import type { Map as MapLibre, StyleSpecification } from "maplibre-gl";
import { feature, mesh } from "topojson-client";
import type { GeometryCollection, Topology } from "topojson-specification";
import { mercatorX, mercatorY } from "./mercator.js";
import type { Town } from "./paint.js";
import { unwrapped } from "./unwrapped.js";

export type Ground = {
  readonly sea: string;
  readonly land: string;
  readonly border: string;
  readonly shade: string;
};

/** A map without anything but sea; the rest is added when it is there. No sprites, no fonts, no tiles. */
export const emptyStyle = ({ sea }: Ground): StyleSpecification => ({
  version: 8,
  sources: {},
  layers: [{ id: "sea", type: "background", paint: { "background-color": sea } }],
});

type Outlines = Topology<{ countries: GeometryCollection }>;

async function fetchJson<T>(path: string): Promise<T> {
  const answer = await fetch(path);
  if (!answer.ok) throw new Error(`${path}: ${answer.status}`);
  return (await answer.json()) as T;
}

/** Towns with their place in the Mercator square, in the order in which they are named. */
export async function fetchTowns(): Promise<readonly Town[]> {
  const towns =
    await fetchJson<readonly (readonly [string, number, number, number])[]>("/basemap/towns.json");
  return towns.map(([name, lon, lat, rank]) => [name, mercatorX(lon), mercatorY(lat), rank]);
}

/** Slanting lines of a colour, on nothing: "somewhere in here". */
function hatch(colour: string): ImageData {
  const size = 8;
  const canvas = document.createElement("canvas");
  canvas.width = canvas.height = size;
  const pen = canvas.getContext("2d")!;
  pen.strokeStyle = colour;
  pen.lineWidth = 1.2;
  for (const shift of [-size, 0, size]) {
    pen.moveTo(shift - 1, size + 1);
    pen.lineTo(shift + size + 1, -1);
  }
  pen.stroke();
  return pen.getImageData(0, 0, size, size);
}

/** Adds land, shade and borders to a map whose style is loaded. */
export async function addGround(map: MapLibre, ground: Ground): Promise<void> {
  const topology = await fetchJson<Outlines>("/basemap/countries.json");
  const { countries } = topology.objects;
  const land = feature(topology, countries);
  const features = land.features.map((one) => ({
    ...one,
    geometry: unwrapped(one.geometry),
    properties: { code: one.id },
  }));
  map.addSource("countries", { type: "geojson", data: { ...land, features }, maxzoom: 6 });
  map.addSource("borders", {
    type: "geojson",
    data: mesh(topology, countries, (a, b) => a !== b),
    maxzoom: 6,
  });
  map.addImage("hatch", hatch(ground.shade));
  map.addLayer({ id: "land", type: "fill", source: "countries", paint: { "fill-color": ground.land } });
  map.addLayer({
    id: "shade",
    type: "fill",
    source: "countries",
    filter: ["in", ["get", "code"], ["literal", []]],
    paint: { "fill-pattern": "hatch" },
  });
  map.addLayer({
    id: "borders",
    type: "line",
    source: "borders",
    paint: {
      "line-color": ground.border,
      "line-width": ["interpolate", ["linear"], ["zoom"], 0, 0.4, 8, 1.2],
    },
  });
}

/** Colours the ground anew. */
export function recolour(map: MapLibre, ground: Ground): void {
  map.setPaintProperty("sea", "background-color", ground.sea);
  if (map.getLayer("land") === undefined) return;
  map.setPaintProperty("land", "fill-color", ground.land);
  map.setPaintProperty("borders", "line-color", ground.border);
  map.updateImage("hatch", hatch(ground.shade));
}

/** Shades the countries of these codes. */
export function shadeCountries(map: MapLibre, codes: readonly string[]): void {
  if (map.getLayer("shade") === undefined) return;
  map.setFilter("shade", ["in", ["get", "code"], ["literal", [...codes]]]);
}
