/** The server under measurement, in a process of its own: on views that are there, without bringing them up to date. */
import { app } from "../src/app/http/app.js";
import { openServices } from "../src/app/http/open-services.js";
import { serve } from "../src/app/http/serve.js";

const { services } = await openServices({
  env: process.env,
  isLoopback: true,
  publicUrl: null,
  web: process.env.QUIPU_BENCH_WEB ?? "",
  version: "bench",
  log: (line) => process.stderr.write(`${line}\n`),
});
const { port } = await serve(app(services), { host: "127.0.0.1", port: 0 });
process.send?.(port);
