/** Where the pages start. */
import { render } from "preact";
import { followLinks } from "./route.js";
import { Shell } from "./shell/shell.js";

const root = document.getElementById("app");
if (root === null) throw new Error("index.html has no #app");
followLinks(document.body);
render(<Shell />, root);
