/** Makes the basemap when the pages are built: outlines of countries with their ISO codes, and large towns. No tile server, ever. */

import { readFileSync } from "node:fs";
import { createRequire } from "node:module";
import type { GeometryCollection, Topology } from "topojson-specification";
import type { Plugin } from "vite";
import { alpha2 } from "./country-codes.js";
import { largeTowns } from "./towns.js";

const require = createRequire(import.meta.url);

/** Natural Earth 1:50m as TopoJSON, each country with its ISO 3166-1 code as id ("" where it has none). */
export function countries(): Topology {
  const topology = JSON.parse(
    readFileSync(require.resolve("world-atlas/countries-50m.json"), "utf8"),
  ) as Topology<{ countries: GeometryCollection<{ name: string }> }>;
  const { countries } = topology.objects;
  return {
    type: "Topology",
    arcs: topology.arcs,
    ...(topology.transform === undefined ? {} : { transform: topology.transform }),
    objects: {
      countries: {
        type: "GeometryCollection",
        geometries: countries.geometries.map(({ properties, ...geometry }) => ({
          ...geometry,
          id: alpha2(properties !== undefined && "name" in properties ? properties.name : "") ?? "",
        })),
      },
    },
  };
}

const FILES: Readonly<Record<string, () => unknown>> = {
  "basemap/countries.json": countries,
  "basemap/towns.json": largeTowns,
};

/** Puts the files of the basemap beside the pages; while developing they are made when asked for. */
export function basemap(): Plugin {
  return {
    name: "quipu-basemap",
    generateBundle() {
      for (const [fileName, make] of Object.entries(FILES))
        this.emitFile({ type: "asset", fileName, source: JSON.stringify(make()) });
    },
    configureServer(server) {
      server.middlewares.use((request, response, next) => {
        const make = FILES[(request.url ?? "").slice(1)];
        if (make === undefined) return next();
        response.setHeader("content-type", "application/json");
        response.end(JSON.stringify(make()));
      });
    },
  };
}
