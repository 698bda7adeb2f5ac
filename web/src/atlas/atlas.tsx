/** The atlas: where events are looked for, seen and taken away. */
import { texts } from "../texts/index.js";

export default function Atlas() {
  return <h1 class="only-read">{texts.pages.atlas}</h1>;
}
