/** How the pages are built: web/ becomes dist/web, with the basemap made on the way. */
import { fileURLToPath } from "node:url";
import { defineConfig } from "vite";
import { basemap } from "./build/basemap.js";

export default defineConfig({
  root: fileURLToPath(new URL(".", import.meta.url)),
  cacheDir: fileURLToPath(new URL("../dist/.vite", import.meta.url)),
  plugins: [basemap()],
  build: {
    outDir: fileURLToPath(new URL("../dist/web", import.meta.url)),
    emptyOutDir: true,
    target: "es2022",
    // Nothing is put into the page or the style sheets as data: addresses, so that a strict CSP holds.
    assetsInlineLimit: 0,
    modulePreload: { polyfill: false },
    // Whose code is in the pages, with the words of their licences.
    license: { fileName: "licences.txt" },
    // MapLibre is larger than the limit of the warning and loaded when a map is wanted; test/web-size.test.ts holds the sizes.
    chunkSizeWarningLimit: 1500,
    rolldownOptions: {
      output: {
        // The worker of the map under .js: some servers send .mjs as plain bytes.
        assetFileNames: (asset) =>
          asset.names.some((name) => name.endsWith(".mjs"))
            ? "assets/[name]-[hash].js"
            : "assets/[name]-[hash][extname]",
      },
    },
  },
});
